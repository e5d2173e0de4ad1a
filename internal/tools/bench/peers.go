//go:build unix

package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"

	"github.com/blevesearch/bleve/v2"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// peer is another engine over the same articles.
type peer struct {
	name   string
	phrase func(ctx context.Context, text string) error // the first twenty that have a string
	both   func(ctx context.Context, a, b string) error // that have two strings
	words  func(ctx context.Context, text string) error // by the words of a question
	close  func() error
}

// pairsOf writes a text as FTS5 is given it: its pairs of characters, apart.
func pairsOf(text string) string {
	var b strings.Builder
	for _, t := range gseanalysis.Bigrams(text) {
		b.WriteString(t.Term + " ")
	}
	return strings.TrimSpace(b.String())
}

// newSQLite indexes articles with FTS5.
func newSQLite(ctx context.Context, dir string, articles []article) (p peer, err error) {
	db, err := sql.Open("sqlite", filepath.Join(dir, "fts5.sqlite"))
	if err != nil {
		return p, err
	}
	if _, err := db.ExecContext(ctx, "CREATE VIRTUAL TABLE a USING fts5(t, content='')"); err != nil {
		return p, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return p, err
	}
	for i, x := range articles {
		if _, err := tx.ExecContext(ctx, "INSERT INTO a (rowid, t) VALUES (?, ?)", i+1, pairsOf(x.text)); err != nil {
			return p, err
		}
	}
	if err := tx.Commit(); err != nil {
		return p, err
	}
	query := func(ctx context.Context, match string) error {
		rows, err := db.QueryContext(ctx, "SELECT rowid FROM a WHERE a MATCH ? ORDER BY rank LIMIT 20", match)
		if err != nil {
			return err
		}
		defer rows.Close()
		var id int
		for rows.Next() {
			if err := rows.Scan(&id); err != nil {
				return err
			}
		}
		return rows.Err()
	}
	return peer{
		name:   "SQLite",
		phrase: func(ctx context.Context, text string) error { return query(ctx, `"`+pairsOf(text)+`"`) },
		both: func(ctx context.Context, a, b string) error {
			return query(ctx, `"`+pairsOf(a)+`" AND "`+pairsOf(b)+`"`)
		},
		words: func(ctx context.Context, text string) error {
			return query(ctx, `"`+strings.Join(strings.Fields(pairsOf(text)), `" OR "`)+`"`)
		},
		close: db.Close,
	}, nil
}

// newBleve indexes articles as a user of bleve would who only names the analyzer.
func newBleve(dir string, articles []article) (p peer, err error) {
	text := bleve.NewTextFieldMapping()
	text.Analyzer, text.Store = gseanalysis.WordAnalyzer, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("text", text)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	path := filepath.Join(dir, "bleve")
	w, err := bleve.NewBuilder(path, m, map[string]any{"buildPathPrefix": dir})
	if err != nil {
		return p, err
	}
	for _, a := range articles {
		if err := w.Index(a.address, map[string]string{"text": a.text}); err != nil {
			return p, err
		}
	}
	if err := w.Close(); err != nil {
		return p, err
	}
	x, err := bleve.Open(path)
	if err != nil {
		return p, err
	}
	phrase := func(text string) *bleve.SearchRequest {
		q := bleve.NewMatchPhraseQuery(text)
		q.SetField("text")
		return bleve.NewSearchRequestOptions(q, 20, 0, false)
	}
	ask := func(ctx context.Context, r *bleve.SearchRequest) error {
		_, err := x.SearchInContext(ctx, r)
		return err
	}
	return peer{
		name:   "bleve",
		phrase: func(ctx context.Context, text string) error { return ask(ctx, phrase(text)) },
		both: func(ctx context.Context, a, b string) error {
			q := bleve.NewConjunctionQuery(phrase(a).Query, phrase(b).Query)
			return ask(ctx, bleve.NewSearchRequestOptions(q, 20, 0, false))
		},
		words: func(ctx context.Context, text string) error {
			q := bleve.NewMatchQuery(text)
			q.SetField("text")
			return ask(ctx, bleve.NewSearchRequestOptions(q, 20, 0, false))
		},
		close: x.Close,
	}, nil
}
