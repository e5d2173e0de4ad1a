package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/wire"
)

func searchURL(values ...string) *http.Request {
	v := url.Values{}
	for i := 0; i < len(values); i += 2 {
		v.Set(values[i], values[i+1])
	}
	return httptest.NewRequest(http.MethodGet, "/api/v1/search?"+v.Encode(), nil)
}

// The answer has the fields that clients rely on, in every case.
func TestAPISearch(t *testing.T) {
	h := site(t)
	for _, q := range []string{"开车打瞌睡罚多少钱", "车辆安全法3", "", "“没有这几个字的文本”", "law:没有的法 车辆", "date:昨天 车辆"} {
		var got map[string]any
		call(t, h, searchURL("q", q), http.StatusOK, &got)
		for _, field := range []string{"query", "total", "took_ms", "hits", "facets", "suggestions"} {
			if v, ok := got[field]; !ok || v == nil {
				t.Errorf("%q: the answer lacks %s", q, field)
			}
		}
		hits := got["hits"].([]any)
		if len(hits) == 0 && got["message"] == nil && got["not_loaded"] == nil {
			t.Errorf("%q has neither hits nor a message", q)
		}
		for _, hit := range hits {
			m := hit.(map[string]any)
			for _, field := range []string{"type", "title", "snippet", "highlights", "score", "why"} {
				if v, ok := m[field]; !ok || v == nil {
					t.Errorf("%q: a hit lacks %s: %v", q, field, m)
				}
			}
			if m["address"] == nil && m["id"] == nil {
				t.Errorf("%q: a hit has neither address nor id: %v", q, m)
			}
		}
	}
	var res wire.Search
	call(t, h, searchURL("q", "车辆安全法第3条"), http.StatusOK, &res)
	if len(res.Hits) != 1 || res.Hits[0].Address != "车辆安全法/3" || len(res.Related) == 0 {
		t.Errorf("an address gives %+v, related %+v", res.Hits, res.Related)
	}
	call(t, h, searchURL("q", "驾驶人", "type", "article", "law", "车辆安全法", "sort", "citations", "size", "2"), http.StatusOK, &res)
	if len(res.Hits) != 2 || !strings.HasPrefix(res.Hits[0].Address, "车辆安全法/") || res.Total < 3 {
		t.Errorf("two of %d hits: %+v", res.Total, res.Hits)
	}
	call(t, h, searchURL("q", "马车", "superseded", "true"), http.StatusOK, &res)
	if len(res.Hits) == 0 || res.Hits[0].Status != "repealed" {
		t.Errorf("asked for, superseded texts give %+v", res.Hits)
	}
	call(t, h, searchURL("q", "安全带", "as_of", "2020-01-01", "type", "article"), http.StatusOK, &res)
	if len(res.Hits) == 0 || !strings.HasPrefix(res.Hits[0].Address, "车辆安全法@2019-03-01/2") && !strings.HasPrefix(res.Hits[0].Address,
		"车辆安全法/2") {
		t.Errorf("on that day the text is %+v", res.Hits)
	}
	for _, bad := range [][]string{{"type", "书"}, {"sort", "schön"}, {"size", "1000"}, {"page", "0"}, {"as_of", "昨天"}, {"group", "x"}} {
		var e struct{ Detail string }
		r := searchURL(append([]string{"q", "车辆"}, bad...)...)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusBadRequest && w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%v: status %d", bad, w.Code)
			continue
		}
		call(t, h, searchURL(append([]string{"q", "车辆"}, bad...)...), w.Code, &e)
		if !strings.ContainsFunc(e.Detail, func(r rune) bool { return r >= 0x4e00 && r < 0xa000 }) {
			t.Errorf("%v: the message is %q", bad, e.Detail)
		}
	}
}

func TestAPISuggest(t *testing.T) {
	h := site(t)
	var got struct{ Suggestions []wire.Suggestion }
	call(t, h, httptest.NewRequest(http.MethodGet, "/api/v1/suggest?q="+url.QueryEscape("车辆安"), nil), http.StatusOK, &got)
	if len(got.Suggestions) == 0 || got.Suggestions[0].Key != "车辆安全法" {
		t.Errorf("suggestions %+v", got)
	}
	call(t, h, httptest.NewRequest(http.MethodGet, "/api/v1/suggest", nil), http.StatusOK, &got)
}

// The page shows what was understood, and leads to narrower results.
func TestSearchPage(t *testing.T) {
	h := site(t)
	page := func(query string) string { return text(t, get(t, h, "/search?"+query)) }
	for query, want := range map[string]string{
		"q=" + url.QueryEscape("车辆安全法 罚款"):                                "只在《车辆安全法》里",
		"q=" + url.QueryEscape("驾驶人 车辆"):                                  "筛选和排序",
		"q=" + url.QueryEscape("小偷偷车"):                                    "已同时检索：小偷：盗窃",
		"list=1&q=" + url.QueryEscape("车辆安全法3"):                           "相关条文",
		"q=" + url.QueryEscape("驾驶人") + "&sort=date":                      "日期",
		"q=" + url.QueryEscape("驾驶人") + "&level=" + url.QueryEscape("法律"): "不限",
		"q=" + url.QueryEscape("驾驶人") + "&status=x":                       "没有“x”这一效力",
	} {
		if got := page(query); !strings.Contains(got, want) {
			t.Errorf("/search?%s lacks %q:\n%s", query, want, got)
		}
	}
}
