package masking

import (
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// looked keeps what was looked up of the places of a view, since it is asked for more than once:
// 0 stands for what was not.
type looked struct {
	bounds []int8    // how well a name may end, and unlooked
	kinds  []uint8   // how much of a word two characters are, and 1
	ends   []float32 // what was learned speaks for an end
}

// unlooked is added to boundaries, none of which is as far below 0.
const unlooked = 8

func newLooked(n int) looked {
	return looked{bounds: make([]int8, n+1), kinds: make([]uint8, n+1), ends: make([]float32, n+1)}
}

// boundary says how well a name may end at a place, as boundaryAt does.
func (f *finder) boundary(end int) int {
	if f.looked.bounds[end] == 0 {
		f.looked.bounds[end] = int8(f.boundaryAt(end)) + unlooked // #nosec G115 -- -3 to 3
	}
	return int(f.looked.bounds[end]) - unlooked
}

// kindAt says how much of a word the two characters at a place are.
func (f *finder) kindAt(at int) int {
	if f.looked.kinds[at] == 0 {
		kind := 0
		first, size := utf8.DecodeRuneInString(f.c[at:])
		second, _ := utf8.DecodeRuneInString(f.c[at+size:])
		if key := pairKey(first, second); key != 0 {
			kind = f.pairs.kind(key)
		} else if s := prefix(f.c[at:], 2); s != "" {
			kind = f.wordKind(s)
		}
		f.looked.kinds[at] = uint8(kind) + 1 // #nosec G115 -- 0 to 3
	}
	return int(f.looked.kinds[at]) - 1
}

// endAt is what was learned speaks for the end of a name at a place.
func (f *finder) endAt(end int, m *Model) float32 {
	if f.looked.ends[end] == 0 {
		f.looked.ends[end] = m.sum(f.ending(end, f.answers[:0]))
	}
	return f.looked.ends[end]
}

// kindOver says how much of a word the characters before and behind a place are together.
func (f *finder) kindOver(at int) int {
	r, size := utf8.DecodeLastRuneInString(f.c[:at])
	if !personname.IsHan(r) {
		return 0
	}
	return f.kindAt(at - size)
}
