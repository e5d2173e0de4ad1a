package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/relevance"
)

// sample are the scores of the questions of a set, in their order.
type sample []relevance.Scores

// resamples is how many samples are drawn; of their means, those at the 25th and the 975th
// place of a thousand bound the interval.
const resamples = 1000

// measures are what is measured of a question.
var measures = []struct {
	name string
	of   func(relevance.Scores) float64
}{
	{"MRR@10", func(s relevance.Scores) float64 { return s.MRR }},
	{"recall@10", func(s relevance.Scores) float64 { return s.Recall[1] }},
	{"recall@100", func(s relevance.Scores) float64 { return s.Recall[3] }},
}

// interval is a mean with what 95 of 100 means of samples lie between.
type interval struct{ mean, low, high float64 }

// means draws the questions of each set anew, and returns the mean over the sets of the means of
// their questions: how a measure of two variants differs, or, without a second, of the first.
// Sets count alike, however many questions they have.
func means(one, two []sample, of func(relevance.Scores) float64) interval {
	rng := rand.New(rand.NewPCG(1, 95)) // #nosec G404 -- one table for one set of figures
	mean := func(pick func(n, i int) int) float64 {
		sum := 0.0
		for s := range one {
			n := len(one[s])
			inSet := 0.0
			for i := range n {
				at := pick(n, i)
				inSet += of(one[s][at])
				if two != nil {
					inSet -= of(two[s][at])
				}
			}
			sum += inSet / float64(max(1, n))
		}
		return sum / float64(max(1, len(one)))
	}
	drawn := make([]float64, resamples)
	for i := range drawn {
		drawn[i] = mean(func(n, _ int) int { return rng.IntN(n) })
	}
	slices.Sort(drawn)
	return interval{mean(func(_, i int) int { return i }), drawn[resamples/40], drawn[resamples-1-resamples/40]}
}

// report is the table of all variants: their figures, and how much they differ from the first.
func report(measured [][]sample) string {
	var b strings.Builder
	questions := 0
	for _, s := range measured[0] {
		questions += len(s)
	}
	fmt.Fprintf(&b, "# Made by internal/tools/ablate: mean over %d sets of %d questions, [95 %% of %d samples], and what a question\n"+
		"# loses against what ships.\n", len(measured[0]), questions, resamples)
	for i, v := range variants {
		fmt.Fprintf(&b, "%s\n", v.name)
		for _, m := range measures {
			x := means(measured[i], nil, m.of)
			fmt.Fprintf(&b, "\t%-10s %.3f [%.3f, %.3f]", m.name, x.mean, x.low, x.high)
			if i > 0 {
				d := means(measured[i], measured[0], m.of)
				fmt.Fprintf(&b, "  %+.3f [%+.3f, %+.3f]", d.mean, d.low, d.high)
			}
			fmt.Fprintln(&b)
		}
	}
	return b.String()
}
