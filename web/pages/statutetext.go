package pages

import (
	"strconv"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// textLine is a line of statute text on a page: a paragraph, an item or a row
// of a table.
type textLine struct {
	Anchor string // k1-x2
	Class  string // paragraph, item, subitem, table, note
	Margin string // 第一款, in the margin where an article has several
	Label  string
	Pieces []linked
	Rows   [][]string // of a table, whose first row is its head
}

// linked is a stretch of text, perhaps a citation that links to its target.
type linked struct {
	Text    string
	URL     string // "" for plain text, and for citations that lead nowhere
	Cite    bool
	Marked  bool    // words that were looked for
	Inner   []piece // the text of a citation cut at such words; empty where it has none
	Term    bool    // a defined term that links to its definition
	Preview *preview
	ID      string // of the preview on the page
}

// linesOf lays out the parts of a unit with links for its citations. prefix
// starts the anchors of a page with several units.
func (l links) linesOf(u *kb.Unit, cites []citegraph.Cite, previews map[int]*preview, prefix string) []textLine {
	paragraphs := 0
	for _, p := range u.Parts {
		if p.Kind == statute.KindParagraph {
			paragraphs++
		}
	}
	var lines []textLine
	var walk func(parts []kb.Part, depth int)
	walk = func(parts []kb.Part, depth int) {
		for _, p := range parts {
			line := textLine{Class: classOf(p.Kind), Label: p.Label, Pieces: l.pieces(p, cites, previews)}
			if len(p.Rows) > 0 {
				line.Pieces, line.Rows = nil, p.Rows
			}
			if p.Local != "" {
				line.Anchor = prefix + anchor(p.Local)
			}
			if p.Kind == statute.KindParagraph && paragraphs > 1 {
				if prov, err := statute.ParseProvision("1/" + p.Local); err == nil && p.Local != "" {
					line.Margin = textParagraph(prov.Paragraph)
				}
			}
			lines = append(lines, line)
			walk(p.Parts, depth+1)
		}
	}
	walk(u.Parts, 0)
	return lines
}

func classOf(k statute.NodeKind) string {
	switch k {
	case statute.KindItem, statute.KindSubitem, statute.KindTable, statute.KindNote, statute.KindHeading:
		return string(k)
	}
	return "paragraph"
}

// anchor turns a local address into an id: k1/x2 into k1-x2.
func anchor(local string) string {
	b := []byte(local)
	for i := range b {
		if b[i] == '/' {
			b[i] = '-'
		}
	}
	return string(b)
}

// pieces cuts the text of a part at its citations. A citation of several
// provisions links to the first; the name of the law right before belongs to the link.
func (l links) pieces(p kb.Part, cites []citegraph.Cite, previews map[int]*preview) []linked {
	if p.End-p.Start != len(p.Text) {
		return []linked{{Text: p.Text}} // comments or pipes were taken out: places do not fit
	}
	var list []linked
	at := p.Start
	for i, c := range cites {
		if c.Start < at || c.End > p.End || c.Start == c.End || len(c.Targets) == 0 && c.Status != citation.Ambiguous {
			continue
		}
		start := c.Start
		if name := start - len(c.Name); name >= at && p.Text[name-p.Start:start-p.Start] == c.Name {
			start = name
		}
		if start > at {
			list = append(list, linked{Text: p.Text[at-p.Start : start-p.Start]})
		}
		piece := linked{Text: p.Text[start-p.Start : c.End-p.Start], Cite: true, Preview: previews[i]}
		if len(c.Targets) > 0 {
			piece.URL = l.target(c.Targets[0])
		}
		if piece.Preview != nil {
			piece.ID = "p" + strconv.Itoa(c.Start)
		}
		list = append(list, piece)
		at = c.End
	}
	return append(list, linked{Text: p.Text[at-p.Start:]})
}
