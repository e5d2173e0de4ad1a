package ranking

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/forest"
	"github.com/fatiao/fatiao/internal/postings"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Example is a question with the documents that answer it, to learn from.
type Example struct {
	Text   string
	Wanted []int // documents
	// Self is the consultation that asks the same, -1 where there is none: it is
	// hidden while its question is answered.
	Self int
	// Fold is the part of the examples that this one is in: what is learned about
	// the questions of a fold comes from the other folds. An example with a
	// negative fold is not learned from.
	Fold int
	// TreesOnly says that the embedding does not learn from it.
	TreesOnly bool
}

// Settings say how a model is trained.
type Settings struct {
	Embedding embedding.Settings
	Passes    int     // through all pairs of texts
	Rate      float32 // of learning of the embedding
	// How often a pair of texts is used in each pass.
	AnswerPairs, LikePairs, CitePairs int
	Trees                             forest.Settings
	// Log, where set, hears what is being done.
	Log func(format string, args ...any)
}

// DefaultSettings returns the settings of the shipped model. They were chosen by
// cross-validation; docs/ranking.md has the figures.
func DefaultSettings() Settings {
	return Settings{Embedding: embedding.Defaults(), Passes: 3, Rate: 0.03, AnswerPairs: 8, LikePairs: 4, CitePairs: 3,
		Trees: forest.Defaults()}
}

// Trainer learns from the documents of a collection and from questions.
type Trainer struct {
	b       *Builder
	c       *Collection
	set     Settings
	allowed func(doc int) bool
	texts   [][]embedding.Piece
	pairs   []embedding.Pair // of the corpus itself
	first   *forest.Forest   // learned from the first fold
}

// NewTrainer prepares the documents. inForce says of which texts of laws, by the keys of
// versions, the articles may be answers.
func NewTrainer(b *Builder, inForce func(version searchdoc.Key) bool, set Settings) (*Trainer, error) {
	if err := b.finish(); err != nil {
		return nil, err
	}
	var file bytes.Buffer
	if err := b.piece.post.Write(&file); err != nil {
		return nil, err
	}
	post, err := postings.Parse(file.Bytes(), params)
	if err != nil {
		return nil, err
	}
	if set.Log == nil {
		set.Log = func(string, ...any) {}
	}
	t := &Trainer{b: b, c: newCollection(&b.table, post, nil), set: set}
	allowed := make([]bool, len(b.numbers.versions)+1)
	for key, number := range b.numbers.versions {
		allowed[number] = inForce(key)
	}
	t.allowed = func(d int) bool {
		return searchdoc.Kind(b.table.kinds[d]) == searchdoc.Article && allowed[b.table.versions[d]]
	}
	t.readCorpus()
	return t, b.err()
}

// readCorpus makes the pairs that the corpus itself gives: a sentence and its
// article, an article and one that it cites.
func (t *Trainer) readCorpus() {
	for i := range t.c.Len() {
		if t.allowed(i) {
			t.texts = append(t.texts, pieces(t.b.read(i)))
		} else {
			t.texts = append(t.texts, nil)
		}
	}
	for i := range t.c.Len() {
		if !t.allowed(i) {
			continue
		}
		for _, s := range sentences(t.b.read(i).Text) {
			t.pairs = append(t.pairs, embedding.Pair{A: int32(len(t.texts)), B: int32(i)})
			t.texts = append(t.texts, []embedding.Piece{{Text: s, Weight: 1}})
		}
		for _, to := range t.b.table.edgesOf(i) {
			if t.allowed(int(to)) {
				t.pairs = append(t.pairs, slices.Repeat([]embedding.Pair{{A: int32(i), B: to}}, t.set.CitePairs)...)
			}
		}
	}
}

// embed trains an embedding on the corpus and on some of the examples: a
// question and what answers it, two questions that one provision answers.
func (t *Trainer) embed(ctx context.Context, examples []Example, use func(Example) bool) (*embedding.Model, error) {
	texts := append([][]embedding.Piece(nil), t.texts...)
	pairs := append([]embedding.Pair(nil), t.pairs...)
	answered := map[int][]int32{} // questions, by what answers them
	for _, e := range examples {
		if e.TreesOnly || !use(e) {
			continue
		}
		at := int32(len(texts))
		texts = append(texts, []embedding.Piece{{Text: lookedUp(question.Read(e.Text)), Weight: 1}})
		for _, w := range e.Wanted {
			pairs = append(pairs, slices.Repeat([]embedding.Pair{{A: at, B: int32(w)}}, t.set.AnswerPairs)...)
			for _, like := range answered[w] {
				pairs = append(pairs, slices.Repeat([]embedding.Pair{{A: at, B: like}}, t.set.LikePairs)...)
			}
			answered[w] = append(answered[w], at)
		}
	}
	trainer := embedding.NewTrainer(t.set.Embedding, texts)
	for pass := range t.set.Passes {
		loss, err := trainer.Train(ctx, pairs, t.set.Rate)
		if err != nil {
			return nil, fmt.Errorf("training the embedding: %w", err)
		}
		t.set.Log("embedding: pass %d of %d over %d pairs, loss %.3f", pass+1, t.set.Passes, len(pairs), loss)
	}
	return trainer.Model(), nil
}

// answered are the candidates of an example, with and without consultations.
type answered struct {
	example          Example
	number           int // of the example
	plain, consulted []candidate
}

// answers answers some examples as they would be if the questions that hidden names
// had never been asked. The first forest is learned from the first examples that are answered.
func (t *Trainer) answers(ctx context.Context, m *embedding.Model, examples []Example, which, hidden func(Example) bool) (
	[]answered, error) {
	c := *t.c
	vectors := t.b.encode(m, t.b.piece)
	c.vectors, c.sentences, c.titles = vectors.docs, vectors.sentences, vectors.titles
	look := func(e Example) *lookup { return ask(t.b.words, question.Read(e.Text), "", m) }
	if t.first == nil {
		var err error
		if t.first, err = t.learnFirst(ctx, &c, examples, look, func(e Example) bool { return which(e) && e.Fold >= 0 }); err != nil {
			return nil, err
		}
	}
	unknown := map[int]bool{}
	for _, e := range examples {
		if hidden(e) {
			unknown[e.Self] = true
		}
	}
	var list []answered
	s := c.newScores()
	for i, e := range examples {
		if !which(e) {
			continue
		}
		q := look(e)
		c.score(q, s)
		ways := gatheringWays{byCloseness, t.first}
		list = append(list, answered{e, i, c.candidates(q, s, ways, t.allowed, nil),
			c.candidates(q, s, ways, t.allowed, func(d int) bool { return !unknown[d] })})
	}
	return list, ctx.Err()
}

// forests learns the trees, without and with consultations.
func (t *Trainer) forests(ctx context.Context, list []answered) (plain, consulted *forest.Forest, err error) {
	train := func(of func(answered) []candidate) (*forest.Forest, error) {
		var questions []forest.Query
		for _, l := range list {
			if q, ok := lesson(of(l), l.example.Wanted); ok {
				questions = append(questions, q)
			}
		}
		f, err := forest.Train(ctx, questions, t.set.Trees)
		if err != nil {
			return nil, fmt.Errorf("training the trees: %w", err)
		}
		return f, nil
	}
	if plain, err = train(func(l answered) []candidate { return l.plain }); err != nil {
		return nil, nil, err
	}
	consulted, err = train(func(l answered) []candidate { return l.consulted })
	return plain, consulted, err
}

// lesson is what the trees learn of a question: the wanted candidates, those
// near the top, and a fifth of the others. There is none where no candidate is
// wanted.
func lesson(list []candidate, wanted []int) (q forest.Query, ok bool) {
	for i, c := range list {
		want := slices.Contains(wanted, int(c.doc))
		if want || i < nearFirst || c.features[featureRankClose] < nearTop || c.features[featureRankLexical] < nearTop || i%5 == 0 {
			q.Features = append(q.Features, c.features)
			q.Wanted = append(q.Wanted, want)
			ok = ok || want
		}
	}
	return q, ok
}

// nearTop is the value of a feature of rank for rank 48; nearFirst are as many of the best by the
// first forest.
const (
	nearTop   = 3.9
	nearFirst = 64
)

// firstLesson is what the first trees learn of a question: the wanted candidates, those near
// the top, and a twentieth of the others.
func firstLesson(list []candidate, features [][]float32, wanted []int) (q forest.Query, ok bool) {
	for i, c := range list {
		want := slices.Contains(wanted, int(c.doc))
		if want || c.rankClose > 0 && c.rankClose <= 48 || c.rankLexical > 0 && c.rankLexical <= 48 || i%20 == 0 {
			q.Features = append(q.Features, features[i])
			q.Wanted = append(q.Wanted, want)
			ok = ok || want
		}
	}
	return q, ok
}

// lessonFolds is how many folds the trees learn from: each costs an embedding of its own.
const lessonFolds = 2

// Train learns a model from the examples whose fold is not negative. Features
// of a question come from an embedding and from consultations that do not know
// its fold; the embedding of the result knows all.
func (t *Trainer) Train(ctx context.Context, examples []Example) (*Model, error) {
	list, err := t.answersByFold(ctx, examples)
	if err != nil {
		return nil, err
	}
	return t.train(ctx, examples, list)
}

func (t *Trainer) train(ctx context.Context, examples []Example, list []answered) (*Model, error) {
	m := Model{First: t.first}
	var err error
	if m.Plain, m.Consulted, err = t.forests(ctx, list); err != nil {
		return nil, err
	}
	m.Embedding, err = t.embed(ctx, examples, func(e Example) bool { return e.Fold >= 0 })
	return &m, err
}

// answersByFold answers the examples of the folds that trees learn from, each by an embedding that
// does not know it.
func (t *Trainer) answersByFold(ctx context.Context, examples []Example) ([]answered, error) {
	folds := 0
	for _, e := range examples {
		folds = max(folds, e.Fold+1)
	}
	folds = min(folds, lessonFolds)
	var list []answered
	for fold := range folds {
		known := func(e Example) bool { return e.Fold >= 0 && e.Fold != fold }
		m, err := t.embed(ctx, examples, known)
		if err != nil {
			return nil, err
		}
		part, err := t.answers(ctx, m, examples, func(e Example) bool { return e.Fold == fold }, func(e Example) bool { return !known(e) })
		if err != nil {
			return nil, err
		}
		t.set.Log("fold %d of %d: %d questions looked up", fold+1, folds, len(part))
		list = append(list, part...)
	}
	return list, nil
}
