package web_test

import (
	"bytes"
	"context"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

// tooSlow is when an answer over the small laws of the tests comes too late, also
// where another fuzzing process has the other core. Where a plain search takes long,
// as with the race detector, it is so many times that.
const (
	tooSlow      = 20 * time.Second
	tooManyTimes = 200
)

// fuzzed serves the laws of the tests, opened once for a process, and fails a test with
// what the server logs as an error.
type fuzzed struct {
	handler http.Handler
	failed  *failures
	tooSlow time.Duration
}

// failures keeps the last error that was logged.
type failures struct{ last string }

func (l *failures) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelError }
func (l *failures) WithAttrs([]slog.Attr) slog.Handler               { return l }
func (l *failures) WithGroup(string) slog.Handler                    { return l }
func (l *failures) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(a slog.Attr) bool {
		l.last += " " + a.String()
		return true
	})
	return nil
}

func newFuzzed(f *testing.F) *fuzzed {
	f.Helper()
	failed := &failures{}
	h, err := web.New(web.Options{Library: &fixed{written(f)}, Log: slog.New(failed),
		Now: now, Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed,
		Limits: guard.Limits{PerClient: -1}})
	if err != nil {
		f.Fatal(err)
	}
	z := &fuzzed{h, failed, tooSlow}
	for range 2 { // the first makes what later ones find made
		start := time.Now()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/search?q=车辆安全法3", nil))
		z.tooSlow = max(tooSlow, tooManyTimes*time.Since(start))
	}
	return z
}

// serve answers a request. No answer says that something broke, none takes long, and
// what a user reads is text.
func (z *fuzzed) serve(t *testing.T, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	z.failed.last = ""
	w := httptest.NewRecorder()
	start := time.Now()
	z.handler.ServeHTTP(w, r)
	took := time.Since(start)
	if w.Code >= http.StatusInternalServerError {
		t.Fatalf("%s %s: status %d:%s", r.Method, r.URL, w.Code, z.failed.last)
	}
	if z.failed.last != "" {
		t.Fatalf("%s %s: status %d, but logged%s", r.Method, r.URL, w.Code, z.failed.last)
	}
	if took > z.tooSlow {
		t.Fatalf("%s %s took %s", r.Method, r.URL, took)
	}
	kind := w.Header().Get("Content-Type")
	if strings.HasPrefix(kind, "text/html") && w.Header().Get("Content-Encoding") == "" {
		if !utf8.Valid(w.Body.Bytes()) {
			t.Fatalf("%s %s: the page is not UTF-8", r.Method, r.URL)
		}
		if strings.Contains(w.Body.String(), "<script>") || !strings.Contains(w.Header().Get("Content-Security-Policy"),
			"default-src 'none'") {
			t.Fatalf("%s %s: a page with a script in it, or without its policy", r.Method, r.URL)
		}
	}
	return w
}

// paths are the beginnings of all paths that are served, so that what is fuzzed comes
// behind one that is.
var paths = [...]string{"/", "/search", "/laws", "/law/", "/law/车辆安全法", "/law/车辆安全法/", "/law/车辆安全法@", "/check", "/collection", "/cases",
	"/commentaries", "/case/",
	"/commentary/", "/consultation/", "/static/", "/healthz", "/readyz", "/metrics", "/api/v1/search", "/api/v1/suggest",
	"/api/v1/articles/", "/api/v1/articles/车辆安全法/",
	"/api/v1/articles/车辆安全法/3/cited-by", "/api/v1/cases", "/api/v1/cases/", "/api/v1/laws", "/api/v1/laws/", "/api/openapi.json",
	"/collection.docx"}

// FuzzRequest sends any path, parameters, headers and body to every page and API.
func FuzzRequest(f *testing.F) {
	for i := range paths {
		f.Add("GET", uint8(i), "", "q=车辆安全法3&page=2", "", "")
	}
	f.Add("GET", uint8(1), "", "q=狗+OR+NOT+%28&type=case&sort=date&group=law&page=99999999999999999999&law=%00&date=9999-99",
		"bytes=0-18446744073709551615", "")
	f.Add("GET", uint8(1), "", "q=%2F%28%28%28a%2B%29%2B%29%2B%2F&page=-1&level=%F0%28%8C%28&superseded=1", "", "")
	f.Add("GET", uint8(3), "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "", "", "")
	f.Add("GET", uint8(3), "%E8%BD%A6@2019-03-01%2F3%00", "a;b&%", "", "")
	f.Add("GET", uint8(5), "3/k1/x2/m3", "", "", "")
	f.Add("GET", uint8(5), "9223372036854775808-9223372036854775808/k99999999999999999999", "", "", "")
	f.Add("GET", uint8(14), "..%2fwords.go", "", "bytes=-1,0-0,1-1", "")
	f.Add("GET", uint8(18), "", "q=狗&size=1000000&page=1e9&as_of=0000-00-00", "", "")
	f.Add("GET", uint8(22), "", "page=9223372036854775807&size=100&kind=law", "", "")
	f.Add("POST", uint8(28), "", "", "application/x-www-form-urlencoded", "address=车辆安全法/3&address=%00&address=")
	f.Add("DELETE", uint8(7), "", "", "multipart/form-data; boundary=", "--")
	f.Add("HEAD", uint8(4), "", "", "", "")
	for _, odd := range []string{"/", "//", "%2f", "%2F%2f", "%20", "%00", "./3", "3//", "@", "%25", "/3/k1"} {
		for _, at := range []uint8{3, 4, 5, 6, 11, 12, 13, 14, 20, 21, 24, 26} {
			f.Add("GET", at, odd, "", "", "")
		}
	}
	f.Add("GET", uint8(1), "", "q="+strings.Repeat("%E9%95%BF", 7000), "", "")
	f.Add("GET", uint8(1), "", "q=x", "[2001:db8::1]:4711", "")
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, method string, at uint8, behind, params, header, body string) {
		r, err := http.NewRequest(method, "http://localhost/", strings.NewReader(body))
		if err != nil {
			return // no client can send it
		}
		escaped := paths[int(at)%len(paths)]
		path, err := url.PathUnescape(escaped + behind)
		if err != nil {
			return // net/http refuses it
		}
		r.URL.Path, r.URL.RawPath, r.URL.RawQuery = path, (&url.URL{Path: escaped}).EscapedPath()+behind, params
		r.RemoteAddr, r.RequestURI = "203.0.113.9:4711", r.URL.RequestURI()
		for _, h := range [...]string{"Range", "Content-Type", "Accept-Language", "X-Forwarded-For", "X-Request-ID", "If-None-Match",
			"Cookie", "Origin"} {
			r.Header[h] = []string{header}
		}
		z.serve(t, r)
	})
}

// FuzzCitations sends any body to the API that finds citations: what it finds lies in
// the text.
func FuzzCitations(f *testing.F) {
	f.Add("application/json", `{"text":"依照《车辆安全法》第三条","date":"2020-01-01"}`)
	f.Add("application/json", `{"text":"\ud800第三条"}`)
	f.Add("text/plain", "依照《车辆安全法》第二条、第三条第一款及附件一。")
	f.Add("", `{"text":1}`)
	f.Add("application/json; charset=gbk", "[[[[")
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, kind, body string) {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/citations", strings.NewReader(body))
		r.Header["Content-Type"] = []string{kind}
		z.serve(t, r)
	})
}

// FuzzCheck uploads any file under any name.
func FuzzCheck(f *testing.F) {
	f.Add("草稿.txt", []byte(draft), "2020-01-01", "")
	f.Add("../../草稿.html", []byte("<html><body><p>依照《车辆安全法》第二条。<script>alert(1)</script></body></html>"), "", "csv")
	f.Add("<script>.docx", []byte("PK\x03\x04"), "", "docx")
	f.Add("a.jsonl", []byte(`{"text":"《车辆安全法》第九十九条"}`), "2020-13-45", "html")
	f.Add("x.pdf", []byte("%PDF-1.4\n%%EOF"), "昨天", "html")
	f.Add("\x00\xff.exe", []byte("\xD0\xCF\x11\xE0"), "", "")
	f.Add("", []byte("\xFF\xFE\x00"), "", "")
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, name string, content []byte, date, format string) {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		head := textproto.MIMEHeader{}
		// The name as it comes, not as the writer would escape it.
		head.Set("Content-Disposition", `form-data; name="file"; filename="`+strings.NewReplacer("\r", "", "\n", "").Replace(name)+`"`)
		part, err := form.CreatePart(head)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(content); err != nil {
			t.Fatal(err)
		}
		for k, v := range map[string]string{"date": date, "format": format} {
			if err := form.WriteField(k, v); err != nil {
				t.Fatal(err)
			}
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodPost, "/check", &body)
		r.Header.Set("Content-Type", form.FormDataContentType())
		w := z.serve(t, r)
		if w.Code != http.StatusOK && w.Code != http.StatusUnprocessableEntity {
			t.Fatalf("%q: status %d", name, w.Code)
		}
	})
}
