package local_test

import (
	"context"
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
	ask := func(p engine.Plan) *engine.Answer {
		a, err := e.Search(context.Background(), &p)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
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
