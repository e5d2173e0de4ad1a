package masking

// weights say what answers speak for a name: a table whose places are looked through from
// where an answer belongs. Most answers are not in it, and a byte of each place says so for
// nearly all of them: the bytes stay in the memory that the processor has at hand.
//
// Answers of one character have a place of their own in a table by question.
type weights struct {
	single [questions][]float32
	tags   []uint8 // 0 where the place is free
	list   []weight
	mask   uint64
}

type weight struct {
	answer Answer // 0 where the place is free: no answer is
	speaks float32
}

// newWeights has room for n answers.
func newWeights(n int) *weights {
	size := 1
	for size < 2*n {
		size *= 2
	}
	return &weights{tags: make([]uint8, size), list: make([]weight, size), mask: uint64(size - 1)} // #nosec G115 -- positive
}

// singles is how many characters have a place in the table of a question: the first ones, which numbers
// are written with, and the Chinese ones.
const (
	narrowSingles = 256
	firstSingle   = 0x4E00
	singles       = narrowSingles + 0x9FFF - firstSingle + 1
)

// singleOf is the place of an answer of one character, if it has one.
func singleOf(a Answer) (q question, at int, ok bool) {
	q = question(a >> bitsOfAnswers) // #nosec G115 -- below 256
	r := int(a & (1<<bitsOfAnswers - 1))
	switch {
	case r < narrowSingles:
		return q, r, true
	case r >= firstSingle && r < firstSingle+singles-narrowSingles:
		return q, r - firstSingle + narrowSingles, true
	}
	return q, 0, false
}

// spread is the factor of Fibonacci hashing.
const spread = 0x9E3779B97F4A7C15

// place is where an answer is, or would be put, and its tag.
func (w *weights) place(a Answer) (at uint64, tag uint8) {
	h := uint64(a) * spread
	tag = uint8(h>>12) | 1 // #nosec G115 -- bits that say little of the place
	for at = h >> 20 & w.mask; ; at = (at + 1) & w.mask {
		if t := w.tags[at]; t == 0 || t == tag && w.list[at].answer == a {
			return at, tag
		}
	}
}

func (w *weights) of(a Answer) float32 {
	if q, at, ok := singleOf(a); ok {
		if w.single[q] == nil {
			return 0
		}
		return w.single[q][at]
	}
	at, _ := w.place(a)
	if w.tags[at] == 0 {
		return 0
	}
	return w.list[at].speaks
}

func (w *weights) set(a Answer, speaks float32) {
	if q, at, ok := singleOf(a); ok {
		if w.single[q] == nil {
			w.single[q] = make([]float32, singles)
		}
		w.single[q][at] = speaks
		return
	}
	at, tag := w.place(a)
	w.tags[at], w.list[at] = tag, weight{a, speaks}
}

// each calls use with the answers that say something.
func (w *weights) each(use func(a Answer, speaks float32)) {
	for q, list := range w.single {
		for at, speaks := range list {
			if speaks != 0 {
				r := rune(at) // #nosec G115 -- below 65,536
				if at >= narrowSingles {
					r += firstSingle - narrowSingles
				}
				use(answered(question(q), r), speaks) // #nosec G115 -- below 256
			}
		}
	}
	for _, x := range w.list {
		if x.answer != 0 {
			use(x.answer, x.speaks)
		}
	}
}
