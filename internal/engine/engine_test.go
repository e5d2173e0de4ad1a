package engine

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Plans and answers are the same after they crossed a network.
func TestJSON(t *testing.T) {
	t.Parallel()
	must := And(Word("甲"), Or(Pattern("乙", "丙?"), Not(Word("丁"))), Near(Paragraph, Word("戊"), Word("己")),
		Expr{Op: OpNear, Within: Characters, Distance: 7, Args: []Expr{Word("庚"), Word("辛")}})
	p := Plan{Must: &must, Words: "词", Also: []string{"辞"},
		Conditions: []Condition{{Field: FieldDate, Relation: Between, Values: []string{"2020-01-01", ""}, Not: true}},
		Kinds:      []searchdoc.Kind{searchdoc.Article, searchdoc.Case}, Day: "2026-03-04", Superseded: true, Reports: true,
		Named:     []searchdoc.Key{"风筝管理条例@2019-03-01/1"},
		NamedOnly: true, CasesFirst: true, Sort: ByTier, GroupByLaw: true, From: 20, Size: 10, Facets: []string{FieldCourt},
		Marks: []string{"词"}}
	crosses(t, p)
	crosses(t, Answer{Total: 3, Listed: 2, Facets: map[string][]Count{FieldCourt: {{"某法院", 2}}},
		Hits: []Hit{{Key: "case:7afb22c5f8dd", Kind: searchdoc.Case, Named: 1, Score: 0.5,
			Reasons: Reasons{Closeness: 0.1, Words: 0.2, Title: 0.3, Answers: 4, Cited: 5}, Cited: 6, SameLaw: 7,
			Marks: [][2]int{{1, 2}}}}})
	crosses(t, Likeness{Case: "case:7afb22c5f8dd", Facts: "事实", Size: 5})
	crosses(t, Around{Provision: "风筝管理条例@2019-03-01/1", Day: "2026-03-04", Superseded: true, Size: 5})
	crosses(t, Neighbourhood{Citing: []searchdoc.Key{"甲法@undated/1"}, Cited: []searchdoc.Key{"乙法@undated/2"}})
}

// crosses writes a value without any zero member as JSON and reads it.
func crosses[T any](t *testing.T, v T) {
	t.Helper()
	for i := range reflect.TypeFor[T]().NumField() {
		if reflect.ValueOf(v).Field(i).IsZero() {
			t.Errorf("%T: %s is not tested", v, reflect.TypeFor[T]().Field(i).Name)
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var read T
	if err := json.Unmarshal(text, &read); err != nil || !reflect.DeepEqual(read, v) {
		t.Errorf("%s is read as %+v, %v", text, read, err)
	}
}

// The rows of the table fit each other.
func TestFields(t *testing.T) {
	t.Parallel()
	names, typed := map[string]bool{}, map[string]bool{}
	for i := range table {
		f := &table[i]
		if names[f.Name] {
			t.Errorf("%s is there twice", f.Name)
		}
		names[f.Name] = true
		if found, ok := FieldNamed(f.Name); !ok || found != f {
			t.Errorf("%s is not found", f.Name)
		}
		if found, ok := FieldTyped(f.Name); ok != f.Language || ok && found != f {
			t.Errorf("%s can be typed: %t", f.Name, ok)
		}
		for _, name := range f.Typed {
			if typed[name] || !f.Language || len(name) > LongestTyped() {
				t.Errorf("%s is typed for %s", name, f.Name)
			}
			typed[name] = true
		}
		for _, c := range f.Choices {
			for _, written := range append([]string{c.Value, c.Name}, c.Also...) {
				if value, ok := f.Choose(written); !ok || value != c.Value {
					t.Errorf("%s:%s is %s, %t", f.Name, written, value, ok)
				}
			}
			if got := f.Called(c.Value); got != c.Name {
				t.Errorf("%s:%s is called %s", f.Name, c.Value, got)
			}
		}
		if _, ok := f.Choose("没有这个值"); ok == (len(f.Choices) > 0) {
			t.Errorf("%s takes any value: %t", f.Name, ok)
		}
	}
	for _, list := range []List{SearchList, CaseList} {
		place := 0
		params := map[string]bool{}
		for f, o := range list.Offered() {
			if o.Param == "" {
				continue
			}
			if place++; o.Place != place || o.Label == "" || o.Facet == "" || params[o.Param] {
				t.Errorf("%s is offered as %+v at place %d", f.Name, o, place)
			}
			params[o.Param] = true
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	must := And(Word("甲"), Not(Word("乙")), Pattern("丙?丁", "戊"))
	if got := must.Words(); !reflect.DeepEqual(got, []string{"甲", "丙", "丁", "戊"}) {
		t.Errorf("the words are %q", got)
	}
	not := Not(Word("乙"))
	var none *Expr
	if !must.Demands() || not.Demands() || none.Demands() {
		t.Error("what is demanded is taken for what is not")
	}
}
