package search

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// phonetics are words by their pinyin without tones.
type phonetics struct {
	words map[string]spelt
	most  int // letters of the longest pinyin
}

// spelt is the word that a pinyin means most often.
type spelt struct {
	word   string
	weight float64
}

// The words that pinyin is read as have at most so many characters; a word of the law is
// meant rather than another that is so many times as frequent.
const (
	maxSpelt     = 6
	legalFavour  = 100
	leastSpelled = 4 // letters of a query that may be pinyin
)

// newPhonetics spells all words of the dictionary.
func newPhonetics(words *gseanalysis.Segmenter) *phonetics {
	p := &phonetics{words: map[string]spelt{}}
	letters := speller{}
	add := func(word string, weight float64) {
		pinyin, _ := letters.spell(word)
		if w := p.words[pinyin]; weight > w.weight {
			p.words[pinyin] = spelt{word, weight}
			p.most = max(p.most, len(pinyin))
		}
	}
	for n := 1; n <= maxSpelt; n++ {
		for _, w := range words.OfLength(n) {
			add(w, 1+words.Frequency(w))
		}
	}
	for _, w := range words.LegalTerms() {
		add(w, legalFavour*(1+words.Frequency(w)))
	}
	return p
}

// read reads letters as words: as few as there may be, of those the most frequent. It
// returns "" where some letters are no pinyin.
func (p *phonetics) read(letters string) string {
	type way struct {
		words  int
		weight float64
		text   string
	}
	best := make([]*way, len(letters)+1)
	best[0] = &way{}
	for end := 1; end <= len(letters); end++ {
		for start := max(0, end-p.most); start < end; start++ {
			w, ok := p.words[letters[start:end]]
			before := best[start]
			if !ok || before == nil {
				continue
			}
			words := before.words + 1
			if utf8.RuneCountInString(w.word) == 1 {
				words++ // rather one word of two characters
			}
			if b := best[end]; b == nil || words < b.words || words == b.words && before.weight+w.weight > b.weight {
				best[end] = &way{words, before.weight + w.weight, before.text + w.word}
			}
		}
	}
	if best[len(letters)] == nil {
		return ""
	}
	return best[len(letters)].text
}

// spokenAs is a query in pinyin (laoban tuoqian gongzi) in characters, "" where it is none.
func (s *Service) spokenAs(text string) string {
	var out strings.Builder
	letters := 0
	for _, word := range strings.Fields(strings.ToLower(text)) {
		for _, r := range word {
			if r < 'a' || r > 'z' {
				return ""
			}
		}
		letters += len(word)
		read := s.phonetics().read(word)
		if read == "" {
			return ""
		}
		out.WriteString(read)
	}
	if letters < leastSpelled {
		return ""
	}
	return out.String()
}
