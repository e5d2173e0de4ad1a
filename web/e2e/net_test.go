package e2e

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// crowdedSite has an article that five hundred others cite, and fifty of another kind.
func crowdedSite(t *testing.T) string {
	t.Helper()
	dir := testlaw.Write(t, t.TempDir())
	for name, n := range map[string]int{"法律/拖车规定": 500, "行政法规/吊车条例": 50} {
		var b bytes.Buffer
		fmt.Fprintf(&b, "# %s\n\n2023年1月5日 虚构部公布\n\n2023年2月1日 施行\n\n<!-- INFO END -->\n\n", filepath.Base(name))
		for i := range n {
			fmt.Fprintf(&b, "第%s条 第%d类车适用《车辆安全法》第三条。\n\n", chinese(i+1), i+1)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)+".md"), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return serve(t, dir)
}

// netOf is the page of the net of an article.
func netOf(address, parameters string) string {
	return address + "/law/" + url.PathEscape("车辆安全法") + "/3/graph" + parameters
}

// The picture is zoomed by keys and buttons and dragged, and marks what belongs together.
func TestNet(t *testing.T) {
	address := crowdedSite(t)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.Navigate(netOf(address, "")))
	width := func() float64 {
		return eval[float64](t, ctx, `document.querySelector(".net-window svg").getBoundingClientRect().width`)
	}
	natural := width()
	do(t, ctx, chromedp.Focus(".net-window", chromedp.ByQuery), chromedp.KeyEvent("+"))
	if w := width(); w < natural*1.2 {
		t.Errorf("+ makes %.0f of %.0f", w, natural)
	}
	do(t, ctx, chromedp.KeyEvent("0"))
	window := eval[float64](t, ctx, `document.querySelector(".net-window").clientWidth`)
	if w := width(); w > window+1 {
		t.Errorf("0 leaves %.0f in a window of %.0f", w, window)
	}
	do(t, ctx, chromedp.Click(`[data-zoom="1:1"]`, chromedp.ByQuery))
	if w := width(); w != natural {
		t.Errorf("原大 is %.0f of %.0f", w, natural)
	}
	do(t, ctx, chromedp.Click(`[data-zoom="1.25"]`, chromedp.ByQuery), chromedp.Click(`[data-zoom="1.25"]`, chromedp.ByQuery))
	const left = `document.querySelector(".net-window").scrollLeft`
	before := eval[float64](t, ctx, left)
	do(t, ctx, chromedp.Focus(".net-window", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft))
	if !eval[bool](t, ctx, fmt.Sprintf(`new Promise((done) => {
		const until = performance.now() + 5000;
		const look = () => (%s < %g ? done(true) : performance.now() > until ? done(false) : setTimeout(look, 50));
		look();
	})`, left, before)) {
		t.Errorf("the arrows do not move the picture from %.0f", before)
	}
	do(t, ctx, chromedp.Focus(".net-list a", chromedp.ByQuery))
	near := eval[[]string](t, ctx, `[...document.querySelectorAll(".near")].map((e) => e.tagName)`)
	if !strings.Contains(strings.Join(near, " "), "a") || !strings.Contains(strings.Join(near, " "), "LI") {
		t.Errorf("a line of the list marks %v", near)
	}
	leave(t, ctx, chromedp.Click(`.net-list a`, chromedp.ByQuery))
	if got := location(t, ctx); !strings.HasPrefix(got, "/law/") {
		t.Errorf("the list leads to %s", got)
	}
}

// Without script all of it is there: the picture scrolls, groups open, kinds are chosen.
func TestNetWithoutScript(t *testing.T) {
	address := crowdedSite(t)
	ctx := openBrowser(t)
	do(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(netOf(address, "")),
		chromedp.WaitVisible(".net-window svg", chromedp.ByQuery), chromedp.WaitNotVisible("[data-zoom]", chromedp.ByQuery))
	said := text(t, ctx, "main")
	if !strings.Contains(said, " 个，显示") || !strings.Contains(said, "还有") {
		t.Errorf("the page says %.400s", said)
	}
	leave(t, ctx, chromedp.Click("svg a.more", chromedp.ByQuery))
	if got := location(t, ctx); !strings.Contains(got, "open=") {
		t.Errorf("还有 leads to %s", got)
	}
	do(t, ctx, chromedp.Navigate(netOf(address, "")), chromedp.Click(`input[name="kind"][value="interpretation"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.net-form button`, chromedp.ByQuery))
	if said := text(t, ctx, "#net-list"); strings.Contains(said, "拖车规定") || !strings.Contains(said, "解释") {
		t.Errorf("interpretations alone: %.300s", said)
	}
}

// Five hundred texts fit a phone and a wide screen, weigh little and move nothing.
func TestNetOfMany(t *testing.T) {
	address := crowdedSite(t)
	ctx := openBrowser(t)
	sum := 0.0
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*network.EventLoadingFinished); ok {
			sum += e.EncodedDataLength
		}
	})
	do(t, ctx, network.Enable())
	shots := os.Getenv("FATIAO_SHOTS")
	for name, parameters := range map[string]string{"crowd": "", "crowdopen": "?open=g1-law", "crowdtwo": "?steps=2"} {
		do(t, ctx, network.ClearBrowserCache())
		sum = 0
		do(t, ctx, chromedp.Navigate(netOf(address, parameters)))
		t.Logf("%s weighs %.1f KB at first", name, sum/1024)
		if sum > 30<<10 {
			t.Errorf("%s weighs %.1f KB", name, sum/1024)
		}
		for _, width := range [...]int64{320, 390, 768, 1280, 1920} {
			for _, inDark := range [...]bool{false, true} {
				do(t, ctx, dark(inDark), chromedp.EmulateViewport(width, 900), chromedp.Navigate(netOf(address, parameters)))
				if wide := eval[int64](t, ctx, "document.documentElement.scrollWidth"); wide > width {
					t.Errorf("%s is %d wide in a window of %d", name, wide, width)
				}
				if small := eval[[]string](t, ctx, smallTargets); len(small) > 0 {
					t.Errorf("%s at %d: lower than 24 pixels are %q", name, width, small)
				}
				if shots != "" {
					shoot(t, ctx, filepath.Join(shots, fmt.Sprintf("%s-%d-%v.png", name, width, inDark)))
				}
			}
		}
	}
}

// smallTargets are the texts of what is to be hit on the page of a net and is lower than 24 pixels,
// in the picture as it is at first: at most three.
const smallTargets = `[...document.querySelectorAll(".net-list a, .net-form button, .net-form select, .net-form label, " +
	".net-tools button, .net-window svg a")]
	.filter((e) => { const h = e.getBoundingClientRect().height; return h > 0 && h < 23.9; })
	.slice(0, 3).map((e) => e.tagName + " " + e.getBoundingClientRect().height.toFixed(1) + " " + e.textContent.trim().slice(0, 30))`

// shoot keeps a picture of what is in the window.
func shoot(t *testing.T, ctx context.Context, file string) {
	t.Helper()
	var picture []byte
	do(t, ctx, chromedp.CaptureScreenshot(&picture))
	if err := os.WriteFile(file, picture, 0o600); err != nil {
		t.Fatal(err)
	}
}
