package news

import (
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
)

// invented is a report of several cases: of a place, of another, of one of a batch.
const invented = `今年初，家住浙江省云溪市石桥区的李女士去某健身房，被要求先拍照。李女士向石桥区人民检察院公益诉讼举报热线反映。
石桥区检察院检察官查明，该健身房装了3个摄像头。
石桥区检察院启动行政公益诉讼诉前程序，主管部门已对辖区8家健身房整治。
石桥区检察院办理的这起涉及面部信息的案件，正是重点之一。
浙江白沙市检察机关就办理了一起“内线”泄露住户信息刑事案件。某物业职员钱某把名单卖给他人。
办案检察官注意到，钱某案件背后是物业乱象。2020年以来，南岭市检察机关办理此类案件41件52人。
南岭市检察机关成立专班，与三大公司磋商。
今年8月，三大公司承诺整改。
前不久，某某省高级法院发布一批典型案例，其中包括2个刑事案件。在其中一起案例中，孙某某要求平台提供信息。清河市中级法院判决某公司提供其收集的孙某某相关信息供其查阅，引导企业合规。
`

// What a case of a report is called, of what kind it is, whole names of organs; figures, days and outcomes of the
// organ of another place, or of a whole batch, are not of the case.
func TestNamesOfCases(t *testing.T) {
	t.Parallel()
	list := Cases(published(invented))
	if len(list) != 3 {
		t.Fatalf("%d cases: %+v", len(list), list)
	}
	for i, want := range []struct{ title, kind, organ, date, figures string }{
		{"云溪市石桥区涉及面部信息的行政公益诉讼案", "检察公益诉讼", "浙江省云溪市石桥区人民检察院", "今年初", "3个 8家 "},
		{"白沙市“内线”泄露住户信息刑事案", "刑事", "浙江白沙市检察机关", "", ""},
		{"清河市中级法院判决某公司提供其收集的孙某某相关信息供其查阅", "", "清河市中级人民法院", "", ""},
	} {
		c := list[i]
		figures := ""
		for _, f := range c.Figures {
			figures += f.Text + " "
		}
		if c.Title() != want.title || c.Kind != want.kind || c.OrganName() != want.organ || c.Date.Text != want.date ||
			figures != want.figures {
			t.Errorf("the case is %q, %q of %q, %q, %q; want %+v", c.Title(), c.Kind, c.OrganName(), c.Date.Text, figures, want)
		}
	}
	if list[1].Outcome.Text != "" {
		t.Errorf("白沙's case ends with %q", list[1].Outcome.Text)
	}
}

// The one case that a report is about has its title; one of several sentences of a report has not.
func TestNamedByReport(t *testing.T) {
	t.Parallel()
	p := published("今年8月，云溪县检察院接到村民反映，水渠坏了。云溪县检察院发出检察建议后，水渠已整改。\n")
	p.Title = "检察建议修好一条水渠"
	if list := Cases(p); len(list) != 1 || list[0].Title() != p.Title {
		t.Errorf("got %+v", list)
	}
	p = published("今年8月，云溪县检察院接到村民反映，水渠坏了。\n据悉，最高人民检察院今年还要求各级检察机关继续开展农田水利的专项行动，各地正在部署。\n")
	p.Title = "检察机关护航农田"
	if list := Cases(p); len(list) != 1 || list[0].Title() == p.Title {
		t.Errorf("got %+v", list)
	}
}

// A title is never cut inside of a clause where one ends in time.
func TestTitleAtClause(t *testing.T) {
	t.Parallel()
	c := casefile.Reported{Brief: casefile.Field{Text: "今年初，家住云溪市的李女士去某健身房办卡，被告知必须先拍一张照片留在前台的电脑里才能入场。"}}
	if got := c.Title(); got != "今年初，家住云溪市的李女士去某健身房办卡" {
		t.Errorf("got %q", got)
	}
}

// What a number counts is a short phrase or nothing.
func TestSubjects(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"审结相关案件4098件。":            "审结相关案件",
		"该健身房内安装了3个具有拍照功能的摄像头，":   "具有拍照功能的摄像头",
		"其中包括2个刑事、4个民事案件，":        "刑事案件|民事案件",
		"主管部门已对辖区15家健身房进行了整治。":    "健身房",
		"接入单位从2021年的11家增加到19家，":   "接入单位|接入单位",
		"两地立案查处涉渔、涉砂刑事案件51起，":     "立案查处涉渔、涉砂刑事案件",
		"近年来依托道口抓获在逃人员11名。":       "抓获在逃人员",
		"平均办理时长为12天。":             "平均办理时长",
		"全省法院在线平台已入驻各类调解组织1880家，": "各类调解组织",
		"64.39%的受访者认为技术有被滥用的趋势。":  "受访者",
		"建立了35个“便民”服务站，":          "“便民”服务站",
		"从责任、合同以及程序等方面规定了16个条文。":  "条文",
		"处理违法行为3件。":               "处理违法行为",
		"个人信息未经允许在网上被公开的比例为4.9%。": "个人信息未经允许在网上被公开的比例",
	} {
		got := ""
		for _, f := range FiguresOf(text) {
			if got != "" {
				got += "|"
			}
			got += f.Subject
		}
		if got != want {
			t.Errorf("%s counts %q; want %q", text, got, want)
		}
	}
}

// Offices of several parts are read whole, without what stands before them; who is introduced in a sentence of his own
// and speaks in another has the office of that; interns sign with reporters.
func TestOfficesAndReporters(t *testing.T) {
	t.Parallel()
	const text = "本报讯 记者周某 实习生吴某 近日，会议召开。\n石桥区检察院党组成员、副检察长钱某某说，已经立案。\n据承担任务的石桥镇派出所所长郑某介绍，很安全。\n" +
		"冯某是云溪市公安局指挥处的民警，平时很忙。\n据冯某介绍，机制很好。\n"
	want := "石桥区检察院党组成员、副检察长 钱某某;石桥镇派出所所长 郑某;云溪市公安局指挥处民警 冯某;"
	got := ""
	for _, s := range SpeakersOf(text) {
		got += s.Office + " " + s.Name + ";"
	}
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if names := ReportersOf(text); len(names) != 2 || names[0] != "周某" || names[1] != "吴某" {
		t.Errorf("the report is signed by %q", names)
	}
}
