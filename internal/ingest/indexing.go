package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// buildIndex makes the index agree with the knowledge base of the draft: from
// scratch, or only for what changed.
func (r *run) buildIndex(ctx context.Context, base *kb.Base, changes []kb.Change) error {
	documents, err := base.DocumentIDs(ctx)
	if err != nil {
		return err
	}
	laws := make([]string, 0, len(changes))
	for _, c := range changes {
		if c.DocumentID == 0 {
			laws = append(laws, c.LawKey)
		}
	}
	if r.draft.Base == nil || r.fresh || r.Rebuild || len(laws)*2 > base.LawCount() {
		if err := os.RemoveAll(r.draft.Index()); err != nil {
			return fmt.Errorf("removing the index: %w", err)
		}
		average, err := base.AverageLength(ctx)
		if err != nil {
			return err
		}
		w, err := index.Create(r.draft.Index(), average)
		if err != nil {
			return err
		}
		return r.fillIndex(ctx, base, w, base.Keys(), documents)
	}
	return r.updateIndex(ctx, base, laws, changes, documents)
}

func (r *run) updateIndex(ctx context.Context, base *kb.Base, laws []string, changes []kb.Change, documents []int64) error {
	u, err := index.OpenForUpdate(r.draft.Index())
	if err != nil {
		return err
	}
	var present []string
	for _, key := range laws {
		if err := u.RemoveLaw(ctx, key); err != nil {
			return errors.Join(err, u.Close())
		}
		if base.Names().IsLoaded(key) {
			present = append(present, key)
		}
	}
	again := map[int64]bool{}
	for _, c := range changes {
		if c.DocumentID != 0 {
			again[c.DocumentID] = !c.Removed
			if err := u.Remove(index.ID{Table: index.TableDocument, Row: c.DocumentID}); err != nil {
				return errors.Join(err, u.Close())
			}
		}
	}
	return r.fillIndex(ctx, base, u, present, slices.DeleteFunc(documents, func(id int64) bool { return r.documents[id] && !again[id] }))
}

// fillIndex adds laws and the documents of other kinds and closes the index.
func (r *run) fillIndex(ctx context.Context, base *kb.Base, w index.Writer, laws []string, documents []int64) (err error) {
	defer func() {
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
	}()
	r.Progress.Start("建立索引和排序", int64(len(laws)+len(documents)))
	defer r.Progress.Done()
	for _, key := range laws {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := indexLaw(ctx, base, w, key); err != nil {
			return fmt.Errorf("indexing %s: %w", key, err)
		}
		r.Progress.Add(1)
	}
	for _, id := range documents {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := indexDocument(ctx, base, w, id); err != nil {
			return err
		}
		r.Progress.Add(1)
	}
	return nil
}

func indexLaw(ctx context.Context, base *kb.Base, w index.Writer, key string) error {
	law, err := base.Law(ctx, key)
	if err != nil {
		return err
	}
	whole := &index.Document{ID: index.ID{Table: index.TableLaw, Row: law.ID}, Kind: index.KindLaw, Law: key,
		Title: strings.Join(append([]string{law.Title}, law.Aliases...), " ")}
	for i, v := range law.Versions {
		headings, err := base.Headings(ctx, v.ID)
		if err != nil {
			return err
		}
		titles := titlesOf(key, headings)
		units, err := base.Units(ctx, v.ID)
		if err != nil {
			return err
		}
		for _, u := range units {
			kind := ""
			switch u.Kind {
			case statute.KindArticle:
				kind = index.KindArticle
			case statute.KindClause:
				kind = index.KindClause
			}
			if kind == "" || u.Address == "" {
				if i == 0 && u.Kind != statute.KindAnnex {
					whole.Text += u.Text() + "\n"
				}
				continue
			}
			if err := w.Add(&index.Document{ID: index.ID{Table: index.TableUnit, Row: u.ID}, Kind: kind, Law: key, Title: titles[u.HeadingID], Text: u.Text()}); err != nil {
				return err
			}
		}
	}
	return w.Add(whole)
}

// titlesOf maps each heading to the law's title with the headings down to it.
func titlesOf(key string, headings []kb.Heading) map[int64]string {
	titles := map[int64]string{0: key}
	for _, h := range headings { // in reading order: parents first
		titles[h.ID] = titles[h.Parent] + " " + h.Title
	}
	return titles
}

func indexDocument(ctx context.Context, base *kb.Base, w index.Writer, id int64) error {
	info, err := base.DocumentByID(ctx, id)
	if err != nil {
		return err
	}
	passages, err := base.PassagesOf(ctx, id)
	if err != nil {
		return err
	}
	return w.Add(&index.Document{ID: index.ID{Table: index.TableDocument, Row: id}, Kind: string(info.Kind), Title: info.Title, Text: passagesText(passages)})
}
