package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

// endless searches until it is not wanted any more.
type endless struct {
	web.Searcher
	started, stopped atomic.Int32
}

func (e *endless) Search(ctx context.Context, _ search.Request) (*search.Result, error) {
	e.started.Add(1)
	<-ctx.Done()
	e.stopped.Add(1)
	return nil, fmt.Errorf("searching: %w", ctx.Err())
}

// A search past its deadline is stopped, and its asker told what to do.
func TestDeadline(t *testing.T) {
	s := embedded(t)
	e := &endless{Searcher: s.Search}
	s.Search = e
	h := served(t, s, func(o *web.Options) { o.Limits.Deadline = time.Millisecond })
	for _, path := range []string{"/search?q=x", "/api/v1/search?q=x"} {
		r := get(t, h, path)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		if r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") != "5" {
			t.Errorf("%s answers %s, Retry-After %q", path, r.Status, r.Header.Get("Retry-After"))
		}
		for _, want := range []string{"用时太长", "缩小范围"} {
			if !strings.Contains(string(body), want) || strings.Contains(string(body), "太忙") {
				t.Errorf("%s says %s", path, body)
			}
		}
		if api := strings.HasPrefix(path, "/api/"); json.Valid(body) != api || strings.Contains(r.Header.Get("Content-Type"),
			"json") != api {
			t.Errorf("%s answers %s", path, r.Header.Get("Content-Type"))
		}
	}
	if e.started.Load() != 2 || e.stopped.Load() != 2 {
		t.Errorf("%d searches began and %d stopped", e.started.Load(), e.stopped.Load())
	}
	counts, err := io.ReadAll(get(t, h, "/metrics").Body)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(counts), `fatiao_refused_total{reason="deadline"} 2`) {
		t.Error("the counts do not have two deadlines")
	}
}

// A file that takes too long to read is left, and its sender told what to do: also where
// it is read in the end.
func TestDeadlineOfUpload(t *testing.T) {
	for what, result := range map[string]func(ctx context.Context) (*citation.CitingText, error){
		"left": func(ctx context.Context) (*citation.CitingText, error) {
			return nil, fmt.Errorf("reading: %w", ctx.Err())
		},
		"read too late": func(context.Context) (*citation.CitingText, error) {
			return reading.Citable("依照本法第一条。"), nil
		},
	} {
		h := served(t, embedded(t), func(o *web.Options) {
			o.Limits.Deadline = 10 * time.Millisecond
			o.Upload = func(ctx context.Context, _ string, _ []byte) (*citation.CitingText, error) {
				<-ctx.Done()
				return result(ctx)
			}
		})
		if w := sendDraft(t, h, map[string]string{"name": "甲.pdf"},
			[]byte("%PDF")); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "用时太长") {
			t.Errorf("a file that is %s is answered %d: %s", what, w.Code, w.Body)
		}
	}
}

// Searches are counted by what they ask for, refusals by their reason, and neither
// tells what was asked.
func TestCounts(t *testing.T) {
	h := served(t, embedded(t), func(o *web.Options) {
		o.Access = accessGuard(t)
		o.Limits = guard.Limits{PerClient: 0.001, Burst: 14}
	})
	send := func(method, path string, headers ...string) {
		headers = append(headers, "Authorization", "Bearer "+goodToken)
		ask(h, method, path, "", headers...)
	}
	for _, q := range []string{"人脸识别规定1", "民法典1036", "人脸识别规定", "%22人脸secret%22", "secret?*x", "小区能不能强制刷脸secret", "人脸", "人脸", ""} {
		send(http.MethodGet, "/search?q="+strings.ReplaceAll(q, " ", "+"))
	}
	send(http.MethodGet, "/api/v1/search?q=secret")
	send(http.MethodPost, "/check", "Origin", "https://evil.example")
	ask(h, http.MethodGet, "/", "", "Authorization", "Bearer secret")
	ask(h, http.MethodGet, "/", "")
	for range 3 { // one more is within the burst
		send(http.MethodGet, "/laws")
	}
	r := ask(h, http.MethodGet, "/metrics", "", "Authorization", "Bearer "+goodToken)
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	body := string(b)
	for kind, n := range map[search.Intent]int{search.IntentAddress: 2, search.IntentName: 1, search.IntentConditions: 2,
		search.IntentQuestion: 4, search.IntentNothing: 1, search.IntentUnknown: 0} {
		if want := fmt.Sprintf("fatiao_search_seconds_count{kind=%q} %d\n", kind, n); !strings.Contains(body, want) {
			t.Errorf("the counts lack %s", want)
		}
	}
	for reason, n := range map[string]int{"rate": 2, "auth": 2, "cross_site": 1, "busy": 0, "deadline": 0, "loading": 0} {
		if want := fmt.Sprintf("fatiao_refused_total{reason=%q} %d\n", reason, n); !strings.Contains(body, want) {
			t.Errorf("the counts lack %s", want)
		}
	}
	if strings.Contains(body, "secret") || strings.Contains(body, "人脸") {
		t.Error("the counts tell what was asked")
	}
	if t.Failed() {
		t.Log(body)
	}
}

// stuck is a client that does not read.
type stuck struct {
	*httptest.ResponseRecorder
	writing chan struct{}
	goOn    chan struct{}
}

func (s *stuck) Write(b []byte) (int, error) {
	s.writing <- struct{}{}
	<-s.goOn
	return s.ResponseRecorder.Write(b)
}

// awaited is a body that tells when it is read for the first time.
type awaited struct {
	io.ReadCloser
	tell func()
}

func (a awaited) Read(b []byte) (int, error) {
	a.tell()
	return a.ReadCloser.Read(b)
}

// Clients that neither send nor read keep nobody from being worked for.
func TestSlowClients(t *testing.T) {
	h := limited(t, embedded(t), guard.Limits{Working: 1, Wait: 2 * time.Second}, nil)
	uploading := make(chan struct{})
	tell := sync.OnceFunc(func() { close(uploading) })
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = awaited{r.Body, tell}
		h.ServeHTTP(w, r)
	}))
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn,
		"POST /check HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
			"Content-Length: 1000\r\n\r\ntext=a"); err != nil {
		t.Fatal(err)
	}
	w := &stuck{httptest.NewRecorder(), make(chan struct{}, 1), make(chan struct{})}
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/cases", nil))
	}()
	<-w.writing
	<-uploading
	if r := from(h, "127.0.0.1", "", "/check"); r.StatusCode != http.StatusOK {
		t.Errorf("beside two slow clients a third gets %s", r.Status)
	}
	close(w.goOn)
	<-done
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "案例") {
		t.Errorf("the slow reader got %d", w.Code)
	}
	if _, err := io.WriteString(conn, strings.Repeat("a", 994)); err != nil {
		t.Fatal(err)
	}
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Errorf("the slow sender got %s", r.Status)
	}
}

// What is too large is refused, with its length given or not.
func TestTooLarge(t *testing.T) {
	h := limited(t, embedded(t), guard.Limits{}, nil)
	for _, length := range []int64{5 << 20, -1} {
		r := httptest.NewRequest(http.MethodPost, "/check", io.LimitReader(zeros{}, 5<<20))
		r.ContentLength = length
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "请求太大") {
			t.Errorf("5 MB with the length %d get %d", length, w.Code)
		}
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }
