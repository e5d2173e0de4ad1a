package release

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/testjudgment"
)

// published are invented cases in the layouts of those that the two supreme organs,
// their gazette and the library of cases publish.
var published = []struct {
	name, text                                         string
	tier                                               casefile.Tier
	release, title, released, kind, cause, charges     string
	parties, keywords, parts, court, number, date, end string
	judges                                             string
}{
	{name: "court, plain", text: `指导案例924号

羊某诉牛某、永丰财产保险股份有限公司乙江支公司机动车交通事故责任纠纷案

（最高人民法院审判委员会讨论通过 2031年1月26日发布）

关键词 民事 交通事故 过错责任

裁判要点

受害人的体质不是减轻责任的理由。

相关法条

《中华人民共和国侵权责任法》第二十六条

基本案情

原告羊某诉称：被告牛某驾车将其撞伤。

裁判结果

甲省乙江市丙湖区人民法院于2030年2月8日作出（2029）乙丙民初字第1138号判决：一、永丰财产保险股份有限公司乙江支公司赔偿羊某1万元；二、驳回羊某的其他诉讼请求。宣判后，羊某向甲省乙江市中级人民法院提起上诉。乙江市中级人民法院经审理于2030年6月21日以原审适用法律错误为由作出（2030）乙民终字第497号民事判决：一、撤销乙江市丙湖区人民法院（2029）乙丙民初字第1138号民事判决；二、赔偿羊某2万元。

裁判理由

法院生效裁判认为：受害人没有过错。

（生效裁判审判人员：陈某、韩某、俞某）
`, tier: casefile.TierGuiding, release: "指导案例924号", title: "羊某诉牛某、永丰财产保险股份有限公司乙江支公司机动车交通事故责任纠纷案", released: "2031-01-26",
		kind: "民事", cause: "机动车交通事故责任纠纷", parties: "原告 羊某,被告 牛某,被告 永丰财产保险股份有限公司乙江支公司", keywords: "民事 交通事故 过错责任",
		parts: "关键词 裁判要点 相关法条 基本案情 裁判结果 裁判理由", court: "甲省乙江市中级人民法院", number: "（2030）乙民终字第497号", date: "2030-06-21", end: "改判",
		judges: "陈某 韩某 俞某"},
	{name: "court, one line each, withdrawn", text: `指导性案例912号：羊某强非法采矿案

（最高人民法院审判委员会讨论通过　2033年10月20日发布　该指导性案例自2035年1月1日起不再参照）

**关键词**　刑事／非法采矿／量刑

**裁判要点**　河砂也是矿产。

**基本案情**　被告人羊某强在乙江挖砂。

**裁判结果**　甲省乙江市中级人民法院于2032年5月6日作出（2032）甲01刑终9号刑事裁定：驳回上诉，维持原判。

**裁判理由**　河砂属于矿产。
`, tier: casefile.TierGuiding, release: "指导性案例912号", title: "羊某强非法采矿案", released: "2033-10-20", kind: "刑事", charges: "非法采矿罪", parties: "被告人 羊某强",
		keywords: "刑事 非法采矿 量刑", parts: "关键词 裁判要点 基本案情 裁判结果 裁判理由", court: "甲省乙江市中级人民法院", number: "（2032）甲01刑终9号",
		date: "2032-05-06", end: "驳回上诉维持原判"},
	{name: "procuratorate", text: `羊某某盗窃、信用卡诈骗案

（检例第937号）

【关键词】

盗窃　信用卡诈骗　自行补充侦查

【要旨】

捡卡取钱要看密码从何而来。

【基本案情】

被告人羊某某，男，1990年生。

【检察机关履职过程】

一、提前介入侦查，引导公安机关依法立案

乙县人民检察院提前介入。

二、审查起诉，查清全案

2030年3月1日，乙县人民检察院以羊某某涉嫌盗窃罪、信用卡诈骗罪提起公诉。2030年4月8日，甲省乙县人民法院作出一审判决，以盗窃罪判处羊某某有期徒刑一年。

【指导意义】

查清来源。

【相关规定】

《中华人民共和国刑法》第一百九十六条、第二百六十四条
`, tier: casefile.TierGuiding, release: "检例第937号", title: "羊某某盗窃、信用卡诈骗案", kind: "刑事", charges: "盗窃罪 信用卡诈骗罪", parties: "被告人 羊某某",
		keywords: "盗窃 信用卡诈骗 自行补充侦查", parts: "关键词 裁判要点 基本案情 履职情况 指导意义 相关法条", court: "甲省乙县人民法院", date: "2030-04-08", end: "有罪"},
	{name: "gazette", text: `羊记有限公司公司解散纠纷案

【裁判摘要】

一、公司僵局应当从治理结构判断。

二、盈利不妨碍解散。

原告：羊某，男。

被告：羊记有限公司。

原告羊某因与羊记有限公司发生公司解散纠纷，向甲省乙市中级人民法院提起诉讼。

甲省乙市中级人民法院一审认为，公司能经营。据此，甲省乙市中级人民法院于2029年12月8日判决：驳回羊某的诉讼请求。

羊某不服，提起上诉。甲省高级人民法院二审认为，治理已经失灵。据此，甲省高级人民法院依照《中华人民共和国公司法》第一百八十三条，于2030年10月19日作出（2030）甲商终字第43号民事判决：撤销一审判决，解散羊记有限公司。
`, tier: casefile.TierGazette, title: "羊记有限公司公司解散纠纷案", kind: "民事", cause: "公司解散纠纷", parties: "当事人 羊记有限公司", parts: "裁判要点 本院认为 裁判结果 本院认为 裁判结果",
		court: "甲省高级人民法院", number: "（2030）甲商终字第43号", date: "2030-10-19", end: "改判"},
	{name: "decided by a paper that is named", text: `羊某诉牛记有限公司买卖合同纠纷案

【裁判摘要】

货不对板的，可以退货。

原告：羊某，男。

被告：牛记有限公司。

甲省乙县人民法院经审理认为，货与样品不符。据此，甲省乙县人民法院于2029年3月1日作出判决：牛记有限公司退还货款。

牛记有限公司不服，提起上诉。甲省丙市中级人民法院经审理于2029年6月21日以（2029）丙民终字第97号判决书作出判决：驳回上诉，维持原判。
`, tier: casefile.TierGazette, title: "羊某诉牛记有限公司买卖合同纠纷案", kind: "民事", cause: "买卖合同纠纷", parties: "原告 羊某,被告 牛记有限公司", parts: "裁判要点 本院认为 裁判结果",
		court: "甲省丙市中级人民法院", number: "（2029）丙民终字第97号", date: "2029-06-21", end: "驳回上诉维持原判"},
	{name: "library", text: `2034-16-2-103-003
乙市羊记贸易有限公司诉丙县牛家建材有限公司民间借贷纠纷案
——名为买卖实为借贷的认定
关 键 词　民事　民间借贷　虚假表示
基 本 案 情
羊记公司把钱给了牛家公司。
裁 判 理 由
法院生效裁判认为：双方没有买卖的意思。
裁 判 要 旨
名为买卖，实为借贷的，按借贷处理。
关 联 索 引
《中华人民共和国民法典》第146条
一审：甲省丙县人民法院（2032）甲0123民初45号民事判决（2032年9月1日）
二审：甲省乙市中级人民法院（2033）甲01民终6号民事判决（2033年3月2日）
`, tier: casefile.TierSelected, release: "2034-16-2-103-003", title: "乙市羊记贸易有限公司诉丙县牛家建材有限公司民间借贷纠纷案", kind: "民事", cause: "民间借贷纠纷",
		parties: "原告 乙市羊记贸易有限公司,被告 丙县牛家建材有限公司", keywords: "民事 民间借贷 虚假表示", parts: "关键词 基本案情 裁判理由 裁判要点 关联索引",
		court: "甲省乙市中级人民法院", number: "（2033）甲01民终6号", date: "2033-03-02"},
}

func TestPublished(t *testing.T) {
	t.Parallel()
	for _, c := range published {
		if !IsCase(c.text) {
			t.Errorf("%s is no case", c.name)
			continue
		}
		if pieces := Split(c.text); pieces != nil {
			t.Errorf("%s is cut into %d", c.name, len(pieces))
		}
		p, f := facts(c.text, "")
		var parts []string
		for _, x := range f.Parts {
			parts = append(parts, string(x.Kind))
		}
		for _, v := range [...][3]string{{"tier", string(f.Tier), string(c.tier)}, {"release", f.Release.Text, c.release}, {"title",
			p.Title, c.title},
			{"released", string(p.Date), c.released}, {"kind", f.Kind, c.kind}, {"cause", f.Cause.Text, c.cause},
			{"charges", testjudgment.Texts(f.Charges), c.charges}, {"parties", names(f.Parties), c.parties},
			{"keywords", strings.Join(f.Keywords, " "), c.keywords}, {"parts", strings.Join(parts, " "), c.parts}, {"court", f.Court.Text,
				c.court},
			{"number", f.Number.Text, c.number}, {"date", string(f.Date), c.date}, {"outcome", f.Outcome.Name, c.end},
			{"judges", testjudgment.Texts(f.Judges), c.judges}} {
			if v[1] != v[2] {
				t.Errorf("%s: %s is %q; want %q", c.name, v[0], v[1], v[2])
			}
		}
		if withdrawn := f.Withdrawn.Text != ""; withdrawn != strings.Contains(c.text, "不再参照") {
			t.Errorf("%s is withdrawn: %v", c.name, withdrawn)
		}
		for _, x := range append(append([]casefile.Field{f.Release, f.Cause, f.Court.Field, f.Number.Field}, f.Charges...), f.Judges...) {
			if got := x.Span.Of(c.text); x.Span.Len() > 0 && strings.TrimSuffix(x.Text, "罪") != got {
				t.Errorf("%s: the span of %q gives %q", c.name, x.Text, got)
			}
		}
	}
}

// The cases of a batch are cut, whatever their heads look like; the steps of one are none.
func TestSplitGuiding(t *testing.T) {
	t.Parallel()
	batch := "最高人民检察院第九十批指导性案例\n\n" + published[2].text + "\n羊某某等3人贩卖毒品案（检例第938号）\n\n【关键词】\n毒品\n\n【要旨】\n略。\n\n【基本案情】\n略。\n"
	pieces := Split(batch)
	if len(pieces) != 3 || !pieces[0].Preface || pieces[1].Title != "羊某某盗窃、信用卡诈骗案" || pieces[2].Title != "羊某某等3人贩卖毒品案" {
		t.Fatalf("got %+v", pieces)
	}
	_, f := facts(pieces[2].Span.Of(batch), pieces[2].Title)
	if f.Tier != casefile.TierGuiding || f.Release.Text != "检例第938号" || testjudgment.Texts(f.Charges) != "贩卖毒品罪" ||
		names(f.Parties) != "被告人 羊某某" {
		t.Errorf("%s %q %v %v", f.Tier, f.Release.Text, f.Charges, f.Parties)
	}
}

func TestHeadings(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][2]string{
		"关键词": {"关键词", ""}, "**关键词**": {"关键词", ""}, "【裁判要点】": {"裁判要点", ""}, "关 键 词": {"关键词", ""}, "关键词　民事／执行": {"关键词", "民事／执行"},
		"关键词：民事": {"关键词", "民事"}, "【要旨】要写清。": {"裁判要点", "要写清。"}, "（一）基本案情": {"基本案情", ""}, "三、裁判结果：": {"裁判结果", ""},
		"基本案情如下": {"", ""}, "事实：某人": {"", ""}, "结果": {"裁判结果", ""}, "裁判结果公开": {"", ""}, "【检察机关履职过程】": {"履职情况", ""},
		"": {"", ""}, "# ": {"", ""},
	} {
		h, ok := headingOf(line)
		if ok != (want[0] != "") || ok && (string(h.kind) != want[0] || line[h.rest:] != want[1]) {
			t.Errorf("%q: %v %+v; want %q", line, ok, h, want)
		}
	}
}
