package e2e

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/web"
)

type fixed struct{ web.Snapshot }

func (f *fixed) Acquire() (*web.Snapshot, func()) { return &f.Snapshot, func() {} }

func now() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }

// site serves the laws and cases written for the tests and returns its address.
func site(t *testing.T) string {
	t.Helper()
	return serve(t, withNewspaper(t, withReplaced(t, testlaw.Write(t, t.TempDir()))))
}

// serve serves what a folder holds, with judgments written for the tests.
func serve(t *testing.T, dir string) string {
	t.Helper()
	chromium(t) // without which nobody would look
	judgments, err := os.ReadFile(filepath.Join("..", "..", "internal", "judgment", "testdata", "judgments.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "文书.jsonl"), judgments, 0o644); err != nil {
		t.Fatal(err)
	}
	base, s := testbase.Open(t, ingest.Options{Paths: []string{dir}, Now: now})
	h, err := web.New(web.Options{Library: &fixed{web.NewSnapshot("gen-000001", base, citegraph.New(base), s)},
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now,
		Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// chromium finds the browser.
func chromium(t *testing.T) string {
	t.Helper()
	required := os.Getenv("FATIAO_REQUIRE_BROWSER") != ""
	if testing.Short() && !required {
		t.Skip("takes half a minute")
	}
	for _, name := range [...]string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if required {
		t.Fatal("no Chromium was found, and FATIAO_REQUIRE_BROWSER is set")
	}
	t.Skip("no Chromium was found: install chromium to run the tests of the pages")
	return ""
}

// openBrowser starts a browser whose errors on the page fail the test.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox,
		chromedp.Flag("force-color-profile", "srgb"))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(alloc, chromedp.WithErrorf(func(string, ...any) {})) // events of newer browsers
	ctx, expire := context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(func() {
		expire()
		cancel()
		stop()
	})
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*runtime.EventExceptionThrown); ok {
			t.Errorf("the page threw: %s", e.ExceptionDetails.Error())
		}
	})
	do(t, ctx, chromedp.EmulateViewport(1200, 900))
	return ctx
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// eval runs an expression on the page.
func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	var v T
	do(t, ctx, chromedp.Evaluate(expression, &v,
		func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return v
}

// text is what an element says.
func text(t *testing.T, ctx context.Context, selector string) string {
	t.Helper()
	var s string
	do(t, ctx, chromedp.Text(selector, &s, chromedp.ByQuery))
	return s
}

// dark asks for dark colours.
func dark(on bool) chromedp.Action {
	value := "light"
	if on {
		value = "dark"
	}
	return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}})
}
