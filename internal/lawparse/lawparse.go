// Package lawparse turns the text of a law into a tree: 编 分编 章 节 条 款 项 目,
// with the title, the facts of its header and whatever precedes and follows
// the articles. It never fails on text: where something is odd it keeps the
// characters, does the cautious thing and adds a diagnostic.
//
// Start with [Parse]. The work goes in four steps, one file each:
//
//	scan.go      text ─► segments, one for each line or certain part of a line
//	sequence.go  which of the segments that look like 第N条 are articles of this law
//	build.go     segments ─► tree, with lists.go, headings.go and shape.go
//	header.go    where the header ends; facts.go and level.go what it says
//
// [Print] is the twin of Parse: it writes the tree as canonical text, and
// parsing that text gives the same tree again.
package lawparse

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Version is bumped whenever the same text may give another tree, so that
// stored trees are known to be old.
const Version = 11

// Hint is what is known about a text from outside it. All fields may be empty.
type Hint struct {
	Title    string       // title to use where the text has none, e.g. the file's name
	Date     statute.Date // date in the file's name
	Category string       // folder or category, e.g. 司法解释
}

// Law is one parsed text. All spans are byte offsets in Text.
type Law struct {
	Text        string
	Header      Header
	Root        *Node
	Diagnostics []statute.Diagnostic
	// Amending says that the text changes other laws and quotes their wording.
	Amending bool
	// Incomplete says that articles are missing or could not be told apart.
	Incomplete bool
}

// Node is a node of the tree. The characters of a text are, in order, those
// of each node's Label and Text, then those of its children.
type Node struct {
	Kind     statute.NodeKind
	Number   statute.Number // zero where the node is not numbered
	Address  string         // local address (1036/k1/x2, b4/z6, 附件1); "" where the grammar has none
	Label    statute.Span   // 第一条, （一）, 第三章; empty where there is none
	Text     statute.Span   // the node's own words
	Span     statute.Span   // label to the end of the last child
	Depth    int            // for headings: the number of # in the source, else 0
	Children []*Node
}

// Walk calls f for n and its descendants in reading order with their parents.
// It does not go below a node for which f returns false.
func (n *Node) Walk(f func(n, parent *Node) bool) { n.walk(nil, f) }

func (n *Node) walk(parent *Node, f func(n, parent *Node) bool) {
	if !f(n, parent) {
		return
	}
	for _, c := range n.Children {
		c.walk(n, f)
	}
}

// Articles returns the articles of the law in order.
func (l *Law) Articles() []*Node { return l.ofKind(statute.KindArticle) }

// Clauses returns the numbered units of a document without articles.
func (l *Law) Clauses() []*Node { return l.ofKind(statute.KindClause) }

// Headings returns the headings of parts, chapters and sections in order.
func (l *Law) Headings() []*Node {
	var found []*Node
	l.Root.Walk(func(n, _ *Node) bool {
		switch n.Kind {
		case statute.KindPart, statute.KindSubpart, statute.KindChapter, statute.KindSection:
			found = append(found, n)
		}
		return n.Kind != statute.KindAnnex
	})
	return found
}

func (l *Law) ofKind(kind statute.NodeKind) []*Node {
	var found []*Node
	l.Root.Walk(func(n, _ *Node) bool {
		if n.Kind == kind && n.Address != "" {
			found = append(found, n)
			return false
		}
		return n.Kind != statute.KindAnnex
	})
	return found
}

// Parse parses text. Broken UTF-8 is kept as it is.
func Parse(text string, hint Hint) *Law {
	p := &parser{law: &Law{Text: text}, text: text}
	p.scan()
	if p.infoEnd < 0 {
		p.splitFront()
	}
	p.readHeader(hint)
	p.chooseArticles()
	p.build()
	p.finishHeader(hint)
	p.shortfall()
	return p.law
}

type parser struct {
	law  *Law
	text string

	segments []segment
	body     int // index of the first segment after the header
	// infoEnd is the index of the first segment after the line that ends the
	// header of a Markdown file, or -1.
	infoEnd int
	titleAt int    // index of the segment where the title begins
	title   string // as printed, white space folded
	// titleOfName says that the text has no title and took that of the file.
	titleOfName bool
	slab        []Node

	nextOpen, nextClose int // where the next marks of comments stand, -1 for none, 0 for not looked
	// sequence is the last number of the headings of each level that were read.
	sequence [5]int
	restarts bool                     // the numbers of articles begin anew in each 编
	listed   map[statute.NodeKind]int // headings in the table of contents
}

func (p *parser) diagnose(code, message string, at statute.Span) {
	p.law.Diagnostics = append(p.law.Diagnostics, statute.Diagnostic{Code: code, Message: message, Span: at})
}

// newNode takes a node from a slab: a law has hundreds of them.
func (p *parser) newNode(kind statute.NodeKind) *Node {
	if len(p.slab) == 0 {
		p.slab = make([]Node, 128)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Kind = kind
	return n
}

// Characters returns the characters of the tree in reading order, without
// white space: what a check for lost or doubled text compares.
func (l *Law) Characters() string {
	var b strings.Builder
	l.Root.Walk(func(n, _ *Node) bool {
		for _, s := range [...]statute.Span{n.Label, n.Text} {
			text := s.Of(l.Text)
			if n.Kind == statute.KindTable {
				text = stripComments(text)
			}
			writeCharacters(&b, text)
		}
		return true
	})
	return b.String()
}
