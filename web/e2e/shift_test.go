package e2e

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// shifted adds up how far what is on a page moved without being asked to.
const shifted = `new Promise((done) => { let sum = 0;
	new PerformanceObserver((l) => l.getEntries().forEach((e) => (sum += e.value))).observe({ type: "layout-shift", buffered: true });
	setTimeout(() => done(sum), 150); })`

// maxShift is how far a page may move.
const maxShift = 0.05

// slowly stands before a site whose scripts and answers to scripts come when the page has been painted.
func slowly(t *testing.T, address string) string {
	t.Helper()
	to, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") || strings.HasPrefix(r.URL.Path, "/api/") {
			time.Sleep(200 * time.Millisecond)
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// ownList is a list of all kinds of entries: texts that hold, that were amended, that are not loaded, and a case.
const ownList = `[{"address":"车辆安全法@2019-03-01/2","version":"2019-03-01","title":"车辆安全法 第二条","url":"/law/x","text":"系好安全带。",
	"folder":"租车案","tags":["重要"],"note":"要点","added":"2026-03-01"},
	{"address":"车辆安全法/3","version":"2022-06-15","title":"车辆安全法 第三条","url":"/law/x","text":"不打瞌睡。"},
	{"address":"没有的法@2019-03-01/1","version":"2019-03-01","title":"没有的法 第一条","url":"/law/y","text":"无"},
	{"address":"/case/1","title":"一件案例","url":"/case/1","text":""}]`

// keepList gives the browser a list of its own.
func keepList(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(address+"/about"), chromedp.Evaluate("localStorage.setItem('fatiao-list', `"+ownList+"`)", nil))
}

// However late scripts come and whatever they are told then, nothing that is read moves.
func TestNothingMoves(t *testing.T) {
	address := slowly(t, site(t))
	ctx := openBrowser(t)
	keepList(t, ctx, address)
	for _, width := range [...]int64{320, 1280} {
		do(t, ctx, chromedp.EmulateViewport(width, 900))
		for _, p := range pages(t, ctx, address) {
			do(t, ctx, chromedp.Navigate(address+p.path))
			if p.name == "collection" {
				do(t, ctx, chromedp.Poll(`document.querySelector("#collection .text-of").textContent.includes("已修改")`, nil))
			}
			if shift := eval[float64](t, ctx, shifted); shift > maxShift {
				t.Errorf("%s moves by %.3f in a window of %d", p.name, shift, width)
			} else if shift > 0.001 {
				t.Logf("%s moves by %.3f in a window of %d", p.name, shift, width)
			}
		}
	}
}
