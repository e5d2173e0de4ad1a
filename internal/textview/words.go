package textview

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// WordSet finds words in a text much faster than a pattern of alternatives does.
type WordSet struct {
	byFirst map[rune][]string // longest first
	// begins has a bit for each character below 65,536 that a word begins with: most
	// places of a text begin no word, and a map is slow to say so.
	begins [1 << 10]uint64
}

// NewWordSet is the set of some words, none of which is empty.
func NewWordSet(words ...string) *WordSet {
	s := &WordSet{byFirst: map[rune][]string{}}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		s.byFirst[r] = append(s.byFirst[r], w)
		if r < 1<<16 {
			s.begins[r>>6] |= 1 << (r & 63)
		}
	}
	for _, list := range s.byFirst {
		slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	}
	return s
}

// At is the longest word at the start of a text, "" where there is none.
func (s *WordSet) At(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	if r < 1<<16 && s.begins[r>>6]&(1<<(r&63)) == 0 {
		return ""
	}
	for _, w := range s.byFirst[r] {
		if len(text) >= len(w) && text[:len(w)] == w {
			return w
		}
	}
	return ""
}

// Each calls f with the end of every word in a text, none of which overlap.
func (s *WordSet) Each(text string, f func(start, end int)) {
	for i := 0; i < len(text); {
		if w := s.At(text[i:]); w != "" {
			f(i, i+len(w))
			i += len(w)
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
}

// In reports whether a text has one of the words.
func (s *WordSet) In(text string) bool {
	for i, r := range text {
		if (r >= 1<<16 || s.begins[r>>6]&(1<<(r&63)) != 0) && s.At(text[i:]) != "" {
			return true
		}
	}
	return false
}
