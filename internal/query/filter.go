package query

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Filter is a condition on a field of a result, as a user writes it: law:民法典.
type Filter struct {
	Field string // name of an engine.Field
	Value string // as typed
	Not   bool
}

// String writes the filter as it may be typed.
func (f Filter) String() string {
	value := f.Value
	if strings.ContainsAny(value, " \t()（）“”\"「」") || value == "" {
		value = `"` + value + `"`
	}
	s := f.Field + ":" + value
	if f.Not {
		s = "-" + s
	}
	return s
}

// Range reads the value of a date filter: 2020, 2020-05, 2020-05-01,
// 2020..2021-06, 2020.., ..2021. Both ends belong to it; an open end is "". An
// error tells the user what may be typed.
func (f Filter) Range() (from, to statute.Date, err error) {
	low, high, isRange := strings.Cut(f.Value, "..")
	if !isRange {
		high = low
	}
	if low != "" {
		if from, err = edge(low, "-01-01", "-01"); err != nil {
			return "", "", err
		}
	}
	if high != "" {
		if to, err = edge(high, "-12-31", "-31"); err != nil {
			return "", "", err
		}
	}
	if from == "" && to == "" || from != "" && to != "" && to < from {
		return "", "", usererr.Errorf("日期“%s”不成范围，请写成 2020、2020-05、2020-05-01 或 2020..2021-06", f.Value)
	}
	return from, to, nil
}

// edge completes a year or month to a day. A 31st that the month has not is as
// good as its last day: dates are compared as text.
func edge(s, year, month string) (statute.Date, error) {
	bad := usererr.Errorf("日期“%s”读不懂，请写成 2020、2020-05、2020-05-01 或 2020..2021-06", s)
	for i, r := range s {
		dash := i == 4 || i == 7
		if dash != (r == '-') || !dash && (r < '0' || r > '9') {
			return "", bad
		}
	}
	if len(s) >= len("2020-05") && (s[5:7] < "01" || s[5:7] > "12") || len(s) == len("2020-05-01") && (s[8:] < "01" || s[8:] > "31") {
		return "", bad
	}
	switch len(s) {
	case len("2020"):
		return statute.Date(s + year), nil
	case len("2020-05"):
		return statute.Date(s + month), nil
	case len("2020-05-01"):
		return statute.Date(s), nil
	}
	return "", bad
}
