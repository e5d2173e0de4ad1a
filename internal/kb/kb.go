// Package kb is the storage of the knowledge base: one SQLite database with the laws,
// their versions and articles, cases and commentary, the names of laws, and who
// cites whom. It stores plain values and runs no parser; it knows no files, no
// index and no HTTP. Package lawbuild makes the laws that it stores, package
// citegraph finds and reads the citations, package lawnames answers what a name
// means.
//
// Reading starts with [Open] and the methods of [Base]; writing with [Create]
// or [OpenForUpdate] and the methods of [Writer]. A base that is being served
// is never written: an ingest works on a draft that shares its files, and writes the pages that
// change (see packages generation and layered).
//
//	schema.go       the tables; dump.go all of them as text
//	rows.go         how rows are read; statements.go what is prepared once
//	law.go          laws and versions; unit.go articles, part.go their parts, provision.go what an address names
//	document.go     cases, commentaries and consultations; cases.go, commentary.go what they say of themselves
//	write.go        sources and documents; writelaw.go what is made of the documents of laws
package kb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	_ "modernc.org/sqlite" // the driver "sqlite", pure Go

	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/layered"
	"github.com/fatiao/fatiao/internal/usererr"
)

// ErrNotFound is wrapped by errors for laws and provisions that are not
// loaded.
var ErrNotFound = errors.New("not found")

// Base is an open knowledge base, for reading. It is safe for concurrent use.
type Base struct {
	db     *sql.DB
	file   *layered.Database
	schema int
	names  *lawnames.Names
	until  string
	laws   sync.Map                     // *Law by key: what was read once
	listed atomic.Pointer[[]LawSummary] // all, once they were listed
	texts  atomic.Pointer[[]Version]    // likewise
	ready  statements
}

// Open opens the file for reading. The file must not change while it is open.
// ErrOlder and ErrNewer are wrapped where another program made it.
func Open(ctx context.Context, path string) (*Base, error) { return open(ctx, path, SchemaVersion) }

// OpenOlder is Open that takes older schemas too, as far as [OpenForUpdate] can bring
// them to the present one: to see which sources and documents they hold.
func OpenOlder(ctx context.Context, path string) (*Base, error) {
	return open(ctx, path, oldestSchema)
}

func open(ctx context.Context, path string, least int) (*Base, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("opening the knowledge base: %w", err)
	}
	file, err := layered.Open(path)
	if err != nil {
		return nil, err
	}
	if err := registerPacking(); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	db, err := sql.Open("sqlite", "file:"+file.Name+"?vfs="+layered.VFS+
		"&mode=ro&immutable=1&_pragma=query_only(1)&_pragma=mmap_size(1)") // pages lie in memory, whatever the size
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the knowledge base: %w", err), file.Close())
	}
	db.SetMaxOpenConns(2 * runtime.GOMAXPROCS(0))
	db.SetMaxIdleConns(2 * runtime.GOMAXPROCS(0))
	b := &Base{db: db, file: file, ready: statements{list: map[string]*sql.Stmt{}}}
	if err := b.check(ctx, least); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	if b.names, err = readNames(ctx, b); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	if b.until, err = b.collectedUntil(ctx); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// made is the column of what a source was read with, which came with schema 4.
func (b *Base) made() string {
	if b.schema < 4 {
		return "''"
	}
	return "s.made"
}

func (b *Base) check(ctx context.Context, least int) error {
	var version int
	if err := b.Row(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("reading the knowledge base: %w", err)
	}
	b.schema = version
	return checkSchema(version, least)
}

// The errors for knowledge bases of other programs.
var (
	// ErrOlder: an ingest brings it to the present schema.
	ErrOlder = usererr.New("数据是旧版程序整理的，请先更新：fatiao ingest --update")
	ErrNewer = usererr.New("数据是新版程序整理的，本程序不能用，请换用新版程序")
)

func checkSchema(version, least int) error {
	switch {
	case version < least:
		return usererr.Errorf("%w（格式版本 %d，本程序用 %d）", ErrOlder, version, SchemaVersion)
	case version > SchemaVersion:
		return usererr.Errorf("%w（格式版本 %d，本程序用 %d）", ErrNewer, version, SchemaVersion)
	}
	return nil
}

// Close closes the base.
func (b *Base) Close() error { return errors.Join(b.db.Close(), b.file.Close()) }

// CollectedUntil is the day up to which the collection goes, "" where nothing tells: the latest date
// of any loaded text, or the later day of which a collection says that it is. Of a repository that is
// the day of its revision: laws since the newest text of it would be in it. Every page shows it, so
// it is read once.
func (b *Base) CollectedUntil() string { return b.until }

func (b *Base) collectedUntil(ctx context.Context) (string, error) {
	collections := ""
	if b.schema >= 10 {
		collections = " UNION SELECT max(day) FROM collection"
	}
	var until sql.NullString
	err := b.Row(ctx, `SELECT max(d) FROM (SELECT max(label) AS d FROM version WHERE label NOT LIKE 'undated%' UNION SELECT max(date)
		FROM document WHERE kind <> 'law'`+collections+`)`).Scan(&until)
	if err != nil {
		return "", fmt.Errorf("reading the date of the collection: %w", err)
	}
	return until.String, nil
}
