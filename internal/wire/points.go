package wire

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Points turns byte offsets of a text into code points. It walks from the last offset
// asked for, so offsets should not go far back and forth.
type Points struct {
	text       string
	byteAt, at int
}

// NewPoints starts at the beginning of a text.
func NewPoints(text string) *Points { return &Points{text: text} }

func (p *Points) of(b int) int {
	b = min(max(b, 0), len(p.text))
	if b < p.byteAt {
		p.at -= utf8.RuneCountInString(p.text[b:p.byteAt])
	} else {
		p.at += utf8.RuneCountInString(p.text[p.byteAt:b])
	}
	p.byteAt = b
	return p.at
}

// Span is a span in code points; what lies outside the text is cut off.
func (p *Points) Span(s statute.Span) Span { return Span{p.of(s.Start), p.of(s.End)} }
