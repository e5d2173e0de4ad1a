package ranking

import (
	"cmp"
	"slices"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// maxOthers is how many documents of other kinds are ranked, maxRead how many of them are
// looked through for the passage that has most of the question, and of each at most
// maxPassageText bytes.
const (
	maxOthers      = 200
	maxRead        = 16
	maxPassageText = 60_000
)

// longTextWeight is how much less the words of a long text say: a case of several pages has
// most words of any question.
const longTextWeight = 0.75

// other is a document that is no provision.
type other struct {
	Ranked
	passage float32 // share of the question that its best passage has
}

// standing is what documents of other kinds are ordered by. That words stand together says
// more than that they are all there.
func (o other) standing() float64 { return o.Score + 2*float64(o.passage) }

// others ranks documents that are no provisions: by how much of the question one passage of
// them has, and by the blend.
func (r *Ranker) others(s *scores, p *passages, allowed func(int) bool) []other {
	var found []other
	among := r.noProvisions
	if s.some != nil {
		among = s.some.found
	}
	for i, d := range highestOf(among, s.lexical, allowed, maxOthers) {
		o := other{Ranked: Ranked{Doc: int(d), Kind: searchdoc.Kind(r.table.kinds[d]), Score: longTextWeight * r.blend(s, d),
			Why: Why{Closeness: float64(s.close[d]), Words: float64(ratio(s.grams[d], s.maxGrams))}}}
		if i < maxRead {
			o.passage = r.passage(p, o.Doc)
			o.Why.Words, o.Why.Passage = max(o.Why.Words, float64(o.passage)), float64(o.passage)
		}
		found = append(found, o)
	}
	sortOthers(found)
	return found
}

// sortOthers puts documents in order, the best first.
func sortOthers(list []other) {
	slices.SortStableFunc(list, func(a, b other) int {
		return cmp.Or(cmp.Compare(b.standing(), a.standing()), cmp.Compare(a.Doc, b.Doc))
	})
}

// passage is the share of the question that the best passage of a document has.
func (r *Ranker) passage(p *passages, doc int) float32 {
	text := r.Text(doc)
	return p.best(text[:min(maxPassageText, len(text))])
}

// Where documents of other kinds stand among provisions. One whose best passage has half of
// the question, and more of it than any of the first provisions, tells what is asked about
// and stands first, at most maxFirst of them. Of the others, those that have nearly as much
// as the provisions take the places of the first page that are kept for them: whoever looks
// for a rule sees also who applied it and who explains it.
const (
	firstPage    = 10
	maxFirst     = 3
	leastTelling = 0.5
	telling      = 0.05 // more than the best provision
	leastMixed   = 0.3
	mixing       = 0.15 // less than the best provision
	leastWhole   = 0.75
)

// mostOfOthers is the highest score of a document behind all provisions, above that of the last of
// these less as much.
const mostOfOthers = 2.0

// mixedAt are the places that are kept on the first page, counted from 0.
var mixedAt = [...]int{4, 8}

// bestPassage is the share of the question that the best passage of the first provisions has.
func (r *Ranker) bestPassage(p *passages, articles []Ranked) (best float32) {
	for i := range articles[:min(firstPage, len(articles))] {
		passage := r.passage(p, articles[i].Doc)
		articles[i].Why.Passage = float64(passage)
		best = max(best, passage)
	}
	return best
}

// doubtOthers says which documents of other kinds probably do not answer: those without a
// passage that could stand on the first page, or that has nearly all of the question where no
// provision answers.
func doubtOthers(others []other, answered bool) {
	least := float32(leastMixed)
	if !answered {
		least = leastWhole
	}
	for i := range others {
		others[i].Unlikely = others[i].passage < least
	}
}

// merge puts the others among the articles without changing the order of either. best is the
// share of the question that the best passage of the first articles has, blend the blend of an
// article.
func merge(blend func(Ranked) float64, best float32, articles []Ranked, others []other) []Ranked {
	first, others := taken(others, maxFirst, func(o other) bool { return o.passage >= leastTelling && o.passage > best+telling })
	mixed, others := taken(others, len(mixedAt), func(o other) bool { return o.passage >= leastMixed && o.passage >= best-mixing })
	merged := make([]Ranked, 0, len(articles)+len(first)+len(mixed)+len(others))
	put := func(o other, score float64) {
		o.Score = score // scores fall along the list
		merged = append(merged, o.Ranked)
	}
	top := mostOfOthers
	if len(articles) > 0 {
		top = articles[0].Score
	}
	for _, o := range first {
		put(o, top)
	}
	bar := make([]float64, len(articles)+1) // of the blend, of an article and all behind it
	for i := len(articles) - 1; i >= 0; i-- {
		bar[i] = max(bar[i+1], blend(articles[i]))
	}
	for i, a := range articles {
		if len(mixed) > 0 && slices.Contains(mixedAt[:], len(merged)) {
			put(mixed[0], a.Score)
			mixed = mixed[1:]
		}
		for len(others) > 0 && len(merged) >= firstPage && others[0].Score > bar[i] {
			put(others[0], a.Score)
			others = others[1:]
		}
		merged = append(merged, a)
	}
	last := 0.0
	if len(articles) > 0 {
		last = articles[len(articles)-1].Score - mostOfOthers
	}
	for _, o := range append(mixed, others...) {
		score := last + min(o.Score, mostOfOthers)
		if len(merged) > 0 {
			score = min(score, merged[len(merged)-1].Score) // they stand in another order than that of their scores
		}
		put(o, score)
	}
	return merged
}

// taken takes the first documents out of a list that something holds of, at most so many.
func taken(list []other, most int, holds func(other) bool) (first, rest []other) {
	for _, o := range list {
		if len(first) < most && holds(o) {
			first = append(first, o)
		} else {
			rest = append(rest, o)
		}
	}
	return first, rest
}
