package news

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// published is a text whose lines are paragraphs of one passage.
func published(text string) *casefile.Publication {
	p := &casefile.Publication{Text: text}
	passage := casefile.Passage{Span: statute.Span{End: len(text)}}
	at := 0
	for line := range strings.Lines(text) {
		words := strings.TrimRight(line, "\n")
		if words != "" {
			passage.Paragraphs = append(passage.Paragraphs,
				casefile.Paragraph{Text: words, Span: statute.Span{Start: at, End: at + len(words)}})
		}
		at += len(line)
	}
	p.Passages = []casefile.Passage{passage}
	return p
}

func TestFigures(t *testing.T) {
	t.Parallel()
	p := published("去年全国检察机关办理案件4098件，同比上升60.2%。\n涉及15家公司、5000余人次，金额3.5亿元。\n")
	var got []string
	for _, f := range Figures(p) {
		got = append(got, f.Text)
		if f.Span.Of(p.Text) != f.Text {
			t.Errorf("the span of %s gives %s", f.Text, f.Span.Of(p.Text))
		}
	}
	if want := "4098件 同比上升60.2% 15家 5000余人次 3.5亿元"; strings.Join(got, " ") != want {
		t.Errorf("got %v; want %s", got, want)
	}
}

const report = `本报讯 最高人民检察院日前通报，全国各级检察机关办理案件51起。
2021年8月，浙江省云溪市石桥区人民检察院接到村民举报，有人在河边倾倒废渣。
经查，张某在河边倾倒废渣30吨。
石桥区检察院提出检察建议后，废渣已全部清理，整改完成。
下一步，全国各级机关将继续开展专项行动。
去年5月，李女士发现自己的信息被出售。
李女士向南岭县公安局报案，警方抓获嫌疑人5名。
南岭县法院判决王某有期徒刑一年。
白沙市人民法院审理一起系列盗窃案，王某某被判处刑罚。
王某某当庭认罪。
今年初，该院组织开展普法活动。
据悉，最高人民法院将发布解释。
责任编辑：赵某
`

func TestCases(t *testing.T) {
	t.Parallel()
	p := published(report)
	list := Cases(p)
	var got []string
	for _, c := range list {
		got = append(got, c.Place.Text+"/"+c.Organ.Text+"/"+c.Date.Text)
		for _, f := range append([]casefile.Field{c.Place, c.Organ, c.Date, c.Brief, c.Outcome}, c.Figures...) {
			if f.Span.Of(p.Text) != f.Text {
				t.Errorf("the span of %q gives %q", f.Text, f.Span.Of(p.Text))
			}
		}
	}
	want := "浙江省云溪市石桥区/浙江省云溪市石桥区人民检察院/2021年8月|南岭县/南岭县公安局/|南岭县/南岭县法院/|白沙市/白沙市人民法院/今年初"
	if strings.Join(got, "|") != want {
		t.Fatalf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
	first := list[0]
	if !strings.HasPrefix(first.Brief.Text, "2021年8月") || !strings.Contains(first.Outcome.Text, "整改完成") || len(first.Figures) != 1 ||
		first.Figures[0].Text != "30吨" {
		t.Errorf("got %+v", first)
	}
	if last := list[len(list)-1]; !strings.Contains(last.Span.Of(p.Text), "王某某当庭认罪") {
		t.Errorf("the last case is %q", last.Span.Of(p.Text))
	}
}

// Reports of work in general, and of people without an organ, tell no case.
func TestNoCases(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "全国检察机关办理案件51起。\n", "王女士养了一只狗。\n李先生也养了一只。\n", "清河县人民法院召开会议，总结全年工作。\n",
		"石桥区检察院开展普法宣传。\n据悉，全国各级机关将推广。\n"} {
		if list := Cases(published(text)); len(list) != 0 {
			t.Errorf("%q tells %+v", text, list)
		}
	}
}
