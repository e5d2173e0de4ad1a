package enginetest

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

var sorts = []engine.Sort{engine.ByRelevance, engine.ByDate, engine.ByLevel, engine.ByCitations, engine.ByTier}

// paging: pages have all hits in one order, none twice, in every order and grouped.
func (c *contract) paging(t *testing.T) {
	for name, p := range c.plans() {
		for _, p.Sort = range sorts {
			for _, p.GroupByLaw = range []bool{false, true} {
				what := name + " by " + string(p.Sort)
				all := c.find(t, p)
				if len(all.Hits) != all.Listed {
					t.Errorf("%s: %d of %d hits are on one long page", what, len(all.Hits), all.Listed)
				}
				for _, size := range []int{1, 2, 3, 7} {
					if got, want := c.inOrder(c.pages(t, p, size, all)), c.inOrder(all.Hits); got != want {
						t.Errorf("%s: pages of %d have %s; all at once %s", what, size, got, want)
					}
				}
				if list := strings.Fields(c.inOrder(all.Hits)); len(p.Named) == 0 {
					slices.Sort(list)
					if len(slices.Compact(list)) != len(all.Hits) {
						t.Errorf("%s has something twice: %s", what, c.inOrder(all.Hits))
					}
				}
			}
		}
	}
	behind := c.find(t, engine.Plan{Kinds: provisions, From: 13})
	if len(behind.Hits) != 0 || behind.Total != 13 || behind.Listed != 13 {
		t.Errorf("behind the end are %+v", behind)
	}
	none, err := c.engine.Search(t.Context(), &engine.Plan{Day: Day, Kinds: provisions})
	if err != nil || len(none.Hits) != 0 || none.Total != 13 {
		t.Errorf("a page without hits is %+v, %v", none, err)
	}
}

// pages puts the pages of a plan together.
func (c *contract) pages(t *testing.T, p engine.Plan, size int, all *engine.Answer) []engine.Hit {
	t.Helper()
	var hits []engine.Hit
	for p.Size = size; p.From < all.Listed+size; p.From += size {
		a := c.find(t, p)
		if a.Total != all.Total || a.Listed != all.Listed {
			t.Errorf("from %d there are %d, %d listed; all at once %d, %d", p.From, a.Total, a.Listed, all.Total, all.Listed)
		}
		hits = append(hits, a.Hits...)
	}
	return hits
}

// sorts: each order is what it is called, equal ones stay in the order of relevance.
func (c *contract) sorts(t *testing.T) {
	provision := engine.Word("应当")
	for name, x := range map[string]struct {
		plan engine.Plan
		want string
	}{
		"provisions":   {engine.Plan{Must: &provision, Kinds: provisions}, "玩1 风1 风2 风4 灯1 灯2"},
		"by date":      {engine.Plan{Must: &provision, Kinds: provisions, Sort: engine.ByDate}, "灯1 灯2 风1 风2 风4 玩1"},
		"by level":     {engine.Plan{Words: "灯笼应当牢固", Must: &provision, Kinds: provisions, Sort: engine.ByLevel}, "玩1 风4 风1 风2 灯1 灯2"},
		"by tier":      {engine.Plan{Kinds: cases, Sort: engine.ByTier}, "甲 乙 丙 丁 戊"},
		"cases":        {engine.Plan{Kinds: cases, Sort: engine.ByDate}, "丙 乙 甲 丁 戊"},
		"laws":         {engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Law}, Sort: engine.ByDate}, "灯 风 玩"},
		"laws as such": {engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Law}}, "玩 风 灯"},
	} {
		got := c.inOrder(c.find(t, x.plan).Hits)
		if name == "by level" { // the articles of one level stay in the order of relevance
			got = strings.Join(strings.Fields(got)[:1], " ") + " …"
			x.want = "玩1 …"
		}
		if got != x.want {
			t.Errorf("%s are %s; want %s", name, got, x.want)
		}
	}
	for _, words := range []string{"", "灯笼应当牢固"} {
		relevant := c.find(t, engine.Plan{Words: words, Must: &provision, Kinds: provisions}).Hits
		level := map[string]int{"玩": 1, "风": 2, "灯": 3}
		for sort, of := range map[engine.Sort]func(engine.Hit) int{
			engine.ByLevel:     func(h engine.Hit) int { return level[c.name(h.Key)[:len("玩")]] },
			engine.ByCitations: func(h engine.Hit) int { return -h.Cited },
			engine.ByDate:      func(h engine.Hit) int { return 3 - level[c.name(h.Key)[:len("玩")]] },
		} {
			want := slices.Clone(relevant)
			slices.SortStableFunc(want, func(a, b engine.Hit) int { return cmp.Compare(of(a), of(b)) })
			got := c.find(t, engine.Plan{Words: words, Must: &provision, Kinds: provisions, Sort: sort}).Hits
			if c.inOrder(got) != c.inOrder(want) {
				t.Errorf("%q by %s is %s; want %s", words, sort, c.inOrder(got), c.inOrder(want))
			}
		}
	}
	cited := c.find(t, engine.Plan{Kinds: provisions, Sort: engine.ByCitations}).Hits
	if got := c.inOrder(cited[:1]); got != "风1" || cited[0].Cited != 4 || cited[len(cited)-1].Cited != 0 {
		t.Errorf("what is cited most is %+v", cited[0])
	}
}

// tiers: cases by authority, then the newest first, then by their titles; what is no case
// behind them.
func (c *contract) tiers(t *testing.T) {
	for name, x := range map[string]struct {
		plan engine.Plan
		want string
	}{
		"cases and reports": {engine.Plan{Kinds: cases, Reports: true}, "甲 乙 丙 丁 戊 报2 报1"},
		"by words":          {engine.Plan{Words: "悬挂灯笼 盗窃 风筝", Kinds: cases}, "甲 乙 丙 丁"},
		"with commentary": {engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Commentary, searchdoc.Case}, Conditions: []engine.Condition{
			not(is(engine.FieldYear, "2021"))}}, "甲 丁 戊"},
	} {
		x.plan.Sort = engine.ByTier
		if got := c.inOrder(c.find(t, x.plan).Hits); !strings.HasPrefix(got, x.want) {
			t.Errorf("%s by tier are %s; want %s", name, got, x.want)
		}
	}
}

// groups: the best of each law stays, and says how many there are of it.
func (c *contract) groups(t *testing.T) {
	for name, p := range c.plans() {
		p.Named = nil
		for _, p.Sort = range sorts {
			all := c.find(t, p)
			p.GroupByLaw = true
			grouped := c.find(t, p)
			p.GroupByLaw = false
			var want []engine.Hit
			at, sum := map[string]int{}, 0
			for _, h := range all.Hits {
				i, seen := at[h.Key.Law()]
				if h.Key.Law() != "" && seen {
					want[i].SameLaw++
					continue
				}
				at[h.Key.Law()] = len(want)
				want = append(want, h)
			}
			for i, h := range grouped.Hits {
				sum += 1 + h.SameLaw
				if i >= len(want) || h.Key != want[i].Key || h.SameLaw != want[i].SameLaw {
					t.Errorf("%s by %s: the groups are %+v; want %+v", name, p.Sort, grouped.Hits, want)
					break
				}
			}
			if sum != all.Total || grouped.Total != all.Total || grouped.Listed != len(want) {
				t.Errorf("%s by %s: groups of %d, %d listed, of %d", name, p.Sort, sum, grouped.Listed, all.Total)
			}
		}
	}
}

// named documents are found whatever the rest says, stand first, and twice where they
// are named twice.
func (c *contract) named(t *testing.T) {
	unknown := searchdoc.Key("没有的法@2000-01-01/1")
	p := engine.Plan{Words: "罚款", Kinds: provisions, Conditions: []engine.Condition{is(engine.FieldLaw, "灯笼管理规定")},
		Named: []searchdoc.Key{kite(2), unknown, c.keys["丁"], kite(2)}}
	a := c.find(t, p)
	if got := c.inOrder(a.Hits); !strings.HasPrefix(got, "风2 没1 丁 风2 灯3") {
		t.Errorf("named documents and others: %s", got)
	}
	for i, h := range a.Hits {
		named := i + 1
		if i >= len(p.Named) {
			named = 0
		}
		if h.Named != named || (h.Score == engine.NamedScore) != (named > 0) {
			t.Errorf("hit %d is named %d with the score %v", i, h.Named, h.Score)
		}
	}
	if a.Hits[0].Kind != searchdoc.Article || a.Hits[2].Kind != searchdoc.Case {
		t.Errorf("the kinds are %s and %s", a.Hits[0].Kind, a.Hits[2].Kind)
	}
	only := p
	only.NamedOnly = true
	c.finds(t, "only named", only, "风2 没1 丁 风2")
	p.Named = []searchdoc.Key{searchdoc.ProvisionKey("灯笼管理规定", "2021-06-01", "3")}
	if got := strings.Count(c.inOrder(c.find(t, p).Hits), "灯3"); got != 1 {
		t.Errorf("what is named and found is there %d times", got)
	}
	newest := engine.Plan{Words: "灯笼", Kinds: provisions, Sort: engine.ByDate, Named: []searchdoc.Key{
		searchdoc.ProvisionKey("玩具法", "2018-01-01", "1"), kite(1)}}
	if got := c.inOrder(c.find(t, newest).Hits); !strings.HasPrefix(got, "风1 玩1 灯") {
		t.Errorf("named documents by date: %s", got)
	}
	byTier := engine.Plan{Kinds: cases, Sort: engine.ByTier, Named: []searchdoc.Key{c.keys["戊"], c.keys["丁"]}}
	if got := c.inOrder(c.find(t, byTier).Hits); got != "丁 戊 甲 乙 丙" {
		t.Errorf("named cases by tier: %s", got)
	}
	c.finds(t, "only named, and none", engine.Plan{NamedOnly: true, Words: "灯笼"}, "")
}

func (c *contract) casesFirst(t *testing.T) {
	p := engine.Plan{Words: "风筝缠绕树木"}
	relevant := c.find(t, p).Hits
	slices.SortStableFunc(relevant, func(a, b engine.Hit) int {
		isCase := func(h engine.Hit) int {
			if h.Kind == searchdoc.Case {
				return 0
			}
			return 1
		}
		return cmp.Compare(isCase(a), isCase(b))
	})
	p.CasesFirst = true
	got := c.find(t, p).Hits
	if c.inOrder(got) != c.inOrder(relevant) || got[0].Kind != searchdoc.Case || got[len(got)-1].Kind == searchdoc.Case {
		t.Errorf("cases first: %s; want %s", c.inOrder(got), c.inOrder(relevant))
	}
}
