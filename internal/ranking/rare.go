package ranking

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// A word of a query that stands in few documents says which are meant: a name, a figure, a
// word of one text. Only short queries name things so, and of a sentence only the figures: a
// pair of characters across two of its words is as rare as a name.
const (
	maxRareQuery = 40 // characters of a query with such words
	maxRareWords = 4  // that white space sets apart
	leastRare    = 2  // characters of a word
	mostRare     = 12
	// MaxRare is how many documents have a rare word at most.
	MaxRare = 8
)

// figures are numbers that name a fact: shares, and counts of what people write reports of.
// Sums and years are those of anybody's story.
var figures = regexp.MustCompile(`\d+\.\d+[%％万亿]?\p{Han}?|\d{2,}(?:\.\d+)?[%％]|\d{3,}(?:余)?[万亿]?[件起条人份宗部名]|\d+[万亿]余?[件起条人份宗部名]`)

// RareTerms are the words of a query that may stand in few documents. Whether they do, and
// in which, the full-text index says.
func (r *Ranker) RareTerms(text string) []string { return rareTerms(r.post, text) }

// RareTerms is that of [Ranker], of what is asked elsewhere.
func (a *Asking) RareTerms(text string) []string { return rareTerms(a, text) }

func rareTerms(c counts, text string) []string {
	if utf8.RuneCountInString(text) > maxRareQuery {
		return nil
	}
	terms := figures.FindAllString(text, maxRareWords)
	words := strings.Fields(text)
	if len(words) > maxRareWords {
		return terms
	}
	for _, w := range words {
		if n := utf8.RuneCountInString(w); n >= leastRare && n <= mostRare && strings.ContainsFunc(w, unicode.IsLetter) && isRare(c, w) {
			terms = append(terms, w)
		}
	}
	return terms
}

// isRare reports whether some pair of characters of a word stands in few documents, and all of
// them in one at least.
func isRare(c counts, word string) bool {
	few := false
	for _, g := range gseanalysis.Bigrams(word) {
		n := c.Count(fieldGrams, g.Term)
		if n == 0 {
			return false
		}
		few = few || n <= MaxRare
	}
	return few
}
