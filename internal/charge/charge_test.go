package charge

import (
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestList(t *testing.T) {
	l := Load()
	if n := len(l.All()); n < 450 {
		t.Errorf("%d crimes; want all of the criminal law", n)
	}
	for _, c := range l.All() {
		if !strings.HasSuffix(c.Name, "罪") || strings.ContainsAny(c.Name, "（）() \t") && !strings.Contains(c.Name, "国（境）外") {
			t.Errorf("%q is no name of a crime", c.Name)
		}
		if len(c.Articles) == 0 {
			t.Errorf("%s has no article", c.Name)
		}
		for _, a := range c.Articles {
			if _, err := statute.ParseAddress(a); err != nil {
				t.Errorf("%s: %v", c.Name, err)
			}
		}
	}
	for name, want := range map[string]string{"盗窃罪": "刑法/264", "盗窃": "刑法/264", "危险驾驶罪": "刑法/133-1", "掩饰、隐瞒犯罪所得、犯罪所得收益罪": "刑法/312",
		"帮助信息网络犯罪活动罪": "刑法/287-2", "组织参与国（境）外赌博罪": "刑法/303", "徇私舞弊低价折股、出售公司、企业资产罪": "刑法/169", "放火罪": "刑法/114 刑法/115"} {
		c, ok := l.Named(name)
		if got := strings.Join(c.Articles, " "); !ok || got != want {
			t.Errorf("%s is punished by %q; want %q", name, got, want)
		}
	}
	if c, ok := l.Named("嫖宿幼女罪"); !ok || !c.Former {
		t.Errorf("嫖宿幼女罪 is %+v; want it to be former", c)
	}
	if _, ok := l.Named("犯罪"); ok {
		t.Error("犯罪 is a crime")
	}
}

func TestAt(t *testing.T) {
	l := Load()
	for s, want := range map[string]string{
		"盗窃罪，判处有期徒刑": "盗窃罪", "非法持有毒品罪、贩卖毒品罪": "非法持有毒品罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪，": "掩饰、隐瞒犯罪所得、犯罪所得收益罪",
		"盗窃": "", "": "", "盗窃、侮辱": "", "罪": "",
	} {
		if got := l.At(s); got != want {
			t.Errorf("At(%q) = %q; want %q", s, got, want)
		}
	}
	names := []string{}
	for _, c := range l.All() {
		names = append(names, c.Name)
		if got := l.At(c.Name + "，判处"); got != c.Name {
			t.Errorf("At(%s…) = %q", c.Name, got)
		}
	}
	if slices.Contains(names, "") {
		t.Error("a crime without a name")
	}
}

// Titles name a crime with one of its ways or objects: 拐卖妇女案.
func TestAtEnd(t *testing.T) {
	t.Parallel()
	l := Load()
	for title, want := range map[string]string{
		"甲贩卖毒品": "贩卖毒品", "甲盗窃": "盗窃", "甲操纵证券市场": "操纵证券市场", "甲拐卖儿童": "拐卖儿童", "甲走私武器": "走私武器",
		"甲走私弹药": "走私弹药", "甲虚假出资": "虚假出资", "甲武装暴乱": "武装暴乱", "甲与乙合同纠纷": "",
	} {
		var got string
		for _, at := range l.AtEnd(title) {
			got += title[at[0]:at[1]]
		}
		if got != want {
			t.Errorf("the charge of %q is %q; want %q", title, got, want)
		}
	}
}

func TestPunishedBy(t *testing.T) {
	l := Load()
	if got := l.PunishedBy("刑法/264"); !slices.Equal(got, []string{"盗窃罪"}) {
		t.Errorf("刑法第二百六十四条 punishes %q", got)
	}
	if got := l.PunishedBy("刑法/1"); got != nil {
		t.Errorf("刑法第一条 punishes %q", got)
	}
}
