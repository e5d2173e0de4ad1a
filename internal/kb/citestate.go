package kb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/statute"
)

// outdatedCites takes out the citations that may not hold any more, notes what the
// new ones are read against, and returns the documents to read again.
func (w *Writer) outdatedCites(ctx context.Context, names *lawnames.Names, today statute.Date, docs []citingDocument) ([]citingDocument, error) {
	now, err := lawStates(ctx, w, today)
	if err != nil {
		return nil, err
	}
	now[""] = hashOf(names) // no law has the empty key
	before, err := storedStates(ctx, w)
	if err != nil {
		return nil, err
	}
	if before[""] != now[""] {
		for _, q := range [...]string{"DELETE FROM citation", "DELETE FROM edge", "DELETE FROM cite_read"} {
			if _, err := w.Exec(ctx, q); err != nil {
				return nil, err
			}
		}
		return docs, w.putStates(ctx, before, now)
	}
	stay, err := w.citedDocuments(ctx, before, now)
	if err != nil {
		return nil, err
	}
	var again []citingDocument
	for _, d := range docs {
		if !stay[d.id] {
			again = append(again, d)
		}
		delete(stay, d.id)
	}
	for id := range stay { // no text of a version any more
		if err := w.dropCites(ctx, id); err != nil {
			return nil, err
		}
	}
	return again, w.putStates(ctx, before, now)
}

// citedDocuments are the documents whose citations stay as they are, if they are
// still there. Those of the others are taken out.
func (w *Writer) citedDocuments(ctx context.Context, before, now map[string]string) (map[int64]bool, error) {
	rows, err := w.tx.QueryContext(ctx, "SELECT document_id, law_key FROM cite_read ORDER BY document_id")
	if err != nil {
		return nil, fmt.Errorf("reading what citations were read against: %w", err)
	}
	defer rows.Close()
	stay := map[int64]bool{}
	var drop []int64
	for rows.Next() {
		var id int64
		var key string
		if err := rows.Scan(&id, &key); err != nil {
			return nil, fmt.Errorf("reading what citations were read against: %w", err)
		}
		if before[key] == now[key] && !w.renewed[id] {
			if _, ok := stay[id]; !ok {
				stay[id] = true
			}
			continue
		}
		stay[id] = false
		drop = append(drop, id)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading what citations were read against: %w", err)
	}
	for _, id := range slices.Compact(drop) {
		delete(stay, id)
		if err := w.dropCites(ctx, id); err != nil {
			return nil, err
		}
	}
	return stay, nil
}

func (w *Writer) dropCites(ctx context.Context, document int64) error {
	for _, q := range [...]string{
		"DELETE FROM edge WHERE citation_id IN (SELECT id FROM citation WHERE document_id = ?)",
		"DELETE FROM citation WHERE document_id = ?",
		"DELETE FROM cite_read WHERE document_id = ?",
	} {
		if _, err := w.Exec(ctx, q, document); err != nil {
			return err
		}
	}
	return nil
}

// lawStates are the laws with what citations that are looked up in them depend on:
// the documents that they are made of, the days of their versions, and on which side
// of these today is.
func lawStates(ctx context.Context, q Querier, today statute.Date) (map[string]string, error) {
	return Map[string, string](ctx, q, "reading the states of the laws", `SELECT l.key, l.signature || group_concat(format(' %s %s %s %d %d', v.label, v.in_force_from, v.in_force_to, v.in_force_from <= ?1, v.in_force_to <= ?1), ';' ORDER BY v.in_force_from, v.label)
		FROM law l JOIN version v ON v.law_id = l.id GROUP BY l.id`, today)
}

func (w *Writer) putStates(ctx context.Context, before, now map[string]string) error {
	for key, state := range now {
		if before[key] == state {
			continue
		}
		if _, err := w.Exec(ctx, "INSERT OR REPLACE INTO cite_state(law_key, state) VALUES(?,?)", key, state); err != nil {
			return err
		}
	}
	for key := range before {
		if _, ok := now[key]; ok {
			continue
		}
		if _, err := w.Exec(ctx, "DELETE FROM cite_state WHERE law_key = ?", key); err != nil {
			return err
		}
	}
	return nil
}

func storedStates(ctx context.Context, q Querier) (map[string]string, error) {
	return Map[string, string](ctx, q, "reading what citations were read against", "SELECT law_key, state FROM cite_state")
}

// CitesHold reports whether the stored citations are those that would be found today:
// a text that took effect since then is what a bare name means now.
func (b *Base) CitesHold(ctx context.Context, today statute.Date) (bool, error) {
	now, err := lawStates(ctx, b, today)
	if err != nil {
		return false, err
	}
	now[""] = hashOf(b.names)
	stored, err := storedStates(ctx, b)
	return maps.Equal(stored, now), err
}

// hashOf stands for all names and for the rules by which citations are found.
func hashOf(names *lawnames.Names) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d ", citation.Version)
	_ = names.WriteState(h) // a hash takes all that is written
	return hex.EncodeToString(h.Sum(nil)[:16])
}
