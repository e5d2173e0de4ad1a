package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A row of a chart narrows the list of cases, and two cases of it are compared, with and without script.
func TestCasesChartsAndComparison(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	for _, scripts := range []bool{true, false} {
		do(t, ctx, emulation.SetScriptExecutionDisabled(!scripts), chromedp.Navigate(address+"/cases"),
			chromedp.Click(".figures-of summary", chromedp.ByQuery), chromedp.WaitVisible(".charts .bars a", chromedp.ByQuery))
		leave(t, ctx, chromedp.Click(".charts .bars a", chromedp.ByQuery))
		if got := text(t, ctx, ".chips"); !strings.Contains(got, "×") {
			t.Errorf("with scripts %v the chart leads to %q", scripts, got)
		}
		do(t, ctx, chromedp.Navigate(address+"/cases"), chromedp.Click(`.pickable:nth-of-type(1) .pick input`, chromedp.ByQuery),
			chromedp.Click(`.pickable:nth-of-type(2) .pick input`, chromedp.ByQuery))
		leave(t, ctx, chromedp.Click(".pick-bar button", chromedp.ByQuery))
		if got := text(t, ctx, ".compared"); !strings.Contains(got, "案号") {
			t.Errorf("with scripts %v the comparison has %q", scripts, got)
		}
	}
}
