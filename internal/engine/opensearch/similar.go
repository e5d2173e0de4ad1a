package opensearch

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/likeness"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// mostAlike is how many cases with a common cause or common provisions are looked at, those
// with the most in common first.
const mostAlike = 200

// lastDay is later than all texts.
const lastDay statute.Date = "9999-12-31"

// Similar returns cases like one, as package local does.
func (e *Engine) Similar(ctx context.Context, like *engine.Likeness) ([]engine.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if kind, _, ok := like.Case.Document(); !ok || kind != statute.DocCase || like.Size <= 0 {
		return nil, nil
	}
	sources, err := e.read(ctx, []searchdoc.Key{like.Case}, fieldInfo, fieldCites)
	if err != nil || sources[0] == nil || sources[0].Info == nil {
		return nil, err
	}
	self := sources[0].Info
	cited, err := e.weighed(ctx, sources[0].Cites)
	if err != nil {
		return nil, err
	}
	alike, err := e.alike(ctx, like.Case, self, cited)
	if err != nil {
		return nil, err
	}
	query := boolean("filter")
	causes := 0
	for _, x := range alike {
		if likeness.OfCauses(self, x.Info) > 0 {
			causes++
		}
	}
	if causes >= like.Size { // no other can come before them
		query = anyOf(causeQueries(self))
	}
	facts := question.Question{Subject: likeness.Facts(like.Facts)}
	asking := e.cut.Ask(facts, "")
	if err := e.countTerms(ctx, asking); err != nil {
		return nil, err
	}
	ranked, err := e.candidates(ctx, asking, query)
	if err != nil {
		return nil, err
	}
	own := math.Inf(1)
	var missing []searchdoc.Key
	for _, x := range ranked {
		if x.hit.Key == like.Case {
			own = likeness.NearlyAll * x.hit.Score
		} else if alike[x.hit.Key] == nil {
			missing = append(missing, x.hit.Key)
		}
	}
	read, err := e.read(ctx, missing, fieldInfo, fieldCites)
	if err != nil {
		return nil, err
	}
	for i, key := range missing {
		if read[i] == nil || read[i].Info == nil {
			return nil, errMoved
		}
		alike[key] = read[i]
	}
	place, happened := map[searchdoc.Key]int{}, map[searchdoc.Key]bool{}
	for i, x := range ranked {
		place[x.hit.Key], happened[x.hit.Key] = i+1, x.hit.Score >= own
	}
	var hits []engine.Hit
	for key, x := range alike {
		shared := cited.sharedWith(e, x.Cites)
		level, weight := likeness.OfCauses(self, x.Info), cited.Weight(shared...)
		if key == like.Case || !likeness.Holds(level, weight, happened[key], self, x.Info) {
			continue
		}
		hits = append(hits, engine.Hit{Key: key, Kind: searchdoc.Case, Score: likeness.Score(level, weight, place[key]), Date: x.Date,
			Reasons: engine.Reasons{Causes: likeness.CommonCauses(self, x.Info), Shared: cited.Rarest(shared)}})
	}
	slices.SortFunc(hits, func(a, b engine.Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Key, b.Key)) })
	return hits[:min(like.Size, len(hits))], nil
}

// citations are the provisions that a case cites, as they are meant, with the keys that stand
// for each.
type citations struct {
	likeness.Provisions
	keys [][]string
	at   map[searchdoc.Key]int
}

// weighed are the provisions that some keys mean.
func (e *Engine) weighed(ctx context.Context, cites []searchdoc.Key) (*citations, error) {
	c := &citations{at: map[searchdoc.Key]int{}}
	if e.law == nil {
		return c, nil
	}
	var meant []searchdoc.Key
	filters := object{"all": object{"match_all": object{}}}
	for _, key := range cites {
		m := e.law.Meant(key, lastDay)
		law, _, address, ok := m.Provision()
		if _, seen := c.at[m]; seen || !ok {
			continue
		}
		c.at[m] = len(meant)
		var keys []string
		for _, k := range e.law.Numbered(law, address, lastDay) {
			keys = append(keys, string(k))
		}
		meant, c.keys = append(meant, m), append(c.keys, keys)
		filters["of "+string(m)] = terms(fieldCites, keys)
	}
	if len(meant) == 0 {
		return c, nil
	}
	r, err := e.ask(ctx, object{"size": 0, "aggs": object{"a": object{"filters": object{"filters": filters}}}}, "")
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, b := range r.Aggregations["a"].Buckets {
		counts[b.Value] = b.Count
	}
	for _, m := range meant {
		c.Add(m, counts["of "+string(m)], counts["all"])
	}
	return c, nil
}

// sharedWith are the places of those that another case cites too, in order.
func (c *citations) sharedWith(e *Engine, cites []searchdoc.Key) []int {
	var places []int
	for _, key := range cites {
		if e.law == nil {
			break
		}
		if at, ok := c.at[e.law.Meant(key, lastDay)]; ok && !slices.Contains(places, at) {
			places = append(places, at)
		}
	}
	slices.Sort(places)
	return places
}

// causeQueries ask for cases with a common cause or charge.
func causeQueries(c *kb.CaseInfo) []object {
	var list []object
	if c.Cause != "" {
		list = append(list, terms(path(fieldValues, engine.FieldCause), []string{c.Cause}))
	} else {
		for _, charge := range c.Charges {
			list = append(list, terms(path(fieldValues, engine.FieldCause), []string{charge}))
		}
	}
	return list
}

// alike are the cases with the most in common: causes first, then provisions.
func (e *Engine) alike(ctx context.Context, key searchdoc.Key, self *kb.CaseInfo, cited *citations) (map[searchdoc.Key]*source, error) {
	const ofCause = 10_000 // more than all provisions can weigh
	var should []object
	weighs := func(q object, weight float64) {
		should = append(should, object{"constant_score": object{"filter": q, "boost": weight}})
	}
	for _, q := range causeQueries(self) {
		weighs(q, ofCause)
	}
	for i, keys := range cited.keys {
		weighs(terms(fieldCites, keys), cited.Weight(i))
	}
	found := map[searchdoc.Key]*source{}
	if len(should) == 0 {
		return found, nil
	}
	r, err := e.ask(ctx, object{"size": mostAlike, "track_total_hits": false, "_source": []string{fieldInfo, fieldCites, fieldDate},
		"query": object{"bool": object{"should": should, "minimum_should_match": 1,
			"must_not": terms(fieldKey, []string{string(key)})}}}, "")
	if err != nil {
		return nil, err
	}
	for i := range r.Hits.Hits {
		h := &r.Hits.Hits[i]
		if h.Source.Info == nil {
			return nil, fmt.Errorf("the case %s has no information for lists", h.ID)
		}
		found[h.ID] = &h.Source
	}
	return found, nil
}
