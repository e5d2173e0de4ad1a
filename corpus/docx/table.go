package docx

import (
	"strings"
)

// maxSpan is how many columns a table of Word has.
const maxSpan = 63

// row is a row of a table that is being read.
type row struct {
	cells   []cell
	before  int // columns that it leaves out
	dropped bool
}

// cell is a cell: its lines and how many columns it takes.
type cell struct {
	text string
	span int
}

// table reads a table: a line for each row, its cells between |. A table of one column is
// layout, not a table: its paragraphs are paragraphs.
func (r *reader) table(s *stream, w *writer) error {
	columns := 0
	return s.each(func(e element) error { return r.inTable(s, e, w, &columns) })
}

func (r *reader) inTable(s *stream, e element, w *writer, columns *int) error {
	switch {
	case e.is(wordML, "tblGrid"):
		return s.each(func(e element) error {
			if e.name == "gridCol" {
				*columns++
			}
			return nil
		})
	case e.is(wordML, "tr"):
		t := &row{}
		if err := s.each(func(e element) error { return r.inRow(s, e, t) }); err != nil {
			return err
		}
		if !t.dropped {
			w.row(t, *columns)
		}
		return nil
	case e.is(compatibility, "AlternateContent"):
		return r.alternatives(s, func(e element) error { return r.inTable(s, e, w, columns) })
	case e.is(wordML, "p"): // a paragraph where none may be
		return r.paragraph(s, w)
	case r.passedOver(e):
		return nil
	}
	return s.each(func(e element) error { return r.inTable(s, e, w, columns) })
}

func (r *reader) inRow(s *stream, e element, t *row) error {
	switch {
	case e.is(wordML, "trPr"):
		return s.each(func(e element) error {
			switch {
			case e.space != wordML:
			case e.name == "del", e.name == "moveFrom":
				t.dropped = true
				r.left.Deleted++
			case e.name == "hidden" && e.on():
				t.dropped = true
				r.left.Hidden++
			case e.name == "gridBefore":
				t.before = min(max(0, integer(e.attr("val"), 0)), maxSpan)
			}
			return nil
		})
	case e.is(wordML, "tc"):
		return r.cell(s, t)
	case e.is(compatibility, "AlternateContent"):
		return r.alternatives(s, func(e element) error { return r.inRow(s, e, t) })
	case r.passedOver(e):
		return nil
	}
	return s.each(func(e element) error { return r.inRow(s, e, t) })
}

func (r *reader) cell(s *stream, t *row) error {
	c, deleted := cell{span: 1}, false
	w := &writer{}
	err := s.each(func(e element) error {
		if e.is(wordML, "tcPr") {
			return s.each(func(e element) error {
				switch {
				case e.space != wordML:
				case e.name == "gridSpan":
					c.span = min(max(1, integer(e.attr("val"), 1)), maxSpan)
				case e.name == "cellDel":
					deleted = true
				}
				return nil
			})
		}
		return r.block(s, e, w)
	})
	if err != nil {
		return err
	}
	if deleted {
		r.left.Deleted++
		return nil
	}
	c.text = w.finish()
	t.cells = append(t.cells, c)
	return r.spend(3*c.span + 3*t.before)
}

// row writes a row. A cell that takes several columns is followed by empty ones, so that
// every cell stands in its column.
func (w *writer) row(t *row, columns int) {
	if len(t.cells) == 1 && t.before == 0 &&
		(columns <= 1 || strings.Count(strings.TrimSpace(t.cells[0].text), "\n") > 0 && t.cells[0].span >= columns) {
		w.b.WriteString(t.cells[0].text)
		return
	}
	if len(t.cells) == 0 {
		return
	}
	var b strings.Builder
	b.WriteString("|")
	for range t.before {
		b.WriteString("  |")
	}
	for _, c := range t.cells {
		b.WriteString(" " + inCell(c.text) + " |")
		for range c.span - 1 {
			b.WriteString("  |")
		}
	}
	w.line(b.String())
}

// inCell is the text of a cell in one line. Rows of tables inside of it lose their |.
func inCell(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.Trim(line, " \t\r\n\u3000"); strings.HasPrefix(line, "| ") {
			line = strings.Join(strings.FieldsFunc(line, func(r rune) bool { return r == '|' }), " ")
		}
		if line = strings.Join(strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' }), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.ReplaceAll(strings.Join(lines, " "), "|", "｜")
}
