package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// found is a document with its place.
type found[T any] struct {
	ID string `json:"_id"`
	place
	Found  bool            `json:"found"`
	Source T               `json:"_source"`
	Error  json.RawMessage `json:"error"`
}

// get reads documents by their ids, as they are now, in their order.
func get[T any](ctx context.Context, c *Cluster, index string, ids []string) ([]found[T], error) {
	type answer struct {
		Docs []found[T] `json:"docs"`
	}
	for pause := 0; ; pause++ {
		r, _, err := ask[answer](ctx, c, request{method: http.MethodPost, path: "/" + index + "/_mget", body: object{"ids": ids},
			all: bulkAll})
		if err != nil {
			return nil, fmt.Errorf("reading %d documents of %s: %w", len(ids), index, err)
		}
		bad := slices.IndexFunc(r.Docs, func(d found[T]) bool { return d.Error != nil })
		if len(r.Docs) == len(ids) && bad < 0 {
			return r.Docs, nil
		}
		if pause == maxGets {
			return nil, fmt.Errorf("%w: reading %d documents of %s", ErrIncomplete, len(ids), index)
		}
		if err := wait(ctx, firstPause<<min(pause, 6)); err != nil {
			return nil, err
		}
	}
}

// maxGets is how often documents are asked for while a shard does not answer.
const maxGets = 20

// each calls do with every document of an index that a query finds, in the order of some
// fields, all from one point in time.
func each[T any](ctx context.Context, c *Cluster, index string, query object, order []string, do func(*T) error) error {
	type answer struct {
		result
		Hits struct {
			Hits []struct {
				Source T               `json:"_source"`
				Sort   json.RawMessage `json:"sort"`
			} `json:"hits"`
		} `json:"hits"`
	}
	sort := make([]object, len(order))
	for i, f := range order {
		sort[i] = object{f: "asc"}
	}
	body := object{"query": query, "sort": sort, "size": pageSize, "track_total_hits": false}
	point, err := c.hold(ctx, index)
	if err != nil {
		return err
	}
	defer func() { c.let(ctx, point) }()
	for lost := 0; ; {
		body["pit"] = object{"id": point, "keep_alive": holdFor}
		r, _, err := ask[answer](ctx, c, request{method: http.MethodPost, path: "/_search?allow_partial_search_results=false", body: body,
			try: bulkTry, all: bulkAll})
		var refused *refusal
		if errors.As(err, &refused) && lost < maxLost { // a node that ended takes its points in time along
			if lost++; wait(ctx, time.Second) != nil {
				return ctx.Err()
			}
			if point, err = c.hold(ctx, index); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", index, err)
		}
		for i := range r.Hits.Hits {
			if err := do(&r.Hits.Hits[i].Source); err != nil {
				return err
			}
		}
		n := len(r.Hits.Hits)
		if n < pageSize {
			return nil
		}
		body["search_after"] = r.Hits.Hits[n-1].Sort
	}
}

const (
	holdFor = "5m"
	maxLost = 5
)

// hold holds an index as it is now, and returns the name of that point in time.
func (c *Cluster) hold(ctx context.Context, index string) (string, error) {
	type point struct {
		ID string `json:"pit_id"`
	}
	opened, _, err := ask[point](ctx, c, request{method: http.MethodPost, all: bulkAll,
		path: "/" + index + "/_search/point_in_time?keep_alive=" + holdFor + "&allow_partial_pit_creation=false"})
	if err != nil {
		return "", fmt.Errorf("holding %s: %w", index, err)
	}
	return opened.ID, nil
}

// let lets go of a point in time. One that stays ends by itself.
func (c *Cluster) let(ctx context.Context, point string) {
	_, _, _ = ask[struct{}](context.WithoutCancel(ctx), c, request{method: http.MethodDelete, path: "/_search/point_in_time",
		body: object{"pit_id": []string{point}}})
}

// pageSize is how many documents are read at once.
const pageSize = 1000

// EachCase calls do with what the index keeps of each case, in the order of the keys, as
// [Cluster.Kept] writes it.
func (g *Generation) EachCase(ctx context.Context, do func(key searchdoc.Key, kept []byte) error) error {
	return each(ctx, g.cluster, g.cases(), object{"match_all": object{}}, []string{fieldKey}, func(source *json.RawMessage) error {
		var key struct{ Key searchdoc.Key }
		if err := json.Unmarshal(*source, &key); err != nil {
			return fmt.Errorf("reading a case: %w", err)
		}
		kept, err := inOrder(*source)
		if err != nil {
			return err
		}
		return do(key.Key, kept)
	})
}

// Kept is what the index keeps of a case: JSON with its names in order.
func (c *Cluster) Kept(x *Case) ([]byte, error) {
	indexed, err := x.indexed(c.cut)
	if err != nil {
		return nil, err
	}
	for _, name := range notKept {
		delete(indexed, name)
	}
	text, err := json.Marshal(indexed)
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", x.Document.Key, err)
	}
	return inOrder(text)
}

// inOrder writes JSON with its names in order.
func inOrder(text []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber() // all their digits
	var v any
	err := d.Decode(&v)
	if err == nil {
		text, err = json.Marshal(v)
	}
	if err != nil {
		return nil, fmt.Errorf("reading a case: %w", err)
	}
	return text, nil
}

// Sample calls do with what is kept of up to n cases that are spread over all, as
// [Generation.EachCase] does.
func (g *Generation) Sample(ctx context.Context, n int, do func(key searchdoc.Key, kept []byte) error) error {
	type answer struct {
		result
		Hits struct {
			Hits []struct {
				ID     searchdoc.Key   `json:"_id"`
				Source json.RawMessage `json:"_source"`
			} `json:"hits"`
		} `json:"hits"`
	}
	last := searchdoc.Key("")
	for i := range n {
		from := max(last, searchdoc.Key(fmt.Sprintf("case:%04x", i*0x10000/n))) // keys are spread evenly
		r, _, err := ask[answer](ctx, g.cluster, request{method: http.MethodPost, all: bulkAll,
			path: "/" + g.cases() + "/_search?allow_partial_search_results=false",
			body: object{"size": 1, "sort": []object{{fieldKey: "asc"}}, "search_after": []searchdoc.Key{from}}})
		if err != nil {
			return fmt.Errorf("reading a sample of the cases: %w", err)
		}
		for _, h := range r.Hits.Hits {
			kept, err := inOrder(h.Source)
			if err != nil {
				return err
			}
			if err := do(h.ID, kept); err != nil {
				return err
			}
			last = h.ID
		}
	}
	return nil
}
