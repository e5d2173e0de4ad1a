package citation

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
)

// What the products of TestCombined are made of.

// spelledLaw is a law as people name it.
type spelledLaw struct{ class, text, key string }

// spelledLaws are names in every shape: full, short, nicknames, in 《》, with years, numbers and words for old and new.
var spelledLaws = []spelledLaw{
	{"full", "中华人民共和国民法典", "民法典"},
	{"full", "中华人民共和国劳动合同法", "劳动合同法"},
	{"short", "民法典", "民法典"},
	{"short", "刑法", "刑法"},
	{"short", "劳动合同法", "劳动合同法"},
	{"short", "治安管理处罚法", "治安管理处罚法"},
	{"《》", "《民法典》", "民法典"},
	{"《》", "《行政处罚法》", "行政处罚法"},
	{"《full》", "《中华人民共和国民事诉讼法》", "民事诉讼法"},
	{"《full》", "《中华人民共和国刑法》", "刑法"},
	{"nickname", "民诉法", "民事诉讼法"},
	{"nickname", "刑诉法", "刑事诉讼法"},
	{"nickname", "劳合法", "劳动合同法"},
	{"nickname", "消法", "消费者权益保护法"},
	{"nickname", "个保法", "个人信息保护法"},
	{"nickname", "食安法", "食品安全法"},
	{"nickname", "道交法", "道路交通安全法"},
	{"《nickname》", "《民诉法》", "民事诉讼法"},
	{"《nickname》", "《个保法》", "个人信息保护法"},
	{"regulation", "《工伤保险条例》", "工伤保险条例"},
	{"regulation", "劳动合同法实施条例", "劳动合同法实施条例"},
	{"regulation", "物业管理条例", "物业管理条例"},
	{"interpretation", "民诉法解释", ofCourt + "适用《中华人民共和国民事诉讼法》的解释"},
	{"interpretation", "担保制度解释", ofCourt + "适用《中华人民共和国民法典》有关担保制度的解释"},
	{"interpretation", "合同编通则解释", ofCourt + "适用《中华人民共和国民法典》合同编通则若干问题的解释"},
	{"interpretation", "民间借贷司法解释", ofCourt + "审理民间借贷案件适用法律若干问题的规定"},
	{"interpretation", "《民事诉讼证据规定》", ofCourt + "民事诉讼证据的若干规定"},
	{"series", "公司法解释三", ofCourt + "适用《中华人民共和国公司法》若干问题的规定（三）"},
	{"series", "公司法司法解释（四）", ofCourt + "适用《中华人民共和国公司法》若干问题的规定（四）"},
	{"series", "《公司法解释（二）》", ofCourt + "适用《中华人民共和国公司法》若干问题的规定（二）"},
	{"series", "建工解释一", ofCourt + "审理建设工程施工合同纠纷案件适用法律问题的解释（一）"},
	{"series", "婚姻家庭编解释（一）", ofCourt + "适用《中华人民共和国民法典》婚姻家庭编的解释（一）"},
	{"series", "破产法解释二", ofCourt + "适用《中华人民共和国企业破产法》若干问题的规定（二）"},
	{"year before", "2018年公司法", "公司法"},
	{"year before", "2018年《公司法》", "公司法"},
	{"year before", "2012年修正的《民事诉讼法》", "民事诉讼法"},
	{"year before", "05年公司法", "公司法"},
	{"year behind", "公司法（2018修正）", "公司法"},
	{"year behind", "《公司法》（2018年修正）", "公司法"},
	{"year behind", "《公司法（2023修订）》", "公司法"},
	{"year behind", "《中华人民共和国公司法（2018年修正）》", "公司法"},
	{"year behind", "公司法2018版", "公司法"},
	{"old, new", "新公司法", "公司法"},
	{"old, new", "旧公司法", "公司法"},
	{"old, new", "新《公司法》", "公司法"},
	{"old, new", "原《合同法》", "合同法"},
	{"old, new", "原物权法", "物权法"},
	{"old, new", "现行民事诉讼法", "民事诉讼法"},
	{"number", "法释〔2020〕22号", ofCourt + "适用《中华人民共和国民法典》婚姻家庭编的解释（一）"},
	{"number", "《民间借贷司法解释》（法释〔2020〕17号）", ofCourt + "审理民间借贷案件适用法律若干问题的规定"},
	{"amendment", "刑修十一", "刑法修正案（十一）"},
	{"amendment", "刑法修正案（十一）", "刑法修正案（十一）"},
	{"amendment", "《刑法修正案（九）》", "刑法修正案（九）"},
	{"part", "民法典合同编", "民法典"},
	{"part", "《民法典》侵权责任编", "民法典"},
	{"part", "民法典总则编", "民法典"},
}

// separators stand between the name of a law and its article.
var separators = []string{"", " ", "　", "的", "，", ",", "：", ":", "\n", "之", "中"}

// articleForm writes a citation of provisions of one law, and says which. bare says that it has no word for an
// article and stands right behind a name.
type articleForm struct {
	class string
	bare  bool
	write func(g *combiner) (text string, provisions []string)
}

// combiner chooses the parts of a product.
type combiner struct {
	*rand.Rand
	most int // of articles of the law at hand
	last int // the article written last
}

// article is a number of an article above the last.
func (g *combiner) article() int {
	g.last = g.last + 1 + g.IntN(max(1, g.most/4))
	return g.last
}

func (g *combiner) small() int { return 1 + g.IntN(4) }

func cn(n int) string { return cnnum.Format(n) }

func at(n int) string         { return fmt.Sprint(n) }
func para(n, k int) string    { return fmt.Sprintf("%d/k%d", n, k) }
func item(n, x int) string    { return fmt.Sprintf("%d/x%d", n, x) }
func deep(n, k, x int) string { return fmt.Sprintf("%d/k%d/x%d", n, k, x) }
func span(from, to int) []string {
	var list []string
	for n := from; n <= to; n++ {
		list = append(list, at(n))
	}
	return list
}

// fill writes numbers for the letters of a form; letters are pairs of both.
func fill(form string, letters ...string) string {
	return strings.NewReplacer(letters...).Replace(form)
}

// plainForm is a form of one article with paragraph and item. Its letters stand for numbers: N article, K paragraph,
// X item in digits; A, B, C the same in Chinese; R a paragraph in Roman numerals.
func plainForm(class, form string, bare bool) articleForm {
	hasK, hasX := strings.ContainsAny(form, "KBR"), strings.ContainsAny(form, "XC")
	return articleForm{class + " " + form, bare, func(g *combiner) (string, []string) {
		n, k, x := g.article(), g.small(), g.small()
		text := fill(form, "N", at(n), "A", cn(n), "K", at(k), "B", cn(k), "R", string(rune('Ⅰ'+k-1)), "X", at(x), "C", cn(x))
		switch {
		case hasK && hasX:
			return text, []string{deep(n, k, x)}
		case hasK:
			return text, []string{para(n, k)}
		case hasX:
			return text, []string{item(n, x)}
		}
		return text, []string{at(n)}
	}}
}

// twoForm is a form of two articles, N and M, or A and B in Chinese; ranged says that those between are meant too.
func twoForm(class, form string, ranged, bare bool) articleForm {
	return articleForm{class + " " + form, bare, func(g *combiner) (string, []string) {
		n := g.article()
		m := n + 2 + g.IntN(3)
		g.last = m
		text := fill(form, "N", at(n), "A", cn(n), "M", at(m), "B", cn(m))
		if ranged {
			return text, span(n, m)
		}
		return text, []string{at(n), at(m)}
	}}
}

// fixedForm is a form with fixed paragraphs and items of article N, A in Chinese.
func fixedForm(class, form string, behind ...string) articleForm {
	return articleForm{class + " " + form, false, func(g *combiner) (string, []string) {
		n := g.article()
		var list []string
		for _, b := range behind {
			list = append(list, at(n)+b)
		}
		return fill(form, "N", at(n), "A", cn(n)), list
	}}
}

// inOrder goes through a table by its keys, so that what is chosen at random is always the same.
func inOrder[V any](table map[string]V) func(yield func(string, V) bool) {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(table)) {
			if !yield(k, table[k]) {
				return
			}
		}
	}
}

var articleForms = func() []articleForm {
	var all []articleForm
	for _, f := range []string{"第A条", "第N条", "N条", "第 N 条", "§N", "§ N"} {
		all = append(all, plainForm("article", f, false))
	}
	all = append(all, plainForm("article", "N", true))
	for _, f := range []string{"第A条第B款", "第N条第K款", "N条K款", "N条B款", "N条第B款", "第N条B款", "NR", "N条R", "第N条R款", "第A条之第B款", "第N条的第K款",
		"§NR", "第N条 第K款"} {
		all = append(all, plainForm("paragraph", f, f == "NR"))
	}
	for _, f := range []string{"第A条第B款第（C）项", "第A条第B款第C项", "第N条第K款第X项", "N条K款X项", "N条B款C项", "N条K款（C）项", "第N条第K款第(X)项", "第N条第K款(X)项",
		"第A条第（C）项", "第A条第C项", "第N条第X项", "第N条第（X）项", "N条（C）项", "N条C项", "N条X项", "N条(X)项", "第N条（C）项", "第A条第B款（C）项"} {
		all = append(all, plainForm("item", f, false))
	}
	for _, f := range []string{"第A条、第B条", "第N、M条", "N、M条", "N条、M条", "N条和M条", "第N条和第M条", "第N条及第M条", "第A条以及第B条", "N条，M条", "第N条，第M条",
		"N及M条", "N/M条", "第N条/第M条",
		"N条与M条", "第A、B条", "N条+M条", "N条 M条", "第N条；第M条", "第N条或者第M条"} {
		all = append(all, twoForm("list", f, false, false))
	}
	all = append(all, twoForm("list", "N、M", false, true), twoForm("list", "N/M", false, true), twoForm("list", "N和M", false, true))
	for _, f := range []string{"第A条至第B条", "第N条至第M条", "第N条到第M条", "第N-M条", "N-M条", "N至M条", "第N至M条", "N~M条", "N—M条", "第A至B条", "§§N-M",
		"第N条-第M条", "第N条～第M条", "N条到M条", "N条-M条", "N到M条"} {
		all = append(all, twoForm("range", f, true, false))
	}
	all = append(all, twoForm("range", "N-M", true, true), twoForm("range", "N至M", true, true))
	for form, behind := range inOrder(map[string][]string{
		"第A条第一款、第二款": {"/k1", "/k2"}, "第N条第1、2款": {"/k1", "/k2"}, "N条1、3款": {"/k1", "/k3"}, "N条1款和2款": {"/k1", "/k2"},
		"第A条第一款和第三款":   {"/k1", "/k3"},
		"第A条第（一）、（三）项": {"/x1", "/x3"}, "第A条第（一）（二）项": {"/x1", "/x2"}, "第N条第1项、第3项": {"/x1", "/x3"}, "第N条1、3项": {"/x1", "/x3"},
		"N条1款2、3项": {"/k1/x2", "/k1/x3"}, "第N条第1款第2、3项": {"/k1/x2", "/k1/x3"}, "N条（一）（二）项": {"/x1", "/x2"}, "N条（一）、（二）项": {"/x1", "/x2"},
		"第N条第3、5款": {"/k3", "/k5"}, "第A条第一、二款": {"/k1", "/k2"}, "N条一、二款": {"/k1", "/k2"}, "N条一、三项": {"/x1", "/x3"},
		"第A条第一款至第三款": {"/k1", "/k2", "/k3"}, "第N条第1至3款": {"/k1", "/k2", "/k3"}, "第A条第（一）项至第（三）项": {"/x1", "/x2", "/x3"},
		"第N条第1-3项": {"/x1", "/x2", "/x3"},
		"N条1-3项":   {"/x1", "/x2", "/x3"}, "N条（一）至（三）项": {"/x1", "/x2", "/x3"}, "第A条第一款第（一）项、第二款": {"/k1/x1", "/k2"}, "N条1、2款": {"/k1",
			"/k2"},
	}) {
		all = append(all, fixedForm("sublist", form, behind...))
	}
	for form, behind := range inOrder(map[string][]string{
		"第A条之一": {"-1"}, "第N条之一": {"-1"}, "N条之一": {"-1"}, "N之一": {"-1"}, "第N条之一第2款": {"-1/k2"}, "N条之一1款": {"-1/k1"},
		"第A条之一第一款第（二）项": {"-1/k1/x2"}, "第N之一条": {"-1"},
		"第A条之一、之二": {"-1", "-2"}, "N条之1": {"-1"}, "第A条之一至之三": {"-1", "-2", "-3"}, "N条之一、之二": {"-1", "-2"},
	}) {
		all = append(all, fixedForm("inserted", form, behind...))
	}
	return all
}()
