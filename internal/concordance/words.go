package concordance

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
	numbers map[uint64]int32 // by pair
	weights []float64
	found   []int32 // numbers of the pairs of a text, for terms
	letters []rune  // of a text, for terms
}

// pair is the key of two neighbouring characters.
func pair(a, b rune) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

// newVocabulary takes the pairs of articles; each text is one article. It returns their bags.
func newVocabulary(texts []string) (*vocabulary, []bag) {
	v := &vocabulary{numbers: map[uint64]int32{}}
	bags := make([]bag, len(texts))
	var in []int
	for i, t := range texts {
		bags[i].terms = v.terms(t)
		for _, term := range bags[i].terms {
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
	for i := range bags {
		bags[i].weight = v.weight(bags[i].terms)
	}
	return v, bags
}

// terms counts the pairs of a text, ordered by number.
func (v *vocabulary) terms(text string) []term {
	v.found = v.found[:0]
	v.letters = wording(v.letters[:0], text)
	var last rune
	for _, r := range v.letters {
		if last != 0 {
			key := pair(last, r)
			n, ok := v.numbers[key]
			if !ok {
				n = int32(len(v.numbers))
				v.numbers[key] = n
			}
			v.found = append(v.found, n)
		}
		last = r
	}
	slices.Sort(v.found)
	different := 0
	for i, n := range v.found {
		if i == 0 || n != v.found[i-1] {
			different++
		}
	}
	out := make([]term, 0, different)
	for i, n := range v.found {
		if i == 0 || n != v.found[i-1] {
			out = append(out, term{pair: n})
		}
		out[len(out)-1].count++
	}
	return out
}

func (v *vocabulary) bag(text string) bag {
	terms := v.terms(text)
	return bag{terms, v.weight(terms)}
}

func (v *vocabulary) weight(terms []term) float64 {
	sum := 0.0
	for _, t := range terms {
		sum += float64(t.count) * v.weights[t.pair]
	}
	return sum
}

// wording appends the characters of a text but for signs, spaces and references to provisions
// (第…条), which every new text numbers anew.
func wording(out []rune, text string) []rune {
	read := 0 // up to here, of a reference
	for i, r := range text {
		switch {
		case i < read:
		case r == '第' && reference(text[i:]) > 0:
			read = i + reference(text[i:])
		case isHan(r) || unicode.IsLetter(r) || unicode.IsDigit(r):
			out = append(out, r)
		}
	}
	return out
}

// isHan reports whether a character is one of those of which nearly all texts consist.
func isHan(r rune) bool { return 0x4e00 <= r && r <= 0x9fff }

// reference is how many bytes of a reference to a provision stand at the beginning of a text
// that begins with 第, 0 for none.
func reference(text string) int {
	number := false
	for i, r := range text {
		switch {
		case i == 0:
		case strings.ContainsRune("零〇一二三四五六七八九十百千（）", r):
			number = true
		case number && strings.ContainsRune("条款项章节编", r):
			return i + utf8.RuneLen(r)
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
	touched  []common    // of the last search
}

type posting struct {
	piece, count int32
}

// newIndex takes pieces whose pairs the vocabulary knows.
func newIndex(v *vocabulary, pieces []bag) *index {
	x := &index{words: v, pieces: pieces, postings: make([][]posting, len(v.weights)), sums: make([]float64, len(pieces))}
	in, all := make([]int32, len(v.weights)), 0
	for _, b := range pieces {
		for _, t := range b.terms {
			in[t.pair]++
		}
		all += len(b.terms)
	}
	places := make([]posting, all)
	for pair, n := range in {
		x.postings[pair], places = places[:0:n], places[n:]
	}
	for i, b := range pieces {
		for _, t := range b.terms {
			x.postings[t.pair] = append(x.postings[t.pair], posting{int32(i), t.count})
		}
	}
	return x
}

// common is a piece that has pairs in common with a text, and their weight.
type common struct {
	piece  int
	weight float64
}

// search returns the pieces that have pairs in common with a text. They stay up to the next
// search.
func (x *index) search(b bag) []common {
	x.touched = x.touched[:0]
	for _, t := range b.terms {
		w := x.words.weights[t.pair]
		for _, p := range x.postings[t.pair] {
			if x.sums[p.piece] == 0 {
				x.touched = append(x.touched, common{piece: int(p.piece)})
			}
			x.sums[p.piece] += w * float64(min(t.count, p.count))
		}
	}
	for i, c := range x.touched {
		x.touched[i].weight = x.sums[c.piece]
		x.sums[c.piece] = 0
	}
	return x.touched
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
