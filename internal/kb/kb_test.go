package kb

import (
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestStatusOn(t *testing.T) {
	v := Version{InForceFrom: "2020-01-01", InForceTo: "2022-01-01"}
	for day, want := range map[statute.Date]statute.Status{
		"2019-12-31": statute.StatusNotYet, "2020-01-01": statute.StatusInForce, "2021-12-31": statute.StatusInForce,
		"2022-01-01": statute.StatusAmended,
	} {
		if got := v.StatusOn(day); got != want {
			t.Errorf("on %s: %s; want %s", day, got, want)
		}
	}
}

// A text answers for a day on which another one, which is not loaded, was in force.
func TestStandsIn(t *testing.T) {
	t.Parallel()
	const first, last, day = "2000-01-01", "2020-01-01", statute.Date("2019-03-01")
	amended := []Event{{Date: "2000-01-01", Kind: "通过"}, {Date: "2020-01-01", Kind: "修正"}}
	for name, c := range map[string]struct {
		versions []Version
		day      statute.Date
		label    string
		want     bool
	}{
		"the text of the day":     {[]Version{{Label: last, InForceFrom: "2020-03-01", Events: amended}}, "2020-03-01", last, false},
		"before the first loaded": {[]Version{{Label: last, InForceFrom: "2020-03-01", Events: amended}}, day, last, true},
		"before the law":          {[]Version{{Label: last, InForceFrom: "2020-03-01"}}, day, last, false},
		"behind the end of one":   {[]Version{{Label: first, InForceFrom: "2000-03-01", InForceTo: "2010-01-01"}}, day, first, true},
		"behind the end of the law": {[]Version{{Label: first, InForceFrom: "2000-03-01", InForceTo: "2010-01-01", RepealedBy: "新法"}},
			day, first, false},
		"an old text that was asked for": {[]Version{{Label: last, InForceFrom: "2020-03-01", Events: amended},
			{Label: "2000-01-01", InForceFrom: "2000-03-01", InForceTo: "2020-03-01"}}, "2021-03-01", "2000-01-01", false},
		"two adoptions years apart": {[]Version{{Label: last, InForceFrom: "2020-03-01",
			Events: []Event{{Date: "2003-01-01", Kind: "通过"}, {Date: "2020-01-01", Kind: "通过"}}}}, day, last, true},
		"two organs months apart": {[]Version{{Label: last, InForceFrom: "2020-03-01",
			Events: []Event{{Date: "2019-09-01", Kind: "通过"}, {Date: "2020-01-01", Kind: "通过"}}}}, day, last, false},
	} {
		law := &Law{Versions: c.versions}
		v, _ := law.Version(c.label)
		if got := (&Provision{Law: law, Version: v}).StandsIn(c.day); got != c.want {
			t.Errorf("%s: stands in is %v", name, got)
		}
	}
}
