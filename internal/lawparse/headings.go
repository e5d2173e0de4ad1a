package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// isHeadingItem tells 一、一般规定 (a heading over articles) from an item: a
// short line without a stop, right before an article.
func (b *builder) isHeadingItem(i int, s *segment) bool {
	if !b.articles || s.style != styleCN || b.annex != nil {
		return false
	}
	rest := s.afterLabel(b.text).Of(b.text)
	if utf8.RuneCountInString(rest) > 30 || strings.ContainsAny(rest, "。；：") {
		return false
	}
	return i+1 < len(b.segments) && b.segments[i+1].own
}

// isBareHeading reports whether a line without any mark is a heading: 附则
// alone, or a few words without a stop, behind a finished article and right
// before the next.
func (b *builder) isBareHeading(i int, s *segment) bool {
	if s.form != formText || b.annex != nil || b.unit == nil || i+1 >= len(b.segments) || !b.segments[i+1].own {
		return false
	}
	t := s.text(b.text)
	if len(t) > 16*utf8.UTFMax || utf8.RuneCountInString(t) > 16 || strings.ContainsAny(t, "，。；：、！？”）…") {
		return false
	}
	last := b.unit.Span.End
	if b.para != nil {
		last = b.para.Text.End
	}
	if len(b.items) > 0 {
		last = b.items[len(b.items)-1].node.Text.End
	}
	before := strings.TrimRight(b.text[:last], spaces)
	return strings.HasSuffix(before, "。") || strings.HasSuffix(before, "”")
}

// outerDepth is the depth of the outermost open heading: an unmarked heading
// stands beside it.
func (b *builder) outerDepth() int {
	if len(b.headings) == 0 {
		return 0
	}
	return b.headings[len(b.headings)-1].Depth
}

func (b *builder) heading(s *segment, kind statute.NodeKind) {
	b.closeUnit()
	b.started, b.repeated = true, false
	if kind == "" {
		kind = statute.KindHeading
		if s.form == formHeading && s.span.Len() > 0 {
			if st, l := itemAt(s.text(b.text)); st == styleCN {
				s.label = l
			}
		}
	}
	n := &Node{Kind: kind, Depth: s.hashes}
	for len(b.headings) > 0 && !above(b.headings[len(b.headings)-1], n) {
		b.headings = b.headings[:len(b.headings)-1]
	}
	h := b.labelledNode(b.container(), kind, s)
	h.Depth = s.hashes
	h.Text = s.afterLabel(b.text)
	if b.annex == nil {
		h.Address = b.headingAddress(h)
	}
	b.headings = append(b.headings, h)
}

// above reports whether an open heading stands above a new one: by level
// where both have one, else by the number of #.
func above(open, h *Node) bool {
	if a, c := rank(open.Kind), rank(h.Kind); a > 0 && c > 0 {
		return a < c
	}
	return open.Depth < h.Depth
}

// headingAddress joins the levels on the way to h: b4/z6.
func (b *builder) headingAddress(h *Node) string {
	if rank(h.Kind) == 0 {
		return ""
	}
	var p statute.Provision
	for _, n := range append(b.headings, h) {
		switch n.Kind {
		case statute.KindPart:
			p.Part = n.Number
		case statute.KindSubpart:
			p.Subpart = n.Number
		case statute.KindChapter:
			p.Chapter = n.Number
		case statute.KindSection:
			p.Section = n.Number
		}
	}
	return p.String()
}
