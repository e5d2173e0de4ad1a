package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/web/guard"
)

// ChangesAfter knows one earlier generation; ChangesFrom has a log that begins late.
func (c collection) ChangesAfter(_ context.Context, generation string) ([]kb.ChangeRun, error) {
	if generation != "gen-000006" {
		return nil, kb.ErrNotFound
	}
	return []kb.ChangeRun{{At: "2026-03-03T00:00:00Z", Changes: []kb.LawChange{{Kind: kb.LawRepealed, Law: "飞船法"}}}}, c.err
}

func (c collection) ChangesFrom(_ context.Context, day statute.Date) ([]kb.ChangeRun, bool, error) {
	return nil, day > "2026-01-01", c.err
}

func TestSince(t *testing.T) {
	t.Parallel()
	h := served(collection{}, io.Discard, guard.Limits{})
	for since, want := range map[string]string{
		"gen-000006": `"changed":[{"at":"2026-03-03T00:00:00Z","kind":"repealed","law":"飞船法","page":"/law/%E9%A3%9E%E8%88%B9%E6%B3%95"}]`,
		"gen-000007": `"since":"gen-000007","generation":"gen-000007","complete":true`,
		"2026-2-1":   `"since":"2026-02-01","generation":"gen-000007","complete":true`,
		"2025-02-01": `"complete":false`,
		"gen-000001": `"code":"unknown_generation"`,
		"昨天":         `"code":"bad_day"`,
	} {
		w := ask(h, path("changes")+"?since="+url.QueryEscape(since), "")
		if !strings.Contains(w.Body.String(), want) || (w.Code == http.StatusOK) != !strings.Contains(want, "code") {
			t.Errorf("since %s: %d %s; want %s", since, w.Code, w.Body, want)
		}
	}
}
