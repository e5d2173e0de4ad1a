package local

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// filter is all that must hold of a document beside its text. It serves one search at
// a time.
type filter struct {
	engine *Engine
	day    statute.Date
	shown  *shown               // nil: texts of any status
	fields []fieldCondition     // conditions on attributes
	docs   []func(doc int) bool // conditions on the net of citations and on keys
	known  []verdict            // of the texts by their numbers: their provisions have the same attributes
	only   []int                // the documents that keys leave; nil: all
	narrow bool                 // only counts
	// inTexts says that words must occur in a part of a text.
	inTexts bool
}

// fieldCondition is a condition on a field that is read from attributes.
type fieldCondition struct {
	of    func(*engine.Attributes) []string
	holds func(value string) bool
	not   bool
	// Cases are compared by the numbers of their values, where column has what the
	// condition looks at; nil: as other documents.
	column *column
	marked []bool // the values that hold, by their numbers
	// notOfCases says that no case has a value of the field.
	notOfCases bool
}

// verdict is what is known of a condition on a text.
type verdict uint8

const (
	unknown verdict = iota
	held
	failed
)

// text is what has one set of attributes: the articles, or the clauses, of a version.
type text struct {
	version int // its number in the ranking
	kind    searchdoc.Kind
}

// chooses reports whether documents are held to more than the day.
func (f *filter) chooses() bool { return len(f.fields) > 0 || len(f.docs) > 0 }

// filter makes the filter of a plan.
func (e *Engine) filter(ctx context.Context, p *engine.Plan) (*filter, error) {
	f := &filter{engine: e, day: p.Day}
	if !p.Superseded {
		f.shown = e.shownOn(p.Day)
	}
	for _, c := range p.Conditions {
		field, ok := engine.FieldNamed(c.Field)
		if !ok {
			return nil, fmt.Errorf("the plan has a condition on the field %q, which there is not", c.Field)
		}
		switch {
		case field.Part != searchdoc.NoPart:
			if err := f.addWords(ctx, field, c); err != nil {
				return nil, err
			}
		case c.Field == engine.FieldKey, c.Field == engine.FieldCites, c.Field == engine.FieldApplies:
			if c.Relation != engine.Is {
				return nil, fmt.Errorf("the plan compares the field %q by %q", c.Field, c.Relation)
			}
			if err := f.addDocs(ctx, c); err != nil {
				return nil, err
			}
		default:
			x, err := conditionOn(field, c)
			if err != nil {
				return nil, err
			}
			x.notOfCases = len(field.Kinds) > 0 && !slices.Contains(field.Kinds, searchdoc.Case)
			if x.column = e.columns.of(field, c.Relation); x.column != nil {
				x.marked = x.column.mark(x.holds)
			}
			f.fields = append(f.fields, x)
		}
	}
	return f, nil
}

// addDocs adds a condition that names documents.
func (f *filter) addDocs(ctx context.Context, c engine.Condition) error {
	docs := map[int]bool{}
	for _, value := range c.Values {
		switch c.Field {
		case engine.FieldKey:
			f.engine.addKey(docs, searchdoc.Key(value), false)
		case engine.FieldCites:
			f.engine.addKey(docs, searchdoc.Key(value), true)
		default:
			if err := f.engine.addApplying(ctx, docs, value, f.day); err != nil {
				return err
			}
		}
	}
	if !c.Not {
		f.narrowTo(slices.Collect(maps.Keys(docs)))
	}
	f.docs = append(f.docs, func(doc int) bool { return docs[doc] != c.Not })
	return nil
}

// narrowTo says which documents are left by a condition. Only those of the first are kept:
// the others are asked of each.
func (f *filter) narrowTo(docs []int) {
	if !f.narrow {
		f.narrow, f.only = true, docs
		slices.Sort(f.only)
	}
}

// addWords adds a condition on words in a part of a case. The index says which documents
// may have them.
func (f *filter) addWords(ctx context.Context, field *engine.Field, c engine.Condition) error {
	if c.Relation != engine.Contains {
		return fmt.Errorf("the plan compares the field %q by %q", c.Field, c.Relation)
	}
	e := f.engine
	var words []needle
	any := make([]engine.Expr, len(c.Values))
	for i, v := range c.Values {
		words, any[i] = append(words, e.common.spellings(v)...), engine.Word(v)
	}
	f.docs = append(f.docs, func(doc int) bool {
		if e.places[doc] >= 0 {
			for text := range e.ranker.Parts(doc, field.Part) {
				if slices.ContainsFunc(words, func(w needle) bool { return w.in(text) }) {
					return !c.Not
				}
			}
		}
		return c.Not
	})
	if c.Not {
		return nil
	}
	f.inTexts = true
	asks, narrow, _ := needs(engine.Or(any...))
	if !narrow {
		return nil
	}
	keys, err := e.index.Find(ctx, asks)
	if err != nil {
		return err
	}
	var docs []int
	for _, key := range keys {
		if doc, ok := e.ranker.Find(key); ok && e.places[doc] >= 0 {
			docs = append(docs, doc)
		}
	}
	f.narrowTo(docs)
	return nil
}

// addKey adds the document with a key, and those that cite it.
func (e *Engine) addKey(docs map[int]bool, key searchdoc.Key, citing bool) {
	doc, ok := e.ranker.Find(key)
	if !ok {
		return
	}
	docs[doc] = true
	if citing {
		for _, d := range e.ranker.CitedBy(doc) {
			docs[int(d)] = true
		}
	}
}

// addApplying adds the cases that cite what an address means on a day, or anything below it:
// also as an earlier text numbered what became it.
func (e *Engine) addApplying(ctx context.Context, docs map[int]bool, address string, day statute.Date) error {
	a, err := statute.ParseAddress(address)
	if err != nil {
		return fmt.Errorf("reading the address of a condition: %w", err)
	}
	q := citegraph.CitedByQuery{Law: a.Law, Provision: a.Provision}
	if article := a.Provision.AtArticle(); !article.Article.IsZero() {
		p := e.provisionsOn(day)
		texts, isOfDay := p.numbered(a.Law, article.String())
		if a.Provision == article && len(texts) > 0 { // else what cites it dangles, or its law is not loaded
			for _, d := range e.casesCiting(texts) {
				docs[d] = true
			}
			return nil
		}
		if isOfDay {
			q.Version = p.textsOf(a.Law)[0].Label
		}
	}
	rows, err := e.graph.CasesCiting(ctx, q)
	if err != nil {
		return err
	}
	for row := range rows {
		if doc, ok := e.rows[row]; ok {
			docs[doc] = true
		}
	}
	return nil
}

// conditionOn makes a condition on attributes, without a column.
func conditionOn(f *engine.Field, c engine.Condition) (x fieldCondition, err error) {
	of := f.Values
	if c.Relation != engine.Is && f.Looked != nil {
		of = f.Looked
	}
	if of == nil {
		return x, fmt.Errorf("the plan compares the field %q by %q", c.Field, c.Relation)
	}
	var holds func(value string) bool
	switch c.Relation {
	case engine.Is:
		holds = func(value string) bool { return slices.Contains(c.Values, value) }
	case engine.Contains:
		parts, fold := c.Values, func(s string) string { return s }
		if f.Folded {
			fold, parts = gseanalysis.Fold, make([]string, len(c.Values))
			for i, v := range c.Values {
				parts[i] = fold(v)
			}
		}
		holds = func(value string) bool {
			value = fold(value)
			return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(value, p) })
		}
	case engine.Between:
		if len(c.Values) != 2 {
			return x, fmt.Errorf("the plan has a range of the field %q with %d ends", c.Field, len(c.Values))
		}
		first, last := c.Values[0], c.Values[1]
		holds = func(value string) bool { return f.Within(value, first, last) }
	default:
		return x, fmt.Errorf("the plan compares the field %q by %q", c.Field, c.Relation)
	}
	return fieldCondition{of: of, holds: holds, not: c.Not}, nil
}

// holds reports whether the conditions on attributes hold.
func (f *filter) holds(a *engine.Attributes) bool {
	for _, c := range f.fields {
		if slices.ContainsFunc(c.of(a), c.holds) == c.not {
			return false
		}
	}
	return true
}

// caseHolds reports whether the conditions on attributes hold of the case at a place.
func (f *filter) caseHolds(place int) bool {
	var a *engine.Attributes // made where a condition has no column
	for i := range f.fields {
		c := &f.fields[i]
		var holds bool
		switch {
		case c.notOfCases:
		case c.column != nil:
			holds = c.column.has(place, c.marked)
		default:
			if a == nil {
				a = AttributesOfCase(f.engine.cases[place])
			}
			holds = slices.ContainsFunc(c.of(a), c.holds)
		}
		if holds == c.not {
			return false
		}
	}
	return true
}

// fewCases are the cases that a condition leaves, by their places, where they are few; ok is false
// where it is as well to look at all. Whether all conditions hold of them is not known.
func (f *filter) fewCases() (places []int32, ok bool) {
	most := (len(f.engine.cases) + 7) / 8
	for i := range f.fields {
		if c := &f.fields[i]; c.column != nil && !c.not {
			if having, few := c.column.having(c.marked, most); few {
				places, ok, most = having, true, len(having)
			}
		}
	}
	return places, ok
}

// allows reports whether a document may be found.
func (f *filter) allows(doc int) bool {
	for _, holds := range f.docs {
		if !holds(doc) {
			return false
		}
	}
	return f.allowsText(doc)
}

// allowsText reports whether a document may be found by its day and attributes, which all of a
// stretch have in common.
func (f *filter) allowsText(doc int) bool {
	facts := f.engine.ranker.Facts(doc)
	if f.shown != nil && !f.shown.has(facts) {
		return false
	}
	switch {
	case len(f.fields) == 0:
		return true
	case f.engine.places[doc] >= 0:
		return f.caseHolds(int(f.engine.places[doc]))
	case facts.Version == 0:
		return f.holds(f.engine.attributes(doc, f.day))
	}
	if f.known == nil {
		f.known = make([]verdict, len(f.engine.versions)*searchdoc.Kinds)
	}
	v := &f.known[facts.Version*searchdoc.Kinds+int(facts.Kind)]
	if *v == unknown {
		if *v = failed; f.holds(f.engine.attributes(doc, f.day)) {
			*v = held
		}
	}
	return *v == held
}

// shown are the texts and laws that are shown on a day, by their numbers in the ranking.
type shown struct {
	day      statute.Date
	versions []bool
	laws     []bool
	// doubted are the versions of which it is not known any more whether they are in force, nil
	// where there are none.
	doubted []bool
	// attributes are those of the provisions of texts, by number and kind, and lawAttributes those
	// of laws, as far as they were asked for.
	attributes, lawAttributes []atomic.Pointer[engine.Attributes]
}

// doubts reports whether it is not known any more that a text is in force.
func (s *shown) doubts(f ranking.Facts) bool {
	return s.doubted != nil && f.Kind != searchdoc.Law && f.Version != 0 && s.doubted[f.Version]
}

// has reports whether a document is shown.
func (s *shown) has(f ranking.Facts) bool {
	if f.Kind == searchdoc.Law {
		return s.laws[f.Law]
	}
	return f.Version == 0 || s.versions[f.Version]
}

// shownOn returns what is shown on a day. The last answer is kept: most requests ask
// for today.
func (e *Engine) shownOn(day statute.Date) *shown {
	if s := e.last.Load(); s != nil && s.day == day {
		return s
	}
	s := &shown{day: day, versions: make([]bool, len(e.versions)), laws: make([]bool, len(e.laws)),
		attributes:    make([]atomic.Pointer[engine.Attributes], len(e.versions)*searchdoc.Kinds),
		lawAttributes: make([]atomic.Pointer[engine.Attributes], len(e.laws))}
	answering := make(map[int64]bool, len(e.undated)) // of the texts without a date
	for _, versions := range e.undated {
		answering[versions[kb.On(versions, day)].ID] = true
	}
	inForce := func(v kb.Version) bool {
		status := v.StatusOn(day)
		if status == statute.StatusUnverified && statute.IsUndated(v.Label) {
			return answering[v.ID] // another text of the law may be in force
		}
		return status == statute.StatusInForce || status == statute.StatusUnverified
	}
	for number, v := range e.versions {
		s.versions[number] = inForce(v)
		if from := v.Standing.DoubtedFrom; from != "" && from <= day && v.StatusOn(day) == statute.StatusUnverified {
			if s.doubted == nil {
				s.doubted = make([]bool, len(e.versions))
			}
			s.doubted[number] = true
		}
	}
	for _, v := range e.texts {
		if number, ok := e.lawNumbers[v.Law]; ok && inForce(v) {
			s.laws[number] = true
		}
	}
	e.last.Store(s)
	return s
}
