package search

import (
	"cmp"
	"slices"
	"sort"

	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// order sorts results as asked. What the query names stays first.
func (s *Service) order(list []result, r Request) []result {
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
	slices.SortStableFunc(list, func(a, b result) int {
		return cmp.Or(cmp.Compare(boolInt(!a.exact), boolInt(!b.exact)), by(a, b))
	})
	return list
}

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
	Value string `json:"value"` // as a filter takes it
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
	counts := map[string]map[string]int{}
	names := map[string]string{}
	add := func(facet, value, name string) {
		if value == "" {
			return
		}
		if counts[facet] == nil {
			counts[facet] = map[string]int{}
		}
		counts[facet][value]++
		names[value] = name
	}
	for _, r := range list {
		f := s.ranker.Facts(r.Doc)
		kind := f.Kind.String()
		if isProvision(f.Kind) {
			kind = "article"
		}
		add(FacetType, kind, kindName(kind))
		if f.Level > 0 {
			l := string(statute.Levels[f.Level-1])
			add(FacetLevel, l, l)
		}
		if f.Version != 0 {
			st := s.versions[f.Version].StatusOn(day)
			add(FacetStatus, string(st), st.Chinese())
		}
		if f.Law != 0 {
			law := s.laws[f.Law]
			add(FacetLaw, law.Key, law.Key)
			for _, i := range law.Issuers {
				add(FacetIssuer, i, i)
			}
		}
		if d := s.dateOf(f); len(d) >= 4 {
			add(FacetYear, string(d[:4]), string(d[:4]))
		}
	}
	facets := map[string][]Count{}
	for facet, values := range counts {
		var list []Count
		for v, n := range values {
			list = append(list, Count{v, names[v], n})
		}
		sort.Slice(list, func(i, j int) bool {
			if list[i].Count != list[j].Count {
				return list[i].Count > list[j].Count
			}
			return list[i].Value < list[j].Value
		})
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
