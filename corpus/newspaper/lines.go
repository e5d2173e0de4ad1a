package newspaper

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// JoinLines joins lines that a page layout broke inside sentences: a line that
// stops without the end of a sentence goes on in the next, unless that one
// starts like a unit of its own or the line is much shorter than the page is
// wide.
func JoinLines(lines []string) string {
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			prev := lines[i-1]
			full := utf8.RuneCountInString(prev)*10 >= width*8
			if endsSentence(prev) || !full || unitStart.MatchString(l) {
				b.WriteByte('\n')
			}
		}
		b.WriteString(l)
	}
	return b.String()
}

var unitStart = regexp.MustCompile(`^(第[零〇一二三四五六七八九十百千\d]+[条编章节]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.．、]|附件)`)
