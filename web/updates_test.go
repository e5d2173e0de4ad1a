package web_test

import (
	"context"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/web"
)

// updated is a site of a collection that was brought twice: then with a newer text of a law.
func updated(t *testing.T) http.Handler {
	t.Helper()
	ctx := context.Background()
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i, name := range []string{"laws/车辆安全法旧.md", "laws/车辆安全法.md"} {
		if err := os.WriteFile(filepath.Join(dir, "法.md"), []byte(testlaw.Text(t, name)), 0o600); err != nil {
			t.Fatal(err)
		}
		c := ingest.Collection{Path: dir, Collection: kb.Collection{Name: "made-up", Title: "虚构的汇编", Address: "https://x.example/laws.zip",
			Revision: strings.Repeat("ab", 20), Day: []statute.Date{"2022-01-02", "2023-01-02"}[i]}}
		if _, err := ingest.Run(ctx, ingest.Options{Store: store, Collections: []ingest.Collection{c}, Now: now}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := search.OpenCurrent(ctx, store, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = all.Close() })
	h, err := web.New(web.Options{Library: &fixed{web.NewSnapshot("gen-000002", all.Base, citegraph.New(all.Base), all.Service)},
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now, Citable: reading.Citable, Upload: reading.Upload,
		Placed: reading.Placed})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// What bringing a collection changed stands on the page of changes and in the API, and a text
// says where it came from.
func TestUpdates(t *testing.T) {
	t.Parallel()
	h := updated(t)
	page := text(t, get(t, h, "/changes"))
	for _, want := range []string{"收录的更新", "修改 1 部", "新增 1 部", "虚构的汇编（2023-01-02）", "2022-06-15 文本"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of changes lacks %q:\n%s", want, page)
		}
	}
	if page := text(t, get(t, h, "/changes?year=2019")); strings.Contains(page, "收录的更新") {
		t.Error("the updates stand on the pages of earlier years")
	}
	var got struct {
		Updates []struct {
			At, First   any
			Collections []struct{ Name, Day, Revision string }
			Counts      map[string]int
			Changes     []struct{ Kind, Law, Version string }
		}
	}
	call(t, h, request("/api/v1/changes"), http.StatusOK, &got)
	if u := got.Updates; len(u) != 2 || u[0].Counts["amended"] != 1 || u[0].Changes[0].Law != "车辆安全法" ||
		u[0].Changes[0].Version != "2022-06-15" || u[0].Collections[0].Day != "2023-01-02" || u[1].Counts["added"] != 1 {
		t.Errorf("the API tells %+v", got)
	}
	law := text(t, get(t, h, "/law/车辆安全法"))
	if want := "虚构的汇编（https://x.example/laws.zip，版本 abababababab，2023-01-02）"; !strings.Contains(law, want) {
		t.Errorf("the page of the law lacks %q", want)
	}
	if before := text(t, get(t, h, "/law/车辆安全法@2019-03-01")); !strings.Contains(before, "；此后的版本没有这一文本") {
		t.Error("the earlier text does not say that the collection has it no more")
	}
}

// exampleLinks are the queries that the home page proposes.
func exampleLinks(t *testing.T, h http.Handler) []string {
	t.Helper()
	body, err := io.ReadAll(get(t, h, "/").Body)
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(body), `<ul class="examples" aria-label="例子">`)
	list, _, _ = strings.Cut(list, "</ul>")
	var queries []string
	for part := range strings.SplitSeq(list, `/search?q=`) {
		q, _, ok := strings.Cut(part, `"`)
		if q, err = url.QueryUnescape(html.UnescapeString(q)); err == nil && ok && !strings.HasPrefix(q, "<") {
			queries = append(queries, q)
		}
	}
	return queries
}

// Whatever is loaded, what the home page proposes finds something; without law it says so, with
// the one command that brings it.
func TestHomeExamples(t *testing.T) {
	t.Parallel()
	samples := siteOf(t, ingest.Options{Embedded: true})
	for name, h := range map[string]http.Handler{"samples": samples, "laws": site(t), "a collection": updated(t)} {
		queries := exampleLinks(t, h)
		if len(queries) == 0 || name == "samples" && len(queries) < 3 {
			t.Errorf("%s: the home page proposes %q", name, queries)
		}
		for _, q := range queries {
			r := get(t, h, "/search?q="+url.QueryEscape(q))
			if body := text(t, r); r.StatusCode != http.StatusFound && (r.StatusCode != http.StatusOK || strings.Contains(body, "本库未收录")) {
				t.Errorf("%s: %q gives %d: %s", name, q, r.StatusCode, body)
			}
		}
		if again := exampleLinks(t, h); !slices.Equal(again, queries) {
			t.Errorf("%s: the second time %q", name, again)
		}
	}
	home := text(t, get(t, samples, "/"))
	for _, want := range []string{"案例 5 件、解读 2 篇、咨询 6 则（内置的示例），没有法律", "fatiao get national"} {
		if !strings.Contains(home, want) {
			t.Errorf("without law, the home page lacks %q:\n%s", want, home)
		}
	}
}
