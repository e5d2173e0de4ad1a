package citegraph_test

import (
	"context"
	"testing"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// A text that cites an item of its own which its source lost means no earlier text.
func TestOwnMissingItem(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Law(t, "", "灯火法", "灯火法\n（2016年5月1日第九届虚构代表大会通过）\n第一条 船夫应当：\n（一）点灯；\n（二）换灯。\n"+
		"第二条 违反本法第一条第三项的，罚款。\n违反第一条第（三）项规定两次的，停业。\n"),
		testkb.Case("某案", "2018-03-03", "依照《灯火法》第一条第（三）项，判决如下。\n", nil))
	p, err := base.Lookup(ctx, statute.Address{Law: "灯火法", Provision: testkb.MustProvision(t, "1")}, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	q := citegraph.QueryFor(p, testkb.Today)
	q.Limit = 10
	cited, err := citegraph.New(base).CitedBy(ctx, q)
	if err != nil || cited.Total != 3 || cited.Earlier != 1 {
		t.Errorf("%+v, %v; want three citations, that of the case of an earlier text", cited, err)
	}
	for _, c := range cited.List {
		if c.Earlier != (c.Kind == "case") {
			t.Errorf("%s: earlier %t", c.Kind, c.Earlier)
		}
	}
}

// A year means the text whose mark tells it, where no date is known; of a citing law only
// the text that answers counts.
func TestUndated(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	law := func(mark, words string) testkb.Document {
		d := testkb.Law(t, "", "灯火法", "灯火法"+mark+"\n第一条 灯要亮。\n第二条 "+words+"\n")
		d.Source = words
		return d
	}
	base := testkb.New(t, testkb.Law(t, "", "船法", "船法\n（2016年5月1日第九届虚构代表大会通过）\n第一条 船要亮。\n第二条 本法自2016年6月1日起施行。\n"),
		law("（2013修正）", "依照船法第一条。"), law("（2018修正）", "适用船法第一条。"))
	graph := citegraph.New(base)
	for text, want := range map[string]string{
		"依照2013年修正的灯火法第一条": "undated-2013", "依照《灯火法》（2018年修正）第一条": "undated-2018", "依照灯火法第一条": "undated-2018",
	} {
		cites, err := graph.Cite(ctx, &citation.CitingText{Text: text}, testkb.Today)
		if err != nil || len(cites) == 0 {
			t.Fatalf("%s: %v, %v", text, cites, err)
		}
		if c := cites[len(cites)-1]; c.Version != want || c.Status != citation.Resolved {
			t.Errorf("%s: %s, %s; want %s", text, c.Version, c.Status, want)
		}
	}
	p, err := base.Lookup(ctx, statute.Address{Law: "船法", Provision: testkb.MustProvision(t, "1")}, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	cited, err := graph.CitedBy(ctx, citegraph.QueryFor(p, testkb.Today))
	if err != nil || cited.Total != 1 {
		t.Errorf("cited by %+v, %v; want the newer text alone", cited, err)
	}
}
