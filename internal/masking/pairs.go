package masking

import (
	"sync"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// pairs says how much of a word two characters are: a table of the words of two characters,
// which are asked for at each place of a text. Each entry has both characters, which leaves
// two bits for the kind; a free one is 0.
type pairs struct {
	list []uint32
	mask uint32
}

// wordPairs are those of the dictionary.
var wordPairs = sync.OnceValue(func() *pairs {
	words, err := gseanalysis.Load()
	if err != nil {
		return newPairs(0)
	}
	list := words.OfLength(2)
	p := newPairs(len(list))
	for _, w := range list {
		first, size := utf8.DecodeRuneInString(w)
		second, _ := utf8.DecodeRuneInString(w[size:])
		if key := pairKey(first, second); key != 0 {
			p.set(key, uint32(wordKind(words, w))) // #nosec G115 -- 0 to 3
		}
	}
	return p
})

func newPairs(n int) *pairs {
	size := 1
	for size < 2*n {
		size *= 2
	}
	return &pairs{make([]uint32, size), uint32(size - 1)} // #nosec G115 -- positive
}

// pairKey is two characters of the basic block as a number that two bits may be added to, 0
// where one is another.
func pairKey(first, second rune) uint32 {
	if first < firstSingle || second < firstSingle || first >= firstSingle+1<<15 || second >= firstSingle+1<<15 {
		return 0
	}
	return uint32(first-firstSingle)<<17 | uint32(second-firstSingle)<<2 // #nosec G115 -- 15 bits each
}

func (p *pairs) place(key uint32) *uint32 {
	const spread = 0x9E3779B1 // of Fibonacci hashing
	for at := key * spread >> 8; ; at++ {
		if x := &p.list[at&p.mask]; *x&^3 == key || *x == 0 {
			return x
		}
	}
}

func (p *pairs) set(key, kind uint32) {
	if kind > 0 {
		*p.place(key) = key | kind
	}
}

// kind is how much of a word two characters are.
func (p *pairs) kind(key uint32) int { return int(*p.place(key) & 3) }
