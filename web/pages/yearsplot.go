package pages

import (
	"strconv"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// yearsPlot is a picture of how many texts each year brought.
type yearsPlot struct {
	Class         string // wide or narrow: which of the two a window shows
	Width, Height int
	Title         string
	Years         []string // the picture in words
	Bars          []yearBar
	Marks         []yearMark
	Lines         []countLine
	Axis          int
}

// YearAt is where the names of years stand.
func (t *yearsPlot) YearAt() int { return t.Axis + 16 }

// yearBar has the texts of a year: laws and decisions above all others.
type yearBar struct {
	X, Width       int
	LawsY, Laws    int // statutes
	OthersY, Other int
}

// countLine is a line of the plot at a number of texts.
type countLine struct {
	Y    int
	Name string
}

// yearsPlots draws the texts of each year, the highest so many pixels high, for a wide and for a narrow window, nil where fewer than
// two years have some.
func yearsPlots(held []kb.Held, height int) []*yearsPlot {
	laws, all := map[int]int{}, map[int]int{}
	first, last, most := 0, 0, 0
	for _, y := range held {
		year, err := strconv.Atoi(y.Year)
		if err != nil {
			continue
		}
		all[year] += y.Versions
		if y.Level == statute.LevelStatute || y.Level == statute.LevelConstitution {
			laws[year] += y.Versions
		}
		if first == 0 || year < first {
			first = year
		}
		last, most = max(last, year), max(most, all[year])
	}
	if len(all) < 2 {
		return nil
	}
	plots := []*yearsPlot{{Class: "wide", Width: 760}, {Class: "narrow", Width: 320}}
	for _, t := range plots {
		t.Title, t.Axis = textYearsPlot, plotTop+height
		t.draw(laws, all, first, last, most)
	}
	return plots
}

// The measures of a plot of years, in pixels of a screen of the usual size.
const (
	plotTop    = 14
	plotHeight = 150
	plotLeft   = 34
)

func (t *yearsPlot) draw(laws, all map[int]int, first, last, most int) {
	t.Height = t.Axis + axisHeight
	step := float64(t.Width-plotLeft-margin) / float64(last-first+1)
	at := func(year int) int { return plotLeft + int(float64(year-first)*step) }
	high := func(n int) int { return n * (t.Axis - plotTop) / most }
	for year := first; year <= last; year++ {
		n := all[year]
		if n == 0 {
			continue
		}
		b := yearBar{X: at(year), Width: max(1, at(year+1)-at(year)-1), Laws: high(laws[year]), Other: max(1, high(n)-high(laws[year]))}
		if n == laws[year] {
			b.Laws, b.Other = max(1, b.Laws), 0
		}
		b.LawsY = t.Axis - b.Laws
		b.OthersY = b.LawsY - b.Other
		t.Bars = append(t.Bars, b)
		t.Years = append(t.Years, textYearTexts(year, n))
	}
	for _, n := range [...]int{most / 2, most} {
		if n > 0 {
			t.Lines = append(t.Lines, countLine{t.Axis - high(n), strconv.Itoa(n)})
		}
	}
	every := 1
	for _, every = range [...]int{1, 2, 5, 10, 20, 50} {
		if float64(every)*step >= 44 {
			break
		}
	}
	for year := (first + every - 1) / every * every; year <= last; year += every {
		if x := at(year) + int(step/2); x < t.Width-16 {
			t.Marks = append(t.Marks, yearMark{x, strconv.Itoa(year)})
		}
	}
}
