package lawparse_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// articles are the numbers of the articles of a text, in order.
func articles(l *lawparse.Law) string {
	var numbers []string
	for _, a := range l.Articles() {
		numbers = append(numbers, a.Number.String())
	}
	return strings.Join(numbers, " ")
}

func codes(l *lawparse.Law) []string {
	var found []string
	for _, d := range l.Diagnostics {
		if !slices.Contains(found, d.Code) {
			found = append(found, d.Code)
		}
	}
	return found
}

// Which labels are articles is told by the sequence, not by what stands behind them.
func TestSequence(t *testing.T) {
	t.Parallel()
	many := func(from, to int, format string) string {
		var b strings.Builder
		for i := from; i <= to; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for _, c := range []struct{ name, text, want, code string }{
		{"organ behind the label", "第一条 船要有灯。\n第二条 灯要亮。\n第三条中央机关的船也要有灯。\n第四条 不亮的要换。", "1 2 3 4", "label_glued"},
		{"all glued", "第一条船要有灯。\n第二条船东换灯。\n第三条中央机关换灯。\n第四条第三人弄坏灯的，第三人换。\n第五条规定期限的，从其规定。\n第六条 施行。", "1 2 3 4 5 6",
			"label_glued"},
		{"reads like a citation", "第一条 船要有灯。\n第二条 船要登记。\n第三条规定的登记，由船东办理。\n第三条 登记由船东办理。\n第四条 施行。", "1 2 3 4", ""},
		{"a citation and no article", "第一条 船要有灯。\n第二条 船要登记。\n第一条规定的灯，应当亮。\n第三条 施行。", "1 2 3", ""},
		{"a citation in a paragraph", "第一条 船要有灯。\n第二条 船要登记。第三条规定的登记，由船东办理。\n第三条 登记由船东办理。", "1 2 3", ""},
		{"a doubtful one swallows none", "第一条 船要有灯。\n第二条灯要亮。\n第X条 灯坏了换。\n第四条灯由船东换。\n第五条船东换不了的，请人换。\n第六条施行。",
			"1 2 4 5 6", "article_gap"},
		{"all in one line", "第一条 船要有灯。第二条 灯要亮。第三条 坏了换。", "1 2 3", "run_together"},
		{"one line, glued", "第一条船要有灯。第二条灯要亮。第三条规定期限的，到期换。第四条施行。", "1 2 3 4", "run_together"},
		{"spaces in the number", "第 一 条 船。\n第　二　条　灯。\n第 十 一 条 无。", "1 2 11", "article_gap"},
		{"a number with spaces", many(1, 19, "第%d条 船。\n") + "第 二 十 条 灯。\n第 二 十 一 条 帆。",
			"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21", ""},
		{"full width", "第１条 船。\n第２条 灯。\n第３条之１ 帆。\n第３条 锚。", "1 2 3", ""},
		{"letters of a scanner", "第l条 船要有灯。\n第2条 灯要亮。\n第3条 坏了换。", "1 2 3", "label_guessed"},
		{"an unreadable number", "第一条 船要有灯。\n第口口条 灯要亮。\n第□条 灯坏了换。\n第四条 施行。", "1 4", "label_unreadable"},
		{"in brackets", "【第一条】船要有灯。\n【第二条】灯要亮。", "1 2", ""},
		{"an insertion at a wrong place", "第一条 船。\n第二条 灯。\n第三条 帆。\n第一条之一 桨。\n第四条 锚。", "1 2 3 1-1 4", "article_misplaced"},
		{"two changed places", "第一条 船。\n第三条 帆。\n第二条 灯。\n第四条 锚。", "1 2 3 4", "article_misplaced"},
		{"printed twice", "第一条 船要有灯。\n第二条 灯要亮，坏了换。\n夜里点。\n第二条 灯要亮，坏了换。\n夜里点。\n第三条 帆。", "1 2 3", "article_twice"},
		{"taken out", "第一条 船。\n第二条 （删去）\n第三条至第五条　（删去）\n第六条 锚。", "1 2 3 6", ""},
		{"starts late", "第三条 船。\n第四条 灯。", "3 4", "article_gap"},
		{"a table of contents with articles", "目录\n第一条 船\n第二条 灯\n第一条 船\n船要登记。\n第二条 灯\n灯要亮。", "1 2", ""},
	} {
		l := lawparse.Parse("# 渡船条例\n\n<!-- INFO END -->\n\n"+c.text, lawparse.Hint{})
		got := articles(l)
		if c.name == "two changed places" {
			if got != "1 3 2 4" && got != "1 2 3 4" {
				t.Errorf("%s: %s", c.name, got)
			}
		} else if got != c.want {
			t.Errorf("%s: articles %s; want %s", c.name, got, c.want)
		}
		if have := codes(l); c.code != "" && !slices.Contains(have, c.code) || c.code == "" && slices.Contains(have, "article_gap") {
			t.Errorf("%s: diagnostics %v; want %q", c.name, have, c.code)
		}
		check(t, c.text)
	}
}

// Numbers that begin anew in each 编 are kept; an address names one article only.
func TestNumbersRestart(t *testing.T) {
	t.Parallel()
	text := "# 渡口公约\n\n<!-- INFO END -->\n\n第一编 灯\n第一条 灯要亮。\n第二条 灯坏了换。\n第二编 船\n第一条 船要结实。\n第二条 船坏了修。\n第三条 夜里不渡。\n"
	l := lawparse.Parse(text, lawparse.Hint{})
	if got := articles(l); got != "1 2 3" || !slices.Contains(codes(l), "numbers_restart") || slices.Contains(codes(l), "article_gap") {
		t.Errorf("articles %s, diagnostics %v", got, codes(l))
	}
	all := 0
	l.Root.Walk(func(n, _ *lawparse.Node) bool {
		if n.Kind == statute.KindArticle {
			all++
		}
		return true
	})
	if all != 5 {
		t.Errorf("%d articles in the tree; want 5", all)
	}
	check(t, text)
}

// A table of crimes by article, or a decision on articles of another law, has none of
// its own.
func TestLabelsOfAnotherLaw(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"关于执行《船刑法》确定罪名的补充规定\n船刑法条文\n罪名\n第135条之一\n偷灯罪\n第139条之一\n偷帆罪\n第201条\n偷船罪\n",
		"某市人民代表大会常务委员会关于暂时调整适用《渡口法》的决定\n第三十一条 渡口经营许可由甲局核发，改由乙局核发。\n"} {
		if l := lawparse.Parse(text, lawparse.Hint{}); articles(l) != "" || l.Incomplete {
			t.Errorf("%.30s has articles %s", text, articles(l))
		}
	}
}

// What stands between the labels stays with its article.
func TestOneLineKeepsItsParts(t *testing.T) {
	t.Parallel()
	l := lawparse.Parse("渡船条例\n第一章总则第一条船要有灯。第二条船东应当：（一）点灯；（二）换灯。第二章 附则 第三条 本条例自2021年1月1日起施行。\n", lawparse.Hint{})
	if got := articles(l); got != "1 2 3" {
		t.Fatalf("articles %s", got)
	}
	if got := l.Body(l.Articles()[1]); got != "船东应当：\n（一）点灯；\n（二）换灯。" {
		t.Errorf("the second article is %q", got)
	}
	var headings []string
	for _, h := range l.Headings() {
		headings = append(headings, l.LabelText(h)+l.Words(h))
	}
	if got := strings.Join(headings, " "); got != "第一章总则 第二章附则" {
		t.Errorf("headings %s", got)
	}
	if l.Header.Effective != "2021-01-01" {
		t.Errorf("in force from %s", l.Header.Effective)
	}
}

// A text without a line end has chapters and sections in the middle of its line.
func TestOneLineWithSections(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"第一章总则第一条船要有灯。第二条灯要亮。第二章管理第一节一般规定第三条检查。第二节特别规定第四条罚款。第三章附则第五条施行。": "1 2 3 4 5|z1 z2 z2/j1 z2/j2 z3",
		"第一编总则第一章基本规定第一节船第一条船要有灯。第二章灯第二条灯要亮。":                            "1 2|b1 b1/z1 b1/z1/j1 b1/z2",
		"第一条船要有灯，依照第二条检查。第三章规定的船不点灯。第二条灯要亮。":                             "1 2|",
	} {
		l := lawparse.Parse("渡船条例\n"+text+"\n", lawparse.Hint{})
		var headings []string
		for _, h := range l.Headings() {
			headings = append(headings, h.Address)
		}
		if got := articles(l) + "|" + strings.Join(headings, " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// A chapter is one where the sequence wants it, whatever its name begins with.
func TestGluedHeadings(t *testing.T) {
	t.Parallel()
	l := lawparse.Parse("渡船条例\n第一章总则\n第一条 船要有灯。\n第二章中外合营的渡船\n第一节第三人的船\n第二条 灯要亮。\n第二节的士船\n第三条 帆。\n"+
		"第二章规定的船，不点灯。\n第三章附则\n第四条 施行。\n", lawparse.Hint{})
	var headings []string
	for _, h := range l.Headings() {
		headings = append(headings, h.Address)
	}
	if got := strings.Join(headings, " "); got != "z1 z2 z2/j1 z2/j2 z3" {
		t.Errorf("headings %s", got)
	}
	if got := articles(l); got != "1 2 3 4" {
		t.Errorf("articles %s", got)
	}
}

// A comment that is not closed swallows nothing.
func TestUnclosedComment(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"# 渡船条例\n\n<!-- INFO END\n\n第一条 船。\n第二条 灯。\n", "# 渡船条例\n第一条 船。\n<!-- 注\n第二条 灯。\n",
		"# 渡船条例\n<!-- 注\n第一条 船。\n<!-- 又注 -->\n第二条 灯。\n"} {
		l := lawparse.Parse(text, lawparse.Hint{})
		if got := articles(l); got != "1 2" {
			t.Errorf("%q: articles %s", text, got)
		}
		if !slices.Contains(codes(l), "comment_unclosed") {
			t.Errorf("%q: diagnostics %v", text, codes(l))
		}
	}
	l := lawparse.Parse("# 渡船条例\n第一条 船。\n<!--\n第二条 灯。\n-->\n第三条 帆。\n", lawparse.Hint{})
	if !slices.Contains(codes(l), "comment_with_articles") {
		t.Errorf("articles in a comment: diagnostics %v", codes(l))
	}
}

// A label behind marks is read or said, never lost in silence.
func TestLabelsBehindMarks(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]string{"「第二条」": "1 2 3", "〖第二条〗": "1 2 3", "『第二条』": "1 2 3",
		"§§第二条": "1 3", "（第二条）": "1 3", "◎第二条": "1 3"} {
		text := "渡口条例\n第一条 灯要亮。\n" + label + " 灯坏了换。\n第三条 夜里点灯。\n"
		l := lawparse.Parse(text, lawparse.Hint{})
		if got := articles(l); got != want || slices.Contains(codes(l), "label_unreadable") != (want == "1 3") {
			t.Errorf("%s: articles %s, diagnostics %v", label, got, codes(l))
		}
		check(t, text)
	}
}
