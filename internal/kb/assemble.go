package kb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// docMeta is what is needed of a law document to decide where it belongs.
type docMeta struct {
	id                         int64
	hash, key, subtitle, label string
	bodyHash                   string
	units, length              int
	hint                       lawparse.Hint
	role                       string
}

const (
	roleText      = "text"
	roleDuplicate = "duplicate"
)

// draftLaw is a law as it should be, made of documents.
type draftLaw struct {
	key      string
	aliases  []string // other keys under which it was filed
	versions []draftVersion
}

type draftVersion struct {
	label string
	docs  []docMeta // texts first, in order, then duplicates
}

// signature changes whenever the law has to be assembled again.
func (d *draftLaw) signature() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %s %v\n", lawparse.Version, d.key, d.aliases)
	for _, v := range d.versions {
		fmt.Fprintf(h, "%s\n", v.label)
		for _, doc := range v.docs {
			fmt.Fprintf(h, "  %s %s\n", doc.hash, doc.role)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Change is a law or document that was made, changed or taken away. New documents are
// not among them.
type Change struct {
	LawKey     string // for laws
	DocumentID int64  // for other documents, 0 for laws
	Removed    bool
}

// Assemble makes the laws agree with the documents: files that hold parts of
// one law become one version, equal texts one version with several sources,
// texts of different dates versions of one law. user are the names in the
// user's file. It returns what changed.
func (w *Writer) Assemble(ctx context.Context, user []lawnames.Alias) ([]Change, error) {
	changes, err := w.dropOrphans(ctx)
	if err != nil {
		return nil, err
	}
	metas, err := w.lawDocuments(ctx)
	if err != nil {
		return nil, err
	}
	drafts := group(metas)
	have := map[string]string{}
	rows, err := w.tx.QueryContext(ctx, "SELECT key, signature FROM law")
	if err != nil {
		return nil, fmt.Errorf("reading the laws: %w", err)
	}
	for rows.Next() {
		var key, signature string
		if err := rows.Scan(&key, &signature); err != nil {
			return nil, fmt.Errorf("reading the laws: %w", err)
		}
		have[key] = signature
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading the laws: %w", err)
	}
	for _, d := range drafts {
		signature := d.signature()
		old, there := have[d.key]
		delete(have, d.key)
		if there && old == signature {
			continue
		}
		if there {
			if err := w.dropLaw(ctx, d.key); err != nil {
				return nil, err
			}
		}
		if err := w.assembleLaw(ctx, d, signature); err != nil {
			return nil, fmt.Errorf("assembling %s: %w", d.key, err)
		}
		changes = append(changes, Change{LawKey: d.key})
	}
	gone := make([]string, 0, len(have))
	for key := range have {
		gone = append(gone, key)
	}
	sort.Strings(gone)
	for _, key := range gone {
		if err := w.dropLaw(ctx, key); err != nil {
			return nil, err
		}
		changes = append(changes, Change{LawKey: key, Removed: true})
	}
	return changes, w.finish(ctx, user)
}

// dropOrphans removes the documents that no source has any more.
func (w *Writer) dropOrphans(ctx context.Context) ([]Change, error) {
	rows, err := w.tx.QueryContext(ctx, "SELECT id, kind FROM document WHERE id NOT IN (SELECT document_id FROM source_document)")
	if err != nil {
		return nil, fmt.Errorf("looking for documents without a source: %w", err)
	}
	var changes []Change
	var ids []int64
	for rows.Next() {
		var id int64
		var kind statute.DocumentKind
		if err := rows.Scan(&id, &kind); err != nil {
			return nil, fmt.Errorf("looking for documents without a source: %w", err)
		}
		ids = append(ids, id)
		if kind != statute.DocLaw {
			changes = append(changes, Change{DocumentID: id, Removed: true})
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("looking for documents without a source: %w", err)
	}
	for _, id := range ids {
		if err := w.deleteDocument(ctx, id); err != nil {
			return nil, err
		}
	}
	for _, id := range ids {
		delete(w.renewed, id)
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
		"DELETE FROM case_file WHERE document_id = ?", "DELETE FROM commentary_file WHERE document_id = ?", "DELETE FROM unit WHERE document_id = ? AND +version_id = 0", "DELETE FROM document WHERE id = ?",
	} {
		if _, err := w.Exec(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) lawDocuments(ctx context.Context) ([]docMeta, error) {
	rows, err := w.tx.QueryContext(ctx, "SELECT id, hash, law_key, subtitle, label, body_hash, units, length(text), hint FROM document WHERE kind = 'law' ORDER BY hash")
	if err != nil {
		return nil, fmt.Errorf("reading the documents: %w", err)
	}
	defer rows.Close()
	var metas []docMeta
	for rows.Next() {
		var m docMeta
		var hint string
		if err := rows.Scan(&m.id, &m.hash, &m.key, &m.subtitle, &m.label, &m.bodyHash, &m.units, &m.length, &hint); err != nil {
			return nil, fmt.Errorf("reading the documents: %w", err)
		}
		if err := json.Unmarshal([]byte(hint), &m.hint); err != nil {
			return nil, fmt.Errorf("reading what is known about document %d: %w", m.id, err)
		}
		metas = append(metas, m)
	}
	return metas, rows.Err()
}

// group decides which documents make which law and version. It depends only
// on the set of documents, not on their order.
func group(metas []docMeta) []*draftLaw {
	laws := map[string]*draftLaw{}
	docs := map[string][]docMeta{}
	keys := fullKeys(metas)
	for _, m := range metas {
		key := keys[m.key]
		d := laws[key]
		if d == nil {
			d = &draftLaw{key: key}
			laws[key] = d
		}
		if m.key != key && !slices.Contains(d.aliases, m.key) {
			d.aliases = append(d.aliases, m.key)
		}
		docs[key] = append(docs[key], m)
	}
	drafts := make([]*draftLaw, 0, len(laws))
	for key, d := range laws {
		sort.Strings(d.aliases)
		d.versions = versionsOf(docs[key])
		drafts = append(drafts, d)
	}
	sort.Slice(drafts, func(i, j int) bool { return drafts[i].key < drafts[j].key })
	return drafts
}

// fullKeys maps each key to the key with the issuer in front where the same
// text is filed under both.
func fullKeys(metas []docMeta) map[string]string {
	type filing struct{ core, body string }
	full := map[filing]string{}
	for _, m := range metas {
		if issuers, core := statute.SplitIssuers(m.key); issuers != nil {
			f := filing{core, m.bodyHash}
			if have, ok := full[f]; !ok || m.key < have {
				full[f] = m.key
			}
		}
	}
	keys := map[string]string{}
	for _, m := range metas {
		if _, ok := keys[m.key]; !ok {
			keys[m.key] = m.key
		}
		if issuers, _ := statute.SplitIssuers(m.key); issuers == nil {
			if key, ok := full[filing{m.key, m.bodyHash}]; ok {
				keys[m.key] = key
			}
		}
	}
	return keys
}

// versionsOf groups the documents of one law: parts (with a subtitle) of one
// label make one version; of whole texts, equal label or equal text make one.
func versionsOf(docs []docMeta) []draftVersion {
	byLabel := map[string][]docMeta{}
	label := map[string]string{} // body hash to label: equal texts share the latest
	for _, m := range docs {
		if m.subtitle == "" {
			if have, ok := label[m.bodyHash]; !ok || laterLabel(m.label, have) {
				label[m.bodyHash] = m.label
			}
		}
	}
	for _, m := range docs {
		l := m.label
		if m.subtitle == "" {
			l = label[m.bodyHash]
		}
		byLabel[l] = append(byLabel[l], m)
	}
	versions := make([]draftVersion, 0, len(byLabel))
	for l, ms := range byLabel {
		versions = append(versions, draftVersion{label: l, docs: arrange(ms)})
	}
	sort.Slice(versions, func(i, j int) bool { return laterLabel(versions[j].label, versions[i].label) })
	return versions
}

// laterLabel orders labels by date; undated comes first of all.
func laterLabel(a, b string) bool {
	if a == statute.Undated || b == statute.Undated {
		return a != statute.Undated && b == statute.Undated
	}
	return a > b
}

// arrange puts the texts of a version first: all parts, or the most complete
// of the whole texts. The others are duplicates.
func arrange(docs []docMeta) []docMeta {
	sort.Slice(docs, func(i, j int) bool {
		a, b := docs[i], docs[j]
		switch {
		case (a.subtitle == "") != (b.subtitle == ""):
			return a.subtitle == ""
		case a.units != b.units:
			return a.units > b.units
		case a.hint.Date != b.hint.Date:
			return a.hint.Date > b.hint.Date
		case a.length != b.length:
			return a.length > b.length
		}
		return a.hash < b.hash
	})
	seen := map[string]bool{}
	for i := range docs {
		switch d := &docs[i]; {
		case docs[0].subtitle == "" && i > 0, d.subtitle != "" && seen[d.subtitle]:
			d.role = roleDuplicate
		default:
			d.role = roleText
		}
		seen[docs[i].subtitle] = true
	}
	return docs
}

// dropLaw removes what was derived for a law.
func (w *Writer) dropLaw(ctx context.Context, key string) error {
	const versions = "(SELECT v.id FROM version v JOIN law l ON l.id = v.law_id WHERE l.key = ?)"
	for _, q := range [...]string{
		"DELETE FROM unit WHERE version_id IN " + versions,
		"DELETE FROM heading WHERE version_id IN " + versions,
		"DELETE FROM term WHERE version_id IN " + versions,
		"DELETE FROM version_document WHERE version_id IN " + versions,
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

// parsed reads a document again; the parser is fast enough that trees are
// never stored.
func (w *Writer) parsed(ctx context.Context, m docMeta) (*lawparse.Law, error) {
	var text string
	if err := w.tx.QueryRowContext(ctx, "SELECT text FROM document WHERE id = ?", m.id).Scan(&text); err != nil {
		return nil, fmt.Errorf("reading document %d: %w", m.id, err)
	}
	return lawparse.Parse(text, m.hint), nil
}

func (w *Writer) assembleLaw(ctx context.Context, d *draftLaw, signature string) error {
	lawID, err := w.Insert(ctx, "INSERT INTO law(key, title, level, issuers, signature) VALUES(?,'','','',?)", d.key, signature)
	if err != nil {
		return err
	}
	var newest lawparse.Header
	var numbers []string
	for _, v := range d.versions {
		h, err := w.assembleVersion(ctx, lawID, v)
		if err != nil {
			return err
		}
		newest = h
		if h.DocNumber != "" && !slices.Contains(numbers, h.DocNumber) {
			numbers = append(numbers, h.DocNumber)
		}
	}
	if _, err := w.Exec(ctx, "UPDATE law SET title = ?, level = ?, issuers = ? WHERE id = ?", newest.Title, newest.Level, strings.Join(newest.Issuers, "、"), lawID); err != nil {
		return err
	}
	for kind, keys := range map[string][]string{"interprets": newest.Interprets, "basis": newest.Basis} {
		for _, key := range keys {
			if _, err := w.Exec(ctx, "INSERT INTO relation(law_id, kind, target_key, date) VALUES(?,?,?,'')", lawID, kind, key); err != nil {
				return err
			}
		}
	}
	aliases := lawnames.Derived(d.key, newest.Title, numbers)
	for _, a := range d.aliases {
		aliases = append(aliases, lawnames.Alias{Name: a, Key: d.key, Origin: lawnames.OriginTitle})
	}
	return w.AddNames(ctx, aliases)
}
