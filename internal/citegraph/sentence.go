package citegraph

import (
	"strings"
	"unicode/utf8"
)

// maxSentence bounds a quoted sentence, in bytes to each side.
const maxSentence = 360

// sentenceAround returns the sentence of text that holds [start,end), or the
// row of a table, without its pipes.
func sentenceAround(text string, start, end int) string {
	if start < 0 || end > len(text) || start > end {
		return ""
	}
	from, to := start, end
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if strings.ContainsRune("。！？；\n", r) || start-from > maxSentence {
			break
		}
		from -= size
	}
	for to < len(text) {
		r, size := utf8.DecodeRuneInString(text[to:])
		if r == '\n' {
			break
		}
		to += size
		if strings.ContainsRune("。！？；", r) || to-end > maxSentence {
			break
		}
	}
	sentence := strings.TrimSpace(text[from:to])
	if strings.HasPrefix(sentence, "|") {
		cells := strings.FieldsFunc(sentence, func(r rune) bool { return r == '|' })
		for i, c := range cells {
			cells[i] = strings.TrimSpace(c)
		}
		sentence = strings.Join(cells, "　")
	}
	return sentence
}
