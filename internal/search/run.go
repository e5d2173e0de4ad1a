package search

import (
	"context"
	"fmt"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Ranked is an article with its score.
type Ranked struct {
	Address string
	Score   float64
}

// Plan is the plan of a request, for tools that ask an engine themselves.
func (s *Service) Plan(ctx context.Context, r Request) (*engine.Plan, error) {
	r = r.complete(s.now())
	m, err := s.understand(ctx, query.Parse(r.Query), r)
	if err != nil {
		return nil, err
	}
	return &m.plan, nil
}

// Rank returns the k best articles for a question: texts in force, whole
// articles, none twice.
func (s *Service) Rank(ctx context.Context, question string, k int) ([]Ranked, error) {
	r := Request{Query: question, Types: []string{searchdoc.Article.String()}, Page: 1, Size: k, AsOf: statute.Today(s.now())}
	m, err := s.name(ctx, query.Parse(question), r)
	if err != nil {
		return nil, err
	}
	c, err := s.conditions(ctx, m.query.Filters, r.AsOf)
	if err != nil {
		return nil, err
	}
	q := m.query
	if c.refusal != "" {
		q, c.list = wordsOnly(q), nil
	}
	p := s.rankingPlan(q, r, c.list)
	found, total, err := s.articles(ctx, p, k)
	if err == nil && total == 0 && !q.Plain() { // a question that happens to look like conditions: rank by its words
		p = s.rankingPlan(wordsOnly(q), r, nil)
		found, _, err = s.articles(ctx, p, k)
	}
	if err != nil {
		return nil, err
	}
	places, err := s.holding(ctx, m.names.places, p)
	if err != nil {
		return nil, err
	}
	named := names{places: places}.keys()
	var hits []engine.Hit
	for _, key := range named {
		hits = append(hits, engine.Hit{Key: key, Score: engine.NamedScore})
	}
	for _, h := range found {
		if !slices.Contains(named, h.Key) {
			hits = append(hits, h)
		}
	}
	return ranked(hits[:min(k, len(hits))])
}

// wordsOnly is a query taken as words.
func wordsOnly(q query.Query) query.Query { return query.Query{Raw: q.Raw, Text: q.Raw} }

// rankingPlan is the plan of a query of which nobody looks at counts.
func (s *Service) rankingPlan(q query.Query, r Request, conditions []engine.Condition) *engine.Plan {
	p := s.plan(q, r)
	p.Conditions, p.Facets = conditions, nil
	s.legal(q, &p)
	return &p
}

// articles finds the k best articles of a plan for articles and clauses. Total is how
// many of both there are.
func (s *Service) articles(ctx context.Context, p *engine.Plan, k int) (articles []engine.Hit, total int, err error) {
	page := *p
	page.Size = k + k/4 + maxMentioned // with the clauses among them
	for {
		a, err := s.engine.Search(ctx, &page)
		if err != nil {
			return nil, 0, err
		}
		for _, h := range a.Hits {
			if h.Kind == searchdoc.Article {
				articles = append(articles, h)
			}
		}
		if page.From += page.Size; len(articles) >= k || page.From >= a.Listed {
			return articles, a.Total, nil
		}
	}
}

// ranked writes hits as addresses of articles. Annexes that were named are left out.
func ranked(hits []engine.Hit) ([]Ranked, error) {
	var list []Ranked
	for _, h := range hits {
		law, _, address, ok := h.Key.Provision()
		if !ok || statute.IsDraft(law) { // a draft was never in force
			continue
		}
		p, err := statute.ParseProvision(address)
		if err != nil {
			return nil, fmt.Errorf("reading the address of %s: %w", h.Key, err)
		}
		if !p.Article.IsZero() {
			list = append(list, Ranked{statute.Address{Law: law, Provision: p.AtArticle()}.String(), h.Score})
		}
	}
	return list, nil
}
