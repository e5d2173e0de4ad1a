package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/web"
)

// A generation that cannot be opened is tried again after longer and longer pauses,
// another one at once.
func TestRetry(t *testing.T) {
	var r retry
	tries, at := 0, []int{}
	for tick := range 300 {
		if r.allowed("gen-000002") {
			tries++
			at = append(at, tick)
			r.failedAgain("gen-000002")
		}
	}
	if tries < 8 || tries > 12 || at[0] != 0 || at[1] != 2 || at[len(at)-1]-at[len(at)-2] != 60 {
		t.Errorf("tried at %v", at)
	}
	if !r.allowed("gen-000003") {
		t.Error("another generation has to wait")
	}
}

// A server notes in its log, once, that its data folder is damaged or gone, and that it
// is in order again.
func TestDamagedFolderIsLogged(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	store, err := generation.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	const name = "gen-000001"
	current, manifest := filepath.Join(dir, "CURRENT"), filepath.Join(dir, name, "manifest.json")
	write := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	remove := func(path string) {
		t.Helper()
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
	}
	write(current, name+"\n")
	write(manifest, "{}")
	var log bytes.Buffer
	l := &library{store: store, log: slog.New(slog.NewJSONHandler(&log, nil)), current: &shelf{
		Snapshot: web.Snapshot{Generation: name},
		opened:   &search.Opened{Generation: &generation.Generation{Name: name, Dir: filepath.Join(dir, name)}},
	}}
	for _, c := range []struct {
		name   string
		change func()
		want   string // in the log, "" for nothing
	}{
		{"in order", func() {}, ""},
		{"CURRENT without a name", func() { write(current, "\x00\x00") }, "CURRENT is missing, or names no generation"},
		{"still so", func() {}, ""},
		{"in order again", func() { write(current, name) }, "in order again"},
		{"CURRENT removed", func() { remove(current) }, "CURRENT is missing"},
		{"CURRENT is a folder", func() { write(filepath.Join(current, "x"), "") }, "CURRENT cannot be read"},
		{"the generation removed", func() { remove(current); write(current, name); remove(filepath.Join(dir, name)) },
			"the generation in use is gone"},
		{"all removed", func() { remove(dir) }, "the data folder is gone"},
		{"put back", func() { write(current, name); write(manifest, "{}") }, "in order again"},
	} {
		c.change()
		log.Reset()
		l.look(t.Context())
		if got := log.String(); (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: the log has %q, want %q", c.name, got, c.want)
		}
	}
}
