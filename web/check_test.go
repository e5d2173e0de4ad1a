package web_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testzip"
	"github.com/fatiao/fatiao/web"
)

// draft cites in all the ways that get a verdict.
const draft = "依照《车辆安全法》第二条：“本法所称驾驶人，是指握着方向盘的人。”\n《车辆安全法》第九十九条。《飞船法》第一条。《车辆管理暂行条例》第一条。\n《车辆安全法》第二条：“本法所称驾驶人，是指坐在车里的人。”"

// sendDraft posts a form with a file or a text, from any goroutine.
func sendDraft(t *testing.T, h http.Handler, fields map[string]string, file []byte) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for k, v := range fields {
		if err := form.WriteField(k, v); err != nil {
			t.Error(err)
		}
	}
	if file != nil {
		part, err := form.CreateFormFile("file", fields["name"])
		if err != nil {
			t.Error(err)
		}
		if _, err := part.Write(file); err != nil {
			t.Error(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Error(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/check", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestCheck(t *testing.T) {
	h := site(t)
	pasted := sendDraft(t, h, map[string]string{"text": draft}, nil)
	uploaded := sendDraft(t, h, map[string]string{"name": "草稿.txt"}, []byte(draft))
	for how, w := range map[string]*httptest.ResponseRecorder{"pasted": pasted, "uploaded": uploaded} {
		if w.Code != http.StatusOK {
			t.Fatalf("%s: status %d: %s", how, w.Code, w.Body)
		}
		for _, want := range []string{"引文与原文一致", "没有这一条", "没有收录", "已废止", "引文不符", "<del>坐在车里</del>"} {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: %s is missing in the report", how, want)
			}
		}
	}
	table := sendDraft(t, h, map[string]string{"text": draft, "format": "csv"}, nil)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table.Body.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 6 || rows[2][2] != "没有这一条" {
		t.Errorf("the table is %q, %v; want a head and five rows", rows, err)
	}
	word := sendDraft(t, h, map[string]string{"text": draft, "format": "docx"}, nil)
	if !strings.Contains(testzip.Unpack(t, word.Body.Bytes())["word/document.xml"], "没有这一条") {
		t.Error("the Word document has not the verdicts")
	}
	if page := sendDraft(t, h, map[string]string{"text": draft, "format": "html"}, nil); strings.Contains(page.Body.String(),
		"/static/") || !strings.Contains(page.Header().Get("Content-Disposition"), "attachment") {
		t.Error("the saved page needs the server")
	}
}

func TestCheckRefuses(t *testing.T) {
	h := site(t)
	for how, w := range map[string]*httptest.ResponseRecorder{
		"nothing":   sendDraft(t, h, nil, nil),
		"an image":  sendDraft(t, h, map[string]string{"name": "图.png"}, []byte("\x89PNG\r\n\x1a\n0000")),
		"a bad day": sendDraft(t, h, map[string]string{"text": draft, "date": "昨天"}, nil),
		"no UTF-8":  sendDraft(t, h, map[string]string{"text": "\xff\xfe"}, nil),
	} {
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `role="alert"`) {
			t.Errorf("%s: status %d: %s", how, w.Code, w.Body)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/check", strings.NewReader(url.Values{"text": {draft}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Errorf("a plain form: status %d", w.Code)
	}
	if w := sendDraft(t, h, map[string]string{"text": "《车辆安全法》第二条<script>alert(1)</script>"}, nil); strings.Contains(w.Body.String(),
		"<script>alert") {
		t.Error("markup of the draft is not escaped")
	}
}

// A report on very many citations is bounded on the page and whole where it is
// downloaded; what was not checked is said.
func TestLongReport(t *testing.T) {
	h := site(t)
	many := strings.Repeat("《车辆安全法》第二条，", 600) + "《车辆安全法》第九十九条。"
	page := sendDraft(t, h, map[string]string{"text": many}, nil).Body.String()
	if n := strings.Count(page, `<li id="f`); n != 500 || !strings.Contains(page,
		`<li id="f601" value="601"`) || !strings.Contains(page, "这里只列出 500 处，先列有问题的；全部 601 处见下载的报告。") {
		t.Errorf("the page lists %d findings", n)
	}
	table := sendDraft(t, h, map[string]string{"text": many, "format": "csv"}, nil).Body.String()
	if n := strings.Count(table, "\n"); n != 602 {
		t.Errorf("the table has %d lines; want a head and 601", n)
	}
	if saved := sendDraft(t, h, map[string]string{"text": many, "format": "html"}, nil).Body.String(); strings.Count(saved, "<li>") != 601 {
		t.Errorf("the saved page has %d findings", strings.Count(saved, "<li>"))
	}
	tooMany := strings.Repeat("《车辆安全法》第二条，", 5_003)
	for _, format := range []string{"", "csv", "html"} {
		if w := sendDraft(t, h, map[string]string{"text": tooMany, "format": format},
			nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "另有 3 处引用没有核查：一次最多核查 5000 处") {
			t.Errorf("%q does not say what was not checked: status %d", format, w.Code)
		}
	}
}

// Whatever is made of a check ends at the deadline.
func TestDeadlineOfReport(t *testing.T) {
	s := embedded(t)
	for _, format := range []string{"", "csv", "docx", "html"} {
		h := served(t, s, func(o *web.Options) {
			o.Limits.Deadline = 20 * time.Millisecond
			late := s
			late.Citations = lateFinder{s.Citations}
			o.Library = &fixed{late}
		})
		if w := sendDraft(t, h, map[string]string{"text": draft, "format": format},
			nil); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(),
			"用时太长") || !strings.Contains(w.Body.String(), "<footer>") {
			t.Errorf("%q is answered %d: %s", format, w.Code, w.Body)
		}
	}
}

// lateFinder finds citations of laws that are not loaded when the time is over, and does
// not look at the context itself.
type lateFinder struct{ web.Citations }

func (f lateFinder) Cite(ctx context.Context, doc *citation.CitingText, today statute.Date) ([]citation.Citation, error) {
	cites, err := f.Citations.Cite(context.WithoutCancel(ctx), doc, today)
	<-ctx.Done()
	return cites, err
}

// The draft is shown whole with a mark at each citation; the day is told with the reason; several files
// are checked each for itself.
func TestMarkedDraft(t *testing.T) {
	t.Parallel()
	h := site(t)
	page := sendDraft(t, h, map[string]string{"text": draft, "date": "2022-10-1"}, nil).Body.String()
	for _, want := range []string{`class="mark no_provision" id="m2" href="#f2"`, `data-mark="m2"`, "按您填的日期 2022年10月1日 的法律核对",
		`id="v-no_provision"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %s", want)
		}
	}
	_, shown, _ := strings.Cut(page, `aria-label="文书全文">`)
	shown, _, _ = strings.Cut(shown, "</div>")
	if !strings.Contains(shown, "：“本法所称驾驶人，是指握着方向盘的人。”\n") {
		t.Errorf("the draft is %s", shown)
	}
	if today := sendDraft(t, h, map[string]string{"text": draft}, nil).Body.String(); !strings.Contains(today, "文书没有写明日期，按今天") {
		t.Error("the report does not say that it is of today")
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, name := range []string{"甲.txt", "乙.txt"} {
		part, err := form.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(name + "依照《车辆安全法》第九十九条。")); err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/check", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	for _, want := range []string{"<h2>甲.txt</h2>", "<h2>乙.txt</h2>", `id="r1-f1"`, `id="r2-f1"`, "没有这一条 2"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("two files: the report lacks %s", want)
		}
	}
}

// wordDraft is a Word document of one paragraph, with a part that nothing may touch.
func wordDraft(t *testing.T, text string) []byte {
	t.Helper()
	return testzip.Pack(t, map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ` +
			`ContentType="application/xml"/><Override PartName="/word/document.xml" ` +
			`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ` +
			`Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` +
			`<w:p><w:r><w:rPr><w:b/>` +
			`</w:rPr><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`,
		"word/media/image1.png": "\x89PNG",
	})
}

// A Word document comes back with links and comments, another file with marks.
func TestAnnotated(t *testing.T) {
	h := site(t)
	w := sendDraft(t, h, map[string]string{"name": "起诉状.docx", "format": "annotated"},
		wordDraft(t, "依照《车辆安全法》第二条和第九十九条，请求赔偿。"))
	if name := w.Header().Get("Content-Disposition"); w.Code != http.StatusOK || !strings.Contains(name,
		url.PathEscape("起诉状（已核查）.docx")) {
		t.Fatalf("status %d, %s: %.300s", w.Code, name, w.Body)
	}
	all := testzip.Unpack(t, w.Body.Bytes())
	if all["word/media/image1.png"] != "\x89PNG" || !strings.Contains(all["word/comments.xml"], "没有这一条") ||
		!strings.Contains(all["word/document.xml"], "<w:hyperlink") ||
		!strings.Contains(all["word/_rels/document.xml.rels"],
			`Target="http://example.com/law/%E8%BD%A6%E8%BE%86%E5%AE%89%E5%85%A8%E6%B3%95@`) {
		t.Errorf("%q", all)
	}
	for _, fields := range []map[string]string{{"name": "意见.txt", "format": "annotated"}, {"text": draft, "format": "annotated"}} {
		var file []byte
		if fields["name"] != "" {
			file = []byte(draft)
		}
		w := sendDraft(t, h, fields, file)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `<mark class="wrong"`) ||
			strings.Contains(w.Body.String(), "/static/") {
			t.Errorf("%v: status %d: %.300s", fields, w.Code, w.Body)
		}
	}
	if w := sendDraft(t, h, map[string]string{"name": "坏.docx", "format": "annotated"}, []byte("PK\x03\x04 no archive")); w.Code !=
		http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `role="alert"`) {
		t.Errorf("a broken file: status %d", w.Code)
	}
}

// Several drafts come back in one archive, those with the same name too.
func TestAnnotatedTogether(t *testing.T) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for range 2 {
		part, err := form.CreateFormFile("file", "甲.docx")
		if err == nil {
			_, err = part.Write(wordDraft(t, "依照《车辆安全法》第九十九条。"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(form.WriteField("format", "annotated"), form.Close()); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/check", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	site(t).ServeHTTP(w, r)
	all := testzip.Unpack(t, w.Body.Bytes())
	if len(all) != 2 || all["甲（已核查）.docx"] == "" || all["甲（已核查） (2).docx"] == "" {
		t.Errorf("status %d, %d files", w.Code, len(all))
	}
}
