// Package caseparse reads case reports, press releases and news reports into
// titled passages: 基本案情, 裁判结果, 典型意义, or the subheadings of a report.
// What a passage says is left as it is; only the form is read.
//
// Start with [Parse].
package caseparse

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Version is bumped whenever the same text may give other passages.
const Version = 2

// Report is a parsed text. All spans are byte offsets in Text.
type Report struct {
	Text      string
	Title     string
	TitleSpan statute.Span // empty where the title came from outside
	Date      statute.Date // of publication, as a line of the head gives it
	Publisher string       // 来源 of the head
	Passages  []Passage
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

// caseSections are headings that case reports use; they count as headings
// without # too.
var caseSections = map[string]bool{
	"基本案情": true, "简要案情": true, "案情回顾": true, "案情简介": true, "裁判结果": true, "裁判理由": true, "裁判要点": true, "裁判要旨": true, "典型意义": true,
	"案例分析": true, "适用解析": true, "法官解读": true, "处理结果": true, "申请人请求": true, "原告诉讼请求": true, "关键词": true, "相关法条": true,
	"司法解释相关法条": true, "法院裁判": true, "裁判内容": true, "审理结果": true, "案例要旨": true, "意义": true, "事实": true, "结果": true, "答记者问": true,
}

var (
	// headLine is 来源:最高人民法院 时间:2021-07-28 18:21:51 作者:
	headLine  = regexp.MustCompile(`^来源[:：]\s*(\S*)\s+(?:时间|发布时间|日期)[:：]\s*(\d{4}-\d{2}-\d{2})`)
	dateLine  = regexp.MustCompile(`^(?:发布)?(?:日期|时间)[:：]\s*(\d{4}-\d{2}-\d{2})`)
	fromLine  = regexp.MustCompile(`^(?:来源|发布机关|发布)[:：]\s*(\S+)$`)
	judgments = regexp.MustCompile(`(判\s*决\s*书|裁\s*定\s*书|调\s*解\s*书|决\s*定\s*书)`)
	signature = regexp.MustCompile(`(?:审[\s\p{Z}]*判[\s\p{Z}]*[员长]|陪[\s\p{Z}]*审[\s\p{Z}]*员)[^。；，]{1,60}?((?:二[〇○零Ｏ]|一九)[一二三四五六七八九〇○零Ｏ]{2}年[元一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)` +
		`(?:[\s\p{Z}]*$|[\t \p{Zs}]*\n|[\s\p{Z}]*(?:代?[\s\p{Z}]*书|法官助理|速录|附|本件))`)
	caseNo = regexp.MustCompile(`[（(〔\[]\s*(19|20)\d\d\s*[）)〕\]][\p{Han}\d]{2,14}\d+号`)
)

// Parse reads text. title is used where the text has no title line.
func Parse(text, title string) *Report {
	r := &Report{Text: text}
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
	if r.Date == "" && isJudgment(text) {
		r.Date = signedOn(text)
	}
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

func isSection(line string) bool {
	line = strings.Trim(line, "【】[]:：　 ")
	return caseSections[line]
}

// chooseTitle prefers the first heading that names a case (…案), since the
// first heading of a release is sometimes a headnote.
func (r *Report) chooseTitle(fallback string) {
	for _, p := range r.Passages {
		if strings.HasSuffix(p.Heading, "案") && !strings.HasSuffix(r.Title, "案") && !caseSections[p.Heading] {
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

// isJudgment reports whether text begins as judgments do.
func isJudgment(text string) bool {
	head := text[:min(len(text), 3000)]
	return judgments.MatchString(head) && strings.Contains(head, "法院") && caseNo.MatchString(head)
}

// signedOn is the day that a judgment gives behind the names of its judges:
// 审判员 某某 二〇一八年七月五日. "" where a judgment breaks off before.
func signedOn(text string) statute.Date {
	signed := signature.FindAllStringSubmatchIndex(text, -1)
	if len(signed) == 0 {
		return ""
	}
	day, _ := statute.DateAt(text[signed[len(signed)-1][2]:])
	return day
}

// IsCase reports whether text reads like a case report or a judgment rather
// than commentary.
func IsCase(text string) bool {
	if isJudgment(text) {
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
