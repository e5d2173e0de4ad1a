package local

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/engine"
)

// occurrence is where a word stands in a text, in bytes.
type occurrence struct {
	word       int // which
	start, end int
}

// nearby holds where all words stand so near that at most e.Distance characters are
// between the end of each and the beginning of the next, in any order. Words that
// overlap have nothing between them.
func nearby(e engine.Expr) matcher {
	words := make([][][]byte, len(e.Args))
	for i, x := range e.Args {
		words[i] = folded(x.Text)
	}
	return func(t content) bool {
		body, _, _ := bytes.Cut(t.whole, []byte{0})
		var all []occurrence
		for i, spellings := range words {
			before := len(all)
			for _, w := range spellings {
				all = occurrences(all, body, w, i)
			}
			if len(all) == before {
				return false
			}
		}
		slices.SortFunc(all, func(a, b occurrence) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
		return hasChain(body, all, len(words), e.Distance)
	}
}

// occurrences adds all places of a word, which may overlap.
func occurrences(list []occurrence, text, word []byte, which int) []occurrence {
	for at := 0; len(word) > 0; {
		i := bytes.Index(text[at:], word)
		if i < 0 {
			break
		}
		list = append(list, occurrence{which, at + i, at + i + len(word)})
		_, size := utf8.DecodeRune(word)
		at += i + size
	}
	return list
}

// hasChain reports whether a run of occurrences, each at most distance characters
// behind what the ones before it reach, has all words.
func hasChain(text []byte, all []occurrence, words, distance int) bool {
	have := make([]bool, words)
	count, reach := 0, 0
	for i, o := range all {
		if i > 0 && o.start > reach && utf8.RuneCount(text[reach:o.start]) > distance {
			clear(have)
			count = 0
		}
		if !have[o.word] {
			have[o.word] = true
			count++
		}
		if count == words {
			return true
		}
		reach = max(reach, o.end)
	}
	return false
}
