package amendment

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

const ferries = `# 渡口办法

2020年1月1日 渡口局通过

<!-- INFO END -->

## 第一章 总则

第一条 为了管理渡口，制定本办法。

第二条 渡口应当有下列设备：

（一）灯；

（二）救生圈。

渡船另有规定的，从其规定。

## 第二章 渡船

第三条 渡船不得超载。船工应当劝阻。

违反前款规定的，处警告。

第四条 渡船应当登记。
`

func text(s string) *Text { return NewText(lawparse.Parse(s, lawparse.Hint{})) }

// apply applies the clauses of an instrument and gives what is between the header and the end.
func apply(t *testing.T, law, instrument string) string {
	t.Helper()
	read := ParseLines(strings.Split(instrument, "\n"))
	for _, u := range read.Unread {
		t.Errorf("not read: %s", u.Source)
	}
	after, problems := text(law).Apply(read.Operations)
	for _, p := range problems {
		t.Errorf("%s: %s", p.Operation.Source, p.Reason)
	}
	_, body, _ := strings.Cut(after.Print(), "<!-- INFO END -->")
	return strings.TrimSpace(strings.ReplaceAll(body, "\n\n", "\n"))
}

func TestApply(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, instrument, want string }{
		{"articles without new numbers", "一、将第四条修改为：“渡船应当登记。\n“登记免费。”\n二、在第三条后增加一条，作为第三条之一：“渡工应当有证。”\n三、删去第一条。",
			`## 第一章 总则
第二条 渡口应当有下列设备：
（一）灯；
（二）救生圈。
渡船另有规定的，从其规定。
## 第二章 渡船
第三条 渡船不得超载。船工应当劝阻。
违反前款规定的，处警告。
第三条之一 渡工应当有证。
第四条 渡船应当登记。
登记免费。`},
		{"paragraphs and items", "一、在第二条中增加一款作为第二款：“设备应当完好。”\n原第二款作为第三款。\n二、第二条增加一项，作为第二项：“绳；”原第二项改为第三项。",
			`## 第一章 总则
第一条 为了管理渡口，制定本办法。
第二条 渡口应当有下列设备：
（一）灯；
（二）绳；
（三）救生圈。
设备应当完好。
渡船另有规定的，从其规定。
## 第二章 渡船
第三条 渡船不得超载。船工应当劝阻。
违反前款规定的，处警告。
第四条 渡船应当登记。`},
		{"new numbers", "增加一条，作为第二条：“渡口由乡镇管理。”\n将第三条改为第四条，第二款修改为：“违反的，处罚款。”\n将第四条第一款中的“登记”修改为“登记、检验”。\n对条文顺序作相应调整。",
			`## 第一章 总则
第一条 为了管理渡口，制定本办法。
第二条 渡口由乡镇管理。
第三条 渡口应当有下列设备：
（一）灯；
（二）救生圈。
渡船另有规定的，从其规定。
## 第二章 渡船
第四条 渡船不得超载。船工应当劝阻。
违反的，处罚款。
第五条 渡船应当登记、检验。`},
		{"merged, a paragraph that becomes an article, a chapter", `将第一条、第二条合并，改为第一条，修改为：“为了管理渡口，渡口应当有灯。”
将第三条第二款改为第三条，修改为：“超载的，处警告。”
将第三条改为第二条。
增加一章“附则”，作为第三章，分为一条，包括第五条。
增加一条，作为第五条：“本办法自公布之日起施行。”`,
			`## 第一章 总则
第一条 为了管理渡口，渡口应当有灯。
## 第二章 渡船
第二条 渡船不得超载。船工应当劝阻。
第三条 超载的，处警告。
第四条 渡船应当登记。
## 第三章 附则
第五条 本办法自公布之日起施行。`},
	} {
		if got := apply(t, ferries, c.instrument); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// A heading that a source left at the end of the article before it is one.
func TestHeadingInLine(t *testing.T) {
	t.Parallel()
	got := apply(t, "# 渡口规定\n\n<!-- INFO END -->\n\n第一条 渡口应当有灯。 二、渡船\n\n第二条 渡船应当登记。\n",
		"将“二、渡船”修改为：“二、渡船的登记”。")
	if want := "第一条 渡口应当有灯。\n## 二、渡船的登记\n第二条 渡船应当登记。"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// What cannot be done is told and left out; the text before stays as it was.
func TestProblems(t *testing.T) {
	t.Parallel()
	before := text(ferries)
	printed := before.Print()
	after, problems := before.Apply(ParseLines([]string{"一、将第九条修改为：“无。”", "二、将第一条中的“渡轮”修改为“渡船”。", "三、删去第四条。"}).Operations)
	if len(problems) != 2 || !strings.Contains(problems[0].Reason, "没有第九条") || !strings.Contains(problems[1].Reason, "没有“渡轮”") {
		t.Errorf("problems %+v", problems)
	}
	if after.article(statute.Number{Main: 4}) != nil || before.Print() != printed {
		t.Errorf("after:\n%s\nbefore:\n%s", after.Print(), before.Print())
	}
}

// What was printed is read as what it was.
func TestPrint(t *testing.T) {
	t.Parallel()
	before := text(ferries)
	if again := text(before.Print()); again.Print() != before.Print() || len(Compare(again, before)) != 0 {
		t.Errorf("printed and read again:\n%s\nwant\n%s", again.Print(), before.Print())
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	made := text(ferries)
	for _, c := range []struct {
		from, to string
		class    Class
		place    string
	}{
		{"灯；", "灯;", ClassPunctuation, "2"},
		{"应当登记", "应当先登记", ClassWords, "4"},
		{"## 第二章 渡船", "## 第二章 船", ClassWords, ""},
		{"第四条 渡船应当登记。\n", "", ClassMissing, "4"},
		{"第四条 渡船应当登记。\n", "第四条 渡船应当登记。\n\n第五条 附则。\n", ClassMissing, "5"},
	} {
		d := Compare(made, text(strings.Replace(ferries, c.from, c.to, 1)))
		if len(d) != 1 || d[0].Class != c.class || d[0].Place != c.place {
			t.Errorf("%q instead of %q: %+v", c.to, c.from, d)
		}
	}
	if d := Compare(made, text(strings.Replace(ferries, "渡船不得", "渡船 不得", 1))); len(d) != 0 {
		t.Errorf("white space differs: %+v", d)
	}
	blank := text(ferries + "\n\n第五条 （删去）\n")
	if d := Compare(made, blank); len(d) != 0 {
		t.Errorf("an article that is printed as left out differs: %+v", d)
	}
	if d := compare(made, text(strings.Replace(ferries, "救生圈", "救生卷", 1)), []misprint{{"2", "救生卷", "救生圈"}}); len(d) != 1 ||
		d[0].Class != ClassMisprint {
		t.Errorf("a known misprint: %+v", d)
	}
}

// Instruments are applied one after the other; over one that nobody knows no text is made.
func TestChain(t *testing.T) {
	t.Parallel()
	source := func(label, clause string) Source {
		return Source{Key: "关于修改的决定", Label: label, Operations: ParseLines([]string{clause}).Operations}
	}
	first := source("2021-01-01", "将第四条修改为：“渡船应当检验。”")
	second := source("2022-01-01", "将第三条第一款中的“船工”修改为“渡工”。")
	published := strings.NewReplacer("应当登记", "应当检验", "船工", "渡工").Replace(ferries)
	texts := []Dated{{"2020-01-01", text(ferries)}, {"2022-01-20", text(published)}}
	steps, err := Chain("渡口办法", texts, []Source{first, second}, []statute.Date{"2021-01-01", "2022-01-01"})
	if err != nil || len(steps) != 2 || steps[0].Before != "2020-01-01" || steps[0].After != "" || steps[0].Made == nil ||
		steps[1].Before != "2021-01-01" || !steps[1].Computed || steps[1].After != "2022-01-20" || !steps[1].IsProof() {
		t.Errorf("steps %+v, %v", steps, err)
	}
	steps, _ = Chain("渡口办法", texts, []Source{second}, []statute.Date{"2021-01-01", "2022-01-01"})
	if len(steps) != 1 || steps[0].Made != nil {
		t.Errorf("over an unknown amendment: %+v", steps)
	}
	wrong := []Dated{texts[0], {"2022-01-20", text(ferries)}}
	if steps, _ = Chain("渡口办法", wrong, []Source{first, second}, nil); steps[1].IsProof() || len(steps[1].Differences) != 2 {
		t.Errorf("another text was published: %+v", steps[1].Differences)
	}
}

func TestFilesByHand(t *testing.T) {
	t.Parallel()
	if _, err := ByHand(); err != nil {
		t.Error(err)
	}
	if _, err := misprints(); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"渡口办法\t2020-01-01\t2020-13-01\t决定\t\t来源", "渡口办法\t2020-01-01",
		"渡口办法\t2020-01-01\t2020-01-01\t决定\t改一改\t来源"} {
		if _, err := readHand(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}
