package search

import (
	"context"
	"fmt"

	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// Ranked is an article with its score.
type Ranked struct {
	Address string
	Score   float64
}

// Rank returns the k best articles for a question: texts in force, whole
// articles, none twice.
func (s *Service) Rank(ctx context.Context, question string, k int) ([]Ranked, error) {
	r := Request{Query: question, Types: []string{ranking.Article.String()}, AsOf: statute.Today(s.now())}
	q := query.Parse(question)
	exact, err := s.understand(ctx, &q, r, &Result{})
	if err != nil {
		return nil, err
	}
	allowed, ok := s.allow(ctx, q, r, &Result{})
	if !ok { // a filter that cannot be met
		q = query.Query{Raw: q.Raw, Text: q.Raw}
		if allowed, ok = s.allow(ctx, q, r, &Result{}); !ok {
			return nil, nil
		}
	}
	found, err := s.find(ctx, q, r, allowed, &Result{})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 && !q.Plain() {
		// A question that happens to look like conditions: rank by its words.
		plain := query.Query{Raw: q.Raw, Text: q.Raw}
		if allowed, ok = s.allow(ctx, plain, r, &Result{}); !ok {
			return nil, nil
		}
		if found, err = s.find(ctx, plain, r, allowed, &Result{}); err != nil {
			return nil, err
		}
	}
	var list []result
	for _, x := range append(exact, withoutExact(found, exact)...) {
		if x.Kind == ranking.Article && (x.place == nil || allowed(x.Doc)) && len(list) < k {
			list = append(list, x)
		}
	}
	units, err := s.unitsOf(ctx, list)
	if err != nil {
		return nil, err
	}
	var ranked []Ranked
	for _, x := range list {
		u := units[x.ID.Row]
		if u == nil {
			return nil, fmt.Errorf("the ranking has unit %d, which the knowledge base has not", x.ID.Row)
		}
		p, err := statute.ParseProvision(u.Address)
		if err != nil {
			return nil, fmt.Errorf("reading the address of unit %d: %w", u.ID, err)
		}
		if p.Article.IsZero() {
			continue // an annex that was named
		}
		ranked = append(ranked, Ranked{statute.Address{Law: s.versions[u.VersionID].Law, Provision: p.AtArticle()}.String(), x.Score})
	}
	return ranked, nil
}
