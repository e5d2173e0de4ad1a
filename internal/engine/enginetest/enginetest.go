// Package enginetest is the contract of engines: [Run] holds what every engine must do
// whose documents are those of [Sources]. It is imported by tests only.
package enginetest

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Day is the day on which the plans of the contract ask.
const Day = "2026-03-04"

const head = "\n\n<!-- INFO END -->\n\n"

// Sources are invented laws, by the names of their files.
var Sources = map[string]string{
	"风筝管理条例.md": "# 风筝管理条例\n\n2019年3月1日 公布" + head +
		"第一条 放飞风筝应当远离电线。\n\n风筝线不得缠绕树木。\n\n第二条 风筝丢失的，失主应当在三十日内登记。\n\n第三条 违反本条例第一条的，处以罚款。\n",
	"灯笼管理规定.md": "# 灯笼管理规定\n\n2021年6月1日 公布" + head +
		"第一条 悬挂灯笼应当牢固，并远离电线。\n\n第二条 灯笼破损的，应当及时修补或者更换。\n\n第三条 悬挂灯笼不登记的，处以罚款。\n",
}

// Run runs the contract on the engine that open makes of the sources.
func Run(t *testing.T, open func(t *testing.T, sources map[string]string) engine.Engine) {
	c := contract{open(t, Sources)}
	t.Run("what must occur", c.expressions)
	t.Run("conditions", c.conditions)
	t.Run("facets", c.facets)
	t.Run("paging", c.paging)
	t.Run("sorts", c.sorts)
	t.Run("contexts", c.contexts)
	t.Run("plans as JSON", c.asJSON)
}

type contract struct{ engine engine.Engine }

var provisions = []searchdoc.Kind{searchdoc.Article, searchdoc.Clause}

func (c contract) search(t *testing.T, p engine.Plan) *engine.Answer {
	t.Helper()
	p.Day, p.Kinds = Day, provisions
	if p.Size == 0 {
		p.Size = 100
	}
	a, err := c.engine.Search(t.Context(), &p)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// addresses are laws' first characters and articles, sorted: 灯1 风2.
func addresses(a *engine.Answer) string {
	var list []string
	for _, h := range a.Hits {
		law, _, address, _ := h.Key.Provision()
		list = append(list, string([]rune(law)[:1])+address)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func (c contract) expressions(t *testing.T) {
	w := engine.Word
	distance := func(n int, words ...engine.Expr) engine.Expr {
		return engine.Expr{Op: engine.OpNear, Within: engine.Characters, Distance: n, Args: words}
	}
	for name, x := range map[string]struct {
		must engine.Expr
		want string
	}{
		"quotation":                {w("远离电线"), "灯1 风1"},
		"number in other writing":  {w("30日"), "风2"},
		"nothing":                  {w("没有这几个字"), ""},
		"and":                      {engine.And(w("登记"), w("罚款")), "灯3"},
		"or":                       {engine.Or(w("丢失"), w("破损")), "灯2 风2"},
		"and not":                  {engine.And(w("罚款"), engine.Not(w("悬挂"))), "风3"},
		"same article":             {engine.Near(engine.Article, w("电线"), w("树木")), "风1"},
		"same paragraph":           {engine.Near(engine.Paragraph, w("电线"), w("树木")), ""},
		"in one paragraph":         {engine.Near(engine.Paragraph, w("缠绕"), w("树木")), "风1"},
		"pattern":                  {engine.Pattern("修补", "更换"), "灯2"},
		"pattern in two sentences": {engine.Pattern("电线", "树木"), ""},
		"any character":            {engine.Pattern("悬?灯笼"), "灯1 灯3"},
		"near":                     {distance(2, w("修补"), w("更换")), "灯2"},
		"not so near":              {distance(1, w("修补"), w("更换")), ""},
	} {
		if got := addresses(c.search(t, engine.Plan{Must: &x.must})); got != x.want {
			t.Errorf("%s finds %q; want %q", name, got, x.want)
		}
	}
}

func (c contract) conditions(t *testing.T) {
	for name, x := range map[string]struct {
		condition engine.Condition
		want      string
	}{
		"law":     {engine.Condition{Field: engine.FieldLaw, Relation: engine.Is, Values: []string{"风筝管理条例"}}, "风1 风2 风3"},
		"not law": {engine.Condition{Field: engine.FieldLaw, Relation: engine.Is, Values: []string{"风筝管理条例"}, Not: true}, "灯1 灯2 灯3"},
		"title":   {engine.Condition{Field: engine.FieldTitle, Relation: engine.Contains, Values: []string{"规定"}}, "灯1 灯2 灯3"},
		"range": {engine.Condition{Field: engine.FieldDate, Relation: engine.Between, Values: []string{"2019-01-01", "2019-12-31"}},
			"风1 风2 风3"},
		"open end": {engine.Condition{Field: engine.FieldDate, Relation: engine.Between, Values: []string{"2021-06-01", ""}}, "灯1 灯2 灯3"},
		"no value": {engine.Condition{Field: engine.FieldLaw, Relation: engine.Is}, ""},
	} {
		if got := addresses(c.search(t, engine.Plan{Conditions: []engine.Condition{x.condition}})); got != x.want {
			t.Errorf("%s finds %q; want %q", name, got, x.want)
		}
	}
	unknown := &engine.Plan{Day: Day, Conditions: []engine.Condition{{Field: "colour", Relation: engine.Is}}}
	if _, err := c.engine.Search(t.Context(), unknown); err == nil {
		t.Error("a condition on a field that there is not is no error")
	}
}

func (c contract) facets(t *testing.T) {
	must := engine.Word("应当")
	a := c.search(t, engine.Plan{Must: &must, Facets: []string{engine.FieldType, engine.FieldLaw, engine.FieldDate}, Size: 1})
	for _, field := range []string{engine.FieldType, engine.FieldLaw, engine.FieldDate} {
		sum := 0
		for _, n := range a.Facets[field] {
			sum += n.Count
		}
		if sum != a.Total || a.Total == 0 {
			t.Errorf("the counts of %s add up to %d; the total is %d", field, sum, a.Total)
		}
	}
	for _, n := range a.Facets[engine.FieldLaw] {
		chosen := c.search(t, engine.Plan{Must: &must,
			Conditions: []engine.Condition{{Field: engine.FieldLaw, Relation: engine.Is, Values: []string{n.Value}}}})
		if chosen.Total != n.Count {
			t.Errorf("%s is counted %d times and chosen found %d times", n.Value, n.Count, chosen.Total)
		}
	}
}

func (c contract) paging(t *testing.T) {
	all := c.search(t, engine.Plan{Words: "悬挂灯笼"})
	for size := 1; size <= 3; size++ {
		var got []searchdoc.Key
		for from := 0; from < all.Total+size; from += size {
			for _, h := range c.search(t, engine.Plan{Words: "悬挂灯笼", From: from, Size: size}).Hits {
				got = append(got, h.Key)
			}
		}
		if !slices.EqualFunc(got, all.Hits, func(k searchdoc.Key, h engine.Hit) bool { return k == h.Key }) {
			t.Errorf("pages of %d have %v; all at once %v", size, got, all.Hits)
		}
	}
}

func (c contract) sorts(t *testing.T) {
	must := engine.Word("应当")
	relevant := c.search(t, engine.Plan{Must: &must})
	for _, sort := range []engine.Sort{engine.ByDate, engine.ByLevel, engine.ByCitations} {
		one, two := c.search(t, engine.Plan{Must: &must, Sort: sort}), c.search(t, engine.Plan{Must: &must, Sort: sort})
		if !reflect.DeepEqual(one.Hits, two.Hits) || addresses(one) != addresses(relevant) {
			t.Errorf("by %s: %v, then %v", sort, one.Hits, two.Hits)
		}
	}
	newest := c.search(t, engine.Plan{Must: &must, Sort: engine.ByDate})
	if law := newest.Hits[0].Key.Law(); law != "灯笼管理规定" {
		t.Errorf("the newest is of %s", law)
	}
}

func (c contract) contexts(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := c.engine.Search(ended, &engine.Plan{Day: Day, Words: "灯笼", Size: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("a search in a context that has ended: %v", err)
	}
	if _, err := c.engine.Similar(ended, &engine.Likeness{}); !errors.Is(err, context.Canceled) {
		t.Errorf("similar cases in a context that has ended: %v", err)
	}
	if _, err := c.engine.Neighbours(ended, &engine.Around{}); !errors.Is(err, context.Canceled) {
		t.Errorf("neighbours in a context that has ended: %v", err)
	}
}

func (c contract) asJSON(t *testing.T) {
	must := engine.And(engine.Word("应当"), engine.Not(engine.Pattern("修补", "更换")))
	p := engine.Plan{Must: &must, Words: "电线", Also: []string{"线路"}, Kinds: provisions, Day: Day, Size: 10,
		Facets: []string{engine.FieldLaw}, Sort: engine.ByDate,
		Conditions: []engine.Condition{{Field: engine.FieldTitle, Relation: engine.Contains, Values: []string{"管理"}}}}
	text, err := json.Marshal(&p)
	if err != nil {
		t.Fatal(err)
	}
	var read engine.Plan
	if err := json.Unmarshal(text, &read); err != nil || !reflect.DeepEqual(read, p) {
		t.Fatalf("%s is read as %+v, %v", text, read, err)
	}
	one, err := c.engine.Search(t.Context(), &p)
	if err != nil {
		t.Fatal(err)
	}
	two, err := c.engine.Search(t.Context(), &read)
	if err != nil || !reflect.DeepEqual(one, two) {
		t.Errorf("the plan that was written and read finds %+v, %v; want %+v", two, err, one)
	}
}
