package web_test

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testzip"
)

// bodyOf is what an address answers with.
func bodyOf(t *testing.T, h http.Handler, path string) string {
	t.Helper()
	res := get(t, h, path)
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v: %.300s", path, res.Status, err, body)
	}
	return string(body)
}

// Under each article of a compiled edition stands what carries it out and applies it, and what it
// became where it is no longer in force.
func TestCompiled(t *testing.T) {
	h := datedSite(t)
	page := bodyOf(t, h, "/law/仓库法/compiled")
	two := page[strings.Index(page, `id="2"`):strings.Index(page, `id="3"`)]
	for _, want := range []string{"仓库应当每日查验一次", "<h3>实施规定</h3>", "仓库查验条例 第一条</a>", "查验依照《中华人民共和国仓库法》第二条办理"} {
		if !strings.Contains(two, want) {
			t.Errorf("article 2 lacks %q:\n%s", want, two)
		}
	}
	if strings.Contains(two, "现在的条文") {
		t.Errorf("a text in force became something:\n%s", two)
	}
	three := page[strings.Index(page, `id="3"`):strings.Index(page, `id="4"`)]
	if !strings.Contains(three, "<h3>案例</h3>") || !strings.Contains(three, "刑初9号") {
		t.Errorf("article 3 has no case:\n%s", three)
	}
	old := bodyOf(t, h, "/law/仓库法@2010-03-01/compiled")
	if !strings.Contains(old, "<h3>现在的条文</h3>") || !strings.Contains(old, "<time>2023-12-29</time> 的文本") {
		t.Errorf("an old text became nothing:\n%s", old)
	}
	if day := bodyOf(t, h, "/law/仓库法/compiled?as_of=2019-03-01"); !strings.Contains(day, "每月查验") || strings.Contains(day, "刑初9号") {
		t.Errorf("on a day before the case:\n%s", day)
	}
	word := testzip.Unpack(t, []byte(bodyOf(t, h, "/law/仓库法/compiled.docx")))["word/document.xml"]
	for _, want := range []string{"合编本", "实施规定", "仓库查验条例 第一条", "刑初9号", `<w:pStyle w:val="Under"/>`} {
		if !strings.Contains(word, want) {
			t.Errorf("the Word document lacks %q", want)
		}
	}
	for path, status := range map[string]int{"/law/没有的法/compiled": 404, "/law/仓库法/compiled?part=9": 404, "/law/仓库法/compiled?part=x": 404,
		"/law/中华人民共和国仓库法/compiled": 302} {
		if res := get(t, h, path); res.StatusCode != status {
			t.Errorf("%s: %s; want %d", path, res.Status, status)
		}
	}
}

// A report on like cases is made of a search, or of a visitor's list.
func TestCaseReport(t *testing.T) {
	h := datedSite(t)
	page := bodyOf(t, h, "/cases/report?kind=刑事&own=虚构县人民法院")
	for _, want := range []string{"类案检索报告", "检索平台：法条 Fatiao", "限定条件：", "本院及上级法院", "刑初9号", "与本案相同之处", `name="kind" value="刑事"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if strings.Contains(page, "民初7号") {
		t.Error("a case that was not asked for")
	}
	link := regexp.MustCompile(`href="(/cases/report\.docx[^"]*)"`).FindStringSubmatch(page)
	if link == nil {
		t.Fatal("no link to the Word document")
	}
	word := testzip.Unpack(t, []byte(bodyOf(t, h, strings.ReplaceAll(mustUnescape(t, link[1]), "&amp;", "&"))))["word/document.xml"]
	if !strings.Contains(word, "刑初9号") || !strings.Contains(word, "（待填写）") {
		t.Errorf("the Word document: %s", word)
	}
	case1 := regexp.MustCompile(`href="(/case/\w+)`).FindStringSubmatch(bodyOf(t, h, "/cases?kind=民事"))[1]
	post := func(list, format string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/cases/report", strings.NewReader(url.Values{"list": {list},
			"format": {format}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	list := `[{"url":"` + case1 + `?as_of=2010-01-01"},{"url":"/law/x/2"},{"url":"/case/000000000000"}]`
	w := post(list, "")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "取自收藏的 3 项，其中案例 1 件") || !strings.Contains(w.Body.String(), "民初7号") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if w := post(list, "docx"); !strings.Contains(testzip.Unpack(t, w.Body.Bytes())["word/document.xml"], "民初7号") {
		t.Errorf("status %d", w.Code)
	}
	if w := post("no list", ""); w.Code != http.StatusBadRequest {
		t.Errorf("no list: status %d", w.Code)
	}
}

func mustUnescape(t *testing.T, s string) string {
	t.Helper()
	u, err := url.QueryUnescape(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// Results, comparisons and cases are handed out as files.
func TestOtherFiles(t *testing.T) {
	h := datedSite(t)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(bodyOf(t, h, "/search.csv?q=仓库查验"), "\ufeff"))).ReadAll()
	if err != nil || len(rows) < 2 || !strings.HasPrefix(rows[1][7], "http://example.com/law/") {
		t.Errorf("%q, %v", rows, err)
	}
	if word := testzip.Unpack(t, []byte(bodyOf(t, h, "/search.docx?q=仓库查验")))["word/document.xml"]; !strings.Contains(word, "仓库法") {
		t.Error("no results in the Word document")
	}
	var found struct {
		Total int
		Hits  []struct{ Address string }
	}
	if err := json.Unmarshal([]byte(bodyOf(t, h, "/search.json?q=仓库查验")), &found); err != nil || len(found.Hits) == 0 {
		t.Errorf("%+v, %v", found, err)
	}
	if list := bodyOf(t, h, "/cases.csv?kind=刑事"); !strings.Contains(list, "刑初9号") || strings.Contains(list, "民初7号") {
		t.Error(list)
	}
	if list := bodyOf(t, h, "/cases.json?kind=刑事"); !json.Valid([]byte(list)) || !strings.Contains(list, "刑初9号") {
		t.Error(list)
	}
	testzip.Unpack(t, []byte(bodyOf(t, h, "/cases.docx")))
	diff := testzip.Unpack(t, []byte(bodyOf(t, h, "/law/仓库法/diff.docx?from=2010-03-01&to=2023-12-29")))["word/document.xml"]
	if !strings.Contains(diff, `<w:strike/>`) || !strings.Contains(diff, "日") {
		t.Errorf("%s", diff)
	}
	if list := bodyOf(t, h, "/law/仓库法/diff.json?from=2010-03-01&to=2023-12-29"); !json.Valid([]byte(list)) {
		t.Error(list)
	}
	page := bodyOf(t, h, "/law/仓库法/2/diff?from=2010-03-01")
	link := regexp.MustCompile(`href="(/law/[^"]*/2/diff\.docx[^"]*)"`).FindStringSubmatch(page)
	if link == nil {
		t.Fatalf("no link to the Word document of an article's comparison:\n%s", page)
	}
	one := testzip.Unpack(t, []byte(bodyOf(t, h, mustUnescape(t, strings.ReplaceAll(link[1], "&amp;", "&")))))["word/document.xml"]
	if !strings.Contains(one, "仓库法 第二条 文本对照") || !strings.Contains(one, `<w:strike/>`) || strings.Contains(one, "第三条") {
		t.Errorf("%s", one)
	}
	if list := bodyOf(t, h, "/law/仓库法/2/diff.json?from=2010-03-01"); !strings.Contains(list, `"to":"仓库法@2023-12-29/2"`) {
		t.Error(list)
	}
	path := regexp.MustCompile(`href="(/case/\w+)`).FindStringSubmatch(bodyOf(t, h, "/cases?kind=刑事"))[1]
	for format, wants := range map[string][]string{"md": {"案号: \"（2020）虚0101刑初9号\"", "私自打开"}, "txt": {"法院：虚构县人民法院", "以官方公布的文本为准"},
		"json": {`"cites":[{`, `"as_of":"2020-03-05"`},
		"xml":  {"<judgmentBody>", "<docketNumber>（2020）虚0101刑初9号</docketNumber>", "<motivation>", `<ref href="/akn/cn/act/`}} {
		body := bodyOf(t, h, path+"."+format)
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q:\n%s", format, want, body)
			}
		}
		if format == "xml" {
			wellFormed(t, path, []byte(body))
		}
	}
	if word := testzip.Unpack(t, []byte(bodyOf(t, h, path+".docx")))["word/document.xml"]; !strings.Contains(word, "私自打开") {
		t.Error("no text in the Word document")
	}
	if res := get(t, h, "/case/000000000000.docx"); res.StatusCode != http.StatusNotFound {
		t.Errorf("no such case: %s", res.Status)
	}
}
