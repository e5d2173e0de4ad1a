package caseload

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/statute"
)

// loadsCut is how many loads are cut off, unless they are done before.
const loadsCut = 30

// A load that is cut off at any request, before it is served or before it is answered, is gone
// on with; what is there in the end is what a load has that nobody disturbs.
func TestCut(t *testing.T) {
	t.Parallel()
	c := newFake(t)
	c.lines("一.jsonl", 1, 60)
	c.lines("二.jsonl", 40, 90) // of which twenty stand in the first
	for i := range 10 {
		c.file("单份/"+string(rune('甲'+i))+".txt", judgment(200+i))
	}
	want := c.want()
	var asked, cutAt atomic.Int64 // requests, and which of them is the last; 0 for none
	var late atomic.Bool
	var mu sync.Mutex
	cut := func() {}
	cuts := func(after bool) func(*http.Request) bool {
		return func(*http.Request) bool {
			n, at := asked.Load(), cutAt.Load()
			if !after {
				n = asked.Add(1)
			}
			if at == 0 || n < at || n == at && late.Load() != after {
				return true
			}
			mu.Lock()
			defer mu.Unlock()
			cut()
			return false
		}
	}
	c.server.Before, c.server.After = cuts(false), cuts(true)
	o := c.options()
	o.Rebuild = true
	if _, err := run(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	whole := asked.Load()
	rng := rand.New(rand.NewPCG(2026, 12))
	done := 0
	for i := range loadsCut {
		ctx, cancel := context.WithCancel(t.Context())
		mu.Lock()
		cut = cancel
		mu.Unlock()
		asked.Store(0)
		late.Store(i%2 == 1)
		cutAt.Store(1 + rng.Int64N(whole))
		_, err := run(ctx, o)
		switch {
		case err == nil:
			done++
		case ctx.Err() == nil:
			t.Fatalf("cut %d: %v", i, err)
		}
		cancel()
		cutAt.Store(0)
	}
	if _, err := run(t.Context(), o); err != nil { // the one that is not whole yet
		t.Fatal(err)
	}
	c.same(c.dump(), want)
	c.counted()
	if n := len(c.server.Indexes()); n != 2 {
		t.Errorf("there are %v", c.server.Indexes())
	}
	if done == loadsCut {
		t.Error("no load was cut off")
	}
	t.Logf("%d of %d loads were cut off, at one of up to %d requests", loadsCut-done, loadsCut, whole)
}

// run loads files in requests of a few cases.
func run(ctx context.Context, o Options) (*Report, error) {
	o.Bulk = 20_000
	return Run(ctx, o)
}

// counted counts the generation in use against its journal.
func (c *collection) counted() {
	c.t.Helper()
	g, err := c.cluster.Live(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	s, err := g.Summary(c.t.Context())
	if err == nil {
		err = s.Err()
	}
	if err != nil {
		c.t.Error(err)
	}
}

// Answers that are lost, and connections that break, change nothing.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	c := newFake(t)
	c.lines("一.jsonl", 1, 60)
	var n atomic.Int64
	every := func(k int64) func(*http.Request) bool {
		return func(*http.Request) bool { return n.Add(1)%k != 0 }
	}
	c.server.Before, c.server.After = every(5), every(7)
	if _, err := run(t.Context(), c.options()); err != nil {
		t.Fatal(err)
	}
	c.server.Before, c.server.After = nil, nil
	c.same(c.dump(), c.want())
	c.counted()
}

// Two that load at once, each a share or both all, give what one gives.
func TestTwoLoads(t *testing.T) {
	t.Parallel()
	for _, of := range []int{1, 2} {
		c := newCollection(t)
		for i := range 12 {
			c.lines("目录/"+string(rune('甲'+i))+".jsonl", 10*i, 10*i+15)
		}
		reports := make([]*Report, 2)
		errs := make([]error, 2)
		var both sync.WaitGroup
		for i := range reports {
			both.Go(func() {
				o := c.options()
				if of > 1 {
					o.Share = opensearch.Share{Number: i + 1, Of: of}
				}
				reports[i], errs[i] = run(t.Context(), o)
			})
		}
		both.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		c.same(c.dump(), c.want())
		c.counted()
		if of > 1 && (reports[0].Sources == 0 || reports[1].Sources == 0 || reports[0].Sources+reports[1].Sources != 13) {
			t.Errorf("the shares have %d and %d files", reports[0].Sources, reports[1].Sources)
		}
	}
}

// A generation waits for all its shares, and the one in use stays until then.
func TestShares(t *testing.T) {
	t.Parallel()
	c := newCollection(t)
	first := c.lines("一.jsonl", 1, 5)
	before := c.load(c.options(first))
	for i := range 12 {
		c.file(string(rune('甲'+i))+".txt", judgment(200+i))
	}
	was := c.dump()
	for i := range 4 {
		o := c.options()
		o.Rebuild, o.Share = true, opensearch.Share{Number: i + 1, Of: 4}
		r := c.load(o)
		if (i == 3) != r.Live || len(r.Left) != 3-i || r.Generation == before.Generation {
			t.Errorf("share %d: %+v", i+1, r)
		}
		if i < 3 {
			c.same(c.dump(), was)
		}
	}
	c.same(c.dump(), c.want())
}

// What a changed file has no more, and what is removed, goes, unless another file has it.
func TestChangedFile(t *testing.T) {
	t.Parallel()
	c := newCollection(t)
	first := c.lines("一.jsonl", 1, 10)
	c.lines("甲/二.jsonl", 5, 15)
	named := c.file("甲/李四方诉王小明案/判决书.txt", judgment(300))
	c.load(c.options())
	c.lines("一.jsonl", 3, 7)
	if r := c.load(c.options()); r.Unchanged != 3 || r.Sources != 4 {
		t.Errorf("the report is %+v", r)
	}
	c.same(c.dump(), c.want())
	g, err := c.cluster.Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	remove := func(path string, want int) {
		t.Helper()
		if n, err := g.Remove(t.Context(), path); n != want || err != nil {
			t.Errorf("%d files of %s were removed, %v; want %d", n, path, err, want)
		}
		c.counted()
	}
	remove(filepath.Dir(named), 1) // whose name is hidden
	remove(filepath.Join(c.dir, "案"), 0)
	remove(filepath.Join(c.dir, "案例", "甲"), 1)
	c.same(c.dump(), c.want(first, filepath.Join(c.dir, "案例", "案例一.md")))
}

// Cases that the cluster refuses are named, each time, and the others are there.
func TestRefusedCases(t *testing.T) {
	t.Parallel()
	c := newFake(t)
	c.lines("一.jsonl", 1, 30)
	c.server.Refuse = func(index, id string) bool { return strings.Contains(index, "-cases-") && strings.HasSuffix(id, "a") }
	first, second := c.load(c.options()), c.load(c.options())
	refused := len(first.Rejected)
	if refused == 0 || refused > 20 || first.Total != 30-refused || first.Cases != first.Total || len(second.Rejected) != refused {
		t.Errorf("refused are %d, then %d: %+v", refused, len(second.Rejected), first)
	}
	for _, r := range first.Rejected {
		if !strings.HasPrefix(r.Path, "case:") || !strings.Contains(r.Reason, "refused_by_the_test") {
			t.Errorf("refused is %+v", r)
		}
	}
	c.counted()
}

// A generation that has not what its journal lists is not put in use.
func TestLostCase(t *testing.T) {
	t.Parallel()
	c := newFake(t)
	c.lines("一.jsonl", 1, 30)
	o := c.options()
	o.Share = opensearch.Share{Number: 1, Of: 2}
	first := c.load(o)
	for index := range c.server.Indexes() {
		if strings.Contains(index, "-cases-") && len(c.server.Documents(index)) > 0 {
			c.server.Lose(index, c.server.Documents(index)[0])
		}
	}
	o.Share.Number = 2
	second, err := Run(t.Context(), o)
	if !errors.Is(err, opensearch.ErrUncounted) {
		t.Errorf("%+v, then %+v: %v", first, second, err)
	}
	if _, err := c.cluster.Live(t.Context()); !errors.Is(err, opensearch.ErrNoGeneration) {
		t.Errorf("a generation is in use: %v", err)
	}
}

// A check finds nothing in what a load made, and what was lost, changed or cites otherwise since.
func TestCheck(t *testing.T) {
	t.Parallel()
	c := newFake(t)
	c.lines("一.jsonl", 1, 30)
	c.load(c.options())
	check := func() *Checked {
		t.Helper()
		r, err := Check(t.Context(), c.cluster, c.graph, statute.Today(now()))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := check(); len(r.Problems) > 0 || r.Files != 2 || r.Listed != 30 || r.Indexed != 30 || r.Sampled < 15 {
		t.Errorf("found is %+v", r)
	}
	for index := range c.server.Indexes() {
		if strings.Contains(index, "-cases-") {
			for _, id := range c.server.Documents(index)[1:] {
				c.server.Change(index, id, "车辆安全法@2022-06-15/6", "车辆安全法@2022-06-15/5")
			}
			c.server.Lose(index, c.server.Documents(index)[0])
		}
	}
	r := check()
	all := strings.Join(r.Problems, "\n")
	if !strings.Contains(all, "入库日志记有案例 30 件，索引里有 29 件") || !strings.Contains(all, "与现在重做的不同（cites、document）") ||
		len(r.Problems) < 10 {
		t.Errorf("found is %q", r.Problems)
	}
}
