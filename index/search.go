package index

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// Index is an open index, for reading. It is safe for concurrent use.
type Index struct {
	index bleve.Index
	words *gseanalysis.Segmenter
}

// Open opens the index in a folder, without writing to it.
func Open(path string) (*Index, error) {
	words, err := gseanalysis.Load()
	if err != nil {
		return nil, err
	}
	i, err := bleve.OpenUsing(path, map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("opening the index: %w", err)
	}
	return &Index{index: i, words: words}, nil
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

// Term is a word or bigram of a query with the number of documents that have
// it.
type Term struct {
	Text  string
	Gram  bool
	Count int
}

// Request asks for candidates.
type Request struct {
	Text  string   // words to look for, any of which may match
	Must  []string // phrases, all of whose bigrams must occur
	Kinds []string // none means all
	Laws  []string
	Level []string
	Limit int
}

// Candidates are the documents that share most with the query, in bleve's
// order, which is not to be shown: it only decides which are ranked.
type Candidates struct {
	IDs   []ID
	Terms []Term
	Total int
	Docs  int // documents in the index
}

// titleBoost is the weight of a match in titles and headings beside one in the
// text, among candidates.
const titleBoost = 0.4

// Candidates finds candidates for a request.
func (x *Index) Candidates(ctx context.Context, r Request) (*Candidates, error) {
	docs, err := x.Count()
	if err != nil {
		return nil, err
	}
	terms, err := x.terms(ctx, r.Text)
	if err != nil {
		return nil, err
	}
	var should []query.Query
	for _, t := range terms {
		field := fieldWords
		if t.Gram {
			field = fieldGrams
		}
		q := bleve.NewTermQuery(t.Text)
		q.SetField(field)
		should = append(should, q)
		if !t.Gram {
			title := bleve.NewTermQuery(t.Text)
			title.SetField(fieldTitle)
			title.SetBoost(titleBoost)
			should = append(should, title)
		}
	}
	q := bleve.NewBooleanQuery()
	if len(should) > 0 {
		q.AddShould(should...)
		q.SetMinShould(1)
	}
	for _, m := range r.Must {
		for _, g := range gseanalysis.Inner(m) {
			t := bleve.NewTermQuery(g.Term)
			t.SetField(fieldGrams)
			q.AddMust(t)
		}
	}
	for field, values := range map[string][]string{fieldKind: r.Kinds, fieldLaw: r.Laws, fieldLevel: r.Level} {
		if len(values) == 0 {
			continue
		}
		any := bleve.NewDisjunctionQuery()
		for _, v := range values {
			t := bleve.NewTermQuery(v)
			t.SetField(field)
			t.SetBoost(0)
			any.AddQuery(t)
		}
		q.AddMust(any)
	}
	if len(should) == 0 && len(r.Must) == 0 {
		return &Candidates{Docs: docs}, nil
	}
	res, err := x.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, r.Limit, 0, false))
	if err != nil {
		return nil, fmt.Errorf("searching the index: %w", err)
	}
	found := &Candidates{Terms: terms, Total: int(res.Total), Docs: docs, IDs: make([]ID, len(res.Hits))}
	for i, h := range res.Hits {
		if found.IDs[i], err = parseID(h.ID); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// maxTerms bounds the terms of a query: a pasted page is cut down to its
// first words.
const maxTerms = 120

// terms cuts a query into its distinct words and bigrams.
func (x *Index) terms(ctx context.Context, text string) ([]Term, error) {
	advanced, err := x.index.Advanced()
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	defer reader.Close()
	var terms []Term
	seen := map[Term]bool{}
	for _, gram := range [...]bool{false, true} {
		tokens, field := x.words.Words(text), fieldWords
		if gram {
			tokens, field = gseanalysis.Bigrams(text), fieldGrams
		}
		for _, t := range tokens {
			term := Term{Text: t.Term, Gram: gram}
			if seen[term] || len(terms) >= maxTerms {
				continue
			}
			seen[term] = true
			if term.Count, err = count(ctx, reader, field, t.Term); err != nil {
				return nil, err
			}
			if term.Count > 0 {
				terms = append(terms, term)
			}
		}
	}
	return terms, nil
}

func count(ctx context.Context, reader bleveindex.IndexReader, field, term string) (int, error) {
	tfr, err := reader.TermFieldReader(ctx, []byte(term), field, false, false, false)
	if err != nil {
		return 0, fmt.Errorf("reading a term of the index: %w", err)
	}
	n := int(tfr.Count())
	if err := tfr.Close(); err != nil {
		return 0, fmt.Errorf("reading a term of the index: %w", err)
	}
	return n, nil
}

// IDs returns the ids of all documents of a kind, for checks.
func (x *Index) IDs(ctx context.Context, kind string) ([]ID, error) {
	q := bleve.NewTermQuery(kind)
	q.SetField(fieldKind)
	req := bleve.NewSearchRequestOptions(q, 10_000_000, 0, false)
	req.Score = "none"
	res, err := x.index.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("listing the index: %w", err)
	}
	ids := make([]ID, len(res.Hits))
	for i, h := range res.Hits {
		if ids[i], err = parseID(h.ID); err != nil {
			return nil, err
		}
	}
	return ids, nil
}
