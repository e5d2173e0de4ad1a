package web_test

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/wire"
)

// Citations that lead nowhere say why, on a page, as a table and by the API; so do those of what
// a law has changed.
func TestStrays(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	rule := "# 驾校管理办法\n\n2023年3月1日 公布\n\n<!-- INFO END -->\n\n第一条 违反车辆安全法第三条、第六十条的，停课。\n\n" +
		"第二条 修订前的车辆安全法第二条不适用。\n"
	if err := os.WriteFile(filepath.Join(dir, "驾校管理办法.md"), []byte(rule), 0o600); err != nil {
		t.Fatal(err)
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	const key = "车辆安全法"
	all := words(page(t, h, "/dangling"))
	for _, want := range []string{"没有着落的引用", "超出最后一条，疑为笔误", key + "　1 处"} {
		if !strings.Contains(all, want) {
			t.Errorf("the page lacks %q:\n%s", want, all)
		}
	}
	own := page(t, h, "/dangling?law="+url.QueryEscape("中华人民共和国"+key))
	if got := words(own); !strings.Contains(got, "驾校管理办法 第一条") || !strings.Contains(got, "第六十条") {
		t.Errorf("the page of a law:\n%s", got)
	}
	table := get(t, h, "/dangling?format=tsv")
	file, err := io.ReadAll(table.Body)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(file)), "\n")
	if len(lines) < 2 || !strings.HasPrefix(lines[0], "law\ttext\tprovision\tcause\t") ||
		!strings.HasPrefix(lines[1], key+"\t2022-06-15\t60\tmisprint\t") ||
		strings.Count(lines[1], "\t") != strings.Count(lines[0], "\t") ||
		!strings.HasPrefix(table.Header.Get("Content-Type"), "text/tab-separated-values") {
		t.Errorf("the table:\n%s", strings.Join(lines, "\n"))
	}
	var dangling wire.Strays
	call(t, h, request("/api/v1/dangling?law="+url.QueryEscape(key)), http.StatusOK, &dangling)
	if dangling.Total != 1 || dangling.ByCause["misprint"] != 1 || dangling.List[0].Target != key+"@2022-06-15/60" {
		t.Errorf("%+v", dangling)
	}
	if element(page(t, h, "/law/"+key), "href", "/law/"+url.PathEscape(key)+"/citing") == nil {
		t.Error("the page of the law does not lead to who cites what it changed")
	}
	outdated := words(page(t, h, "/law/"+key+"/citing"))
	for _, want := range []string{"驾校管理办法 第二条", "车辆安全法（2019-03-01） 第二条", "现在可能是第三条"} {
		if !strings.Contains(outdated, want) {
			t.Errorf("the page of who cites what was changed lacks %q:\n%s", want, outdated)
		}
	}
	var changed wire.Strays
	call(t, h, request("/api/v1/laws/"+url.PathEscape(key)+"/citing"), http.StatusOK, &changed)
	if changed.Total != 2 || changed.List[1].Now[0] != key+"@2022-06-15/3" || changed.List[1].Sure != "likely" {
		t.Errorf("%+v", changed)
	}
	cites := words(page(t, h, "/law/驾校管理办法/1"))
	if !strings.Contains(cites, "车辆安全法 第六十条超出最后一条，疑为笔误") {
		t.Errorf("an article that cites it says\n%s", cites)
	}
}
