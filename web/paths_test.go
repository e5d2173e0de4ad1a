package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// Paths that name nothing are answered with 404, however they are written.
func TestOddPaths(t *testing.T) {
	h, log := logged(t, false)
	law := "/law/" + url.PathEscape("车辆安全法")
	for path, want := range map[string]int{
		law + "/":             http.StatusNotFound,
		law + "//":            http.StatusNotFound,
		law + "///":           http.StatusNotFound,
		law + "/%2f":          http.StatusNotFound,
		law + "/%2F%2F":       http.StatusNotFound,
		law + "/%20":          http.StatusNotFound,
		law + "/%00":          http.StatusNotFound,
		law + "/./3":          http.StatusNotFound,
		law + "/3/":           http.StatusOK,
		law + "//3":           http.StatusOK,
		law + "%2F3":          http.StatusNotFound,
		"/law/":               http.StatusNotFound,
		"/law//":              http.StatusNotFound,
		"/law/%2f":            http.StatusNotFound,
		"/law/%20/3":          http.StatusNotFound,
		"/case/%2f":           http.StatusNotFound,
		"/commentary/%20":     http.StatusNotFound,
		"/api/v1/laws/%2f":    http.StatusNotFound,
		"/api/v1/articles//3": http.StatusUnprocessableEntity,
		"/api/v1/cases/%2f":   http.StatusNotFound,
	} {
		if w := send(h, http.MethodGet, path, "", nil); w.Code != want {
			t.Errorf("%s: status %d; want %d", path, w.Code, want)
		}
	}
	if strings.Contains(log.String(), `"ERROR"`) {
		t.Errorf("logged %.300s", log)
	}
}

// A parameter of a path is unescaped once.
func TestPathsAreUnescapedOnce(t *testing.T) {
	h, _ := logged(t, false)
	law := url.PathEscape("车辆安全法")
	for path, want := range map[string]int{
		"/law/" + law + "/3":                                 http.StatusOK,
		"/law/" + strings.ToLower(law) + "/3":                http.StatusOK,
		"/law/" + strings.ReplaceAll(law, "%", "%25"):        http.StatusNotFound,
		"/law/" + strings.ReplaceAll(law, "%", "%25") + "/3": http.StatusNotFound,
	} {
		if w := send(h, http.MethodGet, path, "", nil); w.Code != want {
			t.Errorf("%s: status %d; want %d", path, w.Code, want)
		}
	}
}

// HEAD is answered as GET is, with the same headers and without a body.
func TestHead(t *testing.T) {
	server := httptest.NewServer(site(t))
	defer server.Close()
	for _, path := range []string{"/", "/healthz", "/readyz", "/metrics", "/static/style.css", "/search?q=x",
		"/law/" + url.PathEscape("车辆安全法") + "/3",
		"/check", "/nosuch", "/law/nosuch", "/api/v1/laws", "/api/v1/laws/nosuch", "/api/v1/search?size=1000", "/api/openapi.json",
		"/collection.docx", "/api/v1/citations"} {
		answers := map[string]string{}
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r, err := http.NewRequest(method, server.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Accept-Encoding", "identity")
			res, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatalf("%s %s: %v", method, path, err)
			}
			body, err := io.ReadAll(res.Body)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if method == http.MethodHead && len(body) > 0 {
				t.Errorf("HEAD %s has a body of %d bytes", path, len(body))
			}
			answers[method] = fmt.Sprint(res.StatusCode, " ", res.Header.Get("Content-Type"), res.Header.Get("Allow"))
			if strings.HasPrefix(path, "/law") || path == "/check" {
				if res.ContentLength <= 0 {
					t.Errorf("%s %s does not say how long it is", method, path)
				}
			}
		}
		if answers[http.MethodGet] != answers[http.MethodHead] {
			t.Errorf("%s: GET %s, HEAD %s", path, answers[http.MethodGet], answers[http.MethodHead])
		}
	}
	counts, err := http.Get(server.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer counts.Body.Close()
	body, err := io.ReadAll(counts.Body)
	if err != nil {
		t.Fatal(err)
	}
	if want := `fatiao_request_seconds_count{method="HEAD",route="/law/:key",status="404"} 1`; !strings.Contains(string(body), want) {
		t.Errorf("the counts lack %s", want)
	}
}

// What is asked for is echoed in the links of a page: one that is too long is not looked
// for, and the page stays small.
func TestLongParameters(t *testing.T) {
	h, _ := logged(t, false)
	long := strings.Repeat("长", 20_000)
	for _, address := range []string{"/search?q=" + long, "/search?q=车&law=" + long, "/search?q=车&nosuch=" + long,
		"/search?q=车&type=" + long, "/cases?q=" + long, "/cases?court=" + long} {
		path, query, _ := strings.Cut(address, "?")
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		w := send(h, http.MethodGet, path+"?"+values.Encode(), "", nil)
		if w.Code != http.StatusRequestURITooLong || !strings.Contains(w.Body.String(), "太长") {
			t.Errorf("%.20s…: status %d", address, w.Code)
		}
		if w.Body.Len() > 16<<10 {
			t.Errorf("%.20s…: a page of %d bytes", address, w.Body.Len())
		}
	}
	if w := send(h, http.MethodGet, "/search?q="+url.QueryEscape(strings.Repeat("车辆安全", 100)), "", nil); w.Code != http.StatusOK {
		t.Errorf("400 characters: status %d", w.Code)
	}
}
