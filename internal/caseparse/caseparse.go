// Package caseparse reads case reports, press releases and news reports into
// titled passages: 基本案情, 裁判结果, 典型意义, or the subheadings of a report.
// What a passage says is left as it is; only the form is read.
//
// Start with [Parse].
package caseparse

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Version is bumped whenever the same text may give other passages.
const Version = 3

// Report is a parsed text. All spans are byte offsets in Text.
type Report struct {
	Text      string
	Title     string
	TitleSpan statute.Span // empty where the title came from outside
	Date      statute.Date // of publication, as a line of the head gives it
	Publisher string       // 来源 of the head
	Passages  []Passage
	Facts     *Facts // of a case; nil for other texts
	Notes     *Notes // of commentary; nil for other texts
	// Diagnostics are what is missing from a judgment.
	Diagnostics []statute.Diagnostic

	opening string // of a judgment
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

var (
	// headLine is 来源:最高人民法院 时间:2021-07-28 18:21:51 作者:
	headLine = regexp.MustCompile(`^来源[:：]\s*(\S*)\s+(?:时间|发布时间|日期)[:：]\s*(\d{4}-\d{2}-\d{2})`)
	dateLine = regexp.MustCompile(`^(?:发布)?(?:日期|时间)[:：]\s*(\d{4}-\d{2}-\d{2})`)
	fromLine = regexp.MustCompile(`^(?:来源|发布机关|发布)[:：]\s*(\S+)$`)
)

// Parse reads text. title is used where the text has no title line.
func Parse(text, title string) *Report {
	r := &Report{Text: text}
	if IsJudgment(text) {
		r.judgment(title)
		return r
	}
	var current *Passage
	flush := func() {
		if current != nil && (current.Heading != "" || len(current.Paragraphs) > 0) {
			r.Passages = append(r.Passages, *current)
		}
	}
	at := 0
	first := true
	for line := range strings.Lines(text) {
		words := strings.TrimLeftFunc(line, unicode.IsSpace)
		start := at + len(line) - len(words)
		words = strings.TrimRightFunc(words, unicode.IsSpace)
		at += len(line)
		if words == "" || strings.HasPrefix(words, "<!--") && strings.HasSuffix(words, "-->") {
			continue
		}
		span := statute.Span{Start: start, End: start + len(words)}
		hashes := len(words) - len(strings.TrimLeft(words, "#"))
		if bare := strings.TrimSpace(words[hashes:]); hashes > 0 {
			span.Start += len(words) - len(bare)
			words = bare
		}
		switch {
		case hashes == 1 && r.Title == "":
			r.Title, r.TitleSpan = words, span
		case first && r.head(words):
		case hashes > 1 || hashes == 0 && isSection(words):
			flush()
			current = &Passage{Heading: strings.TrimRight(words, ":：　 "), HeadingSpan: span, Span: span}
		default:
			if current == nil {
				current = &Passage{Span: span}
			}
			current.Paragraphs = append(current.Paragraphs, Paragraph{Text: words, Span: span})
			current.Span.End = span.End
			if r.Date == "" || r.Publisher == "" {
				r.head(words)
			}
		}
		first = false
	}
	flush()
	r.chooseTitle(title)
	return r
}

// head reads the publication line of a page and reports whether the line is one.
func (r *Report) head(line string) bool {
	if m := headLine.FindStringSubmatch(line); m != nil {
		r.Publisher = m[1]
		r.Date = validDate(m[2])
		return true
	}
	if m := dateLine.FindStringSubmatch(line); m != nil && r.Date == "" {
		r.Date = validDate(m[1])
	}
	if m := fromLine.FindStringSubmatch(line); m != nil && r.Publisher == "" {
		r.Publisher = m[1]
	}
	return false
}

func validDate(s string) statute.Date {
	d, err := statute.ParseDate(s)
	if err != nil {
		return ""
	}
	return d
}

// isSection reports whether a line is a heading that case reports use; such lines
// are headings without # too.
func isSection(line string) bool {
	line = strings.Trim(line, "【】[]:：　 ")
	return sectionKinds[line] != "" || line == "答记者问"
}

// chooseTitle prefers the first heading that names a case (…案), since the
// first heading of a release is sometimes a headnote.
func (r *Report) chooseTitle(fallback string) {
	for _, p := range r.Passages {
		if strings.HasSuffix(p.Heading, "案") && !strings.HasSuffix(r.Title, "案") && !isSection(p.Heading) {
			r.Title, r.TitleSpan = p.Heading, p.HeadingSpan
			return
		}
	}
	if r.Title == "" {
		r.Title = fallback
	}
	if r.Title == "" && len(r.Passages) > 0 && len(r.Passages[0].Paragraphs) > 0 {
		r.Title = clip(r.Passages[0].Paragraphs[0].Text, 40)
	}
}

// clip shortens s to n characters.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "……"
}

// judgment reads the text as a judgment.
func (r *Report) judgment(title string) {
	j := readJudgment(r.Text)
	r.Facts, r.Passages, r.Date = &j.Facts, j.passages(), j.Date
	if t := j.v.field(0, j.head); j.head > 0 && strings.ContainsAny(t.Text, "书案") {
		r.Title, r.TitleSpan = t.Text, t.Span
	} else if titled.MatchString(title) { // and not just the name of a file
		r.Title = title
	}
	r.opening = clip(j.v.c, 40)
	for _, d := range [...]struct {
		missing       bool
		code, message string
	}{
		{j.Court.IsZero(), "no_court", "没有写明法院"},
		{j.Number.IsZero(), "no_case_number", "没有案号"},
		{j.Outcome.Name == "" && j.Basis.Len() == 0, "no_decision", "没有裁判结果，文本在此之前中断"},
		{len(j.Parties) > manyParties, "many_parties", fmt.Sprintf("当事人有 %d 个", len(j.Parties))},
	} {
		if d.missing {
			r.Diagnostics = append(r.Diagnostics, statute.Diagnostic{Code: d.code, Message: d.message})
		}
	}
}

// titled is how titles of judgments end.
var titled = regexp.MustCompile(`(?:判决书|裁定书|调解书|决定书|案|纠纷|罪)$`)

// manyParties is how many parties are worth a remark.
const manyParties = 1000

// Heading is the title, or what a judgment without one is called: by court, number
// and kind.
func (r *Report) Heading() string {
	if r.Title != "" || r.Facts == nil {
		return r.Title
	}
	if f := r.Facts; !f.Number.IsZero() || !f.Court.IsZero() {
		kind := f.Kind
		if f.Document.IsZero() {
			kind = ""
		}
		return f.Court.Text + f.Number.Text + kind + f.Document.Text
	}
	return r.opening
}

// IsJudgment reports whether a text begins as judgments do: with court and title,
// or with a title and the number of a case.
func IsJudgment(text string) bool {
	end := min(len(text), 3*maxHead)
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	head := newView(text[:end]).c
	m := heading.FindStringIndex(head)
	n := number.FindStringIndex(head)
	switch {
	case m != nil && n != nil:
		return n[0]-m[1] < maxToNumber
	case m != nil:
		return m[0] < maxUnnumbered
	}
	return n != nil && n[0] < maxUnnumbered && strings.Contains(head[:n[0]], "书")
}

// maxUnnumbered is how far into a view the title of a judgment may stand that
// has no number, or no court.
const maxUnnumbered = 200

// IsCase reports whether text reads like a case report or a judgment rather
// than commentary.
func IsCase(text string) bool {
	if IsJudgment(text) {
		return true
	}
	sections := 0
	for line := range strings.Lines(text) {
		if isSection(strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "#"))) {
			sections++
		}
	}
	return sections >= 2
}
