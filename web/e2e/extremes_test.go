package e2e

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Texts that try to break a page: the page stays right, nothing runs, nothing is
// wider than a phone.
func TestExtremes(t *testing.T) {
	dir := t.TempDir()
	var items strings.Builder
	items.WriteString("# 中华人民共和国多项法\n\n<!-- INFO END -->\n\n第一条 有下列情形：\n\n")
	for i := range 300 {
		fmt.Fprintf(&items, "（%s）第%d种情形；\n\n", []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}[i%10], i+1)
	}
	word := strings.Repeat("Donaudampfschifffahrt", 40)
	for name, text := range map[string]string{
		"多项法.md": items.String(),
		"长词法.md": "# 中华人民共和国长词法\n\n<!-- INFO END -->\n\n第一条 本法所称" + word +
			"，是指很长的词。\n\n第二条 [看这里](javascript:alert(1))<img src=x onerror=alert(2)>\n",
		"空法.md":  "# 中华人民共和国空法\n\n<!-- INFO END -->\n",
		"标记法.md": "# <script>window.broken = 1</script>规定\n\n<!-- INFO END -->\n\n第一条 <b onclick=alert(1)>粗</b>体。\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	address := serve(t, dir)
	ctx := openBrowser(t)
	do(t, ctx, chromedp.EmulateViewport(375, 800))
	for path, want := range map[string]string{
		"/law/" + url.PathEscape("多项法") + "/1":                               "第300种情形",
		"/law/" + url.PathEscape("长词法"):                                      word,
		"/law/" + url.PathEscape("长词法") + "/2":                               "看这里",
		"/law/" + url.PathEscape("空法"):                                       "空法",
		"/laws":                                                              "window.broken",
		"/search?q=" + url.QueryEscape("<script>window.broken = 1</script>"): "window.broken",
		"/search?q=" + url.QueryEscape(word):                                 word[:20],
	} {
		do(t, ctx, chromedp.Navigate(address+path))
		if got := eval[string](t, ctx, "document.body.textContent + document.querySelector('.bar input').value"); !strings.Contains(got,
			want) {
			t.Errorf("%s has not %.40q", path, want)
		}
		if eval[bool](t, ctx, "window.broken !== undefined") {
			t.Errorf("%s ran a script of a text", path)
		}
		if n := eval[int](t, ctx, `document.querySelectorAll('a[href^="javascript:"], main img, main b[onclick]').length`); n > 0 {
			t.Errorf("%s has %d elements out of a text", path, n)
		}
		if wide := eval[int](t, ctx, "document.documentElement.scrollWidth"); wide > 375 {
			t.Errorf("%s is %d wide on a phone", path, wide)
		}
	}
}
