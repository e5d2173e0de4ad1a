// Package ranking orders the documents of a generation by how well they answer a
// question. It has its own postings, vectors and table of documents, since a question needs
// the scores of all documents at once: five of BM25 and the closeness of the meaning.
//
// Building starts with [CreateFiles], reading with [OpenFiles], asking with [NewRanker]
// and [Ranker.Rank]; what a model is learned from, with [NewTrainer].
//
// A question goes this way: lookup.go cuts it and scores every document by each field;
// candidates.go takes the best by words and by closeness, votes.go the answers of past
// consultations that are like it; a first forest keeps some hundred of them by what is at hand
// (first.go); features.go says in 63 numbers what speaks for each of those; the second forest
// puts them in order (rank.go), and documents that are no
// provisions are merged in by a plain blend of scores. Small collections, whose numbers the
// trees have not seen, are ranked by the blend alone.
//
// build.go makes a collection, reuse.go takes from an older one what did not change,
// table.go and keys.go are its columns and keys, files.go its files; collection.go is what
// is read. model.go is what was learned, train.go and measure.go how.
package ranking

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Ranker ranks the documents of a collection. It is safe for concurrent use.
type Ranker struct {
	*Collection
	model *Model
	words *gseanalysis.Segmenter
	free  sync.Pool // of *scores
}

// NewRanker makes a ranker of a collection that was made with the same model.
func NewRanker(c *Collection, m *Model, words *gseanalysis.Segmenter) *Ranker {
	r := &Ranker{Collection: c, model: m, words: words}
	r.free.New = func() any { return c.newScores() }
	return r
}

// Ranked is a document with its score.
type Ranked struct {
	Doc   int // in the collection
	Kind  searchdoc.Kind
	Score float64
	Why   Why
	// Unlikely says that it probably does not answer the question: see likely.go.
	Unlikely bool
}

// Why is what speaks for a document.
type Why struct {
	Closeness float64 // of the meaning of its text, 0 to 1
	Words     float64 // share of the question's words that it has, by their weight
	Title     float64 // closeness of title and headings
	Asked     int     // consultations that it answers
	Cited     int     // provisions that cite it
	Passage   float64 // share of the question that its best passage has; 0 where that was not looked at
}

// Filter says which documents may be ranked.
type Filter struct {
	// Allowed says whether a document may be found; nil means all.
	Allowed func(doc int) bool
	// Only are the only documents that may be found, for which Allowed holds; nil means all.
	Only []int
	// Kinds are the kinds that may be found; none means all.
	Kinds []searchdoc.Kind
	// Near says that provisions may be found that have nothing of the question.
	Near bool
	// Ablation leaves out steps of the ranking of provisions.
	Ablation Ablation
}

// Allows reports whether documents of a kind may be found.
func (f Filter) Allows(kind searchdoc.Kind) bool {
	return len(f.Kinds) == 0 || slices.Contains(f.Kinds, kind)
}

// Rank returns the documents that answer a question, best first: articles and
// clauses as the trees order them, the documents of other kinds where a blend of
// words and closeness puts them among those.
// Legal are words of the law for everyday ones in the question. The context is looked
// at between the stages, none of which takes more than some ten milliseconds.
func (r *Ranker) Rank(ctx context.Context, asked question.Question, legal string, f Filter) ([]Ranked, error) {
	list, _, err := r.Weigh(ctx, asked, legal, f)
	return list, err
}

// Weigh is Rank with the signs by which likelihoods are learned.
func (r *Ranker) Weigh(ctx context.Context, asked question.Question, legal string, f Filter) (list []Ranked, signs Signs, err error) {
	if ctx.Err() != nil {
		return nil, signs, ctx.Err()
	}
	q := ask(r.words, asked, legal, r.model.Embedding)
	s := r.free.Get().(*scores)
	defer r.free.Put(s)
	s.some = r.subsetOf(f.Only)
	r.score(q, s)
	if ctx.Err() != nil {
		return nil, signs, ctx.Err()
	}
	allowed := f.Allowed
	if allowed == nil {
		allowed = func(int) bool { return true }
	}
	var articles []Ranked
	if f.Allows(searchdoc.Article) || f.Allows(searchdoc.Clause) {
		articles = r.articles(q, s, func(d int) bool {
			k := searchdoc.Kind(r.table.kinds[d])
			return k.IsProvision() && f.Allows(k) && allowed(d)
		}, f)
	}
	if ctx.Err() != nil {
		return nil, signs, ctx.Err()
	}
	p := newPassages(r.post, q)
	others := r.others(s, p, func(d int) bool {
		k := searchdoc.Kind(r.table.kinds[d])
		return !k.IsProvision() && f.Allows(k) && allowed(d)
	})
	best := r.bestPassage(p, articles)
	signs = r.signsOf(q, s, articles, best)
	if l := r.model.Likelihood; l != nil && !r.small() {
		doubtOthers(others, l.doubtAnswers(signs, articles))
	}
	return merge(func(a Ranked) float64 { return r.blend(s, int32(a.Doc)) }, best, articles, others), signs, nil
}

// articles ranks provisions by the trees.
func (r *Ranker) articles(q *lookup, s *scores, allowed func(int) bool, filter Filter) []Ranked {
	if !filter.Near && r.small() && !r.knows(q) {
		return nil // what is close is so by chance, and no likelihood tells
	}
	trees := r.model.Plain
	var consulted func(int) bool
	if len(r.askedBy) > 0 {
		trees = r.model.Consulted
		consulted = func(int) bool { return true }
	}
	ways := gatheringWays{closest: byCloseness, first: r.model.First}
	if r.small() || filter.Ablation == FewCandidates {
		ways.closest = byWords
	}
	if a := filter.Ablation; r.small() || a == WordsAlone || a == ClosenessAlone || a == BlendAlone {
		ways.first = nil
	}
	candidates := r.candidates(q, s, ways, allowed, consulted)
	score := func(c candidate) float64 { return r.blend(s, c.doc) + float64(c.features[featureVoteBest]) }
	if !r.small() {
		features := make([][]float32, len(candidates))
		for i, c := range candidates {
			features[i] = c.features
		}
		scores, next := trees.ScoreAll(features), 0
		score = func(candidate) float64 { next++; return scores[next-1] } // called for each in this order
	}
	list := inOrder(candidates, func(c candidate) float64 { return score(c) + r.commencement(q, int(c.doc)) })
	if a := filter.Ablation; a != Whole && a != FewCandidates {
		list = r.order(s, a, candidates)
	}
	found := make([]Ranked, 0, len(list))
	for _, c := range list {
		d := int(c.doc)
		if !filter.Near && c.features[featureVoteBest] == 0 && s.grams[d] == 0 && s.title[d] == 0 && s.close[d] < leastClose {
			continue // it came along with a neighbour and has nothing of the question
		}
		found = append(found, Ranked{Doc: d, Kind: searchdoc.Kind(r.table.kinds[d]), Score: c.score, Why: Why{
			Closeness: float64(s.close[d]), Words: float64(c.features[featureGramsCovered]), Title: float64(c.features[featureTitleClose]),
			Asked: c.asked, Cited: int(r.table.cited[d]),
		}})
	}
	return found
}

// knows reports whether some text has a character of a question, or of what is looked up beside it,
// or some title a pair of them.
func (c *Collection) knows(q *lookup) bool {
	return slices.ContainsFunc(q.chars.list, func(char string) bool { return c.post.Count(fieldChars, char) > 0 }) ||
		slices.ContainsFunc(q.grams.list, func(pair string) bool { return c.post.Count(fieldTitle, pair) > 0 })
}

// commencement is what a commencement clause gains where it is asked from when its law, by
// name, is in force, and loses where nobody asks for such a day: a date in the question makes
// it look like an answer, and the trees have seen too few of them.
func (r *Ranker) commencement(q *lookup, d int) float64 {
	switch {
	case question.Asked(r.table.has[d])&question.AsksStart == 0:
		return 0
	case q.read.Asks&question.AsksStart == 0:
		return -byDay
	case r.named(q, d):
		return byDay
	}
	return 0
}

// commencements are the commencement clauses of the laws whose names a question has, where it
// asks for them. A collection that is learned from has no names of laws.
func (c *Collection) commencements(q *lookup, allowed func(int) bool) (docs []int32) {
	if c.keys == nil || q.read.Asks&question.AsksStart == 0 {
		return nil
	}
	for d, has := range c.table.has {
		if question.Asked(has)&question.AsksStart != 0 && allowed(d) && c.named(q, d) {
			docs = append(docs, int32(d))
		}
	}
	return docs
}

// named reports whether a question has the name of a provision's law.
func (c *Collection) named(q *lookup, d int) bool {
	law, _, _, ok := c.Key(d).Provision()
	return ok && strings.Contains(q.read.Subject, law)
}

// byDay is more than the scores of the best and the worst candidate differ by.
const byDay = 100

// leastClose is the closeness below which texts have nothing to do with each
// other.
const leastClose = 0.15

// minTrained is the number of documents below which the trees are not asked: how rare a
// word is, and how many laws there are to choose from, is not what they learned.
const minTrained = 2000

func (c *Collection) small() bool { return c.Len() < minTrained }

// scored is a candidate with its score.
type scored struct {
	candidate
	score float64
}

// inOrder scores candidates and sorts them, best first; of equal ones, the
// closest.
func inOrder(list []candidate, score func(candidate) float64) []scored {
	found := make([]scored, len(list))
	for i, c := range list {
		found[i] = scored{c, score(c)}
	}
	slices.SortFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.features[featureClose], a.features[featureClose]),
			cmp.Compare(a.doc, b.doc))
	})
	return found
}

// blend is a score that documents of all kinds have: how much of the question
// a document has, and how near its meaning is.
func (r *Ranker) blend(s *scores, d int32) float64 {
	return blended(ratio(s.grams[d], s.maxGrams), ratio(s.words[d], s.maxWords), s.close[d])
}

// blended is the blend of the shares of the pairs and of the words of a question, and of closeness.
func blended(grams, words, closeness float32) float64 {
	return float64(grams+words)/2 + float64(closeness)
}

// Unranked is a document that is shown though it was not ranked.
func (r *Ranker) Unranked(doc int, score float64) Ranked {
	return Ranked{Doc: doc, Kind: searchdoc.Kind(r.table.kinds[doc]), Score: score, Why: Why{Cited: int(r.table.cited[doc])}}
}
