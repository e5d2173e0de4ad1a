package e2e

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// An address that is typed opens its article, which still offers to search for it.
func addressFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address))
	search(t, ctx, "车辆安全法3")
	at(t, ctx, "/law/车辆安全法/3?q=车辆安全法3")
	says(t, ctx, ".also", "也可检索")
	leave(t, ctx, chromedp.Click(".also a", chromedp.ByQuery))
	says(t, ctx, ".exact h2", "车辆安全法 第三条")
	leave(t, ctx, chromedp.Click(".exact h2 a", chromedp.ByQuery))
	says(t, ctx, ".statute", "不打瞌睡")
}

// An address of a day opens the text of that day.
func oldAddressFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address))
	search(t, ctx, "2020年1月1日的车辆安全法第2条")
	at(t, ctx, "/law/车辆安全法/2?as_of=2020-01-01")
	says(t, ctx, "#as-of", "2020年1月1日")
	says(t, ctx, ".statute", "系好安全带")
	leave(t, ctx, chromedp.Click("#today", chromedp.ByQuery))
	says(t, ctx, ".statute", "本法所称车辆")
}

// What is chosen among the suggestions is opened. Without script nothing is suggested, and the name opens the law.
func suggestionFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(address), chromedp.SendKeys(box, "停车", chromedp.ByQuery))
	if s.scripts {
		do(t, ctx, chromedp.WaitVisible(`#suggestions li[data-text="停车法"]`, chromedp.ByQuery))
		leave(t, ctx, chromedp.Click(`#suggestions li[data-text="停车法"]`, chromedp.ByQuery))
	} else {
		do(t, ctx, chromedp.SendKeys(box, "法", chromedp.ByQuery))
		leave(t, ctx, chromedp.SendKeys(box, kb.Enter, chromedp.ByQuery))
	}
	at(t, ctx, "/law/停车法?q=停车法")
}

// What is meant by a name with a wrong character is one click away.
func meantFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/search?q="+url.QueryEscape("车辆安全发第2条")))
	leave(t, ctx, chromedp.Click(".meant a", chromedp.ByQuery))
	at(t, ctx, "/law/车辆安全法/2")
}

// Under the text of an article stand those who cite it, by kind; citations lead to what they name, and back.
func articleFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(lawAt(address, "/3")))
	var order string
	do(t, ctx, chromedp.Text(".law", &order, chromedp.ByQuery))
	last := -1
	for _, part := range []string{"不打瞌睡", "哪一天的文本", "被以下文件引用", "引用关系", "历次文本"} {
		i := strings.Index(order, part)
		if i <= last {
			t.Errorf("%q stands at %d, before what it should follow:\n%s", part, i, order)
		}
		last = i
	}
	do(t, ctx, chromedp.Click(".facts a", chromedp.ByQuery))
	if got := location(t, ctx); !strings.HasSuffix(got, "#cited-by") {
		t.Errorf("被引用 leads to %s", got)
	}
	leave(t, ctx, chromedp.Click(".citing a", chromedp.ByQuery)) // one who cites
	leave(t, ctx, chromedp.Navigate(lawAt(address, "/5")))
	leave(t, ctx, chromedp.Click(".statute a.cite", chromedp.ByQuery))
	at(t, ctx, "/law/车辆安全法/3")
	leave(t, ctx, chromedp.Click(`a[rel="next"]`, chromedp.ByQuery))
	at(t, ctx, "/law/车辆安全法/4")
}

// A day is chosen in the field of a page, kept on the way to another page, and left by the link of the banner.
func dayFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(lawAt(address, "/2")),
		chromedp.SetValue(`.day input[name="as_of"]`, "2020-01-01", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".day button", chromedp.ByQuery))
	says(t, ctx, "#as-of", "2020年1月1日")
	says(t, ctx, ".statute", "系好安全带")
	leave(t, ctx, chromedp.Click(`a[rel="next"]`, chromedp.ByQuery))
	if got := eval[string](t, ctx, "window.location.search"); got != "?as_of=2020-01-01" {
		t.Errorf("the next article is read for %q", got)
	}
	search(t, ctx, "车辆安全法2")
	says(t, ctx, "article.law", "系好安全带", "当日现行有效")
	leave(t, ctx, chromedp.Click("#today", chromedp.ByQuery))
	if got := text(t, ctx, "article.law"); strings.Contains(got, "当日") || strings.Contains(got, "系好安全带") {
		t.Errorf("back on today the search finds %q", got)
	}
}

// A day is typed as it is written: with script in place of the calendar, without beside it.
func typedFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(lawAt(address, "/2")))
	field := `.day input[name="as_of"]`
	if s.scripts {
		do(t, ctx, chromedp.Click(".day [data-typed]", chromedp.ByQuery))
	} else {
		field = ".day noscript input"
		do(t, ctx, chromedp.WaitNotVisible(".day [data-typed]", chromedp.ByQuery))
	}
	do(t, ctx, chromedp.SendKeys(field, "2020年1月1日", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.day button[type="submit"]`, chromedp.ByQuery))
	says(t, ctx, "#as-of", "2020年1月1日")
}

// The link at the foot is the address of what is shown. TestShare looks at what a script copies.
func shareFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(lawAt(address, "/3?as_of=2020-01-01&q="+url.QueryEscape("车辆安全法3"))))
	if s.scripts {
		do(t, ctx, chromedp.Click("[data-share]", chromedp.ByQuery),
			chromedp.Poll(`document.querySelector(".share .done").textContent !== ""`, nil))
		return
	}
	leave(t, ctx, chromedp.Click("[data-share]", chromedp.ByQuery))
	at(t, ctx, "/law/车辆安全法/3?as_of=2020-01-01")
}

// The net of an article is narrowed to a kind and widened to two steps; its list leads on.
func netFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(lawAt(address, "/3")))
	leave(t, ctx, chromedp.Click(`a[href$="/3/graph"]`, chromedp.ByQuery))
	all := counted(t, ctx, "#net-list [data-n]")
	if boxes := counted(t, ctx, ".net-window svg .boxes a[data-n]"); boxes != all || all == 0 {
		t.Errorf("the picture has %d texts, the list %d", boxes, all)
	}
	if s.scripts {
		before := eval[float64](t, ctx, `document.querySelector(".net-window svg").getBoundingClientRect().width`)
		do(t, ctx, chromedp.Click(`[data-zoom="1.25"]`, chromedp.ByQuery))
		if now := eval[float64](t, ctx, `document.querySelector(".net-window svg").getBoundingClientRect().width`); now < before*1.2 {
			t.Errorf("＋ makes %.0f of %.0f", now, before)
		}
	}
	do(t, ctx, chromedp.Click(`input[name="kind"][value="interpretation"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".net-form button", chromedp.ByQuery))
	if n := counted(t, ctx, "#net-list [data-n]"); n == 0 || n >= all {
		t.Errorf("of %d texts %d are interpretations", all, n)
	}
	do(t, ctx, chromedp.SetValue(`select[name="steps"]`, "2", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".net-form button", chromedp.ByQuery))
	at(t, ctx, "/law/车辆安全法/3/graph?kind=interpretation&steps=2")
	leave(t, ctx, chromedp.Click("#net-list a", chromedp.ByQuery))
	at(t, ctx, "/law/")
}

// A law has a net as well, which can be taken away.
func lawNetFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(lawAt(address, "")))
	leave(t, ctx, chromedp.Click(`a[href$="/graph"]`, chromedp.ByQuery))
	for _, format := range []string{"svg", "csv", "json", "graphml"} {
		if counted(t, ctx, `.files a[href*="/graph.`+format+`"]`) != 1 {
			t.Errorf("no %s of the net of a law", format)
		}
	}
	follow(t, ctx, `.net-texts a[href*="2019-03-01"]`)
	at(t, ctx, "/law/车辆安全法@2019-03-01/graph")
}

// Words are found in a law and marked, a number leads to its article, the contents to their chapter, and what the
// law has had stands in its head.
func lawFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(lawAt(address, "")))
	says(t, ctx, ".law-head", "现行有效", "沿革")
	all := counted(t, ctx, ".statute .unit")
	do(t, ctx, chromedp.SendKeys("#find-in-law", "安全带", chromedp.ByQuery))
	if !s.scripts {
		leave(t, ctx, chromedp.Click(".find button", chromedp.ByQuery))
		if counted(t, ctx, ".statute mark") == 0 {
			t.Error("nothing is marked")
		}
	} else if !eval[bool](t, ctx, `CSS.highlights.get("found").size > 0`) {
		t.Error("nothing is marked")
	}
	if n := eval[int](t, ctx, `[...document.querySelectorAll(".statute .unit")].filter((u) => !u.hidden).length`); n == 0 || n >= all {
		t.Errorf("of %d articles %d are shown", all, n)
	}
	do(t, ctx, chromedp.Navigate(lawAt(address, "")), chromedp.SendKeys("#go-in-law", "5", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".jump button", chromedp.ByQuery))
	if got := location(t, ctx); !strings.HasSuffix(got, "#5") {
		t.Errorf("5 leads to %s", got)
	}
	show(t, ctx, ".contents li a")
	do(t, ctx, chromedp.Click(".contents li a", chromedp.ByQuery))
	if !eval[bool](t, ctx, `document.getElementById(decodeURIComponent(location.hash.slice(1))).matches(".statute h2")`) {
		t.Errorf("the contents lead to %s", location(t, ctx))
	}
}

// A long law is read by chapters, of which the contents stand before the text; a number leads to its part.
func longLawFlow(t *testing.T, ctx context.Context, address string, s setting) {
	law := address + "/law/" + url.PathEscape("长桥法")
	do(t, ctx, chromedp.Navigate(law))
	if n := counted(t, ctx, ".unit"); n < 20 || n > 120 {
		t.Errorf("the first page has %d articles", n)
	}
	if s.width < 1024 && !eval[bool](t, ctx, `document.querySelector(".contents").getBoundingClientRect().top < `+
		`document.querySelector(".statute").getBoundingClientRect().top`) {
		t.Error("the contents stand behind the text")
	}
	do(t, ctx, chromedp.SendKeys("#go-in-law", "257", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".jump button", chromedp.ByQuery))
	if got := location(t, ctx); !strings.HasSuffix(got, "#257") || counted(t, ctx, `[id="257"]`) != 1 {
		t.Errorf("257 leads to %s", got)
	}
	leave(t, ctx, chromedp.Click(`a[rel="prev"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`a[href$="whole=1"]`, chromedp.ByQuery))
	if n := counted(t, ctx, ".unit"); n != 300 {
		t.Errorf("the whole law has %d articles", n)
	}
}

// From the history of a law two texts are compared, in place or beside each other.
func diffFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(lawAt(address, "")))
	leave(t, ctx, chromedp.Click(`.law-head a[href$="/history"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`a[href*="/diff"]`, chromedp.ByQuery))
	if counted(t, ctx, ".difference ins") == 0 {
		t.Error("nothing is marked as new")
	}
	leave(t, ctx, chromedp.Click(`.types a[href*="view=side"]`, chromedp.ByQuery))
	if counted(t, ctx, ".beside .later-side ins") == 0 {
		t.Error("beside each other nothing is marked as new")
	}
	do(t, ctx, chromedp.Click(".marking summary", chromedp.ByQuery),
		chromedp.Click(`.marking input[value="punctuation"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".marking button", chromedp.ByQuery))
	if got := location(t, ctx); !strings.Contains(got, "mark=punctuation") {
		t.Errorf("the choice leads to %s", got)
	}
}
