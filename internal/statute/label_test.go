package statute

import (
	"slices"
	"testing"
)

func TestLabels(t *testing.T) {
	sorted := []string{UndatedLabel("", ""), UndatedLabel("", "fa2c1b77"), UndatedLabel("2013", ""), UndatedLabel("2013", "3fa2c1b7"),
		UndatedLabel("2018", ""), "1979-07-01", "2018-10-26"}
	if want := []string{"undated", "undated-0fa2c1b", "undated-2013", "undated-2013-3fa2c1", "undated-2018", "1979-07-01",
		"2018-10-26"}; !slices.Equal(sorted, want) {
		t.Errorf("labels %v; want %v", sorted, want)
	}
	if !slices.IsSortedFunc(sorted, CompareLabels) {
		t.Errorf("%v are not in order", sorted)
	}
	for i, label := range sorted {
		if !IsLabel(label) || IsUndated(label) != (i < 5) {
			t.Errorf("%s: a label %t, undated %t", label, IsLabel(label), IsUndated(label))
		}
	}
	for _, s := range []string{"", "2018", "undated-", "undated-18",
		"undated-2013-", "undated-2013-xyz", "undated-1", "undatedly", "Undated"} {
		if IsLabel(s) {
			t.Errorf("%q is a label", s)
		}
	}
	for label, want := range map[string][2]string{"undated": {"", "日期不明"}, "undated-2013": {"2013", "2013年文本（日期不明）"},
		"undated-0fa2c1b": {"", "日期不明（0fa2c1b）"}, "2018-10-26": {"2018", "2018-10-26"}} {
		if got := [2]string{LabelYear(label), LabelChinese(label)}; got != want {
			t.Errorf("%s: %q; want %q", label, got, want)
		}
	}
}
