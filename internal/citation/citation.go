// Package citation finds the provisions that a text names and says what they
// mean: 《民法典》第一千零三十六条第一款, 本法第十条, 前款第二项, 第2条至第9条,
// 2001年修正的商标法第十条, 法释〔2021〕15号.
//
// The work goes in two steps. [Find] reads a text as shown, never segmented
// words, once from left to right, and gives mentions: spans with what is
// written there. [Resolve] goes through the mentions with the place where each
// stands, the law named before, what is quoted and the names that the text
// defines, and asks the knowledge base ([Lookup]) which law a name means and
// whether the provision is there. It never guesses: where a name may mean
// several laws or a law is not loaded, the citation says so.
//
//	find.go            the walk: sentences, quotations, brackets; list.go lists of provisions
//	title.go           names of laws in 《》; dictionary.go without 《》, define.go short names that a text defines
//	plain.go           numbers without 第, in a line and (notes.go) below a heading; line.go lists, lead.go counts
//	further.go         what goes on with the article cited last in notes; card.go cards to learn from
//	connector.go       刑法的25条, 公司法：34-37
//	code.go            民法典577, notecode.go 577 alone; circle.go ① and Ⅱ behind an article, signs.go §
//	footnote.go        前注2; declared.go 以上法条均指民法典; series.go 解释（二）
//	provision.go       第N条第N款…; relative.go 前款; number.go 法释〔2021〕15号; version.go （2005年修订）
//	mention.go         what is found, before it is understood
//	resolve.go         mentions ─► citations; subject.go what the text is about, carry.go which law, place.go which provision
//	again.go, topic.go the law of a bare article by what stands around it; clause.go, alone.go when it is a contract's
//	clausename.go      clauses of papers without 条: 《…意见》四、（六）
//	bynumber.go        what the numbers of articles tell of their law
//	ahead.go           articles whose law stands behind them; crime.go those behind the crimes that they punish
//	english.go         Article 577 of the Civil Code; englishname.go interpretations by their English names
package citation

import (
	"slices"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/joinline"
	"github.com/fatiao/fatiao/internal/statute"
)

// Version is bumped when other citations are found or understood otherwise than
// before, so that stored ones are made again. 1: first. 2: forms of lawyers' writing,
// headings, articles of annexes, bare names of laws. 3: annexes by title, others of a
// series by their number alone, names that two laws share, titles of notes. 4: numbers without
// 第 below headings and in lists, short forms of interpretations, treaties and rules of employers.
// 5: paragraphs in circles, items in brackets as the article has them, clauses under review, the
// nearest text in place of one that is not loaded, no rows of decisions. 6: articles in brackets of the
// only law named, clauses by their numbers alone. 7: cards, notes that cite notes, names defined in other
// ways, numbers in Chinese characters. 8: decisions on regulations that are not loaded, 前款 of articles given whole,
// paragraphs by their number alone, papers by their organs, crimes with their articles, 2006年法. 9: names by the day and
// the topic of the text, drafts, old laws aside, the law by its numbers, items over the lines of a list,
// interpretations by their English names. 10: numbers without 第 behind 的, a space, a colon or a part; names that break off
// at the end of a line; 此条第三款; laws told at the end of notes.
const Version = 12

// TargetKind says what a citation names.
type TargetKind string

// The kinds of citation.
const (
	KindProvision TargetKind = "provision" // an article or part of one, a 编 章 节, an 附件
	KindLaw       TargetKind = "law"       // a whole law, by its title in 《》 or its number
	KindCase      TargetKind = "case"      // a judgment or a case, by its number
)

// Status says what became of a citation.
type Status string

// The statuses, as the contract names them.
const (
	Resolved   Status = "resolved"
	Dangling   Status = "dangling"    // the law is loaded, the provision is not there
	UnknownLaw Status = "unknown_law" // the law is not loaded
	Ambiguous  Status = "ambiguous"   // the name may mean several laws
)

// Basis says why a citation was looked up in the text of the law that Version
// names.
type Basis string

// The reasons, strongest first.
const (
	ByStatement Basis = "stated"  // the citing text names a former version
	ByItself    Basis = "self"    // a law speaks of itself: the same text
	ByDate      Basis = "date"    // in force on the day of the citing text
	ByDefault   Basis = "current" // nothing tells: today's
	// Undated is today's text for a case that says neither its day nor its year: it
	// may not be the one that was applied.
	Undated Basis = "undated"
	// StandIn is today's text in place of the one that counts, which is not
	// loaded: numbers may have moved since.
	StandIn Basis = "stand_in"
)

// Citation is a place in a text that names provisions, with what it means.
type Citation struct {
	Kind TargetKind
	Span statute.Span // of the words that name the provision, without the law's name
	Name string       // the law as named right before, "" where it is carried over
	// Targets are the provisions named; none where the law is ambiguous.
	Targets []Target
	Status  Status // Dangling where any target is
	// Candidates are the keys of the laws that an ambiguous name may mean.
	Candidates []string
	// Stated is the former version that the text names, a year or "former".
	Stated string
	// NumberOf is the key of the law whose number stands behind the title of another:
	// title and number disagree. "" where they don't.
	NumberOf string
	// Version is the label of the text that the targets were looked up in, and
	// Basis says why that one; both are "" where the law is not loaded.
	Version string
	Basis   Basis
}

// Target is a provision named by a citation.
type Target struct {
	// Address has the levels as written, and the version where it is not the
	// text that a bare address means.
	Address statute.Address
	// Node is where the provision stands in the tree of that text; it is zero
	// where the provision is not there and for whole laws.
	Node  statute.Provision
	Found bool
}

// CitingText is a text with what must be known to understand its citations.
type CitingText struct {
	Text     string
	Segments []Segment // in order; none means all of Text
	// Title is the title of the whole text, the key for laws. Where it is given,
	// Cite works out Subject, Clauses and Amends from it and from Numbered.
	Title string
	// Numbered is the kind of the numbered units of a law: article, clause, or "".
	Numbered statute.NodeKind
	Law      string // key, where the text is (part of) a law with articles of its own
	Version  string // label of that law's text
	// Subject is the key of the law that the text is about: what an amendment
	// changes, an interpretation or a commentary explains. "" where none is known.
	Subject string
	// Clauses says that the law is numbered 一、二、 without 条; it may call its own
	// clauses 项.
	Clauses bool
	// Amends says that the text changes other laws: a title behind 修改 or 对 makes
	// that law the subject of what follows.
	Amends bool
	// Contract says that what the text numbers are clauses of a contract.
	Contract bool
	// Aliases are short names that the document defines outside Text; those that
	// Text defines are found.
	Aliases []Alias
	Day     statute.Date // the day whose law the text speaks of, "" for today
	// Undated says that Day is "" because a case does not say when it was decided.
	Undated bool

	// Laid leads places of Text to the text as it came, whose lines a layout broke; nil
	// where Text is as it came.
	Laid *joinline.Text
	// Sent is the text as it came where that has other characters, traditional ones: as
	// many as the text that Laid leads to. "" where it has the same.
	Sent string

	changed statute.Date // of an amendment: when it was adopted
	norm    bool         // an organ issued it as a norm; it writes out 第N条
}

// AsCame gives the text as it came, and citations of Text at their places in it.
func (d *CitingText) AsCame(cites []Citation) (string, []Citation) {
	if d.Laid == nil && d.Sent == "" {
		return d.Text, cites
	}
	text, moved := d.Text, slices.Clone(cites)
	if d.Laid != nil {
		text = d.Laid.Source
		for i := range moved {
			moved[i].Span = d.Laid.Back(moved[i].Span)
		}
	}
	if d.Sent == "" {
		return text, moved
	}
	places := counter{from: text, to: d.Sent}
	for i := range moved {
		moved[i].Span.Start, moved[i].Span.End = places.at(moved[i].Span.Start), places.at(moved[i].Span.End)
	}
	return d.Sent, moved
}

// counter leads places of a text to those of another with as many characters. Places that
// come in order cost no more than one walk through both.
type counter struct {
	from, to       string
	inFrom, inSent int
}

func (c *counter) at(place int) int {
	if place < c.inFrom {
		c.inFrom, c.inSent = 0, 0
	}
	for c.inFrom < place && c.inSent < len(c.to) {
		_, size := utf8.DecodeRuneInString(c.from[c.inFrom:])
		c.inFrom += size
		_, size = utf8.DecodeRuneInString(c.to[c.inSent:])
		c.inSent += size
	}
	return c.inSent
}

// Segment is a stretch of a document: a paragraph, an item.
type Segment struct {
	Span statute.Span
	// At is the provision that the segment is or belongs to, without the parts
	// above the article; zero outside laws.
	At statute.Provision
	// Within are the parts above the article: b1/z2.
	Within statute.Provision
	// Unit numbers the articles or passages; a quotation does not go on from one
	// to the next.
	Unit int
}

// Lookup is what Resolve asks of the knowledge base.
type Lookup interface {
	// LawsNamed returns the keys of the laws that a name may mean. Where several
	// share a name, those in force on the day come alone, if there are any.
	LawsNamed(name string, day statute.Date) []string
	// LawsEnding returns the keys of statutes whose names end in a name by which
	// no law is filed: 调解仲裁法. None where there are too many to be of use.
	LawsEnding(name string) []string
	// LawAbbreviated returns the key of the one law that a short form means which no law
	// is filed by: 环评法, 信网条例, 商品房司法解释. "" for none or several.
	LawAbbreviated(form string) string
	// Text returns the text of a law that is meant, nil where the law is not
	// loaded. exact is false where the one meant is not loaded and another, the
	// current one, stands in for it.
	Text(key string, when When) (text Text, exact bool)
}

// When says which text of a law is meant. The zero When is the current one.
type When struct {
	Label  string       // this version
	Year   string       // the version of that year
	Former bool         // the one before that on Day
	Before bool         // the one that a change of Day changes: the last of an earlier date
	Day    statute.Date // the one in force then
}

// Text is one version of a law.
type Text interface {
	Label() string
	// Current reports whether a bare address means this text today.
	Current() bool
	// Find returns where a provision stands in the tree; a provision that could
	// be in two places is found at the level above.
	Find(p statute.Provision) (node statute.Provision, ok bool)
	// Before returns up to n articles before one, nearest last.
	Before(article statute.Number, n int) []statute.Number
	// PartNamed returns the 编 with a title, such as 合同编.
	PartNamed(title string) (statute.Provision, bool)
	// AnnexNamed returns the annex with a title, such as 税率表一.
	AnnexNamed(title string) (statute.Provision, bool)
}
