// Package statute holds the vocabulary that the rest of Fatiao shares: the
// address grammar of Chinese law (民法典/1036/k1/x2), spans of text, levels of
// law, status, dates and diagnostics. It has types and their grammar only; it
// reads no files and knows no storage.
//
// Start with [Address] and [Provision].
package statute

import "fmt"

// Span is a half-open range of byte offsets in a text.
type Span struct{ Start, End int }

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Of returns the part of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether o lies inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Diagnostic is something that a reader, a repair or a parser noticed about a
// text and that a maintainer may want to see.
type Diagnostic struct {
	Code    string // stable English identifier, e.g. "article_gap"
	Message string // what a user reads, in Chinese
	Span    Span   // where, in the text that the stage produced
}

func (d Diagnostic) String() string {
	return fmt.Sprintf("%s [%d:%d] %s", d.Code, d.Span.Start, d.Span.End, d.Message)
}

// NodeKind says what a node of a parsed law is.
type NodeKind string

// The kinds of node. Heading is a heading without a level of its own (序言,
// 一、一般规定); Clause is a numbered unit of a document that has no 条.
const (
	KindDocument  NodeKind = "document"
	KindTitle     NodeKind = "title"
	KindMeta      NodeKind = "meta" // a line of the header: who adopted it when, number
	KindContents  NodeKind = "contents"
	KindPart      NodeKind = "part"    // 编
	KindSubpart   NodeKind = "subpart" // 分编
	KindChapter   NodeKind = "chapter" // 章
	KindSection   NodeKind = "section" // 节
	KindHeading   NodeKind = "heading"
	KindPreamble  NodeKind = "preamble"
	KindArticle   NodeKind = "article"   // 条
	KindClause    NodeKind = "clause"    // 一、 of a document without 条
	KindParagraph NodeKind = "paragraph" // 款
	KindItem      NodeKind = "item"      // 项
	KindSubitem   NodeKind = "subitem"   // 目 and below
	KindTable     NodeKind = "table"
	KindNote      NodeKind = "note"
	KindClosing   NodeKind = "closing"
	KindAnnex     NodeKind = "annex" // 附件
)

// Level is the rank of a norm.
type Level string

// The levels of law, highest first.
const (
	LevelConstitution   Level = "宪法"
	LevelStatute        Level = "法律"
	LevelRegulation     Level = "行政法规"
	LevelSupervision    Level = "监察法规"
	LevelInterpretation Level = "司法解释"
	LevelRule           Level = "部门规章"
	LevelLocal          Level = "地方性法规"
	LevelMilitary       Level = "军事法规"
	LevelOther          Level = "其他"
)

// Levels lists all levels, highest first.
var Levels = [...]Level{LevelConstitution, LevelStatute, LevelRegulation, LevelSupervision, LevelMilitary,
	LevelInterpretation, LevelRule, LevelLocal, LevelOther}

// CitedBy is the name of the level in the `by_kind` counts of the API.
func (l Level) CitedBy() string {
	switch l {
	case LevelInterpretation:
		return "interpretation"
	case LevelRegulation, LevelSupervision, LevelMilitary:
		return "regulation"
	case LevelRule, LevelOther:
		return "rule"
	case LevelLocal:
		return "local"
	}
	return "law"
}

// Status says whether a version of a law is in force, as far as the loaded
// texts tell.
type Status string

// The statuses, as the contract names them.
const (
	StatusInForce    Status = "in_force"
	StatusAmended    Status = "amended"  // a later version of the same law is loaded
	StatusRepealed   Status = "repealed" // a loaded text says so
	StatusNotYet     Status = "not_yet"
	StatusUnverified Status = "unverified" // nothing loaded tells
)

// Statuses lists all statuses.
var Statuses = [...]Status{StatusInForce, StatusAmended, StatusRepealed, StatusNotYet, StatusUnverified}

// Chinese is the status as a page shows it.
func (s Status) Chinese() string {
	switch s {
	case StatusInForce:
		return "现行有效"
	case StatusAmended:
		return "已修改"
	case StatusRepealed:
		return "已废止"
	case StatusNotYet:
		return "尚未生效"
	}
	return "未核实"
}

// DocumentKind is the `type` of a document in the contract.
type DocumentKind string

// The kinds of document.
const (
	DocLaw          DocumentKind = "law"
	DocCase         DocumentKind = "case"
	DocCommentary   DocumentKind = "commentary"
	DocConsultation DocumentKind = "consultation"
)

// Chinese is the kind as a page shows it.
func (k DocumentKind) Chinese() string {
	switch k {
	case DocLaw:
		return "法律法规"
	case DocCase:
		return "案例"
	case DocCommentary:
		return "解读"
	}
	return "咨询"
}
