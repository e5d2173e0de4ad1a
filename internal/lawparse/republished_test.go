package lawparse_test

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
)

// A decision and the law that it republishes are two texts, each under its own name.
func TestRepublished(t *testing.T) {
	t.Parallel()
	const law = "第一条 灯要亮。\n第二条 灯坏了换。\n第三条 本条例自2020年7月1日起施行。\n"
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"amended": {"某市人民代表大会常务委员会关于修改《某市渡口条例》的决定\n（2020年5月28日某市人民代表大会常务委员会第3次会议通过）\n一、将第二条修改为：“灯坏了换。”\n" +
			"本决定自公布之日起施行。《某市渡口条例》根据本决定作相应修改，重新公布。\n某市渡口条例\n（2010年1月1日通过）\n" + law, []string{"某市渡口条例"}},
		"approved": {"全国人民代表大会常务委员会关于批准《国务院关于渡口的暂行办法》的决议\n批准《国务院关于渡口的暂行办法》，由国务院公布施行。\n附：国务院关于渡口的暂行办法\n" + law,
			[]string{"国务院关于渡口的暂行办法"}},
		"in one line": {"最高人民法院关于修改《最高人民法院关于审理渡口案件的规定》的决定 一、将第二条修改为：“灯坏了换。” 《规定》根据本决定作相应修改，重新公布。 " +
			"最高人民法院 关于审理渡口案件的规定 （2010年1月1日通过） 为审理案件，制定本规定。 第一条 灯要亮。 第二条 灯坏了换。", []string{"最高人民法院关于审理渡口案件的规定"}},
		"renamed": {"最高人民法院关于修改《最高人民法院关于渡口的规定》的决定\n一、题目修改为《最高人民法院关于渡口及船只的规定》。\n根据本决定作相应修改，重新公布。\n" +
			"最高人民法院\n关于渡口及船只的规定\n（2010年1月1日通过）\n" + law, []string{"最高人民法院关于渡口及船只的规定"}},
		"annex": {"最高人民法院关于适用《渡口法》若干问题的解释（二）的补充规定\n增加两款如下：\n夜里要点灯。\n" +
			"附件：最高人民法院关于适用《渡口法》若干问题的解释（二）\n" + law, []string{"最高人民法院关于适用《渡口法》若干问题的解释（二）"}},
		"a decision only": {"某市人民代表大会常务委员会关于修改《某市渡口条例》的决定\n一、将《某市渡口条例》第二条修改为：“第二条 灯坏了换。”\n二、增加一条，作为第三条：“第三条 夜里点灯。”\n", nil},
		"several laws":    {"某市渡口条例\n" + law + "某市船只条例\n（2019年1月1日公布）\n" + law, []string{"某市船只条例"}},
		"an annex":        {"某市渡口条例\n" + law + "附件\n某市渡口章程\n" + law, nil},
		"a law only":      {"某市渡口条例\n" + law, nil},
	} {
		pieces := lawparse.Republished(lawparse.Parse(c.text, lawparse.Hint{}))
		if len(c.want) == 0 {
			if pieces != nil {
				t.Errorf("%s: %d pieces", name, len(pieces))
			}
			continue
		}
		if len(pieces) != len(c.want)+1 {
			t.Errorf("%s: %d pieces; want %d", name, len(pieces), len(c.want)+1)
			continue
		}
		whole := ""
		for i, p := range pieces {
			whole += p.Span.Of(c.text)
			if i > 0 && p.Title != c.want[i-1] {
				t.Errorf("%s: title %s; want %s", name, p.Title, c.want[i-1])
			}
			l := lawparse.Parse(p.Span.Of(c.text), lawparse.Hint{Title: p.Title})
			if i > 0 && (len(l.Articles()) < 2 || strings.ReplaceAll(l.Header.Title, " ", "") != p.Title) {
				t.Errorf("%s: %s has articles %s", name, l.Header.Title, articles(l))
			}
		}
		if whole != c.text {
			t.Errorf("%s: the pieces lose text", name)
		}
	}
}
