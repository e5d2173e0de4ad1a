package wire_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// fields are the keys of a form, so that a test sees those that are left out.
func fields(t *testing.T, form any) map[string]any {
	t.Helper()
	b, err := json.Marshal(form)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestParsedLaw(t *testing.T) {
	t.Parallel()
	const text = "飞船法\n\n2020年5月28日虚构代表大会通过\n\n第一章 总则\n\n第一条 本法所称飞船，是指会飞的船。\n\n第二条 本法自2020年10月1日起施行。\n"
	j := wire.NewParsed(reading.Read(&corpus.Document{ID: "7", Text: text, Kind: statute.DocLaw}), nil)
	if j.ID != "7" || j.Type != statute.DocLaw || j.Title != "飞船法" || j.Original != text || j.Simplified != "" || j.Date != "" {
		t.Errorf("the head is %+v", j)
	}
	l := j.Law
	if l == nil || l.Key != "飞船法" || l.Version != "2020-05-28" || l.InForceFrom != "2020-10-01" || l.Articles != 2 || len(l.Events) == 0 ||
		l.Events[0].Date != "2020-05-28" {
		t.Fatalf("the law is %+v", l)
	}
	if len(l.Definitions) != 1 || l.Definitions[0].Term != "飞船" {
		t.Errorf("the definitions are %+v", l.Definitions)
	}
	if d := l.Definitions[0]; string([]rune(text)[d.Start:d.End]) != "飞船" {
		t.Errorf("the definition stands at %+v", d.Span)
	}
	var addresses []string
	var walk func(n wire.Node)
	walk = func(n wire.Node) {
		if n.Address != "" {
			addresses = append(addresses, n.Address)
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(l.Tree)
	if !slices.Contains(addresses, "z1") || !slices.Contains(addresses, "2") {
		t.Errorf("the tree has %q", addresses)
	}
	m := fields(t, j)
	for _, key := range []string{"sections", "publisher", "tier", "statements", "simplified"} {
		if _, ok := m[key]; ok {
			t.Errorf("a law has the field %s", key)
		}
	}
	for _, key := range []string{"issuers", "interprets", "basis", "events", "definitions"} {
		if m["law"].(map[string]any)[key] == nil {
			t.Errorf("the list %s is null", key)
		}
	}
}

func TestParsedCase(t *testing.T) {
	t.Parallel()
	const text = "甲市人民法院民事判决书（2020）甲民初1号张某某李某某依照飞船法第二条判决如下"
	facts := &casefile.Facts{Tier: casefile.TierOrdinary, Number: casefile.Number{Field: field(t, text, "（2020）甲民初1号")},
		Court: casefile.Court{Field: field(t, text, "甲市人民法院"), Level: "基层"},
		Kind:  "民事", Document: field(t, text, "判决书"), Charges: []casefile.Field{{Text: "盗窃罪"}}, Basis: between(t, text, "依照飞船法第二条"),
		Keywords: []string{"飞船"},
		Parties:  []casefile.Party{{Role: casefile.Field{Text: "原告"}, Name: field(t, text, "张某某")}},
		Judges:   []casefile.Field{field(t, text, "李某某")},
		Sentences: []casefile.Sentence{{Text: casefile.Field{Text: "拘役三个月"}, Charge: "盗窃罪", Months: 3,
			Fine: casefile.Field{Text: "一千元"}}, {Text: casefile.Field{Text: "罚金"}, Fine: casefile.Field{Text: "二千元"}}},
		Parts: []casefile.Part{{Kind: casefile.PartFacts, Span: between(t, text, "张某某")}}}
	r := &reading.Result{Source: &corpus.Document{Text: strings.Replace(text, "飞", "飛", 1), Original: "原文"}, Kind: statute.DocCase,
		Text: text, Publication: &casefile.Publication{
			Title: "判决", Date: "2021-02-03", Publisher: "甲市人民法院", Facts: facts,
			Passages: []casefile.Passage{{Heading: "事实", Span: between(t, text, "张某某"), Paragraphs: []casefile.Paragraph{{Text: "张某某",
				Span: between(t, text, "张某某")}}}}}}
	cites := []citation.Citation{{Kind: citation.KindProvision, Span: between(t, text, "第二条"),
		Targets: []citation.Target{{Address: address(t, "飞船法/2")}}}}
	j := wire.NewParsed(r, cites)
	if j.Simplified != text || j.Original != "原文" || j.Title != "判决" || j.Date != "2021-02-03" || len(j.Sections) != 1 ||
		j.Sections[0].Paragraphs[0] != "张某某" {
		t.Errorf("the document is %+v", j)
	}
	c := j.Case
	if c.CaseNumber != "（2020）甲民初1号" || !slices.Equal(c.Basis,
		[]string{"飞船法/2"}) || len(c.Reasoning) != 0 || c.Sentence != "拘役三个月" || c.Fine != "一千元" || len(c.Sentences) != 2 ||
		len(c.Parties) != 1 || c.Parties[0].Role != "原告" || c.Judges[0] != "李某某" || c.Parts[0].Kind != string(casefile.PartFacts) {
		t.Errorf("the case is %+v", c)
	}
	characters := []rune(text)
	for name, want := range map[string]string{"case_number": "（2020）甲民初1号", "court": "甲市人民法院", "document": "判决书"} {
		if s, ok := c.Spans[name]; !ok || string(characters[s.Start:s.End]) != want {
			t.Errorf("%s stands at %+v", name, s)
		}
	}
	m := fields(t, j)
	for _, key := range []string{"law", "statements", "told"} {
		if _, ok := m[key]; ok {
			t.Errorf("a case has the field %s", key)
		}
	}
}

func TestParsedCommentary(t *testing.T) {
	t.Parallel()
	const text = "问：为何？答：为安全。甲市抓获张某某，罚款一千元。"
	f := func(s string) casefile.Field { return field(t, text, s) }
	notes := &casefile.Notes{Quotations: []casefile.Field{f("为安全")}, Statements: []casefile.Statement{{Question: f("为何？"),
		Answer: between(t, text, "为安全")}},
		Reported: []casefile.Reported{{Place: f("甲市"), Brief: f("抓获张某某"), Figures: []casefile.Field{f("一千元")}, Span: between(t, text,
			"甲市抓获张某某，罚款一千元")}}}
	r := &reading.Result{Source: &corpus.Document{Text: text}, Kind: statute.DocCommentary, Text: text,
		Publication: &casefile.Publication{Title: "答问", Notes: notes}}
	m := fields(t, wire.NewParsed(r, nil))
	got, err := json.Marshal([]any{m["statements"], m["quotations"], m["figures"], m["told"]})
	if err != nil {
		t.Fatal(err)
	}
	const want = `[[{"answer":{"end":10,"start":7},"office":"","question":"为何？","speaker":""}],[{"end":10,"start":7,"text":"为安全"}],null,` +
		`[{"date":"","end":24,"facts":"抓获张某某","figures":[{"end":24,"start":21,"text":"一千元"}],"kind":"",` +
		`"organ":"","outcome":"","place":"甲市","start":11,"title":"抓获张某某"}]]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func field(t *testing.T, text, s string) casefile.Field {
	t.Helper()
	return casefile.Field{Text: s, Span: between(t, text, s)}
}

// Places outside the text are cut off, and may be asked for in any order.
func TestPoints(t *testing.T) {
	t.Parallel()
	p := wire.NewPoints("a第😀b")
	for _, c := range []struct {
		span statute.Span
		want wire.Span
	}{{statute.Span{Start: 4, End: 8}, wire.Span{Start: 2, End: 3}}, {statute.Span{Start: 0, End: 1}, wire.Span{End: 1}},
		{statute.Span{Start: -3, End: 99}, wire.Span{End: 4}}} {
		if got := p.Span(c.span); got != c.want {
			t.Errorf("%+v is %+v; want %+v", c.span, got, c.want)
		}
	}
}
