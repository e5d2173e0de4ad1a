package ranking

import (
	"sync"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/postings"
	"github.com/fatiao/fatiao/internal/question"
)

// lookup is a question cut into what is looked up.
type lookup struct {
	read                question.Question
	words, grams, chars []string
	vector              embedding.QueryVector
	strengths           []float32 // of grams
}

// maxTerms bounds the terms of each field: a pasted page is cut down to its
// first words.
const maxTerms = 120

// ask cuts a question. Legal are words of the law for everyday ones in it: they
// are looked up as well, but the vector is that of the question as it was asked.
func ask(words *gseanalysis.Segmenter, read question.Question, legal string, m *embedding.Model) *lookup {
	text := lookedUp(read)
	all := text + "\n" + legal
	q := &lookup{
		read:   read,
		vector: embedding.NewQueryVector(m.Encode(embedding.Piece{Text: text, Weight: 1})),
		words:  distinct(words.Words(all)), grams: distinct(gseanalysis.Bigrams(all)), chars: distinct(gseanalysis.Units(all)),
	}
	for _, g := range q.grams {
		q.strengths = append(q.strengths, m.NgramWeight(g))
	}
	return q
}

// lookedUp are the words of a question that are looked up: its subject, and what facts ask
// without saying it.
func lookedUp(q question.Question) string {
	if q.Implied == "" {
		return q.Subject
	}
	return q.Subject + "，" + q.Implied
}

func distinct(tokens []gseanalysis.Token) []string {
	seen := map[string]bool{}
	var list []string
	for _, t := range tokens {
		if !seen[t.Term] && len(list) < maxTerms {
			seen[t.Term] = true
			list = append(list, t.Term)
		}
	}
	return list
}

// scores are the scores of all documents for a question, by field.
type scores struct {
	words, grams, chars, title, citing, close, strong []float32
	lexical                                           []float32 // the blend that chooses candidates
	// the highest scores that a document could have: the sums of the terms' idf
	maxWords, maxGrams float32
}

func (c *Collection) newScores() *scores {
	n := c.Len()
	s := &scores{}
	for _, f := range s.all() {
		*f = make([]float32, n)
	}
	return s
}

func (s *scores) all() []*[]float32 {
	return []*[]float32{&s.words, &s.grams, &s.chars, &s.title, &s.citing, &s.close, &s.strong, &s.lexical}
}

// The weights of the blend of lexical scores, chosen on the training questions.
const (
	blendGrams  = 0.5
	blendChars  = 0.25
	blendTitle  = 0.4
	blendCiting = 0.25
)

// score fills s for a question.
func (c *Collection) score(q *lookup, s *scores) {
	for _, f := range s.all() {
		clear(*f)
	}
	s.maxWords, s.maxGrams = 0, 0
	var wg sync.WaitGroup
	half := c.Len() / 2
	wg.Go(func() { c.vectors.ClosenessOfAll(q.vector, 0, s.close[:half]) })
	wg.Go(func() { c.vectors.ClosenessOfAll(q.vector, half, s.close[half:]) })
	field := func(f postings.Field, terms []string, into []float32) (most float32) {
		for _, t := range terms {
			if n := c.post.Score(f, t, 1, into); n > 0 {
				most += float32(c.post.IDF(n))
			}
		}
		return most
	}
	wg.Go(func() {
		s.maxWords = field(fieldWords, q.words, s.words)
		field(fieldChars, q.chars, s.chars)
		field(fieldTitle, q.grams, s.title)
	})
	wg.Go(func() {
		s.maxGrams = field(fieldGrams, q.grams, s.grams)
		field(fieldCiting, q.grams, s.citing)
		for i, g := range q.grams {
			if n := c.post.Count(fieldGrams, g); n > 0 && q.strengths[i] > 0 {
				c.post.Score(fieldGrams, g, q.strengths[i]/float32(c.post.IDF(n)), s.strong)
			}
		}
	})
	wg.Wait()
	for i := range s.lexical {
		s.lexical[i] = s.words[i] + blendGrams*s.grams[i] + blendChars*s.chars[i] + blendTitle*s.title[i] + blendCiting*s.citing[i]
	}
}
