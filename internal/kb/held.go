package kb

import (
	"context"

	"github.com/fatiao/fatiao/internal/statute"
)

// Held counts the published texts of one level that a year brought.
type Held struct {
	Level    statute.Level
	Year     string // of the day that names the texts, "" for those without one
	Laws     int
	Versions int
	Newest   statute.Date // of the days of these texts
}

// HeldByYear counts what is loaded by level and year, without texts that were computed.
func (b *Base) HeldByYear(ctx context.Context) ([]Held, error) {
	return List(ctx, b, "counting texts by level and year", func(scan Scan) (h Held, err error) {
		err = scan(&h.Level, &h.Year, &h.Laws, &h.Versions, &h.Newest)
		return h, err
	}, `SELECT l.level, CASE WHEN v.label LIKE 'undated%' THEN '' ELSE substr(v.label, 1, 4) END, count(DISTINCT l.id), count(*),
		max(CASE WHEN v.label LIKE 'undated%' THEN '' ELSE v.label END)
		FROM version v JOIN law l ON l.id = v.law_id WHERE v.computed = '' GROUP BY 1, 2 ORDER BY 1, 2`)
}

// SourceDay is a file with what it holds.
type SourceDay struct {
	Path     string
	Texts    int          // documents
	Newest   statute.Date // of the laws in it, "" where none has a day
	Ingested string       // RFC 3339
}

// SourceDays lists the files that were read, by path.
func (b *Base) SourceDays(ctx context.Context) ([]SourceDay, error) {
	return List(ctx, b, "listing sources with their days", func(scan Scan) (s SourceDay, err error) {
		err = scan(&s.Path, &s.Ingested, &s.Texts, &s.Newest)
		return s, err
	}, `SELECT s.path, s.ingested_at, count(d.id), coalesce(max(CASE WHEN d.kind = 'law' AND d.label NOT LIKE 'undated%' THEN d.label END), '')
		FROM source s LEFT JOIN source_document x ON x.source_id = s.id LEFT JOIN document d ON d.id = x.document_id
		GROUP BY s.id ORDER BY s.path`)
}

// UnloadedCounts is how many texts lists know that nothing loaded has: of laws of which another
// text is loaded, and of others.
func (b *Base) UnloadedCounts(ctx context.Context) (ofLoaded, ofOthers int, err error) {
	if b.schema < 11 {
		return 0, 0, nil
	}
	err = b.Row(ctx, `SELECT count(*) FILTER (WHERE l.id IS NOT NULL), count(*) FILTER (WHERE l.id IS NULL)
		FROM unloaded u LEFT JOIN law l ON l.key = u.law_key`).Scan(&ofLoaded, &ofOthers)
	return ofLoaded, ofOthers, err
}
