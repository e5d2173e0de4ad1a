package pages

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/citecheck"
)

// Of many findings those are listed that something is wrong with, in the order of the
// text and with their numbers.
func TestWorstFindings(t *testing.T) {
	t.Parallel()
	const ok, bad = citecheck.Exists, citecheck.Missing
	for _, c := range []struct {
		verdicts []citecheck.Verdict
		n        int
		want     []int
	}{
		{nil, 2, []int{}},
		{[]citecheck.Verdict{ok, bad}, 2, []int{0, 1}},
		{[]citecheck.Verdict{ok, ok, bad, ok}, 2, []int{0, 2}},
		{[]citecheck.Verdict{ok, bad, bad, citecheck.NotLoaded}, 2, []int{1, 2}},
		{[]citecheck.Verdict{ok, ok, ok}, 2, []int{0, 1}},
	} {
		report := &citecheck.Report{}
		for _, v := range c.verdicts {
			report.Findings = append(report.Findings, citecheck.Finding{Verdict: v})
		}
		got := worstFindings(report, c.n)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %v; want %v", c.verdicts, got, c.want)
		}
		lines, err := new(links).foundLines(context.Background(), report, got, &checkedDraft{})
		if err != nil {
			t.Fatal(err)
		}
		for i, l := range lines {
			if l.Number != c.want[i]+1 || l.Apart != (c.want[i] != i) {
				t.Errorf("%v: line %d is %+v", c.verdicts, i, l)
			}
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	report := &citecheck.Report{Findings: make([]citecheck.Finding, 1)}
	if _, err := new(links).foundLines(ctx, report, everyFinding(report), &checkedDraft{}); !errors.Is(err, context.Canceled) {
		t.Errorf("after its context: %v", err)
	}
}
