package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/wire"
)

// The history of a law and of an article, a comparison and a concordance, by the API.
func TestAPIHistory(t *testing.T) {
	h := datedSite(t)
	law := "/api/v1/laws/" + url.PathEscape("仓库法") + "/versions"
	var texts wire.LawTexts
	call(t, h, request(law), http.StatusOK, &texts)
	if len(texts.Versions) != 3 || texts.Versions[0].Version != "2023-12-29" || texts.Versions[2].Changes != nil ||
		*texts.Versions[1].Changes != (wire.Changes{Kept: 1, Changed: 2, Added: 1}) {
		t.Errorf("%+v", texts)
	}
	var trail wire.Trail
	call(t, h, request("/api/v1/articles/"+url.PathEscape("仓库法")+"/2/history"), http.StatusOK, &trail)
	if len(trail.Stages) != 3 || trail.Stages[2].Provisions[0] != "仓库法@2010-03-01/2" || trail.Stages[2].Kind != "changed" {
		t.Errorf("%+v", trail)
	}
	var diff wire.Diff
	query := url.Values{"from": {"中华人民共和国仓库法@2018-10-26/2"}, "to": {"仓库法/2"}}
	call(t, h, request("/api/v1/diff?"+query.Encode()), http.StatusOK, &diff)
	if len(diff.Articles) != 1 || diff.To != "仓库法@2023-12-29/2" || diff.Articles[0].Kind != "changed" {
		t.Errorf("%+v", diff)
	}
	var words []string
	for _, s := range diff.Articles[0].Segments {
		words = append(words, s.In+":"+s.Text)
	}
	if got := strings.Join(words, " "); got != "both:仓库应当每 from:月 to:日 both:查验一次。" {
		t.Error(got)
	}
	query.Set("ignore", "all")
	call(t, h, request("/api/v1/diff?"+query.Encode()), http.StatusOK, &diff)
	if len(diff.Articles) != 1 || diff.Articles[0].Kind != "changed" {
		t.Errorf("%+v", diff)
	}
	var changes wire.Effects
	call(t, h, request("/api/v1/changes?as_of=2020-01-01&year=2019"), http.StatusOK, &changes)
	if len(changes.Effects) != 2 || changes.Total != 2 || changes.Until == "" || changes.Effects[1].ID != "仓库法@2018-10-26#amended" ||
		*changes.Effects[1].Changes != (wire.Changes{Kept: 1, Changed: 2, Added: 1}) || changes.Effects[1].Before != "2010-03-01" {
		t.Errorf("%+v", changes)
	}
	call(t, h, request("/api/v1/changes?as_of=2020-01-01"), http.StatusOK, &changes)
	if len(changes.Coming) == 0 || changes.Coming[0].Day <= "2020-01-01" {
		t.Errorf("%+v", changes)
	}
	var rows wire.Concordance
	call(t, h, request("/api/v1/concordance?from="+url.QueryEscape("仓库法@2010-03-01")), http.StatusOK, &rows)
	if len(rows.Rows) != 3 || rows.Rows[0].Became[0] != "仓库法@2018-10-26/1" || rows.Rows[0].Kind != "same" {
		t.Errorf("%+v", rows)
	}
	call(t, h, request("/api/v1/concordance?from="+url.QueryEscape("仓库法@2010-03-01/2")), http.StatusOK, &rows)
	if len(rows.Rows) != 1 || rows.Rows[0].Kind != "changed" || rows.Rows[0].Became[0] != "仓库法@2018-10-26/2" {
		t.Errorf("%+v", rows)
	}
	for path, want := range map[string]int{
		"/api/v1/laws/" + url.PathEscape("灯塔法") + "/versions":                                            http.StatusNotFound,
		"/api/v1/articles/" + url.PathEscape("仓库法") + "/99/history":                                      http.StatusNotFound,
		"/api/v1/diff?from=" + url.QueryEscape("仓库法/2"):                                                  http.StatusUnprocessableEntity,
		"/api/v1/diff?from=" + url.QueryEscape("仓库法/2") + "&to=" + url.QueryEscape("仓库法/k9/z"):           http.StatusBadRequest,
		"/api/v1/diff?from=" + url.QueryEscape("仓库法/2") + "&to=" + url.QueryEscape("灯塔法/2"):              http.StatusNotFound,
		"/api/v1/diff?from=" + url.QueryEscape("仓库法/2") + "&to=" + url.QueryEscape("仓库法"):                http.StatusBadRequest,
		"/api/v1/diff?ignore=words&from=" + url.QueryEscape("仓库法/2") + "&to=" + url.QueryEscape("仓库法/3"): http.StatusBadRequest,
		"/api/v1/changes?year=20": http.StatusUnprocessableEntity,
		"/api/v1/concordance?from=" + url.QueryEscape("仓库法@2010-03-01/99"): http.StatusNotFound,
		"/api/v1/concordance?from=" + url.QueryEscape("灯塔法"):               http.StatusNotFound,
		"/api/v1/concordance?from=" + url.QueryEscape("仓库法@1999-01-01"):    http.StatusNotFound,
	} {
		var problem struct{ Detail string }
		call(t, h, request(path), want, &problem)
		if problem.Detail == "" {
			t.Errorf("%s says nothing", path)
		}
	}
}

// The pages of changes say what became of an article, without a script.
func TestHistoryPages(t *testing.T) {
	h := datedSite(t)
	law := "/law/" + url.PathEscape("仓库法")
	for path, want := range map[string][]string{
		law + "/2/history": {"第二条的沿革", "仓库应当每<del>月</del><ins>日</ins>查验一次。", "2010-03-01", "其后内容改"},
		law + "/history":   {"历次文本", "改 2 条，增 1 条，删 0 条，未变 1 条", "diff?from=2018-10-26&amp;to=2023-12-29", "<desc id=\"times-wide-desc\">"},
		law + "/diff?from=2010-03-01&to=2018-10-26":           {"改 2 条，增 1 条，删 0 条，未变 1 条。", "<ins>月</ins>", "第四条</a> <small>新增"},
		law + "/diff?from=2010-03-01&to=2018-10-26&all=1":     {"第一条</a> <small>未变"},
		law + "/diff?from=2010-03-01&to=2018-10-26&view=side": {"class=\"earlier-side\"", "<ins>月</ins>", "第一条"},
		law + "/2/diff": {"仓库应当每<del>月</del><ins>日</ins>查验一次。", "2018-10-26 文本"},
		law + "/2/diff?from=2010-03-01&view=side": {"<del>年</del>", "<ins>日</ins>"},
		law + "/2":                  {"2018年文本第二条</a> · ", "本条 2023年修订，", "/2/diff?from=2018-10-26"},
		"/changes":                  {"法律变动", "改 2 条，增 1 条", "year=2010"},
		"/changes?year=2010":        {"新法施行"},
		"/changes?as_of=2018-01-01": {"即将施行", "<time>2018-10-26</time> 文本施行"},
		law + "@2010-03-01/3":       {"这一条现", "对照"},
		law + "/3":                  {"本条的沿革与对照"},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		body := w.Body.String()
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", path, w.Code)
		}
		for _, s := range want {
			if !strings.Contains(body, s) {
				t.Errorf("%s has no %q", path, s)
			}
		}
	}
	for path, want := range map[string]int{
		law + "/99/history": http.StatusNotFound, "/law/nosuch/history": http.StatusNotFound, law + "/x/history": http.StatusNotFound,
		law + "/diff": http.StatusFound, law + "/diff?from=2010-03-01&to=2011-01-01": http.StatusNotFound,
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want {
			t.Errorf("%s: status %d, not %d", path, w.Code, want)
		}
	}
}
