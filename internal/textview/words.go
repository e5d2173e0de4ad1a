package textview

import (
	"cmp"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// WordSet finds words in a text much faster than a pattern of alternatives does.
type WordSet struct {
	// begins has a bit for each character below 65,536 that a word begins with; before is how
	// many of these there are before each 64 of them. Both together number the characters,
	// which is faster than a map of them.
	begins [1 << 10]uint64
	before [1 << 10]uint16
	lists  [][]string // the words of a character, longest first
	// wide has those of other characters.
	wide map[rune][]string
}

// NewWordSet is the set of some words, none of which is empty.
func NewWordSet(words ...string) *WordSet {
	byFirst := map[rune][]string{}
	s := &WordSet{wide: map[rune][]string{}}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		byFirst[r] = append(byFirst[r], w)
	}
	for r, list := range byFirst {
		slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
		if r < 1<<16 {
			s.begins[r>>6] |= 1 << (r & 63)
		} else {
			s.wide[r] = list
		}
	}
	n := 0
	for i, bits64 := range s.begins {
		s.before[i] = uint16(n) // #nosec G115 -- at most 65,536, and the last is below
		n += bits.OnesCount64(bits64)
	}
	s.lists = make([][]string, n)
	for r, list := range byFirst {
		if r < 1<<16 {
			s.lists[s.number(r)] = list
		}
	}
	return s
}

// number is the number of a character that words begin with among these.
func (s *WordSet) number(r rune) int {
	return int(s.before[r>>6]) + bits.OnesCount64(s.begins[r>>6]&(1<<(r&63)-1))
}

// Begins reports whether a word begins with a character.
func (s *WordSet) Begins(r rune) bool {
	if r >= 1<<16 {
		return s.wide[r] != nil
	}
	return s.begins[r>>6]&(1<<(r&63)) != 0
}

// At is the longest word at the start of a text, "" where there is none.
func (s *WordSet) At(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	return s.at(text, r)
}

// at is At for a text that begins with r.
func (s *WordSet) at(text string, r rune) string {
	if !s.Begins(r) {
		return ""
	}
	list := s.wide[r]
	if r < 1<<16 {
		list = s.lists[s.number(r)]
	}
	for _, w := range list {
		if len(text) >= len(w) && text[:len(w)] == w {
			return w
		}
	}
	return ""
}

// Each calls f with the end of every word in a text, none of which overlap.
func (s *WordSet) Each(text string, f func(start, end int)) {
	end := 0
	for i, r := range text {
		if i < end || !s.Begins(r) {
			continue
		}
		if w := s.at(text[i:], r); w != "" {
			end = i + len(w)
			f(i, end)
		}
	}
}

// In reports whether a text has one of the words.
func (s *WordSet) In(text string) bool {
	for i, r := range text {
		if s.at(text[i:], r) != "" {
			return true
		}
	}
	return false
}
