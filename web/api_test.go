package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/wire"
)

// call sends a request to the API and decodes the JSON that answers it.
func call(t *testing.T, h http.Handler, r *http.Request, status int, into any) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != status {
		t.Fatalf("%s %s: status %d; want %d: %s", r.Method, r.URL, w.Code, status, w.Body)
	}
	if kind := w.Header().Get("Content-Type"); !strings.Contains(kind, "json") {
		t.Errorf("%s %s: content type %s", r.Method, r.URL, kind)
	}
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
		t.Fatalf("%s %s: %v: %s", r.Method, r.URL, err, w.Body)
	}
}

// post is a request with a text.
func post(kind, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/api/v1/citations", strings.NewReader(body))
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	return r
}

type citations struct {
	Date     string
	Total    int
	ByStatus map[string]int `json:"by_status"`
	Cites    []wire.Citation
}

// A text may come as JSON or as it is; offsets are code points of it.
func TestAPICitations(t *testing.T) {
	h := site(t)
	const text = "😀《车辆安全法》第三条第一款第（二）项、第九十九条和《道路法》第二条"
	want := citations{Total: 3, ByStatus: map[string]int{"resolved": 1, "dangling": 1, "unknown_law": 1}, Cites: []wire.Citation{
		{Cite: wire.Cite{Kind: "provision", Quote: "第三条第一款第（二）项", Law: "车辆安全法", Targets: []string{"车辆安全法/3/k1/x2"}, Status: "resolved",
			Text: "2022-06-15", Basis: "current"}, Start: 8, End: 19},
		{Cite: wire.Cite{Kind: "provision", Quote: "第九十九条", Targets: []string{"车辆安全法/99"}, Status: "dangling",
			Missing: []string{"车辆安全法/99"}, Text: "2022-06-15", Basis: "current"}, Start: 20, End: 25},
		{Cite: wire.Cite{Kind: "provision", Quote: "第二条", Law: "道路法", Targets: []string{"道路法/2"}, Status: "unknown_law"}, Start: 31,
			End: 34},
	}}
	body, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		t.Fatal(err)
	}
	for kind, body := range map[string]string{"application/json": string(body), "application/json; charset=utf-8": string(body),
		"text/plain": text, "text/plain; charset=utf-8": text, "": text} {
		var got citations
		call(t, h, post(kind, body), http.StatusOK, &got)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v\nwant %+v", kind, got, want)
		}
	}
	var dated citations
	call(t, h, post("application/json", `{"text": "车辆安全法第二条", "date": "2020-05-01"}`), http.StatusOK, &dated)
	if len(dated.Cites) != 1 || dated.Cites[0].Targets[0] != "车辆安全法@2019-03-01/2" || dated.Cites[0].Basis != "date" {
		t.Errorf("a dated text: %+v", dated)
	}
	// The date that a judgment gives is its day; traditional characters are understood and come back.
	var judgment citations
	call(t, h, post("text/plain",
		"甲市人民法院\n民事判决書\n\n（2020）甲民初1號\n\n本院認為，依照《中華人民共和國車輛安全法》第二條的規定，判決如下：\n\n駁回訴訟請求。\n\n審判員　某某\n二〇二〇年五月一日\n"), http.StatusOK, &judgment)
	if i := len(judgment.Cites) - 1; judgment.Date != "2020-05-01" || i < 0 || judgment.Cites[i].Targets[0] != "车辆安全法@2019-03-01/2" ||
		judgment.Cites[i].Quote != "第二條" {
		t.Errorf("a judgment: %+v", judgment)
	}
	var none citations
	call(t, h, post("text/plain", "没有引用"), http.StatusOK, &none)
	if none.Total != 0 || none.Cites == nil {
		t.Errorf("a text without citations: %+v", none)
	}
}

// A draft is judged on its day: given, at its foot, or today.
func TestAPICheck(t *testing.T) {
	h := site(t)
	check := func(kind, body string) *http.Request {
		r := post(kind, body)
		r.URL.Path = "/api/v1/check"
		return r
	}
	for body, want := range map[string]string{
		`{"text": "依照《车辆安全法》第二条处理。", "date": "2020-05-01"}`:    "2020-05-01 车辆安全法@2019-03-01/2 2019-03-01 changed_since",
		`{"text": "依照《车辆安全法》第九十九条处理。\n2023年5月6日"}`:             "2023-05-06 车辆安全法/99  no_provision",
		`{"text": "依照《车辆管理暂行条例》第一条处理。", "date": "2023-05-06"}`: "2023-05-06 车辆管理暂行条例/1 1990-05-01 repealed",
	} {
		var got wire.CheckedDraft
		call(t, h, check("application/json", body), http.StatusOK, &got)
		if len(got.Cites) != 1 {
			t.Errorf("%s: %+v", body, got)
			continue
		}
		c := got.Cites[0]
		if all := fmt.Sprintf("%s %s %s %s", got.DateUsed, c.Target, c.Version, c.Verdict); all != want {
			t.Errorf("%s: %s; want %s", body, all, want)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, check("application/json", `{"text": "依照《车辆安全法》第二条处理。", "date": "2023-13-45"}`))
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "没有 2023-13-45 这一天") {
		t.Errorf("a day that is none: %d %s", w.Code, w.Body)
	}
}

// Bad input is answered in Chinese, with a status that says whose fault it is.
func TestAPIErrors(t *testing.T) {
	h := site(t)
	article := func(path string) *http.Request {
		return httptest.NewRequest(http.MethodGet, (&url.URL{Path: "/api/v1/articles/" + path}).String(), nil)
	}
	query := func(path, query string) *http.Request {
		r := article(path)
		r.URL.RawQuery = query
		return r
	}
	for _, c := range []struct {
		r      *http.Request
		status int
		detail string
	}{
		{post("application/json", `{"text": `), 400, "不是有效的 JSON"},
		{post("application/json", `["第二条"]`), 400, "不是有效的 JSON"},
		{post("application/json", `{"text": "第二条", "date": "昨天"}`), 400, "日期"},
		{post("application/json", `{}`), 400, "请给出文字"},
		{post("text/plain", " \n"), 400, "请给出文字"},
		{post("text/plain", "\xff\xfe第二条"), 400, "UTF-8"},
		{post("text/plain", strings.Repeat("第", 2<<20)), 413, "太大"},
		{article("车辆安全法/99"), 404, "没有第九十九条"},
		{article("没有的法/1"), 404, "本库未收录"},
		{article("车辆安全法/一二三"), 400, "一二三"},
		{query("车辆安全法/3/cited-by", "page=0"), 422, "page 不能是 0"},
		{query("车辆安全法/3/cited-by", "size=101"), 422, "size 不能是 101"},
		{query("车辆安全法/3/cited-by", "kind=nosuch"), 422, "kind 不能是 nosuch"},
		{query("车辆安全法/3/cited-by", "page=很多"), 422, "page 不能是 很多"},
		{query("车辆安全法/3/cited-by", "at=第一款"), 400, "第一款"},
		{httptest.NewRequest(http.MethodGet, "/api/v1/citations", nil), 405, "不接受"},
		{httptest.NewRequest(http.MethodGet, "/api/v1/nosuch", nil), 404, "没有这个"},
	} {
		var got struct {
			Status int
			Detail string
		}
		call(t, h, c.r, c.status, &got)
		if got.Status != c.status || !strings.Contains(got.Detail, c.detail) {
			t.Errorf("%s %s: %+v; want %q", c.r.Method, c.r.URL, got, c.detail)
		}
	}
}

func TestAPIArticle(t *testing.T) {
	h := site(t)
	fetch := func(path string, into any) {
		t.Helper()
		p, q, _ := strings.Cut(path, "?")
		call(t, h, httptest.NewRequest(http.MethodGet, (&url.URL{Path: p, RawQuery: q}).String(), nil), http.StatusOK, into)
	}
	var article wire.Place
	fetch("/api/v1/articles/中华人民共和国车辆安全法/3", &article)
	if article.Address != "车辆安全法/3" || article.Number != "第三条" || len(article.Paragraphs) != 2 || article.CitedBy.Total != 3 ||
		len(article.Cites) != 1 {
		t.Errorf("article: %+v", article)
	}
	fetch("/api/v1/articles/车辆安全法@2019-03-01/2", &article)
	if article.Address != "车辆安全法@2019-03-01/2" || article.Status != "amended" {
		t.Errorf("old text: %+v", article)
	}
	type citedBy struct {
		wire.CitedBy
		Address    string
		Page, Size int
		List       []wire.Citing
	}
	var all, item, first, second, cases citedBy
	fetch("/api/v1/articles/车辆安全法/3/cited-by", &all)
	if all.Total != 3 || !reflect.DeepEqual(all.ByKind, map[string]int{"case": 1, "interpretation": 1,
		"law": 1}) || len(all.List) != 3 || all.List[0].Kind != "case" {
		t.Errorf("cited by: %+v", all)
	}
	fetch("/api/v1/articles/车辆安全法/3/cited-by?at=k1/x2", &item)
	if item.Total != 2 || item.Address != "车辆安全法/3/k1/x2" || !reflect.DeepEqual(item.List[0].Targets,
		[]string{"车辆安全法/3/k1/x2"}) || !strings.Contains(item.List[0].Sentence, "判决乙公司") {
		t.Errorf("an item cited by: %+v", item)
	}
	fetch("/api/v1/articles/车辆安全法/3/cited-by?size=2", &first)
	fetch("/api/v1/articles/车辆安全法/3/cited-by?size=2&page=2", &second)
	if !reflect.DeepEqual(append(first.List, second.List...), all.List) || second.Total != 3 {
		t.Errorf("pages: %+v and %+v", first, second)
	}
	fetch("/api/v1/articles/车辆安全法/3/cited-by?kind=case", &cases)
	if len(cases.List) != 1 || cases.List[0].ID == "" || cases.Total != 3 {
		t.Errorf("cases: %+v", cases)
	}
}

// The description is made from the types, and names every operation.
func TestAPIDescription(t *testing.T) {
	h := site(t)
	var d struct {
		OpenAPI string `json:"openapi"`
		Paths   map[string]map[string]struct {
			OperationID string `json:"operationId"`
		}
		Components struct {
			Schemas map[string]struct {
				Properties map[string]any
			}
		}
	}
	call(t, h, httptest.NewRequest(http.MethodGet, "/api/openapi.json", nil), http.StatusOK, &d)
	for path, method := range map[string]string{"/api/v1/citations": "post", "/api/v1/articles/{key}/{article}": "get",
		"/api/v1/articles/{key}/{article}/cited-by": "get"} {
		if d.Paths[path][method].OperationID == "" {
			t.Errorf("%s %s is not described", method, path)
		}
	}
	citation := d.Components.Schemas["Citation"].Properties
	for _, field := range []string{"quote", "start", "end", "targets", "status"} {
		if citation[field] == nil {
			t.Errorf("the schema of a citation lacks %s: %v", field, citation)
		}
	}
	if path := os.Getenv("FATIAO_OPENAPI"); path != "" { // for a linter
		if err := os.WriteFile(path, []byte(source(t, get(t, h, "/api/openapi.json"))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.HasPrefix(d.OpenAPI, "3.") {
		t.Errorf("OpenAPI %s", d.OpenAPI)
	}
}
