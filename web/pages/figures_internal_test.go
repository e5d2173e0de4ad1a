package pages

import (
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
)

// Figures are written as they are read aloud.
func TestFigures(t *testing.T) {
	t.Parallel()
	for months, want := range map[int64]string{6: "6个月", 12: "1年", 42: "3年6个月", 9000: "无期徒刑", 9999: "死刑"} {
		if got := termOf(months); got != want {
			t.Errorf("%d months are %s; want %s", months, got, want)
		}
	}
	if figuresTableOf(nil) != nil || figuresTableOf(&search.Statistics{}) != nil {
		t.Error("there is a table of no cases")
	}
	several := engine.Spread{Count: 4, Least: 1, Quarter: 12, Median: 36, Quarter3: 42, Most: 60}
	x := &search.Statistics{All: search.Figures{Count: 4, Sentence: several,
		Outcomes: []search.Count{{Name: "有罪", Count: 3}, {Name: "无罪", Count: 1}}},
		ByLevel: []search.Figures{{Value: "中级", Count: 1, Sentence: engine.Spread{Count: 1, Quarter: 7, Median: 7, Quarter3: 7}}}}
	for range shownYears + 3 {
		x.ByYear = append(x.ByYear, search.Figures{Value: "2020", Count: 1})
	}
	table := figuresTableOf(x)
	if len(table.Rows) != 2+shownYears || !table.Sentence || table.Amount {
		t.Fatalf("the table is %+v", table)
	}
	for i, want := range []figuresRow{{"全部", 4, "3年（1年–3年6个月）", "", "有罪 3、无罪 1"}, {"中级法院", 1, "7个月", "", ""}, {"2020年", 1, "", "", ""}} {
		if table.Rows[i] != want {
			t.Errorf("row %d is %+v; want %+v", i, table.Rows[i], want)
		}
	}
	x.All.Outcomes = make([]search.Count, shownOutcomes+1)
	if got := figuresTableOf(x).Rows[0].Outcomes; got != " 0、 0、 0、 0等" {
		t.Errorf("many outcomes are %q", got)
	}
}

// Another paper of a dispute is a link where it is loaded.
func TestChainLines(t *testing.T) {
	t.Parallel()
	loaded := &kb.CaseInfo{DocumentInfo: kb.DocumentInfo{Ref: "0a1b", Kind: "case", Title: "甲诉乙案", Date: "2021-02-03"},
		Instance: "二审", Outcome: "改判"}
	for _, x := range []struct {
		l    search.Linked
		want chainLine
	}{
		{search.Linked{Linked: kb.Linked{Number: "（2020）甲民初1号", Side: kb.Earlier}}, chainLine{"（2020）甲民初1号", "本案所依据的 · 没有收录", ""}},
		{search.Linked{Linked: kb.Linked{Number: "（2021）甲民终1号", Side: kb.Later}, Case: loaded},
			chainLine{"甲诉乙案", "依据本案的 · （2021）甲民终1号 · 二审 · 2021年2月3日 · 改判", "/case/0a1b"}},
	} {
		if got := new(links).chainLine(x.l); got != x.want {
			t.Errorf("%+v is shown as %+v; want %+v", x.l, got, x.want)
		}
	}
	if _, err := new(links).similarLine(search.SimilarCase{CaseInfo: loaded, Articles: []search.Related{{Address: "刑法/第一条"}}}); err == nil {
		t.Error("what is no address is a link")
	}
}
