package layered

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

const writing = "&_pragma=journal_mode(off)&_pragma=synchronous(off)&_pragma=temp_store(memory)&_pragma=secure_delete(on)"

func source0(name, more string) string { return "file:" + name + "?vfs=" + VFS + more }

// execute runs statements on a database in one transaction.
func execute(t *testing.T, source string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", source)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := tx.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := errors.Join(tx.Commit(), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// rows are all rows of a table, as text.
func rows(t *testing.T, source string) string {
	t.Helper()
	db, err := sql.Open("sqlite", source)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var all, check string
	err = db.QueryRow(`SELECT coalesce(group_concat(id || ' ' || word || ' ' || length(text) || ' ' || substr(text, 1, 9),
		char(10) ORDER BY word, id), '') FROM t`).Scan(&all)
	if err == nil {
		err = db.QueryRow("PRAGMA integrity_check").Scan(&check)
	}
	if err != nil || check != "ok" {
		t.Fatalf("reading: %v, %s", err, check)
	}
	return all
}

func changes(rng *rand.Rand, n int) (list []string) {
	for range n {
		switch rng.IntN(8) {
		case 0:
			list = append(list, fmt.Sprintf("DELETE FROM t WHERE id %% 97 = %d", rng.IntN(97)))
		case 1:
			list = append(list, fmt.Sprintf("UPDATE t SET word = word || 'x' WHERE id %% 89 = %d", rng.IntN(89)))
		case 2:
			list = append(list, fmt.Sprintf("UPDATE t SET text = '%s' WHERE id %% 83 = %d", strings.Repeat("改", rng.IntN(3000)),
				rng.IntN(83)))
		default:
			list = append(list, fmt.Sprintf("INSERT INTO t(word, text) VALUES('w%d', '%s')", rng.IntN(1000),
				strings.Repeat("字", rng.IntN(4000))))
		}
	}
	return list
}

const schema = "CREATE TABLE t(id INTEGER PRIMARY KEY, word TEXT, text TEXT); CREATE INDEX t_word ON t(word)"

// After any sequence of changes, each in a folder that links the files of the one before, a database
// holds what a plain one holds, and no folder before changed.
func TestLayersAreTheDatabase(t *testing.T) {
	t.Parallel()
	most := 0
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 5))
		plain, path := filepath.Join(t.TempDir(), "plain"), filepath.Join(t.TempDir(), "db.sqlite")
		first := append([]string{schema}, changes(rng, 1500)...)
		execute(t, "file:"+plain+"?x=1"+writing, first...)
		execute(t, "file:"+path+"?x=1"+writing, first...)
		for step := range 12 {
			before := filesOf(t, filepath.Dir(path))
			next := filepath.Join(t.TempDir(), "db.sqlite")
			for name := range before {
				if err := os.Link(filepath.Join(filepath.Dir(path), name), filepath.Join(filepath.Dir(next), name)); err != nil {
					t.Fatal(err)
				}
			}
			c, err := Change(next)
			if err != nil {
				t.Fatal(err)
			}
			list := changes(rng, rng.IntN(12))
			execute(t, source0(c.Name, writing), list...)
			execute(t, "file:"+plain+"?x=1"+writing, list...)
			if err := c.Commit(rng.IntN(12) == 0); err != nil {
				t.Fatal(err)
			}
			if after := filesOf(t, filepath.Dir(path)); fmt.Sprint(after) != fmt.Sprint(before) {
				t.Fatalf("seed %d, step %d: the folder before has %v, had %v", seed, step, after, before)
			}
			d, err := Open(next)
			if err != nil {
				t.Fatal(err)
			}
			got := rows(t, source0(d.Name, "&mode=ro&immutable=1&_pragma=mmap_size(134217728)"))
			if want := rows(t, "file:"+plain); got != want {
				t.Fatalf("seed %d, step %d: the rows are others", seed, step)
			}
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			l, err := Layers(next)
			if err != nil {
				t.Fatal(err)
			}
			most = max(most, len(l))
			path = next
		}
	}
	if most < 2 {
		t.Errorf("at most %d layers", most)
	}
}

// filesOf are the files of a folder with what is in them.
func filesOf(t *testing.T, dir string) map[string]uint64 {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]uint64{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		h := uint64(14695981039346656037)
		for _, b := range data {
			h = (h ^ uint64(b)) * 1099511628211
		}
		files[e.Name()] = h
	}
	return files
}

// A layer with another number of pages, in another order or cut short is refused.
func TestDamagedLayer(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "layer")
	page := func(n uint32) ([]byte, error) { return bytes.Repeat([]byte{byte(n)}, pageSize), nil }
	if err := writeLayer(path, 9, []uint32{2, 5, 9}, page); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var l layer
	if err := l.parse(good); err != nil || !slices.Equal(l.numbers, []uint32{2, 5, 9}) || l.page(1)[7] != 5 {
		t.Fatalf("pages %v, %v", l.numbers, err)
	}
	for what, damage := range map[string]func([]byte) []byte{
		"nothing":           func([]byte) []byte { return nil },
		"a head":            func(b []byte) []byte { return b[:headSize] },
		"a page less":       func(b []byte) []byte { return b[:len(b)-pageSize] },
		"another version":   func(b []byte) []byte { b[8] = 9; return b },
		"a page twice":      func(b []byte) []byte { b[headSize+4] = 2; return b },
		"a page behind all": func(b []byte) []byte { b[headSize+8] = 10; return b },
		"a page 0":          func(b []byte) []byte { b[headSize] = 0; return b },
		"too many pages":    func(b []byte) []byte { b[len(magic)+11] = 255; return b },
	} {
		var l layer
		if err := l.parse(damage(slices.Clone(good))); !errors.Is(err, errDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// The last page of a file is not given where it lies: SQLite reads some bytes behind a page.
func TestNothingBehindIsRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "db.sqlite")
	execute(t, "file:"+path+"?x=1"+writing, schema, "INSERT INTO t(word, text) VALUES('a', '"+strings.Repeat("字", 9000)+"')")
	c, err := Change(path)
	if err != nil {
		t.Fatal(err)
	}
	execute(t, source0(c.Name, writing), "UPDATE t SET word = 'b'")
	if err := c.Commit(false); err != nil {
		t.Fatal(err)
	}
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	given := 0
	for n := range int64(d.total) {
		if p := d.fetch(n*pageSize, pageSize); p != nil {
			given++
			if cap(p) < pageSize+overRead {
				t.Errorf("page %d of %d is at the end of its file", n+1, d.total)
			}
		}
	}
	if given == 0 || given >= int(d.total) {
		t.Errorf("%d of %d pages are given where they lie", given, d.total)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}
