package search

import (
	"cmp"
	"slices"

	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// order sorts results as asked. What the query names stays first; chosen says that
// conditions chose the results, not relevance.
func (s *Service) order(list []result, r Request, chosen bool) []result {
	var by func(a, b result) int
	switch r.Sort {
	case SortDate:
		by = func(a, b result) int {
			return cmp.Compare(s.dateOf(s.ranker.Facts(b.Doc)), s.dateOf(s.ranker.Facts(a.Doc)))
		}
	case SortLevel:
		by = func(a, b result) int { return cmp.Compare(s.rankOf(a), s.rankOf(b)) }
	case SortCitations:
		by = func(a, b result) int { return cmp.Compare(s.citations(b), s.citations(a)) }
	default:
		return list
	}
	best := list
	if !chosen {
		best = list[:min(maxSorted, len(list))]
	}
	slices.SortStableFunc(best, func(a, b result) int {
		return cmp.Or(cmp.Compare(boolInt(!a.exact), boolInt(!b.exact)), by(a, b))
	})
	return list
}

// maxSorted is how many of the results of a question are sorted by something
// else than relevance. Those behind them are there only because something had
// to be, and would come first where they are the newest.
const maxSorted = 100

// rankOf is the place of a result's level among all, documents without one
// last.
func (s *Service) rankOf(r result) int {
	if l := s.ranker.Facts(r.Doc).Level; l > 0 {
		return int(l)
	}
	return len(statute.Levels) + 1
}

func (s *Service) citations(r result) int {
	f := s.ranker.Facts(r.Doc)
	return f.Cited + f.Applied
}

// judgmentsFirst puts cases before what only speaks of them.
func (s *Service) judgmentsFirst(list []result) {
	slices.SortStableFunc(list, func(a, b result) int {
		return cmp.Compare(boolInt(a.Kind != ranking.Case), boolInt(b.Kind != ranking.Case))
	})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sortByLevel sorts by level, then in the order of the collection, which is
// that of laws and their articles.
func (s *Service) sortByLevel(list []result) {
	slices.SortFunc(list, func(a, b result) int { return cmp.Or(cmp.Compare(s.rankOf(a), s.rankOf(b)), cmp.Compare(a.Doc, b.Doc)) })
}

// group keeps the best result of each law and counts the others.
func (s *Service) group(list []result) []result {
	at := map[int64]int{}
	var kept []result
	for _, r := range list {
		law := s.ranker.Facts(r.Doc).Law
		if i, seen := at[law]; seen && law != 0 {
			kept[i].sameLaw++
			continue
		}
		at[law] = len(kept)
		kept = append(kept, r)
	}
	return kept
}

// Count is a value of a facet with the number of results that have it.
type Count struct {
	Value string `json:"value"` // as a filter takes it, where there is one for the facet
	Name  string `json:"name"`  // as a user reads it
	Count int    `json:"count"`
}

// The facets.
const (
	FacetType   = "type"
	FacetLevel  = "level"
	FacetStatus = "status"
	FacetLaw    = "law"
	FacetIssuer = "issuer"
	FacetYear   = "year"
)

// maxCounts is how many values of a facet are returned.
const maxCounts = 20

// facets counts the results by each facet, the most frequent value first.
func (s *Service) facets(list []result, day statute.Date) map[string][]Count {
	t := tally{}
	// What the articles of one text have in common is looked up once.
	texts, laws := map[int64]int{}, map[int64]int{}
	kinds := map[ranking.Kind]int{}
	for _, r := range list {
		f := s.ranker.Facts(r.Doc)
		kinds[f.Kind]++
		switch {
		case f.Version != 0:
			texts[f.Version]++
		case f.Law != 0:
			laws[f.Law]++
		default:
			t.year(s.dateOf(f), 1)
			if c := s.cases[f.ID.Row]; c != nil && f.Kind == ranking.Case {
				t.add(FacetCourt, c.Court, c.Court, 1)
				t.add(FacetTier, string(c.Tier), c.Tier.Chinese(), 1)
				for _, cause := range causesOf(c) {
					t.add(FacetCause, cause, cause, 1)
				}
			}
		}
	}
	kinds[ranking.Article] += kinds[ranking.Clause]
	delete(kinds, ranking.Clause)
	for kind, n := range kinds {
		t.add(FacetType, kind.String(), kindName(kind.String()), n)
	}
	for id, n := range texts {
		v := s.versions[id]
		st := v.StatusOn(day)
		t.add(FacetStatus, string(st), st.Chinese(), n)
		law := s.lawByKey[v.Law]
		laws[law] += n
		t.year(s.dateOf(ranking.Facts{Version: id, Law: law}), n)
	}
	for id, n := range laws {
		l := s.laws[id]
		t.add(FacetLaw, l.Key, l.Key, n)
		t.add(FacetLevel, string(l.Level), string(l.Level), n)
		for _, i := range l.Issuers {
			t.add(FacetIssuer, i, i, n)
		}
	}
	return t.counts()
}

// tally counts values by facet.
type tally map[string]map[string]*Count

func (t tally) add(facet, value, name string, n int) {
	if value == "" || n == 0 {
		return
	}
	if t[facet] == nil {
		t[facet] = map[string]*Count{}
	}
	c := t[facet][value]
	if c == nil {
		c = &Count{Value: value, Name: name}
		t[facet][value] = c
	}
	c.Count += n
}

func (t tally) year(d statute.Date, n int) {
	if len(d) >= 4 {
		t.add(FacetYear, string(d[:4]), string(d[:4]), n)
	}
}

func (t tally) counts() map[string][]Count {
	facets := map[string][]Count{}
	for facet, values := range t {
		list := make([]Count, 0, len(values))
		for _, c := range values {
			list = append(list, *c)
		}
		slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
		facets[facet] = list[:min(maxCounts, len(list))]
	}
	return facets
}

// kindName is what a type is called.
func kindName(kind string) string {
	switch kind {
	case "article":
		return "条文"
	case "law":
		return "法律法规"
	}
	return statute.DocumentKind(kind).Chinese()
}
