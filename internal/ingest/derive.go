package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/kb"
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
	counts, err := r.writeDocuments(ctx, path, today, &m)
	if err != nil {
		return m, err
	}
	if r.base != nil && r.base.Manifest.KeepNames && !m.KeepNames {
		r.rebuilt = true // segments of the index keep what was deleted from them
	}
	m.Ranking, err = r.deriveFrom(ctx, path, counts, changes)
	return m, err
}

// writeDocuments writes the search documents and what the manifest says of the knowledge
// base. The base is closed again before index and ranking are made: each of its
// connections maps the whole file into memory.
func (r *run) writeDocuments(ctx context.Context, path string, today statute.Date, m *generation.Manifest) (counts searchdoc.Counts,
	err error) {
	base, err := kb.Open(ctx, r.draft.KB())
	if err != nil {
		return counts, err
	}
	defer func() { err = errors.Join(err, base.Close()) }()
	if m.Counts, err = inspect.Totals(ctx, base, today); err != nil {
		return counts, err
	}
	if m.KeepNames, err = keepsNames(ctx, base); err != nil {
		return counts, err
	}
	r.Progress.Start("整理检索内容", 0)
	defer r.Progress.Done()
	return docstream.Write(ctx, base, path)
}

// documentsFile is the file of search documents in the folder of a draft, which goes
// before the draft is complete.
const documentsFile = "documents"

// deriveFrom makes index and ranking, which do not need each other, side by side from
// the file of search documents. It returns the version of the ranking.
func (r *run) deriveFrom(ctx context.Context, path string, counts searchdoc.Counts, changes []kb.Change) (ranked string, err error) {
	documents, err := searchdoc.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, documents.Close()) }()
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error { return r.buildIndex(ctx, documents, counts, changes) })
	if !r.NoRanking {
		both.Go(func() error {
			var err error
			ranked, err = r.buildRanking(documents)
			return err
		})
	}
	err = both.Wait() // before ranked is read
	return ranked, err
}
