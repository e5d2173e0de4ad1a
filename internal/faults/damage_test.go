package faults

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// damages is how many bytes are changed, one after the other.
const damages = 200

// A byte that changes anywhere in knowledge base, index or ranking is seen before
// anything is answered from it.
func TestChangedBytes(t *testing.T) {
	c := newCollection(t)
	c.must("ingest", c.dir)
	c.must("ingest", "--rebuild")
	store, err := generation.OpenStore(c.data)
	if err != nil {
		t.Fatal(err)
	}
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	err = filepath.WalkDir(g.Dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(2026, 13))
	seen := 0
	for i := range damages {
		if shown(t) {
			return
		}
		path := files[i%len(files)]
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := rng.IntN(len(good))
		bad := append([]byte(nil), good...)
		bad[at] ^= byte(1 + rng.IntN(255))
		name, err := filepath.Rel(g.Dir, path)
		if err != nil {
			t.Fatal(err)
		}
		replaceFile(t, path, bad)
		all, err := search.OpenCurrent(context.Background(), store, time.Now)
		var damaged *generation.DamagedError
		switch {
		case err == nil:
			t.Errorf("byte %d of %s was changed, and the generation was opened", at, name)
			if err := all.Close(); err != nil {
				t.Error(err)
			}
		case !errors.As(err, &damaged) || damaged.Files[0] != filepath.ToSlash(name):
			t.Errorf("byte %d of %s was changed: %v", at, name, err)
		default:
			seen++
		}
		if i%40 == 7 { // the same by the commands, which say what to do
			for _, args := range [][]string{{"search", "登记"}, {"doctor"}, {"ingest", c.dir, "--rebuild"}} {
				out, err := c.run(args...)
				if err == nil && args[0] != "ingest" || err != nil && !strings.Contains(out, "已损坏") {
					t.Errorf("byte %d of %s was changed: %v gives %v, %s", at, name, args, err, out)
				}
			}
		}
		replaceFile(t, path, good)
		if i%40 == 7 { // --rebuild made a generation where the knowledge base was whole
			c.must("rollback", "--to", g.Name)
		}
	}
	c.must("doctor")
	t.Logf("faults: %d bytes changed, %d seen", damages, seen)
}

// replaceFile puts a new file in place, so that segments that are shared with other
// generations keep their content.
func replaceFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// A disk that refuses to sync, at any step of a real ingest, makes the ingest fail and
// leaves the generation before.
func TestRefusedSyncs(t *testing.T) {
	if testing.Short() {
		t.Skip("ingests many times")
	}
	dir := testlaw.Write(t, t.TempDir())
	file := filepath.Join(dir, "法律", "住宅法典租赁编.md")
	text := testlaw.Text(t, "laws/住宅法典租赁编.md")
	contents := [2]string{text, strings.Replace(text, "能住的房屋", "不漏雨的房屋", 1)}
	data := filepath.Join(t.TempDir(), "data")
	run := func(folder string, disk generation.Disk, state int) error {
		if err := os.WriteFile(file, []byte(contents[state]), 0o600); err != nil {
			t.Fatal(err)
		}
		store, err := generation.OpenStoreOn(folder, disk)
		if err != nil {
			t.Fatal(err)
		}
		_, err = ingest.Run(context.Background(), ingest.Options{Store: store, Paths: []string{dir}})
		return err
	}
	dump := func(folder string) string {
		store, err := generation.OpenStore(folder)
		if err != nil {
			t.Fatal(err)
		}
		return testbase.Dump(t, store)
	}
	var want [2]string
	for state := range want {
		fresh := filepath.Join(t.TempDir(), "fresh")
		if err := run(fresh, generation.SystemDisk{}, state); err != nil {
			t.Fatal(err)
		}
		want[state] = dump(fresh)
	}
	if err := run(data, generation.SystemDisk{}, 0); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for ; ; refused++ {
		err := run(data, &refusing{at: refused}, 1)
		got := dump(data)
		if err == nil {
			if got != want[1] {
				t.Error("an ingest that succeeded left something else than its result")
			}
			break
		}
		if !errors.Is(err, errRefused) {
			t.Fatalf("a refused sync (%d) gives %v", refused, err)
		}
		// What cannot be made certain after the switch may be there all the same.
		if got != want[0] && got != want[1] {
			t.Fatalf("after a refused sync (%d) there is neither the generation before nor the one after", refused)
		}
		if got == want[1] { // start again from the other state
			if err := run(data, generation.SystemDisk{}, 0); err != nil {
				t.Fatal(err)
			}
		}
	}
	if refused < 15 {
		t.Errorf("only %d syncs could be refused", refused)
	}
	t.Logf("faults: %d refused syncs", refused)
}

var errRefused = errors.New("the disk refuses")

// refusing is the system's disk, which fails at one step.
type refusing struct {
	generation.SystemDisk
	at int
}

func (d *refusing) Sync(path string) error {
	if d.at--; d.at == -1 {
		return errRefused
	}
	return d.SystemDisk.Sync(path)
}

func (d *refusing) Replace(path string, data []byte) error {
	if d.at--; d.at == -1 {
		return errRefused
	}
	return d.SystemDisk.Replace(path, data)
}
