package citation

import (
	"strings"
	"unicode/utf8"
)

// endings are words in which a text may end, by their last characters: most texts end in
// none of these.
type endings map[rune][]string

func newEndings(words []string) endings {
	e := endings{}
	for _, w := range words {
		last, _ := utf8.DecodeLastRuneInString(w)
		e[last] = append(e[last], w)
	}
	return e
}

// longest is the longest of the words in which s ends, "" for none.
func (e endings) longest(s string) string {
	last, _ := utf8.DecodeLastRuneInString(s)
	found := ""
	for _, w := range e[last] {
		if len(w) > len(found) && strings.HasSuffix(s, w) {
			found = w
		}
	}
	return found
}
