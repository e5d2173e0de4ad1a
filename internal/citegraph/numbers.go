package citegraph

import (
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// KeepNumbers takes back that an earlier text is cited where the numbers of a text are those of the
// day of the citation.
func (cited *CitedBy) KeepNumbers(v kb.Version) {
	counted, ok := CountedAnew(v)
	for i := range cited.List {
		if c := &cited.List[i]; ok && c.Document.Date != "" && c.Document.Date >= counted {
			c.Earlier = false
		}
	}
}

// amendment is an instrument that inserts articles and never counts anew.
const amendment = "修正案"

// CountedAnew is the day from which on the articles of a text have their numbers: that of its last
// change that was not made by an amendment. ok is false where nothing is known of its changes.
func CountedAnew(v kb.Version) (counted statute.Date, ok bool) {
	for _, e := range v.Events {
		if e.Kind == kb.EventAmended && !strings.Contains(e.Text, amendment) {
			counted = max(counted, e.Date)
		}
	}
	return counted, len(v.Events) > 0 &&
		(counted != "" || slices.ContainsFunc(v.Events, func(e kb.Event) bool { return e.Kind == kb.EventAmended }))
}

// WithoutStandIns are the citations of a decision: where the text of its day is not loaded, no other
// stands for it.
func WithoutStandIns(cites []Cite) []Cite {
	for i := range cites {
		c := &cites[i]
		for k := range c.Targets {
			if c.Basis == citation.StandIn && c.Stated == "" {
				c.Targets[k].Address.Version, c.Targets[k].Found = "", false
			}
		}
	}
	return cites
}
