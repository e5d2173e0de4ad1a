// Package docstream writes the one stream of search documents: it reads the whole
// knowledge base once and turns laws, their articles, cases, commentary and
// consultations into values of package searchdoc. The index and the ranking are both
// built from the file that it writes.
//
// Start with [Write]. laws.go makes the documents of a law, documents.go those of the
// other kinds; keys.go lists what there should be.
package docstream

import (
	"context"
	"errors"
	"runtime"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Keep says which documents need not be read again, since they are what they were in a stream
// before. The zero Keep keeps none.
type Keep struct {
	// Laws: all laws and provisions are kept, and what kept documents cite. They are left out of
	// the stream.
	Laws bool
	// Document reports whether a case, commentary or consultation is kept, with all but what it
	// cites. It may be nil.
	Document func(key searchdoc.Key) bool
}

func (k Keep) document(key searchdoc.Key) bool { return k.Document != nil && k.Document(key) }

// Write writes all search documents of a knowledge base into a new file and says how
// many there are: the laws by their keys, each behind the provisions of its texts, the
// newest text first and each in reading order; then the other documents by their hashes.
// The order does not depend on how the knowledge base came to be.
//
// Of documents that are kept it writes as much as [searchdoc.Document.Kept] says.
func Write(ctx context.Context, base *kb.Base, path string, keep Keep) (searchdoc.Counts, error) {
	w, err := searchdoc.Create(path)
	if err != nil {
		return searchdoc.Counts{}, err
	}
	err = each(ctx, base, keep, w.Add)
	counts, closeErr := w.Close()
	return counts, errors.Join(err, closeErr)
}

// Each calls do with every search document in the order of [Write], until one call
// fails. do is called from one goroutine; the knowledge base is read on all processors.
func Each(ctx context.Context, base *kb.Base, do func(d *searchdoc.Document) error) error {
	return each(ctx, base, Keep{}, do)
}

func each(ctx context.Context, base *kb.Base, keep Keep, do func(d *searchdoc.Document) error) error {
	crimes, graph := crimesByArticle(), citegraph.New(base)
	if !keep.Laws {
		err := inOrder(ctx, base.Keys(), func(ctx context.Context, key string) ([]searchdoc.Document, error) {
			return lawDocuments(ctx, base, graph, key, crimes)
		}, do)
		if err != nil {
			return err
		}
	}
	others, err := otherDocuments(ctx, base)
	if err != nil {
		return err
	}
	return inOrder(ctx, others, func(ctx context.Context, o other) ([]searchdoc.Document, error) {
		d, err := o.document(ctx, base, graph, keep)
		return []searchdoc.Document{d}, err
	}, do)
}

// inOrder calls do with the documents that read makes of each of list, in the order of
// list. Up to one for each processor are read ahead.
func inOrder[T any](ctx context.Context, list []T, read func(context.Context, T) ([]searchdoc.Document, error),
	do func(*searchdoc.Document) error) error {
	type result struct {
		docs []searchdoc.Document
		err  error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ahead := make(chan chan result, runtime.GOMAXPROCS(0))
	go func() {
		defer close(ahead)
		for _, x := range list {
			one := make(chan result, 1)
			select {
			case ahead <- one:
			case <-ctx.Done():
				return
			}
			go func() {
				docs, err := read(ctx, x)
				one <- result{docs, err}
			}()
		}
	}()
	for one := range ahead {
		r := <-one
		if r.err != nil {
			return r.err
		}
		for i := range r.docs {
			if err := do(&r.docs[i]); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}
