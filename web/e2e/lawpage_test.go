package e2e

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// longLaw is a law of 300 articles in ten chapters.
func longLaw() string {
	var b strings.Builder
	b.WriteString("# 中华人民共和国长桥法\n\n2021年3月1日 第九届虚构代表大会第四次会议通过\n\n2021年7月1日 施行\n\n<!-- INFO END -->\n\n")
	for chapter := range 10 {
		fmt.Fprintf(&b, "## 第%s章 第%d座桥\n\n", strings.Split("一二三四五六七八九十", "")[chapter], chapter+1)
		for article := range 30 {
			n := chapter*30 + article + 1
			fmt.Fprintf(&b, "第%s条 第%d座桥的第%d块桥面应当每年刷漆。\n\n", chinese(n), chapter+1, n)
		}
	}
	return b.String()
}

// chinese writes a number below a thousand as laws do.
func chinese(n int) string {
	digits := []rune("零一二三四五六七八九")
	text := ""
	if n >= 100 {
		text += string(digits[n/100]) + "百"
		if n%100 > 0 && n%100 < 10 {
			text += "零"
		}
	}
	if tens := n % 100 / 10; tens > 0 {
		if tens > 1 || n >= 100 {
			text += string(digits[tens])
		}
		text += "十"
	}
	if n%10 > 0 {
		text += string(digits[n%10])
	}
	return text
}

func longSite(t *testing.T) string {
	t.Helper()
	dir := testlaw.Write(t, t.TempDir())
	if err := os.WriteFile(filepath.Join(dir, "法律", "长桥法.md"), []byte(longLaw()), 0o644); err != nil {
		t.Fatal(err)
	}
	return serve(t, dir)
}

// A long law is read by chapters: the contents come before the text, a number leads to its
// article, words are found in all of it, with and without script.
func TestLongLaw(t *testing.T) {
	address := longSite(t)
	ctx := openBrowser(t)
	law := address + "/law/" + url.PathEscape("长桥法")
	for _, script := range []bool{true, false} {
		do(t, ctx, emulation.SetScriptExecutionDisabled(!script), chromedp.EmulateViewport(390, 900), chromedp.Navigate(law))
		if n := count(t, ctx, ".unit"); n < 20 || n > 120 {
			t.Errorf("script %v: the first page has %d articles", script, n)
		}
		const top = `document.querySelector("%s").getBoundingClientRect().top`
		if !eval[bool](t, ctx, fmt.Sprintf(top+" < "+top, ".contents", ".statute")) {
			t.Errorf("script %v: the contents stand behind the text", script)
		}
		do(t, ctx, chromedp.SendKeys("#go-in-law", "257", chromedp.ByQuery))
		leave(t, ctx, chromedp.Click(".jump button", chromedp.ByQuery))
		if got := location(t, ctx); !strings.HasSuffix(got, "#257") || count(t, ctx, `[id="257"]`) != 1 {
			t.Errorf("script %v: 257 leads to %s", script, got)
		}
		do(t, ctx, chromedp.SendKeys("#find-in-law", "第9座桥 刷漆", chromedp.ByQuery))
		leave(t, ctx, chromedp.Click(".find button", chromedp.ByQuery))
		if n, marks := count(t, ctx, ".unit"), count(t, ctx, ".statute mark"); n != 30 || marks != 60 {
			t.Errorf("script %v: %d articles with %d marks; want 30 and 60", script, n, marks)
		}
		leave(t, ctx, chromedp.Navigate(law+"?whole=1"))
		if n := count(t, ctx, ".unit"); n != 300 {
			t.Errorf("script %v: the whole law has %d articles", script, n)
		}
	}
	// A link to a place of the whole law leads to its part.
	do(t, ctx, emulation.SetScriptExecutionDisabled(false), chromedp.Navigate("about:blank"), chromedp.Navigate(law+"#199"),
		chromedp.WaitReady(`[id="199"]`, chromedp.ByQuery))
}

// count is how many elements a page has.
func count(t *testing.T, ctx context.Context, selector string) int {
	t.Helper()
	return eval[int](t, ctx, fmt.Sprintf("document.querySelectorAll(%q).length", selector))
}
