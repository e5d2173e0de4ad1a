package local

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// cases are invented, with values that others share, several, and none.
var cases = []*kb.CaseInfo{
	{DocumentInfo: kb.DocumentInfo{Title: "甲案", Date: "2019-02-03"}, Tier: casefile.TierNews, Court: "云溪县人民法院",
		Province: "浙江", CaseKind: "刑事", Charges: []string{"盗窃罪", "诈骗罪"}},
	{DocumentInfo: kb.DocumentInfo{Title: "乙案", Date: "2020-02-03"}, Court: "清河县人民法院",
		Province: "浙江", CaseKind: "民事", Cause: "民间借贷", Outcome: "部分支持"},
	{DocumentInfo: kb.DocumentInfo{Title: "丙案"}, Number: "（2020）浙0599民初7号", Cause: "买卖合同", Amount: 20_000,
		Earlier: []string{"（2019）浙0599民初1号"}, Judges: []string{"羊丁", "牛戊"}, Firms: []string{"云溪律师事务所"}},
	{DocumentInfo: kb.DocumentInfo{Title: "丁案", Date: "2019-05-06"}, CaseKind: "刑事", Charges: []string{"盗窃罪"}, Sentence: 9, Amount: 3_000},
	{},
}

func attributesOfAll() []*engine.Attributes {
	all := make([]*engine.Attributes, len(cases))
	for i, c := range cases {
		all[i] = AttributesOfCase(c)
	}
	return all
}

// Columns have the values that are read from attributes.
func TestColumns(t *testing.T) {
	t.Parallel()
	all := attributesOfAll()
	columns := makeColumns(all)
	for _, l := range []engine.List{engine.SearchList, engine.CaseList} {
		for f := range l.Offered() {
			if f.Values != nil && slices.Contains(f.Kinds, searchdoc.Case) != (columns.values[f.Name] != nil) {
				t.Errorf("the column of %s is %+v", f.Name, columns.values[f.Name])
			}
		}
	}
	for f := range engine.FieldsOf(searchdoc.Case) {
		for of, c := range map[*func(*engine.Attributes) []string]*column{&f.Values: columns.values[f.Name],
			&f.Looked: columns.looked[f.Name]} {
			for place, a := range all {
				if *of == nil {
					continue
				}
				var got []string
				for _, v := range c.of(place) {
					got = append(got, c.names[v])
				}
				if want := (*of)(a); !slices.Equal(got, want) {
					t.Errorf("%s of %s is %q; want %q", f.Name, a.Title, got, want)
				}
			}
		}
	}
}

// The cases that have one of some values are those that looking at each gives, and none are given
// where they are too many.
func TestHaving(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 7))
	names := []string{"盗窃罪", "诈骗罪", "抢劫罪", "抢夺罪", "民间借贷"}
	several := 0
	for range 300 {
		all := make([]*engine.Attributes, rng.IntN(40))
		for i := range all {
			all[i] = &engine.Attributes{}
			for range rng.IntN(4) {
				all[i].Charges = append(all[i].Charges, names[rng.IntN(len(names))])
			}
		}
		c := &column{}
		c.fill(all, func(a *engine.Attributes) []string { return a.Charges })
		marked := c.mark(func(string) bool { return rng.IntN(2) == 0 })
		var want []int32
		size := 0
		for place := range all {
			if c.has(place, marked) {
				want = append(want, int32(place))
			}
			for _, v := range c.of(place) {
				if marked[v] {
					size++
				}
			}
		}
		if got, ok := c.having(marked, size); !ok || !slices.Equal(got, want) {
			t.Fatalf("%v, %t; want %v", got, ok, want)
		}
		if size > 0 {
			if _, ok := c.having(marked, size-1); ok {
				t.Fatalf("%d are not more than %d", size, size-1)
			}
		}
		if size > len(want) {
			several++
		}
	}
	if several < 100 {
		t.Errorf("only %d times a case had several of the values", several)
	}
}

// A condition holds of a case as it holds of the attributes of the case, by whatever
// relation and turned round or not.
func TestConditionsOnCases(t *testing.T) {
	t.Parallel()
	all := attributesOfAll()
	e := &Engine{cases: cases, columns: makeColumns(all)}
	held := 0
	for _, c := range []engine.Condition{
		{Field: engine.FieldCause, Relation: engine.Is, Values: []string{"盗窃罪"}},
		{Field: engine.FieldCause, Relation: engine.Is, Values: []string{"诈骗罪", "买卖合同"}},
		{Field: engine.FieldCause, Relation: engine.Contains, Values: []string{"借"}},
		{Field: engine.FieldCourt, Relation: engine.Contains, Values: []string{"云溪", "不在"}},
		{Field: engine.FieldDate, Relation: engine.Is, Values: []string{"2019"}},
		{Field: engine.FieldDate, Relation: engine.Between, Values: []string{"2019-01-01", "2019-12-31"}},
		{Field: engine.FieldYear, Relation: engine.Is, Values: []string{"2020"}},
		{Field: engine.FieldYear, Relation: engine.Between, Values: []string{"2020", ""}},
		{Field: engine.FieldTitle, Relation: engine.Contains, Values: []string{"丁"}},
		{Field: engine.FieldType, Relation: engine.Is, Values: []string{"case"}},
		{Field: engine.FieldLaw, Relation: engine.Is, Values: []string{"刑法"}},
		{Field: engine.FieldProvince, Relation: engine.Is, Values: []string{"没有"}},
		{Field: engine.FieldProvince, Relation: engine.Is},
		{Field: engine.FieldAmount, Relation: engine.Between, Values: []string{"4000", ""}},
		{Field: engine.FieldAmount, Relation: engine.Is, Values: []string{"..9999"}},
		{Field: engine.FieldSentence, Relation: engine.Between, Values: []string{"", "12"}},
		{Field: engine.FieldJudge, Relation: engine.Contains, Values: []string{"牛"}},
		{Field: engine.FieldFirm, Relation: engine.Is, Values: []string{"云溪律师事务所"}},
		{Field: engine.FieldNumber, Relation: engine.Contains, Values: []string{"民初7"}},
		{Field: engine.FieldChain, Relation: engine.Is, Values: []string{"（2019）浙0599民初1号"}},
	} {
		for _, c.Not = range []bool{false, true} {
			both := []engine.Condition{c, {Field: engine.FieldTitle, Relation: engine.Contains, Values: []string{"戊"}, Not: true}}
			f, err := e.filter(t.Context(), &engine.Plan{Superseded: true, Conditions: both})
			if err != nil {
				t.Fatal(err)
			}
			for place, a := range all {
				if got, want := f.caseHolds(place), f.holds(a); got != want {
					t.Errorf("%+v of %s is %t; want %t", c, a.Title, got, want)
				} else if got {
					held++
				}
			}
		}
	}
	if want := 20 * len(cases); held != want { // each case once, by a condition or by its opposite
		t.Errorf("%d hold; want %d", held, want)
	}
}

// Cases are counted as other documents are, and together with them.
func TestCountsOfCases(t *testing.T) {
	t.Parallel()
	all := attributesOfAll()
	columns := makeColumns(all)
	var byNumber, byAttributes tally
	for f := range engine.FieldsOf(searchdoc.Case) {
		if f.Values == nil {
			continue
		}
		byNumber.addField(f, columns.values[f.Name])
		byAttributes.addField(f, nil)
	}
	law := &engine.Attributes{Kind: searchdoc.Law}
	byNumber.add(law, 2)
	byAttributes.add(law, 2)
	for place, a := range all {
		byNumber.addCase(place)
		byAttributes.add(a, 1)
	}
	byNumber.sum()
	for i, f := range byNumber.fields {
		if got, want := mostFrequent(byNumber.counts[i]), mostFrequent(byAttributes.counts[i]); !slices.Equal(got, want) {
			t.Errorf("counts of %s are %v; want %v", f.Name, got, want)
		}
	}
}

// Cases stand in their places, other documents behind them in their order, and what was
// named first.
func TestSortByPlace(t *testing.T) {
	t.Parallel()
	e := &Engine{cases: cases, places: []int32{3, -1, 0, 2, -1}}
	list := func(docs ...int) []found {
		l := make([]found, len(docs))
		for i, d := range docs {
			l[i].Doc = d
		}
		return l
	}
	docs := func(l []found) (docs []int) {
		for _, f := range l {
			docs = append(docs, f.Doc)
		}
		return docs
	}
	l := append(list(4, 0, 1, 2, 3), found{reported: &reported{place: 1}, unknown: true})
	l[5].Doc = 9
	e.sortByPlace(l)
	if got := docs(l); !slices.Equal(got, []int{2, 9, 3, 0, 4, 1}) {
		t.Errorf("sorted %v", got)
	}
	l = list(0, 0, 2, 1, 3)
	l[0].named, l[1].named = 1, 2
	e.sortByPlace(l)
	if got := docs(l); !slices.Equal(got, []int{0, 0, 2, 3, 1}) || l[0].named != 1 {
		t.Errorf("with named ones sorted %v", got)
	}
}
