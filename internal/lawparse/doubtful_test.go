package lawparse_test

import (
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

const lampBody = "第一条 灯要亮，灯火由点灯的人看管。\n第二条 灯坏了换。\n第三条 本法自1990年7月1日起施行。\n"

// A text in a file that is named after another law is that of the law whose amendments its
// caption tells; where anything speaks for the name of the file, it stays.
func TestTitleOfAnotherLaw(t *testing.T) {
	t.Parallel()
	const caption = "1990年3月1日第七届虚构代表大会第三次会议通过。\n根据2001年10月27日第九届虚构代表大会第四次会议《关于修改〈中华人民共和国灯火法〉的决定》第一次修正。\n"
	for name, c := range map[string]struct {
		file, text, key string
	}{
		"another law":           {"中华人民共和国渡口法", caption + lampBody, "灯火法"},
		"the law itself":        {"中华人民共和国灯火法", caption + lampBody, "灯火法"},
		"the text speaks of it": {"中华人民共和国渡口法", caption + lampBody + "第四条 渡口另有规定。\n", "渡口法"},
		"the text has a title":  {"灯火法", "渡口法\n" + caption + lampBody, "渡口法"},
		"several laws amended": {"渡口法", "1990年3月1日第七届虚构代表大会第三次会议通过。\n" +
			"根据2001年10月27日第九届虚构代表大会第四次会议《关于修改〈灯火法〉等三部法律的决定》第一次修正。\n" + lampBody, "渡口法"},
	} {
		l := lawparse.Parse(c.text, lawparse.Hint{Title: c.file, Category: "法律"})
		said := slices.ContainsFunc(l.Diagnostics, func(d statute.Diagnostic) bool { return d.Code == "title_of_another" })
		if l.Header.Key != c.key || said != (name == "another law") {
			t.Errorf("%s: filed as %s, %v; want %s", name, l.Header.Key, l.Diagnostics, c.key)
		}
	}
}

// Where a caption breaks off behind 根据, a later date in the name of the file is that of the
// text; 根据 apart from its day begins a line of the caption; an organ in spaced letters is no
// title.
func TestCaptionsThatBreak(t *testing.T) {
	t.Parallel()
	const caption = "# 灯火条例\n\n2009年2月20日 国务院令第550号公布\n\n2017年3月1日 《国务院关于修改部分行政法规的决定》第一次修订"
	for name, c := range map[string]struct {
		date       statute.Date
		text       string
		key, label string
	}{
		"breaks off":    {"2020-11-29", caption + "  根据\n\n<!-- INFO END -->\n\n" + lampBody, "灯火条例", "2020-11-29"},
		"is whole":      {"2020-11-29", caption + "\n\n<!-- INFO END -->\n\n" + lampBody, "灯火条例", "2017-03-01"},
		"an older name": {"2016-11-29", caption + "  根据\n\n<!-- INFO END -->\n\n" + lampBody, "灯火条例", "2017-03-01"},
		"根据 apart": {"", "灯火法\n1990年3月1日第七届虚构代表大会第三次会议通过。\n" +
			"根据 2013年6月29日第十二届虚构代表大会第三次会议《关于修改〈桥梁法〉等十二部法律的决定》第一次修正。\n" +
			"根据2014年8月31日第十二届虚构代表大会第十次会议《关于修改〈灯火法〉的决定》第二次修正。\n\n目录\n第一章 总则\n第一章 总则\n" + lampBody, "灯火法", "2014-08-31"},
		"spaced letters": {"", "　《最高人民法院关于偷灯案件适用法律若干问题的解释》已于2009年9月21日由最高人民法院审判委员会第1474次会议通过，现予公布，自2009年11月11日起施行。　二○○九年十一月四日　　" +
			"法释〔2009〕95号     最 高 人 民 法 院 关于偷灯案件适用法律 若干问题的解释 （2009年9月21日最高人民法院审判委员会第1474次会议通过）   为看灯，解释如下：\n" +
			"第一条 灯要看好。\n第二条 偷灯的，还灯。\n", "最高人民法院关于偷灯案件适用法律若干问题的解释", "2009-09-21"},
	} {
		l := lawparse.Parse(c.text, lawparse.Hint{Date: c.date})
		if l.Header.Key != c.key || l.Header.Label != c.label {
			t.Errorf("%s: %s of %s; want %s of %s", name, l.Header.Key, l.Header.Label, c.key, c.label)
		}
	}
}

// The number of an order is that of the last deed of a caption, by whom it was signed.
func TestNumbersOfOrders(t *testing.T) {
	t.Parallel()
	for caption, want := range map[string]string{
		"2011年2月25日 虚构代表大会通过\n2011年2月25日 中华人民共和国主席令第四十五号公布":               "主席令第四十五号",
		"2009年2月28日虚构代表大会第七次会议通过。2009年2月28日中华人民共和国主席令（十一届）第十号公布　自公布之日起施行": "主席令（十一届）第十号",
		"2003年4月27日中华人民共和国国务院令第375号公布 根据2010年12月20日《国务院关于修改〈灯火条例〉的决定》修订":  "国务院令第375号",
		"（2003年4月27日国务院令第375号公布　2010年12月20日国务院令第586号修订公布）":                "国务院令第586号",
		"国发〔2016〕38号\n2016年7月1日": "国发〔2016〕38号",
	} {
		l := lawparse.Parse("灯火条例\n"+caption+"\n"+lampBody, lawparse.Hint{Category: "行政法规"})
		if l.Header.DocNumber != want {
			t.Errorf("%s: number %q; want %q", caption, l.Header.DocNumber, want)
		}
	}
}

// Days that no calendar has and a first day before the adoption are noticed, and nothing of the
// text is lost for them.
func TestImpossibleDays(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"灯火条例\n（2023年13月45日虚构代表大会通过）\n" + lampBody:                                  "date_impossible",
		"# 灯火条例\n\n2023-13-45 公布\n\n<!-- INFO END -->\n\n" + lampBody:               "date_impossible",
		"灯火条例\n（2023年3月1日虚构代表大会通过）\n" + lampBody:                                    "effective_before_adoption",
		"灯火条例\n（2023年3月1日虚构代表大会通过）\n第一条 灯要亮。\n第二条 灯坏了换。\n第三条 本条例自2023年13月45日起施行。\n": "effective_unread",
		"灯火条例\n（1990年3月1日虚构代表大会通过）\n" + lampBody:                                    "",
		"灯火条例\n（1990年3月1日虚构代表大会通过 根据2020年3月1日《关于修改〈灯火条例〉的决定》修正）\n" + lampBody:       "",
	} {
		l := lawparse.Parse(text, lawparse.Hint{})
		var codes []string
		for _, d := range l.Diagnostics {
			if d.Code != "undated" {
				codes = append(codes, d.Code)
			}
		}
		if len(l.Articles()) != 3 || want == "" && len(codes) > 0 || want != "" && !slices.Contains(codes, want) {
			t.Errorf("%q: %d articles, %v; want %s", text[:60], len(l.Articles()), codes, want)
		}
	}
}
