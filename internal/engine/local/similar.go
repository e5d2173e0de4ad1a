package local

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// What makes cases alike: their causes, then what both cite, then what happened. A step of
// one is worth more than all of the next.
const (
	ofShared = 0.9  // for as many common provisions as there can be
	ofFacts  = 1e-4 // for the case in which the most alike happened
	maxFacts = 400  // characters of the facts that are compared
)

// leastShared must the provisions weigh that two cases of different causes both cite, for them to be alike: less than half of the
// cases cite them.
var leastShared = math.Log(3)

// nearlyAll is how much of the score that a case has for its own facts another one must have for the like to have happened.
const nearlyAll = 0.8

// areAlike reports whether anything makes two cases alike: a common cause, provisions that not every case cites, what happened, or,
// where one of them has neither cause nor charge, that nothing speaks against it.
func areAlike(level, shared float64, happened bool, a, b *kb.CaseInfo) bool {
	return level > 0 || shared > leastShared || happened || a.Cause == "" && len(a.Charges) == 0 || b.Cause == "" && len(b.Charges) == 0
}

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
			if n := likeCause(self, c); n > 0 {
				level[d] = n
			}
		}
	}
	filter := ranking.Filter{Kinds: []searchdoc.Kind{searchdoc.Case}}
	if len(level) >= like.Size { // no other can come before them
		filter.Allowed = func(d int) bool { return level[d] > 0 }
	}
	ranked, err := e.ranker.Rank(ctx, question.Question{Subject: excerpt.Head(like.Facts, maxFacts)}, "", filter)
	if err != nil {
		return nil, err
	}
	cited := e.citedBy(doc)
	facts, happened := map[int]float64{}, map[int]bool{}
	own := math.Inf(1)
	for _, x := range ranked {
		if x.Doc == doc {
			own = nearlyAll * x.Score
		}
	}
	for i, x := range ranked {
		happened[x.Doc] = x.Score >= own
		facts[x.Doc] = ofFacts / float64(i+1)
	}
	for _, d := range slices.Concat(slices.Collect(maps.Keys(level)), cited.citing) {
		facts[d] += 0 // is there, however little alike happened
	}
	var list []found
	for d, alike := range facts {
		c := e.caseAt(d)
		if c == nil || d == doc {
			continue
		}
		weight := cited.weight(d)
		if !areAlike(level[d], weight, happened[d], self, c) {
			continue
		}
		list = append(list, found{Ranked: e.ranker.Unranked(d, level[d]+ofShared*weight/(1+weight)+alike)})
	}
	slices.SortFunc(list, func(a, b found) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Doc, b.Doc)) })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	list = list[:min(max(0, like.Size), len(list))]
	hits, err := e.hits(ctx, list, &engine.Plan{})
	for i := range hits {
		c := e.caseAt(list[i].Doc)
		hits[i].Reasons.Causes, hits[i].Reasons.Shared = commonCauses(self, c), cited.rarest(list[i].Doc)
	}
	return hits, err
}

// likeCause is 2 for two cases with one cause, or with the same charges, 1 for some common
// charge.
func likeCause(a, b *kb.CaseInfo) float64 {
	if a.Cause != "" && a.Cause == b.Cause {
		return 2
	}
	switch common := len(commonCauses(a, b)); {
	case common == 0:
		return 0
	case common == len(a.Charges) && common == len(b.Charges):
		return 2
	}
	return 1
}

// commonCauses are the causes and charges that two cases have in common.
func commonCauses(a, b *kb.CaseInfo) []string {
	var common []string
	if a.Cause != "" && a.Cause == b.Cause {
		common = append(common, a.Cause)
	}
	for _, c := range a.Charges {
		if slices.Contains(b.Charges, c) && !slices.Contains(common, c) {
			common = append(common, c)
		}
	}
	return common
}

// citations are the provisions that a case cites.
type citations struct {
	*provisions
	keys    []searchdoc.Key
	weights []float64     // the greater the fewer cases cite it
	at      map[int32]int // places of the keys
	citing  []int         // documents of cases that cite any of them
}

// citedBy are the provisions that a case cites.
func (e *Engine) citedBy(doc int) *citations {
	c := &citations{provisions: e.provisionsOn(lastDay), at: map[int32]int{}}
	total := float64(len(e.others[searchdoc.Case]))
	for _, p := range c.provisions.citedBy(doc) {
		key := e.ranker.Key(int(p))
		law, _, address, _ := key.Provision()
		texts, _ := c.numbered(law, address)
		citing := e.casesCiting(texts)
		slices.Sort(citing)
		citing = slices.Compact(citing)
		c.citing = append(c.citing, citing...)
		c.at[p] = len(c.keys)
		c.keys, c.weights = append(c.keys, key), append(c.weights, math.Log(1+total/float64(max(1, len(citing)))))
	}
	return c
}

// sharedWith are the places of the keys that another document cites too, in order.
func (c *citations) sharedWith(doc int) []int {
	var places []int
	for _, p := range c.provisions.citedBy(doc) {
		if at, ok := c.at[p]; ok {
			places = append(places, at)
		}
	}
	slices.Sort(places)
	return places
}

// weight is what the provisions that another document cites too weigh.
func (c *citations) weight(doc int) (weight float64) {
	for _, at := range c.sharedWith(doc) {
		weight += c.weights[at]
	}
	return weight
}

// rarest are those of them that the fewest cases cite.
func (c *citations) rarest(doc int) []searchdoc.Key {
	places := c.sharedWith(doc)
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(c.weights[b], c.weights[a]) })
	var keys []searchdoc.Key
	for _, at := range places[:min(engine.MaxShared, len(places))] {
		keys = append(keys, c.keys[at])
	}
	return keys
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
