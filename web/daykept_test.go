package web_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"golang.org/x/net/html"

	"github.com/fatiao/fatiao/web/guard"
)

// walker follows the links of pages that are read for a day.
type walker struct {
	h     http.Handler
	day   string
	seen  map[string]bool
	queue []string
	loose []string // links that lose the day: on which page, and where to
}

// walk reads a page, and notes its links.
func (w *walker) walk(t *testing.T, path string) {
	t.Helper()
	rec := httptest.NewRecorder()
	w.h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
	if rec.Code >= 500 {
		t.Errorf("%s: status %d", path, rec.Code)
	}
	if to := rec.Header().Get("Location"); to != "" {
		w.link(path, to)
		return
	}
	if rec.Header().Get("Content-Disposition") != "" || strings.HasPrefix(rec.Header().Get("Content-Type"), "application/atom+xml") {
		return // a file, or a feed, of the day
	}
	doc, err := html.Parse(rec.Body)
	if err != nil {
		t.Fatal(err)
	}
	if banner := element(doc, "id", "as-of"); banner == nil || !strings.Contains(words(banner), "2019年3月1日") ||
		!strings.Contains(words(banner), "回到今天") {
		t.Errorf("%s does not say which day it is for", path)
	}
	for n := range doc.Descendants() {
		switch {
		case n.Data == "a" && attr(n, "id") == "today":
			if strings.Contains(attr(n, "href"), "as_of") {
				t.Errorf("%s leads to %s as today's", path, attr(n, "href"))
			}
		case n.Data == "a":
			w.link(path, attr(n, "href"))
		case n.Data == "form":
			w.form(path, n)
		}
	}
}

// link notes a link of a page.
func (w *walker) link(from, to string) {
	u, err := url.Parse(to)
	if err != nil || u.Host != "" || !strings.HasPrefix(to, "/") {
		if !strings.HasPrefix(to, "#") {
			w.loose = append(w.loose, from+" → "+to)
		}
		return
	}
	if u.Query().Get("as_of") != w.day {
		w.loose = append(w.loose, from+" → "+to)
		return
	}
	u.Fragment = ""
	if path := u.String(); !w.seen[path] && len(w.seen) < 700 {
		w.seen[path] = true
		w.queue = append(w.queue, path)
	}
}

// form notes a form of a page that loses the day. That of the day itself may set another.
func (w *walker) form(from string, form *html.Node) {
	if attr(form, "method") == "dialog" {
		return // it leads nowhere
	}
	kept := strings.Contains(attr(form, "action"), "as_of="+w.day)
	for n := range form.Descendants() {
		if n.Data == "input" && attr(n, "name") == "as_of" {
			kept = kept || attr(n, "value") == w.day
		}
	}
	if !kept {
		w.loose = append(w.loose, from+" → form "+attr(form, "action"))
	}
}

// pageRoutes are the routes that answer GET with a page.
func pageRoutes(h http.Handler) []string {
	var routes []string
	for _, r := range h.(interface{ Routes() []*echo.Route }).Routes() {
		if r.Method != http.MethodGet || strings.HasPrefix(r.Path, "/api") || strings.HasPrefix(r.Path, "/static") ||
			slices.Contains([]string{"/healthz", "/readyz", "/metrics", guard.ModelRoute, guard.RobotsRoute, guard.IconRoute,
				"/opensearch.xml", "/suggestions", "/sitemap.xml", "/sitemaps/:name"}, r.Path) {
			continue
		}
		routes = append(routes, r.Path)
	}
	return routes
}

// Every page that can be read for a day says the day and how to get back, and every link and
// form of it keeps the day; by these links every page is reached.
func TestDayIsKept(t *testing.T) {
	h := datedSite(t)
	w := &walker{h: h, day: "2019-03-01", seen: map[string]bool{}}
	const query = "?as_of=2019-3-1" // as it may be typed
	for _, start := range []string{"/", "/search?q=仓库&as_of=2019年3月1日", "/law/仓库法/99" + query, "/law/仓库法@2001-01-01" + query,
		"/law/没有的法/3" + query, "/law/货栈法" + query, "/law/货栈法/3" + query, "/law/车辆安全法/3/k1" + query, "/consultation/0" + query,
		"/case/0" + query, "/nosuch" + query, "/search?q=仓库法99&as_of=2019-03-01", "/search?q=狗&type=nosuch&as_of=2019-03-01",
		"/search?q=仓库法2&as_of=2019-03-01", "/search?q=仓库法2@&superseded=1&type=article&as_of=2019-03-01", "/check" + query,
		"/open?law=仓库法&article=2&as_of=2019-03-01", "/about/collection" + query, "/compare" + query,
		"/cases/report" + query} {
		u, err := url.Parse(start)
		if err != nil {
			t.Fatal(err)
		}
		values := u.Query()
		if values.Get("as_of") == "" {
			values.Set("as_of", "2019-03-01")
		}
		u.RawQuery = values.Encode()
		w.walk(t, u.String())
	}
	for len(w.queue) > 0 {
		next := w.queue[0]
		w.queue = w.queue[1:]
		w.walk(t, next)
	}
	for _, l := range w.loose[:min(len(w.loose), 40)] {
		t.Errorf("the day is lost: %s", l)
	}
	for _, route := range pageRoutes(h) {
		prefix, _, _ := strings.Cut(route, ":")
		reached := func(path string) bool {
			return strings.HasPrefix(path, prefix) && strings.Count(path, "/") >= strings.Count(route, "/")
		}
		if strings.HasPrefix(route, "/consultation") || route == "/open" || route == "/about/collection" || route == "/compare" {
			continue // none is loaded; the others only lead on
		}
		if !slices.ContainsFunc(slices.Collect(maps.Keys(w.seen)), reached) {
			t.Errorf("no page of %s was reached", route)
		}
	}
}

// A day that is none is refused on every page and every route of the API, in words that say
// why; a day may be typed in any of the usual ways.
func TestDaysOfAllRoutes(t *testing.T) {
	h := datedSite(t)
	fill := strings.NewReplacer(":key", url.PathEscape("仓库法"), "/*", "/2", ":id", "000000000000", ":article", "2")
	for _, r := range h.(interface{ Routes() []*echo.Route }).Routes() {
		isAPI := strings.HasPrefix(r.Path, "/api/v1/")
		if r.Method != http.MethodGet || !isAPI && !slices.Contains(pageRoutes(h), r.Path) {
			continue
		}
		path := fill.Replace(r.Path) + "?from=" + url.PathEscape("仓库法") + "/2&to=" + url.PathEscape("仓库法") + "/2"
		for day, want := range map[string]string{"2023-13-45": "没有 2023-13-45 这一天", "昨天": "无法识别"} {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, request(path+"&as_of="+url.QueryEscape(day)))
			if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s as of %s: status %d, without %q", path, day, w.Code, want)
			}
		}
		plain := httptest.NewRecorder()
		h.ServeHTTP(plain, request(path+"&as_of="))
		for _, day := range []string{"2019-03-01", "2019-3-1", "2019年3月1日"} {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, request(path+"&as_of="+url.QueryEscape(day)))
			if w.Code != plain.Code {
				t.Errorf("%s as of %s: status %d; without a day %d", path, day, w.Code, plain.Code)
			}
		}
	}
	for _, path := range []string{"/api/v1/check", "/api/v1/citations"} { // what is sent may tell its day as well
		const body = "依照《仓库法》第二条处理。"
		for day, want := range map[string]int{"2012-1-1": http.StatusOK, "2012-13-01": http.StatusBadRequest} {
			w := httptest.NewRecorder()
			r := httptest.NewRequest(http.MethodPost, path+"?as_of="+day, strings.NewReader(body))
			r.Header.Set("Content-Type", "text/plain")
			h.ServeHTTP(w, r)
			if w.Code != want || want == http.StatusOK && !strings.Contains(w.Body.String(), "2012-01-01") {
				t.Errorf("%s as of %s: status %d, %s", path, day, w.Code, w.Body)
			}
		}
	}
	var description struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name string }
		}
	}
	call(t, h, request("/api/openapi.json"), http.StatusOK, &description)
	for path, methods := range description.Paths {
		isDay := func(p struct{ Name string }) bool { return p.Name == "as_of" }
		if op, ok := methods["get"]; ok && !slices.ContainsFunc(op.Parameters, isDay) {
			t.Errorf("the description of %s has no as_of", path)
		}
	}
}
