package e2e

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// page is a page to look at.
type page struct{ name, path string }

// pages are all pages of the site.
func pages(t *testing.T, ctx context.Context, address string) []page {
	t.Helper()
	law, replaced, replacing := "/law/"+url.PathEscape("车辆安全法"), "/law/"+url.PathEscape("车库管理法"), "/law/"+url.PathEscape("停车法")
	list := []page{{"home", "/"}, {"results", "/search?q=" + url.QueryEscape("登记 车辆")},
		{"exact", "/search?list=1&q=" + url.QueryEscape("车辆安全法3")},
		{"missing", law + "/99"}, {"nothing", "/search?q=" + url.QueryEscape("“没有这句话”")},
		{"laws", "/laws"}, {"law", law}, {"found", law + "?find=" + url.QueryEscape("安全")}, {"article", law + "/3"}, {"cases", "/cases"},
		{"articlehistory", law + "/3/history"}, {"lawhistory", law + "/history"}, {"oldarticle", law + "@2019-03-01/2"},
		{"diff", law + "/diff?from=2019-03-01&to=2022-06-15"}, {"diffinline", law + "/diff?from=2019-03-01&to=2022-06-15&view=inline"},
		{"diffbeside", law + "/diff?from=2019-03-01&to=2022-06-15&view=side&mark=punctuation&mark=numbering"},
		{"articlediff", law + "/3/diff?view=side"}, {"changes", "/changes"}, {"changesofyear", "/changes?year=2019"},
		{"dangling", "/dangling"}, {"citing", replaced + "/citing"}, {"misnamed", "/search?q=" + url.QueryEscape("车辆安全发第2条")},
		{"facts", "/search?q=" + url.QueryEscape("2019年3月，被告人羊某驾驶车辆未经检验，被民警查获。公诉机关指控被告人违反车辆检验的规定。")},
		{"replacing", replacing + "/history"}, {"replaced", replaced + "/2"}, {"replaceddiff", replacing + "/diff?from=" +
			url.QueryEscape("车库管理法@2015-03-01") + "&to=2021-03-01&view=side"},
		{"lawofday", law + "?as_of=2020-01-01"}, {"beforelaw", law + "/3?as_of=2010-01-01"},
		{"resultsofday", "/search?as_of=2020-01-01&q=" + url.QueryEscape("登记 车辆")}, {"noday", law + "?as_of=2020-13-01"},
		{"net", law + "/3/graph"}, {"netoftwo", law + "/3/graph?steps=2"}, {"netoflaw", law + "/graph"},
		{"compare", "/compare"}, {"figures", "/figures"},
		{"chosen", "/cases?facts=" + url.QueryEscape("被告")}, {"commentaries", "/commentaries"},
		{"check", "/check"}, {"collection", "/collection"}, {"casereport", "/cases/report?own=" + url.QueryEscape("虚构县人民法院")},
		{"compiled", law + "/compiled"}, {"compiledbefore", law + "@2019-03-01/compiled"},
		{"stats", "/stats"}, {"help", "/help"}, {"about", "/about"}, {"subjects", "/subjects"},
		{"subject", "/subjects/" + url.PathEscape("租房")}, {"notfound", "/nowhere"}}
	first := `document.querySelector(".hit h3 a").getAttribute("href")`
	do(t, ctx, chromedp.Navigate(address+"/cases"))
	list = append(list, page{"case", eval[string](t, ctx, first)})
	do(t, ctx, chromedp.Navigate(address+"/cases?instance="+url.QueryEscape("二审")))
	return append(list, page{"appeal", eval[string](t, ctx, first)})
}

// TestAccessible runs axe over every page, light and dark.
func TestAccessible(t *testing.T) {
	path := os.Getenv("FATIAO_AXE")
	if path == "" {
		if os.Getenv("FATIAO_REQUIRE_BROWSER") != "" {
			t.Fatal("FATIAO_AXE is not set, and FATIAO_REQUIRE_BROWSER is")
		}
		t.Skip("FATIAO_AXE is not set: npm i axe-core, and give the path of axe.min.js")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	address := site(t)
	ctx := openBrowser(t)
	windows := [...]setting{{width: 1280}, {width: 1280, dark: true}, {width: 320, dark: true}} // a phone folds what a screen shows
	for _, p := range pages(t, ctx, address) {
		for _, w := range windows {
			do(t, ctx, dark(w.dark), chromedp.EmulateViewport(w.width, 900), chromedp.Navigate(address+p.path))
			runAxe(t, ctx, string(axe), fmt.Sprintf("%s (%d, dark %v)", p.name, w.width, w.dark))
		}
	}
	for _, inDark := range []bool{false, true} { // what a draft is answered with has no address
		do(t, ctx, dark(inDark), chromedp.Navigate(address+"/check"),
			chromedp.SendKeys("#draft-text", "依照《车辆安全法》第三条、第九十九条和《没有的法》第一条。2023年5月6日", chromedp.ByQuery))
		leave(t, ctx, chromedp.Click(`.draft button[type="submit"]`, chromedp.ByQuery))
		if text := eval[string](t, ctx, "document.body.innerText"); !strings.Contains(text, "没有这一条") {
			t.Errorf("the report is %.300s", text)
		}
		runAxe(t, ctx, string(axe), fmt.Sprintf("the report on a draft (dark %v)", inDark))
	}
}

// runAxe reports what axe finds on the page that is open.
func runAxe(t *testing.T, ctx context.Context, axe, page string) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate(axe+"; true", nil))
	for _, v := range eval[[]string](t, ctx, `axe.run().then((r) => r.violations.map((v) => v.id + ": " + v.help + " " + `+
		`v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")))`) {
		t.Errorf("%s: %s", page, v)
	}
}

// The widths that pages are looked at in: phones, tablet, wide screens.
var widths = [...]int64{320, 390, 768, 1280, 1920}

// crookedness tells where bar, page and foot do not begin on one line, which texts have less than half of the
// room that a wide window has for them, which targets are lower than 24 pixels, and which days are broken.
const crookedness = `(() => {
	const said = [];
	const left = (e) => e.getBoundingClientRect().left + parseFloat(getComputedStyle(e).paddingLeft);
	const page = document.querySelector(".page");
	const lefts = [document.querySelector(".bar"), page, document.querySelector("footer")].map(left);
	if (Math.max(...lefts) - Math.min(...lefts) > 1) said.push("bar, page and foot begin at " + lefts.join(", "));
	for (const e of page.querySelectorAll("h1:not(.quiet), .hit, .exact, .statute, .lead, .note, .findings, .passage")) {
		const width = e.getBoundingClientRect().width;
		if (innerWidth >= 1280 && width > 0 && width < 400 && !e.closest("aside, nav, dialog, .beside, .halves")) {
			said.push(e.tagName + "." + e.className + " is " + Math.round(width) + " wide");
		}
	}
	const targets = "button, select, summary, nav a, .files a, .jumps a, .chips a, .lines a, .examples a, input:not([type=checkbox], [type=radio])";
	for (const e of document.querySelectorAll(targets)) {
		const height = e.getBoundingClientRect().height;
		if (height > 0 && height < 23.5 && !e.closest("dialog, p, svg, .skip")) {
			said.push(e.tagName + " " + e.textContent.trim().slice(0, 20) + " is " + height.toFixed(1) + " high");
		}
	}
	const walk = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const text = walk.currentNode;
		for (const day of text.data.matchAll(/\d{4}-\d\d-\d\d/g)) {
			const range = new Range();
			range.setStart(text, day.index);
			range.setEnd(text, day.index + day[0].length);
			const lines = new Set([...range.getClientRects()].map((r) => Math.round(r.top)));
			if (lines.size > 1) said.push(day[0] + " is broken");
		}
	}
	return said;
})()`

// TestWidths looks for what is crooked: nothing is wider than the window, nothing
// moves after the first paint, nothing comes from elsewhere. Screenshots and the
// HTML go to FATIAO_SHOTS.
func TestWidths(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	shots := os.Getenv("FATIAO_SHOTS")
	var mu sync.Mutex
	var elsewhere []string
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, address) &&
			!strings.HasPrefix(e.Request.URL, "data:") {
			mu.Lock()
			defer mu.Unlock()
			elsewhere = append(elsewhere, e.Request.URL)
		}
	})
	do(t, ctx, network.Enable())
	for _, p := range pages(t, ctx, address) {
		for _, width := range widths {
			do(t, ctx, dark(false), chromedp.EmulateViewport(width, 900), chromedp.Navigate(address+p.path))
			if wide := eval[int64](t, ctx, "document.documentElement.scrollWidth"); wide > width {
				widest := eval[string](t, ctx,
					`[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) `+
						`=> e.tagName + "." + e.className).slice(0, 3).join(", ")`)
				t.Errorf("%s is %d wide in a window of %d: %s", p.name, wide, width, widest)
			}
			for _, crooked := range eval[[]string](t, ctx, crookedness) {
				t.Errorf("%s in a window of %d: %s", p.name, width, crooked)
			}
			if shift := eval[float64](t, ctx, shifted); shift > maxShift {
				t.Errorf("%s moves by %.3f in a window of %d", p.name, shift, width)
			}
			if shots == "" {
				continue
			}
			var picture []byte
			do(t, ctx, chromedp.FullScreenshot(&picture, 90))
			if err := os.WriteFile(filepath.Join(shots, fmt.Sprintf("%s-%d.jpg", p.name, width)), picture, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if shots != "" {
			save(t, address+p.path, filepath.Join(shots, p.name+".html"))
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if len(elsewhere) > 0 {
		t.Errorf("requests to other hosts: %v", elsewhere)
	}
}

// save keeps the HTML of a page as the server sends it.
func save(t *testing.T, address, file string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	content, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestWeights measures what goes over the wire, at first and with assets cached, and
// the first paint.
func TestWeights(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	var mu sync.Mutex
	sum := 0.0
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*network.EventLoadingFinished); ok {
			mu.Lock()
			defer mu.Unlock()
			sum += e.EncodedDataLength
		}
	})
	weigh := func(path string) float64 {
		mu.Lock()
		sum = 0
		mu.Unlock()
		do(t, ctx, chromedp.Navigate(address+path)) // waits until all is loaded
		mu.Lock()
		defer mu.Unlock()
		return sum / 1024
	}
	// The paint is told a little after it happened, so the script waits for it.
	const painted = `new Promise((done, failed) => {
		setTimeout(() => failed(new Error("nothing was painted")), 10000);
		new PerformanceObserver((list) => {
			const e = list.getEntriesByName("first-contentful-paint")[0];
			if (e) done(e.startTime);
		}).observe({ type: "paint", buffered: true });
	})`
	list := pages(t, ctx, address)
	do(t, ctx, network.Enable())
	for _, p := range list {
		do(t, ctx, network.ClearBrowserCache())
		first, again := weigh(p.path), weigh(p.path)
		t.Logf("%-12s %5.1f KB at first, %5.1f KB again, first paint after %.0f ms", p.name, first, again, eval[float64](t, ctx, painted))
		if first > 30 || again > 15 {
			t.Errorf("%s weighs %.1f KB at first and %.1f KB again; want at most 30 and 15", p.name, first, again)
		}
	}
}
