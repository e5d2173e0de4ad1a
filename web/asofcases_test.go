package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// caseOf is the address of the page of a case by its number.
func caseOf(t *testing.T, h http.Handler, number string) string {
	t.Helper()
	var list struct{ Cases []struct{ ID string } }
	call(t, h, request("/api/v1/cases?number="+url.QueryEscape(number)), http.StatusOK, &list)
	if len(list.Cases) != 1 {
		t.Fatalf("there are %d cases %s", len(list.Cases), number)
	}
	return "/case/" + list.Cases[0].ID
}

// A decision leads to the texts of its day, and to those of the day of a crime where they
// differ; that the milder applies is said and not decided.
func TestCaseLeadsToItsDay(t *testing.T) {
	h := datedSite(t)
	path := caseOf(t, h, "（2020）虚0101刑初9号")
	doc := page(t, h, path)
	article := "/law/" + url.PathEscape("仓库法") + "/3"
	for _, href := range []string{article + "?as_of=2020-03-05", article + "?as_of=2018-05-04"} {
		if element(doc, "href", href) == nil {
			t.Errorf("no link to %s", href)
		}
	}
	for _, want := range []string{"处二年以下有期徒刑", "行为时（2018年5月4日）的文本", "处拘役", "从旧兼从轻", "不作判断"} {
		if !strings.Contains(words(doc), want) {
			t.Errorf("the case lacks %q", want)
		}
	}
	var j struct {
		AsOf    string `json:"as_of"`
		ActFrom string `json:"act_from"`
		Basis   []string
	}
	call(t, h, request("/api/v1/cases/"+strings.TrimPrefix(path, "/case/")), http.StatusOK, &j)
	if j.AsOf != "2020-03-05" || j.ActFrom != "2018-05-04" || !slices.Equal(j.Basis, []string{"仓库法/3"}) {
		t.Errorf("the API has %+v", j)
	}
	asOf(t, h, "cases/"+strings.TrimPrefix(path, "/case/")+"?", "2025-01-01", &j)
	if j.AsOf != "2025-01-01" || !slices.Equal(j.Basis, []string{"仓库法@2018-10-26/3"}) {
		t.Errorf("for a day, the API has %+v", j)
	}
	if strings.Contains(words(doc), "处三年") {
		t.Error("the case shows the text of today")
	}
	doc = page(t, h, path+"?as_of=2025-01-01") // the links keep the day; the texts are those of the decision
	at := "/law/" + url.PathEscape("仓库法@2018-10-26") + "/3?as_of=2025-01-01"
	if element(doc, "href", at) == nil || strings.Contains(words(doc), "处三年") {
		t.Errorf("read for a day, the case has no link to %s, or the text of that day", at)
	}
}

// Where the text of the day of a decision is not loaded, no other stands in its place.
func TestCaseOfATextThatIsNotLoaded(t *testing.T) {
	h := datedSite(t)
	doc := page(t, h, caseOf(t, h, "（2009）虚0101民初7号"))
	for _, want := range []string{"当日有效的文本没有收录", "最接近的是 2015-04-02 的文本"} {
		if !strings.Contains(words(doc), want) {
			t.Errorf("the case lacks %q", want)
		}
	}
	if strings.Contains(words(doc), "靠右停泊") {
		t.Error("the case shows another text in the place of that of its day")
	}
	href := "/law/" + url.PathEscape("港口法") + "/1?as_of=2009-03-05"
	if element(doc, "href", href) == nil {
		t.Fatalf("no link to %s", href)
	}
	body := text(t, get(t, h, "/law/港口法/1?as_of=2009-03-05"))
	for _, want := range []string{"2009年3月5日有效的文本没有收录", "2015-04-02", "不能当作当日的文本引用"} {
		if !strings.Contains(body, want) {
			t.Errorf("%s lacks %q", href, want)
		}
	}
}
