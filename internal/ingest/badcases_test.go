package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// judgmentText is a judgment with some of its parts.
func judgmentText(court, number, parties, rest string) string {
	return court + "民 事 判 决 书\n" + number + parties + "原告甲公司与被告乙公司买卖合同纠纷一案，本院立案后，依法进行了审理。现已审理终结。\n" + rest
}

const wholeRest = "经审理查明，乙公司欠甲公司货款。\n本院认为，应当付款。依照《中华人民共和国民法典》第五百七十七条规定，判决如下：\n一、乙公司支付甲公司一万元。\n审判员　孙某\n二〇二一年五月一日\n书记员　李某\n"

const twoParties = "原告：甲公司，住所地甲市。\n被告：乙公司，住所地乙市。\n"

// Judgments that are not as they should be are kept, searchable, with a remark.
func TestOddJudgments(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&many, "原告：第%d公司，住所地甲市。\n", i+1)
	}
	one := judgmentText("甲市乙区人民法院\n", "（2021）甲0101民初1号\n", twoParties, wholeRest)
	two := judgmentText("丙市丁区人民法院\n", "（2021）丙0101民初2号\n", twoParties, wholeRest)
	for name, c := range map[string]struct {
		text    string
		cases   int
		remarks []string
		finds   string // in the text of one case
	}{
		"without number": {judgmentText("甲市乙区人民法院\n", "", twoParties, wholeRest), 1, []string{"没有案号"}, "欠甲公司货款"},
		"without court":  {judgmentText("", "（2021）甲0101民初1号\n", twoParties, wholeRest), 1, []string{"没有写明法院"}, "欠甲公司货款"},
		"half": {judgmentText("甲市乙区人民法院\n", "（2021）甲0101民初1号\n", twoParties, "经审理查明，乙公司欠甲公司货款"), 1, []string{"没有裁判结果"},
			"欠甲公司货款"},
		"two in one file": {one + two, 2, nil, "欠甲公司货款"},
		"five thousand parties": {judgmentText("甲市乙区人民法院\n", "（2021）甲0101民初1号\n", many.String()+"被告：乙公司，住所地乙市。\n", wholeRest), 1,
			[]string{"当事人有 5001 个"}, "第4999公司"},
		"traditional": {"甲市乙區人民法院\n民 事 判 決 書\n（2021）甲0101民初1號\n原告：甲公司。\n被告：乙公司。\n原告甲公司與被告乙公司買賣合同糾紛一案，本院立案後進行了審理。\n" +
			"本院認為，應當付款。依照《中華人民共和國民法典》第五百七十七條規定，判決如下：\n乙公司支付甲公司貨款一萬元。\n審判員　孫某\n二〇二一年五月一日\n", 1, nil, "货款一万元"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "文书.txt")
			if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			dir, report := ingestFile(t, file, Options{})
			if report.Cases != c.cases || len(report.Rejected) > 0 {
				t.Fatalf("%d cases, rejected %v; want %d", report.Cases, report.Rejected, c.cases)
			}
			base := openBase(t, dir)
			found, length := false, 0
			docs, err := base.Documents(context.Background(), statute.DocCase, 10)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range docs {
				full, err := base.Document(context.Background(), d.Ref)
				if err != nil {
					t.Fatal(err)
				}
				found = found || strings.Contains(full.Text, c.finds)
				length += len(full.Text)
				facts, err := base.CaseFacts(context.Background(), d.ID)
				if err != nil {
					t.Fatal(err)
				}
				if facts.Cause.Text != "买卖合同纠纷" {
					t.Errorf("the cause is %q", facts.Cause.Text)
				}
			}
			notes, err := base.Diagnostics(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			remarks := fmt.Sprint(notes)
			for _, r := range c.remarks {
				if !strings.Contains(remarks, r) {
					t.Errorf("no remark %s among %s", r, remarks)
				}
			}
			if !found || length < len(c.text)*9/10 {
				t.Errorf("%q is lost: %d of %d bytes are kept", c.finds, length, len(c.text))
			}
		})
	}
}

func openBase(t *testing.T, dir string) *kb.Base {
	t.Helper()
	store, err := generation.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	base, err := kb.Open(context.Background(), g.KB())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := base.Close(); err != nil {
			t.Error(err)
		}
	})
	return base
}
