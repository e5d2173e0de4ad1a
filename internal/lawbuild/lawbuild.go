// Package lawbuild makes laws and their versions out of the stored documents: files
// that hold parts of one law become one version, equal texts one version with several
// sources, texts of different dates versions of one law. It runs the parser where a
// text was not parsed in the same ingest; package kb stores what it decides.
//
// Start with [Builder].
//
//	text.go      what building needs of a parsed text
//	place.go     to which text copies belong whose labels do not tell
//	group.go     which documents make which law and version
//	version.go   a version out of its texts; undated.go from when those without a date hold
//	amended.go   what amending instruments make of the texts of a law
//	collate.go   which of several copies is the text, where the others differ, what it lacks
//	compare.go   what the texts of a law show beside each other
//	settle.go    what depends on all laws together
package lawbuild

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// Builder makes the laws of a knowledge base agree with its documents. It is used once,
// from one goroutine: [Builder.Keep] for the documents that are stored, then
// [Builder.Build].
type Builder struct {
	w     *kb.Writer
	texts map[int64]*Text // of the documents that were parsed in this ingest
	room  int             // for more of them, in bytes
}

// maxKept bounds the texts that are kept, in bytes. The national law takes a third of it;
// a text for which there is no room is parsed again.
const maxKept = 96 << 20

// New makes a builder.
func New(w *kb.Writer) *Builder {
	return &Builder{w: w, texts: map[int64]*Text{}, room: maxKept}
}

// Keep keeps what was parsed of a document, so that it need not be parsed again.
func (b *Builder) Keep(document int64, t *Text) {
	if t == nil || t.size > b.room || b.texts[document] != nil {
		return
	}
	b.room -= t.size
	b.texts[document] = t
}

// text is what a document was parsed to; it is parsed where nothing is kept of it.
func (b *Builder) text(ctx context.Context, d kb.LawDocument) (*Text, error) {
	if t := b.texts[d.ID]; t != nil {
		return t, nil
	}
	text, err := b.w.DocumentText(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	return NewText(lawparse.Parse(text, lawparse.Hint(d.Hint)))
}

// Build makes the laws agree with the documents.
// It returns what changed, documents that are no laws included.
func (b *Builder) Build(ctx context.Context, user User) ([]kb.Change, error) {
	changes, err := b.w.RemoveOrphans(ctx)
	if err != nil {
		return nil, err
	}
	documents, err := b.w.LawDocuments(ctx)
	if err != nil {
		return nil, err
	}
	paths, err := b.w.PathsOfLaws(ctx)
	if err != nil {
		return nil, err
	}
	setCollected(documents, paths)
	official, err := b.w.OfficialLaws(ctx)
	if err != nil {
		return nil, err
	}
	for i := range documents {
		documents[i].Official = official[documents[i].ID]
	}
	if err := b.place(ctx, documents); err != nil {
		return nil, err
	}
	have, err := b.w.LawSignatures(ctx)
	if err != nil {
		return nil, err
	}
	drafts := group(documents)
	amended, err := b.readInstruments(ctx, drafts)
	if err != nil {
		return nil, err
	}
	for _, d := range drafts {
		signature := d.signature() + amended.signature(d.key)
		old, there := have[d.key]
		delete(have, d.key)
		if there && old == signature {
			continue
		}
		if there {
			if err := b.w.RemoveLaw(ctx, d.key); err != nil {
				return nil, err
			}
		}
		if err := b.law(ctx, d, signature, amended); err != nil {
			return nil, fmt.Errorf("building %s: %w", d.key, err)
		}
		changes = append(changes, kb.Change{LawKey: d.key})
	}
	for _, key := range slices.Sorted(maps.Keys(have)) {
		if err := b.w.RemoveLaw(ctx, key); err != nil {
			return nil, err
		}
		changes = append(changes, kb.Change{LawKey: key, Removed: true})
	}
	return changes, settle(ctx, b.w, user)
}

// law stores a law with its versions, oldest first.
func (b *Builder) law(ctx context.Context, d *draftLaw, signature string, amended *amendments) error {
	id, err := b.w.AddLaw(ctx, d.key, signature)
	if err != nil {
		return err
	}
	versions, err := b.versions(ctx, d)
	if err != nil {
		return err
	}
	amended.explain(d.key, versions)
	made, err := b.amend(ctx, id, d.key, versions, amended)
	if err != nil {
		return err
	}
	amended.explain(d.key, made)
	loaded := versions
	if versions = append(versions[:len(versions):len(versions)], made...); len(made) > 0 {
		slices.SortStableFunc(versions, func(x, y *version) int { return statute.CompareLabels(x.label, y.label) })
	}
	var numbers []string
	for _, v := range versions {
		if err := b.store(ctx, id, v); err != nil {
			return err
		}
		if n := v.header.DocNumber; n != "" && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if err := b.compare(ctx, loaded); err != nil {
		return err
	}
	newest := versions[len(versions)-1].header
	if err := b.w.DescribeLaw(ctx, id, newest.Title, newest.Level, strings.Join(newest.Issuers, "、")); err != nil {
		return err
	}
	for kind, keys := range map[kb.RelationKind][]string{kb.Interprets: newest.Interprets, kb.Basis: newest.Basis} {
		for _, key := range keys {
			if err := b.w.AddRelation(ctx, kb.NewRelation{LawID: id, Kind: kind, Target: key}); err != nil {
				return err
			}
		}
	}
	names := lawnames.Derived(d.key, newest.Title, numbers)
	for _, a := range d.aliases {
		names = append(names, lawnames.Alias{Name: a, Key: d.key, Origin: lawnames.OriginTitle})
	}
	return b.w.AddNames(ctx, names)
}
