package web_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"golang.org/x/net/html"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/wire"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

// dated are texts that hold one after the other, what cites them, and a judgment that tells
// the day of the act. Every name in them is invented.
var dated = map[string]string{
	"法律/仓库法2010.md": "# 中华人民共和国仓库法\n\n2010年3月1日 第九届虚构代表大会常务委员会第一次会议通过\n\n2010年7月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 为了管好仓库，制定本法。\n\n第二条 仓库应当每年查验一次。\n\n第三条 私自开仓的，处拘役。\n",
	"法律/仓库法2018.md": "# 中华人民共和国仓库法\n\n2010年3月1日 第九届虚构代表大会常务委员会第一次会议通过\n\n" +
		"2018年10月26日 第九届虚构代表大会常务委员会第九次会议修订\n\n2019年1月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 为了管好仓库，制定本法。\n\n第二条 仓库应当每月查验一次。\n\n第三条 私自开仓的，处二年以下有期徒刑。\n\n第四条 违反本法第二条的，停业。\n",
	"法律/仓库法2023.md": "# 中华人民共和国仓库法\n\n2010年3月1日 第九届虚构代表大会常务委员会第一次会议通过\n\n" +
		"2018年10月26日 第九届虚构代表大会常务委员会第九次会议修订\n\n2023年12月29日 第九届虚构代表大会常务委员会第二十九次会议修订\n\n" +
		"2024年7月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 为了管好仓库，制定本法。\n\n第二条 仓库应当每日查验一次。\n\n第三条 私自开仓的，处三年以下有期徒刑。\n\n第四条 违反本法第二条的，停业。\n\n" +
		"第五条 本法自2024年7月1日起施行。《中华人民共和国货栈法》同时废止。\n",
	"行政法规/查验条例.md": "# 仓库查验条例\n\n2011年2月1日 国务院令第9011号公布\n\n2011年3月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 查验依照《中华人民共和国仓库法》第二条办理。\n\n第二条 货栈依照《中华人民共和国货栈法》第三条办理。\n",
	"案例/判决.txt": "虚构县人民法院\n刑事判决书\n\n（2020）虚0101刑初9号\n\n公诉机关虚构县人民检察院。\n\n被告人甲某，男，1980年5月6日出生。\n\n" +
		"虚构县人民检察院指控被告人甲某犯私自开仓罪，于2020年2月3日向本院提起公诉。本院公开开庭审理了本案，现已审理终结。\n\n" +
		"经审理查明，2018年5月4日夜，被告人甲某私自打开乙公司的仓库，取走货物。2019年12月1日，被告人甲某被抓获。\n\n" +
		"本院认为，被告人甲某的行为已构成私自开仓罪。依照《中华人民共和国仓库法》第三条之规定，判决如下：\n\n" +
		"被告人甲某犯私自开仓罪，判处拘役三个月。\n\n审判长 丙某\n\n二〇二〇年三月五日\n\n书记员 丁某\n",
	"法律/港口法.md": "# 中华人民共和国港口法\n\n1998年3月1日 第九届虚构代表大会常务委员会第一次会议通过\n\n" +
		"2015年4月2日 第九届虚构代表大会常务委员会第五次会议修正\n\n2015年5月1日 施行\n\n<!-- INFO END -->\n\n第一条 船舶应当靠右停泊，并且点灯。\n",
	"案例/判决二.txt": "虚构县人民法院\n民事判决书\n\n（2009）虚0101民初7号\n\n原告甲公司。\n\n被告乙公司。\n\n" +
		"原告甲公司与被告乙公司船舶碰撞损害责任纠纷一案，本院受理后，依法公开开庭进行了审理。本案现已审理终结。\n\n" +
		"经审理查明，2008年5月4日，乙公司的船撞上甲公司的船。\n\n本院认为，被告应当赔偿。依照《中华人民共和国港口法》第一条之规定，判决如下：\n\n" +
		"被告乙公司赔偿原告甲公司三千元。\n\n审判长 丙某\n\n二〇〇九年三月五日\n\n书记员 丁某\n",
	"解读/答问.txt": "仓库法修订答记者问\n\n2018年11月2日\n\n记者问：修改了什么？\n\n答：《中华人民共和国仓库法》第二条改为每月查验一次。\n",
}

// writeDated writes the dated texts beside the laws that are written for all tests.
func writeDated(t testing.TB, dir string) string {
	t.Helper()
	testlaw.Write(t, dir)
	for name, text := range dated {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// datedLaws are the dated texts, ingested once.
var datedLaws shared

// datedSite serves the dated texts, to clients that ask without end.
func datedSite(t testing.TB) http.Handler {
	t.Helper()
	snapshot := datedLaws.open(t, func(dir string) ingest.Options {
		return ingest.Options{Paths: []string{writeDated(t, dir)}}
	})
	h, err := web.New(web.Options{Library: &fixed{snapshot}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now,
		Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed, Limits: guard.Limits{PerClient: 10_000, Burst: 100_000}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

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
		if !slices.ContainsFunc(slices.Collect(mapKeys(w.seen)), reached) {
			t.Errorf("no page of %s was reached", route)
		}
	}
}

func mapKeys(m map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
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
		for day, want := range map[string]string{"2023-13-45": "没有 2023-13-45 这一天", "昨天": "不能读懂"} {
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

// asOf asks the API for a day.
func asOf(t *testing.T, h http.Handler, path, day string, into any) {
	t.Helper()
	call(t, h, request("/api/v1/"+path+"as_of="+day), http.StatusOK, into)
}

// The text of the day answers on every route, with its status on that day.
func TestTextOfTheDay(t *testing.T) {
	h := datedSite(t)
	key := url.PathEscape("仓库法")
	for day, want := range map[string][3]string{ // version, words of article 2, status
		"2009-01-01": {"2010-03-01", "每年", "not_yet"},
		"2010-07-01": {"2010-03-01", "每年", "in_force"},
		"2018-12-31": {"2010-03-01", "每年", "in_force"},
		"2019-01-01": {"2018-10-26", "每月", "in_force"},
		"2024-07-01": {"2023-12-29", "每日", "in_force"},
	} {
		var place struct{ Version, Text, Status string }
		asOf(t, h, "articles/"+key+"/2?", day, &place)
		var law struct {
			Version, Status string
			Articles        []struct{ Text string }
		}
		asOf(t, h, "laws/"+key+"?", day, &law)
		var found struct {
			Hits []struct{ Address, Snippet, Status string }
		}
		asOf(t, h, "search?q="+key+"2&", day, &found)
		if place.Version != want[0] || !strings.Contains(place.Text, want[1]) || place.Status != want[2] {
			t.Errorf("%s: the article is %+v; want %s", day, place, want)
		}
		if law.Version != want[0] || law.Status != want[2] || !strings.Contains(law.Articles[1].Text, want[1]) {
			t.Errorf("%s: the law is %+v; want %s", day, law, want)
		}
		if len(found.Hits) != 1 || !strings.Contains(found.Hits[0].Snippet, want[1]) || found.Hits[0].Status != want[2] {
			t.Errorf("%s: found %+v; want %s", day, found, want)
		}
		body := text(t, get(t, h, "/law/仓库法/2?as_of="+day))
		if !strings.Contains(body, want[1]) {
			t.Errorf("%s: the page has not the text of the day", day)
		}
	}
}

// A page of a law for a day on which it was not in force says so, above the text before or
// after it.
func TestNotInForceOnTheDay(t *testing.T) {
	h := datedSite(t)
	for path, want := range map[string][]string{
		"/law/仓库法?as_of=2009-01-01":                {"2009年1月1日", "还没有施行", "2010年7月1日", "每年"},
		"/law/仓库法/2?as_of=2009-01-01":              {"2009年1月1日", "还没有施行", "2010年7月1日", "每年"},
		"/law/车辆管理暂行条例?as_of=2026-01-01":           {"2026年1月1日", "已经不再有效", "马车"},
		"/law/货栈法?as_of=2025-01-01":                {"没有收录《货栈法》", "自 2024-07-01"},
		"/law/货栈法?as_of=2020-01-01":                {"没有收录《货栈法》", "还没有废止", "自 2024-07-01", "2020年1月1日"},
		"/search?q=货栈法&list=1":                     {"没有收录《货栈法》", "已废止（由《仓库法》", "自 2024-07-01", "没有结果"},
		"/search?q=货栈法第3条&list=1&as_of=2020-01-01": {"没有收录《货栈法》", "还没有废止", "没有结果"},
		"/law/仓库法/2?as_of=2019-03-01":              {"每月", "今天"},
		"/search?q=仓库法2&list=1&as_of=2009-01-01":   {"每年", "尚未生效"},
		"/search?q=仓库法4&as_of=2012-01-01":          {"2012年1月1日", "没有第四条"},
		"/law/仓库法@2010-03-01?as_of=2020-01-01":     {"每年", "2019年1月1日起由新文本取代"},
	} {
		r := get(t, h, path)
		body := text(t, r)
		for _, w := range want {
			if !strings.Contains(body, w) || r.StatusCode != http.StatusOK {
				t.Errorf("%s (status %d) lacks %q:\n%s", path, r.StatusCode, w, body[:min(len(body), 900)])
			}
		}
	}
	r := get(t, h, "/law/仓库法/4?as_of=2012-01-01")
	if body := text(t, r); r.StatusCode != http.StatusNotFound || !strings.Contains(body, "2012年1月1日") ||
		!strings.Contains(body, "第三条") || !strings.Contains(body, "仓库法（2018-10-26） 第四条") {
		t.Errorf("a provision that the text of the day has not: status %d\n%s", r.StatusCode, body[:min(len(body), 900)])
	}
}

// The API answers for a law that is not loaded and is known to be repealed, as the page does.
func TestAPIEndedLaw(t *testing.T) {
	h := datedSite(t)
	for day, status := range map[string]string{"2025-01-01": "repealed", "2020-01-01": "unverified", "": "repealed"} {
		var law struct {
			Law, Status, Version string
			InForceTo            string `json:"in_force_to"`
			By                   string `json:"repealed_by"`
			Articles, Versions   []json.RawMessage
		}
		asOf(t, h, "laws/"+url.PathEscape("货栈法")+"?", day, &law)
		if law.Law != "货栈法" || law.Status != status || law.InForceTo != "2024-07-01" || law.By != "仓库法" || law.Articles == nil {
			t.Errorf("as of %q the law is %+v; want %s", day, law, status)
		}
	}
	var problem struct{ Detail string }
	call(t, h, request("/api/v1/articles/"+url.PathEscape("货栈法")+"/3"), http.StatusNotFound, &problem)
	if !strings.Contains(problem.Detail, "没有收录《货栈法》") || !strings.Contains(problem.Detail, "自 2024-07-01") {
		t.Errorf("an article of it: %s", problem.Detail)
	}
}

// Links inside of a text that is read for a day lead to the texts of that day, not to those
// that it cited when it was made.
func TestLinksOfTheDay(t *testing.T) {
	h := datedSite(t)
	for day, want := range map[string]string{"2012-01-01": "每年", "2020-01-01": "每月", "2025-01-01": "每日"} {
		doc := page(t, h, "/law/仓库查验条例/1?as_of="+day)
		link := element(doc, "class", "cite")
		if link == nil {
			t.Fatalf("%s: no citation", day)
		}
		href, err := url.PathUnescape(attr(link, "href"))
		if err != nil || href != "/law/仓库法/2?as_of="+day {
			t.Errorf("%s: the citation leads to %s, %v", day, href, err)
		}
		if preview := element(doc, "id", attr(link, "aria-describedby")); preview == nil || !strings.Contains(words(preview), want) {
			t.Errorf("%s: the preview is not the text of the day", day)
		}
		if body := text(t, get(t, h, "/law/仓库法/2?as_of="+day)); !strings.Contains(body, "仓库查验条例 第一条") {
			t.Errorf("%s: who cites the text of the day is missing", day)
		}
		var place struct{ Cites []struct{ Targets []string } }
		asOf(t, h, "articles/"+url.PathEscape("仓库查验条例")+"/1?", day, &place)
		var cited struct{ Total, Earlier, Former int }
		asOf(t, h, "articles/"+url.PathEscape("仓库法")+"/2/cited-by?", day, &cited)
		if former := map[string]int{"2012-01-01": 0, "2020-01-01": 1, "2025-01-01": 1}[day]; cited.Total <= former || cited.Earlier != 0 ||
			cited.Former != former {
			t.Errorf("%s: the text of the day is cited %+v; want %d of an earlier text", day, cited, former)
		}
		if len(place.Cites) == 0 || place.Cites[0].Targets[0] != "仓库法/2" {
			t.Errorf("%s: the API has the citations %+v", day, place.Cites)
		}
	}
	doc := page(t, h, "/law/仓库法@2018-10-26/4?as_of=2025-01-01")
	if href, _ := url.PathUnescape(attr(element(doc, "class", "cite"), "href")); href != "/law/仓库法@2018-10-26/2?as_of=2025-01-01" {
		t.Errorf("a text that speaks of itself leads to %s", href)
	}
}

// A query that names a day or a year means the text of it; what it leads to is read for that
// day.
func TestQueriesNameDays(t *testing.T) {
	h := datedSite(t)
	for q, want := range map[string][2]string{ // address, words
		"仓库法第2条":            {"仓库法/2", "每日"},
		"2019年3月1日的仓库法第2条":  {"仓库法/2", "每月"},
		"2018-12-31 仓库法2":   {"仓库法/2", "每年"},
		"仓库法第二条（2019年3月1日）": {"仓库法/2", "每月"},
		"仓库法第二条（2018年）":     {"仓库法@2018-10-26/2", "每月"},
		"仓库法 2018 第2条":      {"仓库法@2018-10-26/2", "每月"},
		"仓库法2018第2条":        {"仓库法@2018-10-26/2", "每月"},
		"2010年的仓库法第2条":      {"仓库法@2010-03-01/2", "每年"},
		"仓库法第2条（2021年）":     {"仓库法@2018-10-26/2", "每月"}, // no text bears the year: the one that held at its end
		"仓库法第2条 2015年":      {"仓库法@2010-03-01/2", "每年"},
	} {
		var found struct {
			AsOf string `json:"as_of"`
			Hits []struct{ Address, Snippet string }
		}
		call(t, h, searchURL("q", q), http.StatusOK, &found)
		if len(found.Hits) == 0 || found.Hits[0].Address != want[0] || !strings.Contains(found.Hits[0].Snippet, want[1]) {
			t.Errorf("%s finds %+v; want %s", q, found, want)
		}
	}
	doc := page(t, h, "/search?q=2019年3月1日的仓库法第2条&list=1")
	banner := element(doc, "id", "as-of")
	if banner == nil || !strings.Contains(words(banner), "2019年3月1日") {
		t.Fatal("the page does not say the day that the query names")
	}
	if href, _ := url.QueryUnescape(attr(element(doc, "id", "today"), "href")); href != "/search?q=仓库法 第二条" {
		t.Errorf("the same of today is %s", href)
	}
	if exact := element(doc, "href", "/law/"+url.PathEscape("仓库法")+"/2?as_of=2019-03-01"); exact == nil {
		t.Error("the provision is not linked for the day")
	}
	for q, want := range map[string]string{
		"仓库法第二条（2005年）":      "没有收录《仓库法》日期为 2005 的文本",
		"2019年3月1日签订的合同没有查验": "",
	} {
		var found struct {
			AsOf      string `json:"as_of"`
			NotLoaded string `json:"not_loaded"`
		}
		call(t, h, searchURL("q", q), http.StatusOK, &found)
		if found.NotLoaded != want || found.AsOf != "2026-03-04" {
			t.Errorf("%s: %+v; want %q", q, found, want)
		}
	}
}

// Who cites a provision is asked for the day: what was written later does not count, what has
// no day does.
func TestCitedByUpToTheDay(t *testing.T) {
	h := datedSite(t)
	path := "/api/v1/articles/" + url.PathEscape("仓库法") + "/3/cited-by"
	for day, want := range map[string]int{"2019-06-01": 0, "2020-03-04": 0, "2020-03-05": 1, "2021-01-01": 1} {
		var cited wire.CitedByPage
		call(t, h, request(path+"?as_of="+day), http.StatusOK, &cited)
		if got := cited.ByKind["case"]; got != want {
			t.Errorf("on %s %d cases cite the article, not %d", day, got, want)
		}
	}
}
