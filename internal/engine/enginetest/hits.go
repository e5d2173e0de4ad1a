package enginetest

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// marks are places in the text of the document, in characters.
func (c *contract) marks(t *testing.T) {
	for name, x := range map[string]struct {
		key   searchdoc.Key
		marks []string
		want  [][2]int
	}{
		"in two paragraphs":  {kite(1), []string{"风筝"}, [][2]int{{2, 4}, {12, 14}}},
		"of two strings":     {kite(1), []string{"树木", "电线"}, [][2]int{{8, 10}, {19, 21}}},
		"that overlap":       {kite(1), []string{"放飞风筝", "风筝应当"}, [][2]int{{0, 6}}},
		"that touch":         {kite(1), []string{"放飞", "风筝应"}, [][2]int{{0, 5}}},
		"in a case":          {c.keys["甲"], []string{"甲号案件", "风筝线"}, [][2]int{{1, 5}, {10, 13}}},
		"that are not there": {kite(1), []string{"灯笼"}, nil},
		"in other writing":   {kite(2), []string{"三十　日"}, [][2]int{{11, 14}}},
	} {
		a := c.find(t, engine.Plan{NamedOnly: true, Named: []searchdoc.Key{x.key}, Marks: x.marks})
		if got := a.Hits[0].Marks; !reflect.DeepEqual(got, x.want) {
			t.Errorf("marks %s are %v; want %v", name, got, x.want)
		}
	}
	a := c.find(t, engine.Plan{Words: "风筝", Marks: []string{"风筝"}})
	marked := 0
	for _, h := range a.Hits {
		marked += len(h.Marks)
		for i, m := range h.Marks {
			if m[1] <= m[0] || m[0] < 0 || i > 0 && m[0] < h.Marks[i-1][1] {
				t.Errorf("%s has the marks %v", c.name(h.Key), h.Marks)
			}
		}
	}
	if marked == 0 {
		t.Error("nothing is marked")
	}
	for _, h := range c.find(t, engine.Plan{Words: "风筝"}).Hits {
		if len(h.Marks) > 0 {
			t.Errorf("%s has marks that nobody asked for", c.name(h.Key))
		}
	}
}

// reasons say what speaks for a hit; citations are counted.
func (c *contract) reasons(t *testing.T) {
	a := c.find(t, engine.Plan{Words: "风筝丢失的，失主应当登记", Kinds: provisions})
	best := a.Hits[0]
	r := best.Reasons
	if c.name(best.Key) != "风2" || r.Words < 0.5 || r.Closeness <= 0 || r.Closeness > 1.001 || r.Title < -1 || r.Title > 1.001 {
		t.Errorf("the best is %s with the reasons %+v", c.name(best.Key), r)
	}
	asked := c.find(t, engine.Plan{Words: "风筝丢了多久要登记？", Kinds: provisions})
	if h := asked.Hits[0]; c.name(h.Key) != "风2" || h.Reasons.Answers != 1 {
		t.Errorf("what answers a consultation is %s with the reasons %+v", c.name(h.Key), h.Reasons)
	}
	want := map[string]struct{ cited, byProvisions int }{
		"风1": {4, 1}, "风2": {0, 0}, "风3": {2, 0}, "玩1": {1, 1}, "玩2": {2, 2}, "灯1": {1, 0},
	}
	for _, h := range c.find(t, engine.Plan{Kinds: provisions}).Hits {
		if x, ok := want[c.name(h.Key)]; ok && (h.Cited != x.cited || h.Reasons.Cited != x.byProvisions) {
			t.Errorf("%s is cited by %d, among them %d provisions; want %+v", c.name(h.Key), h.Cited, h.Reasons.Cited, x)
		}
	}
}

func (c *contract) similar(t *testing.T) {
	ask := func(like engine.Likeness) []engine.Hit {
		hits, err := c.engine.Similar(t.Context(), &like)
		if err != nil {
			t.Fatal(err)
		}
		return hits
	}
	like := engine.Likeness{Case: c.keys["甲"], Facts: "放飞风筝，风筝线割伤他人", Size: 10}
	hits := ask(like)
	falling(t, "similar cases", hits)
	if len(hits) == 0 || c.name(hits[0].Key) != "丙" {
		t.Fatalf("the case most like the first is among %s", c.inOrder(hits))
	}
	seen := map[searchdoc.Key]bool{like.Case: true}
	for _, h := range hits {
		if seen[h.Key] || h.Kind != searchdoc.Case {
			t.Errorf("%s is no other case, or there twice", h.Key)
		}
		seen[h.Key] = true
	}
	// By what happened the order would be 丁 乙 丙; with the first, 丙 has a cause and an
	// article in common, 乙 an article.
	like.Facts = "原告悬挂灯笼没有登记，被处以罚款，不服处罚；盗窃灯笼"
	if got := c.inOrder(ask(like)); !strings.HasPrefix(got, "丙 乙 丁") {
		t.Errorf("with a common cause and common articles: %s", got)
	}
	like.Size = 1
	if hits := ask(like); len(hits) != 1 {
		t.Errorf("one case is asked for, and there are %d", len(hits))
	}
	like.Size = 0
	if hits := ask(like); len(hits) != 0 {
		t.Errorf("no case is asked for, and there are %d", len(hits))
	}
	for _, key := range []searchdoc.Key{"case:000000000000", kite(1), c.keys["讲"]} {
		if hits := ask(engine.Likeness{Case: key, Facts: "风筝", Size: 10}); len(hits) != 0 {
			t.Errorf("like %s is %s", key, c.inOrder(hits))
		}
	}
}

func (c *contract) neighbours(t *testing.T) {
	toy := func(n string) searchdoc.Key { return searchdoc.ProvisionKey("玩具法", "2018-01-01", n) }
	for name, x := range map[string]struct {
		around        engine.Around
		citing, cited string
	}{
		"cited by one":       {engine.Around{Provision: kite(1)}, "风3", ""},
		"citing one":         {engine.Around{Provision: kite(3)}, "", "风1"},
		"cited by two":       {engine.Around{Provision: toy("2")}, "灯1 风4", ""},
		"citing two":         {engine.Around{Provision: kite(4)}, "", "玩2 玩1"},
		"one of two":         {engine.Around{Provision: kite(4), Size: 1}, "", "玩2"},
		"on a former day":    {engine.Around{Provision: toy("2"), Day: "2020-01-01"}, "风4", ""},
		"texts of all days":  {engine.Around{Provision: toy("2"), Day: "2020-01-01", Superseded: true}, "灯1 风4", ""},
		"not there":          {engine.Around{Provision: "没有的法@2000-01-01/1"}, "", ""},
		"cited by none":      {engine.Around{Provision: kite(5)}, "", ""},
		"none are asked for": {engine.Around{Provision: kite(4), Size: -1}, "", ""},
	} {
		if x.around.Day == "" {
			x.around.Day = Day
		}
		switch x.around.Size {
		case 0:
			x.around.Size = 10
		case -1:
			x.around.Size = 0
		}
		n, err := c.engine.Neighbours(t.Context(), &x.around)
		if err != nil {
			t.Fatal(err)
		}
		names := func(keys []searchdoc.Key) string {
			hits := make([]engine.Hit, len(keys))
			for i, k := range keys {
				hits[i].Key = k
			}
			return c.inOrder(hits)
		}
		if citing, cited := names(n.Citing), names(n.Cited); citing != x.citing || cited != x.cited {
			t.Errorf("%s: cited by %q, citing %q; want %q, %q", name, citing, cited, x.citing, x.cited)
		}
	}
}

// contexts: one that has ended ends every call, and calls at one time do not disturb
// each other.
func (c *contract) contexts(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := c.engine.Search(ended, &engine.Plan{Day: Day, Words: "灯笼", Size: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("a search in a context that has ended: %v", err)
	}
	if _, err := c.engine.Similar(ended, &engine.Likeness{Case: c.keys["甲"]}); !errors.Is(err, context.Canceled) {
		t.Errorf("similar cases in a context that has ended: %v", err)
	}
	if _, err := c.engine.Neighbours(ended, &engine.Around{Provision: kite(1)}); !errors.Is(err, context.Canceled) {
		t.Errorf("neighbours in a context that has ended: %v", err)
	}
	var all sync.WaitGroup
	for _, p := range c.plans() {
		want := c.find(t, p)
		if p.Size == 0 {
			p.Size = 1000 // as find asks
		}
		for range 3 {
			all.Go(func() {
				if got, err := c.engine.Search(t.Context(), &p); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("beside others, %+v finds %+v, %v", p, got, err)
				}
			})
		}
	}
	all.Wait()
}

// ending: a context that ends while an engine works ends the work, and never leaves a
// part of an answer.
func (c *contract) ending(t *testing.T) {
	pattern, word := engine.Pattern("请求", "拒绝", "判决?下"), engine.Word("赔偿")
	stops := map[string]int{} // looks at which each is stopped
	for name, p := range map[string]engine.Plan{
		"must":       {Must: &pattern},
		"everything": {Kinds: cases, Sort: engine.ByTier, Facets: []string{engine.FieldCourt}},
		"words":      {Words: "原告请求赔偿"},
		"both":       {Words: "原告请求赔偿", Must: &word, Marks: []string{"原告"}},
		"conditions": {Conditions: []engine.Condition{is(engine.FieldCourt, "第1法院", "第2法院")}},
	} {
		p.Day, p.Size = Day, 50
		want := c.find(t, p)
		stopped := 0
		for looks := 1; looks < 1000; looks++ {
			ctx, left := lookedAt(t.Context(), looks)
			got, err := c.engine.Search(ctx, &p)
			if err == nil && !reflect.DeepEqual(got, want) || err != nil && (got != nil || !errors.Is(err, context.Canceled)) {
				t.Fatalf("%s: a context that ends after %d looks leaves %+v, %v", name, looks, got, err)
			}
			if left() > 0 {
				break // the answer was there before it ended
			}
			if err != nil {
				stopped++
			}
		}
		if stopped < 2 {
			t.Errorf("%s: %d looks at the context end the search", name, stopped)
		}
		stops[name] = stopped
	}
	if stops["must"] <= stops["conditions"] { // texts take longer than fields
		t.Errorf("a context ends the reading of texts at %d looks, that of fields at %d", stops["must"], stops["conditions"])
	}
}

// counted is a context that ends when it was looked at several times.
type counted struct {
	context.Context
	mu   sync.Mutex
	left int
	end  func()
}

// lookedAt makes a context that ends at the nth look at it. Left are the looks that are
// left.
func lookedAt(ctx context.Context, n int) (counting context.Context, left func() int) {
	ctx, end := context.WithCancel(ctx)
	c := &counted{Context: ctx, left: n, end: end}
	return c, func() int {
		c.mu.Lock()
		defer c.mu.Unlock()
		end()
		return c.left
	}
}

// Err implements [context.Context].
func (c *counted) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left--; c.left <= 0 {
		c.end()
	}
	return c.Context.Err()
}
