package ranking

import (
	"context"

	"github.com/fatiao/fatiao/internal/forest"
)

// Answer is what a model that had not seen a question ranked for it.
type Answer struct {
	Example   int // place in the list of examples
	Plain     []int
	Consulted []int
}

// Measurement are the answers to questions that were not learned from.
type Measurement struct {
	Crossed []Answer // each fold by a model that learned from the others
	Held    []Answer // the examples with a negative fold, by a model that learned from all others
}

// Measure answers every example with a model that has not seen it.
func (t *Trainer) Measure(ctx context.Context, examples []Example) (*Measurement, error) {
	list, err := t.answersByFold(ctx, examples)
	if err != nil {
		return nil, err
	}
	crossed, err := t.crossed(ctx, list)
	if err != nil {
		return nil, err
	}
	held, err := t.held(ctx, examples, list)
	if err != nil {
		return nil, err
	}
	return &Measurement{Crossed: crossed, Held: held}, nil
}

// MeasureHeld answers only the examples with a negative fold, by a model that is learned
// in one go: the embedding from fold 0, the trees from what that finds for fold 1. It is
// worse than a model that learns from all folds, and made in a fraction of the time.
func (t *Trainer) MeasureHeld(ctx context.Context, examples []Example) ([]Answer, error) {
	known := func(e Example) bool { return e.Fold == 0 }
	embedding, err := t.embed(ctx, examples, known)
	if err != nil {
		return nil, err
	}
	list, err := t.answers(ctx, embedding, examples, func(e Example) bool { return e.Fold != 0 },
		func(e Example) bool { return !known(e) })
	if err != nil {
		return nil, err
	}
	t.set.Log("%d questions looked up", len(list))
	var lessons, held []answered
	for _, l := range list {
		if l.example.Fold < 0 {
			held = append(held, l)
		} else {
			lessons = append(lessons, l)
		}
	}
	var m Model
	if m.Plain, m.Consulted, err = t.forests(ctx, lessons); err != nil {
		return nil, err
	}
	return m.answerAll(held), nil
}

// crossed answers the examples of each fold by trees that learned from the other folds.
func (t *Trainer) crossed(ctx context.Context, list []answered) ([]Answer, error) {
	var answers []Answer
	folds := map[int]bool{}
	for _, l := range list {
		folds[l.example.Fold] = true
	}
	for fold := range len(folds) {
		var others []answered
		for _, l := range list {
			if l.example.Fold != fold {
				others = append(others, l)
			}
		}
		var m Model
		var err error
		if m.Plain, m.Consulted, err = t.forests(ctx, others); err != nil {
			return nil, err
		}
		for _, l := range list {
			if l.example.Fold == fold {
				answers = append(answers, m.answer(l))
			}
		}
		t.set.Log("fold %d of %d answered", fold+1, len(folds))
	}
	return answers, nil
}

// held answers the examples with a negative fold by a model that learned from all others.
func (t *Trainer) held(ctx context.Context, examples []Example, list []answered) ([]Answer, error) {
	m, err := t.train(ctx, examples, list)
	if err != nil {
		return nil, err
	}
	held := func(e Example) bool { return e.Fold < 0 }
	answers, err := t.answers(ctx, m.Embedding, examples, held, held)
	return m.answerAll(answers), err
}

func (m *Model) answerAll(list []answered) []Answer {
	answers := make([]Answer, len(list))
	for i, l := range list {
		answers[i] = m.answer(l)
	}
	return answers
}

func (m *Model) answer(l answered) Answer {
	by := func(f *forest.Forest) func(candidate) float64 {
		return func(c candidate) float64 { return f.Score(c.features) }
	}
	return Answer{l.number, docsOf(inOrder(l.plain, by(m.Plain))), docsOf(inOrder(l.consulted, by(m.Consulted)))}
}

func docsOf(list []scored) []int {
	docs := make([]int, len(list))
	for i, c := range list {
		docs[i] = int(c.doc)
	}
	return docs
}
