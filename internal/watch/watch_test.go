package watch

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// found answers every search with the same hits.
type found struct {
	hits []search.Hit
	err  error
}

func (f *found) Search(context.Context, search.Request) (*search.Result, error) {
	return &search.Result{Hits: f.hits}, f.err
}

func hit(address, date string) search.Hit {
	return search.Hit{Type: "article", Address: address, Title: address, Date: statute.Date(date), Snippet: "应当\n点灯"}
}

var key = []byte("0123456789abcdef0123456789abcdef")

func secret() string { return secretPrefix + base64.StdEncoding.EncodeToString(key) }

// receiver takes messages, and refuses as many as it is told to.
type receiver struct {
	*httptest.Server
	refuse int // so many, with
	status int
	got    []*http.Request
	bodies [][]byte
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, err := io.ReadAll(q.Body)
		if err != nil {
			t.Error(err)
		}
		r.got, r.bodies = append(r.got, q), append(r.bodies, body)
		if r.refuse > 0 {
			r.refuse--
			w.WriteHeader(r.status)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

// watcher reads a file with one search that is sent to a receiver.
func watcher(t *testing.T, r *receiver, f *found) *Watcher {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	text := "site = \"https://law.example/\"\nsecret = \"" + secret() +
		"\"\n\n[[search]]\nname = \"灯\"\nq = \"点灯\"\nurl = \"" + r.URL + "/hook\"\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	c := download.New()
	c.Wait = func(context.Context, time.Duration) error { return nil }
	return &Watcher{File: file, StatePath: filepath.Join(dir, StateName), Search: f, Generation: "gen-000007", Client: c,
		Now: func() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }}
}

// once runs a watcher and returns what became of its one search.
func once(t *testing.T, w *Watcher) (o Outcome) {
	t.Helper()
	if err := w.Run(context.Background(), func(x Outcome) { o = x }); err != nil {
		t.Fatal(err)
	}
	return o
}

// The first time results are remembered; later what is new, or is there in another text, is sent, signed
// and once. What was found before and is found again later is not new.
func TestNewsIsSent(t *testing.T) {
	t.Parallel()
	r, f := newReceiver(t), &found{hits: []search.Hit{hit("港口法/1", "2015-04-02"), hit("港口法/2", "2015-04-02")}}
	w := watcher(t, r, f)
	if o := once(t, w); !o.First || o.Found != 2 || len(r.got) != 0 {
		t.Fatalf("the first time: %+v, %d messages", o, len(r.got))
	}
	if o := once(t, w); o.First || o.Sent || len(r.got) != 0 {
		t.Fatalf("nothing new: %+v, %d messages", o, len(r.got))
	}
	f.hits = []search.Hit{hit("港口法/1", "2020-01-02"), hit("码头条例/3", "2021-01-01")}
	w.DryRun = true
	if o := once(t, w); o.Sent || len(o.News.Added) != 1 || len(r.got) != 0 {
		t.Errorf("tried only: %+v, %d messages", o, len(r.got))
	}
	w.DryRun = false
	if o := once(t, w); !o.Sent || len(o.News.Added) != 1 || len(o.News.Changed) != 1 || len(r.got) != 1 {
		t.Fatalf("news: %+v, %d messages", o, len(r.got))
	}
	q, body := r.got[0], r.bodies[0]
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(q.Header.Get("webhook-id") + "." + q.Header.Get("webhook-timestamp") + "." + string(body)))
	if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); q.Header.Get("webhook-signature") != want ||
		q.Header.Get("webhook-timestamp") != "1772600767" || !strings.HasPrefix(q.Header.Get("webhook-id"), "msg_") {
		t.Errorf("the headers are %v; want the signature %s", q.Header, want)
	}
	var m message
	if err := json.Unmarshal(body, &m); err != nil || m.Type != messageType || m.Data.Generation != "gen-000007" || m.Data.Query != "点灯" ||
		m.Data.Added[0].URL != "https://law.example/law/%E7%A0%81%E5%A4%B4%E6%9D%A1%E4%BE%8B/3" || m.Data.Added[0].Snippet != "应当 点灯" {
		t.Errorf("the message is %s (%v)", body, err)
	}
	f.hits = append(f.hits, hit("港口法/2", "2015-04-02"))
	if o := once(t, w); o.Sent || len(r.got) != 1 {
		t.Errorf("what came back: %+v", o)
	}
}

// The message of Standard Webhooks' own example has the signature that they give.
func TestSign(t *testing.T) {
	t.Parallel()
	k, err := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	if got := Sign(k, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`)); got !=
		"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Errorf("the signature is %s", got)
	}
}

// Who is busy is asked again; what was not taken is sent the next time, under the same id.
func TestNotTaken(t *testing.T) {
	t.Parallel()
	r, f := newReceiver(t), &found{}
	w := watcher(t, r, f)
	once(t, w)
	f.hits = []search.Hit{hit("港口法/1", "2015-04-02")}
	r.refuse, r.status = 2, http.StatusServiceUnavailable
	if o := once(t, w); !o.Sent || len(r.got) != 3 {
		t.Errorf("busy: %+v, %d messages", o, len(r.got))
	}
	f.hits = append(f.hits, hit("港口法/2", "2015-04-02"))
	for _, c := range []struct {
		status int
		says   string
	}{{http.StatusForbidden, "没有接收（403）"}, {http.StatusGone, "不再接收"}, {http.StatusFound, "转到别处"}} {
		r.refuse, r.status, r.got = 1, c.status, nil
		if o := once(t, w); o.Sent || o.Err == nil || !strings.Contains(o.Err.Error(), c.says) || len(r.got) != 1 {
			t.Errorf("%d: %+v, %d messages", c.status, o, len(r.got))
		}
	}
	refused := r.got[0].Header.Get("webhook-id")
	if o := once(t, w); !o.Sent || len(r.got) != 2 || r.got[1].Header.Get("webhook-id") != refused {
		t.Errorf("the next time: %+v, ids %s and %s", o, refused, r.got[1].Header.Get("webhook-id"))
	}
	f.err = errors.New("broken")
	if o := once(t, w); o.Err == nil {
		t.Error("a search that fails is said to find nothing")
	}
	r.Close()
	f.err, f.hits = nil, append(f.hits, hit("港口法/3", "2015-04-02"))
	if o := once(t, w); o.Err == nil || o.Sent {
		t.Errorf("nobody there: %+v", o)
	}
}

// A search that looks for something else begins anew, and one that is gone is forgotten.
func TestAnotherSearch(t *testing.T) {
	t.Parallel()
	r, f := newReceiver(t), &found{hits: []search.Hit{hit("港口法/1", "2015-04-02")}}
	w := watcher(t, r, f)
	once(t, w)
	w.File.Searches[0].Query = "停泊"
	if o := once(t, w); !o.First {
		t.Errorf("another question: %+v", o)
	}
	w.File.Searches[0].Name = "停泊"
	once(t, w)
	s, err := readState(w.StatePath)
	if err != nil || len(s.Searches) != 1 {
		t.Errorf("%d searches are remembered, %v", len(s.Searches), err)
	}
	if err := os.WriteFile(w.StatePath, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.Run(context.Background(), func(Outcome) {}); err == nil {
		t.Error("a broken memory is taken for none")
	}
	k := knownHits{Seen: map[string]string{}}
	for i := range maxSeen {
		k.Seen[strings.Repeat("x", i)] = ""
	}
	if k.add([]Hit{{Type: "law", Address: "港口法"}}); len(k.Seen) != 1 {
		t.Errorf("%d results are remembered", len(k.Seen))
	}
}

// What is wrong with a file is said.
func TestRead(t *testing.T) {
	t.Parallel()
	one := "[[search]]\nname = \"a\"\nq = \"b\"\nurl = \"https://x.example/\"\n"
	good := "secret = \"" + secret() + "\"\n"
	path := filepath.Join(t.TempDir(), FileName)
	if _, err := Read(path); err == nil || !strings.Contains(err.Error(), "[[search]]") {
		t.Errorf("without a file: %v", err)
	}
	for text, says := range map[string]string{
		good + one:               "",
		good:                     "没有 [[search]]",
		one:                      "secret 应为",
		good + "x = 1\n" + one:   "没有“x”这一项",
		good + one + one:         "不与别的相同",
		good + "[[search]\n":     "不是 TOML",
		good + one + "a = 1\n":   "没有“search.a”这一项",
		"secret = \"x\"\n" + one: "secret 应为",
		good + strings.Replace(one, "https", "http", 1):                            "https 的网址",
		good + strings.Replace(one, "https://x.example", "http://127.0.0.1:80", 1): "",
		good + strings.Replace(one, "https://x.example", "http://192.168.3.4", 1):  "",
		good + strings.Replace(one, "q = \"b\"", "q = \" \"", 1):                   "要查的内容",
		good + strings.Replace(one, "q = \"b\"", "q = \"b\"\ntype = [\"x\"]", 1):   "没有“x”",
		"site = \"law\"\n" + good + one:                                            "site 应为网址",
		good + strings.Repeat(one, 101):                                            "最多 100 个",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(path)
		if says == "" && err != nil || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
			t.Errorf("%q: %v; want %q", text, err, says)
		}
	}
}
