// Package textview shows a text as patterns read it: without white space and with
// one width of brackets and digits, so that one set of patterns reads all layouts,
// and leads every find back to the text. It also finds words much faster than
// patterns of alternatives do.
//
// Start with [New] and [NewWordSet].
package textview

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// View is a text as patterns read it: without white space, which judgments put
// into headings and names (书　记　员, 张　青) and lose between paragraphs, and with
// full-width brackets and punctuation. Places in it are bytes of Text.
type View struct {
	Source string   // the text as it is
	Text   string   // what is left of it
	at     []int32  // the byte in Source of each byte of Text, and the end
	lines  []int    // where lines of Source begin, in Text
	starts []uint64 // the same, a bit for each byte of Text
}

// widths are the characters that are written in one way in a view.
var widths = map[rune]rune{'(': '（', ')': '）', ',': '，', ':': '：', ';': '；', '［': '〔', '］': '〕', '[': '〔', ']': '〕', '【': '〔', '】': '〕',
	'０': '0', '１': '1', '２': '2', '３': '3', '４': '4', '５': '5', '６': '6', '７': '7', '８': '8', '９': '9', '○': '〇', 'Ｏ': '〇', '◯': '〇',
	'零': '〇'}

// The Chinese characters of the basic block, most of what texts have: none is a gap, and none but 零 is
// written otherwise in a view.
const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// New is the view of a text.
func New(text string) *View {
	v := &View{Source: text}
	var b strings.Builder
	b.Grow(len(text))
	v.at = make([]int32, 0, len(text)+1)
	newLine := true
	for i, r := range text {
		if isGap(r) {
			newLine = newLine || r == '\n' || r == '\u2028'
			continue
		}
		if newLine {
			v.lines = append(v.lines, b.Len())
			newLine = false
		}
		r = narrow(r)
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			v.at = append(v.at, int32(i))
		}
	}
	v.Text = b.String()
	v.at = append(v.at, int32(len(text)))
	v.starts = make([]uint64, len(v.Text)/64+1)
	for _, at := range v.lines {
		v.starts[at/64] |= 1 << (at % 64)
	}
	return v
}

// Opening is the beginning of the view of a text, n characters of it with …… behind
// them where it goes on.
func Opening(text string, n int) string {
	var b strings.Builder
	for _, r := range text {
		if isGap(r) {
			continue
		}
		if n == 0 {
			return b.String() + "……"
		}
		b.WriteRune(narrow(r))
		n--
	}
	return b.String()
}

// isGap reports whether a view leaves a character out.
func isGap(r rune) bool {
	return (r < firstHan || r > lastHan) && (unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff')
}

// narrow is a character as a view writes it.
func narrow(r rune) rune {
	if r >= firstHan && r <= lastHan && r != '零' {
		return r
	}
	if w, ok := widths[r]; ok {
		return w
	}
	return r
}

// Span leads bytes start to end of the view back to the text, without the white
// space around.
func (v *View) Span(start, end int) statute.Span {
	if start >= end {
		return statute.Span{Start: int(v.at[start]), End: int(v.at[start])}
	}
	last := int(v.at[end-1])
	_, size := utf8.DecodeRuneInString(v.Source[last:])
	return statute.Span{Start: int(v.at[start]), End: last + size}
}

// Field is what the text says from start to end of the view, as written but for
// the white space between Chinese characters.
func (v *View) Field(start, end int) casefile.Field {
	s := v.Span(start, end)
	return casefile.Field{Text: Tight(s.Of(v.Source)), Span: s}
}

// Tight takes white space out of a string, but for that between letters.
func Tight(s string) string {
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

// Place is where a byte of the text is in the view, or the next one that is left.
func (v *View) Place(at int) int {
	i, _ := slices.BinarySearch(v.at[:len(v.Text)], int32(at))
	return i
}

// StartsLine reports whether a line of the text begins at a place.
func (v *View) StartsLine(at int) bool {
	return at >= 0 && at/64 < len(v.starts) && v.starts[at/64]&(1<<(at%64)) != 0
}

// NextLine is where the line after a place begins.
func (v *View) NextLine(at int) int {
	if i, _ := slices.BinarySearch(v.lines, at+1); i < len(v.lines) {
		return v.lines[i]
	}
	return len(v.Text)
}

// Sentences are the places where a sentence or a line begins between two places,
// and the end.
func (v *View) Sentences(from, to int) []int {
	starts := []int{from}
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(v.Text[i:])
		i += size
		if i < to && (r == '。' || v.StartsLine(i)) {
			starts = append(starts, i)
		}
	}
	return append(starts, to)
}

// Find is the first match of a pattern between two places, with its groups, as
// places of the view.
func (v *View) Find(re *regexp.Regexp, from, to int) []int {
	return shifted(re.FindStringSubmatchIndex(v.Text[from:to]), from)
}

// FindAll are all matches of a pattern between two places, as Find gives them.
func (v *View) FindAll(re *regexp.Regexp, from, to int) [][]int {
	found := re.FindAllStringSubmatchIndex(v.Text[from:to], -1)
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

// EndsLine reports whether a line of the text, or the text, ends at a place.
func (v *View) EndsLine(at int) bool { return at == len(v.Text) || v.StartsLine(at) }

// OpensSentence reports whether a line or a sentence begins at a place.
func (v *View) OpensSentence(at int) bool {
	return v.StartsLine(at) || strings.HasSuffix(v.Text[:at], "。")
}

// LineStart is where the line begins that a place is in.
func (v *View) LineStart(at int) int {
	i, found := slices.BinarySearch(v.lines, at)
	if found {
		return at
	}
	if i == 0 {
		return 0
	}
	return v.lines[i-1]
}

// Lines are the places from one to before another where lines begin.
func (v *View) Lines(from, to int) []int {
	i, _ := slices.BinarySearch(v.lines, from)
	j, _ := slices.BinarySearch(v.lines, to)
	return v.lines[min(i, j):j]
}

// ClipBytes is the beginning of s, up to n bytes of whole characters.
func ClipBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
