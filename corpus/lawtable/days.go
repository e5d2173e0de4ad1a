package lawtable

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// daysHead is what a list of official days begins with.
const daysHead = `{"fatiao":"official days"`

// daysFile is a list of official days as a file: what a database of the state tells of the days of
// texts, whether they are loaded or not.
type daysFile struct {
	Fatiao string    `json:"fatiao"`
	Source string    `json:"source"`
	Texts  []daysRow `json:"texts"`
}

type daysRow struct {
	Name      string       `json:"name"`
	Published statute.Date `json:"published"`
	From      string       `json:"from,omitempty"`
	Ended     bool         `json:"ended,omitempty"`
}

// IsDays reports whether a file begins as lists of official days do.
func IsDays(head []byte) bool { return bytes.HasPrefix(head, []byte(daysHead)) }

// WriteDays writes a list of official days of a source that is named for the user.
func WriteDays(source string, rows []Row) ([]byte, error) {
	f := daysFile{Fatiao: "official days", Source: source, Texts: make([]daysRow, len(rows))}
	for i, r := range rows {
		f.Texts[i] = daysRow{r.Name, r.Published, string(r.From), r.Ended}
	}
	data, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("writing a list of days: %w", err)
	}
	return append(data, '\n'), nil
}

// ReadDays reads a list of official days.
func ReadDays(file []byte) (*Table, error) {
	var f daysFile
	if err := json.Unmarshal(file, &f); err != nil {
		return nil, usererr.Errorf("官方日期目录读不懂：%v", err)
	}
	table := &Table{}
	for _, t := range f.Texts[:min(len(f.Texts), maxRows)] {
		if t.Name == "" {
			continue
		}
		row := Row{Name: t.Name, Ended: t.Ended, Official: true}
		row.setDays(string(t.Published), t.From)
		table.Rows = append(table.Rows, row)
	}
	return table, nil
}
