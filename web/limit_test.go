package web_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

// slow holds back searches until it is let go.
type slow struct {
	web.Searcher
	started chan struct{}
	goOn    chan struct{}
}

func (s *slow) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	s.started <- struct{}{}
	select {
	case <-s.goOn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return s.Searcher.Search(ctx, r)
}

// limited serves within limits. held, where there is one, holds searches back.
func limited(t *testing.T, s web.Snapshot, l guard.Limits, held *slow) http.Handler {
	t.Helper()
	if held != nil {
		held.Searcher, s.Search = s.Search, held
	}
	h, err := web.New(web.Options{Library: &fixed{s}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now,
		Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed, Limits: l})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// from asks for a page from an address, with what a proxy would add.
func from(h http.Handler, address, forwarded, path string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.RemoteAddr = net.JoinHostPort(address, "4711")
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// A client that asks too often is told when to come back; others are answered, and so
// are those of this machine, checks of health and files. Who it is cannot be made up.
func TestRateByClient(t *testing.T) {
	limits := guard.Limits{PerClient: 0.01, Burst: 7} // none comes back while the test runs
	documents := embedded(t)
	h := limited(t, documents, limits, nil)
	count := func(address, forwarded, path string) (ok int) {
		for range 20 {
			r := from(h, address, forwarded, path)
			switch r.StatusCode {
			case http.StatusOK:
				ok++
			case http.StatusTooManyRequests:
				if r.Header.Get("Retry-After") != "100" {
					t.Errorf("Retry-After is %q", r.Header.Get("Retry-After"))
				}
			default:
				t.Errorf("%s answers %s", path, r.Status)
			}
		}
		return ok
	}
	for _, c := range []struct {
		address, forwarded, path string
		want                     int
	}{
		{"192.0.2.1", "", "/check", 7},
		{"192.0.2.1", "192.0.2.77", "/check", 0}, // the same one under another name
		{"192.0.2.1", "", "/healthz", 20},
		{"192.0.2.2", "", "/check", 7},
		{"127.0.0.1", "", "/check", 20},
		{"::1", "", "/check", 20},
	} {
		if got := count(c.address, c.forwarded, c.path); got != c.want {
			t.Errorf("%s for %q got %s %d times of 20, want %d", c.address, c.forwarded, c.path, got, c.want)
		}
	}
	if got := count("192.0.2.4", "", "/readyz"); got != 20 {
		t.Errorf("readiness was told %d times of 20", got)
	}
	body := text(t, from(h, "192.0.2.1", "", "/check"))
	if !strings.Contains(body, "请求太频繁，请稍后再试") {
		t.Errorf("the page says %s", body)
	}
	_, proxies, err := net.ParseCIDR("198.51.100.0/24")
	if err != nil {
		t.Fatal(err)
	}
	limits.Proxies = []*net.IPNet{proxies}
	h = limited(t, documents, limits, nil)
	for _, c := range []struct {
		address, forwarded string
		want               int
	}{
		{"198.51.100.9", "192.0.2.1", 7},
		{"198.51.100.9", "192.0.2.2", 7},
		{"198.51.100.9", "192.0.2.99, 192.0.2.2", 0},    // what a client wrote before the proxy did
		{"198.51.100.9", "127.0.0.1, 198.51.100.20", 7}, // nobody is of this machine by his own word
		{"192.0.2.3", "192.0.2.50", 7},
		{"192.0.2.3", "192.0.2.51", 0},
	} {
		if got := count(c.address, c.forwarded, "/check"); got != c.want {
			t.Errorf("%s for %q got an answer %d times of 20, want %d", c.address, c.forwarded, got, c.want)
		}
	}
}

// crowd is a server with two places and one to wait, where both places are taken.
type crowd struct {
	h       http.Handler
	held    *slow
	answers chan int
	running sync.WaitGroup
}

func newCrowd(t *testing.T, wait time.Duration) *crowd {
	c := &crowd{held: &slow{started: make(chan struct{}, 10), goOn: make(chan struct{})}, answers: make(chan int, 10)}
	c.h = limited(t, embedded(t), guard.Limits{Working: 2, Waiting: 1, Wait: wait}, c.held)
	for range 2 {
		c.ask()
		<-c.held.started
	}
	return c
}

func (c *crowd) ask() {
	c.running.Go(func() { c.answers <- from(c.h, "127.0.0.1", "", "/search?q=%E4%BA%BA%E8%84%B8").StatusCode })
}

// leave lets all go on, and checks that each was answered.
func (c *crowd) leave(t *testing.T) {
	t.Helper()
	close(c.held.goOn)
	c.running.Wait()
	close(c.answers)
	for status := range c.answers {
		if status != http.StatusOK {
			t.Errorf("a request that had a place, or waited for one, got %d", status)
		}
	}
	if r := from(c.h, "127.0.0.1", "", "/check"); r.StatusCode != http.StatusOK {
		t.Errorf("afterwards the server answers %s", r.Status)
	}
}

// Where all places are taken one waits and is answered when there is room; the next
// is told at once that there is none. A check of health is answered all the same.
func TestBusy(t *testing.T) {
	c := newCrowd(t, time.Hour)
	c.ask()
	c.ask() // one of the two finds the place to wait taken
	if status := <-c.answers; status != http.StatusServiceUnavailable {
		t.Errorf("who found no place got %d", status)
	}
	if r := from(c.h, "127.0.0.1", "", "/healthz"); r.StatusCode != http.StatusOK {
		t.Errorf("a busy server is %s", r.Status)
	}
	c.leave(t)
}

// Who waits in vain is told so, and when to come back.
func TestWaitedTooLong(t *testing.T) {
	c := newCrowd(t, 50*time.Millisecond)
	r := from(c.h, "127.0.0.1", "", "/check")
	if r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") != "1" || !strings.Contains(text(t, r), "现在太忙，请稍后再试") {
		t.Errorf("who waited too long got %s, Retry-After %q", r.Status, r.Header.Get("Retry-After"))
	}
	c.leave(t)
}

// A client that leaves is no fault of the server.
func TestClientLeaves(t *testing.T) {
	held := &slow{started: make(chan struct{}, 1), goOn: make(chan struct{})}
	h := limited(t, embedded(t), guard.Limits{}, held)
	ctx, leave := context.WithCancel(context.Background())
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/search?q=%E4%BA%BA%E8%84%B8", nil)
	w := httptest.NewRecorder()
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.ServeHTTP(w, r)
	}()
	<-held.started
	leave()
	<-done
	if w.Code != 499 || w.Body.Len() > 0 {
		t.Errorf("a client that left got %d %s", w.Code, w.Body)
	}
	counts, err := io.ReadAll(from(h, "127.0.0.1", "", "/metrics").Body)
	if err != nil {
		t.Fatal(err)
	}
	if want := `route="/search",status="499"} 1`; !strings.Contains(string(counts), want) {
		t.Errorf("the counts lack %s:\n%s", want, counts)
	}
}

// The counts go by route, and hold nothing of what was asked.
func TestMetrics(t *testing.T) {
	h := limited(t, embedded(t), guard.Limits{}, nil)
	for _, path := range []string{"/search?q=%E4%BA%BA%E8%84%B8", "/search?q=secret", "/nothing/secret", "/law/secret"} {
		from(h, "127.0.0.1", "", path)
	}
	r := from(h, "127.0.0.1", "", "/metrics")
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	body := string(b)
	for _, want := range []string{
		`fatiao_request_seconds_count{method="GET",route="/search",status="200"} 2`,
		`fatiao_request_seconds_count{method="GET",route="/law/:key",status="404"} 1`,
		`fatiao_request_seconds_count{method="GET",route="none",status="404"} 1`,
		"fatiao_generation 7\n", "fatiao_requests_in_progress 1\n", "go_goroutines",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the counts lack %s:\n%s", want, body)
		}
	}
	if strings.Contains(body, "secret") {
		t.Error("the counts tell what was asked")
	}
	if r := from(h, "127.0.0.1", "", "/readyz"); r.StatusCode != http.StatusOK || !strings.Contains(text(t, r), "gen-000007") {
		t.Errorf("/readyz answers %s", r.Status)
	}
}

// Files that take long to read do not keep readers of pages waiting.
func TestManyFiles(t *testing.T) {
	block, begun := make(chan struct{}), make(chan struct{}, 100)
	h := served(t, embedded(t), func(o *web.Options) {
		o.Limits = guard.Limits{Files: 2, Wait: 50 * time.Millisecond}
		o.Upload = func(context.Context, string, []byte) (*citation.CitingText, error) {
			begun <- struct{}{}
			<-block
			return reading.Citable("依照本法第一条。"), nil
		}
	})
	send := func() *http.Response {
		return sendDraft(t, h, map[string]string{"name": "甲.pdf"}, []byte("%PDF")).Result()
	}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if r := send(); r.StatusCode != http.StatusOK {
				t.Errorf("a file that could be read is answered %s", r.Status)
			}
		})
	}
	for range 2 {
		<-begun
	}
	for range 5 {
		if r := send(); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
			t.Errorf("one file too many is answered %s", r.Status)
		}
	}
	if r := get(t, h, "/"); r.StatusCode != http.StatusOK {
		t.Errorf("a page is answered %s", r.Status)
	}
	close(block)
	wg.Wait()
}
