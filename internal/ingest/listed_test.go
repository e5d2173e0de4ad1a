package ingest_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
)

const lampText = "\n第一条 灯要亮。\n第二条 灯坏了换。\n"

// A list that lies beside texts tells the days that they do not tell; their own words and the
// register count before it, what differs is noted, and without it its days are gone.
func TestListOfDays(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("灯火法.txt", "灯火法\n（2010年3月1日第九届虚构代表大会通过）"+lampText)
	write("渡口法.txt", "渡口法\n（2011年3月1日第九届虚构代表大会通过）"+lampText+"第三条 本法自2011年7月1日起施行。\n")
	write("集市法.txt", "集市法\n（2012年3月1日第九届虚构代表大会通过）"+lampText+"第三条 本法自2012年7月1日起施行。\n")
	write("钟楼法.txt", "钟楼法\n（2001年3月1日第九届虚构代表大会通过 根据2013年3月1日《关于修改〈钟楼法〉的决定》修正）"+lampText)
	write("晚集法.txt", "晚集法\n（2024年3月1日第九届虚构代表大会通过）"+lampText+"第三条 本法自2024年4月1日起施行。\n")
	list := filepath.Join(dir, "db.sqlite3")
	db, err := sql.Open("sqlite", list)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE law (name TEXT, publish DATE, valid_from DATE, expired INTEGER);
		INSERT INTO law VALUES ('灯火法', '2010-03-01', '2010-09-01', 0), ('渡口法', '2011-03-01', '2011-08-01', 0),
		('集市法', '2012-03-01', '2012-07-01', 1), ('钟楼法', '2013-03-01', '2013-03-01', 0), ('没有的法', '2014-03-01', NULL, 0),
		('晚集法', '2023-13-45', NULL, 0), ('晚集法', '2024-04-05', NULL, 0)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	store := newStore(t)
	if r := run(t, store, dir); len(r.Rejected) > 0 {
		t.Errorf("refused: %v", r.Rejected)
	}
	days := func() (all []string, notes []string) {
		t.Helper()
		base := openBase(t, store)
		for _, key := range []string{"灯火法", "渡口法", "集市法", "钟楼法"} {
			law, err := base.Law(context.Background(), key)
			if err != nil {
				t.Fatal(err)
			}
			v := law.Versions[0]
			all = append(all, fmt.Sprintf("%s %s %s %s", key, v.InForceFrom, v.FromSource, v.StatusText("2024-05-06")))
		}
		if notes, err = base.DayNotes(context.Background()); err != nil {
			t.Fatal(err)
		}
		return all, notes
	}
	got, notes := days()
	want := []string{"灯火法 2010-09-01 site 截至 2024-04-05 现行有效", "渡口法 2011-07-01 text 截至 2024-04-05 现行有效",
		"集市法 2012-07-01 text 已废止（2024-04-05 的目录标明已失效，何时起不明）", "钟楼法 2013-03-01 assumed 截至 2024-04-05 现行有效"}
	if !slices.Equal(got, want) {
		t.Errorf("with the list: %q; want %q", got, want)
	}
	for _, want := range []string{"《渡口法》2011-03-01 写 2011-08-01 起施行，按正文是 2011-07-01", "没有的法", "2023-13-45"} {
		if !slices.ContainsFunc(notes, func(n string) bool { return strings.Contains(n, want) }) {
			t.Errorf("no note has %q: %q", want, notes)
		}
	}
	with := testbase.Dump(t, store)
	if _, err := ingest.Remove(context.Background(), ingest.Options{Store: store}, list); err != nil {
		t.Fatal(err)
	}
	got, notes = days()
	want = []string{"灯火法 2010-03-01 assumed 截至 2024-03-01 现行有效", "渡口法 2011-07-01 text 截至 2024-03-01 现行有效",
		"集市法 2012-07-01 text 截至 2024-03-01 现行有效", "钟楼法 2013-03-01 assumed 截至 2024-03-01 现行有效"}
	if !slices.Equal(got, want) || len(notes) > 0 {
		t.Errorf("without the list: %q, %q; want %q", got, notes, want)
	}
	run(t, store, list)
	if d := difference(testbase.Dump(t, store), with); d != "" {
		t.Errorf("ingested after the texts, the list gives something else:\n%s", d)
	}
}

// Collections that folders named by a year hold tell each up to which day they go: what only a
// much older one has is not taken for in force today.
func TestCollections(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(folder, name, caption string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, folder, name+".txt"), []byte(name+"\n（"+caption+"）"+lampText), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("2018", "灯火法", "2010年3月1日第九届虚构代表大会通过")
	write("2018", "渡口法", "2018年3月1日第九届虚构代表大会通过")
	write("2024/法律", "渡口法", "2018年3月1日第九届虚构代表大会通过")
	write("2024/法律", "集市法", "2024年3月1日第九届虚构代表大会通过")
	store := newStore(t)
	run(t, store, dir)
	base := openBase(t, store)
	for key, want := range map[string]string{
		"灯火法 2024-05-06": "未核实（2018-03-01 时有效，较新的汇编没有收录）",
		"灯火法 2017-05-06": "截至 2017-05-06 现行有效",
		"渡口法 2024-05-06": "截至 2024-03-01 现行有效",
		"集市法 2024-05-06": "截至 2024-03-01 现行有效",
	} {
		name, day, _ := strings.Cut(key, " ")
		law, err := base.Law(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		if got := law.On("2024-05-06").StatusText(statute.Date(day)); got != want {
			t.Errorf("%s: %s; want %s", key, got, want)
		}
	}
}

func openBase(t *testing.T, store *generation.Store) *kb.Base {
	t.Helper()
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	base, err := kb.Open(context.Background(), g.KB())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = base.Close() })
	return base
}
