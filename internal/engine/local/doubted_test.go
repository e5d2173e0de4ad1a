package local_test

import (
	"context"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// An interpretation of a law that was repealed stands behind what is in force, however well its
// words fit.
func TestDoubtedTextsStandLast(t *testing.T) {
	t.Parallel()
	law := func(title, text string) enginetest.Document {
		return enginetest.Document{Kind: statute.DocLaw, Title: title, Text: title + "\n" + text}
	}
	docs := []enginetest.Document{
		law("最高人民法院关于适用《旧灯法》若干问题的解释", "（2010年5月1日最高人民法院审判委员会第1次会议通过，自2010年6月1日起施行）\n第一条 灯火熄灭的，点灯的人赔灯油。\n"),
		law("旧灯法", "（2009年5月1日虚构代表大会通过）\n第一条 点灯的人看灯。\n第二条 本法自2009年6月1日起施行。\n"),
		law("新灯法", "（2020年5月1日虚构代表大会通过）\n第一条 看灯。\n第二条 灯油由用灯的人买。\n第三条 本法自2021年1月1日起施行。《旧灯法》同时废止。\n"),
	}
	e := open(t, docs)
	for day, last := range map[statute.Date]bool{testkb.Today: true, "2015-01-01": false} {
		answer, err := e.Search(context.Background(), &engine.Plan{Day: day, Size: 20, Words: "灯火熄灭的，点灯的人赔灯油"})
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		at := -1
		for _, h := range answer.Hits {
			if h.Kind.String() != "article" {
				continue
			}
			if string(h.Key) == "最高人民法院关于适用《旧灯法》若干问题的解释@2010-05-01/1" {
				at = len(keys)
			}
			keys = append(keys, string(h.Key))
		}
		if len(keys) < 2 || at < 0 || (at == len(keys)-1) != last {
			t.Errorf("on %s: %v", day, keys)
		}
	}
}
