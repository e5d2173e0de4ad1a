package composite

import (
	"cmp"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// merger makes one answer of those to the parts of a plan.
type merger struct {
	plan                *engine.Plan
	parts               parts
	law, reports, cases *engine.Answer // nil where nothing was asked
	without             bool           // the cases could not be searched
}

// answers are those that are there.
func (m *merger) answers() []*engine.Answer {
	return slices.DeleteFunc([]*engine.Answer{m.law, m.cases, m.reports}, func(a *engine.Answer) bool { return a == nil })
}

func (m *merger) merge() *engine.Answer {
	p := m.plan
	a := &engine.Answer{WithoutCases: m.without}
	for _, x := range m.answers() {
		a.Total, a.Listed, a.LeftOut = a.Total+x.Total, a.Listed+x.Listed, a.LeftOut+x.LeftOut
	}
	a.Facets = m.facets()
	for i := range p.Groups {
		a.Groups = append(a.Groups, m.groups(i))
	}
	for i, k := range p.Beside.Kinds {
		from := m.law
		if k == searchdoc.Case {
			from = m.cases
		}
		var hits []engine.Hit
		if from != nil && i < len(from.Beside) {
			hits = from.Beside[i]
		}
		a.Beside = append(a.Beside, hits)
	}
	list := m.ordered()
	list = list[min(max(0, p.From), len(list)):]
	a.Hits = append([]engine.Hit{}, list[:min(max(0, p.Size), len(list))]...)
	return a
}

// ordered are all hits, up to the end of the page, in the order of the plan.
func (m *merger) ordered() []engine.Hit {
	namedLaw, law := named(m.law, m.parts.lawNamed)
	namedCases, cases := named(m.cases, m.parts.caseNamed)
	var reports []engine.Hit
	if m.reports != nil {
		reports = m.reports.Hits
	}
	first := append(namedLaw, namedCases...)
	var list []engine.Hit
	switch sort := m.plan.Sort; {
	case sort == engine.ByTier:
		list = slices.Concat(cases, reports, law)
		first = append(namedCases, namedLaw...)
	case sort == engine.ByDate:
		list = merged(merged(law, cases, byDate), reports, byDate)
		slices.SortStableFunc(first, byDate)
	case sort != engine.ByRelevance:
		list = slices.Concat(law, cases, reports) // cases have no level, and nothing cites them
	default:
		list = append(relevant(law, cases), reports...)
		slices.SortStableFunc(first, func(a, b engine.Hit) int { return cmp.Compare(a.Named, b.Named) })
	}
	if m.plan.CasesFirst {
		slices.SortStableFunc(list, func(a, b engine.Hit) int {
			return -compareBool(a.Kind == searchdoc.Case, b.Kind == searchdoc.Case)
		})
	}
	return append(first, list...)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// named takes the named documents of an answer out of its hits, and gives them the numbers that
// they have in the plan.
func named(a *engine.Answer, numbers []int) (first, rest []engine.Hit) {
	if a == nil {
		return nil, nil
	}
	for _, h := range a.Hits {
		if h.Named > 0 {
			h.Named = numbers[h.Named-1]
			first = append(first, h)
		} else {
			rest = append(rest, h)
		}
	}
	return first, rest
}

// merged merges two lists that are in one order.
func merged(a, b []engine.Hit, compare func(a, b engine.Hit) int) []engine.Hit {
	list := make([]engine.Hit, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(b[0], a[0]) < 0 {
			list, b = append(list, b[0]), b[1:]
		} else {
			list, a = append(list, a[0]), a[1:]
		}
	}
	return append(append(list, a...), b...)
}

// relevant puts cases among other documents: those that words ranked as the ranking does, then
// the others.
func relevant(law, cases []engine.Hit) []engine.Hit {
	rareLaw, law := rare(law)
	rareCases, cases := rare(cases)
	isRanked := func(h engine.Hit) bool { return h.Reasons.Words != 0 || h.Reasons.Closeness != 0 }
	split := func(list []engine.Hit) (first, rest []engine.Hit) {
		n := len(list)
		for n > 0 && !isRanked(list[n-1]) {
			n--
		}
		return list[:n], list[n:]
	}
	law, otherLaw := split(law)
	cases, otherCases := split(cases)
	list := slices.Concat(weighed(rareLaw, rareCases), weighed(law, cases))
	rest := append(slices.Clone(otherLaw), otherCases...)
	list = append(list, rest...)
	for i := range list[min(1, len(list)):] { // scores fall along the list
		list[i+1].Score = min(list[i+1].Score, list[i].Score)
	}
	return list
}

// weighed puts cases among other documents, all of which words ranked.
func weighed(law, cases []engine.Hit) []engine.Hit {
	all := slices.Concat(law, cases)
	ranked := make([]ranking.Ranked, len(all))
	for i, h := range all {
		ranked[i] = ranking.Ranked{Doc: i, Kind: h.Kind, Score: h.Score, Why: whyOf(h)}
	}
	list := make([]engine.Hit, 0, len(all))
	for _, x := range ranking.Merge(ranked[:len(law)], ranked[len(law):]) {
		h := all[x.Doc]
		h.Score = x.Score
		list = append(list, h)
	}
	return list
}

// rare takes the hits off the beginning that have a word which few have.
func rare(list []engine.Hit) (first, rest []engine.Hit) {
	n := 0
	for n < len(list) && list[n].Reasons.Rare {
		n++
	}
	return list[:n], list[n:]
}

// facets are the counts of all parts.
func (m *merger) facets() map[string][]engine.Count {
	if len(m.plan.Facets) == 0 {
		return nil
	}
	facets := map[string][]engine.Count{}
	for _, name := range m.plan.Facets {
		var lists [][]engine.Count
		for _, a := range m.answers() {
			lists = append(lists, a.Facets[name])
		}
		if counts := summed(lists); len(counts) > 0 {
			facets[name] = counts
		}
	}
	return facets
}

// summed adds counts of one field.
func summed(lists [][]engine.Count) []engine.Count {
	sums := map[string]int{}
	for _, list := range lists {
		for _, c := range list {
			sums[c.Value] += c.Count
		}
	}
	counts := make([]engine.Count, 0, len(sums))
	for v, n := range sums {
		counts = append(counts, engine.Count{Value: v, Count: n})
	}
	slices.SortFunc(counts, func(a, b engine.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return counts[:min(engine.MaxCounts, len(counts))]
}

// groups are the figures of a grouping. Those of the few cases that reports tell are added,
// apart from the quarters of their numbers where other cases have some.
func (m *merger) groups(i int) []engine.Group {
	byValue := map[string]engine.Group{}
	var values []string
	for _, a := range [...]*engine.Answer{m.cases, m.reports} {
		if a == nil {
			continue
		}
		for _, g := range a.Groups[i] {
			known, ok := byValue[g.Value]
			if !ok {
				values = append(values, g.Value)
				byValue[g.Value] = g
				continue
			}
			known.Count += g.Count
			facets := map[string][]engine.Count{}
			for _, name := range m.plan.Groups[i].Facets {
				if counts := summed([][]engine.Count{known.Facets[name], g.Facets[name]}); len(counts) > 0 {
					facets[name] = counts
				}
			}
			if len(facets) > 0 {
				known.Facets = facets
			}
			if known.Spreads == nil {
				known.Spreads = g.Spreads
			}
			byValue[g.Value] = known
		}
	}
	if len(values) == 0 && m.plan.Groups[i].By == "" {
		return []engine.Group{{}}
	}
	slices.Sort(values)
	groups := make([]engine.Group, len(values))
	for i, v := range values {
		groups[i] = byValue[v]
	}
	return groups
}
