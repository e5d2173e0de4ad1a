package citation

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

type table map[string][]string

func (t table) ResolveName(name string) []string {
	return t[strings.TrimPrefix(name, "中华人民共和国")]
}

var names = table{
	"民法典": {"民法典"}, "刑法": {"刑法"}, "车辆法": {"车辆法"}, "关于车辆的规定": {"甲部关于车辆的规定", "乙部关于车辆的规定"},
	"甲院关于适用《车辆法》的解释": {"甲院关于适用《车辆法》的解释"},
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		ctx  Context
		want string // quote=targets, joined by ;
	}{
		{"依照《中华人民共和国民法典》第一千零三十六条第一款第（二）项处理", Context{}, "第一千零三十六条第一款第（二）项=民法典/1036/k1/x2"},
		{"民法典第10条、第12条第2款和第十五条", Context{}, "第10条=民法典/10;第12条第2款=民法典/12/k2;第十五条=民法典/15"},
		{"违反本法第十条规定", Context{Law: "车辆法"}, "第十条=车辆法/10"},
		{"违反第十条规定", Context{Law: "车辆法"}, "第十条=车辆法/10"},
		{"刑法第二百八十七条之二", Context{Law: "车辆法"}, "第二百八十七条之二=刑法/287-2"},
		{"《规定》第2条至第4条", Context{Subject: "车辆法"}, "第2条至第4条=车辆法/2 车辆法/3 车辆法/4"},
		{"民法典1035、1036等规定，民法典1182条外", Context{}, "1035=民法典/1035;1036=民法典/1036;1182条=民法典/1182"},
		{"《甲院关于适用〈车辆法〉的解释》（甲释〔2020〕1号）第三条", Context{}, "第三条=甲院关于适用《车辆法》的解释/3"},
		{"《不存在的法》第三条", Context{}, "第三条=不存在的法/3"},
		{"关于车辆的规定第三条", Context{}, "第三条=甲部关于车辆的规定/3|乙部关于车辆的规定/3"},
		{"第二条路，该合同第七条，2021年第3次会议", Context{}, ""},
		{"《车辆法》（以下简称《法》）。《法》第3条", Context{}, "第3条=车辆法/3"},
	} {
		var got []string
		f := NewFinder(names, c.ctx, c.text)
		for _, cit := range f.Find(c.text) {
			var perLaw []string
			for _, law := range cit.Laws {
				var targets []string
				for _, p := range cit.Provision {
					targets = append(targets, statute.Address{Law: law, Provision: p}.String())
				}
				perLaw = append(perLaw, strings.Join(targets, " "))
			}
			got = append(got, cit.Span.Of(c.text)+"="+strings.Join(perLaw, "|"))
		}
		if g := strings.Join(got, ";"); g != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

// Hostile text must cost time in proportion to its length.
func TestHostile(t *testing.T) {
	for _, s := range []string{
		strings.Repeat("第", 100_000), strings.Repeat("《", 100_000), strings.Repeat("第一条、", 50_000), "第1条至第99999999条",
		strings.Repeat("》第一条", 50_000),
	} {
		f := NewFinder(names, Context{Law: "车辆法"}, s)
		for _, c := range f.Find(s) {
			if c.Span.Start < 0 || c.Span.End > len(s) || c.Span.Start >= c.Span.End {
				t.Fatalf("span %v outside the text", c.Span)
			}
		}
	}
}
