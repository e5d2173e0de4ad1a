package search_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// addresses returns the addresses of all article hits, sorted.
func addresses(t *testing.T, s *search.Service, r search.Request) []string {
	t.Helper()
	r.Types, r.Size = []string{"article"}, search.MaxSize
	res := find(t, s, r)
	var list []string
	for _, h := range res.Hits {
		list = append(list, h.Address)
	}
	if len(list) != res.Total {
		t.Errorf("%q has %d hits and the total %d", r.Query, len(list), res.Total)
	}
	slices.Sort(list)
	return list
}

// scan returns the addresses of the articles in force for which ok holds.
func scan(t *testing.T, base *kb.Base, ok func(law, text string) bool) []string {
	t.Helper()
	ctx, today := context.Background(), statute.Today(now())
	var list []string
	for _, key := range base.Keys() {
		law, err := base.Law(ctx, key)
		if err != nil {
			t.Fatal(err)
		}
		v := law.On(today)
		if st := v.StatusOn(today); st != statute.StatusInForce && st != statute.StatusUnverified {
			continue
		}
		units, err := base.Units(ctx, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range units {
			if (u.Kind == statute.KindArticle || u.Kind == statute.KindClause) && u.Address != "" &&
				ok(key, strings.ReplaceAll(u.Text(), "\n", "")) {
				list = append(list, key+"/"+u.Address)
			}
		}
	}
	slices.Sort(list)
	return list
}

// Operators find what a plain scan of all articles finds.
func TestOperatorsAgainstScan(t *testing.T) {
	s, base := service(t)
	// Titles count as well: these words are in none.
	has := strings.Contains
	for q, ok := range map[string]func(law, text string) bool{
		"“驾驶人”":              func(_, x string) bool { return has(x, "驾驶人") },
		"驾驶人 AND 停车":         func(_, x string) bool { return has(x, "驾驶人") && has(x, "停车") },
		"驾驶人 OR 租金":          func(_, x string) bool { return has(x, "驾驶人") || has(x, "租金") },
		"“驾驶人” -罚款":          func(_, x string) bool { return has(x, "驾驶人") && !has(x, "罚款") },
		"(租金 OR 罚款) NOT 驾驶人": func(_, x string) bool { return (has(x, "租金") || has(x, "罚款")) && !has(x, "驾驶人") },
		"law:住宅法典 “应当”":      func(law, x string) bool { return law == "住宅法典" && has(x, "应当") },
		"-law:住宅法典 “应当”":     func(law, x string) bool { return law != "住宅法典" && has(x, "应当") },
		"title:解释 “规定”":      func(law, x string) bool { return has(law, "解释") && has(x, "规定") },
		"“连续驾驶不超过4小时”":       func(_, x string) bool { return has(x, "连续驾驶不超过四小时") },
		"連續*四小時":             func(_, x string) bool { return has(x, "连续") && has(x, "四小时") },
		"驾驶人 同条 停车":          func(_, x string) bool { return has(x, "驾驶人") && has(x, "停车") },
		"“这几个字没有哪一条有”":       func(_, x string) bool { return false },
	} {
		got, want := addresses(t, s, search.Request{Query: q}), scan(t, base, ok)
		if !slices.Equal(got, want) {
			t.Errorf("%s finds\n%v; a scan\n%v", q, got, want)
		}
		if len(want) == 0 && !strings.Contains(q, "没有哪一条") {
			t.Errorf("%s tests nothing", q)
		}
	}
}

func TestSameParagraph(t *testing.T) {
	s, base := service(t)
	law, err := base.Law(context.Background(), "车辆安全法")
	if err != nil {
		t.Fatal(err)
	}
	units, err := base.Units(context.Background(), law.On("2026-03-04").ID)
	if err != nil {
		t.Fatal(err)
	}
	tested := false
	for _, u := range units {
		if u.Kind != statute.KindArticle || len(u.Parts) < 2 {
			continue
		}
		first, last := []rune(kb.TextOf(u.Parts[:1])), []rune(kb.TextOf(u.Parts[len(u.Parts)-1:]))
		a, b := string(first[:min(6, len(first))]), string(last[max(0, len(last)-6):])
		if strings.Contains(string(first), b) || strings.ContainsAny(a+b, "\n“”") {
			continue
		}
		tested = true
		address := "车辆安全法/" + u.Address
		q := "“" + a + "” 同条 “" + b + "”"
		if !slices.Contains(addresses(t, s, search.Request{Query: q}), address) {
			t.Errorf("%s does not find %s", q, address)
		}
		q = "“" + a + "” 同款 “" + b + "”"
		if slices.Contains(addresses(t, s, search.Request{Query: q}), address) {
			t.Errorf("%s finds %s, where they are in two paragraphs", q, address)
		}
		q = "“" + a + "” 同款 “" + string(first[len(first)-1:]) + "”"
		if !slices.Contains(addresses(t, s, search.Request{Query: q}), address) {
			t.Errorf("%s does not find %s", q, address)
		}
	}
	if !tested {
		t.Error("no article was looked for")
	}
}

func TestScopeFacetsSortGroup(t *testing.T) {
	s, _ := service(t)
	res := find(t, s, search.Request{Query: "住宅法典 漏雨"})
	if res.Scope != "住宅法典" || len(res.Hits) == 0 {
		t.Errorf("a law with words is looked for in %q", res.Scope)
	}
	for _, h := range res.Hits {
		if !strings.HasPrefix(h.Address, "住宅法典") {
			t.Errorf("%s is outside of the law", h.Address)
		}
	}
	all := find(t, s, search.Request{Query: "驾驶人 车辆 罚款", Size: 100})
	total := 0
	for _, c := range all.Facets[engine.FieldType] {
		total += c.Count
	}
	if total != all.Total || len(all.Facets[engine.FieldLaw]) < 2 || len(all.Facets[engine.FieldLevel]) < 2 {
		t.Errorf("%d results, facets %+v", all.Total, all.Facets)
	}
	// A value chosen gives as many results as its count says.
	for _, c := range all.Facets[engine.FieldLevel] {
		some := find(t, s, search.Request{Query: "“驾驶人”", Filters: []query.Filter{{Field: engine.FieldLevel, Value: c.Value}}, Size: 100})
		for _, h := range some.Hits {
			if string(h.Level) != c.Value {
				t.Errorf("%s is %s, asked for %s", h.Address, h.Level, c.Value)
			}
		}
	}
	dated := find(t, s, search.Request{Query: "驾驶人 车辆 罚款", Sort: search.SortCitations, Types: []string{"article"}, Size: 100})
	if len(dated.Hits) < 3 {
		t.Fatalf("%d hits", len(dated.Hits))
	}
	grouped := find(t, s, search.Request{Query: "驾驶人 车辆 罚款", GroupByLaw: true, Types: []string{"article"}, Size: 100})
	laws, others := map[string]bool{}, 0
	for _, h := range grouped.Hits {
		law, _, _ := strings.Cut(h.Address, "/")
		if laws[law] {
			t.Errorf("%s is there twice", law)
		}
		laws[law] = true
		others += h.SameLaw
	}
	if others+len(grouped.Hits) != grouped.Total {
		t.Errorf("%d laws with %d other hits, of %d", len(grouped.Hits), others, grouped.Total)
	}
}

func TestSuggest(t *testing.T) {
	s, _ := service(t)
	suggest := func(typed string) []search.Suggestion {
		list, err := s.Suggest(context.Background(), typed, "")
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	for _, missing := range []string{"车辆安全法99", "车辆安全法99第2款", "车辆安全法3第9款", "车辆安全法3第2款第1项"} {
		if list := suggest(missing); len(list) > 0 {
			t.Errorf("%s, which is not there, is suggested: %+v", missing, list)
		}
	}
	for typed, want := range map[string]string{"车辆": "车辆安全法", "cla": "车辆安全法", "cheliangan": "车辆安全法", "住宅": "住宅法典", "不当得": "不当得利",
		"budangde": "不当得利", "车辆安全法3": "车辆安全法 第三条", "车辆安全法3第2款": "车辆安全法 第三条第二款",
		"安全法3第1款第2项": "车辆安全法 第三条第一款第（二）项"} {
		if list := suggest(typed); !slices.ContainsFunc(list, func(x search.Suggestion) bool { return x.Text == want }) {
			t.Errorf("%q suggests %+v; want %s", typed, list, want)
		}
	}
	if res := find(t, s, search.Request{Query: "claqf 3"}); len(res.Hits) == 0 || res.Hits[0].Address != "车辆安全法/3" {
		t.Errorf("initials of pinyin lead to %+v", res.Hits)
	}
	for _, typed := range []string{"", "“", "\xff", "zzzzzz"} {
		if list := suggest(typed); len(list) > 0 {
			t.Errorf("%q suggests %+v", typed, list)
		}
	}
}

// What a reviewer found: conditions inside each other, laws beside conditions,
// filters on what is named outright.
func TestConditionsTogether(t *testing.T) {
	s, _ := service(t)
	for q, want := range map[string]string{
		// 车辆安全法/3: （一）安全带 （二）打瞌睡 … in the first paragraph, 停车休息 in the second
		"停车休息 同款 -安全带 law:车辆安全法":            "车辆安全法/3",
		"安全带 同款 -打瞌睡 law:车辆安全法 title:车辆安全法": "",
		"停车休息 同条 打瞌睡 同款 安全带":                "车辆安全法/3",
		"(驾驶人 同条 停车) AND 安全带":               "车辆安全法/3",
		"驾驶人*系好*安全带 law:车辆安全法":              "车辆安全法/3",
		"车辆安全法 “停车休息”":                      "车辆安全法/3",
		"车辆安全法 AND 停车休息":                    "车辆安全法/3",
		"根据车辆安全法第3条的规定":                     "车辆安全法/3",
		"车辆安全法3 level:法律":                   "车辆安全法/3",
	} {
		got := addresses(t, s, search.Request{Query: q})
		if strings.Join(got, " ") != want {
			t.Errorf("%s finds %v; want %s", q, got, want)
		}
	}
	if got := addresses(t, s, search.Request{Query: "车辆安全法3", Law: "住宅法典"}); slices.Contains(got, "车辆安全法/3") {
		t.Errorf("a search in another law finds %v", got)
	}
	plain := find(t, s, search.Request{Query: "打瞌睡 罚款"})
	narrowed := find(t, s, search.Request{Query: "打瞌睡 罚款", Filters: []query.Filter{{Field: engine.FieldLevel, Value: "法律"}}})
	if narrowed.Total > plain.Total {
		t.Errorf("%d results, after narrowing %d", plain.Total, narrowed.Total)
	}
	long := find(t, s, search.Request{Query: strings.Repeat("打瞌睡的驾驶人", 100)})
	if !strings.Contains(long.Message, "500") {
		t.Errorf("of a long query the message is %q", long.Message)
	}
}
