package citegraph

import (
	"context"

	"github.com/fatiao/fatiao/internal/kb"
)

// MissingText is a law of which texts are cited that are not loaded: another text answers for them.
type MissingText struct {
	Law     string // key
	Count   int    // citations
	Version string // label of the text that most often answers
}

// MissingTexts lists the laws of which texts are cited that are not loaded, the most cited first.
func (g *Graph) MissingTexts(ctx context.Context) ([]MissingText, error) {
	return kb.List(ctx, g.base, "listing texts that are cited and not loaded", func(scan kb.Scan) (t MissingText, err error) {
		err = scan(&t.Law, &t.Version, &t.Count)
		return t, err
	}, `SELECT target_key, version, sum(n) FROM (
			SELECT e.target_key, c.version, count(DISTINCT c.id) n FROM citation c JOIN edge e ON e.citation_id = c.id
			WHERE c.basis = 'stand_in' GROUP BY 1, 2 ORDER BY n DESC)
		GROUP BY target_key ORDER BY 3 DESC, 1`)
}
