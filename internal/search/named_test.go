package search_test

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/search"
)

// namedIn gives the addresses of the hits that the query names, then "…" where
// others follow.
func namedIn(res *search.Result) string {
	var list []string
	for _, h := range res.Hits {
		if !h.Exact() {
			list = append(list, "…")
			break
		}
		list = append(list, h.Address)
	}
	return strings.Join(list, " ")
}

func TestNamedOutright(t *testing.T) {
	s, _ := service(t)
	for q, want := range map[string]string{
		"车辆安全法2、3":        "车辆安全法/2 车辆安全法/3",
		"车辆安全法第二条和第三条第一款": "车辆安全法/2 车辆安全法/3/k1",
		"车辆安全法2、99":       "车辆安全法/2",
		"请教一下，车辆安全法第3条是说驾驶人都不能打瞌睡吗？": "车辆安全法/3 …",
		"车辆安全法第二条与第三条有什么不一样":         "车辆安全法/2 车辆安全法/3 …",
		"车辆安全法2019第二条":               "车辆安全法@2019-03-01/2",
		"车辆安全法（2019年通过）第2条":          "车辆安全法@2019-03-01/2",
		"2022年修订的车辆安全法第二条":           "车辆安全法/2",
		"车辆安全法2019":                  "车辆安全法@2019-03-01 …",
		"车辆安全法 2019":                 "车辆安全法@2019-03-01 …",
		"车辆安全法第2-3条":                 "车辆安全法/2 车辆安全法/3",
		"车辆安全法第一至三条":                 "车辆安全法/1 车辆安全法/2 车辆安全法/3",
		"车辆安全法§2":                    "车辆安全法/2",
	} {
		if got := namedIn(find(t, s, search.Request{Query: q})); got != want {
			t.Errorf("%q names %q; want %q", q, got, want)
		}
	}
}

// What is named and not loaded is said to be so, and not replaced by something
// else.
func TestNamedButNotLoaded(t *testing.T) {
	s, _ := service(t)
	for _, c := range []struct {
		query, says string
		hits        bool
	}{
		{"车辆安全法2001第二条", "本库未收录《车辆安全法》日期为 2001 的文本", false},
		{"车辆安全法99", "《车辆安全法》没有第九十九条", false},
		{"车辆安全法2、99", "《车辆安全法》没有第九十九条", true},
		{"车辆安全法第九十九条对驾驶人有什么要求", "《车辆安全法》没有第九十九条", true},
		{"虚释〔2099〕9号", "没有收录文号为 虚释〔2099〕9号 的文件", false},
		{"国务院令第9999号", "没有收录文号为 国务院令第9999号 的文件", false},
		{"虚释2099年9号", "没有收录文号为 虚释2099年9号 的文件", false},
		{"指导案例9999号", "没有收录案号为 指导案例9999号 的文书", false},
		{"检例第9999号", "没有收录案号为 检例第9999号 的文书", false},
		{"检例999号", "没有收录案号为 检例999号 的文书", false},
		{"最高检指导案例999号", "没有收录案号为 最高检指导案例999号 的文书", false},
		{"最高法指导案例999号", "没有收录案号为 最高法指导案例999号 的文书", false},
		{"最高法第999号指导案例", "没有收录案号为 最高法第999号指导案例 的文书", false},
		{"2099京01民终9号", "没有收录案号为 2099京01民终9号 的文书", false},
		{"（2099）京 01 民终 9号、10号", "没有收录案号为 （2099）京 01 民终 9号、10号 的文书", false},
		{"（2099）虚01民终9号", "没有收录案号为 （2099）虚01民终9号 的文书", false},
	} {
		res := find(t, s, search.Request{Query: c.query})
		if res.NotLoaded != c.says || (len(res.Hits) > 0) != c.hits {
			t.Errorf("%q says %q with %d hits; want %q, hits: %v", c.query, res.NotLoaded, len(res.Hits), c.says, c.hits)
		}
		if !c.hits && res.Message == "" {
			t.Errorf("%q has neither hits nor a message", c.query)
		}
	}
}

func TestIssuerFilter(t *testing.T) {
	s, _ := service(t)
	res := find(t, s, search.Request{Query: "issuer:最高人民法院 车辆"})
	if len(res.Hits) == 0 {
		t.Fatal("no hit of the issuer")
	}
	for _, h := range res.Hits {
		if !strings.HasPrefix(h.Address, "最高人民法院") {
			t.Errorf("hit %s; want only what the issuer issued", h.Address)
		}
	}
}

// A provision as a filter means what cites it, at any depth, and itself.
func TestCitingFilter(t *testing.T) {
	s, _ := service(t)
	res := find(t, s, search.Request{Query: "law:车辆安全法/3 打瞌睡", Size: 50})
	kinds := map[string]bool{}
	for _, h := range res.Hits {
		kinds[h.Type] = true
		if h.Type == "article" && h.Address != "车辆安全法/3" && h.Cited == 0 && !strings.Contains(h.Snippet, "第三条") &&
			!strings.HasPrefix(h.Address, "最高人民法院") && !strings.HasPrefix(h.Address, "关于") && h.Address != "车辆安全法/5" {
			t.Errorf("%s does not cite 车辆安全法/3: %s", h.Address, h.Snippet)
		}
	}
	if !kinds["article"] || !kinds["case"] {
		t.Errorf("what cites 车辆安全法/3 is %+v; want provisions and a case", kinds)
	}
	if res := find(t, s, search.Request{Query: "law:车辆安全法/99 打瞌睡"}); len(res.Hits) > 0 || res.NotLoaded == "" {
		t.Errorf("a filter by a provision that is not there finds %d, and says %q", len(res.Hits), res.NotLoaded)
	}
}

func TestCases(t *testing.T) {
	s, base := service(t)
	all, err := s.Cases(t.Context(), search.CaseRequest{})
	if err != nil || all.Total == 0 {
		t.Fatalf("%+v, %v", all, err)
	}
	applying, err := s.Cases(t.Context(), search.CaseRequest{Chosen: map[string]string{engine.FieldApplies: "车辆安全法第三条"}})
	if err != nil || applying.Total == 0 || len(applying.Facets["article"]) == 0 {
		t.Errorf("cases that apply 第三条: %+v, %v", applying, err)
	}
	none, err := s.Cases(t.Context(), search.CaseRequest{Chosen: map[string]string{engine.FieldTier: "guiding"}})
	if err != nil || none.Total != 0 || none.Message == "" {
		t.Errorf("cases of a tier that is not there: %+v, %v", none, err)
	}
	words, err := s.Cases(t.Context(), search.CaseRequest{Query: "司机打瞌睡"})
	if err != nil || words.Total == 0 {
		t.Errorf("cases by words: %+v, %v", words, err)
	}
	if _, err := s.Similar(t.Context(), all.Cases[0].Ref, "司机打瞌睡"); err != nil {
		t.Error(err)
	}
	if docs, err := base.AllDocuments(t.Context()); err != nil || len(docs) < all.Total {
		t.Errorf("%d documents, %d cases, %v", len(docs), all.Total, err)
	}
}
