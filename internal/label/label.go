// Package label reads the parts of which labels are made, where laws write them and where
// texts cite them alike: numbers behind 第, 之二, brackets, and what numbers items besides
// numerals (⑤, 乙, a). What a label means, and what may stand around it, is for the
// packages that read laws, citations and queries to say.
//
// Start with [Ordinal], [Sub] and [Item].
package label

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
)

// Numerals reads a numeral at the start of a string, as cnnum.Prefix and
// cnnum.ChinesePrefix do: its value, and its length in bytes, 0 where there is none.
type Numerals func(s string) (value, length int)

// Spaces is the length of the white space at the start of a string that may stand inside
// a label.
type Spaces func(s string) int

// Ordinal reads 第N at the start of s with the spaces around N (第 一百二十八 ). The number
// is above 0; the length is 0 where there is none.
func Ordinal(s string, spaces Spaces) (n, length int) {
	if !strings.HasPrefix(s, "第") {
		return 0, 0
	}
	at := len("第")
	at += spaces(s[at:])
	n, size := cnnum.Prefix(s[at:])
	if size == 0 || n == 0 {
		return 0, 0
	}
	at += size
	return n, at + spaces(s[at:])
}

// Sub reads the number of what was put in behind an article or heading: 之二, or with
// another of the marks before it. The number is above 0; the length is 0 where there is
// none.
func Sub(s string, read Numerals, marks ...string) (n, length int) {
	for _, mark := range marks {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			if n, size := read(rest); size > 0 && n > 0 {
				return n, len(mark) + size
			}
		}
	}
	return 0, 0
}

// SubMark is what stands before the number of what was put in behind an article.
const SubMark = "之"

// Item reads the number of an item, with or without brackets: 三, 12, （三）, (2), （甲）,
// ①, a. Spaces may stand inside the brackets. The number is above 0; the length is 0
// where there is none.
func Item(s string, spaces Spaces) (n, length int) {
	at := Open(s)
	if at > 0 {
		at += spaces(s[at:])
	}
	n, size := Number(s[at:])
	if size == 0 || n == 0 {
		return 0, 0
	}
	if at == 0 {
		return n, size
	}
	at += size
	at += spaces(s[at:])
	shut := Close(s[at:])
	if shut == 0 {
		return 0, 0
	}
	return n, at + shut
}

// Number reads what numbers an item, without brackets: a numeral, ①, 甲 or a.
func Number(s string) (n, length int) {
	if n, size := cnnum.Prefix(s); size > 0 {
		return n, size
	}
	r, size := utf8.DecodeRuneInString(s)
	for _, read := range [...]func(rune) int{Circled, Stem, Letter} {
		if n := read(r); n > 0 {
			return n, size
		}
	}
	return 0, 0
}

// Circled is the number in a circle, 1 for ① to 20 for ⑳, 0 for other characters.
func Circled(r rune) int { return within(r, '①', '⑳') }

// Parenthesized is the number in the one character ⑴ to ⒇, 0 for others.
func Parenthesized(r rune) int { return within(r, '⑴', '⒇') }

// Dotted is the number in the one character ⒈ to ⒛, 0 for others.
func Dotted(r rune) int { return within(r, '⒈', '⒛') }

// Letter is the place of a small letter in the alphabet, 1 for a, 0 for other characters.
func Letter(r rune) int { return within(r, 'a', 'z') }

func within(r, first, last rune) int {
	if r < first || r > last {
		return 0
	}
	return int(r-first) + 1
}

// stems are the heavenly stems, which number the items of some laws and treaties.
const stems = "甲乙丙丁戊己庚辛壬癸"

// Stem is the place of a heavenly stem, 1 for 甲 to 10 for 癸, 0 for other characters.
func Stem(r rune) int {
	if i := strings.IndexRune(stems, r); i >= 0 && r != utf8.RuneError {
		return i/len("甲") + 1
	}
	return 0
}

// Open is the length of an opening bracket at the start of s, 0 where there is none.
func Open(s string) int { return oneOf(s, "（", "(") }

// Close is the length of a closing bracket at the start of s, 0 where there is none.
func Close(s string) int { return oneOf(s, "）", ")") }

// Colon is the length of a colon at the start of s, 0 where there is none.
func Colon(s string) int { return oneOf(s, "：", ":") }

func oneOf(s, wide, narrow string) int {
	switch {
	case strings.HasPrefix(s, wide):
		return len(wide)
	case strings.HasPrefix(s, narrow):
		return len(narrow)
	}
	return 0
}
