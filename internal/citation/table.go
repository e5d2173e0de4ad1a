package citation

import "strings"

// Tables that compare laws, one a column:
//
//	| 制度 | 民法典 | 合同法 |
//	| --- | --- | --- |
//	| 违约 | 第577条 | 第107条 |

// lawTable is such a table.
type lawTable struct {
	start int         // of the line of heads
	upTo  int         // up to where all lines are rows of it
	laws  map[int]law // by column
}

// maxRow bounds a row of such a table, in bytes.
const maxRow = 4000

// isRow reports whether a line that begins at a place is a row of a table.
func (r *resolver) isRow(at int) bool {
	return strings.HasPrefix(strings.TrimLeft(r.doc.Text[at:min(len(r.doc.Text), at+maxLabel)], " \t\u3000"), "|")
}

// headColumn remembers a law that heads a column of a table.
func (r *resolver) headColumn(m *Mention, w law) {
	if r.doc.Law != "" || len(w.keys) != 1 || !r.isRow(m.LineStart) || !r.headsColumns(m.Span.End) {
		return
	}
	if r.table.laws == nil || r.table.start != m.LineStart {
		r.table = lawTable{start: m.LineStart, upTo: m.LineStart, laws: map[int]law{}}
	}
	r.table.laws[strings.Count(r.doc.Text[m.LineStart:m.Span.Start], "|")] = w
}

// headsColumns reports whether the line in which a place stands is above the line that
// divides the heads of a table from its rows.
func (r *resolver) headsColumns(at int) bool {
	rest := r.doc.Text[at:min(len(r.doc.Text), at+2*maxTitle)]
	_, rest, ok := strings.Cut(rest, "\n")
	line, _, _ := strings.Cut(rest, "\n")
	return ok && strings.Contains(line, "--") && strings.Trim(line, " \t\r|:-") == ""
}

// ofColumn is the law that heads the column in which a mention stands.
func (r *resolver) ofColumn(m *Mention) law {
	if r.table.laws == nil {
		return law{}
	}
	for r.table.upTo < m.LineStart {
		end := strings.IndexByte(r.doc.Text[r.table.upTo:m.LineStart], '\n')
		if end < 0 || !r.isRow(r.table.upTo) {
			r.table = lawTable{}
			return law{}
		}
		r.table.upTo += end + 1
	}
	if !r.isRow(m.LineStart) || m.LineStart == r.table.start || m.Span.Start-m.LineStart > maxRow {
		return law{}
	}
	return r.table.laws[strings.Count(r.doc.Text[m.LineStart:m.Span.Start], "|")]
}
