package index

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// Expr is what documents are asked for: [Phrase], [All] or [Any].
type Expr interface {
	query() query.Query
}

// Phrase asks for a string to the letter, apart from white space, case and
// width.
type Phrase string

// IsExact reports whether all documents that Find gives for the phrase have it: a pair of
// Chinese characters is one entry of the index, of longer phrases it knows the pairs alone.
func (p Phrase) IsExact() bool {
	folded := gseanalysis.Fold(string(p))
	inner := gseanalysis.Inner(folded)
	return len(inner) == 1 && inner[0].Start == 0 && inner[0].End == len(folded)
}

// All asks for everything in it; without anything in it, for all documents.
type All []Expr

// Any asks for at least one of those in it.
type Any []Expr

func (p Phrase) query() query.Query {
	var all []query.Query
	seen := map[string]bool{}
	for _, g := range gseanalysis.Inner(gseanalysis.Fold(string(p))) {
		if !seen[g.Term] {
			seen[g.Term] = true
			all = append(all, term(fieldGrams, g.Term))
		}
	}
	if len(all) == 0 {
		return bleve.NewMatchAllQuery()
	}
	return bleve.NewConjunctionQuery(all...)
}

func (a All) query() query.Query {
	if len(a) == 0 {
		return bleve.NewMatchAllQuery()
	}
	return bleve.NewConjunctionQuery(queries(a)...)
}

func (a Any) query() query.Query { return bleve.NewDisjunctionQuery(queries(a)...) }

func queries(list []Expr) []query.Query {
	qs := make([]query.Query, len(list))
	for i, e := range list {
		qs[i] = e.query()
	}
	return qs
}

func term(field, text string) query.Query {
	q := bleve.NewTermQuery(text)
	q.SetField(field)
	return q
}
