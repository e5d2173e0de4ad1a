package caseparse

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// view is a text as patterns read it: without white space, which judgments put
// into headings and names (书　记　员, 张　青) and lose between paragraphs, and with
// full-width brackets and punctuation. Offsets in it lead back to the text.
type view struct {
	text  string
	c     string  // what is left
	at    []int32 // the byte in text of each byte of c, and the end
	lines []int   // where lines of the text begin, in c
}

// widths are the characters that are written in one way in a view.
var widths = map[rune]rune{'(': '（', ')': '）', ',': '，', ':': '：', ';': '；', '［': '〔', '］': '〕', '[': '〔', ']': '〕', '【': '〔', '】': '〕',
	'０': '0', '１': '1', '２': '2', '３': '3', '４': '4', '５': '5', '６': '6', '７': '7', '８': '8', '９': '9', '○': '〇', 'Ｏ': '〇', '◯': '〇', '零': '〇'}

func newView(text string) *view {
	v := &view{text: text}
	var b strings.Builder
	b.Grow(len(text))
	v.at = make([]int32, 0, len(text)+1)
	newLine := true
	for i, r := range text {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			newLine = newLine || r == '\n' || r == '\u2028'
			continue
		}
		if newLine {
			v.lines = append(v.lines, b.Len())
			newLine = false
		}
		if w, ok := widths[r]; ok {
			r = w
		}
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			v.at = append(v.at, int32(i))
		}
	}
	v.c = b.String()
	v.at = append(v.at, int32(len(text)))
	return v
}

// span leads bytes start to end of the view back to the text, without the white
// space around.
func (v *view) span(start, end int) statute.Span {
	if start >= end {
		return statute.Span{Start: int(v.at[start]), End: int(v.at[start])}
	}
	last := int(v.at[end-1])
	_, size := utf8.DecodeRuneInString(v.text[last:])
	return statute.Span{Start: int(v.at[start]), End: last + size}
}

// field is what the text says from start to end of the view, as written but for
// the white space between Chinese characters.
func (v *view) field(start, end int) Field {
	s := v.span(start, end)
	return Field{Text: tight(s.Of(v.text)), Span: s}
}

// tight takes white space out of a string, but for that between letters.
func tight(s string) string {
	if !strings.ContainsFunc(s, unicode.IsSpace) {
		return s
	}
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if unicode.IsSpace(r) {
			if i == 0 || i == len(runes)-1 || !isLatin(runes[i-1]) || !isLatin(runes[i+1]) {
				continue
			}
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) || r == '.' }

// place is where a byte of the text is in the view, or the next one that is left.
func (v *view) place(at int) int {
	i, _ := slices.BinarySearch(v.at[:len(v.c)], int32(at))
	return i
}

// startsLine reports whether a line of the text begins at a place.
func (v *view) startsLine(at int) bool {
	_, found := slices.BinarySearch(v.lines, at)
	return found
}

// nextLine is where the line after a place begins.
func (v *view) nextLine(at int) int {
	if i, _ := slices.BinarySearch(v.lines, at+1); i < len(v.lines) {
		return v.lines[i]
	}
	return len(v.c)
}

// sentences are the places where a sentence or a line begins between two places,
// and the end.
func (v *view) sentences(from, to int) []int {
	starts := []int{from}
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(v.c[i:])
		i += size
		if i < to && (r == '。' || v.startsLine(i)) {
			starts = append(starts, i)
		}
	}
	return append(starts, to)
}

// find is the first match of a pattern between two places, with its groups, as
// places of the view.
func (v *view) find(re *regexp.Regexp, from, to int) []int {
	return shifted(re.FindStringSubmatchIndex(v.c[from:to]), from)
}

func (v *view) findAll(re *regexp.Regexp, from, to int) [][]int {
	found := re.FindAllStringSubmatchIndex(v.c[from:to], -1)
	for _, m := range found {
		shifted(m, from)
	}
	return found
}

func shifted(m []int, by int) []int {
	for i := range m {
		if m[i] >= 0 {
			m[i] += by
		}
	}
	return m
}
