// Package enginetest is the contract of engines: [Run] holds what every engine must do
// whose documents are those of [Collection]. It is imported by tests only.
//
// The contract was held against the engine of package local with one thing broken at a
// time: docs/decisions.md lists what was broken, and which of its tests failed.
package enginetest

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Day is the day on which the plans of the contract ask.
const Day statute.Date = "2026-03-04"

// Run runs the contract on the engine that open makes of the documents.
func Run(t *testing.T, open func(t *testing.T, docs []Document) engine.Engine) {
	docs := Collection()
	c := &contract{engine: open(t, docs), names: map[searchdoc.Key]string{}, keys: map[string]searchdoc.Key{}}
	c.learnNames(t, docs)
	for _, x := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"what must occur", c.expressions}, {"where it may stand", c.near}, {"words", c.words}, {"words and what must occur", c.both},
		{"beside the page", c.beside},
		{"conditions", c.conditions}, {"conditions on citations", c.citations}, {"wrong plans", c.wrong},
		{"kinds", c.kinds}, {"days", c.days}, {"reports", c.reports},
		{"facets", c.facets}, {"facets under conditions", c.facetsNarrowed}, {"facets of few", c.facetsOfFew}, {"figures", c.figures},
		{"pages", c.paging}, {"orders", c.sorts}, {"order of tiers", c.tiers}, {"groups", c.groups},
		{"named", c.named}, {"cases first", c.casesFirst}, {"marks", c.marks}, {"reasons", c.reasons},
		{"similar", c.similar}, {"neighbours", c.neighbours},
		{"contexts", c.contexts}, {"plans are left alone", c.unchanged}, {"plans as JSON", c.asJSON},
	} {
		t.Run(x.name, x.run)
	}
	full := &contract{engine: open(t, Many())}
	t.Run("facets of many", full.facetsOfMany)
	t.Run("groups of many", full.groupsOfMany)
	docs = likes()
	like := &contract{engine: open(t, docs), names: map[searchdoc.Key]string{}, keys: map[string]searchdoc.Key{}}
	like.learnNames(t, docs)
	t.Run("alike", like.alike)
	t.Run("contexts that end", full.ending)
}

type contract struct {
	engine engine.Engine
	names  map[searchdoc.Key]string // of documents that are no laws, by their keys
	keys   map[string]searchdoc.Key // those keys by the names
}

// learnNames finds the keys of the documents that are no laws.
func (c *contract) learnNames(t *testing.T, docs []Document) {
	t.Helper()
	for _, d := range docs {
		if d.Only == "" {
			continue
		}
		must := engine.Word(d.Only)
		a := c.find(t, engine.Plan{Must: &must})
		kind, _ := searchdoc.KindOf(string(d.Kind))
		if len(a.Hits) != 1 || a.Hits[0].Kind != kind {
			t.Fatalf("what only %s has is found in %+v", d.Name, a.Hits)
		}
		c.names[a.Hits[0].Key], c.keys[d.Name] = d.Name, a.Hits[0].Key
	}
}

// kinds that plans of the contract often ask for.
var (
	provisions = []searchdoc.Kind{searchdoc.Article, searchdoc.Clause}
	cases      = []searchdoc.Kind{searchdoc.Case}
)

// find asks the engine, on Day and for a long page where the plan says nothing else.
func (c *contract) find(t *testing.T, p engine.Plan) *engine.Answer {
	t.Helper()
	if p.Day == "" {
		p.Day = Day
	}
	if p.Size == 0 {
		p.Size = 1000
	}
	a, err := c.engine.Search(t.Context(), &p)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Hits) != min(p.Size, max(0, a.Listed-p.From)) || a.Listed > a.Total {
		t.Errorf("a page of %d has %d of %d hits of %d documents", p.Size, len(a.Hits), a.Listed, a.Total)
	}
	return a
}

// name is what the contract calls a document: 风2 is an article, 旧风2 the same in its
// older text, 风 the law, 甲 a case, 报1 one that a report tells.
func (c *contract) name(k searchdoc.Key) string {
	if ref, n, ok := k.ReportedCase(); ok {
		return c.names[searchdoc.DocumentKey(statute.DocCommentary, ref)] + string(rune('0'+n))
	}
	if name, ok := c.names[k]; ok {
		return name
	}
	law, label, address, _ := k.Provision()
	if law == "" {
		law = k.Law()
	}
	old := ""
	if strings.HasPrefix(label, "2015") {
		old = "旧"
	}
	return old + string([]rune(law + "？")[:1]) + address
}

// inOrder are the names of the hits, as they stand.
func (c *contract) inOrder(hits []engine.Hit) string {
	list := make([]string, len(hits))
	for i, h := range hits {
		list[i] = c.name(h.Key)
	}
	return strings.Join(list, " ")
}

// sorted are the names of the hits, in the order of the names.
func (c *contract) sorted(a *engine.Answer) string { return sorted(c.inOrder(a.Hits)) }

func sorted(names string) string {
	list := strings.Fields(names)
	slices.Sort(list)
	return strings.Join(list, " ")
}

// finds says that a plan finds certain documents, in any order, and counts them.
func (c *contract) finds(t *testing.T, what string, p engine.Plan, want string) {
	t.Helper()
	a := c.find(t, p)
	if got := c.sorted(a); got != sorted(want) || a.Total != len(a.Hits) || a.Listed != a.Total {
		t.Errorf("%s finds %q, %d in all, %d listed; want %q", what, got, a.Total, a.Listed, sorted(want))
	}
}

// asJSON: a plan that crossed a network finds the same, and so does its answer.
func (c *contract) asJSON(t *testing.T) {
	must := engine.And(engine.Word("应当"), engine.Not(engine.Pattern("修补", "更换")))
	p := engine.Plan{Must: &must, Words: "电线", Also: []string{"线路"}, Kinds: provisions, Day: Day, Size: 10,
		Facets: []string{engine.FieldLaw}, Sort: engine.ByDate, Marks: []string{"风筝"},
		Beside:     engine.Beside{Kinds: cases, Size: 2, LeastWords: 0.1},
		Conditions: []engine.Condition{{Field: engine.FieldTitle, Relation: engine.Contains, Values: []string{"管理"}}}}
	var read engine.Plan
	copied(t, &p, &read)
	one, two := c.find(t, p), c.find(t, read)
	var crossed engine.Answer
	copied(t, two, &crossed)
	if !reflect.DeepEqual(one, &crossed) || len(one.Hits) == 0 {
		t.Errorf("the plan that was written and read finds %+v; want %+v", crossed, one)
	}
}

// unchanged: an engine changes nothing of a plan, and answers one plan in one way.
func (c *contract) unchanged(t *testing.T) {
	for name, p := range c.plans() {
		p.Size, p.Also, p.Marks = 10, []string{"损坏", "纸鸢"}, []string{"风筝", "灯笼"}
		var before engine.Plan
		copied(t, &p, &before)
		one, err := c.engine.Search(t.Context(), &p)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(p, before) {
			t.Errorf("%s: the plan became %+v", name, p)
		}
		if two := c.find(t, p); !reflect.DeepEqual(one, two) {
			t.Errorf("%s finds %+v, then %+v", name, one, two)
		}
	}
}

// copied writes a value as JSON and reads it.
func copied[T any](t *testing.T, v, into *T) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil || !reflect.DeepEqual(v, into) {
		t.Fatalf("%s is read as %+v, %v", text, into, err)
	}
}

// plans are plans of each kind, of which several tests hold what holds of all.
func (c *contract) plans() map[string]engine.Plan {
	must := engine.Word("风筝")
	return map[string]engine.Plan{
		"everything":      {Day: Day},
		"all cases":       {Day: Day, Kinds: cases, Reports: true},
		"cases by tier":   {Day: Day, Kinds: cases, Reports: true, Sort: engine.ByTier},
		"words":           {Day: Day, Words: "风筝缠绕树木怎么办", CasesFirst: true},
		"words and must":  {Day: Day, Words: "风筝登记", Must: &must},
		"must":            {Day: Day, Must: &must, Superseded: true},
		"must not":        {Day: Day, Words: "灯笼", Must: &engine.Expr{Op: engine.OpNot, Args: []engine.Expr{engine.Word("登记")}}},
		"conditions":      {Day: Day, Conditions: []engine.Condition{is(engine.FieldType, "article", "case")}},
		"named":           {Day: Day, Words: "罚款", Named: []searchdoc.Key{kite(2), c.keys["丁"], kite(2)}},
		"named, no other": {Day: Day, NamedOnly: true, Named: []searchdoc.Key{kite(3), kite(1)}},
	}
}

// is makes a condition.
func is(field string, values ...string) engine.Condition {
	return engine.Condition{Field: field, Relation: engine.Is, Values: values}
}

// not turns a condition round.
func not(c engine.Condition) engine.Condition {
	c.Not = true
	return c
}

// kite is the key of an article of the text of 风筝管理条例 that is in force on Day.
func kite(n int) searchdoc.Key {
	return searchdoc.ProvisionKey("风筝管理条例", "2019-03-01", string(rune('0'+n)))
}
