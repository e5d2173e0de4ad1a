package reading

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
)

func TestMaskForm(t *testing.T) {
	const text = "甲省乙市丙区人民法院\n民事判决书\n（2021）甲0101民初1号\n原告：羊双彪，男，1984年10月26日出生，汉族，住浙江省金华市婺城区白龙桥镇某村12号，公民身份号码330702198410260011。\n" +
		"委托诉讼代理人：郭大律，浙江某某律师事务所律师。\n被告：羊文亮，男，住浙江省磐安县，联系电话13812345678。\n被告：金华市羊记有限公司，住所地金华市婺城区八一北街1号。\n法定代表人：羊文亮，总经理。\n" +
		"原告羊双彪与被告羊文亮、金华市羊记有限公司民间借贷纠纷一案，本院立案后，依法进行了审理。现已审理终结。\n羊双彪诉称，其妻赵小兰在场，证人钱进看见羊文亮驾驶浙G12345轿车收了钱。\n" +
		"本院认为，应当还款。依照《中华人民共和国民法典》第六百七十五条规定，判决如下：\n羊文亮返还羊双彪一万元。\n审判员　孙公正\n二〇二一年五月一日\n书记员　李记录\n"
	shown := ReadAll(&corpus.Document{Title: "判决", Text: text}, Hidden)[0].Text
	for _, gone := range []string{"羊双彪", "羊文亮", "赵小兰", "钱进", "330702", "138123", "浙G12345", "白龙桥"} {
		if strings.Contains(shown, gone) {
			t.Errorf("%s is left in\n%s", gone, shown)
		}
	}
	for _, kept := range []string{"郭大律", "孙公正", "李记录", "金华市羊记有限公司", "八一北街1号", "住浙江省金华市婺城区××", "羊某某1诉称", "羊某某2返还羊某某1", "其妻赵某某", "证人钱某看见"} {
		if !strings.Contains(shown, kept) {
			t.Errorf("%s is missing in\n%s", kept, shown)
		}
	}
}

// What fatiao mask shows of a document is what an ingest stores of it.
func TestMaskShowsWhatIsStored(t *testing.T) {
	checked := 0
	check := func(id, text string) {
		t.Helper()
		d := &corpus.Document{Text: text}
		stored := ReadAll(d, Hidden)
		for i, named := range ReadAll(d, Named) {
			if named.Law != nil {
				continue
			}
			checked++
			if got, want := MaskOf(named).Text(), stored[i].Text; got != want {
				t.Errorf("%s, part %d: fatiao mask shows\n%s\nand an ingest stores\n%s", id, i, got, want)
			}
		}
	}
	check("a judgment inside of a released case", "指导案例901号\n羊双彪诉羊文亮民间借贷纠纷案\n关键词　民事／借贷\n基本案情\n甲省乙市丙区人民法院\n民事判决书\n（2021）甲0101民初1号\n"+
		"原告：羊双彪，男，汉族。\n委托诉讼代理人：牛大律，该公司员工。\n被告：羊文亮，男，汉族。\n原告羊双彪与被告羊文亮民间借贷纠纷一案，本院立案后，依法进行了审理。\n"+
		"本院认为，应当还款。判决如下：\n羊文亮返还羊双彪一万元。\n审判员　马石\n二〇二一年五月一日\n书记员　马记录\n")
	for _, path := range [...]string{"testdata/papers.jsonl", "../masking/testdata/names.jsonl"} {
		data, err := os.ReadFile(filepath.FromSlash(path))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var paper struct{ ID, Text string }
			if err := json.Unmarshal([]byte(line), &paper); err != nil {
				t.Fatal(err)
			}
			check(paper.ID, paper.Text)
		}
	}
	if checked < 200 {
		t.Errorf("only %d documents were looked at", checked)
	}
}
