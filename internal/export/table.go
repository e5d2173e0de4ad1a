package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// TableCSV is a table, with its row of titles, that spreadsheets open, in UTF-8.
func TableCSV(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff") // or Excel takes it for GBK
	w := csv.NewWriter(&b)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = harmless(cell)
		}
		if err := w.Write(cells); err != nil {
			return nil, fmt.Errorf("writing a table: %w", err)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
