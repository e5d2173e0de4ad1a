package likeness

import (
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
)

// The list of similar cases ends where nothing is alike: another cause, and no provisions but those that every case cites.
func TestHolds(t *testing.T) {
	t.Parallel()
	loan, sale, none := &kb.CaseInfo{}, &kb.CaseInfo{}, &kb.CaseInfo{}
	loan.Cause, sale.Cause = "民间借贷纠纷", "买卖合同纠纷"
	for name, c := range map[string]struct {
		level, shared float64
		happened      bool
		a, b          *kb.CaseInfo
		want          bool
	}{
		"one cause":                         {2, 0, false, loan, loan, true},
		"another cause":                     {0, 0, false, loan, sale, false},
		"what every case cites":             {0, 0.7, false, loan, sale, false},
		"what few cases cite":               {0, 1.2, false, loan, sale, true},
		"no cause, by what happened":        {0, 0, false, loan, none, true},
		"neither has one":                   {0, 0, false, none, none, true},
		"another cause, the like happened":  {0, 0, true, loan, sale, true},
		"a charge in common":                {1, 0, false, sale, loan, true},
		"another cause, much that is cited": {0, 4, false, sale, loan, true},
	} {
		if got := Holds(c.level, c.shared, c.happened, c.a, c.b); got != c.want {
			t.Errorf("%s: alike is %v", name, got)
		}
	}
}
