package web_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/web"
)

// The tests here are those of docs/threats.md that no other test is about.

// logged serves the laws of the tests and keeps what is logged, as a server logs it.
func logged(t *testing.T, breaks bool) (http.Handler, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	snapshot := written(t)
	if breaks {
		snapshot.Search = broken{snapshot.Search}
	}
	h, err := web.New(web.Options{Library: &fixed{snapshot}, Log: slog.New(slog.NewJSONHandler(&log, nil)), Now: now,
		Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed})
	if err != nil {
		t.Fatal(err)
	}
	return h, &log
}

// broken fails with what no client should read.
type broken struct{ web.Searcher }

var errInside = errors.New("open /srv/secret/kb.sqlite: disk I/O error")

func (broken) Search(context.Context, search.Request) (*search.Result, error) { return nil, errInside }

// send asks with a body and headers.
func send(h http.Handler, method, address, body string, headers map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	for k, v := range headers {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// A body over the limit is refused on every page, also where its head does not say how long it is.
func TestLargeBodies(t *testing.T) {
	h, _ := logged(t, false)
	large := strings.Repeat("长", 2<<20)
	for _, address := range []string{"/check", "/api/v1/citations", "/collection.docx"} {
		for kind, known := range map[string]bool{"text/plain": true, "application/x-www-form-urlencoded": false} {
			r := httptest.NewRequest(http.MethodPost, address, strings.NewReader("text="+large))
			r.Header.Set("Content-Type", kind)
			if !known {
				r.ContentLength = -1
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code < 400 || w.Code >= 500 || w.Body.Len() > 1<<20 {
				t.Errorf("%s %s: status %d, %d bytes", address, kind, w.Code, w.Body.Len())
			}
		}
	}
	if w := send(h, http.MethodPost, "/api/v1/citations", large,
		map[string]string{"Content-Type": "text/plain"}); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", w.Code)
	}
}

// Quotes and remarks of SQL are text like any other, wherever they stand.
func TestQuotesInEverything(t *testing.T) {
	h, log := logged(t, false)
	evil := url.QueryEscape(`' OR 1=1; DROP TABLE unit; -- " MATCH *`)
	for _, address := range []string{"/search?q=" + evil, "/search?q=车&law=" + evil + "&issuer=" + evil + "&date=" + evil,
		"/cases?q=" + evil + "&court=" + evil + "&cause=" + evil,
		"/api/v1/search?q=" + evil, "/api/v1/suggest?q=" + evil, "/api/v1/laws?q=" + evil, "/api/v1/cases?q=" + evil + "&court=" + evil,
		"/case/" + url.PathEscape(`' OR 1=1 --`), "/law/" + url.PathEscape(`' OR 1=1 --`), "/commentary/" + url.PathEscape(`1" --`)} {
		if w := send(h, http.MethodGet, address, "", nil); w.Code >= 500 {
			t.Errorf("%s: status %d", address, w.Code)
		}
	}
	if strings.Contains(log.String(), `"ERROR"`) {
		t.Errorf("logged %s", log)
	}
	if w := send(h, http.MethodGet, "/law/车辆安全法/3", "", nil); w.Code != http.StatusOK {
		t.Errorf("afterwards status %d", w.Code)
	}
}

// What is asked for is nobody's business but the asker's; what clients write does
// not become lines of the log.
func TestLogHasNoQueries(t *testing.T) {
	for _, breaks := range []bool{false, true} {
		h, log := logged(t, breaks)
		requests := 0
		for _, address := range []string{"/search?q=MYSECRET", "/api/v1/search?q=MYSECRET", "/law/MYSECRET", "/case/MYSECRET",
			"/nosuch/MYSECRET"} {
			send(h, http.MethodGet, address, "", map[string]string{"X-Forwarded-For": "MYSECRET", "User-Agent": "MYSECRET",
				"Referer": "http://localhost/search?q=MYSECRET", "X-Request-Id": "a\n{\"level\":\"ERROR\",\"msg\":\"forged\"}"})
			requests++
		}
		send(h, http.MethodPost, "/api/v1/citations", "MYSECRET《车辆安全法》第三条", map[string]string{"Content-Type": "text/plain"})
		requests++
		if strings.Contains(log.String(), "MYSECRET") {
			t.Errorf("the log has what was asked for: %s", log)
		}
		lines := 0
		for line := range strings.Lines(log.String()) {
			if strings.Contains(line, `"msg":"request"`) {
				lines++
			}
			if strings.Contains(line, `"msg":"forged"`) {
				t.Errorf("a client wrote the line %s", line)
			}
		}
		if lines != requests {
			t.Errorf("%d lines for %d requests", lines, requests)
		}
	}
}

// A client reads that something broke, and by which id the operator finds what.
func TestErrorsSayNothingInside(t *testing.T) {
	h, log := logged(t, true)
	for _, address := range []string{"/search?q=车", "/api/v1/search?q=车"} {
		w := send(h, http.MethodGet, address, "", nil)
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(),
			"sqlite") {
			t.Errorf("%s: status %d: %s", address, w.Code, w.Body)
		}
	}
	if strings.Count(log.String(), errInside.Error()) != 2 {
		t.Errorf("logged %s", log)
	}
}

// A long draft of nothing but citations and open quotations takes seconds, not minutes.
func TestLongDraft(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a megabyte")
	}
	h, _ := logged(t, false)
	for _, line := range []string{"依照《车辆安全法》第二条。\n", "依照《车辆安全法》第二条：“本法所称驾驶人，\n"} {
		start := time.Now()
		w := sendDraft(t, h, map[string]string{"text": strings.Repeat(line, 5_000)}, nil)
		if took := time.Since(start); w.Code != http.StatusOK || took > 15*time.Second {
			t.Errorf("%q: status %d after %s", line, w.Code, took)
		} else {
			t.Logf("%q: %s", line, took)
		}
	}
}

// A draft that is checked is nowhere afterwards: neither among the data nor among
// temporary files.
func TestCheckStoresNothing(t *testing.T) {
	room := filepath.Dir(t.TempDir()) // and of the data
	t.Setenv("TMPDIR", room)
	h := siteOf(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())}})
	const mark = "UNMISTAKABLE"
	text := strings.Repeat(mark+"依照《车辆安全法》第二条。\n", 2_000)
	for _, w := range []*httptest.ResponseRecorder{sendDraft(t, h, map[string]string{"text": text}, nil), sendDraft(t, h,
		map[string]string{"name": "草稿.txt"}, []byte(text))} {
		if w.Code != http.StatusOK {
			t.Errorf("status %d", w.Code)
		}
	}
	files := 0
	err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(mark)) {
			t.Errorf("%s has the draft", path)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files looked at, %v", files, err)
	}
}
