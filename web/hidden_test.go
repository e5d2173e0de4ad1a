package web_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/testzip"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

// hiddenPapers are papers of several kinds, by paths that name people too.
var hiddenPapers = map[string]string{
	"羊双彪与羊文亮案/判决书.txt": "甲省乙市丙区人民法院\n民事判决书\n（2021）甲0101民初1号\n原告：羊双彪，男，1984年10月26日出生，汉族。\n" +
		"被告：羊文亮，男，1980年1月2日出生，汉族。\n原告羊双彪与被告羊文亮民间借贷纠纷一案，本院立案后，依法进行了审理。现已审理终结。\n" +
		"羊双彪诉称，羊文亮借款不还，证人苗小满在场。\n本院认为，应当还款。依照《仓库法》第二条规定，判决如下：\n" +
		"羊文亮返还羊双彪借款一万元。\n审判员　孙公正\n二〇二一年五月一日\n书记员　李记录\n",
	"公告/送达羊文亮.txt": "甲省乙市丙区人民法院\n公告\n羊文亮：\n本院受理原告羊双彪诉你民间借贷纠纷一案，现公告送达起诉状副本。\n二〇二一年二月一日\n",
	"笔录/苗小满.txt":   "询问笔录\n被询问人：苗小满，女，1990年3月5日出生，汉族。\n问：你认识羊双彪吗？\n答：认识，羊双彪的借款是我看着交给羊文亮的。\n",
	"典型案例.txt": "典型案例\n案例一 羊双彪诉羊文亮民间借贷纠纷案\n【基本案情】\n原告羊双彪向被告羊文亮出借一万元。证人苗小满在场。\n【裁判结果】\n法院判决羊文亮还款。\n【典型意义】\n借款应当归还。\n" +
		"案例二 苗小满诉某公司劳动争议案\n【基本案情】\n原告苗小满被解雇。\n【裁判结果】\n驳回。\n【典型意义】\n略。\n",
	"报道.txt": "乙市一借款案审结\n本报讯（记者 程实）被告人羊文亮骗取被害人羊双彪借款一万元，证人苗小满报案。法院判处羊文亮有期徒刑一年。\n",
}

// refusedPapers cannot be read, or are of no kind that is read; their paths name people.
var refusedPapers = map[string]string{
	"羊双彪的起诉状.docx": "PK\x03\x04 no archive", "苗小满/扫描件.pdf": "%PDF-1.4 nothing", "羊文亮.xyz": "羊文亮", "羊双彪.jsonl": "{\"text\": 羊双彪}\n",
}

var hiddenNames = []string{"羊双彪", "羊文亮", "苗小满", "双彪", "文亮"}

// answersOf asks everything that a site answers about some papers, and gives each answer by what was asked; the log is
// one, and so is the dump.
func answersOf(t *testing.T, keep bool) map[string]string {
	t.Helper()
	folder := t.TempDir()
	papers := maps.Clone(hiddenPapers)
	maps.Copy(papers, refusedPapers)
	for name, content := range papers {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var log, dump bytes.Buffer
	base, s := testbase.Open(t, ingest.Options{Paths: []string{folder, testlaw.Write(t, t.TempDir())}, KeepNames: keep, Now: now})
	h, err := web.New(web.Options{Library: &fixed{web.NewSnapshot("gen-000001", base, citegraph.New(base), s)},
		Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), Now: now, Citable: reading.Citable,
		Upload: reading.Upload, Placed: reading.Placed, Limits: guard.Limits{PerClient: 10_000, Burst: 100_000}})
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{}
	ask := func(r *http.Request, what string) string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		body, err := io.ReadAll(w.Result().Body)
		if err != nil {
			t.Fatal(err)
		}
		answers[what] = plainly(t, body) + fmt.Sprint(w.Header())
		return answers[what]
	}
	ids := map[string]bool{}
	for _, list := range []string{"cases", "commentaries"} {
		for _, m := range anID.FindAllStringSubmatch(ask(request("/api/v1/"+list+"?size=50"), list), -1) {
			ids[m[1]] = true
		}
	}
	if len(ids) < 5 {
		t.Fatalf("only %d texts are listed", len(ids))
	}
	const asks = "?q=%E5%80%9F%E6%AC%BE&size=50&from=%E4%BB%93%E5%BA%93%E6%B3%95%2F2&to=%E4%BB%93%E5%BA%93%E6%B3%95%2F2" // 借款, 仓库法/2
	for _, r := range h.(interface{ Routes() []*echo.Route }).Routes() {
		if r.Method != http.MethodGet || r.Path == "/mcp" {
			continue
		}
		path := strings.NewReplacer(":key", url.PathEscape("仓库法"), "/*", "/2", ":article", "2").Replace(r.Path)
		if !strings.Contains(path, ":id") {
			ask(request(path+asks), path)
			ask(request(path), path+" without words")
			continue
		}
		for id := range ids {
			for _, more := range []string{"", "?format=json", "?format=md", "?format=txt", "?format=docx", "?format=html"} {
				path := strings.Replace(path, ":id", id, 1) + more
				ask(request(path), path)
			}
		}
	}
	calls := []string{`"tools/list"`, `"resources/list"`, `"prompts/list"`}
	for _, words := range []string{"借款", "民间借贷", "证人"} {
		for _, tool := range []string{"search_cases", "search_law"} {
			calls = append(calls, fmt.Sprintf(`"tools/call","params":{"name":%q,"arguments":{"query":%q}}`, tool, words))
		}
	}
	for id := range ids {
		calls = append(calls, fmt.Sprintf(`"tools/call","params":{"name":"get_case","arguments":{"id":%q}}`, id))
	}
	for _, call := range calls {
		r := httptest.NewRequest(http.MethodPost, "/mcp", strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":`+call+`}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		ask(r, "mcp "+call)
	}
	for path, form := range map[string]string{
		"/check": url.Values{"text": {postedText}}.Encode(), "/api/v1/citations": "", "/api/v1/check": "",
	} {
		body, kind := form, "application/x-www-form-urlencoded"
		if form == "" {
			body, kind = fmt.Sprintf(`{"text":%q}`, postedText), "application/json"
		}
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		if a := ask(r, "POST "+path); !strings.Contains(a, "0101民初1号") && !strings.Contains(a, "仓库法") {
			t.Errorf("POST %s reads nothing: %s", path, a)
		}
	}
	if err := base.Dump(t.Context(), &dump); err != nil {
		t.Fatal(err)
	}
	answers["dump"], answers["log"] = dump.String(), log.String()
	return answers
}

// postedText cites the case of the papers and a law, and names nobody.
const postedText = "依照《仓库法》第二条，参照（2021）甲0101民初1号民事判决书。"

var anID = regexp.MustCompile(`"id": ?"([^"]+)"`)

// plainly is an answer as who reads it has it: unpacked, and without escapes.
func plainly(t *testing.T, body []byte) string {
	t.Helper()
	if !bytes.HasPrefix(body, []byte("PK")) {
		if s, err := url.PathUnescape(string(body)); err == nil {
			return string(body) + s
		}
		return string(body)
	}
	return strings.Join(slices.Sorted(maps.Values(testzip.Unpack(t, body))), "\n")
}

// No hidden name, and no path of a source with one, is in any answer, in the dump or in the log.
func TestHiddenNamesInNoAnswer(t *testing.T) {
	t.Parallel()
	hidden := answersOf(t, false)
	for what, answer := range hidden {
		for _, name := range hiddenNames {
			for _, s := range []string{name, url.PathEscape(name), strings.ToLower(url.PathEscape(name))} {
				if i := strings.Index(answer, s); i >= 0 {
					t.Errorf("%s has %s: %s", what, name, strings.ToValidUTF8(answer[max(0, i-60):min(len(answer), i+60)], ""))
				}
			}
		}
	}
	// The same answers have them where names are kept, so that they can have them.
	var with []string
	for what, answer := range answersOf(t, true) {
		if strings.Contains(answer, hiddenNames[0]) {
			with = append(with, what)
		}
	}
	for _, kind := range []string{"/cases", "/cases.csv", "/cases.json", "/cases.docx", "/cases/report", "/case/", "/commentary/",
		"/search", "/search.atom", "/search.csv", "/search.json", "/api/v1/cases", "/api/v1/cases/", "/api/v1/search",
		"/api/v1/commentaries/", "dump", "mcp"} {
		if !slices.ContainsFunc(with, func(s string) bool { return strings.HasPrefix(s, kind) }) {
			t.Errorf("no answer of %s has a name where names are kept", kind)
		}
	}
	t.Logf("%d answers, %d of them with a name where names are kept", len(hidden), len(with))
}
