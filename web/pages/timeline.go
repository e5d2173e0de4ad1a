package pages

import (
	"strconv"
	"time"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// timelineView is a picture of when the texts of a law, and of the laws that it replaced, were
// in force. The list of the page says the same in words.
type timelineView struct {
	Class         string // wide or narrow: which of the two a window shows
	Width, Height int
	Title         string
	Spans         []string // the picture in words
	Lanes         []lane
	Years         []yearMark
	Today         int // where the day of the page is
	Axis          int // the height of the axis
}

// YearAt is where the names of years stand.
func (t *timelineView) YearAt() int { return t.Axis + 16 }

// lane has the texts of one law.
type lane struct {
	Name string
	Y    int
	Bars []bar
}

// bar is the time in which a text was in force.
type bar struct {
	X, Y, Width int
	Class       string // past, now, soon, computed
	Name        string // the year of the text, "" where there is no room
	NameY       int
}

// yearMark is a year on the axis.
type yearMark struct {
	X    int
	Name string
}

// The measures of a timeline, in pixels of a screen of the usual size.
const (
	barHeight   = 16
	laneNameAt  = 14
	barNameAt   = 32
	barAt       = 38
	laneHeight  = 66
	axisHeight  = 26
	barNameRoom = 38
	margin      = 4
)

// yearsOf is a day as a number, in years; 0 where there is none.
func yearsOf(d statute.Date) float64 {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	return float64(t.Year()) + float64(t.YearDay()-1)/366
}

// timelineOf draws texts, those of each law one behind the other and the newest first, for a
// wide and for a narrow window; nil where there is nothing to see.
func (r *request) timelineOf(key string, laws [][]kb.Version) []*timelineView {
	first, last, spans := 0.0, yearsOf(r.day), 0
	for _, versions := range laws {
		for _, v := range versions {
			begins := yearsOf(v.Begins())
			if begins == 0 {
				continue
			}
			spans++
			if first == 0 || begins < first {
				first = begins
			}
			last = max(last, begins)
		}
	}
	if spans < 2 {
		return nil
	}
	out := []*timelineView{{Class: "wide", Width: 760}, {Class: "narrow", Width: 300}}
	for _, t := range out {
		t.Title = textTimeline(key)
		t.draw(laws, first, last+(last-first)*0.04+0.5, r.day)
	}
	return out
}

func (t *timelineView) draw(laws [][]kb.Version, first, last float64, today statute.Date) {
	scale := float64(t.Width-2*margin) / (last - first)
	at := func(years float64) int { return margin + int((years-first)*scale) }
	for _, versions := range laws {
		l := lane{Name: versions[0].Law, Y: len(t.Lanes) * laneHeight}
		free := 0 // from where a name fits
		for i := len(versions) - 1; i >= 0; i-- {
			v := versions[i]
			begins := yearsOf(v.Begins())
			if begins == 0 {
				continue
			}
			b := bar{X: at(begins), Y: l.Y + barAt, NameY: l.Y + barNameAt, Class: "past"}
			end := last
			switch v.StatusOn(today) {
			case statute.StatusInForce:
				b.Class = "now"
			case statute.StatusNotYet:
				b.Class = "soon"
			}
			if v.Computed != "" {
				b.Class = "computed"
			}
			if v.InForceTo != "" {
				end = yearsOf(v.InForceTo)
			}
			b.Width = max(at(end)-b.X, 2)
			if year := statute.LabelYear(v.Label); b.X >= free && b.X+barNameRoom <= t.Width {
				b.Name, free = year, b.X+barNameRoom
			}
			l.Bars = append(l.Bars, b)
			t.Spans = append(t.Spans, textTimelineSpan(v))
		}
		l.Y += laneNameAt
		t.Lanes = append(t.Lanes, l)
	}
	t.Axis = len(laws)*laneHeight + 2
	t.Height = t.Axis + axisHeight
	t.Today = at(yearsOf(today))
	const room = 52
	step := 1
	for _, step = range [...]int{1, 2, 5, 10, 20, 50} {
		if float64(step)*scale >= room {
			break
		}
	}
	for year := (int(first)/step + 1) * step; float64(year) < last; year += step {
		if x := at(float64(year)); x > 16 && x < t.Width-18 {
			t.Years = append(t.Years, yearMark{x, strconv.Itoa(year)})
		}
	}
}
