package web_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/web"
)

// away is a site of laws whose cases are on a cluster of which a shard has no copy left.
func away(t *testing.T) (h http.Handler, cases *composite.Store) {
	t.Helper()
	node := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"_shards":{"total":3,"successful":2,"failed":0},"hits":{"total":{"value":4}}}`)
	}))
	t.Cleanup(node.Close)
	cluster, err := opensearch.Open(opensearch.Config{Nodes: []string{node.URL}, Prefix: "test", Deadline: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	cases = composite.NewStore(cluster, now)
	t.Cleanup(cases.Close)
	ctx := context.Background()
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir := testlaw.Write(t, t.TempDir())
	if _, err := ingest.Run(ctx, ingest.Options{Store: store, Now: now, Paths: []string{filepath.Join(dir, "法律"),
		filepath.Join(dir, "行政法规")}}); err != nil {
		t.Fatal(err)
	}
	all, err := search.OpenCurrent(ctx, store, now, search.CasesIn(cases))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = all.Close() })
	h, err = web.New(web.Options{Library: &fixed{web.SnapshotOf(all)}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now,
		Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed, Cases: cases})
	if err != nil {
		t.Fatal(err)
	}
	return h, cases
}

const awayText = "案例库暂时不能完整检索"

// Where the cluster of the cases gives no whole answer, law is searched and shown, with a word
// about the cases; lists of cases are refused, never empty.
func TestCasesAway(t *testing.T) {
	t.Parallel()
	h, _ := away(t)
	asked := func(path string) (int, string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w.Code, w.Body.String()
	}
	for path, has := range map[string]string{
		"/search?q=%E9%A9%BE%E9%A9%B6": "车辆安全法", "/search?q=%22%E9%A9%BE%E9%A9%B6%22": "车辆安全法",
		"/law/%E8%BD%A6%E8%BE%86%E5%AE%89%E5%85%A8%E6%B3%95/3":             "第三条",
		"/api/v1/search?q=%E9%A9%BE%E9%A9%B6":                              "车辆安全法",
		"/api/v1/articles/%E8%BD%A6%E8%BE%86%E5%AE%89%E5%85%A8%E6%B3%95/3": "cited_by",
	} {
		code, body := asked(path)
		if code != http.StatusOK || !strings.Contains(body, awayText) || !strings.Contains(body, has) {
			t.Errorf("%s: %d, with the notice %t:\n%s", path, code, strings.Contains(body, awayText), body)
		}
	}
	var j struct {
		Total  int
		Notice string
		Hits   []struct{ Type string }
	}
	_, body := asked("/api/v1/search?q=%E9%A9%BE%E9%A9%B6")
	if err := json.Unmarshal([]byte(body), &j); err != nil || j.Notice != awayText || j.Total == 0 || len(j.Hits) == 0 {
		t.Errorf("the API answers %+v, %v", j, err)
	}
	for _, path := range []string{"/cases", "/cases?q=%E9%A9%BE%E9%A9%B6", "/case/0123456789ab", "/api/v1/cases",
		"/api/v1/cases/0123456789ab", "/search?q=%E9%A9%BE%E9%A9%B6&type=case"} {
		if code, body := asked(path); code != http.StatusServiceUnavailable || !strings.Contains(body, awayText) {
			t.Errorf("%s: %d, with the notice %t", path, code, strings.Contains(body, awayText))
		}
	}
	for _, path := range []string{"/", "/laws", "/law/%E8%BD%A6%E8%BE%86%E5%AE%89%E5%85%A8%E6%B3%95", "/healthz"} {
		if code, _ := asked(path); code != http.StatusOK {
			t.Errorf("%s: %d", path, code)
		}
	}
	if code, body := asked("/readyz"); code != http.StatusOK || !strings.Contains(body, "\ncases unavailable since 20") {
		t.Errorf("/readyz: %d %s", code, body)
	}
	_, body = asked("/metrics")
	for _, want := range []string{"\nfatiao_cases_available 0\n", "\nfatiao_cases_answers_total 0\n",
		`fatiao_refused_total{reason="elsewhere"} 6`} {
		if !strings.Contains(body, want) {
			t.Errorf("/metrics lacks %q", want)
		}
	}
}
