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
	var r Measurement
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
		if m.Plain, m.Consulted, err = t.forests(ctx, others); err != nil {
			return nil, err
		}
		for _, l := range list {
			if l.example.Fold == fold {
				r.Crossed = append(r.Crossed, m.answer(l))
			}
		}
		t.set.Log("fold %d of %d answered", fold+1, len(folds))
	}
	m, err := t.train(ctx, examples, list)
	if err != nil {
		return nil, err
	}
	held := func(e Example) bool { return e.Fold < 0 }
	for _, l := range t.answers(m.Embedding, examples, held, held) {
		r.Held = append(r.Held, m.answer(l))
	}
	return &r, nil
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
