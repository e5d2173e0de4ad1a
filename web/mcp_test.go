package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/web/guard"
)

// toModels sends a request to where language models ask.
func toModels(h http.Handler, method, body string, header map[string]string) *http.Response {
	r := httptest.NewRequest(method, guard.ModelRoute, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	for k, v := range header {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

const articleCall = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_article","arguments":{"address":"车辆安全法3"}}}`

// What answers language models stands behind the same guard as the API: limits of bodies and
// clients, no requests of other sites' pages, no streams that stay open.
func TestModels(t *testing.T) {
	t.Parallel()
	h := siteWith(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())}}, guard.Limits{PerClient: 1, Burst: 5})
	for _, c := range []struct {
		name, method, body string
		header             map[string]string
		status             int
		has                string
	}{
		{"a call", "POST", articleCall, nil, 200, "不打瞌睡"},
		{"behind a proxy on this machine", "POST", articleCall, map[string]string{"Host": "law.example"}, 200, "不打瞌睡"},
		{"of another site's page", "POST", articleCall, map[string]string{"Sec-Fetch-Site": "cross-site"}, 403, "不接受别的网站"},
		{"a large body", "POST", strings.Repeat(" ", guard.MaxBody+1), nil, 413, "请求太大"},
		{"a stream", "GET", "", map[string]string{"Accept": "text/event-stream"}, 405, ""},
		{"one too many", "POST", articleCall, nil, 429, "请求太频繁"},
	} {
		res := toModels(h, c.method, c.body, c.header)
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != c.status || !strings.Contains(string(body), c.has) {
			t.Errorf("%s: %d %.300s; want %d with %q", c.name, res.StatusCode, body, c.status, c.has)
		}
		if res.Header.Get("X-Content-Type-Options") == "" {
			t.Errorf("%s: without the headers of the other routes", c.name)
		}
	}
}
