package lawbuild_test

import (
	"bytes"
	"context"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawbuild"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

const date = "2020年5月28日 第九届虚构代表大会第三次会议通过\n\n<!-- INFO END -->\n\n"

// Files that hold parts of one law become one version, in the order of their articles;
// 附则 has no number of a 编.
func TestParts(t *testing.T) {
	t.Parallel()
	base := testkb.New(t,
		testkb.Law(t, "法律", "房屋法典附则", "# 中华人民共和国房屋法典\n\n# 附则\n\n"+date+"第五条 本法自2021年1月1日起施行。\n"),
		testkb.Law(t, "法律", "房屋法典租赁编", "# 中华人民共和国房屋法典\n\n# 租赁编\n\n"+date+"## 第一章 一般规定\n\n第三条 房屋可以出租。\n\n第四条 租金按月支付。\n"),
		testkb.Law(t, "法律", "房屋法典总则", "# 中华人民共和国房屋法典\n\n# 总则\n\n"+date+"第一条 为了房屋，制定本法。\n\n第二条 本法所称房屋，是指能住人的建筑物。\n"))
	ctx := context.Background()
	law, err := base.Law(ctx, "房屋法典")
	if err != nil || len(law.Versions) != 1 || law.Versions[0].Incomplete {
		t.Fatalf("%+v, %v", law, err)
	}
	if v := law.Versions[0]; v.InForceFrom != "2021-01-01" || v.Label != "2020-05-28" {
		t.Errorf("%+v", v)
	}
	headings, err := base.Headings(ctx, law.Versions[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range headings {
		got = append(got, h.Address+" "+h.Name())
	}
	if want := []string{"b1 总则", "b2 租赁编", "b2/z1 第一章 一般规定", " 附则"}; !reflect.DeepEqual(got, want) {
		t.Errorf("headings %q; want %q", got, want)
	}
	units, err := base.Units(ctx, law.Versions[0].ID)
	if err != nil || len(units) != 5 || units[0].Address != "1" || units[4].Address != "5" {
		t.Errorf("%d units, %v", len(units), err)
	}
	if terms, err := base.Terms(ctx, law.Versions[0].ID); err != nil || len(terms) != 1 || terms[0].Text != "房屋" {
		t.Errorf("terms %v, %v", terms, err)
	}
}

// A part that is missing is told.
func TestIncomplete(t *testing.T) {
	t.Parallel()
	base := testkb.New(t,
		testkb.Law(t, "法律", "房屋法典总则", "# 中华人民共和国房屋法典\n\n# 总则\n\n"+date+"第一条 为了房屋，制定本法。\n"),
		testkb.Law(t, "法律", "房屋法典租赁编", "# 中华人民共和国房屋法典\n\n# 租赁编\n\n"+date+"第四条 租金按月支付。\n"))
	law, err := base.Law(context.Background(), "房屋法典")
	if err != nil || len(law.Versions) != 1 || !law.Versions[0].Incomplete {
		t.Errorf("%+v, %v", law, err)
	}
}

const rules = `公布 自2021年3月1日起施行）

第一条 停车应当有序。

第二条 本规定自2021年3月1日起施行。
`

// One text that is filed with and without its issuer is one law under the longer key; of
// equal texts with different labels the later label counts, and the earlier day.
func TestFilings(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t,
		testkb.Law(t, "司法解释", "最高人民法院关于审理停车案件的规定", "最高人民法院关于审理停车案件的规定\n\n（2021年2月1日"+rules),
		testkb.Law(t, "司法解释", "关于审理停车案件的规定", "关于审理停车案件的规定\n\n（2021年2月5日"+rules))
	law, err := base.Law(ctx, "最高人民法院关于审理停车案件的规定")
	if err != nil || base.LawCount() != 1 || len(law.Versions) != 1 {
		t.Fatalf("%+v, %v; %v", law, err, base.Keys())
	}
	if v := law.Versions[0]; v.Label != "2021-02-05" || v.InForceFrom != "2021-03-01" {
		t.Errorf("%+v", v)
	}
	for _, name := range []string{"关于审理停车案件的规定", "停车司法解释", "审理停车案件的规定"} {
		if keys := base.Names().Resolve(name); len(keys) != 1 || keys[0] != law.Key {
			t.Errorf("%s means %v", name, keys)
		}
	}
	if sources, err := base.SourcesOf(ctx, law.Versions[0].ID); err != nil || len(sources) != 2 {
		t.Errorf("sources %v, %v", sources, err)
	}
}

// A text that repeals a law ends its last version on the day on which it takes effect,
// though it names the law by its full title.
func TestRepeal(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	old := testkb.Law(t, "行政法规", "停车暂行办法", "停车暂行办法\n\n（2009年2月1日公布 自2009年3月1日起施行）\n\n第一条 停车应当有序。\n")
	base := testkb.New(t, append(testkb.Collection(t), old)...)
	law, err := base.Law(ctx, "停车暂行办法")
	if err != nil {
		t.Fatal(err)
	}
	v := law.Versions[0]
	if v.InForceTo != "2021-03-01" || v.RepealedBy != testkb.Parking || v.StatusOn("2022-01-01") != statute.StatusRepealed {
		t.Errorf("%+v", v)
	}
}

// What is kept of a parsed text and what is parsed again give the same, step by step or
// at once.
func TestKeptOrParsedAgain(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	docs := testkb.Collection(t)
	dump := func(path string) string {
		var out bytes.Buffer
		if err := testkb.Open(t, path).Dump(ctx, &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	kept := filepath.Join(t.TempDir(), "kb.sqlite")
	testkb.Add(t, kept, testkb.Today, docs...)
	steps := filepath.Join(t.TempDir(), "kb.sqlite")
	for i, d := range docs {
		changes := testkb.Add(t, steps, testkb.Today, d)
		if d.Kind == statute.DocLaw && (len(changes) != 1 || changes[0].LawKey != d.Law.Key) {
			t.Errorf("step %d changed %v", i, changes)
		}
	}
	if dump(steps) != dump(kept) {
		t.Error("laws that are built step by step differ")
	}
	again := filepath.Join(t.TempDir(), "kb.sqlite")
	testkb.Change(t, again, testkb.Today, nil, func(w *kb.Writer, _ *lawbuild.Builder) error { // nothing kept
		for _, d := range docs {
			id, err := w.PutSource(ctx, kb.Source{Path: d.Title + d.Text[:min(len(d.Text), 200)], SHA256: "0", Size: int64(len(d.Text))})
			if err != nil {
				return err
			}
			if _, err := w.AddDocuments(ctx, id, 0, []*kb.Document{d.Document}); err != nil {
				return err
			}
			if err := w.DescribeSource(ctx, id, "text", "UTF-8", nil); err != nil {
				return err
			}
		}
		return nil
	})
	if dump(again) != dump(kept) {
		t.Error("laws whose texts are parsed again differ")
	}
	if changes := testkb.Add(t, kept, testkb.Today, docs...); len(changes) != 0 {
		t.Errorf("the same documents again changed %v", changes)
	}
	if !strings.Contains(dump(kept), "法释〔2021〕90号") {
		t.Error("the number of a document is not there")
	}
}
