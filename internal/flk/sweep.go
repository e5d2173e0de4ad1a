package flk

import (
	"context"

	"github.com/fatiao/fatiao/internal/statute"
)

// sweep is how far all texts were listed once more, from the oldest on: the status of an old text
// changes without any text that is new, and texts are entered years after their day.
type sweep struct {
	Begun   statute.Date `json:"begun"`   // "" where there was none yet
	Through statute.Date `json:"through"` // everything up to this day was listed since then, "" for nothing
	Done    bool         `json:"done"`
}

// sweepEvery is how many days after the beginning of a sweep the next one begins. One takes a
// request for fifty texts.
const sweepEvery = 7

// beginSweep begins a sweep where it is time to. A first gathering is one.
func (g *gathering) beginSweep() error {
	s := g.log.sweep
	isDue := s.Begun == "" || s.Done && addDays(s.Begun, sweepEvery) <= g.Today
	if !isDue && s.Begun <= g.Today { // not one of a clock that was ahead
		return nil
	}
	return g.log.putSweep(sweep{Begun: g.Today})
}

// sweep lists what was promulgated before a day, from where the last call came to.
func (g *gathering) sweep(ctx context.Context, before statute.Date) error {
	s := g.log.sweep
	from, to := earliest, addDays(before, -1)
	if s.Through != "" {
		from = addDays(s.Through, 1)
	}
	if !s.Done && from <= to {
		if err := g.span(ctx, from, to); err != nil {
			return err
		}
	}
	return g.log.putSweep(sweep{Begun: s.Begun, Through: g.Today, Done: true})
}

// swept notes that a span of days was listed to its end, where it goes on from what was before.
func (g *gathering) swept(from, to statute.Date) error {
	s := g.log.sweep
	next := earliest
	if s.Through != "" {
		next = addDays(s.Through, 1)
	}
	if s.Begun == "" || s.Done || from > next || to < next {
		return nil
	}
	s.Through = to
	return g.log.putSweep(s)
}
