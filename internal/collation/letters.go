package collation

import (
	"strings"
	"unicode"
)

// lettersOf are the letters and numbers of a text: without signs and white space, in half
// width. Marks that are read aloud (%, ℃) stay.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if '！' <= r && r <= '～' {
			r -= '！' - '!'
		}
		switch {
		case r == '%' || r == '‰':
			return r
		case r == '〇' || r == '○':
			return '0' // as ０, which stands for it in years
		case unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}

// withoutSpace is a text without white space and signs that do not show.
func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// shown is a text without characters that do not show, or show otherwise on each machine.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Co, unicode.Cf) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
