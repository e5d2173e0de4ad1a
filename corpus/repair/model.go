package repair

import (
	"math"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/script"
)

// model scores how much a text reads like Chinese: the best way to cut it
// into words, each by how common it is. How common a single character is, it
// learns from the text under repair, most of which is sound.
type model struct {
	words  Words
	simple map[rune]string // traditional to simplified, one by one
	counts map[rune]int    // characters of the text under repair
	total  int
}

func newModel(words Words, source string) *model {
	m := &model{words: words, simple: map[rune]string{}, counts: map[rune]int{}}
	for _, r := range source {
		if isHan(r) {
			m.counts[r]++
			m.total++
		}
	}
	return m
}

// Log probabilities of what no word list has.
const (
	markProb     = -4.0 // a common mark: one in fifty characters
	oddMarkProb  = -9.0 // ? and ! in running legal text
	letterProb   = -6.0 // a Latin letter
	unseen       = 0.05 // the count of a character that the text does not have
	alonePenalty = -2.0 // a character that makes no word with its neighbours
	maxWord      = 6    // characters
	smoothing    = 2000 // characters added to the total, so that a short text does not seem to know its characters well
)

// score is the log probability of the best segmentation of s. Notes count
// through the character they stand behind: it must be read so.
func (m *model) score(s string) float64 {
	var text []rune
	penalty := 0.0
	for at := 0; at < len(s); {
		if n := noteAt(s[at:]); n > 0 {
			if len(text) == 0 || !pronounced(text[len(text)-1], s[at+1:at+n-1]) {
				penalty += misread
			}
			at += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		text = append(text, r)
		at += size
	}
	best := make([]float64, len(text)+1)
	for i := 1; i <= len(text); i++ {
		best[i] = best[i-1] + m.single(text[i-1])
		word := m.simplified(text[i-1])
		for j := i - 2; j >= 0 && j >= i-maxWord && isHan(text[j+1]); j-- {
			word = m.simplified(text[j]) + word
			if p, ok := m.words.LogProb(word); ok {
				best[i] = math.Max(best[i], best[j]+p)
			}
		}
	}
	return best[len(text)] + penalty
}

func (m *model) single(r rune) float64 {
	switch r {
	case '。', '，', '、', '《', '》', '“', '”', ',', ':', ';', '：', '；', '(', ')', '（', '）', '\n', '\r':
		return markProb
	case '?', '!', '？', '！', '€', '@':
		return oddMarkProb
	}
	if !isHan(r) {
		return letterProb
	}
	return alonePenalty + math.Log((float64(m.counts[r])+unseen)/float64(m.total+smoothing))
}

// plausible reports whether the character at place i of text occurs elsewhere
// in the text under repair or makes a word with a neighbour.
func (m *model) plausible(text string, i int, c rune) bool {
	if !isHan(c) || m.counts[c] > 1 {
		return true
	}
	runes := []rune(text)
	for _, pair := range [...][2]int{{i - 1, i}, {i, i + 1}} {
		if pair[0] >= 0 && pair[1] < len(runes) {
			if _, ok := m.words.LogProb(m.simplified(runes[pair[0]]) + m.simplified(runes[pair[1]])); ok {
				return true
			}
		}
	}
	return false
}

func (m *model) simplified(r rune) string {
	if !isHan(r) {
		return string(r)
	}
	if s, ok := m.simple[r]; ok {
		return s
	}
	s := script.Simplify(string(r))
	m.simple[r] = s
	return s
}
