package lawbuild

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// lists are what the lists that lie beside texts tell, by the texts that they mean.
type lists struct {
	rows  map[int64][]kb.ListedDay // by version
	until map[string]statute.Date  // the day up to which a list goes, by its path
	notes []string                 // rows that mean nothing loaded or cannot be right
	// unloaded are the texts that lists know and nothing loaded has, by key.
	unloaded map[string][]kb.Unloaded
}

// readLists finds the texts that lists mean.
func readLists(ctx context.Context, w *kb.Writer, versions [][]kb.Version) (*lists, error) {
	l := &lists{rows: map[int64][]kb.ListedDay{}, until: map[string]statute.Date{}, unloaded: map[string][]kb.Unloaded{}}
	days, err := kb.ListedDays(ctx, w)
	if err != nil || len(days) == 0 {
		return l, err
	}
	names, err := w.Names(ctx)
	if err != nil {
		return nil, err
	}
	byLaw := map[string][]kb.Version{}
	for _, of := range versions {
		byLaw[of[0].Law] = of
	}
	about := map[string][]kb.ListedDay{} // by law
	for _, d := range days {
		l.until[d.Source] = max(l.until[d.Source], statute.Date(d.Label))
		if d.Problem != "" {
			l.note(d, d.Problem)
		}
		if key := listedKey(names, byLaw, d.Name); key != "" {
			about[key] = append(about[key], d)
		} else {
			l.lack(statute.Key(d.Name), d, "没有收录这部法律")
		}
	}
	for key, rows := range about {
		for _, row := range rows {
			if id := listedText(byLaw[key], rows, row); id != 0 {
				l.rows[id] = append(l.rows[id], row)
			} else {
				l.lack(key, row, "没有收录这一日期的文本")
			}
		}
	}
	return l, nil
}

// lack keeps a text that a list knows and nothing loaded has. A database of the state knows many
// laws that nobody wanted to load: that is no fault of the list.
func (l *lists) lack(key string, row kb.ListedDay, what string) {
	if row.Label != "" {
		l.unloaded[key] = append(l.unloaded[key], kb.Unloaded{Law: key, Label: row.Label, From: row.From, Official: row.Official})
	}
	if !row.Official {
		l.note(row, what)
	}
}

// known are the texts of a law that a database of the state knows and nothing loaded has, as far
// as time goes.
func (l *lists) known(key string) []timeline.Text {
	var texts []timeline.Text
	for _, u := range l.unloaded[key] {
		if u.Official && u.From != "" {
			texts = append(texts, timeline.Text{Label: u.Label, From: timeline.DayOf(u.From, timeline.FromOfficial)})
		}
	}
	return texts
}

func (l *lists) note(row kb.ListedDay, what string) {
	l.notes = append(l.notes, fmt.Sprintf("%s：《%s》%s %s", filepath.Base(row.Source), row.Name, row.Label, what))
}

// listedKey is the key of the loaded law that a list means, "" where none is.
func listedKey(names *lawnames.Names, loaded map[string][]kb.Version, name string) string {
	key := statute.Key(name)
	if loaded[key] != nil {
		return key
	}
	if keys := names.Resolve(name); len(keys) == 1 && loaded[keys[0]] != nil {
		return keys[0]
	}
	return ""
}

// listedText is the text of a law that a row of a list means, 0 for none: the one of that
// day, or the only one that was adopted not long before and that no other row means, since a
// list may tell the day of publication.
func listedText(of []kb.Version, rows []kb.ListedDay, row kb.ListedDay) int64 {
	if row.Label == "" {
		return 0
	}
	named := map[string]bool{}
	for _, r := range rows {
		named[r.Label] = true
	}
	found := int64(0)
	for _, v := range of {
		if v.Label == row.Label {
			return v.ID
		}
		if statute.IsUndated(v.Label) || named[v.Label] || !isWithin(statute.Date(row.Label), v.Label) {
			continue
		}
		if found != 0 {
			return 0
		}
		found = v.ID
	}
	return found
}

// start is the day from which lists say that a version is in force. Where one that is not official
// repeats the day of an amendment, it tells nothing: it may be in force later.
func (l *lists) start(v kb.Version) timeline.Day {
	from := timeline.DayOf("", timeline.Unknown)
	for _, r := range l.rows[v.ID] {
		source := timeline.FromSite
		if r.Official {
			source = timeline.FromOfficial
		} else if string(r.From) == r.Label && v.IsAmended() {
			continue
		}
		from = timeline.Better(from, timeline.DayOf(r.From, source))
	}
	return from
}

// said is the last day on which a list names a version, and whether it says that the version
// is in force then.
func (l *lists) said(v kb.Version) (until statute.Date, inForce bool) {
	for _, r := range l.rows[v.ID] {
		if day := l.until[r.Source]; day >= until {
			until, inForce = day, !r.Ended
		}
	}
	return until, inForce
}
