package citation

import "strings"

// Tables that compare laws, one a column, with or without a line below the heads, or with tabs between the columns:
//
//	| 制度 | 民法典 | 合同法 |
//	| --- | --- | --- |
//	| 违约 | 第577条 | 第107条 |

// lawTable is such a table.
type lawTable struct {
	start  int    // of the line of heads
	upTo   int    // up to where all lines are rows of it
	column string // what stands between columns
	laws   map[int]law
}

// maxRow bounds a row of such a table, in bytes.
const maxRow = 4000

// rowAt is the line that begins at a place and what stands between its columns, "" where it is no row of a table.
func (r *resolver) rowAt(at int) (line, column string) {
	line = r.doc.Text[at:min(len(r.doc.Text), at+maxRow)]
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	switch {
	case strings.HasPrefix(strings.TrimLeft(line, " \t\u3000"), "|"):
		return line, "|"
	case strings.Contains(line, "\t"):
		return line, "\t"
	}
	return line, ""
}

// headColumn remembers a law that heads a column of a table.
func (r *resolver) headColumn(m *Mention, w law) {
	line, column := r.rowAt(m.LineStart)
	if r.doc.Law != "" || len(w.keys) != 1 || column == "" || m.Span.End-m.LineStart > len(line) ||
		!r.headsColumns(m, line, column) {
		return
	}
	if r.table.laws == nil || r.table.start != m.LineStart {
		r.table = lawTable{start: m.LineStart, upTo: m.LineStart, column: column, laws: map[int]law{}}
	}
	r.table.laws[strings.Count(line[:m.Span.Start-m.LineStart], column)] = w
}

// headsColumns reports whether the line in which a law is named is above the line that divides the heads of a table from its
// rows, or without such a line, the first of a table, with no more in the cell than the law.
func (r *resolver) headsColumns(m *Mention, line, column string) bool {
	next := m.LineStart + len(line) + 1
	if next >= len(r.doc.Text) {
		return false
	}
	below, same := r.rowAt(next)
	if strings.Contains(below, "--") && strings.Trim(below, " \t\r|:-") == "" {
		return true
	}
	if same != column || m.LineStart > 0 && r.followsRow(m.LineStart, column) {
		return false
	}
	before, after := line[:m.Span.Start-m.LineStart], line[m.Span.End-m.LineStart:]
	before = before[strings.LastIndex(before, column)+1:]
	after, _, _ = strings.Cut(after, column)
	after = strings.Trim(after, besideMarks)
	return strings.Trim(before, besideMarks) == "" && len(after) <= maxNameNote && (after == "" || noteEnding(after) == len(after))
}

// followsRow reports whether the line above the one at a place is a row of a table with the same columns.
func (r *resolver) followsRow(at int, column string) bool {
	above := strings.LastIndexByte(r.doc.Text[max(0, at-1-maxRow):at-1], '\n') + 1 + max(0, at-1-maxRow)
	_, same := r.rowAt(above)
	return same == column
}

// ofColumn is the law that heads the column in which a mention stands.
func (r *resolver) ofColumn(m *Mention) law {
	if r.table.laws == nil {
		return law{}
	}
	for r.table.upTo < m.LineStart {
		line, column := r.rowAt(r.table.upTo)
		if column != r.table.column || len(line) == maxRow {
			r.table = lawTable{}
			return law{}
		}
		r.table.upTo += len(line) + 1
	}
	line, column := r.rowAt(m.LineStart)
	if column != r.table.column || m.LineStart == r.table.start || m.Span.Start-m.LineStart > len(line) {
		return law{}
	}
	return r.table.laws[strings.Count(line[:m.Span.Start-m.LineStart], column)]
}
