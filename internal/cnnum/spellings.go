package cnnum

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Spellings are the ways in which a text with numbers may be written, itself first:
// 30日 and 三十日.
func Spellings(s string) []string {
	list := []string{s}
	for _, v := range [...]string{renumber(s, true), renumber(s, false)} {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// renumber writes the numbers of s in Chinese, or in Arabic numerals.
func renumber(s string, chinese bool) string {
	var b strings.Builder
	for at := 0; at < len(s); {
		n, size := Prefix(s[at:])
		if size == 0 {
			_, size = utf8.DecodeRuneInString(s[at:])
			b.WriteString(s[at : at+size])
			at += size
			continue
		}
		_, isChinese := ChinesePrefix(s[at:])
		switch {
		case chinese == (isChinese > 0) || n == 0 || n >= maxRenumbered:
			b.WriteString(s[at : at+size])
		case chinese:
			b.WriteString(Format(n))
		default:
			b.WriteString(strconv.Itoa(n))
		}
		at += size
	}
	return b.String()
}

// maxRenumbered bounds the numbers that are written in the other way.
const maxRenumbered = 100_000
