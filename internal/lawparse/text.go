package lawparse

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Words is the node's own text as a reader sees it: comments, pipes and the
// spaces around them removed.
func (l *Law) Words(n *Node) string {
	s := n.Text.Of(l.Text)
	if n.Kind == statute.KindTable {
		return tableText(s)
	}
	return strings.TrimSpace(stripComments(s))
}

// LabelText is the node's label without inner spaces: 第一百二十八条.
func (l *Law) LabelText(n *Node) string { return squeeze(n.Label.Of(l.Text)) }

// Body is the text of an article, clause or annex without its label: its
// paragraphs, items and tables, a line each.
func (l *Law) Body(n *Node) string {
	var b strings.Builder
	n.Walk(func(m, _ *Node) bool {
		switch m.Kind {
		case statute.KindNote, statute.KindClosing:
			return true
		}
		s := l.Words(m)
		if m != n && m.Label.Len() > 0 {
			s = l.LabelText(m) + s
		}
		if s == "" {
			return true
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s)
		return true
	})
	return b.String()
}

// tableText writes the rows of a Markdown table as lines, with CellMark between cells.
func tableText(s string) string {
	var rows []string
	for _, row := range strings.Split(s, "\n") {
		if strings.Trim(row, " \t\r|:-　") == "" {
			continue // the rule between head and body, or a blank line
		}
		row = strings.TrimSpace(row)
		row = strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|")
		cells := strings.Split(row, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, strings.Join(cells, CellMark))
	}
	return strings.Join(rows, "\n")
}
