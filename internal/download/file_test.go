package download

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/usererr"
)

// site is a server of one file, whose answers a test chooses.
type site struct {
	*httptest.Server
	mu       sync.Mutex
	content  []byte
	etag     string
	requests []*http.Request
	answer   func(w http.ResponseWriter, r *http.Request, n int) bool // n counts from 1; false: as a server does
}

func newSite(t *testing.T, content []byte) *site {
	t.Helper()
	s := &site{content: content, etag: `"one"`}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.requests = append(s.requests, r)
		n, content, etag, answer := len(s.requests), s.content, s.etag, s.answer
		s.mu.Unlock()
		if answer != nil && answer(w, r, n) {
			return
		}
		if etag != "" {
			w.Header().Set("ETag", etag)
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	}))
	t.Cleanup(s.Close)
	return s
}

// asked is how many requests came.
func (s *site) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.requests)
}

// cutAt answers with the head of the rest that is asked for, and cuts the connection.
func (s *site) cutAt(w http.ResponseWriter, r *http.Request, end int) bool {
	from := 0
	if v := r.Header.Get("Range"); v != "" && r.Header.Get("If-Range") == s.etag {
		from, _ = strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(v, "bytes="), "-"))
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(s.content)-1, len(s.content)))
	}
	if end <= from || end >= len(s.content) {
		return false
	}
	w.Header().Set("ETag", s.etag)
	w.Header().Set("Content-Length", strconv.Itoa(len(s.content)-from))
	if from > 0 {
		w.WriteHeader(http.StatusPartialContent)
	}
	_, _ = w.Write(s.content[from:end])
	panic(http.ErrAbortHandler)
}

func noise(n int) []byte {
	b := make([]byte, n)
	for i, rng := 0, rand.New(rand.NewPCG(1, 2)); i < n; i++ {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// waits is a client that does not wait, and the pauses that it was to make.
func waits() (*Client, *[]time.Duration) {
	c, pauses := New(), &[]time.Duration{}
	c.Wait = func(ctx context.Context, d time.Duration) error {
		*pauses = append(*pauses, d)
		return ctx.Err()
	}
	return c, pauses
}

// place is a file to be fetched, with an older one in its place.
type place struct {
	t *testing.T
	File
}

const older = "the older file"

func newPlace(t *testing.T, url string, withOlder bool) *place {
	t.Helper()
	p := &place{t, File{URL: url, Path: filepath.Join(t.TempDir(), "in", "file"), MaxBytes: 1 << 20}}
	if withOlder {
		if err := os.MkdirAll(filepath.Dir(p.Path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p.Path, []byte(older), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := (State{URL: url, ETag: `"zero"`, Bytes: int64(len(older)), SHA256: "of the older"}).Put(p.Path); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// holds checks the file, and that nothing half lies beside it.
func (p *place) holds(want []byte) {
	p.t.Helper()
	got, err := os.ReadFile(p.Path)
	if err != nil || !bytes.Equal(got, want) {
		p.t.Errorf("the file has %d bytes, want %d (%v)", len(got), len(want), err)
	}
	if s, ok := Load(p.Path); !ok || s.Bytes != int64(len(want)) {
		p.t.Errorf("what is known of the file: %+v, %t", s, ok)
	}
}

// keeps checks that a failed fetch left the older file, with what is known of it.
func (p *place) keeps() { p.t.Helper(); p.holds([]byte(older)) }

// left is how many bytes of a new file are kept for the next time.
func (p *place) left() int {
	info, err := os.Stat(p.Path + partSuffix)
	if err != nil {
		return 0
	}
	return int(info.Size())
}

func userReads(t *testing.T, err error, want string) {
	t.Helper()
	if text, ok := usererr.Text(err); !ok || !strings.Contains(text, want) {
		t.Errorf("the error is %v, want %q", err, want)
	}
}

func TestFirstThenUnchangedThenChanged(t *testing.T) {
	t.Parallel()
	s := newSite(t, noise(100_000))
	c, _ := waits()
	p := newPlace(t, s.URL, false)
	state, changed, err := c.Fetch(context.Background(), p.File)
	if err != nil || !changed || state.ETag != `"one"` || len(state.SHA256) != 64 {
		t.Fatalf("first: %+v, %t, %v", state, changed, err)
	}
	p.holds(s.content)
	if _, changed, err = c.Fetch(context.Background(), p.File); err != nil || changed || s.asked() != 2 {
		t.Errorf("unchanged: %t, %v after %d requests", changed, err, s.asked())
	}
	s.content, s.etag = noise(120_000), `"two"`
	if _, changed, err = c.Fetch(context.Background(), p.File); err != nil || !changed || s.asked() != 3 {
		t.Errorf("changed: %t, %v after %d requests", changed, err, s.asked())
	}
	p.holds(s.content)
	// The same bytes under another ETag are no change.
	s.etag = `"three"`
	if state, changed, err = c.Fetch(context.Background(), p.File); err != nil || changed || state.ETag != `"three"` {
		t.Errorf("another ETag: %+v, %t, %v", state, changed, err)
	}
	// Another address is asked without conditions.
	p.URL = s.URL + "/other"
	if _, _, err = c.Fetch(context.Background(), p.File); err != nil || s.requests[4].Header.Get("If-None-Match") != "" {
		t.Errorf("another address: %v", err)
	}
}

// A connection that is cut, wherever and however often, is gone on with, in the same call and in
// a later one.
func TestCutAtEveryTenth(t *testing.T) {
	t.Parallel()
	for tenth := 1; tenth <= 9; tenth++ {
		s := newSite(t, noise(50_000))
		end := len(s.content) * tenth / 10
		s.answer = func(w http.ResponseWriter, r *http.Request, n int) bool { return n == 1 && s.cutAt(w, r, end) }
		c, _ := waits()
		p := newPlace(t, s.URL, true)
		if _, changed, err := c.Fetch(context.Background(), p.File); err != nil || !changed || s.asked() != 2 {
			t.Fatalf("cut at %d0 %%: %t, %v after %d requests", tenth, changed, err, s.asked())
		}
		if got := s.requests[1].Header.Get("Range"); got != fmt.Sprintf("bytes=%d-", end) {
			t.Errorf("cut at %d0 %%, the rest is asked for with %q", tenth, got)
		}
		p.holds(s.content)
	}
	s := newSite(t, noise(50_000))
	s.answer = func(w http.ResponseWriter, r *http.Request, n int) bool { return s.cutAt(w, r, 5000*n) }
	c, pauses := waits()
	p := newPlace(t, s.URL, true)
	if _, _, err := c.Fetch(context.Background(), p.File); err != nil || s.asked() != 10 {
		t.Errorf("cut nine times: %v after %d requests", err, s.asked())
	}
	p.holds(s.content)
	for _, d := range *pauses {
		if d != firstPause {
			t.Errorf("the pauses grow although something comes: %v", *pauses)
		}
	}
}

// Interrupted by the user, a download goes on in the next call; where the file changed
// meanwhile, it begins anew.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	for _, changes := range []bool{false, true} {
		s := newSite(t, noise(50_000))
		ctx, cancel := context.WithCancel(context.Background())
		s.answer = func(w http.ResponseWriter, r *http.Request, n int) bool { return n == 1 && s.cutAt(w, r, 20_000) }
		c, _ := waits()
		c.Again = func(string, time.Duration) { cancel() }
		p := newPlace(t, s.URL, true)
		if _, _, err := c.Fetch(ctx, p.File); !errors.Is(err, context.Canceled) {
			t.Fatalf("interrupted: %v", err)
		}
		p.keeps()
		if p.left() != 20_000 {
			t.Errorf("%d bytes are kept", p.left())
		}
		if changes {
			s.content, s.etag = noise(40_000), `"two"`
		}
		c.Again = nil
		if _, _, err := c.Fetch(context.Background(), p.File); err != nil || s.asked() != 2 {
			t.Errorf("gone on: %v after %d requests", err, s.asked())
		}
		if got := s.requests[1].Header.Get("Range"); got != "bytes=20000-" {
			t.Errorf("gone on with %q", got)
		}
		p.holds(s.content)
	}
}

// What a server sends in place of the rest is never put behind what is there.
func TestOtherRest(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(http.ResponseWriter){
		"from elsewhere": func(w http.ResponseWriter) {
			w.Header().Set("Content-Range", "bytes 100-49999/50000")
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(noise(1000))
		},
		"of another length": func(w http.ResponseWriter) {
			w.Header().Set("Content-Range", "bytes 20000-59999/60000")
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(noise(1000))
		},
		"of another content": func(w http.ResponseWriter) {
			w.Header().Set("ETag", `"two"`)
			w.Header().Set("Content-Range", "bytes 20000-49999/50000")
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(noise(30_000))
		},
		"without a place": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(noise(30_000))
		},
		"none": func(w http.ResponseWriter) { w.WriteHeader(http.StatusRequestedRangeNotSatisfiable) },
	} {
		s := newSite(t, noise(50_000))
		s.answer = func(w http.ResponseWriter, r *http.Request, n int) bool {
			if n == 2 {
				answer(w)
			}
			return n == 2 || n == 1 && s.cutAt(w, r, 20_000)
		}
		c, _ := waits()
		p := newPlace(t, s.URL, true)
		if _, _, err := c.Fetch(context.Background(), p.File); err != nil || s.asked() != 3 {
			t.Errorf("%s: %v after %d requests", name, err, s.asked())
		}
		p.holds(s.content)
	}
}

// A server that tells no version is asked for all of it again.
func TestNoValidator(t *testing.T) {
	t.Parallel()
	for _, etag := range []string{"", `W/"weak"`} {
		s := newSite(t, noise(50_000))
		s.etag = etag
		s.answer = func(w http.ResponseWriter, r *http.Request, n int) bool { return n == 1 && s.cutAt(w, r, 20_000) }
		c, _ := waits()
		p := newPlace(t, s.URL, true)
		if _, _, err := c.Fetch(context.Background(), p.File); err != nil || s.requests[1].Header.Get("Range") != "" {
			t.Errorf("with the ETag %q: %v", etag, err)
		}
		p.holds(s.content)
	}
}

// A length that is not the true one never gives a file.
func TestWrongLength(t *testing.T) {
	t.Parallel()
	for _, length := range []int{60_000, 40_000} {
		s := newSite(t, noise(50_000))
		s.answer = func(w http.ResponseWriter, r *http.Request, _ int) bool {
			w.Header().Set("ETag", s.etag)
			w.Header().Set("Content-Length", strconv.Itoa(length))
			_, _ = w.Write(s.content[:min(length, len(s.content))])
			panic(http.ErrAbortHandler)
		}
		c, pauses := waits()
		p := newPlace(t, s.URL, true)
		p.Test = func(_ context.Context, path string) error {
			if data, err := os.ReadFile(path); err != nil || len(data) != 50_000 {
				return usererr.New("压缩包不完整")
			}
			return nil
		}
		if _, _, err := c.Fetch(context.Background(), p.File); err == nil {
			t.Errorf("a length of %d is believed", length)
		}
		p.keeps()
		if len(*pauses) > maxTries {
			t.Errorf("tried %d times", len(*pauses))
		}
	}
}

// What comes whole but fails its test takes no place, and is not asked for again.
func TestHTMLInstead(t *testing.T) {
	t.Parallel()
	s := newSite(t, []byte("<!doctype html><title>请登录</title>"))
	c, pauses := waits()
	p := newPlace(t, s.URL, true)
	p.Test = func(context.Context, string) error { return usererr.New("得到的是网页，不是压缩包") }
	_, _, err := c.Fetch(context.Background(), p.File)
	userReads(t, err, "网页")
	p.keeps()
	if len(*pauses) > 0 || p.left() > 0 || s.asked() != 1 {
		t.Errorf("asked %d times, %d bytes are kept", s.asked(), p.left())
	}
}

func TestBound(t *testing.T) {
	t.Parallel()
	for _, told := range []bool{true, false} {
		s := newSite(t, noise(50_000))
		s.answer = func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			if told {
				return false
			}
			w.(http.Flusher).Flush() // in chunks, of which nobody knows how many
			_, _ = w.Write(s.content)
			return true
		}
		c, _ := waits()
		p := newPlace(t, s.URL, true)
		p.MaxBytes = 30_000
		_, _, err := c.Fetch(context.Background(), p.File)
		userReads(t, err, "超过上限")
		p.keeps()
		if p.left() > 0 || s.asked() != 1 {
			t.Errorf("asked %d times, %d bytes are kept", s.asked(), p.left())
		}
	}
}

// A download that stands still is given up and gone on with.
func TestStall(t *testing.T) {
	t.Parallel()
	s := newSite(t, noise(50_000))
	release := make(chan struct{})
	s.answer = func(w http.ResponseWriter, r *http.Request, n int) bool {
		if n > 1 {
			return false
		}
		w.Header().Set("ETag", s.etag)
		w.Header().Set("Content-Length", strconv.Itoa(len(s.content)))
		_, _ = w.Write(s.content[:30_000])
		w.(http.Flusher).Flush()
		select {
		case <-r.Context().Done():
		case <-release:
		}
		return true
	}
	defer close(release)
	c, _ := waits()
	c.Stall = 200 * time.Millisecond
	p := newPlace(t, s.URL, true)
	if _, _, err := c.Fetch(context.Background(), p.File); err != nil || s.requests[1].Header.Get("Range") != "bytes=30000-" {
		t.Errorf("%v after %d requests", err, s.asked())
	}
	p.holds(s.content)
}
