package local

import (
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// whole is the list of all cases, as it is before anything is chosen. It is the first that most
// people see, and the longest to find and count; the last one is kept.
type whole struct {
	day                 statute.Date
	superseded, reports bool
	fields              []string // that were counted
	// docs are the cases in their order: the number of a document in the ranking, or, from -1
	// downwards, the place of a case among those that reports tell.
	docs   []int32
	facets map[string][]engine.Count
}

// asksWhole reports whether a plan asks for all cases by their tiers.
func asksWhole(p *engine.Plan) bool {
	return p.Words == "" && p.Must == nil && len(p.Conditions) == 0 && len(p.Named) == 0 && !p.NamedOnly && len(p.Groups) == 0 &&
		!p.GroupByLaw && !p.CasesFirst && p.Sort == engine.ByTier && len(p.Kinds) == 1 && p.Kinds[0] == searchdoc.Case
}

// answers reports whether the list is the one that such a plan asks for.
func (w *whole) answers(p *engine.Plan) bool {
	return w != nil && w.day == p.Day && w.superseded == p.Superseded && w.reports == p.Reports && slices.Equal(w.fields, p.Facets)
}

// keepWhole keeps the list that a plan for all cases found, in its order.
func (e *Engine) keepWhole(p *engine.Plan, list []found, facets map[string][]engine.Count) {
	w := &whole{day: p.Day, superseded: p.Superseded, reports: p.Reports, fields: slices.Clone(p.Facets), facets: facets,
		docs: make([]int32, len(list))}
	reports := map[*reported]int32{}
	for i := range e.reported {
		reports[&e.reported[i]] = int32(i)
	}
	for i, f := range list {
		if f.reported != nil {
			w.docs[i] = -1 - reports[f.reported]
		} else {
			w.docs[i] = int32(f.Doc)
		}
	}
	e.wholeList.Store(w)
}

// fromWhole answers a plan for all cases from the list that is kept.
func (e *Engine) fromWhole(ctx context.Context, w *whole, p *engine.Plan) (*engine.Answer, error) {
	a := &engine.Answer{Total: len(w.docs), Listed: len(w.docs), Facets: copyOf(w.facets)}
	docs := w.docs[min(max(0, p.From), len(w.docs)):]
	docs = docs[:min(max(0, p.Size), len(docs))]
	list := make([]found, len(docs))
	for i, d := range docs {
		if d < 0 {
			list[i] = e.reportedCase(&e.reported[-1-d])
		} else {
			list[i] = found{Ranked: e.ranker.Unranked(int(d), 0)}
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var err error
	if a.Hits, err = e.hits(ctx, list, p); err != nil {
		return nil, err
	}
	return a, nil
}

// copyOf copies counts, which callers may change.
func copyOf(facets map[string][]engine.Count) map[string][]engine.Count {
	if facets == nil {
		return nil
	}
	c := make(map[string][]engine.Count, len(facets))
	for name, counts := range facets {
		c[name] = slices.Clone(counts)
	}
	return c
}
