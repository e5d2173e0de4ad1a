package masking

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spaced collects the people of lines that list nothing but names, with wide space between them: 谷小兰　安祥　李老水.
// Half of the names of such a line, the first three or, below the heading of a list (名单), two are somebody or look
// like nothing else.
func (f *finder) spaced() {
	start, headed := 0, false
	for line := range strings.Lines(f.v.Source) {
		from, of := start, headed
		start += len(line)
		headed = strings.HasSuffix(strings.TrimSpace(line), "名单")
		words := strings.FieldsFunc(line, unicode.IsSpace)
		if len(line) > maxRow || len(words) < leastSpaced {
			continue
		}
		known, begins, at := 0, 0, 0
		list := make([]cell, 0, len(words))
		for _, w := range words {
			i := strings.Index(line[at:], w)
			c := cell{w, from + at + i}
			at += i + len(w)
			n := utf8.RuneCountInString(w)
			if n < 2 || n > maxLearned || prefix(w, n) == "" {
				list = nil
				break
			}
			list = append(list, c)
			if place := f.v.Place(c.at); isHidden(w) || f.isSomebody(w) || f.isPure(place, place+len(w)) {
				known++
				if known == len(list) {
					begins++
				}
			}
		}
		if 2*known < len(list) && begins < leastNumbered && !(of && known > 1) {
			continue
		}
		for _, c := range list {
			f.personInCell(c)
		}
	}
}

// leastSpaced is how many names such a line has at least.
const leastSpaced = 4

// numberedItem is an item of a list with a number, a name and an amount: 6.谷大明6200.
var numberedItem = regexp.MustCompile(`(?:^|[^\d.．])\d{1,3}[.．、]\s?(\p{Han}{2,4})[:：]?\s?\d[\d.,]*(?:万?元)?(?:[\s，,；;。、]|$)`)

// numberedItems collects the people of such lists, of three items at least of which one is known.
func (f *finder) numberedItems() {
	start := 0
	for line := range strings.Lines(f.v.Source) {
		from := start
		start += len(line)
		if !hasNumbers(line) {
			continue
		}
		var list []cell
		known := false
		for at := 0; at < len(line); {
			m := numberedItem.FindStringSubmatchIndex(line[at:])
			if m == nil {
				break
			}
			name := line[at+m[2] : at+m[3]]
			place := f.v.Place(from + at + m[2])
			known = known || isHidden(name) || f.isSomebody(name) || f.isPure(place, place+len(name))
			list = append(list, cell{name, from + at + m[2]})
			_, last := utf8.DecodeLastRuneInString(line[at : at+m[1]])
			at += max(m[3], m[1]-last)
		}
		if len(list) < leastNumbered || !known {
			continue
		}
		for _, c := range list {
			f.personInCell(c)
		}
	}
}

// hasNumbers reports whether a line has as many numbers of items as such a list has at least.
func hasNumbers(line string) bool {
	n := 0
	for i := 1; i < len(line); i++ {
		if !isDigit(line[i-1]) || isDigit(line[i]) {
			continue
		}
		if rest := line[i:]; rest[0] == '.' || strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "．") {
			if n++; n == leastNumbered {
				return true
			}
		}
	}
	return false
}

// leastNumbered is how many items such a list has at least.
const leastNumbered = 3
