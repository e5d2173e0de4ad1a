package download

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"
)

// status answers a number of requests with a status, and those after it as a server does.
func status(code, times int, header ...string) func(http.ResponseWriter, *http.Request, int) bool {
	return func(w http.ResponseWriter, _ *http.Request, n int) bool {
		if n > times {
			return false
		}
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		return true
	}
}

// Servers that are busy or broken are tried again after growing pauses, and at least as long as
// they ask for; those that refuse are not.
func TestStatuses(t *testing.T) {
	t.Parallel()
	second := time.Second
	for _, c := range []struct {
		name   string
		answer func(http.ResponseWriter, *http.Request, int) bool
		pauses []time.Duration
		asked  int
		fails  string
	}{
		{"busy", status(429, 1, "Retry-After", "7"), []time.Duration{7 * second}, 2, ""},
		{"busy until a time by its own clock", status(429, 1, "Date", "Mon, 01 Jan 2125 00:00:00 GMT", "Retry-After",
			"Mon, 01 Jan 2125 00:00:30 GMT"), []time.Duration{30 * second}, 2, ""},
		{"busy until the past", status(503, 1, "Retry-After", "Mon, 01 Jan 2001 00:00:00 GMT"), []time.Duration{second}, 2, ""},
		{"busy for an hour", status(429, 100, "Retry-After", "3600"), nil, 1, "1h0m0s 以后再来"},
		{"broken", status(500, 3), []time.Duration{second, 2 * second, 4 * second}, 4, ""},
		{"always broken", status(502, 100), []time.Duration{second, 2 * second, 4 * second, 8 * second, 16 * second}, 6, "出错（502）"},
		{"not there", status(404, 100), nil, 1, "没有这个文件"},
		{"forbidden", status(403, 100), nil, 1, "不准取"},
		{"not asked for", status(304, 100), nil, 1, "没有变化"},
	} {
		s := newSite(t, noise(1000))
		s.answer = c.answer
		client, pauses := waits()
		p := newPlace(t, s.URL, c.fails != "")
		if c.fails != "" {
			p.URL += "/x" // of which nothing lies there
		}
		_, _, err := client.Fetch(context.Background(), p.File)
		if !slices.Equal(*pauses, c.pauses) || s.asked() != c.asked {
			t.Errorf("%s: pauses %v, %d requests; want %v, %d", c.name, *pauses, s.asked(), c.pauses, c.asked)
		}
		if c.fails == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		userReads(t, err, c.fails)
		if got := p.left(); got > 0 {
			t.Errorf("%s: %d bytes are kept", c.name, got)
		}
		p.keeps()
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	s := newSite(t, noise(1000))
	loops := true
	s.answer = func(w http.ResponseWriter, r *http.Request, n int) bool {
		if loops || n < 3 {
			http.Redirect(w, r, "/again", http.StatusTemporaryRedirect)
			return true
		}
		return false
	}
	c, pauses := waits()
	p := newPlace(t, s.URL, true)
	_, _, err := c.Fetch(context.Background(), p.File)
	userReads(t, err, "没有尽头")
	p.keeps()
	if len(*pauses) > 0 || s.asked() != maxRedirects+1 {
		t.Errorf("a loop is asked %d times, with pauses %v", s.asked(), *pauses)
	}
	s.requests, loops = nil, false
	if _, _, err := c.Fetch(context.Background(), p.File); err != nil || s.asked() != 3 {
		t.Errorf("a redirection: %v after %d requests", err, s.asked())
	}
	p.holds(s.content)
	from := []*http.Request{{URL: mustURL(t, "https://x.example")}}
	if err := follow(&http.Request{URL: mustURL(t, "http://x.example")}, from); err == nil {
		t.Error("a protected connection leads to an open one")
	}
}

func TestAsk(t *testing.T) {
	t.Parallel()
	s := newSite(t, []byte("the answer"))
	s.answer = func(w http.ResponseWriter, r *http.Request, n int) bool {
		switch r.URL.Path {
		case "/post":
			body, _ := io.ReadAll(r.Body)
			_, _ = w.Write(append(body, r.Header.Get("Cookie")...))
			return true
		case "/guard":
			http.SetCookie(w, &http.Cookie{Name: "pass", Value: "1"})
			http.Redirect(w, r, "/post", http.StatusTemporaryRedirect)
			return true
		case "/broken":
			w.WriteHeader(500)
			return true
		}
		return false
	}
	ctx := context.Background()
	c, pauses := waits()
	a, err := c.Ask(ctx, Question{Method: http.MethodPost, URL: s.URL + "/post", Body: []byte("a=1 "),
		Header: http.Header{"Cookie": {"pass=1"}}})
	if err != nil || a.Status != 200 || string(a.Body) != "a=1 pass=1" {
		t.Errorf("a question: %+v, %v", a, err)
	}
	if a, err = c.Ask(ctx, Question{URL: s.URL + "/guard", StayHere: true}); err != nil || a.Status != 307 ||
		a.Header.Get("Set-Cookie") == "" {
		t.Errorf("a redirection: %+v, %v", a, err)
	}
	if a, err = c.Ask(ctx, Question{URL: s.URL + "/broken", Once: true}); err != nil || a.Status != 500 || len(*pauses) > 0 {
		t.Errorf("once: %+v, %v, %v", a, err, *pauses)
	}
	if a, err = c.Ask(ctx, Question{URL: s.URL + "/broken"}); err != nil || a.Status != 500 || len(*pauses) != maxTries-1 {
		t.Errorf("again: %+v, %v, %v", a, err, *pauses)
	}
	if _, err = c.Ask(ctx, Question{URL: s.URL, MaxBytes: 3}); err == nil {
		t.Error("an answer without bound")
	}
	s.Close()
	if _, err = c.Ask(ctx, Question{URL: s.URL, Once: true}); err == nil {
		t.Error("a server that is gone answers")
	}
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
