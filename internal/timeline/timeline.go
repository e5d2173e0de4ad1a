// Package timeline is the grammar of time in law: from when to when each text of a law
// holds, and which source says each of these days. It is plain reckoning over plain data:
// what texts say is read by lawparse, put together by lawbuild and stored by kb.
//
// Start with [Settle].
package timeline

import "github.com/fatiao/fatiao/internal/statute"

// Source says where a day comes from.
type Source string

// The sources, the most trusted first. FromOfficial is a database of the state, which tells days of
// each text. FromText is the text itself; FromDecision another
// loaded text, as an amending decision or a repeal clause; FromRegister a list of days that
// was made by hand; FromSite the database or the collection from which a text was taken, as
// its list of texts tells. Assumed is a day that
// nothing says and that the text would hold from in the most usual case; it is never shown
// as a fact. Unknown goes with an empty day.
const (
	FromOfficial Source = "official"
	FromText     Source = "text"
	FromDecision Source = "decision"
	FromRegister Source = "register"
	FromSite     Source = "site"
	Assumed      Source = "assumed"
	Unknown      Source = "unknown"
)

// trust orders the sources, the most trusted first.
var trust = map[Source]int{FromOfficial: -1, FromText: 0, FromDecision: 1, FromRegister: 2, FromSite: 3, Assumed: 4, Unknown: 5}

// Day is a day with the source that says it: "" and Unknown where nothing does.
type Day struct {
	Date   statute.Date
	Source Source
}

// DayOf is a day that a source says; an empty date is unknown, whatever is asked.
func DayOf(date statute.Date, source Source) Day {
	if date == "" {
		return Day{Source: Unknown}
	}
	return Day{date, source}
}

// IsKnown reports whether a source says the day: it is neither assumed nor unknown.
func (d Day) IsKnown() bool { return d.Date != "" && d.Source != Assumed && d.Source != Unknown }

// Better is that of two days for one fact whose source is trusted more, a where both are
// trusted alike.
func Better(a, b Day) Day {
	if b.Date != "" && (a.Date == "" || trust[b.Source] < trust[a.Source]) {
		return b
	}
	return a
}

// Text is a text of a law as far as time goes.
type Text struct {
	// Label is that of the version: the last day of its caption, or that of an undated text.
	Label string
	From  Day // from when it holds, as sources say of it alone
	// Ended is the day from which its own source says that it no longer holds.
	Ended statute.Date
	// After is the day from which the text holds behind which one without a date stands by its
	// words, "" where nothing tells.
	After statute.Date
}

// begins is the day by which a text stands among the others of its law: that from which it
// holds, else its label, or the year that the label of an undated text tells.
func (t Text) begins() statute.Date {
	switch {
	case t.From.Date != "":
		return t.From.Date
	case statute.IsUndated(t.Label) && t.After != "":
		return t.After
	case statute.IsUndated(t.Label):
		return statute.Date(statute.LabelYear(t.Label))
	}
	return statute.Date(t.Label)
}

// Repeal ends a law on a day.
type Repeal struct {
	Day Day
	By  string // key of the law that says so
	At  string // the provision of it in which that is written, "" where none is known
}

// Span is the time in which a text holds: from the first day to the one on which it no
// longer does. Either is unknown where nothing tells.
type Span struct {
	From, To Day
	// RepealedBy is the key of the law that ended it; "" where another text of the same law
	// did, or nothing.
	RepealedBy string
	RepealedAt string // the provision of RepealedBy in which that is written
}
