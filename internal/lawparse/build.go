package lawparse

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// builder puts the segments together. Nodes are appended in reading order to
// nodes that are still open, so the order of the text is never lost.
type builder struct {
	*parser
	root     *Node
	headings []*Node
	unit     *Node // the open article or clause
	unitKs   int   // paragraphs of the unit so far
	para     *Node // the open paragraph
	items    []openItem
	// closed is the list that the last paragraph ended, closedPara the paragraph
	// it stands in and closedKs the number of paragraphs then: the next item may
	// go on with it.
	closed     []openItem
	closedPara *Node
	closedKs   int
	table      *Node // the table, if the segment before was a row of it
	annex      *Node
	annexes    int // annexes so far
	// annexNumbered says that the open annex carries its number in the text.
	annexNumbered bool

	articles bool                    // the law has articles of its own
	lastOwn  int                     // index of the segment of the last of them
	clause   int                     // number of the open clause
	clauses  style                   // the style of the numbered units of a law without
	started  bool                    // an article, clause or heading has been seen
	numbers  map[statute.Number]bool // of the articles so far, where they begin anew in each 编
	repeated bool                    // the lines so far belong to an article that was printed before
}

type openItem struct {
	node  *Node
	style style
}

func (p *parser) build() {
	b := &builder{parser: p, root: p.newNode(statute.KindDocument)}
	p.law.Root = b.root
	end := len(p.segments)
	for i := p.body; i < end; i++ {
		if p.segments[i].own {
			b.articles, b.lastOwn = true, i
		}
	}
	if !b.articles {
		b.clauses = p.clauseStyle()
	}
	closing := p.closingStart()
	for i := 0; i < end; i++ {
		s := &p.segments[i]
		if i < p.body {
			b.header(i, s)
			continue
		}
		if closing[i] && b.annex == nil {
			b.closeUnit()
			b.leaf(b.container(), statute.KindClosing, s.span)
			continue
		}
		if s.form == formContents && !b.started {
			i = b.contents(i) - 1
			continue
		}
		b.add(i, s)
	}
	setSpans(b.root)
	b.root.Span = statute.Span{Start: 0, End: len(p.text)}
}

// leaf appends a node that is all text.
func (b *builder) leaf(parent *Node, kind statute.NodeKind, span statute.Span) *Node {
	n := b.newNode(kind)
	n.Text = span
	n.Label = statute.Span{Start: span.Start, End: span.Start}
	parent.Children = append(parent.Children, n)
	return n
}

// labelledNode appends a node with the label of s. Its text is left empty.
func (b *builder) labelledNode(parent *Node, kind statute.NodeKind, s *segment) *Node {
	n := b.newNode(kind)
	n.Number = s.label.number
	n.Label = statute.Span{Start: s.span.Start, End: s.span.Start + s.label.length}
	n.Text = statute.Span{Start: n.Label.End, End: n.Label.End}
	parent.Children = append(parent.Children, n)
	return n
}

// deepest is the innermost open node.
func (b *builder) deepest() *Node {
	switch {
	case len(b.items) > 0:
		return b.items[len(b.items)-1].node
	case b.para != nil:
		return b.para
	case b.unit != nil:
		return b.unit
	}
	return b.container()
}

func (b *builder) container() *Node {
	if len(b.headings) > 0 {
		return b.headings[len(b.headings)-1]
	}
	if b.annex != nil {
		return b.annex
	}
	return b.root
}

func (b *builder) closeUnit() {
	b.unit, b.para, b.items, b.table = nil, nil, b.items[:0], nil
	b.closed, b.closedPara = b.closed[:0], nil
}

func (b *builder) header(i int, s *segment) {
	kind := statute.KindMeta
	switch {
	case s.form == formBlank:
		kind = statute.KindNote
	case s.hashes > 0 || i == b.firstTitle():
		kind = statute.KindTitle
	}
	b.leaf(b.root, kind, s.span)
}

// contents reads a table of contents: the lines after 目录 until its first
// heading comes again, or the preamble or an article begins. It returns the index after it.
func (b *builder) contents(i int) int {
	toc := b.leaf(b.root, statute.KindContents, b.segments[i].span)
	var first *segment
	for i++; i < len(b.segments); i++ {
		s := &b.segments[i]
		if s.own || s.form == formItem && s.style == b.clauses {
			break
		}
		if first != nil && isPreambleTitle(s.text(b.text)) {
			break // a table of contents begins with it
		}
		if s.form == formHeading && s.kind != "" {
			if first == nil {
				first = s
			} else if s.kind == first.kind && s.label.number == first.label.number {
				break
			}
		}
		b.countListed(s)
		b.leaf(toc, statute.KindNote, s.span)
	}
	return i
}

func (b *builder) add(i int, s *segment) {
	if s.form != formTable {
		b.table = nil
	}
	switch {
	case s.own:
		b.openUnit(statute.KindArticle, s)
	case s.form == formBlank || s.form == formText && b.annex == nil && (isForeign(s.text(b.text)) || isPageNumber(s.text(b.text))):
		b.leaf(b.deepest(), statute.KindNote, s.span)
	case s.form == formText && namesEditor(s.text(b.text)):
		b.leaf(b.container(), statute.KindNote, s.span)
	case s.quoted:
		b.paragraph(s.span)
	case s.form == formRepeated:
		b.closeUnit()
		b.repeated = true
		b.leaf(b.container(), statute.KindNote, s.span)
	case b.repeated && (s.form == formText || s.form == formItem || s.form == formTable):
		b.leaf(b.container(), statute.KindNote, s.span)
	case b.isBareAnnex(i, s):
		b.openAnnex(s)
	case s.form == formHeading:
		b.heading(s, s.kind)
	case s.form == formAnnex && b.annexBegins(i, s):
		b.openAnnex(s)
	case s.form == formTable:
		b.row(s)
	case s.form == formItem && !s.label.strong && !b.continues(s):
		b.paragraph(s.span)
	case b.isClause(s):
		b.clause = s.label.number.Main
		b.openUnit(statute.KindClause, s)
	case s.form == formItem && b.isHeadingItem(i, s):
		b.heading(s, "")
	case s.form == formItem:
		b.item(s)
	case b.isBareHeading(i, s):
		b.diagnose("heading_unmarked", "没有标记的标题，按其位置认定", s.span)
		s.hashes = b.outerDepth()
		b.heading(s, "")
	default:
		b.paragraph(s.span)
	}
}

// isClause reports whether a segment begins a numbered unit of a document
// without articles.
func (b *builder) isClause(s *segment) bool {
	if b.annex != nil || b.clauses == styleNone {
		return false
	}
	return s.form == formItem && s.style == b.clauses
}

func (b *builder) openUnit(kind statute.NodeKind, s *segment) {
	b.closeUnit()
	b.started, b.repeated = true, false
	b.unit = b.labelledNode(b.container(), kind, s)
	b.unit.Address = s.label.number.String()
	if b.restarts && kind == statute.KindArticle {
		if b.numbers[s.label.number] {
			b.unit.Address = "" // an address names one article
		} else if b.numbers == nil {
			b.numbers = map[statute.Number]bool{}
		}
		if b.unit.Address != "" {
			b.numbers[s.label.number] = true
		}
	}
	b.unitKs = 0
	if rest := s.afterLabel(b.text); rest.Len() > 0 {
		b.paragraph(rest)
	}
}

// paragraph adds a line of text: a 款 of the open unit, else the preamble or
// text under a heading.
func (b *builder) paragraph(span statute.Span) {
	if len(b.items) > 0 {
		b.closed, b.closedPara, b.closedKs = append(b.closed[:0], b.items...), b.para, b.unitKs
	}
	b.items = b.items[:0]
	switch {
	case b.unit != nil:
		b.unitKs++
		b.para = b.leaf(b.unit, statute.KindParagraph, span)
		b.para.Number.Main = b.unitKs
		if b.unit.Address != "" {
			b.para.Address = b.unit.Address + "/k" + strconv.Itoa(b.unitKs)
		}
	case b.started || b.annex != nil || b.clauses == styleNone && !b.articles:
		b.para = b.leaf(b.container(), statute.KindParagraph, span)
	default:
		b.para = b.leaf(b.root, statute.KindPreamble, span)
	}
}

// annexBegins reports whether an 附件 line starts an annex: nothing after it
// belongs to the body.
func (b *builder) annexBegins(i int, s *segment) bool {
	if i < b.lastOwn {
		return false
	}
	if b.annex != nil && s.label.number.Main == 0 {
		// A list of annexes is often followed by a line that repeats its label.
		return b.annex.Number.Main == 0 && len(b.annex.Children) > 0 && s.span.Len() <= len("附件：")
	}
	return b.started || len(b.root.Children) > 0
}

func (b *builder) openAnnex(s *segment) {
	b.closeUnit()
	b.headings = b.headings[:0]
	if b.annex != nil && s.label.number.Main == 1 && b.annex.Label.Of(b.text) != "" && b.annexes == 1 && !b.annexNumbered {
		// 附件：1.… 2.… was the list of the annexes that begin here.
		b.annex.Kind, b.annex.Address = statute.KindNote, ""
	}
	b.annexNumbered = s.label.number.Main > 0
	b.annexes++
	n := b.labelledNode(b.root, statute.KindAnnex, s)
	n.Text = s.afterLabel(b.text)
	number := s.label.number.Main
	if number == 0 {
		number = b.annexes
	}
	n.Number.Main = number
	n.Address = statute.AnnexPrefix + strconv.Itoa(number)
	b.annex = n
}

// row adds a row to the open table or starts one. A table is kept as text.
func (b *builder) row(s *segment) {
	if b.table != nil && strings.TrimSpace(stripComments(b.text[b.table.Text.End:s.span.Start])) == "" {
		b.table.Text.End = s.span.End
		return
	}
	parent := b.unit
	if parent == nil {
		parent = b.container()
	}
	b.items, b.para = b.items[:0], nil
	b.table = b.leaf(parent, statute.KindTable, s.span)
}

// setSpans sets the span of each node to reach the end of its last child.
func setSpans(n *Node) {
	n.Span = statute.Span{Start: n.Label.Start, End: max(n.Text.End, n.Label.End)}
	for _, c := range n.Children {
		setSpans(c)
		n.Span.End = max(n.Span.End, c.Span.End)
	}
}
