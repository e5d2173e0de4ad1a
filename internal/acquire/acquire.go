// Package acquire brings collections of law into the data folder: from the places that the
// catalogue names, from an address or a file that the user names, or out of a bundle that
// another machine saved. What came is tested before anything is replaced, and then ingested as
// a collection, with address, day and revision.
//
// Start with [Acquirer.Get]; [Acquirer.Update] does again what was loaded before, [Acquirer.Save]
// writes a bundle, [Acquirer.Unpack] reads one.
//
//	order.go    what is to be brought     archive.go  what an archive holds, and whether it is whole
//	bring.go    one collection            bundle.go, unpack.go  several in one file
//	keep.go     what was unpacked takes its place when it is loaded
package acquire

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Folder is the folder in a data folder that keeps what was fetched: NAME/archive with what is
// known of it, or NAME/texts.
const Folder = "downloads"

// Acquirer brings collections into one data folder.
type Acquirer struct {
	Store     *generation.Store
	Catalogue catalogue.List
	Client    *download.Client
	// Gatherer brings what the official database has; nil: such entries are refused.
	Gatherer catalogue.Gatherer
	// Mirror is put before the addresses of the catalogue, "" for none.
	Mirror   string
	Progress ingest.Progress  // nil is silence
	Now      func() time.Time // nil is the clock
	// MaxBytes bounds a download; 0 is 2 GB.
	MaxBytes int64
}

// maxDownload bounds a download, in bytes.
const maxDownload = 2 << 30

// Outcome is what became of one collection.
type Outcome struct {
	Name, Title string
	// Err says why it was not brought; the collection is loaded as before.
	Err error
	// Unchanged: it is loaded as it is there.
	Unchanged bool
	Day       statute.Date
	Revision  string
	Refused   []catalogue.Refused // texts of it that could not be brought
	Stopped   string              // why it is not complete, "" where it is
}

// Result is what became of all.
type Result struct {
	Outcomes []Outcome
	// Report is that of the ingest, nil where there was none.
	Report *ingest.Report
}

// Failed is how many collections could not be brought.
func (r *Result) Failed() int {
	n := 0
	for _, o := range r.Outcomes {
		if o.Err != nil {
			n++
		}
	}
	return n
}

// Get brings collections and loads them. Those that cannot be brought stop no others; the
// error is that of the ingest, or of the context.
func (a *Acquirer) Get(ctx context.Context, orders []Order) (*Result, error) {
	loaded, err := a.Loaded(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.settle(ctx, orders); err != nil {
		return nil, err
	}
	r := &Result{}
	var bring []ingest.Collection
	for _, o := range orders {
		b, err := a.bring(ctx, o, loaded[o.Entry.Name])
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out := b.Outcome
		out.Name, out.Title, out.Err = o.Entry.Name, o.Entry.Title, err
		r.Outcomes = append(r.Outcomes, out)
		if err == nil && !out.Unchanged {
			bring = append(bring, b.collection)
		}
	}
	if len(bring) == 0 {
		return r, nil
	}
	r.Report, err = ingest.Run(ctx, ingest.Options{Store: a.Store, Collections: bring, Progress: a.Progress, Now: a.Now})
	return r, err
}

// Update brings again what was loaded before, from where it came. With names, only those.
func (a *Acquirer) Update(ctx context.Context, names ...string) (*Result, error) {
	orders, err := a.again(ctx, names)
	if err != nil {
		return nil, err
	}
	return a.Get(ctx, orders)
}

// Loaded are the collections that are loaded, by name.
func (a *Acquirer) Loaded(ctx context.Context) (map[string]kb.Collection, error) {
	loaded := map[string]kb.Collection{}
	err := a.read(ctx, func(base *kb.Base) error {
		list, err := base.Collections(ctx)
		for _, c := range list {
			loaded[c.Name] = c
		}
		return err
	})
	return loaded, err
}

// Files are the files that are loaded, with their days.
func (a *Acquirer) Files(ctx context.Context) (files []kb.SourceDay, err error) {
	err = a.read(ctx, func(base *kb.Base) (err error) {
		files, err = base.SourceDays(ctx)
		return err
	})
	return files, err
}

// read has what is loaded read; where nothing is, it is not.
func (a *Acquirer) read(ctx context.Context, read func(*kb.Base) error) error {
	g, release, err := a.Store.Hold()
	if errors.Is(err, generation.ErrEmpty) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = release() }() // only read
	base, err := kb.OpenOlder(ctx, g.KB())
	if err != nil {
		return err
	}
	defer base.Close()
	return read(base)
}

func (a *Acquirer) now() time.Time {
	if a.Now != nil {
		return a.Now()
	}
	return time.Now()
}

func (a *Acquirer) today() statute.Date { return statute.Today(a.now()) }

// place is where something of a collection is kept.
func (a *Acquirer) place(name, what string) string {
	return filepath.Join(a.Store.Dir(), Folder, name, what)
}

// The parts of the place of a collection.
const (
	archiveFile = "archive"
	textsFolder = "texts"
)

func (a *Acquirer) maxBytes() int64 {
	if a.MaxBytes > 0 {
		return a.MaxBytes
	}
	return maxDownload
}

// makeFolder makes a folder of downloads.
func makeFolder(path string) error {
	if err := os.MkdirAll(path, 0o750); err != nil {
		return usererr.Errorf("不能建立下载的文件夹：%w", err)
	}
	return nil
}
