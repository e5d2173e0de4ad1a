package ingest_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// wheel writes a Python package that has a collection of invented laws as its data.
func wheel(t *testing.T, path string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "laws.db")
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE laws (law_id TEXT, law_name TEXT, version_date TEXT, effective_date TEXT, status TEXT, level TEXT);
		CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT, chapter TEXT, article_no TEXT, article_text TEXT);
		INSERT INTO laws VALUES ('a', '灯火法', '2026-03-01', '2026-07-01', '现行有效', '法律'),
			('b', '渡口法', '2019-03-01', '2001-07-01', '现行有效', '法律'), ('c', '集市法', '2018-03-01', '2018-03-01', '已废止', '法律');
		INSERT INTO articles(law_id, chapter, article_no, article_text) VALUES
			('a', '第一章 总则', '第一条', '灯要亮。' || char(10) || '第二编 灭 灯'), ('a', '第一章 夜', '第二条', '夜里灭灯。'),
			('a', '第一章 夜', '第三条', '本法自2026年6月1日起施行。' || char(10) || '附件' || char(10) || '灯的样子'),
			('b', '', '第一条', '船要稳。'), ('b', '', '第二条', '本法自2001年7月1日起施行。'), ('c', '', '第一条', '集市每天开。')`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string][]byte{"lamps/__init__.py": []byte("print()"), "lamps/data/laws.db": data,
		"lamps-1.dist-info/WHEEL": []byte("Wheel-Version: 1.0"), "lamps-1.dist-info/METADATA": []byte("Name: lamps")} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A package that has a collection in SQLite is one source: its texts are laws with headings and
// annexes, the days of its table count behind those of the texts, its programs are passed over,
// and how far it goes is its own: it makes no older collection beside it newer.
func TestCollectionOfAPackage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	wheel(t, filepath.Join(dir, "lamps-1-py3-none-any.whl"))
	if err := os.WriteFile(filepath.Join(dir, "桥梁法.txt"), []byte("桥梁法\n（2015年3月1日第九届虚构代表大会通过）"+lampText), 0o644); err != nil {
		t.Fatal(err)
	}
	store := newStore(t)
	r := run(t, store, dir)
	if len(r.Rejected) != 0 || len(r.Skipped) != 3 || r.Sources != 2 || r.Laws != 4 {
		t.Errorf("rejected %v, skipped %v, %d sources, %d laws", r.Rejected, r.Skipped, r.Sources, r.Laws)
	}
	base := openBase(t, store)
	ctx := context.Background()
	var got []string
	for _, key := range []string{"灯火法", "渡口法", "集市法", "桥梁法"} {
		law, err := base.Law(ctx, key)
		if err != nil {
			t.Fatal(err)
		}
		v := law.Versions[0]
		got = append(got, fmt.Sprintf("%s@%s %s %s %s", key, v.Label, v.InForceFrom, v.FromSource, v.StatusText("2026-11-30")))
	}
	want := []string{"灯火法@2026-03-01 2026-06-01 text 现行有效（2026-06-01 起施行，其后未核实）", "渡口法@2019-03-01 2019-03-01 assumed 截至 2026-03-01 现行有效",
		"集市法@2018-03-01 2018-03-01 assumed 已废止（2026-03-01 的目录标明已失效，何时起不明）",
		"桥梁法@2015-03-01 2015-03-01 assumed 未核实（2015-03-01 时有效，较新的汇编没有收录）"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
	notes, err := base.DayNotes(ctx)
	if err != nil || len(notes) != 1 {
		t.Errorf("notes %q, %v: want the one on 灯火法", notes, err)
	}
}
