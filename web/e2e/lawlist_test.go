package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The list of laws follows what is typed; without script the button does.
func TestLawsFilter(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.Navigate(address+"/laws"))
	all := eval[int](t, ctx, `document.querySelectorAll(".law-table tbody tr").length`)
	do(t, ctx, chromedp.SendKeys(`.law-filters input[name="q"]`, "tcf", chromedp.ByQuery),
		chromedp.Poll(`document.querySelectorAll(".law-table tbody tr").length === 1`, nil))
	if got := text(t, ctx, ".law-table tbody"); all < 2 || !strings.Contains(got, "停车法") {
		t.Errorf("of %d laws the initials leave %q", all, got)
	}
	if got := location(t, ctx); got != "/laws?q=tcf" {
		t.Errorf("the address is %s", got)
	}
	do(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(address+"/laws"),
		chromedp.SendKeys(`.law-filters input[name="q"]`, "停车", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".law-filters button", chromedp.ByQuery))
	if got := text(t, ctx, ".law-table tbody"); !strings.Contains(got, "停车法") || strings.Contains(got, "车辆安全法") {
		t.Errorf("without script the list has %q", got)
	}
}
