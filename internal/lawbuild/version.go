package lawbuild

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"sort"

	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// part is one document of a version with its text.
type part struct {
	doc  kb.LawDocument
	text *Text
}

// version is a version with its texts, in the order of their articles.
type version struct {
	draftVersion
	parts  []part
	header lawparse.Header
	from   timeline.Day // in force, as its texts alone tell
	since  timeline.Day // from when what it repeals or amends is changed
	rule   collation.Rule
	lacks  []collation.Lack // what tells that it is not whole
	// computed is the key of the instrument with which the text was made, "" for a loaded one.
	computed string
}

// versions reads the versions of a law, oldest first.
func (b *Builder) versions(ctx context.Context, d *draftLaw) ([]*version, error) {
	var all []*version
	for _, draft := range d.versions {
		draft, rule, err := b.chosen(ctx, draft)
		if err != nil {
			return nil, err
		}
		v := &version{draftVersion: draft, rule: rule}
		if v.parts, err = b.parts(ctx, draft); err != nil {
			return nil, err
		}
		v.header, v.lacks = mergeHeaders(v.parts), lacks(v.parts)
		if err := b.factsOfCopies(ctx, &v.header, draft); err != nil {
			return nil, err
		}
		v.header.Label = draft.label
		if v.from, err = b.inForceFrom(ctx, v.header, draft); err != nil {
			return nil, err
		}
		v.since = v.from
		all = append(all, v)
	}
	lendDays(all)
	leaveOpen(all)
	return all, nil
}

// articles is the number of articles of the version.
func (v *version) articles() int {
	n := 0
	for _, p := range v.parts {
		n += p.text.articles
	}
	return n
}

// store stores a version.
func (b *Builder) store(ctx context.Context, lawID int64, v *version) error {
	h, parts := v.header, v.parts
	events, err := json.Marshal(h.Events)
	if err != nil {
		return fmt.Errorf("encoding the events: %w", err)
	}
	variants, err := b.variants(ctx, v)
	if err != nil {
		return err
	}
	id, err := b.w.AddVersion(ctx, kb.NewVersion{LawID: lawID, Label: v.label, Number: h.DocNumber, Effective: h.Effective,
		Starts: v.from, Incomplete: len(v.lacks) > 0, Lacks: v.lacks, ChosenBy: v.rule, Events: string(events),
		After: v.docs[0].After, Computed: v.computed})
	if err != nil {
		return err
	}
	if err := b.w.AddVariants(ctx, id, variants); err != nil {
		return err
	}
	if err := b.addDocuments(ctx, id, parts, v.draftVersion); err != nil {
		return err
	}
	tree := &tree{w: b.w, version: id}
	for i, p := range parts {
		number := 0
		if p.doc.Subtitle != "" && hasPartNumber(p.doc.Subtitle) {
			number = i + 1
		}
		if err := tree.add(ctx, p, number); err != nil {
			return err
		}
	}
	if v.computed != "" {
		return nil // what it repeals says the text that it was made from
	}
	for _, p := range parts {
		for _, r := range p.text.repeals {
			relation := kb.NewRelation{LawID: lawID, Kind: kb.Repeals, Target: r.Key, Date: v.since.Date, Provision: r.Provision}
			if err := b.w.AddRelation(ctx, relation); err != nil {
				return err
			}
		}
		for _, key := range p.text.amends {
			if !v.since.IsKnown() {
				continue
			}
			r := kb.NewRelation{LawID: lawID, Kind: kb.Amends, Target: key, Label: v.label, Date: v.since.Date}
			if err := b.w.AddRelation(ctx, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// parts are the texts of a version in the order of their articles.
func (b *Builder) parts(ctx context.Context, v draftVersion) ([]part, error) {
	var parts []part
	for _, m := range v.docs {
		if m.role != kb.RoleText {
			continue
		}
		text, err := b.text(ctx, m.LawDocument)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{m.LawDocument, text})
	}
	if parts[0].doc.Subtitle != "" {
		sort.SliceStable(parts, func(i, j int) bool { return parts[i].text.first.Less(parts[j].text.first) })
	}
	return parts, nil
}

// addDocuments records of which documents a version is made: its texts, then duplicates.
func (b *Builder) addDocuments(ctx context.Context, version int64, parts []part, v draftVersion) error {
	ord := 0
	for _, p := range parts {
		if err := b.w.AddVersionDocument(ctx, version, p.doc.ID, kb.RoleText, ord); err != nil {
			return err
		}
		ord++
	}
	for _, m := range v.docs {
		if m.role != kb.RoleDuplicate {
			continue
		}
		if err := b.w.AddVersionDocument(ctx, version, m.ID, kb.RoleDuplicate, ord); err != nil {
			return err
		}
		ord++
	}
	return nil
}

// inForceFrom is the day from which the version is in force. Where equal texts carry several
// labels, as the days of adoption and of publication, the earliest of their days counts; a
// text of another year with the same words is another one.
func (b *Builder) inForceFrom(ctx context.Context, h lawparse.Header, v draftVersion) (timeline.Day, error) {
	from := h.InForceFrom()
	for _, m := range v.docs {
		if m.role != kb.RoleDuplicate {
			continue
		}
		if m.Placed {
			text, err := b.text(ctx, m.LawDocument)
			if err != nil {
				return timeline.Day{}, err
			}
			if d := text.header.InForceFrom(); string(d.Date) >= v.label || statute.IsUndated(v.label) {
				from = timeline.Better(from, d)
			}
			continue
		}
		if m.BodyHash != v.docs[0].BodyHash || m.Label == v.label ||
			!statute.IsUndated(m.Label) && statute.LabelYear(m.Label) < statute.LabelYear(v.label) {
			continue
		}
		text, err := b.text(ctx, m.LawDocument)
		if err != nil {
			return timeline.Day{}, err
		}
		if d := text.header.InForceFrom(); d.Date != "" && d.Date < from.Date {
			from = d
		}
	}
	return from, nil
}

// hasPartNumber reports whether a part counts among the 编: 附则 does not.
func hasPartNumber(subtitle string) bool { return subtitle != "附则" }

// mergeHeaders takes from each part what the first lacks.
func mergeHeaders(parts []part) lawparse.Header {
	h := parts[0].text.header
	for _, p := range parts[1:] {
		o := p.text.header
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

// factsOfCopies takes number and caption from a copy of the same text where the header that
// counts has none.
func (b *Builder) factsOfCopies(ctx context.Context, h *lawparse.Header, v draftVersion) error {
	for _, m := range v.docs {
		if h.DocNumber != "" && len(h.Events) > 0 {
			return nil
		}
		if m.role != kb.RoleDuplicate || m.Subtitle != "" || m.BodyHash != v.docs[0].BodyHash && !m.Placed {
			continue
		}
		text, err := b.text(ctx, m.LawDocument)
		if err != nil {
			return err
		}
		if o := text.header; !statute.IsUndated(o.Label) {
			h.DocNumber = cmp.Or(h.DocNumber, o.DocNumber)
			if len(h.Events) == 0 {
				h.Events = o.Events
			}
		}
	}
	return nil
}

// tree stores headings and units in reading order.
type tree struct {
	w       *kb.Writer
	version int64
	ord     int
}

// add stores one document. number is that of the 编 that the document as a whole makes
// up, 0 for none.
func (t *tree) add(ctx context.Context, p part, number int) error {
	top := int64(0)
	prefix := ""
	if p.doc.Subtitle != "" {
		if number > 0 {
			prefix = fmt.Sprintf("b%d", number)
		}
		var err error
		top, err = t.heading(ctx, 0, row{kind: statute.KindPart, address: prefix, title: p.doc.Subtitle})
		if err != nil {
			return err
		}
	}
	ids := make([]int64, len(p.text.rows)) // of the headings among the rows
	for i, r := range p.text.rows {
		above := top
		if r.above >= 0 {
			above = ids[r.above]
		}
		var err error
		if r.heading {
			if r.address != "" && prefix != "" {
				r.address = prefix + "/" + r.address
			}
			ids[i], err = t.heading(ctx, above, r)
		} else {
			err = t.unit(ctx, above, p.doc.ID, r)
		}
		if err != nil {
			return err
		}
	}
	for _, d := range p.text.terms {
		if err := t.w.AddTerm(ctx, t.version, kb.Term{Text: d.Term, Address: d.Address}); err != nil {
			return err
		}
	}
	return nil
}

func (t *tree) heading(ctx context.Context, above int64, r row) (int64, error) {
	t.ord++
	return t.w.AddHeading(ctx, t.version, kb.Heading{Parent: above, Ord: t.ord,
		Kind: r.kind, Address: r.address, Label: r.label, Title: r.title})
}

func (t *tree) unit(ctx context.Context, heading, document int64, r row) error {
	t.ord++
	return t.w.AddUnit(ctx, kb.NewUnit{VersionID: t.version, DocumentID: document, HeadingID: heading, Ord: t.ord,
		Kind: r.kind, Address: r.address, Label: r.label, Parts: r.parts, Span: r.span})
}
