package lawparse

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// item adds a 项 or 目. Items of one style stand on one level; a style not yet
// open begins a level below.
func (b *builder) item(s *segment) {
	if s.style == styleCircled && b.isNote() {
		b.leaf(b.deepest(), statute.KindNote, s.span)
		return
	}
	b.adoptFirst(s)
	b.reopen(s)
	for i := range b.items {
		if b.items[i].style == s.style {
			b.items = b.items[:i]
			break
		}
	}
	kind := statute.KindItem
	if len(b.items) > 0 {
		kind = statute.KindSubitem
	}
	parent := b.deepest()
	n := b.labelledNode(parent, kind, s)
	n.Text = s.afterLabel(b.text)
	if b.unit != nil && parent.Address != "" && len(b.items) < 2 {
		prefix := "/x"
		if kind == statute.KindSubitem {
			prefix = "/m"
		}
		n.Address = parent.Address + prefix + strconv.Itoa(n.Number.Main)
	}
	b.items = append(b.items, openItem{n, s.style})
}

// adoptFirst makes a paragraph the first item of the list that （二） goes on with: the
// source lost its label. A colon stands before it and a semicolon ends it.
func (b *builder) adoptFirst(s *segment) {
	if b.unit == nil || b.para == nil || len(b.items) > 0 || s.label.number.Main != 2 || len(b.para.Children) > 0 {
		return
	}
	k := len(b.unit.Children)
	if k < 2 || b.unit.Children[k-1] != b.para {
		return
	}
	above := b.unit.Children[k-2]
	before, own := above.Text.Of(b.text), b.para.Text.Of(b.text)
	announced := strings.HasSuffix(before, "：") || strings.HasSuffix(before, ":")
	listed := strings.HasSuffix(own, "；") || strings.HasSuffix(own, ";")
	if above.Kind != statute.KindParagraph || len(above.Children) > 0 || !announced || !listed {
		return
	}
	first := b.para
	b.diagnose("item_unlabelled", "第一项没有标号，按其位置认定", first.Text)
	first.Kind, first.Number, first.Address = statute.KindItem, statute.Number{Main: 1}, ""
	if above.Address != "" {
		first.Address = above.Address + "/x1"
	}
	b.unit.Children = b.unit.Children[: k-1 : k-1]
	above.Children = append(above.Children, first)
	b.unitKs--
	b.para = above
	b.items = append(b.items, openItem{first, s.style})
}

// reopen goes on with a list that lines of text interrupted: where an item
// continues its numbers, those lines belong to the item before, not to the
// unit as paragraphs of their own.
func (b *builder) reopen(s *segment) {
	if b.unit == nil || len(b.items) > 0 || len(b.closed) == 0 || b.closedPara == nil || b.closedPara == b.para {
		return
	}
	if first := b.closed[0]; first.style != s.style || s.label.number.Main != first.node.Number.Main+1 {
		return
	}
	from := len(b.unit.Children)
	for from > 0 && b.unit.Children[from-1] != b.closedPara {
		from--
	}
	if from == 0 {
		return
	}
	between := b.unit.Children[from:]
	for _, n := range between {
		if n.Kind != statute.KindParagraph || len(n.Children) > 0 {
			return
		}
	}
	last := b.closed[len(b.closed)-1].node
	for _, n := range between {
		n.Address, n.Number = "", statute.Number{}
	}
	last.Children = append(last.Children, between...)
	b.unit.Children = b.unit.Children[:from:from]
	b.unitKs, b.para = b.closedKs, b.closedPara
	b.items = append(b.items[:0], b.closed...)
}

// isNote reports whether ① at this place is a footnote and not the first of a
// list: the text before does not announce one.
func (b *builder) isNote() bool {
	if len(b.items) > 0 || b.para == nil {
		return false
	}
	t := b.para.Text.Of(b.text)
	return !strings.HasSuffix(t, "：") && !strings.HasSuffix(t, ":")
}

// continues reports whether an item goes on where the last of its style, or
// the last clause, stopped.
func (b *builder) continues(s *segment) bool {
	n := s.label.number.Main
	if b.annex == nil && s.style == b.clauses && b.clauses != styleNone {
		return n == b.clause+1
	}
	for _, it := range b.items {
		if it.style == s.style {
			return n == it.node.Number.Main+1
		}
	}
	return false
}
