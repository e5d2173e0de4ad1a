package e2e

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// From the home page a provision is opened by two fields, with a list of names, with and without script,
// and a subject leads to its questions.
func TestWaysIn(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.Navigate(address), chromedp.SendKeys(`.way input[name="law"]`, "车辆安", chromedp.ByQuery),
		chromedp.WaitReady(`#law-names option[value="车辆安全法"]`, chromedp.ByQuery))
	for _, scripts := range []bool{true, false} {
		do(t, ctx, emulation.SetScriptExecutionDisabled(!scripts), chromedp.Navigate(address),
			chromedp.SendKeys(`.way input[name="law"]`, "车辆安全法", chromedp.ByQuery),
			chromedp.SendKeys(`.way input[name="article"]`, "3", chromedp.ByQuery))
		leave(t, ctx, chromedp.Click(".way button", chromedp.ByQuery))
		var title string
		do(t, ctx, chromedp.Title(&title))
		if !strings.Contains(title, "车辆安全法") {
			t.Errorf("with scripts %v the fields lead to %q", scripts, title)
		}
	}
	do(t, ctx, chromedp.Navigate(address))
	leave(t, ctx, chromedp.Click(`.ways .examples a[href="/subjects/`+url.PathEscape("租房")+`"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".halves .lines a", chromedp.ByQuery))
	var title string
	do(t, ctx, chromedp.Title(&title))
	if !strings.Contains(title, "押金") {
		t.Errorf("the question leads to %q", title)
	}
}
