package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// buildIndex makes the index of the draft agree with the search documents: from scratch,
// or only for what changed.
func (r *run) buildIndex(ctx context.Context, documents *searchdoc.File, d derived) error {
	c, counts := d.changed, d.counts
	if d.afresh {
		if err := os.RemoveAll(r.draft.Index()); err != nil {
			return fmt.Errorf("removing the index: %w", err)
		}
		w, err := index.Create(r.draft.Index(), int(counts.Runes/int64(max(1, counts.Documents))))
		if err != nil {
			return err
		}
		return r.fillIndex(ctx, documents, counts, w, func(*searchdoc.Document) bool { return true })
	}
	u, err := index.OpenForUpdate(r.draft.Index())
	if err != nil {
		return err
	}
	if err := c.remove(ctx, u); err != nil {
		return errors.Join(err, u.Close())
	}
	return r.fillIndex(ctx, documents, counts, u, c.added)
}

// changed is what an index has to learn anew since the generation before.
type changed struct {
	laws      map[string]bool        // changed or gone
	documents map[searchdoc.Key]bool // of other kinds, likewise
	before    map[searchdoc.Key]bool // all documents of other kinds that the index has
}

func (r *run) changed(changes []kb.Change) changed {
	c := changed{map[string]bool{}, map[searchdoc.Key]bool{}, make(map[searchdoc.Key]bool, len(r.documents))}
	for _, x := range changes {
		if x.DocumentID == 0 {
			c.laws[x.LawKey] = true
		} else if key, ok := r.documents[x.DocumentID]; ok {
			c.documents[key] = true
		}
	}
	for _, key := range r.documents {
		c.before[key] = true
	}
	return c
}

// remove takes what changed or went out of an index.
func (c changed) remove(ctx context.Context, u *index.Updater) error {
	for law := range c.laws {
		if err := u.RemoveLaw(ctx, law); err != nil {
			return err
		}
	}
	for key := range c.documents {
		if err := u.Remove(key); err != nil {
			return err
		}
	}
	return nil
}

// added reports whether a document is new, or one that remove took out.
func (c changed) added(d *searchdoc.Document) bool {
	if d.Law != "" {
		return c.laws[d.Law]
	}
	return c.documents[d.Key] || !c.before[d.Key]
}

// fillIndex adds the documents that are wanted and closes the index.
func (r *run) fillIndex(ctx context.Context, documents *searchdoc.File, counts searchdoc.Counts, w index.Writer,
	wanted func(*searchdoc.Document) bool) (err error) {
	defer func() {
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
	}()
	r.Progress.Start("建立索引和排序", int64(counts.Documents))
	defer r.Progress.Done()
	return documents.Each(func(_ searchdoc.Position, d *searchdoc.Document) error {
		r.Progress.Add(1)
		if !wanted(d) {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		return w.Add(d)
	})
}
