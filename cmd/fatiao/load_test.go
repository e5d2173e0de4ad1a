package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/web"
)

// BenchmarkLoad asks a server over the national corpus for what its readers ask:
// three articles in four, 15 laws of up to 200 articles in a hundred, ten of the
// training questions in a hundred, from 32 clients at once, or as many as the variable
// CLIENTS says, that share the cores with the server and ask without a pause. Beside it the
// health check, which is what a request costs by itself. Run it with -benchtime 60s;
// requests/s, the slowest one in a hundred of those that were let in, how many in a
// thousand were told to come back, and the anonymous memory of the process before, after
// and 20 seconds later are printed. Any other answer, and any error, fails it.
func BenchmarkLoad(b *testing.B) {
	clients := 32
	if s := os.Getenv("CLIENTS"); s != "" {
		var err error
		if clients, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	pages := sitePages(b)
	store, err := generation.OpenStore(pages.data)
	if err != nil {
		b.Fatal(err)
	}
	quiet := slog.New(slog.NewJSONHandler(io.Discard, nil))
	library := &library{store: store, log: quiet}
	if err := library.Load(context.Background()); err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		library.Watch(ctx)
	}()
	b.Cleanup(func() {
		stop()
		<-watched
		library.Close()
	})
	handler, err := web.New(web.Options{Library: library, Log: quiet, Citable: reading.Citable, Upload: reading.Upload,
		Placed: reading.Placed})
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(handler)
	b.Cleanup(server.Close)
	client := server.Client()
	client.Transport.(*http.Transport).MaxIdleConnsPerHost = clients
	pick := func(list []string) func(*rand.Rand) string {
		return func(r *rand.Rand) string { return list[r.IntN(len(list))] }
	}
	under(b, clients, client, server.URL, "health", pick([]string{"/healthz"}))
	under(b, clients, client, server.URL, "articles", pick(pages.articles))
	under(b, clients, client, server.URL, "laws", pick(pages.laws))
	under(b, clients, client, server.URL, "questions", pick(pages.questions))
	under(b, clients, client, server.URL, "mixed", func(r *rand.Rand) string {
		switch x := r.IntN(100); {
		case x < 75:
			return pick(pages.articles)(r)
		case x < 90:
			return pick(pages.laws)(r)
		}
		return pick(pages.questions)(r)
	})
}

// sitePages are the paths of the real collection, and the folder that holds it.
func sitePages(b *testing.B) (p struct {
	data                      string
	articles, laws, questions []string
}) {
	b.Helper()
	p.data = realData(b)
	all := openData(b, p.data)
	path := func(key string, rest ...string) string {
		s := "/law/" + url.PathEscape(key)
		for _, r := range rest {
			s += "/" + url.PathEscape(r)
		}
		return s
	}
	count := map[string]int{}
	for _, a := range currentArticles(b, all.Base) {
		count[a.law]++
		p.articles = append(p.articles, path(a.law, a.number.String()))
	}
	for law, n := range count {
		if n <= 200 {
			p.laws = append(p.laws, path(law))
		}
	}
	slices.Sort(p.laws)
	for _, q := range realQuestions(b) {
		p.questions = append(p.questions, "/search?q="+url.QueryEscape(q.Text))
	}
	return p
}

// under sends requests from so many clients.
func under(b *testing.B, clients int, client *http.Client, base, name string, next func(*rand.Rand) string) {
	b.Run(name, func(b *testing.B) {
		var mu sync.Mutex
		var refused atomic.Int64
		var times []time.Duration
		seed := uint64(0)
		before := anonymous(b)
		b.SetParallelism(max(1, clients/runtime.GOMAXPROCS(0)))
		b.RunParallel(func(pb *testing.PB) {
			mu.Lock()
			seed++
			r := rand.New(rand.NewPCG(seed, 1))
			mu.Unlock()
			var own []time.Duration
			for pb.Next() {
				start := time.Now()
				let, err := readPage(client, base+next(r))
				if err != nil {
					b.Error(err)
					return
				}
				if !let {
					refused.Add(1)
					continue
				}
				own = append(own, time.Since(start))
			}
			mu.Lock()
			defer mu.Unlock()
			times = append(times, own...)
		})
		slices.Sort(times)
		at := func(share float64) float64 {
			return float64(times[int(share*float64(len(times)-1))].Microseconds()) / 1000
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		b.ReportMetric(at(0.5), "p50-ms")
		b.ReportMetric(at(0.99), "p99-ms")
		b.ReportMetric(1000*float64(refused.Load())/float64(b.N), "refused/1000")
		b.ReportMetric(before, "before-MB")
		b.ReportMetric(anonymous(b), "after-MB")
		if b.Elapsed() > 30*time.Second { // a load, not a look at the benchmark
			time.Sleep(20 * time.Second)
			b.ReportMetric(anonymous(b), "rested-MB")
		}
	})
}

// readPage reads a page to its end. let is false where the server said when to come back.
func readPage(client *http.Client, address string) (let bool, err error) {
	res, err := client.Get(address)
	if err != nil {
		return false, err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return false, err
	}
	if res.StatusCode == http.StatusServiceUnavailable && res.Header.Get("Retry-After") != "" {
		return false, nil
	}
	if res.StatusCode != http.StatusOK {
		return false, fmt.Errorf("%s answers %s", address, res.Status)
	}
	return true, nil
}

// anonymous is RssAnon of this process in MB, or 0 where the system does not tell.
func anonymous(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(status) {
		if rest, ok := bytes.CutPrefix(line, []byte("RssAnon:")); ok {
			if f := bytes.Fields(rest); len(f) > 0 {
				if kb, err := strconv.Atoi(string(f[0])); err == nil {
					return float64(kb) / 1024
				}
			}
		}
	}
	return 0
}
