package kb

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Part is a piece of a unit: a paragraph, an item, a table. The words of a
// unit are, in order, the label and text of each part and of the parts below.
type Part struct {
	Kind  statute.NodeKind `json:"k"`
	Local string           `json:"a,omitempty"` // address below the unit: k1/x2
	Label string           `json:"l,omitempty"` // （二）
	Text  string           `json:"t,omitempty"` // of a passage it is not stored: see withoutWords
	Start int              `json:"s"`           // of Text in the document, bytes
	End   int              `json:"e"`
	Parts []Part           `json:"p,omitempty"`
	Rows  [][]string       `json:"r,omitempty"` // of a table, whose Text has them as lines
}

// Holds reports whether a place of the document lies in the part or below it.
func (p *Part) Holds(at int) bool {
	if at >= p.Start && at < p.End {
		return true
	}
	for i := range p.Parts {
		if p.Parts[i].Holds(at) {
			return true
		}
	}
	return false
}

// withoutWords are the parts of a passage as they are stored: where they stand in the text of
// the document, which is stored once, and not what stands there.
func withoutWords(text string, parts []Part) []Part {
	stored := slices.Clone(parts)
	for i := range stored {
		if p := &stored[i]; len(p.Parts) == 0 && 0 <= p.Start && p.Start <= p.End && p.End <= len(text) && text[p.Start:p.End] == p.Text {
			p.Text = ""
		}
	}
	return stored
}

// withWords gives the parts of the passages of a document their words.
func withWords(text string, passages []*Unit) error {
	for _, u := range passages {
		for i := range u.Parts {
			p := &u.Parts[i]
			if p.Text != "" || len(p.Parts) > 0 {
				continue
			}
			if p.Start < 0 || p.Start > p.End || p.End > len(text) {
				return fmt.Errorf("a part of unit %d stands at %d to %d of a text of %d bytes", u.ID, p.Start, p.End, len(text))
			}
			p.Text = text[p.Start:p.End]
		}
	}
	return nil
}

// TextOf writes parts as plain text, a line each, items with their labels,
// without notes.
func TextOf(parts []Part) string {
	var b strings.Builder
	writeText(&b, parts)
	return b.String()
}

func writeText(b *strings.Builder, parts []Part) {
	for _, p := range parts {
		if p.Kind != statute.KindNote && p.Label+p.Text != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(p.Label)
			b.WriteString(p.Text)
		}
		writeText(b, p.Parts)
	}
}

// Has reports whether the unit has the paragraph, item or sub-item of an address.
func (u *Unit) Has(p statute.Provision) bool {
	_, ok := findPart(u.Parts, p)
	return ok
}

// Part is the paragraph, item or sub-item of an address.
func (u *Unit) Part(p statute.Provision) (Part, bool) { return findPart(u.Parts, p) }

// findPart returns the part with a local address. /x2 finds the item of the
// only paragraph that has one; it is ambiguous, and not found, where several
// paragraphs have an item 2.
func findPart(parts []Part, p statute.Provision) (Part, bool) {
	if p.Paragraph == 0 && p.Item > 0 {
		var found Part
		count := 0
		for _, k := range parts {
			if part, ok := findItem([]Part{k}, p); ok {
				found = part
				count++
			}
		}
		return found, count == 1
	}
	for _, k := range parts {
		if k.Kind != statute.KindParagraph || k.Local != "k"+strconv.Itoa(p.Paragraph) {
			continue
		}
		if p.Item == 0 {
			return k, true
		}
		return findItem([]Part{k}, p)
	}
	return Part{}, false
}

func findItem(parts []Part, p statute.Provision) (Part, bool) {
	for _, part := range parts {
		if part.Kind == statute.KindItem && strings.HasSuffix("/"+part.Local, "/x"+strconv.Itoa(p.Item)) {
			if p.Subitem == 0 {
				return part, true
			}
			for _, m := range part.Parts {
				if strings.HasSuffix(m.Local, "/m"+strconv.Itoa(p.Subitem)) {
					return m, true
				}
			}
			return Part{}, false
		}
		if found, ok := findItem(part.Parts, p); ok {
			return found, true
		}
	}
	return Part{}, false
}
