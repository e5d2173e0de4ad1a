package index

import (
	"context"
	"errors"
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

// keys returns the keys of all documents that match, in no order. It asks bleve's searcher
// itself: a search request collects what it finds in a heap and sorts it, which is most of its
// time.
func (x *Index) keys(ctx context.Context, q query.Query) (keys []searchdoc.Key, err error) {
	advanced, err := x.index.Advanced()
	if err != nil {
		return nil, fmt.Errorf("searching the index: %w", err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, fmt.Errorf("searching the index: %w", err)
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	searcher, err := q.Searcher(ctx, reader, x.index.Mapping(), search.SearcherOptions{Score: bleve.ScoreNone})
	if err != nil {
		return nil, fmt.Errorf("searching the index: %w", err)
	}
	defer func() { err = errors.Join(err, searcher.Close()) }()
	sc := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(searcher.DocumentMatchPoolSize()+1, 0), IndexReader: reader}
	for {
		if len(keys)%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		m, err := searcher.Next(sc)
		if err != nil {
			return nil, fmt.Errorf("searching the index: %w", err)
		}
		if m == nil {
			return keys, nil
		}
		id, err := reader.ExternalID(m.IndexInternalID)
		if err != nil {
			return nil, fmt.Errorf("reading an id of the index: %w", err)
		}
		keys = append(keys, searchdoc.Key(id))
		sc.DocumentMatchPool.Put(m)
	}
}

// checkEvery is after how many documents a search sees whether it is still wanted.
const checkEvery = 1024
