package searchdoc

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Document is what can be found: one for each article and clause of every text of a
// law, one for each law, case, commentary and consultation. It is plain data.
type Document struct {
	Key  Key
	Kind Kind
	// Kept says that the document is what it was in the generation before: of its fields it has
	// only key and kind, and Cites where what documents cite is found anew.
	Kept bool
	// Title is the key of the law for provisions, the title with all other names for
	// laws, else the title of the document; of a consultation, the question.
	Title string
	// Headings are the titles of the headings above a provision, outermost first.
	Headings []string
	// Crimes are the names of the crimes that an article of the criminal law punishes:
	// its text does not name them.
	Crimes []string
	// Text is all that can be found of the document, without its title.
	Text string
	// Gist is what a long case is ranked by; "" where that is Text.
	Gist string

	// Of provisions and laws.

	Law   string        // key of the law
	Level statute.Level // of the law

	// Of provisions.

	Version string // label of the text
	Address string // below the law: 1036
	Order   int    // place in the reading order of the text, which headings share, from 0
	Heading int    // place of the heading right above in that order, from 1; 0 for none
	// InForceFrom and InForceTo bound the days on which the text is in force, the second
	// not included; "" where nothing tells. RepealedBy is the key of the law that ended it.
	InForceFrom, InForceTo statute.Date
	RepealedBy             string

	// Of other documents.

	// Parts are where certain parts of a case stand in Text, in order and without overlap.
	Parts []Part

	Hash string       // of the whole document; its ref is the beginning
	Date statute.Date // as the document gives it, "" for none

	// Cites are the provisions that the document names, for a consultation those that
	// answer it. Provisions that are not loaded are not among them; annexes may be, which
	// are no documents. A case may name one several times.
	Cites []Key
}

// RankedText is what the document is ranked by.
func (d *Document) RankedText() string {
	if d.Gist != "" {
		return d.Gist
	}
	return d.Text
}

// Path joins the headings, each behind a space, and the crimes likewise.
func (d *Document) Path() string {
	var b strings.Builder
	for _, list := range [...][]string{d.Headings, d.Crimes} {
		for _, s := range list {
			b.WriteString(" " + s)
		}
	}
	return b.String()
}

// Part is a part of a case.
type Part struct {
	Kind       PartKind
	Start, End int // bytes of the text
}

// PartKind is what a part of a case tells.
type PartKind uint8

// The parts in which words can be looked for.
const (
	NoPart  PartKind = iota
	Facts            // what happened, as the court found it
	Reasons          // why it decided so
	Result           // what it decided
	PartKinds
)
