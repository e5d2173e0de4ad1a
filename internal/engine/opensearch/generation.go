package opensearch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Layout says how the index of a generation is spread over the nodes.
type Layout struct {
	Shards   int // at least 1
	Replicas int // further copies of each shard
}

// Built says what became of the cases of a generation.
type Built struct {
	Index   string
	Cases   int // that it has
	Rejects []Reject
}

const (
	adminTry = 10 * time.Minute // of merging and of copying
	adminAll = 30 * time.Minute
)

// Build makes a generation of cases beside the one in use: loaded without copies, merged,
// copied and counted. Then it is put in the place of the other, which is removed. Where
// anything fails, or the count is wrong, the one in use stays and the new one is removed.
// Cases that the cluster refuses are left out and named. It keeps all keys in memory.
func (c *Cluster) Build(ctx context.Context, layout Layout, cases iter.Seq2[*Case, error]) (b *Built, err error) {
	b = &Built{Index: c.alias() + "-" + strconv.FormatInt(time.Now().UTC().UnixNano(), 36)}
	_, attempts, err := ask[struct{}](ctx, c, request{method: http.MethodPut, path: "/" + b.Index, body: mapping(max(1, layout.Shards)),
		try: bulkTry, all: bulkAll})
	if err != nil && (attempts == 1 || !says(err, "resource_already_exists")) { // else an attempt made it whose answer was lost
		return nil, fmt.Errorf("making the index %s: %w", b.Index, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.remove(context.WithoutCancel(ctx), b.Index))
		}
	}()
	if err := c.load(ctx, b, cases); err != nil {
		return nil, err
	}
	if err := c.settle(ctx, b, layout.Replicas); err != nil {
		return nil, err
	}
	old, err := c.replace(ctx, b.Index)
	if err != nil {
		return nil, err
	}
	for _, index := range old { // which nobody reads any more
		if failed := c.remove(ctx, index); failed != nil {
			b.Rejects = append(b.Rejects, Reject{searchdoc.Key(index), failed.Error()})
		}
	}
	return b, nil
}

// load sends all cases and counts those that were taken.
func (c *Cluster) load(ctx context.Context, b *Built, cases iter.Seq2[*Case, error]) error {
	l := &loader{cluster: c, index: b.Index, size: bulkSize}
	keys := map[searchdoc.Key]struct{}{}
	for x, err := range cases {
		if err != nil {
			return fmt.Errorf("reading a case: %w", err)
		}
		if err := l.add(ctx, x); err != nil {
			return err
		}
		keys[x.Document.Key] = struct{}{}
	}
	if err := l.flush(ctx); err != nil {
		return err
	}
	b.Rejects = l.rejects
	for _, r := range l.rejects {
		delete(keys, r.Key)
	}
	b.Cases = len(keys)
	return nil
}

// settle writes an index to disk in one piece, copies it and counts it.
func (c *Cluster) settle(ctx context.Context, b *Built, replicas int) error {
	type done struct {
		Shards shards `json:"_shards"`
	}
	steps := []struct {
		method, path string
		body         any
	}{
		{http.MethodPost, "/_flush?wait_if_ongoing=true", nil}, // what is not flushed is replayed by copies, for a minute
		{http.MethodPost, "/_forcemerge?max_num_segments=1", nil},
		{http.MethodPut, "/_settings", object{"index": object{"number_of_replicas": replicas, "refresh_interval": "1s"}}},
		{http.MethodPost, "/_refresh", nil},
	}
	for _, s := range steps {
		r := request{method: s.method, path: "/" + b.Index + s.path, body: s.body, try: adminTry, all: adminAll}
		if _, _, err := ask[done](ctx, c, r); err != nil {
			return fmt.Errorf("finishing the index %s: %w", b.Index, err)
		}
	}
	if _, _, err := ask[health](ctx, c, request{method: http.MethodGet, try: adminTry, all: adminAll,
		path: "/_cluster/health/" + b.Index + "?wait_for_status=green&timeout=5m"}); err != nil {
		return fmt.Errorf("copying the index %s: %w", b.Index, err)
	}
	r, _, err := ask[result](ctx, c, request{method: http.MethodPost, body: object{"size": 0, "track_total_hits": true},
		path: "/" + b.Index + "/_search?allow_partial_search_results=false"})
	if err != nil {
		return fmt.Errorf("counting the index %s: %w", b.Index, err)
	}
	if n := r.Hits.Total.Value; n != b.Cases {
		return fmt.Errorf("the index %s has %d cases; %d were taken", b.Index, n, b.Cases)
	}
	return nil
}

// health is the state of an index.
type health struct {
	Status   string `json:"status"`
	TimedOut bool   `json:"timed_out"`
}

func (h *health) whole() error {
	if h.Status != "green" || h.TimedOut {
		return fmt.Errorf("the index is %s", h.Status)
	}
	return nil
}

// replace puts a generation in the place of those in use, in one step, and returns these.
func (c *Cluster) replace(ctx context.Context, index string) (old []string, err error) {
	used, _, err := ask[map[string]any](ctx, c, request{method: http.MethodGet, path: "/_alias/" + c.alias()})
	if err != nil && !says(err, "missing") {
		return nil, fmt.Errorf("asking for the generation in use: %w", err)
	}
	actions := []object{{"add": object{"index": index, "alias": c.alias()}}}
	if err == nil {
		for name := range *used {
			if name == index {
				continue
			}
			old = append(old, name)
			actions = append(actions, object{"remove": object{"index": name, "alias": c.alias(), "must_exist": false}})
		}
	}
	slices.Sort(old)
	if _, _, err := ask[acknowledged](ctx, c, request{method: http.MethodPost, path: "/_aliases", body: object{"actions": actions},
		try: bulkTry, all: bulkAll}); err != nil {
		return nil, fmt.Errorf("switching to the index %s: %w", index, err)
	}
	return old, nil
}

// acknowledged is what changes of the cluster answer.
type acknowledged struct {
	Acknowledged bool `json:"acknowledged"`
}

func (a *acknowledged) whole() error {
	if !a.Acknowledged {
		return errors.New("not all nodes know of the change")
	}
	return nil
}

// remove removes an index, which may be gone already.
func (c *Cluster) remove(ctx context.Context, index string) error {
	_, _, err := ask[acknowledged](ctx, c, request{method: http.MethodDelete, path: "/" + index, try: bulkTry, all: bulkAll})
	if err != nil && !says(err, "index_not_found") {
		return fmt.Errorf("removing the index %s: %w", index, err)
	}
	return nil
}

// says reports whether a node refused with some words.
func says(err error, words string) bool {
	var refused *refusal
	return errors.As(err, &refused) && strings.Contains(refused.text, words)
}
