package lawbuild

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// place decides by content to which version copies of a law belong where their labels do not
// tell: a copy without a date that has the words of a dated text, or of which only one text
// that is known and not loaded can be the original; a copy that has the day of its adoption
// beside one that has the day of its publication. Equal texts of which a decision made the
// later one stay versions of their own. documents is changed.
func (b *Builder) place(ctx context.Context, documents []kb.LawDocument) error {
	keys := fullKeys(documents)
	byLaw := map[string][]*kb.LawDocument{}
	for i := range documents {
		if d := &documents[i]; d.Subtitle == "" {
			byLaw[keys[d.Key]] = append(byLaw[keys[d.Key]], d)
		}
	}
	for _, docs := range byLaw {
		if !needsPlace(docs) {
			continue
		}
		p := &placing{}
		for _, d := range docs {
			text, err := b.text(ctx, *d)
			if err != nil {
				return err
			}
			units, err := text.units()
			if err != nil {
				return err
			}
			p.copies = append(p.copies, &copied{LawDocument: d, text: text, units: units})
		}
		slices.SortFunc(p.copies, func(a, b *copied) int { return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Hash, b.Hash)) })
		p.keepApart()
		p.joinPublications()
		p.undated()
	}
	return nil
}

// needsPlace reports whether labels alone do not tell which copies are one text.
func needsPlace(docs []*kb.LawDocument) bool {
	for i, a := range docs {
		for _, b := range docs[i+1:] {
			undated := statute.IsUndated(a.Label) || statute.IsUndated(b.Label)
			gap := statute.Date(a.Label).Since(statute.Date(b.Label))
			near := max(gap, -gap) <= maxToForce
			if equal := a.BodyHash == b.BodyHash; !equal && (undated || near && gap != 0) || equal && !undated && !near {
				return true
			}
		}
	}
	return false
}

// copied is a copy of a law with its words.
type copied struct {
	*kb.LawDocument
	text  *Text
	units map[string]string // see Text.units
}

// changed reports whether the caption of a copy says that the law was adopted or amended on
// the day of its label.
func (c *copied) changed() bool {
	for _, e := range c.text.header.Events {
		if string(e.Date) == c.Label && (e.Kind == lawparse.EventAdopted || e.Kind == lawparse.EventAmended) {
			return true
		}
	}
	return false
}

// tells reports whether the header of a copy names a day.
func (c *copied) tells(day string) bool {
	return slices.ContainsFunc(c.text.header.Events, func(e lawparse.Event) bool { return string(e.Date) == day })
}

// apart is how many units differ between two copies.
func (c *copied) apart(o *copied) int {
	n := 0
	for address, words := range c.units {
		if o.units[address] != words {
			n++
		}
	}
	for address := range o.units {
		if _, ok := c.units[address]; !ok {
			n++
		}
	}
	return n
}

// isCopyOf reports whether two copies are of one text but for slips of the pen: of a hundred
// articles one differs, and one more where there are many.
func (c *copied) isCopyOf(o *copied) bool {
	const many = 20
	slips := 0
	if len(o.units) >= many {
		slips = 1 + len(o.units)/100
	}
	return len(c.units) > 0 && c.apart(o) <= slips
}

// isTornFrom reports whether a copy has lost articles of another: it has fewer, and most of them
// word for word.
func (c *copied) isTornFrom(o *copied) bool {
	same := 0
	for address, words := range c.units {
		if o.units[address] == words {
			same++
		}
	}
	return len(c.units) < len(o.units) && same > len(c.units)/2
}

// isLikelyCopyOf reports whether two copies are of the only text of a law that is known: they
// begin on one day, and the few articles that differ say nearly the same.
func (c *copied) isLikelyCopyOf(o *copied) bool {
	a, b := c.text.header.Effective, o.text.header.Effective
	if len(c.units) < 10 || len(c.units) != len(o.units) || a == "" || a != b || c.apart(o) > 1+len(o.units)/10 {
		return false
	}
	for address, words := range c.units {
		if !alike(words, o.units[address]) {
			return false
		}
	}
	return true
}

// placing places the copies of one law, sorted by their labels.
type placing struct{ copies []*copied }

// keepApart makes texts with the same words versions of their own where they were adopted far
// apart: a decision changed something beside the articles.
func (p *placing) keepApart() {
	for _, later := range p.copies {
		if statute.IsUndated(later.Label) || !later.changed() {
			continue
		}
		for _, c := range p.copies {
			if !statute.IsUndated(c.Label) && c.BodyHash == later.BodyHash && c.tells(c.Label) &&
				statute.Date(later.Label).Since(statute.Date(c.Label)) > maxToForce {
				c.BodyHash += "@" + c.Label
			}
		}
	}
}

// joinPublications makes a copy that has the day of its adoption, and one that has that of its
// publication, copies of one text: the other tells no deed of that day.
func (p *placing) joinPublications() {
	for _, published := range p.copies {
		if statute.IsUndated(published.Label) || published.changed() {
			continue
		}
		for _, c := range p.copies {
			gap := statute.Date(published.Label).Since(statute.Date(c.Label))
			if statute.IsUndated(c.Label) || gap <= 0 || gap > maxToForce {
				continue
			}
			switch {
			case c.isCopyOf(published) || c.tells(published.Label) && c.text.isNear(published.text):
				c.Label, c.Placed = published.Label, true
			case c.tells(published.Label) && published.isTornFrom(c):
				c.Label, published.Placed = published.Label, true // the whole one is shown
			}
		}
	}
}

// isNear reports whether two texts have as many articles, two more or less.
func (t *Text) isNear(o *Text) bool {
	n := t.articles - o.articles
	return n >= -2 && n <= 2
}

// undated places the copies without a date.
func (p *placing) undated() {
	dated := p.datedTexts()
	if len(dated) == 0 {
		return
	}
	days := p.days()
	for _, u := range p.copies {
		if !statute.IsUndated(u.Label) || len(u.units) == 0 || statute.LabelYear(u.Label) != "" {
			continue
		}
		near := nearest(u, dated)
		switch {
		case len(dated) == 1 && !hasNeighbour(days, dated, 0) && u.isLikelyCopyOf(dated[0]):
			u.Label, u.Placed = dated[0].Label, true
		case near >= 0 && u.isCopyOf(dated[near]) && (u.apart(dated[near]) == 0 || !hasNeighbour(days, dated, near)):
			u.Label, u.Placed = dated[near].Label, true
		case near >= 0 && near+1 < len(dated):
			// A text after it is loaded, so that the copy cannot be one of which nothing tells.
			if open := openAround(days, dated, near); len(open) == 1 && u.isOf(open[0]) {
				u.Label, u.Placed = string(open[0]), true
				break
			}
			fallthrough
		default:
			u.After = after(u, dated)
		}
	}
}

// isOf reports whether a copy may be the text of a day: it tells no first day, or one that
// fits.
func (c *copied) isOf(day statute.Date) bool {
	force := c.text.header.Effective
	return force == "" || isWithin(force, string(day)) || force < day
}

// datedTexts are the copies with a date, one for each label.
func (p *placing) datedTexts() []*copied {
	var dated []*copied
	for _, c := range p.copies {
		switch {
		case statute.IsUndated(c.Label), c.Placed, len(c.units) == 0:
		case len(dated) > 0 && dated[len(dated)-1].Label == c.Label:
		default:
			dated = append(dated, c)
		}
	}
	return dated
}

// days are the days on which the law is known to have been adopted or amended, in order.
func (p *placing) days() []statute.Date {
	var days []statute.Date
	for _, c := range p.copies {
		for _, e := range c.text.header.Events {
			if e.Kind == lawparse.EventAdopted || e.Kind == lawparse.EventAmended {
				days = append(days, e.Date)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// nearest is the index of the dated text from which a copy differs least, -1 where two do
// alike.
func nearest(u *copied, dated []*copied) int {
	best, least, alike := -1, 0, false
	for i, d := range dated {
		switch n := u.apart(d); {
		case best < 0 || n < least:
			best, least, alike = i, n, false
		case n == least:
			alike = true
		}
	}
	if alike {
		return -1
	}
	return best
}

// hasNeighbour reports whether a text that is not loaded stands next to a dated one.
func hasNeighbour(days []statute.Date, dated []*copied, at int) bool {
	return len(openAround(days, dated, at)) > 0
}

// openAround are the days of texts that are not loaded and stand between a dated text and the
// loaded ones before and behind it. Two organs may adopt one text within a year.
func openAround(days []statute.Date, dated []*copied, at int) []statute.Date {
	from, to := statute.Date(""), statute.Date("9999")
	if at > 0 {
		from = statute.Date(dated[at-1].Label)
	}
	if at+1 < len(dated) {
		to = statute.Date(dated[at+1].Label)
	}
	own := statute.Date(dated[at].Label)
	var open []statute.Date
	for _, day := range days {
		if day > from && day < to && day != own && !dated[at].tellsAdoption(day) {
			open = append(open, day)
		}
	}
	return open
}

// tellsAdoption reports whether a day is one of several on which a text was adopted: two organs
// adopt one text within months.
func (c *copied) tellsAdoption(day statute.Date) bool {
	const months = 200
	gap := statute.Date(c.Label).Since(day)
	return gap > 0 && gap < months && !slices.ContainsFunc(c.text.header.Events, func(e lawparse.Event) bool {
		return e.Kind == lawparse.EventAmended && e.Date == statute.Date(c.Label)
	})
}

// after is the label of the dated text behind which a copy stands by its words: it differs
// less from that and the next than these do from each other; or it stands beyond the last. ""
// where it stands before the first, or where nothing tells.
func after(u *copied, dated []*copied) string {
	for i := 0; i+1 < len(dated); i++ {
		between := dated[i].apart(dated[i+1])
		if u.apart(dated[i]) < between && u.apart(dated[i+1]) < between {
			return dated[i].Label
		}
	}
	if last := len(dated) - 1; last > 0 && u.apart(dated[last]) < u.apart(dated[last-1]) &&
		u.apart(dated[last-1]) > dated[last].apart(dated[last-1]) {
		return dated[last].Label
	}
	return ""
}
