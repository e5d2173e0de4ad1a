package kb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/fatiao/fatiao/internal/timeline"
)

// EndOf returns the first repeal of a law, loaded or not, that a loaded text or the register
// tells; its day is "" where none is known.
func (b *Base) EndOf(ctx context.Context, key string) (timeline.Repeal, error) {
	var r timeline.Repeal
	err := b.Row(ctx, `SELECT date, source, by, at FROM (
			SELECT r.date, CASE WHEN EXISTS (SELECT 1 FROM version v WHERE v.law_id = l.id AND v.starts = r.date
					AND v.starts_source = '`+string(timeline.Assumed)+`') THEN '`+string(timeline.Assumed)+`'
					ELSE '`+string(timeline.FromDecision)+`' END AS source, l.key AS by, r.provision AS at FROM relation r JOIN law l ON l.id = r.law_id
				WHERE r.kind = 'repeals' AND r.target_key = ?1 AND r.date <> ''
			UNION ALL SELECT date, source, by, '' FROM known_end WHERE target_key = ?1)
		ORDER BY date, source, by LIMIT 1`, key).Scan(&r.Day.Date, &r.Day.Source, &r.By, &r.At)
	if errors.Is(err, sql.ErrNoRows) {
		return timeline.Repeal{Day: timeline.DayOf("", timeline.Unknown)}, nil
	}
	if err != nil {
		return r, fmt.Errorf("reading when %s was repealed: %w", key, err)
	}
	return r, nil
}

// KnownEnd is the day from which a law is known to be no longer in force.
type KnownEnd struct {
	Key    string
	Repeal timeline.Repeal
}

// SetKnownEnds replaces the ends that no loaded text tells.
func (w *Writer) SetKnownEnds(ctx context.Context, ends []KnownEnd) error {
	if _, err := w.Exec(ctx, "DELETE FROM known_end"); err != nil {
		return err
	}
	for _, e := range ends {
		if _, err := w.Exec(ctx, "INSERT INTO known_end(target_key, date, source, by) VALUES(?,?,?,?)", e.Key, e.Repeal.Day.Date,
			e.Repeal.Day.Source, e.Repeal.By); err != nil {
			return err
		}
	}
	return nil
}
