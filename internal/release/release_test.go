package release

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
)

// facts reads a released case.
func facts(text, title string) (*casefile.Publication, *casefile.Facts) {
	p := Read(text, title)
	p.Facts = ReadFacts(p)
	return p, p.Facts
}

func names(list []casefile.Party) string {
	var s []string
	for _, p := range list {
		s = append(s, p.Role.Text+" "+p.Name.Text)
	}
	return strings.Join(s, ",")
}

const guiding900 = `# 指导案例900号：甲某诉乙市丙局行政处罚案

最高人民法院发布

最高人民法院第九十批指导性案例

2022年3月1日

## 关键词

行政/行政处罚/比例原则

## 裁判要点

罚款应当与过错相当。

## 基本案情

甲某在路边摆摊，丙局罚款一千元。乙市丁区人民法院于2021年3月2日作出（2021）浙0102行初12号行政判决：驳回甲某的诉讼请求。宣判后，甲某上诉。

## 裁判结果

乙市丁区人民法院于2021年3月2日作出（2021）浙0102行初12号行政判决：驳回甲某的诉讼请求。宣判后，甲某提出上诉。浙江省乙市中级人民法院于2021年8月9日作出（2021）浙01行终34号行政判决：撤销一审行政判决，减轻处罚。

## 裁判理由

法院生效裁判认为，罚款过重。

## 相关法条

《中华人民共和国行政处罚法》第五条
`

func TestGuidingCase(t *testing.T) {
	t.Parallel()
	p, f := facts(guiding900, "")
	if f.Tier != casefile.TierGuiding || f.Kind != "行政" || f.Instance != "二审" {
		t.Errorf("tier %s, kind %s, instance %s", f.Tier, f.Kind, f.Instance)
	}
	if f.Number.Text != "（2021）浙01行终34号" || f.Court.Text != "浙江省乙市中级人民法院" || f.Court.Level != "中级" || f.Court.Province != "浙江" {
		t.Errorf("%+v %+v", f.Number, f.Court)
	}
	if f.Date != "2021-08-09" || f.DateSpan.Of(p.Text) != "2021年8月9日" || f.Outcome.Name != "改判" {
		t.Errorf("date %s %q, outcome %+v", f.Date, f.DateSpan.Of(p.Text), f.Outcome)
	}
	if strings.Join(f.Keywords, " ") != "行政 行政处罚 比例原则" {
		t.Errorf("keywords %v", f.Keywords)
	}
	if p.Publisher != "最高人民法院" || p.Date != "2022-03-01" || f.Batch.Text != "最高人民法院第九十批指导性案例" {
		t.Errorf("publisher %q, date %q, batch %q", p.Publisher, p.Date, f.Batch.Text)
	}
	var parts []string
	for _, x := range f.Parts {
		parts = append(parts, string(x.Kind))
		if !strings.HasPrefix(x.Span.Of(p.Text), "##") && !strings.HasPrefix(x.Span.Of(p.Text), string(x.Kind)) {
			t.Errorf("part %s begins %.20q", x.Kind, x.Span.Of(p.Text))
		}
	}
	if strings.Join(parts, " ") != "关键词 裁判要点 基本案情 裁判结果 裁判理由 相关法条" {
		t.Errorf("parts %v", parts)
	}
}

func TestTitles(t *testing.T) {
	t.Parallel()
	for title, want := range map[string][3]string{
		"甲某诉乙公司买卖合同纠纷案":       {"原告 甲某,被告 乙公司", "买卖合同纠纷", "民事"},
		"甲某、丁某诉乙市丙局信息公开案":     {"原告 甲某,原告 丁某,被告 乙市丙局", "信息公开", "行政"},
		"甲公司申请执行乙某某等三人案":      {"申请执行人 甲公司,被执行人 乙某某", "", "执行"},
		"甲某与张甲离婚纠纷案":          {"原告 甲某,被告 张甲", "离婚纠纷", "民事"},
		"甲某诉何大民间借贷纠纷一案":       {"原告 甲某,被告 何大", "民间借贷纠纷", "民事"},
		"某市整治虚假广告案":           {"", "", ""},
		"新规发布":                {"", "", ""},
		"甲某诉不明不白之物案":          {"", "", ""},
		"甲检察院诉乙公司环境污染行政公益诉讼案": {"原告 甲检察院,被告 乙公司", "环境污染行政公益诉讼", "行政"},
	} {
		p, f := facts("# "+title+"\n\n## 基本案情\n\n略。\n", "")
		if got := [3]string{names(f.Parties), f.Cause.Text, f.Kind}; got != want {
			t.Errorf("%s: %q; want %q", title, got, want)
		}
		for _, x := range f.Parties {
			if x.Name.Span.Of(p.Text) != x.Name.Text {
				t.Errorf("the span of %s gives %q", x.Name.Text, x.Name.Span.Of(p.Text))
			}
		}
	}
	// A title from outside has no place in the text.
	if _, f := facts("基本案情\n略。\n裁判结果\n调解结案。\n", "甲某诉乙公司买卖合同纠纷案"); len(f.Parties) != 2 || f.Parties[0].Name.Span.Len() != 0 ||
		f.Outcome.Name != "调解" {
		t.Errorf("got %+v", f)
	}
}

func TestOutcomes(t *testing.T) {
	t.Parallel()
	for result, want := range map[string]string{
		"二审判决驳回上诉，维持原判。":      "驳回上诉维持原判",
		"二审法院改判乙公司赔偿。":        "改判",
		"法院裁定驳回乙公司的再审申请。":     "驳回再审申请",
		"双方达成调解协议。":           "调解",
		"法院裁定准许甲某撤回起诉。":       "撤诉",
		"判决乙公司退款，驳回甲某其他诉讼请求。": "部分支持",
		"判决驳回甲某的全部诉讼请求。":      "驳回",
		"法院判决支持甲某的诉讼请求。":      "支持",
		"商店退款。": "",
		"乙市丙区人民法院经审理认为，应当退款。某区法院同意。": "",
	} {
		_, f := facts("# 甲某诉乙公司买卖合同纠纷案\n\n## 裁判结果\n\n"+result+"\n", "")
		if f.Outcome.Name != want {
			t.Errorf("%s: %q; want %q", result, f.Outcome.Name, want)
		}
		if strings.HasPrefix(result, "乙市") && f.Court.Text != "乙市丙区人民法院" {
			t.Errorf("%s: court %q", result, f.Court.Text)
		}
	}
}

func TestTiersAndKinds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"# 甲某盗窃罪案\n\n最高人民法院公报\n\n## 基本案情\n\n刑事判决如此。\n":                 {"gazette", "刑事"},
		"# 甲某案\n\n入库编号：2024-18-2-053-001\n\n## 关键词\n\n执行、拒不履行\n":       {"selected", "执行"},
		"# 甲某案\n\n## 基本案情\n\n双方因买卖合同纠纷诉至法院。\n":                         {"typical", "民事"},
		"# 甲某案\n\n## 基本案情\n\n略。\n":                                     {"typical", ""},
		"# 甲某案\n\n## 裁判理由\n\n甲市乙区人民法院于2020年1月2日作出（2020）甲0102刑初3号判决。\n": {"typical", "刑事"},
	} {
		_, f := facts(text, "")
		if got := [2]string{string(f.Tier), f.Kind}; got != want {
			t.Errorf("%q: %q; want %q", text, got, want)
		}
	}
}

const batch = `最高人民法院发布消费者权益典型案例
最高人民法院发布
2022年3月15日

案例一
甲某诉乙商店买卖合同纠纷案
【基本案情】
糕点过期。
【裁判结果】
退款。

案例二 丙某诉丁公司网络购物合同纠纷案
基本案情
手机是旧的。
裁判结果
赔偿。
`

func TestSplit(t *testing.T) {
	t.Parallel()
	pieces := Split(batch)
	var titles []string
	end := 0
	for _, p := range pieces {
		titles = append(titles, p.Title)
		if p.Span.Start != end {
			t.Errorf("a piece begins at %d; want %d", p.Span.Start, end)
		}
		end = p.Span.End
	}
	if end != len(batch) || len(pieces) != 3 || !pieces[0].Preface {
		t.Fatalf("got %+v", pieces)
	}
	if want := "|甲某诉乙商店买卖合同纠纷案|丙某诉丁公司网络购物合同纠纷案"; strings.Join(titles, "|") != want {
		t.Errorf("titles %q; want %q", titles, want)
	}
	if !strings.HasPrefix(pieces[1].Span.Of(batch), "案例一") {
		t.Errorf("the first case begins %.30q", pieces[1].Span.Of(batch))
	}
	preface := Read(pieces[0].Span.Of(batch), "")
	p, _ := facts(pieces[2].Span.Of(batch), pieces[2].Title)
	AddPreface(p, preface)
	if p.Publisher != "最高人民法院" || p.Date != "2022-03-15" || p.Facts.Batch.Text != "最高人民法院发布消费者权益典型案例" {
		t.Errorf("publisher %q, date %q, batch %q", p.Publisher, p.Date, p.Facts.Batch.Text)
	}
	other := Read("一篇解读。\n", "")
	AddPreface(other, preface)
	if other.Publisher != "" {
		t.Error("commentary became part of a batch")
	}
	for _, one := range []string{"", batch[:strings.Index(batch, "案例二")], "案情一，案情二。\n", "基本案情\n甲。\n裁判要点\n乙。\n基本案情\n丙。\n"} {
		if got := Split(one); got != nil {
			t.Errorf("%q is cut into %+v", one, got)
		}
	}
	if got := Split(batch[strings.Index(batch, "案例一"):]); len(got) != 2 || got[0].Span.Start != 0 {
		t.Errorf("without a preface: %+v", got)
	}
}

const interview = `来源：甲日报
发布日期：2022-05-06
问：为什么制定这个规定？
答：最高人民法院研究室副主任郭某某：因为“处理人脸信息应当遵循合法、正当、必要原则，不得过度处理”，所以要管。
还有，大家都“很关心”。
记者：何时施行？
最高人民法院副院长杨某：八月一日。
责任编辑：赵某
别的话。
`

func TestStatements(t *testing.T) {
	t.Parallel()
	p := Read(interview, "答记者问")
	if p.Publisher != "甲日报" || p.Date != "2022-05-06" {
		t.Errorf("publisher %q, date %q", p.Publisher, p.Date)
	}
	list := Statements(p)
	if len(list) != 2 {
		t.Fatalf("got %+v", list)
	}
	for i, want := range [...][4]string{
		{"问：为什么制定这个规定？", "最高人民法院研究室副主任", "郭某某", "大家都“很关心”。"},
		{"记者：何时施行？", "最高人民法院副院长", "杨某", "八月一日。"},
	} {
		s := list[i]
		if got := [3]string{s.Question.Text, s.Office.Text, s.Speaker.Text}; got != [3]string(want[:3]) ||
			!strings.HasSuffix(s.Answer.Of(p.Text), want[3]) {
			t.Errorf("got %q, answer %q; want %q", got, s.Answer.Of(p.Text), want)
		}
	}
	quotes := Quotations(p)
	if len(quotes) != 1 || quotes[0].Text != "处理人脸信息应当遵循合法、正当、必要原则，不得过度处理" || quotes[0].Span.Of(p.Text) != quotes[0].Text {
		t.Errorf("quotations %+v", quotes)
	}
}

// A text without any title is called by its beginning.
func TestUntitled(t *testing.T) {
	t.Parallel()
	p := Read(strings.Repeat("甲乙丙丁", 20)+"\n", "")
	if p.Title != strings.Repeat("甲乙丙丁", 10)+"……" {
		t.Errorf("title %q", p.Title)
	}
	if p := Read("来源:甲 时间:2021-13-28\n正文。\n", "名"); p.Date != "" {
		t.Errorf("date %q", p.Date)
	}
}
