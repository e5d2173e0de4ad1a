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
