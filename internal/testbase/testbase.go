// Package testbase opens what a test ingests, and writes it as text. It is imported by
// tests only.
package testbase

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
)

// Open ingests into a folder of its own and opens the result. o needs neither
// a store nor a progress; o.Now is the clock of the searches too.
func Open(t testing.TB, o ingest.Options) (*kb.Base, *search.Service) {
	t.Helper()
	ctx := context.Background()
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	o.Store = store
	if _, err := ingest.Run(ctx, o); err != nil {
		t.Fatal(err)
	}
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	all, err := search.Open(ctx, g, o.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := all.Close(); err != nil {
			t.Error(err)
		}
	})
	return all.Base, all.Service
}

// Dump is the current generation of a data folder as text.
func Dump(t testing.TB, store *generation.Store) string {
	t.Helper()
	all, err := search.OpenCurrent(context.Background(), store, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	var out bytes.Buffer
	if err := inspect.Dump(context.Background(), &out, all.Base, all.Index, all.Ranking); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
