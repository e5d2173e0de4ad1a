package lawtable_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus/lawtable"
)

// file is a SQLite file that statements make.
func file(t *testing.T, statements string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "db.sqlite3")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

const table = "CREATE TABLE law (id TEXT, level TEXT, name TEXT, publish DATE, valid_from DATE, expired INTEGER); "

// Rows are read as they are; what cannot be right of one is left out and said.
func TestRead(t *testing.T) {
	t.Parallel()
	data := file(t, table+`INSERT INTO law(name, publish, valid_from, expired) VALUES
		('灯火法', '2010-03-01', '2010-07-01', 0), ('渡口条例', '2011-01-08', '', 1), ('渡口条例', '2019-03-02', NULL, 0),
		('集市办法', '2023-13-45', '2023-12-01', 0), ('钟楼办法', '2020-05-01', '2020-04-01', 0), (NULL, NULL, NULL, 0);
		INSERT INTO law(level, name, publish, expired) VALUES ('案例', '偷灯案', '2020-05-01', 0)`)
	if !lawtable.Is(data) {
		t.Error("the file is not known by its first bytes")
	}
	table, err := lawtable.Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	rows := table.Rows
	want := []lawtable.Row{{Name: "渡口条例", Published: "2011-01-08", Ended: true}, {Name: "渡口条例", Published: "2019-03-02"},
		{Name: "灯火法", Published: "2010-03-01", From: "2010-07-01"},
		{Name: "钟楼办法", Published: "2020-05-01", Problem: "施行日期 2020-04-01 在公布日期 2020-05-01 之前"},
		{Name: "集市办法", From: "2023-12-01", Problem: "公布日期“2023-13-45”不是日期"}}
	slices.SortFunc(want, func(a, b lawtable.Row) int {
		return strings.Compare(a.Name+string(a.Published), b.Name+string(b.Published))
	})
	if !slices.Equal(rows, want) {
		t.Errorf("rows %+v; want %+v", rows, want)
	}
}

// Other files, views and damaged ones are refused, with what is wanted.
func TestRefused(t *testing.T) {
	t.Parallel()
	whole := file(t, table+"INSERT INTO law(name, publish, expired) SELECT '灯火法' || hex(randomblob(200)), '2010-03-01', 0 FROM "+
		"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n)")
	damaged := slices.Clone(whole)
	for i := 4096; i < len(damaged); i++ {
		damaged[i] = byte(i)
	}
	for name, data := range map[string][]byte{
		"another table": file(t, "CREATE TABLE song(name TEXT)"),
		"columns":       file(t, "CREATE TABLE law(name TEXT, publish DATE)"),
		"a view":        file(t, "CREATE VIEW law AS SELECT 'a' AS name, 'b' AS publish, 'c' AS valid_from, 0 AS expired"),
		"damaged":       damaged,
		"cut off":       whole[:5000],
		"a head alone":  []byte("SQLite format 3\x00"),
	} {
		if table, err := lawtable.Read(context.Background(), data); err == nil || !strings.Contains(err.Error(), "SQLite") {
			t.Errorf("%s: %v, %v", name, table, err)
		}
	}
}
