package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

type fixed struct{ web.Snapshot }

func (f *fixed) Acquire() (*web.Snapshot, func()) { return &f.Snapshot, func() {} }

var now = func() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }

// hostile is a law whose every string tries to become markup.
const hostile = "# <script>alert(1)</script>规定\n\n<!-- INFO END -->\n\n## <svg onload=alert(2)>\n\n第一条 <x-b>粗</x-b>体与 \"引号\" & 符号。\n"

// siteOf serves what o ingests.
func siteOf(t *testing.T, o ingest.Options) http.Handler {
	t.Helper()
	return siteWith(t, o, guard.Limits{})
}

// siteWith is siteOf with some limits.
func siteWith(t *testing.T, o ingest.Options, limits guard.Limits) http.Handler {
	t.Helper()
	o.Now = now
	base, s := testbase.Open(t, o)
	h, err := web.New(web.Options{Library: &fixed{web.NewSnapshot("gen-000001", base, citegraph.New(base), s)},
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now, Citable: reading.Citable, Upload: reading.Upload,
		Placed: reading.Placed,
		Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(t *testing.T, h http.Handler, path string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, asking(t, path))
	return w.Result()
}

// asking is a request for a path that is written as a reader would.
func asking(t *testing.T, path string) *http.Request {
	t.Helper()
	u := &url.URL{Path: path}
	if p, q, ok := strings.Cut(path, "?"); ok {
		values, err := url.ParseQuery(q)
		if err != nil {
			t.Fatal(err)
		}
		u = &url.URL{Path: p, RawQuery: values.Encode()}
	}
	return httptest.NewRequest(http.MethodGet, u.String(), nil)
}

// text is what a visitor reads on a page: its text nodes, white space folded.
func text(t *testing.T, r *http.Response) string {
	t.Helper()
	doc, err := html.Parse(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		isCode := n.Data == "script" && n.FirstChild != nil && attr(n, "type") != "application/ld+json"
		if n.Type == html.ElementNode && (n.Data == "img" || isCode) {
			t.Errorf("the page has an element %s", n.Data)
		}
		if n.Data == "script" && n.Type == html.ElementNode {
			return // data for programs
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestPages(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	if err := os.WriteFile(filepath.Join(dir, "hostile.md"), []byte(hostile), 0o644); err != nil {
		t.Fatal(err)
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	for _, c := range []struct {
		path   string
		status int
		has    []string
	}{
		{"/", 200, []string{"法律法规6 部", "甲诉乙运输公司车辆事故案", "收录的文本截至 2023-01-05", "以官方公布的文本为准"}},
		{"/laws", 200, []string{"车辆安全法", "司法解释（1）"}},
		{"/law/车辆安全法", 200, []string{"中华人民共和国车辆安全法", "现行有效", "目录", "第二编 分则", "第四条之一", "打瞌睡 五百元", "附件一", "历次文本", "相关司法解释", "2022年6月15日"}},
		{"/law/车辆安全法@2019-03-01", 200, []string{"已修改", "这是旧文本，2022年9月1日起由新文本取代"}},
		{"/law/车辆安全法/3", 200, []string{"第一编 总则 › 第一章 一般规定", "（二）不打瞌睡", "‹ 第二条", "第四条 ›", "被引用 3 次", "判决乙公司赔偿三百元", "历次文本"}},
		{"/law/车辆安全法/4-1", 200, []string{"第四条之一", "‹ 第四条", "第五条 ›"}},
		{"/law/车辆管理暂行条例/1", 200, []string{"已废止", "本条例已废止（由《车辆安全法》"}},
		{"/law/车辆安全法/99", 404, []string{"没有第九十九条", "车辆安全法 第六条"}},
		{"/law/没有的法/3", 404, []string{"本库未收录《没有的法》", "如何导入"}},
		{"/law/车辆安全法/k1", 404, []string{"有款、项、目而没有条"}},
		{"/law/《script》alert(1)《／script》规定", 200, []string{"<script>alert(1)</script>规定", "<svg onload=alert(2)>"}},
		{"/law/《script》alert(1)《／script》规定/1", 200, []string{"<x-b>粗</x-b>体与 \"引号\" & 符号。"}},
		{"/search?q=车辆安全法3&list=1", 200, []string{"已识别：车辆安全法 第三条", "礼让行人"}},
		{"/search?q=漏雨 租金", 200, []string{"最相关的条文", "住宅法典 第四条", "匹配依据", "条结果"}},
		{"/search?q=车辆安全法77", 200, []string{"没有第七十七条"}},
		{"/search?q=", 200, []string{"请输入要查的内容"}},
		{"/search?q=<script>alert(3)</script>", 200, nil},
		{"/search?q=狗&type=nosuch", 400, []string{"没有“nosuch”这一类"}},
		{"/search?q=车&page=999999999", 200, nil},
		{"/cases", 200, []string{"甲诉乙运输公司车辆事故案"}},
		{"/commentaries", 200, []string{"尚未导入解读"}},
		{"/case/000000000000", 404, []string{"没有找到"}},
		{"/nosuch", 404, []string{"没有这个页面"}},
	} {
		r := get(t, h, c.path)
		body := text(t, r)
		if r.StatusCode != c.status {
			t.Errorf("%s: status %d; want %d", c.path, r.StatusCode, c.status)
		}
		for _, want := range c.has {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q:\n%s", c.path, want, body)
			}
		}
		if csp := r.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: content security policy %q", c.path, csp)
		}
	}
}

func TestRedirects(t *testing.T) {
	h := site(t)
	for path, want := range map[string]string{
		"/law/中华人民共和国车辆安全法/3":       "/law/车辆安全法/3",
		"/law/车辆安全法/3/k1/x2":        "/law/车辆安全法/3#k1-x2",
		"/law/车辆安全法/b1/z2":          "/law/车辆安全法#b1-z2",
		"/law/关于适用《车辆安全法》若干问题的解释/1": "/law/最高人民法院关于适用《中华人民共和国车辆安全法》若干问题的解释/1",
	} {
		r := get(t, h, path)
		got, err := url.PathUnescape(r.Header.Get("Location"))
		if err != nil || r.StatusCode != http.StatusFound || got != want {
			t.Errorf("%s leads to %d %s; want %s", path, r.StatusCode, got, want)
		}
	}
}

// A first start has no law, but what its documents name has a page.
func TestNotLoaded(t *testing.T) {
	h := siteOf(t, ingest.Options{Embedded: true})
	body := text(t, get(t, h, "/law/民法典/1036"))
	for _, want := range []string{"民法典 第一千零三十六条", "本库未收录《民法典》", "fatiao ingest", "被以下文件引用", "第5条对民法典第1036条进行细化"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q:\n%s", want, body)
		}
	}
	if home := text(t, get(t, h, "/")); !strings.Contains(home, "尚未导入法律") || !strings.Contains(home, "售楼处人脸识别") {
		t.Errorf("home: %s", home)
	}
}

func TestStatic(t *testing.T) {
	h := siteOf(t, ingest.Options{Embedded: true})
	r := get(t, h, "/static/style.css")
	if r.StatusCode != 200 || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("status %d, %v", r.StatusCode, r.Header)
	}
	if r := get(t, h, "/static/..%2Fserver.go"); r.StatusCode != 404 {
		t.Errorf("a path that escapes: %d", r.StatusCode)
	}
	if r := get(t, h, "/healthz"); r.StatusCode != 200 {
		t.Errorf("health: %d", r.StatusCode)
	}
}

// element returns the first element that has an attribute with a value, nil
// where there is none.
func element(n *html.Node, key, value string) *html.Node {
	for _, a := range n.Attr {
		if a.Key == key && a.Val == value {
			return n
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := element(c, key, value); found != nil {
			return found
		}
	}
	return nil
}

// page gets a page as a tree.
func page(t *testing.T, h http.Handler, path string) *html.Node {
	t.Helper()
	doc, err := html.Parse(get(t, h, path).Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// words is the text below an element.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// attr is an attribute of an element, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// A citation is a link to what it names, with the text of that beside it; the
// description that assistive software reads is there under its id, once.
func TestCitationLinks(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	rule := "# 驾校管理办法\n\n2023年3月1日 公布\n\n<!-- INFO END -->\n\n第一条 违反车辆安全法第三条第一款第（二）项、第六十条和《道路法》第二条的，停课。\n\n第二条 修订前的车辆安全法第二条不适用。\n"
	if err := os.WriteFile(filepath.Join(dir, "驾校管理办法.md"), []byte(rule), 0o644); err != nil {
		t.Fatal(err)
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	for path, wants := range map[string][]struct{ text, href, preview string }{
		"/law/驾校管理办法/1": {
			{"车辆安全法第三条第一款第（二）项", "/law/车辆安全法/3#k1-x2", "不打瞌睡"},
			{"第六十条", "/law/车辆安全法/60", "没有第六十条"},
			{"第二条", "/law/道路法/2", "本库未收录《道路法》"},
		},
		"/law/驾校管理办法/2": {{"车辆安全法第二条", "/law/车辆安全法@2019-03-01/2", "驾驶人应当系好安全带"}},
		"/law/车辆安全法/3":  {{"前款第二项", "/law/车辆安全法/3#k1-x2", "不打瞌睡"}},
	} {
		doc := page(t, h, path)
		ids := map[string]int{}
		var links []*html.Node
		for n := range doc.Descendants() {
			if id := attr(n, "id"); id != "" {
				ids[id]++
			}
			if attr(n, "class") == "cite" {
				links = append(links, n)
			}
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s has %d elements with the id %s", path, n, id)
			}
		}
		if len(links) != len(wants) {
			t.Fatalf("%s: %d citations; want %d", path, len(links), len(wants))
		}
		for i, want := range wants {
			href, err := url.PathUnescape(attr(links[i], "href"))
			if err != nil {
				t.Fatal(err)
			}
			preview := element(doc, "id", attr(links[i], "aria-describedby"))
			if words(links[i]) != want.text || href != want.href || preview == nil || !strings.Contains(words(preview), want.preview) {
				t.Errorf("%s: %q leads to %s with %v; want %+v", path, words(links[i]), href, preview, want)
			}
		}
	}
	// Who cites an article stands under what it is, with the sentence and the depth.
	body := text(t, get(t, h, "/law/车辆安全法/3"))
	for _, want := range []string{"案例 1 处 甲诉乙运输公司车辆事故案", "判决乙公司赔偿三百元。 引用第一款第（二）项", "法律 1 处", "司法解释 1 处", "规章等 2 处 驾校管理办法 2023-03-01 第一条",
		"停课。 引用第一款第（二）项"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q:\n%s", want, body)
		}
	}
	if body := text(t, get(t, h, "/law/车辆安全法/2")); !strings.Contains(body, "本条定义车辆驾驶人") {
		t.Errorf("the page lacks its terms:\n%s", body)
	}
}
