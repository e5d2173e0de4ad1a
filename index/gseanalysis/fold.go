package gseanalysis

import (
	"strings"
	"unicode"
)

// Normalize makes forms of one word equal: half width and lower case.
func Normalize(s string) string {
	plain := true // only characters without case and width, as most text is
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0xC3 && c <= 0xE2 || c >= 0xEA {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(normalRune, s)
}

// normalRune is a character in half width and lower case.
func normalRune(r rune) rune {
	switch {
	case r >= firstWide && r < firstBehindWide: // nearly all of a Chinese text
		return r
	case r >= '！' && r <= '～':
		r -= '！' - '!'
	}
	return unicode.ToLower(r)
}

// Chinese characters and their punctuation: none has a case, none but the wide space is white.
const (
	firstWide       = '\u2E80'
	wideSpace       = '\u3000'
	firstBehindWide = '\uA640'
)

// Fold makes texts equal that differ only in white space, case or width, so
// that one can be looked for in the other to the letter.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= firstWide && r < firstBehindWide && r != wideSpace {
			return r
		}
		if unicode.IsSpace(r) {
			return -1
		}
		return normalRune(r)
	}, s)
}
