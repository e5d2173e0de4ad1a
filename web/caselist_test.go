package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// The list of cases has charts of what was found, whose rows narrow it, an order by day, what each case
// holds in a sentence, and two of them can be compared.
func TestCaseList(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	body := source(t, get(t, h, "/cases"))
	for _, want := range []string{"统计图表", "<th scope=\"col\">年份</th>", "year=2020", "sort=date", "被告人甲某的行为已构成私自开仓罪"} {
		if !strings.Contains(body, want) {
			t.Errorf("the list lacks %q", want)
		}
	}
	body = source(t, get(t, h, "/cases?sort=date"))
	first, second := strings.Index(body, "2020年3月5日"), strings.Index(body, "2009年3月5日")
	if first < 0 || second < first {
		t.Errorf("by day the case of 2020 stands at %d, that of 2009 at %d", first, second)
	}
	ids := regexp.MustCompile(`name="id" value="(\w+)"`).FindAllStringSubmatch(body, -1)
	if len(ids) < 2 {
		t.Fatalf("%d cases can be compared", len(ids))
	}
	both := text(t, get(t, h, "/compare?id="+ids[0][1]+"&id="+ids[1][1]))
	for _, want := range []string{"案例对照", "私自开仓罪", "港口法 第一条", "裁判要旨"} {
		if !strings.Contains(both, want) {
			t.Errorf("the comparison lacks %q:\n%s", want, both)
		}
	}
	if one := text(t, get(t, h, "/compare?id="+ids[0][1])); !strings.Contains(one, "请在案例列表里选两件对照") {
		t.Errorf("one case: %s", one)
	}
	if r := get(t, h, "/compare?id=000000000000&id="+ids[1][1]); r.StatusCode != http.StatusNotFound {
		t.Errorf("a case that is not there: %d", r.StatusCode)
	}
}

// A case has what it holds above its head, and a citation to copy.
func TestCaseSummary(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	id := regexp.MustCompile(`href="(/case/\w+)[^"]*">[^<]*刑初9号`).FindStringSubmatch(source(t, get(t, h, "/cases")))
	if id == nil {
		t.Fatal("the list has no such case")
	}
	body := source(t, get(t, h, id[1]))
	for _, want := range []string{`data-copy="虚构县人民法院（2020）虚0101刑初9号刑事判决书，2020年3月5日"`, `class="holding">被告人甲某的行为已构成私自开仓罪。`} {
		if !strings.Contains(body, want) {
			t.Errorf("the case lacks %s", want)
		}
	}
}
