package local_test

import (
	"context"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// Of several texts of a law that have no date one is found, and none beside a text that is
// in force.
func TestUndatedTextsAreFoundOnce(t *testing.T) {
	t.Parallel()
	law := func(title, caption, words string) enginetest.Document {
		return enginetest.Document{Kind: statute.DocLaw, Title: title, Text: title + caption + "\n第一条 灯火要亮。\n第二条 " + words + "\n"}
	}
	e := open(t, []enginetest.Document{law("甲灯法", "（2013修正）", "换灯。"), law("甲灯法", "（2018修正）", "修灯。"),
		law("乙灯法", "\n（2016年5月1日第九届虚构代表大会通过）", "看灯。"), law("乙灯法", "", "熄灯。")})
	plan := engine.Plan{Day: testkb.Today, Size: 20, Words: "灯火"}
	answer, err := e.Search(context.Background(), &plan)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, h := range answer.Hits {
		if strings.HasSuffix(string(h.Key), "/1") {
			found = append(found, string(h.Key))
		}
	}
	got := strings.Join(found, " ")
	if len(found) != 2 || !strings.Contains(got, "甲灯法@undated-2018/1") || !strings.Contains(got, "乙灯法@2016-05-01/1") {
		t.Errorf("found %s", got)
	}
}
