// Package lawtable reads SQLite files of laws, in two forms. A list lies beside texts: a table
// of when each text was published, from when it is in force and whether it no longer is. A
// collection has the texts too: a table of laws and one of their articles, told by their
// columns (texts.go). A list may also be a file of official days, in JSON (days.go). It reads a
// copy, and nothing but plain tables of these forms.
//
// Start with [Read].
package lawtable

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite", pure Go

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Row is what the table says of one text.
type Row struct {
	Name      string       // of the law, as the table writes it
	Published statute.Date // day of adoption or publication that names the text, "" where none is given
	From      statute.Date // first day in force, "" where none is given
	Ended     bool         // the text is no longer in force
	// Official says that a database of the state tells it: it counts before what texts say.
	Official bool
	// Problem says in the user's words what of the row cannot be right and is left out.
	Problem string
}

// Is reports whether a file begins as SQLite files do.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte("SQLite format 3\x00")) }

// Table is what a file holds.
type Table struct {
	Rows  []Row  // of a list, and of a collection as far as it tells days
	Texts []Text // of a collection
}

// maxRows bounds how many rows are read.
const maxRows = 1_000_000

// Read reads a file: the list of its table `law`, by name and day, or the laws of a collection
// in the order of its table.
func Read(ctx context.Context, file []byte) (table *Table, err error) {
	dir, err := os.MkdirTemp("", "fatiao-table-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for a table: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "table.sqlite")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		return nil, fmt.Errorf("copying a table: %w", err)
	}
	// Nothing that the file defines may run: no views, no functions of its schema.
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+
		"?mode=ro&immutable=1&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)")
	if err != nil {
		return nil, fmt.Errorf("opening a table: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	shape, err := collectionIn(ctx, db)
	if err != nil {
		return nil, err
	}
	if shape != nil {
		return shape.read(ctx, db)
	}
	hasLevel, err := check(ctx, db)
	if err != nil {
		return nil, err
	}
	rows, err := read(ctx, db, hasLevel)
	if err != nil {
		return nil, err
	}
	return &Table{Rows: rows}, nil
}

// broken is the error of a file that SQLite cannot read on.
func broken(err error) error { return usererr.Errorf("SQLite 文件读不下去：%v", err) }

// check refuses files without a plain table of the form that is known. hasLevel says that the
// table tells the level of its laws too.
func check(ctx context.Context, db *sql.DB) (hasLevel bool, err error) {
	var definition string
	err = db.QueryRowContext(ctx, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'law'").Scan(&definition)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, broken(err)
	}
	var columns int
	if strings.HasPrefix(strings.ToUpper(definition), "CREATE TABLE") {
		err = db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE name <> 'level'), count(*) FILTER (WHERE name = 'level')
			FROM pragma_table_info('law') WHERE name IN ('name', 'publish', 'valid_from', 'expired', 'level')`).Scan(&columns, &hasLevel)
		if err != nil {
			return false, broken(err)
		}
	}
	if columns != 4 {
		return false, usererr.New("SQLite 文件里没有法规目录（law 表，栏目有 name、publish、valid_from、expired），" +
			"也没有法规正文（一个表有 law_id、law_name、version_date，一个表有 law_id、article_no、article_text）")
	}
	return hasLevel, nil
}

// cases is what the table calls the level of what is no law.
const cases = "案例"

func read(ctx context.Context, db *sql.DB, hasLevel bool) ([]Row, error) {
	level := "''"
	if hasLevel {
		level = "coalesce(level, '')"
	}
	// As text: the driver makes times of what stands in columns of days.
	found, err := db.QueryContext(ctx, `SELECT trim(coalesce(CAST(name AS TEXT), '')), trim(coalesce(CAST(publish AS TEXT), '')),
		trim(coalesce(CAST(valid_from AS TEXT), '')), coalesce(CAST(expired AS INTEGER), 0) <> 0 FROM law
		WHERE `+level+` <> ? ORDER BY 1, 2, 3, 4 LIMIT ?`, cases, maxRows)
	if err != nil {
		return nil, broken(err)
	}
	defer found.Close()
	var rows []Row
	for found.Next() {
		var r Row
		var published, from string
		if err := found.Scan(&r.Name, &published, &from, &r.Ended); err != nil {
			return nil, broken(err)
		}
		if r.Name == "" {
			continue
		}
		r.setDays(published, from)
		rows = append(rows, r)
	}
	if err := found.Err(); err != nil {
		return nil, broken(err)
	}
	return rows, nil
}

// setDays takes the days that can be right: those of the calendar, and no first day before
// the one on which the text came to be.
func (r *Row) setDays(published, from string) {
	for _, day := range [...]struct {
		name, written string
		into          *statute.Date
	}{{"公布日期", published, &r.Published}, {"施行日期", from, &r.From}} {
		if day.written == "" {
			continue
		}
		var err error
		if *day.into, err = statute.ParseDate(day.written); err != nil {
			*day.into = ""
			r.Problem += fmt.Sprintf("%s“%.20s”不是日期；", day.name, day.written)
		}
	}
	if r.From != "" && r.From < r.Published {
		r.Problem += fmt.Sprintf("施行日期 %s 在公布日期 %s 之前；", r.From, r.Published)
		r.From = ""
	}
	r.Problem = strings.TrimSuffix(r.Problem, "；")
}
