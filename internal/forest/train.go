package forest

import (
	"context"
	"math"
	"math/rand/v2"
	"sort"
)

// Settings are the settings of the training.
type Settings struct {
	Forests   int     // forests whose sum is the result, each from other questions and features
	Trees     int     // of each forest
	Leaves    int     // of a tree
	Rate      float64 // how much of a tree's answer is taken
	MinLeaf   int     // candidates in a leaf
	L2        float64 // what pulls the values of leaves to zero
	Columns   float64 // share of the features that a tree may use
	Questions float64 // share of the questions that a tree learns from
	Seed      uint64
}

// Defaults returns the settings that the shipped model was trained with.
func Defaults() Settings {
	return Settings{Forests: 2, Trees: 100, Leaves: 16, Rate: 0.05, MinLeaf: 40, L2: 10, Columns: 0.3, Questions: 0.7, Seed: 1}
}

// Query is a question with its candidates.
type Query struct {
	Features [][]float32 // of each candidate
	Wanted   []bool
}

// bins is the number of steps that the values of a feature are told apart by.
const bins = 128

type trainer struct {
	set      Settings
	columns  [][]uint8   // of each feature: the bin of each row
	limits   [][]float32 // of each feature: the highest value of each bin
	first    []int       // row of each question's first candidate, and the end
	wanted   []bool
	scores   []float64
	gradient []float64
	hessian  []float64
	gain     []float64 // of a wanted candidate at a rank
	rng      *rand.Rand
}

// Train learns a forest.
func Train(ctx context.Context, questions []Query, set Settings) (*Forest, error) {
	t := newTrainer(questions, set)
	f := &Forest{Features: len(t.columns)}
	for range set.Forests {
		clear(t.scores)
		for range set.Trees {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			t.grow(f, t.gradients())
		}
	}
	return f, nil
}

func newTrainer(questions []Query, set Settings) *trainer {
	t := &trainer{set: set, rng: rand.New(rand.NewPCG(set.Seed, 3))} // #nosec G404 -- training must give the same model each time
	longest := 0
	for _, q := range questions {
		t.first = append(t.first, len(t.wanted))
		t.wanted = append(t.wanted, q.Wanted...)
		longest = max(longest, len(q.Wanted))
	}
	n := len(t.wanted)
	t.first = append(t.first, n)
	t.scores, t.gradient, t.hessian = make([]float64, n), make([]float64, n), make([]float64, n)
	t.gain = make([]float64, longest)
	for rank := range t.gain {
		t.gain[rank] = 1 / math.Log2(float64(rank)+2)
	}
	if n == 0 {
		return t
	}
	features := len(questions[0].Features[0])
	t.columns, t.limits = make([][]uint8, features), make([][]float32, features)
	share(features, func(f int) {
		values := make([]float32, 0, n)
		for _, q := range questions {
			for _, x := range q.Features {
				values = append(values, x[f])
			}
		}
		t.columns[f], t.limits[f] = cut(values)
	})
	return t
}

// cut sorts values into bins of about equal size.
func cut(values []float32) (column []uint8, limits []float32) {
	sorted := append([]float32(nil), values...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
	for b := 1; b < bins; b++ {
		// Near the top, where the wanted ones are, the steps are finer.
		share := 1 - math.Pow(1-float64(b)/bins, 2)
		v := sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
		if len(limits) == 0 || v > limits[len(limits)-1] {
			limits = append(limits, v)
		}
	}
	column = make([]uint8, len(values))
	for i, v := range values {
		column[i] = uint8(sort.Search(len(limits), func(b int) bool { return v <= limits[b] }))
	}
	return column, limits
}

// gradients computes how each candidate of some questions should move and returns
// their rows.
func (t *trainer) gradients() []int32 {
	var rows []int32
	var which []int
	for q := range len(t.first) - 1 {
		if t.rng.Float64() < t.set.Questions {
			which = append(which, q)
			for i := t.first[q]; i < t.first[q+1]; i++ {
				rows = append(rows, int32(i))
			}
		}
	}
	share(len(which), func(i int) { t.lambdas(t.first[which[i]], t.first[which[i]+1]) })
	return rows
}

// lambdas fills gradient and hessian for the candidates of a question: rows
// from to to.
func (t *trainer) lambdas(from, to int) {
	n := to - from
	order := make([]int, n)
	for i := range order {
		order[i] = from + i
		t.gradient[from+i], t.hessian[from+i] = 0, 0
	}
	sort.SliceStable(order, func(a, b int) bool { return t.scores[order[a]] > t.scores[order[b]] })
	ideal, wanted := 0.0, 0
	for _, row := range order {
		if t.wanted[row] {
			ideal += t.gain[wanted]
			wanted++
		}
	}
	for ri, i := range order {
		if !t.wanted[i] {
			continue
		}
		for rj, j := range order {
			if t.wanted[j] {
				continue
			}
			delta := math.Abs(t.gain[ri]-t.gain[rj]) / ideal
			p := 1 / (1 + math.Exp(t.scores[i]-t.scores[j]))
			t.gradient[i] += delta * p
			t.gradient[j] -= delta * p
			h := delta * p * (1 - p)
			t.hessian[i] += h
			t.hessian[j] += h
		}
	}
}
