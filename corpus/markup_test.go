package corpus

import (
	"strings"
	"testing"
)

// Marks of Markdown and HTML are no text of a law.
func TestMarkupOfLaws(t *testing.T) {
	t.Parallel()
	const plain = "第一条　渡口要有灯。\n第二条　灯要亮。"
	for name, text := range map[string]string{
		"emphasis":       "**第一条**　渡口要有灯。\n**第二条**　灯要亮。",
		"outer emphasis": "**第一条　**渡口要有灯。\n**第二条　**灯要亮。",
		"underscores":    "__第一条__　渡口要有灯。\n__第二条__　灯要**亮**。",
		"one star":       "*第一条*　渡口要有灯。\n*第二条*　灯要亮。",
		"quotation":      "> 第一条　渡口要有灯。\n> > 第二条　灯要亮。",
		"links":          "[第一条](#a1)　渡口要有[灯](https://example.org/a_(b) \"灯\")。\n[第二条](./b.md#2)　灯要亮。",
		"anchors":        "<a id=\"a1\"></a>第一条　渡口要有灯。\n<span class='x'>第二条</span>　灯要亮。",
		"paragraphs":     "<p>第一条　渡口要有灯。</p><p>第二条　灯要亮。</p>",
		"breaks":         "第一条　渡口要有灯。<br/>第二条　灯要亮。",
		"entities":       "第一条&#12288;渡口要有灯。\n第二条&#x3000;灯要亮。",
		"bullets":        "- 第一条　渡口要有灯。\n- **第二条**　灯要亮。",
		"numbers":        "1. **第一条**　渡口要有灯。\n2. **第二条**　灯要亮。",
		"escapes":        "第一条　渡口要有灯。\\\n第二条　灯要亮。",
		"rules":          "第一条　渡口要有灯。\n\n***\n\n---\n第二条　灯要亮。",
		"footnotes":      "第一条　渡口要有灯[^1]。\n第二条　灯要亮。\n\n[^1]: https://example.org",
		"fence":          "```\n第一条　渡口要有灯。\n第二条　灯要亮。\n```",
		"highlights":     "==第一条==　渡口要有==灯==。\n^^第二条^^　灯要亮。",
		"struck":         "~~第一条~~　渡口要有~~灯~~。\n第二条　{==灯==}要亮。",
		"marked":         "<mark>第一条</mark>　渡口要有<mark style=\"x\">灯</mark>。\n第二条　灯要亮。",
		"wiki links":     "[[第一条]]　渡口要有[[灯火#灯|灯]]。\n[[渡口条例#第二条|第二条]]　灯要亮。",
		"twice escaped":  "&amp;nbsp;第一条&amp;#12288;渡口要有灯。\n&#31532;二条　灯要亮。",
		"stars":          "★第一条　渡口要有灯。\n● 第二条　灯要亮。",
		"code":           "`第一条`　渡口要有灯。\n`第二条`　灯要亮。",
	} {
		var lines []string
		for _, l := range strings.Split(plainMarkup(text), "\n") {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, l)
			}
		}
		got := strings.Join(lines, "\n")
		if name == "footnotes" {
			got = strings.TrimSuffix(got, "\nhttps://example.org")
		}
		if got != plain {
			t.Errorf("%s: %q; want %q", name, got, plain)
		}
	}
}

func TestMarkupOfTitles(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"渡口条例\n====\n第一条 灯。":                      "# 渡口条例",
		"渡口条例\n-----\n[来源](http://x.org)\n第一条 灯。": "# 渡口条例",
		"# **渡口条例**\n**第一条** 灯。":                  "# 渡口条例",
		"<h1 align=\"center\">渡口条例</h1>\n第一条 灯。":  "# 渡口条例",
	} {
		if got := strings.TrimSpace(plainMarkup(text)); !strings.HasPrefix(got, want+"\n") || !strings.HasSuffix(got, "第一条 灯。") ||
			strings.Contains(got, "来源") {
			t.Errorf("%q is %q", text, got)
		}
	}
}

// Tables in HTML keep rows and columns.
func TestMarkupOfTables(t *testing.T) {
	t.Parallel()
	got := plainMarkup("第一条 税率见表。\n<table><tr><th>税目</th><th>税率</th></tr>\n<tr><td>船</td><td>3%</td></tr></table>")
	if !strings.Contains(got, "| 税目 | 税率 |\n| 船 | 3% |") {
		t.Errorf("the table is %q", got)
	}
}

// Tables without bars at the ends of their rows are tables.
func TestMarkupOfOpenTables(t *testing.T) {
	t.Parallel()
	got := plainMarkup("# 渡船税条例\n\n第一条 税率见表。\n\n税目 | 税率\n--- | :---:\n**船** | 3%\n筏 | 1%\n\n第二条 施行。\n")
	if !strings.Contains(got, "| 税目 | 税率 |\n| --- | :---: |\n") || !strings.Contains(got, "| 筏 | 1% |\n\n第二条") {
		t.Errorf("the table is %q", got)
	}
}

// What is no law, and what stands for hidden characters, stays as it is.
func TestMarkupStays(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"原告张**与李**借款一案，[1](见附件)。", "# 渡口条例\n\n<!-- INFO END -->\n\n第一条 船东张**与李**另行约定。\n",
		"今天**很**高兴，见[这里](https://example.org)。", "---\ntitle: x\n---\n\n# 渡口条例\n\n第一条 灯。\n"} {
		if got := plainMarkup(text); got != text {
			t.Errorf("%q is %q", text, got)
		}
	}
}
