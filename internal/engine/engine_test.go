package engine

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Plans and answers are the same after they crossed a network.
func TestJSON(t *testing.T) {
	t.Parallel()
	must := And(Word("甲"), Or(Pattern("乙", "丙?"), Not(Word("丁"))), Near(Paragraph, Word("戊"), Word("己")),
		Expr{Op: OpNear, Within: Characters, Distance: 7, Args: []Expr{Word("庚"), Word("辛")}})
	p := Plan{Must: &must, Words: "词",
		Question: question.Question{Subject: "词", Implied: "问", Ignored: []string{"今年"}, Facts: true, Branch: question.BranchCivil,
			Asks: question.AsksAmount},
		Also: []string{"辞"}, Near: true, Answering: true,
		Conditions: []Condition{{Field: FieldDate, Relation: Between, Values: []string{"2020-01-01", ""}, Not: true}},
		Kinds:      []searchdoc.Kind{searchdoc.Article, searchdoc.Case}, Day: "2026-03-04", Superseded: true, Reports: true,
		Named:     []searchdoc.Key{"风筝管理条例@2019-03-01/1"},
		NamedOnly: true, CasesFirst: true, Sort: ByTier, GroupByLaw: true, From: 20, Size: 10, Facets: []string{FieldCourt},
		Groups: []Grouping{{By: FieldYear, Facets: []string{FieldOutcome}, Spreads: []string{FieldAmount}}},
		Beside: Beside{Kinds: []searchdoc.Kind{searchdoc.Case}, Size: 3, LeastWords: 0.5},
		Marks:  []string{"词"}}
	crosses(t, p)
	crosses(t, Answer{Total: 3, Listed: 2, LeftOut: 4, Facets: map[string][]Count{FieldCourt: {{"某法院", 2}}},
		WithoutCases: true,
		Groups: [][]Group{{{Value: "2020", Count: 2, Facets: map[string][]Count{FieldOutcome: {{"驳回", 1}}},
			Spreads: map[string]Spread{FieldAmount: {1, 2, 3, 4, 5, 6}}}}},
		Beside: [][]Hit{{{Key: "case:7afb22c5f8dd"}}},
		Hits: []Hit{{Key: "case:7afb22c5f8dd", Kind: searchdoc.Case, Named: 1, Score: 0.5,
			Reasons: Reasons{Closeness: 0.1, Words: 0.2, Title: 0.3, Answers: 4, Cited: 5, Passage: 0.6, Rare: true,
				Causes: []string{"买卖合同"},
				Shared: []searchdoc.Key{"甲法@undated/1"}}, Cited: 6, Date: "2020-01-02", SameLaw: 7,
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
			if place++; o.Place != place || o.Label == "" || params[o.Param] {
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

// all has a value of every field.
var all = Attributes{Kind: searchdoc.Case, Title: "风筝案", Date: "2020-01-02", Law: "风筝管理条例", Level: statute.LevelRegulation,
	Issuers: []string{"国务院"}, Status: statute.StatusInForce, Tier: casefile.TierTypical, Court: "某法院", CourtLevel: "基层",
	Province: "云溪", CaseKind: "民事", Cause: "产品责任", Outcome: "驳回", Year: "2020",
	Instance: "一审", Number: "（2020）虚01民初1号", Chain: []string{"（2020）虚01民初1号"}, Parties: []string{"甲公司"}, Judges: []string{"乙丙"},
	Lawyers: []string{"丁戊"}, Firms: []string{"己律师事务所"}, Amount: 1, Sentence: 1}

// Every field that is counted reads a value of what has one, and none of what has none.
func TestValues(t *testing.T) {
	t.Parallel()
	for i := range table {
		f := &table[i]
		for _, of := range []func(*Attributes) []string{f.Values, f.Looked} {
			if of == nil {
				continue
			}
			if v := of(&all); len(v) != 1 || v[0] == "" {
				t.Errorf("%s of what has all is %q", f.Name, v)
			}
		}
		if f.Values == nil { // an empty value that is only looked at does no harm
			continue
		}
		if v := f.Values(&Attributes{Kind: searchdoc.Clause}); slices.Contains(v, "") || f.Name != FieldType && len(v) > 0 {
			t.Errorf("%s of what has nothing is %q", f.Name, v)
		}
	}
	if got := causes(&Attributes{Charges: []string{"盗窃罪", "诈骗罪"}}); len(got) != 2 {
		t.Errorf("the charges are %q", got)
	}
	if TypeOf(searchdoc.Clause) != "article" || TypeOf(searchdoc.Law) != "law" || typeTitle("planet") != "planet" {
		t.Error("a kind goes by another name")
	}
}

// Ranges are read as they may be typed, and hold of what stands between their ends.
func TestRange(t *testing.T) {
	t.Parallel()
	amount, _ := FieldNamed(FieldAmount)
	sentence, _ := FieldNamed(FieldSentence)
	for _, x := range []struct {
		field *Field
		typed string
		want  string // "" for what cannot be read
	}{
		{amount, "50000", "50000..50000"}, {amount, "10万..50万", "100000..500000"}, {amount, "10万 - 50万元", "100000..500000"},
		{amount, "1万至1.5亿", "10000..150000000"}, {amount, "100万以上", "1000000.."}, {amount, "五万以下", "..50000"},
		{amount, "..1万", "..10000"},
		{amount, "1.13万", "11300..11300"},
		{amount, "1,000", "1000..1000"}, {amount, "50万..10万", ""}, {amount, "..", ""}, {amount, "很多", ""},
		{amount, "3个月", ""}, {amount, "", ""}, {amount, "99999999999999999999", ""},
		{sentence, "36", "36..36"}, {sentence, "3年..10年", "36..120"}, {sentence, "三年以上", "36.."}, {sentence, "三年零六个月", "42..42"},
		{sentence, "有期徒刑三年至七年", "36..84"}, {sentence, "7..12", "7..12"}, {sentence, "..6个月", "..6"}, {sentence, "无期徒刑", "9000..9000"},
		{sentence, "十年..死刑", "120..9999"}, {sentence, "3年6", ""}, {sentence, "年", ""}, {sentence, "长", ""}, {sentence, "10年到3年", ""},
	} {
		first, last, ok := x.field.Range(x.typed)
		got := ""
		if ok {
			got = first + ".." + last
		}
		if got != x.want {
			t.Errorf("%s %q is read as %q; want %q", x.field.Name, x.typed, got, x.want)
		}
	}
	for _, f := range []*Field{amount, sentence} {
		for n := int64(1); n < 20_000_000; n = n*3/2 + 1 {
			a := &Attributes{Amount: n, Sentence: int(min(n, casefile.MonthsOfDeath))}
			value, looked := f.Values(a), f.Looked(a)
			first, last, ok := f.Range(value[0])
			if len(value) != 1 || !ok || !f.Within(looked[0], first, last) || f.Called(value[0]) == value[0] {
				t.Errorf("%s of %d is counted as %q", f.Name, n, value)
			}
		}
	}
	date, _ := FieldNamed(FieldDate)
	if !amount.Within("9", "8", "10") || amount.Within("11", "8", "10") || date.Within("2019-01-01", "2020-01-01", "") ||
		!date.Within("2020-01-01", "", "2020-01-01") {
		t.Error("ends do not belong to a range, or others do")
	}
	if amount.First("7..8") != 7 || amount.First("..8") != 0 {
		t.Error("a range begins elsewhere")
	}
	if got := amount.Called("7..8"); got != "7..8" {
		t.Errorf("a range that is no band is called %s", got)
	}
}

// A spread has the numbers at its quarters.
func TestSpread(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		list []int64
		want Spread
	}{
		{nil, Spread{}}, {[]int64{7}, Spread{1, 7, 7, 7, 7, 7}}, {[]int64{1, 2}, Spread{2, 1, 1, 1, 1, 2}},
		{[]int64{1, 2, 3, 4, 5}, Spread{5, 1, 2, 3, 4, 5}}, {[]int64{1, 2, 3, 4, 5, 6, 7, 8}, Spread{8, 1, 2, 4, 6, 8}},
	} {
		if got := SpreadOf(x.list); got != x.want {
			t.Errorf("the spread of %v is %+v; want %+v", x.list, got, x.want)
		}
	}
}

// What a list offers is counted, is a parameter once, and is what was chosen by it.
func TestLists(t *testing.T) {
	t.Parallel()
	for _, list := range []List{SearchList, CaseList} {
		chosen := map[string]string{}
		var offered []string
		for f, o := range list.Params() {
			chosen[o.Param] = "x"
			if o.Facet != "" != slices.Contains(list.Facets(), f.Name) {
				t.Errorf("%s is chosen and not counted", f.Name)
			}
		}
		for f, value := range list.Chosen(func(param string) string { return chosen[param] }) {
			offered = append(offered, f.Name)
			if value != "x" {
				t.Errorf("%s was chosen as %q", f.Name, value)
			}
		}
		if len(offered) != len(chosen) || len(offered) < 8 {
			t.Errorf("%q were chosen of %v", offered, chosen)
		}
		for f := range list.Chosen(func(string) string { return "" }) {
			t.Errorf("%s was chosen by nobody", f.Name)
		}
		for range list.Params() { // may be left early
			break
		}
		for range list.Chosen(func(string) string { return "x" }) {
			break
		}
	}
	var names []string
	for f := range FieldsOf(searchdoc.Law) {
		names = append(names, f.Name)
	}
	if want := []string{FieldLaw, FieldLevel, FieldType, FieldIssuer}; !slices.Equal(names, want) {
		t.Errorf("laws have the fields %q; want %q", names, want)
	}
	if _, ok := FieldNamed("colour"); ok {
		t.Error("there is a field colour")
	}
}

// Near has the words of all its arguments.
func TestNear(t *testing.T) {
	t.Parallel()
	e := Near(Article, Word("甲"), Or(Word("乙"), Word("丙")))
	if got := e.Words(); !slices.Equal(got, []string{"甲", "乙", "丙"}) || e.Within != Article {
		t.Errorf("%+v has the words %q", e, got)
	}
}
