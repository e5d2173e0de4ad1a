package lawbuild_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/testkb"
)

// riverLaw is a law of ninety-six articles in nine chapters up to the nth article, which a file may end
// in the middle of. contents has its table of contents before it, cites has an article of its middle
// cite the article after the next ten.
type riverLaw struct {
	made            string
	articles        int
	contents, cites bool
	cut             bool // the last article has no end
}

// riverChapters are the chapters with their first articles.
var riverChapters = [...]struct {
	title string
	first int
}{{"总则", 1}, {"规划与管控", 17}, {"资源保护", 28}, {"水污染防治", 43}, {"生态环境修复", 52}, {"绿色发展", 64}, {"保障与监督", 74}, {"法律责任", 83}, {"附则", 95}}

func (l riverLaw) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "中华人民共和国大河保护法\n\n（%s）\n\n", l.made)
	line := func(i int) string { return "第" + cnnum.Format(i+1) + "章　" + riverChapters[i].title + "\n\n" }
	if l.contents {
		b.WriteString("目录\n\n")
		for i := range riverChapters {
			b.WriteString(line(i))
		}
	}
	for n := 1; n <= l.articles; n++ {
		for i, c := range riverChapters {
			if c.first == n {
				b.WriteString(line(i))
			}
		}
		text := "大河流域第" + cnnum.Format(n) + "区的主管部门应当制定保护方案，并向社会公开。"
		switch {
		case n == 96:
			text = "本法自2021年3月1日起施行。"
		case n == 70 && l.cites:
			text = "违反前款规定的，依照本法第八十八条处罚。"
		case n == l.articles && l.cut:
			text = "大河流域第" + cnnum.Format(n) + "区的主管部门应当"
		}
		fmt.Fprintf(&b, "第%s条　%s\n\n", cnnum.Format(n), text)
	}
	return b.String()
}

// A text that ends at article 79 of 96 is marked as not whole by what it cites itself, by its table of
// contents, by the clause on its entry into force that it lacks, or by another source, each alone.
func TestEndsAtArticle79(t *testing.T) {
	t.Parallel()
	const old, young = "1990年12月26日第九届虚构代表大会常务委员会第二十四次会议通过", "2020年12月26日第九届虚构代表大会常务委员会第二十四次会议通过"
	official := func(d testkb.Document) testkb.Document { d.Official = true; return d }
	for name, c := range map[string]struct {
		texts []riverLaw
		want  []collation.LackKind
		said  string
		// shown is how many articles are shown.
		shown int
	}{
		"nothing tells": {[]riverLaw{{made: old, articles: 79, cut: true}}, nil, "", 79},
		"its own citations": {[]riverLaw{{made: old, articles: 79, cut: true, cites: true}},
			[]collation.LackKind{collation.LackCited}, "第七十条引用本法第八十八条，正文到第七十九条为止", 79},
		"its table of contents": {[]riverLaw{{made: old, articles: 79, cut: true, contents: true}},
			[]collation.LackKind{collation.LackContents}, "目录列到“第九章 附则”，正文到第七十九条为止", 79},
		"no entry into force": {[]riverLaw{{made: young, articles: 79, cut: true}},
			[]collation.LackKind{collation.LackClosing}, "没有规定施行日期的条文", 79},
		"another source": {[]riverLaw{{made: old, articles: 79, cut: true}, {made: old, articles: 96}},
			[]collation.LackKind{collation.LackSource}, "另一来源还有第八十条至第九十六条", 79},
		"whole, with all these": {[]riverLaw{{made: young, articles: 96, contents: true, cites: true}}, nil, "", 96},
		"the whole one is shown": {[]riverLaw{{made: young, articles: 79, cut: true, contents: true, cites: true},
			{made: young, articles: 96}}, nil, "", 96},
	} {
		var docs []testkb.Document
		for i, text := range c.texts {
			d := testkb.Law(t, "法律", "大河保护法", text.String())
			d.Source = fmt.Sprintf("%d.txt", i)
			if name == "another source" && i == 0 { // which is shown before another that has more
				d = official(d)
			}
			docs = append(docs, d)
		}
		base := testkb.New(t, docs...)
		law, err := base.Law(context.Background(), "大河保护法")
		if err != nil || len(law.Versions) != 1 {
			t.Fatalf("%s: %+v, %v", name, law, err)
		}
		checkLacks(t, name, base, law.Versions[0], c.want, c.said, c.shown)
	}
}

func checkLacks(t *testing.T, name string, base *kb.Base, v kb.Version, want []collation.LackKind, said string, shown int) {
	t.Helper()
	var kinds []collation.LackKind
	var told []string
	for _, l := range v.Lacks {
		kinds, told = append(kinds, l.Kind), append(told, l.Said)
	}
	units, err := base.Units(context.Background(), v.ID)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(kinds) != fmt.Sprint(want) || v.Incomplete != (want != nil) || len(units) != shown ||
		!strings.Contains(strings.Join(told, ""), said) {
		t.Errorf("%s: lacks %q (%q), incomplete %t, %d articles; want %q (%s), %d", name, kinds, told, v.Incomplete, len(units), want, said,
			shown)
	}
}
