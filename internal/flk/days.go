package flk

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/fatiao/fatiao/corpus/lawtable"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// daysName is the list of days in the folder.
const daysName = "国家法律法规数据库日期.json"

// writeDays writes what the database tells of the days of all texts, those of their histories
// too, for an ingest to read beside the texts.
func writeDays(folder string, l *log) error {
	type key struct {
		name string
		day  statute.Date
	}
	at := map[key]int{}
	var rows []lawtable.Row
	add := func(title string, day, from statute.Date, status string, own bool) {
		if title == "" || day == "" {
			return
		}
		row := lawtable.Row{Name: title, Published: day, From: from, Ended: status == over}
		k := key{title, day}
		if i, ok := at[k]; !ok {
			at[k] = len(rows)
			rows = append(rows, row)
		} else if own { // what the database tells of a text itself counts before what others tell of it
			rows[i] = row
		}
	}
	all := slices.DeleteFunc(l.all(), func(r record) bool { return r.IsDay })
	for _, r := range all {
		for _, v := range r.History {
			add(v.Title, v.Promulgated, v.From, v.Status, false)
		}
	}
	for _, r := range all {
		add(r.Title, r.Promulgated, r.From, r.Status, true)
	}
	if len(rows) == 0 {
		return nil
	}
	data, err := lawtable.WriteDays("国家法律法规数据库", rows)
	if err != nil {
		return err
	}
	if err := wholefile.Write(filepath.Join(folder, daysName), data, 0o600); err != nil {
		return fmt.Errorf("storing the list of days: %w", err)
	}
	return nil
}
