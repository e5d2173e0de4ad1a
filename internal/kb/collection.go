package kb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/fatiao/fatiao/internal/statute"
)

// Collection is a set of texts that was brought from a place as a whole, as it is loaded.
type Collection struct {
	Name     string       `json:"name"` // by which it was asked for
	Title    string       `json:"title"`
	Address  string       `json:"address"`  // where it came from: a URL, or a file
	Day      statute.Date `json:"day"`      // of its newest file, "" where it does not say
	Revision string       `json:"revision"` // as the place names it, "" where it does not
	Fetched  string       `json:"fetched"`  // RFC 3339, UTC: when it was fetched
	SHA256   string       `json:"sha256"`   // of the archive, "" for a folder
	Through  statute.Date `json:"through"`  // up to which day a place of single texts was asked, "" for others
}

// schemaCollection came with version 10.
const schemaCollection = `
-- What was brought from places as a whole; see Collection.
CREATE TABLE collection(
	name TEXT PRIMARY KEY, title TEXT NOT NULL, address TEXT NOT NULL, day TEXT NOT NULL, revision TEXT NOT NULL,
	fetched TEXT NOT NULL, sha256 TEXT NOT NULL, through TEXT NOT NULL) WITHOUT ROWID;
-- The change log: what each time that collections were brought changed of the laws; see ChangeRun.
CREATE TABLE change_run(
	id INTEGER PRIMARY KEY,
	at TEXT NOT NULL,          -- RFC 3339, UTC
	first INTEGER NOT NULL,    -- a collection came for the first time: its laws are counted, not listed
	collections TEXT NOT NULL, -- JSON list
	counts TEXT NOT NULL);     -- JSON: kind to number
CREATE TABLE change_law(
	run_id INTEGER NOT NULL, ord INTEGER NOT NULL,
	kind TEXT NOT NULL, law_key TEXT NOT NULL, label TEXT NOT NULL,
	PRIMARY KEY(run_id, ord)) WITHOUT ROWID;
-- The names of one law: an update asks for those of every law.
CREATE INDEX alias_law ON alias(law_key, name, kind);
`

// PutCollection stores how a collection is loaded now.
func (w *Writer) PutCollection(ctx context.Context, c Collection) error {
	if _, err := w.Exec(ctx, `INSERT OR REPLACE INTO collection(name, title, address, day, revision, fetched, sha256, through)
		VALUES(?,?,?,?,?,?,?,?)`, c.Name, c.Title, c.Address, c.Day, c.Revision, c.Fetched, c.SHA256, c.Through); err != nil {
		return fmt.Errorf("storing the collection %s: %w", c.Name, err)
	}
	return nil
}

// RemoveCollection forgets that a collection is loaded. Its sources stay.
func (w *Writer) RemoveCollection(ctx context.Context, name string) error {
	_, err := w.Exec(ctx, "DELETE FROM collection WHERE name = ?", name)
	return err
}

// Collections returns the collections that are loaded, by name. There are none in the base of
// an older program.
func (b *Base) Collections(ctx context.Context) ([]Collection, error) {
	if b.schema < 10 {
		return nil, nil
	}
	return List(ctx, b, "reading the collections", func(scan Scan) (c Collection, err error) {
		err = scan(&c.Name, &c.Title, &c.Address, &c.Day, &c.Revision, &c.Fetched, &c.SHA256, &c.Through)
		return c, err
	}, "SELECT name, title, address, day, revision, fetched, sha256, through FROM collection ORDER BY name")
}

// ChangeKind is what became of a law, or of one of its texts, by an ingest.
type ChangeKind string

// The kinds.
const (
	LawAdded      ChangeKind = "added"     // a law that was not loaded
	LawAmended    ChangeKind = "amended"   // a newer text of a law
	LawEarlier    ChangeKind = "earlier"   // an earlier text of a law that was loaded
	LawRepealed   ChangeKind = "repealed"  // no longer in force
	TextCorrected ChangeKind = "corrected" // a text of the same day with other words
	LawRemoved    ChangeKind = "removed"   // no longer loaded
)

// LawChange is what became of one law.
type LawChange struct {
	Kind  ChangeKind `json:"kind"`
	Law   string     `json:"law"`   // key
	Label string     `json:"label"` // of the text, "" for the law as a whole
}

// ChangeRun is what one ingest changed of the laws.
type ChangeRun struct {
	At          string          // RFC 3339, UTC
	First       bool            // a collection came for the first time: Changes is empty, Counts is not
	Collections []CollectionRef // that were brought; none where files were ingested or taken out
	Counts      map[ChangeKind]int
	Changes     []LawChange // by kind, then by law
}

// CollectionRef names a collection as it was then.
type CollectionRef struct {
	Name     string       `json:"name"`
	Title    string       `json:"title"`
	Day      statute.Date `json:"day"`
	Revision string       `json:"revision"`
}

// AddChangeRun adds to the change log.
func (w *Writer) AddChangeRun(ctx context.Context, r ChangeRun) error {
	collections, err := json.Marshal(r.Collections)
	if err != nil {
		return fmt.Errorf("encoding collections: %w", err)
	}
	counts, err := json.Marshal(r.Counts)
	if err != nil {
		return fmt.Errorf("encoding counts: %w", err)
	}
	id, err := w.Insert(ctx, "INSERT INTO change_run(at, first, collections, counts) VALUES(?,?,?,?)", r.At, r.First, string(collections),
		string(counts))
	if err != nil {
		return fmt.Errorf("adding to the change log: %w", err)
	}
	for i, c := range r.Changes {
		if _, err := w.Exec(ctx, "INSERT INTO change_law(run_id, ord, kind, law_key, label) VALUES(?,?,?,?,?)", id, i, c.Kind, c.Law,
			c.Label); err != nil {
			return fmt.Errorf("adding to the change log: %w", err)
		}
	}
	return nil
}

// ChangeRuns returns the change log, the latest first, and how many runs it has in all.
func (b *Base) ChangeRuns(ctx context.Context, from, limit int) (runs []ChangeRun, total int, err error) {
	if err := b.Row(ctx, "SELECT count(*) FROM change_run").Scan(&total); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, 0, fmt.Errorf("reading the change log: %w", err)
	}
	runs, err = b.changeRuns(ctx, "ORDER BY id DESC LIMIT ? OFFSET ?", limit, from)
	return runs, total, err
}

// changeRuns returns some runs of the change log.
func (b *Base) changeRuns(ctx context.Context, which string, args ...any) ([]ChangeRun, error) {
	var ids []int64
	runs, err := List(ctx, b, "reading the change log", func(scan Scan) (r ChangeRun, err error) {
		var id int64
		var collections, counts string
		if err := scan(&id, &r.At, &r.First, &collections, &counts); err != nil {
			return r, err
		}
		ids = append(ids, id)
		return r, errors.Join(json.Unmarshal([]byte(collections), &r.Collections), json.Unmarshal([]byte(counts), &r.Counts))
	}, "SELECT id, at, first, collections, counts FROM change_run "+which, args...)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if runs[i].Changes, err = List(ctx, b, "reading the change log", func(scan Scan) (c LawChange, err error) {
			err = scan(&c.Kind, &c.Law, &c.Label)
			return c, err
		}, "SELECT kind, law_key, label FROM change_law WHERE run_id = ? ORDER BY ord", id); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// LawsOfSource tells which laws and versions the documents of a source are, in order.
func (w *Writer) LawsOfSource(ctx context.Context, path string) ([]LawText, error) {
	return List(ctx, w, "reading the laws of "+path, func(scan Scan) (t LawText, err error) {
		err = scan(&t.Key, &t.Subtitle, &t.Label, &t.BodyHash, &t.Units)
		return t, err
	}, `SELECT d.law_key, d.subtitle, d.label, d.body_hash, d.units FROM source s JOIN source_document sd ON sd.source_id = s.id
		JOIN document d ON d.id = sd.document_id WHERE s.path = ? AND d.kind = 'law' ORDER BY sd.ord`, path)
}

// SetAside gives a source another path, in place of what has that, and a note behind its
// provenance.
func (w *Writer) SetAside(ctx context.Context, path, to, note string) error {
	if err := w.RemoveSource(ctx, to); err != nil {
		return err
	}
	if _, err := w.Exec(ctx, "UPDATE source SET path = ?, provenance = provenance || ? WHERE path = ?", to, note, path); err != nil {
		return fmt.Errorf("setting %s aside: %w", path, err)
	}
	return nil
}

// HasOnlyText reports whether a source has a text of a law that no source has whose path does
// not begin with a prefix: neither of the same day, nor with the same words, nor, for a text
// without a day, any of that law.
func (w *Writer) HasOnlyText(ctx context.Context, path, prefix string) (bool, error) {
	only, err := List(ctx, w, "looking for other texts of the laws of "+path, Column[int], `SELECT 1
		FROM source s JOIN source_document sd ON sd.source_id = s.id JOIN document d ON d.id = sd.document_id
		WHERE s.path = ?1 AND d.kind = 'law' AND NOT EXISTS (SELECT 1 FROM document o JOIN source_document od ON od.document_id = o.id
			JOIN source os ON os.id = od.source_id
			WHERE o.kind = 'law' AND o.law_key = d.law_key AND o.subtitle = d.subtitle AND substr(os.path, 1, length(?2)) <> ?2
				AND (o.label = d.label OR d.units > 0 AND o.body_hash = d.body_hash OR d.label LIKE 'undated%')) LIMIT 1`, path, prefix)
	return len(only) > 0, err
}
