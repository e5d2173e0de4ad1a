package kb

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/collation"
)

// schemaVariant came with version 12.
const schemaVariant = `
-- Where another copy of a text differs from the one that is shown; see collation.Variant.
CREATE TABLE variant(
	version_id INTEGER NOT NULL, ord INTEGER NOT NULL,
	document_id INTEGER NOT NULL, -- the other copy
	address TEXT NOT NULL, through TEXT NOT NULL, kind TEXT NOT NULL, here TEXT NOT NULL, there TEXT NOT NULL,
	PRIMARY KEY(version_id, ord)) WITHOUT ROWID;
`

// NewVariant is a variant of a version as one document has it.
type NewVariant struct {
	collation.Variant
	DocumentID int64
}

// AddVariants stores where other copies of a version differ from it.
func (w *Writer) AddVariants(ctx context.Context, version int64, variants []NewVariant) error {
	for ord, v := range variants {
		if _, err := w.Exec(ctx, `INSERT INTO variant(version_id, ord, document_id, address, through, kind, here, there)
			VALUES(?,?,?,?,?,?,?,?)`, version, ord, v.DocumentID, v.Address, v.Through, v.Kind, v.Here, v.There); err != nil {
			return fmt.Errorf("storing where copies differ: %w", err)
		}
	}
	return nil
}

// Variant is a place in which sources read otherwise than the text of a version.
type Variant struct {
	collation.Variant
	Law, Version string   // key and label
	Sources      []Source // that read so
}

// Variants returns where other sources of a version differ from it, in the order of the text:
// those of one unit, or of all for the address "".
func (b *Base) Variants(ctx context.Context, versionID int64, address string) ([]Variant, error) {
	list, err := b.variants(ctx, "WHERE r.version_id = ?1 AND (?2 = '' OR r.address = ?2 OR r.through <> '')", versionID, address)
	if address == "" {
		return list, err
	}
	return slices.DeleteFunc(list, func(v Variant) bool { return !v.Covers(address) }), err
}

// AllVariants returns where sources differ from the texts that are shown, by law and label.
func (b *Base) AllVariants(ctx context.Context) ([]Variant, error) { return b.variants(ctx, "") }

func (b *Base) variants(ctx context.Context, where string, args ...any) ([]Variant, error) {
	type reading struct {
		law, version string
		collation.Variant
	}
	at := map[reading]int{}
	var list []Variant
	err := Each(ctx, b, "reading where sources differ", func(scan Scan) error {
		var r reading
		var s Source
		if err := scan(&r.law, &r.version, &r.Address, &r.Through, &r.Kind, &r.Here, &r.There, &s.ID, &s.Path, &s.Provenance); err != nil {
			return err
		}
		i, ok := at[r]
		if !ok {
			i = len(list)
			at[r] = i
			list = append(list, Variant{Variant: r.Variant, Law: r.law, Version: r.version})
		}
		list[i].Sources = append(list[i].Sources, s)
		return nil
	}, `SELECT l.key, v.label, r.address, r.through, r.kind, r.here, r.there, s.id, s.path, s.provenance FROM variant r
		JOIN version v ON v.id = r.version_id JOIN law l ON l.id = v.law_id
		JOIN source_document sd ON sd.document_id = r.document_id JOIN source s ON s.id = sd.source_id `+where+
		" ORDER BY l.key, v.label, r.ord, s.path", args...)
	return list, err
}

// ShownSources are the sources that have the words of a version: the chosen copy, or its parts.
func (b *Base) ShownSources(ctx context.Context, versionID int64) ([]Source, error) {
	return b.sources(ctx, `WHERE s.id IN (SELECT sd.source_id FROM source_document sd
		JOIN version_document vd ON vd.document_id = sd.document_id WHERE vd.version_id = ? AND vd.role = 'text')`, versionID)
}

// Name is a source as visitors see it: where its file came from, or the file's name, without the
// folders of the machine.
func (s Source) Name() string {
	if s.Provenance != "" {
		return s.Provenance
	}
	if i := strings.LastIndexAny(s.Path, `/\`); i >= 0 {
		return s.Path[i+1:]
	}
	return s.Path
}
