package pages

import (
	"time"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// updateView is what an ingest changed of the laws.
type updateView struct {
	Day     string // by Beijing time
	From    string // the collections
	Summary string
	Laws    []updatedLaw
	More    int // changes that are not listed
}

type updatedLaw struct {
	What, Class string
	Law, URL    string
	Text        string
}

// The number of updates that a page lists, and of laws in each.
const (
	updatesListed     = 10
	updatedLawsListed = 200
)

// updates lists the latest updates of the collection.
func (r *request) updates() ([]updateView, error) {
	runs, _, err := r.Laws.ChangeRuns(r.ctx(), 0, updatesListed)
	if err != nil {
		return nil, err
	}
	views := make([]updateView, len(runs))
	for i, run := range runs {
		v := updateView{Day: run.At, From: textCollections(run.Collections), Summary: textUpdate(run)}
		if at, err := time.Parse(time.RFC3339, run.At); err == nil {
			v.Day = string(statute.Today(at))
		}
		v.More = max(0, len(run.Changes)-updatedLawsListed)
		for _, c := range run.Changes[:len(run.Changes)-v.More] {
			law := updatedLaw{What: textChangeKinds[c.Kind].what, Class: string(c.Kind), Law: c.Law}
			if c.Kind != kb.LawRemoved {
				law.URL = r.law(c.Law)
			}
			if c.Label != "" {
				law.Text = kb.Version{Label: c.Label}.Name()
				if law.URL != "" {
					law.URL = r.law(c.Law + "@" + c.Label)
				}
			}
			v.Laws = append(v.Laws, law)
		}
		views[i] = v
	}
	return views, nil
}
