package lawparse

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// splitInline cuts the lines in which the chosen labels stand, and the headings before
// them (…。第二章 附则 第四条 …).
func (p *parser) splitInline(found []candidate, chosen []int) {
	places := map[int][]*candidate{}
	for _, i := range chosen {
		if c := &found[i]; c.at > 0 {
			places[c.segment] = append(places[c.segment], c)
		}
	}
	segments := make([]segment, 0, len(p.segments)+len(chosen))
	for i := range p.segments {
		s := p.segments[i]
		cuts := places[i]
		if len(cuts) == 0 {
			segments = append(segments, s)
			continue
		}
		p.diagnose("run_together", "多条排在同一行，已按条号拆开", s.span)
		start, end := s.span.Start, s.span.End
		first := s
		_, first.span.End = trim(p.text, start, start+cuts[0].at)
		if !s.own {
			first = p.classify(start, first.span.End, s.hashes)
		}
		segments = p.appendPieces(segments, first)
		for k, c := range cuts {
			stop := end
			if k+1 < len(cuts) {
				_, stop = trim(p.text, start+c.at, start+cuts[k+1].at)
			}
			article := segment{span: statute.Span{Start: start + c.at, End: stop}, form: formArticle, label: c.label, own: true}
			segments = p.appendPieces(segments, article)
		}
	}
	p.segments = segments
}

// appendPieces adds a segment, cut before a heading that it ends in and before the items
// written into it.
func (p *parser) appendPieces(segments []segment, s segment) []segment {
	text := s.text(p.text)
	heading := len(text)
	if !s.own && s.hashes == 0 && headingAfter(text) > 0 && isHeadingOnly(text) {
		heading = 0 // 第一章总则第一节一般规定
	} else if at := headingEnding(text); at > 0 {
		heading = at
	}
	for at := headingInLine(text[:heading]); at > 0; at = headingInLine(text[:heading]) {
		heading = at
	}
	at := 0
	for _, cut := range inlineItems(text[:heading]) {
		segments = p.appendPiece(segments, s, at, cut)
		at = cut
	}
	segments = p.appendPiece(segments, s, at, heading)
	for heading < len(text) {
		next := len(text)
		if i := headingAfter(text[heading:]); i > 0 {
			next = heading + i
		}
		start, end := trim(p.text, s.span.Start+heading, s.span.Start+next)
		segments = append(segments, p.classify(start, end, 0))
		heading = next
	}
	return segments
}

// appendPiece adds the bytes [from,to) of a segment; the first keeps what the segment is.
func (p *parser) appendPiece(segments []segment, s segment, from, to int) []segment {
	start, end := trim(p.text, s.span.Start+from, s.span.Start+to)
	if start == end {
		return segments
	}
	if from > 0 {
		return append(segments, p.classify(start, end, 0))
	}
	s.span = statute.Span{Start: start, End: end}
	return append(segments, s)
}

// maxHeading is how long a heading in a line may be, in bytes.
const maxHeading = 90

// headingInLine returns where the heading begins that the text ends in, behind a sentence
// or a space; 0 where there is none.
func headingInLine(text string) int {
	low := max(0, len(text)-maxHeading)
	i := strings.LastIndex(text[low:], "第")
	if i < 0 || low+i == 0 {
		return 0
	}
	at := low + i
	before := strings.TrimRight(text[:at], spaces)
	_, l, ok := headingAt(text[at:])
	if !ok || before == "" || len(before) == at && !endsSentence(before) || !isPlainHeading(text[at:], l) {
		return 0
	}
	return at
}

// headingAfter returns where the next heading begins in a text that starts with one.
func headingAfter(text string) int {
	first, _, _ := headingAt(text)
	for at := len("第"); ; at += len("第") {
		if at >= len(text) {
			return 0
		}
		i := strings.Index(text[at:], "第")
		if i < 0 {
			return 0
		}
		at += i
		kind, l, ok := headingAt(text[at:])
		if !ok {
			continue
		}
		within := first != "" && rank(kind) > rank(first) && l.number == (statute.Number{Main: 1})
		if within || len(strings.TrimRight(text[:at], spaces)) < at {
			return at // 第二章管理第一节一般规定
		}
	}
}
