package local

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/likeness"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Similar implements [engine.Engine].
func (e *Engine) Similar(ctx context.Context, like *engine.Likeness) ([]engine.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, ok := e.ranker.Find(like.Case)
	self := e.caseAt(doc)
	if !ok || self == nil {
		return nil, nil
	}
	level := map[int]float64{} // of the cases with a common cause
	for _, d := range e.others[searchdoc.Case] {
		if c := e.caseAt(d); c != nil && d != doc {
			if n := likeness.OfCauses(self, c); n > 0 {
				level[d] = n
			}
		}
	}
	filter := ranking.Filter{Kinds: []searchdoc.Kind{searchdoc.Case}}
	if len(level) >= like.Size { // no other can come before them
		filter.Allowed = func(d int) bool { return level[d] > 0 }
	}
	ranked, err := e.ranker.Rank(ctx, question.Question{Subject: likeness.Facts(like.Facts)}, "", filter)
	if err != nil {
		return nil, err
	}
	cited := e.citedBy(doc)
	places, happened := map[int]int{}, map[int]bool{}
	own := math.Inf(1)
	for _, x := range ranked {
		if x.Doc == doc {
			own = likeness.NearlyAll * x.Score
		}
	}
	for i, x := range ranked {
		happened[x.Doc] = x.Score >= own
		places[x.Doc] = i + 1
	}
	for _, d := range slices.Concat(slices.Collect(maps.Keys(level)), cited.citing) {
		places[d] += 0 // is there, however little alike happened
	}
	var list []found
	for d, place := range places {
		c := e.caseAt(d)
		if c == nil || d == doc {
			continue
		}
		weight := cited.Weight(cited.sharedWith(d)...)
		if !likeness.Holds(level[d], weight, happened[d], self, c) {
			continue
		}
		list = append(list, found{Ranked: e.ranker.Unranked(d, likeness.Score(level[d], weight, place))})
	}
	slices.SortFunc(list, func(a, b found) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Doc, b.Doc)) })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	list = list[:min(max(0, like.Size), len(list))]
	hits, err := e.hits(ctx, list, &engine.Plan{})
	for i := range hits {
		c := e.caseAt(list[i].Doc)
		hits[i].Reasons.Causes, hits[i].Reasons.Shared = likeness.CommonCauses(self, c), cited.Rarest(cited.sharedWith(list[i].Doc))
	}
	return hits, err
}

// citations are the provisions that a case cites.
type citations struct {
	likeness.Provisions
	meant  *provisions
	at     map[int32]int // places of the keys
	citing []int         // documents of cases that cite any of them
}

// citedBy are the provisions that a case cites.
func (e *Engine) citedBy(doc int) *citations {
	c := &citations{meant: e.provisionsOn(lastDay), at: map[int32]int{}}
	total := len(e.others[searchdoc.Case])
	for _, p := range c.meant.citedBy(doc) {
		key := e.ranker.Key(int(p))
		law, _, address, _ := key.Provision()
		texts, _ := c.meant.numbered(law, address)
		citing := e.casesCiting(texts)
		slices.Sort(citing)
		citing = slices.Compact(citing)
		c.citing = append(c.citing, citing...)
		c.at[p] = len(c.Keys)
		c.Add(key, len(citing), total)
	}
	return c
}

// sharedWith are the places of the keys that another document cites too, in order.
func (c *citations) sharedWith(doc int) []int {
	var places []int
	for _, p := range c.meant.citedBy(doc) {
		if at, ok := c.at[p]; ok {
			places = append(places, at)
		}
	}
	slices.Sort(places)
	return places
}

// Neighbours implements [engine.Engine].
func (e *Engine) Neighbours(ctx context.Context, around *engine.Around) (*engine.Neighbourhood, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, ok := e.ranker.Find(around.Provision)
	if !ok {
		return &engine.Neighbourhood{}, nil
	}
	return &engine.Neighbourhood{
		Citing: e.mostCited(e.ranker.CitedBy(doc), doc, around),
		Cited:  e.mostCited(e.ranker.Cites(doc), doc, around),
	}, nil
}

// mostCited are the keys of those provisions among some documents that are cited most.
func (e *Engine) mostCited(docs []int32, but int, around *engine.Around) []searchdoc.Key {
	day := e.shownOn(around.Day)
	var list []int32
	for _, d := range docs {
		f := e.ranker.Facts(int(d))
		if f.Kind.IsProvision() && int(d) != but && (around.Superseded || day.has(f)) {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b int32) int {
		return cmp.Compare(e.ranker.Facts(int(b)).Cited, e.ranker.Facts(int(a)).Cited)
	})
	var keys []searchdoc.Key
	for _, d := range list[:min(max(0, around.Size), len(list))] {
		keys = append(keys, e.ranker.Key(int(d)))
	}
	return keys
}
