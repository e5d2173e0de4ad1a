package web_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/web/guard"
)

// counted is a field with the values that who wrote a judgment knows of it.
type counted struct {
	param string
	of    func(*seeded) []string
}

var countedFields = []counted{
	{"cause", func(x *seeded) []string {
		if x.cause != "" {
			return []string{x.cause}
		}
		return x.charges
	}},
	{"tier", func(*seeded) []string { return []string{"ordinary"} }},
	{"kind", func(x *seeded) []string { return []string{x.kind} }},
	{"instance", func(x *seeded) []string { return []string{x.instance} }},
	{"outcome", func(x *seeded) []string { return []string{x.outcome} }},
	{"court", func(x *seeded) []string { return []string{x.court} }},
	{"court_level", func(x *seeded) []string { return []string{x.level} }},
	{"province", func(x *seeded) []string { return []string{x.province} }},
	{"year", func(x *seeded) []string { return []string{x.year} }},
	{"judge", func(x *seeded) []string { return x.judges }},
	{"firm", func(x *seeded) []string { return x.firms }},
	{"lawyer", func(x *seeded) []string { return x.lawyers }},
	{"party", func(x *seeded) []string { return x.parties }},
	{"sentence", func(x *seeded) []string { return bandOf(int64(x.months), 6, 12, 36, 60, 120, 8999, 9000, 9998, 9999) }},
	{"amount", func(x *seeded) []string {
		return bandOf(x.amount, 9_999, 99_999, 499_999, 999_999, 4_999_999, 9_999_999)
	}},
}

// bandOf is the band of a number, as it is written among the values of a facet, by the last
// numbers of the bands; none for 0.
func bandOf(n int64, lasts ...int64) []string {
	if n == 0 {
		return nil
	}
	first := int64(0)
	for _, last := range lasts {
		if n <= last {
			switch first {
			case 0:
				return []string{".." + strconv.FormatInt(last, 10)}
			case last:
				return []string{strconv.FormatInt(last, 10)}
			}
			return []string{fmt.Sprintf("%d..%d", first, last)}
		}
		first = last + 1
	}
	return []string{fmt.Sprintf("%d..", first)}
}

// wanted is a condition, as it is asked for and as who wrote a judgment checks it.
type wanted struct {
	param, value string
	holds        func(*seeded) bool
}

// have are the judgments for which all conditions hold.
func have(list []*seeded, all ...wanted) []*seeded {
	return slices.DeleteFunc(slices.Clone(list), func(x *seeded) bool {
		return slices.ContainsFunc(all, func(w wanted) bool { return !w.holds(x) })
	})
}

// listed is what the API lists.
type listed struct {
	Total  int
	Cases  []struct{ ID, Case_Number string }
	Facets map[string][]struct {
		Value, Name string
		Count       int
	}
}

// Of 2,000 invented judgments, totals, facets and pages agree with a count of what was
// written into them, for each field alone and for several together.
func TestSeededCases(t *testing.T) {
	if testing.Short() {
		t.Skip("2,000 judgments")
	}
	t.Parallel()
	list := seededCases(2000)
	s := &seededSite{site: unlimited(t, ingest.Options{Paths: []string{writeSeeded(t, list)}}), list: list,
		rng: rand.New(rand.NewPCG(3, 4))}
	t.Run("all", func(t *testing.T) { s.agrees(t, true) })
	t.Run("values", s.values)
	t.Run("ranges", s.ranges)
	t.Run("parts", s.parts)
	t.Run("several", s.several)
	t.Run("parts of names", s.partsOfNames)
	t.Run("query", s.query)
	t.Run("hidden", s.hidden)
	t.Run("chains", s.chains)
	t.Run("figures", s.figures)
	t.Run("alike", s.alike)
	t.Run("folded", s.folded)
}

// folded: of more than eight values a page of results and the list of cases fold the others away, and lose none that is counted.
func (s *seededSite) folded(t *testing.T) {
	for _, path := range []string{"/search?type=case&q=" + url.QueryEscape("本院认为"), "/cases"} {
		_, facets, _ := strings.Cut(source(t, get(t, s.site, path)), `id="facets"`)
		facets, _, _ = strings.Cut(facets, "</aside>")
		shown := strings.Count(facets, "court=")
		if !strings.Contains(facets, "<summary>更多</summary>") || shown < engine.MaxCounts {
			t.Errorf("%s: %d courts are listed, of %d that are counted", path, shown, engine.MaxCounts)
		}
	}
}

// unlimited is siteOf for a client that asks much.
func unlimited(t *testing.T, o ingest.Options) http.Handler {
	t.Helper()
	return siteWith(t, o, guard.Limits{PerClient: 10_000, Burst: 100_000})
}

type seededSite struct {
	site http.Handler
	list []*seeded
	rng  *rand.Rand
}

func asked(path string, all []wanted, more ...string) *http.Request {
	v := url.Values{}
	for _, w := range all {
		v.Set(w.param, w.value)
	}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return httptest.NewRequest(http.MethodGet, path+"?"+v.Encode(), nil)
}

// agrees holds what is listed under some conditions against the count: total and facets,
// each judgment where whole is true, and the page.
func (s *seededSite) agrees(t *testing.T, whole bool, all ...wanted) {
	t.Helper()
	want := have(s.list, all...)
	what := fmt.Sprintf("%+v", all)
	var first listed
	call(t, s.site, asked("/api/v1/cases", all, "size", "100"), http.StatusOK, &first)
	if first.Total != len(want) {
		t.Errorf("%s: %d found; %d were written", what, first.Total, len(want))
		return
	}
	for _, f := range countedFields {
		s.facet(t, what, f, want, &first)
	}
	if !whole {
		return
	}
	numbers := map[string]bool{}
	for page := 1; len(numbers) < first.Total; page++ {
		var more listed
		call(t, s.site, asked("/api/v1/cases", all, "size", "100", "page", strconv.Itoa(page)), http.StatusOK, &more)
		if len(more.Cases) == 0 {
			break
		}
		for _, c := range more.Cases {
			numbers[c.Case_Number] = true
		}
	}
	for _, x := range want {
		if !numbers[x.number] {
			t.Errorf("%s: %s is not listed", what, x.number)
		}
	}
	w := httptest.NewRecorder()
	s.site.ServeHTTP(w, asked("/cases", all))
	if page := text(t, w.Result()); !strings.Contains(page, strconv.Itoa(len(want))+" 件") {
		t.Errorf("%s: the page does not say that there are %d", what, len(want))
	}
}

// facet holds the counts of a field against the count.
func (s *seededSite) facet(t *testing.T, what string, f counted, want []*seeded, got *listed) {
	t.Helper()
	counts := map[string]int{}
	for _, x := range want {
		for _, v := range f.of(x) {
			counts[v]++
		}
	}
	values := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var written, counted []string
	for _, v := range values[:min(engine.MaxCounts, len(values))] {
		written = append(written, v+" "+strconv.Itoa(counts[v]))
	}
	for _, c := range got.Facets[f.param] {
		counted = append(counted, c.Value+" "+strconv.Itoa(c.Count))
	}
	if !slices.Equal(written, counted) {
		t.Errorf("%s: %s is counted %q; written were %q", what, f.param, counted, written)
	}
}

// has is the condition that a field has a value.
func has(f counted, value string) wanted {
	return wanted{f.param, value, func(x *seeded) bool { return slices.Contains(f.of(x), value) }}
}

// valuesOf are all values of a field.
func (s *seededSite) valuesOf(f counted) []string {
	all := map[string]bool{}
	for _, x := range s.list {
		for _, v := range f.of(x) {
			all[v] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func (s *seededSite) values(t *testing.T) {
	for _, f := range countedFields {
		for i, v := range s.valuesOf(f) {
			s.agrees(t, i == 0, has(f, v))
		}
	}
	for _, address := range []string{"刑法/264", "民法典/577", "民事诉讼法/177"} {
		s.agrees(t, true, wanted{"law", address, func(x *seeded) bool { return x.article == address }})
	}
	for _, i := range []int{0, 7, 1999} {
		s.agrees(t, true, wanted{"number", s.list[i].number, func(x *seeded) bool { return x.number == s.list[i].number }})
	}
	s.agrees(t, true, wanted{"number", "民终", func(x *seeded) bool { return strings.Contains(x.number, "民终") }})
}

func (s *seededSite) ranges(t *testing.T) {
	between := func(param, typed string, of func(*seeded) int64, from, to int64) wanted {
		return wanted{param, typed, func(x *seeded) bool { n := of(x); return n > 0 && n >= from && n <= to }}
	}
	amount := func(x *seeded) int64 { return x.amount }
	months := func(x *seeded) int64 { return int64(x.months) }
	const open = 1 << 40
	for _, w := range []wanted{
		between("amount", "50000..100000", amount, 50_000, 100_000), between("amount", "10万至50万", amount, 100_000, 500_000),
		between("amount", "..1万", amount, 0, 10_000), between("amount", "100万以上", amount, 1_000_000, open),
		between("amount", "3000", amount, 3_000, 3_000),
		between("sentence", "3年..10年", months, 36, 120), between("sentence", "36..120", months, 36, 120),
		between("sentence", "..12", months, 0, 12),
		between("sentence", "十年以上", months, 120, open), between("sentence", "无期徒刑", months, 9000, 9000),
		between("sentence", "死刑", months, 9999, 9999),
		between("sentence", "37", months, 37, 37),
	} {
		s.agrees(t, true, w)
	}
	for _, typed := range []string{"很多", "50万..10万"} {
		var refused struct {
			Total   int
			Message string
		}
		for _, as := range [][]string{{"amount", typed}, {"q", "金额：" + typed}} {
			for _, path := range []string{"/api/v1/cases", "/api/v1/cases/statistics"} {
				call(t, s.site, asked(path, nil, as...), http.StatusOK, &refused)
				if refused.Total != 0 || !strings.Contains(refused.Message, typed) {
					t.Errorf("%s: the amount %q is answered %+v", path, as, refused)
				}
			}
		}
	}
}

// parts are the parts of a judgment with the words that are looked for in them.
var seededParts = []struct {
	param string
	of    func(*seeded) string
	words []string
}{
	{"facts", func(x *seeded) string { return x.facts }, append([]string{"查明", "诚实信用", "支付"}, seedThings...)},
	{"reasons", func(x *seeded) string { return x.reasons }, append([]string{"考虑", "蓝色帆布"}, seedWhy...)},
	{"result", func(x *seeded) string { return x.result }, []string{"驳回", "退赔", "数额", "决定执行", "罚金", "其他诉讼请求", "考虑"}},
}

func (s *seededSite) parts(t *testing.T) {
	for _, p := range seededParts {
		for i, word := range p.words {
			s.agrees(t, i < 3, wanted{p.param, word, func(x *seeded) bool { return strings.Contains(p.of(x), word) }})
		}
	}
}

// several are random conditions on some fields together.
func (s *seededSite) several(t *testing.T) {
	found := 0
	for i := range 150 {
		x := s.list[s.rng.IntN(len(s.list))] // so that most have something
		var all []wanted
		for _, at := range s.rng.Perm(len(countedFields))[:1+s.rng.IntN(3)] {
			if values := countedFields[at].of(x); len(values) > 0 {
				all = append(all, has(countedFields[at], values[s.rng.IntN(len(values))]))
			}
		}
		p := seededParts[s.rng.IntN(len(seededParts))]
		word := p.words[s.rng.IntN(len(p.words))]
		all = append(all, wanted{p.param, word, func(x *seeded) bool { return strings.Contains(p.of(x), word) }})
		s.agrees(t, i%10 == 0, all...)
		found += min(1, len(have(s.list, all...)))
	}
	if found < 30 {
		t.Errorf("only %d of the conditions hold of anything", found)
	}
}

// partsOfNames: what is no whole name is looked for in names.
func (s *seededSite) partsOfNames(t *testing.T) {
	for param, parts := range map[string][]string{"court": {"云溪", "中级人民法院"}, "party": {"物流", "石桥"}, "judge": {"闵", "知秋"}, "lawyer": {"司徒"},
		"firm": {"白沙", "律师事务所"}, "cause": {"合同", "故意"}} {
		at := slices.IndexFunc(countedFields, func(f counted) bool { return f.param == param })
		for _, part := range parts {
			s.agrees(t, true, wanted{param, part, func(x *seeded) bool {
				return slices.ContainsFunc(countedFields[at].of(x), func(v string) bool { return strings.Contains(v, part) })
			}})
		}
	}
}

// query: what is typed in the query language finds as many, in lists of cases and in
// searches.
func (s *seededSite) query(t *testing.T) {
	for typed, holds := range map[string]func(*seeded) bool{
		"法官：闵怀远":      func(x *seeded) bool { return slices.Contains(x.judges, "闵怀远") },
		"律师：钟望山":      func(x *seeded) bool { return slices.Contains(x.lawyers, "钟望山") },
		"律所：白沙":       func(x *seeded) bool { return slices.Contains(x.firms, "浙江白沙律师事务所") },
		"当事人：石桥":      func(x *seeded) bool { return strings.Contains(strings.Join(x.parties, " "), "石桥") },
		"理由：诚实信用":     func(x *seeded) bool { return strings.Contains(x.reasons, "诚实信用") },
		"事实：集装箱":      func(x *seeded) bool { return strings.Contains(x.facts, "集装箱") },
		"裁判结果：退赔":     func(x *seeded) bool { return strings.Contains(x.result, "退赔") },
		"金额：10万..50万": func(x *seeded) bool { return x.amount >= 100_000 && x.amount <= 500_000 },
		"刑期：3年..10年":  func(x *seeded) bool { return x.months >= 36 && x.months <= 120 },
		"审级：二审":       func(x *seeded) bool { return x.instance == "二审" },
		"案号：民终":       func(x *seeded) bool { return strings.Contains(x.number, "民终") },
		"法官：闵怀远 理由：过错程度": func(x *seeded) bool {
			return slices.Contains(x.judges, "闵怀远") && strings.Contains(x.reasons, "过错程度")
		},
		"案由：盗窃 -法官：闵怀远": func(x *seeded) bool {
			return slices.Contains(x.charges, "盗窃罪") && !slices.Contains(x.judges, "闵怀远")
		},
		"事实：“蓝色 帆布” 刑期：..24": func(x *seeded) bool {
			return strings.Contains(x.facts, "蓝色帆布") && x.months > 0 && x.months <= 24
		},
	} {
		want := len(have(s.list, wanted{holds: holds}))
		for path, more := range map[string][]string{"/api/v1/cases": {"q", typed}, "/api/v1/search": {"q", typed, "type", "case"}} {
			var got struct{ Total int }
			call(t, s.site, asked(path, nil, more...), http.StatusOK, &got)
			if got.Total != want || want == 0 {
				t.Errorf("%s of %s finds %d; %d were written", typed, path, got.Total, want)
			}
		}
	}
}

// hidden: nobody who is hidden is found by any field.
func (s *seededSite) hidden(t *testing.T) {
	for _, name := range seedPeople {
		for _, param := range []string{"party", "judge", "lawyer", "firm", "facts", "reasons", "result"} {
			s.none(t, param, name)
		}
		s.none(t, "q", "当事人："+name)
		s.none(t, "q", "“"+name+"”")
	}
	for _, param := range []string{"party", "judge", "lawyer", "firm"} {
		s.none(t, param, "某")
	}
	s.none(t, "party", "检察院")
}

func (s *seededSite) none(t *testing.T, param, value string) {
	t.Helper()
	var got listed
	if call(t, s.site, asked("/api/v1/cases", nil, param, value), http.StatusOK, &got); got.Total != 0 {
		t.Errorf("%s=%s finds %d", param, value, got.Total)
	}
}
