package enginetest

import (
	"reflect"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// figures: groups have the figures of their cases, whatever page is shown.
func (c *contract) figures(t *testing.T) {
	asked := []engine.Grouping{
		{Spreads: []string{engine.FieldAmount, engine.FieldSentence}},
		{By: engine.FieldInstance, Facets: []string{engine.FieldOutcome, engine.FieldParty},
			Spreads: []string{engine.FieldAmount, engine.FieldSentence}},
		{By: engine.FieldJudge},
	}
	one := func(n int64) engine.Spread {
		return engine.Spread{Count: 1, Least: n, Quarter: n, Median: n, Quarter3: n, Most: n}
	}
	counts := func(list ...engine.Count) []engine.Count { return list }
	want := [][]engine.Group{
		{{Count: 7, Spreads: map[string]engine.Spread{
			engine.FieldAmount:   {Count: 3, Least: 1000, Quarter: 1000, Median: 52_000, Quarter3: 52_000, Most: 200_000},
			engine.FieldSentence: {Count: 2, Least: 42, Quarter: 42, Median: 42, Quarter3: 42, Most: 9000}}}},
		{{Value: "一审", Count: 2, Facets: map[string][]engine.Count{
			engine.FieldOutcome: counts(engine.Count{Value: "有罪", Count: 1}, engine.Count{Value: "部分支持", Count: 1}),
			engine.FieldParty:   counts(engine.Count{Value: "纸鸢商店", Count: 1}, engine.Count{Value: "风筝公司", Count: 1})},
			Spreads: map[string]engine.Spread{engine.FieldSentence: one(42),
				engine.FieldAmount: {Count: 2, Least: 1000, Quarter: 1000, Median: 1000, Quarter3: 1000, Most: 52_000}}},
			{Value: "二审", Count: 2, Facets: map[string][]engine.Count{
				engine.FieldOutcome: counts(engine.Count{Value: "驳回", Count: 2}),
				engine.FieldParty:   counts(engine.Count{Value: "风筝公司", Count: 1})},
				Spreads: map[string]engine.Spread{engine.FieldAmount: one(200_000)}}},
		{{Value: "娄思齐", Count: 2}, {Value: "闵怀远", Count: 2}},
	}
	for _, p := range []engine.Plan{
		{Kinds: cases, Reports: true}, {Kinds: cases, Reports: true, Sort: engine.ByTier, From: 2, Size: 1},
		{Reports: true}, // laws are in no group
	} {
		p.Groups = asked
		if got := c.find(t, p).Groups; !reflect.DeepEqual(got, want) {
			t.Errorf("%+v has the groups %+v; want %+v", p, got, want)
		}
	}
	some := c.find(t, engine.Plan{Conditions: []engine.Condition{is(engine.FieldJudge, "闵怀远")},
		Groups: []engine.Grouping{{By: engine.FieldYear}}})
	if got := some.Groups; !reflect.DeepEqual(got, [][]engine.Group{{{Value: "2020", Count: 1}, {Value: "2021", Count: 1}}}) {
		t.Errorf("cases of a judge have the groups %+v", got)
	}
	none := c.find(t, engine.Plan{Kinds: provisions, Groups: []engine.Grouping{{}, {By: engine.FieldYear}}})
	if got := none.Groups; len(got) != 2 || !reflect.DeepEqual(got[0], []engine.Group{{}}) || len(got[1]) != 0 {
		t.Errorf("provisions have the groups %+v", got)
	}
	if got := c.find(t, engine.Plan{Kinds: cases}).Groups; got != nil {
		t.Errorf("groups that nobody asked for: %+v", got)
	}
}

// groupsOfMany: of many values those with the most cases are returned.
func (c *contract) groupsOfMany(t *testing.T) {
	groups := c.find(t, engine.Plan{Groups: []engine.Grouping{{By: engine.FieldCourt}, {By: engine.FieldChain}}}).Groups
	if len(groups[0]) != 2*engine.MaxCounts || !slices.IsSortedFunc(groups[0], byValue) {
		t.Errorf("%d groups by court", len(groups[0]))
	}
	if len(groups[1]) != engine.MaxGroups || !slices.IsSortedFunc(groups[1], byValue) || groups[1][0].Count != 1 {
		t.Errorf("%d groups by number", len(groups[1]))
	}
}

func byValue(a, b engine.Group) int {
	switch {
	case a.Value < b.Value:
		return -1
	case a.Value > b.Value:
		return 1
	}
	return 0
}

// likes are cases that are like the first, 子, in different ways.
func likes() []Document {
	list := laws()
	for _, x := range []struct {
		name, cites string
		charges     []string
		facts       string
		date        string
	}{
		{"子", "依照《玩具法》第一条、第三条和《风筝管理条例》第一条，", []string{"盗窃罪"}, theft, "2020-01-02"},
		{"丑", "", []string{"盗窃罪"}, other, "2020-01-02"},
		{"寅", "依照《玩具法》第一条，", []string{"盗窃罪", "诈骗罪"}, theft, "2020-01-02"},
		{"卯", "依照《玩具法》第一条，", []string{"抢劫罪"}, theft, "2020-01-02"},
		{"辰", "依照《玩具法》第二条，", []string{"盗窃罪"}, theft, "2020-01-02"},
		{"巳", "依照《玩具法》第一条，", []string{"盗窃罪"}, other, "2020-01-02"},
		{"午", "", []string{"诈骗罪"}, theft, "2020-01-02"},
		{"未", "依照《玩具法》第三条，", []string{"盗窃罪"}, least, "2020-01-02"},
		{"申", "依照《风筝管理条例》第一条，", []string{"盗窃罪"}, theft, "2016-01-02"}, // the older text
	} {
		f := &casefile.Facts{Tier: casefile.TierOrdinary, Kind: "刑事"}
		for _, charge := range x.charges {
			f.Charges = append(f.Charges, casefile.Field{Text: charge})
		}
		list = append(list, Document{Kind: statute.DocCase, Title: "某案", Date: statute.Date(x.date), Facts: f,
			Text: x.name + "号案件\n经审理查明\t" + x.facts + "\n裁判结果\t" + x.cites + "判决如下：有罪。\n", Name: x.name, Only: x.name + "号案件"})
	}
	return list
}

// What happened in them.
const (
	theft = "被告人夜里撬开门锁，从车棚推走一辆自行车。"
	other = "被告人在码头搬走三箱冻鱼，藏进渔船的底舱。"
	least = "冻鱼数目不详。"
)

// alike: first the causes count, then what both cite, the rarest most, in whatever text of its
// law it is cited, then what happened.
func (c *contract) alike(t *testing.T) {
	hits, err := c.engine.Similar(t.Context(), &engine.Likeness{Case: c.keys["子"], Facts: theft, Size: 10})
	if err != nil {
		t.Fatal(err)
	}
	falling(t, "similar cases", hits)
	if got := c.inOrder(hits); got != "申 未 巳 辰 丑 寅 卯 午" {
		t.Errorf("like the first are %s", got)
	}
	toy := func(n string) searchdoc.Key { return searchdoc.ProvisionKey("玩具法", "2018-01-01", n) }
	for _, h := range hits {
		causes, shared := []string{"盗窃罪"}, []searchdoc.Key(nil)
		switch c.name(h.Key) {
		case "申":
			shared = []searchdoc.Key{kite(1)} // as the first cites it
		case "未":
			shared = []searchdoc.Key{toy("3")}
		case "巳", "寅":
			shared = []searchdoc.Key{toy("1")}
		case "卯":
			causes, shared = nil, []searchdoc.Key{toy("1")}
		case "午":
			causes = nil
		}
		if !slices.Equal(h.Reasons.Causes, causes) || !slices.Equal(h.Reasons.Shared, shared) {
			t.Errorf("%s is like the first by %q and %q", c.name(h.Key), h.Reasons.Causes, h.Reasons.Shared)
		}
	}
	few, err := c.engine.Similar(t.Context(), &engine.Likeness{Case: c.keys["子"], Facts: theft, Size: 3})
	if err != nil || c.inOrder(few) != "申 未 巳" {
		t.Errorf("the three most like the first are %s, %v", c.inOrder(few), err)
	}
}
