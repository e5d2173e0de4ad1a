package masking

import (
	"sync"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/personname"
)

// longWords are the words of the dictionary of three and four characters, which are asked for at each place
// of a text: a table whose places are looked through from where a word belongs, with a byte of each place
// that says so for nearly all that are none.
type longWords struct {
	tags []uint8 // 0 where the place is free
	list []uint64
	mask uint64
}

var wordsOfThree = sync.OnceValue(func() *longWords {
	words, err := gseanalysis.Load()
	if err != nil {
		return newLongWords(0)
	}
	names := dictionaryNames()
	list := append(words.OfLength(3), words.OfLength(4)...)
	w := newLongWords(len(list))
	for _, s := range list {
		if key, ok := packed(s); ok && !names[s] {
			w.add(key)
		}
	}
	return w
})

// newLongWords has room for n words.
func newLongWords(n int) *longWords {
	size := 1
	for size < 2*n {
		size *= 2
	}
	return &longWords{make([]uint8, size), make([]uint64, size), uint64(size - 1)} // #nosec G115 -- positive
}

// place is where a word is, or would be put, and its tag.
func (w *longWords) place(key uint64) (at uint64, tag uint8) {
	h := key * spread
	tag = uint8(h>>12) | 1 // #nosec G115 -- bits that say little of the place
	for at = h >> 20 & w.mask; ; at = (at + 1) & w.mask {
		if t := w.tags[at]; t == 0 || t == tag && w.list[at] == key {
			return at, tag
		}
	}
}

func (w *longWords) add(key uint64) {
	at, tag := w.place(key)
	w.tags[at], w.list[at] = tag, key
}

func (w *longWords) has(key uint64) bool {
	at, _ := w.place(key)
	return w.tags[at] != 0
}

// wordAt is how many characters the longest word has that begins at a place, of those of two to four; 0 where none does.
func (f *finder) wordAt(at int) rune {
	var key uint64
	longest := '\x00'
	n := '\x00'
	for end := at; n < maxLearned; {
		r, size := utf8.DecodeRuneInString(f.c[end:])
		if !personname.IsHan(r) || r >= 1<<16 || n > 0 && f.v.StartsLine(end) {
			break
		}
		key = key<<16 | uint64(r) // #nosec G115 -- positive
		end += size
		n++
		if n == 2 && f.kindAt(at) > 0 || n > 2 && f.long.has(key) {
			longest = n
		}
	}
	return longest
}

// wordEndingAt is the same of words that end at a place.
func (f *finder) wordEndingAt(end int) rune {
	var key uint64
	longest := '\x00'
	n := '\x00'
	for at := end; n < maxLearned && at > 0 && (n == 0 || !f.v.StartsLine(at)); {
		r, size := utf8.DecodeLastRuneInString(f.c[:at])
		if !personname.IsHan(r) || r >= 1<<16 {
			break
		}
		key |= uint64(r) << (16 * n) // #nosec G115 -- positive
		at -= size
		n++
		if n == 2 && f.kindAt(at) > 0 || n > 2 && f.long.has(key) {
			longest = n
		}
	}
	return longest
}
