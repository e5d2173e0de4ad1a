package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Writer adds documents to an index that nobody reads.
type Writer interface {
	// Add adds a document or replaces the one with its key.
	Add(d *searchdoc.Document) error
	// Close makes the index complete.
	Close() error
}

// builder makes an index from scratch, faster and smaller than adding to one.
type builder struct {
	b     bleve.Builder
	path  string
	parts string // folder for the segments until they are merged
	empty bool   // nothing was added yet
}

// The number of documents of a segment while building, or of a batch while changing, bounds the
// memory that this takes: batchSize of them, or fewer where they are long, so that it
// has about batchText characters.
const (
	batchSize  = 2000
	batchText  = 500_000
	leastBatch = 50
)

// Create starts a new index in a folder that does not exist yet. Average is about
// how long its documents are, in characters.
func Create(path string, average int) (Writer, error) {
	batch := min(batchSize, max(leastBatch, batchText/max(1, average)))
	parts := path + ".parts"
	if err := os.MkdirAll(parts, 0o750); err != nil {
		return nil, fmt.Errorf("creating the index: %w", err)
	}
	b, err := bleve.NewBuilder(path, newMapping(), map[string]any{"batchSize": batch, "mergeMax": 20, "buildPathPrefix": parts})
	if err != nil {
		return nil, fmt.Errorf("creating the index: %w", err)
	}
	return &builder{b: b, path: path, parts: parts, empty: true}, nil
}

func (w *builder) Add(d *searchdoc.Document) error {
	w.empty = false
	if err := w.b.Index(string(d.Key), entryOf(d)); err != nil {
		return fmt.Errorf("indexing %s: %w", d.Key, err)
	}
	return nil
}

func (w *builder) Close() error {
	closeIndex := w.b.Close
	if w.empty {
		closeIndex = w.closeEmpty
	}
	if err := errors.Join(closeIndex(), os.RemoveAll(w.parts)); err != nil {
		return fmt.Errorf("completing the index: %w", err)
	}
	return nil
}

// closeEmpty leaves an index without documents, which bleve's builder cannot make: it
// panics where it has no segment to merge.
func (w *builder) closeEmpty() error {
	if err := os.RemoveAll(w.path); err != nil {
		return err
	}
	i, err := bleve.New(w.path, newMapping())
	if err != nil {
		return err
	}
	return i.Close()
}

// Updater changes an existing index.
type Updater struct {
	index bleve.Index
	batch *bleve.Batch
	text  int // bytes in the batch
}

// OpenForUpdate opens a copy of an index for writing.
func OpenForUpdate(path string) (*Updater, error) {
	i, err := bleve.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the index for writing: %w", err)
	}
	return &Updater{index: i, batch: i.NewBatch()}, nil
}

// Add implements Writer.
func (u *Updater) Add(d *searchdoc.Document) error {
	if err := u.batch.Index(string(d.Key), entryOf(d)); err != nil {
		return fmt.Errorf("indexing %s: %w", d.Key, err)
	}
	if u.text += len(d.Text); u.text > batchText*utf8.RuneLen('法') {
		return u.flush(1)
	}
	return u.flush(batchSize)
}

// RemoveLaw removes all documents of a law.
func (u *Updater) RemoveLaw(ctx context.Context, key string) error {
	q := bleve.NewTermQuery(key)
	q.SetField(fieldLaw)
	req := bleve.NewSearchRequestOptions(q, 100_000, 0, false)
	req.Score = "none"
	res, err := u.index.SearchInContext(ctx, req)
	if err != nil {
		return fmt.Errorf("looking for %s in the index: %w", key, err)
	}
	for _, h := range res.Hits {
		u.batch.Delete(h.ID)
	}
	return u.flush(batchSize)
}

// Remove removes the document with a key.
func (u *Updater) Remove(key searchdoc.Key) error {
	u.batch.Delete(string(key))
	return u.flush(batchSize)
}

func (u *Updater) flush(at int) error {
	if u.batch.Size() < at {
		return nil
	}
	if err := u.index.Batch(u.batch); err != nil {
		return fmt.Errorf("writing to the index: %w", err)
	}
	u.batch, u.text = u.index.NewBatch(), 0
	return nil
}

// Close implements Writer.
func (u *Updater) Close() error {
	err := u.flush(1)
	if closeErr := u.index.Close(); closeErr != nil {
		err = errors.Join(err, fmt.Errorf("closing the index: %w", closeErr))
	}
	return err
}
