package ranking

import (
	"bytes"
	"math"
	"strings"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/postings"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Elsewhere asks for documents that are no provisions and that another engine holds. That
// engine has their terms and vectors as this program makes them, and finds those that have the
// most of a question; their order is made here, as [Ranker.Weigh] makes it.
type Elsewhere struct {
	model *Model
	words *gseanalysis.Segmenter
}

// NewElsewhere makes one of the model and the words that the documents were cut by.
func NewElsewhere(m *Model, words *gseanalysis.Segmenter) *Elsewhere { return &Elsewhere{m, words} }

// Version is what documents are marked with that were cut and compared likewise.
func (e *Elsewhere) Version() string { return e.model.Version() }

// TermField is a field of terms.
type TermField int

// The fields of terms. No provision cites what is no provision.
const (
	TermWords TermField = iota // words of the text
	TermGrams                  // pairs of characters of the text
	TermChars                  // characters of the text
	TermTitle                  // pairs of characters of the title
	TermFields
)

// Params are k1 and b of the BM25 of a field.
func (f TermField) Params() (k1, b float64) { return params[f].K1, params[f].B }

// Share is how much the score of a field counts in the lexical score, the sum of all.
func (f TermField) Share() float64 {
	return [TermFields]float64{1, blendGrams, blendChars, blendTitle}[f]
}

// Terms are the terms of a document by their fields, in the order of the text. None has white
// space in it.
func (e *Elsewhere) Terms(d *searchdoc.Document) (list [TermFields][]string) {
	text, title := d.RankedText(), d.Title+" "+d.Path()
	for f, tokens := range [TermFields][]gseanalysis.Token{e.words.Words(text), gseanalysis.Bigrams(text), gseanalysis.Units(text),
		gseanalysis.Bigrams(title)} {
		list[f] = make([]string, len(tokens))
		for i, t := range tokens {
			list[f][i] = unspaced(t.Term)
		}
	}
	return list
}

func unspaced(term string) string { return strings.Join(strings.Fields(term), "_") }

// Vector is the vector of a document, as [Candidate] has it.
func (e *Elsewhere) Vector(d *searchdoc.Document) []byte {
	var b bytes.Buffer
	vs := e.model.Embedding.EncodeAll(1, func(int) []embedding.Piece { return pieces(d) }, nil)
	_ = vs.Write(&b) // memory takes everything
	return b.Bytes()
}

// Folded is the text of a document in which [Asking.Order] looks for passages.
func Folded(d *searchdoc.Document) string {
	return gseanalysis.Fold(d.Text) + "\x00" + gseanalysis.Fold(d.Title+" "+d.Path())
}

// Asking is a question that is asked elsewhere.
type Asking struct {
	lookup *lookup
	docs   int
	counts [TermFields]map[string]int
}

// Ask cuts a question. Legal are words of the law for everyday ones in it.
func (e *Elsewhere) Ask(asked question.Question, legal string) *Asking {
	return &Asking{lookup: ask(e.words, asked, legal, e.model.Embedding)}
}

func (a *Asking) of(f TermField) lookedFor {
	return [TermFields]lookedFor{a.lookup.words, a.lookup.grams, a.lookup.chars, a.lookup.grams}[f]
}

// Terms are what is looked up in a field, each once.
func (a *Asking) Terms(f TermField) []string {
	list := make([]string, 0, len(a.of(f).list))
	for _, t := range a.of(f).list {
		list = append(list, unspaced(t))
	}
	return list
}

// Counted says how many documents there are, and how many have each term of a field. The
// methods below need it.
func (a *Asking) Counted(docs int, counts [TermFields]map[string]int) {
	a.docs, a.counts = docs, counts
}

// Documents is how many documents there are.
func (a *Asking) Documents() int { return a.docs }

// Count implements counts.
func (a *Asking) Count(f postings.Field, term string) int { return a.counts[f][unspaced(term)] }

// IDF implements counts.
func (a *Asking) IDF(n int) float64 { return math.Log(1 + (float64(a.docs-n)+0.5)/(float64(n)+0.5)) }

// Weights are how much the terms of a field count, beside their rarity.
func (a *Asking) Weights(f TermField) []float32 { return weights(a, postings.Field(f), a.of(f)) }

// most is the highest score that a document could have in a field.
func (a *Asking) most(f TermField) (most float32) {
	for i, weight := range a.Weights(f) {
		if n := a.Count(postings.Field(f), a.of(f).list[i]); n > 0 {
			most += weight * float32(a.IDF(n))
		}
	}
	return most
}

// The numbers of candidates: how many are ordered, and of how many of them the texts are looked
// at.
const (
	MaxCandidates = maxOthers
	MaxRead       = maxRead
)

// Candidate is a document that another engine found.
type Candidate struct {
	Words, Grams float64 // its scores in these fields
	Vector       []byte
	Text         string // see [Folded]; of the first MaxRead candidates
}

// Order puts candidates in order, which come with the highest lexical score first. Doc of what
// it returns is the place of a candidate.
func (a *Asking) Order(candidates []Candidate) ([]Ranked, error) {
	p := newPassages(a, a.lookup)
	mostWords, mostGrams := a.most(TermWords), a.most(TermGrams)
	found := make([]other, len(candidates))
	for i, c := range candidates {
		vector, err := embedding.ParseVectors(c.Vector)
		if err != nil {
			return nil, err
		}
		grams, closeness := ratio(float32(c.Grams), mostGrams), vector.Closeness(a.lookup.vector, 0)
		o := other{Ranked: Ranked{Doc: i, Kind: searchdoc.Case,
			Score: longTextWeight * blended(grams, ratio(float32(c.Words), mostWords), closeness),
			Why:   Why{Closeness: float64(closeness), Words: float64(grams)}}}
		if i < maxRead {
			o.passage = p.best([]byte(c.Text[:min(maxPassageText, len(c.Text))]))
			o.Why.Words = max(o.Why.Words, float64(o.passage))
		}
		o.Why.Passage = float64(o.passage)
		found[i] = o
	}
	sortOthers(found)
	return merge(nil, 0, nil, found), nil
}

// Merge puts documents that were found elsewhere among those that were found here, both with the
// best first, as [Ranker.Weigh] puts documents that are no provisions.
func Merge(here, elsewhere []Ranked) []Ranked {
	best := float32(0)
	for _, a := range here[:min(firstPage, len(here))] {
		if a.Kind.IsProvision() {
			best = max(best, float32(a.Why.Passage))
		}
	}
	others := make([]other, len(elsewhere))
	for i, x := range elsewhere {
		others[i] = other{x, float32(x.Why.Passage)}
	}
	return merge(func(a Ranked) float64 { return a.Why.Words + a.Why.Closeness }, best, here, others)
}

// Doubtful reports whether a document that was found elsewhere probably does not answer; answered
// says whether a provision does. See [Ranker.Doubts].
func Doubtful(x Why, answered bool) bool {
	one := []other{{passage: float32(x.Passage)}}
	doubtOthers(one, answered)
	return one[0].Unlikely
}

// Doubts reports whether the ranking can tell what probably does not answer.
func (r *Ranker) Doubts() bool { return r.model.Likelihood != nil && !r.small() }
