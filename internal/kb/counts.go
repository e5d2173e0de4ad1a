package kb

import (
	"context"
	"fmt"
)

// Counts are the numbers of what is loaded.
type Counts struct {
	Sources, Laws, Versions, Cases, Commentaries, Consultations, Diagnostics int
	// Articles are the distinct addresses without a version: the articles of the
	// text of each law that a bare address means. Repealed is how many of them
	// belong to laws that a loaded text repeals.
	Articles, Repealed int
}

// Counts counts what is loaded on a day.
func (b *Base) Counts(ctx context.Context, today string) (Counts, error) {
	var c Counts
	for _, q := range [...]struct {
		into  *int
		query string
		args  []any
	}{
		{&c.Sources, "SELECT count(*) FROM source", nil},
		{&c.Laws, "SELECT count(*) FROM law", nil},
		{&c.Versions, "SELECT count(*) FROM version", nil},
		{&c.Articles, `SELECT count(*) FROM unit u JOIN version v ON v.id = u.version_id WHERE u.kind = 'article'
			AND u.address <> '' AND ` + current, []any{today, today}},
		{&c.Repealed, `SELECT count(*) FROM unit u JOIN version v ON v.id = u.version_id WHERE u.kind = 'article'
			AND u.address <> '' AND v.repealed_by <> '' AND v.in_force_to <= ?`, []any{today}},
		{&c.Cases, "SELECT count(*) FROM document WHERE kind = 'case'", nil},
		{&c.Commentaries, "SELECT count(*) FROM document WHERE kind = 'commentary'", nil},
		{&c.Consultations, "SELECT count(*) FROM document WHERE kind = 'consultation'", nil},
		{&c.Diagnostics, "SELECT count(*) FROM diagnostic", nil},
	} {
		if err := b.Row(ctx, q.query, q.args...).Scan(q.into); err != nil {
			return c, fmt.Errorf("counting what is loaded: %w", err)
		}
	}
	return c, nil
}

// current selects the versions v that a bare address means on the day given
// twice: the one in force, or the last of a law that was repealed.
const current = "v.begins <= ? AND (v.in_force_to = '' OR v.in_force_to > ? OR v.repealed_by <> '')"
