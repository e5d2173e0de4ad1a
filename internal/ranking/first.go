package ranking

import (
	"context"
	"fmt"

	"github.com/fatiao/fatiao/internal/forest"
	"github.com/fatiao/fatiao/internal/question"
)

// firstNames names what the first forest knows of a candidate: the features of those names in
// featureNames that are at hand, or one comparison away, for a few thousand of them.
var firstNames = []string{
	"words", "grams", "chars", "title", "citing", "close", "lexical", "strong",
	"grams/best", "lexical/best", "close-best", "strong/best", "grams covered", "rank close", "rank lexical",
	"title close", "beside close", "level", "code", "cited", "applied", "length", "question length",
	"facts", "branch met", "start", "crime",
}

// firstFeatures are the features of candidates in the order of firstNames.
func (c *Collection) firstFeatures(q *lookup, s *scores, list []candidate) [][]float32 {
	f := &featureMaker{c: c, s: s, q: q}
	for _, k := range list {
		f.bestGrams = max(f.bestGrams, s.grams[k.doc])
		f.bestClose = max(f.bestClose, s.close[k.doc])
		f.bestLexical = max(f.bestLexical, s.lexical[k.doc])
		f.bestStrong = max(f.bestStrong, s.strong[k.doc])
	}
	t := c.table
	length, facts := logOf(float64(len(q.chars.list))), boolean(q.read.Facts)
	features := make([][]float32, len(list))
	values := make([]float32, 0, len(list)*len(firstNames))
	for i, k := range list {
		d := k.doc
		var beside float32
		for o := range t.beside(d) {
			beside = max(beside, s.close[o])
		}
		from := len(values)
		values = append(values,
			s.words[d], s.grams[d], s.chars[d], s.title[d], s.citing[d], s.close[d], s.lexical[d], s.strong[d],
			ratio(s.grams[d], f.bestGrams), ratio(s.lexical[d], f.bestLexical), s.close[d]-f.bestClose, ratio(s.strong[d], f.bestStrong),
			ratio(s.grams[d], s.maxGrams), rankOf(int(k.rankClose)), rankOf(int(k.rankLexical)),
			c.titles.Closeness(q.vector, int(t.titles[d])), beside,
			float32(t.levels[d]), boolean(c.versionSizes[t.versions[d]] > codeSize), c.logs.cited[d], c.logs.applied[d], c.logs.length[d],
			length, facts, f.branchMet(d), boolean(question.Asked(t.has[d])&question.AsksStart != 0),
			boolean(t.has[d]&punishes != 0))
		features[i] = values[from:len(values):len(values)]
	}
	return features
}

// The first forest is small, since it sees thousands of candidates and only has to keep the
// right ones among some hundred. It learns from one of firstStep questions.
const (
	firstTrees  = 60
	firstLeaves = 12
	firstStep   = 2
)

// learnFirst learns the first forest from some examples.
func (t *Trainer) learnFirst(ctx context.Context, c *Collection, examples []Example, ask func(Example) *lookup,
	which func(Example) bool) (*forest.Forest, error) {
	var questions []forest.Query
	s := c.newScores()
	none := c.vote(s, t.allowed, nil)
	n := 0
	for _, e := range examples {
		if !which(e) {
			continue
		}
		if n++; n%firstStep != 0 {
			continue
		}
		q := ask(e)
		c.score(q, s)
		list := c.gather(q, s, byCloseness, none, t.allowed)
		if l, ok := firstLesson(list, c.firstFeatures(q, s, list), e.Wanted); ok {
			questions = append(questions, l)
		}
	}
	set := t.set.Trees
	set.Forests, set.Trees, set.Leaves = 1, firstTrees, firstLeaves
	f, err := forest.Train(ctx, questions, set)
	if err != nil {
		return nil, fmt.Errorf("training the first trees: %w", err)
	}
	t.set.Log("first trees: %d questions", len(questions))
	return f, nil
}
