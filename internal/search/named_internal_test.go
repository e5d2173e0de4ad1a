package search

import (
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
)

// One place that a query names is shown whole, above the results. A crime leads to the
// article that punishes it, but names no place.
func TestOnlyPlace(t *testing.T) {
	t.Parallel()
	place := &kb.Provision{}
	one := []named{{place: place}}
	for name, c := range map[string]struct {
		names names
		want  *kb.Provision
	}{
		"one":     {newNames(one, nil), place},
		"none":    {newNames(nil, nil), nil},
		"several": {newNames(append(one, named{place: place}), nil), nil},
		"crime":   {names{places: one, byCrime: true}, nil},
	} {
		if got := c.names.only(); got != c.want {
			t.Errorf("%s: %v; want %v", name, got, c.want)
		}
	}
}
