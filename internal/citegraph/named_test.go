package citegraph_test

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// A nickname that two loaded texts share means the one in force on the day of the citing
// text. With no day nothing tells, also where only one of them is in force today.
func TestSharedNickname(t *testing.T) {
	t.Parallel()
	const older, newer = "最高人民法院关于审理拼车案件适用法律若干问题的解释（二）", "最高人民法院关于审理拼车纠纷案件适用法律问题的解释（二）"
	graph := citegraph.New(testkb.New(t,
		testkb.Law(t, "司法解释", older, older+"\n（2006年3月1日起施行）\n第一条 拼车要付钱。\n第二条 本解释自2006年3月1日起施行。\n"),
		testkb.Law(t, "司法解释", newer, newer+"\n（2019年3月1日通过）\n第一条 拼车免费。\n第二条 本解释自2019年4月1日起施行，《"+older+"》同时废止。\n")))
	for day, want := range map[statute.Date]string{
		"2010-05-01": older + "/1 resolved", "2020-05-01": newer + "/1 resolved", "": "ambiguous " + older + "|" + newer,
	} {
		cites, err := graph.Cite(t.Context(), &citation.CitingText{Text: "依照拼车解释（二）第一条", Day: day}, testkb.Today)
		if err != nil || len(cites) != 1 {
			t.Fatalf("%q: %+v, %v", day, cites, err)
		}
		got := string(cites[0].Status)
		for _, target := range cites[0].Targets {
			target.Address.Version = ""
			got = target.Address.String() + " " + got
		}
		if len(cites[0].Candidates) > 0 {
			got += " " + strings.Join(cites[0].Candidates, "|")
		}
		if got != want {
			t.Errorf("on %q: %s; want %s", day, got, want)
		}
	}
}

// Annexes are found by their titles, whole before in part.
func TestAnnexNamed(t *testing.T) {
	t.Parallel()
	graph := citegraph.New(testkb.New(t, testkb.Law(t, "法律", "渡船税法", "渡船税法\n第一条 渡船要交税。\n第二条 税率见表。\n第三条 本法自2020年7月1日起施行。\n"+
		"渡船税税率表一（木船适用）\n级数 船长 税率\n1 不超过5米 3\n渡船税税率表二（铁船适用）\n级数 船长 税率\n1 不超过5米 4\n")))
	for text, want := range map[string]string{
		"《渡船税法》所附税率表一": "渡船税法/附件1", "《渡船税法》所附《渡船税税率表二》": "渡船税法/附件2", "渡船税法税率表2": "渡船税法/附件2",
		"渡船税法所附的税率表三": "渡船税法/附件3!",
	} {
		cites, err := graph.Cite(t.Context(), &citation.CitingText{Text: text}, testkb.Today)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, c := range cites {
			if c.Kind == citation.KindProvision {
				got += c.Targets[0].Address.String()
				if !c.Targets[0].Found {
					got += "!"
				}
			}
		}
		if got != want {
			t.Errorf("%s: %s; want %s", text, got, want)
		}
	}
}
