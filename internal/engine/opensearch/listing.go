package opensearch

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// listing is a list of cases that is being made: some first, then the rest in an order that the
// cluster keeps.
type listing struct {
	plan   *engine.Plan
	query  object // of all that may be found
	order  []object
	first  []engine.Hit // named ones, then ranked ones
	rest   bool         // more than the first
	beside []engine.Hit // the best of the ranked ones that the plan asks for
}

// maxSorted is how many of the cases that words chose are sorted by something else than
// relevance, as package local does.
const maxSorted = 100

// addRanked adds the cases that words rank, best first. Where nothing has to occur, the words
// choose, and these are all.
func (l *listing) addRanked(found []rankedCase) {
	p := l.plan
	for _, f := range found {
		if p.Beside.Size > len(l.beside) && f.hit.Reasons.Words >= p.Beside.LeastWords && !slices.Contains(p.Named, f.hit.Key) {
			l.beside = append(l.beside, f.hit)
		}
	}
	demands := p.Must.Demands()
	if p.Sort != engine.ByRelevance {
		if demands {
			return // the cluster sorts all of them
		}
		sortRanked(found[:min(maxSorted, len(found))], p.Sort)
	}
	for _, f := range found {
		if !slices.Contains(p.Named, f.hit.Key) {
			l.first = append(l.first, f.hit)
		}
	}
	if !demands {
		l.rest = false
		l.query = terms(fieldKey, rankedKeys(found))
	}
}

func rankedKeys(found []rankedCase) []string {
	list := make([]string, len(found))
	for i, f := range found {
		list[i] = string(f.hit.Key)
	}
	return list
}

// sortRanked sorts cases as orderOf does, equal ones in the order of relevance.
func sortRanked(list []rankedCase, by engine.Sort) {
	slices.SortStableFunc(list, func(a, b rankedCase) int {
		switch by {
		case engine.ByDate:
			return cmp.Compare(b.hit.Date, a.hit.Date)
		case engine.ByTier:
			return cmp.Or(cmp.Compare(a.tier, b.tier), cmp.Compare(b.hit.Date, a.hit.Date), cmp.Compare(a.title, b.title))
		}
		return 0
	})
}

// list asks for the page of a listing and for all that is counted.
func (e *Engine) list(ctx context.Context, l *listing) (*engine.Answer, error) {
	p := l.plan
	query := l.query
	if p.NamedOnly {
		query, l.rest = none(), false
	}
	var head []string
	for _, h := range l.first {
		head = append(head, string(h.Key))
	}
	if len(p.Named) > 0 {
		query = anyOf([]object{query, terms(fieldKey, head[:len(p.Named)])})
	}
	from, size := max(0, p.From), max(0, p.Size)
	body := object{"query": query, "track_total_hits": true, "_source": []string{fieldDate}, "sort": l.order}
	if l.rest && len(head) > 0 { // the counts are of all
		body["post_filter"] = boolean("must_not", terms(fieldKey, head))
	}
	behind := min(max(0, from-len(l.first)), maxFrom)
	left := max(0, min(size, from+size-len(l.first)))
	if !l.rest {
		behind, left = 0, 0
	}
	aggs, err := e.aggregations(p)
	if err != nil {
		return nil, err
	}
	a := &engine.Answer{Hits: []engine.Hit{}}
	page := l.first[min(from, len(l.first)):]
	a.Hits = append(a.Hits, page[:min(size, len(page))]...)
	if !l.rest && len(aggs) == 0 {
		a.Total = len(l.first)
	} else {
		r, err := e.page(ctx, body, aggs, behind, left)
		if err != nil {
			return nil, err
		}
		a.Total = len(l.first)
		if l.rest {
			a.Total += r.Hits.Total.Value
		}
		for _, h := range r.Hits.Hits {
			a.Hits = append(a.Hits, engine.Hit{Key: h.ID, Kind: searchdoc.Case, Date: h.Source.Date})
		}
		if err := e.fill(ctx, a, p, query, r); err != nil {
			return nil, err
		}
	}
	if a.Listed = a.Total; len(p.Facets) > 0 && a.Facets == nil {
		a.Facets = map[string][]engine.Count{}
	}
	for _, k := range p.Beside.Kinds {
		if k == searchdoc.Case {
			a.Beside = append(a.Beside, slices.Clone(l.beside))
		} else {
			a.Beside = append(a.Beside, nil)
		}
	}
	return a, nil
}

// maxFrom is the farthest page that is looked for.
const maxFrom = 1 << 40

// page asks for the hits from a place on, with what is counted.
func (c *Cluster) page(ctx context.Context, body, aggs object, from, size int) (*result, error) {
	if from+size <= window {
		body["from"], body["size"] = from, size
		return c.counted(ctx, body, aggs)
	}
	point, err := c.hold(ctx, c.alias())
	if err != nil {
		return nil, c.explain(err)
	}
	defer c.let(ctx, point)
	body["pit"] = object{"id": point, "keep_alive": holdFor}
	var all *result
	for passed := 0; ; {
		step := min(window, from+size-passed)
		body["size"] = step
		r, err := c.counted(ctx, body, aggs)
		if err != nil {
			return nil, err
		}
		n := len(r.Hits.Hits)
		wanted := r.Hits.Hits[min(max(0, from-passed), n):]
		if all == nil {
			all, aggs = r, nil
			all.Hits.Hits = slices.Clone(wanted)
		} else {
			all.Hits.Hits = append(all.Hits.Hits, wanted...)
		}
		if passed += n; n < step || passed == from+size {
			return all, nil
		}
		body["search_after"] = r.Hits.Hits[n-1].Sort
	}
}

// ask asks a search of the generation in use, or of the point in time that it names.
func (c *Cluster) ask(ctx context.Context, body object, options string) (*result, error) {
	target := "/" + c.alias() + "/_search?allow_partial_search_results=false" + options
	if body["pit"] != nil {
		target = "/_search?allow_partial_search_results=false" + options
	}
	r, _, err := ask[result](ctx, c, request{method: http.MethodPost, path: target, body: body})
	if err != nil {
		return nil, c.explain(fmt.Errorf("searching the cases: %w", err))
	}
	return r, nil
}

// mark adds the places where strings stand in the texts of the hits.
func (c *Cluster) mark(ctx context.Context, a *engine.Answer, strs []string) error {
	if len(strs) == 0 {
		return nil
	}
	folded := make([]string, len(strs))
	for i, s := range strs {
		folded[i] = gseanalysis.Fold(s)
	}
	keys := make([]searchdoc.Key, len(a.Hits))
	for i, h := range a.Hits {
		keys[i] = h.Key
	}
	documents, err := c.Documents(ctx, keys)
	if err != nil {
		return err
	}
	for i, d := range documents {
		switch {
		case d == nil && a.Hits[i].Named == 0:
			return errMoved
		case d == nil:
			continue
		}
		if places := gseanalysis.Places(d.Text, folded); len(places) > 0 {
			a.Hits[i].Marks = places
		}
	}
	return nil
}

// aggregation is what is counted, by buckets or as values, with what is counted in it.
type aggregation struct {
	Value     string // of a bucket
	Count     int
	Uncertain int // how many more there may be of a value
	Other     int // documents of values that are not among the buckets
	Buckets   []aggregation
	Values    map[string]*float64 // percentiles
	Inner     map[string]aggregation
}

// UnmarshalJSON implements [json.Unmarshaler].
func (a *aggregation) UnmarshalJSON(text []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return err
	}
	for name, m := range members {
		var err error
		switch name {
		case "key":
			if err = json.Unmarshal(m, &a.Value); err != nil { // a number
				a.Value, err = string(m), nil
			}
		case "doc_count":
			err = json.Unmarshal(m, &a.Count)
		case "doc_count_error_upper_bound":
			err = json.Unmarshal(m, &a.Uncertain)
		case "sum_other_doc_count":
			err = json.Unmarshal(m, &a.Other)
		case "values":
			err = json.Unmarshal(m, &a.Values)
		case "buckets":
			if m[0] == '[' {
				err = json.Unmarshal(m, &a.Buckets)
				break
			}
			var named map[string]aggregation // of filters
			err = json.Unmarshal(m, &named)
			for name, b := range named {
				b.Value = name
				a.Buckets = append(a.Buckets, b)
			}
		default:
			var inner aggregation
			if m[0] != '{' {
				break
			}
			if err = json.Unmarshal(m, &inner); err == nil {
				if a.Inner == nil {
					a.Inner = map[string]aggregation{}
				}
				a.Inner[name] = inner
			}
		}
		if err != nil {
			return fmt.Errorf("reading counts: %w", err)
		}
	}
	return nil
}

// exact reports whether all counts are exact.
func (a aggregation) exact() bool {
	if a.Uncertain != 0 {
		return false
	}
	for _, b := range a.Buckets {
		if !b.exact() {
			return false
		}
	}
	for _, x := range a.Inner {
		if !x.exact() {
			return false
		}
	}
	return true
}
