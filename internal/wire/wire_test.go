package wire_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/internal/wire"
)

// same compares a form with what a client reads. want may have white space between its
// parts.
func same(t *testing.T, got any, want string) {
	t.Helper()
	var b, compact bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(got); err != nil {
		t.Fatal(err)
	}
	if err := json.Compact(&compact, []byte(want)); err != nil {
		t.Fatalf("%v: %s", err, want)
	}
	if g := strings.TrimSpace(b.String()); g != compact.String() {
		t.Errorf("got  %s\nwant %s", g, compact.String())
	}
}

func address(t *testing.T, s string) statute.Address {
	t.Helper()
	a, err := statute.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// between is where a piece stands in a text.
func between(t *testing.T, text, piece string) statute.Span {
	t.Helper()
	i := strings.Index(text, piece)
	if i < 0 {
		t.Fatalf("%q is not in %q", piece, text)
	}
	return statute.Span{Start: i, End: i + len(piece)}
}

const day = statute.Date("2026-03-04")

func TestCitations(t *testing.T) {
	t.Parallel()
	text := "😀依飞船法第二条、第九条，参见（2020）甲民初1号"
	sent := strings.Replace(text, "飞", "飛", 1)
	cites := []citation.Citation{
		{Kind: citation.KindProvision, Span: between(t, text, "第二条"), Name: "飞船法", Status: citation.Resolved, Basis: citation.ByDefault,
			Version: "2020-01-01",
			Targets: []citation.Target{{Address: address(t, "飞船法/2"), Found: true}}},
		{Kind: citation.KindProvision, Span: between(t, text, "第九条"), Status: citation.Dangling,
			Targets: []citation.Target{{Address: address(t, "飞船法/9")}}},
		{Kind: citation.KindCase, Span: between(t, text, "（2020）甲民初1号"), Status: citation.Resolved},
	}
	const two = `{"kind":"provision","quote":"第二条","law":"飞船法","targets":["飞船法/2"],"status":"resolved","text_version":"2020-01-01","basis":"current","start":5,"end":8},
		{"kind":"provision","quote":"第九条","targets":["飞船法/9"],"status":"dangling","missing":["飞船法/9"],"start":9,"end":12}`
	same(t, wire.NewCitationList(&citation.CitingText{Text: text, Day: "2021-01-01"}, sent, cites), `{"date":"2021-01-01","total":3,"by_status":{"dangling":1,"resolved":1},"cites":[`+two+`,
		{"kind":"case","quote":"（2020）甲民初1号","targets":[],"status":"resolved","start":15,"end":26}]}`)
	same(t, wire.NewBatchCitations(wire.BatchParagraph{ID: "7", Text: text}, cites), `{"id":"7","cites":[`+two+`]}`)
	same(t, wire.NewCitationList(&citation.CitingText{}, "", nil), `{"date":"","total":0,"by_status":{},"cites":[]}`)
}

func TestStoredCitations(t *testing.T) {
	t.Parallel()
	same(t, wire.NewCite(citegraph.Cite{Kind: citation.KindLaw, Quote: "本法", Status: citation.Ambiguous, Candidates: []string{"甲法",
		"乙法"}, Stated: "2010"}),
		`{"kind":"law","quote":"本法","targets":[],"status":"ambiguous","candidates":["甲法","乙法"],"version":"2010"}`)
	cited := &citegraph.CitedBy{Total: 2, ByKind: map[string]int{"case": 1, "law": 1}, Earlier: 1, List: []citegraph.Citing{
		{Kind: "case", Title: "甲诉乙案", Document: kb.DocumentInfo{Ref: "0a1b", Date: "2021-02-03"}, Label: "裁判理由", Sentence: "依照飞船法第二条。",
			Targets: []statute.Address{address(t, "飞船法/2/k1")}},
		{Kind: "law", Title: "飞船条例", Address: address(t, "飞船条例/1"), Label: "总则", Sentence: "根据飞船法。", Earlier: true},
	}}
	same(t, wire.NewCitedByPage(address(t, "飞船法/2"), "2026-03-04", cited, 1, 20), `{"total":2,"by_kind":{"case":1,"law":1},"earlier":1,"former":0,"address":"飞船法/2","as_of":"2026-03-04","page":1,"size":20,"list":[
		{"kind":"case","title":"甲诉乙案","id":"0a1b","heading":"裁判理由","date":"2021-02-03","targets":["飞船法/2/k1"],"sentence":"依照飞船法第二条。"},
		{"kind":"law","title":"飞船条例","address":"飞船条例/1","targets":[],"sentence":"根据飞船法。","earlier":true}]}`)
}

// shelf is a law with one article of two paragraphs, where reading may fail.
type shelf struct{ under, cites, citedBy error }

func (s shelf) Under(context.Context, *kb.Provision) ([]kb.Heading, []*kb.Unit, error) {
	return nil, []*kb.Unit{article, {Kind: statute.KindAnnex, Address: "附件1", Label: "附件一", Parts: []kb.Part{{Text: "表"}}}}, s.under
}

func (s shelf) Variants(context.Context, int64, string) ([]kb.Variant, error) { return nil, nil }

func (s shelf) CitesOf(context.Context, int64, statute.Date) ([]citegraph.Cite, error) {
	return []citegraph.Cite{
		{Kind: citation.KindProvision, Quote: "前条", Start: 101, End: 107, Status: citation.Resolved},
		{Kind: citation.KindProvision, Quote: "第九条", Start: 140, End: 149, Status: citation.Dangling},
	}, s.cites
}

func (s shelf) CitesOn(context.Context, int64, statute.Date) ([]citegraph.Cite, error) {
	return []citegraph.Cite{
		{Kind: citation.KindProvision, Quote: "前条", Start: 101, End: 107, Status: citation.Resolved},
		{Kind: citation.KindProvision, Quote: "第九条", Start: 140, End: 149, Status: citation.Dangling},
	}, s.cites
}

func (s shelf) CitedBy(context.Context, citegraph.CitedByQuery) (*citegraph.CitedBy, error) {
	if s.citedBy != nil {
		return nil, s.citedBy
	}
	return &citegraph.CitedBy{Total: 4, ByKind: map[string]int{"law": 4}}, nil
}

var article = &kb.Unit{ID: 3, Kind: statute.KindArticle, Address: "2", Label: "第二条", Parts: []kb.Part{
	{Kind: statute.KindParagraph, Local: "k1", Text: "驾驶人应当：", Start: 100, End: 118, Parts: []kb.Part{
		{Kind: statute.KindItem, Local: "k1/x1", Label: "（一）", Text: "系好带；", Start: 128, End: 140}}},
	{Kind: statute.KindParagraph, Local: "k2", Text: "停车的，同。", Start: 140, End: 158}}}

var law = &kb.Law{Key: "飞船法", Title: "中华人民共和国飞船法", Level: statute.LevelStatute, Versions: []kb.Version{
	{Label: "2010-01-01", InForceFrom: "2010-07-01", FromSource: timeline.FromDecision,
		InForceTo: "2020-07-01", ToSource: timeline.FromText},
	{Label: "2020-01-01", InForceFrom: "2020-07-01", FromSource: timeline.FromText}}}

func place() *kb.Provision {
	return &kb.Provision{Law: law, Version: law.Versions[1]}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	const head = `"law":"飞船法","title":"中华人民共和国飞船法","level":"法律","version":"2020-01-01","status":"in_force",` +
		`"status_text":"现行有效（2020-07-01 起施行，其后未核实）","confirmed_until":"",` +
		`"as_of":"2026-03-04","in_force_from":"2020-07-01","in_force_to":"","in_force_from_source":"text","in_force_to_source":"unknown",`
	const tail = `"cited_by":{"total":4,"by_kind":{"law":4},"earlier":0,"former":0}}`
	const item = `{"address":"飞船法/2/k1/x1","kind":"item","label":"（一）","text":"系好带；","items":[]}`
	const paragraphs = `"paragraphs":[{"address":"飞船法/2/k1","kind":"paragraph","text":"驾驶人应当：","items":[` + item +
		`]},{"address":"飞船法/2/k2","kind":"paragraph","text":"停车的，同。","items":[]}],`
	whole, one, part := place(), place(), place()
	one.Unit, one.Provision, one.Path = article, address(t, "飞船法/2").Provision, []kb.Heading{{Kind: statute.KindChapter, Address: "z1",
		Label: "第一章", Title: "总则"}}
	part.Unit, part.Provision, part.Part = article, address(t, "飞船法/2/k1/x1").Provision, &article.Parts[0].Parts[0]
	for name, c := range map[string]struct {
		place *kb.Provision
		want  string
	}{
		"a law": {whole, `{"address":"飞船法",` + head + `"number":"","document_number":"","incomplete":false,"path":[],"kind":"law",
			"text":"第二条 驾驶人应当：\n（一）系好带；\n停车的，同。\n附件一 表","paragraphs":[],"articles":["飞船法/2"],"cites":[],` + tail},
		"an article": {one, `{"address":"飞船法/2",` + head + `"number":"第二条","document_number":"","incomplete":false,"path":["第一章 总则"],"kind":"article",
			"text":"驾驶人应当：\n（一）系好带；\n停车的，同。",` + paragraphs + `"cites":[{"kind":"provision","quote":"前条","targets":[],"status":"resolved"},
			{"kind":"provision","quote":"第九条","targets":[],"status":"dangling"}],` + tail},
		"an item": {part, `{"address":"飞船法/2/k1/x1",` + head + `"number":"（一）","document_number":"","incomplete":false,"path":[],"kind":"item",
			"text":"系好带；",` + paragraphs + `"cites":[],` + tail},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j, err := wire.NewPlace(context.Background(), shelf{}, shelf{}, c.place, day)
			if err != nil {
				t.Fatal(err)
			}
			same(t, j, c.want)
		})
	}
	broken := errors.New("broken")
	for _, c := range []struct {
		place *kb.Provision
		shelf shelf
	}{{whole, shelf{under: broken}}, {one, shelf{cites: broken}}, {one, shelf{citedBy: broken}}} {
		if _, err := wire.NewPlace(context.Background(), c.shelf, c.shelf, c.place, day); !errors.Is(err, broken) {
			t.Errorf("%+v: %v", c.shelf, err)
		}
	}
}

func TestHeading(t *testing.T) {
	t.Parallel()
	p := place()
	p.Heading = &kb.Heading{Kind: statute.KindChapter, Address: "z1", Label: "第一章", Title: "总则"}
	j, err := wire.NewPlace(context.Background(), shelf{}, shelf{}, p, day)
	if err != nil {
		t.Fatal(err)
	}
	if j.Kind != "chapter" || j.Number != "第一章" || j.Title != "第一章 总则" || len(j.Articles) != 1 {
		t.Errorf("a chapter: %+v", j)
	}
}

func TestLaws(t *testing.T) {
	t.Parallel()
	same(t, wire.NewLawSummary(kb.LawSummary{Key: "飞船法", Level: statute.LevelStatute, Versions: 2, Latest: "2020-01-01"},
		statute.StatusInForce),
		`{"law":"飞船法","level":"法律","issuers":[],"versions":2,"latest":"2020-01-01","status":"in_force"}`)
	same(t, wire.NewLaw(place(), []kb.Heading{{Address: "z1", Label: "第一章", Title: "总则"}, {Title: "附"}}, []*kb.Unit{article,
		{Label: "序言"}}, nil, day),
		`{"law":"飞船法","title":"中华人民共和国飞船法","level":"法律","issuers":[],"version":"2020-01-01","document_number":"","status":"in_force","status_text":"现行有效（2020-07-01 起施行，其后未核实）","in_force_from":"2020-07-01",
		"in_force_to":"","in_force_from_source":"text","in_force_to_source":"unknown","as_of":"2026-03-04","events":[],"versions":[{"version":"2010-01-01","status":"amended","status_text":"已修改（新文本 2020-07-01 起施行）","in_force_from":"2010-07-01","in_force_from_source":"decision","in_force_to":"2020-07-01","in_force_to_source":"text"},{"version":"2020-01-01","status":"in_force","status_text":"现行有效（2020-07-01 起施行，其后未核实）","in_force_from":"2020-07-01","in_force_from_source":"text","in_force_to":"","in_force_to_source":"unknown"}],
		"contents":[{"address":"z1","title":"第一章 总则"},{"title":"附"}],
		"articles":[{"address":"飞船法/2","number":"第二条","text":"驾驶人应当：\n（一）系好带；\n停车的，同。"}]}`)
}

func TestSearch(t *testing.T) {
	t.Parallel()
	same(t, wire.NewSearch(&search.Result{}),
		`{"query":"","understood":"","as_of":"","total":0,"listed":0,"took_ms":0,"hits":[],"facets":{},"suggestions":[]}`)
	r := &search.Result{Query: "小偷", Understood: "小偷", AsOf: "2026-03-04", Total: 2, Listed: 1, TookMS: 1.5, Hits: []search.Hit{
		{Type: "article", Address: "飞船法/2", Title: "飞船法 第二条", Path: []string{"总则"}, Level: statute.LevelStatute,
			Status: statute.StatusInForce, Snippet: "偷", Highlights: [][2]int{{0, 1}}, Score: 0.5, Why: []string{"词"}, Cited: 3,
			SameLaw: 1},
		{Type: "case", ID: "0a1b", Title: "甲诉乙案", Date: "2021-02-03"}},
		Facets:      map[string][]search.Count{"level": {{Value: "法律", Name: "法律", Count: 1}}, "tier": nil},
		Suggestions: []string{"盗窃"}, Message: "话", NotLoaded: "没有", Nearest: []string{"飞船法/1"}, Scope: "飞船法",
		Expanded: []query.Replacement{{From: "小偷", To: []string{"盗窃"}}}, Related: []search.Related{{Address: "飞船法/3", Title: "飞船法 第三条",
			Note: "引用本条"}}}
	same(t, wire.NewSearch(r), `{"query":"小偷","understood":"小偷","as_of":"2026-03-04","total":2,"listed":1,"took_ms":1.5,"hits":[
		{"type":"article","address":"飞船法/2","title":"飞船法 第二条","path":["总则"],"level":"法律","status":"in_force","snippet":"偷","highlights":[[0,1]],"score":0.5,"why":["词"],"cited":3,"same_law":1},
		{"type":"case","id":"0a1b","title":"甲诉乙案","date":"2021-02-03","snippet":"","highlights":[],"score":0,"why":[],"cited":0}],
		"facets":{"level":[{"value":"法律","name":"法律","count":1}],"tier":[]},"suggestions":["盗窃"],"message":"话","not_loaded":"没有","nearest":["飞船法/1"],"scope":"飞船法",
		"expanded":[{"from":"小偷","to":["盗窃"]}],"related":[{"address":"飞船法/3","title":"飞船法 第三条","note":"引用本条"}]}`)
	same(t, wire.NewSuggestions(nil), `{"suggestions":null}`)
	same(t, wire.NewSuggestions([]search.Suggestion{{Text: "飞船法", Kind: "law", Key: "飞船法"}, {Text: "飞", Kind: "term", Note: "词"}}),
		`{"suggestions":[{"text":"飞船法","kind":"law","key":"飞船法"},{"text":"飞","kind":"term","note":"词"}]}`)
}

func TestCaseList(t *testing.T) {
	t.Parallel()
	cases := []*kb.CaseInfo{
		{DocumentInfo: kb.DocumentInfo{Ref: "0a1b", Kind: statute.DocCase, Title: "甲诉乙案", Date: "2021-02-03"}, Tier: "typical",
			Number: "（2020）甲民初1号", Court: "甲市人民法院", CaseKind: "民事", Cause: "买卖合同纠纷"},
		{DocumentInfo: kb.DocumentInfo{Ref: "0c", Kind: statute.DocCommentary, Title: "报道"}, InReport: 2, Charges: []string{"盗窃罪"},
			Outcome: "有罪"},
	}
	same(t, wire.NewCaseList(&search.CaseList{Total: 2, Cases: cases, Message: "话"}), `{"total":2,"cases":[
		{"id":"0a1b","title":"甲诉乙案","tier":"typical","date":"2021-02-03","case_number":"（2020）甲民初1号","court":"甲市人民法院","court_level":"","province":"","kind":"民事","cause":"买卖合同纠纷","charges":[],"outcome":"","instance":"","sentence_months":0,"amount":0,"url":"/case/0a1b"},
		{"id":"0c-2","title":"报道","tier":"","date":"","case_number":"","court":"","court_level":"","province":"","kind":"","cause":"","charges":["盗窃罪"],"outcome":"有罪","instance":"","sentence_months":0,"amount":0,"url":"/commentary/0c#told2"}],
		"facets":{},"message":"话"}`)
}
