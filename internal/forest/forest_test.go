package forest

import (
	"bytes"
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// lessons are questions whose wanted candidate is the one with the highest sum
// of two features; a third is noise.
func lessons(rng *rand.Rand, n int) []Query {
	list := make([]Query, n)
	for i := range list {
		best := 0
		for c := range 30 {
			x := []float32{rng.Float32(), rng.Float32(), rng.Float32()}
			list[i].Features = append(list[i].Features, x)
			list[i].Wanted = append(list[i].Wanted, false)
			if y := list[i].Features[best]; x[0]+x[1] > y[0]+y[1] {
				best = c
			}
		}
		list[i].Wanted[best] = true
	}
	return list
}

// first is the share of questions whose wanted candidate has the highest score.
func first(list []Query, score func(x []float32) float64) float64 {
	right := 0
	for _, q := range list {
		best := 0
		for c := range q.Features {
			if score(q.Features[c]) > score(q.Features[best]) {
				best = c
			}
		}
		if q.Wanted[best] {
			right++
		}
	}
	return float64(right) / float64(len(list))
}

// uses counts in how many nodes each feature decides.
func uses(f *Forest) []int {
	n := make([]int, f.Features)
	for _, node := range f.nodes {
		if node.feature >= 0 {
			n[node.feature]++
		}
	}
	return n
}

func trained(t testing.TB, set Settings) (*Forest, []Query) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	f, err := Train(context.Background(), lessons(rng, 300), set)
	if err != nil {
		t.Fatal(err)
	}
	return f, lessons(rng, 200)
}

func TestLearns(t *testing.T) {
	set := Defaults()
	set.Columns = 1
	f, fresh := trained(t, set)
	alone := first(fresh, func(x []float32) float64 { return float64(x[0]) })
	if got := first(fresh, f.Score); got < 0.6 || got < alone+0.3 {
		t.Errorf("%.2f of new questions are answered; one feature alone answers %.2f", got, alone)
	}
	if u := uses(f); u[2] > u[0]/2 || u[2] > u[1]/2 {
		t.Errorf("the features are used %v times; the third is noise", u)
	}
	if len(f.roots) != set.Forests*set.Trees {
		t.Errorf("%d trees, want %d", len(f.roots), set.Forests*set.Trees)
	}
}

func TestFile(t *testing.T) {
	set := Defaults()
	set.Trees = 20
	f, fresh := trained(t, set)
	again, _ := trained(t, set)
	var a, b bytes.Buffer
	if err := f.Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := again.Write(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("training twice gives two forests")
	}
	read, err := Read(bytes.NewReader(a.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range fresh[:20] {
		for _, x := range q.Features {
			if read.Score(x) != f.Score(x) {
				t.Fatal("a forest read back scores otherwise")
			}
		}
	}
	// A damaged file is refused, or scores without a panic.
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		bad := append([]byte(nil), a.Bytes()...)
		for range 5 {
			bad[rng.IntN(len(bad))] = byte(rng.IntN(256))
		}
		if r, err := Read(bytes.NewReader(bad[:len(bad)-rng.IntN(20)])); err == nil && r.Features == 3 {
			r.Score([]float32{0.5, 0.5, 0.5})
		}
	}
}

// scoresAreEqual holds the scores of many candidates against those of each, to the last bit.
func scoresAreEqual(t *testing.T, f *Forest, candidates [][]float32) {
	t.Helper()
	for i, score := range f.ScoreAll(candidates) {
		if one := f.Score(candidates[i]); math.Float64bits(one) != math.Float64bits(score) {
			t.Fatalf("candidate %d has score %v among %d, %v alone", i, score, len(candidates), one)
		}
	}
}

func TestScoreAll(t *testing.T) {
	f, _ := trained(t, Defaults())
	rng := rand.New(rand.NewPCG(5, 6))
	var thresholds []float32
	for _, n := range f.nodes {
		if n.feature >= 0 {
			thresholds = append(thresholds, n.threshold)
		}
	}
	odd := []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), 0, float32(math.Copysign(0, -1))}
	for n := range 200 {
		candidates := make([][]float32, n)
		for i := range candidates {
			for range f.Features {
				x := rng.Float32()
				switch rng.IntN(4) {
				case 0:
					x = thresholds[rng.IntN(len(thresholds))]
				case 1:
					x = odd[rng.IntN(len(odd))]
				}
				candidates[i] = append(candidates[i], x)
			}
		}
		scoresAreEqual(t, f, candidates)
	}
}

func BenchmarkScoreAll(b *testing.B) {
	f, fresh := trained(b, Defaults())
	var list [][]float32
	for _, q := range fresh[:20] {
		list = append(list, q.Features...)
	}
	for b.Loop() {
		f.ScoreAll(list)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(list)), "ns/candidate")
}

func BenchmarkScore(b *testing.B) {
	set := Defaults()
	f, fresh := trained(b, set)
	for b.Loop() {
		f.Score(fresh[0].Features[0])
	}
}
