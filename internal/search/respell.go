package search

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/query"
)

// respeller puts words right in which one character is another that sounds or looks alike.
type respeller struct {
	words           *gseanalysis.Segmenter
	legal, everyday map[string]bool // words of the law, which need less to be meant, and everyday ones
	// open are all words with each of their characters left open, in the order of their hashes.
	open   []open
	sounds map[rune][]string // the readings of each character, without tones
	shapes map[rune][]rune   // the characters that each looks like
	// alone is the logarithm of how likely a character stands alone.
	alone map[rune]float64
}

// open is a word with one character left open.
type open struct {
	hash  uint64
	meant rune // that stands there
}

// The cost of what a character is taken for, and what a text must become likelier by with the
// word put right: natural logarithms. Measured on questions of other people with and without
// a wrong character.
const (
	rarerShape = 1.0
	rarerFuzzy = 2.5
	rarerUsual = 3.0
	leastGain  = 3.9
	leastLegal = 1.5  // with a word of the law
	recutGain  = 10.0 // less than needed, where it is worth cutting the text again
	nearGain   = 2.0  // less than the best that is offered too
)

// The pieces of a text that may be one word with a wrong character.
const (
	maxPieces    = 5
	leastRespelt = 2 // characters
	mostRespelt  = 8
	maxRespelt   = 3 // that are offered
)

// usual are characters that stand alone in most questions and are rarely wrong.
const usual = "谁吗呢吧还要能的是没不被去给咋了我你他她它有个人可以罚"

// shapesFile has groups of characters that look alike.
//
//go:embed shapes.txt
var shapesFile string

// newRespeller reads the words of the dictionary, of the law and of everyday language.
func newRespeller(words *gseanalysis.Segmenter, synonyms *query.Synonyms) *respeller {
	r := &respeller{words: words, legal: map[string]bool{}, everyday: map[string]bool{}, sounds: map[rune][]string{},
		shapes: shapes(), alone: map[rune]float64{}}
	everyday, legal := synonyms.Words()
	for _, w := range append(words.LegalTerms(), legal...) {
		r.legal[w] = true
	}
	for _, w := range everyday {
		r.everyday[w] = true
	}
	total := 0.0
	for _, w := range append(words.Spelled(), legal...) {
		r.leaveOpen([]rune(w))
		freq := words.Frequency(w)
		for _, c := range w {
			r.alone[c] += freq
			total += freq
		}
	}
	slices.SortFunc(r.open, func(a, b open) int {
		if a.hash != b.hash {
			return cmp.Compare(a.hash, b.hash)
		}
		return cmp.Compare(a.meant, b.meant)
	})
	r.open = slices.Clip(slices.Compact(r.open))
	all := pinyin.NewArgs()
	all.Heteronym = true
	for c, n := range r.alone {
		r.alone[c] = math.Log(max(1, n) / total)
		r.sounds[c] = pinyin.SinglePinyin(c, all)
	}
	return r
}

// leaveOpen notes a word with each of its characters left open.
func (r *respeller) leaveOpen(word []rune) {
	if len(word) < leastRespelt || len(word) > mostRespelt {
		return
	}
	for i, c := range word {
		r.open = append(r.open, open{hashOpen(word, i), c})
	}
}

// hashOpen is the hash (FNV-1a over characters) of a word with the character at a place left
// open.
func hashOpen(word []rune, at int) uint64 {
	h := uint64(14695981039346656037)
	for i, c := range word {
		if i == at {
			c = 0
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// taken is how much rarer than by its sound a character is written for the one that was meant,
// as a natural logarithm. ok is false where they are not alike.
func (r *respeller) taken(written, meant rune) (rarer float64, ok bool) {
	if written == meant {
		return 0, false
	}
	a, b := r.sounds[written], r.sounds[meant]
	near := false
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return 0, true
			}
			near = near || blurred(x) == blurred(y)
		}
	}
	switch {
	case slices.Contains(r.shapes[written], meant):
		return rarerShape, true
	case near:
		return rarerFuzzy, true
	}
	return 0, false
}

// shapes are the characters that each looks like.
func shapes() map[rune][]rune {
	like := map[rune][]rune{}
	for line := range strings.Lines(shapesFile) {
		if group := []rune(strings.TrimSpace(line)); len(group) > 0 && group[0] != '#' {
			for _, c := range group {
				like[c] = append(like[c], group...)
			}
		}
	}
	return like
}

// blurred writes sounds alike that many people do not keep apart: zh and z, l and n, ang and an.
func blurred(sound string) string {
	for _, p := range [...][2]string{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"l", "n"}} {
		if rest, ok := strings.CutPrefix(sound, p[0]); ok {
			sound = p[1] + rest
			break
		}
	}
	for _, p := range [...][2]string{{"ang", "an"}, {"eng", "en"}, {"ing", "in"}} {
		if rest, ok := strings.CutSuffix(sound, p[0]); ok {
			return rest + p[1]
		}
	}
	return sound
}

// respelt are the ways to put a word of a text right, the likeliest first.
func (r *respeller) respelt(text string) []string {
	if utf8.RuneCountInString(text) > maxNameTyped {
		return nil
	}
	tokens := r.words.Words(text)
	type way struct {
		text string
		gain float64
	}
	var ways []way
	for i := range tokens {
		for j := i; j < len(tokens) && j < i+maxPieces; j++ {
			if j > i && tokens[j].Start != tokens[j-1].End {
				break
			}
			start, end := tokens[i].Start, tokens[j].End
			was := r.likelihood(text, tokens[i:j+1])
			for _, w := range r.like(text[start:end]) {
				least := leastGain
				if r.legal[w.word] {
					least = leastLegal
				}
				gain, put := r.likely(w.word)-was-w.rarer, text[:start]+w.word+text[end:]
				if gain < least && gain > least-recutGain { // what is beside it may be cut otherwise now
					gain = r.likelihood(put, r.words.Words(put)) - r.likelihood(text, tokens) - w.rarer
				}
				if gain >= least {
					ways = append(ways, way{put, gain})
				}
			}
		}
	}
	slices.SortStableFunc(ways, func(a, b way) int { return cmp.Compare(b.gain, a.gain) })
	var list []string
	for _, w := range ways {
		if len(list) < maxRespelt && w.gain >= ways[0].gain-nearGain {
			list = appendNew(list, w.text)
		}
	}
	return list
}

// meantWord is a word that was probably meant.
type meantWord struct {
	word  string
	rarer float64
}

// like are the words that differ from a piece of a text in one character that sounds or looks
// like the one that was written. A piece that is a word itself was meant.
func (r *respeller) like(piece string) (list []meantWord) {
	n := utf8.RuneCountInString(piece)
	if n < leastRespelt || n > mostRespelt || !allHan(piece) || r.words.Known(piece) || r.legal[piece] || r.everyday[piece] {
		return nil
	}
	runes := []rune(piece)
	for i, c := range runes {
		rarer := 0.0
		if strings.ContainsRune(usual, c) {
			rarer = rarerUsual
		}
		hash := hashOpen(runes, i)
		at, _ := slices.BinarySearchFunc(r.open, hash, func(o open, h uint64) int { return cmp.Compare(o.hash, h) })
		for ; at < len(r.open) && r.open[at].hash == hash; at++ {
			if more, ok := r.taken(c, r.open[at].meant); ok {
				runes[i] = r.open[at].meant
				list = append(list, meantWord{string(runes), rarer + more})
			}
		}
		runes[i] = c
	}
	return list
}

// likelihood is the logarithm of how likely some words of a text are.
func (r *respeller) likelihood(text string, tokens []gseanalysis.Token) (sum float64) {
	for _, t := range tokens {
		sum += r.likely(text[t.Start:t.End])
	}
	return sum
}

// likely is the logarithm of how likely a word is.
func (r *respeller) likely(word string) float64 {
	if c, size := utf8.DecodeRuneInString(word); size == len(word) {
		if p, ok := r.alone[c]; ok {
			return p
		}
	}
	p, ok := r.words.LogProb(word)
	switch {
	case r.legal[word]:
		if !ok {
			return legalWord
		}
		return max(p, legalWord)
	case ok:
		return p
	}
	return unknownWord
}

// legalWord is the logarithm of how likely a word of the law is at least: whoever searches here
// writes them more often than others do.
var legalWord = math.Log(1e-5)

// unknownWord is the logarithm of how likely a word is that the dictionary does not have.
var unknownWord = math.Log(1e-8)
