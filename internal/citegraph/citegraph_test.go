package citegraph_test

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawbuild"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// titles are the citing laws and documents of a list, each once, in order.
func titles(list []citegraph.Citing) []string {
	var found []string
	for _, c := range list {
		if !slices.Contains(found, c.Title) {
			found = append(found, c.Title)
		}
	}
	return found
}

// Who explains and applies a provision comes first, then laws by the rank of their level,
// not by its Chinese name (司法解释 sorts before 法律, 地方性法规 before both).
func TestCitedByOrder(t *testing.T) {
	t.Parallel()
	docs := append(testkb.Collection(t), testkb.Law(t, "法律", "中华人民共和国拖车法", `中华人民共和国拖车法

2023年1月1日第九届虚构代表大会常务委员会第三次会议通过

第一条 拖车适用《车辆安全法》第二条。

第二条 本法自2023年2月1日起施行。
`))
	graph := citegraph.New(testkb.New(t, docs...))
	q := citegraph.CitedByQuery{Law: testkb.Vehicles, Provision: testkb.MustProvision(t, "2"), Day: testkb.Today, Limit: 20}
	cited, err := graph.CitedBy(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"礼让行人的理解", "张某某与李某某停车纠纷案", "拖车法", testkb.Vehicles, testkb.Parking, testkb.Interpretation, testkb.Rule, testkb.Local,
		"驾驶人不让行人怎么办？"}
	if got := titles(cited.List); !slices.Equal(got, want) {
		t.Errorf("cited by\n%s; want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	kinds := map[string]int{"law": 2, "regulation": 1, "interpretation": 1, "rule": 1, "local": 1, "case": 1, "commentary": 1,
		"consultation": 1}
	if !maps.Equal(cited.ByKind, kinds) || cited.Total != 9 {
		t.Errorf("%d in all, %v; want %v", cited.Total, cited.ByKind, kinds)
	}
	for _, c := range cited.List {
		if c.Title == testkb.Interpretation && (c.Sentence != "第一条 车辆安全法第二条第二项规定的礼让，包括停车等候。" || c.Address.String() != testkb.Interpretation+
			"/1" ||
			len(c.Targets) != 1 || c.Targets[0].String() != "车辆安全法/2/x2") {
			t.Errorf("the interpretation: %+v", c)
		}
	}
	q.Kind, q.Limit, q.Offset = "rule", 1, 0
	if one, err := graph.CitedBy(context.Background(), q); err != nil || len(one.List) != 1 || one.List[0].Title != testkb.Rule ||
		one.Total != 9 {
		t.Errorf("rules alone: %+v, %v", one, err)
	}
	q.Limit = 0
	if none, err := graph.CitedBy(context.Background(), q); err != nil || none.List != nil || none.Total != 9 {
		t.Errorf("counts alone: %+v, %v", none, err)
	}
}

// Only what is in force on the day cites; a version has the citations of its own text.
func TestCitedByVersion(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	graph := citegraph.New(base)
	for _, c := range []struct {
		address string
		day     statute.Date
		total   int
	}{
		{"车辆安全法/2", "2021-02-01", 4}, // neither regulation nor interpretation yet: what has no day of its own
		{"车辆安全法/2", testkb.Today, 8},
		{"车辆安全法/2/x1", testkb.Today, 1},
		{"车辆安全法/2/k1/x1", testkb.Today, 1},
		{"车辆安全法@2010-03-01/2", testkb.Today, 0}, // article 3 of that text is not in force
		{"车辆安全法@2010-03-01/2", "2015-01-01", 1},
		{"车辆安全法/4", testkb.Today, 1},
	} {
		a, err := statute.ParseAddress(c.address)
		if err != nil {
			t.Fatal(err)
		}
		p, err := base.Lookup(ctx, a, testkb.Today)
		if err != nil {
			t.Fatal(err)
		}
		q := citegraph.QueryFor(p, testkb.Today)
		q.Day = c.day
		if cited, err := graph.CitedBy(ctx, q); err != nil || cited.Total != c.total {
			t.Errorf("%s on %s: %+v, %v; want %d", c.address, c.day, cited, err, c.total)
		}
	}
	law, err := base.Lookup(ctx, statute.Address{Law: testkb.Vehicles}, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	if q := citegraph.QueryFor(law, testkb.Today); q.Version != "" {
		t.Errorf("a law is cited in the version %s only", q.Version)
	}
}

// A unit gives its citations with what they name and where that stands.
func TestCitesOf(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	graph := citegraph.New(base)
	p, err := base.Lookup(ctx, statute.Address{Law: testkb.Vehicles, Provision: testkb.MustProvision(t, "3")}, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	cites, err := graph.CitesOf(ctx, p.Unit.ID, testkb.Today)
	if err != nil || len(cites) != 1 {
		t.Fatalf("%+v, %v", cites, err)
	}
	c := cites[0]
	if c.Quote != "前条第二项" || c.Status != citation.Resolved || c.Span().Of(testkb.NewVehicles) != c.Quote || len(c.Targets) != 1 ||
		c.Targets[0].Address.String() != "车辆安全法/2/x2" || c.Targets[0].Node.String() != "2/k1/x2" {
		t.Errorf("%+v", c)
	}
	law, err := base.Law(ctx, testkb.Vehicles)
	if err != nil {
		t.Fatal(err)
	}
	old, err := graph.CitesOfVersion(ctx, law.Versions[1].ID, testkb.Today)
	if err != nil || len(old) != 1 {
		t.Fatalf("%+v, %v", old, err)
	}
	for _, cites := range old {
		if got := cites[0].Targets[0].Address.String(); got != "车辆安全法@2010-03-01/2" {
			t.Errorf("the old text cites %s; want itself", got)
		}
	}
	rule, err := base.Lookup(ctx, statute.Address{Law: testkb.Rule, Provision: testkb.MustProvision(t, "2")}, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	cites, err = graph.CitesOf(ctx, rule.Unit.ID, testkb.Today)
	if err != nil || len(cites) != 1 || cites[0].Status != citation.UnknownLaw || cites[0].Targets[0].Address.String() != "不存在的登记法/7" {
		t.Errorf("%+v, %v", cites, err)
	}
}

// The counts are those of the citations; what leads nowhere is listed.
func TestCounts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	graph := citegraph.New(testkb.New(t, testkb.Collection(t)...))
	all, err := graph.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if all.Found != all.Resolved+all.Dangling+all.UnknownLaw+all.Ambiguous || all.Dangling != 2 || all.UnknownLaw != 1 {
		t.Errorf("%+v", all)
	}
	texts, err := graph.CountsByText(ctx)
	if err != nil || !slices.IsSortedFunc(texts, func(a, b citegraph.TextCounts) int { return strings.Compare(a.Title, b.Title) }) {
		t.Errorf("%+v, %v", texts, err)
	}
	dangling, err := graph.Dangling(ctx, testkb.Today)
	if err != nil || len(dangling) != 1 || dangling[0].Law != testkb.Vehicles || dangling[0].Count != 2 ||
		len(dangling[0].Provisions) != 2 || dangling[0].Elsewhere != 0 {
		t.Errorf("%+v, %v", dangling, err)
	}
	missing, err := graph.MissingLaws(ctx)
	if err != nil || len(missing) != 2 || missing[0] != (citegraph.MissingLaw{Law: "不存在的登记法", Count: 1, Example: "车辆登记规定"}) {
		t.Errorf("%+v, %v", missing, err)
	}
	cases, err := graph.CasesCiting(ctx, citegraph.CitedByQuery{Law: testkb.Vehicles, Provision: testkb.MustProvision(t, "2")})
	if err != nil || len(cases) != 1 {
		t.Errorf("cases %v, %v", cases, err)
	}
	if cases, err = graph.CasesCiting(ctx, citegraph.CitedByQuery{Law: testkb.Parking}); err != nil || len(cases) != 0 {
		t.Errorf("cases that cite the regulation: %v, %v", cases, err)
	}
}

// What a provision is cited by is what the search is given.
func TestLinks(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	graph := citegraph.New(base)
	law, err := base.Law(ctx, testkb.Interpretation)
	if err != nil {
		t.Fatal(err)
	}
	links, err := graph.LinksOfVersion(ctx, law.Versions[0])
	if err != nil || len(links) != 1 {
		t.Errorf("%v, %v", links, err)
	}
	docs, err := base.Documents(ctx, statute.DocConsultation, 1)
	if err != nil {
		t.Fatal(err)
	}
	answers, err := graph.LinksOfDocument(ctx, docs[0].ID)
	if err != nil || len(answers) != 1 {
		t.Errorf("%v, %v; want the answer that is there", answers, err)
	}
}

// A name that the user gives to two laws is ambiguous.
func TestAmbiguous(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kb.sqlite")
	testkb.Add(t, path, testkb.Today, append(testkb.Collection(t), testkb.Commentary("两解", "2023-03-03", "依照车规第二条。\n", nil))...)
	user := []lawnames.Alias{{Name: "车规", Key: testkb.Parking, Origin: lawnames.OriginUser},
		{Name: "车规", Key: testkb.Rule, Origin: lawnames.OriginUser}}
	testkb.Change(t, path, testkb.Today, user, func(*kb.Writer, *lawbuild.Builder) error { return nil })
	found, err := citegraph.New(testkb.Open(t, path)).Ambiguous(ctx)
	if err != nil || len(found) != 1 || found[0].Title != "两解" ||
		!slices.Equal(found[0].Candidates, []string{testkb.Parking, testkb.Rule}) {
		t.Errorf("%+v, %v", found, err)
	}
}

// Citations are found anew only where they may have changed, and then as if all had been
// found at once.
func TestUpdate(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	docs := testkb.Collection(t)
	path := filepath.Join(t.TempDir(), "kb.sqlite")
	testkb.Add(t, path, "2020-06-01", docs...)
	old := citegraph.New(testkb.Open(t, path))
	if current, err := old.Current(ctx, "2020-06-01"); !current || err != nil {
		t.Errorf("on the day itself: %v, %v", current, err)
	}
	if current, err := old.Current(ctx, testkb.Today); current || err != nil {
		t.Errorf("after a new text took effect: %v, %v", current, err)
	}
	ids := func(path string) map[string]int64 {
		found := map[string]int64{}
		err := kb.Each(ctx, testkb.Open(t, path), "reading", func(scan kb.Scan) error {
			var title string
			var id int64
			err := scan(&title, &id)
			found[title] = max(found[title], id)
			return err
		}, "SELECT d.title, c.id FROM citation c JOIN document d ON d.id = c.document_id")
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	// The next day of change: what was looked up in the vehicle law is found anew.
	next := filepath.Join(t.TempDir(), "kb.sqlite")
	testkb.Add(t, next, testkb.Today, docs...)
	before := ids(next)
	testkb.Change(t, next, testkb.Today, nil, func(w *kb.Writer, laws *lawbuild.Builder) error { return nil })
	if after := ids(next); before[testkb.Local] != after[testkb.Local] {
		t.Errorf("nothing changed, and citations were found anew: %v, %v", before, after)
	}
	testkb.Change(t, next, testkb.Today, nil, func(w *kb.Writer, _ *lawbuild.Builder) error {
		_, err := w.RemoveLawDocuments(ctx, testkb.Local)
		return err
	})
	if after := ids(next); after[testkb.Local] != 0 {
		t.Errorf("the citations of a law that was taken out stayed: %v", after)
	}
	if current, err := citegraph.New(testkb.Open(t, next)).Current(ctx, testkb.Today); !current || err != nil {
		t.Errorf("after the update: %v, %v", current, err)
	}
}

// A text that is not stored is understood by the laws that are loaded, or by names alone.
func TestCite(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	graph := citegraph.New(testkb.New(t, testkb.Collection(t)...))
	for text, want := range map[string]string{
		"依照车辆安全法第二条第二项":        "车辆安全法/2/x2 resolved",
		"依照车辆安全法第九条":           "车辆安全法/9 dangling",
		"依照《没有的法》第九条":          "没有的法/9 unknown_law",
		"依照2010年车辆安全法第三条":      "车辆安全法@2010-03-01/3 resolved",
		"依照2010年制定的《车辆安全法》第三条": "车辆安全法@2010-03-01/3 resolved",
		"依照法释〔2021〕90号第一条":     testkb.Interpretation + "/1 resolved",
		"依照《车辆安全法》第二章":         "车辆安全法/z2 resolved",
		"依照车辆安全法解释第二条":         testkb.Interpretation + "/2 resolved",
		"《中华人民共和国车辆安全法》（以下简称车安法）。依照车安法第一条第二款，": "车辆安全法/1/k2 resolved",
	} {
		cites, err := graph.Cite(ctx, &citation.CitingText{Text: text}, testkb.Today)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range cites {
			if c.Kind == citation.KindProvision && len(c.Targets) == 1 {
				got = append(got, c.Targets[0].Address.String()+" "+string(c.Status))
			}
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%s: %v; want %s", text, got, want)
		}
	}
	gone, leave := context.WithCancel(ctx)
	leave()
	if _, err := graph.Cite(gone, &citation.CitingText{Text: "依照停车管理条例第一条"}, testkb.Today); err == nil {
		t.Error("a caller that is gone gets an answer")
	}
	unloaded, err := citegraph.NewUnloaded()
	if err != nil {
		t.Fatal(err)
	}
	cites, err := unloaded.Cite(ctx, &citation.CitingText{Text: "依照民法典第三条"})
	if err != nil || len(cites) != 1 || cites[0].Targets[0].Address.String() != "民法典/3" || cites[0].Status != citation.UnknownLaw {
		t.Errorf("by names alone: %+v, %v", cites, err)
	}
}

// The articles that other texts cite are counted once for each text; what a law cites of itself is not.
func TestMostCited(t *testing.T) {
	t.Parallel()
	base := testkb.New(t,
		testkb.Law(t, "", "灯火法", "灯火法\n（2010年5月1日第九届虚构代表大会通过）\n第一条 灯要亮。\n第二条 依照本法第一条。\n第三条 灯要稳。\n"),
		testkb.Law(t, "", "渡口法", "渡口法\n（2011年5月1日第九届虚构代表大会通过）\n第一条 依照《灯火法》第三条。\n第二条 依照《灯火法》第三条、第一条。\n"),
		testkb.Law(t, "", "集市法", "集市法\n（2012年5月1日第九届虚构代表大会通过）\n第一条 依照《灯火法》第三条。\n"))
	list, err := citegraph.New(base).MostCited(context.Background(), 5)
	if err != nil || len(list) != 2 || list[0].Address.String() != "灯火法/3" || list[0].Count != 2 || list[1].Address.String() != "灯火法/1" ||
		list[1].Count != 1 {
		t.Errorf("%+v, %v", list, err)
	}
}
