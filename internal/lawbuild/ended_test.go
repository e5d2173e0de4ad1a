package lawbuild_test

import (
	"context"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// A text that says of itself that it is no longer in force, and a draft, are never in
// force; a newer text of the law is.
func TestEndedTexts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const body = "\n第一条 灯要亮。\n第二条 灯坏了换。\n"
	law := func(title, caption string) testkb.Document {
		d := testkb.Law(t, "", "灯火法", title+"\n"+caption+body)
		d.Source = title + caption
		return d
	}
	gone := law("灯火法（已失效）", "（2010年5月1日第九届虚构代表大会通过）")
	for name, c := range map[string]struct {
		docs []testkb.Document
		key  string
		want map[statute.Date]statute.Status
	}{
		"marked": {[]testkb.Document{gone}, "灯火法", map[statute.Date]statute.Status{"2024-01-01": statute.StatusRepealed}},
		"told": {[]testkb.Document{law("灯火法", "（2010年5月1日第九届虚构代表大会通过）\n时效性：失效")}, "灯火法",
			map[statute.Date]statute.Status{"2024-01-01": statute.StatusRepealed}},
		"dated": {[]testkb.Document{law("灯火法", "公布日期：2010-05-01\n失效日期：2022-01-01")}, "灯火法",
			map[statute.Date]statute.Status{"2024-01-01": statute.StatusRepealed, "2015-01-01": statute.StatusInForce}},
		"beside a newer": {[]testkb.Document{gone, testkb.Law(t, "", "灯火法", "灯火法\n（2016年5月1日第九届虚构代表大会通过）\n第一条 灯要亮。\n")}, "灯火法",
			map[statute.Date]statute.Status{"2024-01-01": statute.StatusInForce}},
		"draft": {[]testkb.Document{law("灯火法（草案）", "（2010年5月1日第九届虚构代表大会公布）")}, "灯火法（草案）",
			map[statute.Date]statute.Status{"2024-01-01": statute.StatusUnverified}},
	} {
		base := testkb.New(t, c.docs...)
		l, err := base.Law(ctx, c.key)
		if err != nil {
			t.Fatal(name, err)
		}
		for day, want := range c.want {
			if got := l.On(day).StatusOn(day); got != want {
				t.Errorf("%s on %s: %s; want %s", name, day, got, want)
			}
		}
	}
}
