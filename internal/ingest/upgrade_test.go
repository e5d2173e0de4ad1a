package ingest_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
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

// schema3 takes out of the knowledge base what came with schema 4.
func schema3(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("DROP TABLE cite_read; DROP TABLE cite_state; PRAGMA user_version = 3"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

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
	dir := testlaw.Write(t, t.TempDir())
	fresh := newStore(t)
	run(t, fresh, dir)
	want := dump(t, fresh)
	for name, old := range map[string]func(store *generation.Store, g *generation.Generation){
		"no checksums": func(store *generation.Store, _ *generation.Generation) { rewrite(t, store, nil) },
		"index":        func(store *generation.Store, _ *generation.Generation) { rewrite(t, store, map[string]any{"index": 1}) },
		"ranking": func(store *generation.Store, _ *generation.Generation) {
			rewrite(t, store, map[string]any{"ranking": "1-0"})
		},
		"schema": func(store *generation.Store, g *generation.Generation) {
			schema3(t, g.KB())
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
		if d := difference(dump(t, store), want); d != "" {
			t.Errorf("%s: the updated data differ from fresh ones:\n%s", name, d)
		}
		if r, err := update(store); err != nil || r.Generation != "gen-000002" {
			t.Errorf("%s: updating again gives %+v, %v", name, r, err)
		}
	}
}

// The data of a newer program are refused, for reading and for writing, and stay as
// they are.
func TestNewerProgram(t *testing.T) {
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
	db, err := sql.Open("sqlite", g.KB())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	rewrite(t, store, nil)
	if err := openCurrent(t, store); !errors.Is(err, kb.ErrNewer) {
		t.Errorf("a newer knowledge base: %v", err)
	}
}

// Clocks jump. Generations are numbered, not timed, and an ingest with the right time
// gives what it would have given without the jump.
func TestClockJumps(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	fresh := newStore(t)
	run(t, fresh, dir)
	store := newStore(t)
	run(t, store, dir)
	jumps := 0
	for _, year := range []int{1970, 2199, 2021, 1, 2026} {
		now := time.Date(year, 1, 2, 3, 4, 5, 0, time.UTC)
		if _, err := ingest.Run(context.Background(), ingest.Options{Store: store, Rebuild: true, Now: func() time.Time { return now }}); err != nil {
			t.Errorf("in %d: %v", year, err)
		}
		consistent(t, store)
		jumps++
	}
	if _, err := update(store); err != nil {
		t.Fatal(err)
	}
	if d := difference(dump(t, store), dump(t, fresh)); d != "" {
		t.Errorf("after jumps of the clock the data differ:\n%s", d)
	}
	if name, err := store.CurrentName(); err != nil || name < "gen-000006" {
		t.Errorf("%s is current, %v", name, err)
	}
	t.Logf("faults: %d jumps of the clock", jumps)
}
