package changelog

import (
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	texts := func(pairs ...string) law {
		l := law{texts: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			l.texts[pairs[i]] = pairs[i+1]
		}
		return l
	}
	before := State{"甲法": texts("2010-01-02", "a"), "乙法": texts("2010-01-02", "b"), "丙法": texts("2010-01-02", "c"),
		"丁法": texts("2010-01-02", "d"), "戊法": texts("2010-01-02", "e"), "己法": texts("2010-01-02", "f", "2015-01-02", "g"),
		"庚法": texts("undated", "h")}
	after := State{"甲法": texts("2010-01-02", "a", "2020-01-02", "a2"), "乙法": texts("2010-01-02", "b2"),
		"丙法": {repealed: true, texts: map[string]string{"2010-01-02": "c"}}, "丁法": texts("2010-01-02", "d", "2005-01-02", "d0"),
		"己法": texts("2015-01-02", "g"), "庚法": texts("2011-01-02", "h"), "辛法": texts("2001-01-02", "i", "2021-01-02", "j")}
	want := []kb.LawChange{{Kind: kb.LawAdded, Law: "辛法", Label: "2021-01-02"}, {Kind: kb.LawAmended, Law: "甲法", Label: "2020-01-02"},
		{Kind: kb.LawRepealed, Law: "丙法"}, {Kind: kb.TextCorrected, Law: "乙法", Label: "2010-01-02"},
		{Kind: kb.TextCorrected, Law: "庚法", Label: "2011-01-02"}, {Kind: kb.LawEarlier, Law: "丁法", Label: "2005-01-02"},
		{Kind: kb.LawRemoved, Law: "己法", Label: "2010-01-02"}, {Kind: kb.LawRemoved, Law: "戊法"}}
	got := Compare(before, after)
	if len(got) != len(want) {
		t.Fatalf("the changes are %v, want %v", got, want)
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no %+v in %v", w, got)
		}
	}
	if n := Count(got); n[kb.TextCorrected] != 2 || n[kb.LawRemoved] != 2 {
		t.Errorf("counted: %v", n)
	}
	if again := Compare(after, after); len(again) > 0 {
		t.Errorf("nothing changed, and there is %v", again)
	}
}
