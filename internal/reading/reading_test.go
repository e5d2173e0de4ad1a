package reading

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/statute"
)

// What has articles is a law, unless it is a contract or its first line is a
// sentence.
func TestClassify(t *testing.T) {
	for text, want := range map[string]statute.DocumentKind{
		"某某条例\n\n第一条 甲。\n\n第二条 乙。":                statute.DocLaw,
		"关于某法第三条的解释\n\n第一条 甲。\n\n第二条 乙。":          statute.DocLaw,
		"《中华人民共和国某法》\n第五条 甲。\n第六条 乙。":             statute.DocLaw,
		"房屋租赁合同\n\n第一条 甲。\n\n第二条 乙。":              statute.DocCommentary,
		"依照某法第五条\n第六条 甲。":                         statute.DocCommentary,
		"甲市乙区人民法院民事判决书\n（2020）甲01民初1号\n第一条约定了价款。": statute.DocCase,
	} {
		if got := Read(&corpus.Document{Text: text}); got.Kind != want {
			t.Errorf("%q is a %s; want %s", text, got.Kind, want)
		}
	}
	doc := Citable("《中华人民共和国某法》\n第五条 甲。\n")
	if doc.Law != "某法" {
		t.Errorf("an excerpt is of %q", doc.Law)
	}
	if !Citable("房屋租赁合同\n\n第一条 甲。\n\n第二条 乙。").Contract {
		t.Error("a contract is not known as one")
	}
}

// A heading of notes names the law whose articles stand below it, so it is read too.
func TestHeadingsAreRead(t *testing.T) {
	doc := Citable("离渡口检查清单\n\n## 《渡口灯火法》\n\n| 条 | 内容 |\n| --- | --- |\n| 第87条 | 灯油 |\n\n## 《渡船法》\n\n第3条 桨\n")
	var read []string
	for _, s := range doc.Segments {
		read = append(read, s.Span.Of(doc.Text))
	}
	for _, want := range []string{"《渡口灯火法》", "| 第87条 | 灯油 |", "《渡船法》", "第3条 桨"} {
		if !slices.Contains(read, want) {
			t.Errorf("%s is not read: %q", want, read)
		}
	}
}

// Notes on a law that stands in their title cite its articles, wherever these stand.
func TestTitleOfNotes(t *testing.T) {
	graph, err := citegraph.NewUnloaded()
	if err != nil {
		t.Fatal(err)
	}
	const below = "\n\n第87条 赔偿\n第39条 解除\n\n- 试用期：第19条\n\n| 条 | 内容 |\n| --- | --- |\n| 第47条 | 补偿 |\n"
	for _, title := range []string{"# 《劳动合同法》笔记", "# 劳动合同法背诵表", "# 《劳动合同法》", "《劳动合同法》要点"} {
		doc := Citable(title + below)
		cites, err := graph.Cite(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range cites {
			if c.Kind == citation.KindProvision && len(c.Targets) == 1 {
				got = append(got, c.Targets[0].Address.String())
			}
		}
		if want := "劳动合同法/87 劳动合同法/39 劳动合同法/19 劳动合同法/47"; strings.Join(got, " ") != want {
			t.Errorf("%s: %v; want %s", title, got, want)
		}
	}
}

const dogLaw = `# 某某市养犬条例

2020年5月1日某某市人民代表大会常务委员会通过

## 第一章 总则

第一条 为了管理养犬，制定本条例。

## 第二章 登记

第二条 养犬应当登记：
（一）有住所；
（二）有疫苗。

第三条 本条例自2020年6月1日起施行。

附件：登记表
`

// A law keeps its tree, and is cited with the place of each text in it.
func TestLaw(t *testing.T) {
	t.Parallel()
	for _, kind := range []statute.DocumentKind{"", statute.DocLaw} {
		r := Read(&corpus.Document{Text: dogLaw, Kind: kind})
		if r.Kind != statute.DocLaw || r.Law == nil || r.Publication != nil || len(r.Law.Articles()) != 3 || r.Title() != "某某市养犬条例" {
			t.Fatalf("read as %+v", r)
		}
		doc := r.Citable()
		if doc.Law != "某某市养犬条例" || doc.Numbered != statute.KindArticle || doc.Day != "2020-06-01" {
			t.Errorf("law %q, numbered by %s, day %s", doc.Law, doc.Numbered, doc.Day)
		}
		found := false
		for _, s := range doc.Segments {
			if strings.HasPrefix(s.Span.Of(doc.Text), "有疫苗") || strings.HasPrefix(s.Span.Of(doc.Text), "（二）有疫苗") {
				found = true
				if s.At.Article.Main != 2 || s.At.Item != 2 || s.Within.Chapter.Main != 2 {
					t.Errorf("the item stands at %+v within %+v", s.At, s.Within)
				}
			}
		}
		if !found {
			t.Errorf("the item is in no segment of %+v", doc.Segments)
		}
	}
	if r := Read(&corpus.Document{Text: "某某决定\n\n一、甲。\n\n二、乙。\n"}); r.Law != nil && r.Citable().Numbered != statute.KindClause {
		t.Errorf("numbered by %s", r.Citable().Numbered)
	}
}

const twoCases = `某某市中级人民法院发布典型案例
某某市中级人民法院发布
2022年3月15日

案例一 甲某诉乙商店买卖合同纠纷案
基本案情
糕点过期。
裁判结果
退款。

案例二 丙某诉丁公司网络购物合同纠纷案
基本案情
手机是旧的。
裁判结果
赔偿。
`

func TestBatch(t *testing.T) {
	t.Parallel()
	at := strings.Index(twoCases, "手机")
	d := &corpus.Document{ID: "b1", Title: "发布会", Text: twoCases,
		Diagnostics: []statute.Diagnostic{{Code: "x", Span: statute.Span{Start: at, End: at + 6}}}}
	all := ReadAll(d, Named)
	if len(all) != 3 {
		t.Fatalf("%d pieces", len(all))
	}
	if all[0].Kind != statute.DocCommentary || all[0].Source.ID != "b1#1" {
		t.Errorf("the preface is %s %s", all[0].Kind, all[0].Source.ID)
	}
	for i, want := range []string{"甲某诉乙商店买卖合同纠纷案", "丙某诉丁公司网络购物合同纠纷案"} {
		r := all[i+1]
		if r.Kind != statute.DocCase || r.Title() != want || r.Publication.Publisher != "某某市中级人民法院" || r.Publication.Date != "2022-03-15" {
			t.Errorf("case %d is %s %q of %s, %s", i+1, r.Kind, r.Title(), r.Publication.Publisher, r.Publication.Date)
		}
	}
	if g := all[2].Source.Diagnostics; len(g) != 1 || g[0].Span.Of(all[2].Text) != "手机" {
		t.Errorf("diagnostics %+v", g)
	}
	if got := ReadAll(&corpus.Document{Kind: statute.DocConsultation, Text: twoCases}, Hidden); len(got) != 1 ||
		got[0].Kind != statute.DocConsultation {
		t.Errorf("a consultation is cut: %+v", got)
	}
}

const debt = "甲省乙市丙区人民法院\n民事判决书\n（2021）甲0101民初1号\n原告：羊双彪，男。\n被告：牛大。\n原告羊双彪与被告牛大民间借贷纠纷一案，本院立案后，依法进行了审理。\n" +
	"本院认为，根据《中华人民共和国民法典》第六百六十七条，应当还款。依照《中华人民共和国民法典》第六百七十五条、第六百七十五条及《某某解释》规定，判决如下：\n牛大返还羊双彪一万元。\n审判员　孙公正\n二〇二一年五月一日\n书记员　李记录\n"

// Judgments that stand in one file are read by themselves, each without its people.
func TestJudgmentsOfOneFile(t *testing.T) {
	t.Parallel()
	text := debt + "\n" + strings.ReplaceAll(debt, "羊双彪", "马小二")
	for people, gone := range map[People]bool{Named: false, Hidden: true} {
		all := ReadAll(&corpus.Document{ID: "羊双彪案", Title: "羊双彪案", Text: text, Answers: [][]string{{"民法典/675"}},
			Diagnostics: []statute.Diagnostic{{Code: "y", Message: "羊双彪处有误"}}}, people)
		if len(all) != 2 {
			t.Fatalf("%d judgments", len(all))
		}
		for i, name := range []string{"羊双彪", "马小二"} {
			r := all[i]
			if r.Kind != statute.DocCase || strings.Contains(r.Text, name) == gone || r.Publication.Text != r.Text ||
				r.Source.Text != r.Text {
				t.Errorf("%v: %s in %s", people, name, r.Text)
			}
		}
	}
	one := ReadAll(&corpus.Document{ID: "羊双彪案", Title: "羊双彪案", Text: debt,
		Diagnostics: []statute.Diagnostic{{Code: "y", Message: "羊双彪处有误"}}}, Hidden)[0]
	if d := one.Source; d.ID != "羊某某案" || d.Title != "羊某某案" || d.Diagnostics[0].Message != "羊某某处有误" ||
		d.Diagnostics[1].Message != "隐去了 2 个人的姓名" {
		t.Errorf("the document is %+v", d)
	}
	// Commentary on a judgment is no case, and names nobody either.
	about := ReadAll(&corpus.Document{Category: "解读", Text: debt}, Hidden)[0]
	if about.Kind != statute.DocCommentary || strings.Contains(about.Text, "羊双彪") || about.Publication.Notes == nil {
		t.Errorf("commentary is %s", about.Kind)
	}
}

// A case keeps the day that it came with where its text gives none.
func TestKinds(t *testing.T) {
	t.Parallel()
	r := Read(&corpus.Document{Category: "案例", Title: "甲某诉乙公司买卖合同纠纷案", Text: "基本案情\n略。\n", Date: "2020-01-02"})
	if r.Kind != statute.DocCase || r.Publication.Facts == nil || len(r.Publication.Facts.Parties) != 2 ||
		r.Publication.Date != "2020-01-02" {
		t.Errorf("read as %+v", r.Publication)
	}
	n := Read(&corpus.Document{Kind: statute.DocCommentary, Form: "news_report", Title: "x.txt", Text: "去年，云溪市检察院办理案件51件。\n"})
	if len(n.Publication.Notes.Figures) != 1 || n.Title() != "去年，云溪市检察院办理案件51件。" {
		t.Errorf("read as %q %+v", n.Title(), n.Publication.Notes)
	}
	if doc := n.Citable(); len(doc.Segments) != 1 || doc.Law != "" {
		t.Errorf("cited as %+v", doc)
	}
}

// What is cited in a part counts once; whole laws count where they are asked for.
func TestProvisions(t *testing.T) {
	t.Parallel()
	address := func(s string) statute.Address {
		a, err := statute.ParseAddress(s)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	part := statute.Span{Start: 10, End: 20}
	inside, outside := statute.Span{Start: 11, End: 13}, statute.Span{Start: 1, End: 3}
	cites := []citation.Citation{
		{Kind: citation.KindProvision, Span: inside, Targets: []citation.Target{{Address: address("民法典@2020-05-28/675")},
			{Address: address("民法典/675")}}},
		{Kind: citation.KindProvision, Span: outside, Targets: []citation.Target{{Address: address("民法典/1")}}},
		{Kind: citation.KindLaw, Span: inside, Targets: []citation.Target{{Address: address("某某解释")}}},
	}
	if got := ProvisionsIn(cites, part); !slices.Equal(got, []string{"民法典/675"}) {
		t.Errorf("got %v", got)
	}
	if got := ProvisionsIn(nil, part); got == nil || len(got) != 0 {
		t.Errorf("nothing is %#v", got)
	}
	p := Provisions{Part: part, WholeLaws: true}
	if !p.Add(citation.KindLaw, inside, address("某某解释")) || p.Add(citation.KindLaw, inside, address("某某解释")) ||
		!reflect.DeepEqual(p.Addresses(), []string{"某某解释"}) {
		t.Errorf("got %v", p.Addresses())
	}
}

func TestUpload(t *testing.T) {
	t.Parallel()
	doc, err := Upload(t.Context(), "草稿.html", []byte("<html><body><p>依照《民法典》第一条。</p></body></html>"))
	if err != nil || !strings.Contains(doc.Text, "依照《民法典》第一条") {
		t.Errorf("read as %+v: %v", doc, err)
	}
	for name, content := range map[string]string{"空.txt": "", "x.docx": "PK\x03\x04"} {
		if doc, err := Upload(t.Context(), name, []byte(content)); err == nil {
			t.Errorf("%s is read as %q", name, doc.Text)
		}
	}
}

// The day alone on a line at the foot of a draft is that of the draft, whatever it is.
func TestDayAtFoot(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]statute.Date{
		"关于渡口的意见\n渡口依照《渡口法》第二条处理。\n2021年12月1日": "2021-12-01", "意见\n依照《渡口法》第二条。\n二〇二一年十二月一日\n\n": "2021-12-01",
		"意见\n依照《渡口法》第二条。\n2021 年 12 月 1 日\n某律师": "2021-12-01", "意见\n2021年12月1日依照《渡口法》第二条处理。": "", "意见": "",
	} {
		if got := Citable(text).Day; got != want {
			t.Errorf("the day of %q is %q; want %q", text, got, want)
		}
	}
}
