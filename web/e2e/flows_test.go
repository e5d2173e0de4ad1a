package e2e

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// setting is a window in which somebody uses the site.
type setting struct {
	width         int64
	scripts, dark bool
}

// String names a setting as a test.
func (s setting) String() string {
	return fmt.Sprintf("%d,script=%v,dark=%v", s.width, s.scripts, s.dark)
}

// settings are ten of the twenty windows: each width with script and without, each in light and in dark, and both
// colours with script and without. What is left out differs from what is there in colours alone, which no script
// looks at; TestAccessible looks at them.
func settings() []setting {
	var list []setting
	for i, width := range widths {
		for _, scripts := range []bool{true, false} {
			list = append(list, setting{width, scripts, (i%2 == 0) == scripts})
		}
	}
	return list
}

// flow is what somebody does on the site. It ends on a page of which the window is looked at.
type flow func(t *testing.T, ctx context.Context, address string, s setting)

// flows are what the pages are for, page by page.
var flows = []struct {
	name string
	run  flow
}{
	{"address", addressFlow}, {"address of a day", oldAddressFlow}, {"suggestion", suggestionFlow}, {"meant", meantFlow},
	{"two fields", fieldsFlow}, {"cases from home", homeCasesFlow}, {"subject", subjectFlow},
	{"question", questionFlow}, {"conditions of results", conditionsFlow}, {"former text among results", formerFlow},
	{"article", articleFlow}, {"day", dayFlow}, {"day typed", typedFlow}, {"share", shareFlow},
	{"net", netFlow}, {"net of a law", lawNetFlow},
	{"law", lawFlow}, {"long law", longLawFlow}, {"comparison of texts", diffFlow},
	{"list of laws", lawsFlow}, {"cases", casesFlow}, {"comparison of cases", compareFlow}, {"case", caseFlow},
	{"check", checkFlow}, {"check of files", filesFlow}, {"own list", ownListFlow},
	{"statistics", statsFlow}, {"figures", figuresFlow}, {"told case", toldFlow}, {"speakers", speakersFlow},
	{"help", helpFlow}, {"about", aboutFlow}, {"no page", notFoundFlow}, {"changes", changesFlow},
}

// flowSite is the site with everything that the flows need.
func flowSite(t *testing.T) string {
	t.Helper()
	dir := withNewspaper(t, withReplaced(t, testlaw.Write(t, t.TempDir())))
	if err := os.WriteFile(filepath.Join(dir, "法律", "长桥法.md"), []byte(longLaw()), 0o644); err != nil {
		t.Fatal(err)
	}
	return serve(t, dir)
}

// Every flow can be gone through in every window, and nothing on its last page is outside of it.
func TestFlows(t *testing.T) {
	address := flowSite(t)
	ctx := openBrowser(t)
	for _, f := range flows {
		for _, s := range settings() {
			t.Run(f.name+"/"+s.String(), func(t *testing.T) {
				ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
				defer cancel()
				do(t, ctx, dark(s.dark), emulation.SetScriptExecutionDisabled(!s.scripts), chromedp.EmulateViewport(s.width, 900))
				f.run(t, ctx, address, s)
				if wide := eval[int64](t, ctx, "document.documentElement.scrollWidth"); wide > s.width {
					t.Errorf("%s is %d wide", location(t, ctx), wide)
				}
			})
		}
	}
}

// lawAt is the address of a place of the law that most flows read.
func lawAt(address, path string) string {
	return address + "/law/" + url.PathEscape("车辆安全法") + path
}

// show opens what is folded around an element where it is not to be seen: a phone has conditions and contents closed.
func show(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	if eval[bool](t, ctx, fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		const folded = !e.checkVisibility({ contentVisibilityAuto: true });
		if (folded) e.closest("details:not([open])").querySelector("summary").id = "folded";
		return folded;
	})()`, selector)) {
		do(t, ctx, chromedp.Click("#folded", chromedp.ByQuery))
	}
	do(t, ctx, chromedp.WaitVisible(selector, chromedp.ByQuery))
}

// follow clicks on what leads to another page, wherever it is folded away.
func follow(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	show(t, ctx, selector)
	leave(t, ctx, chromedp.Click(selector, chromedp.ByQuery))
}

// says fails where an element does not say all of the words.
func says(t *testing.T, ctx context.Context, selector string, words ...string) {
	t.Helper()
	got := text(t, ctx, selector)
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Errorf("%s has %q, without %s", selector, got, w)
		}
	}
}

// at fails where the page is another than the one wanted.
func at(t *testing.T, ctx context.Context, prefix string) {
	t.Helper()
	if got := location(t, ctx); !strings.HasPrefix(got, prefix) {
		t.Errorf("the page is %s; want %s", got, prefix)
	}
}
