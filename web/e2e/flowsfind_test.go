package e2e

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// From the home page a provision is opened by two fields, of which a script completes the first.
func fieldsFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(address), chromedp.SendKeys(`.way input[name="law"]`, "车辆安", chromedp.ByQuery))
	if s.scripts {
		do(t, ctx, chromedp.WaitReady(`#law-names option[value="车辆安全法"]`, chromedp.ByQuery))
	}
	do(t, ctx, chromedp.SendKeys(`.way input[name="law"]`, "全法", chromedp.ByQuery),
		chromedp.SendKeys(`.way input[name="article"]`, "3", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.way[action="/open"] button`, chromedp.ByQuery))
	at(t, ctx, "/law/车辆安全法/3")
	says(t, ctx, ".statute", "不打瞌睡")
}

// From the home page cases are found by the court that decided them.
func homeCasesFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address), chromedp.SendKeys(`.way input[name="court"]`, "兰溪市人民法院", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.way[action="/cases"] button`, chromedp.ByQuery))
	says(t, ctx, ".chips", "兰溪市人民法院")
	if counted(t, ctx, ".hit") == 0 {
		t.Error("the court has no case")
	}
}

// A subject leads to its questions, and to the other subjects.
func subjectFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address))
	leave(t, ctx, chromedp.Click(`.ways .examples a[href="/subjects/`+url.PathEscape("租房")+`"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.chips-nav li:not(:has([aria-current])) a`, chromedp.ByQuery))
	if counted(t, ctx, ".halves .lines a") < 10 {
		t.Errorf("%s has fewer than ten questions", location(t, ctx))
	}
	leave(t, ctx, chromedp.Click(".halves .lines a", chromedp.ByQuery))
	at(t, ctx, "/search?q=")
}

// A question is answered by a provision on top, which opens; kinds narrow what is listed.
func questionFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address))
	search(t, ctx, "开车打瞌睡罚多少钱")
	says(t, ctx, ".answer", "最相关的条文", "车辆安全法")
	before := text(t, ctx, ".understood")
	leave(t, ctx, chromedp.Click(`.types a[href*="type=case"]`, chromedp.ByQuery))
	if after := text(t, ctx, ".understood"); after == before || counted(t, ctx, ".hit") == 0 {
		t.Errorf("%s, then %s", before, after)
	}
	leave(t, ctx, chromedp.Navigate(address+"/search?q="+url.QueryEscape("开车打瞌睡罚多少钱")))
	leave(t, ctx, chromedp.Click(".answer h2 a", chromedp.ByQuery))
	at(t, ctx, "/law/车辆安全法/")
}

// The conditions of results are closed on a phone and open where there is room, and order the list either way.
func conditionsFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(address+"/search?q="+url.QueryEscape("登记 车辆")))
	const byDate = `.filters a[href*="sort=date"]`
	open := eval[bool](t, ctx, "document.querySelector('"+byDate+"').checkVisibility({ contentVisibilityAuto: true })")
	if want := s.width >= 1024; open != want {
		t.Errorf("the conditions are shown: %v", open)
	}
	follow(t, ctx, byDate)
	show(t, ctx, byDate)
	says(t, ctx, `.filters [aria-current="true"]`, "日期")
}

// A former text among results says what the article is now.
func formerFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/search?list=1&q="+url.QueryEscape("车库管理法2")))
	says(t, ctx, ".exact", "已废止", "现")
	leave(t, ctx, chromedp.Click(".exact .became a", chromedp.ByQuery))
	at(t, ctx, "/law/停车法")
}

// The list of laws follows what is typed; without script the button does. Both narrow it by level and turn it into cards.
func lawsFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(address+"/laws"), chromedp.SendKeys(`.law-filters input[name="q"]`, "tcf", chromedp.ByQuery))
	if s.scripts {
		do(t, ctx, chromedp.Poll(`document.querySelectorAll(".law-table tbody tr").length === 1`, nil))
	} else {
		leave(t, ctx, chromedp.Click(".law-filters button", chromedp.ByQuery))
	}
	at(t, ctx, "/laws?q=tcf")
	says(t, ctx, ".law-table tbody", "停车法")
	do(t, ctx, chromedp.Navigate(address+"/laws?level="+url.QueryEscape("行政法规")))
	if got := text(t, ctx, ".law-table tbody"); strings.Contains(got, "停车法") || !strings.Contains(got, "条例") {
		t.Errorf("the regulations are %q", got)
	}
	leave(t, ctx, chromedp.Click(`#law-list a[href*="view=cards"]`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".law-cards a", chromedp.ByQuery))
	at(t, ctx, "/law/")
}

// A row of a chart narrows the list of cases, and what it chose is taken away again; the list has another order.
func casesFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/cases"))
	all := text(t, ctx, ".times-of .understood")
	follow(t, ctx, ".charts .bars a")
	says(t, ctx, ".chips", "×")
	if some := text(t, ctx, ".times-of .understood"); some == all {
		t.Errorf("the chart narrows nothing: %s", some)
	}
	leave(t, ctx, chromedp.Click(".chips a", chromedp.ByQuery))
	says(t, ctx, ".times-of .understood", all)
	leave(t, ctx, chromedp.Click(`.sorts a[href*="sort=date"]`, chromedp.ByQuery))
	if counted(t, ctx, ".hit .holding, .hit .where") == 0 {
		t.Error("the list says nothing of its cases")
	}
	leave(t, ctx, chromedp.Click(`.facets a[href*="kind="]`, chromedp.ByQuery))
	says(t, ctx, ".chips", "×")
}

// Two cases of the list are compared.
func compareFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/cases"), chromedp.Click(`.pickable:nth-of-type(1) .pick input`, chromedp.ByQuery),
		chromedp.Click(`.pickable:nth-of-type(2) .pick input`, chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".pick-bar button", chromedp.ByQuery))
	says(t, ctx, ".compared", "案号")
	leave(t, ctx, chromedp.Click(".compared th a", chromedp.ByQuery))
	at(t, ctx, "/case/")
}

// A case begins with what it held, and ends with the provisions it relies on and with cases like it.
func caseFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/cases?court="+url.QueryEscape("兰溪市人民法院")))
	leave(t, ctx, chromedp.Click(".hit h3 a", chromedp.ByQuery))
	first := location(t, ctx)
	says(t, ctx, ".summary", "有期徒刑一年三个月", "其行为已构成")
	says(t, ctx, "dl.head", "案号", "浙0781刑初318号")
	if counted(t, ctx, "main > .page > section > .hit h3 a") == 0 {
		t.Error("there is no case like it")
	}
	leave(t, ctx, chromedp.Click(`section > .hit h3 a[href^="/case/"]`, chromedp.ByQuery))
	at(t, ctx, "/case/")
	if location(t, ctx) == first {
		t.Error("the case is like itself")
	}
}

// A draft is shown whole with its marks, and its findings by verdict; keys lead from one to the next.
func checkFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(address+"/check"),
		chromedp.SendKeys("#draft-text", "依照《车辆安全法》第三条、第九十九条、第二条，判决如下。", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(`.draft button[type="submit"]`, chromedp.ByQuery))
	do(t, ctx, chromedp.WaitVisible(".draft-text a.mark", chromedp.ByQuery), chromedp.Click("#v-no_provision", chromedp.ByQuery),
		chromedp.WaitNotVisible("#f1", chromedp.ByQuery), chromedp.WaitVisible("#f2", chromedp.ByQuery))
	if !s.scripts {
		return
	}
	do(t, ctx, chromedp.Click("#v-all", chromedp.ByQuery), chromedp.KeyEvent("n"), chromedp.KeyEvent("n"), chromedp.KeyEvent("p"))
	if at := eval[string](t, ctx, `document.querySelector(".findings .at")?.id ?? ""`); at != "f1" {
		t.Errorf("n n p is at %q", at)
	}
}

// Several drafts are checked at once, from files; with script they are dropped on the page.
func filesFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(address+"/check"))
	if s.scripts {
		do(t, ctx, chromedp.Evaluate(`{ const data = new DataTransfer();
			for (const [name, text] of [["甲.txt", "依照《车辆安全法》第三条。"], ["乙.txt", "依照《车辆安全法》第九十九条。"]]) data.items.add(new File([text], name));
			document.getElementById("draft").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }`, nil))
	} else {
		dir := t.TempDir()
		files := []string{filepath.Join(dir, "甲.txt"), filepath.Join(dir, "乙.txt")}
		for i, article := range []string{"三", "九十九"} {
			if err := os.WriteFile(files[i], []byte("依照《车辆安全法》第"+article+"条。"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		do(t, ctx, chromedp.SetUploadFiles("#draft-file", files, chromedp.ByQuery))
	}
	leave(t, ctx, chromedp.Click(`.draft button[type="submit"]`, chromedp.ByQuery))
	if n := counted(t, ctx, ".checked"); n != 2 {
		t.Errorf("%d drafts were checked", n)
	}
	says(t, ctx, ".report", "甲.txt", "乙.txt", "没有这一条", "存在")
}

// An article is kept with its text in the own list, gets a note and is taken out. Without script the list says
// that it needs one.
func ownListFlow(t *testing.T, ctx context.Context, address string, s setting) {
	if !s.scripts {
		do(t, ctx, chromedp.Navigate(lawAt(address, "/3")), chromedp.WaitNotVisible("[data-collect]", chromedp.ByQuery),
			chromedp.Navigate(address+"/collection"), chromedp.WaitNotVisible("#collection-tools", chromedp.ByQuery))
		says(t, ctx, "noscript", "脚本")
		return
	}
	do(t, ctx, chromedp.Navigate(lawAt(address, "/3")), chromedp.Click("[data-collect]", chromedp.ByQuery),
		chromedp.Navigate(address+"/collection"), chromedp.SendKeys("#collection textarea", "要点", chromedp.ByQuery),
		chromedp.Navigate(address+"/collection"))
	says(t, ctx, "#collection li", "车辆安全法 第三条", "不打瞌睡")
	if note := eval[string](t, ctx, `document.querySelector("#collection textarea").value`); note != "要点" {
		t.Errorf("the note is %q", note)
	}
	do(t, ctx, chromedp.Click(`#collection button[aria-label^="移除"]`, chromedp.ByQuery),
		chromedp.WaitVisible("#collection-empty", chromedp.ByQuery))
}

// What the site is and what it keeps stands on a page of its own, to which every foot leads.
func aboutFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address))
	leave(t, ctx, chromedp.Click(`footer a[href="/about"]`, chromedp.ByQuery))
	says(t, ctx, "main", "内容从哪里来", "隐私", "12348")
	leave(t, ctx, chromedp.Click(`main a[href="/stats"]`, chromedp.ByQuery))
	at(t, ctx, "/stats")
}
