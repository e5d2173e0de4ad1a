package web_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fatiao/fatiao/web/guard"
)

// sendBody sends a body from an address.
func sendBody(h http.Handler, address string, body io.Reader) int {
	r := httptest.NewRequest(http.MethodPost, "/check", body)
	r.RemoteAddr = net.JoinHostPort(address, "4711")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

// One client that sends slowly takes few of the places for what is sent; others send
// meanwhile.
func TestBodiesOfOneClient(t *testing.T) {
	h := limited(t, embedded(t), guard.Limits{Bodies: 8, BodiesEach: 2, Wait: 50 * time.Millisecond}, nil)
	var wg sync.WaitGroup
	var open []*io.PipeWriter
	for range 2 {
		r, w := io.Pipe()
		open = append(open, w)
		wg.Go(func() {
			if code := sendBody(h, "192.0.2.1", r); code != http.StatusOK {
				t.Errorf("a slow body is answered %d", code)
			}
		})
		if _, err := w.Write([]byte("text=")); err != nil { // returns when it is being read
			t.Fatal(err)
		}
	}
	if code := sendBody(h, "192.0.2.1", strings.NewReader("text=x")); code != http.StatusTooManyRequests {
		t.Errorf("one body too many is answered %d", code)
	}
	if code := sendBody(h, "192.0.2.2", strings.NewReader("text=第一条")); code != http.StatusOK {
		t.Errorf("another client is answered %d", code)
	}
	for _, w := range open {
		if _, err := w.Write([]byte("第一条")); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	wg.Wait()
	if code := sendBody(h, "192.0.2.1", strings.NewReader("text=第一条")); code != http.StatusOK {
		t.Errorf("afterwards the client is answered %d", code)
	}
}

// The addresses of one IPv6 network are one client.
func TestRateByNetwork(t *testing.T) {
	h := limited(t, embedded(t), guard.Limits{PerClient: 0.01, Burst: 2}, nil)
	for i, want := range []int{200, 200, 429, 429} {
		if r := from(h, fmt.Sprintf("2001:db8:1:2::%x", i+1), "", "/"); r.StatusCode != want {
			t.Errorf("address %d of a network is answered %s; want %d", i+1, r.Status, want)
		}
	}
	if r := from(h, "2001:db8:1:3::1", "", "/"); r.StatusCode != http.StatusOK {
		t.Errorf("another network is answered %s", r.Status)
	}
}

// Whoever collects the counts asks for them compressed; they come compressed once.
func TestMetricsCompressed(t *testing.T) {
	r := ask(limited(t, embedded(t), guard.Limits{}, nil), http.MethodGet, "/metrics", "", "Accept-Encoding", "gzip")
	if r.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("the counts are encoded as %q", r.Header.Get("Content-Encoding"))
	}
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil || !strings.Contains(string(body), "\nfatiao_generation 7\n") {
		t.Errorf("the counts are %.80q, %v", body, err)
	}
}

// A client cannot fill the counts with methods of its own.
func TestOddMethods(t *testing.T) {
	h := limited(t, embedded(t), guard.Limits{}, nil)
	for i := range 50 {
		ask(h, fmt.Sprintf("M%03d", i), "/", "")
	}
	body, err := io.ReadAll(get(t, h, "/metrics").Body)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(body); strings.Contains(text, "M001") || !strings.Contains(text, `method="other"`) {
		t.Error("odd methods are counted one by one")
	}
}
