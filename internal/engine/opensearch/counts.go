package opensearch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Names of what is counted, before those of fields or numbers of groupings.
const (
	ofFacet   = "f:"
	ofGroup   = "g:"
	ofNumbers = "n:" // each number of a field with how many have it
	ofSpread  = "p:" // about where a quarter, half and three quarters stand
	ofCites   = "cites"
)

const (
	// mostNumbers is how many different numbers a group may have for its spread to be exact.
	mostNumbers = 1000
	// mostCited is how many provisions are looked at for those that most cases cite, and
	// shortCited how many of them are counted exactly.
	mostCited, shortCited = 2000, 3 * engine.MaxCounts
)

// countable refuses what has no values to be counted.
func (e *Engine) countable(p *engine.Plan) error {
	for _, name := range p.Facets {
		f, ok := engine.FieldNamed(name)
		switch {
		case name == engine.FieldApplies && e.law == nil:
			return fmt.Errorf("%w: counts of what is applied", ErrUnsupported)
		case name != engine.FieldApplies && (!ok || f.Values == nil):
			return fmt.Errorf("the plan counts the field %q, which has no values", name)
		}
	}
	hasValues := func(name string) bool {
		f, ok := engine.FieldNamed(name)
		return ok && f.Values != nil && slices.Contains(fieldNames[:], name)
	}
	for _, g := range p.Groups {
		if g.By != "" && !hasValues(g.By) {
			return fmt.Errorf("the plan groups by the field %q, which cases have no values of", g.By)
		}
		for _, name := range g.Facets {
			if !hasValues(name) {
				return fmt.Errorf("the plan asks for counts of the field %q, which cases have no values of", name)
			}
		}
		for _, name := range g.Spreads {
			if f, ok := engine.FieldNamed(name); !ok || f.Number == nil {
				return fmt.Errorf("the plan asks for the spread of the field %q, which has no numbers", name)
			}
		}
	}
	return nil
}

// values counts the values of a field, the most frequent first.
func values(field string, size int) object {
	return object{"terms": object{"field": field, "size": size, "shard_size": shardSize,
		"order": []object{{"_count": "desc"}, {"_key": "asc"}}}}
}

// shardSize stands for how many values of a field each shard returns, until that is known.
const shardSize = "shard_size"

// aggregations writes what a plan counts.
func (e *Engine) aggregations(p *engine.Plan) (object, error) {
	all := object{}
	for _, name := range p.Facets {
		switch {
		case name == engine.FieldApplies:
			all[ofCites] = object{"terms": object{"field": fieldCites, "size": mostCited, "shard_size": 2 * mostCited}}
		case slices.Contains(fieldNames[:], name):
			all[ofFacet+name] = values(path(fieldValues, name), engine.MaxCounts)
		}
	}
	for i, g := range p.Groups {
		inner := object{}
		for _, name := range g.Facets {
			inner[ofFacet+name] = values(path(fieldValues, name), engine.MaxCounts)
		}
		for _, name := range g.Spreads {
			field := path(fieldNumbers, name)
			inner[ofNumbers+name] = object{"terms": object{"field": field, "size": mostNumbers, "order": object{"_key": "asc"}}}
			inner[ofSpread+name] = object{"percentiles": object{"field": field, "percents": []int{0, 25, 50, 75, 100},
				"tdigest": object{"compression": 200}}}
		}
		group := object{"filter": object{"match_all": object{}}}
		if g.By != "" {
			group = values(path(fieldValues, g.By), engine.MaxGroups)
		}
		if len(inner) > 0 {
			group["aggs"] = inner
		}
		all[ofGroup+strconv.Itoa(i)] = group
	}
	return all, nil
}

// counted asks a search with exact counts of fields.
func (c *Cluster) counted(ctx context.Context, body, aggs object) (*result, error) {
	for size := firstShardSize; ; size *= 10 {
		delete(body, "aggs")
		if len(aggs) > 0 {
			body["aggs"] = sized(aggs, size)
		}
		r, err := c.ask(ctx, body, "")
		if err != nil {
			return nil, err
		}
		exact := true
		for name, a := range r.Aggregations {
			exact = exact && (name == ofCites || a.exact())
		}
		switch {
		case exact:
			return r, nil
		case size >= mostShardSize:
			return nil, fmt.Errorf("counting: a field has more than %d values in a shard", size)
		}
	}
}

// sized writes how many values of a field each shard returns.
func sized(aggs object, size int) object {
	copied := object{}
	for name, v := range aggs {
		switch x := v.(type) {
		case object:
			copied[name] = sized(x, size)
		case string:
			if copied[name] = v; x == shardSize && name == shardSize {
				copied[name] = size
			}
		default:
			copied[name] = v
		}
	}
	return copied
}

// fill reads what was counted of all that was found, which query finds.
func (e *Engine) fill(ctx context.Context, a *engine.Answer, p *engine.Plan, query object, r *result) error {
	if len(p.Facets) > 0 {
		a.Facets = map[string][]engine.Count{}
	}
	for _, name := range p.Facets {
		if counts := countsOf(r.Aggregations[ofFacet+name]); len(counts) > 0 {
			a.Facets[name] = counts
		}
	}
	if cited := r.Aggregations[ofCites]; len(cited.Buckets) > 0 {
		counts, err := e.applied(ctx, query, p, cited.Buckets)
		if err != nil {
			return err
		}
		if len(counts) > 0 {
			a.Facets[engine.FieldApplies] = counts
		}
	}
	for i, g := range p.Groups {
		x := r.Aggregations[ofGroup+strconv.Itoa(i)]
		list := x.Buckets
		if g.By == "" {
			list = []aggregation{x}
		}
		groups := make([]engine.Group, len(list))
		for j, b := range list {
			var err error
			if groups[j], err = groupOf(b, g); err != nil {
				return err
			}
		}
		slices.SortFunc(groups, func(a, b engine.Group) int { return cmp.Compare(a.Value, b.Value) })
		a.Groups = append(a.Groups, groups)
	}
	return nil
}

func countsOf(a aggregation) []engine.Count {
	var list []engine.Count
	for _, b := range a.Buckets {
		list = append(list, engine.Count{Value: b.Value, Count: b.Count})
	}
	return list
}

// groupOf reads the figures of a group.
func groupOf(b aggregation, g engine.Grouping) (engine.Group, error) {
	x := engine.Group{Value: b.Value, Count: b.Count}
	for _, name := range g.Facets {
		if counts := countsOf(b.Inner[ofFacet+name]); len(counts) > 0 {
			if x.Facets == nil {
				x.Facets = map[string][]engine.Count{}
			}
			x.Facets[name] = counts
		}
	}
	for _, name := range g.Spreads {
		s, err := spreadOf(b.Inner[ofNumbers+name], b.Inner[ofSpread+name])
		if err != nil {
			return x, fmt.Errorf("reading the spread of %s: %w", name, err)
		}
		if s.Count > 0 {
			if x.Spreads == nil {
				x.Spreads = map[string]engine.Spread{}
			}
			x.Spreads[name] = s
		}
	}
	return x, nil
}

// spreadOf reads a spread: exactly where all numbers were counted, else the quarters are about
// where the cluster says that they are.
func spreadOf(numbers, about aggregation) (engine.Spread, error) {
	var sorted []int64
	count := numbers.Other
	for _, b := range numbers.Buckets {
		n, err := strconv.ParseInt(b.Value, 10, 64)
		if err != nil {
			return engine.Spread{}, err
		}
		count += b.Count
		if numbers.Other == 0 {
			sorted = append(sorted, slices.Repeat([]int64{n}, b.Count)...)
		}
	}
	if numbers.Other == 0 {
		return engine.SpreadOf(sorted), nil
	}
	at := func(percent string) int64 {
		if v := about.Values[percent]; v != nil {
			return int64(math.Round(*v))
		}
		return 0
	}
	if len(about.Values) == 0 {
		return engine.Spread{}, errors.New("there are no percentiles")
	}
	return engine.Spread{Count: count, Least: at("0.0"), Quarter: at("25.0"), Median: at("50.0"), Quarter3: at("75.0"),
		Most: at("100.0")}, nil
}

// applied counts the cases by the articles that they cite, as addresses mean them on the day of
// the plan. Several keys may stand for one article, and a case cite more than one of them.
func (e *Engine) applied(ctx context.Context, query object, p *engine.Plan, cited []aggregation) ([]engine.Count, error) {
	type article struct {
		address string
		keys    []string
		most    int // that cite it
	}
	byKey := map[searchdoc.Key]*article{}
	var list []*article
	for _, b := range cited {
		key := e.law.Meant(searchdoc.Key(b.Value), p.Day)
		law, _, address, ok := key.Provision()
		if !ok {
			continue
		}
		x := byKey[key]
		if x == nil {
			x = &article{address: law + "/" + address}
			byKey[key], list = x, append(list, x)
		}
		x.keys, x.most = append(x.keys, b.Value), x.most+b.Count
	}
	slices.SortStableFunc(list, func(a, b *article) int { return cmp.Compare(b.most, a.most) })
	filters := object{}
	for _, x := range list[:min(shortCited, len(list))] {
		filters[x.address] = terms(fieldCites, x.keys)
	}
	if len(filters) == 0 {
		return nil, nil
	}
	r, err := e.ask(ctx, object{"query": query, "size": 0, "aggs": object{"a": object{"filters": object{"filters": filters}}}}, "")
	if err != nil {
		return nil, err
	}
	var counts []engine.Count
	for _, b := range r.Aggregations["a"].Buckets {
		if b.Count > 0 {
			counts = append(counts, engine.Count{Value: b.Value, Count: b.Count})
		}
	}
	slices.SortFunc(counts, func(a, b engine.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return counts[:min(engine.MaxCounts, len(counts))], nil
}
