package local

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
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
	e.textsOf = make(map[string][]kb.Version, len(e.texts))
	for _, v := range e.texts {
		byKey[searchdoc.VersionKey(v.Law, v.Label)] = v
		e.textsOf[v.Law] = append(e.textsOf[v.Law], v)
	}
	for _, list := range e.textsOf {
		kb.SortVersions(list)
	}
	for _, key := range e.ranker.VersionKeys() {
		e.versions = append(e.versions, byKey[key])
	}
	e.undated = textsOfUndated(e.texts)
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

// textsOfUndated are all texts of each law that has one without a date, newest first.
func textsOfUndated(texts []kb.Version) map[string][]kb.Version {
	found := map[string][]kb.Version{}
	for _, v := range texts {
		if statute.IsUndated(v.Label) {
			found[v.Law] = nil
		}
	}
	for _, v := range texts {
		if list, ok := found[v.Law]; ok {
			found[v.Law] = append(list, v)
		}
	}
	for _, list := range found {
		kb.SortVersions(list)
	}
	return found
}

// readDocuments reads what is known of the documents of other kinds, by their numbers in
// the ranking.
func (e *Engine) readDocuments(ctx context.Context) error {
	var documents []kb.DocumentInfo
	var cases map[int64]*kb.CaseInfo
	var list []*kb.CaseInfo
	reading, ctx := errgroup.WithContext(ctx)
	reading.Go(func() (err error) {
		if documents, err = e.base.AllDocuments(ctx); err == nil {
			list, err = e.base.ReportedCases(ctx)
		}
		return err
	})
	reading.Go(func() (err error) {
		cases, err = e.base.Cases(ctx)
		return err
	})
	if err := reading.Wait(); err != nil {
		return err
	}
	e.documents = make(map[int]*kb.DocumentInfo, len(documents))
	e.rows = make(map[int64]int, len(documents))
	for i := range documents {
		d := &documents[i]
		doc, ok := e.ranker.Find(searchdoc.DocumentKey(d.Kind, d.Ref))
		if !ok {
			continue
		}
		e.documents[doc], e.rows[d.ID] = d, doc
	}
	for _, c := range cases {
		list = append(list, c)
	}
	e.placeCases(list)
	return nil
}

// reported is a case that a report tells.
type reported struct {
	key   searchdoc.Key
	place int // among all cases
}

// placeCases puts all cases, those that reports tell among them, in the order of ByTier
// and makes the columns of their values.
func (e *Engine) placeCases(list []*kb.CaseInfo) {
	tier := map[casefile.Tier]int{}
	for i, t := range casefile.Tiers {
		tier[t] = i
	}
	slices.SortFunc(list, func(a, b *kb.CaseInfo) int {
		return cmp.Or(cmp.Compare(tier[a.Tier], tier[b.Tier]), cmp.Compare(b.Date, a.Date), cmp.Compare(a.Title, b.Title),
			cmp.Compare(a.ID, b.ID), cmp.Compare(a.InReport, b.InReport))
	})
	e.cases, e.places, e.reportedPlaces = list, make([]int32, e.ranker.Len()), map[searchdoc.Key]int{}
	for doc := range e.places {
		e.places[doc] = -1
	}
	all := make([]*engine.Attributes, len(list))
	e.docs = make([]int32, len(list))
	for place, c := range list {
		all[place], e.docs[place] = AttributesOfCase(c), -1
		if c.InReport > 0 {
			key := searchdoc.ReportedCaseKey(c.Ref, c.InReport)
			e.reported, e.reportedPlaces[key] = append(e.reported, reported{key, place}), place
		} else if doc, ok := e.rows[c.ID]; ok {
			e.places[doc], e.docs[place] = int32(place), int32(doc)
		}
	}
	slices.SortFunc(e.reported, func(a, b reported) int { // as the knowledge base has them
		x, y := e.cases[a.place], e.cases[b.place]
		return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(x.InReport, y.InReport))
	})
	e.columns = makeColumns(all)
}

// placeOf is the place of what was found among all cases; ok is false where it is none.
func (e *Engine) placeOf(f found) (place int, ok bool) {
	switch {
	case f.reported != nil:
		return f.reported.place, true
	case f.unknown:
		return 0, false
	}
	place = int(e.places[f.Doc])
	return place, place >= 0
}

// caseAt is the case that is a document of the ranking; nil where it is none.
func (e *Engine) caseAt(doc int) *kb.CaseInfo {
	if place := e.places[doc]; place >= 0 {
		return e.cases[place]
	}
	return nil
}

// Case returns a copy of what lists show of the case with a key, also of one that a
// report tells; ok is false where the engine has it not.
func (e *Engine) Case(key searchdoc.Key) (c kb.CaseInfo, ok bool) {
	if place, ok := e.reportedPlaces[key]; ok {
		return *e.cases[place], true
	}
	if doc, ranked := e.ranker.Find(key); ranked && e.places[doc] >= 0 {
		return *e.cases[e.places[doc]], true
	}
	return kb.CaseInfo{}, false
}

// attributes are what the fields of a document are read from, on a day. They must not be changed:
// the provisions of a text share them.
func (e *Engine) attributes(doc int, day statute.Date) *engine.Attributes {
	f := e.ranker.Facts(doc)
	var known *atomic.Pointer[engine.Attributes] // most requests ask for today, and of thousands of documents
	switch {
	case f.Version != 0:
		known = &e.shownOn(day).attributes[f.Version*searchdoc.Kinds+int(f.Kind)]
	case f.Kind == searchdoc.Law:
		known = &e.shownOn(day).lawAttributes[f.Law]
	default:
		return e.readAttributes(doc, f, day)
	}
	a := known.Load()
	if a == nil {
		a = e.readAttributes(doc, f, day)
		known.Store(a)
	}
	return a
}

func (e *Engine) readAttributes(doc int, f ranking.Facts, day statute.Date) *engine.Attributes {
	a := &engine.Attributes{Kind: f.Kind}
	if f.Law == 0 {
		if c := e.caseAt(doc); c != nil {
			return AttributesOfCase(c)
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

// AttributesOfCase are what the fields of a case are read from.
func AttributesOfCase(c *kb.CaseInfo) *engine.Attributes {
	a := &engine.Attributes{Kind: searchdoc.Case, Title: c.Title, Date: c.Date, Tier: c.Tier, Court: c.Court, CourtLevel: c.CourtLevel,
		Province: c.Province, CaseKind: c.CaseKind, Cause: c.Cause, Charges: c.Charges, Outcome: c.Outcome, Year: c.Year(),
		Instance: c.Instance, Number: c.Number, Chain: c.Earlier,
		Parties: c.Parties, Judges: c.Judges, Lawyers: c.Lawyers, Firms: c.Firms, Amount: c.Amount, Sentence: c.Sentence}
	if c.Number != "" {
		a.Chain = append([]string{c.Number}, c.Earlier...)
	}
	return a
}

// dateOf is the day of a document: that of a text, of the newest text of a law, or
// the one that other documents have.
func (e *Engine) dateOf(doc int) statute.Date {
	f := e.ranker.Facts(doc)
	switch {
	case f.Version != 0:
		v := e.versions[f.Version]
		if statute.IsUndated(v.Label) {
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
		return AttributesOfCase(e.cases[f.reported.place])
	case f.unknown:
		return &engine.Attributes{Kind: f.Kind}
	}
	return e.attributes(f.Doc, day)
}

// stretch are documents that follow each other in the collection, without the last: provisions
// of one text, or others, whose version is 0.
type stretch struct {
	text
	from, to int
}

// addStretch adds the document behind the last stretch.
func (e *Engine) addStretch(doc int) {
	f := e.ranker.Facts(doc)
	of := text{version: f.Version}
	if f.Version != 0 {
		of.kind = f.Kind
	}
	if n := len(e.stretches); n > 0 && e.stretches[n-1].text == of {
		e.stretches[n-1].to = doc + 1
		return
	}
	e.stretches = append(e.stretches, stretch{of, doc, doc + 1})
}
