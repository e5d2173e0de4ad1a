package concordance

import (
	"math"
	"slices"
	"unicode"
)

// A bag is how often each pair of neighbouring characters stands in a piece of text, by the
// number of the pair, with the weight of all of them.
type bag struct {
	terms  []term
	weight float64
}

type term struct {
	pair  int32
	count int32
}

// A vocabulary numbers the pairs of the compared texts and weighs them: the fewer articles
// have a pair, the more it tells.
type vocabulary struct {
	numbers map[[2]rune]int32
	weights []float64
}

// newVocabulary takes the pairs of articles; each text is one article.
func newVocabulary(texts []string) *vocabulary {
	v := &vocabulary{numbers: map[[2]rune]int32{}}
	var in []int
	for _, t := range texts {
		for _, term := range v.terms(t) {
			for int(term.pair) >= len(in) {
				in = append(in, 0)
			}
			in[term.pair]++
		}
	}
	v.weights = make([]float64, len(in))
	for i, n := range in {
		v.weights[i] = math.Log(1 + float64(len(texts))/(float64(n)+0.5))
	}
	return v
}

// terms counts the pairs of a text, ordered by number.
func (v *vocabulary) terms(text string) []term {
	counts := map[int32]int32{}
	var last rune
	for _, r := range wording(text) {
		if last != 0 {
			pair := [2]rune{last, r}
			n, ok := v.numbers[pair]
			if !ok {
				n = int32(len(v.numbers))
				v.numbers[pair] = n
			}
			counts[n]++
		}
		last = r
	}
	out := make([]term, 0, len(counts))
	for n, c := range counts {
		out = append(out, term{n, c})
	}
	slices.SortFunc(out, func(a, b term) int { return int(a.pair) - int(b.pair) })
	return out
}

func (v *vocabulary) bag(text string) bag {
	b := bag{terms: v.terms(text)}
	for _, t := range b.terms {
		b.weight += float64(t.count) * v.weights[t.pair]
	}
	return b
}

// wording is a text without signs, spaces and references to provisions (第…条), which every
// new text numbers anew.
func wording(text string) []rune {
	var out []rune
	rs := []rune(text)
	for i := 0; i < len(rs); i++ {
		if n := reference(rs[i:]); n > 0 {
			i += n - 1
		} else if unicode.IsLetter(rs[i]) || unicode.IsDigit(rs[i]) {
			out = append(out, rs[i])
		}
	}
	return out
}

// reference is how many characters of a reference to a provision stand at the beginning, 0
// for none.
func reference(rs []rune) int {
	if rs[0] != '第' {
		return 0
	}
	for i, r := range rs[1:] {
		switch {
		case slices.Contains([]rune("零〇一二三四五六七八九十百千（）"), r):
		case i > 0 && slices.Contains([]rune("条款项章节编"), r):
			return i + 2
		default:
			return 0
		}
	}
	return 0
}

// An index finds the pieces of text that have pairs in common with another.
type index struct {
	words    *vocabulary
	pieces   []bag
	postings [][]posting // by pair
	sums     []float64   // by piece; all 0 between calls
}

type posting struct {
	piece, count int32
}

func newIndex(v *vocabulary, texts []string) *index {
	x := &index{words: v, pieces: make([]bag, len(texts)), postings: make([][]posting, len(v.weights)), sums: make([]float64, len(texts))}
	for i, t := range texts {
		x.pieces[i] = v.bag(t)
		for _, term := range x.pieces[i].terms {
			x.postings[term.pair] = append(x.postings[term.pair], posting{int32(i), term.count})
		}
	}
	return x
}

// common is a piece that has pairs in common with a text, and their weight.
type common struct {
	piece  int
	weight float64
}

// search returns the pieces that have pairs in common with a text.
func (x *index) search(b bag) []common {
	var touched []common
	for _, t := range b.terms {
		w := x.words.weights[t.pair]
		for _, p := range x.postings[t.pair] {
			if x.sums[p.piece] == 0 {
				touched = append(touched, common{piece: int(p.piece)})
			}
			x.sums[p.piece] += w * float64(min(t.count, p.count))
		}
	}
	for i := range touched {
		touched[i].weight = x.sums[touched[i].piece]
		x.sums[touched[i].piece] = 0
	}
	return touched
}

// gain is the weight of what a text has in common with one piece and not with another.
func (x *index) gain(b bag, with, without int) float64 {
	sum := 0.0
	for _, t := range b.terms {
		there, here := x.pieces[with].count(t.pair), x.pieces[without].count(t.pair)
		sum += x.words.weights[t.pair] * float64(max(0, min(t.count, there)-min(t.count, here)))
	}
	return sum
}

// count is how often a pair stands in a piece.
func (b bag) count(pair int32) int32 {
	at, ok := slices.BinarySearchFunc(b.terms, pair, func(t term, p int32) int { return int(t.pair) - int(p) })
	if !ok {
		return 0
	}
	return b.terms[at].count
}

// likeness is how much of two texts is the same: 1 where all is, 0 where nothing is.
func likeness(common float64, a, b bag) float64 {
	if a.weight+b.weight == 0 {
		return 0
	}
	return 2 * common / (a.weight + b.weight)
}
