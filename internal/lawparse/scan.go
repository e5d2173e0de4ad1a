package lawparse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// form is what a segment looks like, before the sequence of the articles and
// the place in the law decide what it is.
type form uint8

const (
	formText form = iota
	formHeading
	formArticle
	formItem
	formTable
	formAnnex
	formContents // the word 目录
	formRepeated // an article that was printed before
	formBlank    // zero-width characters only
)

// segment is a line, or a part of a line that is certainly a unit of its own.
type segment struct {
	span   statute.Span // without surrounding white space and without #
	hashes int          // number of # before it
	form   form
	kind   statute.NodeKind // of a heading, "" for one without a level
	style  style            // of an item
	label  labelled
	quoted bool // inside wording that an amendment quotes
	own    bool // an article of this law: set by chooseArticles
	front  frontKind
}

func (s *segment) text(text string) string { return s.span.Of(text) }

// afterLabel is the span of the segment behind its label.
func (s *segment) afterLabel(text string) statute.Span {
	at := s.span.Start + s.label.length
	return statute.Span{Start: at + skipSpaces(text[at:s.span.End]), End: s.span.End}
}

const (
	commentOpen  = "<!--"
	commentClose = "-->"
	infoEndMark  = "INFO END"
)

// scan cuts the text into segments and classifies each by its first
// characters. HTML comments and the front matter of a Markdown file are left
// out.
func (p *parser) scan() {
	text := p.text
	p.infoEnd = -1
	p.segments = make([]segment, 0, len(text)/120+8)
	at := frontMatter(text)
	comment := false
	for at < len(text) {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		p.scanLine(at, end, &comment)
		at = end + 1
	}
}

// frontMatter returns the length of a block between two lines of --- at the
// start of a Markdown file.
func frontMatter(text string) int {
	const fence = "---"
	if !strings.HasPrefix(text, fence) {
		return 0
	}
	first := strings.IndexByte(text, '\n')
	if first < 0 || strings.TrimSpace(text[:first]) != fence {
		return 0
	}
	if end := strings.Index(text[first:], "\n"+fence); end >= 0 {
		stop := first + end + 1 + len(fence)
		if line := strings.IndexByte(text[stop:], '\n'); line >= 0 {
			if strings.TrimSpace(text[stop:stop+line]) == "" {
				return stop + line + 1
			}
		} else if strings.TrimSpace(text[stop:]) == "" {
			return len(text)
		}
	}
	return 0
}

// exportedLabel is the label that the front matter of an exported text gives it, 地址:
// "渡口法@2018-12-29"; "" where there is none. The words of a text may tell an earlier day than the
// collection knew that it was exported from.
func exportedLabel(text string) string {
	for line := range strings.Lines(text[:frontMatter(text)]) {
		address, ok := strings.CutPrefix(line, "地址:")
		if !ok {
			continue
		}
		_, label, _ := strings.Cut(strings.Trim(strings.TrimSpace(address), `"`), "@")
		if d, err := statute.ParseDate(label); err == nil {
			return string(d)
		}
	}
	return ""
}

func (p *parser) scanLine(start, end int, comment *bool) {
	for start < end {
		if *comment {
			i := strings.Index(p.text[start:end], commentClose)
			if i < 0 {
				return
			}
			*comment = false
			start += i + len(commentClose)
			continue
		}
		i := strings.Index(p.text[start:end], commentOpen)
		if i < 0 {
			p.addLine(start, end)
			return
		}
		p.addLine(start, start+i)
		open := start + i
		start = open + len(commentOpen)
		*comment = p.commentEnds(open)
		if strings.HasPrefix(strings.TrimSpace(p.text[start:end]), infoEndMark) && p.infoEnd < 0 {
			p.infoEnd = len(p.segments)
			if !*comment {
				return // the mark was meant, whatever ends it
			}
		}
	}
}

// commentEnds reports whether the comment that begins at open is one: it is closed before
// the next begins. One that is not would swallow the rest of the law.
func (p *parser) commentEnds(open int) bool {
	from := open + len(commentOpen)
	next := func(have int, mark string) int {
		if have >= from || have < 0 {
			return have
		}
		if i := strings.Index(p.text[from:], mark); i >= 0 {
			return from + i
		}
		return -1
	}
	p.nextOpen, p.nextClose = next(p.nextOpen, commentOpen), next(p.nextClose, commentClose)
	if p.nextClose < 0 || p.nextOpen >= 0 && p.nextOpen < p.nextClose {
		p.diagnose("comment_unclosed", "注释“<!--”没有闭合，其后的文字照常读取", statute.Span{Start: open, End: from})
		return false
	}
	for line := range strings.Lines(p.text[from:p.nextClose]) {
		if _, ok := articleAt(strings.TrimLeft(line, spaces)); ok {
			p.diagnose("comment_with_articles", "注释里有像条文的内容，没有读入", statute.Span{Start: open, End: p.nextClose})
			break
		}
	}
	return true
}

// addLine trims a line, takes off its # and adds its segments.
func (p *parser) addLine(start, end int) {
	start, end = trim(p.text, start, end)
	for z := zeroWidth(p.text[start:end]); z > 0; z = zeroWidth(p.text[start:end]) {
		p.segments = append(p.segments, segment{span: statute.Span{Start: start, End: start + z}, form: formBlank})
		start, end = trim(p.text, start+z, end)
	}
	if start == end {
		return
	}
	hashes := 0
	for start+hashes < end && p.text[start+hashes] == '#' {
		hashes++
	}
	if hashes > 0 {
		start, end = trim(p.text, start+hashes, end)
		p.segments = append(p.segments, p.classify(start, end, hashes))
		return
	}
	s := p.classify(start, end, 0)
	cuts := p.cuts(&s)
	if len(cuts) == 0 {
		p.segments = append(p.segments, s)
		return
	}
	for _, cut := range append(cuts, end) {
		from, to := trim(p.text, start, cut)
		p.segments = append(p.segments, p.classify(from, to, 0))
		start = cut
	}
}

func (p *parser) classify(start, end, hashes int) segment {
	seg := segment{span: statute.Span{Start: start, End: end}, hashes: hashes}
	s := p.text[start:end]
	if s == "" {
		seg.form = formHeading // a bare ##, as before 附则
		return seg
	}
	switch c := s[0]; {
	case c == '|':
		seg.form = formTable
		return seg
	case strings.HasPrefix(s, "第"):
		if l, ok := articleAt(s); ok {
			seg.form, seg.label = formArticle, l
			return seg
		}
		if kind, l, ok := headingAt(s); ok && (hashes > 0 || p.isHeading(s, kind, l)) {
			seg.form, seg.kind, seg.label = formHeading, kind, l
			return seg
		}
	case bracketed(s):
		if l, ok := bracketedArticle(s); ok {
			seg.form, seg.label = formArticle, l
			return seg
		}
	case isPreambleTitle(s):
		seg.form = formHeading
		return seg
	case strings.HasPrefix(s, "附"):
		if n, length, ok := annexAt(s); ok {
			seg.form = formAnnex
			seg.label = labelled{number: statute.Number{Main: n}, length: length}
			return seg
		}
	case strings.HasPrefix(s, "目"):
		if t := strings.TrimLeft(s[len("目"):], spaces); t == "录" || t == "次" {
			seg.form = formContents
			return seg
		}
	}
	if hashes > 0 {
		seg.form = formHeading
		return seg
	}
	if st, l := itemAt(s); st != styleNone { // whether a doubtful one counts, the builder decides
		seg.form, seg.style, seg.label = formItem, st, l
	}
	return seg
}

// isPreambleTitle reports whether a line is the heading of a preamble.
func isPreambleTitle(line string) bool {
	rest, ok := strings.CutPrefix(line, "序")
	return ok && strings.TrimLeft(rest, spaces) == "言"
}

// trim moves both ends of [start,end) past white space.
func trim(text string, start, end int) (int, int) {
	for start < end {
		if c := text[start]; c == ' ' || c == '\t' || c == '\r' {
			start++
		} else if c < utf8.RuneSelf {
			break
		} else if r, n := utf8.DecodeRuneInString(text[start:end]); unicode.IsSpace(r) {
			start += n
		} else {
			break
		}
	}
	for start < end {
		if c := text[end-1]; c == ' ' || c == '\t' || c == '\r' {
			end--
		} else if c < utf8.RuneSelf {
			break
		} else if r, n := utf8.DecodeLastRuneInString(text[start:end]); unicode.IsSpace(r) {
			end -= n
		} else {
			break
		}
	}
	return start, end
}

// zeroWidth returns the length of the zero-width characters at the start of s.
func zeroWidth(s string) int {
	n := 0
	for n < len(s) && (strings.HasPrefix(s[n:], "\u200b") || strings.HasPrefix(s[n:], "\ufeff")) {
		n += len("\u200b")
	}
	return n
}

// sentenceEnds are the characters after which a unit can begin on the same line.
var sentenceEnds = [...]string{"。", "；", "：", "！", "”", "）"}

func endsSentence(s string) bool {
	for _, e := range sentenceEnds {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// cuts returns the places at which a line falls apart for certain: several articles run
// together, or items written into the line.
func (p *parser) cuts(s *segment) []int {
	line := s.text(p.text)
	switch {
	case s.form == formTable:
		return nil
	case s.form == formArticle && runTogether(line, s.label):
		p.diagnose("run_together", "多条排在同一行，已按条号拆开", s.span)
		return offset(sentenceBreaks(line), s.span.Start)
	case strings.HasPrefix(line, statute.AnnexPrefix):
		return offset(annexes(line), s.span.Start)
	}
	return offset(inlineItems(line), s.span.Start)
}

// annexes returns where further annexes begin in a line that starts with one.
func annexes(line string) []int {
	var cuts []int
	for at := len(statute.AnnexPrefix); ; {
		i := strings.Index(line[at:], " "+statute.AnnexPrefix)
		if i < 0 {
			return cuts
		}
		at += i + 1
		if n, _, ok := annexAt(line[at:]); ok && n > 0 {
			cuts = append(cuts, at)
		}
	}
}

func offset(places []int, by int) []int {
	for i := range places {
		places[i] += by
	}
	return places
}

// runTogether reports whether a sentence end, white space and the label of
// the next article stand inside the line, behind its own label.
func runTogether(line string, own labelled) bool {
	for at := own.length; ; {
		i := indexChar(line[at:], "第")
		if i < 0 {
			return false
		}
		at += i
		before := strings.TrimRight(line[:at], spaces)
		if len(before) < at && endsSentence(before) {
			if l, ok := articleAt(line[at:]); ok && l.strong && l.number.Follows(own.number) {
				return true
			}
		}
		at += len("第")
	}
}

// sentenceBreaks returns every place where white space follows a sentence end
// or where an annex begins after white space.
func sentenceBreaks(line string) []int {
	var cuts []int
	for at, r := range line {
		if r != ' ' && r != '\u3000' || at == 0 {
			continue
		}
		rest := line[at:]
		rest = rest[skipSpaces(rest):]
		if endsSentence(line[:at]) || strings.HasPrefix(rest, "附件") {
			if rest != "" && !strings.HasPrefix(rest, "（略）") {
				cuts = append(cuts, at)
			}
		}
	}
	return cuts
}

// firstItem returns where （一） stands in a line, else (一), -1 where neither does.
func firstItem(line string) int {
	for at := 0; ; at += len("（") {
		i := indexChar(line[at:], "（")
		if i < 0 {
			return strings.Index(line, "(一)")
		}
		if at += i; strings.HasPrefix(line[at:], "（一）") {
			return at
		}
	}
}

// inlineItems returns where the items of "…：（一）…；（二）…" begin. All must be
// there in order, the first after a colon, the others after a stop.
func inlineItems(line string) []int {
	first := firstItem(line)
	if first < 0 {
		return nil
	}
	before := strings.TrimRight(line[:first], spaces)
	if !strings.HasSuffix(before, "：") && !strings.HasSuffix(before, ":") {
		return nil
	}
	cuts := []int{first}
	want := 2
	for at := first + len("(一)"); at < len(line); {
		i := strings.IndexAny(line[at:], "（(")
		if i < 0 {
			break
		}
		at += i
		if st, l := itemAt(line[at:]); st == styleParenCN && l.number.Main == want {
			stop := strings.TrimRight(line[:at], spaces)
			if strings.HasSuffix(stop, "；") || strings.HasSuffix(stop, "。") || strings.HasSuffix(stop, ";") {
				cuts = append(cuts, at)
				want++
			}
		}
		at++
	}
	if want == 2 {
		return nil
	}
	return cuts
}

// writeCharacters writes s without white space.
func writeCharacters(b *strings.Builder, s string) {
	for _, f := range strings.Fields(s) {
		b.WriteString(f)
	}
}
