package local

import (
	"context"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ranking"
)

// rareFirst puts the documents first that have a word of the plan which few have; the order
// of those, and of all others, stays.
func (e *Engine) rareFirst(ctx context.Context, p *engine.Plan, f *filter, list []found) ([]found, error) {
	if p.Must != nil {
		return list, nil
	}
	having := map[int]bool{}
	for _, term := range e.ranker.RareTerms(p.Words) {
		word := engine.Word(term)
		narrow := *p
		narrow.Must = &word
		docs, err := e.matching(ctx, &narrow, f)
		if err != nil {
			return nil, err
		}
		if len(docs) > ranking.MaxRare {
			continue
		}
		for _, d := range docs {
			having[d] = true
		}
	}
	if len(having) == 0 {
		return list, nil
	}
	first := make([]found, 0, len(list)+len(having))
	var rest []found
	for _, x := range list {
		if having[x.Doc] {
			x.Unlikely = false
			first = append(first, x)
			delete(having, x.Doc)
		} else {
			rest = append(rest, x)
		}
	}
	top := 0.0
	if len(list) > 0 {
		top = list[0].Score
	}
	for d := range e.ranker.Len() { // in the order of the collection
		if having[d] {
			first = append(first, found{Ranked: e.ranker.Unranked(d, top)})
		}
	}
	for i := range first {
		first[i].rare, first[i].Score = true, top // scores fall along the list
	}
	return append(first, rest...), nil
}
