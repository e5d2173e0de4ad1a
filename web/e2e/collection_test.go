package e2e

import (
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Notes are made on one text of a law: the list says which, and when another holds now.
func TestCollectionTexts(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	collect := func(path string) {
		t.Helper()
		do(t, ctx, chromedp.Navigate(address+"/law/"+url.PathEscape("车辆安全法")+path),
			chromedp.Click(`//button[text()="收藏"]`, chromedp.BySearch))
	}
	collect("@2019-03-01/2")
	collect("/2")
	collect("/2")
	old := filepath.Join(t.TempDir(), "旧.json")
	if err := os.WriteFile(old, []byte(`[{"address":"车辆安全法/3","title":"车辆安全法 第三条","url":"/law/x","text":"旧"},`+
		`{"address":"没有的法/1","title":"没有的法 第一条","url":"/law/y","text":"无"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Navigate(address+"/collection"), chromedp.SetUploadFiles("#import", []string{old}, chromedp.ByQuery),
		chromedp.WaitVisible("#collection li:nth-child(4)", chromedp.ByQuery),
		chromedp.Poll(`document.querySelectorAll(".text-of")[3].textContent !== ""`, nil))
	lines := eval[[]string](t, ctx, `[...document.querySelectorAll("#collection .text-of")].map((e) => e.textContent)`)
	for i, want := range []string{"2019-03-01 的文本　已修改，现行的是 2022-06-15 的文本", "2022-06-15 的文本　现行有效",
		"收藏时没有记下是哪一个文本，现行的是 2022-06-15 的文本", "收藏时没有记下是哪一个文本"} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("entry %d is %q; want %q", i, lines[i], want)
		}
	}
	saved := eval[string](t, ctx, `localStorage.getItem("fatiao-list")`)
	if !strings.Contains(saved, `"version":"2019-03-01"`) {
		t.Errorf("saved is %s", saved)
	}
	do(t, ctx, emulation.SetEmulatedMedia().WithMedia("print"),
		chromedp.Evaluate(`document.querySelector("#collection textarea").value = "要点"; `+
			`document.querySelector("#collection textarea").dispatchEvent(new Event("input")); `+
			`dispatchEvent(new Event("beforeprint"))`, nil))
	if got := text(t, ctx, "#collection li"); !strings.Contains(got, "批注：要点") || !strings.Contains(got, address+"/law/") ||
		strings.Contains(got, "上移") {
		t.Errorf("the brief has %q", got)
	}
}

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

// What another page collects meanwhile is not lost, and shows at once.
func TestCollectionInTwoPages(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	// As another page does; only pages that did not write themselves are told.
	elsewhere := func(name string, told bool) chromedp.Action {
		return chromedp.Evaluate(`{
			const list = JSON.parse(localStorage.getItem("fatiao-list") ?? "[]");
			list.push({address: "`+name+`", title: "`+name+`条", url: "/law/x", text: "无"});
			localStorage.setItem("fatiao-list", JSON.stringify(list));
			if (`+strconv.FormatBool(told)+`) dispatchEvent(new StorageEvent("storage", {key: "fatiao-list"}));
		}`, nil)
	}
	titles := `[...document.querySelectorAll("#collection h3")].map((e) => e.textContent).join(" ")`
	do(t, ctx, chromedp.Navigate(address+"/collection"), elsewhere("甲", true))
	if got := eval[string](t, ctx, titles); got != "甲条" {
		t.Errorf("after a page has collected, the list is %q", got)
	}
	do(t, ctx, elsewhere("乙", false), chromedp.SendKeys("#collection li textarea", "要点", chromedp.ByQuery))
	saved := eval[string](t, ctx, `localStorage.getItem("fatiao-list")`)
	if !strings.Contains(saved, "乙条") || !strings.Contains(saved, "要点") {
		t.Errorf("saved is %s", saved)
	}
	do(t, ctx, chromedp.Evaluate(`dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}))`, nil))
	if got := eval[string](t, ctx, titles); got != "甲条 乙条" {
		t.Errorf("where the page comes back, the list is %q", got)
	}
}

// The keyboard stays on a button that is used, entries move among those that are listed, and a
// backup adds its notes and tags to entries that are there.
func TestCollectionByKeys(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	write := func(name, content string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := write("一.json", `[{"address":"a","title":"甲条","url":"/law/a","note":"旧批注","tags":["要"]},`+
		`{"address":"b","title":"乙条","url":"/law/b","tags":[]},{"address":"c","title":"丙条","url":"/law/c","tags":["要"]}]`)
	second := write("二.json", `[{"address":"a","title":"甲条","url":"/law/a","note":"新批注","tags":["急"],"folder":"案"},`+
		`{"address":"c","title":"丙条","url":"/law/c"}]`)
	do(t, ctx, chromedp.Navigate(address+"/collection"), chromedp.SetUploadFiles("#import", []string{first}, chromedp.ByQuery),
		chromedp.WaitVisible("#collection li:nth-child(3)", chromedp.ByQuery),
		chromedp.Click(`//p[@id="collection-tags"]/button[text()="要"]`, chromedp.BySearch),
		chromedp.Focus(`button[aria-label="下移 甲条"]`, chromedp.ByQuery), chromedp.KeyEvent(kb.Enter))
	if got := eval[string](t, ctx, `document.activeElement.getAttribute("aria-label")`); got != "下移 甲条" {
		t.Errorf("the keyboard is on %q", got)
	}
	titles := `[...document.querySelectorAll("#collection h3")].map((e) => e.textContent).join(" ")`
	if got := eval[string](t, ctx, titles); got != "丙条 甲条" {
		t.Errorf("listed are %s", got)
	}
	do(t, ctx, chromedp.SetUploadFiles("#import", []string{second}, chromedp.ByQuery),
		chromedp.WaitVisible("#collection section:nth-child(2)", chromedp.ByQuery))
	if got := text(t, ctx, "#collection-said"); !strings.Contains(got, "另有 2 件已在收藏里，其中 1 件并入了备份里的批注、标签或文件夹") {
		t.Errorf("it says %q", got)
	}
	// A field that Tab leaves gives the keyboard to the next one, though the list is made anew.
	down := `button[aria-label="下移 丙条"]`
	do(t, ctx, chromedp.Evaluate(`document.querySelector('`+down+`').closest("li").querySelector(".entry-tools input").focus()`, nil),
		chromedp.KeyEvent("乙案"+kb.Tab), chromedp.WaitVisible("#collection section:nth-child(2)", chromedp.ByQuery),
		chromedp.Poll(`document.activeElement.closest("section")?.querySelector("h2").textContent.startsWith("乙案")`, nil))
	if got := eval[string](t, ctx, `document.activeElement.placeholder`); got != "用空格分开" {
		t.Errorf("behind the folder the keyboard is on %q", got)
	}
	saved := eval[string](t, ctx, `localStorage.getItem("fatiao-list")`)
	for _, want := range []string{`"note":"旧批注\n新批注"`, `"tags":["要","急"]`, `"folder":"案"`} {
		if !strings.Contains(saved, want) {
			t.Errorf("saved is %s, without %s", saved, want)
		}
	}
}
