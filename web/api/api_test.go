package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/web/guard"
)

// collection has one law with one article, and a case. Whatever is read of it fails with
// err where there is one.
type collection struct{ err error }

var law = &kb.Law{Key: "飞船法", Title: "中华人民共和国飞船法", Level: statute.LevelStatute, Versions: []kb.Version{{ID: 1, Law: "飞船法",
	Label: "2020-01-01", InForceFrom: "2020-07-01"}}}

var unit = &kb.Unit{ID: 3, Kind: statute.KindArticle, Address: "2", Label: "第二条", Parts: []kb.Part{{Kind: statute.KindParagraph,
	Local: "k1", Text: "飞船应当会飞。"}}}

func (c collection) EndOf(context.Context, string) (timeline.Repeal, error) {
	return timeline.Repeal{}, c.err
}

func (c collection) Lookup(_ context.Context, a statute.Address, _ statute.Date) (*kb.Provision, error) {
	if c.err != nil {
		return nil, c.err
	}
	switch {
	case a.Law != "飞船法":
		return nil, &kb.MissingError{Address: a}
	case a.Provision.IsZero():
		return &kb.Provision{Law: law, Version: law.Versions[0]}, nil
	case a.Provision.Article.Main != 2:
		return nil, &kb.MissingError{Address: a, Loaded: true}
	}
	return &kb.Provision{Law: law, Version: law.Versions[0], Unit: unit, Provision: a.Provision}, nil
}

func (c collection) Laws(context.Context) ([]kb.LawSummary, error) {
	return []kb.LawSummary{{Key: "飞船法", Level: statute.LevelStatute}, {Key: "飞船条例", Level: statute.LevelRegulation}, {Key: "住宅法",
		Level: statute.LevelStatute}}, c.err
}

func (c collection) Headings(context.Context, int64) ([]kb.Heading, error) { return nil, c.err }
func (c collection) Units(context.Context, int64) ([]*kb.Unit, error)      { return []*kb.Unit{unit}, c.err }
func (c collection) Under(context.Context, *kb.Provision) ([]kb.Heading, []*kb.Unit, error) {
	return nil, []*kb.Unit{unit}, c.err
}
func (c collection) ShownSources(context.Context, int64) ([]kb.Source, error) {
	return []kb.Source{{Path: "/texts/飞船法.md"}}, c.err
}
func (c collection) Variants(context.Context, int64, string) ([]kb.Variant, error) { return nil, c.err }
func (c collection) Resolve(string) []string                                       { return nil }
func (c collection) CitesOf(context.Context, int64, statute.Date) ([]citegraph.Cite, error) {
	return nil, c.err
}

func (c collection) CitesOn(context.Context, int64, statute.Date) ([]citegraph.Cite, error) {
	return nil, c.err
}
func (c collection) CitedBy(_ context.Context, q citegraph.CitedByQuery) (*citegraph.CitedBy, error) {
	return &citegraph.CitedBy{Total: q.Limit, Earlier: q.Offset, ByKind: map[string]int{}}, c.err
}

func (c collection) Document(_ context.Context, ref string) (*kb.FullDocument, error) {
	switch {
	case c.err != nil:
		return nil, c.err
	case ref == "0a1b":
		return &kb.FullDocument{DocumentInfo: kb.DocumentInfo{ID: 1, Ref: ref, Kind: statute.DocCase, Title: "甲诉乙案"}, Text: "甲诉乙。"}, nil
	case ref == "0c":
		return &kb.FullDocument{DocumentInfo: kb.DocumentInfo{ID: 2, Ref: ref, Kind: statute.DocCommentary}, Text: "一船撞了桥。后来修好了。"}, nil
	}
	return nil, kb.ErrNotFound
}

func (c collection) CommentaryNotes(context.Context, int64) (*casefile.Notes, error) {
	return &casefile.Notes{Reported: []casefile.Reported{{Organ: casefile.Field{Text: "甲市公安局"}},
		{Organ: casefile.Field{Text: "甲市法院"}, Brief: casefile.Field{Text: "一船撞了桥。后来修好了。"},
			Span: statute.Span{Start: 0, End: len("一船撞了桥。")}}}}, c.err
}

func (c collection) CaseFacts(context.Context, int64) (*casefile.Facts, error) {
	return &casefile.Facts{Tier: casefile.TierTypical}, c.err
}

func (c collection) Cite(context.Context, *citation.CitingText, statute.Date) ([]citation.Citation, error) {
	return nil, c.err
}

func (c collection) Search(_ context.Context, r search.Request) (*search.Result, error) {
	return &search.Result{Query: r.Query, Listed: r.Page, Total: r.Size}, c.err
}
func (c collection) ChangeRuns(context.Context, int, int) ([]kb.ChangeRun, int, error) {
	return nil, 0, c.err
}

func (c collection) Counts(context.Context, string) (kb.Counts, error)       { return kb.Counts{}, c.err }
func (c collection) Terms(context.Context, int64) ([]kb.Term, error)         { return nil, c.err }
func (c collection) Interprets(context.Context, string) ([]string, error)    { return nil, c.err }
func (c collection) InterpretedBy(context.Context, string) ([]string, error) { return nil, c.err }
func (c collection) RelatedTo(context.Context, *kb.Provision, statute.Date) ([]search.Related, error) {
	return nil, c.err
}
func (c collection) Documents(_ context.Context, kind statute.DocumentKind, _ int) ([]kb.DocumentInfo, error) {
	if kind != statute.DocCommentary {
		return nil, c.err
	}
	return []kb.DocumentInfo{{ID: 2, Ref: "0c", Kind: kind, Title: "一船撞了桥"}}, c.err
}

func (c collection) HeldByYear(context.Context) ([]kb.Held, error)               { return nil, c.err }
func (c collection) SourceDays(context.Context) ([]kb.SourceDay, error)          { return nil, c.err }
func (c collection) UnloadedCounts(context.Context) (int, int, error)            { return 0, 0, c.err }
func (c collection) UnloadedOf(context.Context, string) ([]kb.Unloaded, error)   { return nil, c.err }
func (c collection) Collections(context.Context) ([]kb.Collection, error)        { return nil, c.err }
func (c collection) MissingLaws(context.Context) ([]citegraph.MissingLaw, error) { return nil, c.err }
func (c collection) MissingTexts(context.Context) ([]citegraph.MissingText, error) {
	return nil, c.err
}

func (c collection) CollectedUntil() string { return "2020-01-01" }
func (c collection) Suggest(context.Context, string, statute.Date) ([]search.Suggestion, error) {
	return nil, c.err
}
func (c collection) Cases(context.Context, search.CaseRequest) (*search.CaseList, error) {
	return &search.CaseList{}, c.err
}
func (c collection) Similar(context.Context, string, string) ([]search.SimilarCase, error) {
	return nil, c.err
}
func (c collection) Chain(context.Context, string, string) ([]search.Linked, error) {
	return nil, c.err
}
func (c collection) Statistics(context.Context, search.CaseRequest) (*search.Statistics, error) {
	return &search.Statistics{}, c.err
}
func (c collection) StatisticsLike(context.Context, string) (*search.Statistics, error) {
	return nil, c.err
}

// served is the API over a collection, behind a guard.
func served(c collection, log io.Writer, limits guard.Limits) http.Handler {
	now := func() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }
	g := guard.New(guard.Options{Limits: limits, Log: slog.New(slog.NewTextHandler(log, nil)), Now: now,
		Generation: func() string { return "gen-000001" }})
	e := echo.New()
	g.Install(e)
	Register(e, Options{Guard: g, Now: now, Log: slog.New(slog.NewTextHandler(log, nil)),
		Citable: func(text string) *citation.CitingText { return &citation.CitingText{Text: text} },
		Acquire: func() (Readers, func()) {
			return Readers{Generation: "gen-000007", Laws: c, Names: c, Graph: c, Documents: c, Citations: c, Search: c}, func() {}
		}})
	return e
}

func ask(h http.Handler, address, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	if body != "" {
		r = httptest.NewRequest(http.MethodPost, address, strings.NewReader(body))
		r.Header.Set("Content-Type", "text/plain")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// path escapes what stands in a path.
func path(parts ...string) string {
	p := "/api/v1"
	for _, s := range parts {
		p += "/" + url.PathEscape(s)
	}
	return p
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	h := served(collection{}, io.Discard, guard.Limits{})
	for _, c := range []struct {
		address, body string
		status        int
		has           string
	}{
		{path("laws"), "", 200, `"total":3,"page":1,"size":20`},
		{path("laws") + "?size=1&page=2", "", 200, `"laws":[{"law":"飞船条例"`},
		{path("laws") + "?q=" + url.QueryEscape("飞船") + "&level=" + url.QueryEscape("法律"), "", 200, `"total":1`},
		{path("laws") + "?q=" + url.QueryEscape("飞船法"), "", 200, `"status":"in_force"`},
		{path("laws", "飞船法"), "", 200, `"articles":[{"address":"飞船法/2"`},
		{path("laws", "道路法"), "", 404, `"status":404`},
		{path("articles", "飞船法", "2"), "", 200, `"text":"飞船应当会飞。"`},
		{path("articles", "飞船法", "3"), "", 404, `"status":404`},
		{path("articles", "飞船法", "x"), "", 400, `"title":"请求不对"`},
		{path("articles", "飞船法", "2", "cited-by") + "?page=3&size=7", "", 200, `"total":7,"by_kind":{},"earlier":14`},
		{path("articles", "飞船法", "2", "cited-by") + "?size=0", "", 422, "size 不能是 0"},
		{path("cases"), "", 200, `"cases":[]`},
		{path("cases", "0a1b"), "", 200, `"tier":"typical"`},
		{path("cases", "0c-2"), "", http.StatusOK, `"text":"一船撞了桥。"`},
		{path("cases", "0c-2"), "", http.StatusOK, `"tier":"news"`},
		{path("cases", "0c-3"), "", http.StatusNotFound, "没有"},
		{path("cases", "0a1b-1"), "", http.StatusNotFound, "没有"},
		{path("cases", "0d-1"), "", http.StatusNotFound, "没有"},
		{path("cases", "0c"), "", 404, "没有这件案例"},
		{path("cases", "0d"), "", 404, "没有这件案例"},
		{path("laws") + "?subject=x", "", 400, `"code":"no_such_subject"`},
		{path("laws") + "?status=in_force&sort=texts&year=1999", "", 200, `"total":0`},
		{path("commentaries"), "", 200, `"documents":[{"id":"0c"`},
		{path("commentaries") + "?speaker=x", "", 200, `"total":0`},
		{path("commentaries", "0c"), "", 200, `"text":"一船撞了桥。后来修好了。"`},
		{path("commentaries", "0a1b"), "", 404, `"code":"no_such_document"`},
		{path("consultations"), "", 200, `"documents":[]`},
		{path("consultations", "0c"), "", 404, `"code":"no_such_document"`},
		{path("figures"), "", 200, `"figures":[]`},
		{path("subjects"), "", 200, `"questions":[`},
		{path("search") + "?q=x&page=2&size=5", "", 200, `"total":5,"listed":2`},
		{path("search") + "?q=x&type=book", "", 400, "没有“book”这一类"},
		{path("search") + "?q=x&as_of=x", "", 400, "日期"},
		{path("suggest") + "?q=x", "", 200, `"suggestions"`},
		{path("citations"), "飞船法第二条", 200, `"cites":[]`},
		{path("citations"), " ", 400, "请给出文字"},
		{path("citations"), "\xff", 400, "UTF-8"},
		{path("citations"), strings.Repeat("a", guard.MaxBody+1), 413, "请求太大"},
		{path("check"), "飞船法第二条", 200, `"cites":[]`},
		{path("check"), " ", 400, "请给出文字"},
		{"/api/openapi.json", "", 200, `"CaseOutputBody"`},
	} {
		w := ask(h, c.address, c.body)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.has) {
			t.Errorf("%s: %d %.300s; want %d with %s", c.address, w.Code, w.Body, c.status, c.has)
		}
		if !json.Valid(w.Body.Bytes()) || !strings.Contains(w.Header().Get("Content-Type"), "json") {
			t.Errorf("%s: %s: %.100s", c.address, w.Header().Get("Content-Type"), w.Body)
		}
	}
}

// addresses ask for everything that is read.
var addresses = []struct{ address, body string }{
	{path("laws"), ""}, {path("laws", "飞船法"), ""}, {path("articles", "飞船法", "2"), ""}, {path("articles", "飞船法", "2", "cited-by"), ""},
	{path("cases"), ""},
	{path("cases", "0a1b"), ""}, {path("search") + "?q=x", ""}, {path("suggest") + "?q=x", ""}, {path("citations"), "飞船法第二条"},
	{path("check"), "飞船法第二条"},
	{path("commentaries"), ""}, {path("commentaries", "0c"), ""}, {path("consultations"), ""}, {path("figures"), ""},
	{path("subjects"), ""},
	{path("changes") + "?since=gen-000006", ""},
}

// What cannot be read is not told as what is not there, and what went wrong is logged, not
// told.
func TestBrokenDatabase(t *testing.T) {
	t.Parallel()
	for _, c := range addresses {
		var log bytes.Buffer
		w := ask(served(collection{errors.New("disk I/O error")}, &log, guard.Limits{}), c.address, c.body)
		if w.Code != 500 || strings.Contains(w.Body.String(), "disk") || !strings.Contains(w.Body.String(),
			"服务器出错了") || !strings.Contains(log.String(), "disk I/O error") {
			t.Errorf("%s: %d %s, logged %s", c.address, w.Code, w.Body, log.String())
		}
	}
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	for _, c := range addresses {
		w := ask(served(collection{context.DeadlineExceeded}, io.Discard, guard.Limits{Deadline: time.Nanosecond}), c.address, c.body)
		if w.Code != 503 || w.Header().Get("Retry-After") != "5" || !strings.Contains(w.Body.String(), "用时太长") {
			t.Errorf("%s: %d %s", c.address, w.Code, w.Body)
		}
	}
}
