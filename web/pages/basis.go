package pages

import (
	"errors"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// basis are the provisions that a decision relies on.
type basis struct {
	Lines []basisLine
	// Lenity says for a criminal case that the law of the act or that of the decision applies,
	// where their texts differ; "" elsewhere.
	Lenity string
}

// basisLine is a provision that the decision relies on, with its text on the day
// of the decision.
type basisLine struct {
	Title string
	URL   string
	Lines []string
	Note  string
	// Earlier are its texts on the days of the act, where they differ.
	Earlier []earlierText
}

// earlierText is a provision as it was on a day before the decision; it has a note in the place
// of lines where that text is not loaded.
type earlierText struct {
	Title string
	URL   string
	Lines []string
	Note  string
}

// maxBasis bounds the provisions that a page prints.
const maxBasis = 40

// decidedOn is the request for what a decision of a day cites: the texts of that day, unless
// the page is read for another. A day that is not known, "", leaves it as it is.
func (r *request) decidedOn(day statute.Date) *request {
	d := *r
	d.ofDecision = true
	if !r.asked && day != "" {
		d.links, d.day = links{day}, day
	}
	return &d
}

// basis looks up the provisions that the decision relies on, as they were in force on its day,
// and, where the text tells the day of a crime, as they were then.
func (r *request) basis(d *kb.FullDocument, f *casefile.Facts) (basis, error) {
	var b basis
	if f.Basis.Len() == 0 {
		return b, nil
	}
	acts := actDays(d.Text, f)
	provisions := reading.Provisions{Part: f.Basis, WholeLaws: true}
	for _, u := range d.Passages {
		cites, err := r.citesOfPassage(u.ID)
		if err != nil {
			return b, err
		}
		for _, c := range cites {
			for _, t := range c.Targets {
				if len(b.Lines) == maxBasis || !provisions.Add(c.Kind, c.Span(), t.Address) {
					continue
				}
				line, err := r.basisLine(c, t, acts)
				if err != nil {
					return b, err
				}
				b.Lines = append(b.Lines, line)
			}
		}
	}
	if slices.ContainsFunc(b.Lines, func(l basisLine) bool { return len(l.Earlier) > 0 }) {
		b.Lenity = textLenity
	}
	return b, nil
}

// actDays are the days of a crime that the text of a case tells, the first and the last.
func actDays(text string, f *casefile.Facts) []statute.Date {
	first, last := judgment.ActDays(text, f)
	switch {
	case first == "":
		return nil
	case first == last:
		return []statute.Date{first}
	}
	return []statute.Date{first, last}
}

// basisLine is one provision of a basis.
func (r *request) basisLine(c citegraph.Cite, t citegraph.CiteTarget, acts []statute.Date) (basisLine, error) {
	line := basisLine{Title: titleOf(t.Address), URL: r.target(t)}
	place, err := r.Laws.Lookup(r.ctx(), t.Address, r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		line.Note = m.Error()
		return line, nil
	}
	if err != nil {
		return line, err
	}
	line.Lines, line.Note = r.shown(c, place)
	if c.Stated != "" || place.Unit == nil || strings.Contains(place.Law.Key, textProcedure) {
		return line, nil // it names its text; how a court proceeds is that of its own day
	}
	for _, day := range acts {
		earlier, err := r.textOn(t.Address, place, day)
		if err != nil {
			return line, err
		}
		same := func(e earlierText) bool { return e.Note == "" && slices.Equal(e.Lines, earlier.Lines) }
		if earlier.Title != "" && !slices.ContainsFunc(line.Earlier, same) {
			line.Earlier = append(line.Earlier, earlier)
		}
	}
	return line, nil
}

// shown are the lines of a place as a preview of a citation shows them, with what is to be said
// of them. A decision shows none in the place of those of its day.
func (r *request) shown(c citegraph.Cite, place *kb.Provision) (lines []string, note string) {
	if r.ofDecision && c.Stated == "" && (c.Basis == citation.StandIn || place.StandsIn(r.day)) {
		return nil, textNotLoadedThen(place.Version.Name())
	}
	return previewLines(place), r.textNote(c, place)
}

// textOn is a provision as it was on an earlier day than that of a place; without a title where
// that was the same text.
func (r *request) textOn(a statute.Address, now *kb.Provision, day statute.Date) (earlierText, error) {
	a.Version = ""
	e := earlierText{Title: textOfAct(day), URL: links{day}.address(a)}
	place, err := r.Laws.Lookup(r.ctx(), a, day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		if now.StandsIn(r.day) {
			return earlierText{}, nil
		}
		e.URL, e.Note = r.law(a.Law), m.Error()
		return e, nil
	}
	if err != nil {
		return e, err
	}
	if r.asked { // for a day, which the links of the page keep
		a.Version = place.Version.Label
		e.URL = r.address(a)
	}
	switch {
	case place.StandsIn(day) && now.StandsIn(r.day):
		return earlierText{}, nil // nothing tells whether they differ
	case place.StandsIn(day):
		e.Note = textNotLoadedThen(place.Version.Name())
	case place.Version.StatusOn(day) != statute.StatusInForce:
		e.Note = textOnTheAct(place.Version.StatusOn(day).Chinese())
	case wholeText(place) == wholeText(now) && !now.StandsIn(r.day):
		return earlierText{}, nil
	default:
		e.Lines = previewLines(place)
	}
	return e, nil
}
