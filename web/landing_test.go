package web_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// A query that names one thing opens it; what asks for more, or for several things, is listed.
func TestLanding(t *testing.T) {
	h := site(t)
	for path, want := range map[string]string{
		"/search?q=车辆安全法3":                    "/law/车辆安全法/3?q=车辆安全法3",
		"/search?q=车辆安全法第3条第1款第2项":            "/law/车辆安全法/3?q=车辆安全法第3条第1款第2项#k1-x2",
		"/search?q=车辆安全法":                     "/law/车辆安全法?q=车辆安全法",
		"/search?q=车辆安全法3&as_of=2020-01-01":   "/law/车辆安全法/3?as_of=2020-01-01&q=车辆安全法3",
		"/search?q=2020年1月1日的车辆安全法第3条":        "/law/车辆安全法/3?as_of=2020-01-01&q=2020年1月1日的车辆安全法第3条",
		"/search?q=车辆安全法3&list=1":             "",
		"/search?q=车辆安全法3&type=article":       "",
		"/search?q=车辆安全法3&page=2":             "",
		"/search?q=车辆安全法3、5":                  "",
		"/search?q=车辆安全法77":                   "",
		"/search?q=开车打瞌睡":                     "",
		"/search?q=《车辆安全法》 打瞌睡":               "",
		"/search?q=车辆安全法3&superseded=1&list=": "",
	} {
		r := get(t, h, path)
		got, err := url.QueryUnescape(r.Header.Get("Location"))
		if err != nil || got != want || (r.StatusCode == http.StatusFound) != (want != "") {
			t.Errorf("%s leads to %d %q; want %q", path, r.StatusCode, got, want)
		}
	}
	doc := page(t, h, "/law/车辆安全法/3?q=车辆安全法3")
	if href, _ := url.QueryUnescape(attr(element(doc, "class", "also").LastChild.PrevSibling, "href")); href != "/search?list=1&q=车辆安全法3" {
		t.Errorf("the page offers %q", href)
	}
	if body := text(t, get(t, h, "/law/车辆安全法/3")); strings.Contains(body, "也可检索") {
		t.Error("who came by a link is offered a search")
	}
	if w := get(t, h, "/api/v1/search?q="+url.QueryEscape("车辆安全法3")); w.StatusCode != http.StatusOK {
		t.Errorf("the API answers %d", w.StatusCode)
	}
}

// The number of a case opens the case, however it is bracketed.
func TestLandingOnACase(t *testing.T) {
	h := siteOf(t, ingest.Options{Paths: []string{filepath.Join("..", "internal", "judgment", "testdata", "judgments.jsonl")}})
	for _, number := range []string{"（2022）浙0781刑初318号", "(2022)浙0781刑初318号"} {
		r := get(t, h, "/search?q="+number)
		if to := r.Header.Get("Location"); r.StatusCode != http.StatusFound || !strings.HasPrefix(to, "/case/") {
			t.Errorf("%s leads to %d %q", number, r.StatusCode, to)
		}
	}
}
