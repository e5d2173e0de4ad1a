package lawparse_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

func annexes(l *lawparse.Law) string {
	var found []string
	l.Root.Walk(func(n, _ *lawparse.Node) bool {
		if n.Kind == statute.KindAnnex {
			found = append(found, n.Address+" "+l.LabelText(n)+l.Words(n))
		}
		return true
	})
	return strings.Join(found, ", ")
}

// What stands behind the last article and has a name of its own is an annex.
func TestAnnexesWithoutTheWord(t *testing.T) {
	t.Parallel()
	const law = "渡船税条例\n第一条 渡船要交税。\n第二条 税率见表。\n第三条 本条例自2020年7月1日起施行。\n"
	for tail, want := range map[string]string{
		"税目税率表\n| 税目 | 税率 |\n| --- | --- |\n| 船 | 3% |\n":               "附件1 税目税率表",
		"渡船税税率表一（木船适用）\n级数 船长 税率\n1 不超过5米 3\n渡船税税率表二（铁船适用）\n级数 船长 税率\n": "附件1 渡船税税率表一（木船适用）, 附件2 渡船税税率表二（铁船适用）",
		"注：本条例所称船，包括筏。\n":                                               "附件1 注：本条例所称船，包括筏。",
		"名词解释\n1. 灯，是指能亮的东西。\n2. 船，是指能浮的东西。\n":                          "附件1 名词解释",
		"附：渡口名单\n甲渡口\n":                                                 "附件1 附：渡口名单",
		"渡旗制法说明\n（2020年1月1日公布）\n旗为长方形。\n":                               "附件1 渡旗制法说明",
		"附：刑法有关条文\n第二百七十五条 故意毁坏船只的，处罚。\n第二百七十七条 阻碍渡船的，处罚。\n":            "附件1 附：刑法有关条文",
		"": "",
	} {
		l := lawparse.Parse(law+tail, lawparse.Hint{})
		if got := annexes(l); got != want {
			t.Errorf("%q: annexes %s; want %s", tail, got, want)
		}
		if got := articles(l); got != "1 2 3" {
			t.Errorf("%q: articles %s", tail, got)
		}
		if body := l.Body(l.Articles()[2]); body != "本条例自2020年7月1日起施行。" {
			t.Errorf("%q: the last article is %q", tail, body)
		}
		check(t, law+tail)
	}
}

// A table keeps its rows and columns, empty cells too.
func TestTables(t *testing.T) {
	t.Parallel()
	l := lawparse.Parse("渡船税条例\n第一条 税率如下：\n| 税目 | 税率 | 备注 |\n|---|---|---|\n| 船 | | 木船 |\n第二条 施行。\n", lawparse.Hint{})
	rows := l.Rows(l.Articles()[0].Children[1])
	if len(rows) != 2 || strings.Join(rows[0], ",") != "税目,税率,备注" || strings.Join(rows[1], ",") != "船,,木船" {
		t.Errorf("the rows are %q", rows)
	}
}

// A text that lists more than was found says so.
func TestShortfall(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"渡口条例\n目录\n第一章 总则\n第二章 灯火\n第三章 附则\n第一章 总则\n第一条 灯要亮。\n第二条 坏了换。\n": "contents_differ",
		"渡口条例\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 灯要亮。\n第二章 附则\n第二条 施行。\n":  "",
	} {
		l := lawparse.Parse(text, lawparse.Hint{})
		if got := slices.Contains(codes(l), "contents_differ"); got != (want != "") {
			t.Errorf("%q: %v, incomplete %t", text, codes(l), l.Incomplete)
		}
	}
}

// The translation beside the Chinese text is no paragraph and no title.
func TestBilingual(t *testing.T) {
	t.Parallel()
	l := lawparse.Parse("Regulations on Ferry Lights\n渡口灯火条例\n(Adopted on May 28, 2020)\n（2020年5月28日公布）\n"+
		"第一条 灯要亮。\nArticle 1 Lights shall be bright.\n"+
		"第二条 坏了换。\nArticle 2 Broken lights shall be replaced.\n换下的收好。\n", lawparse.Hint{})
	if l.Header.Key != "渡口灯火条例" || l.Header.Label != "2020-05-28" || articles(l) != "1 2" {
		t.Errorf("%s of %s with articles %s", l.Header.Key, l.Header.Label, articles(l))
	}
	if got := l.Body(l.Articles()[0]); got != "灯要亮。" {
		t.Errorf("the first article is %q", got)
	}
	second := l.Articles()[1]
	if got := l.Body(second); got != "坏了换。\n换下的收好。" || second.Children[len(second.Children)-1].Number.Main != 2 {
		t.Errorf("the second article is %q", got)
	}
}

// A preamble between the table of contents and the first chapter belongs to the text.
func TestPreamble(t *testing.T) {
	t.Parallel()
	const contents, body = "目录\n序言\n第一章 总则\n第二章 罚则\n", "第一章 总则\n第一条 灯要亮。\n第二章 罚则\n第二条 不亮的，罚。\n"
	for name, text := range map[string]string{
		"behind a table of contents": contents + "\n序　言\n渡口自古有灯。\n灯是渡口的眼睛。\n" + body,
		"without one":                "序言\n渡口自古有灯。\n灯是渡口的眼睛。\n" + body,
		"with a mark":                "## 序言\n\n渡口自古有灯。\n\n灯是渡口的眼睛。\n\n" + body,
	} {
		text = "渡口灯火法\n（2020年5月28日第九届虚构代表大会通过）\n" + text
		l := lawparse.Parse(text, lawparse.Hint{})
		var preamble []string
		l.Root.Walk(func(n, parent *lawparse.Node) bool {
			if n.Kind == statute.KindPreamble || n.Kind == statute.KindParagraph && parent.Kind == statute.KindHeading {
				preamble = append(preamble, l.Words(n))
			}
			return true
		})
		if want := []string{"渡口自古有灯。", "灯是渡口的眼睛。"}; !slices.Equal(preamble, want) || articles(l) != "1 2" || len(l.Headings()) != 2 {
			t.Errorf("%s: the preamble is %q, articles %s, %d headings", name, preamble, articles(l), len(l.Headings()))
		}
		check(t, text)
	}
}

// The line of an editor that a page on the web has below a text is no part of its last article.
func TestEditor(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"责任编辑： 张某某", "[责任编辑： 张某某]", "（责编：张某某）", "责任编辑：张某"} {
		text := "渡口条例\n（2020年5月28日公布）\n第一条 灯要亮。\n第二条 本条例自2020年6月1日起施行。\n\n\n" + line + "\n"
		l := lawparse.Parse(text, lawparse.Hint{})
		if got := l.Body(l.Articles()[1]); got != "本条例自2020年6月1日起施行。" {
			t.Errorf("%s: the last article is %q", line, got)
		}
		check(t, text)
	}
	l := lawparse.Parse("渡口条例\n（2020年5月28日公布）\n第一条 灯要亮。\n责任编辑：应当看灯。\n", lawparse.Hint{})
	if got := l.Body(l.Articles()[0]); got != "灯要亮。\n责任编辑：应当看灯。" {
		t.Errorf("a rule for editors became %q", got)
	}
}

// A first item whose label the source lost belongs with its items.
func TestFirstItemWithoutLabel(t *testing.T) {
	t.Parallel()
	text := "渡口条例\n第一条 船东应当：\n点灯；\n（二）换灯；\n（三）看灯。\n灯要亮。\n第二条 施行。\n"
	l := lawparse.Parse(text, lawparse.Hint{})
	var found []string
	l.Articles()[0].Walk(func(n, _ *lawparse.Node) bool {
		if n.Address != "" {
			found = append(found, n.Address)
		}
		return true
	})
	if got := strings.Join(found, " "); got != "1 1/k1 1/k1/x1 1/k1/x2 1/k1/x3 1/k2" || !slices.Contains(codes(l), "item_unlabelled") {
		t.Errorf("addresses %s, diagnostics %v", got, codes(l))
	}
	check(t, text)
}

// A standard is called by its own title, not by what kind of standard it is.
func TestStandard(t *testing.T) {
	t.Parallel()
	l := lawparse.Parse("ICS 01.040\nGB 12345—2020\n中华人民共和国国家标准\n渡口灯火标准\n2020-05-28发布 2020-12-01实施\n1 范围\n本标准规定了灯火。\n", lawparse.Hint{})
	if h := l.Header; h.Key != "渡口灯火标准" || h.Label != "2020-05-28" || h.Effective != "2020-12-01" {
		t.Errorf("%s of %s in force from %s", h.Key, h.Label, h.Effective)
	}
}
