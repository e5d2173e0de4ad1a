package kb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/layered"
	"github.com/fatiao/fatiao/internal/statute"
)

// Writer changes a knowledge base that nobody reads. All changes are one
// transaction, which Close commits; a Writer that is not closed leaves a file
// to throw away.
type Writer struct {
	db   *sql.DB
	file *layered.Changed // nil for a new one
	// forgets: a text went that may name people, whose pages must not stay in a lower layer.
	forgets bool
	tx      *sql.Tx
	prep    map[string]*sql.Stmt
	// renewed are the cases, commentaries and consultations that were parsed anew, by row.
	renewed map[int64]bool
}

// Create makes an empty knowledge base.
func Create(ctx context.Context, path string) (*Writer, error) {
	w, err := openWriter(ctx, (&url.URL{Path: path}).EscapedPath()+"?")
	if err != nil {
		return nil, err
	}
	if _, err := w.tx.ExecContext(ctx, schema+"PRAGMA user_version = "+strconv.Itoa(SchemaVersion)); err != nil {
		return nil, errors.Join(fmt.Errorf("creating the knowledge base: %w", err), w.Abort())
	}
	return w, nil
}

// OpenForUpdate opens a knowledge base for writing. Its files are not changed, which may have
// other names in a generation that is served: what changes is written beside them.
func OpenForUpdate(ctx context.Context, path string) (*Writer, error) {
	file, err := layered.Change(path)
	if err != nil {
		return nil, err
	}
	w, err := openWriter(ctx, file.Name+"?vfs="+layered.VFS+"&")
	if err != nil {
		return nil, errors.Join(err, file.Discard())
	}
	w.file = file
	if err := w.migrate(ctx); err != nil {
		return nil, errors.Join(err, w.Abort())
	}
	return w, nil
}

// openWriter opens the file without a journal: whoever writes works on a draft
// that becomes visible only when it is complete. What is deleted is overwritten: it may
// be names that were to be hidden.
func openWriter(ctx context.Context, source string) (*Writer, error) {
	if err := registerPacking(); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", "file:"+source+
		"_pragma=journal_mode(off)&_pragma=synchronous(off)&_pragma=cache_size(-65536)&_pragma=temp_store(memory)&_pragma=secure_delete"+
		"(on)")
	if err != nil {
		return nil, fmt.Errorf("opening the knowledge base for writing: %w", err)
	}
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the knowledge base for writing: %w", err), db.Close())
	}
	return &Writer{db: db, tx: tx, prep: map[string]*sql.Stmt{}, renewed: map[int64]bool{}}, nil
}

// Close commits and closes the file. The caller syncs it.
func (w *Writer) Close() error {
	if err := w.tx.Commit(); err != nil {
		return errors.Join(fmt.Errorf("writing the knowledge base: %w", full(err)), w.db.Close(), w.discard())
	}
	if err := w.db.Close(); err != nil {
		return errors.Join(fmt.Errorf("closing the knowledge base: %w", err), w.discard())
	}
	if w.file == nil {
		return nil
	}
	return w.file.Commit(w.forgets)
}

func (w *Writer) discard() error {
	if w.file == nil {
		return nil
	}
	return w.file.Discard()
}

// Abort gives up. The file is then worthless.
func (w *Writer) Abort() error { return errors.Join(w.tx.Rollback(), w.db.Close(), w.discard()) }

// Query reads what is stored by now; see [Each] and [List].
func (w *Writer) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return w.tx.QueryContext(ctx, query, args...)
}

// Row reads a single row; it fails when the row is scanned.
func (w *Writer) Row(ctx context.Context, query string, args ...any) *sql.Row {
	return w.tx.QueryRowContext(ctx, query, args...)
}

// ParsedAnew reports whether a case, commentary or consultation that was there before was
// stored again, as it was parsed otherwise.
func (w *Writer) ParsedAnew(document int64) bool { return w.renewed[document] }

// Exec runs a statement that is prepared once. An error wraps syscall.ENOSPC where the
// disk is full.
func (w *Writer) Exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	stmt := w.prep[query]
	if stmt == nil {
		var err error
		if stmt, err = w.tx.PrepareContext(ctx, query); err != nil {
			return nil, fmt.Errorf("preparing %.60q: %w", query, err)
		}
		w.prep[query] = stmt
	}
	res, err := stmt.ExecContext(ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("running %.60q: %w", query, full(err))
	}
	return res, nil
}

// full makes the error of SQLite for a full disk that of the system.
func full(err error) error {
	var s *sqlite.Error
	if errors.As(err, &s) && s.Code() == sqlite3.SQLITE_FULL {
		return fmt.Errorf("%w: %w", syscall.ENOSPC, err)
	}
	return err
}

// Insert is Exec for a new row, whose number it returns.
func (w *Writer) Insert(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := w.Exec(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// Source is a file that texts came from.
type Source struct {
	ID         int64
	Path       string
	SHA256     string
	Size       int64
	Format     string
	Encoding   string
	Provenance string // for embedded documents: where they were published
	IngestedAt string // RFC 3339, UTC
	Made       string // what it was read with, as the ingest names it
	// Official says that the file was fetched from a public body: by the interface of the official
	// database, or from an address under gov.cn. What a file, or its collection, calls itself tells
	// nothing of that. It is stored, and not read back.
	Official  bool
	Documents int
}

// Document is a text to be stored.
type Document struct {
	Kind        statute.DocumentKind
	Form        string
	ExternalID  string
	Title       string
	Date        statute.Date
	Hint        Hint
	Text        string // as shown; spans refer to it
	Original    string
	Diagnostics []statute.Diagnostic
	Law         *LawText        // for laws
	Passages    []Passage       // for other kinds
	Answers     [][]string      // for consultations: addresses
	Facts       *casefile.Facts // for cases
	Notes       *casefile.Notes // for commentary
	Publisher   string          // of cases and commentary
	Made        string          // what it was parsed with: the same text may be parsed anew
}

// Hint is what was known about a text from outside.
type Hint struct {
	Title    string       // to use where the text has none, e.g. the file's name
	Date     statute.Date // in the file's name
	Category string       // folder or category, e.g. 司法解释
}

// Passage is a section of a case or commentary.
type Passage struct {
	Heading string
	Parts   []Part
	Span    statute.Span
}

// kindPassage is the kind of the units of cases and commentary.
const kindPassage statute.NodeKind = "passage"

// Hash identifies a document by its content and what was known about it.
func (d *Document) Hash() string {
	h := sha256.New()
	hint, err := json.Marshal(d.Hint)
	if err != nil {
		hint = nil // a struct of strings always encodes
	}
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00%s\x00%v\x00", d.Kind, d.Form, d.ExternalID, d.Title, hint, d.Answers)
	h.Write([]byte(d.Text))
	return hex.EncodeToString(h.Sum(nil))
}

// PutSource stores a source in place of what came from the same path before
// and returns its id, for AddDocuments.
func (w *Writer) PutSource(ctx context.Context, s Source) (int64, error) {
	if err := w.RemoveSource(ctx, s.Path); err != nil {
		return 0, err
	}
	id, err := w.Insert(ctx, `INSERT INTO source(path, sha256, size, format, encoding, provenance, ingested_at, made, official)
		VALUES(?,?,?,?,?,?,?,?,?)`,
		s.Path, s.SHA256, s.Size, s.Format, s.Encoding, s.Provenance, s.IngestedAt, s.Made, s.Official)
	if err != nil {
		return 0, fmt.Errorf("storing the source %s: %w", s.Path, err)
	}
	return id, nil
}

// Rejection is a part of a source that could not be read.
type Rejection struct{ Path, Reason string }

// DescribeSource records how a source was read and what of it was refused,
// which is known at its end.
func (w *Writer) DescribeSource(ctx context.Context, id int64, format, encoding string, refused []Rejection) error {
	if _, err := w.Exec(ctx, "UPDATE source SET format = ?, encoding = ? WHERE id = ?", format, encoding, id); err != nil {
		return err
	}
	for _, r := range refused {
		if _, err := w.Exec(ctx, "INSERT INTO rejection(source_id, path, reason) VALUES(?,?,?)", id, r.Path, r.Reason); err != nil {
			return err
		}
	}
	return nil
}

// SetOfficial says of all sources whose paths begin with a prefix whether they are official.
func (w *Writer) SetOfficial(ctx context.Context, prefix string, official bool) error {
	_, err := w.Exec(ctx, "UPDATE source SET official = ?1 WHERE substr(path, 1, length(?2)) = ?2 AND official <> ?1", official, prefix)
	if err != nil {
		return fmt.Errorf("storing whether sources are official: %w", err)
	}
	return nil
}

// RenameSource stores another path of a source.
func (w *Writer) RenameSource(ctx context.Context, id int64, path string) error {
	_, err := w.Exec(ctx, "UPDATE source SET path = ? WHERE id = ?", path, id)
	return err
}

// AddDocuments stores documents of a source, of which stored are there already. It
// returns their ids; equal documents have one.
func (w *Writer) AddDocuments(ctx context.Context, source int64, stored int, docs []*Document) ([]int64, error) {
	ids := make([]int64, len(docs))
	for i, d := range docs {
		var err error
		if ids[i], err = w.putDocument(ctx, d); err != nil {
			return nil, fmt.Errorf("storing %s: %w", d.Title, err)
		}
		if _, err := w.Exec(ctx, `INSERT INTO source_document(source_id, document_id, ord)
			VALUES(?,?,?)`, source, ids[i], stored+i); err != nil {
			return nil, fmt.Errorf("storing %s: %w", d.Title, err)
		}
	}
	return ids, nil
}

// RemoveSource takes a source out, with the documents that no other source
// has. Removing a path that is not there does nothing.
func (w *Writer) RemoveSource(ctx context.Context, path string) error {
	var id int64
	err := w.tx.QueryRowContext(ctx, "SELECT id FROM source WHERE path = ?", path).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking for the source %s: %w", path, err)
	}
	for _, q := range [...]string{
		"DELETE FROM source_document WHERE source_id = ?",
		"DELETE FROM rejection WHERE source_id = ?",
		"DELETE FROM listed_day WHERE source_id = ?",
		"DELETE FROM source WHERE id = ?",
	} {
		if _, err := w.Exec(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) putDocument(ctx context.Context, d *Document) (int64, error) {
	hash := d.Hash()
	var row any // the number of the row; nil for a new one
	var id int64
	var made string
	switch err := w.tx.QueryRowContext(ctx, "SELECT id, made FROM document WHERE hash = ?", hash).Scan(&id, &made); {
	case err == nil && made == d.Made:
		return id, nil
	case err == nil:
		if err := w.deleteDocument(ctx, id); err != nil {
			return 0, err
		}
		row = id
		if d.Kind != statute.DocLaw {
			w.renewed[id], w.forgets = true, true
		}
	case !errors.Is(err, sql.ErrNoRows):
		return 0, fmt.Errorf("looking for the document: %w", err)
	}
	hint, err := json.Marshal(d.Hint)
	if err != nil {
		return 0, fmt.Errorf("encoding what is known about the document: %w", err)
	}
	answers, err := json.Marshal(d.Answers)
	if err != nil {
		return 0, fmt.Errorf("encoding the answers: %w", err)
	}
	law := LawText{Units: len(d.Passages)}
	if d.Law != nil {
		law = *d.Law
	}
	stored := "pack(?)"
	if d.Kind == statute.DocLaw {
		stored = "?" // sentences are read out of it by their places, for every page that lists who cites
	}
	id, err = w.Insert(ctx, `INSERT INTO document(id, hash, kind, form, external_id, title, date, hint,
			law_key, subtitle, label, body_hash, units, answers, text, original, made)
		VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,`+stored+","+stored+",?)", row, hash, d.Kind, d.Form, d.ExternalID, d.Title, d.Date, string(hint),
		law.Key, law.Subtitle, law.Label, law.BodyHash, law.Units, string(answers), d.Text, d.Original, d.Made)
	if err != nil {
		return 0, err
	}
	for _, g := range d.Diagnostics {
		if _, err := w.Exec(ctx, `INSERT INTO diagnostic(document_id, code, message, start_byte, end_byte)
			VALUES(?,?,?,?,?)`, id, g.Code, g.Message, g.Span.Start, g.Span.End); err != nil {
			return 0, err
		}
	}
	if d.Kind == statute.DocCase && d.Facts != nil {
		if err := w.putCase(ctx, id, d); err != nil {
			return 0, err
		}
	}
	if d.Notes != nil {
		if err := w.putNotes(ctx, id, d.Notes); err != nil {
			return 0, err
		}
	}
	for ord, p := range d.Passages {
		parts, err := json.Marshal(withoutWords(d.Text, p.Parts))
		if err != nil {
			return 0, fmt.Errorf("encoding a passage: %w", err)
		}
		unit := NewUnit{DocumentID: id, Ord: ord, Kind: kindPassage, Label: p.Heading, Parts: string(parts), Span: p.Span}
		if err := w.AddUnit(ctx, unit); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// RemoveLawDocuments takes the documents of a law out of their sources and
// reports whether there were any. A source that loses all its documents goes
// too; one that keeps some is marked, so that ingesting it again brings the
// law back.
func (w *Writer) RemoveLawDocuments(ctx context.Context, key string) (bool, error) {
	const documents = `(SELECT vd.document_id FROM version_document vd JOIN version v ON v.id = vd.version_id
		JOIN law l ON l.id = v.law_id WHERE l.key = ?)`
	if _, err := w.Exec(ctx, `UPDATE source SET sha256 = '' WHERE id IN (SELECT source_id FROM source_document
		WHERE document_id IN `+documents+")", key); err != nil {
		return false, err
	}
	res, err := w.Exec(ctx, "DELETE FROM source_document WHERE document_id IN "+documents, key)
	if err != nil {
		return false, err
	}
	if _, err := w.Exec(ctx, "DELETE FROM source WHERE sha256 = '' AND id NOT IN (SELECT source_id FROM source_document)"); err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// SourcesUnder returns the paths of the sources that a path names: itself, or
// those in a folder or archive of that name.
func (w *Writer) SourcesUnder(ctx context.Context, path string) ([]string, error) {
	return List(ctx, w, "looking for the source "+path, Column[string],
		"SELECT path FROM source WHERE path = ?1 OR substr(path, 1, length(?1) + 1) IN (?1 || '/', ?1 || '!') ORDER BY path", path)
}
