package web_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"golang.org/x/crypto/bcrypt"

	"github.com/fatiao/fatiao/internal/access"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

// served serves a snapshot with options of a test's own.
func served(t *testing.T, s web.Snapshot, set func(*web.Options)) http.Handler {
	t.Helper()
	o := web.Options{Library: &fixed{s}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now, Citable: reading.Citable,
		Upload: reading.Upload, Placed: reading.Placed}
	set(&o)
	h, err := web.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a request with headers, given as pairs.
func ask(h http.Handler, method, path, body string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

const goodToken = "0123456789abcdef0123456789abcdef"

// accessGuard lets li in with “battery staple”, and whoever has goodToken.
func accessGuard(t *testing.T) *access.Authenticator {
	t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte("battery staple"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	o := access.Options{Names: filepath.Join(t.TempDir(), "names"), Token: filepath.Join(t.TempDir(), "token"),
		Log: slog.New(slog.DiscardHandler), Now: now}
	for path, content := range map[string]string{o.Names: "li:" + string(hash), o.Token: goodToken} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	g, err := access.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func basic(name, password string) string {
	r := &http.Request{Header: http.Header{}}
	r.SetBasicAuth(name, password)
	return r.Header.Get("Authorization")
}

// A protected site shows strangers nothing but that it is well, and how its pages look.
func TestProtected(t *testing.T) {
	h := served(t, embedded(t), func(o *web.Options) { o.Access = accessGuard(t) })
	for _, path := range []string{"/", "/search?q=x", "/metrics", "/nosuch", "/api/v1/laws", "/api/openapi.json", "/collection"} {
		r := ask(h, http.MethodGet, path, "")
		challenges := r.Header.Values("WWW-Authenticate")
		if r.StatusCode != http.StatusUnauthorized || !slices.Equal(challenges, []string{`Basic realm="fatiao", charset="UTF-8"`,
			`Bearer realm="fatiao"`}) {
			t.Errorf("a stranger gets %s for %s, %q", r.Status, path, challenges)
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(body), "请先登录") || strings.HasPrefix(path, "/api/") != json.Valid(body) {
			t.Errorf("%s says to a stranger: %s", path, body)
		}
		for _, right := range []string{basic("li", "battery staple"), "Bearer " + goodToken, "bearer " + goodToken} {
			if r := ask(h, http.MethodGet, path, "", "Authorization", right); r.StatusCode == http.StatusUnauthorized {
				t.Errorf("%q gets %s for %s", right, r.Status, path)
			}
		}
	}
	for _, path := range []string{"/healthz", "/readyz", "/static/style.css"} {
		if r := ask(h, http.MethodGet, path, ""); r.StatusCode != http.StatusOK {
			t.Errorf("a stranger gets %s for %s", r.Status, path)
		}
	}
	wrong := []string{basic("li", "wrong"), basic("nobody", "battery staple"), basic("li", ""), "Bearer wrong", "Bearer", "Digest x",
		"Basic !!"}
	for _, w := range wrong {
		if r := ask(h, http.MethodGet, "/", "", "Authorization", w); r.StatusCode != http.StatusUnauthorized {
			t.Errorf("%q gets %s", w, r.Status)
		}
	}
}

// Who tries passwords is stopped, on this machine too.
func TestGuessing(t *testing.T) {
	h := served(t, embedded(t), func(o *web.Options) { o.Access = accessGuard(t) })
	try := func(address, password string) *http.Response {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = address
		r.SetBasicAuth("li", password)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	for range 10 {
		if r := try("127.0.0.1:1", "wrong"); r.StatusCode != http.StatusUnauthorized {
			t.Fatalf("a wrong password gets %s", r.Status)
		}
	}
	r := try("127.0.0.1:2", "battery staple")
	if r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") != "60" || !strings.Contains(text(t, r), "错了太多次") {
		t.Errorf("after ten wrong passwords: %s, Retry-After %q", r.Status, r.Header.Get("Retry-After"))
	}
	if r := try("192.0.2.1:1", "battery staple"); r.StatusCode != http.StatusOK {
		t.Errorf("another client gets %s", r.Status)
	}
}

// TestRoutesChangeNothing holds the routes that take more than a question. None of them
// changes data: they answer about what they are sent and forget it. Where a route is
// added that does change data, it must be refused unless the site is protected
// (Options.Access is set and the request passed it), whether it is meant for this
// machine only or not: write that check and a test of it first, then add the route here.
func TestRoutesChangeNothing(t *testing.T) {
	h := served(t, embedded(t), func(*web.Options) {})
	var got []string
	for _, r := range h.(interface{ Routes() []*echo.Route }).Routes() {
		if r.Method != http.MethodGet && r.Method != echo.RouteNotFound {
			got = append(got, r.Method+" "+r.Path)
		}
	}
	slices.Sort(got)
	want := []string{"POST /api/v1/check", "POST /api/v1/citations", "POST /cases/report", "POST /check", "POST /collection.docx",
		"POST /mcp"}
	if !slices.Equal(got, want) {
		t.Errorf("the routes beside GET are %q; want %q. Does a new one change data? See the comment of this test", got, want)
	}
}

// Forms of this site and programs are answered, the pages of other sites are not.
func TestOtherSites(t *testing.T) {
	h := served(t, embedded(t), func(*web.Options) {})
	const form = "application/x-www-form-urlencoded"
	for _, c := range []struct {
		headers []string
		ok      bool
	}{
		{nil, true}, // a program
		{[]string{"Sec-Fetch-Site", "same-origin", "Origin", "http://example.com"}, true},
		{[]string{"Sec-Fetch-Site", "none"}, true},
		{[]string{"Origin", "http://example.com"}, true}, // an older browser
		{[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, false},
		{[]string{"Sec-Fetch-Site", "same-site", "Origin", "https://other.example.com"}, false},
		{[]string{"Origin", "https://evil.example"}, false},
		{[]string{"Origin", "null"}, false},
	} {
		for path, body := range map[string]string{"/check": "text=%E6%B0%91%E6%B3%95%E5%85%B81036", "/collection.docx": "list=[]",
			"/cases/report":     "list=[]",
			"/api/v1/citations": "民法典第1036条"} {
			kind := form
			if strings.HasPrefix(path, "/api/") {
				kind = "text/plain"
			}
			r := ask(h, http.MethodPost, path, body, append([]string{"Content-Type", kind}, c.headers...)...)
			want := http.StatusOK
			if !c.ok {
				want = http.StatusForbidden
			}
			content, err := io.ReadAll(r.Body)
			if err != nil {
				t.Fatal(err)
			}
			if r.StatusCode != want || !c.ok && (!strings.Contains(string(content), "不接受别的网站发来的内容") || strings.HasPrefix(path,
				"/api/") != json.Valid(content)) {
				t.Errorf("%s with %q gets %s", path, c.headers, r.Status)
			}
		}
	}
	if r := ask(h, http.MethodGet, "/search?q=x", "", "Sec-Fetch-Site", "cross-site"); r.StatusCode != http.StatusOK {
		t.Errorf("a link from another site leads to %s", r.Status)
	}
}

// Every answer carries the security headers, whatever it is.
func TestSecurityHeaders(t *testing.T) {
	documents := embedded(t)
	open := served(t, documents, func(*web.Options) {})
	closed := served(t, documents, func(o *web.Options) { o.Access, o.TLS = accessGuard(t), true })
	loading := served(t, documents, func(o *web.Options) { o.Library = &later{} })
	limited := limited(t, documents, guard.Limits{PerClient: 0.01, Burst: 1}, nil)
	from(limited, "192.0.2.1", "", "/")
	for _, c := range []struct {
		name   string
		r      *http.Response
		status int
	}{
		{"a page", get(t, open, "/"), 200}, {"no page", get(t, open, "/nosuch"), 404}, {"no law", get(t, open, "/law/x/1"), 404},
		{"a bad request", get(t, open, "/search?type=x"), 400},
		{"a file", get(t, open, "/static/style.css"), 200}, {"no file", get(t, open, "/static/none"), 404}, {"health", get(t, open,
			"/healthz"), 200}, {"counts", get(t, open, "/metrics"), 200},
		{"the API", get(t, open, "/api/v1/laws"), 200}, {"nothing in the API", get(t, open, "/api/v1/nosuch"), 404},
		{"a refused parameter", get(t, open, "/api/v1/search?size=1000"), 422},
		{"a method", ask(open, http.MethodDelete, "/", ""), 405}, {"another site", ask(open, http.MethodPost, "/check", "", "Origin",
			"https://evil.example"), 403},
		{"a stranger", get(t, closed, "/"), 401}, {"loading", get(t, loading, "/"), 503}, {"too often", from(limited, "192.0.2.1", "",
			"/"), 429},
	} {
		if c.r.StatusCode != c.status {
			t.Errorf("%s is answered %s; want %d", c.name, c.r.Status, c.status)
		}
		for header, want := range map[string]string{
			"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "camera=(), ",
		} {
			if got := c.r.Header.Get(header); !strings.Contains(got, want) {
				t.Errorf("%s has %s: %q", c.name, header, got)
			}
		}
		if got := c.r.Header.Get("Strict-Transport-Security"); (got != "") != (c.name == "a stranger") {
			t.Errorf("%s has Strict-Transport-Security %q", c.name, got)
		}
	}
}

// The log has what was searched for only where that is wanted, and no id that a client
// could forge a line with.
func TestLog(t *testing.T) {
	documents := embedded(t)
	for _, wanted := range []bool{false, true} {
		var said bytes.Buffer
		h := served(t, documents, func(o *web.Options) { o.Log, o.LogQueries = slog.New(slog.NewJSONHandler(&said, nil)), wanted })
		get(t, h, "/search?q=人脸secret")
		get(t, h, "/api/v1/search?q=人脸secret")
		n := 0
		for _, line := range strings.Split(strings.TrimSpace(said.String()), "\n") {
			var l map[string]any
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatalf("%v: %s", err, line)
			}
			if l["query"] == "人脸secret" {
				n++
			}
		}
		if want := map[bool]int{false: 0, true: 2}[wanted]; n != want || strings.Count(said.String(), "secret") != want {
			t.Errorf("with queries %v the log is\n%s", wanted, said.String())
		}
	}
	h := served(t, documents, func(*web.Options) {})
	for id, kept := range map[string]bool{"a-B_c.9": true, strings.Repeat("a", 64): true, strings.Repeat("a", 65): false,
		strings.Repeat("a", 10<<10): false,
		"a\nlevel=ERROR":            false, "a b": false, `"`: false, "<b>": false, "法": false, "": false} {
		got := ask(h, http.MethodGet, "/", "", "X-Request-ID", id).Header.Get("X-Request-ID")
		if (got == id) != kept || got == "" || len(got) > 64 {
			t.Errorf("the id %.20q became %q", id, got)
		}
	}
}

// later is a library whose documents come later.
type later struct{ s *web.Snapshot }

func (l *later) Acquire() (*web.Snapshot, func()) { return l.s, func() {} }

// While documents are being opened, the server says so; afterwards it serves them.
func TestLoading(t *testing.T) {
	l := &later{}
	h := served(t, web.Snapshot{}, func(o *web.Options) { o.Library = l })
	for path, want := range map[string]struct {
		status int
		says   string
	}{"/": {503, "正在装入数据"}, "/api/v1/laws": {503, "正在装入数据"}, "/check": {503, "正在装入数据"}, "/readyz": {503, "loading"}, "/healthz": {200,
		"ok"},
		"/static/style.css": {200, ""}, "/metrics": {200, "fatiao_generation 0"}} {
		r := get(t, h, path)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		if r.StatusCode != want.status || !strings.Contains(string(body), want.says) || strings.HasPrefix(path,
			"/api/") != json.Valid(body) {
			t.Errorf("%s answers %s while loading: %s", path, r.Status, body)
		}
		if want.says == "正在装入数据" && r.Header.Get("Retry-After") == "" {
			t.Errorf("%s does not say when to come back", path)
		}
	}
	s := embedded(t)
	l.s = &s
	for _, path := range []string{"/", "/api/v1/laws", "/readyz"} {
		if r := get(t, h, path); r.StatusCode != http.StatusOK {
			t.Errorf("%s answers %s when loaded", path, r.Status)
		}
	}
}
