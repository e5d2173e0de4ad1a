package export_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
)

// found is a case of a tier, decided by a court.
func found(title string, tier casefile.Tier, court, province string) export.FoundCase {
	return export.FoundCase{Info: &kb.CaseInfo{DocumentInfo: kb.DocumentInfo{Title: title}, Tier: tier, Court: court, Province: province}}
}

// Cases stand in the order in which courts look at them, and as they were found within it.
func TestCaseOrder(t *testing.T) {
	t.Parallel()
	cases := []export.FoundCase{
		found("别省高院", casefile.TierOrdinary, "山西省高级人民法院", "山西"), found("典型", casefile.TierTypical, "", ""),
		found("本院", casefile.TierOrdinary, "浙江省白石市青田区人民法院", "浙江"), found("公报", casefile.TierGazette, "", ""),
		found("本省高院", casefile.TierOrdinary, "浙江省高级人民法院", "浙江"), found("上级中院", casefile.TierOrdinary, "浙江省白石市中级人民法院", "浙江"),
		found("别的中院", casefile.TierOrdinary, "浙江省黑石市中级人民法院", "浙江"), found("最高", casefile.TierOrdinary, "最高人民法院", ""),
		found("指导", casefile.TierGuiding, "", ""), found("入库", casefile.TierSelected, "", ""), found("报道", casefile.TierNews, "", ""),
	}
	r := &export.CaseReport{Court: "浙江省白石市青田区人民法院", Day: "2026-03-04", Found: 40}
	r.Group(cases)
	var got []string
	for _, g := range r.Groups {
		for _, c := range g.Cases {
			got = append(got, g.Name+" "+c.Info.Title)
		}
	}
	want := []string{"指导性案例 指导", "公报案例 公报", "入库案例 入库", "典型案例 典型", "本院及上级法院 本院", "本院及上级法院 本省高院", "本院及上级法院 上级中院",
		"本院及上级法院 最高", "其他案件 别省高院", "其他案件 别的中院", "其他案件 报道"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if r.Groups[5].Cases[2].Number != 11 || r.Listed() != 11 {
		t.Errorf("the last case is number %d of %d", r.Groups[5].Cases[2].Number, r.Listed())
	}
	r = &export.CaseReport{}
	if r.Group(cases); r.Groups[4].Name != "其他案件" || len(r.Groups[4].Cases) != 7 {
		t.Errorf("without a court: %+v", r.Groups)
	}
}

// The report says how it was searched, what was found, and leaves places for the lawyer.
func TestCaseReportDOCX(t *testing.T) {
	t.Parallel()
	r := &export.CaseReport{Site: "http://localhost/cases?q=x", Until: "2025-04-01", Method: []string{"检索方法：关键词检索：停车"},
		Day: "2026-03-04", Found: 7}
	one := found("张某某停车案", casefile.TierGuiding, "虚构市人民法院", "")
	one.Holding, one.Info.Number, one.Info.Cause = "停车应当<付费>。", "（2022）虚01民初9号", "停车纠纷"
	r.Group([]export.FoundCase{one})
	content, err := export.CaseReportDOCX(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	got := paragraphs(t, content)
	for _, want := range []string{"类案检索报告", "检索平台：法条 Fatiao　http://localhost/cases?q=x", "收录截至：2025-04-01", "检索日期：2026年3月4日",
		"检索方法：关键词检索：停车", "检索结果：符合条件的案例 7 件，列出 1 件", "指导性案例", "1. 张某某停车案", "裁判要旨：停车应当<付费>。", "案由：停车纠纷",
		"与本案相同之处：（待填写）", "与本案不同之处：（待填写）"} {
		if !slices.Contains(got, want) {
			t.Errorf("it lacks %q: %q", want, got)
		}
	}
	if _, err := export.CaseReportDOCX(&ending{context.Background(), 0}, r); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a context that ended: %v", err)
	}
}

// Nothing in a table is taken for a formula, and Excel is told the encoding.
func TestResultsCSV(t *testing.T) {
	t.Parallel()
	content, err := export.ResultsCSV(&export.Results{List: []export.Result{{Kind: "法律", Title: `=HYPERLINK("x")`,
		Snippet: "第一行\n第二行,\"引\""}}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(content),
		"\ufeff序号,类型,名称,位置,效力,日期,摘要,网址\n1,法律,\"'=HYPERLINK(\"\"x\"\")\",,,,\"第一行\n第二行,\"\"引\"\"\",\n"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	docx, err := export.ResultsDOCX(context.Background(), &export.Results{Query: "停车", Total: 3, List: make([]export.Result, 2)})
	if err != nil || !strings.Contains(strings.Join(paragraphs(t, docx), "\n"), "共 3 项，列出前 2 项") {
		t.Errorf("%v", err)
	}
}
