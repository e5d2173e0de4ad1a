package concordance

// Words weighs what a text has in common with articles, by the texts that were compared: what
// few of their articles have tells more.
type Words struct{ known *vocabulary }

// NewWords weighs the words of articles.
func NewWords(articles []Article) *Words {
	known, _ := newVocabulary(texts(articles))
	return &Words{known}
}

// Common is the weight of what a text has in common with an article, leaving out what the
// others have too. A pair of characters that one article in ten has weighs 2.4. Words that none
// of the weighed articles has do not count.
func (w *Words) Common(text, article string, others ...string) float64 {
	there := w.pairs(article)
	for _, o := range others {
		for p := range w.pairs(o) {
			delete(there, p)
		}
	}
	sum := 0.0
	for p := range w.pairs(text) {
		if there[p] {
			sum += w.known.weights[p]
		}
	}
	return sum
}

// pairs are the pairs of a text that have a weight. It changes nothing, so that several
// goroutines may ask.
func (w *Words) pairs(text string) map[int32]bool {
	found := map[int32]bool{}
	var last rune
	for _, r := range wording(nil, text) {
		if n, ok := w.known.numbers[pair(last, r)]; ok {
			found[n] = true
		}
		last = r
	}
	return found
}
