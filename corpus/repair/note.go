package repair

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

const toneLetters = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"

// syllableAt returns the length of a syllable of pinyin with its tone mark at
// the start of s, 0 where there is none.
func syllableAt(s string) int {
	n, tones, letters := 0, 0, 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		switch {
		case r >= 'a' && r <= 'z' || r == 'ü':
		case strings.ContainsRune(toneLetters, r):
			tones++
		default:
			if tones == 1 && letters <= 6 {
				return n
			}
			return 0
		}
		letters++
		n += size
		if letters > 6 {
			return 0
		}
	}
	return 0
}

// noteAt returns the length of a pronunciation note, (guī), at the start of s.
func noteAt(s string) int {
	if len(s) < 3 || s[0] != '(' {
		return 0
	}
	n := syllableAt(s[1:])
	if n == 0 || 1+n >= len(s) || s[1+n] != ')' {
		return 0
	}
	return n + 2
}

// hasNotes reports whether a note stands behind a Chinese character anywhere.
func hasNotes(s string) bool {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '(')
		if i < 0 {
			return false
		}
		at += i
		if at+1 < len(s) && (s[at+1] >= 'a' && s[at+1] <= 'z' || s[at+1] >= 0xC3 && s[at+1] <= 0xC7) && noteAt(s[at:]) > 0 &&
			endsWithHan(s[:at]) {
			return true
		}
		at++
	}
}

// pronounced reports whether r can be read as the syllable, tone included.
func pronounced(r rune, syllable string) bool {
	args := pinyin.Args{Style: pinyin.Tone, Heteronym: true, Separator: ""}
	for _, reading := range pinyin.SinglePinyin(r, args) {
		if reading == syllable {
			return true
		}
	}
	return false
}
