package citegraph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// The law on lanterns of 2001, 2011 and 2021; of the text between 2005 and 2011 a caption tells.
const (
	lanterns2001 = `中华人民共和国灯笼法

2001年3月1日第九届虚构代表大会常务委员会第三次会议通过

第一条 为了夜间安全，制定本法。

第二条 灯笼应当使用阻燃的材料制作。

第三条 悬挂灯笼应当离开树木三米以上。

第四条 违反本法第三条规定的，处警告。

第五条 集市可以在节日悬挂彩灯。

第六条 本法自2001年7月1日起施行。
`
	lanterns2021 = `中华人民共和国灯笼法

2001年3月1日第九届虚构代表大会常务委员会第三次会议通过
2011年6月1日第十一届虚构代表大会常务委员会第九次会议修正
2021年6月1日第十三届虚构代表大会常务委员会第九次会议修订

第一条 为了夜间安全，制定本法。

第二条 悬挂灯笼应当离开树木三米以上。

前款规定适用于船舶。

第三条 违反本法第二条规定的，处警告。

第四条 本法自2021年7月1日起施行。
`
)

// Each citation that leads nowhere says why.
func TestCauses(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	base := testkb.New(t,
		testkb.Law(t, "法律", "灯笼法2001", lanterns2001), testkb.Law(t, "法律", "灯笼法2021", lanterns2021),
		testkb.Law(t, "规章", "灯笼规定", `灯笼规定

2023年5月1日公布

第一条 依照灯笼法第五条处罚。

第二条 灯笼法第二条第三款、第九十条、第六条不适用。

第三条 灯笼法附件一另行公布。

第四条 灯笼法第三章另行公布。

第五条 本规定自2023年6月1日起施行。
`),
		testkb.Law(t, "规章", "灯笼通知", `灯笼通知

2015年5月1日公布

第一条 灯笼法第八十条不适用于船舶。

第二条 本通知自2015年6月1日起施行。
`),
		testkb.Law(t, "规章", "灯笼老规定", `灯笼老规定

2003年5月1日公布

第一条 灯笼法第三条、第四条适用于集市。

第二条 灯笼法第二条第四款不适用。

第三条 本规定自2003年6月1日起施行。
`))
	graph := citegraph.New(base)
	list, err := graph.DanglingCites(ctx, "灯笼法", testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range list {
		got = append(got, fmt.Sprintf("%s %s: %s", s.Title, s.Target.Provision, s.Why.Chinese(s.Target.Law)))
	}
	slices.Sort(got)
	want := []string{
		"灯笼老规定 2/k4: 该条没有这一款、项",
		"灯笼规定 2/k3: 该条没有这一款、项",
		"灯笼规定 5: 旧文本有，现在没有对应的条文",
		"灯笼规定 6: 条号已变，现为第四条",
		"灯笼规定 90: 超出最后一条，疑为笔误",
		"灯笼规定 z3: 文本里没有这一编章节",
		"灯笼规定 附件1: 附件没有收录",
		"灯笼通知 80: 当日的文本没有收录",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all, err := graph.DanglingCites(ctx, "", testkb.Today); err != nil || len(all) != len(list) {
		t.Errorf("%d of all laws, %v", len(all), err)
	}
	place, err := base.Lookup(ctx, statute.Address{Law: "灯笼规定", Provision: testkb.MustProvision(t, "1")}, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	cites, err := graph.CitesOf(ctx, place.Unit.ID, testkb.Today)
	if err != nil || len(cites) != 1 || cites[0].Targets[0].Why == nil || cites[0].Targets[0].Why.Cause != citegraph.CauseRemoved {
		t.Errorf("%+v, %v", cites, err)
	}
}

// Who cites what has changed is listed with what it is now; what is cited as it stands is not.
func TestOutdatedCites(t *testing.T) {
	t.Parallel()
	base := moorings(t)
	for law, want := range map[string][]string{
		"泊船法": {
			"港口公示办法 泊船法@2011-06-01/2: [港口法典@2021-03-01/3] moved certain",
			"虚构法院关于泊船纠纷的解释 泊船法@2001-03-01/2/k2: [港口法典@2021-03-01/5/k1] split likely",
			"虚构法院关于泊船纠纷的解释 泊船法@2001-03-01/2: [港口法典@2021-03-01/5 港口法典@2021-03-01/4] split likely",
			"虚构法院关于泊船纠纷的解释 泊船法@2001-03-01/9: 超出最后一条，疑为笔误",
		},
		"港口法典": nil,
	} {
		list, err := citegraph.New(base).OutdatedCites(t.Context(), law, testkb.Today)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range list {
			line := s.Title + " " + s.Target.String() + ": "
			if s.Why != nil {
				line += s.Why.Chinese(law)
			} else {
				line += fmt.Sprintf("%v %s %s", s.Became.To, s.Became.Kind, s.Became.Sure)
			}
			got = append(got, line)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", law, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
