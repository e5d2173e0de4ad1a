package e2e

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	printing "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// newspaperPage has two reports: figures, somebody who speaks, a case.
const newspaperPage = `石桥法院化解纠纷有新招

□ 本报记者 周某

《虚构日报》记者注意到，今年1月至9月，浙江石桥市法院新收案件301件，同比下降4.1%；调解员92人。石桥市法院院长钱某某说，办法管用。

检察建议修好一条水渠

□ 本报记者 吴某

今年8月，浙江省云溪县检察院接到村民反映，水渠坏了。云溪县检察院公益诉讼检察官查明，水渠有3处破损。

云溪县检察院发出检察建议后，水渠已全部整改，惠及村民5000余人。
`

// withNewspaper adds the page to a folder.
func withNewspaper(t *testing.T, dir string) string {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "版面.txt"), []byte(newspaperPage), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// counted is how many elements a selector finds.
func counted(t *testing.T, ctx context.Context, selector string) int {
	t.Helper()
	return eval[int](t, ctx, `document.querySelectorAll(`+strconv.Quote(selector)+`).length`)
}

// Figures are found by words and by region, and each leads to the report that has it.
func figuresFlow(t *testing.T, ctx context.Context, address string, s setting) {
	const rows = `document.querySelectorAll(".facts-table tr:has(td)").length`
	do(t, ctx, chromedp.Navigate(address+"/figures"))
	if n := eval[int](t, ctx, rows); n < 4 {
		t.Fatalf("%d figures", n)
	}
	do(t, ctx, chromedp.SendKeys(`.narrowing input[name="q"]`, "水渠", chromedp.ByQuery))
	if s.scripts {
		// the answer to the last letter is the one that stays
		do(t, ctx, chromedp.Poll(rows+` === 2 && decodeURI(location.search).includes("q=水渠")`, nil))
	} else {
		leave(t, ctx, chromedp.Click(".narrowing button", chromedp.ByQuery))
	}
	if got := text(t, ctx, ".facts-table tbody"); !strings.Contains(got, "浙江省云溪县") || strings.Contains(got, "301") {
		t.Errorf("the words leave %q", got)
	}
	do(t, ctx, chromedp.Click(".facts-table details summary", chromedp.ByQuery))
	says(t, ctx, ".facts-table details", "水渠有3处破损")
	leave(t, ctx, chromedp.Click(".facts-table th a", chromedp.ByQuery))
	if got := text(t, ctx, "h1"); got != "检察建议修好一条水渠" {
		t.Errorf("the figure leads to %q", got)
	}
	if got := text(t, ctx, "#told1"); !strings.Contains(got, "检察公益诉讼") || !strings.Contains(got, "浙江省云溪县人民检察院") {
		t.Errorf("the case of the report is %q", got)
	}
}

// A case that a report tells is found by a word of its story, and opens there.
func toldFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/cases?q="+url.QueryEscape("破损")))
	leave(t, ctx, chromedp.Click(".hit h3 a", chromedp.ByQuery))
	if got := location(t, ctx); !strings.HasSuffix(got, "#told1") {
		t.Errorf("the case leads to %s", got)
	}
}

// Who speaks is chosen among the speakers, who stand with their offices.
func speakersFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/commentaries"))
	if got := text(t, ctx, ".speakers"); !strings.Contains(got, "石桥市法院院长") {
		t.Errorf("the speakers are %q", got)
	}
	leave(t, ctx, chromedp.Click(".speakers a", chromedp.ByQuery))
	if n := counted(t, ctx, "main > .page > .lines li"); n != 1 {
		t.Errorf("somebody speaks in %d texts", n)
	}
	leave(t, ctx, chromedp.Click(".chips a", chromedp.ByQuery))
	if n := counted(t, ctx, "main > .page > .lines li"); n < 2 {
		t.Errorf("without the speaker there are %d texts", n)
	}
}

// The statistics have a picture and the same numbers in tables; a row of the most cited articles opens the article.
func statsFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/stats"))
	if n := counted(t, ctx, ".held-years svg[role=img] title"); n == 0 {
		t.Error("the picture of the years has no title")
	}
	do(t, ctx, chromedp.Click(".table-of summary", chromedp.ByQuery), chromedp.WaitVisible(".table-of td", chromedp.ByQuery))
	leave(t, ctx, chromedp.Click(".bars a", chromedp.ByQuery))
	if got := location(t, ctx); !strings.HasPrefix(got, "/law/") {
		t.Errorf("the most cited article leads to %s", got)
	}
}

// Each example of the help leads to an answer and to no error, with and without script; the list of keys opens by one.
func helpFlow(t *testing.T, ctx context.Context, address string, s setting) {
	do(t, ctx, chromedp.Navigate(address+"/help"))
	links := eval[[]string](t, ctx, `[...document.querySelectorAll(".help .forms a, .help section > p a")].map((a) => a.href)`)
	if len(links) < 6 {
		t.Fatalf("the help has %d links", len(links))
	}
	for _, link := range links {
		if s.width != 1280 {
			break // they are the same in every window
		}
		answer, err := chromedp.RunResponse(ctx, chromedp.Navigate(link))
		if err != nil {
			t.Fatal(err)
		}
		if answer.Status >= 500 || answer.Status == 400 {
			t.Errorf("%s answers %d", link, answer.Status)
		}
	}
	do(t, ctx, chromedp.Navigate(address+"/help"))
	leave(t, ctx, chromedp.Click(".help .forms a", chromedp.ByQuery))
	if n := counted(t, ctx, ".statute.single, .hit, .exact"); n == 0 {
		t.Errorf("the first example leads to %s, which shows nothing", location(t, ctx))
	}
	do(t, ctx, chromedp.Navigate(address+"/help"), chromedp.KeyEvent("?"))
	if s.scripts {
		do(t, ctx, chromedp.WaitVisible("#keys", chromedp.ByQuery))
	} else if eval[bool](t, ctx, `document.getElementById("keys").open`) {
		t.Error("the keys opened without script")
	}
}

// An address without a page proposes a search that finds it.
func notFoundFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	answer, err := chromedp.RunResponse(ctx, chromedp.Navigate(address+"/"+url.PathEscape("车辆安全法")+"/3"))
	if err != nil || answer.Status != 404 {
		t.Fatalf("%+v, %v", answer, err)
	}
	leave(t, ctx, chromedp.Click("main p a", chromedp.ByQuery))
	if got := text(t, ctx, "h1"); !strings.Contains(got, "第三条") {
		t.Errorf("the proposal leads to %q", got)
	}
}

// The changes of a year are chosen; what comes stands apart; a change leads to its comparison.
func changesFlow(t *testing.T, ctx context.Context, address string, _ setting) {
	do(t, ctx, chromedp.Navigate(address+"/changes"))
	if got := text(t, ctx, ".coming"); !strings.Contains(got, "停车法") {
		t.Errorf("what comes is %q", got)
	}
	leave(t, ctx, chromedp.Evaluate(`document.querySelector('.types a[href*="year=2019"]').click()`, nil)) // it may be folded away
	if got := text(t, ctx, `.types [aria-current="true"]`); !strings.HasPrefix(got, "2019") {
		t.Errorf("the year is %q", got)
	}
	do(t, ctx, chromedp.Navigate(address+"/changes?year=2022"))
	leave(t, ctx, chromedp.Click(`.effect-day a[href*="diff"]`, chromedp.ByQuery))
	if got := location(t, ctx); !strings.Contains(got, "/diff") {
		t.Errorf("the comparison is %s", got)
	}
}

// A print of each kind of page says what it is, of which day a text is, from where, and its address; what only a
// screen needs is left out, and the sheet can be made.
func TestPrints(t *testing.T) {
	address := site(t)
	ctx := openBrowser(t)
	shots := os.Getenv("FATIAO_SHOTS")
	wanted := map[string][]string{"law": {"车辆安全法", "的文本", "来源"}, "article": {"车辆安全法 第三条", "2022", "的文本", "来源"},
		"oldarticle": {"2019", "的文本", "来源"}, "case": {"来源"}}
	for _, p := range pages(t, ctx, address) {
		do(t, ctx, chromedp.Navigate(address+p.path), emulation.SetEmulatedMedia().WithMedia("print"),
			chromedp.Evaluate(`dispatchEvent(new Event("beforeprint"))`, nil))
		line := text(t, ctx, ".printed")
		says := append(wanted[p.name], "法条", address)
		if p.name != "noday" && p.name != "notfound" { // errors, which show nothing of the collection
			says = append(says, "收录截至")
		}
		for _, want := range says {
			if !strings.Contains(line, want) {
				t.Errorf("the print of %s says %q, without %s", p.name, line, want)
			}
		}
		const drawn = `[...document.querySelectorAll(".held-years, .times, .net-window, .bars")].some((e) => e.checkVisibility())`
		if pictured := p.name == "stats" || p.name == "lawhistory" || p.name == "net"; pictured && !eval[bool](t, ctx, drawn) {
			t.Errorf("the print of %s has no picture", p.name)
		}
		if eval[bool](t, ctx, `[...document.querySelectorAll(".bar, .copying, .pager, dialog")].some((e) => e.offsetParent !== null)`) {
			t.Errorf("the print of %s has what is for a screen", p.name)
		}
		var sheet []byte
		do(t, ctx, chromedp.ActionFunc(func(ctx context.Context) (err error) {
			sheet, _, err = printing.PrintToPDF().WithPaperWidth(8.27).WithPaperHeight(11.69).Do(ctx)
			return err
		}), emulation.SetEmulatedMedia().WithMedia(""))
		if len(sheet) < 2000 {
			t.Errorf("the sheet of %s has %d bytes", p.name, len(sheet))
		}
		if shots != "" {
			if err := os.WriteFile(filepath.Join(shots, p.name+".pdf"), sheet, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
