package local_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/search"
)

func TestContract(t *testing.T) {
	t.Parallel()
	enginetest.Run(t, open)
}

// open ingests sources and opens their engine.
func open(t *testing.T, sources map[string]string) engine.Engine {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	for name, text := range sources {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }
	if _, err := ingest.Run(ctx, ingest.Options{Store: store, Paths: []string{dir}, Now: now}); err != nil {
		t.Fatal(err)
	}
	all, err := search.OpenCurrent(ctx, store, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := all.Close(); err != nil {
			t.Error(err)
		}
	})
	return all.Engine
}
