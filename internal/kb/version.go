package kb

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"

	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// text is one document of a version, parsed.
type text struct {
	meta docMeta
	law  *lawparse.Law
}

// assembleVersion stores a version from its documents and returns its header.
func (w *Writer) assembleVersion(ctx context.Context, lawID int64, v draftVersion) (lawparse.Header, error) {
	var texts []text
	for _, m := range v.docs {
		if m.role != roleText {
			continue
		}
		law, err := w.parsed(ctx, m)
		if err != nil {
			return lawparse.Header{}, err
		}
		texts = append(texts, text{m, law})
	}
	if texts[0].meta.subtitle != "" {
		sort.SliceStable(texts, func(i, j int) bool { return firstNumber(texts[i].law).Less(firstNumber(texts[j].law)) })
	}
	h := mergeHeaders(texts)
	h.Label = v.label
	from, err := w.inForceFrom(ctx, h, v)
	if err != nil {
		return h, err
	}
	events, err := json.Marshal(h.Events)
	if err != nil {
		return h, fmt.Errorf("encoding the events: %w", err)
	}
	versionID, err := w.Insert(ctx, `INSERT INTO version(law_id, label, number, effective, in_force_from, in_force_to, repealed_by, incomplete, events) VALUES(?,?,?,?,?,'','',?,?)`,
		lawID, v.label, h.DocNumber, h.Effective, from, incomplete(texts), string(events))
	if err != nil {
		return h, err
	}
	ord := 0
	for _, t := range texts {
		if _, err := w.Exec(ctx, "INSERT INTO version_document(version_id, document_id, role, ord) VALUES(?,?,?,?)", versionID, t.meta.id, roleText, ord); err != nil {
			return h, err
		}
		ord++
	}
	for _, m := range v.docs {
		if m.role == roleDuplicate {
			if _, err := w.Exec(ctx, "INSERT INTO version_document(version_id, document_id, role, ord) VALUES(?,?,?,?)", versionID, m.id, roleDuplicate, ord); err != nil {
				return h, err
			}
			ord++
		}
	}
	tree := &treeWriter{w: w, version: versionID}
	for i, t := range texts {
		part := 0
		if t.meta.subtitle != "" && hasPartNumber(t.meta.subtitle) {
			part = i + 1
		}
		if err := tree.text(ctx, t, part); err != nil {
			return h, err
		}
	}
	for _, t := range texts {
		for _, key := range t.law.Repeals() {
			if _, err := w.Exec(ctx, "INSERT INTO relation(law_id, kind, target_key, date) VALUES(?,'repeals',?,?)", lawID, key, from); err != nil {
				return h, err
			}
		}
	}
	return h, nil
}

// inForceFrom is the day from which the version is in force. Where equal texts
// carry several labels, the earliest of their days counts.
func (w *Writer) inForceFrom(ctx context.Context, h lawparse.Header, v draftVersion) (statute.Date, error) {
	from := h.InForceFrom()
	for _, m := range v.docs {
		if m.role != roleDuplicate || m.bodyHash != v.docs[0].bodyHash || m.label == v.label {
			continue
		}
		law, err := w.parsed(ctx, m)
		if err != nil {
			return "", err
		}
		if d := law.Header.InForceFrom(); d != "" && d < from {
			from = d
		}
	}
	return from, nil
}

func firstNumber(l *lawparse.Law) statute.Number {
	if a := l.Articles(); len(a) > 0 {
		return a[0].Number
	}
	return statute.Number{}
}

// hasPartNumber reports whether a part counts among the 编: 附则 does not.
func hasPartNumber(subtitle string) bool { return subtitle != "附则" }

// mergeHeaders takes from each part what the first lacks.
func mergeHeaders(texts []text) lawparse.Header {
	h := texts[0].law.Header
	for _, t := range texts[1:] {
		o := t.law.Header
		h.Effective = max(h.Effective, o.Effective)
		if h.DocNumber == "" {
			h.DocNumber = o.DocNumber
		}
		if len(h.Issuers) == 0 {
			h.Issuers = o.Issuers
		}
		if len(o.Events) > len(h.Events) {
			h.Events = o.Events
		}
	}
	return h
}

// incomplete reports whether articles are missing, seen over all parts.
func incomplete(texts []text) bool {
	last := statute.Number{}
	for _, t := range texts {
		if t.law.Incomplete {
			return true
		}
		articles := t.law.Articles()
		if len(articles) == 0 || t.law.Amending {
			continue
		}
		if !articles[0].Number.Follows(last) {
			return true
		}
		last = articles[len(articles)-1].Number
	}
	return false
}

// treeWriter stores headings and units in reading order.
type treeWriter struct {
	w       *Writer
	version int64
	ord     int
}

func (t *treeWriter) next() int {
	t.ord++
	return t.ord
}

// text stores one document. part is the number of the 编 that the document
// as a whole makes up, 0 for none.
func (t *treeWriter) text(ctx context.Context, doc text, part int) error {
	parent := int64(0)
	prefix := ""
	if doc.meta.subtitle != "" {
		if part > 0 {
			prefix = fmt.Sprintf("b%d", part)
		}
		var err error
		parent, err = t.heading(ctx, 0, statute.KindPart, prefix, "", doc.meta.subtitle)
		if err != nil {
			return err
		}
	}
	if err := t.children(ctx, doc, doc.law.Root, parent, prefix); err != nil {
		return err
	}
	for _, d := range doc.law.Definitions() {
		if _, err := t.w.Exec(ctx, "INSERT INTO term(version_id, term, address) VALUES(?,?,?)", t.version, d.Term, d.Address); err != nil {
			return err
		}
	}
	return nil
}

func (t *treeWriter) heading(ctx context.Context, parent int64, kind statute.Kind, address, label, title string) (int64, error) {
	return t.w.Insert(ctx, "INSERT INTO heading(version_id, parent_id, ord, kind, address, label, title) VALUES(?,?,?,?,?,?,?)",
		t.version, parent, t.next(), kind, address, label, title)
}

func (t *treeWriter) children(ctx context.Context, doc text, n *lawparse.Node, parent int64, prefix string) error {
	for _, c := range n.Children {
		switch c.Kind {
		case statute.KindTitle, statute.KindMeta, statute.KindNote, statute.KindContents:
			continue
		case statute.KindPart, statute.KindSubpart, statute.KindChapter, statute.KindSection, statute.KindHeading:
			label, title := doc.law.LabelText(c), doc.law.Words(c)
			if label+title == "" {
				if err := t.children(ctx, doc, c, parent, prefix); err != nil {
					return err
				}
				continue
			}
			address := c.Address
			if address != "" && prefix != "" {
				address = prefix + "/" + address
			}
			id, err := t.heading(ctx, parent, c.Kind, address, label, title)
			if err != nil {
				return err
			}
			if err := t.children(ctx, doc, c, id, prefix); err != nil {
				return err
			}
			continue
		}
		parts, err := json.Marshal(partsOf(doc.law, c))
		if err != nil {
			return fmt.Errorf("encoding %s: %w", c.Address, err)
		}
		if _, err := t.w.Exec(ctx, insertUnit, t.version, doc.meta.id, parent, t.next(), c.Kind, c.Address, doc.law.LabelText(c), string(parts), c.Span.Start, c.Span.End); err != nil {
			return err
		}
	}
	return nil
}

// finish sets what depends on all laws together: from when to when each
// version is in force, and the names made by hand.
func (w *Writer) finish(ctx context.Context, user []lawnames.Alias) error {
	hand, err := lawnames.ByHand()
	if err != nil {
		return err
	}
	if err := w.SetGivenNames(ctx, slices.Concat(hand, lawnames.Known(), user)); err != nil {
		return err
	}
	if err := w.resolveRelations(ctx); err != nil {
		return err
	}
	for _, q := range [...]string{
		// A version ends when the next of its law begins.
		`UPDATE version SET repealed_by = '', in_force_to = coalesce((SELECT min(n.in_force_from) FROM version n
			WHERE n.law_id = version.law_id AND n.id <> version.id AND n.in_force_from > version.in_force_from), '')`,
		// Two versions that begin on one day: the one with the later label counts.
		`UPDATE version SET in_force_to = in_force_from WHERE in_force_from <> '' AND EXISTS (SELECT 1 FROM version n
			WHERE n.law_id = version.law_id AND n.in_force_from = version.in_force_from AND n.label > version.label)`,
		// A repeal ends the version that is in force when it takes effect.
		`UPDATE version SET (in_force_to, repealed_by) = (SELECT r.date, l.key FROM relation r JOIN law l ON l.id = r.law_id JOIN law t ON t.id = version.law_id
			WHERE r.kind = 'repeals' AND r.target_key = t.key AND r.date > version.in_force_from AND r.law_id <> t.id ORDER BY r.date LIMIT 1)
			WHERE in_force_to = '' AND EXISTS (SELECT 1 FROM relation r JOIN law t ON t.id = version.law_id
			WHERE r.kind = 'repeals' AND r.target_key = t.key AND r.date > version.in_force_from AND r.law_id <> t.id)`,
	} {
		if _, err := w.tx.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("settling which versions are in force: %w", err)
		}
	}
	return nil
}

// resolveRelations makes the targets of relations keys of loaded laws where
// their names, as the texts write them, mean one.
func (w *Writer) resolveRelations(ctx context.Context) error {
	names, err := w.Names(ctx)
	if err != nil {
		return err
	}
	rows, err := w.tx.QueryContext(ctx, "SELECT DISTINCT target_key FROM relation")
	if err != nil {
		return fmt.Errorf("reading the relations: %w", err)
	}
	defer rows.Close()
	resolved := map[string]string{}
	for rows.Next() {
		var target string
		if err := rows.Scan(&target); err != nil {
			return fmt.Errorf("reading the relations: %w", err)
		}
		if keys := names.Resolve(target); len(keys) == 1 && keys[0] != target && names.IsLoaded(keys[0]) {
			resolved[target] = keys[0]
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("reading the relations: %w", err)
	}
	for from, to := range resolved {
		if _, err := w.Exec(ctx, "UPDATE relation SET target_key = ? WHERE target_key = ?", to, from); err != nil {
			return err
		}
	}
	return nil
}
