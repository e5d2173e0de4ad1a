// Package release reads what courts and procuratorates publish that is no judgment:
// released cases, alone or in batches, press releases, interviews. It cuts them into
// titled passages (基本案情, 裁判结果, 典型意义, or the subheadings of a report) and reads
// facts of cases and answers of officials. What a passage says is left as it is.
//
// Start with [Read], then [Facts] for a case and [Statements] for commentary.
package release

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

var (
	// headLine is 来源:最高人民法院 时间:2021-07-28 18:21:51 作者:
	headLine = regexp.MustCompile(`^来源[:：]\s*(\S*)\s+(?:时间|发布时间|日期)[:：]\s*(\d{4}-\d{2}-\d{2})`)
	dateLine = regexp.MustCompile(`^(?:发布)?(?:日期|时间)[:：]\s*(\d{4}-\d{2}-\d{2})`)
	fromLine = regexp.MustCompile(`^(?:来源|发布机关|发布)[:：]\s*(\S+)$`)
)

// reader reads a publication.
type reader struct{ *casefile.Publication }

// Read cuts a text into passages. title is used where the text has no title line.
func Read(text, title string) *casefile.Publication {
	r := reader{&casefile.Publication{Text: text}}
	var current *casefile.Passage
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
			current = &casefile.Passage{Heading: strings.TrimRight(words, ":：　 "), HeadingSpan: span, Span: span}
		default:
			if current == nil {
				current = &casefile.Passage{Span: span}
			}
			current.Paragraphs = append(current.Paragraphs, casefile.Paragraph{Text: words, Span: span})
			current.Span.End = span.End
			if r.Date == "" || r.Publisher == "" {
				r.head(words)
			}
		}
		first = false
	}
	flush()
	r.chooseTitle(title)
	return r.Publication
}

// head reads the publication line of a page and reports whether the line is one.
func (r reader) head(line string) bool {
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
func (r reader) chooseTitle(fallback string) {
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
		r.Title = casefile.Clip(r.Passages[0].Paragraphs[0].Text, 40)
	}
}

// IsCase reports whether a text has the sections of a released case.
func IsCase(text string) bool {
	sections := 0
	for line := range strings.Lines(text) {
		if isSection(strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "#"))) {
			sections++
		}
	}
	return sections >= 2
}
