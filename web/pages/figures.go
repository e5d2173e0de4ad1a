package pages

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/search"
)

// figuresTable shows how cases ended: all of them, and by courts and years.
type figuresTable struct {
	Count            int
	Rows             []figuresRow
	Sentence, Amount bool // whether any row has them
}

// figuresRow are the figures of some cases, written out.
type figuresRow struct {
	Name                       string
	Count                      int
	Sentence, Amount, Outcomes string
}

// Bounds of what a row and a table show.
const (
	shownYears    = 8
	shownOutcomes = 4
)

// figuresTableOf is nil where there are no cases.
func figuresTableOf(x *search.Statistics) *figuresTable {
	if x == nil || x.All.Count == 0 {
		return nil
	}
	t := &figuresTable{Count: x.All.Count, Rows: []figuresRow{figuresRowOf(textAllCases, x.All)}}
	for _, f := range x.ByLevel {
		t.Rows = append(t.Rows, figuresRowOf(textCourtsOf(f.Value), f))
	}
	for _, f := range x.ByYear[:min(shownYears, len(x.ByYear))] {
		t.Rows = append(t.Rows, figuresRowOf(textYear(f.Value), f))
	}
	for _, r := range t.Rows {
		t.Sentence, t.Amount = t.Sentence || r.Sentence != "", t.Amount || r.Amount != ""
	}
	return t
}

func figuresRowOf(name string, f search.Figures) figuresRow {
	row := figuresRow{Name: name, Count: f.Count, Sentence: spread(f.Sentence, termOf), Amount: spread(f.Amount, casefile.Money)}
	var list []string
	for _, c := range f.Outcomes[:min(shownOutcomes, len(f.Outcomes))] {
		list = append(list, c.Name+" "+strconv.Itoa(c.Count))
	}
	row.Outcomes = strings.Join(list, "、")
	if len(f.Outcomes) > shownOutcomes {
		row.Outcomes += textEtc
	}
	return row
}

// spread writes the middle of some numbers, and between which the middle half of them is.
func spread(s engine.Spread, write func(int64) string) string {
	switch {
	case s.Count == 0:
		return ""
	case s.Quarter == s.Quarter3:
		return write(s.Median)
	}
	return textSpread(write(s.Median), write(s.Quarter), write(s.Quarter3))
}

// termOf writes the length of a sentence.
func termOf(months int64) string {
	switch {
	case months >= casefile.MonthsOfDeath:
		return textDeath
	case months >= casefile.MonthsOfLife:
		return textLife
	}
	return textTerm(months/12, months%12)
}
