package opensearch

import (
	"cmp"
	"context"
	"iter"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/engine/local"
	"github.com/fatiao/fatiao/internal/engine/local/localtest"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// ClusterEnv names the variable with the address of a cluster, without a prefix.
const ClusterEnv = "FATIAO_OPENSEARCH"

// real opens the cluster that tests are given, with a prefix of the test's own.
func real(t *testing.T) *Cluster {
	t.Helper()
	address := os.Getenv(ClusterEnv)
	if address == "" {
		t.Skipf("no cluster is here: bash internal/tools/opensearch/start-cluster.sh start, and set %s to opensearch://127.0.0.1:19201",
			ClusterEnv)
	}
	config, err := ParseAddress(address + "/t" + strconv.FormatInt(time.Now().UnixNano(), 36))
	if err != nil {
		t.Fatal(err)
	}
	config.Deadline = time.Minute
	c, err := Open(config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// casesOf are the cases of a collection.
func casesOf(t *testing.T, c *localtest.Collection) iter.Seq2[*Case, error] {
	return func(yield func(*Case, error) bool) {
		for _, d := range c.Documents {
			if d.Kind != searchdoc.Case {
				continue
			}
			info, ok := c.Engine.Case(d.Key)
			if !ok {
				t.Fatalf("the engine has no case %s", d.Key)
			}
			applied, err := c.Graph.PlacesOfDocument(t.Context(), info.ID)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(&Case{Document: d, Attributes: local.AttributesOfCase(&info), Info: &info, Applied: applied}, nil) {
				return
			}
		}
	}
}

// Both engines find the same cases, and count them alike.
func TestBothEngines(t *testing.T) {
	c := real(t)
	is := func(f string, v ...string) engine.Condition {
		return engine.Condition{Field: f, Relation: engine.Is, Values: v}
	}
	has := func(f string, v ...string) engine.Condition {
		return engine.Condition{Field: f, Relation: engine.Contains, Values: v}
	}
	within := func(f, a, b string) engine.Condition {
		return engine.Condition{Field: f, Relation: engine.Between, Values: []string{a, b}}
	}
	not := func(x engine.Condition) engine.Condition { x.Not = true; return x }
	w := engine.Word
	near := func(distance int, words ...string) engine.Expr {
		return engine.Expr{Op: engine.OpNear, Within: engine.Characters, Distance: distance, Args: []engine.Expr{w(words[0]), w(words[1])}}
	}
	exprs := []engine.Expr{w("风筝"), w("判决 如下"), w("30只"), w("三十只"), w("赔偿案"), w("没有这几个字"), engine.And(w("登记"), w("罚款")),
		engine.Or(w("盗窃"), w("电线")), engine.Not(w("风筝")), engine.And(w("风筝"), engine.Not(w("灯笼"))), engine.Near(engine.Article, w("风筝")),
		w("号案件，原告请求"), w("第7号"), engine.Or(), engine.And(), engine.Pattern("风筝", "树木"), engine.Pattern("原告", "赔偿", "判决"),
		engine.Pattern("灯笼", "判决"), near(3, "风筝", "电线"), near(4, "电线", "风筝"), near(30, "赔偿", "原告")}
	conditions := []engine.Condition{is(engine.FieldLaw, "风筝管理条例"), not(is(engine.FieldLaw, "风筝管理条例")), has(engine.FieldTitle, "风 筝"),
		within(engine.FieldDate, "2020-01-01", "2021-03-04"), within(engine.FieldDate, "", "2020-05-06"),
		not(within(engine.FieldDate, "2020-01-01", "")),
		is(engine.FieldTier, "guiding", "typical"), not(is(engine.FieldTier, "guiding")), is(engine.FieldCourt, "石桥市中级人民法院"),
		has(engine.FieldCourt, "云溪省"), is(engine.FieldCourt, "云溪省"), has(engine.FieldCourt, "第1法院"), has(engine.FieldCause, "罪"),
		is(engine.FieldCause, "诈骗罪"), is(engine.FieldYear, "2021"), has(engine.FieldParty, "纸鸢"), has(engine.FieldParty, "某"),
		is(engine.FieldJudge, "闵怀远", "娄思齐"), has(engine.FieldNumber, "虚01刑初"), is(engine.FieldChain, "（2019）虚02行初8号"),
		within(engine.FieldAmount, "1000", "52000"), within(engine.FieldAmount, "9000", ""), not(within(engine.FieldAmount, "1", "60000")),
		is(engine.FieldAmount, "10000..99999"), within(engine.FieldSentence, "36", "42"), within(engine.FieldSentence, "120", ""),
		has(engine.FieldFacts, "风筝"), has(engine.FieldFacts, "30只"), has(engine.FieldFacts, "缠绕　树 木"), not(has(engine.FieldFacts, "灯笼")),
		has(engine.FieldReasons, "灯笼"), has(engine.FieldReasons, "本院认为"), has(engine.FieldResult, "赔偿"),
		has(engine.FieldReasons, "判决如下：赔偿"), is(engine.FieldLaw), not(is(engine.FieldTier)), is(engine.FieldType, "case"),
		is(engine.FieldCites, string(searchdoc.ProvisionKey("风筝管理条例", "2019-03-01", "1"))),
		is(engine.FieldCites, string(searchdoc.ProvisionKey("风筝管理条例", "2019-03-01", "3")), "没有@2000-01-01/1"),
		is(engine.FieldApplies, "风筝管理条例/1"), is(engine.FieldApplies, "风筝管理条例/1/k2"), is(engine.FieldApplies, "风筝管理条例"),
		is(engine.FieldApplies, "风筝管理条例/3", "灯笼管理规定/1"), is(engine.FieldApplies, "没有的法/1"),
		not(is(engine.FieldApplies, "风筝管理条例/1")), is(engine.FieldApplies, "风筝管理条例/2")}
	var facets []string
	for _, name := range append(engine.CaseList.Facets(), engine.SearchList.Facets()...) {
		if !slices.Contains(facets, name) {
			facets = append(facets, name)
		}
	}
	found := 0
	for _, docs := range [][]enginetest.Document{enginetest.Collection(), enginetest.Many()} {
		all := localtest.Open(t, docs)
		b, err := c.Build(t.Context(), Layout{Shards: 3, Replicas: 1}, casesOf(t, all))
		if err != nil || len(b.Rejects) > 0 {
			t.Fatalf("%+v, %v", b, err)
		}
		t.Cleanup(func() { _ = b.Generation.Discard(context.Background()) })
		plans := []engine.Plan{{}, {Sort: engine.ByTier}, {Sort: engine.ByDate}, {Sort: engine.ByTier, From: 2, Size: 2}}
		for _, e := range exprs {
			plans = append(plans, engine.Plan{Must: &e})
		}
		for _, x := range conditions {
			plans = append(plans, engine.Plan{Conditions: []engine.Condition{x}},
				engine.Plan{Must: &exprs[0], Conditions: []engine.Condition{x}})
		}
		for _, p := range plans {
			p.Groups = []engine.Grouping{
				{Facets: []string{engine.FieldOutcome}, Spreads: []string{engine.FieldSentence, engine.FieldAmount}},
				{By: engine.FieldYear, Spreads: []string{engine.FieldAmount}}, {By: engine.FieldCourt, Facets: []string{engine.FieldTier}}}
			p.Marks = []string{"风筝", "原告"}
			p.Day, p.Kinds, p.Facets, p.Size = enginetest.Day, []searchdoc.Kind{searchdoc.Case}, facets, cmp.Or(p.Size, 1000)
			want, err := all.Engine.Search(t.Context(), &p)
			if err != nil {
				t.Fatal(err)
			}
			got, err := c.With(all.Engine).Search(t.Context(), &p)
			if err != nil {
				t.Fatal(err)
			}
			found += got.Total
			if got.Total != want.Total || got.Listed != want.Listed || !reflect.DeepEqual(got.Facets, want.Facets) ||
				!reflect.DeepEqual(got.Groups, want.Groups) {
				t.Errorf("%+v %+v: %d with %v %v; local %d with %v %v", p.Must, p.Conditions, got.Total, got.Facets, got.Groups, want.Total,
					want.Facets, want.Groups)
			}
			if g, w := marks(got), marks(want); !reflect.DeepEqual(g, w) {
				t.Errorf("%+v %+v: marks %v; local %v", p.Must, p.Conditions, g, w)
			}
			if g, w := keys(got, p.Sort), keys(want, p.Sort); !slices.Equal(g, w) {
				t.Errorf("%+v %+v by %q: %v; local %v", p.Must, p.Conditions, p.Sort, g, w)
			}
		}
	}
	if found < 1000 {
		t.Errorf("the plans found %d cases in all", found)
	}
}

// marks are those of all hits, and the days.
func marks(a *engine.Answer) map[searchdoc.Key]engine.Hit {
	found := map[searchdoc.Key]engine.Hit{}
	for _, h := range a.Hits {
		found[h.Key] = engine.Hit{Marks: h.Marks, Date: h.Date, Kind: h.Kind}
	}
	return found
}

// keys are those of the hits, in an order of their own where the plan gives none.
func keys(a *engine.Answer, s engine.Sort) []searchdoc.Key {
	var list []searchdoc.Key
	for _, h := range a.Hits {
		list = append(list, h.Key)
	}
	if s != engine.ByTier {
		slices.Sort(list)
	}
	return list
}
