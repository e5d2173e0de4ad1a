package citegraph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/statute"
)

// dropOutdated takes out the citations that may not hold any more, notes what the new
// ones are looked up in, and returns the documents to read again.
func (u *update) dropOutdated(ctx context.Context, docs []citingDocument) ([]citingDocument, error) {
	w := u.w
	now, err := lawStates(ctx, w, u.texts.today)
	if err != nil {
		return nil, err
	}
	now[""] = hashOf(u.texts.names) // no law has the empty key
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
		return docs, putStates(ctx, w, before, now)
	}
	hold, err := dropChanged(ctx, w, before, now)
	if err != nil {
		return nil, err
	}
	var again []citingDocument
	for _, d := range docs {
		if !hold[d.id] {
			again = append(again, d)
		}
		delete(hold, d.id)
	}
	for id := range hold { // no text of a version any more
		if err := dropCites(ctx, w, id); err != nil {
			return nil, err
		}
	}
	return again, putStates(ctx, w, before, now)
}

// dropChanged takes out the citations of the documents that were parsed anew, or for
// which a law that they were looked up in is not what it was before. It returns the
// others, the documents whose citations hold if they are still there.
func dropChanged(ctx context.Context, w *kb.Writer, before, now map[string]string) (map[int64]bool, error) {
	hold := map[int64]bool{}
	err := kb.Each(ctx, w, "reading what citations were read against", func(scan kb.Scan) error {
		var id int64
		var key string
		if err := scan(&id, &key); err != nil {
			return err
		}
		holds, seen := hold[id]
		hold[id] = (holds || !seen) && before[key] == now[key] && !w.ParsedAnew(id)
		return nil
	}, "SELECT document_id, law_key FROM cite_read ORDER BY document_id")
	if err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(hold)) {
		if hold[id] {
			continue
		}
		delete(hold, id)
		if err := dropCites(ctx, w, id); err != nil {
			return nil, err
		}
	}
	return hold, nil
}

func dropCites(ctx context.Context, w *kb.Writer, document int64) error {
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
func lawStates(ctx context.Context, q kb.Querier, today statute.Date) (map[string]string, error) {
	return kb.Map[string, string](ctx, q, "reading the states of the laws", `SELECT l.key, l.signature || group_concat(
		format(' %s %s %s %d %d', v.label, v.begins, v.in_force_to, v.begins <= ?1, v.in_force_to <= ?1), ';'
			ORDER BY v.begins, v.label)
		FROM law l JOIN version v ON v.law_id = l.id GROUP BY l.id`, today)
}

func putStates(ctx context.Context, w *kb.Writer, before, now map[string]string) error {
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

// States are the laws, by their keys, as they were when citations were last looked for, and under ""
// the names of all. Where two bases have the same, texts cite in both what they cite in the other.
func States(ctx context.Context, q kb.Querier) (map[string]string, error) {
	return storedStates(ctx, q)
}

func storedStates(ctx context.Context, q kb.Querier) (map[string]string, error) {
	return kb.Map[string, string](ctx, q, "reading what citations were read against", "SELECT law_key, state FROM cite_state")
}

// Current reports whether the stored citations are those that would be found today: a
// text that took effect since then is what a bare name means now.
func (g *Graph) Current(ctx context.Context, today statute.Date) (bool, error) {
	now, err := lawStates(ctx, g.base, today)
	if err != nil {
		return false, err
	}
	now[""] = hashOf(g.base.Names())
	stored, err := storedStates(ctx, g.base)
	return maps.Equal(stored, now), err
}

// hashOf stands for all names and for the rules by which citations are found.
func hashOf(names *lawnames.Names) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d ", citation.Version)
	_ = names.WriteState(h) // a hash takes all that is written
	return hex.EncodeToString(h.Sum(nil)[:16])
}
