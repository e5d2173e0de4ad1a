package kb_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/testkb"
)

// The decisions of a dispute are found from each of them, both ways, and no others.
func TestChain(t *testing.T) {
	t.Parallel()
	var docs []testkb.Document
	for _, x := range [][]string{
		{"（2019）虚02民初9号"}, {"（2020）虚01民终3号", "（2019）虚02民初9号"}, {"（2021）虚民申5号", "（2020）虚01民终3号"},
		{"（2020）虚01民终4号", "（2019）虚02民初9号"}, {"（2022）虚02执6号", "（2020）虚01民终3号", "（2018）虚02民初1号"}, {"（2023）虚02民初2号"},
		{"", "（2019）虚02民初9号"}, {"（2024）虚甲民终1号", "（2024）虚乙民终1号"}, {"（2024）虚乙民终1号", "（2024）虚甲民终1号"},
	} {
		docs = append(docs, testkb.Case("某案"+x[0], "2024-01-02", x[0]+"号文书", &casefile.Facts{Tier: casefile.TierOrdinary,
			Number: casefile.Number{Field: casefile.Field{Text: strings.NewReplacer("（", "(", "）", ")").Replace(x[0])}}, Earlier: x[1:]}))
	}
	base := testkb.New(t, docs...)
	for number, want := range map[string]string{
		"（2019）虚02民初9号": "later（2020）虚01民终3号 later（2020）虚01民终4号 later（2021）虚民申5号 later（2022）虚02执6号",
		"（2020）虚01民终3号": "earlier（2019）虚02民初9号 later（2021）虚民申5号 later（2022）虚02执6号 beside（2020）虚01民终4号",
		"（2021）虚民申5号":   "earlier（2020）虚01民终3号 earlier（2019）虚02民初9号 beside（2022）虚02执6号 beside（2020）虚01民终4号",
		"（2022）虚02执6号":  "earlier（2018）虚02民初1号 earlier（2020）虚01民终3号 earlier（2019）虚02民初9号 beside（2021）虚民申5号 beside（2020）虚01民终4号",
		"（2018）虚02民初1号": "later（2022）虚02执6号", // not loaded
		"（2023）虚02民初2号": "",
		"（2024）虚甲民终1号":  "earlier（2024）虚乙民终1号", // a circle ends
		"没有":            "", "": "",
	} {
		linked, err := base.Chain(t.Context(), number)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range linked {
			got = append(got, string(l.Side)+l.Number)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("the dispute of %s is %s; want %s", number, got, want)
		}
	}
	cases, err := base.CasesByNumber(t.Context(), []string{"（2020）虚01民终3号", "", "没有"})
	if err != nil || len(cases) != 1 || fmt.Sprint(cases[0].Earlier) != "[（2019）虚02民初9号]" {
		t.Errorf("by number: %+v, %v", cases, err)
	}
	if none, err := base.CasesByNumber(t.Context(), nil); err != nil || len(none) > 0 {
		t.Errorf("by no number: %+v, %v", none, err)
	}
}
