package statute

import (
	"cmp"
	"regexp"
	"strings"
)

// Undated is the label of a version whose text gives no date. Where a law has several
// such texts that differ, each has a label of its own; see [UndatedLabel].
const Undated = "undated"

// undatedLabel are the labels of texts without a date: undated, undated-2013,
// undated-2013-3fa2c1, undated-03fa2c1.
var undatedLabel = regexp.MustCompile(`^undated(?:-(?:19|20)\d\d(?:-[0-9a-f]{6})?|-0[0-9a-f]{6})?$`)

// UndatedLabel is the label of a text without a date: by the year that a mark behind its
// title tells (（2013修正）), else by the first digits of the hash of its words, which must
// be hexadecimal. With both, two texts of one year are told apart; with none it is
// [Undated].
func UndatedLabel(year, hash string) string {
	hash = hash[:min(len(hash), 6)]
	switch {
	case year != "" && hash != "":
		return Undated + "-" + year + "-" + hash
	case year != "":
		return Undated + "-" + year
	case hash != "":
		return Undated + "-0" + hash // before those with a year
	}
	return Undated
}

// IsUndated reports whether a label is that of a text without a date.
func IsUndated(label string) bool { return label == Undated || strings.HasPrefix(label, Undated+"-") }

// IsLabel reports whether s can be the label of a version: an ISO date, or that of a text
// without a date.
func IsLabel(s string) bool {
	if IsUndated(s) {
		return undatedLabel.MatchString(s)
	}
	_, err := ParseDate(s)
	return err == nil
}

// LabelYear is the year that a label tells, "" where it tells none: 2013 for 2013-12-28
// and undated-2013.
func LabelYear(label string) string {
	label = strings.TrimPrefix(label, Undated+"-")
	if len(label) >= 4 && (label[:2] == "19" || label[:2] == "20") {
		return label[:4]
	}
	return ""
}

// CompareLabels orders labels, the older first: texts without a date before those with
// one, by the years that they tell.
func CompareLabels(a, b string) int {
	if x, y := IsUndated(a), IsUndated(b); x != y {
		if x {
			return -1
		}
		return 1
	}
	return cmp.Compare(a, b)
}

// LabelChinese is a label as a page shows it: 2013-12-28, 日期不明, 2013年文本（日期不明）.
func LabelChinese(label string) string {
	switch year := LabelYear(label); {
	case !IsUndated(label):
		return label
	case year != "":
		return year + "年文本（日期不明）"
	case label != Undated:
		return "日期不明（" + strings.TrimPrefix(label, Undated+"-") + "）"
	}
	return "日期不明"
}
