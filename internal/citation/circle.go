package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// Notes write the paragraph of an article in a circle, 民法典563①(3), or in Roman numerals, and then
// circles are items: 民法典563Ⅰ③. Which of them a text means it shows by having Roman numerals.

// circles says what numbers in circles are in this text.
func (f *finder) circles() level {
	if f.circle == noLevel {
		f.circle = levelParagraph
		for _, roman := range [...]string{"Ⅰ", "Ⅱ", "Ⅲ"} {
			if strings.Contains(f.text, roman) {
				f.circle = levelItem
			}
		}
	}
	return f.circle
}

// circledAt reads ① to ⑳ at the start of s.
func circledAt(s string) (n, length int) {
	if n = within(s, '①', '⑳'); n > 0 {
		return n, len("①")
	}
	return 0, 0
}

// circledBehind reads ①, ②款, ①(3) and Ⅰ③ behind an article, or its paragraph in Roman numerals,
// with the number in brackets of an item behind that.
func circledBehind(s string, p statute.Provision, circle level) (statute.Provision, int) {
	n, at := circledAt(s)
	if n == 0 {
		return p, 0
	}
	if p.Paragraph > 0 {
		circle = levelItem
	}
	switch {
	case strings.HasPrefix(s[at:], "款"):
		circle, at = levelParagraph, at+len("款")
	case strings.HasPrefix(s[at:], "项"):
		circle, at = levelItem, at+len("项")
	}
	p = circle.set(p, statute.Number{Main: n})
	if k, size := cnnum.ChinesePrefix(s[at:]); circle == levelParagraph && size == len("三") && k > 0 && endsGlossed(s[at+size:]) {
		p.Item = k // 563①三
		at += size
	}
	if circle == levelParagraph && bracketed(s[at:]) {
		if k, size := itemAt(s[at:]); size > 0 && k <= maxParagraph {
			p.Item = k
			at += size
		}
	}
	return p, at
}

// furtherMark reads the next paragraph or item of the article that the line cited last, by its
// sign alone: 行政诉讼法26①原机关；维持→共同被告②; 民法典171Ⅰ效力待定；Ⅱ催告.
func (f *finder) furtherMark() bool {
	last := len(f.out.Mentions) - 1
	if f.inLaw || last < 0 {
		return false
	}
	m := &f.out.Mentions[last]
	if m.Kind != KindProvision || m.LineStart != f.lineStart || len(m.Refs) == 0 || m.Span.End > f.at || m.OfContract {
		return false
	}
	rest, written := f.text[f.at:f.end], m.Span.Of(f.text)
	k, size := circledAt(rest)
	if k == 0 {
		opens := strings.ContainsRune("：；，、（( ", lastRune(f.text[f.lineStart:f.at])) && deepest(m.Refs[len(m.Refs)-1].From) == levelArticle
		if k = within(rest, 'Ⅰ', 'Ⅻ'); k == 0 || !strings.ContainsFunc(written, isRoman) && !opens {
			return false
		}
		size = len("Ⅰ")
	} else if !strings.ContainsFunc(written, isCircled) || strings.ContainsRune("；。;，,：:\n", lastRune(f.text[f.lineStart:f.at])) {
		return false // ② of a list whose items are counted so
	}
	of := m.Refs[len(m.Refs)-1].From
	if to := m.Refs[len(m.Refs)-1].To; to != (statute.Provision{}) {
		of = to
	}
	next := statute.Provision{}
	switch {
	case of.Item > 0 && k == of.Item+1 && isCircled(firstRune(rest)):
		next.Item = k
	case deepest(of) == levelArticle && isRoman(firstRune(rest)):
		next.Paragraph = k // 585 违约金：Ⅱ调增
	case of.Paragraph > 0 && k == of.Paragraph+1 && (of.Item == 0 || isRoman(firstRune(rest)) || f.circles() == levelParagraph):
		next.Paragraph = k
	default:
		return false
	}
	end := f.at + size
	if next.Paragraph > 0 && isRoman(firstRune(rest)) {
		if p, n := circledBehind(f.text[end:f.end], next, levelItem); n > 0 {
			next, end = p, end+n
		}
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: end}, Linked: true, Plain: m.Plain,
		BelowHeading: m.BelowHeading, Refs: []Ref{{From: next}}})
	f.at = end
	return true
}

func isRoman(r rune) bool   { return r >= 'Ⅰ' && r <= 'Ⅻ' }
func isCircled(r rune) bool { return r >= '①' && r <= '⑳' }
