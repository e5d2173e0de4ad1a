package lawparse_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
)

var update = flag.Bool("update", false, "write the golden files anew")

// outline writes a law as the golden files hold it: header, then a line a
// node, indented by depth.
func outline(l *lawparse.Law) string {
	var b strings.Builder
	h := l.Header
	fmt.Fprintf(&b, "key %s\nsubtitle %s\nlevel %s\nissuers %v\nnumber %s\nlabel %s\neffective %s\nin force from %v\ninterprets %v\n"+
		"basis %v\nrepeals %v amends %v\namending %v incomplete %v\n",
		h.Key, h.Subtitle, h.Level, h.Issuers, h.DocNumber, h.Label, h.Effective, h.InForceFrom(), h.Interprets, h.Basis,
		l.Repeals(), l.Amends(), l.Amending, l.Incomplete)
	for _, e := range h.Events {
		fmt.Fprintf(&b, "event %s %s %s\n", e.Date, e.Kind, e.Text)
	}
	for _, d := range l.Definitions() {
		fmt.Fprintf(&b, "term %s at %s\n", d.Term, d.Address)
	}
	depth := map[*lawparse.Node]int{}
	l.Root.Walk(func(n, parent *lawparse.Node) bool {
		if parent != nil {
			depth[n] = depth[parent] + 1
		}
		fmt.Fprintf(&b, "%s%s [%s] %s|%s\n", strings.Repeat("  ", depth[n]), n.Kind, n.Address, l.LabelText(n),
			strings.ReplaceAll(l.Words(n), "\n", "⏎"))
		return true
	})
	for _, d := range l.Diagnostics {
		fmt.Fprintf(&b, "diagnostic %s %s\n", d.Code, d.Message)
	}
	return b.String()
}

// dirty are texts in forms that real files have.
var dirty = map[string]string{
	"封面": "中华人民共和国国务院令\n第9号\n《放风筝条例》已经2023年1月1日国务院第9次常务会议通过，现予公布，自2023年5月1日起施行。\n总理 某某\n2023年2月2日\n放风筝条例\n第一章 总则\n第一条 放风筝要看天。\n" +
		"第二条 本条例自2023年5月1日起施行。\n",
	"无标记标题": "# 种树规则\n\n<!-- INFO END -->\n\n## 第一章 总 则\n\n第一条 要种树。\n\n树的养护\n\n第二条 养护树木应当：\n\n（一）浇水；\n\n水要干净。\n\n（二）剪枝。\n\n违反前款规定的，补种。\n" +
		"\n附 则\n\n第三条 本规则自公布之日起施行。\n",
	"疑似标号": "# 关于渡口的规定\n\n<!-- INFO END -->\n\n一、渡口要有灯。\n\n二、两岸都要有灯。\n\n二、三人不能单独撑船。\n\n三、三更停渡，3.5米以上水位也停渡。\n",
	"标题编号": "# 关于集市的解释\n\n<!-- INFO END -->\n\n## 一、集市的时间\n\n逢五逢十。\n\n## 二、集市的地点\n\n在河边。\n",
	"文号": "# 最高人民法院、最高人民检察院关于办理偷瓜案件适用法律若干问题的解释\n\n<!-- INFO END -->\n\n最高人民法院 最高人民检察院\n\n关于办理偷瓜案件\n\n适用法律若干问题的解释\n\n法释〔2031〕7号\n\n" +
		"为了看瓜，解释如下：\n\n第一条 瓜要看好。\n",
	"规章": "烧烤管理办法\n（2021年3月15日国家烧烤总局令第37号公布　自2021年5月1日起施行）\n第一条 烧烤要灭火。\n第二条 本办法自2021年5月1日起施行。\n",
	"纯文本": "养犬管理办法\n（2021年3月1日市政府令公布，自2021年5月1日起施行）\n目　录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　为了让狗有人牵，制定本办法。\n第二条　牵狗要用绳子：\n(一)绳子长不过一米；\n" +
		"(二)人多处收短。\n第二章　附则\n第三条　本办法自2021年5月1日起施行。\n某市人民政府\n2021年3月1日\n",
	"连排":  "# 灯会规则\n\n<!-- INFO END -->\n\n第一条 灯要亮。 第二条 观灯应当： （一）排队； （二）不挤。 第三条 本规则自公布之日起施行。 附件一 灯的样式 附件二 路线图\n",
	"缺空格": "# 桥梁规则\n\n<!-- INFO END -->\n\n第一条 桥要结实。\n\n第 二 条过桥要慢。依照第一条规定检查。\n\n第三条 桥上不停车。\n\n第五条规定的情形除外。\n\n第五条 桥下不钓鱼。\n",
	"分项":  "# 关于清扫积雪若干问题的规定\n\n<!-- INFO END -->\n\n为了扫雪，规定如下：\n\n一、各扫门前雪。\n\n（一）早上扫；\n\n（二）晚上也扫。\n\n二、不扫的：\n\n1. 提醒；\n\n2. 再提醒。\n",
	"空":   "",
	"引用附件": "# 最高人民法院关于适用《车辆法》若干问题的解释（二）的补充规定\n\n<!-- INFO END -->\n\n增加两款如下：\n\n夜里开车要开灯。\n\n附件：最高人民法院关于适用《车辆法》若干问题的解释（二）\n\n" +
		"第一条 原来的第一条。\n\n第二条 原来的第二条。\n",
}

func TestGolden(t *testing.T) {
	cases := map[string]string{}
	for _, name := range []string{"车辆安全法", "车辆管理暂行条例", "解释", "修改决定", "住宅法典租赁编"} {
		cases[name] = testlaw.Text(t, "laws/"+name+".md")
	}
	for name, text := range dirty {
		cases[name] = text
	}
	for name, text := range cases {
		t.Run(name, func(t *testing.T) {
			got := outline(lawparse.Parse(text, lawparse.Hint{}))
			path := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the tree changed; look at it and run with -update if it is right:\n%s", got)
			}
		})
	}
}

// check holds what must be true of any text: nothing lost, spans inside the
// text and inside the parent, printing stable.
func check(t *testing.T, text string) {
	t.Helper()
	l := lawparse.Parse(text, lawparse.Hint{Title: "测试规定"})
	l.Root.Walk(func(n, parent *lawparse.Node) bool {
		for _, s := range [...]statute.Span{n.Label, n.Text, n.Span} {
			if s.Start < 0 || s.Start > s.End || s.End > len(text) {
				t.Fatalf("span %v outside the text of %d bytes", s, len(text))
			}
		}
		if parent != nil && !parent.Span.Contains(n.Span) {
			t.Fatalf("%s %v is outside its parent %s %v", n.Kind, n.Span, parent.Kind, parent.Span)
		}
		return true
	})
	if !strings.Contains(text, "<!--") && !strings.HasPrefix(text, "---") {
		strip := strings.NewReplacer("#", "", "|", "")
		if got, want := strip.Replace(l.Characters()), strip.Replace(strings.Join(strings.Fields(text), "")); got != want {
			t.Fatalf("characters lost or doubled:\n%q\n%q", got, want)
		}
	}
	once := lawparse.Print(l)
	twice := lawparse.Print(lawparse.Parse(once, lawparse.Hint{Title: "测试规定"}))
	if once != twice {
		t.Fatalf("printing is not stable:\n%q\n%q", once, twice)
	}
}

func TestProperties(t *testing.T) {
	for _, text := range dirty {
		check(t, text)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range dirty {
		f.Add(text)
	}
	f.Add("\u200b \u200b \u200b 第一条\u2003甲\n\u200b")
	f.Add("第一条 甲\n|a|b|\n|-|-|\n附件\n第一条 乙\n“第二条 丙\n")
	f.Add("# 甲修正案\n<!-- INFO END -->\n一、改为：“甲\n第一条 乙”\n## 第一章\n# 第一编\n")
	f.Add("渡船条例\n第一章总则第一条船要有灯。第二条船东应当：（一）点灯；（二）换灯。第二章 附则 第三条 施行。\n税率表\n| a | |\n")
	f.Add("某市人民政府令\n第5号\n《甲条例》已经通过，现予公布。\n2020年5月28日\n甲条例（2015修正）\n第一条 甲：\n乙；\n（二）丙；\n第三条 丁\n第二条 戊\n第二条 戊\n")
	f.Add("第一编 甲\n第一条 甲\n第二编 乙\n第一条 乙\n<!-- 甲\n第l条 甲\n第五条至第八条（删去）\nArticle one two three\n")
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

// BenchmarkParse reports the speed of the parser over the real collection in
// MB/s on one core, beside a plain scan for line ends over the same text.
func BenchmarkParse(b *testing.B) {
	root := testlaw.Shared(b, "laws")
	var texts []string
	total := 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		texts = append(texts, string(data))
		total += len(data)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("scan", func(b *testing.B) {
		b.SetBytes(int64(total))
		for b.Loop() {
			n := 0
			for _, t := range texts {
				for range strings.Lines(t) {
					n++
				}
			}
		}
	})
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(int64(total))
		for b.Loop() {
			for _, t := range texts {
				lawparse.Parse(t, lawparse.Hint{})
			}
		}
	})
}
