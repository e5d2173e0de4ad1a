package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/web"
)

// shared are documents that are ingested once for all tests, which only read them.
type shared struct {
	once sync.Once
	dir  string
	web.Snapshot
	err error
}

// The embedded documents, and the laws written for the tests.
var documents, laws shared

func TestMain(m *testing.M) {
	code := m.Run()
	for _, dir := range [...]string{documents.dir, laws.dir, datedLaws.dir} {
		if dir != "" {
			os.RemoveAll(dir)
		}
	}
	os.Exit(code)
}

// embedded opens the embedded documents.
func embedded(t testing.TB) web.Snapshot {
	t.Helper()
	return documents.open(t, func(string) ingest.Options { return ingest.Options{Embedded: true} })
}

// written opens the laws written for the tests.
func written(t testing.TB) web.Snapshot {
	t.Helper()
	return laws.open(t, func(dir string) ingest.Options { return ingest.Options{Paths: []string{testlaw.Write(t, dir)}} })
}

// site serves the laws written for the tests.
func site(t testing.TB) http.Handler {
	t.Helper()
	h, err := web.New(web.Options{Library: &fixed{written(t)}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now,
		Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// open ingests what options names, once; they may write sources into the folder given.
func (d *shared) open(t testing.TB, options func(dir string) ingest.Options) web.Snapshot {
	t.Helper()
	d.once.Do(func() {
		if d.dir, d.err = os.MkdirTemp("", "fatiao-web"); d.err != nil {
			return
		}
		o := options(filepath.Join(d.dir, "laws"))
		o.Now = now
		d.err = d.ingest(o)
	})
	if d.err != nil {
		t.Fatal(d.err)
	}
	return d.Snapshot
}

func (d *shared) ingest(o ingest.Options) (err error) {
	if o.Store, err = generation.OpenStore(filepath.Join(d.dir, "data")); err != nil {
		return err
	}
	ctx := context.Background()
	if _, err := ingest.Run(ctx, o); err != nil {
		return err
	}
	all, err := search.OpenCurrent(ctx, o.Store, o.Now)
	if err != nil {
		return err
	}
	d.Snapshot = web.NewSnapshot("gen-000007", all.Base, all.Graph, all.Service)
	return nil
}
