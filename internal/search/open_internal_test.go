package search

import (
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
)

// opened is the service over what is ingested.
func opened(t *testing.T, o ingest.Options) *Service {
	t.Helper()
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	o.Store = store
	if _, err := ingest.Run(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	all, err := OpenCurrent(t.Context(), store, func() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := all.Close(); err != nil {
			t.Error(err)
		}
	})
	return all.Service
}
