package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// window is how far from and size reach: OpenSearch refuses more. What stands behind is
// reached by search_after, a window at a time.
const window = 10_000

// firstShardSize is how many values of a facet each shard returns at first. Counts are
// exact where it has no more; otherwise more are asked for, up to mostShardSize.
const (
	firstShardSize = 2_000
	mostShardSize  = 2_000_000
)

// shards says how many of the shards that were asked answered. Where a shard has no copy
// at all, none failed, and fewer were successful.
type shards struct {
	Total      int `json:"total"`
	Successful int `json:"successful"`
	Failed     int `json:"failed"`
}

func (s shards) whole() error {
	if s.Total == 0 || s.Successful != s.Total || s.Failed != 0 {
		return fmt.Errorf("%d of %d shards answered, %d failed", s.Successful, s.Total, s.Failed)
	}
	return nil
}

// result is what a search answers.
type result struct {
	TimedOut bool   `json:"timed_out"`
	Shards   shards `json:"_shards"`
	Hits     struct {
		Total struct {
			Value    int    `json:"value"`
			Relation string `json:"relation"`
		} `json:"total"`
		Hits []struct {
			ID   searchdoc.Key   `json:"_id"`
			Sort json.RawMessage `json:"sort"`
		} `json:"hits"`
	} `json:"hits"`
	Facets map[string]struct {
		Uncertain int `json:"doc_count_error_upper_bound"`
		Buckets   []struct {
			Key   string `json:"key"`
			Count int    `json:"doc_count"`
		} `json:"buckets"`
	} `json:"aggregations"`
}

func (r *result) whole() error {
	if r.TimedOut {
		return errors.New("the search timed out on a shard")
	}
	return r.Shards.whole()
}

// Search answers a plan for cases from the generation in use. Equal cases are in the order
// of their keys. An answer that is not whole before the deadline is [ErrIncomplete].
func (c *Cluster) Search(ctx context.Context, p *engine.Plan) (*engine.Answer, error) {
	query, err := queryOf(p)
	if err != nil {
		return nil, err
	}
	for _, name := range p.Facets {
		f, ok := engine.FieldNamed(name)
		switch {
		case name == engine.FieldApplies:
			return nil, fmt.Errorf("%w: counts of what is applied", ErrUnsupported)
		case !ok || f.Values == nil:
			return nil, fmt.Errorf("the plan counts the field %q, which has no values", name)
		}
	}
	order, err := orderOf(p.Sort)
	if err != nil {
		return nil, err
	}
	body := object{"query": query, "sort": order, "track_total_hits": true, "_source": false}
	from, size := max(0, p.From), max(0, p.Size)
	if from+size > window {
		return c.deep(ctx, body, p, from, size)
	}
	body["from"], body["size"] = from, size
	r, err := c.counted(ctx, body, p.Facets)
	if err != nil {
		return nil, err
	}
	return r.answer(len(p.Facets) > 0), nil
}

// orderOf writes an order of hits. No provision cites a case and none has a level.
func orderOf(s engine.Sort) ([]object, error) {
	key := object{fieldKey: "asc"}
	switch s {
	case engine.ByRelevance, engine.ByLevel, engine.ByCitations:
		return []object{key}, nil
	case engine.ByDate:
		return []object{{fieldDate: "desc"}, key}, nil
	case engine.ByTier:
		return []object{{fieldTier: "asc"}, {fieldDate: "desc"}, {fieldTitle: "asc"}, key}, nil
	}
	return nil, fmt.Errorf("the plan has the order %q, which there is not", s)
}

// deep answers with a page behind the first window, all of it from one point in time.
func (c *Cluster) deep(ctx context.Context, body object, p *engine.Plan, from, size int) (*engine.Answer, error) {
	type point struct {
		ID string `json:"pit_id"`
	}
	opened, _, err := ask[point](ctx, c, request{method: http.MethodPost,
		path: "/" + c.alias() + "/_search/point_in_time?keep_alive=2m&allow_partial_pit_creation=false"})
	if err != nil {
		return nil, c.explain(fmt.Errorf("holding the cases for a far page: %w", err))
	}
	defer func() { // one that stays ends by itself
		_, _, _ = ask[struct{}](context.WithoutCancel(ctx), c, request{method: http.MethodDelete, path: "/_search/point_in_time",
			body: object{"pit_id": []string{opened.ID}}})
	}()
	body["pit"] = object{"id": opened.ID, "keep_alive": "2m"}
	var all *result
	for passed := 0; ; {
		step := min(window, from+size-passed)
		body["size"] = step
		facets := p.Facets
		if all != nil {
			facets = nil
		}
		r, err := c.counted(ctx, body, facets)
		if err != nil {
			return nil, err
		}
		n := len(r.Hits.Hits)
		if all == nil {
			all = r
			all.Hits.Hits = slices.Clone(r.Hits.Hits)
			all.Hits.Hits = all.Hits.Hits[min(from, n):]
		} else {
			all.Hits.Hits = append(all.Hits.Hits, r.Hits.Hits[min(max(0, from-passed), n):]...)
		}
		if passed += n; n < step || passed == from+size {
			return all.answer(len(p.Facets) > 0), nil
		}
		body["search_after"] = r.Hits.Hits[n-1].Sort
	}
}

// counted asks a search with exact counts of fields.
func (c *Cluster) counted(ctx context.Context, body object, fields []string) (*result, error) {
	target := "/" + c.alias() + "/_search?allow_partial_search_results=false"
	if body["pit"] != nil {
		target = "/_search?allow_partial_search_results=false"
	}
	for size := firstShardSize; ; size *= 10 {
		delete(body, "aggs")
		aggs := object{}
		for _, name := range fields {
			if slices.Contains(fieldNames[:], name) {
				aggs[name] = object{"terms": object{"field": path(fieldValues, name), "size": engine.MaxCounts, "shard_size": size,
					"order": []object{{"_count": "desc"}, {"_key": "asc"}}}}
			}
		}
		if len(aggs) > 0 {
			body["aggs"] = aggs
		}
		r, _, err := ask[result](ctx, c, request{method: http.MethodPost, path: target, body: body})
		if err != nil {
			return nil, c.explain(fmt.Errorf("searching the cases: %w", err))
		}
		exact := true
		for _, f := range r.Facets {
			exact = exact && f.Uncertain == 0
		}
		switch {
		case exact:
			return r, nil
		case size >= mostShardSize:
			return nil, fmt.Errorf("counting: a field has more than %d values in a shard", size)
		}
	}
}

// answer is a result as the seam has it, with counts where some were asked for.
func (r *result) answer(counted bool) *engine.Answer {
	a := &engine.Answer{Total: r.Hits.Total.Value, Listed: r.Hits.Total.Value, Hits: []engine.Hit{}}
	for _, h := range r.Hits.Hits {
		a.Hits = append(a.Hits, engine.Hit{Key: h.ID, Kind: searchdoc.Case})
	}
	if counted {
		a.Facets = map[string][]engine.Count{}
	}
	for name, f := range r.Facets {
		for _, b := range f.Buckets {
			a.Facets[name] = append(a.Facets[name], engine.Count{Value: b.Key, Count: b.Count})
		}
	}
	return a
}

// Documents returns the cases with some keys, in the order of the keys; nil for those that
// the cluster has not.
func (c *Cluster) Documents(ctx context.Context, keys []searchdoc.Key) ([]*searchdoc.Document, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	r, _, err := ask[texts](ctx, c, request{method: http.MethodPost, path: "/" + c.alias() + "/_mget", body: object{"ids": keys}})
	if err != nil {
		return nil, c.explain(fmt.Errorf("reading %d cases: %w", len(keys), err))
	}
	list := make([]*searchdoc.Document, len(r.Docs))
	for i, d := range r.Docs {
		list[i] = d.Source.Document
	}
	return list, nil
}

// texts are documents by their ids.
type texts struct {
	Docs []struct {
		Found  bool `json:"found"`
		Source struct {
			Document *searchdoc.Document `json:"document"`
		} `json:"_source"`
		Error json.RawMessage `json:"error"`
	} `json:"docs"`
}

func (t *texts) whole() error {
	for _, d := range t.Docs {
		if d.Error != nil || d.Found != (d.Source.Document != nil) {
			return fmt.Errorf("a document was not read: %s", d.Error)
		}
	}
	return nil
}

// Citing counts the cases that cite each of some provisions; those that none cites are not
// among the counts.
func (c *Cluster) Citing(ctx context.Context, provisions []searchdoc.Key) (map[searchdoc.Key]int, error) {
	if len(provisions) == 0 {
		return nil, nil
	}
	filters := object{}
	for _, key := range provisions {
		filters[string(key)] = object{"term": object{fieldCites: key}}
	}
	type counts struct {
		result
		Aggregations struct {
			Citing struct {
				Buckets map[searchdoc.Key]struct {
					Count int `json:"doc_count"`
				} `json:"buckets"`
			} `json:"citing"`
		} `json:"aggregations"`
	}
	r, _, err := ask[counts](ctx, c, request{method: http.MethodPost, path: "/" + c.alias() + "/_search?allow_partial_search_results=false",
		body: object{"size": 0, "aggs": object{"citing": object{"filters": object{"filters": filters}}}}})
	if err != nil {
		return nil, c.explain(fmt.Errorf("counting the cases that cite: %w", err))
	}
	found := map[searchdoc.Key]int{}
	for key, b := range r.Aggregations.Citing.Buckets {
		if b.Count > 0 {
			found[key] = b.Count
		}
	}
	return found, nil
}

// alias names the generation in use.
func (c *Cluster) alias() string {
	return url.PathEscape(c.config.Prefix + "-cases-v" + strconv.Itoa(Version))
}

// explain says what to do where the cluster has no generation of this version.
func (c *Cluster) explain(err error) error {
	var refused *refusal
	if errors.As(err, &refused) && refused.status == http.StatusNotFound && strings.Contains(refused.text, "index_not_found") {
		return fmt.Errorf("%w: %s", ErrNoGeneration, c.alias())
	}
	return err
}
