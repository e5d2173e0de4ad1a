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
	words, grams, chars lookedFor
	vector              embedding.QueryVector
	strengths           []float32 // of grams
}

// lookedFor are what is looked up in a field: first those of the question, then those of the words
// of the law for everyday ones in it.
type lookedFor struct {
	list []string
	own  int // of the question
}

// maxTerms bounds the terms of each field: a pasted page is cut down to its
// first words.
const maxTerms = 120

// ask cuts a question. Legal are words of the law for everyday ones in it, which are looked up
// as well.
func ask(words *gseanalysis.Segmenter, read question.Question, legal string, m *embedding.Model) *lookup {
	text := lookedUp(read)
	q := &lookup{
		read: read,
		vector: embedding.NewQueryVector(m.Encode(embedding.Piece{Text: text, Weight: 1},
			embedding.Piece{Text: legal, Weight: besideCloseness})),
		words: distinct(words.Words(text), words.Words(legal)), grams: distinct(gseanalysis.Bigrams(text), gseanalysis.Bigrams(legal)),
		chars: distinct(gseanalysis.Units(text), gseanalysis.Units(legal)),
	}
	for _, g := range q.grams.list {
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

// distinct are the terms of a question and of what is looked up beside it, each once.
func distinct(own, beside []gseanalysis.Token) (d lookedFor) {
	seen := map[string]bool{}
	add := func(tokens []gseanalysis.Token) {
		for _, t := range tokens {
			if !seen[t.Term] && len(d.list) < maxTerms {
				seen[t.Term] = true
				d.list = append(d.list, t.Term)
			}
		}
	}
	add(own)
	d.own = len(d.list)
	add(beside)
	return d
}

// How much the words of the law count that stand for everyday ones: of the vector of a question
// beside its own words, and at most of the scores of all its words. A general word (坐牢, which is
// 有期徒刑) must not outweigh what the question is about.
const (
	besideCloseness = 0.05
	besideShare     = 0.7
)

// scores are the scores of documents for a question, by field. Those of documents that are not
// scored are of no meaning.
type scores struct {
	words, grams, chars, title, citing, close, strong []float32
	lexical                                           []float32 // the blend that chooses candidates
	// the highest scores that a document could have: the sums of the terms' idf
	maxWords, maxGrams float32
	place              []int32 // where a document stands in a list that is being gathered, 0 for nowhere
	some               *subset // that alone is scored; nil: all documents
}

func (c *Collection) newScores() *scores {
	n := c.Len()
	s := &scores{place: make([]int32, n)}
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
	some := s.some
	s.maxWords, s.maxGrams = 0, 0
	var among postings.Set
	if some == nil {
		for _, f := range s.all() {
			clear(*f)
		}
	} else {
		among = some.set
		for _, f := range s.all() {
			for _, d := range some.docs {
				(*f)[d] = 0
			}
		}
	}
	var wg sync.WaitGroup
	c.closeness(q, s, &wg)
	wg.Go(func() {
		s.maxWords = c.scoreField(among, fieldWords, q.words, s.words)
		c.scoreField(among, fieldChars, q.chars, s.chars)
		c.scoreField(among, fieldTitle, q.grams, s.title)
	})
	wg.Go(func() {
		s.maxGrams = c.scoreGrams(among, q, s)
		c.scoreField(among, fieldCiting, q.grams, s.citing)
	})
	wg.Wait()
	lexical := func(i int) {
		s.lexical[i] = s.words[i] + blendGrams*s.grams[i] + blendChars*s.chars[i] + blendTitle*s.title[i] + blendCiting*s.citing[i]
	}
	if some != nil {
		for _, d := range some.docs {
			lexical(int(d))
		}
		return
	}
	for i := range s.lexical {
		lexical(i)
	}
}

// closeness starts to compare the question with the texts.
func (c *Collection) closeness(q *lookup, s *scores, wg *sync.WaitGroup) {
	if some := s.some; some != nil {
		wg.Go(func() {
			for _, d := range some.docs {
				s.close[d] = c.vectors.Closeness(q.vector, int(c.table.rows[d]))
			}
		})
		return
	}
	half := int32(c.Len() / 2)
	for _, part := range [...][2]int32{{0, half}, {half, int32(c.Len())}} {
		wg.Go(func() {
			for _, r := range c.runs {
				if from, to := max(r.doc, part[0]), min(r.doc+r.n, part[1]); from < to {
					c.vectors.ClosenessOfAll(q.vector, int(r.row+from-r.doc), s.close[from:to])
				}
			}
		})
	}
}

// scoreField adds the scores of terms in a field, and returns the highest that a document could
// have.
func (c *Collection) scoreField(among postings.Set, f postings.Field, terms lookedFor, into []float32) (most float32) {
	for i, weight := range weights(c.post, f, terms) {
		if n := c.post.ScoreAmong(among, f, terms.list[i], postings.Weighted{Weight: weight, Scores: into}); n > 0 {
			most += weight * float32(c.post.IDF(n))
		}
	}
	return most
}

// scoreGrams scores the pairs of characters of the texts, those of the question also by what the
// embedding learned of them.
func (c *Collection) scoreGrams(among postings.Set, q *lookup, s *scores) (most float32) {
	for i, weight := range weights(c.post, fieldGrams, q.grams) {
		term := q.grams.list[i]
		into := []postings.Weighted{{Weight: weight, Scores: s.grams}}
		n := c.post.Count(fieldGrams, term)
		if n == 0 {
			continue
		}
		idf := float32(c.post.IDF(n))
		if i < q.grams.own && q.strengths[i] > 0 {
			into = append(into, postings.Weighted{Weight: q.strengths[i] / idf, Scores: s.strong})
		}
		c.post.ScoreAmong(among, fieldGrams, term, into...)
		most += weight * idf
	}
	return most
}

// counts say how many documents have a term.
type counts interface {
	Count(f postings.Field, term string) int
	// IDF is the inverse document frequency of a term that n documents have.
	IDF(n int) float64
}

// weights are how much each term counts: one for those of the question, and for the words of the
// law beside it so much that all of them together have a share of what the question has.
func weights(c counts, f postings.Field, terms lookedFor) []float32 {
	weights := make([]float32, len(terms.list))
	var own, beside float64
	for i, t := range terms.list {
		weights[i] = 1
		if n := c.Count(f, t); n == 0 {
			continue
		} else if i < terms.own {
			own += c.IDF(n)
		} else {
			beside += c.IDF(n)
		}
	}
	if beside > besideShare*own {
		for i := terms.own; i < len(weights); i++ {
			weights[i] = float32(besideShare * own / beside)
		}
	}
	return weights
}
