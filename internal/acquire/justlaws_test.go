package acquire

import (
	"context"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

// justLaws is a repository of the form of just-laws: a site about laws, of which each has a page with
// headings, a quotation that tells of its making, and numbers of articles in bold.
func justLaws() repository {
	ferry := "# 中华人民共和国渡口法\n\n> 2011年3月1日第九届虚构代表大会常务委员会第三次会议通过\n\n## 第一章 总则\n\n" +
		"**第一条**　为了渡口安全，制定本法。\n\n**第二条**　渡口要有船。\n\n　　船要有桨：\n\n　　（一）木桨；\n\n　　（二）铁桨。\n\n" +
		"## 第二章 附则\n\n**第三条** 本法自2011年7月1日起施行。\n"
	lamp := "---\ntitle: 中华人民共和国灯火法\n---\n\n# 中华人民共和国灯火法\n\n（2010年3月1日第九届虚构代表大会常务委员会第三次会议通过）\n\n" +
		"**第一条** 灯要亮。\n\n**第二条** 灯坏了换。\n\n**第三条** 本法自2010年7月1日起施行。\n"
	return repository{"docs/civil-and-commercial/ferry/README.md": ferry, "docs/economic/energy/lamps/README.md": lamp,
		"docs/README.md": "---\nhome: true\n---\n", "docs/economic/README.md": "# 经济法\n\n- [灯火法](lamps)\n",
		"docs/.vuepress/config/sidebar.md": "# 侧栏\n", "docs/MessageBoard/a/b.md": "# 留言\n\n第一条 留言。\n",
		"README.md": "# just laws\n", "package.json": "{}\n"}
}

// The pages of laws of just-laws are read, with articles whose numbers are in bold, and nothing else of
// its site.
func TestJustLaws(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	site, m := newGithub(t, justLaws().zip(t, committed)), newMachine(t)
	orders, err := Orders(m.Catalogue, []string{"just-laws"}, site.URL+"/archive/HEAD.zip")
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Get(ctx, orders)
	if err != nil || r.Failed() > 0 || r.Report.Laws != 2 || r.Report.Sources != 2 || len(r.Report.Rejected) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	base := m.open().Base
	for key, want := range map[string]struct {
		label    string
		from     statute.Date
		articles int
	}{"渡口法": {"2011-03-01", "2011-07-01", 3}, "灯火法": {"2010-03-01", "2010-07-01", 3}} {
		law, err := base.Law(ctx, key)
		if err != nil || len(law.Versions) != 1 {
			t.Fatalf("%s: %+v, %v", key, law, err)
		}
		v := law.Versions[0]
		if v.Label != want.label || v.InForceFrom != want.from || v.Incomplete {
			t.Errorf("%s is of %s, in force from %s, incomplete %t", key, v.Label, v.InForceFrom, v.Incomplete)
		}
		units, err := base.Units(ctx, v.ID)
		if err != nil || len(units) != want.articles {
			t.Errorf("%s has %d units, %v", key, len(units), err)
		}
		for _, u := range units {
			if strings.ContainsAny(u.Text(), "*>#") || strings.HasPrefix(u.Text(), "第") {
				t.Errorf("%s: an article reads %q", key, u.Text())
			}
		}
	}
}
