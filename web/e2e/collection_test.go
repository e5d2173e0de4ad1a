package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The own list has folders, tags and notes that are kept, an order, a backup that can be brought in, and
// is not cleared without a question.
func TestCollectionFolders(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	backup := filepath.Join(t.TempDir(), "收藏.json")
	if err := os.WriteFile(backup, []byte(`[{"address":"a","title":"甲条","url":"/law/a","text":"甲"},{"address":"b","title":"乙条",`+
		`"url":"//elsewhere.example/","text":"乙"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Navigate(address+"/collection"), chromedp.SetUploadFiles("#import", []string{backup}, chromedp.ByQuery),
		chromedp.WaitVisible("#collection li:nth-child(2)", chromedp.ByQuery))
	if href := eval[string](t, ctx, `document.querySelector("#collection li:nth-child(2) h3 a").getAttribute("href")`); href != "/" {
		t.Errorf("an address elsewhere leads to %s", href)
	}
	do(t, ctx, chromedp.Click(`button[aria-label="下移 甲条"]`, chromedp.ByQuery))
	if got := text(t, ctx, "#collection li h3"); got != "乙条" {
		t.Errorf("the first is %q", got)
	}
	do(t, ctx, chromedp.SendKeys("#collection li textarea", "要点", chromedp.ByQuery),
		chromedp.SendKeys("#collection li .entry-tools label:nth-child(2) input", "重要 案件"+kb.Enter, chromedp.ByQuery),
		chromedp.SendKeys("#collection li .entry-tools label:nth-child(1) input", "甲案"+kb.Enter, chromedp.ByQuery),
		chromedp.Navigate(address+"/collection"), chromedp.WaitVisible("#collection section:nth-child(2)", chromedp.ByQuery))
	if got := text(t, ctx, "#collection section h2"); !strings.HasPrefix(got, "甲案") {
		t.Errorf("the first folder is %q", got)
	}
	if note := eval[string](t, ctx, `document.querySelector("#collection textarea").value`); note != "要点" {
		t.Errorf("the note is %q", note)
	}
	do(t, ctx, chromedp.Click(`//button[text()="重要"]`, chromedp.BySearch))
	if n := eval[int](t, ctx, `document.querySelectorAll("#collection li").length`); n != 1 {
		t.Errorf("with the tag there are %d", n)
	}
	do(t, ctx, chromedp.Click("#clear-all", chromedp.ByQuery), chromedp.WaitVisible("#clear-dialog", chromedp.ByQuery),
		chromedp.Click(`#clear-dialog button[value="no"]`, chromedp.ByQuery))
	if n := eval[int](t, ctx, `JSON.parse(localStorage.getItem("fatiao-list")).length`); n != 2 {
		t.Errorf("after a no there are %d", n)
	}
	do(t, ctx, chromedp.Click("#clear-all", chromedp.ByQuery), chromedp.Click(`#clear-dialog button[value="yes"]`, chromedp.ByQuery),
		chromedp.WaitVisible("#collection-empty", chromedp.ByQuery))
}
