package lawhistory_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
)

// The law on moorings of 2001 and 2011, which the harbour code of 2021 replaced, and a rule
// that a decision ended.
var laws = map[string]string{
	"2001.md": `中华人民共和国泊船法

2001年3月1日第九届虚构代表大会常务委员会第三次会议通过

第一条 为了维护港口秩序，制定本法。

第二条 船舶应当在划定的泊位停泊，不得占用航道。

船长应当在停泊后一小时内报告港口管理机构。

第三条 违反本法第二条第一款规定的，处警告或者罚款。

第四条 本法自2001年7月1日起施行。
`,
	"2011.md": `中华人民共和国泊船法

2001年3月1日第九届虚构代表大会常务委员会第三次会议通过
2011年6月1日第十一届虚构代表大会常务委员会第九次会议修订

第一条 为了维护港口秩序，制定本法。

第二条 港口管理机构应当公布泊位的数量和位置，接受社会监督。

第三条 船舶应当在划定的泊位停泊，不得占用航道。

船长应当在停泊后一小时内报告港口管理机构。

第四条 违反本法第三条第一款规定的，处警告或者罚款。

第五条 本法自2011年10月1日起施行。
`,
	"2021.md": `中华人民共和国港口法典

2021年3月1日第十三届虚构代表大会第四次会议通过

第一条 为了规范港口活动，制定本法。

第二条 引航员应当持有执业证书。

第三条 港口管理机构应当公布泊位的数量和位置，接受社会监督。

第四条 船舶应当在划定的泊位停泊，不得占用航道。船舶不得在禁停区抛锚。

第五条 船长应当在停泊后一小时内报告港口管理机构和海事机构。

第六条 违反本法第四条规定的，处警告或者罚款。

第七条 本法自2021年7月1日起施行。《中华人民共和国泊船法》同时废止。
`,
}

func open(t *testing.T) (*kb.Base, *lawhistory.Book) { return openWith(t, laws) }

func openWith(t *testing.T, laws map[string]string) (*kb.Base, *lawhistory.Book) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range laws {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	base, _ := testbase.Open(t, ingest.Options{Paths: []string{dir},
		Now: func() time.Time { return time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC) }})
	return base, lawhistory.New(base)
}

func write(s lawhistory.Successor) string {
	return fmt.Sprintf("%s %v %s %s", s.From, s.To, s.Kind, s.Sure)
}

func address(t *testing.T, s string) statute.Address {
	t.Helper()
	a, err := statute.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestNext(t *testing.T) {
	_, book := open(t)
	for from, want := range map[string]string{
		"泊船法@2001-03-01/1":    "泊船法@2001-03-01/1 [泊船法@2011-06-01/1] same certain",
		"泊船法@2001-03-01/2":    "泊船法@2001-03-01/2 [泊船法@2011-06-01/3] moved certain",
		"泊船法@2001-03-01/2/k2": "泊船法@2001-03-01/2/k2 [泊船法@2011-06-01/3/k2] moved certain",
		// The newest text that another came after is meant.
		"泊船法/2":    "泊船法@2011-06-01/2 [港口法典@2021-03-01/3] moved certain",
		"泊船法/3":    "泊船法@2011-06-01/3 [港口法典@2021-03-01/5 港口法典@2021-03-01/4] split likely",
		"泊船法/3/k2": "泊船法@2011-06-01/3/k2 [港口法典@2021-03-01/5/k1] split likely",
		// No text came after.
		"港口法典/5": "港口法典@2021-03-01/5 [港口法典@2021-03-01/5] same certain",
	} {
		s, err := book.Next(t.Context(), address(t, from))
		if got := write(s); err != nil || got != want {
			t.Errorf("%s: %s, %v\nwant %s", from, got, err, want)
		}
	}
	for _, missing := range []string{"泊船法/99", "泊船法@1990-01-01/1", "灯塔法/1"} {
		if s, err := book.Next(t.Context(), address(t, missing)); err == nil {
			t.Errorf("%s: %s", missing, write(s))
		}
	}
}

// Step by step an article comes to the text of a day.
func TestOn(t *testing.T) {
	_, book := open(t)
	for _, c := range []struct {
		from string
		day  statute.Date
		want string
	}{
		{"泊船法@2001-03-01/2", "2015-01-01", "泊船法@2001-03-01/2 [泊船法@2011-06-01/3] moved certain"},
		{"泊船法@2001-03-01/2", "2022-01-01", "泊船法@2001-03-01/2 [港口法典@2021-03-01/5 港口法典@2021-03-01/4] split likely"},
		{"泊船法@2001-03-01/3", "2022-01-01", "泊船法@2001-03-01/3 [港口法典@2021-03-01/6] moved certain"},
	} {
		s, err := book.On(t.Context(), address(t, c.from), c.day)
		if got := write(s); err != nil || got != c.want {
			t.Errorf("%s on %s: %s, %v\nwant %s", c.from, c.day, got, err, c.want)
		}
	}
}

func TestWhole(t *testing.T) {
	_, book := open(t)
	rows, err := book.Whole(t.Context(), "泊船法", "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range rows {
		got = append(got, s.From.String())
	}
	if want := "[泊船法@2011-06-01/1 泊船法@2011-06-01/2 泊船法@2011-06-01/3 泊船法@2011-06-01/4 泊船法@2011-06-01/5]"; fmt.Sprint(got) != want {
		t.Errorf("%v, not %s", got, want)
	}
	if rows, err := book.Whole(t.Context(), "灯塔法", ""); err == nil {
		t.Errorf("a law that is not there has %d rows", len(rows))
	}
}

// The trail of an article goes both ways, over texts and laws.
func TestTrail(t *testing.T) {
	_, book := open(t)
	const want = `港口法典@2021-03-01 [港口法典@2021-03-01/5 港口法典@2021-03-01/4] 
泊船法@2011-06-01 [泊船法@2011-06-01/3] split
泊船法@2001-03-01 [泊船法@2001-03-01/2] moved
`
	for _, from := range []string{"泊船法@2001-03-01/2", "泊船法@2011-06-01/3/k2"} {
		stages, err := book.Trail(t.Context(), address(t, from))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, s := range stages {
			got += fmt.Sprintf("%s@%s %v %s\n", s.Version.Law, s.Version.Label, s.Provisions, s.Kind)
		}
		if got != want {
			t.Errorf("%s: got\n%swant\n%s", from, got, want)
		}
	}
	// An article that is new has no trail before.
	if stages, err := book.Trail(t.Context(), address(t, "港口法典@2021-03-01/2")); err != nil || len(stages) != 1 {
		t.Errorf("%v, %v", stages, err)
	}
}

// The lines made by hand speak of the last text of a law: 收养法/3 fell away when the code came,
// not between two texts of the law itself, whose words here are invented.
func TestHandIsOfTheLastText(t *testing.T) {
	const text = "中华人民共和国收养法\n\n1991年3月1日第九届虚构代表大会常务委员会第三次会议通过\n%s\n第一条 小猫应当有人收养。\n\n" +
		"第二条 收养小猫应当登记。\n\n第三条 收养人不得同时收养三只以上小猫。\n\n第四条 本法自%s起施行。\n"
	_, book := openWith(t, map[string]string{"1991.md": fmt.Sprintf(text, "", "1991年7月1日"),
		"1998.md": fmt.Sprintf(text, "1998年3月1日第九届虚构代表大会常务委员会第九次会议修订\n", "1998年7月1日")})
	s, err := book.Next(t.Context(), address(t, "收养法@1991-03-01/3"))
	if got := write(s); err != nil || got != "收养法@1991-03-01/3 [收养法@1998-03-01/3] same certain" {
		t.Errorf("%s, %v", got, err)
	}
}

// Clauses of a document without articles are compared like articles.
func TestClauses(t *testing.T) {
	const text = "国务院关于泊船收费的通知\n国发〔%s〕9号\n\n各省人民政府：\n\n%s泊位的收费标准由港口管理机构公布。\n\n%s夜间停泊的费用减半收取，不得另收看守费。\n\n国务院\n%s年3月1日\n"
	_, book := openWith(t, map[string]string{"2001.md": fmt.Sprintf(text, "2001", "一、", "二、", "2001"),
		"2011.md": fmt.Sprintf(text, "2011", "一、港口管理机构应当接受社会监督。\n\n二、", "三、", "2011")})
	rows, err := book.Whole(t.Context(), "国务院关于泊船收费的通知", "")
	if err != nil || len(rows) != 2 || write(rows[1]) != "国务院关于泊船收费的通知@2001-03-01/2 [国务院关于泊船收费的通知@2011-03-01/3] moved certain" {
		t.Errorf("%v, %v", rows, err)
	}
}
