// Package excerpt cuts texts to a number of characters, which are Unicode code points.
//
// Start with [Clip].
package excerpt

import "unicode/utf8"

// ellipsis stands for what was cut off.
const ellipsis = "……"

// Clip is the beginning of a text, n characters at most, with …… behind it where
// something was cut off. n is not negative.
func Clip(text string, n int) string {
	if head := Head(text, n); len(head) < len(text) {
		return head + ellipsis
	}
	return text
}

// Head is the first n characters of a text, or all of it. n is not negative. It reads no
// further than it must.
func Head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// Tail is the last n characters of a text, or all of it. n is not negative. It reads no
// further than it must.
func Tail(text string, n int) string {
	at := len(text)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return text[at:]
}
