package pages

import (
	"fmt"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// older leads from a search in a law that finds nothing to what it finds in texts that are no longer in force, nil where that
// is nothing either.
func (r *request) older(link pageLink, req search.Request) (*choice, error) {
	req.Superseded, req.Size, req.Beside = true, 1, 0
	res, err := r.Search.Search(r.ctx(), req)
	if err != nil || res.Total == 0 {
		return nil, err
	}
	return &choice{Name: textOlder(res.Total), URL: link.with("superseded", "1")}, nil
}

// asksInLaw reports whether a condition keeps a search to a law.
func asksInLaw(req search.Request) bool {
	return slices.ContainsFunc(slices.Concat(req.Filters, query.Parse(req.Query).Filters),
		func(f query.Filter) bool { return f.Field == engine.FieldLaw })
}

// nowOfHit is what an article among the hits is now, nil for texts in force and for other hits.
func (r *request) nowOfHit(h search.Hit) (*nowView, error) {
	if h.Type != "article" || h.Status != statute.StatusRepealed && h.Status != statute.StatusAmended {
		return nil, nil
	}
	a, err := statute.ParseAddress(h.Address)
	if err != nil {
		return nil, nil // it is no provision
	}
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", a, err)
	}
	return r.nowOf(place)
}
