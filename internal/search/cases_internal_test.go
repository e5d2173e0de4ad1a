package search

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// What the engine holds of cases is what the knowledge base has, also of the cases that
// a report tells, and a list is the same where the engine holds none.
func TestCasesHeldAndRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"案例.md": "云溪县人民法院\n民 事 判 决 书\n（2021）浙0599民初7号\n原告：张某某，男，住云溪县。\n被告：李某某，女，住云溪县。\n" +
			"原告张某某与被告李某某民间借贷纠纷一案，本院立案后，依法公开开庭进行了审理。本案现已审理终结。\n经审理查明，被告借款一万元未还。\n" +
			"本院认为，欠债应当偿还。依照《中华人民共和国民法典》第六百七十五条规定，判决如下：\n被告李某某于本判决生效之日起十日内支付原告张某某一万元。\n" +
			"如不服本判决，可在判决书送达之日起上诉。\n审判员　王某某\n二〇二一年五月六日\n书记员　赵某某\n",
		"报纸.txt": "废渣清理见成效\n□ 本报记者 甲乙\n　　最高人民检察院日前通报，全国各级检察机关办理案件51起。\n" +
			"　　2021年8月，浙江省云溪市石桥区人民检察院接到村民举报，有人在河边倾倒废渣。\n　　石桥区检察院提出检察建议后，废渣已全部清理，整改完成。\n" +
			"　　白沙市人民法院审理一起系列盗窃案，王某某被判处刑罚。\n公园里人狗分道\n□ 本报记者 丙丁\n　　公园划出一角给狗，游人称便。\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := opened(t, ingest.Options{Paths: []string{dir}})
	if s.cases == nil {
		t.Fatal("the engine inside of the program holds no cases")
	}
	reads := *s
	reads.cases = nil
	reported := 0
	for _, r := range []CaseRequest{
		{}, {Query: "借款"},
		{Chosen: map[string]string{engine.FieldTier: "news"}}, {Chosen: map[string]string{engine.FieldYear: "2021"}},
	} {
		held, err := s.Cases(t.Context(), r)
		if err != nil || held.Total == 0 {
			t.Fatalf("%+v: %+v, %v", r, held, err)
		}
		read, err := reads.Cases(t.Context(), r)
		if err != nil || !reflect.DeepEqual(held, read) {
			t.Errorf("%+v is %+v; with the knowledge base %+v, %v", r, held, read, err)
		}
		for _, c := range held.Cases {
			reported += min(1, c.InReport)
		}
	}
	if reported == 0 {
		t.Error("no list has a case that a report tells")
	}
	if _, err := s.casesOf(t.Context(), []engine.Hit{{Key: searchdoc.DocumentKey(statute.DocCase, "0123456789ab")}}); err == nil {
		t.Error("a case that neither has is no error")
	}
}
