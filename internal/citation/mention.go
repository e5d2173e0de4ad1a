package citation

import "github.com/fatiao/fatiao/internal/statute"

// Mention is a place in a text that names a law or a provision, as written:
// what it means is for [Resolve] to say.
type Mention struct {
	Kind TargetKind
	Span statute.Span // the words that name the provision; for other kinds the name
	Name Name         // the law as named right before the provision, or by itself
	Base Base         // where the levels of Refs start from: 本条, 前款, 该项 …
	Refs []Ref        // the provisions as written; none where Base says all

	// Linked says that only words of a list stand between this mention and the
	// one before, to which it belongs: 第三条、第五条.
	Linked bool
	// Before is the index of the mention before in the same sentence, quotation
	// and brackets, or -1.
	Before int
	// Quote is the index of the quotation in which the mention stands, or -1.
	Quote int
	// Segment is the index of the segment in which the mention stands.
	Segment int
	// Depth counts the brackets and quotations around the mention.
	Depth int
	// LineStart is where the line of the mention begins.
	LineStart int
	// Line counts the paragraphs of the text up to here; lines that begin with
	// the label of an item belong to the paragraph above them.
	Line int
	// IsLabel says that the provision heads a line, as the label of an article
	// that is quoted whole.
	IsLabel bool
	// OfContract says that what the words name is a clause of a contract.
	OfContract bool
	// Plain says that the number stands without 第, and BelowHeading that it is an article
	// only where a heading that names a law holds, which the resolver tells.
	Plain, BelowHeading bool
	// Listed says that such a number stands in an item of a list, or in a line of notes, the
	// one above which cited a law.
	Listed bool
}

// Ref is one provision, or a range of them, as written: levels that are not
// written are zero and come from what stands before.
type Ref struct {
	From statute.Provision
	To   statute.Provision // last of a range, with the levels written; zero for none
	// Loose says that one number in brackets stands behind the article, which is that of a
	// paragraph or of an item, as the article has them: 563(1), 34(1). Circled says the same of a
	// number in a circle, which is a paragraph where nothing tells.
	Loose, Circled bool
	// Dashed says that the number behind the article stands behind a dash: 120-1, or a paragraph: 562-1.
	Dashed bool
}

// NameKind says how a law is named.
type NameKind uint8

// The ways to name a law.
const (
	NoName   NameKind = iota
	ByTitle           // 《民法典》
	ByName            // 民法典, as the dictionary knows it
	ByNumber          // 法释〔2021〕15号
	ByGuess           // 某某办法: reads like a name, no dictionary has it
	Own               // 本法
	Same              // 该法, 同法, 上述规定; 其, where an instrument follows
)

// Name is the name of a law in a text.
type Name struct {
	Kind NameKind
	Text string       // without the outer 《》, with issuers that stand before them
	Span statute.Span // with 《》
	// Version is the year of a former text (2001年修正的, 2013年商标法), or
	// "former" (修正前的, 原), or "".
	Version string
	// Instrument is what carries out or explains the law that is meant: 实施细则
	// of 其实施细则, 该法实施细则.
	Instrument string
	// Number is the number of a document in brackets behind the title.
	Number string
	// Part is the part named between law and provision: 分则, 人格权编; or the annex that
	// is named by its title: 税率表一.
	Part string
	// NoLaw says that the title is that of a contract, a paper or the rules of an employer.
	NoLaw bool
	// Note is the number of the note that named the law: 2 of 前注2.
	Note int
	// Unsure says that the words of a guess may be no name: then it means a law that is known or none.
	Unsure bool
	// OfCourts says that organs of justice are named as those that issued it: 两高一部2020年的指导意见.
	OfCourts bool
	// Others are the names of others of its series that share its provision: 解释（一） of
	// 解释（一）（二）第3条.
	Others []string
}

// Base is a relative word: 本条, 前款, 前两款, 该项, 各该条.
type Base struct {
	Kind  BaseKind
	Level level
	Count int // of 前两款; else 1
}

// BaseKind tells relative words apart.
type BaseKind uint8

// The kinds of relative words.
const (
	NoBase  BaseKind = iota
	This             // 本条, 本章
	Prior            // 前款, 上条
	That             // 该条, 同款
	EachOf           // 各该条
	Leading          // 前三项 behind a provision: the first three of it
)

// Quote is a quotation. What is quoted behind a provision is its wording.
type Quote struct {
	Parent int // index of the quotation around it, or -1
	// Of is the index of the mention whose wording is quoted, or -1.
	Of   int
	Line int // of its beginning
	// OfContract says that clauses of a contract are quoted.
	OfContract bool
}

// Found is what [Find] found.
type Found struct {
	Mentions []Mention
	Quotes   []Quote
	Aliases  []Alias
	Declared Name // the law that the text says all articles without a name are of
	// DeclaredFor is where that holds.
	DeclaredFor statute.Span

	lines []int // by segment, the line with which it begins, as Mention.Line counts
}

// firstLine is the line with which a segment begins.
func (f *Found) firstLine(segment int) int {
	if segment < len(f.lines) {
		return f.lines[segment]
	}
	return 0
}

// Alias is a short name that a text defines: （以下简称劳动合同法）.
type Alias struct {
	Name string // without 《》
	Law  Name   // what it stands for
}
