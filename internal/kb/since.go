package kb

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/statute"
)

// The table meta has a row for each generation: its name behind generationKey, and as the value when it
// was made, and behind a space the last run of the change log that it has. So a reader who has read a
// generation is told what came after it, although the generation itself is long gone.
const generationKey = "generation "

// firstGeneration is the name of the generation with which a data folder begins.
const firstGeneration = "gen-000001"

// MarkGeneration notes that the base is of a generation, made at a time, with the change log as it is now.
func (w *Writer) MarkGeneration(ctx context.Context, name string, at time.Time) error {
	if _, err := w.Exec(ctx, `INSERT OR REPLACE INTO meta(key, value)
		SELECT ?, ? || ' ' || coalesce(max(id), 0) FROM change_run`, generationKey+name, at.UTC().Format(time.RFC3339)); err != nil {
		return fmt.Errorf("noting the generation %s: %w", name, err)
	}
	return nil
}

// ChangesAfter returns what changed of the laws after a generation, the oldest first. The error is
// ErrNotFound where nothing is known of it.
func (b *Base) ChangesAfter(ctx context.Context, generation string) ([]ChangeRun, error) {
	var value string
	err := b.Row(ctx, "SELECT value FROM meta WHERE key = ?", generationKey+generation).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("reading the change log: %w", err)
	}
	_, id, _ := strings.Cut(value, " ")
	last, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("reading what is noted of %s: %w", generation, err)
	}
	return b.changeRuns(ctx, "WHERE id > ? ORDER BY id", last)
}

// ChangesFrom returns what changed of the laws from a day on, the oldest first. complete is false where
// the log may have begun only later.
func (b *Base) ChangesFrom(ctx context.Context, day statute.Date) (runs []ChangeRun, complete bool, err error) {
	start := day.Start().UTC().Format(time.RFC3339)
	noted, err := List(ctx, b, "reading the change log", func(scan Scan) (m [2]string, err error) {
		err = scan(&m[0], &m[1])
		return m, err
	}, "SELECT substr(key, ?), value FROM meta WHERE key LIKE ? ORDER BY key LIMIT 1", len(generationKey)+1, generationKey+"%")
	if err != nil {
		return nil, false, err
	}
	for _, m := range noted {
		complete = m[0] == firstGeneration || cmp.Compare(m[1], start) < 0
	}
	runs, err = b.changeRuns(ctx, "WHERE at >= ? ORDER BY id", start)
	return runs, complete, err
}
