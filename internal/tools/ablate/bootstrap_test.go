package main

import (
	"math"
	"testing"

	"github.com/fatiao/fatiao/internal/relevance"
)

// The interval is about two standard errors to each side of the mean, sets count alike, and
// variants that score each question alike differ by nothing at all.
func TestMeans(t *testing.T) {
	of := func(n, hits int) (s sample) {
		for i := range n {
			s = append(s, relevance.Scores{MRR: float64(min(1, max(0, hits-i)))})
		}
		return s
	}
	mrr := measures[0].of
	one := []sample{of(400, 100), of(100, 75)} // one in four, three in four
	x := means(one, nil, mrr)
	if math.Abs(x.mean-0.5) > 1e-9 {
		t.Errorf("the mean of two sets is %v; want .5", x.mean)
	}
	// The standard error of each set is that of a share, that of the mean of both half their root sum.
	wide := 2 * 1.96 / 2 * math.Sqrt(0.25*0.75/400+0.25*0.75/100)
	if got := x.high - x.low; got < 0.85*wide || got > 1.15*wide || x.low > x.mean || x.high < x.mean {
		t.Errorf("the interval is %+v; want about %.3f wide", x, wide)
	}
	if d := means(one, one, mrr); d != (interval{}) {
		t.Errorf("a variant differs from itself by %+v", d)
	}
	if d := means([]sample{of(400, 120), of(100, 75)}, one, mrr); math.Abs(d.mean-0.025) > 1e-9 || d.low <= 0 {
		t.Errorf("twenty questions more are %+v", d)
	}
}
