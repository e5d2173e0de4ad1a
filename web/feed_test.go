package web_test

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/ingest"
)

// feed is an Atom feed as a reader takes it.
type feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []feedLink  `xml:"link"`
	Entries []feedEntry `xml:"entry"`
}

type feedLink struct {
	Rel string `xml:"rel,attr"`
	To  string `xml:"href,attr"`
}

type feedEntry struct {
	ID         string     `xml:"id"`
	Title      string     `xml:"title"`
	Updated    string     `xml:"updated"`
	Links      []feedLink `xml:"link"`
	Summary    string     `xml:"summary"`
	Categories []struct {
		Term string `xml:"term,attr"`
	} `xml:"category"`
}

// feedAt gets a feed, and the pages that its entries lead to.
func feedAt(t *testing.T, h http.Handler, path string) feed {
	t.Helper()
	f := readFeed(t, h, path)
	for _, e := range f.Entries {
		u, err := url.Parse(e.Links[0].To)
		if err != nil || u.Host != "example.com" {
			t.Errorf("%s: %s leads to %v", path, e.Title, e.Links)
			continue
		}
		if page := get(t, h, u.Path+"?"+u.RawQuery); page.StatusCode != http.StatusOK {
			t.Errorf("%s: %s leads to %s: %s", path, e.Title, u, page.Status)
		}
	}
	return f
}

// readFeed gets a feed, and looks at what RFC 4287 asks of every one.
func readFeed(t *testing.T, h http.Handler, path string) feed {
	t.Helper()
	r := get(t, h, path)
	content, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/atom+xml") {
		t.Fatalf("%s: %s, %s: %.300s", path, r.Status, r.Header.Get("Content-Type"), content)
	}
	var f feed
	if err := xml.Unmarshal(content, &f); err != nil {
		t.Fatalf("%s: %v: %.300s", path, err, content)
	}
	if len(f.Links) < 2 || f.Links[0].Rel != "self" || !strings.HasPrefix(f.Links[0].To, "http://example.com/") {
		t.Errorf("%s: links %+v", path, f.Links)
	}
	seen, last := map[string]bool{}, ""
	for _, e := range append([]feedEntry{{ID: f.ID, Title: f.Title, Updated: f.Updated, Links: f.Links}}, f.Entries...) {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || seen[e.ID] || e.Title == "" || !strings.HasPrefix(e.ID, "tag:") {
			t.Errorf("%s: %+v (seen: %t, %v)", path, e, seen[e.ID], err)
		}
		if last != "" && e.Updated > last {
			t.Errorf("%s: %s of %s stands behind %s", path, e.Title, e.Updated, last)
		}
		seen[e.ID], last = true, e.Updated
	}
	return f
}

// titles are the titles of the entries of a category, of all for "".
func (f feed) titles(category string) string {
	var list []string
	for _, e := range f.Entries {
		for _, c := range e.Categories {
			if category == "" || c.Term == category {
				list = append(list, e.Title)
				break
			}
		}
	}
	return strings.Join(list, "|")
}

// What happened to laws, and is going to, is in the feed of all, by category, and in that of each law.
func TestFeeds(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	all := feedAt(t, h, "/feed.atom")
	for category, want := range map[string]string{"new": "《仓库查验条例》新法施行", "amended": "《仓库法》修改施行", "repealed": "《货栈法》"} {
		got := all.titles(category)
		if category == "repealed" {
			continue // nothing loaded is repealed by the dated texts
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s; want %s", category, got, want)
		}
		only := feedAt(t, h, "/feed.atom?category="+category)
		if only.titles("") != only.titles(category) || only.titles("") != got || only.ID == all.ID {
			t.Errorf("the feed of %s has %s, the one of all %s", category, only.titles(""), got)
		}
	}
	if r := get(t, h, "/feed.atom?category=nosuch"); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a category that is none: %s", r.Status)
	}
	// On an earlier day the text of 2023 is to come; its entry is another one than when it has come.
	early := feedAt(t, h, "/feed.atom?as_of=2024-01-15")
	if got := early.titles("coming"); !strings.Contains(got, "《仓库法》将于2024年7月1日按新文本施行") {
		t.Errorf("to come: %s", got)
	}
	id := func(f feed, title string) string {
		for _, e := range f.Entries {
			if strings.HasPrefix(e.Title, title) {
				return e.ID
			}
		}
		return ""
	}
	if a, b := id(early, "《仓库法》将于"), id(all, "《仓库法》修改"); a == b || !strings.HasSuffix(a, "/coming") ||
		b != "tag:fatiao.github.io,2026:law/"+url.PathEscape("仓库法@2023-12-29")+"/amended" {
		t.Errorf("the ids are %s and %s", a, b)
	}
	law := feedAt(t, h, "/law/仓库法.atom")
	if got := law.titles("amended"); strings.Count(got, "《仓库法》修改施行") != 2 {
		t.Errorf("the law: %s", got)
	}
	if got := law.titles("citing"); !strings.Contains(got, "答问 引用") {
		t.Errorf("who cites the law: %s", got)
	}
	diff := false
	for _, e := range law.Entries {
		diff = diff || len(e.Links) == 2 && e.Links[1].Rel == "related" && strings.Contains(e.Links[1].To, "/diff?")
	}
	if !diff {
		t.Error("no amendment leads to what it changed")
	}
}

// The feed of an article has the texts in which it became another one, and who cites it.
func TestArticleFeed(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	f := feedAt(t, h, "/law/仓库法/2.atom")
	if got := f.titles("amended"); strings.Count(got, "第二条") != 2 {
		t.Errorf("the texts: %s", got)
	}
	for _, want := range []string{"仓库查验条例 第一条 引用", "答问 引用"} {
		if got := f.titles("citing"); !strings.Contains(got, want) {
			t.Errorf("who cites it: %s; want %s", got, want)
		}
	}
	if f := feedAt(t, h, "/law/仓库法/1.atom"); strings.Contains(f.titles("amended"), "2023") {
		t.Errorf("an article that stayed as it was: %s", f.titles(""))
	}
	for path, want := range map[string]int{"/law/仓库法/99.atom": 404, "/law/没有的法.atom": 404, "/law/仓库法/x.atom": 404,
		"/law/中华人民共和国仓库法/2.atom": 302} {
		if r := get(t, h, path); r.StatusCode != want {
			t.Errorf("%s: %s; want %d", path, r.Status, want)
		}
	}
}

// The feed of a search has its results; what is wrong with the search is an error.
func TestSearchFeed(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	f := feedAt(t, h, "/search.atom?q=仓库 查验&type=article")
	if got := f.titles("article"); !strings.Contains(got, "仓库法 第二条") || f.titles("") != got {
		t.Errorf("the results are %s", f.titles(""))
	}
	if !strings.Contains(f.Title, "仓库 查验") {
		t.Errorf("the title is %s", f.Title)
	}
	if r := get(t, h, "/search.atom?q=仓库&type=nosuch"); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a type that is none: %s", r.Status)
	}
	if f := feedAt(t, h, "/search.atom?q="); len(f.Entries) != 0 || f.Updated == "" {
		t.Errorf("nothing asked: %+v", f)
	}
}

// A feed with more entries than a page leads through its pages, by RFC 5005: each entry stands on one
// of them.
func TestFeedPages(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const laws = 230
	for n := range laws {
		name := "灯塔" + cnnum.Format(n+1) + "号条例"
		text := "# " + name + "\n\n2020年1月2日国务院令第" + strconv.Itoa(9000+n) + "号公布 自2020年3月1日起施行\n\n<!-- INFO END -->\n\n" +
			"第一条 灯塔应当点灯。\n\n第二条 本条例自2020年3月1日起施行。\n"
		if err := os.WriteFile(filepath.Join(dir, name+".md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	for _, first := range []string{"/feed.atom", "/search.atom?q=灯塔点灯&type=article"} {
		seen := map[string]bool{}
		path, pages := first, 0
		for ; path != "" && pages < 10; pages++ {
			f := readFeed(t, h, path)
			for _, e := range f.Entries {
				if seen[e.ID] {
					t.Errorf("%s: %s stands on two pages", path, e.Title)
				}
				seen[e.ID] = true
			}
			rels := map[string]string{}
			for _, l := range f.Links {
				u, err := url.Parse(l.To)
				if err != nil {
					t.Fatal(err)
				}
				rels[l.Rel] = u.Path + "?" + u.RawQuery
			}
			if (rels["previous"] == "") != (pages == 0) || rels["first"] == "" || rels["last"] == "" {
				t.Errorf("%s: %v", path, rels)
			}
			if f.ID != readFeed(t, h, first).ID {
				t.Errorf("%s has another id", path)
			}
			path = rels["next"]
		}
		if pages != (len(seen)+99)/100 || len(seen) < laws || first == "/feed.atom" && len(seen) != laws {
			t.Errorf("%s: %d entries on %d pages; want at least %d, a hundred on each", first, len(seen), pages, laws)
		}
	}
	for _, path := range []string{"/feed.atom?page=4", "/feed.atom?page=0", "/feed.atom?page=x", "/search.atom?q=灯塔&page=99"} {
		if r := get(t, h, path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
}

// A reader that has a feed is told that it is still the same.
func TestFeedIsFresh(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	for _, path := range []string{"/feed.atom", "/law/仓库法.atom", "/search.atom?q=x"} {
		first := get(t, h, path)
		r := httptest.NewRequest(http.MethodGet, strings.Replace(path, "仓库法", url.PathEscape("仓库法"), 1), nil)
		r.Header.Set("If-None-Match", first.Header.Get("ETag"))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusNotModified || w.Body.Len() > 0 || first.Header.Get("Last-Modified") == "" {
			t.Errorf("%s: %d with %q, modified %q", path, w.Code, first.Header.Get("ETag"), first.Header.Get("Last-Modified"))
		}
		r.Header.Set("If-None-Match", `"other"`)
		w = httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("%s: a reader of another text gets %d", path, w.Code)
		}
	}
}

// Pages name the feeds that show the same.
func TestAutodiscovery(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	for path, want := range map[string]string{"/": "/feed.atom", "/law/仓库法": "/law/仓库法.atom", "/law/仓库法/2": "/law/仓库法/2.atom",
		"/search?q=仓库 查验": "/search.atom?q=仓库+查验", "/changes": "/feed.atom"} {
		found := false
		for n := range page(t, h, path).Descendants() {
			if n.Type != html.ElementNode || n.Data != "link" || attr(n, "type") != "application/atom+xml" {
				continue
			}
			to, err := url.PathUnescape(attr(n, "href"))
			if err != nil || attr(n, "rel") != "alternate" || attr(n, "title") == "" {
				t.Errorf("%s: a link %v", path, n.Attr)
			}
			found = found || to == want
			if r := get(t, h, to); r.StatusCode != http.StatusOK {
				t.Errorf("%s: the feed %s: %s", path, to, r.Status)
			}
		}
		if !found {
			t.Errorf("%s does not name %s", path, want)
		}
	}
}

// All kinds of feeds are valid by the schema of RFC 4287. FATIAO_ATOM names a Python with lxml, rnc2rng
// and feedparser.
func TestFeedsBySchema(t *testing.T) {
	t.Parallel()
	python := os.Getenv("FATIAO_ATOM")
	if python == "" {
		t.Skip("FATIAO_ATOM names no Python with lxml and rnc2rng")
	}
	h := datedSite(t)
	dir := t.TempDir()
	args := []string{filepath.Join("testdata", "atom.py"), filepath.Join("testdata", "atom.rnc")}
	for i, path := range []string{"/feed.atom", "/feed.atom?category=new", "/feed.atom?as_of=2024-01-15", "/law/仓库法.atom",
		"/law/车辆安全法.atom", "/law/仓库法/2.atom", "/law/车辆安全法/3.atom", "/search.atom?q=仓库", "/search.atom?q="} {
		content, err := io.ReadAll(get(t, h, path).Body)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, string(rune('a'+i))+".xml")
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	out, err := exec.Command(python, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%v:\n%s", err, out)
	}
	t.Logf("%s", out)
}
