// Package kb is the knowledge base: one SQLite file with the laws, their
// versions and articles, cases and commentary, the names of laws, and who
// cites whom. It knows no files, no index and no HTTP.
//
// Reading starts with [Open] and the methods of [Base]; writing with [Create]
// or [OpenForUpdate] and the methods of [Writer]. A base that is being served
// is never written: an ingest works on a copy (see package generation).
package kb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"

	_ "modernc.org/sqlite" // the driver "sqlite", pure Go
)

// ErrNotFound is wrapped by errors for laws and provisions that are not
// loaded.
var ErrNotFound = errors.New("not found")

// Base is an open knowledge base, for reading. It is safe for concurrent use.
type Base struct {
	db *sql.DB
	// names are the aliases, in memory: every look-up of a law needs them.
	names  *names
	until  string
	citing citing
}

// Open opens the file for reading. The file must not change while it is open.
func Open(ctx context.Context, path string) (*Base, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("opening the knowledge base: %w", err)
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro&immutable=1&_pragma=query_only(1)&_pragma=mmap_size(268435456)")
	if err != nil {
		return nil, fmt.Errorf("opening the knowledge base: %w", err)
	}
	db.SetMaxOpenConns(2 * runtime.GOMAXPROCS(0))
	db.SetMaxIdleConns(2 * runtime.GOMAXPROCS(0))
	b := &Base{db: db}
	if err := b.check(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if b.names, err = loadNames(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if b.until, err = b.collectedUntil(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return b, nil
}

func (b *Base) check(ctx context.Context) error {
	var version int
	if err := b.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("reading the knowledge base: %w", err)
	}
	if version != SchemaVersion {
		return fmt.Errorf("知识库的格式版本是 %d，本程序需要 %d，请重新导入", version, SchemaVersion)
	}
	return nil
}

// Close closes the base.
func (b *Base) Close() error { return b.db.Close() }

// Counts are the numbers of what is loaded.
type Counts struct {
	Sources, Laws, Versions, Cases, Commentaries, Consultations, Diagnostics int
	// Articles are the distinct addresses without a version: the articles of the
	// text of each law that a bare address means. Repealed is how many of them
	// belong to laws that a loaded text repeals.
	Articles, Repealed int
	Citations          CitationCounts
}

// CitationCounts are the citations of provisions by status.
type CitationCounts struct {
	Found      int `json:"found"`
	Resolved   int `json:"resolved"`
	Dangling   int `json:"dangling"`
	UnknownLaw int `json:"unknown_law"`
	Ambiguous  int `json:"ambiguous"`
}

// Counts counts what is loaded on a day.
func (b *Base) Counts(ctx context.Context, today string) (Counts, error) {
	var c Counts
	for _, q := range [...]struct {
		into  *int
		query string
		args  []any
	}{
		{&c.Sources, "SELECT count(*) FROM source", nil},
		{&c.Laws, "SELECT count(*) FROM law", nil},
		{&c.Versions, "SELECT count(*) FROM version", nil},
		{&c.Articles, "SELECT count(*) FROM unit u JOIN version v ON v.id = u.version_id WHERE u.kind = 'article' AND u.address <> '' AND " + current, []any{today, today}},
		{&c.Repealed, "SELECT count(*) FROM unit u JOIN version v ON v.id = u.version_id WHERE u.kind = 'article' AND u.address <> '' AND v.repealed_by <> '' AND v.in_force_to <= ?", []any{today}},
		{&c.Cases, "SELECT count(*) FROM document WHERE kind = 'case'", nil},
		{&c.Commentaries, "SELECT count(*) FROM document WHERE kind = 'commentary'", nil},
		{&c.Consultations, "SELECT count(*) FROM document WHERE kind = 'consultation'", nil},
		{&c.Diagnostics, "SELECT count(*) FROM diagnostic", nil},
		{&c.Citations.Found, "SELECT count(*) FROM citation WHERE kind = 'provision'", nil},
		{&c.Citations.Resolved, "SELECT count(*) FROM citation WHERE kind = 'provision' AND status = 'resolved'", nil},
		{&c.Citations.Dangling, "SELECT count(*) FROM citation WHERE kind = 'provision' AND status = 'dangling'", nil},
		{&c.Citations.UnknownLaw, "SELECT count(*) FROM citation WHERE kind = 'provision' AND status = 'unknown_law'", nil},
		{&c.Citations.Ambiguous, "SELECT count(*) FROM citation WHERE kind = 'provision' AND status = 'ambiguous'", nil},
	} {
		if err := b.db.QueryRowContext(ctx, q.query, q.args...).Scan(q.into); err != nil {
			return c, fmt.Errorf("counting what is loaded: %w", err)
		}
	}
	return c, nil
}

// current selects the versions v that a bare address means on the day given
// twice: the one in force, or the last of a law that was repealed.
const current = "v.in_force_from <= ? AND (v.in_force_to = '' OR v.in_force_to > ? OR v.repealed_by <> '')"

// CollectedUntil is the date up to which the collection goes: the latest date
// of any loaded text, "" where nothing is dated. Every page shows it, so it is
// read once.
func (b *Base) CollectedUntil() string { return b.until }

func (b *Base) collectedUntil(ctx context.Context) (string, error) {
	var until sql.NullString
	err := b.db.QueryRowContext(ctx, "SELECT max(d) FROM (SELECT max(label) AS d FROM version WHERE label <> 'undated' UNION SELECT max(date) FROM document WHERE kind <> 'law')").Scan(&until)
	if err != nil {
		return "", fmt.Errorf("reading the date of the collection: %w", err)
	}
	return until.String, nil
}
