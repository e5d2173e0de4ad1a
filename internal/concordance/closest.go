package concordance

// leastPart is the likeness from which a paragraph is the successor of another.
const leastPart = 0.4

// Closest is the part that is most like a text, and whether one is like it at all.
func Closest(text string, parts []string) (at int, ok bool) {
	words, bags := newVocabulary(append([]string{text}, parts...))
	x, b := newIndex(words, bags[1:]), bags[0]
	most := 0.0
	for _, c := range x.search(b) {
		if l := likeness(c.weight, b, x.pieces[c.piece]); l > most || l == most && c.piece < at {
			at, most = c.piece, l
		}
	}
	return at, most >= leastPart
}
