package local

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// readLaws reads what is known of the texts and laws, by the numbers that the ranking
// gives them.
func (e *Engine) readLaws(ctx context.Context) error {
	var err error
	if e.texts, err = e.base.Versions(ctx); err != nil {
		return err
	}
	byKey := make(map[searchdoc.Key]kb.Version, len(e.texts))
	for _, v := range e.texts {
		byKey[searchdoc.VersionKey(v.Law, v.Label)] = v
	}
	for _, key := range e.ranker.VersionKeys() {
		e.versions = append(e.versions, byKey[key])
	}
	laws, err := e.base.Laws(ctx)
	if err != nil {
		return err
	}
	summaries := make(map[string]kb.LawSummary, len(laws))
	for _, l := range laws {
		summaries[l.Key] = l
	}
	e.lawNumbers = make(map[string]int, len(laws))
	for number, key := range e.ranker.LawKeys() {
		e.laws = append(e.laws, summaries[key])
		e.lawNumbers[key] = number
	}
	return nil
}

// readDocuments reads what is known of the documents of other kinds, by their numbers in
// the ranking.
func (e *Engine) readDocuments(ctx context.Context) error {
	documents, err := e.base.AllDocuments(ctx)
	if err != nil {
		return err
	}
	cases, err := e.base.Cases(ctx)
	if err != nil {
		return err
	}
	e.documents, e.cases = make(map[int]*kb.DocumentInfo, len(documents)), make(map[int]*kb.CaseInfo, len(cases))
	e.rows = make(map[int64]int, len(documents))
	for i := range documents {
		d := &documents[i]
		doc, ok := e.ranker.Find(searchdoc.DocumentKey(d.Kind, d.Ref))
		if !ok {
			continue
		}
		e.documents[doc], e.rows[d.ID] = d, doc
		if c := cases[d.ID]; c != nil {
			e.cases[doc] = c
		}
	}
	if e.reported, err = e.base.ReportedCases(ctx); err != nil {
		return err
	}
	list := slices.Clone(e.reported)
	for _, c := range cases {
		list = append(list, c)
	}
	tier := map[casefile.Tier]int{}
	for i, t := range casefile.Tiers {
		tier[t] = i
	}
	slices.SortFunc(list, func(a, b *kb.CaseInfo) int {
		return cmp.Or(cmp.Compare(tier[a.Tier], tier[b.Tier]), cmp.Compare(b.Date, a.Date), cmp.Compare(a.Title, b.Title),
			cmp.Compare(a.ID, b.ID), cmp.Compare(a.InReport, b.InReport))
	})
	e.places = make(map[*kb.CaseInfo]int, len(list))
	for i, c := range list {
		e.places[c] = i
	}
	return nil
}

// caseOf is the case that was found; nil where it is none.
func (e *Engine) caseOf(f found) *kb.CaseInfo {
	switch {
	case f.reported != nil:
		return f.reported
	case f.unknown || f.Kind != searchdoc.Case:
		return nil
	}
	return e.cases[f.Doc]
}

// attributes are what the fields of a document are read from, on a day.
func (e *Engine) attributes(doc int, day statute.Date) *engine.Attributes {
	f := e.ranker.Facts(doc)
	a := &engine.Attributes{Kind: f.Kind}
	if f.Law == 0 {
		if c := e.cases[doc]; c != nil {
			return e.attributesOfCase(c)
		}
		if d := e.documents[doc]; d != nil {
			a.Title, a.Date = d.Title, d.Date
		}
		return a
	}
	l := e.laws[f.Law]
	a.Title, a.Law, a.Level, a.Issuers, a.Date = l.Key, l.Key, l.Level, l.Issuers, e.dateOf(doc)
	if f.Version != 0 {
		a.Status = e.versions[f.Version].StatusOn(day)
	}
	return a
}

func (e *Engine) attributesOfCase(c *kb.CaseInfo) *engine.Attributes {
	return &engine.Attributes{Kind: searchdoc.Case, Title: c.Title, Date: c.Date, Tier: c.Tier, Court: c.Court, CourtLevel: c.CourtLevel,
		Province: c.Province,
		CaseKind: c.CaseKind, Cause: c.Cause, Charges: c.Charges, Outcome: c.Outcome, Year: c.Year()}
}

// dateOf is the day of a document: that of a text, of the newest text of a law, or
// the one that other documents have.
func (e *Engine) dateOf(doc int) statute.Date {
	f := e.ranker.Facts(doc)
	switch {
	case f.Version != 0:
		v := e.versions[f.Version]
		if v.Label == statute.Undated {
			return v.InForceFrom
		}
		return statute.Date(v.Label)
	case f.Law != 0:
		return statute.Date(e.laws[f.Law].Latest)
	}
	if d := e.documents[doc]; d != nil {
		return d.Date
	}
	return ""
}

// keyOf is the key of what was found.
func (e *Engine) keyOf(f found) searchdoc.Key {
	if f.key != "" {
		return f.key
	}
	return e.ranker.Key(f.Doc)
}

// provision reads the article or clause that is a document of the ranking.
func (e *Engine) provision(ctx context.Context, doc int) (*kb.Unit, error) {
	key := e.ranker.Key(doc)
	_, _, address, _ := key.Provision()
	at := kb.AddressInText{Version: e.versions[e.ranker.Facts(doc).Version].ID, Address: address, Nth: key.Nth()}
	units, err := e.base.UnitsAt(ctx, []kb.AddressInText{at})
	if err != nil {
		return nil, err
	}
	if units[at] == nil {
		return nil, fmt.Errorf("the ranking has %s, which the knowledge base has not", key)
	}
	return units[at], nil
}

// wanted reports whether documents of a kind may be found.
func wanted(kinds []searchdoc.Kind, k searchdoc.Kind) bool {
	return len(kinds) == 0 || slices.Contains(kinds, k)
}

// attributesOf are the attributes of what was found, on a day.
func (e *Engine) attributesOf(f found, day statute.Date) *engine.Attributes {
	switch {
	case f.reported != nil:
		return e.attributesOfCase(f.reported)
	case f.unknown:
		return &engine.Attributes{Kind: f.Kind}
	}
	return e.attributes(f.Doc, day)
}
