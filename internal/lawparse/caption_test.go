package lawparse_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// The days and organs of captions are read as databases, gazettes and copies print them.
func TestCaptionsOfDatabases(t *testing.T) {
	t.Parallel()
	const council, court = "国务院", "最高人民法院"
	for caption, want := range map[string][3]string{ // label, issuer, number
		"| 项目 | 内容 |\n| --- | --- |\n| 公布日期 | 2020年5月28日 |\n| 制定机关 | 国务院 |":              {"2020-05-28", council},
		"| 制定机关 | 公布日期 | 施行日期 |\n| --- | --- | --- |\n| 国务院 | 2020-05-28 | 2020-07-01 |": {"2020-05-28", council},
		"| 发布部门 | 国务院 | 发文字号 | 国务院令第504号 |\n| 发布日期 | 2020.05.28 | 实施日期 | 2020.07.01 |":   {"2020-05-28", council, "国务院令第504号"},
		"(86)国发90号 1986年9月15日":            {"1986-09-15", council, "〔86〕国发90号"},
		"（86）国发90号\n1986年9月15日":           {"1986-09-15", council, "〔86〕国发90号"},
		"国发(1986)90号 1986年9月15日":          {"1986-09-15", council, "国发〔1986〕90号"},
		"—1986年9月15日国务院发布—":               {"1986-09-15", council},
		"－ 1986年9月15日国务院发布 －":             {"1986-09-15", council},
		"※ 1986年9月15日国务院发布":               {"1986-09-15", council},
		"【1986年9月15日国务院发布】":               {"1986-09-15", council},
		"<1986年9月15日国务院发布>":               {"1986-09-15", council},
		"题注：1986年9月15日国务院发布":              {"1986-09-15", council},
		"时间：2020年5月28日":                   {"2020-05-28"},
		"日期：2020-05-28":                   {"2020-05-28"},
		"（2020年5月28日国务院第9次常务会议通 过）":       {"2020-05-28", council},
		"（2020年5月28日 国 务 院 公 布）":          {"2020-05-28", council},
		"1986年9月15日 国务院发布":                {"1986-09-15", council},
		"　　2020年5月28日  国务院  公布":           {"2020-05-28", council},
		"国务院（1986年9月15日）":                 {"1986-09-15", council},
		"（国务院令第504号，2020年5月28日）":          {"2020-05-28", council, "国务院令第504号"},
		"（国发〔2020〕5号　2020年5月28日）":         {"2020-05-28", council, "国发〔2020〕5号"},
		"（2020年5月28日最高人民法院审判委员会第1734次会议）": {"2020-05-28", court},
		"2020年5月28日最高人民法院审判委员会第1734次会议":   {"2020-05-28", court},
		"（2020年5月28日最高人民法院审判委员会第1734次会议\n2020年6月1日最高人民检察院检察委员会第49次会议通过）":                   {"2020-06-01", court},
		"2020年5月28日最高人民法院审判委员会第1734次会议、\n最高人民检察院检察委员会第49次会议通过":                             {"2020-05-28", court},
		"2020年5月28日最高人民法院审判委员会第1734次会议，自2020年7月1日起施行":                                      {"2020-05-28", court},
		"（2020年5月28日国务院第九次常务会议）":                                                           {"2020-05-28", council},
		"【发布部门】国务院 【发文字号】国务院令第504号 【发布日期】2020.05.28 【实施日期】2020.07.01 【时效性】现行有效 【效力级别】行政法规": {"2020-05-28", council, "国务院令第504号"},
		"制定机关　国务院\n法律性质　行政法规\n时效性　有效\n公布日期　2020-05-28\n施行日期　2020-07-01":                    {"2020-05-28", council},
		"制定机关\n国务院\n公布日期\n2020-05-28\n施行日期\n2020-07-01":                                    {"2020-05-28", council},
		"公布时间 2020-05-28":                  {"2020-05-28"},
		"发布时间：2020-05-28 00:00:00":         {"2020-05-28"},
		"颁布日期=2020-05-28":                  {"2020-05-28"},
		"签发日期：2020-05-28":                  {"2020-05-28"},
		"更新时间：2024-01-01\n公布日期：2020-05-28": {"2020-05-28"},
		"更新日期：2024-01-01":                  {"undated"},
		"时间：2024-01-01 10:20 来源：某网":        {"undated"},
		"二0二0年五月二十八日国务院公布":                 {"2020-05-28", council},
		"20200528": {"2020-05-28"},
		"2020年5月28日中华人民共和国国务院令第504号":   {"2020-05-28", council, "国务院令第504号"},
		"经2020年5月28日国务院第9次常务会议通过，现予公布": {"2020-05-28", council},
		"1986年9月国务院发布":                 {"undated", council},
		"（财政部　2020年5月28日印发）":           {"2020-05-28", "财政部"},
		"2020年5月28日国家渡口总局令第5号发布":       {"2020-05-28", "国家渡口总局"},
		"发布时间：2021-03-04 10:20　来源：某网　浏览次数：123次\n（2020年5月28日国务院令第504号公布）": {"2020-05-28", council, "国务院令第504号"},
		"2021-03-04 10:20:33 来源：某网 字号：大 中 小":                             {"undated"},
		"发文机关：国务院\n成文日期：2020年05月28日\n发布日期：2020年06月03日":                   {"2020-05-28", council},
		"2020年5月28日国务院公布\n时效性：已废止\n效力级别：行政法规":                            {"2020-05-28", council},
	} {
		text := "渡口灯火条例\n" + caption + "\n第一条 灯要亮。\n第二条 灯坏了换。\n"
		l := lawparse.Parse(text, lawparse.Hint{})
		h := l.Header
		if h.Title != "渡口灯火条例" || h.Label != want[0] || want[2] != "" && h.DocNumber != want[2] {
			t.Errorf("%q: %s, %s, %s; want %v", caption, h.Title, h.Label, h.DocNumber, want)
		}
		if want[1] != "" && (len(h.Issuers) == 0 || h.Issuers[0] != want[1]) {
			t.Errorf("%q: issuers %v; want %s", caption, h.Issuers, want[1])
		}
		if got := slices.Contains(codes(l), "undated"); got != (want[0] == "undated") {
			t.Errorf("%q: diagnostics %v", caption, codes(l))
		}
		if articles(l) != "1 2" || l.Root.Children[len(l.Root.Children)-3].Kind == statute.KindPreamble {
			t.Errorf("%q is text of the law", caption)
		}
		check(t, text)
	}
}

// A text that says of itself that it is no longer in force is never in force; where it
// gives the day, until then.
func TestEnded(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]string{ // in force from, the day of the end
		"渡口条例（已失效）\n2020年5月28日国务院公布":                     " none",
		"渡口条例\n2020年5月28日国务院公布\n时效性：失效":                  " none",
		"渡口条例\n公布日期：2020-05-28\n失效日期：2022-01-01":         "2020-05-28 2022-01-01",
		"渡口条例\n【公布日期】2020-05-28\n【时效性】现行有效\n【失效日期】":      "2020-05-28",
		"| 时效性 | 已废止 |\n| 公布日期 | 2020-05-28 |\n\n# 渡口条例": " none",
	} {
		h := lawparse.Parse(head+"\n第一条 灯要亮。\n第二条 坏了换。\n", lawparse.Hint{}).Header
		got := string(h.InForceFrom().Date)
		for _, e := range h.Events {
			if e.Kind == lawparse.EventEnded {
				got += " " + map[bool]string{true: "none", false: string(e.Date)}[e.Date == ""]
			}
		}
		if got != want || h.Key != "渡口条例" || h.Label != "2020-05-28" {
			t.Errorf("%q: %s of %s: %q; want %q", head, h.Key, h.Label, got, want)
		}
	}
}

// The day under a notice is that of what it carries where nothing else tells.
func TestDayOfACover(t *testing.T) {
	t.Parallel()
	l := lawparse.Parse("某署关于印发《渡口意见》的通知\n各渡口：\n现将《渡口意见》印发给你们，请认真遵照执行。\n某署　2014年12月18日\n一、灯要亮。\n二、坏了换。\n", lawparse.Hint{})
	if l.Header.Label != "2014-12-18" {
		t.Errorf("%s of %s", l.Header.Title, l.Header.Label)
	}
}

// What only the name of the file tells of a version or draft counts too.
func TestMarksInNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"渡口法（2015修正）": "渡口法 2015",
		"渡口法（草案）": "渡口法（草案） ", "渡口法（已失效）": "渡口法 ", "船法（2015修正）": "渡口法 "} {
		h := lawparse.Parse("渡口法\n第一条 灯要亮。\n第二条 坏了换。\n", lawparse.Hint{Title: name}).Header
		draft, ended := strings.Contains(name, "草案"), strings.Contains(name, "失效")
		if got := h.Key + " " + h.Year(); got != want || h.Draft != draft || h.Ended != ended {
			t.Errorf("%s: %s, draft %t, ended %t", name, got, h.Draft, h.Ended)
		}
	}
}

// A line of facts may give the title; the name of a gazette is none; a caption may run into
// the text behind it.
func TestTitlesAmongFacts(t *testing.T) {
	t.Parallel()
	const body = "第一条 灯要亮。\n第二条 坏了换。\n"
	for text, want := range map[string]string{
		"标题：渡口灯火条例\n发文字号：国务院令第504号\n公布日期：2020.05.28\n\n" + body:                  "渡口灯火条例 2020-05-28",
		"最高人民法院关于废止部分渡口解释\n和渡口文件的规定\n（2020年5月28日最高人民法院审判委员会第1734次会议通过）\n" + body: "最高人民法院关于废止部分渡口解释和渡口文件的规定 2020-05-28",
		"最高人民法院公报　2020年第7期\n最高人民法院\n关于审理渡口案件适用法律若干问题的解释\n" +
			"（2020年5月28日最高人民法院审判委员会第1734次会议通过）为正确审理案件，制定本解释。\n" + body: "最高人民法院关于审理渡口案件适用法律若干问题的解释 2020-05-28",
		"根据《渡口法》第九条的规定，双方达成《关于甲乙两地渡口的安排》，并于2020年6月1日签署。本《安排》已于2020年5月28日由最高人民法院审判委员会第1734次会议通过，" +
			"现予以公布，自2020年7月1日起实施。 二○二○年六月三日　　 法释〔2020〕17号 关于甲乙两地 渡口的安排 " +
			"（2020年5月28日最高人民法院审判委员会第1734次会议通过） 根据《渡口法》，达成如下安排：\n" + body: "关于甲乙两地渡口的安排 2020-05-28",
	} {
		l := lawparse.Parse(text, lawparse.Hint{Title: "文件"})
		if got := l.Header.Title + " " + l.Header.Label; got != want || articles(l) != "1 2" {
			t.Errorf("%q: %s with %s; want %s", text, got, articles(l), want)
		}
		if strings.Contains(text, "制定本解释") && len(l.Header.Issuers) != 1 {
			t.Errorf("%q: issuers %v", text, l.Header.Issuers)
		}
		check(t, text)
	}
}

// An exported text is the one that it was exported as, whatever day its words tell; what others
// write into the front of a file is no more than a hint.
func TestLabelOfExports(t *testing.T) {
	t.Parallel()
	const body = "# 渡口法\n\n（2019年3月1日通过）\n\n第一条 灯要亮。\n\n第二条 坏了换。\n"
	for front, want := range map[string]string{
		"": "2019-03-01",
		"---\n名称: \"渡口法\"\n地址: \"渡口法@2020-05-06\"\n文本日期: \"2020-05-06\"\n---\n\n": "2020-05-06",
		"---\n文本日期: \"2020-05-06\"\n---\n\n":                                      "2019-03-01",
		"---\n地址: \"渡口法@undated\"\n---\n\n":                                       "2019-03-01",
		"---\n地址: \"江边路5号\"\n---\n\n":                                             "2019-03-01",
	} {
		if l := lawparse.Parse(front+body, lawparse.Hint{}); l.Header.Label != want || len(l.Articles()) != 2 {
			t.Errorf("%q gives %s, %d articles; want %s", front, l.Header.Label, len(l.Articles()), want)
		}
	}
}
