package enginetest

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// everyFacet are the names of the fields that can be counted.
func everyFacet() []string {
	names := map[string]bool{}
	for _, list := range []engine.List{engine.SearchList, engine.CaseList} {
		for _, name := range list.Facets() {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// facets: what is counted is all that was found, whatever page of it is shown and
// however it is sorted and grouped.
func (c *contract) facets(t *testing.T) {
	a := c.find(t, engine.Plan{Reports: true, Facets: everyFacet()})
	for field, want := range map[string]string{
		engine.FieldType:   "article 13 case 7 law 3 commentary 2 consultation 1",
		engine.FieldLaw:    "灯笼管理规定 6 风筝管理条例 6 玩具法 4",
		engine.FieldLevel:  "行政法规 6 部门规章 6 法律 4",
		engine.FieldStatus: "in_force 13",
		engine.FieldDate:   "2019 7 2021 7 2018 3 2022 3 2020 1",
		engine.FieldTier:   "ordinary 3 news 2 guiding 1 typical 1",
		engine.FieldCourt: "石桥市中级人民法院 2 云溪省白沙县人民法院 1 云溪省高级人民法院 1 杭州市某法院 1 " +
			"长春市某检察院 1",
		engine.FieldCause:      "产品责任 2 失火罪 1 盗窃罪 1 行政处罚 1 诈骗罪 1",
		engine.FieldCourtLevel: "中级 2 基层 1 高级 1",
		engine.FieldProvince:   "云溪 2 石桥 2 吉林 1 浙江 1",
		engine.FieldCaseKind:   "刑事 2 民事 2 行政 1",
		engine.FieldOutcome:    "驳回 2 有罪 1 部分支持 1",
		engine.FieldYear:       "2021 2 2022 2 2018 1 2019 1 2020 1",
		engine.FieldInstance:   "一审 2 二审 2",
		engine.FieldSentence:   "37..60 1 9000 1",
		engine.FieldAmount:     "..9999 1 10000..99999 1 100000..499999 1",
		engine.FieldJudge:      "娄思齐 2 闵怀远 2",
		engine.FieldLawyer:     "钟望山 2 柏临川 1",
		engine.FieldFirm:       "白沙律师事务所 2 南岭律师事务所 1",
		engine.FieldParty:      "风筝公司 2 纸鸢商店 1",
		engine.FieldApplies:    "风筝管理条例/1 2 风筝管理条例/3 2 灯笼管理规定/1 1",
	} {
		if got := written(a.Facets[field]); got != want {
			t.Errorf("%s is counted %q; want %q", field, got, want)
		}
	}
	for name, p := range c.plans() {
		p.Facets = everyFacet()
		all := c.find(t, p)
		c.adding(t, name, all)
		for _, change := range []func(*engine.Plan){
			func(p *engine.Plan) { p.Size, p.From = 1, 2 }, func(p *engine.Plan) { p.GroupByLaw = true },
			func(p *engine.Plan) { p.Marks = []string{"风筝"} },
		} {
			other := p
			change(&other)
			if b := c.find(t, other); !reflect.DeepEqual(b.Facets, all.Facets) || b.Total != all.Total {
				t.Errorf("%s: %d with the counts %v; on another page, or grouped, %d with %v", name, all.Total, all.Facets, b.Total,
					b.Facets)
			}
		}
	}
	if none := c.find(t, engine.Plan{Kinds: provisions}); none.Facets != nil {
		t.Errorf("counts that nobody asked for: %v", none.Facets)
	}
}

// adding says that the counts of fields of which everything found has one value add up
// to the total, and that those of the others do not exceed it.
func (c *contract) adding(t *testing.T, what string, a *engine.Answer) {
	t.Helper()
	for field, counts := range a.Facets {
		sum := 0
		for i, n := range counts {
			sum += n.Count
			if n.Count < 1 || n.Count > a.Total || n.Value == "" {
				t.Errorf("%s: %s is counted %+v of %d", what, field, n, a.Total)
			}
			if i > 0 && cmp.Or(cmp.Compare(counts[i-1].Count, n.Count), cmp.Compare(n.Value, counts[i-1].Value)) < 0 {
				t.Errorf("%s: %s has %+v behind %+v", what, field, n, counts[i-1])
			}
		}
		many := slices.Contains([]string{engine.FieldCause, engine.FieldApplies, engine.FieldJudge, engine.FieldLawyer, engine.FieldFirm,
			engine.FieldParty}, field) // of one case
		if len(counts) == 0 || sum > a.Total && !many || field == engine.FieldType && sum != a.Total {
			t.Errorf("%s: the counts of %s are %v; the total is %d", what, field, counts, a.Total)
		}
	}
}

func written(counts []engine.Count) string {
	text := ""
	for i, c := range counts {
		if i > 0 {
			text += " "
		}
		text += c.Value + " " + strconv.Itoa(c.Count)
	}
	return text
}

// facetsNarrowed: a value finds as many as were counted of it, under every plan, and
// what is found then is counted alike.
func (c *contract) facetsNarrowed(t *testing.T) {
	for name, p := range c.plans() {
		if len(p.Named) > 0 {
			continue // they are found whatever the conditions say
		}
		p.Facets = everyFacet()
		all := c.find(t, p)
		for field, counts := range all.Facets {
			for _, n := range counts {
				narrow := p
				narrow.Conditions = append(slices.Clip(p.Conditions), condition(field, n.Value))
				if field == engine.FieldDate { // laws have a date, and are not counted with its year
					narrow.Conditions = append(narrow.Conditions, not(is(engine.FieldType, "law")))
				}
				a := c.find(t, narrow)
				c.adding(t, name+" "+field+" "+n.Value, a)
				if a.Total != n.Count || !slices.Contains(a.Facets[field], n) {
					t.Errorf("%s: %s of %s is counted %d times, found %d times and counted then as %v", name, n.Value, field, n.Count,
						a.Total, a.Facets[field])
				}
				narrow.Conditions[len(p.Conditions)].Not = true
				if field == engine.FieldDate {
					continue
				}
				if rest := c.find(t, narrow); rest.Total != all.Total-n.Count {
					t.Errorf("%s: %d of %d are not %s of %s", name, rest.Total, all.Total, n.Value, field)
				}
			}
		}
	}
}

// condition is that of a value that was counted.
func condition(field, value string) engine.Condition {
	if field == engine.FieldDate {
		return engine.Condition{Field: field, Relation: engine.Between, Values: []string{value + "-01-01", value + "-12-31"}}
	}
	return is(field, value)
}

// facetsOfFew: fields of which nothing that was found has a value are not counted, and
// neither is what was not asked for.
func (c *contract) facetsOfFew(t *testing.T) {
	a := c.find(t, engine.Plan{Kinds: provisions, Facets: []string{engine.FieldTier, engine.FieldLaw, engine.FieldApplies}})
	if _, ok := a.Facets[engine.FieldLaw]; !ok || len(a.Facets) != 1 {
		t.Errorf("provisions have the counts %v", a.Facets)
	}
	a = c.find(t, engine.Plan{Kinds: cases, Facets: []string{engine.FieldTier, engine.FieldLaw}})
	if _, ok := a.Facets[engine.FieldTier]; !ok || len(a.Facets) != 1 {
		t.Errorf("cases have the counts %v", a.Facets)
	}
	named := c.find(t, engine.Plan{NamedOnly: true, Named: []searchdoc.Key{kite(1), c.keys["甲"], "没有的法@2000-01-01/1"},
		Facets: []string{engine.FieldType, engine.FieldTier}})
	if got := written(named.Facets[engine.FieldType]); got != "article 2 case 1" {
		t.Errorf("named documents are counted %q", got)
	}
}

// facetsOfMany: of many values, the most frequent are returned.
func (c *contract) facetsOfMany(t *testing.T) {
	a := c.find(t, engine.Plan{Facets: []string{engine.FieldCourt}})
	counts := a.Facets[engine.FieldCourt]
	if a.Total != many || len(counts) != engine.MaxCounts {
		t.Fatalf("%d documents have the counts %v", a.Total, counts)
	}
	courts := 2 * engine.MaxCounts
	for _, n := range counts {
		if n.Count != many/courts+1 {
			t.Errorf("%+v is among the most frequent", n)
		}
	}
	c.adding(t, "many", a)
}
