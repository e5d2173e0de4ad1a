package ranking

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/question"
)

// passageLength is how many characters stand together in a passage: about a sentence or two.
const passageLength = 90

// passages finds how much of a question stands together in a text. A long text has most words
// of any question somewhere; one that answers it has them side by side.
type passages struct {
	slots   [passageSlots]slot // a hash table with open addressing
	weights []float32          // of the grams, by how few texts have them
	total   float32
}

// passageSlots is a power of two, well above maxTerms.
const passageSlots = 512

type slot struct {
	key  uint64 // of a pair of units, 0 for none
	gram int32
}

// unknownPair is how much a pair that no text has counts beside one that a single text has: where
// most of a question is unknown, the rest of it says little.
const unknownPair = 0.25

// newPassages prepares the pairs of characters of what a question is about.
func newPassages(c counts, q *lookup) *passages {
	p := &passages{}
	seen := map[string]bool{}
	for _, g := range gseanalysis.Bigrams(question.Topic(q.read.Subject)) {
		n := c.Count(fieldGrams, g.Term)
		if seen[g.Term] || len(p.weights) == maxTerms {
			continue
		}
		seen[g.Term] = true
		if n == 0 {
			p.total += unknownPair * float32(c.IDF(1))
			continue
		}
		var units []uint64
		eachUnit([]byte(g.Term), func(_ int, unit uint64) { units = append(units, unit) })
		if len(units) != 2 {
			continue
		}
		key := pairKey(units[0], units[1])
		at := key % passageSlots
		for p.slots[at].key != 0 {
			at = (at + 1) % passageSlots
		}
		p.slots[at] = slot{key, int32(len(p.weights))}
		p.weights = append(p.weights, float32(c.IDF(n)))
		p.total += float32(c.IDF(n))
	}
	return p
}

func (p *passages) gram(key uint64) int32 {
	for at := key % passageSlots; p.slots[at].key != 0; at = (at + 1) % passageSlots {
		if p.slots[at].key == key {
			return p.slots[at].gram
		}
	}
	return -1
}

// pairKey is the key of two neighbouring units; never 0.
func pairKey(a, b uint64) uint64 {
	h := a*0x9E3779B97F4A7C15 ^ b*0xC2B2AE3D27D4EB4F
	return h ^ h>>29 | 1
}

// eachUnit calls f with each unit of a folded text and its place in characters: a character, or
// a run of digits or of Latin letters.
func eachUnit(text []byte, f func(at int, unit uint64)) {
	at := 0
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			digits, letters := b >= '0' && b <= '9', b >= 'a' && b <= 'z'
			unit := uint64(b)
			start := at
			i, at = i+1, at+1
			for i < len(text) && (digits && text[i] >= '0' && text[i] <= '9' || letters && text[i] >= 'a' && text[i] <= 'z') {
				unit = unit*1099511628211 + uint64(text[i])
				i, at = i+1, at+1
			}
			f(start, unit)
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		f(at, uint64(r))
		i, at = i+size, at+1
	}
}

// best is the share of the question, by weight, that the best passage of a folded text has.
func (p *passages) best(text []byte) float32 {
	if p.total == 0 {
		return 0
	}
	type place struct {
		at   int
		gram int32
	}
	var places []place
	counts := make([]int, len(p.weights)) // of each pair in the passage that ends here
	var before uint64
	var inside, most float32
	first := 0
	eachUnit(text, func(at int, unit uint64) {
		g := p.gram(pairKey(before, unit))
		before = unit
		if g < 0 {
			return
		}
		places = append(places, place{at, g})
		if counts[g]++; counts[g] == 1 {
			inside += p.weights[g]
		}
		for at-places[first].at > passageLength {
			out := places[first].gram
			if counts[out]--; counts[out] == 0 {
				inside -= p.weights[out]
			}
			first++
		}
		most = max(most, inside)
	})
	return most / p.total
}
