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

	"github.com/fatiao/fatiao/internal/faultpoint"
)

// Layout says how the index of a generation is spread over the nodes.
type Layout struct {
	Shards   int // at least 1
	Replicas int // further copies of each shard
}

const (
	adminTry = 10 * time.Minute // of merging and of copying
	adminAll = 30 * time.Minute
)

// Generation is a collection of cases on the cluster: an index of the cases, and one that is
// its journal. Two aliases, which are moved in one step, name the generation in use.
type Generation struct {
	cluster *Cluster
	number  int
}

// Name names the generation, as the user sees it.
func (g *Generation) Name() string { return g.cluster.config.Prefix + "-" + g.digits() }

func (g *Generation) digits() string  { return fmt.Sprintf("%06d", g.number) }
func (g *Generation) cases() string   { return g.cluster.alias() + "-" + g.digits() }
func (g *Generation) journal() string { return g.cluster.journalAlias() + "-" + g.digits() }

func (c *Cluster) journalAlias() string {
	return c.config.Prefix + "-journal-" + c.version()
}

// Live is the generation in use; the error is [ErrNoGeneration] where there is none.
func (c *Cluster) Live(ctx context.Context) (*Generation, error) {
	numbers, err := c.inUse(ctx)
	if err != nil {
		return nil, err
	}
	if len(numbers) == 0 {
		return nil, fmt.Errorf("%w: %s", ErrNoGeneration, c.alias())
	}
	return &Generation{c, slices.Max(numbers)}, nil
}

// inUse are the numbers of the generations that the alias names: one, or none.
func (c *Cluster) inUse(ctx context.Context) ([]int, error) {
	used, _, err := ask[map[string]any](ctx, c, request{method: http.MethodGet, path: "/_alias/" + c.alias()})
	if says(err, "missing") {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("asking for the generation in use: %w", err)
	}
	return c.numbers(keysOf(*used)), nil
}

// numbers are those of the generations whose indexes of cases are among some indexes.
func (c *Cluster) numbers(indexes []string) []int {
	var list []int
	for _, name := range indexes {
		digits, ok := strings.CutPrefix(name, c.alias()+"-")
		if n, err := strconv.Atoi(digits); ok && err == nil {
			list = append(list, n)
		}
	}
	return list
}

// Building is the generation that is being made beside the one in use; nil where none is.
func (c *Cluster) Building(ctx context.Context) (*Generation, error) {
	used, err := c.inUse(ctx)
	if err != nil {
		return nil, err
	}
	all, _, err := ask[map[string]any](ctx, c, request{method: http.MethodGet, path: "/" + c.alias() + "-*/_alias"})
	if err != nil {
		return nil, fmt.Errorf("asking for the generations: %w", err)
	}
	newest := slices.Max(append(c.numbers(keysOf(*all)), 0))
	if newest <= slices.Max(append(used, 0)) {
		return nil, nil
	}
	return &Generation{c, newest}, nil
}

// Next is the generation that is being made. Where none is, it is made, empty: its name is
// given by that of the one in use, so that all who begin at once get the same.
func (c *Cluster) Next(ctx context.Context, shards int) (*Generation, error) {
	g, err := c.Building(ctx)
	if err != nil {
		return nil, err
	}
	if g == nil {
		used, err := c.inUse(ctx)
		if err != nil {
			return nil, err
		}
		g = &Generation{c, slices.Max(append(used, 0)) + 1}
	}
	for _, index := range [...]struct {
		name string
		body object
	}{{g.journal(), journalMapping()}, {g.cases(), mapping(max(1, shards))}} {
		_, _, err := ask[struct{}](ctx, c, request{method: http.MethodPut, path: "/" + index.name, body: index.body, try: bulkTry,
			all: bulkAll})
		if err != nil && !says(err, "resource_already_exists") {
			return nil, fmt.Errorf("making the index %s: %w", index.name, err)
		}
	}
	return g, nil
}

// Built says what became of the cases of a generation.
type Built struct {
	Generation *Generation
	Cases      int // that it has
	Rejects    []Reject
	// Left are generations that could not be removed, with the reason.
	Left []error
}

// Finish writes a generation to disk in one piece, copies it, counts it against its journal
// and puts it in the place of the one in use, which is removed. Where anything fails, or the
// count is wrong, the one in use stays, and Finish may be called again.
func (g *Generation) Finish(ctx context.Context, replicas int) (*Built, error) {
	if err := g.settle(ctx, replicas); err != nil {
		return nil, err
	}
	s, err := g.Summary(ctx)
	if err == nil && s.Unfinished > 0 { // files that were begun and that nobody has any more
		if err = g.dropUnfinished(ctx); err == nil {
			s, err = g.Summary(ctx)
		}
	}
	if err != nil {
		return nil, err
	}
	if err := s.Err(); err != nil && !faultpoint.Active(faultpoint.Counted) {
		return nil, err
	}
	b := &Built{Generation: g, Cases: s.Indexed, Rejects: s.Rejects}
	old, err := g.replace(ctx)
	if err != nil {
		return nil, err
	}
	g.cluster.counts.forget()
	for _, o := range old { // which nobody reads any more
		if failed := o.Discard(ctx); failed != nil {
			b.Left = append(b.Left, failed)
		}
	}
	return b, nil
}

// Discard removes a generation.
func (g *Generation) Discard(ctx context.Context) error {
	return errors.Join(g.cluster.remove(ctx, g.cases()), g.cluster.remove(ctx, g.journal()))
}

// settle writes the indexes to disk in one piece and copies them.
func (g *Generation) settle(ctx context.Context, replicas int) error {
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
	for _, index := range [...]string{g.cases(), g.journal()} {
		for _, s := range steps {
			r := request{method: s.method, path: "/" + index + s.path, body: s.body, try: adminTry, all: adminAll}
			if _, _, err := ask[done](ctx, g.cluster, r); err != nil {
				return fmt.Errorf("finishing the index %s: %w", index, err)
			}
		}
		if _, _, err := ask[health](ctx, g.cluster, request{method: http.MethodGet, try: adminTry, all: adminAll,
			path: "/_cluster/health/" + index + "?wait_for_status=green&timeout=5m"}); err != nil {
			return fmt.Errorf("copying the index %s: %w", index, err)
		}
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
func (g *Generation) replace(ctx context.Context) (old []*Generation, err error) {
	c := g.cluster
	used, err := c.inUse(ctx)
	if err != nil {
		return nil, err
	}
	actions := []object{{"add": object{"index": g.cases(), "alias": c.alias()}},
		{"add": object{"index": g.journal(), "alias": c.journalAlias()}}}
	for _, number := range used {
		if number == g.number {
			continue
		}
		o := &Generation{c, number}
		old = append(old, o)
		actions = append(actions, object{"remove": object{"index": o.cases(), "alias": c.alias(), "must_exist": false}},
			object{"remove": object{"index": o.journal(), "alias": c.journalAlias(), "must_exist": false}})
	}
	steps := [][]object{actions}
	if faultpoint.Active(faultpoint.Switch) {
		steps = slices.DeleteFunc([][]object{actions[2:], actions[:2]}, func(s []object) bool { return len(s) == 0 })
	}
	for _, step := range steps {
		if _, _, err := ask[acknowledged](ctx, c, request{method: http.MethodPost, path: "/_aliases", body: object{"actions": step},
			try: bulkTry, all: bulkAll}); err != nil {
			return nil, fmt.Errorf("switching to the generation %s: %w", g.Name(), err)
		}
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

func keysOf[T any](m map[string]T) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// Build makes a generation of cases that come from no files, and puts it in the place of the
// one in use; see [Generation.Finish]. Cases that the cluster refuses are left out and named.
// Where it fails, nothing of it is left.
func (c *Cluster) Build(ctx context.Context, layout Layout, cases iter.Seq2[*Case, error]) (b *Built, err error) {
	g, err := c.Next(ctx, layout.Shards)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, g.Discard(context.WithoutCancel(ctx)))
		}
	}()
	l := g.Load(0)
	defer l.Stop()
	f := l.Begin("", "", "", nil)
	for x, err := range cases {
		if err != nil {
			return nil, fmt.Errorf("reading a case: %w", err)
		}
		p, err := c.Prepare(x)
		if err != nil {
			return nil, err
		}
		if err := l.Add(ctx, f, p); err != nil {
			return nil, err
		}
	}
	l.End(f, "", 0, nil)
	if _, err := l.Close(ctx); err != nil {
		return nil, err
	}
	return g.Finish(ctx, layout.Replicas)
}
