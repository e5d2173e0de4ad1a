package citation

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// A heading or the title of a table that names a law holds for the bare articles below
// it, as in notes and check lists:
//
//	## 《劳动合同法》
//	| 第87条 | 违法解除 |

// headingStyle tells headings apart that stand on different levels.
type headingStyle uint8

// The styles of headings. One of the same style ends what the one before said, and one
// with marks ends all of those below it.
const (
	noHeading      headingStyle = iota
	markedFirst                      // # to ######, as numbers from here on
	bracketHeading headingStyle = 10 // 【民法典】
	tableTitle     headingStyle = 11 // 表2 《公司法》一览
	countedFirst   headingStyle = 12 // 一、民法典
	plainHeading   headingStyle = 15 // 《企业破产法》要点, alone in its line
	cardHeading    headingStyle = 16 // 正面：民法典 居住权？
)

// underHeading is a heading that names a law.
type underHeading struct {
	law   law
	style headingStyle
	start int  // of its line
	close bool // hardly more than the law stands in it
	// declared says that it is no heading: the text says that its articles are of that law.
	declared bool
}

// maxHeadingLine bounds the line of a heading, in bytes, and maxBeside what stands in it
// beside the law, in characters.
const (
	maxHeadingLine = 150
	maxBeside      = 24
	maxClose       = 6
)

// styleOf is the style of a heading, by how its line begins.
func styleOf(line string) headingStyle {
	line = strings.TrimLeft(line, " \t\u3000>*")
	if marks := len(line) - len(strings.TrimLeft(line, "#")); marks > 0 {
		return min(markedFirst+headingStyle(marks)-1, bracketHeading-1)
	}
	switch {
	case strings.HasPrefix(line, "|"):
		return noHeading
	case cardLabel(line) > 0:
		return cardHeading
	case strings.HasPrefix(line, "【"):
		return bracketHeading
	case strings.HasPrefix(line, "表"):
		if _, n := label.Number(line[len("表"):]); n > 0 {
			return tableTitle
		}
	}
	if n, size := itemAt(line); n > 0 && (bracketed(line) || strings.HasPrefix(line[size:], "、")) {
		if bracketed(line) {
			return countedFirst + 1
		}
		if isDigit(line[0]) {
			return countedFirst + 2
		}
		return countedFirst
	}
	return plainHeading
}

// head remembers the law of mention i where the mention stands in a heading.
func (r *resolver) head(i int, w law) {
	m := &r.found.Mentions[i]
	if r.doc.Law != "" || r.doc.Amends || r.doc.Contract || m.Quote >= 0 || len(w.keys) != 1 || m.Span.Start-m.LineStart > maxHeadingLine {
		return
	}
	end := strings.IndexByte(r.doc.Text[m.Span.End:min(len(r.doc.Text), m.Span.End+maxHeadingLine)], '\n')
	if end < 0 {
		return
	}
	line := r.doc.Text[m.LineStart : m.Span.End+end]
	if r.under.law.known() && r.under.start == m.LineStart {
		if r.under.law.keys[0] != w.keys[0] {
			r.under = underHeading{} // 《公司法》与《合伙企业法》
		}
		return
	}
	style := styleOf(line)
	if style == cardHeading {
		if (!r.under.law.known() || r.under.style == cardHeading) && r.isStatute(w) {
			r.under = underHeading{law: w, style: style, start: m.LineStart, close: true}
		}
		return
	}
	part := m.Kind == KindProvision && len(m.Refs) == 1 && highest(m.Refs[0].From) <= levelSection && m.Refs[0].From.Annex == 0
	if style == noHeading || m.Kind == KindProvision && style >= bracketHeading && !part {
		return
	}
	beside := besideLaw(r.doc.Text[m.LineStart:m.Span.Start]) + besideLaw(r.doc.Text[m.Span.End:m.Span.End+end])
	if !headsArticles(beside, style) {
		return
	}
	r.under = underHeading{law: w, style: style, start: m.LineStart, close: utf8.RuneCountInString(beside) <= maxClose}
}

// isStatute reports whether a law is a statute or a code, by its key.
func (r *resolver) isStatute(w law) bool {
	return len(w.keys) == 1 && endsInWord(w.keys[0], "法")
}

// besideMarks are marks around the words of a heading.
const besideMarks = "#*> \t\r\u3000【】：:"

// noteInBrackets is a note beside the law of a heading: （共4页，第2页）.
var noteInBrackets = regexp.MustCompile(`（[^（）]+）|\([^()]+\)`)

// besideLaw is what stands beside the law of a heading, without marks and notes.
func besideLaw(s string) string {
	return strings.Trim(noteInBrackets.ReplaceAllString(s, ""), besideMarks)
}

// headsArticles reports whether a heading holds for the articles below it, by what stands
// in it beside the law.
func headsArticles(beside string, style headingStyle) bool {
	if style < bracketHeading {
		beside = strings.TrimPrefix(beside, "规定") // ## 规定（票据纠纷规定）
	}
	if strings.ContainsAny(beside, "。；，！？") || utf8.RuneCountInString(beside) > maxBeside || speaksOf(beside) {
		return false
	}
	last := strings.TrimRight(beside, "）)")
	return !isNorm(last) && !isContract(last) && !isPaper(last)
}

// headByTitle takes the title of a text for a heading above all of it, where it names
// the law that the text is about: # 《劳动合同法》笔记. The text itself may not have it.
func (r *resolver) headByTitle() {
	if r.doc.Title == "" || r.doc.Law != "" || r.doc.Amends || r.doc.Contract || !r.subject.known() {
		return
	}
	title := strings.ReplaceAll(r.doc.Title, statute.Republic, "")
	beside, ok := "", false
	if titles := statute.QuotedTitles(title); len(titles) == 1 {
		beside, ok = strings.Replace(title, "《"+titles[0]+"》", "", 1), r.means(titles[0], r.subject)
	} else if len(titles) == 0 {
		beside, ok = r.withoutName(title)
	}
	if ok && headsArticles(besideLaw(beside), markedFirst) {
		start := strings.Index(r.doc.Text[:min(len(r.doc.Text), maxTitle)], r.doc.Title) // it does not end itself
		r.under = underHeading{law: r.subject, style: markedFirst, start: max(0, start)}
	}
}

// maxTitleHead bounds the title of a text that is tried for the name of a law, in bytes.
const maxTitleHead = 120

// withoutName is a title that begins with a name of the law that the text is about,
// without that name.
func (r *resolver) withoutName(title string) (beside string, ok bool) {
	title = strings.TrimLeft(title[:min(len(title), maxTitleHead)], besideMarks)
	for at := len(title); at > 0; {
		if r.means(title[:at], r.subject) {
			return title[at:], true
		}
		_, size := utf8.DecodeLastRuneInString(title[:at])
		at -= size
	}
	return "", false
}

// means reports whether a name may mean a law.
func (r *resolver) means(name string, w law) bool {
	return slices.Contains(r.lookup.LawsNamed(name, r.doc.Day), w.keys[0])
}

// speaksOf reports whether a line is part of a text and no heading.
func speaksOf(line string) bool {
	for _, w := range [...]string{"根据", "按照", "依照", "违反", "制定", "施行", "实施", "修改", "废止", "公布", "发布", "规定", "通过", "表示", "认为", "适用", "构成"} {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}

// leaveHeading ends what a heading said where another stands between it and the line of
// mention m.
func (r *resolver) leaveHeading(m *Mention) {
	if r.under.declared && m.Span.Start >= r.found.DeclaredFor.End {
		r.under = underHeading{}
	}
	for r.scanned < m.LineStart {
		line := r.doc.Text[r.scanned:m.LineStart]
		end := strings.IndexByte(line, '\n')
		if end < 0 {
			return
		}
		line = line[:end]
		if r.under.law.known() && !r.under.declared && r.scanned > r.under.start && len(line) <= maxHeadingLine && r.endsHeading(line) {
			r.under = underHeading{}
		}
		r.scanned += end + 1
	}
}

func (r *resolver) endsHeading(line string) bool {
	style := styleOf(line)
	switch {
	case style == noHeading || style == plainHeading:
		return false
	case style < bracketHeading:
		return style <= r.under.style
	}
	return style == r.under.style && style != cardHeading && !strings.ContainsAny(line, "。；，")
}

// below is the law of a bare article below a heading: the one named before in its line,
// outside of brackets, else that of the heading.
func (r *resolver) below(i int, m *Mention) law {
	if !r.under.law.known() || m.Quote >= 0 {
		return law{}
	}
	if r.subject.known() && (!r.under.close || r.subject.keys[0] == r.under.law.keys[0]) {
		return law{} // what the text is about anyway
	}
	for j, n := i-1, 0; j >= 0 && n < maxSame && r.found.Mentions[j].LineStart == m.LineStart; j, n = j-1, n+1 {
		if before := &r.meanings[j]; r.found.Mentions[j].Depth <= m.Depth && before.law.known() {
			return before.law
		}
	}
	if w := r.ofNextNumber(m); w.known() {
		return w
	}
	return r.under.law
}

// ofNextNumber is the law of the article that the item above cited last, where that is the one before in
// number: ※上述解释第14条第2款⏎※推定恶意：第15条.
func (r *resolver) ofNextNumber(m *Mention) law {
	if r.last < 0 || m.Plain || len(m.Refs) == 0 {
		return law{}
	}
	last := &r.found.Mentions[r.last]
	if last.Name.Kind != NoName && r.meanings[r.last].last.Article.Main+1 == m.Refs[0].From.Article.Main && last.LineStart < m.LineStart &&
		strings.Count(r.doc.Text[last.LineStart:m.LineStart], "\n") == 1 &&
		bulletStyle(r.doc.Text[m.LineStart:]) == bulletStyle(r.doc.Text[last.LineStart:]) {
		return r.meanings[r.last].law
	}
	return law{}
}

// isBelowHeading reports whether numbers that stand alone where mention m does are those of
// articles: below a heading or the head of a column that names their law.
func (r *resolver) isBelowHeading(m *Mention) bool {
	if r.ofColumn(m).known() {
		return true
	}
	return r.under.law.known() && m.Quote < 0 &&
		(!r.subject.known() || r.under.close || r.subject.keys[0] == r.under.law.keys[0])
}

// ofHeading is the law whose article a line below a heading begins with, which the label
// of an article quoted whole may be.
func (r *resolver) ofHeading(p statute.Provision) law {
	if r.doc.Law != "" || !r.under.law.known() || !r.has(r.under.law, p) {
		return law{}
	}
	return r.under.law
}
