package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// The home page has a box, three ways in, what came into force, and what is loaded, as a picture too.
func TestHome(t *testing.T) {
	t.Parallel()
	body := source(t, get(t, datedSite(t), "/"))
	for _, want := range []string{`action="/open"`, `name="article"`, `action="/cases"`, `name="cause"`, `name="court"`, `href="/subjects/`,
		"最近公布", "最近施行", "本库收录", "<svg", `href="/stats"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the home page lacks %q", want)
		}
	}
	if n := strings.Count(body, `<form class="box"`); n != 1 {
		t.Errorf("the home page has %d search boxes", n)
	}
}

// The fields of a law and an article lead where the box leads.
func TestOpen(t *testing.T) {
	t.Parallel()
	h := site(t)
	for path, want := range map[string]string{
		"/open?law=车辆安全法&article=3":                     "/search?q=车辆安全法3",
		"/open?law=车辆安全法":                               "/search?q=车辆安全法",
		"/open?law=车辆安全法&article=第四条之一&as_of=2022-10-1": "/search?q=车辆安全法第四条之一&as_of=2022-10-01",
		"/open": "/laws",
	} {
		r := get(t, h, path)
		got, err := url.QueryUnescape(r.Header.Get("Location"))
		if err != nil || r.StatusCode != http.StatusFound || got != want {
			t.Errorf("%s leads to %d %s; want %s", path, r.StatusCode, got, want)
		}
	}
}

// A subject has ten questions, and those of its laws that are loaded.
func TestSubject(t *testing.T) {
	t.Parallel()
	h := site(t)
	body := source(t, get(t, h, "/subjects/劳动"))
	if n := strings.Count(body, `href="/search?q=`); n != 10 || !strings.Contains(body, "尚未导入这个主题的法律") {
		t.Errorf("%d questions: %s", n, body)
	}
	for name, want := range map[string]string{"劳动": "/cases?cause=" + url.QueryEscape("劳动争议"), "刑事": "/cases?kind=" + url.QueryEscape("刑事"),
		"未成年人": "/cases?q=" + url.QueryEscape("未成年人")} {
		if body := source(t, get(t, h, "/subjects/"+name)); !strings.Contains(body, `href="`+want+`">这个主题的案例`) {
			t.Errorf("the cases of %s are not at %s", name, want)
		}
	}
	if r := get(t, h, "/subjects/没有的"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a subject that is none: %d", r.StatusCode)
	}
}

// source is the HTML of a page.
func source(t *testing.T, r *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// A page that is not there offers what its address may have meant; a print of a page tells its address.
func TestNoSuchPage(t *testing.T) {
	t.Parallel()
	h := site(t)
	for path, want := range map[string]string{"/车辆安全法/3": ">车辆安全法3</a> 吗", "/车辆安全法.html": ">车辆安全法</a> 吗", "/nosuch": `href="/laws"`} {
		r := get(t, h, path)
		if body := source(t, r); r.StatusCode != http.StatusNotFound || !strings.Contains(body, want) {
			t.Errorf("%s: %d, lacks %s:\n%s", path, r.StatusCode, want, body)
		}
	}
	if body := source(t, get(t, h, "/laws?q=x")); !strings.Contains(body, `<span id="printed-address">/laws?q=x</span>`) {
		t.Error("a print does not tell its address")
	}
}
