package e2e

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A day is typed as it is written, with script in place of the calendar and without beside it.
func TestDayTyped(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	path := address + "/law/" + url.PathEscape("车辆安全法") + "/2"
	do(t, ctx, chromedp.Navigate(path), chromedp.Click(".day [data-typed]", chromedp.ByQuery),
		chromedp.SendKeys(`.day input[name="as_of"]`, "2020年1月1日", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.day button[type="submit"]`, chromedp.ByQuery))
	if got := text(t, ctx, "#as-of"); !strings.Contains(got, "2020年1月1日") {
		t.Errorf("the banner says %q", got)
	}
	// Back on the calendar the day is the same.
	do(t, ctx, chromedp.Navigate(path), chromedp.Click(".day [data-typed]", chromedp.ByQuery),
		chromedp.SendKeys(`.day input[name="as_of"]`, "2020年5月28日", chromedp.ByQuery),
		chromedp.Click(".day [data-typed]", chromedp.ByQuery))
	if got := eval[string](t, ctx, `document.querySelector('.day input[name="as_of"]').value`); got != "2020-05-28" {
		t.Errorf("the calendar has %q", got)
	}
	do(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(path),
		chromedp.WaitNotVisible(".day [data-typed]", chromedp.ByQuery),
		chromedp.SendKeys(`.day noscript input`, "2020年1月1日", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.day button[type="submit"]`, chromedp.ByQuery))
	if got := text(t, ctx, "#as-of"); !strings.Contains(got, "2020年1月1日") {
		t.Errorf("without script the banner says %q", got)
	}
}

// What is shared is the address of what is shown, with its day, without the query that led to it.
func TestShare(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	grant := chromedp.ActionFunc(func(ctx context.Context) error {
		permissions := []browser.PermissionType{browser.PermissionTypeClipboardReadWrite, browser.PermissionTypeClipboardSanitizedWrite}
		return browser.GrantPermissions(permissions).WithOrigin(address).Do(cdp.WithExecutor(ctx, chromedp.FromContext(ctx).Browser))
	})
	law := "/law/" + url.PathEscape("车辆安全法")
	do(t, ctx, grant)
	for path, want := range map[string]string{
		law + "/3?as_of=2020-01-01":                  law + "/3?as_of=2020-01-01",
		law + "/3?q=" + url.QueryEscape("车辆安全法3"):    law + "/3",
		"/cases?instance=" + url.QueryEscape("二审"):   "/cases?instance=" + url.QueryEscape("二审"),
		law + "/3/graph?kind=interpretation&steps=2": law + "/3/graph?kind=interpretation&steps=2",
		law + "?as_of=2020-01-01#3":                  law + "?as_of=2020-01-01#3",
	} {
		do(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(address+path), chromedp.Click("[data-share]", chromedp.ByQuery),
			chromedp.WaitVisible(`//*[contains(@class,"done")][contains(text(),"已复制")]`, chromedp.BySearch))
		if got := eval[string](t, ctx, "navigator.clipboard.readText()"); got != address+want {
			t.Errorf("of %s is shared %s; want %s", path, got, want)
		}
	}
	do(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(address+law+"/3?as_of=2020-01-01"))
	leave(t, ctx, chromedp.Click("[data-share]", chromedp.ByQuery))
	if got := location(t, ctx); got != "/law/车辆安全法/3?as_of=2020-01-01" {
		t.Errorf("without script the link leads to %s", got)
	}
}
