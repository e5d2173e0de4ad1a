package kb

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// LawText is what is stored of a law with its document: which law and version its text
// says that it is.
type LawText struct {
	Key      string // of the law
	Subtitle string // of the part of the law that the text holds, "" for a whole law
	Label    string // of the version, as far as the text tells; see [statute.UndatedLabel]
	BodyHash string // of the characters of the numbered units
	Units    int    // numbered ones
}

// LawDocument is what decides to which law and version a document belongs.
type LawDocument struct {
	LawText
	ID     int64
	Hash   string // of the document
	Length int    // of its text, in characters
	Hint   Hint
	// Placed says that the label was found by comparing the text with others; After is the
	// label of the text behind which one without a date stands. Neither is stored.
	Placed bool
	After  string
	// Collected is the day up to which the latest of the collections goes that have the
	// document; Folders are the days up to which the folders go that hold it, the outermost first,
	// by which copies of one collection are told apart. Neither is stored.
	Collected statute.Date
	Folders   string
	// Official says that one of its sources is an official one. It is not stored.
	Official bool
}

// Role is the part of a document in a version.
type Role string

// The roles.
const (
	RoleText      Role = "text" // its words are those of the version
	RoleDuplicate Role = "duplicate"
)

// RelationKind says how a law is related to another one.
type RelationKind string

// The kinds of relation.
const (
	Interprets RelationKind = "interprets" // the title of an interpretation names the law
	Basis      RelationKind = "basis"      // made on the basis of the law
	Repeals    RelationKind = "repeals"
	Amends     RelationKind = "amends"
)

// Change is a law or document that was made, changed or taken away. New documents are
// not among them.
type Change struct {
	LawKey     string // for laws
	DocumentID int64  // for other documents, 0 for laws
	Removed    bool
}

// RemoveOrphans removes the documents that no source has any more, and returns the
// cases, commentaries and consultations that were removed or parsed anew.
func (w *Writer) RemoveOrphans(ctx context.Context) ([]Change, error) {
	type orphan struct {
		id   int64
		kind statute.DocumentKind
	}
	orphans, err := List(ctx, w, "looking for documents without a source", func(scan Scan) (o orphan, err error) {
		err = scan(&o.id, &o.kind)
		return o, err
	}, "SELECT id, kind FROM document WHERE form <> ? AND id NOT IN (SELECT document_id FROM source_document)", formComputed)
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, o := range orphans {
		if err := w.deleteDocument(ctx, o.id); err != nil {
			return nil, err
		}
		delete(w.renewed, o.id)
		if o.kind != statute.DocLaw {
			changes, w.forgets = append(changes, Change{DocumentID: o.id, Removed: true}), true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.renewed)) {
		changes = append(changes, Change{DocumentID: id})
	}
	return changes, nil
}

// deleteDocument removes a document with what was made of it. Its citations go when
// they are next looked for.
func (w *Writer) deleteDocument(ctx context.Context, id int64) error {
	for _, q := range [...]string{
		"DELETE FROM diagnostic WHERE document_id = ?",
		"DELETE FROM case_file WHERE document_id = ?",
		"DELETE FROM case_earlier WHERE document_id = ?",
		"DELETE FROM commentary_file WHERE document_id = ?",
		"DELETE FROM unit WHERE document_id = ? AND +version_id = 0",
		"DELETE FROM document WHERE id = ?",
	} {
		if _, err := w.Exec(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

// LawDocuments lists the documents of laws, in an order that does not depend on when
// they came.
func (w *Writer) LawDocuments(ctx context.Context) ([]LawDocument, error) {
	return List(ctx, w, "listing the documents of laws", func(scan Scan) (d LawDocument, err error) {
		var hint []byte
		if err := scan(&d.ID, &d.Hash, &d.Key, &d.Subtitle, &d.Label, &d.BodyHash, &d.Units, &d.Length, &hint); err != nil {
			return d, err
		}
		if err := json.Unmarshal(hint, &d.Hint); err != nil {
			return d, fmt.Errorf("what is known about document %d: %w", d.ID, err)
		}
		return d, nil
	}, "SELECT id, hash, law_key, subtitle, label, body_hash, units, length(text), hint FROM document "+
		"WHERE kind = 'law' AND form <> ? ORDER BY hash", formComputed)
}

// DocumentText is the text of a stored law, which is not packed.
func (w *Writer) DocumentText(ctx context.Context, id int64) (string, error) {
	var text string
	if err := w.Row(ctx, "SELECT text FROM document WHERE id = ?", id).Scan(&text); err != nil {
		return "", fmt.Errorf("reading document %d: %w", id, err)
	}
	return text, nil
}

// LawSignatures are the signatures with which the laws were built, by key.
func (w *Writer) LawSignatures(ctx context.Context) (map[string]string, error) {
	return Map[string, string](ctx, w, "reading the laws", "SELECT key, signature FROM law")
}

// RemoveLaw removes what was built for a law. Its documents stay.
func (w *Writer) RemoveLaw(ctx context.Context, key string) error {
	const versions = "(SELECT v.id FROM version v JOIN law l ON l.id = v.law_id WHERE l.key = ?)"
	for _, q := range [...]string{
		"DELETE FROM diagnostic WHERE code LIKE '" + versionDiagnostic + "%' AND document_id IN " +
			"(SELECT document_id FROM version_document WHERE version_id IN " + versions + ")",
		"DELETE FROM unit WHERE version_id IN " + versions,
		"DELETE FROM heading WHERE version_id IN " + versions,
		"DELETE FROM term WHERE version_id IN " + versions,
		"DELETE FROM variant WHERE version_id IN " + versions,
		"DELETE FROM document WHERE form = '" + formComputed + "' AND id IN " +
			"(SELECT document_id FROM version_document WHERE version_id IN " + versions + ")",
		"DELETE FROM version_document WHERE version_id IN " + versions,
		"DELETE FROM amending WHERE law_id = (SELECT id FROM law WHERE key = ?)",
		"DELETE FROM relation WHERE law_id = (SELECT id FROM law WHERE key = ?)",
		"DELETE FROM alias WHERE law_key = ?",
		"DELETE FROM version WHERE law_id = (SELECT id FROM law WHERE key = ?)",
		"DELETE FROM law WHERE key = ?",
	} {
		if _, err := w.Exec(ctx, q, key); err != nil {
			return fmt.Errorf("taking out %s: %w", key, err)
		}
	}
	return nil
}

// AddLaw stores a law and returns its id. DescribeLaw says the rest, which its versions
// tell.
func (w *Writer) AddLaw(ctx context.Context, key, signature string) (int64, error) {
	return w.Insert(ctx, "INSERT INTO law(key, title, level, issuers, signature) VALUES(?,'','','',?)", key, signature)
}

// DescribeLaw says of a law what its newest version tells. issuers are joined by 、.
func (w *Writer) DescribeLaw(ctx context.Context, id int64, title string, level statute.Level, issuers string) error {
	_, err := w.Exec(ctx, "UPDATE law SET title = ?, level = ?, issuers = ? WHERE id = ?", title, level, issuers, id)
	return err
}

// NewRelation is a relation to be stored.
type NewRelation struct {
	LawID  int64
	Kind   RelationKind
	Target string       // key of the other law
	Label  string       // of the version of it that an amending decision makes, else ""
	Date   statute.Date // from when a repeal or an amendment is in force, else ""
	// Provision is where a repeal is written: 1260; "" where that has no number.
	Provision string
}

// AddRelation stores that a law is related to another one.
func (w *Writer) AddRelation(ctx context.Context, r NewRelation) error {
	_, err := w.Exec(ctx, "INSERT INTO relation(law_id, kind, named, target_key, target_label, provision, date) VALUES(?,?,?,?,?,?,?)",
		r.LawID, r.Kind, r.Target, r.Target, r.Label, r.Provision, r.Date)
	return err
}

// Relation is a stored relation; see [NewRelation].
type Relation struct {
	Law, Target string // keys
	Kind        RelationKind
	Label       string
	Date        statute.Date
	Provision   string
}

// Relations returns the relations of some kinds.
func (w *Writer) Relations(ctx context.Context, kinds ...RelationKind) ([]Relation, error) {
	list, err := json.Marshal(kinds)
	if err != nil {
		return nil, fmt.Errorf("encoding kinds of relation: %w", err)
	}
	return List(ctx, w, "reading the relations", func(scan Scan) (r Relation, err error) {
		err = scan(&r.Law, &r.Target, &r.Kind, &r.Label, &r.Date, &r.Provision)
		return r, err
	}, `SELECT l.key, r.target_key, r.kind, r.target_label, r.date, r.provision FROM relation r JOIN law l ON l.id = r.law_id
		WHERE r.kind IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3, 4, 5, 6`, string(list))
}

// RelationTargets are the laws that others are related to, as these name them.
func (w *Writer) RelationTargets(ctx context.Context) ([]string, error) {
	return List(ctx, w, "reading the relations", Column[string], "SELECT DISTINCT named FROM relation ORDER BY 1")
}

// SetRelationTarget says which law is meant where texts name one.
func (w *Writer) SetRelationTarget(ctx context.Context, named, key string) error {
	_, err := w.Exec(ctx, "UPDATE relation SET target_key = ?1 WHERE named = ?2 AND target_key <> ?1", key, named)
	return err
}

// NewVersion is a version to be stored. SetInForce says when it is in force.
type NewVersion struct {
	LawID      int64
	Label      string
	Number     string       // of the document
	Effective  statute.Date // 施行 date given by the text
	Starts     timeline.Day // from when it is in force, as its texts alone tell
	Incomplete bool
	Lacks      []collation.Lack // what tells that it is incomplete
	ChosenBy   collation.Rule   // why its words are those of one of several copies
	Events     string           // JSON list of [Event]
	// After is the label of the text behind which one without a date stands, "" where nothing
	// tells.
	After string
	// Computed is the key of the instrument with which the text was made, "" for a loaded one.
	Computed string
}

// AddVersion stores a version and returns its id.
func (w *Writer) AddVersion(ctx context.Context, v NewVersion) (int64, error) {
	lacks := []byte("[]")
	if len(v.Lacks) > 0 {
		var err error
		if lacks, err = json.Marshal(v.Lacks); err != nil {
			return 0, fmt.Errorf("encoding what a text lacks: %w", err)
		}
	}
	return w.Insert(ctx, `INSERT INTO version(law_id, label, number, effective, starts, starts_source, in_force_from, in_force_from_source,
		in_force_to, in_force_to_source, repealed_by, repealed_at, confirmed, confirmed_source, ended, doubted_from, doubt,
		incomplete, events, after, computed, lacks, chosen_by) VALUES(?,?,?,?,?,?,'','','','','','','','','','','',?,?,?,?,?,?)`,
		v.LawID, v.Label, v.Number, v.Effective, v.Starts.Date, v.Starts.Source, v.Incomplete, v.Events, v.After, v.Computed,
		string(lacks), v.ChosenBy)
}

// AddVersionDocument stores that a version has a document, at a place in their order.
func (w *Writer) AddVersionDocument(ctx context.Context, version, document int64, role Role, ord int) error {
	_, err := w.Exec(ctx, "INSERT INTO version_document(version_id, document_id, role, ord) VALUES(?,?,?,?)", version, document, role, ord)
	return err
}

// versionDiagnostic begins the codes of diagnostics that tell of a document beside others
// of its law. They go with what was built of the law.
const versionDiagnostic = "version_"

// AddVersionDiagnostic stores what a document shows beside the others of its law. The
// code is stored behind "version_".
func (w *Writer) AddVersionDiagnostic(ctx context.Context, document int64, code, message string) error {
	_, err := w.Exec(ctx, "INSERT INTO diagnostic(document_id, code, message, start_byte, end_byte) VALUES(?,?,?,0,0)", document,
		versionDiagnostic+code, message)
	return err
}

// AddHeading stores a heading and returns its id.
func (w *Writer) AddHeading(ctx context.Context, version int64, h Heading) (int64, error) {
	return w.Insert(ctx, "INSERT INTO heading(version_id, parent_id, ord, kind, address, label, title) VALUES(?,?,?,?,?,?,?)",
		version, h.Parent, h.Ord, h.Kind, h.Address, h.Label, h.Title)
}

// NewUnit is a unit to be stored; see [Unit].
type NewUnit struct {
	VersionID  int64 // 0 for a passage of a case or commentary
	DocumentID int64
	HeadingID  int64 // 0 for none
	Ord        int
	Kind       statute.NodeKind
	Address    string
	Label      string
	Parts      string // JSON list of [Part]
	Span       statute.Span
}

// AddUnit stores a unit.
func (w *Writer) AddUnit(ctx context.Context, u NewUnit) error {
	_, err := w.Exec(ctx, `INSERT INTO unit(version_id, document_id, heading_id, ord, kind, address, label, parts, start_byte, end_byte)
		VALUES(?,?,?,?,?,?,?,?,?,?)`, u.VersionID, u.DocumentID, u.HeadingID, u.Ord, u.Kind, u.Address, u.Label, u.Parts,
		u.Span.Start, u.Span.End)
	return err
}

// AddTerm stores a term that a version defines.
func (w *Writer) AddTerm(ctx context.Context, version int64, t Term) error {
	_, err := w.Exec(ctx, "INSERT INTO term(version_id, term, address) VALUES(?,?,?)", version, t.Text, t.Address)
	return err
}

// VersionsByLaw returns all versions, those of one law together, by label.
func (w *Writer) VersionsByLaw(ctx context.Context) ([][]Version, error) {
	all, err := List(ctx, w, "reading versions", scanVersion, selectVersions+" ORDER BY l.key, v.label")
	if err != nil {
		return nil, err
	}
	return slices.Collect(func(yield func([]Version) bool) {
		for from, to := 0, 0; from < len(all); from = to {
			for to = from; to < len(all) && all[to].Law == all[from].Law; to++ {
			}
			if !yield(all[from:to]) {
				return
			}
		}
	}), nil
}

// SetInForce says when a version is in force, and how far that is known.
func (w *Writer) SetInForce(ctx context.Context, version int64, s timeline.Span, k Standing) error {
	_, err := w.Exec(ctx, `UPDATE version SET in_force_from = ?, in_force_from_source = ?, in_force_to = ?, in_force_to_source = ?,
		repealed_by = ?, repealed_at = ?, confirmed = ?, confirmed_source = ?, ended = ?, doubted_from = ?, doubt = ? WHERE id = ?`,
		s.From.Date, s.From.Source, s.To.Date, s.To.Source, s.RepealedBy, s.RepealedAt,
		k.Confirmed.Date, k.Confirmed.Source, k.Ended, k.DoubtedFrom, k.Doubt,
		version)
	return err
}
