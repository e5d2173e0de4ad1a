package search

import (
	"context"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/query"
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
	today := statute.Today(s.now())
	r := Request{Query: question, Types: []string{index.KindArticle}, AsOf: today}
	q := query.Parse(question)
	var ranked []Ranked
	seen := map[string]bool{}
	add := func(h Hit) {
		a := statute.Address{Law: h.law, Provision: h.provision.AtArticle()}.String()
		if h.Type == index.KindArticle && !h.provision.Article.IsZero() && !seen[a] && len(ranked) < k {
			seen[a] = true
			ranked = append(ranked, Ranked{a, h.Score})
		}
	}
	exact, err := s.exact(ctx, q, r, &Result{})
	if err != nil {
		return nil, err
	}
	for _, h := range exact {
		if h.Status == statute.StatusInForce || h.Status == statute.StatusUnverified {
			add(h)
		}
	}
	hits, _, err := s.ranked(ctx, q, r)
	if err != nil {
		return nil, err
	}
	for _, h := range hits {
		add(h)
	}
	return ranked, nil
}
