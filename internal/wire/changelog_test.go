package wire

import (
	"net/url"
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
)

// Of what changed several times the last is told; a law that came and went again was never there.
func TestChangeLog(t *testing.T) {
	t.Parallel()
	runs := []kb.ChangeRun{
		{At: "1", Changes: []kb.LawChange{{Kind: kb.LawAdded, Law: "甲法", Label: "2020-01-01"}, {Kind: kb.LawAdded, Law: "乙法",
			Label: "2020-02-02"}, {Kind: kb.LawRemoved, Law: "丙法"}}},
		{At: "2", Changes: []kb.LawChange{{Kind: kb.LawAmended, Law: "甲法", Label: "2021-01-01"}, {Kind: kb.TextCorrected, Law: "甲法",
			Label: "2020-01-01"}, {Kind: kb.LawRemoved, Law: "乙法"}, {Kind: kb.LawAdded, Law: "丙法", Label: "2019-01-01"}}}}
	before := func(_, label string) string {
		if label == "2021-01-01" {
			return "2020-01-01"
		}
		return ""
	}
	j := NewChangeLog("gen-000003", "gen-000005", true, runs, before)
	if len(j.Added) != 1 || j.Added[0].Law != "丙法" || len(j.Removed) != 2 || len(j.Changed) != 2 || !j.Complete {
		t.Fatalf("the log is %+v", j)
	}
	c := j.Changed[0]
	u, err := url.Parse(c.Diff)
	if err != nil || c.Kind != "amended" || c.Before != "2020-01-01" || u.Query().Get("from") != "甲法@2020-01-01" ||
		u.Query().Get("to") != "甲法@2021-01-01" || c.Page == "" || c.DiffPage == "" {
		t.Errorf("the amended text is %+v, %v", c, err)
	}
	if x := j.Changed[1]; x.Kind != "corrected" || x.Diff != "" || x.At != "2" {
		t.Errorf("the corrected text is %+v", x)
	}
	if NewChangeLog("", "", true, []kb.ChangeRun{{First: true}}, before).Complete {
		t.Error("a collection came for the first time, and its laws are said to be listed")
	}
}
