package citation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Lines: where one begins and ends, and by which bullets or numbers lists are known.

// startLine begins a paragraph: sentences and brackets end, quotations go on.
// A line that begins with the end of a quotation goes on with the sentence in
// which it began, and so does one that goes on with a list.
func (f *finder) startLine(item bool) {
	f.endLine(f.at)
	f.at += len(f.text[f.at:f.end]) - len(strings.TrimLeft(f.text[f.at:f.end], " \t\u3000"))
	continues := f.opener == '“' && strings.HasPrefix(f.text[f.at:f.end], "”")
	goesOn := f.listGoesOn(f.at) || f.nameGoesOn()
	kept := f.scopes[:0]
	for i, s := range append(f.scopes, f.scope) {
		if s.opener != '（' {
			if !goesOn && (!continues || i == len(f.scopes)) {
				s.before, s.name, s.named = -1, Name{}, -1
			}
			kept = append(kept, s)
		}
	}
	f.scope, f.scopes = kept[len(kept)-1], kept[:len(kept)-1]
	f.lineStart = f.at
	if f.quote >= 0 && strings.HasPrefix(f.text[f.at:f.end], "“") {
		f.at += len("“") // each paragraph of a quotation may begin with one
		f.lineStart = f.at
	}
	if !item && !startsItem(f.text[f.at:f.end]) {
		f.line++
	}
	f.countLine()
}

// nameGoesOn reports whether the name of a law with which the line above broke off goes on with an article at f.at:
// 依照治安管理处罚法⏎第二十三条的规定. The name reaches to there then. What fills its line is a heading.
func (f *finder) nameGoesOn() bool {
	if f.inLaw || f.norm || f.name.Kind == NoName || f.name.NoLaw || f.name.Span.End > f.at || f.name.Span.Start < f.lineStart {
		return false
	}
	between := f.text[f.name.Span.End:f.at]
	if strings.Count(between, "\n") != 1 || len(between) > maxBreak {
		return false
	}
	if _, _, ok := gap(strings.TrimSpace(between)); !ok {
		return false
	}
	before := strings.TrimRight(f.text[f.lineStart:f.name.Span.Start], "《")
	before = strings.TrimSuffix(before, statute.Republic)
	if !applies(before) && !strings.ContainsAny(before, "，“|") {
		return false
	}
	refs, n := provisionAt(f.text[f.at:f.end], true)
	if n == 0 || highest(refs[0].From) != levelArticle {
		return false
	}
	f.name.Span.End = f.at
	return true
}

// startsItem reports whether a line begins with the label of an item.
func startsItem(s string) bool {
	if _, n := itemAt(s); n > 0 {
		return s[0] == '(' || strings.HasPrefix(s, "（") || strings.HasPrefix(s[n:], "．") || strings.HasPrefix(s[n:], ".") ||
			strings.HasPrefix(s[n:], "、")
	}
	return false
}

// endLine looks at the line that ends where the next begins: whether it may be a heading
// that names a law, and whether it is one of a counted list.
func (f *finder) endLine(next int) {
	n := len(f.out.Mentions)
	if !f.headable || f.headed || n == 0 || f.out.Mentions[n-1].LineStart != f.lineStart || next-f.lineStart > maxHeadingLine {
		return
	}
	line := f.text[f.lineStart:next]
	f.headed = !strings.ContainsAny(line, "。；！？") || cardLabel(line) > 0
}

// countLine notes whether the line that begins at f.lineStart goes on counting from 1.
func (f *finder) countLine() {
	if !f.headed {
		return
	}
	line := f.text[f.lineStart:min(f.end, f.lineStart+maxLabel)]
	line = strings.TrimLeft(line[len(bulletAt(line)):], " \t\u3000")
	n, size := number(line)
	switch {
	case size == 0:
	case n == 1 || n == f.ordinal+1:
		f.ordinal, f.ordinalLine = n, f.lineStart+1
	default:
		f.ordinal = 0
	}
}

// bulletAt is the mark of an item of a list at the start of a line, with the spaces behind it; ""
// where there is none.
func bulletAt(line string) string {
	r, at := utf8.DecodeRuneInString(line)
	if rest := line[at:]; strings.HasPrefix(rest, keycap) { // 1️⃣
		return line[:at+len(keycap)]
	}
	if !isBullet(r) && (!strings.ContainsRune("-*+", r) || !strings.HasPrefix(line[at:], " ")) {
		return ""
	}
	for at < len(line) { // ├──, a hand with what gives it a colour
		r, size := utf8.DecodeRuneInString(line[at:])
		if r != ' ' && !isBullet(r) && !unicode.In(r, unicode.Mn, unicode.Me, unicode.Sk, unicode.Cf) {
			break
		}
		at += size
	}
	return line[:at]
}

// keycap makes a key of a digit before it.
const keycap = "\uFE0F\u20E3"

// isBullet reports whether lists begin their items with a sign: •, ☑, →, ├, pictures of hands.
func isBullet(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '|'
	}
	return strings.ContainsRune("•·–—｜※‣⁃", r) || unicode.In(r, unicode.So, unicode.Sm)
}

// bulletStyle tells the items of a list from other lines, by what they begin with: a bullet,
// or a number with the mark behind it. "" for other lines.
func bulletStyle(line string) string {
	line = strings.TrimLeft(line[:min(len(line), maxLabel)], " \t\u3000>")
	if bulletAt(line) != "" {
		r, size := utf8.DecodeRuneInString(line)
		if r >= '─' && r <= '╿' {
			return "─" // a tree
		}
		if strings.HasPrefix(line[size:], keycap) {
			return keycap
		}
		return line[:size]
	}
	if within(line, '①', '⑳') > 0 {
		return "①"
	}
	if within(line, '❶', '❿') > 0 {
		return "❶"
	}
	if speaker, _, ok := strings.Cut(line, "】"); ok && strings.HasPrefix(speaker, "【") {
		return speaker // of a chat
	}
	if cardLabel(line) > 0 {
		return "？"
	}
	if floorOfForum.MatchString(line) {
		return "楼"
	}
	n, size := itemAt(line)
	if n == 0 {
		return ""
	}
	if bracketed(line) {
		return "（"
	}
	mark, _ := utf8.DecodeRuneInString(line[size:])
	if !strings.ContainsRune("、.．)）", mark) {
		return ""
	}
	return string(mark)
}

// floorOfForum is what a message of a forum begins with: 2楼：, 楼主：.
var floorOfForum = regexp.MustCompile(`^(?:\d{1,3}(?:楼|L)|(?:回|答|回复|评论|热评|高赞|追问|补充|沙发|网友)\d{0,3}|楼主|LZ)[：: ]`)

// speaker is who speaks in a line of a chat: 我：, 阿成：, A:.
var speaker = regexp.MustCompile(`^(?:我|你|\p{Han}{2,3}|[A-Z])[：:]`)

// sameBullets reports whether the lines that begin at two places are items of one list.
func sameBullets(text string, a, b int) bool {
	style := bulletStyle(text[a:])
	if style == "" { // who goes on in a chat
		style = speaker.FindString(text[a:min(len(text), a+maxLabel)])
		return style != "" && strings.HasPrefix(text[b:], style)
	}
	return style == bulletStyle(text[b:])
}

// maxNoteLine bounds a line of notes, in bytes.
const maxNoteLine = 210

// nextNote reports whether the line at f.at is one of notes, short and without sentences, and
// so is the one right above it, in which mention last is an article without 第.
func (f *finder) nextNote(last *Mention) bool {
	if f.shortLine != last.LineStart+1 && f.codeLine != last.LineStart+1 {
		return false
	}
	above := f.text[last.LineStart:f.lineStart]
	line := f.text[f.lineStart:min(f.end, f.lineStart+maxNoteLine)]
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	} else if len(line) == maxNoteLine {
		return false
	}
	return len(above) <= maxNoteLine && strings.Count(above, "\n") == 1 && !strings.Contains(above, "。") && !strings.Contains(line, "。")
}

// afterBullet reports whether s, the start of a line, is no more than a bullet or the number
// of an item.
func afterBullet(s string) bool {
	if len(s) > maxLabel {
		return false
	}
	s = strings.Trim(s, " \t\u3000>*#-[]x_")
	if s == "" || s == bulletAt(s) || s == bulletAt(s+" ") {
		return true
	}
	if within(s, '①', '⑳') > 0 || within(s, '❶', '❿') > 0 {
		return len(s) == len("①")
	}
	n, size := itemAt(s)
	return n > 0 && strings.Trim(s[size:], "、.．)） ") == "" && (bracketed(s) || size < len(s))
}
