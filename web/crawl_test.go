package web_test

import (
	"encoding/json"
	"encoding/xml"
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

	"golang.org/x/net/html"

	"github.com/fatiao/fatiao/internal/access"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/web"
)

// crawled serves the dated texts with options of a site that others find.
func crawled(t *testing.T, o web.Options) http.Handler {
	t.Helper()
	datedSite(t) // opens them
	o.Library, o.Log, o.Now = &fixed{datedLaws.Snapshot}, slog.New(slog.NewTextHandler(io.Discard, nil)), now
	o.Citable, o.Upload = reading.Citable, reading.Upload
	h, err := web.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// Cases are kept from crawlers unless the site lets them in; who needs a password lets nobody in, but says
// so to everybody.
func TestRobots(t *testing.T) {
	t.Parallel()
	h := crawled(t, web.Options{})
	robots := source(t, get(t, h, "/robots.txt"))
	for _, want := range []string{"Disallow: /case/\n", "Disallow: /search\n", "Disallow: /api/\n",
		"Sitemap: http://example.com/sitemap.xml\n"} {
		if !strings.Contains(robots, want) {
			t.Errorf("robots.txt lacks %q:\n%s", want, robots)
		}
	}
	if strings.Contains(robots, "Disallow: /law") || strings.Contains(robots, "Disallow: /\n") {
		t.Errorf("laws are kept from crawlers:\n%s", robots)
	}
	path := casePath(t, h)
	closed := get(t, h, path)
	if body := source(t, closed); closed.Header.Get("X-Robots-Tag") == "" || !strings.Contains(body, `content="noindex"`) {
		t.Errorf("a case may be listed: %v", closed.Header)
	}
	h = crawled(t, web.Options{IndexCases: true, PublicURL: "https://law.example"})
	robots = source(t, get(t, h, "/robots.txt"))
	if strings.Contains(robots, "/case") || !strings.Contains(robots, "Sitemap: https://law.example/sitemap.xml\n") {
		t.Errorf("with cases let in:\n%s", robots)
	}
	open := get(t, h, path)
	if body := source(t, open); open.Header.Get("X-Robots-Tag") != "" || !strings.Contains(body, `href="https://law.example`+path+`"`) {
		t.Errorf("a case that is let in: %v", open.Header)
	}
	tokens := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(tokens, []byte(strings.Repeat("t", 40)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	visitors, err := access.Open(access.Options{Token: tokens, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	h = crawled(t, web.Options{Access: visitors})
	if robots := get(t, h, "/robots.txt"); robots.StatusCode != http.StatusOK || source(t, robots) != "User-agent: *\nDisallow: /\n" {
		t.Errorf("behind a password: %s", robots.Status)
	}
	if r := get(t, h, "/sitemap.xml"); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("the sitemap of a closed site: %s", r.Status)
	}
}

// casePath is the page of a case of a site.
func casePath(t *testing.T, h http.Handler) string {
	t.Helper()
	_, id, ok := strings.Cut(source(t, get(t, h, "/cases")), `href="/case/`)
	if !ok {
		t.Fatal("no case is listed")
	}
	id, _, _ = strings.Cut(id, `"`)
	return "/case/" + id
}

type sitemap struct {
	XMLName xml.Name
	Maps    []string `xml:"sitemap>loc"`
	URLs    []string `xml:"url>loc"`
	Days    []string `xml:"url>lastmod"`
}

func sitemapAt(t *testing.T, h http.Handler, path string) sitemap {
	t.Helper()
	r := get(t, h, path)
	content := source(t, r)
	var s sitemap
	if err := xml.Unmarshal([]byte(content), &s); err != nil || r.StatusCode != http.StatusOK ||
		!strings.Contains(r.Header.Get("Content-Type"), "xml") || s.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" {
		t.Fatalf("%s: %s, %v: %.300s", path, r.Status, err, content)
	}
	return s
}

// The sitemaps name every law and the articles of those in force, each a page that is there, and no case
// unless the site lets them in.
func TestSitemap(t *testing.T) {
	t.Parallel()
	h := crawled(t, web.Options{})
	index := sitemapAt(t, h, "/sitemap.xml")
	var all []string
	for _, m := range index.Maps {
		u, err := url.Parse(m)
		if err != nil || u.Host != "example.com" {
			t.Fatalf("the index names %s", m)
		}
		s := sitemapAt(t, h, u.Path)
		all = append(all, s.URLs...)
	}
	if index.XMLName.Local != "sitemapindex" || len(all) < 20 {
		t.Fatalf("%s with %d addresses", index.XMLName.Local, len(all))
	}
	paths := map[string]bool{}
	for _, a := range all {
		u, err := url.Parse(a)
		if err != nil || paths[u.Path] {
			t.Errorf("%s is there twice, or no address (%v)", a, err)
			continue
		}
		paths[u.Path] = true
		if r := get(t, h, u.Path); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", u.Path, r.Status)
		}
	}
	for path, want := range map[string]bool{"/law/仓库法": true, "/law/仓库法/2": true, "/law/车辆安全法/4-1": true, "/law/车辆管理暂行条例": true,
		"/law/车辆管理暂行条例/1": false, casePath(t, h): false} {
		if paths[path] != want {
			t.Errorf("%s is listed: %t; want %t", path, paths[path], want)
		}
	}
	for _, path := range []string{"/sitemaps/articles-0.xml", "/sitemaps/articles-99.xml", "/sitemaps/articles-01.xml", "/sitemaps/x.xml",
		"/sitemaps/cases.xml"} {
		if r := get(t, h, path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
	h = crawled(t, web.Options{IndexCases: true})
	if s := sitemapAt(t, h, "/sitemaps/cases.xml"); !slices.Contains(s.URLs, "http://example.com"+casePath(t, h)) {
		t.Errorf("cases that are let in: %v", s.URLs)
	}
}

// A browser finds the search of the site, and its templates lead to results and completions.
func TestOpenSearch(t *testing.T) {
	t.Parallel()
	h := crawled(t, web.Options{PublicURL: "https://law.example"})
	var d struct {
		XMLName   xml.Name
		ShortName string
		Image     string
		URLs      []struct {
			Type     string `xml:"type,attr"`
			Template string `xml:"template,attr"`
		} `xml:"Url"`
	}
	r := get(t, h, "/opensearch.xml")
	if err := xml.Unmarshal([]byte(source(t, r)), &d); err != nil || d.XMLName.Space != "http://a9.com/-/spec/opensearch/1.1/" ||
		!strings.HasPrefix(r.Header.Get("Content-Type"), "application/opensearchdescription+xml") || len([]rune(d.ShortName)) > 16 {
		t.Fatalf("%+v, %v, %s", d, err, r.Header.Get("Content-Type"))
	}
	for _, u := range d.URLs {
		path, ok := strings.CutPrefix(u.Template, "https://law.example")
		r := get(t, h, strings.Replace(path, "{searchTerms}", "仓库", 1))
		if !ok || r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), strings.Split(u.Type, ";")[0]) {
			t.Errorf("%s %s: %s, %s", u.Type, u.Template, r.Status, r.Header.Get("Content-Type"))
		}
	}
	var typed []any
	completed := source(t, get(t, h, "/suggestions?q=仓库"))
	if err := json.Unmarshal([]byte(completed), &typed); err != nil || len(typed) != 2 || typed[0] != "仓库" ||
		!slices.Contains(typed[1].([]any), any("仓库法")) {
		t.Errorf("the completions are %v (%v)", typed, err)
	}
	if r := get(t, h, "/favicon.ico"); r.StatusCode != http.StatusOK || !strings.HasPrefix(source(t, r), "\x00\x00\x01\x00") {
		t.Errorf("the icon: %s", r.Status)
	}
	if r := get(t, h, "/suggestions?q="+strings.Repeat("法", 2000)); r.StatusCode != http.StatusOK {
		t.Errorf("a long word: %s", r.Status)
	}
}

// metaOf are the head's elements by their name, property or rel.
func metaOf(t *testing.T, h http.Handler, path string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for n := range page(t, h, path).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "meta":
			all[attr(n, "name")+attr(n, "property")] = attr(n, "content")
		case "link":
			all[attr(n, "rel")] = attr(n, "href")
		case "script":
			if attr(n, "type") == "application/ld+json" {
				all["ld"] = words(n)
			}
		}
	}
	return all
}

// Pages say their one address, what they are about and what they are for other sites. The text of a day has
// the address of that text.
func TestCanonical(t *testing.T) {
	t.Parallel()
	h := crawled(t, web.Options{PublicURL: "https://law.example"})
	for path, want := range map[string]string{
		"/": "/", "/law/仓库法": "/law/仓库法", "/law/仓库法@2023-12-29": "/law/仓库法", "/law/仓库法?find=查验": "/law/仓库法",
		"/law/仓库法?as_of=2020-01-01": "/law/仓库法@2018-10-26", "/law/仓库法@2018-10-26/2": "/law/仓库法@2018-10-26/2",
		"/law/仓库法/2": "/law/仓库法/2", "/laws": "/laws", "/laws?level=法律": "", "/search?q=仓库&list=1": "", "/law/仓库法/99": "", "/nosuch": ""} {
		m := metaOf(t, h, path)
		got, err := url.PathUnescape(strings.TrimPrefix(m["canonical"], "https://law.example"))
		if err != nil || got != want {
			t.Errorf("%s is said to be at %q; want %q", path, got, want)
		}
		if (m["robots"] == "noindex") != (want == "") {
			t.Errorf("%s: robots %q", path, m["robots"])
		}
		if want != "" && (m["og:url"] != m["canonical"] || m["description"] == "" || m["og:title"] == "" ||
			m["og:description"] != m["description"]) {
			t.Errorf("%s says %v", path, m)
		}
	}
	if d := metaOf(t, h, "/law/仓库法/2")["description"]; !strings.Contains(d, "仓库应当每日查验一次") {
		t.Errorf("the description of an article is %q", d)
	}
}

// A law is described in the words of schema.org: when it was adopted, which text it is, whether that is in
// force, and what it replaced. Nothing in it ends the element.
func TestLegislation(t *testing.T) {
	t.Parallel()
	h := crawled(t, web.Options{PublicURL: "https://law.example"})
	type legislation struct {
		Context string `json:"@context"`
		Type    string `json:"@type"`
		ID      string `json:"@id"`
		Name    string
		Date    string        `json:"legislationDate"`
		Version string        `json:"legislationDateVersion"`
		Force   string        `json:"legislationLegalForce"`
		Changes []legislation `json:"legislationChanges"`
		PartOf  *legislation  `json:"isPartOf"`
	}
	read := func(path string) (l legislation) {
		t.Helper()
		if err := json.Unmarshal([]byte(metaOf(t, h, path)["ld"]), &l); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		return l
	}
	l := read("/law/仓库法")
	if l.Context != "https://schema.org" || l.Type != "Legislation" || l.Name != "中华人民共和国仓库法" || l.Date != "2010-03-01" ||
		l.Version != "2024-07-01" || l.Force != "https://schema.org/InForce" || len(l.Changes) != 1 ||
		l.Changes[0].ID != "https://law.example/law/"+url.PathEscape("仓库法@2018-10-26") || l.Changes[0].Version != "2019-01-01" {
		t.Errorf("the law is %+v", l)
	}
	if l := read("/law/仓库法@2018-10-26"); l.Force != "https://schema.org/NotInForce" || l.Version != "2019-01-01" {
		t.Errorf("an earlier text is %+v", l)
	}
	if l := read("/law/仓库法/2"); l.PartOf == nil || l.PartOf.Name != "中华人民共和国仓库法" || !strings.HasSuffix(l.Name, "第二条") {
		t.Errorf("an article is %+v", l)
	}
	if ld := metaOf(t, h, "/changes")["ld"]; ld != "" {
		t.Errorf("a page of no law has %s", ld)
	}
}

// The refusal to be listed stands on what is handed out for a case, whoever asks.
func TestCompareIsNotListed(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	crawled(t, web.Options{}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/compare", nil))
	if w.Header().Get("X-Robots-Tag") == "" {
		t.Error("two cases beside each other may be listed")
	}
}
