package guard

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/access"
)

// clock is a clock that a test moves.
type clock struct{ nanoseconds atomic.Int64 }

func (c *clock) now() time.Time          { return time.Unix(1_800_000_000, c.nanoseconds.Load()) }
func (c *clock) advance(d time.Duration) { c.nanoseconds.Add(int64(d)) }

// server is a guard before a few routes, with what it logs.
type server struct {
	http.Handler
	guard *Guard
	log   bytes.Buffer
	clock clock
}

// serve puts a guard before a page and an API, whose answers are the handler's.
func serve(handler echo.HandlerFunc, set func(*Options)) *server {
	s := &server{}
	o := Options{Log: slog.New(slog.NewJSONHandler(&s.log, nil)), Now: s.clock.now, SearchKinds: []string{"question"},
		Generation: func() string { return "gen-000012" },
		ErrorPage: func(c echo.Context, p ErrorPage) error {
			return c.String(p.Status, fmt.Sprintf("page %d %s %s %s", p.Status, p.Message, p.Hint, p.ID))
		}}
	if set != nil {
		set(&o)
	}
	s.guard = New(o)
	e := echo.New()
	s.guard.Install(e)
	e.Any("/page", handler)
	e.Any("/api/page", handler)
	s.Handler = AnswerHead(e)
	return s
}

// ask sends a request; headers come in pairs.
func (s *server) ask(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func text(answer string) echo.HandlerFunc {
	return func(c echo.Context) error { return c.String(http.StatusOK, answer) }
}

func failing(err error) echo.HandlerFunc { return func(echo.Context) error { return err } }

// An error is answered with its status and with words for its reader, as a page or as
// JSON; what went wrong inside is logged instead.
func TestErrors(t *testing.T) {
	t.Parallel()
	inside := errors.New("open /srv/secret: I/O error")
	for name, c := range map[string]struct {
		err    error
		status int
		words  string
		logged bool
	}{
		"inside":                {inside, 500, "服务器出错了，请稍后再试", true},
		"inside, in an error":   {echo.NewHTTPError(http.StatusInternalServerError).SetInternal(inside), 500, "服务器出错了，请稍后再试", true},
		"not there":             {echo.NewHTTPError(http.StatusNotFound), 404, "没有这个页面", false},
		"with words":            {echo.NewHTTPError(http.StatusBadRequest, "条号不对"), 400, "条号不对", false},
		"without words of ours": {echo.NewHTTPError(http.StatusTeapot), 418, "I'm a teapot", false},
		"refused":               {&Refusal{Reason: ReasonBusy, Status: 503, Message: "太忙", Hint: "等等"}, 503, "太忙", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(failing(c.err), nil)
			page, api := s.ask("GET", "/page", ""), s.ask("GET", "/api/page", "")
			if page.Code != c.status || !strings.HasPrefix(page.Body.String(), fmt.Sprintf("page %d %s", c.status, c.words)) {
				t.Errorf("the page: %d %s", page.Code, page.Body)
			}
			var answer struct {
				Status int
				Detail string
			}
			if err := json.Unmarshal(api.Body.Bytes(),
				&answer); err != nil || api.Code != c.status || answer.Status != c.status || !strings.HasPrefix(answer.Detail, c.words) {
				t.Errorf("the API: %d %s", api.Code, api.Body)
			}
			if strings.Contains(page.Body.String()+api.Body.String(), "secret") {
				t.Error("a client reads what is inside")
			}
			if got := strings.Count(s.log.String(), `"request failed"`); (got == 2) != c.logged || strings.Contains(s.log.String(),
				"secret") != c.logged {
				t.Errorf("%d failures are logged: %s", got, s.log.String())
			}
		})
	}
}

// Where the page of an error fails, its reader still reads the words.
func TestErrorOfErrorPage(t *testing.T) {
	t.Parallel()
	s := serve(failing(echo.NewHTTPError(http.StatusNotFound)), func(o *Options) {
		o.ErrorPage = func(echo.Context, ErrorPage) error { return errors.New("a broken template") }
	})
	if w := s.ask("GET", "/page", ""); w.Code != 404 || w.Body.String() != "没有这个页面\n" || !strings.Contains(s.log.String(),
		"a broken template") {
		t.Errorf("%d %s, logged %s", w.Code, w.Body, s.log.String())
	}
}

// A panic is an error inside, with its stack in the log.
func TestPanic(t *testing.T) {
	t.Parallel()
	s := serve(func(echo.Context) error { panic("out of range") }, nil)
	if w := s.ask("GET", "/page", ""); w.Code != 500 || !strings.Contains(s.log.String(),
		`"msg":"panic"`) || !strings.Contains(s.log.String(), "guard_test.go") {
		t.Errorf("%d, logged %.300s", w.Code, s.log.String())
	}
}

// The log has the time by the clock, the query only where it is wanted, and one line for
// a request.
func TestRequestLog(t *testing.T) {
	t.Parallel()
	for _, wanted := range []bool{false, true} {
		var s *server
		s = serve(func(c echo.Context) error {
			s.clock.advance(1500 * time.Microsecond)
			return c.String(http.StatusOK, "ok")
		}, func(o *Options) { o.LogQueries = wanted })
		s.ask("GET", "/page?q="+strings.Repeat("secret", 100)+"%0Aforged", "", "X-Request-Id", "own-1.x")
		var line struct {
			ID, Method, Route, Query string
			Status, Bytes            int
			MS                       float64
		}
		if err := json.Unmarshal(s.log.Bytes(), &line); err != nil {
			t.Fatalf("%v: %s", err, s.log.String())
		}
		if line.ID != "own-1.x" || line.Method != "GET" || line.Route != "/page" || line.Status != 200 || line.Bytes != 2 ||
			line.MS != 1.5 {
			t.Errorf("the line is %+v", line)
		}
		if wanted != (line.Query != "") || len(line.Query) > maxLogged || strings.Contains(s.log.String(), "forged") {
			t.Errorf("the query is %q", line.Query)
		}
	}
}

// An answer that does not reach its client is logged as that.
func TestAnswerNotSent(t *testing.T) {
	t.Parallel()
	s := serve(text("ok"), nil)
	s.ServeHTTP(gone{httptest.NewRecorder()}, httptest.NewRequest(http.MethodGet, "/page", nil))
	if !strings.Contains(s.log.String(), `"status":499`) || !strings.Contains(s.log.String(), "the answer was not sent") {
		t.Errorf("logged %s", s.log.String())
	}
}

// gone is a client whose connection is closed.
type gone struct{ *httptest.ResponseRecorder }

func (gone) Write([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }

// HEAD is counted as HEAD and has the length of GET, without its body.
func TestHeadIsGet(t *testing.T) {
	t.Parallel()
	s := serve(func(c echo.Context) error { return c.String(http.StatusOK, c.Request().Method) }, nil)
	w := s.ask("HEAD", "/page", "")
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") != "3" {
		t.Errorf("HEAD: %d %s, length %s", w.Code, w.Body, w.Header().Get("Content-Length"))
	}
	if counts := s.ask("GET", "/metrics", "").Body.String(); !strings.Contains(counts,
		`fatiao_request_seconds_count{method="HEAD",route="/page",status="200"} 1`) {
		t.Error("it is not counted as HEAD")
	}
}

// Work that goes on past its deadline is refused and counted, by its reason.
func TestDeadlinePassed(t *testing.T) {
	t.Parallel()
	s := serve(func(c echo.Context) error {
		<-c.Request().Context().Done()
		return errors.New("interrupted")
	}, func(o *Options) { o.Limits.Deadline = time.Nanosecond })
	w := s.ask("GET", "/page", "")
	if w.Code != 503 || w.Header().Get("Retry-After") != "5" || !strings.Contains(w.Body.String(), "用时太长") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if r := s.guard.DeadlinePassed(); r.Detail() == r.Message || r.Error() != "refused: deadline" {
		t.Errorf("%+v", r)
	}
	s.guard.CountSearch("question", time.Second)
	counts := s.ask("GET", "/metrics", "").Body.String()
	for _, want := range []string{`fatiao_refused_total{reason="deadline"} 2`, `fatiao_search_seconds_count{kind="question"} 1`,
		"fatiao_generation 12\n"} {
		if !strings.Contains(counts, want) {
			t.Errorf("the counts lack %s", want)
		}
	}
}

// A client that left is nobody's fault.
func TestClientLeft(t *testing.T) {
	t.Parallel()
	s := serve(func(c echo.Context) error { return fmt.Errorf("searching: %w", c.Request().Context().Err()) }, nil)
	ctx, leave := context.WithCancel(context.Background())
	leave()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/page", nil).WithContext(ctx))
	if w.Code != StatusClientLeft && !strings.Contains(s.log.String(), `"status":499`) || strings.Contains(s.log.String(), "ERROR") {
		t.Errorf("%d, logged %s", w.Code, s.log.String())
	}
}

// While nothing is open, only what tells that is answered.
func TestNothingOpen(t *testing.T) {
	t.Parallel()
	s := serve(text("ok"), func(o *Options) { o.Generation = func() string { return "" } })
	for path, status := range map[string]int{"/page": 503, "/readyz": 503, "/healthz": 200, "/metrics": 200} {
		if w := s.ask("GET", path, ""); w.Code != status {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if w := serve(text("ok"), nil).ask("GET", "/readyz", ""); w.Code != 200 || w.Body.String() != "gen-000012\n" {
		t.Errorf("open: %d %s", w.Code, w.Body)
	}
	for name, want := range map[string]float64{"gen-000012": 12, "": 0, "gen": 0, "7": 7} {
		if got := generationNumber(name); got != want {
			t.Errorf("%q has the number %v", name, got)
		}
	}
}

// A body is there as a whole before work begins; one that is too large, broken or of
// another site's page is refused.
func TestBodies(t *testing.T) {
	t.Parallel()
	s := serve(func(c echo.Context) error {
		b, err := io.ReadAll(c.Request().Body)
		if err != nil {
			return err
		}
		return c.String(http.StatusOK, fmt.Sprint(len(b)))
	}, nil)
	if w := s.ask("POST", "/page", "四字"); w.Code != 200 || w.Body.String() != "6" {
		t.Errorf("a body: %d %s", w.Code, w.Body)
	}
	for name, c := range map[string]struct {
		body   io.Reader
		length int64
		status int
	}{
		"announced as too large": {strings.NewReader(""), MaxBody + 1, 413},
		"too large":              {io.LimitReader(zeros{}, MaxBody+1), -1, 413},
		"too slow":               {broken{os.ErrDeadlineExceeded}, -1, 408},
		"broken off":             {broken{io.ErrUnexpectedEOF}, -1, 400},
	} {
		r := httptest.NewRequest(http.MethodPost, "/page", c.body)
		r.ContentLength = c.length
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if w := s.ask("POST", "/page", "x", "Origin", "https://evil.example"); w.Code != 403 {
		t.Errorf("another site: %d", w.Code)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// Clients of other machines have a budget, and a token opens a protected site.
func TestWhoMayAsk(t *testing.T) {
	t.Parallel()
	s := serve(text("ok"), func(o *Options) { o.Limits = Limits{PerClient: 0.01, Burst: 2} })
	for i, want := range []int{200, 200, 429} {
		if w := s.ask("GET", "/page", ""); w.Code != want {
			t.Errorf("request %d: %d; want %d", i+1, w.Code, want)
		}
	}
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte(strings.Repeat("a1", 20)), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := access.Open(access.Options{Token: token, Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	s = serve(text("ok"), func(o *Options) { o.Access, o.TLS = a, true })
	w := s.ask("GET", "/page", "")
	if w.Code != 401 || w.Header().Get("WWW-Authenticate") != `Bearer realm="fatiao"` || w.Header().Get("Strict-Transport-Security") == "" {
		t.Errorf("a stranger: %d %v", w.Code, w.Header())
	}
	if w := s.ask("GET", "/page", "", "Authorization", "Bearer "+strings.Repeat("a1", 20)); w.Code != 200 {
		t.Errorf("with the token: %d", w.Code)
	}
	if w := s.ask("GET", "/healthz", ""); w.Code != 200 {
		t.Errorf("health: %d", w.Code)
	}
}

// A file that is read takes a place of its own.
func TestEnterUpload(t *testing.T) {
	t.Parallel()
	g := New(Options{Limits: Limits{Files: 1, Wait: time.Nanosecond}})
	leave, err := g.EnterUpload(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.EnterUpload(context.Background()); err == nil {
		t.Error("a second file finds a place")
	}
	leave()
}

// There are words for each status that a client meets.
func TestStatusText(t *testing.T) {
	t.Parallel()
	for _, status := range []int{400, 404, 405, 408, 413, 500, 503} {
		if StatusText(status) == "" {
			t.Errorf("no words for %d", status)
		}
	}
	if got := StatusText(418); got != "" {
		t.Errorf("418 is %q", got)
	}
}
