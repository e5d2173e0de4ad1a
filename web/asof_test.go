package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/wire"
)

// asOf asks the API for a day.
func asOf(t *testing.T, h http.Handler, path, day string, into any) {
	t.Helper()
	call(t, h, request("/api/v1/"+path+"as_of="+day), http.StatusOK, into)
}

// The text of the day answers on every route, with its status on that day.
func TestTextOfTheDay(t *testing.T) {
	h := datedSite(t)
	key := url.PathEscape("仓库法")
	for day, want := range map[string][3]string{ // version, words of article 2, status
		"2009-01-01": {"2010-03-01", "每年", "not_yet"},
		"2010-07-01": {"2010-03-01", "每年", "in_force"},
		"2018-12-31": {"2010-03-01", "每年", "in_force"},
		"2019-01-01": {"2018-10-26", "每月", "in_force"},
		"2024-07-01": {"2023-12-29", "每日", "in_force"},
	} {
		var place struct{ Version, Text, Status string }
		asOf(t, h, "articles/"+key+"/2?", day, &place)
		var law struct {
			Version, Status string
			Articles        []struct{ Text string }
		}
		asOf(t, h, "laws/"+key+"?", day, &law)
		var found struct {
			Hits []struct{ Address, Snippet, Status string }
		}
		asOf(t, h, "search?q="+key+"2&", day, &found)
		if place.Version != want[0] || !strings.Contains(place.Text, want[1]) || place.Status != want[2] {
			t.Errorf("%s: the article is %+v; want %s", day, place, want)
		}
		if law.Version != want[0] || law.Status != want[2] || !strings.Contains(law.Articles[1].Text, want[1]) {
			t.Errorf("%s: the law is %+v; want %s", day, law, want)
		}
		if len(found.Hits) != 1 || !strings.Contains(found.Hits[0].Snippet, want[1]) || found.Hits[0].Status != want[2] {
			t.Errorf("%s: found %+v; want %s", day, found, want)
		}
		body := text(t, get(t, h, "/law/仓库法/2?as_of="+day))
		if !strings.Contains(body, want[1]) {
			t.Errorf("%s: the page has not the text of the day", day)
		}
	}
}

// A page of a law for a day on which it was not in force says so, above the text before or
// after it.
func TestNotInForceOnTheDay(t *testing.T) {
	h := datedSite(t)
	for path, want := range map[string][]string{
		"/law/仓库法?as_of=2009-01-01":                {"2009年1月1日", "还没有施行", "2010年7月1日", "每年"},
		"/law/仓库法/2?as_of=2009-01-01":              {"2009年1月1日", "还没有施行", "2010年7月1日", "每年"},
		"/law/车辆管理暂行条例?as_of=2026-01-01":           {"2026年1月1日", "已经不再有效", "马车"},
		"/law/货栈法?as_of=2025-01-01":                {"本库未收录《货栈法》", "自 2024-07-01"},
		"/law/货栈法?as_of=2020-01-01":                {"本库未收录《货栈法》", "还没有废止", "自 2024-07-01", "2020年1月1日"},
		"/search?q=货栈法&list=1":                     {"本库未收录《货栈法》", "已废止（由《仓库法》", "自 2024-07-01", "没有结果"},
		"/search?q=货栈法第3条&list=1&as_of=2020-01-01": {"本库未收录《货栈法》", "还没有废止", "没有结果"},
		"/law/仓库法/2?as_of=2019-03-01":              {"每月", "今天"},
		"/search?q=仓库法2&list=1&as_of=2009-01-01":   {"每年", "尚未生效"},
		"/search?q=仓库法4&as_of=2012-01-01":          {"2012年1月1日", "没有第四条"},
		"/law/仓库法@2010-03-01?as_of=2020-01-01":     {"每年", "2019年1月1日起由新文本取代"},
	} {
		r := get(t, h, path)
		body := text(t, r)
		for _, w := range want {
			if !strings.Contains(body, w) || r.StatusCode != http.StatusOK {
				t.Errorf("%s (status %d) lacks %q:\n%s", path, r.StatusCode, w, body[:min(len(body), 900)])
			}
		}
	}
	r := get(t, h, "/law/仓库法/4?as_of=2012-01-01")
	if body := text(t, r); r.StatusCode != http.StatusNotFound || !strings.Contains(body, "2012年1月1日") ||
		!strings.Contains(body, "第三条") || !strings.Contains(body, "仓库法（2018-10-26） 第四条") {
		t.Errorf("a provision that the text of the day has not: status %d\n%s", r.StatusCode, body[:min(len(body), 900)])
	}
}

// The API answers for a law that is not loaded and is known to be repealed, as the page does.
func TestAPIEndedLaw(t *testing.T) {
	h := datedSite(t)
	for day, status := range map[string]string{"2025-01-01": "repealed", "2020-01-01": "unverified", "": "repealed"} {
		var law struct {
			Law, Status, Version string
			InForceTo            string `json:"in_force_to"`
			By                   string `json:"repealed_by"`
			Articles, Versions   []json.RawMessage
		}
		asOf(t, h, "laws/"+url.PathEscape("货栈法")+"?", day, &law)
		if law.Law != "货栈法" || law.Status != status || law.InForceTo != "2024-07-01" || law.By != "仓库法" || law.Articles == nil {
			t.Errorf("as of %q the law is %+v; want %s", day, law, status)
		}
	}
	var problem struct{ Detail string }
	call(t, h, request("/api/v1/articles/"+url.PathEscape("货栈法")+"/3"), http.StatusNotFound, &problem)
	if !strings.Contains(problem.Detail, "本库未收录《货栈法》") || !strings.Contains(problem.Detail, "自 2024-07-01") {
		t.Errorf("an article of it: %s", problem.Detail)
	}
}

// Links inside of a text that is read for a day lead to the texts of that day, not to those
// that it cited when it was made.
func TestLinksOfTheDay(t *testing.T) {
	h := datedSite(t)
	for day, want := range map[string]string{"2012-01-01": "每年", "2020-01-01": "每月", "2025-01-01": "每日"} {
		doc := page(t, h, "/law/仓库查验条例/1?as_of="+day)
		link := element(doc, "class", "cite")
		if link == nil {
			t.Fatalf("%s: no citation", day)
		}
		href, err := url.PathUnescape(attr(link, "href"))
		if err != nil || href != "/law/仓库法/2?as_of="+day {
			t.Errorf("%s: the citation leads to %s, %v", day, href, err)
		}
		if preview := element(doc, "id", attr(link, "aria-describedby")); preview == nil || !strings.Contains(words(preview), want) {
			t.Errorf("%s: the preview is not the text of the day", day)
		}
		if body := text(t, get(t, h, "/law/仓库法/2?as_of="+day)); !strings.Contains(body, "仓库查验条例 第一条") {
			t.Errorf("%s: who cites the text of the day is missing", day)
		}
		var place struct{ Cites []struct{ Targets []string } }
		asOf(t, h, "articles/"+url.PathEscape("仓库查验条例")+"/1?", day, &place)
		var cited struct{ Total, Earlier, Former int }
		asOf(t, h, "articles/"+url.PathEscape("仓库法")+"/2/cited-by?", day, &cited)
		if former := map[string]int{"2012-01-01": 0, "2020-01-01": 1, "2025-01-01": 1}[day]; cited.Total <= former || cited.Earlier != 0 ||
			cited.Former != former {
			t.Errorf("%s: the text of the day is cited %+v; want %d of an earlier text", day, cited, former)
		}
		if len(place.Cites) == 0 || place.Cites[0].Targets[0] != "仓库法/2" {
			t.Errorf("%s: the API has the citations %+v", day, place.Cites)
		}
	}
	doc := page(t, h, "/law/仓库法@2018-10-26/4?as_of=2025-01-01")
	if href, _ := url.PathUnescape(attr(element(doc, "class", "cite"), "href")); href != "/law/仓库法@2018-10-26/2?as_of=2025-01-01" {
		t.Errorf("a text that speaks of itself leads to %s", href)
	}
}

// A query that names a day or a year means the text of it; what it leads to is read for that
// day.
func TestQueriesNameDays(t *testing.T) {
	h := datedSite(t)
	for q, want := range map[string][2]string{ // address, words
		"仓库法第2条":            {"仓库法/2", "每日"},
		"2019年3月1日的仓库法第2条":  {"仓库法/2", "每月"},
		"2018-12-31 仓库法2":   {"仓库法/2", "每年"},
		"仓库法第二条（2019年3月1日）": {"仓库法/2", "每月"},
		"仓库法第二条（2018年）":     {"仓库法@2018-10-26/2", "每月"},
		"仓库法 2018 第2条":      {"仓库法@2018-10-26/2", "每月"},
		"仓库法2018第2条":        {"仓库法@2018-10-26/2", "每月"},
		"2010年的仓库法第2条":      {"仓库法@2010-03-01/2", "每年"},
		"仓库法第2条（2021年）":     {"仓库法@2018-10-26/2", "每月"}, // no text bears the year: the one that held at its end
		"仓库法第2条 2015年":      {"仓库法@2010-03-01/2", "每年"},
	} {
		var found struct {
			AsOf string `json:"as_of"`
			Hits []struct{ Address, Snippet string }
		}
		call(t, h, searchURL("q", q), http.StatusOK, &found)
		if len(found.Hits) == 0 || found.Hits[0].Address != want[0] || !strings.Contains(found.Hits[0].Snippet, want[1]) {
			t.Errorf("%s finds %+v; want %s", q, found, want)
		}
	}
	doc := page(t, h, "/search?q=2019年3月1日的仓库法第2条&list=1")
	banner := element(doc, "id", "as-of")
	if banner == nil || !strings.Contains(words(banner), "2019年3月1日") {
		t.Fatal("the page does not say the day that the query names")
	}
	if href, _ := url.QueryUnescape(attr(element(doc, "id", "today"), "href")); href != "/search?q=仓库法 第二条" {
		t.Errorf("the same of today is %s", href)
	}
	if exact := element(doc, "href", "/law/"+url.PathEscape("仓库法")+"/2?as_of=2019-03-01"); exact == nil {
		t.Error("the provision is not linked for the day")
	}
	for q, want := range map[string]string{
		"仓库法第二条（2005年）":      "本库未收录《仓库法》日期为 2005 的文本",
		"2019年3月1日签订的合同没有查验": "",
	} {
		var found struct {
			AsOf      string `json:"as_of"`
			NotLoaded string `json:"not_loaded"`
		}
		call(t, h, searchURL("q", q), http.StatusOK, &found)
		if found.NotLoaded != want || found.AsOf != "2026-03-04" {
			t.Errorf("%s: %+v; want %q", q, found, want)
		}
	}
}

// Who cites a provision is asked for the day: what was written later does not count, what has
// no day does.
func TestCitedByUpToTheDay(t *testing.T) {
	h := datedSite(t)
	path := "/api/v1/articles/" + url.PathEscape("仓库法") + "/3/cited-by"
	for day, want := range map[string]int{"2019-06-01": 0, "2020-03-04": 0, "2020-03-05": 1, "2021-01-01": 1} {
		var cited wire.CitedByPage
		call(t, h, request(path+"?as_of="+day), http.StatusOK, &cited)
		if got := cited.ByKind["case"]; got != want {
			t.Errorf("on %s %d cases cite the article, not %d", day, got, want)
		}
	}
}
