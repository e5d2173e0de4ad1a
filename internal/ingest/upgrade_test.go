package ingest_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/layered"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// rewrite changes the manifest of the current generation into one of format 1, which
// has no checksums, as programs before wrote it.
func rewrite(t *testing.T, store *generation.Store, changes map[string]any) {
	t.Helper()
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(g.Dir, "manifest.json")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"files", "sum", "generation", "citation"} {
		delete(m, k)
	}
	m["format"] = 1
	maps.Copy(m, changes)
	if data, err = json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// execute changes a knowledge base behind the program's back.
func execute(t *testing.T, path, statements string) {
	t.Helper()
	c, err := layered.Change(path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+c.Name+"?vfs="+layered.VFS+"&_pragma=journal_mode(off)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), c.Commit(true)); err != nil {
		t.Fatal(err)
	}
}

// schema14 unpacks the texts of a knowledge base, as they were before schema 15.
const schema14 = "UPDATE document SET text = unpack(text), original = unpack(original); PRAGMA user_version = 14; "

// schema13 makes the passages of a knowledge base as they were before schema 14: with their words.
const schema13 = schema14 + `UPDATE unit SET parts = (SELECT json_group_array(json_insert(p.value, '$.t',
		CAST(substr(CAST(d.text AS BLOB), p.value ->> '$.s' + 1, p.value ->> '$.e' - p.value ->> '$.s') AS TEXT)) ORDER BY p.key)
		FROM json_each(unit.parts) p) FROM document d WHERE d.id = unit.document_id AND unit.version_id = 0 AND unit.parts <> 'null';
	PRAGMA user_version = 13; `

// schema12 takes out of a knowledge base what came with schema 13.
const schema12 = schema13 + "ALTER TABLE source DROP COLUMN official; PRAGMA user_version = 12; "

// schema11 takes out of a knowledge base what came with schema 12.
const schema11 = schema12 + "DROP TABLE variant; ALTER TABLE version DROP COLUMN lacks; ALTER TABLE version DROP COLUMN chosen_by; " +
	"PRAGMA user_version = 11; "

// schema10 takes out of a knowledge base what came with schema 11.
const schema10 = schema11 + "DROP TABLE unloaded; ALTER TABLE listed_day DROP COLUMN official; PRAGMA user_version = 10; "

// schema9 takes out of a knowledge base what came with schema 10.
const schema9 = schema10 + "DROP TABLE collection; DROP TABLE change_run; DROP TABLE change_law; DROP INDEX alias_law; " +
	"PRAGMA user_version = 9; "

// schema8 takes out of a knowledge base what came with schema 9.
const schema8 = schema9 + "DROP TABLE amending; DROP TABLE amending_read; " +
	"ALTER TABLE version DROP COLUMN computed; PRAGMA user_version = 8; "

// schema7 takes out of a knowledge base what came with schema 8.
const schema7 = schema8 + "DROP TABLE became; DROP TABLE became_state; PRAGMA user_version = 7; "

// schema6 takes out of a knowledge base what came with schema 7.
const schema6 = schema7 + "DROP INDEX relation_named; " +
	"ALTER TABLE version DROP COLUMN repealed_at; ALTER TABLE version DROP COLUMN confirmed; " +
	"ALTER TABLE version DROP COLUMN confirmed_source; ALTER TABLE version DROP COLUMN ended; " +
	"ALTER TABLE version DROP COLUMN doubted_from; ALTER TABLE version DROP COLUMN doubt; ALTER TABLE version DROP COLUMN after; " +
	"ALTER TABLE relation DROP COLUMN provision; ALTER TABLE relation DROP COLUMN named; DROP TABLE listed_day; " +
	"DROP TABLE day_note; PRAGMA user_version = 6; "

// schema5 takes out of a knowledge base what came with schema 6.
const schema5 = schema6 + "ALTER TABLE version DROP COLUMN begins; ALTER TABLE version DROP COLUMN starts; " +
	"ALTER TABLE version DROP COLUMN starts_source; " +
	"ALTER TABLE version DROP COLUMN in_force_from_source; ALTER TABLE version DROP COLUMN in_force_to_source; " +
	"ALTER TABLE relation DROP COLUMN target_label; DROP TABLE known_end; PRAGMA user_version = 5; "

// schema4 takes out of a knowledge base what came with schema 5; then another parser of cases
// had made it. schema3 takes out what came with schema 4.
const schema4 = schema5 + "DROP TABLE case_earlier; DROP INDEX case_file_number; ALTER TABLE case_file DROP COLUMN parties; " +
	"ALTER TABLE case_file DROP COLUMN judges; ALTER TABLE case_file DROP COLUMN lawyers; ALTER TABLE case_file DROP COLUMN firms; " +
	"ALTER TABLE case_file DROP COLUMN amount; ALTER TABLE case_file DROP COLUMN sentence; " +
	"UPDATE source SET made = 'older'; UPDATE document SET made = 'older'; PRAGMA user_version = 4; "

const schema3 = schema4 + "DROP TABLE cite_read; DROP TABLE cite_state; ALTER TABLE source DROP COLUMN made; " +
	"ALTER TABLE document DROP COLUMN " +
	"made; PRAGMA user_version = 3"

func openCurrent(t *testing.T, store *generation.Store) error {
	t.Helper()
	all, err := search.OpenCurrent(context.Background(), store, time.Now)
	if err != nil {
		return err
	}
	return all.Close()
}

func update(store *generation.Store) (*ingest.Report, error) {
	return ingest.Run(context.Background(), ingest.Options{Store: store, Now: func() time.Time { return day }})
}

// The data of an older program are refused for reading, and brought up to date without
// their sources.
func TestOlderProgram(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("ingests many times")
	}
	dir := testlaw.Write(t, t.TempDir())
	fresh := newStore(t)
	run(t, fresh, dir)
	want := testbase.Dump(t, fresh)
	for name, old := range map[string]func(store *generation.Store, g *generation.Generation){
		"no checksums": func(store *generation.Store, _ *generation.Generation) { rewrite(t, store, nil) },
		"index":        func(store *generation.Store, _ *generation.Generation) { rewrite(t, store, map[string]any{"index": 1}) },
		"ranking": func(store *generation.Store, _ *generation.Generation) {
			rewrite(t, store, map[string]any{"ranking": "1-0"})
		},
		"schema 13": func(store *generation.Store, g *generation.Generation) {
			execute(t, g.KB(), schema13)
			rewrite(t, store, map[string]any{"schema": 13})
		},
		"schema 12": func(store *generation.Store, g *generation.Generation) {
			execute(t, g.KB(), schema12)
			rewrite(t, store, map[string]any{"schema": 12})
		},
		"schema 11": func(store *generation.Store, g *generation.Generation) {
			execute(t, g.KB(), schema11)
			rewrite(t, store, map[string]any{"schema": 11})
		},
		"schema 10": func(store *generation.Store, g *generation.Generation) {
			execute(t, g.KB(), schema10)
			rewrite(t, store, map[string]any{"schema": 10})
		},
		"schema 9": func(store *generation.Store, g *generation.Generation) {
			execute(t, g.KB(), schema9)
			rewrite(t, store, map[string]any{"schema": 9})
		},
		"schema 7": func(store *generation.Store, g *generation.Generation) {
			execute(t, g.KB(), schema7)
			rewrite(t, store, map[string]any{"schema": 7})
		},
		"schema 4": func(store *generation.Store, g *generation.Generation) {
			execute(t, g.KB(), schema4)
			rewrite(t, store, map[string]any{"schema": 4})
		},
		"schema": func(store *generation.Store, g *generation.Generation) {
			execute(t, g.KB(), schema3)
			rewrite(t, store, map[string]any{"schema": 3})
		},
	} {
		store := newStore(t)
		run(t, store, dir)
		g, err := store.Current()
		if err != nil {
			t.Fatal(err)
		}
		old(store, g)
		if err := openCurrent(t, store); name != "no checksums" && !errors.Is(err, kb.ErrOlder) {
			t.Errorf("%s: reading gives %v", name, err)
		}
		if r, err := update(store); err != nil || r.Generation != "gen-000002" {
			t.Errorf("%s: updating gives %+v, %v", name, r, err)
			continue
		}
		if r, err := update(store); err != nil || r.Generation != "gen-000002" {
			t.Errorf("%s: updating again gives %+v, %v", name, r, err)
		}
		// Schemas before 7 do not tell what their sources were read with.
		if strings.HasPrefix(name, "schema") && !slices.Contains([]string{"schema 7", "schema 9", "schema 10", "schema 11", "schema 12",
			"schema 13"},
			name) {
			if r := run(t, store, dir); r.Unchanged > 0 {
				t.Errorf("%s: %d sources are not read again", name, r.Unchanged)
			}
		}
		if d := difference(testbase.Dump(t, store), want); d != "" {
			t.Errorf("%s: the updated data differ from fresh ones:\n%s", name, d)
		}
	}
}

// What another parser made of a source is made again when the source is next given, and
// not before, in however many steps.
func TestOlderParser(t *testing.T) {
	t.Parallel()
	dir := testlaw.Write(t, t.TempDir())
	fresh := newStore(t)
	run(t, fresh, dir)
	store := newStore(t)
	run(t, store, dir)
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	execute(t, g.KB(), `UPDATE source SET made = 'old'; UPDATE document SET made = 'old', title = title || '?';
		UPDATE case_file SET outcome = '?'; UPDATE unit SET label = '?', parts = '[]' WHERE version_id = 0`)
	rewrite(t, store, nil)
	one := filepath.Join(dir, "法律", "住宅法典租赁编.md")
	if r := run(t, store, one); r.Sources != 1 || r.Unchanged > 0 {
		t.Errorf("one file: %+v", r)
	}
	all := openKB(t, store)
	if n, err := ingest.ReadWithOthers(context.Background(), all); err != nil || n != 8 {
		t.Errorf("%d sources were read by others, %v; want 8", n, err)
	}
	if r := run(t, store, dir); r.Sources-r.Unchanged != 8 {
		t.Errorf("%d files were read again; want 8", r.Sources-r.Unchanged)
	}
	if d := difference(testbase.Dump(t, store), testbase.Dump(t, fresh)); d != "" {
		t.Errorf("the data differ from fresh ones:\n%s", d)
	}
}

// Whether the names of people are kept is said of each source: what says nothing of it
// changes nothing, and a file that is given again is hidden or shown as it is asked for.
func TestKeepNamesIsRemembered(t *testing.T) {
	t.Parallel()
	dir := testlaw.Write(t, t.TempDir())
	judgment := filepath.Join(t.TempDir(), "判决.txt")
	text := "甲市乙区人民法院\n刑事判决书\n（2020）甲01刑初1号\n被告人欧阳某甲乙，男，1980年1月1日出生。\n本院认为，被告人欧阳某甲乙犯盗窃罪。判决如下：\n被告人欧阳某甲乙犯盗窃罪，判处拘役三个月。\n审判员　赵一\n二〇二〇年三月四日\n"
	text = strings.ReplaceAll(text, "欧阳某甲乙", "欧阳明轩")
	if err := os.WriteFile(judgment, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	store := newStore(t)
	ask := func(o ingest.Options) {
		t.Helper()
		o.Store, o.Now = store, func() time.Time { return day }
		if _, err := ingest.Run(context.Background(), o); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(kept bool) {
		t.Helper()
		g, err := store.Current()
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(g.KB())
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(data), "明轩"); got != kept || g.Manifest.KeepNames != kept {
			t.Errorf("the name is there: %t, the manifest says %t; want %t", got, g.Manifest.KeepNames, kept)
		}
	}
	ask(ingest.Options{Paths: []string{judgment}, KeepNames: true})
	expect(true)
	ask(ingest.Options{Paths: []string{dir}})
	expect(true)
	ask(ingest.Options{Rebuild: true})
	expect(true)
	if _, err := ingest.Remove(context.Background(), ingest.Options{Store: store, Now: func() time.Time { return day }},
		"车辆安全法"); err != nil {
		t.Fatal(err)
	}
	expect(true)
	ask(ingest.Options{Paths: []string{judgment}})
	expect(false)
}

// The data of a newer program are refused, for reading and for writing, and stay as
// they are.
func TestNewerProgram(t *testing.T) {
	t.Parallel()
	dir := testlaw.Write(t, t.TempDir())
	for _, what := range []string{"index", "schema", "dictionary", "parser", "format"} {
		store := newStore(t)
		run(t, store, dir)
		rewrite(t, store, map[string]any{what: 99})
		if what == "index" || what == "dictionary" {
			if err := openCurrent(t, store); !errors.Is(err, kb.ErrNewer) {
				t.Errorf("%s: reading gives %v", what, err)
			}
		}
		if _, err := update(store); err == nil {
			t.Errorf("%s: data of a newer program were updated", what)
		}
		if name, err := store.CurrentName(); err != nil || name != "gen-000001" {
			t.Errorf("%s: %s is current, %v", what, name, err)
		}
	}
	// A newer schema is seen in the knowledge base itself.
	store := newStore(t)
	run(t, store, dir)
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	execute(t, g.KB(), "PRAGMA user_version = 99")
	rewrite(t, store, nil)
	if err := openCurrent(t, store); !errors.Is(err, kb.ErrNewer) {
		t.Errorf("a newer knowledge base: %v", err)
	}
}

// Clocks jump. Generations are numbered, not timed, and an ingest with the right time
// gives what it would have given without the jump.
func TestClockJumps(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("ingests many times")
	}
	dir := testlaw.Write(t, t.TempDir())
	store := newStore(t)
	run(t, store, dir)
	years := [...]int{1970, 2199, 2021, 1, 2026}
	for i, year := range years {
		now := func() time.Time { return time.Date(year, 1, 2, 3, 4, 5, 0, time.UTC) }
		into := func(store *generation.Store) string {
			if _, err := ingest.Run(context.Background(), ingest.Options{Store: store, Paths: []string{dir}, Rebuild: i%2 == 0,
				Now: now}); err != nil {
				t.Errorf("in %d: %v", year, err)
			}
			consistent(t, store)
			return testbase.Dump(t, store)
		}
		if d := difference(into(store), into(newStore(t))); d != "" {
			t.Errorf("when the clock jumps to %d the data are not those of a fresh ingest:\n%s", year, d)
		}
	}
	if name, err := store.CurrentName(); err != nil || name < "gen-000006" {
		t.Errorf("%s is current, %v", name, err)
	}
	t.Logf("faults: %d jumps of the clock", len(years))
}
