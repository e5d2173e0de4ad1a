package casefile

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Publication is a text that is no law, cut into passages: a judgment, a released
// case, a press release, a news report. What a passage says is left as it is. All
// spans are byte offsets in Text.
type Publication struct {
	Text      string
	Title     string
	TitleSpan statute.Span // empty where the title came from outside
	Date      statute.Date // of publication, as a line of the head gives it
	Time      string       // of that day, 18:21, where that line has it
	Publisher string       // 来源 of the head
	Passages  []Passage
	Facts     *Facts // of a case; nil for other texts
	Notes     *Notes // of commentary; nil for other texts
	// Diagnostics are what is missing from a judgment.
	Diagnostics []statute.Diagnostic
	// Opening is how a judgment begins that has no title, in place of one.
	Opening string
}

// Passage is a section: a heading and its paragraphs. The first passage has no
// heading where text stands before the first one.
type Passage struct {
	Heading     string
	HeadingSpan statute.Span
	Paragraphs  []Paragraph
	Span        statute.Span
}

// Paragraph is one line of text.
type Paragraph struct {
	Text string
	Span statute.Span
}

// Field is the part of the paragraph between two bytes of it.
func (p Paragraph) Field(from, to int) Field {
	return Field{p.Text[from:to], statute.Span{Start: p.Span.Start + from, End: p.Span.Start + to}}
}

// Heading is the title, or what a paper without one is called: a judgment by court, number and
// kind, a paper of a party by cause and kind, since the court is only whom it is addressed to.
func (p *Publication) Heading() string {
	f := p.Facts
	if p.Title != "" || f == nil {
		return p.Title
	}
	kind := f.Kind
	if f.Document.IsZero() || !named[f.Document.Text] { // 应诉通知书 has no kind before it
		kind = ""
	}
	switch {
	case f.Tier == TierParty && !f.Document.IsZero():
		return f.Cause.Text + kind + f.Document.Text
	case f.Tier == TierParty || f.Number.IsZero() && f.Court.IsZero():
		return p.Opening
	}
	return f.Court.Text + f.Number.Text + kind + f.Document.Text
}

// named are the papers that the kind of case stands before in what they are called.
var named = map[string]bool{"判决书": true, "裁定书": true, "调解书": true, "决定书": true, "通知书": true,
	"起诉状": true, "反诉状": true, "上诉状": true, "答辩状": true}

// Clip shortens s to n characters, with …… behind what was cut off.
func Clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "……"
}
