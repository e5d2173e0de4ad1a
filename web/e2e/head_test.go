package e2e

import (
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
)

// A browser finds the feeds and the search of a page, can read them, and reads what a law is for schema.org
// without complaining about the content policy, which allows no script in a page.
func TestHead(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	var refused atomic.Int32
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*log.EventEntryAdded); ok && strings.Contains(e.Entry.Text, "Content Security Policy") {
			refused.Add(1)
		}
	})
	do(t, ctx, log.Enable(), chromedp.Navigate(address+"/law/"+url.PathEscape("车辆安全法")+"/3"))
	const whole = `JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent).isPartOf.name`
	if got := eval[string](t, ctx, whole); got != "中华人民共和国车辆安全法" {
		t.Errorf("the article is part of %q", got)
	}
	const roots = `Promise.all([...document.querySelectorAll('link[type="application/atom+xml"], link[rel="search"]')].map(async (link) => {
		const text = await (await fetch(link.href)).text();
		return new DOMParser().parseFromString(text, "application/xml").documentElement.nodeName;
	})).then((names) => names.sort().join(" "))`
	if got := eval[string](t, ctx, roots); got != "OpenSearchDescription feed feed feed" {
		t.Errorf("the page names %s", got)
	}
	want := address + "/law/" + url.PathEscape("车辆安全法") + "/3"
	if got := eval[string](t, ctx, `document.querySelector('link[rel="canonical"]').href`); got != want {
		t.Errorf("the page is at %s", got)
	}
	if n := refused.Load(); n > 0 {
		t.Errorf("the content policy refused %d things", n)
	}
	// What is refused is heard here.
	do(t, ctx, chromedp.Evaluate(`{ const s = document.createElement("script"); s.textContent = "1"; document.body.append(s); }`, nil))
	eval[bool](t, ctx, `new Promise((done) => setTimeout(() => done(true), 200))`)
	if refused.Load() == 0 {
		t.Error("a script in the page is not refused, or nobody hears of it")
	}
}
