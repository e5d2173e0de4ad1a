// Package changelog tells what an ingest changed: which laws are new, have a newer
// text, are no longer in force, or have other words in a text of the same day.
//
// [Look] notes how the laws are, [Compare] compares two such notes; package kb keeps the log.
package changelog

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// State is how the laws of a knowledge base are, by key.
type State map[string]law

type law struct {
	repealed bool
	texts    map[string]string // label to what tells its words
}

// Look notes how the laws are on a day. Texts that were made from amendments are no texts here.
func Look(ctx context.Context, w *kb.Writer, day statute.Date) (State, error) {
	words, err := kb.Map[int64, string](ctx, w, "reading what tells the words of laws", `SELECT vd.version_id,
		group_concat(CASE WHEN d.units > 0 THEN d.body_hash ELSE d.hash END, ' ' ORDER BY vd.ord)
		FROM version_document vd JOIN document d ON d.id = vd.document_id WHERE vd.role = 'text' GROUP BY 1`)
	if err != nil {
		return nil, err
	}
	laws, err := w.VersionsByLaw(ctx)
	if err != nil {
		return nil, err
	}
	state := make(State, len(laws))
	for _, versions := range laws {
		l := law{texts: map[string]string{}}
		for _, v := range versions {
			if v.Computed == "" {
				l.texts[v.Label] = words[v.ID]
			}
		}
		if len(l.texts) == 0 {
			continue
		}
		kb.SortVersions(versions)
		l.repealed = versions[kb.On(versions, day)].StatusOn(day) == statute.StatusRepealed
		state[versions[0].Law] = l
	}
	return state, nil
}

// order is that of the kinds in a report.
var order = []kb.ChangeKind{kb.LawAdded, kb.LawAmended, kb.LawRepealed, kb.TextCorrected, kb.LawEarlier, kb.LawRemoved}

// Compare is what became of the laws from one note to a later one, by kind, then by law.
func Compare(before, after State) []kb.LawChange {
	var all []kb.LawChange
	for key, l := range after {
		was, known := before[key]
		if !known {
			all = append(all, kb.LawChange{Kind: kb.LawAdded, Law: key, Label: newest(l.texts)})
			continue
		}
		all = append(all, textChanges(key, was, l)...)
		if l.repealed && !was.repealed {
			all = append(all, kb.LawChange{Kind: kb.LawRepealed, Law: key})
		}
	}
	for key := range before {
		if _, ok := after[key]; !ok {
			all = append(all, kb.LawChange{Kind: kb.LawRemoved, Law: key})
		}
	}
	slices.SortFunc(all, func(a, b kb.LawChange) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)), cmp.Compare(a.Law, b.Law),
			statute.CompareLabels(a.Label, b.Label))
	})
	return all
}

// textChanges is what became of the texts of a law. A text that now has another day, with the
// same words, was corrected.
func textChanges(key string, was, is law) []kb.LawChange {
	gone := map[string]bool{} // words of texts that are no longer there under their label
	for label, words := range was.texts {
		if _, ok := is.texts[label]; !ok {
			gone[words] = true
		}
	}
	last := newest(was.texts)
	var all []kb.LawChange
	for label, words := range is.texts {
		old, known := was.texts[label]
		c := kb.LawChange{Law: key, Label: label}
		switch {
		case known && old == words:
			continue
		case known, gone[words]:
			c.Kind = kb.TextCorrected
			delete(gone, words)
		case statute.CompareLabels(label, last) > 0:
			c.Kind = kb.LawAmended
		default:
			c.Kind = kb.LawEarlier
		}
		all = append(all, c)
	}
	for label, words := range was.texts {
		if _, ok := is.texts[label]; !ok && gone[words] {
			all = append(all, kb.LawChange{Kind: kb.LawRemoved, Law: key, Label: label})
		}
	}
	return all
}

func newest(texts map[string]string) string {
	return slices.MaxFunc(slices.Collect(maps.Keys(texts)), statute.CompareLabels)
}

// Count is how many changes there are of each kind.
func Count(changes []kb.LawChange) map[kb.ChangeKind]int {
	n := map[kb.ChangeKind]int{}
	for _, c := range changes {
		n[c.Kind]++
	}
	return n
}
