package kb

import (
	"context"
	"database/sql"
	"fmt"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// aliasesOf derives the names of a law from its key, title and number.
func aliasesOf(key, title string, numbers []string) []Alias {
	found := []Alias{{Name: key, Key: key, Kind: "title"}}
	add := func(name, kind string) {
		if name != "" && name != key {
			found = append(found, Alias{Name: name, Key: key, Kind: kind})
		}
	}
	add(title, "title")
	issuers, rest := statute.SplitIssuers(key)
	if issuers != nil {
		add(rest, "short")
		add(strings.TrimPrefix(rest, "关于"), "short")
	}
	for _, suffix := range [...]string{"（试行）", "（暂行）"} {
		if short, ok := strings.CutSuffix(key, suffix); ok {
			add(short, "short")
		}
	}
	for _, n := range numbers {
		add(n, "number")
	}
	if len(issuers) > 0 && strings.HasPrefix(issuers[0], "最高人民") || strings.HasPrefix(key, "关于审理") || strings.HasPrefix(key, "关于办理") {
		for _, n := range nicknames(key) {
			add(n, "nickname")
		}
	}
	return found
}

// names answers look-ups of laws by any name.
type names struct {
	byNorm map[string][]string // norm to keys, sorted
	keys   []string            // all loaded keys, sorted
	loaded map[string]bool
	norms  []Alias // for nearest: one per name, Name holding the norm
	// written are the names as they are written, without document numbers.
	written []Alias
}

func loadNames(ctx context.Context, db querier) (*names, error) {
	n := &names{byNorm: map[string][]string{}, loaded: map[string]bool{}}
	rows, err := db.QueryContext(ctx, "SELECT key FROM law ORDER BY key")
	if err != nil {
		return nil, fmt.Errorf("reading the names of laws: %w", err)
	}
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return nil, fmt.Errorf("reading the names of laws: %w", err)
		}
		n.keys = append(n.keys, key)
		n.loaded[key] = true
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading the names of laws: %w", err)
	}
	// What the user's file says of a name is all that the name means.
	rows, err = db.QueryContext(ctx, `SELECT DISTINCT norm, law_key FROM alias a
		WHERE kind = 'user' OR NOT EXISTS (SELECT 1 FROM alias u WHERE u.norm = a.norm AND u.kind = 'user') ORDER BY norm, law_key`)
	if err != nil {
		return nil, fmt.Errorf("reading the names of laws: %w", err)
	}
	for rows.Next() {
		var norm, key string
		if err := rows.Scan(&norm, &key); err != nil {
			return nil, fmt.Errorf("reading the names of laws: %w", err)
		}
		n.byNorm[norm] = append(n.byNorm[norm], key)
		n.norms = append(n.norms, Alias{Name: norm, Key: key})
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading the names of laws: %w", err)
	}
	n.written, err = writtenNames(ctx, db)
	return n, err
}

func writtenNames(ctx context.Context, db querier) ([]Alias, error) {
	rows, err := db.QueryContext(ctx, "SELECT name, law_key, min(kind) FROM alias WHERE kind <> 'number' GROUP BY name, law_key ORDER BY name, law_key")
	if err != nil {
		return nil, fmt.Errorf("reading the names of laws: %w", err)
	}
	defer rows.Close()
	var list []Alias
	for rows.Next() {
		var a Alias
		if err := rows.Scan(&a.Name, &a.Key, &a.Kind); err != nil {
			return nil, fmt.Errorf("reading the names of laws: %w", err)
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

// dictionary holds the names for finding them in texts. Document numbers are
// found by their form.
func (n *names) dictionary() *citation.Dictionary {
	return citation.NewDictionary(func(yield func(string) bool) {
		for norm := range n.byNorm {
			if !strings.HasSuffix(norm, "号") && !yield(norm) {
				return
			}
		}
	})
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// resolve returns the keys that a name may mean. A key that is loaded wins
// over laws that merely share the name.
func (n *names) resolve(name string) []string {
	if n.loaded[name] {
		return []string{name}
	}
	if key := statute.Key(name); n.loaded[key] {
		return []string{key}
	}
	keys := n.byNorm[statute.NormName(name)]
	if len(keys) == 0 && isNickname(name) {
		for _, other := range nicknames(name) {
			if keys = n.byNorm[statute.NormName(other)]; len(keys) > 0 {
				break
			}
		}
	}
	if len(keys) > 1 {
		if loaded := n.onlyLoaded(keys); len(loaded) > 0 {
			return loaded
		}
	}
	return keys
}

// onlyLoaded returns those of keys that are loaded.
func (n *names) onlyLoaded(keys []string) []string {
	var loaded []string
	for _, k := range keys {
		if n.loaded[k] {
			loaded = append(loaded, k)
		}
	}
	return loaded
}

// nearest returns up to limit loaded keys whose names are most like name.
func (n *names) nearest(name string, limit int) []string {
	want := bigrams(statute.NormName(name))
	best := map[string]float64{}
	for _, a := range n.norms {
		if !n.loaded[a.Key] {
			continue
		}
		if s := dice(want, bigrams(a.Name)); s > best[a.Key] {
			best[a.Key] = s
		}
	}
	keys := make([]string, 0, len(best))
	for k, s := range best {
		if s >= 0.25 {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		if best[keys[i]] != best[keys[j]] {
			return best[keys[i]] > best[keys[j]]
		}
		return keys[i] < keys[j]
	})
	return keys[:min(limit, len(keys))]
}

func bigrams(s string) map[string]int {
	r := []rune("^" + s + "$")
	set := make(map[string]int, len(r))
	for i := 0; i+1 < len(r); i++ {
		set[string(r[i:i+2])]++
	}
	return set
}

// dice is twice the shared pairs over all pairs.
func dice(a, b map[string]int) float64 {
	shared, total := 0, 0
	for g, n := range a {
		shared += min(n, b[g])
		total += n
	}
	for _, n := range b {
		total += n
	}
	return 2 * float64(shared) / float64(max(1, total))
}
