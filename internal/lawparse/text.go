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

// Rows are the rows and cells of a table, empty cells too; nil for other nodes.
func (l *Law) Rows(n *Node) [][]string {
	if n.Kind != statute.KindTable {
		return nil
	}
	var rows [][]string
	for _, row := range strings.Split(stripComments(n.Text.Of(l.Text)), "\n") {
		if strings.Trim(row, " \t\r|:-　") == "" {
			continue
		}
		row = strings.TrimSpace(row)
		cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

// tableText writes the rows of a Markdown table as lines of cells.
func tableText(s string) string {
	var rows []string
	for _, row := range strings.Split(s, "\n") {
		if strings.Trim(row, " \t\r|:-　") == "" {
			continue // the rule between head and body, or a blank line
		}
		var cells []string
		for _, c := range strings.Split(row, "|") {
			if c = strings.TrimSpace(c); c != "" {
				cells = append(cells, c)
			}
		}
		rows = append(rows, strings.Join(cells, " "))
	}
	return strings.Join(rows, "\n")
}
