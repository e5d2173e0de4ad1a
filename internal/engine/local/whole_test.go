package local_test

import (
	"reflect"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// The list of all cases, which is kept, is what the same plan finds that asks for cases first as
// well, for which nothing is kept: on each day, with and without reports, page by page, whatever
// was asked before.
func TestListOfAllCases(t *testing.T) {
	t.Parallel()
	e := open(t, enginetest.Collection())
	ask := asking(t, e)
	facets := [][]string{nil, {engine.FieldCourt, engine.FieldApplies, engine.FieldYear}, {engine.FieldTier}}
	most := 0
	for i := range 72 {
		p := engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Sort: engine.ByTier, Day: enginetest.Day, Reports: i/2%2 == 0,
			Superseded: i/12%2 == 0, Facets: facets[i/4%3], From: i % 7, Size: 1 + i%9}
		if i/24 == 1 {
			p.Day = "2001-01-01"
		}
		got := ask(p)
		again := p
		again.CasesFirst = true
		if want := ask(again); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v: %+v; want %+v", p, got, want)
		}
		clear(got.Facets) // callers may do so
		most = max(most, len(got.Hits))
	}
	if most < 5 {
		t.Errorf("at most %d cases were on a page", most)
	}
}

// A list of cases with conditions, which looks only at the cases that one of them leaves where
// these are few, is the list that looking at all documents of two kinds gives.
func TestListOfFewCases(t *testing.T) {
	t.Parallel()
	e := open(t, enginetest.Collection())
	ask := asking(t, e)
	fields := []string{engine.FieldTier, engine.FieldCourt, engine.FieldCourtLevel, engine.FieldProvince, engine.FieldCause,
		engine.FieldOutcome, engine.FieldYear, engine.FieldInstance}
	all := ask(engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Day: enginetest.Day, Reports: true, Facets: fields})
	var conditions []engine.Condition
	for _, field := range fields {
		for _, c := range all.Facets[field] {
			is := engine.Condition{Field: field, Relation: engine.Is, Values: []string{c.Value}}
			not := is
			not.Not = true
			conditions = append(conditions, is, not)
		}
	}
	isCase := engine.Condition{Field: engine.FieldType, Relation: engine.Is, Values: []string{searchdoc.Case.String()}}
	found, few := 0, 0
	for i, c := range conditions {
		for _, other := range conditions[i:] {
			p := engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Sort: engine.ByTier, Day: enginetest.Day, Reports: i%2 == 0,
				Conditions: []engine.Condition{c, other}, Facets: fields, Size: i % 7}
			got := ask(p)
			plain := p
			plain.Kinds = []searchdoc.Kind{searchdoc.Case, searchdoc.Commentary}
			plain.Conditions = []engine.Condition{c, other, isCase}
			if want := ask(plain); !reflect.DeepEqual(got, want) {
				t.Fatalf("%+v: %+v; want %+v", p, got, want)
			}
			found += got.Total
			if got.Total > 0 && got.Total <= (all.Total+7)/8 {
				few++
			}
		}
	}
	if found == 0 || few == 0 {
		t.Errorf("%d cases found, %d times few of %d", found, few, all.Total)
	}
}
