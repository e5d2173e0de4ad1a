package ingest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/corpus/lawtable"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
)

// What a database of the state tells of days counts before the words of texts, its history ends
// texts as loaded ones would, and what it knows beside is kept without a note.
func TestOfficialDays(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, caption := range map[string]string{"灯火法": "2010年3月1日第九届虚构代表大会通过", "渡口法": "2011年3月1日第九届虚构代表大会通过",
		"集市法": "2012年3月1日第九届虚构代表大会通过"} {
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), []byte(name+"\n（"+caption+"）"+lampText+"第三条 本法自2013年7月1日起施行。\n"),
			0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := lawtable.WriteDays("某数据库", []lawtable.Row{{Name: "灯火法", Published: "2010-03-01", From: "2013-08-01"},
		{Name: "渡口法", Published: "2011-03-01", From: "2013-07-01", Ended: true}, {Name: "渡口法", Published: "2018-03-01", From: "2018-09-01"},
		{Name: "渡口法", Published: "2001-03-01", From: "2001-09-01", Ended: true}, {Name: "集市法", Published: "2012-03-01", Ended: true},
		{Name: "没有的法", Published: "2019-03-01"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "日期.json"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	store := newStore(t)
	ctx := context.Background()
	load := func(official bool) {
		t.Helper()
		c := ingest.Collection{Collection: kb.Collection{Name: "flk"}, Path: dir, Official: official}
		r, err := ingest.Run(ctx, ingest.Options{Store: store, Collections: []ingest.Collection{c}, Now: func() time.Time { return day }})
		if err != nil || len(r.Rejected) > 0 || r.Sources != 4 {
			t.Fatalf("%+v, %v", r, err)
		}
	}
	load(true)
	days := func() (got []string) {
		base := openBase(t, store)
		for _, key := range []string{"灯火法", "渡口法", "集市法"} {
			law, err := base.Law(ctx, key)
			if err != nil {
				t.Fatal(err)
			}
			v := law.Versions[0]
			got = append(got, fmt.Sprintf("%s %s %s – %s %s %s", key, v.InForceFrom, v.FromSource, v.InForceTo, v.To().Source,
				v.StatusText("2024-05-06")))
		}
		return got
	}
	want := []string{"灯火法 2013-08-01 official –  unknown 截至 2019-03-01 现行有效",
		"渡口法 2013-07-01 official – 2018-09-01 official 已修改（新文本 2018-09-01 起施行）",
		"集市法 2013-07-01 text –  unknown 已废止（2019-03-01 的目录标明已失效，何时起不明）"}
	if got := days(); !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
	base := openBase(t, store)
	unloaded, err := base.UnloadedOf(ctx, "渡口法")
	if err != nil || len(unloaded) != 2 || unloaded[1].Label != "2018-03-01" || !unloaded[1].Official {
		t.Errorf("texts without words %+v, %v", unloaded, err)
	}
	notes, err := base.DayNotes(ctx)
	if err != nil || len(notes) != 1 || !strings.Contains(notes[0], "《灯火法》2010-03-01 写 2013-08-01 起施行，先于正文的 2013-07-01") {
		t.Errorf("notes %q, %v", notes, err)
	}
	// What was not fetched from the database is not believed like that, whatever its first line and its
	// collection say.
	load(false)
	if got := days(); !strings.HasPrefix(got[0], "灯火法 2013-07-01 text") || strings.Contains(strings.Join(got, ""), "official") {
		t.Errorf("of a list that only says that it is official: %q", got)
	}
	load(true)
	if got := days(); !slices.Equal(got, want) {
		t.Errorf("fetched again, got %q; want %q", got, want)
	}
	if _, err := ingest.Remove(ctx, ingest.Options{Store: store}, "汇编:flk!日期.json"); err != nil {
		t.Fatal(err)
	}
	if got := days(); !strings.HasPrefix(got[0], "灯火法 2013-07-01 text") || !strings.Contains(got[1], "现行有效") {
		t.Errorf("without the list %q", got)
	}
}
