package engine

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cnnum"
)

// Within reports whether a value stands between two ends, both of which belong to it; an
// open end is "".
func (f *Field) Within(value, first, last string) bool {
	compare := strings.Compare
	if f.Number != nil {
		compare = func(a, b string) int { // whole numbers without leading zeros
			return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
		}
	}
	return (first == "" || compare(value, first) >= 0) && (last == "" || compare(value, last) <= 0)
}

// Range reads a range of whole numbers as it may be typed: 36, 7..12, 10万至50万, 十年以上,
// ..6. Both ends belong to it; an open end is "". ok is false where it is none.
func (f *Field) Range(typed string) (first, last string, ok bool) {
	typed = strings.Join(strings.Fields(typed), "")
	low, high, isRange := strings.Cut(between.Replace(typed), "..")
	above, isAbove := cutEnd(low, "以上")
	below, isBelow := cutEnd(low, "以下", "以内")
	switch {
	case isRange:
	case isAbove:
		low, high = above, ""
	case isBelow:
		low, high = "", below
	default:
		high = low
	}
	from, to := int64(0), int64(0)
	if low != "" {
		if from, ok = f.Number(low); !ok {
			return "", "", false
		}
		first = strconv.FormatInt(from, 10)
	}
	if high != "" {
		if to, ok = f.Number(high); !ok || low != "" && to < from {
			return "", "", false
		}
		last = strconv.FormatInt(to, 10)
	}
	return first, last, first != "" || last != ""
}

// First is the number that a range begins with, 0 where that is open.
func (f *Field) First(typed string) int64 {
	first, _, _ := f.Range(typed)
	n, _ := strconv.ParseInt(first, 10, 64)
	return n
}

// between are the ways to write a range.
var between = strings.NewReplacer("...", "..", "…", "..", "-", "..", "－", "..", "—", "..", "～", "..", "~", "..", "至", "..", "到", "..")

// cutEnd takes one of several ends off a string.
func cutEnd(s string, ends ...string) (rest string, ok bool) {
	for _, end := range ends {
		if rest, ok = strings.CutSuffix(s, end); ok {
			return rest, true
		}
	}
	return s, false
}

// sum is an amount as it may be typed: 50000, 5万元, 1.5亿, 五万.
var sum = regexp.MustCompile(`^(\d{1,15}(?:\.\d{1,8})?|[零〇一二两三四五六七八九十百千]+)(万|亿)?元?$`)

// yuan reads an amount of money.
func yuan(typed string) (n int64, ok bool) {
	m := sum.FindStringSubmatch(strings.NewReplacer(",", "", "，", "").Replace(typed))
	if m == nil {
		return 0, false
	}
	factor := 1.0
	switch m[2] {
	case "万":
		factor = 10_000
	case "亿":
		factor = 100_000_000
	}
	value, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		n, ok := cnnum.Parse(m[1])
		if !ok {
			return 0, false
		}
		value = float64(n)
	}
	return int64(value*factor + 0.0001), true // 1.13万 is 11300, whatever floating point makes of it
}

// term is a length of time as it may be typed: 36, 36个月, 3年, 三年六个月.
var term = regexp.MustCompile(`^(?:([\d零〇一二两三四五六七八九十]{1,4})年)?零?(?:([\d零〇一二两三四五六七八九十]{1,5})(个?月)?)?$`)

// months reads the length of a punishment, in months where no unit is typed.
func months(typed string) (n int64, ok bool) {
	for _, p := range [...]string{"有期徒刑", "拘役", "管制"} {
		typed = strings.TrimPrefix(strings.TrimSuffix(typed, p), p)
	}
	switch typed {
	case "无期徒刑", "无期":
		return casefile.MonthsOfLife, true
	case "死刑":
		return casefile.MonthsOfDeath, true
	}
	m := term.FindStringSubmatch(typed)
	if m == nil || m[1] == "" && m[2] == "" || m[1] != "" && m[2] != "" && m[3] == "" {
		return 0, false
	}
	for i, factor := range [...]int64{12, 1} {
		if m[i+1] == "" {
			continue
		}
		v, ok := cnnum.Parse(m[i+1])
		if !ok {
			return 0, false
		}
		n += int64(v) * factor
	}
	return n, true
}

// band is a range of numbers that are counted together, by the value that it has as one of
// a facet, which can be typed.
type band struct {
	first, last int64 // 0: open
	name        string
}

func (b band) value() string {
	write := func(n int64) string {
		if n == 0 {
			return ""
		}
		return strconv.FormatInt(n, 10)
	}
	if b.first == b.last {
		return write(b.first)
	}
	return write(b.first) + ".." + write(b.last)
}

// The bands of amounts, and of sentences as the criminal law cuts them.
var (
	amounts = []band{{0, 9_999, "不满1万元"}, {10_000, 99_999, "1万元以上不满10万元"}, {100_000, 499_999, "10万元以上不满50万元"},
		{500_000, 999_999, "50万元以上不满100万元"}, {1_000_000, 4_999_999, "100万元以上不满500万元"},
		{5_000_000, 9_999_999, "500万元以上不满1000万元"}, {10_000_000, 0, "1000万元以上"}}
	sentences = []band{{0, 6, "六个月以下"}, {7, 12, "超过六个月至一年"}, {13, 36, "超过一年至三年"}, {37, 60, "超过三年至五年"}, {61, 120, "超过五年至十年"},
		{121, casefile.MonthsOfLife - 1, "超过十年"}, {casefile.MonthsOfLife, casefile.MonthsOfLife, "无期徒刑"},
		{casefile.MonthsOfDeath, casefile.MonthsOfDeath, "死刑"}}
)

// bandsOf makes the values of a field of numbers: the band of its number, none for 0.
func bandsOf(of func(*Attributes) int64, bands []band) func(*Attributes) []string {
	values := make([]string, len(bands))
	for i, b := range bands {
		values[i] = b.value()
	}
	return func(a *Attributes) []string {
		n := of(a)
		if n <= 0 {
			return nil
		}
		for i, b := range bands {
			if n >= b.first && (b.last == 0 || n <= b.last) {
				return values[i : i+1 : i+1]
			}
		}
		return nil
	}
}

// number makes the number that Between looks at, none for 0.
func number(of func(*Attributes) int64) func(*Attributes) []string {
	return one(func(a *Attributes) string {
		if n := of(a); n > 0 {
			return strconv.FormatInt(n, 10)
		}
		return ""
	})
}

// titleOf says what a band is called; other ranges are called what they are.
func titleOf(bands []band) func(string) string {
	return func(value string) string {
		for _, b := range bands {
			if b.value() == value {
				return b.name
			}
		}
		return value
	}
}
