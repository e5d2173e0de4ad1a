package local

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

func (e *Engine) readLaws(ctx context.Context) error {
	versions, err := e.base.Versions(ctx)
	if err != nil {
		return err
	}
	laws, err := e.base.Laws(ctx)
	if err != nil {
		return err
	}
	e.versions, e.texts = make(map[int64]kb.Version, len(versions)), make(map[searchdoc.Key]int64, len(versions))
	for _, v := range versions {
		e.versions[v.ID] = v
		e.texts[searchdoc.VersionKey(v.Law, v.Label)] = v.ID
	}
	e.laws, e.lawRows = make(map[int64]kb.LawSummary, len(laws)), make(map[string]int64, len(laws))
	for _, l := range laws {
		e.laws[l.ID] = l
		e.lawRows[l.Key] = l.ID
	}
	return nil
}

func (e *Engine) readDocuments(ctx context.Context) error {
	documents, err := e.base.AllDocuments(ctx)
	if err != nil {
		return err
	}
	e.documents = make(map[int64]kb.DocumentInfo, len(documents))
	for _, d := range documents {
		e.documents[d.ID] = d
	}
	if e.cases, err = e.base.Cases(ctx); err != nil {
		return err
	}
	if e.reported, err = e.base.ToldCases(ctx); err != nil {
		return err
	}
	list := slices.Clone(e.reported)
	for _, c := range e.cases {
		list = append(list, c)
	}
	tier := map[casefile.Tier]int{}
	for i, t := range casefile.Tiers {
		tier[t] = i
	}
	slices.SortFunc(list, func(a, b *kb.CaseInfo) int {
		return cmp.Or(cmp.Compare(tier[a.Tier], tier[b.Tier]), cmp.Compare(b.Date, a.Date), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Place, b.Place))
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
	case f.unknown || f.Kind != ranking.Case:
		return nil
	}
	return e.cases[f.ID.Row]
}

// attributes are what the fields of a document are read from, on a day.
func (e *Engine) attributes(f ranking.Facts, day statute.Date) *engine.Attributes {
	a := &engine.Attributes{Kind: searchdoc.Kind(f.Kind)}
	if f.Law == 0 {
		if c := e.cases[f.ID.Row]; c != nil && f.Kind == ranking.Case {
			return e.attributesOfCase(c)
		}
		a.Title, a.Date = e.documents[f.ID.Row].Title, e.dateOf(f)
		return a
	}
	l := e.laws[f.Law]
	a.Title, a.Law, a.Level, a.Issuers, a.Date = l.Key, l.Key, l.Level, l.Issuers, e.dateOf(f)
	if f.Version != 0 {
		a.Status = e.versions[f.Version].StatusOn(day)
	}
	return a
}

func (e *Engine) attributesOfCase(c *kb.CaseInfo) *engine.Attributes {
	return &engine.Attributes{Kind: searchdoc.Case, Title: c.Title, Date: c.Date, Tier: c.Tier, Court: c.Court, CourtLevel: c.CourtLevel, Province: c.Province,
		CaseKind: c.CaseKind, Cause: c.Cause, Charges: c.Charges, Outcome: c.Outcome, Year: c.Year()}
}

// dateOf is the day of a document: that of a text, of the newest text of a law, or
// the one that other documents have.
func (e *Engine) dateOf(f ranking.Facts) statute.Date {
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
	return e.documents[f.ID.Row].Date
}

// keysOf are the keys of documents.
func (e *Engine) keysOf(ctx context.Context, list []found) ([]searchdoc.Key, error) {
	keys := make([]searchdoc.Key, len(list))
	var rows []int64
	for i, f := range list {
		switch {
		case f.key != "":
			keys[i] = f.key
		case f.ID.Table == index.TableUnit:
			rows = append(rows, f.ID.Row)
		default:
			keys[i] = e.otherKey(f.ID)
		}
	}
	addresses, err := e.base.Addresses(ctx, rows)
	if err != nil {
		return nil, err
	}
	for i, f := range list {
		if keys[i] != "" {
			continue
		}
		a, ok := addresses[f.ID.Row]
		if !ok {
			return nil, fmt.Errorf("the ranking has unit %d, which the knowledge base has not", f.ID.Row)
		}
		v := e.versions[a.Version]
		keys[i] = searchdoc.ProvisionKey(v.Law, v.Label, a.Address).Repeated(a.Nth)
	}
	return keys, nil
}

// otherKey is the key of a document that is no provision.
func (e *Engine) otherKey(id index.ID) searchdoc.Key {
	if id.Table == index.TableLaw {
		return searchdoc.LawKey(e.laws[id.Row].Key)
	}
	d := e.documents[id.Row]
	return searchdoc.DocumentKey(d.Kind, d.Ref)
}

// docOf is the number of a document in the ranking; ok is false where it has none
// with that key.
func (e *Engine) docOf(ctx context.Context, key searchdoc.Key) (doc int, ok bool, err error) {
	id, ok, err := e.rowOf(ctx, key)
	if err != nil || !ok {
		return 0, false, err
	}
	doc, ok = e.ranker.Find(id)
	return doc, ok, nil
}

// rowOf is the row of the knowledge base that a document is made of.
func (e *Engine) rowOf(ctx context.Context, key searchdoc.Key) (id index.ID, ok bool, err error) {
	if law, label, address, ok := key.Provision(); ok {
		version, ok := e.texts[searchdoc.VersionKey(law, label)]
		if !ok {
			return id, false, nil
		}
		at := kb.AddressInText{Version: version, Address: address, Nth: key.Nth()}
		units, err := e.base.UnitsAt(ctx, []kb.AddressInText{at})
		u := units[at]
		if err != nil || u == nil {
			return id, false, err
		}
		return index.ID{Table: index.TableUnit, Row: u.ID}, true, nil
	}
	if _, ref, ok := key.Document(); ok {
		info, ok, err := e.base.DocumentByRef(ctx, ref)
		return index.ID{Table: index.TableDocument, Row: info.ID}, ok, err
	}
	row, ok := e.lawRows[string(key)]
	return index.ID{Table: index.TableLaw, Row: row}, ok, nil
}

// rankingKinds are kinds as the ranking numbers them.
func rankingKinds(kinds []searchdoc.Kind) []ranking.Kind {
	list := make([]ranking.Kind, len(kinds))
	for i, k := range kinds {
		list[i] = ranking.Kind(k)
	}
	return list
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
		return &engine.Attributes{Kind: searchdoc.Kind(f.Kind)}
	}
	return e.attributes(e.ranker.Facts(f.Doc), day)
}
