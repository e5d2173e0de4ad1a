package web_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/testzip"
)

// A law, an article or a range of them is handed out in each format, in the text of the day.
func TestLawFiles(t *testing.T) {
	t.Parallel()
	h := siteOf(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())}})
	for _, c := range []struct {
		path, mediaType, name string
		has, lacks            []string
	}{
		{"/law/车辆安全法.md", "text/markdown", "车辆安全法_2022-06-15.md", []string{"文本日期: \"2022-06-15\"", "# 中华人民共和国车辆安全法",
			"#### 第一节 年检", "第三条 驾驶人应当：", "| 打瞌睡 | 五百元 |", "附件一"}, nil},
		{"/law/车辆安全法.txt", "text/plain", "车辆安全法_2022-06-15.txt", []string{"第三条 驾驶人应当：", "打瞌睡\t五百元", "以官方公布的文本为准"}, []string{"#"}},
		{"/law/车辆安全法.json", "application/json", "车辆安全法_2022-06-15.json", []string{`"version":"2022-06-15"`, `"in_force_from_source":`,
			`"quote":"第三条第一款"`}, nil},
		{"/law/车辆安全法.xml", "application/xml", "车辆安全法_2022-06-15.xml", []string{`<article eId="art_3">`, `<FRBRlanguage language="zho"/>`,
			`<ref href="/akn/cn/act/`, `<chapter eId="part_1__chp_1">`, "<td><p>打瞌睡</p></td>"}, nil},
		{"/law/车辆安全法@2019-03-01.md", "text/markdown", "车辆安全法_2019-03-01.md", []string{"文本日期: \"2019-03-01\""}, nil},
		{"/law/车辆安全法.md?as_of=2020-01-01", "text/markdown", "车辆安全法_2019-03-01.md", []string{"文本日期: \"2019-03-01\""}, nil},
		{"/law/车辆安全法.txt?articles=2-3", "text/plain", "车辆安全法_2022-06-15_第二条至第三条.txt", []string{"第二条", "第三条"}, []string{"第四条", "第一条"}},
		{"/law/车辆安全法/4-1.txt", "text/plain", "车辆安全法_2022-06-15_第四条之一.txt", []string{"第四条之一 电动车辆"}, []string{"第五条"}},
		{"/law/车辆安全法/b1/z2.txt", "text/plain", "", []string{"第四条之一 电动车辆"}, []string{"第五条 违反"}},
		{"/law/车辆安全法.docx", "application/vnd.openxmlformats", "车辆安全法_2022-06-15.docx", nil, nil},
	} {
		res := get(t, h, c.path)
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Type"), c.mediaType) {
			t.Errorf("%s: %s, %s: %.200s", c.path, res.Status, res.Header.Get("Content-Type"), body)
			continue
		}
		_, name, _ := strings.Cut(res.Header.Get("Content-Disposition"), "filename*=UTF-8''")
		if got, err := url.PathUnescape(name); err != nil || c.name != "" && got != c.name {
			t.Errorf("%s is named %q (%v); want %q", c.path, got, err, c.name)
		}
		for _, want := range c.has {
			if !bytes.Contains(body, []byte(want)) {
				t.Errorf("%s lacks %q:\n%.3000s", c.path, want, body)
			}
		}
		for _, no := range c.lacks {
			if bytes.Contains(body, []byte(no)) {
				t.Errorf("%s has %q:\n%s", c.path, no, body)
			}
		}
		switch c.mediaType {
		case "application/json":
			if !json.Valid(body) {
				t.Errorf("%s is no JSON", c.path)
			}
		case "application/xml":
			wellFormed(t, c.path, body)
		case "application/vnd.openxmlformats":
			wordFile(t, body)
		}
	}
	for path, status := range map[string]int{"/law/没有的法.docx": 404, "/law/车辆安全法/99.md": 404, "/law/车辆安全法.txt?articles=99": 404,
		"/law/车辆安全法.txt?articles=一到三": 400, "/law/车辆安全法.exe": 404} {
		if res := get(t, h, path); res.StatusCode != status {
			t.Errorf("%s: %s; want %d", path, res.Status, status)
		}
	}
}

func wellFormed(t *testing.T, name string, content []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// wordFile looks at a Word document: every part is XML, headings have levels, numbers are bold, the
// footer says where the text is from.
func wordFile(t *testing.T, content []byte) {
	t.Helper()
	parts := testzip.Unpack(t, content)
	for name, part := range parts {
		wellFormed(t, name, []byte(part))
	}
	for part, wants := range map[string][]string{
		"word/document.xml": {`<w:pStyle w:val="Title"/>`, `<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">第一编 总则`,
			`<w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t xml:space="preserve">第一节 年检`,
			`<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">第三条　`,
			"<w:tbl>", "footerReference"},
		"word/styles.xml":  {`<w:outlineLvl w:val="0"/>`, `w:firstLineChars="200"`},
		"word/footer1.xml": {"车辆安全法@2022-06-15", "施行日期 2022-09-01", "导出日期 2026-03-04", "http://example.com/law/"},
	} {
		for _, want := range wants {
			if !strings.Contains(parts[part], want) {
				t.Errorf("%s lacks %s:\n%.1500s", part, want, parts[part])
			}
		}
	}
}

// Every file and feed that has an address is known again, and its name may be Chinese in every sign.
func TestFilesAreFresh(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	for _, path := range []string{"/law/仓库法.docx", "/law/仓库法/2.json", "/law/仓库法/compiled.docx", "/law/仓库法/graph.csv",
		"/law/仓库法/diff.docx?from=2010-03-01&to=2023-12-29", "/law/仓库法/2/diff.json?from=2010-03-01", "/search.csv?q=仓库", "/search.docx?q=仓库",
		"/search.json?q=仓库", "/cases.csv", "/cases/report.docx?kind=刑事", "/dangling?format=tsv", "/figures?format=csv",
		"/feed.atom", "/law/仓库法.atom", "/law/仓库法/2.atom", "/search.atom?q=仓库"} {
		first := get(t, h, path)
		if first.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, first.Status)
			continue
		}
		for name, kept := range map[string]string{"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"} {
			r := asking(t, path)
			r.Header.Set(name, first.Header.Get(kept))
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != first.Header.Get("ETag") {
				t.Errorf("%s with %s %q: status %d, %d bytes", path, name, first.Header.Get(kept), w.Code, w.Body.Len())
			}
		}
		if listed := first.Header.Get("X-Robots-Tag"); listed != "noindex" && !strings.Contains(path, ".atom") {
			t.Errorf("%s: search engines may list it: %q", path, listed)
		}
		name := first.Header.Get("Content-Disposition")
		if attrChars := regexp.MustCompile(`^attachment; filename\*=UTF-8''[A-Za-z0-9%._~-]+$`); !strings.Contains(path, ".atom") &&
			!attrChars.MatchString(name) {
			t.Errorf("%s: %s", path, name)
		}
	}
}

// What a client has is not sent again, until the data, the day or what is asked for is another.
func TestLawFileIsFresh(t *testing.T) {
	t.Parallel()
	h := siteOf(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())}})
	first := get(t, h, "/law/车辆安全法.md")
	tag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
	if tag == "" || modified == "" {
		t.Fatalf("ETag %q, Last-Modified %q", tag, modified)
	}
	ask := func(path, name, value string) int {
		r := httptest.NewRequest(http.MethodGet, (&url.URL{Path: path}).String(), nil)
		r.Header.Set(name, value)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	for _, c := range []struct {
		path, name, value string
		status            int
	}{
		{"/law/车辆安全法.md", "If-None-Match", tag, 304},
		{"/law/车辆安全法.md", "If-None-Match", `"x", W/` + tag, 304},
		{"/law/车辆安全法.txt", "If-None-Match", tag, 200},
		{"/law/车辆安全法/3.md", "If-None-Match", tag, 200},
		{"/law/车辆安全法.md", "If-Modified-Since", modified, 304},
		{"/law/车辆安全法.md", "If-Modified-Since", "Mon, 02 Mar 2020 00:00:00 GMT", 200},
		{"/law/没有的法.md", "If-None-Match", "*", 404},
	} {
		if got := ask(c.path, c.name, c.value); got != c.status {
			t.Errorf("%s with %s %s: %d; want %d", c.path, c.name, c.value, got, c.status)
		}
	}
}
