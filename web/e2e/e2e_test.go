package e2e

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const box = `.box input[name="q"]`

// location is the decoded path of the page.
func location(t *testing.T, ctx context.Context) string {
	t.Helper()
	path, err := url.PathUnescape(eval[string](t, ctx, "location.pathname + location.search + location.hash"))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func search(t *testing.T, ctx context.Context, words string) {
	t.Helper()
	do(t, ctx, chromedp.SendKeys(box, words, chromedp.ByQuery))
	leave(t, ctx, chromedp.SendKeys(box, kb.Enter, chromedp.ByQuery))
}

// leave does what leads to another page, and waits for it.
func leave(t *testing.T, ctx context.Context, action chromedp.Action) {
	t.Helper()
	if _, err := chromedp.RunResponse(ctx, action); err != nil {
		t.Fatal(err)
	}
}

func TestByAddressAndBack(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.Navigate(address))
	search(t, ctx, "车辆安全法3")
	if got := location(t, ctx); got != "/law/车辆安全法/3?q=车辆安全法3" {
		t.Errorf("the address leads to %s", got)
	}
	leave(t, ctx, chromedp.Click(".also a", chromedp.ByQuery))
	if got := text(t, ctx, ".exact h2"); !strings.Contains(got, "车辆安全法 第三条") {
		t.Errorf("the card on top of the results is %q", got)
	}
	// Follow a citation to another article, and come back.
	do(t, ctx, chromedp.Navigate(address+"/law/"+url.PathEscape("车辆安全法")+"/5"))
	cite := eval[string](t, ctx, `document.querySelector("a.cite")?.getAttribute("href") ?? ""`)
	if cite == "" {
		t.Fatal("第五条 has no citation to follow")
	}
	leave(t, ctx, chromedp.Click("a.cite", chromedp.ByQuery))
	if got := location(t, ctx); strings.HasSuffix(got, "/5") {
		t.Errorf("the citation leads to %s", got)
	}
	// from the browser's own cache: nothing is loaded that could be waited for
	do(t, ctx, chromedp.Evaluate("history.back()", nil), chromedp.Sleep(time.Second))
	if got := location(t, ctx); got != "/law/车辆安全法/5" {
		t.Errorf("back is %s", got)
	}
}

func TestKeyboardOnly(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.Navigate(address), chromedp.KeyEvent("/"))
	if !eval[bool](t, ctx, `document.activeElement.matches('.box input[name="q"]')`) {
		t.Fatal("/ does not go to the box")
	}
	do(t, ctx, chromedp.KeyEvent("登记 车辆"))
	leave(t, ctx, chromedp.KeyEvent(kb.Enter))
	do(t, ctx, chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	second := eval[string](t, ctx, `document.activeElement.getAttribute("href") ?? ""`)
	if want := eval[string](t, ctx, `document.querySelector(".hit h2 a").getAttribute("href")`); second != want {
		t.Errorf("j j k is at %s; want %s", second, want)
	}
	do(t, ctx, chromedp.KeyEvent("?"))
	if !eval[bool](t, ctx, `document.getElementById("keys").open`) {
		t.Error("? shows no keys")
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape))
	do(t, ctx, chromedp.Focus(".hit h2 a", chromedp.ByQuery))
	leave(t, ctx, chromedp.KeyEvent(kb.Enter))
	if got := location(t, ctx); strings.HasPrefix(got, "/search") {
		t.Errorf("Enter stays at %s", got)
	}
}

// The box completes by keys, as screen readers are told.
func TestSuggestionsByKey(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.Navigate(address), chromedp.SendKeys(box, "车辆安", chromedp.ByQuery),
		chromedp.WaitVisible("#suggestions li", chromedp.ByQuery))
	// To the browser also what is cut off is visible: look at what is painted there.
	const painted = `(() => {
		const at = document.querySelector("#suggestions li").getBoundingClientRect();
		return Boolean(document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2)?.closest("#suggestions li"));
	})()`
	if !eval[bool](t, ctx, painted) {
		t.Error("the suggestions are not to be seen")
	}
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	if !eval[bool](t, ctx, painted) {
		t.Error("the chosen suggestion is not to be seen")
	}
	if got := eval[string](t, ctx,
		`document.getElementById(document.querySelector('.box input[name="q"]').`+
			`getAttribute("aria-activedescendant"))?.dataset.text ?? ""`); got != "车辆安全法" {
		t.Errorf("the chosen suggestion is %q", got)
	}
	leave(t, ctx, chromedp.KeyEvent(kb.Enter))
	if got := location(t, ctx); got != "/law/车辆安全法?q=车辆安全法" {
		t.Errorf("Enter leads to %s", got)
	}
	do(t, ctx, chromedp.Evaluate(`document.querySelector('.box input[name="q"]').value = ""`, nil), chromedp.SendKeys(box, "车辆安",
		chromedp.ByQuery), chromedp.WaitVisible("#suggestions li", chromedp.ByQuery), chromedp.KeyEvent(kb.Escape))
	if eval[string](t, ctx, `document.querySelector('.box input[name="q"]').getAttribute("aria-expanded")`) != "false" {
		t.Error("Escape leaves the list open")
	}
}

// While an input method composes, its keys are its own: the arrows choose among its
// characters, and Enter keeps the letters that were typed.
func TestSuggestionsWhileComposing(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.Navigate(address), chromedp.Focus(box, chromedp.ByQuery), input.ImeSetComposition("车辆安", 3, 3),
		chromedp.WaitVisible("#suggestions li", chromedp.ByQuery),
		input.DispatchKeyEvent(input.KeyRawDown).WithKey("ArrowDown").WithCode("ArrowDown").WithWindowsVirtualKeyCode(40),
		input.DispatchKeyEvent(input.KeyRawDown).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13))
	if chosen := eval[int](t, ctx, `document.querySelectorAll('#suggestions [aria-selected="true"]').length`); chosen != 0 {
		t.Error("the arrow chose a suggestion")
	}
	if got := eval[string](t, ctx, `document.querySelector('.box input[name="q"]').value`); got != "车辆安" || location(t, ctx) != "/" {
		t.Errorf("Enter made it %q at %s", got, location(t, ctx))
	}
	// Once the characters stand, the keys choose suggestions again.
	do(t, ctx, chromedp.Evaluate(`for (const li of document.querySelectorAll("#suggestions li")) li.className = "old"`, nil),
		input.InsertText("车辆安"),
		// the answer to what stands now makes the list anew
		chromedp.WaitVisible("#suggestions li:not(.old)", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowDown))
	leave(t, ctx, chromedp.KeyEvent(kb.Enter))
	if got := location(t, ctx); got != "/law/车辆安全法?q=车辆安全法" {
		t.Errorf("Enter leads to %s", got)
	}
}

func TestCopyAndCollect(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	grant := chromedp.ActionFunc(func(ctx context.Context) error {
		permissions := []browser.PermissionType{browser.PermissionTypeClipboardReadWrite, browser.PermissionTypeClipboardSanitizedWrite}
		c := chromedp.FromContext(ctx)
		return browser.GrantPermissions(permissions).WithOrigin(address).Do(cdp.WithExecutor(ctx, c.Browser))
	})
	do(t, ctx, grant, chromedp.Navigate(address+"/law/"+url.PathEscape("车辆安全法")+"/3"),
		chromedp.Click(`//button[text()="裁判文书格式"]`, chromedp.BySearch),
		chromedp.WaitVisible(`//*[contains(@class,"done")][contains(text(),"已复制")]`, chromedp.BySearch))
	if got := eval[string](t, ctx, "navigator.clipboard.readText()"); got != "《中华人民共和国车辆安全法》第三条" {
		t.Errorf("copied %q", got)
	}
	do(t, ctx, chromedp.Click(`//button[text()="收藏"]`, chromedp.BySearch), chromedp.Navigate(address+"/collection"),
		chromedp.WaitVisible("#collection li", chromedp.ByQuery))
	if got := text(t, ctx, "#collection li"); !strings.Contains(got, "车辆安全法 第三条") || !strings.Contains(got, "不打瞌睡") {
		t.Errorf("the list has %q", got)
	}
	do(t, ctx, chromedp.Click(`#collection button[aria-label^="移除"]`, chromedp.ByQuery),
		chromedp.WaitVisible("#collection-empty", chromedp.ByQuery))
}

// Without scripts every page is complete: searching, filtering and reading work.
func TestWithoutScript(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	do(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(address))
	search(t, ctx, "车辆安全法3")
	var title string
	do(t, ctx, chromedp.Title(&title), chromedp.WaitVisible(".statute p", chromedp.ByQuery))
	if !strings.Contains(title, "第三条") {
		t.Errorf("the page is %q", title)
	}
	do(t, ctx, chromedp.WaitNotVisible(".copying", chromedp.ByQuery))
}
