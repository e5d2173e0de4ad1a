package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/acquire"
	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testzip"
)

// lampDatabase plays the official database with one invented law, which has an earlier text. What
// fault points to answers first; it reports whether it did.
func lampDatabase(t *testing.T, fault *func(http.ResponseWriter, *http.Request) bool) string {
	t.Helper()
	document := `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	for _, line := range []string{"灯火法", "（2020年3月1日第九届虚构代表大会通过）", "第一条　灯要亮。", "第二条　本法自2020年7月1日起施行。"} {
		document += "<w:p><w:r><w:t>" + line + "</w:t></w:r></w:p>"
	}
	word := testzip.Pack(t, map[string]string{"word/document.xml": document + "</w:body></w:document>",
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`})
	row := `"bbbs":"a1","title":"<em>灯火</em>法","gbrq":"2020-03-01","sxrq":"2020-08-01","sxx":3,"flfgCodeId":110`
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case fault != nil && *fault != nil && (*fault)(w, r):
		case strings.HasSuffix(r.URL.Path, "/list"):
			var asked struct{ Gbrq [2]string }
			if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || asked.Gbrq[0] > "2020-03-01" || asked.Gbrq[1] < "2020-03-01" {
				fmt.Fprint(w, `{"code":200,"total":0,"rows":[]}`)
				return
			}
			fmt.Fprintf(w, `{"code":200,"total":1,"rows":[{%s}]}`, row)
		case strings.HasSuffix(r.URL.Path, "/flfgDetails"):
			fmt.Fprintf(w, `{"code":200,"data":{%s,"lsyg":[{"title":"灯火法","gbrq":"2001-02-03","sxrq":"2001-05-01","sxx":2}]}}`, row)
		case strings.HasSuffix(r.URL.Path, "/batch"):
			fmt.Fprint(w, `{"code":200,"data":[{"url":"/f"}]}`)
		default:
			_, _ = w.Write(word)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// lampOrders are an empty data folder, what brings collections into it without pauses, and the order
// of the official database that a test plays.
func lampOrders(t *testing.T, fault *func(http.ResponseWriter, *http.Request) bool) (
	*generation.Store, *acquire.Acquirer, []acquire.Order) {
	t.Helper()
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
	for i := range a.Catalogue {
		if a.Catalogue[i].Kind == catalogue.Official {
			a.Catalogue[i].URL = lampDatabase(t, fault)
		}
	}
	orders, err := acquire.Orders(a.Catalogue, []string{"flk"}, "")
	if err != nil {
		t.Fatal(err)
	}
	return store, a, orders
}

// What get brings from the official database is a law, with the days that the database tells.
func TestGetOfficial(t *testing.T) {
	t.Parallel()
	store, a, orders := lampOrders(t, nil)
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

// Whatever the official database does in place of answering: what is loaded stays as it is, to
// the last line of its dump, the user reads what went wrong, and the next call brings what is new.
func TestOfficialFaults(t *testing.T) {
	t.Parallel()
	var fault func(http.ResponseWriter, *http.Request) bool
	store, a, orders := lampOrders(t, &fault)
	ctx := context.Background()
	if r, err := a.Get(ctx, orders); err != nil || r.Failed() > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	before := testbase.Dump(t, store)
	const page = "<!DOCTYPE html><html><head><title>系统维护</title></head></html>"
	newer := func(w http.ResponseWriter, r *http.Request) bool { // a second law is listed
		if strings.HasSuffix(r.URL.Path, "/list") {
			fmt.Fprint(w, `{"code":200,"total":1,"rows":[{"bbbs":"b2","title":"渡口法","gbrq":"2021-03-01","sxx":3,"flfgCodeId":110}]}`)
		}
		return strings.HasSuffix(r.URL.Path, "/list")
	}
	status := func(code int, header ...string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
			return true
		}
	}
	for name, f := range map[string]struct {
		answer func(http.ResponseWriter, *http.Request) bool
		reads  string
	}{
		"a page for the list": {func(w http.ResponseWriter, _ *http.Request) bool { fmt.Fprint(w, page); return true }, "系统维护"},
		"a loop of the guard": {status(http.StatusTemporaryRedirect, "Location", "/", "Set-Cookie", "wzws_cid=1"), "一再要求重来"},
		"busy":                {status(http.StatusTooManyRequests, "Retry-After", "120"), "（429），2 分钟后再试"},
		"broken":              {status(http.StatusInternalServerError), "暂时不能应答（500）"},
		"forbidden":           {status(http.StatusForbidden), "拒绝访问"},
		"cut": {func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, `{"code":200,`)
			panic(http.ErrAbortHandler)
		}, "中断"},
		"a page for a text": {func(w http.ResponseWriter, r *http.Request) bool {
			switch {
			case newer(w, r):
			case strings.HasSuffix(r.URL.Path, "/flfgDetails"):
				fmt.Fprint(w, `{"code":200,"data":{"bbbs":"b2","title":"渡口法","gbrq":"2021-03-01"}}`)
			case strings.HasSuffix(r.URL.Path, "/batch"):
				return false
			default:
				fmt.Fprint(w, page)
			}
			return true
		}, "网页"},
	} {
		fault = f.answer
		r, err := a.Get(ctx, orders)
		if err != nil || len(r.Outcomes) != 1 {
			t.Fatalf("%s: %+v, %v", name, r, err)
		}
		o := r.Outcomes[0]
		said := fmt.Sprint(o.Err, o.Stopped, o.Refused)
		if !strings.Contains(said, f.reads) {
			t.Errorf("%s: the user reads %q; want %q", name, said, f.reads)
		}
		var out bytes.Buffer
		if exit := new(exitError); !errors.As(finishGet(&out, "data", r, ""), &exit) || exit.code == exitDone {
			t.Errorf("%s: no exit code; %s", name, out.String())
		}
		// Of a text whose file is none, title and day are kept.
		if got := testbase.Dump(t, store); got != before && name != "a page for a text" || strings.Contains(got, "系统维护") {
			t.Errorf("%s: what is loaded is not what it was", name)
		} else {
			before = got
		}
	}
	fault = nil
	if r, err := a.Get(ctx, orders); err != nil || r.Failed() > 0 || r.Outcomes[0].Stopped != "" {
		t.Errorf("well again: %+v, %v", r, err)
	}
}

// That a law of years ago is repealed, which only its status in the official database tells, is told by
// an update within a week.
func TestOldRepeal(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	status := 3
	list := func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/list") {
			return false
		}
		var asked struct{ Gbrq [2]string }
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			t.Error(err)
		}
		var rows []string
		for _, row := range []struct{ id, title, day, status string }{{"a1", "灯火法", "2020-03-01", fmt.Sprint(status)},
			{"b2", "观灯办法", "2026-10-01", "3"}} {
			if asked.Gbrq[0] <= row.day && row.day <= asked.Gbrq[1] {
				rows = append(rows, fmt.Sprintf(`{"bbbs":%q,"title":%q,"gbrq":%q,"sxx":%s,"flfgCodeId":110}`, row.id, row.title, row.day,
					row.status))
			}
		}
		fmt.Fprintf(w, `{"code":200,"total":%d,"rows":[%s]}`, len(rows), strings.Join(rows, ","))
		return true
	}
	fault := func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/flfgDetails") {
			fmt.Fprintf(w, `{"code":200,"data":{"bbbs":%q}}`, r.URL.Query().Get("bbbs"))
			return true
		}
		return list(w, r)
	}
	_, a, orders := lampOrders(t, &fault)
	day := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	a.Now = func() time.Time { return day }
	if r, err := a.Get(ctx, orders); err != nil || r.Failed() > 0 || r.Outcomes[0].Day != "2026-10-01" {
		t.Fatalf("%+v, %v", r, err)
	}
	status, day = 2, day.AddDate(0, 0, 7)
	r, err := a.Update(ctx)
	if err != nil || r.Failed() > 0 || r.Report == nil || r.Report.Changes == nil ||
		!slices.Equal(r.Report.Changes.Changes, []kb.LawChange{{Kind: kb.LawRepealed, Law: "灯火法"}}) {
		t.Fatalf("%+v, %v", r, err)
	}
}
