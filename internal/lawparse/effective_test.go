package lawparse_test

import (
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// A text that is in force from its publication is so from the day on which it was
// published, though its label is the day of its adoption.
func TestInForceFromPublication(t *testing.T) {
	t.Parallel()
	const adopted = "（2020年5月28日第九届虚构代表大会通过　2020年6月3日公布）"
	const order = "中华人民共和国主席令\n第四十五号\n《渡口条例》已由第九届虚构代表大会于2020年5月28日通过，现予公布，自公布之日起施行。\n主席　某某某\n2020年6月3日\n"
	for _, c := range []struct {
		head, caption, clause string
		want                  statute.Date
	}{
		{"", adopted, "本条例自公布之日起施行。", "2020-06-03"},
		{"", adopted, "本条例自发布之日起施行。", "2020-06-03"},
		{"", adopted, "本条例自印发之日起实施。", "2020-06-03"},
		{"", adopted, "本条例自签发之日起执行。", "2020-06-03"},
		{"", adopted, "本条例自颁布之日起施行，《旧渡口条例》同时废止。", "2020-06-03"},
		{"", adopted, "本条例公布之日起施行。", "2020-06-03"},
		{"", adopted, "本条例从公布之日起生效。", "2020-06-03"},
		{"", adopted, "本条例自公布之日起正式施行。", "2020-06-03"},
		{"", adopted, "本条例自通过之日起施行。", "2020-05-28"},
		{"", adopted, "本条例自2020年7月1日起施行。", "2020-07-01"},
		{"", adopted, "本条例自 2020 年 7 月 1 日 起 施 行 。", "2020-07-01"},
		{"", adopted, "本 条 例 自 公 布 之 日 起 施 行 。", "2020-06-03"},
		{"", adopted, "灯要亮。", "2020-05-28"},
		{"", adopted, "《船只办法》自公布之日起施行。", "2020-05-28"},
		{"", "（2020年5月28日第九届虚构代表大会通过）", "本条例自公布之日起施行。", "2020-05-28"},
		{"", "（2020年5月28日第九届虚构代表大会通过　2020年6月3日中华人民共和国主席令第四十五号）", "本条例自公布之日起施行。", "2020-06-03"},
		{"", "（2020年5月28日第九届虚构代表大会通过　2020年6月3日公布　自公布之日起施行）", "灯要亮。", "2020-06-03"},
		{"", "通过日期：2020-05-28\n公布日期：2020-06-03", "本条例自公布之日起施行。", "2020-06-03"},
		{"", "（1986年5月28日通过　1986年6月3日公布　根据2020年5月28日《关于修改的决定》修正）", "本条例自公布之日起施行。", "2020-05-28"},
		{"", "（2020年5月28日某市人民代表大会通过　2020年6月3日某省人民代表大会常务委员会批准）", "本条例自批准之日起施行。", "2020-06-03"},
		{order, "", "灯要亮。", "2020-06-03"},
		{order, "（2020年5月28日第九届虚构代表大会通过）", "本条例自公布之日起施行。", "2020-06-03"},
		{"", "（2020年5月28日第九届虚构代表大会通过）\n时间：2021-01-01", "本条例自公布之日起施行。", "2020-05-28"},
	} {
		h := lawparse.Parse(c.head+"渡口条例\n"+c.caption+"\n第一条 灯要亮。\n第二条 "+c.clause+"\n", lawparse.Hint{}).Header
		if h.InForceFrom().Date != c.want || h.Label != "2020-05-28" {
			t.Errorf("%s %s: %s from %s; want %s", c.caption, c.clause, h.Label, h.InForceFrom(), c.want)
		}
	}
}
