package judgment

import (
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// The days of the acts are told from those on which something was done about them.
func TestActDays(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]statute.Date{
		"经审理查明，2018年5月4日夜，被告人甲某打开仓库，取走货物。2019年12月1日，被告人甲某被抓获。":      {"2018-05-04", "2018-05-04"},
		"经审理查明，2018年5月至7月间，被告人甲某多次取走货物。同年9月3日，甲某到案。":                {"2018-05-01", "2018-07-31"},
		"经审理查明，2016年12月10日，甲某取走货物；2017年1月2日又取走货物。2017年3月，公安机关将其抓获。": {"2016-12-10", "2017-01-02"},
		"经审理查明，2018年9月1日，甲某取走货物。上述事实，有2019年2月3日的监控录像证明。":            {"2018-09-01", "2018-09-01"},
		"经审理查明，甲某多次取走货物。":          {"", ""},
		"经审理查明，2018年2月30日，甲某取走货物。": {"", ""},
		"经审理查明，甲某于2018年3月1日因犯盗窃罪被判处拘役。2018年9月1日，甲某取走货物。2020年9月1日以后另有约定。": {"2018-09-01", "2018-09-01"},
	} {
		f := &casefile.Facts{Kind: "刑事", Date: "2020-03-05",
			Parts: []casefile.Part{{Kind: casefile.PartFacts, Span: statute.Span{End: len(text)}}}}
		if first, last := ActDays(text, f); first != want[0] || last != want[1] {
			t.Errorf("%s: %s to %s; want %s", text, first, last, want)
		}
		f.Kind = "民事"
		if first, _ := ActDays(text, f); first != "" {
			t.Errorf("a civil case has the day of an act, %s", first)
		}
	}
	if first, _ := ActDays("无事实", &casefile.Facts{Kind: "刑事"}); first != "" {
		t.Errorf("a case without facts has the day of an act, %s", first)
	}
}
