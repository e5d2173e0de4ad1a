package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// derive makes index and ranking of the draft from its knowledge base and says what the
// draft holds.
func (r *run) derive(ctx context.Context, today statute.Date, changes []kb.Change) (m generation.Manifest, err error) {
	m = versions()
	m.Created, m.Aliases = r.Now().UTC(), r.user.Hash()
	path := filepath.Join(r.draft.Dir, documentsFile)
	defer func() {
		if removeErr := os.Remove(path); err == nil && removeErr != nil {
			err = fmt.Errorf("removing the search documents: %w", removeErr)
		}
	}()
	d := derived{changed: r.changed(changes)}
	if err := r.writeDocuments(ctx, path, today, &m, &d); err != nil {
		return m, err
	}
	m.Ranking, err = r.deriveFrom(ctx, path, d)
	return m, err
}

// derived is what index and ranking are made from, beside the search documents.
type derived struct {
	changed changed
	counts  searchdoc.Counts
	laws    int            // all that are loaded
	afresh  bool           // the index is made from scratch
	keep    docstream.Keep // what the search documents leave out, as the generation before has it
}

// writeDocuments writes the search documents and what the manifest says of the knowledge
// base. The base is closed again before index and ranking are made: each of its
// connections maps the whole file into memory.
func (r *run) writeDocuments(ctx context.Context, path string, today statute.Date, m *generation.Manifest, d *derived) (err error) {
	base, err := kb.Open(ctx, r.draft.KB())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, base.Close()) }()
	if m.Counts, err = inspect.Totals(ctx, base, today); err != nil {
		return err
	}
	if m.KeepNames, err = keepsNames(ctx, base); err != nil {
		return err
	}
	if r.base != nil && r.base.Manifest.KeepNames && !m.KeepNames {
		r.rebuilt = true // segments of the index keep what was deleted from them
	}
	d.laws = len(base.Keys())
	d.afresh = r.draft.Base == nil || r.rebuilt || r.Rebuild || len(d.changed.laws)*2 > d.laws
	r.Progress.Start("整理检索内容", 0)
	defer r.Progress.Done()
	if d.keep, err = r.keeps(ctx, base, d); err != nil {
		return err
	}
	d.counts, err = docstream.Write(ctx, base, path, d.keep)
	return err
}

// keeps says which search documents need not be made again. What documents cite is what it was
// where no law is another than citations were looked up in before.
func (r *run) keeps(ctx context.Context, base *kb.Base, d *derived) (docstream.Keep, error) {
	model, err := ranking.Shipped()
	if err != nil || d.afresh || r.NoRanking || !r.reusable(model) {
		return docstream.Keep{}, err
	}
	if old, err := Outdated(r.base.Manifest); old || err != nil {
		return docstream.Keep{}, err
	}
	cited, err := citegraph.States(ctx, base)
	if err != nil {
		return docstream.Keep{}, err
	}
	laws := len(d.changed.laws) == 0 && !r.compared && maps.Equal(r.cited, cited) && r.base.Manifest.Collation == collation.Version
	return docstream.Keep{Laws: laws, Document: func(key searchdoc.Key) bool {
		return d.changed.before[key] && !d.changed.documents[key]
	}}, nil
}

// documentsFile is the file of search documents in the folder of a draft, which goes
// before the draft is complete.
const documentsFile = "documents"

// deriveFrom makes index and ranking, which do not need each other, side by side from
// the file of search documents. It returns the version of the ranking.
func (r *run) deriveFrom(ctx context.Context, path string, d derived) (ranked string, err error) {
	documents, err := searchdoc.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, documents.Close()) }()
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error { return r.buildIndex(ctx, documents, d) })
	if !r.NoRanking {
		both.Go(func() error {
			var err error
			ranked, err = r.buildRanking(documents, d.keep.Laws)
			return err
		})
	}
	err = both.Wait() // before ranked is read
	return ranked, err
}
