package repair

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A stretch is shifted when the lead byte of a character was lost and ? took
// its place. Every byte after it then pairs with the wrong neighbour until a
// byte stands alone and the pairs fall back into step:
//
//	lost  A1|A3 A1|B6 D2|8E ( g u ī )      。《規(guī)
//	read  ?  A3 A1 B6 D2 8E(  g u ī )      ?！兑?guī)
//
// So the characters behind ? are encoded again, a lead byte is put in front,
// and the bytes are decoded anew. The stretch ends with one of
//
//	?          an unreadable pair: the trail byte is lost; where the reading
//	           of a note follows, its ( was lost too and the reading tells
//	           which character it was
//	€ or a letter or @   a byte that stands alone and is the trail byte
//
// Pairs in the areas that GBK leaves to its users were dropped by the reader
// without a trace; fillDropped puts them back.
//
// Full-width punctuation may have been made half-width after the damage, so
// half-width marks count as their full-width bytes.

// userAreas are the codes without a character: lead bytes hi, trail bytes lo.
var userAreas = [...]struct{ hi, lo [2]int }{
	{[2]int{0xA1, 0xA7}, [2]int{0x40, 0xA0}},
	{[2]int{0xAA, 0xAF}, [2]int{0xA1, 0xFE}},
	{[2]int{0xF8, 0xFE}, [2]int{0xA1, 0xFE}},
}

// maxStretch bounds a stretch, in characters.
const maxStretch = 40

func hasShift(s string) bool {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '?')
		if i < 0 {
			return false
		}
		at += i
		next, _ := utf8.DecodeRuneInString(s[at+1:])
		if at > 0 && endsWithHan(strings.TrimRight(s[max(0, at-4):at], ")")) &&
			(isHan(next) || next == '!' || next == ',' || syllableAt(s[at+1:]) > 0) {
			return true
		}
		at++
	}
}

// gbkBytes encodes one character of a shifted stretch: two bytes, one for a
// byte that stood alone, none where it cannot be GBK.
func gbkBytes(r rune) []byte {
	switch {
	case r == '€':
		return []byte{0x80}
	case r == '@' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z':
		return []byte{byte(r)}
	case r > ' ' && r < 0x7f && !(r >= '0' && r <= '9'):
		return []byte{0xA3, byte(r) + 0x80} // a full-width mark that was made half-width
	case r < 0x80:
		return nil
	}
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
	if err != nil || len(b) != 2 {
		return nil
	}
	return b
}

// decodePairs decodes GBK pairs; ok is false where one is no character.
func decodePairs(b []byte) (string, bool) {
	s, err := simplifiedchinese.GBK.NewDecoder().Bytes(b)
	if err != nil || strings.ContainsRune(string(s), utf8.RuneError) {
		return "", false
	}
	for _, r := range string(s) {
		if r < 0x80 || r >= 0xE000 && r <= 0xF8FF {
			return "", false
		}
	}
	return string(s), true
}

// tail is one way in which a stretch can end: bytes to add behind it, of
// which some are lost, and the text to write behind those.
type tail struct {
	bytes    []byte
	reading  string // the syllable that the last character must have, or ""
	consumed int    // bytes of the damaged text
}

// shiftAt returns the readings of the shifted stretch that starts with the ?
// at the start of s.
func shiftAt(s string) []fix {
	var inner []byte // bytes between the lost lead byte and the tail
	var fixes []fix
	at := 1
	for n := 0; at < len(s) && n < maxStretch; n++ {
		if n > 0 {
			for _, t := range tailsAt(s[at:]) {
				fixes = appendFixes(fixes, inner, t, at)
			}
		}
		if s[at] == '?' || noteAt(s[at:]) > 0 {
			break
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		b := gbkBytes(r)
		if len(b) != 2 {
			break
		}
		inner = append(inner, b...)
		at += size
	}
	return fixes
}

// tailsAt returns the ways in which a stretch can end at the start of s.
func tailsAt(s string) []tail {
	var tails []tail
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '?':
		t := tail{consumed: 1}
		if n := syllableAt(s[1:]); n > 0 && strings.HasPrefix(s[1+n:], ")") {
			t.reading, t.consumed = s[1:1+n], 1+n+1
		}
		for b := 0x40; b <= 0xFE; b++ {
			if b != 0x7F {
				u := t
				u.bytes = []byte{byte(b)}
				tails = append(tails, u)
			}
		}
	case r == '€':
		tails = append(tails, tail{bytes: []byte{0x80}, consumed: size})
	case r == '@' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z':
		tails = append(tails, tail{bytes: []byte{byte(r)}, consumed: 1})
	}
	return tails
}

// appendFixes adds the readings for every lead byte that may have been lost.
func appendFixes(fixes []fix, inner []byte, t tail, at int) []fix {
	rest := append(append([]byte{}, inner[1:]...), t.bytes...)
	after, ok := decodePairs(rest)
	if !ok {
		return fixes
	}
	if t.reading != "" {
		if last, _ := utf8.DecodeLastRuneInString(after); !pronounced(last, t.reading) {
			return fixes
		}
	}
	for lead := 0x81; lead <= 0xFE; lead++ {
		if first, ok := decodePairs([]byte{byte(lead), inner[0]}); ok {
			all := append([]byte{byte(lead), inner[0]}, rest...)
			fixes = append(fixes, fix{bytes: all, text: first + after, length: at + t.consumed, code: CodeShift})
		}
	}
	return fixes
}

// splitAt returns the readings of a character into whose middle a note was
// written: its lead byte and the ( of the note became ?, and its trail byte
// stands behind the note. The note belongs to the character that the byte
// before and the lead byte seem to make.
func splitAt(s, before string) []fix {
	n := syllableAt(s[1:])
	if n == 0 || !strings.HasPrefix(s[1+n:], ")") {
		return nil
	}
	reading, at := s[1:1+n], 1+n+1
	if at >= len(s) {
		return nil
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	trail := gbkBytes(r)
	if len(trail) != 1 {
		return nil
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	prev := gbkBytes(last)
	if len(prev) != 2 {
		return nil
	}
	var fixes []fix
	for lead := 0x81; lead <= 0xFE; lead++ {
		read, ok := decodePairs([]byte{prev[1], byte(lead)})
		if !ok {
			continue
		}
		if c, _ := utf8.DecodeRuneInString(read); !pronounced(c, reading) {
			continue
		}
		pair := []byte{byte(lead), trail[0]}
		if text, ok := decodePairs(pair); ok {
			fixes = append(fixes, fix{bytes: pair, text: text, length: at + size, code: CodeSplit})
		}
	}
	return fixes
}
