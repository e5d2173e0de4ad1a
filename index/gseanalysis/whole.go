package gseanalysis

import "unicode/utf8"

// WholeWords moves the ends of places of a text, as [Places] gives them, to where words begin and
// end: of 人民法院 the letters 民法 are no word. A word of which most is within a place is taken in,
// or any of which something is, where all is set; the others are left out, and a place of which
// nothing stays too.
func (s *Segmenter) WholeWords(text string, places [][2]int, all bool) [][2]int {
	if len(places) == 0 {
		return places
	}
	words := s.spans(text)
	whole := [][2]int{}
	for _, p := range places {
		start, end := p[0], p[1]
		for _, w := range words {
			from, to := max(start, w.start), min(end, w.end)
			if from >= to || from == w.start && to == w.end || w.opens(from) && w.opens(to) {
				continue
			}
			switch taken := all || 2*(to-from) > w.end-w.start; {
			case taken:
				start, end = min(start, w.start), max(end, w.end)
			case p[1] > w.end: // the beginning of the place is in the word
				start = w.end
			default:
				end = min(end, max(w.start, start))
			}
		}
		if start >= end {
			continue
		}
		if n := len(whole); n > 0 && start <= whole[n-1][1] {
			whole[n-1][1] = max(whole[n-1][1], end)
			continue
		}
		whole = append(whole, [2]int{start, end})
	}
	return whole
}

// span is a word of a text by the characters of its ends, with those between its characters at which
// it may be divided: 人民法院 between 人民 and 法院.
type span struct {
	start, end int
	between    map[int]bool
}

// opens reports whether a word may be divided at a place, or begins or ends there.
func (w span) opens(at int) bool { return at == w.start || at == w.end || w.between[at] }

// spans are the words of a text.
func (s *Segmenter) spans(text string) []span {
	var list []span
	at, bytes := 0, 0
	for _, t := range s.Words(text) {
		at += utf8.RuneCountInString(text[bytes:t.Start])
		word := text[t.Start:t.End]
		w := span{start: at, between: map[int]bool{}}
		n := 0
		for i := range word {
			if n > 0 && s.isWord(word[:i]) && s.isWord(word[i:]) {
				w.between[at+n] = true
			}
			n++
		}
		w.end = at + n
		at, bytes = w.end, t.End
		list = append(list, w)
	}
	return list
}

// isWord reports whether a string is a word of several characters.
func (s *Segmenter) isWord(word string) bool {
	return utf8.RuneCountInString(word) > 1 && s.Known(word)
}
