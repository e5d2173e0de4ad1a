package e2e

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The conditions of a page of results are closed on a phone, open where there is room, and narrow
// the list either way, with and without script.
func TestFiltersOfResults(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	results := address + "/search?q=" + url.QueryEscape("登记 车辆")
	const shown = `document.querySelector(".filters section a").checkVisibility({ contentVisibilityAuto: true })`
	for width, want := range map[int64]bool{320: false, 1280: true} {
		do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(results))
		if got := eval[bool](t, ctx, shown); got != want {
			t.Errorf("in a window of %d the conditions are shown: %v", width, got)
		}
	}
	do(t, ctx, chromedp.EmulateViewport(320, 900), emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(results),
		chromedp.Click(".filters summary", chromedp.ByQuery), chromedp.WaitVisible(`.filters a[href*="sort=date"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.filters a[href*="sort=date"]`, chromedp.ByQuery))
	if got := location(t, ctx); !strings.Contains(got, "sort=date") {
		t.Errorf("the condition leads to %s", got)
	}
}

// What is meant by a word with a wrong character is one click away.
func TestDidYouMean(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.Navigate(address+"/search?q="+url.QueryEscape("车辆安全发第2条")))
	leave(t, ctx, chromedp.Click(".meant a", chromedp.ByQuery))
	if got := location(t, ctx); !strings.HasPrefix(got, "/law/车辆安全法/2") {
		t.Errorf("what is meant is at %s", got)
	}
}

// Under the text of an article stand those who cite it, by kind, without script; what lists them
// leads to their place.
func TestCitedByOfArticle(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.EmulateViewport(390, 900),
		chromedp.Navigate(address+"/law/"+url.PathEscape("车辆安全法")+"/3"))
	var order string
	do(t, ctx, chromedp.Text(".law", &order, chromedp.ByQuery))
	at := -1
	for _, part := range []string{"不打瞌睡", "哪一天的文本", "被以下文件引用", "历次文本"} {
		i := strings.Index(order, part)
		if i <= at {
			t.Errorf("%q stands at %d, before what it should follow:\n%s", part, i, order)
		}
		at = i
	}
	do(t, ctx, chromedp.Click(".facts a", chromedp.ByQuery))
	if got := location(t, ctx); !strings.HasSuffix(got, "#cited-by") {
		t.Errorf("被引用 leads to %s", got)
	}
}
