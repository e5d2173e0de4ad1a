package engine

import (
	"iter"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Field is something that documents have and that a search can be narrowed by: typed
// in the query language, chosen on a page, or named in a request to the API. All of
// them know a field from its row in the table of this file and nowhere else, so that
// a new one is a row with its words.
type Field struct {
	// Name is what plans, and the query language, call it.
	Name string
	// Typed are its other names in the query language; Language says that it can be typed
	// at all.
	Typed    []string
	Language bool
	// Kinds are the kinds of documents that have it.
	Kinds []searchdoc.Kind
	// Values are the values of a document, which facets count and Is compares. Of Cites
	// and Applies, which come out of the net of citations, engines know them.
	Values func(*Attributes) []string
	// Looked are what Contains and Between look at, where that is not Values.
	Looked func(*Attributes) []string
	// Part is the part of a case in whose text Contains looks for a string, to the letter as
	// OpWord does. Such a field has no values.
	Part searchdoc.PartKind
	// Number reads one end of a range that was typed, of a field whose values are whole
	// numbers; nil: they are days. Between compares accordingly.
	Number func(typed string) (n int64, ok bool)
	// Folded says that Contains does not look at case, width and white space.
	Folded bool
	// Relation is how a value that was typed compares.
	Relation Relation
	// Normal writes a value as documents have it; nil: values are as they are typed.
	Normal func(string) string
	// Title is what a value is called; nil: it is called what it is.
	Title func(value string) string
	// Choices are the only values that there are; none: values are open. Refusal tells
	// a user who gave another, with %s for what was given.
	Choices []Choice
	Refusal string
	// Search and Cases say how searches and lists of cases offer it; nil: not at all.
	Search, Cases *Offer
}

// Offer is how a search, or the list of cases, offers a field.
type Offer struct {
	Facet string // name of its counts in answers of the API; "" where values are not counted
	// Param is the parameter of pages and the API that chooses a value; "" where values
	// are only counted.
	Param string
	Label string // heading above the values on a page
	Place int    // among the facets of a page, from 1
	// Example stands in the box of a form in which a value can be typed; "" where a page has
	// no box for it.
	Example string
	// Hint says behind Label what the description of the API tells of the parameter, where
	// a field has no choices; "" where Label says it all.
	Hint string
}

// Choice is one of few values of a field.
type Choice struct {
	Value string
	Name  string   // what it is called, in Chinese
	Also  []string // what else it may be called when it is typed
}

// The names of the fields.
const (
	FieldType       = "type"
	FieldLaw        = "law"
	FieldTitle      = "title"
	FieldLevel      = "level"
	FieldStatus     = "status"
	FieldDate       = "date"
	FieldIssuer     = "issuer"
	FieldTier       = "tier"
	FieldCourt      = "court"
	FieldCause      = "cause"
	FieldCourtLevel = "court_level"
	FieldProvince   = "province"
	FieldOutcome    = "outcome"
	FieldCaseKind   = "kind"
	FieldYear       = "year"
	FieldInstance   = "instance"
	FieldSentence   = "sentence" // months; see casefile.Facts.Longest
	FieldAmount     = "amount"   // yuan
	FieldParty      = "party"
	FieldJudge      = "judge"
	FieldLawyer     = "lawyer"
	FieldFirm       = "firm"
	FieldNumber     = "number"
	// FieldChain has the normalised numbers of a case and of the decisions before it.
	FieldChain = "chain"
	// The fields of words in a part of a case.
	FieldFacts   = "facts"
	FieldReasons = "reasons"
	FieldResult  = "result"
	// FieldCites has keys of articles: what is the article, or names it or a part of it.
	FieldCites = "cites"
	// FieldApplies has addresses without a version, of laws, their parts and provisions:
	// the cases that name them, or anything below them.
	FieldApplies = "article"
	// FieldKey has keys of documents.
	FieldKey = "key"
)

var (
	provisions = []searchdoc.Kind{searchdoc.Article, searchdoc.Clause}
	ofLaws     = []searchdoc.Kind{searchdoc.Article, searchdoc.Clause, searchdoc.Law}
	cases      = []searchdoc.Kind{searchdoc.Case}
)

// table has the fields in the order in which the API takes and describes them.
var table = [...]Field{
	{
		Name: FieldLaw, Language: true, Typed: []string{"法律", "法规"}, Kinds: ofLaws, Relation: Is,
		Values: one(func(a *Attributes) string { return a.Law }),
		Search: &Offer{Facet: "law", Param: "law", Label: "法律", Place: 2, Hint: "只在这部法律里查，简称亦可"},
	},
	{
		Name: FieldTitle, Language: true, Typed: []string{"标题"}, Relation: Contains, Folded: true,
		Looked: one(func(a *Attributes) string { return a.Title }),
	},
	{
		Name: FieldLevel, Language: true, Typed: []string{"级别", "位阶"}, Kinds: ofLaws, Relation: Is,
		Values:  one(func(a *Attributes) string { return string(a.Level) }),
		Choices: levels(), Refusal: "没有“%s”这一级别，请用 " + strings.Join(namesOf(levels()), "、"),
		Search: &Offer{Facet: "level", Param: "level", Label: "级别", Place: 1},
	},
	{
		Name: FieldStatus, Language: true, Typed: []string{"效力"}, Kinds: provisions, Relation: Is,
		Values:  one(func(a *Attributes) string { return string(a.Status) }),
		Title:   func(v string) string { return statute.Status(v).Chinese() },
		Choices: statuses(), Refusal: "没有“%s”这一效力，请用 " + oneOf(namesOf(statuses())),
		Search: &Offer{Facet: "status", Param: "status", Label: "效力", Place: 3},
	},
	{
		// A law goes by the date of its newest text, but is not counted with the texts of
		// a year.
		Name: FieldDate, Language: true, Typed: []string{"日期"}, Relation: Between,
		Kinds:  []searchdoc.Kind{searchdoc.Article, searchdoc.Clause, searchdoc.Case, searchdoc.Commentary, searchdoc.Consultation},
		Looked: one(func(a *Attributes) string { return string(a.Date) }),
		Values: one(func(a *Attributes) string { return yearOf(a.Date) }),
		Search: &Offer{Facet: "year", Param: "date", Label: "年份", Place: 4, Hint: "或日期：2020、2020-05 或 2020..2021-06"},
	},
	{
		Name: FieldType, Language: true, Typed: []string{"类型"}, Relation: Is,
		Kinds: []searchdoc.Kind{searchdoc.Article, searchdoc.Clause, searchdoc.Law, searchdoc.Case, searchdoc.Commentary,
			searchdoc.Consultation},
		Values:  one(func(a *Attributes) string { return TypeOf(a.Kind) }),
		Title:   typeTitle,
		Choices: types, Refusal: "没有“%s”这一类，请用 " + oneOf(namesOf(types)),
		Search: &Offer{Facet: "type"},
	},
	{
		Name: FieldTier, Language: true, Typed: []string{"层级"}, Kinds: cases, Relation: Is,
		Values:  one(func(a *Attributes) string { return string(a.Tier) }),
		Title:   func(v string) string { return casefile.Tier(v).Chinese() },
		Choices: tiers(), Refusal: "没有“%s”这一类案例，请用 " + oneOf(namesOf(tiers())),
		Search: &Offer{Facet: "tier", Param: "tier", Label: "案例层级", Place: 6},
		Cases:  &Offer{Facet: "tier", Param: "tier", Label: "层级", Place: 3},
	},
	{
		Name: FieldCourt, Language: true, Typed: []string{"法院"}, Kinds: cases, Relation: Contains,
		Values: one(func(a *Attributes) string { return a.Court }),
		Search: &Offer{Facet: "court", Param: "court", Label: "法院", Place: 7, Hint: "审理案例的"},
		Cases:  &Offer{Facet: "court", Param: "court", Label: "法院、机关", Place: 9, Example: "例如 中级人民法院", Hint: "全称，或其中一部分"},
	},
	{
		Name: FieldCause, Language: true, Typed: []string{"案由"}, Kinds: cases, Relation: Contains, Normal: cause.Bare,
		Values: causes,
		Looked: func(a *Attributes) []string { return append([]string{a.Cause}, a.Charges...) },
		Search: &Offer{Facet: "cause", Param: "cause", Label: "案由、罪名", Place: 8},
		Cases:  &Offer{Facet: "cause", Param: "cause", Label: "案由、罪名", Place: 2, Example: "例如 盗窃罪", Hint: "全称，或其中一部分"},
	},
	{
		Name: FieldIssuer, Language: true, Typed: []string{"机关", "发布机关"}, Kinds: ofLaws, Relation: Is,
		Values: func(a *Attributes) []string { return a.Issuers },
		Search: &Offer{Facet: "issuer", Param: "issuer", Label: "发布机关", Place: 5, Hint: "如 最高人民法院"},
	},
	{
		Name: FieldApplies, Kinds: cases, Relation: Is,
		Cases: &Offer{Facet: "article", Param: "law", Label: "适用条文", Place: 1, Example: "例如 刑法264", Hint: "或法律，如 刑法264"},
	},
	{
		Name: FieldCaseKind, Kinds: cases, Relation: Is,
		Values: one(func(a *Attributes) string { return a.CaseKind }),
		Cases:  &Offer{Facet: "kind", Param: "kind", Label: "类型", Place: 4, Hint: "刑事、民事、行政、执行、国家赔偿、检察公益诉讼"},
	},
	{
		Name: FieldOutcome, Kinds: cases, Relation: Is,
		Values: one(func(a *Attributes) string { return a.Outcome }),
		Cases:  &Offer{Facet: "outcome", Param: "outcome", Label: "结果", Place: 6},
	},
	{
		Name: FieldCourtLevel, Kinds: cases, Relation: Is,
		Values: one(func(a *Attributes) string { return a.CourtLevel }),
		Cases:  &Offer{Facet: "court_level", Param: "court_level", Label: "法院级别", Place: 10, Hint: "最高、高级、中级、基层、专门"},
	},
	{
		Name: FieldProvince, Kinds: cases, Relation: Is,
		Values: one(func(a *Attributes) string { return a.Province }),
		Cases:  &Offer{Facet: "province", Param: "province", Label: "地区", Place: 11},
	},
	{
		Name: FieldYear, Kinds: cases, Relation: Is,
		Values: one(func(a *Attributes) string { return a.Year }),
		Cases:  &Offer{Facet: "year", Param: "year", Label: "年份", Place: 12},
	},
	{
		Name: FieldInstance, Language: true, Typed: []string{"审级", "审判程序"}, Kinds: cases, Relation: Is,
		Values: one(func(a *Attributes) string { return a.Instance }),
		Cases:  &Offer{Facet: "instance", Param: "instance", Label: "审级", Place: 5, Hint: "一审、二审、再审、再审审查、执行……"},
	},
	{
		Name: FieldSentence, Language: true, Typed: []string{"刑期"}, Kinds: cases, Relation: Between, Number: months,
		Values: bandsOf(func(a *Attributes) int64 { return int64(a.Sentence) }, sentences),
		Looked: number(func(a *Attributes) int64 { return int64(a.Sentence) }),
		Title:  titleOf(sentences), Refusal: "刑期“%s”读不懂，请写成 36（月）、3年..10年、..6、十年以上 或 无期徒刑",
		Cases: &Offer{Facet: "sentence", Param: "sentence", Label: "刑期", Place: 7, Example: "例如 3年..10年",
			Hint: "主文里最重的，按月计：36、7..12、3年..10年、120..；无期徒刑、死刑"},
	},
	{
		Name: FieldAmount, Language: true, Typed: []string{"金额"}, Kinds: cases, Relation: Between, Number: yuan,
		Values: bandsOf(func(a *Attributes) int64 { return a.Amount }, amounts),
		Looked: number(func(a *Attributes) int64 { return a.Amount }),
		Title:  titleOf(amounts), Refusal: "金额“%s”读不懂，请写成 50000、10万..50万、..1万 或 100万以上",
		Cases: &Offer{Facet: "amount", Param: "amount", Label: "金额", Place: 8, Example: "例如 10万..50万",
			Hint: "主文里最大的一笔，罚金、诉讼费不算，按元计：50000..100000、10万..50万、..1万、100万.."},
	},
	named(FieldJudge, 13, "法官", []string{"法官", "审判人员"}, "审判长、审判员、陪审员的姓名", "例如 姓名",
		func(a *Attributes) []string { return a.Judges }),
	named(FieldFirm, 14, "律所", []string{"律所", "律师事务所"}, "律师事务所的名称，或其中一部分", "例如 律师事务所",
		func(a *Attributes) []string { return a.Firms }),
	named(FieldLawyer, 15, "律师", []string{"律师"}, "代理人、辩护人中律师的姓名", "例如 姓名",
		func(a *Attributes) []string { return a.Lawyers }),
	named(FieldParty, 16, "当事人", []string{"当事人"}, "没有隐去的名称，或其中一部分；公诉机关不算", "例如 有限公司",
		func(a *Attributes) []string { return a.Parties }),
	{
		Name: FieldNumber, Language: true, Typed: []string{"案号"}, Kinds: cases, Relation: Contains, Normal: court.Norm,
		Looked: one(func(a *Attributes) string { return a.Number }),
		Cases:  &Offer{Param: "number", Label: "案号", Place: 17, Example: "例如 民终", Hint: "全部，或其中一部分"},
	},
	{
		Name: FieldChain, Language: true, Typed: []string{"关联案号"}, Kinds: cases, Relation: Is, Normal: court.Norm,
		Values: func(a *Attributes) []string { return a.Chain },
		Cases: &Offer{Param: "chain", Label: "关联案号", Place: 18, Example: "例如 一审案号",
			Hint: "同一案件各审级的文书：有这个案号的、它所依据的、依据它的，和同案其他的"},
	},
	within(FieldFacts, searchdoc.Facts, 19, "事实", []string{"事实"}, "本院查明、基本案情"),
	within(FieldReasons, searchdoc.Reasons, 20, "理由", []string{"理由"}, "本院认为、裁判理由、裁判要点"),
	within(FieldResult, searchdoc.Result, 21, "裁判结果", []string{"裁判结果", "判决结果", "主文"}, "主文"),
	{Name: FieldCites, Relation: Is},
	{Name: FieldKey, Relation: Is},
}

// Attributes are what the values of a document's fields are read from. It is plain
// data; what a kind of document has not is "".
type Attributes struct {
	Kind  searchdoc.Kind
	Title string // of provisions and laws the key of the law
	// Date is the day of a text or document; of a law, of its newest text.
	Date statute.Date

	// Of provisions and laws.

	Law     string // key
	Level   statute.Level
	Issuers []string
	Status  statute.Status // of a provision's text, on the day of the plan

	// Of cases.

	Tier       casefile.Tier
	Court      string
	CourtLevel string // 最高 高级 中级 基层 专门
	Province   string
	CaseKind   string // 刑事 民事 行政 执行 国家赔偿
	Cause      string // see cause.Bare
	Charges    []string
	Outcome    string
	Year       string // of the decision, or else of the number
	Instance   string // 一审 二审 再审 …
	Number     string // normalised
	// Chain are that number and those of the decisions before it.
	Chain []string
	// Names that are not hidden.
	Parties, Judges, Lawyers, Firms []string

	Amount   int64 // yuan, 0 for none
	Sentence int   // months, 0 for none; see casefile.Facts.Longest
}

// named is the row of a field of names, of which a part may be typed.
func named(name string, place int, label string, typed []string, hint, example string, of func(*Attributes) []string) Field {
	return Field{Name: name, Language: true, Typed: typed, Kinds: cases, Relation: Contains, Values: of,
		Cases: &Offer{Facet: name, Param: name, Label: label, Place: place, Example: example, Hint: hint}}
}

// within is the row of a field of words in a part of cases.
func within(name string, part searchdoc.PartKind, place int, label string, typed []string, what string) Field {
	return Field{Name: name, Language: true, Typed: typed, Kinds: cases, Relation: Contains, Part: part,
		Cases: &Offer{Param: name, Label: label, Place: place, Example: "例如 违约金", Hint: "这一部分里出现的字词：" + what}}
}

// FieldNamed returns the field with a name; ok is false where there is none.
func FieldNamed(name string) (f *Field, ok bool) {
	for i := range table {
		if table[i].Name == name {
			return &table[i], true
		}
	}
	return nil, false
}

// FieldsOf yields the fields that documents of a kind have and whose values can be
// counted.
func FieldsOf(k searchdoc.Kind) iter.Seq[*Field] {
	return func(yield func(*Field) bool) {
		for i := range table {
			if f := &table[i]; (f.Values != nil || f.Looked != nil) && slices.Contains(f.Kinds, k) && !yield(f) {
				return
			}
		}
	}
}

// FieldTyped returns the field that goes by a name in the query language, without
// regard to case; ok is false where there is none.
func FieldTyped(name string) (f *Field, ok bool) {
	name = strings.ToLower(name)
	for i := range table {
		if f := &table[i]; f.Language && (f.Name == name || slices.Contains(f.Typed, name)) {
			return f, true
		}
	}
	return nil, false
}

// LongestTyped is the length of the longest name of a field in the query language, in
// bytes.
func LongestTyped() int {
	longest := 0
	for _, f := range table {
		if !f.Language {
			continue
		}
		for _, name := range append([]string{f.Name}, f.Typed...) {
			longest = max(longest, len(name))
		}
	}
	return longest
}
