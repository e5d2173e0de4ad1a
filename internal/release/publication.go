// Package release reads what courts and procuratorates publish that is no judgment:
// released cases, alone or in batches, press releases, interviews. It cuts them into
// titled passages (基本案情, 裁判结果, 典型意义, or the subheadings of a report) and reads
// facts of cases and answers of officials. What a passage says is left as it is.
//
// Start with [Read], then [Facts] for a case and [Statements] for commentary.
package release

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	// headLine is 来源:最高人民法院 时间:2021-07-28 18:21:51 作者:
	headLine = regexp.MustCompile(`^来源[:：]\s*(\S*)\s+(?:时间|发布时间|日期)[:：]\s*(\d{4}-\d{2}-\d{2})(?:\s+(\d{1,2}:\d{2}))?`)
	// stampLine is 2022-12-07 09:00　来源：最高人民检察院
	stampLine = regexp.MustCompile(`^((?:19|20)\d{2}-\d{2}-\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*来源[:：]\s*([^\s　]*))?`)
	dateLine  = regexp.MustCompile(`^(?:发布)?(?:日期|时间)[:：]\s*(\d{4}-\d{2}-\d{2})`)
	fromLine  = regexp.MustCompile(`^(?:来源|发布机关|发布)[:：]\s*(\S+)$`)
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
		h, opens := headingOf(words)
		if opens && h.step && current != nil && isPart(*current) && named[current.Heading].kind == casefile.PartDuty {
			opens = h.kind != casefile.PartResult && h.kind != casefile.PartDuty // a step of what the procuratorate did
		}
		switch {
		case opens:
			flush()
			at := statute.Span{Start: span.Start + h.start, End: span.Start + h.end}
			current = &casefile.Passage{Heading: textview.Tight(words[h.start:h.end]), HeadingSpan: at,
				Span: statute.Span{Start: span.Start, End: span.End}}
			if rest := words[h.rest:]; rest != "" {
				current.Paragraphs = append(current.Paragraphs,
					casefile.Paragraph{Text: rest, Span: statute.Span{Start: span.Start + h.rest, End: span.End}})
			}
		case hashes == 1 && r.Title == "":
			r.Title, r.TitleSpan = words, span
		case first && r.head(words):
		case hashes > 1 || words == "答记者问":
			flush()
			current = &casefile.Passage{Heading: strings.TrimRight(words, ":：　 "), HeadingSpan: span, Span: span}
		default:
			if current != nil && isPart(*current) && endsHead(r.Passages, current, words) {
				flush()
				current = nil
			}
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

var (
	// caseHead is a line of the head of a case that may stand below its keywords or its
	// summary: the number, or how it was adopted.
	caseHead = regexp.MustCompile(`^(?:指导性?案例第?\d+号|检例第\d+号|（[^（）]{0,30}讨论通过.*发布）)$`)
	// gazetteParty opens the account of a case behind its summary.
	gazetteParty = regexp.MustCompile(`^(?:原告人?|公诉机关|上诉人|申请人|起诉人|自诉人|再审申请人|赔偿请求人|公益诉讼起诉人|申请再审人|申请执行人|抗诉机关)(?:（[^（）]{1,20}）)?：`)
)

// endsHead reports whether a line does not belong to the part before it: the name of the
// case below its keywords or its summary, or the account of a case of the gazette.
func endsHead(before []casefile.Passage, current *casefile.Passage, line string) bool {
	kind := named[current.Heading].kind
	if kind != casefile.PartKeywords && kind != casefile.PartPoints || slices.ContainsFunc(before, isPart) {
		return false
	}
	tight := textview.New(line).Text
	_, isName := caseNameIn(line, statute.Span{})
	return caseHead.MatchString(tight) || gazetteParty.MatchString(tight) || isName && !slices.ContainsFunc(before,
		func(p casefile.Passage) bool {
			return slices.ContainsFunc(p.Paragraphs, func(q casefile.Paragraph) bool {
				_, ok := caseNameIn(q.Text, statute.Span{})
				return ok
			})
		})
}

// head reads the publication line of a page and reports whether the line is one.
func (r reader) head(line string) bool {
	if m := headLine.FindStringSubmatch(line); m != nil {
		r.Publisher = m[1]
		r.Date, r.Time = validDate(m[2]), m[3]
		return true
	}
	if m := stampLine.FindStringSubmatch(line); m != nil && r.Date == "" {
		r.Date = validDate(m[1])
		if m[2] != "" && r.Publisher == "" {
			r.Publisher = m[2]
		}
		return false
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

// isPart reports whether a passage is a part of a released case.
func isPart(p casefile.Passage) bool { return named[p.Heading] != nil }

// chooseTitle prefers the line that names a case (…案), since the first heading of a
// release is sometimes a headnote, and leaves the number out that it may begin with.
func (r reader) chooseTitle(fallback string) {
	whole := r.Title
	if r.Title != "" {
		if name, ok := caseNameIn(r.Title, r.TitleSpan); ok {
			r.Title, r.TitleSpan = name.Text, name.Span
			return
		}
	}
	for _, p := range r.Passages {
		if name, ok := caseNameIn(p.Heading, p.HeadingSpan); ok && !isPart(p) {
			r.Title, r.TitleSpan = name.Text, name.Span
			return
		}
	}
	hasParts := false
	for _, p := range r.Passages {
		if hasParts = isPart(p); hasParts {
			break
		}
	}
	for n, p := range r.Passages {
		if !hasParts || n > 1 && isPart(p) {
			break
		}
		if isPart(p) {
			continue
		}
		for i, q := range p.Paragraphs {
			if name, ok := caseNameIn(q.Text, q.Span); ok {
				r.Title, r.TitleSpan = name.Text, name.Span
				if i > 0 {
					r.joinTitle(p.Paragraphs[i-1])
				}
				return
			}
		}
	}
	if name, ok := caseNameIn(fallback, statute.Span{}); ok && whole == "" {
		r.Title = name.Text
		return
	}
	if r.Title == "" {
		r.Title = fallback
	}
	if r.Title == "" && len(r.Passages) > 0 && len(r.Passages[0].Paragraphs) > 0 {
		first := r.Passages[0].Paragraphs[0].Text
		r.Title = casefile.Clip(first, 40)
		if m := issues.FindStringSubmatch(first); m != nil { // a press release whose own title was not kept
			r.Title = m[1] + "发布" + m[2]
			if strings.Contains(r.Text, "答记者问") {
				r.Title += "并答记者问"
			}
		}
	}
}

// issues is how a press release begins that has no title: 今日，某院正式发布《某规定》.
var issues = regexp.MustCompile(`^(?:今[日天]|日前|近日|昨[日天])?[,，]?(\p{Han}{3,20}(?:院|部|局|委员会|办公室))(?:正式|联合)?(?:发布|公布|印发|出台)(?:了)?(《[^》]+》)`)

// joinTitle puts the first line of a title before the second, where it was broken.
func (r reader) joinTitle(above casefile.Paragraph) {
	if strings.Contains(r.Title, "诉") || !brokenTitle.MatchString(above.Text) || above.Span.End > r.TitleSpan.Start {
		return
	}
	if strings.TrimSpace(r.Text[above.Span.End:r.TitleSpan.Start]) == "" {
		start := above.Span.Start + len(leadingNumber.FindString(above.Text))
		r.Title, r.TitleSpan = r.Text[start:above.Span.End]+r.Title, statute.Span{} // it stands nowhere in one piece
	}
}

// IsCase reports whether a text is a released case: it has two parts of one, or one and
// the number or the name of a case before it.
func IsCase(text string) bool {
	kinds, first := map[casefile.PartKind]bool{}, len(text)
	at := 0
	for line := range strings.Lines(text) {
		words := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "#"))
		if h, ok := headingOf(words); ok {
			kinds[h.kind] = true
			first = min(first, at)
		}
		if len(kinds) >= 2 {
			return true
		}
		at += len(line)
	}
	if len(kinds) == 0 || first > maxPreface {
		return false
	}
	for line := range strings.Lines(textview.ClipBytes(text, max(first, min(len(text), maxPreface)))) {
		if _, ok := caseNameIn(strings.TrimSpace(line), statute.Span{}); ok || releaseNo.MatchString(textview.New(line).Text) {
			return true
		}
	}
	return false
}

// IsMarked reports whether a text says before its first part that it is a case that was
// released under a number.
func IsMarked(text string) bool {
	at := 0
	for line := range strings.Lines(text[:min(len(text), maxPreface)]) {
		if _, ok := headingOf(strings.TrimSpace(line)); ok {
			break
		}
		at += len(line)
	}
	return at < maxPreface && at < len(text) && releaseNo.MatchString(textview.New(text[:at]).Text) && IsCase(text)
}

// maxPreface bounds what stands before the first part of a case, in bytes.
const maxPreface = 3000
