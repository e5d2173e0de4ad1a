package local

import (
	"cmp"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// maxSorted is how many of the documents that words chose are sorted by something
// else than relevance. Those behind them are there only because something had to be,
// and would come first where they are the newest.
const maxSorted = 100

// sort sorts what was found as the plan asks. Named documents stay first.
func (e *Engine) sort(list []found, p *engine.Plan) {
	if p.Words != "" && !p.Must.Demands() {
		list = list[:min(maxSorted, len(list))]
	}
	switch p.Sort {
	case engine.ByDate:
		sortBy(list, e.dayOf, func(a, b statute.Date) int { return cmp.Compare(b, a) })
	case engine.ByLevel:
		sortBy(list, e.levelOf, cmp.Compare)
	case engine.ByCitations:
		sortBy(list, e.citations, func(a, b int) int { return cmp.Compare(b, a) })
	case engine.ByTier:
		e.sortByPlace(list)
	}
}

// sortBy sorts by something that is looked up once for each.
func sortBy[K any](list []found, of func(found) K, compare func(a, b K) int) {
	type keyed struct {
		key   K
		named int // 0 or 1
		at    int // place in the list
	}
	all := make([]keyed, len(list)) // what is sorted is small: what was found is not
	for i, f := range list {
		all[i] = keyed{of(f), min(1, f.named), i}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		return cmp.Or(-cmp.Compare(a.named, b.named), compare(a.key, b.key), cmp.Compare(a.at, b.at))
	})
	sorted := make([]found, len(list))
	for i, k := range all {
		sorted[i] = list[k.at]
	}
	copy(list, sorted)
}

// sortByPlace puts cases in their places among all cases, other documents behind them.
// Nothing is compared: the order of all cases is known since the engine was opened.
func (e *Engine) sortByPlace(list []found) {
	at := make([]int32, len(e.cases)) // 1 + the place in the list of the case that has a place
	cases := 0
	for i, f := range list {
		place, ok := e.placeOf(f)
		switch {
		case f.named > 0: // may be there twice, and before the others
			sortBy(list, func(f found) int {
				if place, ok := e.placeOf(f); ok {
					return place
				}
				return len(e.cases)
			}, cmp.Compare)
			return
		case ok:
			at[place] = int32(i) + 1
			cases++
		}
	}
	sorted := make([]found, 0, len(list))
	for _, i := range at {
		if i > 0 {
			sorted = append(sorted, list[i-1])
		}
	}
	if cases < len(list) {
		for _, f := range list {
			if _, ok := e.placeOf(f); !ok {
				sorted = append(sorted, f)
			}
		}
	}
	copy(list, sorted)
}

// dayOf is the day that what was found goes by.
func (e *Engine) dayOf(f found) statute.Date {
	switch {
	case f.reported != nil:
		return e.cases[f.reported.place].Date
	case f.unknown:
		return ""
	}
	return e.dateOf(f.Doc)
}

// levelOf is the place of a document's level among all, documents without one last.
func (e *Engine) levelOf(f found) int {
	if !f.unknown {
		if l := e.ranker.Facts(f.Doc).Level; l > 0 {
			return int(l)
		}
	}
	return len(statute.Levels) + 1
}

// citations is how many provisions, cases and commentaries cite a document.
func (e *Engine) citations(f found) int {
	if f.unknown || f.reported != nil {
		return 0
	}
	facts := e.ranker.Facts(f.Doc)
	return facts.Cited + facts.Applied
}

// casesFirst puts cases before what only speaks of them.
func casesFirst(list []found) {
	rank := func(f found) int {
		if f.Kind == searchdoc.Case {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(rank(a), rank(b)) })
}

// sortByLevel sorts by level, then in the order of the collection, which is that of
// laws and their articles.
func (e *Engine) sortByLevel(list []found) {
	slices.SortFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(e.levelOf(a), e.levelOf(b)), cmp.Compare(a.Doc, b.Doc))
	})
}

// group keeps the best document of each law and counts the others.
func (e *Engine) group(list []found) []found {
	at := map[int]int{}
	var kept []found
	for _, f := range list {
		law := 0
		if !f.unknown {
			law = e.ranker.Facts(f.Doc).Law
		}
		if i, seen := at[law]; seen && law != 0 {
			kept[i].sameLaw++
			continue
		}
		at[law] = len(kept)
		kept = append(kept, f)
	}
	return kept
}
