package citation

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// surroundings stand around one citation, %s. A mark behind a form that ends in a number parts it from what follows.
var surroundings = []struct{ class, text string }{
	{"sentence", "依照%s的规定，应当承担责任。"},
	{"sentence", "%s规定，当事人应当及时履行。"},
	{"sentence", "法院认为，被告的行为违反%s，应予支持。"},
	{"end", "详见%s。"},
	{"end", "请参考%s"},
	{"brackets", "当事人可以请求减轻责任（%s）。"},
	{"brackets", "减轻责任【%s】"},
	{"colon", "%s：当事人应当及时履行。"},
	{"bullet", "- 减轻责任：%s\n- 其他情形另议"},
	{"bullet", "• %s"},
	{"number", "1. %s，注意例外；\n2. 举证责任另看。"},
	{"table", "| 情形 | 依据 |\n| --- | --- |\n| 减轻责任 | %s |"},
	{"arrow", "减轻责任→%s→由法院裁量"},
	{"card", "Q：能不能减轻责任？\nA：可以，%s。"},
	{"chat", "楼主别急，%s，你去看看就懂了"},
	{"chat", "小明：减轻责任有依据吗\n小红：%s"},
	{"quoted", "对方律师说“%s”，真的吗？"},
	{"quote line", "> %s 当事人应当及时履行"},
	{"cf.", "参见%s；相反观点见教材。"},
	{"according", "根据%s，可以。"},
}

// followUps stand behind a citation of the last article of a law: what they cite, %d a further article.
var followUps = []struct{ class, text, cites string }{
	{"same law", "同法第%d条另有规定。", "new"}, {"same law", "该法第%d条也是这样。", "new"}, {"same law", "又见同法%d条。", "new"},
	{"same interpretation", "该解释第%d条另有规定。", "new"}, {"same interpretation", "又见同解释第%d条。", "new"},
	{"same article", "该条第二款另有规定。", "k2"}, {"same article", "同条第2款另有规定。", "k2"}, {"same article", "此条第三款是例外。", "k3"},
	{"same article", "该条2款除外。", "k2"}, {"same article", "该条第（二）项除外。", "x2"}, {"same article", "第二款另有规定。", "k2"},
	{"bare", "第%d条则是例外。", "new"}, {"bare", "另见%d条。", "new"}, {"bare", "（参照第%d条）", "new"}, {"bare", "又如第%d条第一款。", "new k1"},
	{"nothing", "上述规定不适用于本案。", ""}, {"nothing", "这一条很重要。", ""}, {"nothing", "该规定由三项构成。", ""},
}

// headings stand above articles without their law.
var headings = []struct{ class, text string }{
	{"heading", "## %s\n- %s：当事人的义务\n- %s：例外"},
	{"heading", "【%s】\n%s 当事人的义务\n%s 例外"},
	{"heading", "%s\n  %s（当事人的义务）\n  %s（例外）"},
	{"heading", "一、%s\n1. %s，当事人的义务；\n2. %s，例外。"},
	{"topic", "%s：%s当事人的义务，%s例外。"},
	{"topic", "%s重点：%s（当事人的义务）、%s（例外）"},
	{"table", "### %s\n| 条文 | 内容 |\n| --- | --- |\n| %s | 当事人的义务 |\n| %s | 例外 |"},
	{"declared", "以下均为%s条文\n① %s 当事人的义务\n② %s 例外"},
	{"mind map", "%s\n├─ 义务：%s\n└─ 例外：%s"},
}

// product is a text with what it cites.
type product struct {
	text  string
	want  []string
	cells []string // to which it belongs
}

// right reports whether a text is read as it is meant.
func (p product) right(s shippedLaws) (string, bool) {
	got := map[string]bool{}
	doc, from := formSet{Text: p.text}.document()
	for _, c := range Cite(doc, s.dict, s.names) {
		for _, target := range c.Targets {
			if c.Kind == KindProvision && c.Span.Start >= from {
				a := target.Address
				a.Version = ""
				got[oneParagraph(a.String())] = true
			}
		}
	}
	want := map[string]bool{}
	for _, w := range p.want {
		want[oneParagraph(w)] = true
	}
	return strings.Join(slices.Sorted(maps.Keys(got)), " "), maps.Equal(got, want)
}

// possible reports whether a person would write a form behind a name with a separator.
func possible(law spelledLaw, sep string, form articleForm) bool {
	digit := strings.HasSuffix(law.text, "一") || strings.HasSuffix(law.text, "二") || strings.HasSuffix(law.text, "三")
	switch {
	case form.bare && (sep != "" && sep != " " && sep != "：" || law.class == "amendment" || law.class == "year behind" ||
		law.class == "number" ||
		law.class == "regulation" || law.class == "part"):
		return false
	case sep == "之" || sep == "中":
		return strings.Contains(form.class, " 第")
	case strings.Contains(form.class, "§"):
		return sep == "" || sep == " "
	case digit && sep == "" && !strings.HasPrefix(form.class[strings.Index(form.class, " ")+1:], "第"):
		return false // 解释一12条
	case strings.HasPrefix(form.class, "inserted"):
		return law.key == "刑法"
	case law.class == "amendment":
		return strings.HasPrefix(form.class, "article 第")
	}
	return true
}

// combined makes products of laws, separators, forms and surroundings.
func combined(n int) []product {
	g := &combiner{Rand: rand.New(rand.NewPCG(15, 2026))}
	var list []product
	for len(list) < n {
		law, sep, form := pick(g, spelledLaws), pick(g, separators), pick(g, articleForms)
		if !possible(law, sep, form) {
			continue
		}
		g.most, g.last = 160, 19
		if strings.Contains(law.key, "最高") || law.class == "amendment" {
			g.most, g.last = 20, 1
			if form.bare || strings.Contains(form.class, " A条") {
				g.last = 10
			}
		}
		around := pick(g, surroundings)
		if around.class == "colon" && strings.HasSuffix(form.class, "C项") {
			continue // 41条二项：may count two
		}
		text, provisions := form.write(g)
		p := product{text: strings.Replace(around.text, "%s", law.text+sep+text, 1), cells: []string{"law: " + law.class,
			"separator: " + fmt.Sprintf("%q", sep),
			"form: " + form.class, "around: " + around.class, "kind: " + strings.Fields(form.class)[0]}}
		for _, at := range provisions {
			p.want = append(p.want, law.key+"/"+at)
		}
		if g.IntN(3) == 0 && len(provisions) == 1 && !strings.ContainsAny(around.text, "“|>") {
			next := pick(g, followUps)
			if court := strings.Contains(law.key, "最高") || law.class == "amendment"; next.class == "same law" && court ||
				next.class == "same interpretation" && (!court || !strings.Contains(law.key, "解释")) {
				continue
			}
			p.text = strings.TrimRight(p.text, "\n") + map[bool]string{true: "", false: "。"}[strings.HasSuffix(p.text, "。")] + next.text
			article, _, _ := strings.Cut(provisions[0], "/")
			further := g.article()
			if strings.Contains(next.text, "%d") {
				p.text = strings.Replace(p.text, "%d", fmt.Sprint(further), 1)
			}
			p.cells = append(p.cells, "then: "+next.class+" "+next.text)
			switch next.cites {
			case "new":
				p.want = append(p.want, law.key+"/"+fmt.Sprint(further))
			case "new k1":
				p.want = append(p.want, law.key+"/"+fmt.Sprint(further)+"/k1")
			case "k2", "k3", "x2":
				p.want = append(p.want, law.key+"/"+article+"/"+next.cites)
			}
		}
		list = append(list, p)
	}
	return list
}

// headed makes products of headings, laws and forms.
func headed(n int) []product {
	g := &combiner{Rand: rand.New(rand.NewPCG(16, 2026))}
	var list []product
	for len(list) < n {
		law, form, head := pick(g, spelledLaws), pick(g, articleForms), pick(g, headings)
		if strings.HasPrefix(form.class, "inserted") || law.class == "amendment" || law.class == "number" ||
			form.bare && (law.class != "short" && law.class != "《》" && law.class != "nickname") {
			continue
		}
		g.most, g.last = 160, 19
		if strings.Contains(law.key, "最高") {
			g.most, g.last = 20, 10
		}
		first, one := form.write(g)
		second, two := form.write(g)
		p := product{text: fmt.Sprintf(head.text, law.text, first, second),
			cells: []string{"heading: " + head.text, "heading law: " + law.class,
				"heading form: " + form.class}}
		for _, at := range append(one, two...) {
			p.want = append(p.want, law.key+"/"+at)
		}
		list = append(list, p)
	}
	return list
}

// behinds are texts whose only law is named behind its articles, %s the first and the second article, %L the law.
var behinds = []struct{ class, text string }{
	{"of", "%s讲得很清楚，%s是例外。%L的。"}, {"end", "应当承担责任，%s、%s，%L。"}, {"line", "A：有依据吗\nB：看%s，还有%s\nC：%L里写着"},
	{"brackets", "可以请求减轻（%s），也可以不请求（%s）。以上%L"}, {"subject", "应当赔偿%s，另见%s，%L写得很清楚"},
	{"right behind", "应当赔偿，%s%L；例外是%s"}, {"noted", "- 赔偿：%s\n- 例外：%s\n（%L）"},
}

// behindForms are articles that no count looks like: digits above those that are counted, or paragraphs.
var behindForms = []articleForm{
	plainForm("article", "N条", false), plainForm("paragraph", "N条K款", false), plainForm("paragraph", "N条第K款", false),
	plainForm("paragraph", "A条第B款", false), plainForm("item", "N条K款X项", false), plainForm("item", "N条（C）项", false),
}

// behind makes products of them.
func behind(n int) []product {
	g := &combiner{Rand: rand.New(rand.NewPCG(18, 2026))}
	var list []product
	for len(list) < n {
		law, form, around := pick(g, spelledLaws), pick(g, behindForms), pick(g, behinds)
		if law.class != "short" && law.class != "nickname" && law.class != "《》" && law.class != "full" ||
			around.class == "right behind" && law.class == "《》" {
			continue
		}
		g.most, g.last = 120, 30
		first, one := form.write(g)
		second, two := form.write(g)
		p := product{text: strings.Replace(fmt.Sprintf(strings.Replace(around.text, "%L", "\x00", 1), first, second), "\x00", law.text, 1),
			cells: []string{"behind: " + around.class, "behind form: " + form.class, "behind law: " + law.class}}
		for _, at := range append(one, two...) {
			p.want = append(p.want, law.key+"/"+at)
		}
		list = append(list, p)
	}
	return list
}

// declarations say of which law the articles of notes are, %s the law; those with above true stand above them.
var declarations = []struct {
	above bool
	text  string
}{
	{true, "（以下条文均为%s）\n"}, {true, "（以下均出自%s）\n"}, {true, "说明：未注明的都是%s。\n"}, {true, "以下条号均指%s\n"}, {true, "本页条文默认%s\n"},
	{true, "注：以下条文出自%s。\n"}, {true, "以下法条均引自%s：\n"}, {true, "（没写法名的都是%s）\n"}, {true, "下列条文均系%s：\n"}, {true, "条文皆出%s\n"},
	{false, "\n（以上条文均为%s）"}, {false, "\n*以上条文出自%s*"}, {false, "\n——以上均%s"}, {false, "\n注：以上法条均出自%s。"}, {false, "\n（均为%s）"},
	{false, "\n※ 条文号均指%s"}, {false, "\n以上所列条文均属%s"}, {false, "\n（以上%s）"}, {false, "\n法条来源：%s"}, {false, "\n（%s）"}, {false, "\n依据：%s"},
}

// notesDeclared are notes with two articles.
var notesDeclared = []string{"- 义务：%s\n- 例外：%s", "当事人的义务（%s）\n例外情形（%s）", "1. 义务 %s\n2. 例外 %s", "义务→%s；例外→%s", "| 义务 | %s |\n| 例外 | %s |",
	"不动产：登记（%s），例外：%s", "① 义务，%s；② 例外，%s"}

// declaredNotes makes products of them.
func declaredNotes(n int) []product {
	g := &combiner{Rand: rand.New(rand.NewPCG(19, 2026))}
	var list []product
	for len(list) < n {
		law, form, say, notes := pick(g, spelledLaws), pick(g, articleForms), pick(g, declarations), pick(g, notesDeclared)
		if law.class != "short" && law.class != "nickname" && law.class != "《》" && law.class != "full" ||
			strings.HasPrefix(form.class, "inserted") || form.bare && strings.Contains(notes, "1.") {
			continue
		}
		g.most, g.last = 120, 30
		first, one := form.write(g)
		second, two := form.write(g)
		said := strings.Replace(say.text, "%s", law.text, 1)
		text := fmt.Sprintf(notes, first, second)
		if say.above {
			text = said + text
		} else {
			text += said
		}
		p := product{text: text, cells: []string{"declared: " + say.text, "declared form: " + form.class, "declared notes: " + notes}}
		for _, at := range append(one, two...) {
			p.want = append(p.want, law.key+"/"+at)
		}
		list = append(list, p)
	}
	return list
}

func pick[T any](g *combiner, list []T) T { return list[g.IntN(len(list))] }

// count counts which products are right, by cell.
func count(t *testing.T, s shippedLaws, list []product) (rate int) {
	t.Helper()
	right, all, total := map[string]int{}, map[string]int{}, 0
	show := os.Getenv("SHOW")
	for _, p := range list {
		got, ok := p.right(s)
		if ok {
			total++
		} else if show != "" && slices.ContainsFunc(p.cells, func(c string) bool { return strings.HasPrefix(c, show) }) {
			t.Logf("%s\n  got  %s\n  want %s", p.text, got, strings.Join(p.want, " "))
		}
		for _, c := range p.cells {
			all[c]++
			if ok {
				right[c]++
			}
		}
	}
	cells := slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		ka, _, _ := strings.Cut(a, ":")
		kb, _, _ := strings.Cut(b, ":")
		return cmp.Or(cmp.Compare(ka, kb), cmp.Compare(1000*right[a]/all[a], 1000*right[b]/all[b]), cmp.Compare(a, b))
	})
	if testing.Verbose() {
		for _, c := range cells {
			t.Logf("%4d of %4d  %s", right[c], all[c], strings.ReplaceAll(c, "\n", "⏎"))
		}
	}
	return 1000 * total / max(1, len(list))
}

// TestCombined holds how many of the products of forms are read as they are meant. Run it with -v for the rate of each
// cell, and with SHOW=cell for what is wrong in it.
func TestCombined(t *testing.T) {
	s, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		list  []product
		floor int
	}{
		{"in sentences", combined(3000), 985},
		{"below headings", headed(1500), 980},
		{"no laws", unlawful(1500), 980},
		{"named behind", behind(1000), 990},
		{"declared", declaredNotes(2000), 975},
	} {
		t.Run(c.name, func(t *testing.T) {
			rate := count(t, s, c.list)
			t.Logf("%s: %d of 1000", c.name, rate)
			if rate < c.floor {
				t.Errorf("%s: %d of 1000, want at least %d", c.name, rate, c.floor)
			}
		})
	}
}
