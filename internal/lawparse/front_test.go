package lawparse_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// What a text says about itself is read under every cover and in every layout.
func TestCovers(t *testing.T) {
	t.Parallel()
	const body = "第一章 总则\n第一条 灯要亮。\n第二条 灯坏了换。\n第三条 本办法自2020年7月1日起施行。\n"
	for _, c := range []struct {
		name, text, title, number, issuer, label string
		level                                    statute.Level
	}{
		{"order of the State Council", "中华人民共和国国务院令\n第504号\n现公布《渡口灯火条例》，自2020年7月1日起施行。\n总理 某某某\n2020年5月28日\n渡口灯火条例\n" + body,
			"渡口灯火条例", "国务院令第504号", "国务院", "2020-05-28", statute.LevelRegulation},
		{"order in one line", "中华人民共和国国务院令 第504号\n《渡口灯火条例》已经2020年5月20日国务院第9次常务会议通过，现予公布，自2020年7月1日起施行。\n" +
			"总理　某某某\n二〇二〇年五月二十八日\n渡口灯火条例\n" + body,
			"渡口灯火条例", "国务院令第504号", "国务院", "2020-05-20", statute.LevelRegulation},
		{"notice", "某市人民政府办公室文件\n某政规〔2020〕5号\n某市人民政府办公室关于印发《渡口灯火管理办法》的通知\n各区人民政府，市政府各部门：\n《渡口灯火管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。\n" +
			"某市人民政府办公室\n2020年5月28日\n渡口灯火管理办法\n" + body, "渡口灯火管理办法", "某政规〔2020〕5号", "某市人民政府办公室", "2020-05-28", statute.LevelOther},
		{"notice with the number behind its title", "关于印发《渡口灯火管理办法》的通知\n某政规〔2020〕5号\n各有关单位：\n现将《渡口灯火管理办法》印发给你们，请遵照执行。\n附件：渡口灯火管理办法\n" +
			"某市渡口管理局\n2020年5月28日\n附件\n渡口灯火管理办法\n" + body, "渡口灯火管理办法", "某政规〔2020〕5号", "某市渡口管理局", "2020-05-28", statute.LevelOther},
		{"announcement of a ministry", "国家渡口总局公告\n2020年第5号\n现发布《渡口灯火管理办法》，自2020年7月1日起施行。\n特此公告。\n国家渡口总局\n2020年5月28日\n渡口灯火管理办法\n" + body,
			"渡口灯火管理办法", "国家渡口总局公告2020年第5号", "国家渡口总局", "2020-05-28", statute.LevelRule},
		{"order of a ministry", "国家渡口总局令\n第5号\n《渡口灯火管理办法》已经2020年5月20日局务会议审议通过，并经国务院批准，现予公布。\n局长 某某\n2020年5月28日\n渡口灯火管理办法\n" + body,
			"渡口灯火管理办法", "国家渡口总局令第5号", "国家渡口总局", "2020-05-20", statute.LevelRule},
		{"circular", "国家渡口总局关于发布渡口灯火管理办法的通知\n各省、自治区、直辖市渡口局：\n为了管好灯火，我局制定了《渡口灯火管理办法》，现予发布。\n二〇二〇年五月二十八日\n共7页第1页\n渡口灯火管理办法\n（试行）\n" + body,
			"渡口灯火管理办法（试行）", "", "国家渡口总局", "2020-05-28", statute.LevelRule},
		{"notice of two ministries", "财政部 国家渡口总局关于印发《渡口资金管理办法》的通知\n财渡〔2020〕5号\n各省、自治区、直辖市财政厅（局）：\n" +
			"现将《渡口资金管理办法》印发给你们，请遵照执行。\n财政部 国家渡口总局\n2020年5月28日\n渡口资金管理办法\n" + body,
			"渡口资金管理办法", "财渡〔2020〕5号", "国家渡口总局", "2020-05-28", statute.LevelRule},
		{"organ above a title", "国务院\n渡口灯火条例\n（2020年5月28日）\n" + body, "渡口灯火条例", "", "国务院", "2020-05-28", statute.LevelRegulation},
		{"organ that begins a title", "国务院\n关于渡口灯火的决定\n（2020年5月28日）\n" + body, "国务院关于渡口灯火的决定", "", "国务院",
			"2020-05-28", statute.LevelRegulation},
		{"organs above a title and below", "国家渡口总局 财政部\n渡口灯火管理办法\n2020年5月28日发布\n" + body + "国家渡口总局\n财政部\n2020年5月28日\n",
			"渡口灯火管理办法", "", "财政部", "2020-05-28", statute.LevelRule},
		{"rules of an assembly", "全国人民代表大会常务委员会\n议事规则\n（2020年5月28日通过）\n" + body, "全国人民代表大会常务委员会议事规则", "", "全国人民代表大会常务委员会",
			"2020-05-28", statute.LevelStatute},
		{"party", "中国共产党渡口工作条例\n（2018年8月18日中共中央政治局会议审议批准 2020年5月28日中共中央发布）\n" + body,
			"中国共产党渡口工作条例", "", "中共中央", "2020-05-28", statute.LevelOther},
		{"office of the party", "中共中央办公厅印发《渡口责任制规定》\n近日，中共中央办公厅印发了《渡口责任制规定》，并发出通知。\n2020年5月28日\n渡口责任制规定\n" + body,
			"渡口责任制规定", "", "中共中央办公厅", "2020-05-28", statute.LevelOther},
		{"party and government", "中共中央 国务院关于渡口的意见\n（2020年5月28日）\n" + body, "中共中央 国务院关于渡口的意见", "", "国务院", "2020-05-28", statute.LevelOther},
		{"order of the President", "中华人民共和国主席令\n第四十五号\n《中华人民共和国渡口法》已由中华人民共和国第十三届全国人民代表大会常务委员会第三次会议于2020年5月28日通过，现予公布，自2021年1月1日起施行。\n" +
			"中华人民共和国主席 某某某\n2020年5月28日\n中华人民共和国渡口法\n（2020年5月28日第十三届全国人民代表大会常务委员会第三次会议通过）\n" + body,
			"中华人民共和国渡口法", "主席令第四十五号", "全国人民代表大会常务委员会", "2020-05-28", statute.LevelStatute},
		{"issuer alone", "某省渡口管理局\n共7页第1页\n渡口灯火管理办法\n2020年5月28日发布\n" + body, "渡口灯火管理办法", "", "某省渡口管理局", "2020-05-28", statute.LevelOther},
		{"title over lines", "最高人民法院\n关于审理渡口案件\n适用法律若干问题的解释\n法释〔2020〕5号\n（2020年5月28日最高人民法院审判委员会第9次会议通过）\n" + body,
			"最高人民法院关于审理渡口案件适用法律若干问题的解释", "法释〔2020〕5号", "最高人民法院", "2020-05-28", statute.LevelInterpretation},
		{"all in one line", "《最高人民法院关于审理渡口案件若干问题的规定》已于2020年5月28日由最高人民法院审判委员会第9次会议通过，现予公布，自2020年7月1日起施行。 最高人民法院 2020年6月1日 法释〔2020〕5号 " +
			"最高人民法院 关于审理渡口案件若干问题的规定 （2020年5月28日最高人民法院审判委员会第9次会议通过） 为正确审理案件，制定本规定。 第一条　灯要亮。 第二条　灯坏了换。",
			"最高人民法院关于审理渡口案件若干问题的规定", "法释〔2020〕5号", "最高人民法院", "2020-05-28", statute.LevelInterpretation},
		{"cover and no title", "最高人民法院公告\n《最高人民法院关于审理渡口案件若干问题的规定》已于2020年5月28日由最高人民法院审判委员会第9次会议通过，现予公布，自2020年7月1日起施行。\n最高人民法院\n2020年6月1日\n" +
			"为正确审理案件，制定本规定。\n第一条 灯要亮。\n第二条 灯坏了换。\n", "最高人民法院关于审理渡口案件若干问题的规定", "", "最高人民法院", "2020-05-28", statute.LevelInterpretation},
		{"local regulation", "某市渡口管理条例\n（2020年5月28日某市第十五届人民代表大会常务委员会第三次会议通过）\n" + body,
			"某市渡口管理条例", "", "某市人民代表大会常务委员会", "2020-05-28", statute.LevelLocal},
		{"number of a local congress", "某市人民代表大会常务委员会公告\n〔十五届〕第12号\n" +
			"《某市渡口管理条例》由某市第十五届人民代表大会常务委员会第三次会议于2020年5月28日通过，现予公布。\n" +
			"某市人民代表大会常务委员会\n2020年5月30日\n某市渡口管理条例\n" + body,
			"某市渡口管理条例", "", "某市人民代表大会常务委员会", "2020-05-28", statute.LevelLocal},
		{"order of a province in a caption", "某省渡口管理办法\n（2019年3月1日某省人民政府令第12号公布　自2019年5月1日起施行）\n" + body,
			"某省渡口管理办法", "某省人民政府令第12号", "某省人民政府", "2019-03-01", statute.LevelOther},
		{"an announcement that says of what", "国家渡口总局关于发布渡口标准的公告\n2022年第3号\n各省渡口局：\n现发布《渡口标准》，自发布之日起施行。\n国家渡口总局\n2022年3月3日\n" +
			"渡口标准\n" + body, "渡口标准", "国家渡口总局公告2022年第3号", "国家渡口总局", "2022-03-03", statute.LevelRule},
		{"a treaty", "万国渡口公约\n（1980年4月11日订于某地）\n本公约各缔约国，\n兹协议如下：\n" + body, "万国渡口公约", "", "", "1980-04-11", statute.LevelOther},
		{"page numbers above a title", "共7页第1页\n某市人大常委会\n某市渡口条例\n（2019年3月1日某市第三届人民代表大会常务委员会第九次会议通过）\n" + body,
			"某市渡口条例", "", "某市人民代表大会常务委员会", "2019-03-01", statute.LevelLocal},
	} {
		l := lawparse.Parse(c.text, lawparse.Hint{Title: "文件"})
		h := l.Header
		if h.Title != c.title || h.Label != c.label || h.Level != c.level {
			t.Errorf("%s: %s, %s, %s; want %s, %s, %s", c.name, h.Title, h.Label, h.Level, c.title, c.label, c.level)
		}
		if c.number != "" && h.DocNumber != c.number {
			t.Errorf("%s: number %q; want %q", c.name, h.DocNumber, c.number)
		}
		if c.issuer != "" && !slices.Contains(h.Issuers, c.issuer) {
			t.Errorf("%s: issuers %v; want %s", c.name, h.Issuers, c.issuer)
		}
		if sorted := slices.Sorted(slices.Values(h.Issuers)); len(slices.Compact(sorted)) < len(h.Issuers) {
			t.Errorf("%s: issuers twice: %v", c.name, h.Issuers)
		}
		if len(l.Articles()) < 2 {
			t.Errorf("%s: articles %s", c.name, articles(l))
		}
		check(t, c.text)
	}
}

// Captions are read in every layout; the label is the day of the last change.
func TestPageNumbersAmongArticles(t *testing.T) {
	t.Parallel()
	l := lawparse.Parse("渡口条例\n第一条 灯要亮。\n共7页第2页\n第二条 灯坏了换：\n（一）船灯；\n— 3 —\n（二）岸灯。\n第 4 页\nPage 5 of 7\n第三条 第5页的船。\n3/7\n", lawparse.Hint{})
	for i, want := range []string{"灯要亮。", "灯坏了换：\n（一）船灯；\n（二）岸灯。", "第5页的船。"} {
		if got := l.Body(l.Articles()[i]); got != want {
			t.Errorf("article %d is %q; want %q", i+1, got, want)
		}
	}
}

func TestCaptions(t *testing.T) {
	t.Parallel()
	for caption, want := range map[string][2]string{ // label, in force from
		"（2020 年 5 月 28 日某市人民代表大会通过）": {"2020-05-28", "2020-05-28"},
		"2020.5.28发布": {"2020-05-28", "2020-05-28"},
		"（２０２０年５月２８日公布　自２０２０年７月１日起施行）":                        {"2020-05-28", "2020-07-01"},
		"【颁布单位】国务院\n【发文字号】国务院令第504号\n【颁布时间】2020-5-28\n【失效时间】": {"2020-05-28", "2020-05-28"},
		"颁布日期：19860915": {"1986-09-15", "1986-09-15"},
		"发布日期：2020-05-28\n实施日期：2020-07-01\n时效性：现行有效":                      {"2020-05-28", "2020-07-01"},
		"| 公布日期 | 2020年5月28日 |\n| --- | --- |\n| 施行日期 | 2020年7月1日 |":      {"2020-05-28", "2020-07-01"},
		"【颁布日期】 2020-05-28\n【实施日期】 2020-07-01\n【颁布单位】 国务院":                {"2020-05-28", "2020-07-01"},
		"公布日期 2020年5月28日\n施行日期 2020年7月1日":                                 {"2020-05-28", "2020-07-01"},
		"国务院1986年9月15日发布 2020年5月28日修订":                                    {"2020-05-28", "2020-05-28"},
		"二〇二〇年五月二十八日国务院公布":                                                {"2020-05-28", "2020-05-28"},
		"1986年9月15日国务院发布\n根据2020年5月28日《国务院关于修改部分行政法规的决定》第一次修订":            {"2020-05-28", "2020-05-28"},
		"（1986年9月15日通过 根据1990年1月1日《关于修改的决定》修正\n根据2020年5月28日《关于再修改的决定》修正）": {"2020-05-28", "2020-05-28"},
		"1986年9月15日第六届全国人民代表大会常务委员会第十七次会议通过，2020年5月28日修订。":                {"2020-05-28", "2020-05-28"},
	} {
		h := lawparse.Parse("渡口灯火条例\n"+caption+"\n第一条 灯要亮。\n第二条 灯坏了换。\n", lawparse.Hint{}).Header
		if h.Title != "渡口灯火条例" || h.Label != want[0] || string(h.InForceFrom().Date) != want[1] {
			t.Errorf("%q: %s, %s, in force from %s; want %v", caption, h.Title, h.Label, h.InForceFrom(), want)
		}
	}
}

// A clause on the day of entry into force that cannot be read leaves the day open.
func TestEffectiveUnread(t *testing.T) {
	t.Parallel()
	for clause, want := range map[string]statute.Date{"本条例自公布之日起施行。": "2020-05-28", "本条例自2020年7月1日起施行。": "2020-07-01",
		"本条例自公布之日起三十日后施行。": "", "本条例自2020年13月1日起施行。": "", "本条例自二〇XX年X月1日起施行。": "", "本条例施行日期由某市人民政府另行规定。": "",
		"本条例自 2020 年 7 月 1 日起施行。": "2020-07-01", "本条例自2020年7月1日起试行。": "2020-07-01", "本条例从2020年7月1日起实施。": "2020-07-01",
		"本条例于2020年7月1日生效。": "2020-07-01", "本条例2020年7月1日起施行。": "2020-07-01", "本条例自《渡口法》施行之日起施行。": "",
		"本条例自公布之日起施行，自2021年7月1日起施行的《渡口办法》同时废止。": "2020-05-28"} {
		l := lawparse.Parse("渡口灯火条例\n（2020年5月28日公布）\n第一条 灯要亮。\n第二条 "+clause+"\n", lawparse.Hint{})
		if got := l.Header.InForceFrom().Date; got != want {
			t.Errorf("%s: in force from %q; want %q", clause, got, want)
		}
		if want == "" && !slices.Contains(codes(l), "effective_unread") {
			t.Errorf("%s: diagnostics %v", clause, codes(l))
		}
	}
}

// What stands in brackets behind a title tells a version and is no part of the name.
func TestMarksOfVersions(t *testing.T) {
	t.Parallel()
	for _, mark := range []string{"（2015修正）", "（2015年修正）", "(2015修订)", "（修正）", "（修订）", "（修正本）", "（主席令第二十一号）", " 2018修正", "2018修正", "（已失效）",
		"（已废止）", "（现行有效）", "（2015年4月24日修正）", "（2015）", "（2015年版）", "（2015-04-24）", "（第二次修正）", "（2015年第二次修正）", "（国务院令第504号）",
		"（全文）", "（最新版）", "（2015修正）（已失效）", "【2015修正】", "[2015修正]", "_2015修正", "（根据2015年4月24日《关于修改的决定》修正）"[:0], "（修订版）", "（20150424）",
		"（1997年修订）", "（某政规〔2020〕5号）", "（２０１５修正）", "（主席令9届第21号）", "（2023年12月29日修订，2024年7月1日起施行）",
		"（2015年修正，现行有效）", "（2015 年修正）"} {
		for _, inText := range []bool{true, false} {
			text, hint := "渡口法"+mark+"\n第一条 灯要亮。\n第二条 换。\n", ""
			if !inText {
				text, hint = "第一条 灯要亮。\n第二条 换。\n", "渡口法"+mark
			}
			if h := lawparse.Parse(text, lawparse.Hint{Title: hint}).Header; h.Key != "渡口法" || len(h.Marks) == 0 && mark != "" {
				t.Errorf("渡口法%s: key %s, marks %v", mark, h.Key, h.Marks)
			}
		}
	}
	for mark, number := range map[string]string{"（主席令第二十一号）": "主席令第二十一号", "（国务院令第504号）": "国务院令第504号", "（某政规〔2020〕5号）": "某政规〔2020〕5号"} {
		if h := lawparse.Parse("渡口法"+mark+"\n第一条 灯要亮。\n第二条 换。\n", lawparse.Hint{}).Header; h.DocNumber != number {
			t.Errorf("渡口法%s: number %s", mark, h.DocNumber)
		}
	}
	for _, title := range []string{"渡口管理办法（试行）", "关于渡口的解释（一）", "渡口法修正案（2018年）", "关于渡口的规定（二）（试行）"} {
		if h := lawparse.Parse(title+"\n第一条 灯要亮。\n第二条 换。\n", lawparse.Hint{}).Header; h.Key != title {
			t.Errorf("%s: key %s", title, h.Key)
		}
	}
	for title, draft := range map[string]bool{"渡口法（草案）": true, "渡口法（修订草案二次审议稿）": true, "渡口管理办法（征求意见稿）": true, "渡口法": false,
		"渡口草案管理办法": false} {
		if h := lawparse.Parse(title+"\n第一条 灯要亮。\n第二条 换。\n", lawparse.Hint{}).Header; h.Draft != draft {
			t.Errorf("%s: draft %t", title, h.Draft)
		}
	}
}

// A line of very many words by themselves loses none of them.
func TestLongFrontLine(t *testing.T) {
	t.Parallel()
	check(t, "关于废止文件的决定\n2020年5月28日 甲某〔2020〕5号 "+strings.Repeat("某通知 甲某〔2019〕5号 2019年1月1日 ", 300)+"\n")
}

// Letterheads, page numbers and organs are never a title.
func TestNoTitle(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"共7页第1页", "- 1 -", "某省人民政府", "最高人民法院", "某市人民政府文件", "2020年5月28日", "某政规〔2020〕5号", "来源：某网"} {
		l := lawparse.Parse(line+"\n第一条 灯要亮。\n第二条 换。\n", lawparse.Hint{Title: "渡口灯火条例"})
		if l.Header.Title != "渡口灯火条例" || articles(l) != "1 2" {
			t.Errorf("%s: title %s, articles %s", line, l.Header.Title, articles(l))
		}
	}
}
