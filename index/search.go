package index

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Index is an open index, for reading. It is safe for concurrent use.
type Index struct {
	index bleve.Index
}

// Open opens the index in a folder, without writing to it.
func Open(path string) (*Index, error) {
	i, err := bleve.OpenUsing(path, map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("opening the index: %w", err)
	}
	return &Index{index: i}, nil
}

// Close closes the index.
func (x *Index) Close() error { return x.index.Close() }

// Count is the number of documents.
func (x *Index) Count() (int, error) {
	n, err := x.index.DocCount()
	if err != nil {
		return 0, fmt.Errorf("counting the index: %w", err)
	}
	return int(n), nil
}

// Find returns the documents that may have what e asks for: all that have it,
// and some that have its pairs of characters in other places. Whoever needs
// exactness looks at their texts.
func (x *Index) Find(ctx context.Context, e Expr) ([]searchdoc.Key, error) {
	return x.keys(ctx, e.query())
}

// Keys returns the keys of all documents of a kind, for checks.
func (x *Index) Keys(ctx context.Context, kind searchdoc.Kind) ([]searchdoc.Key, error) {
	return x.keys(ctx, term(fieldKind, kind.String()))
}

// keys returns the keys of all documents that match, in no order.
func (x *Index) keys(ctx context.Context, q query.Query) ([]searchdoc.Key, error) {
	docs, err := x.Count()
	if err != nil {
		return nil, err
	}
	req := bleve.NewSearchRequestOptions(q, max(1, docs), 0, false)
	req.Score = "none"
	req.SortByCustom(search.SortOrder{&search.SortDocID{}})
	res, err := x.index.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("searching the index: %w", err)
	}
	keys := make([]searchdoc.Key, len(res.Hits))
	for i, h := range res.Hits {
		keys[i] = searchdoc.Key(h.ID)
	}
	return keys, nil
}
