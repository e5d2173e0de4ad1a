package main

import (
	"math"
	"math/rand/v2"
)

// model is a logistic regression: what each answer speaks for a name.
type model struct {
	weights []float64
	bias    float64
	known   *model // of the strings by which somebody of a text is called
}

func (m *model) score(x example) float64 {
	s := m.bias
	for _, a := range x.answers {
		s += m.weights[a]
	}
	return s
}

// How a model is learned.
const (
	rounds    = 6
	rate      = 0.15
	shrink    = 1e-6 // of each weight at each use
	leastText = 2    // texts that must give an answer
	longText  = 6    // the same for three characters, in which a name might be
)

// learn makes a model from texts.
func learn(texts [][]example, v *vocabulary) *model {
	used := make([]int32, len(v.answers))
	seen := make([]int32, len(v.answers))
	n := 0
	for i, t := range texts {
		n += len(t)
		for _, x := range t {
			for _, a := range x.answers {
				if seen[a] != int32(i+1) {
					seen[a] = int32(i + 1)
					used[a]++
				}
			}
		}
	}
	all := make([]*example, 0, n)
	for _, t := range texts {
		for i := range t {
			all = append(all, &t[i])
		}
	}
	m := &model{weights: make([]float64, len(v.answers)), bias: -4}
	squares := make([]float64, len(v.answers))
	random := rand.New(rand.NewPCG(1, 2)) // #nosec G404 -- training must give the same model each time
	for range rounds {
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, x := range all {
			want := 0.0
			if x.isName {
				want = 1
			}
			gradient := 1/(1+math.Exp(-m.score(*x))) - want
			if math.Abs(gradient) < 1e-3 {
				continue
			}
			for _, a := range x.answers {
				if used[a] < leastText || v.long[a] && used[a] < longText {
					continue
				}
				g := gradient + shrink*m.weights[a]
				squares[a] += g * g
				m.weights[a] -= rate * g / math.Sqrt(1e-8+squares[a])
			}
		}
	}
	return m
}
