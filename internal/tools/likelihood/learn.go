package main

import (
	"errors"
	"fmt"
	"math"

	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/relevance"
)

// lesson is something of which it is known whether it holds, with its signs.
type lesson struct {
	text   string
	signs  []float64
	holds  bool
	weight float64
	grade  relevance.Grade
	place  int
	fold   int
	held   bool // never learned from
}

// ridge keeps weights of signs small that few lessons have.
const ridge = 0.1

// learn fits a logistic regression by Newton's method.
func learn(lessons []lesson) ([]float64, error) {
	if len(lessons) == 0 {
		return nil, errors.New("there is nothing to learn from")
	}
	n := len(lessons[0].signs)
	w := make([]float64, n)
	for range 30 {
		h := make([][]float64, n) // of the likelihood, with the gradient as last column
		for i := range h {
			h[i] = make([]float64, n+1)
			h[i][i], h[i][n] = ridge, -ridge*w[i]
		}
		for _, l := range lessons {
			if l.held {
				continue
			}
			p := ranking.Logistic(w, l.signs)
			want := 0.0
			if l.holds {
				want = 1
			}
			for i, x := range l.signs {
				h[i][n] += l.weight * (want - p) * x
				for j, y := range l.signs {
					h[i][j] += l.weight * p * (1 - p) * x * y
				}
			}
		}
		step := solve(h)
		moved := 0.0
		for i, d := range step {
			w[i] += d
			moved = max(moved, math.Abs(d))
		}
		if moved < 1e-7 {
			break
		}
	}
	return w, nil
}

// solve solves linear equations, whose right sides are the last column, by elimination.
func solve(m [][]float64) []float64 {
	n := len(m)
	for i := range n {
		best := i
		for k := i; k < n; k++ {
			if math.Abs(m[k][i]) > math.Abs(m[best][i]) {
				best = k
			}
		}
		m[i], m[best] = m[best], m[i]
		for k := range n {
			if k == i {
				continue
			}
			q := m[k][i] / m[i][i]
			for j := i; j <= n; j++ {
				m[k][j] -= q * m[i][j]
			}
		}
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = m[i][n] / m[i][i]
	}
	return x
}

// crossed gives each lesson the probability by weights that were learned from the other folds.
func crossed(lessons []lesson) ([]float64, error) {
	p := make([]float64, len(lessons))
	for fold := range folds {
		var others []lesson
		for _, l := range lessons {
			if l.fold != fold {
				others = append(others, l)
			}
		}
		w, err := learn(others)
		if err != nil {
			return nil, err
		}
		for i, l := range lessons {
			if l.fold == fold {
				p[i] = ranking.Logistic(w, l.signs)
			}
		}
	}
	return p, nil
}

// firstThirty are the places among which hardly anything that decides may be lost.
const firstThirty = 30

// reportProvisions prints what a cut keeps, by fold.
func reportProvisions(lessons []lesson) error {
	p, err := crossed(lessons)
	if err != nil {
		return err
	}
	for fold := range folds + 1 {
		var kept, right, answers, decide, decideKept int
		for i, l := range lessons {
			if fold < folds && l.fold != fold {
				continue
			}
			keeps := p[i] >= leastProvision
			if keeps {
				kept++
			}
			if l.holds {
				answers++
			}
			if keeps && l.holds {
				right++
			}
			if l.grade == relevance.Decides && l.place <= firstThirty {
				decide++
				if keeps {
					decideKept++
				}
			}
		}
		name := fmt.Sprintf("fold %d", fold+1)
		if fold == folds {
			name = "all"
		}
		fmt.Printf("provisions, %s: precision %.3f recall %.3f of %d judged; %d of %d that decide among the first %d kept\n",
			name, float64(right)/float64(max(1, kept)), float64(right)/float64(max(1, answers)), count(lessons, fold),
			decideKept, decide, firstThirty)
	}
	return nil
}

// count is how many lessons a fold has, all behind the last fold.
func count(lessons []lesson, fold int) (n int) {
	for _, l := range lessons {
		if fold == folds || l.fold == fold {
			n++
		}
	}
	return n
}

// reportQuestions prints how many questions are taken for answered, and those that are taken for
// what they are not.
func reportQuestions(lessons []lesson) error {
	p, err := crossed(lessons)
	if err != nil {
		return err
	}
	var real, lost, heldReal, heldLost, nothing, told, held, heldTold int
	for i, l := range lessons {
		answered := p[i] >= leastQuestion
		if l.holds && !answered {
			fmt.Printf("taken for unanswered %.3f: %s\n", p[i], l.text)
		}
		switch {
		case l.holds && l.held:
			heldReal++
			if !answered {
				heldLost++
			}
		case l.holds:
			real++
			if !answered {
				lost++
			}
		case l.held:
			held++
			if !answered {
				heldTold++
			}
		default:
			nothing++
			if !answered {
				told++
			}
		}
		if !l.holds && answered {
			fmt.Printf("taken for answered %.3f: %s\n", p[i], l.text)
		}
	}
	fmt.Printf("questions: %d of %d that have an answer are lost, and %d of %d never learned from; "+
		"of those without one %d of %d are told, and %d of %d never learned from\n",
		lost, real, heldLost, heldReal, told, nothing, heldTold, held)
	return nil
}
