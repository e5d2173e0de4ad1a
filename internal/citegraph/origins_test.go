package citegraph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// The law on moorings of 2001 and 2011, which the harbour code of 2021 replaced, with texts of
// each time that cite it.
func moorings(t *testing.T) *kb.Base {
	return testkb.New(t,
		testkb.Law(t, "法律", "泊船法2001", `中华人民共和国泊船法

2001年3月1日第九届虚构代表大会常务委员会第三次会议通过

第一条 为了维护港口秩序，制定本法。

第二条 船舶应当在划定的泊位停泊，不得占用航道。

船长应当在停泊后一小时内报告港口管理机构。

第三条 违反本法第二条第一款规定的，处警告或者罚款。

第四条 本法自2001年7月1日起施行。
`),
		testkb.Law(t, "法律", "泊船法2011", `中华人民共和国泊船法

2001年3月1日第九届虚构代表大会常务委员会第三次会议通过
2011年6月1日第十一届虚构代表大会常务委员会第九次会议修订

第一条 为了维护港口秩序，制定本法。

第二条 港口管理机构应当公布泊位的数量和位置，接受社会监督。

第三条 船舶应当在划定的泊位停泊，不得占用航道。

船长应当在停泊后一小时内报告港口管理机构。

第四条 违反本法第三条第一款规定的，处警告或者罚款。

第五条 本法自2011年10月1日起施行。
`),
		testkb.Law(t, "法律", "港口法典", `中华人民共和国港口法典

2021年3月1日第十三届虚构代表大会第四次会议通过

第一条 为了规范港口活动，制定本法。

第二条 引航员应当持有执业证书。

第三条 港口管理机构应当公布泊位的数量和位置，接受社会监督。

第四条 船舶应当在划定的泊位停泊，不得占用航道。船舶不得在禁停区抛锚。

第五条 船长应当在停泊后一小时内报告港口管理机构和海事机构。

第六条 违反本法第四条规定的，处警告或者罚款。

第七条 本法自2021年7月1日起施行。《中华人民共和国泊船法》同时废止。
`),
		testkb.Law(t, "司法解释", "解释", `虚构法院关于泊船纠纷的解释

2003年5月1日通过

第一条 泊船法第二条所称航道，包括支流。

第二条 泊船法第二条第二款所称船长，包括代理船长。

第三条 泊船法第九条不适用于渔船。

第四条 本解释自2003年6月1日起施行。
`),
		testkb.Law(t, "规章", "规章", `港口公示办法

2015年5月1日公布

第一条 依照泊船法第二条公布的数量，每月更新。

第二条 本办法自2015年6月1日起施行。
`),
		testkb.Case("某轮泊位纠纷案", "2005-04-01", "依照《中华人民共和国泊船法》第二条第一款，判决如下。", nil))
}

// who writes who cites a provision, each with the provision of an earlier text by which it does.
func who(t *testing.T, base *kb.Base, address string, day statute.Date) string {
	t.Helper()
	a, err := statute.ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	place, err := base.Lookup(t.Context(), a, day)
	if err != nil {
		t.Fatal(err)
	}
	q := citegraph.QueryFor(place, day)
	q.Limit = 20
	cited, err := citegraph.New(base).CitedBy(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	former := 0
	for _, c := range cited.List {
		line := c.Title + c.Address.Provision.Chinese() + " " + fmt.Sprint(c.Targets)
		if c.Former != nil {
			former++
			line += " " + c.Former.Chinese(place.Law.Key)
		}
		lines = append(lines, line)
	}
	if cited.Total != len(lines) || cited.Former != former {
		t.Errorf("%s: %d of %d are counted, %d of %d of earlier texts", address, cited.Total, len(lines), cited.Former, former)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// Citations of an old number count for the article that it became, through all texts and the
// law that replaced its own, and for no other that bears the number now; a paragraph counts for
// what it became.
func TestCitedByFollows(t *testing.T) {
	base := moorings(t)
	const vessel = "某轮泊位纠纷案 "
	const channel, master = "虚构法院关于泊船纠纷的解释第一条 ", "虚构法院关于泊船纠纷的解释第二条 "
	for _, c := range []struct {
		address string
		want    []string
	}{
		{"泊船法@2001-03-01/2", []string{vessel + "[泊船法/2/k1]", channel + "[泊船法/2]", master + "[泊船法/2/k2]"}},
		{"泊船法@2011-06-01/2", []string{"港口公示办法第一条 [泊船法/2]"}},
		{"泊船法@2011-06-01/3", []string{
			vessel + "[泊船法@2001-03-01/2/k1] 引自旧文本第二条第一款",
			channel + "[泊船法@2001-03-01/2] 引自旧文本第二条",
			master + "[泊船法@2001-03-01/2/k2] 引自旧文本第二条第二款"}},
		{"泊船法@2011-06-01/3/k1", []string{vessel + "[泊船法@2001-03-01/2/k1] 引自旧文本第二条第一款"}},
		{"港口法典/3", []string{"港口公示办法第一条 [泊船法@2011-06-01/2] 引自《泊船法》第二条"}},
		{"港口法典/4", []string{
			"港口法典第六条 [港口法典/4]",
			vessel + "[泊船法@2001-03-01/2/k1] 引自《泊船法》第二条第一款（可能）",
			channel + "[泊船法@2001-03-01/2] 引自《泊船法》第二条（可能）"}},
		{"港口法典/5", []string{
			channel + "[泊船法@2001-03-01/2] 引自《泊船法》第二条（可能）",
			master + "[泊船法@2001-03-01/2/k2] 引自《泊船法》第二条第二款（可能）"}},
		{"港口法典/5/k1", []string{master + "[泊船法@2001-03-01/2/k2] 引自《泊船法》第二条第二款（可能）"}},
		{"港口法典/2", nil},
	} {
		slices.Sort(c.want)
		if got := who(t, base, c.address, testkb.Today); got != strings.Join(c.want, "\n") {
			t.Errorf("%s is cited by\n%s\nwant\n%s", c.address, got, strings.Join(c.want, "\n"))
		}
	}
}

// A text that is read for a day leads to what the cited provision is on that day, not to the one
// that has its number then.
func TestCitesFollow(t *testing.T) {
	base := moorings(t)
	a, err := statute.ParseAddress("虚构法院关于泊船纠纷的解释/2")
	if err != nil {
		t.Fatal(err)
	}
	place, err := base.Lookup(t.Context(), a, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[statute.Date]string{
		"2005-01-01": "泊船法/2/k2 2/k2 ",
		"2015-01-01": "泊船法/3/k2 3/k2 2/k2",
	} {
		cites, err := citegraph.New(base).CitesOn(t.Context(), place.Unit.ID, day)
		if err != nil || len(cites) != 1 {
			t.Fatalf("%+v, %v", cites, err)
		}
		x := cites[0].Targets[0]
		if got := fmt.Sprintf("%s %s %s", x.Address, x.Node, x.Was); got != want {
			t.Errorf("%s: %s; want %s", day, got, want)
		}
	}
}

// What the search is given links a citation to what the cited provision became, in all later
// texts; a paragraph to what that became.
func TestLinksFollow(t *testing.T) {
	base := moorings(t)
	ctx := t.Context()
	linksOf := func(key string, text int) string {
		t.Helper()
		law, err := base.Law(ctx, key)
		if err != nil {
			t.Fatal(err)
		}
		byUnit, err := citegraph.New(base).LinksOfVersion(ctx, law.Versions[text])
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, keys := range byUnit {
			got = append(got, fmt.Sprint(keys))
		}
		slices.Sort(got)
		return strings.Join(got, " ")
	}
	const both = "[泊船法@2001-03-01/2 泊船法@2011-06-01/3 港口法典@2021-03-01/5 港口法典@2021-03-01/4] " +
		"[泊船法@2001-03-01/2 泊船法@2011-06-01/3 港口法典@2021-03-01/5]"
	if got := linksOf("虚构法院关于泊船纠纷的解释", 0); got != both {
		t.Error(got)
	}
	if got := linksOf("港口公示办法", 0); got != "[泊船法@2011-06-01/2 港口法典@2021-03-01/3]" {
		t.Error(got)
	}
	// A text that has ended has links to what it cites alone.
	if got := linksOf("泊船法", 1); got != "[泊船法@2001-03-01/2]" {
		t.Error(got)
	}
}
