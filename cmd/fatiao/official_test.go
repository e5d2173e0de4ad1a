package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/acquire"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
)

// lampDatabase plays the official database with one invented law, which has an earlier text.
func lampDatabase(t *testing.T) string {
	t.Helper()
	var word bytes.Buffer
	z := zip.NewWriter(&word)
	document := `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	for _, line := range []string{"灯火法", "（2020年3月1日第九届虚构代表大会通过）", "第一条　灯要亮。", "第二条　本法自2020年7月1日起施行。"} {
		document += "<w:p><w:r><w:t>" + line + "</w:t></w:r></w:p>"
	}
	for name, content := range map[string]string{"word/document.xml": document + "</w:body></w:document>",
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`} {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	row := `"bbbs":"a1","title":"<em>灯火</em>法","gbrq":"2020-03-01","sxrq":"2020-08-01","sxx":3,"flfgCodeId":110`
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/list"):
			fmt.Fprintf(w, `{"code":200,"total":1,"rows":[{%s}]}`, row)
		case strings.HasSuffix(r.URL.Path, "/flfgDetails"):
			fmt.Fprintf(w, `{"code":200,"data":{%s,"lsyg":[{"title":"灯火法","gbrq":"2001-02-03","sxrq":"2001-05-01","sxx":2}]}}`, row)
		case strings.HasSuffix(r.URL.Path, "/batch"):
			fmt.Fprint(w, `{"code":200,"data":[{"url":"/f"}]}`)
		default:
			_, _ = w.Write(word.Bytes())
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// What get brings from the official database is a law, with the days that the database tells.
func TestGetOfficial(t *testing.T) {
	t.Parallel()
	store, err := generation.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	a, err := newAcquirer(store)
	if err != nil {
		t.Fatal(err)
	}
	a.Progress = nil
	a.Client.Wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	orders, err := acquire.Orders(a.Catalogue, []string{"flk"}, lampDatabase(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	r, err := a.Get(ctx, orders)
	if err != nil || r.Failed() > 0 || r.Report == nil || r.Report.Laws != 1 || len(r.Report.Rejected) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	base, err := kb.Open(ctx, g.KB())
	if err != nil {
		t.Fatal(err)
	}
	defer base.Close()
	law, err := base.Law(ctx, "灯火法")
	if err != nil {
		t.Fatal(err)
	}
	if v := law.Versions[0]; v.InForceFrom != "2020-08-01" || v.From().Source != "official" {
		t.Errorf("in force from %s (%s)", v.InForceFrom, v.From().Source)
	}
	if earlier, err := base.UnloadedOf(ctx, "灯火法"); err != nil || len(earlier) != 1 || earlier[0].Label != "2001-02-03" {
		t.Errorf("history %+v, %v", earlier, err)
	}
	var printed bytes.Buffer
	if err := printLaw(ctx, &printed, base, "灯火法", false); err != nil ||
		!strings.HasSuffix(printed.String(), "\n2001-02-03 文本（2001-05-01 起施行）　未收录文本\n") {
		t.Errorf("%s, %v", printed.String(), err)
	}
	if r, err = a.Get(ctx, orders); err != nil || r.Failed() > 0 || r.Outcomes[0].Day != "2020-03-01" ||
		!r.Outcomes[0].Unchanged || r.Report != nil {
		t.Errorf("again: %+v, %v", r.Outcomes, err)
	}
}
