package search

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/caseparse"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// The facets of cases.
const (
	FacetArticle    = "article"
	FacetCause      = "cause"
	FacetCourt      = "court"
	FacetCourtLevel = "court_level"
	FacetProvince   = "province"
	FacetTier       = "tier"
	FacetOutcome    = "outcome"
	FacetKind       = "kind"
)

// CaseRequest asks for cases. Chosen are values of facets, by facet; FacetArticle
// is the address of a provision or a law that the cases cite, at any depth.
type CaseRequest struct {
	Query      string // words to rank by; "" lists by tier, then date
	Chosen     map[string]string
	Page, Size int
}

// CaseList are cases, best first.
type CaseList struct {
	Total   int
	Cases   []*kb.CaseInfo
	Facets  map[string][]Count
	Message string // in the user's words, where something chosen is not there
}

// caseFacets are the values of a case by facet.
var caseFacets = [...]struct {
	facet string
	of    func(*kb.CaseInfo) []string
}{
	{FacetCause, causesOf},
	{FacetCourt, one(func(c *kb.CaseInfo) string { return c.Court })},
	{FacetCourtLevel, one(func(c *kb.CaseInfo) string { return c.CourtLevel })},
	{FacetProvince, one(func(c *kb.CaseInfo) string { return c.Province })},
	{FacetYear, one(func(c *kb.CaseInfo) string { return c.Year() })},
	{FacetTier, one(func(c *kb.CaseInfo) string { return string(c.Tier) })},
	{FacetOutcome, one(func(c *kb.CaseInfo) string { return c.Outcome })},
	{FacetKind, one(func(c *kb.CaseInfo) string { return c.CaseKind })},
}

// causesOf are what a case is about: its cause, or the charges.
func causesOf(c *kb.CaseInfo) []string {
	if c.Cause != "" {
		return []string{c.Cause}
	}
	return c.Charges
}

func one(of func(*kb.CaseInfo) string) func(*kb.CaseInfo) []string {
	return func(c *kb.CaseInfo) []string {
		if v := of(c); v != "" {
			return []string{v}
		}
		return nil
	}
}

// listCases puts the cases in the order of lists: by tier, then newest first.
func listCases(cases map[int64]*kb.CaseInfo, told []*kb.CaseInfo) []*kb.CaseInfo {
	place := map[caseparse.Tier]int{}
	for i, t := range caseparse.Tiers {
		place[t] = i
	}
	list := append(make([]*kb.CaseInfo, 0, len(cases)+len(told)), told...)
	for _, c := range cases {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b *kb.CaseInfo) int {
		return cmp.Or(cmp.Compare(place[a.Tier], place[b.Tier]), cmp.Compare(b.Date, a.Date), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Place, b.Place))
	})
	return list
}

// Cases lists cases.
func (s *Service) Cases(ctx context.Context, r CaseRequest) (*CaseList, error) {
	r.Page = max(1, r.Page)
	if r.Size <= 0 || r.Size > MaxSize {
		r.Size = defaultSize
	}
	res := &CaseList{}
	chosen, ok, err := s.caseFilter(ctx, r, res)
	if err != nil || !ok {
		return res, err
	}
	list := s.caseList
	if q := query.Parse(r.Query); q.Raw != "" {
		if list, err = s.rankedCases(ctx, q, res); err != nil {
			return nil, err
		}
	}
	kept := make([]*kb.CaseInfo, 0, 64)
	for _, c := range list {
		if chosen(c) {
			kept = append(kept, c)
		}
	}
	res.Total = len(kept)
	if res.Facets, err = s.countCases(ctx, kept); err != nil {
		return nil, err
	}
	from := min(max(0, (r.Page-1)*r.Size), len(kept))
	res.Cases = kept[from:min(from+r.Size, len(kept))]
	if len(kept) == 0 {
		res.Message = "没有这样的案例。可以放宽条件，或换个说法"
	}
	return res, nil
}

// caseFilter makes the condition of what was chosen.
func (s *Service) caseFilter(ctx context.Context, r CaseRequest, res *CaseList) (chosen func(*kb.CaseInfo) bool, ok bool, err error) {
	var conditions []func(*kb.CaseInfo) bool
	for _, f := range caseFacets {
		if want := r.Chosen[f.facet]; want != "" {
			if f.facet == FacetCause {
				want = caseparse.BareCause(want)
			}
			conditions = append(conditions, func(c *kb.CaseInfo) bool { return slices.Contains(f.of(c), want) })
		}
	}
	if want := r.Chosen[FacetArticle]; want != "" {
		applying, missing, err := s.applying(ctx, want)
		if err != nil {
			return nil, false, err
		}
		if missing != "" {
			res.Message = missing
			return nil, false, nil
		}
		conditions = append(conditions, func(c *kb.CaseInfo) bool { return applying[c.ID] })
	}
	return func(c *kb.CaseInfo) bool {
		for _, holds := range conditions {
			if !holds(c) {
				return false
			}
		}
		return true
	}, true, nil
}

// applying returns the cases that cite what a name or address means. missing says
// that nothing loaded or known has that name.
func (s *Service) applying(ctx context.Context, name string) (cases map[int64]bool, missing string, err error) {
	ref := query.ParseRef(name)
	if ref == nil {
		return nil, "请写明条文，例如 刑法264", nil
	}
	keys, _ := s.meaning(*ref)
	if len(keys) == 0 {
		keys = []string{statute.Key(ref.Name)}
	}
	cases = map[int64]bool{}
	for _, key := range keys {
		found, err := s.graph.CasesCiting(ctx, statute.Address{Law: key, Provision: ref.Provision})
		if err != nil {
			return nil, "", err
		}
		for id := range found {
			cases[id] = true
		}
	}
	return cases, "", nil
}

// rankedCases are the cases that words find, best first.
func (s *Service) rankedCases(ctx context.Context, q query.Query, res *CaseList) ([]*kb.CaseInfo, error) {
	r := Request{Types: []string{ranking.Case.String()}, AsOf: statute.Today(s.now())}
	answer := &Result{}
	q.Ref = nil
	allowed, ok := s.allow(ctx, q, r, answer)
	if !ok {
		res.Message = answer.Message
		return nil, nil
	}
	found, err := s.find(ctx, q, r, allowed, answer)
	if err != nil {
		return nil, err
	}
	var list []*kb.CaseInfo
	for _, f := range found {
		if c := s.cases[f.ID.Row]; c != nil && f.ID.Table == index.TableDocument {
			list = append(list, c)
		}
	}
	return list, nil
}

// countCases counts cases by each facet.
func (s *Service) countCases(ctx context.Context, list []*kb.CaseInfo) (map[string][]Count, error) {
	t := tally{}
	articles := map[int32]int{}
	for _, f := range caseFacets {
		counts := map[string]int{}
		for _, c := range list {
			for _, v := range f.of(c) {
				counts[v]++
			}
		}
		for v, n := range counts {
			name := v
			if f.facet == FacetTier {
				name = caseparse.Tier(v).Chinese()
			}
			t.add(f.facet, v, name, n)
		}
	}
	for _, c := range list {
		if doc, ok := s.ranker.Find(index.ID{Table: index.TableDocument, Row: c.ID}); ok {
			for _, a := range s.ranker.Cites(doc) {
				articles[a]++
			}
		}
	}
	if err := s.countArticles(ctx, articles, t); err != nil {
		return nil, err
	}
	return t.counts(), nil
}

// countArticles adds the articles that most cases cite.
func (s *Service) countArticles(ctx context.Context, articles map[int32]int, t tally) error {
	docs := make([]int32, 0, len(articles))
	for d := range articles {
		if s.ranker.Facts(int(d)).ID.Table == index.TableUnit {
			docs = append(docs, d)
		}
	}
	slices.SortFunc(docs, func(a, b int32) int { return cmp.Or(cmp.Compare(articles[b], articles[a]), cmp.Compare(a, b)) })
	for _, d := range docs[:min(maxCounts, len(docs))] {
		f := s.ranker.Facts(int(d))
		local, err := s.base.UnitAddress(ctx, f.ID.Row)
		if err != nil {
			return err
		}
		p, err := statute.ParseProvision(local)
		if err != nil {
			return err
		}
		key := s.versions[f.Version].Law
		t.add(FacetArticle, statute.Address{Law: key, Provision: p}.String(), titleOf(key, p), articles[d])
	}
	return nil
}

// maxSimilar is how many similar cases are named.
const maxSimilar = 5

// Similar returns cases like one: by what happened, the cause and the articles
// that both cite.
func (s *Service) Similar(ctx context.Context, document int64, facts string) ([]*kb.CaseInfo, error) {
	self := s.cases[document]
	doc, ok := s.ranker.Find(index.ID{Table: index.TableDocument, Row: document})
	if self == nil || !ok {
		return nil, nil
	}
	cites := s.ranker.Cites(doc)
	type scored struct {
		c     *kb.CaseInfo
		score float64
	}
	var list []scored
	ranked, err := s.ranker.Rank(ctx, clipRunes(facts, maxFacts), "", ranking.Filter{Kinds: []ranking.Kind{ranking.Case}})
	if err != nil {
		return nil, err
	}
	for i, x := range ranked {
		c := s.cases[x.ID.Row]
		if c == nil || c.ID == document {
			continue
		}
		score := 1 / float64(i+sameRank)
		if self.Cause != "" && self.Cause == c.Cause || len(self.Charges) > 0 && len(c.Charges) > 0 && self.Charges[0] == c.Charges[0] {
			score += sameCause
		}
		shared := 0
		for _, a := range s.ranker.Cites(x.Doc) {
			if slices.Contains(cites, a) {
				shared++
			}
		}
		list = append(list, scored{c, score + float64(min(shared, maxShared))*sameArticle})
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	similar := make([]*kb.CaseInfo, 0, maxSimilar)
	for _, x := range list[:min(maxSimilar, len(list))] {
		similar = append(similar, x.c)
	}
	return similar, ctx.Err()
}

// What makes cases alike, beside their place by what happened (1/sameRank for the
// most alike): a common cause, and each article that both cite.
const (
	sameRank    = 10
	sameCause   = 0.05
	sameArticle = 0.02
	maxShared   = 3
	maxFacts    = 400 // characters of the facts that are compared
)

func clipRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}
