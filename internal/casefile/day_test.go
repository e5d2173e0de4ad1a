package casefile

import (
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestDayOfLaw(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		date   statute.Date
		number string
		want   statute.Date
	}{
		{"2020-05-06", "（2019）甲01民初1号", "2020-05-06"},
		{"", "（2019）甲01民初1号", "2019-12-31"},
		{"", "2019甲01民初1号", "2019-12-31"},
		{"", "乙检刑诉〔2019〕1号", "2019-12-31"},
		{"", "甲01民初2019号", ""},
		{"", "", ""},
	} {
		if got := DayOfLaw(c.date, c.number); got != c.want {
			t.Errorf("%s %s: %s; want %s", c.date, c.number, got, c.want)
		}
	}
}
