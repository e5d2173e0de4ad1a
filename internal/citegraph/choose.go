package citegraph

import (
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// choose returns the text that is meant, nil where it is not loaded.
func choose(texts []*lawText, w citation.When, today statute.Date) *lawText {
	switch {
	case w.Label != "":
		for _, t := range texts {
			if t.label == w.Label {
				return t
			}
		}
	case w.Year != "":
		for i := len(texts) - 1; i >= 0; i-- {
			if statute.LabelYear(texts[i].label) == w.Year { // those with a date are the later ones
				return texts[i]
			}
		}
	case w.Before:
		for i := len(texts) - 1; i >= 0; i-- {
			if t := texts[i]; !statute.IsUndated(t.label) && statute.Date(t.label) < w.Day {
				return t
			}
		}
	case w.Former:
		day := w.Day
		if day == "" {
			day = today
		}
		for i := len(texts) - 1; i > 0; i-- {
			if texts[i].inForce(day) {
				return before(texts, i)
			}
		}
	case w.Day != "":
		for i := len(texts) - 1; i >= 0; i-- {
			if t := texts[i]; t.from != "" && t.from <= w.Day {
				return t
			}
		}
		// A law that was adopted and not yet in force is spoken of all the same.
		for _, first := range texts {
			if !statute.IsUndated(first.label) {
				if statute.Date(first.label) <= w.Day {
					return first
				}
				break
			}
		}
	}
	return nil
}

// replaced reports whether a text that answers for a day had been replaced by then, by one
// that is not loaded.
func replaced(texts []*lawText, t *lawText, w citation.When) bool {
	byDay := w.Label == "" && w.Year == "" && !w.Former && !w.Before && w.Day != ""
	return byDay && t.to != "" && t.to <= w.Day && t != texts[len(texts)-1]
}

// nearest is the text that answers where the one that is meant is not loaded: the first to
// come after it, as in [kb.Law.On], whose numbers have moved least; else today's.
func nearest(texts []*lawText, w citation.When, today statute.Date) *lawText {
	day := w.Day
	switch {
	case w.Year != "":
		day = statute.Date(w.Year + "-12-31")
	case w.Former && day != "": // the one that followed it
		if t := choose(texts, citation.When{Day: day}, today); t != nil {
			return t
		}
	}
	if day != "" {
		for _, t := range texts {
			if t.from > day {
				return t
			}
		}
	}
	return currentText(texts, today)
}

// before is the text before text i, nil where nothing tells that another one was: a text
// without a date may be that of any day.
func before(texts []*lawText, i int) *lawText {
	t := texts[i-1]
	if statute.IsUndated(t.label) && statute.LabelYear(t.label) == "" && !statute.IsUndated(texts[i].label) {
		return nil
	}
	return t
}

// currentText is the text that a bare address means on a day; see kb.Law.On.
func currentText(texts []*lawText, day statute.Date) *lawText {
	for i := len(texts) - 1; i >= 0; i-- {
		if t := texts[i]; t.from == "" || t.from <= day {
			return t
		}
	}
	return texts[0]
}
