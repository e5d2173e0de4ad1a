package export_test

import (
	"context"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testzip"
)

// report is on a draft with two citations of which the second is wrong, and of too many
// provisions.
func report() *citecheck.Report {
	const text = "上文。\n=依照飞船法第二条、第九条的规定。\n下文。"
	span := func(s string) statute.Span {
		i := strings.Index(text, s)
		return statute.Span{Start: i, End: i + len(s)}
	}
	r := &citecheck.Report{Text: text, Counts: map[citecheck.Verdict]int{citecheck.Exists: 1, citecheck.Misquoted: 1},
		Findings: []citecheck.Finding{
			{Span: span("第二条"), Cited: "=飞船法第二条", Verdict: citecheck.Exists, Targets: []citecheck.Target{{Title: "飞船法 第二条"}},
				Quote: &citecheck.Quote{Same: true}},
			{Span: span("第九条"), Cited: "第九条", Verdict: citecheck.Misquoted, Note: "说明",
				Quote: &citecheck.Quote{Parts: []citecheck.QuotePart{
					{Text: "驾驶人", Kind: citecheck.InBoth}, {Text: "可以", Kind: citecheck.InDraft},
					{Text: "应当", Kind: citecheck.InProvision}}}},
		}}
	for range export.ShownTargets + 1 {
		r.Findings[1].Targets = append(r.Findings[1].Targets, citecheck.Target{Title: "甲"})
	}
	return r
}

func TestCheckCSV(t *testing.T) {
	t.Parallel()
	r := report()
	r.Unchecked = 3
	content, err := export.CheckCSV(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	body, marked := strings.CutPrefix(string(content), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || !marked {
		t.Fatalf("%v, marked as UTF-8: %v", err, marked)
	}
	want := [][]string{
		{"序号", "引用", "结论", "所指条文", "说明", "引文", "上下文"},
		{"1", "'=飞船法第二条", "存在", "飞船法 第二条", "", "与条文相符", "'=依照飞船法【第二条】、第九条的规定。"},
		{"2", "第九条", "引文不符", strings.Repeat("甲、", export.ShownTargets) + "……共 9 条", "说明", "驾驶人〔文书：可以〕〔条文：应当〕", "'=依照飞船法第二条、【第九条】的规定。"},
		{"", "", "", "", "另有 3 处引用没有核查：一次最多核查 2 处，请把文书分成几份。", "", ""},
	}
	if !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
}

// paragraphs are those of a Word document, as plain text.
func paragraphs(t *testing.T, content []byte) []string {
	t.Helper()
	var list []string
	d := xml.NewDecoder(strings.NewReader(testzip.Unpack(t, content)["word/document.xml"]))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Local == "p" {
				list = append(list, "")
			}
		case xml.CharData:
			if len(list) > 0 {
				list[len(list)-1] += string(x)
			}
		}
	}
}

const disclaimer = "内容供检索参考，以官方公布的文本为准。"

func TestCheckDOCX(t *testing.T) {
	t.Parallel()
	r := report()
	r.Unchecked = 3
	content, err := export.CheckDOCX(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"引用核查", "引文不符 1 处，存在 1 处",
		"1. =飞船法第二条　存在", "所指条文：飞船法 第二条", "引文：与条文相符", "上下文：=依照飞船法【第二条】、第九条的规定。",
		"2. 第九条　引文不符", "所指条文：" + strings.Repeat("甲、", export.ShownTargets) + "……共 9 条", "说明：说明", "引文：驾驶人〔文书：可以〕〔条文：应当〕",
		"上下文：=依照飞船法第二条、【第九条】的规定。",
		"另有 3 处引用没有核查：一次最多核查 2 处，请把文书分成几份。", disclaimer}
	if got := paragraphs(t, content); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestCollectionDOCX(t *testing.T) {
	t.Parallel()
	content, err := export.CollectionDOCX(context.Background(), []export.Collected{{Title: "飞船法 第二条", Text: "<b>应当</b>",
		URL: "http://localhost/law/x/2"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := paragraphs(t, content), []string{"收藏", "飞船法 第二条", "<b>应当</b>", "http://localhost/law/x/2",
		disclaimer}; !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
}

// ending is a context that ends after it was looked at n times.
type ending struct {
	context.Context
	n int
}

func (e *ending) Err() error {
	if e.n--; e.n < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// Whatever is written stops when its context ends: between rows, and while the file is
// made.
func TestEndsWithItsContext(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(context.Context) ([]byte, error){
		"csv":  func(ctx context.Context) ([]byte, error) { return export.CheckCSV(ctx, report()) },
		"docx": func(ctx context.Context) ([]byte, error) { return export.CheckDOCX(ctx, report()) },
		"collection": func(ctx context.Context) ([]byte, error) {
			return export.CollectionDOCX(ctx, make([]export.Collected, 2))
		},
	} {
		for n := range 3 {
			if name == "csv" && n == 2 {
				continue // it is written by then
			}
			if _, err := write(&ending{context.Background(), n}); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s after %d looks: %v", name, n, err)
			}
		}
	}
}
