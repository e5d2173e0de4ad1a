package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
)

// Table writes a table that spreadsheets open, in UTF-8, row by row.
type Table struct{ w *csv.Writer }

// NewTable begins a table with its row of titles.
func NewTable(w io.Writer, titles []string) (*Table, error) {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // or Excel takes it for GBK
		return nil, fmt.Errorf("writing a table: %w", err)
	}
	t := &Table{csv.NewWriter(w)}
	return t, t.Row(titles)
}

// Row writes a row. No cell of it is taken for a formula.
func (t *Table) Row(row []string) error {
	cells := make([]string, len(row))
	for i, cell := range row {
		cells[i] = harmless(cell)
	}
	if err := t.w.Write(cells); err != nil {
		return fmt.Errorf("writing a table: %w", err)
	}
	return nil
}

// Close writes what is left of the rows. It does not close what they are written to.
func (t *Table) Close() error {
	t.w.Flush()
	if err := t.w.Error(); err != nil {
		return fmt.Errorf("writing a table: %w", err)
	}
	return nil
}

// TableCSV is a table, with its row of titles, that spreadsheets open, in UTF-8.
func TableCSV(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	t, err := NewTable(&b, rows[0])
	if err != nil {
		return nil, err
	}
	for _, row := range rows[1:] {
		if err := t.Row(row); err != nil {
			return nil, err
		}
	}
	err = t.Close()
	return b.Bytes(), err
}
