// Package amendment reads what decisions on amendment (修改决定) and amendments (修正案) do
// to laws, and does it: from the text before and the operations it makes the text after,
// which can be compared with the one that was published.
//
//	quote.go    the words of an instrument, quoted wording apart
//	place.go    what a clause touches: 第三百九十条第一款, 名称、引言, 序言第七自然段
//	parse.go    clauses ─► operations; verb.go and insert.go what is done
//	text.go     a law as a tree that can be changed
//	apply.go    operations on that tree; renumber.go the numbers afterwards
//	compare.go  two texts, difference by difference
//
// Numbers in an instrument are of two kinds. What is touched is named by its number in the
// text before; 作为第三款 and 改为第八条 give the number afterwards. Both hold for the whole
// instrument, whatever the order of its clauses, so that numbers change once, at its end.
//
// Start with [Parse] and [Text.Apply].
package amendment

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Version is bumped whenever the same texts may give other results, so that what was stored
// is known to be old.
const Version = 1

// Kind is what an operation does.
type Kind string

// The kinds of operation.
const (
	Replace  Kind = "replace"  // 修改为 with the new wording
	Insert   Kind = "insert"   // 增加一条, 增加一款 …
	Delete   Kind = "delete"   // 删去
	Renumber Kind = "renumber" // 改为第…条, 作为第…款
	Words    Kind = "words"    // words within a provision replaced, added or left out
	Merge    Kind = "merge"    // several provisions become one
	Rename   Kind = "rename"   // of the law or a heading
	Adjust   Kind = "adjust"   // 条文顺序作相应调整: the other numbers close up
)

// Chinese is the kind as a page shows it.
func (k Kind) Chinese() string {
	switch k {
	case Replace:
		return "修改"
	case Insert:
		return "增加"
	case Delete:
		return "删去"
	case Renumber:
		return "改变序号"
	case Words:
		return "修改文字"
	case Merge:
		return "合并"
	case Rename:
		return "更名"
	}
	return "调整顺序"
}

// Part is what an operation touches where the grammar of addresses has no place for it.
type Part string

// The parts of a law beside its provisions.
const (
	PartTitle    Part = "title"    // 名称
	PartLead     Part = "lead"     // 引言; Paragraph counts its paragraphs where a clause names one
	PartPreamble Part = "preamble" // 序言; Paragraph is the 自然段
	PartHeading  Part = "heading"  // the words of a heading
	PartBody     Part = "body"     // 第二段 of a text without articles
)

// Place is what an operation touches, or where something stands afterwards. An item whose
// paragraph is not named has Item without Paragraph.
type Place struct {
	Part      Part
	Provision statute.Provision
}

// Operation is one change of a law.
type Operation struct {
	Kind   Kind
	Law    string // key of the law as the instrument names it, "" for its only one
	Unit   statute.NodeKind
	At     []Place // in the text before; of an insertion the article or paragraph that gets it
	To     []Place // afterwards
	Old    string  // of Words: what is replaced; "" where New is appended
	New    string  // of Words: what stands instead; "" where Old is left out
	Behind bool    // of Words: Old stays and New follows it
	Text   []string
	Clause string // local address of the clause in the instrument, "" where it has none
	Source string // the words of the instrument, its quotations shortened
}

// Unread is a sentence that looks like an operation and was not understood.
type Unread struct {
	Clause string
	Source string
}

// Instrument is what was read of a decision or amendment.
type Instrument struct {
	Operations []Operation
	Unread     []Unread
}

// Laws are the keys of the laws that operations name, in their order; "" is the only law of
// the instrument.
func (i *Instrument) Laws() []string {
	var keys []string
	seen := map[string]bool{}
	for _, o := range i.Operations {
		if !seen[o.Law] {
			seen[o.Law] = true
			keys = append(keys, o.Law)
		}
	}
	return keys
}

// Of are the operations on a law.
func (i *Instrument) Of(law string) []Operation {
	var of []Operation
	for _, o := range i.Operations {
		if o.Law == law {
			of = append(of, o)
		}
	}
	return of
}

// Chinese names a place as a page does: 第三百九十条第一款, 名称.
func (p Place) Chinese() string {
	switch p.Part {
	case PartTitle:
		return "名称"
	case PartLead:
		return "引言"
	case PartPreamble:
		return "序言" + strings.Replace(statute.Provision{Paragraph: p.Provision.Paragraph}.Chinese(), "款", "自然段", 1)
	case PartHeading:
		return p.Provision.Chinese() + "标题"
	case PartBody:
		return "正文" + strings.Replace(statute.Provision{Paragraph: p.Provision.Paragraph}.Chinese(), "款", "段", 1)
	}
	return p.Provision.Chinese()
}
