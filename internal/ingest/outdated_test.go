package ingest

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
)

// Where copies are chosen by other rules than when a generation was made, the next ingest makes
// it anew although no source changed.
func TestOutdatedByCollation(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "灯火法.txt")
	if err := os.WriteFile(path, []byte("灯火法\n（2010年3月1日第九届虚构代表大会通过）\n第一条 灯要亮。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	options := Options{Store: store, Paths: []string{path}, Now: func() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }}
	if _, err := Run(t.Context(), options); err != nil {
		t.Fatal(err)
	}
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	for _, older := range []bool{false, true} {
		if older {
			g.Manifest.Collation--
		}
		r := newRun(options)
		r.base = g
		if got, err := r.outdated(t.Context()); err != nil || got != older {
			t.Errorf("chosen by older rules %t: outdated %t, %v", older, got, err)
		}
	}
}
