package citegraph

import (
	"context"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Together is an article that is cited where another is.
type Together struct {
	Address statute.Address // without a version
	Count   int             // articles of laws, cases and other documents that cite both
}

// leastTogether is how many texts cite both articles, so that it tells something.
const leastTogether = 2

// CitedTogether returns the articles that are cited most often together with the place of a query:
// by the same article of a law, or in the same case or other document. Other articles of what
// cites are not among them, nor the place itself.
func (g *Graph) CitedTogether(ctx context.Context, q CitedByQuery) ([]Together, error) {
	places, err := g.places(ctx, &q)
	if err != nil {
		return nil, err
	}
	list, err := placesJSON(places)
	if err != nil {
		return nil, err
	}
	own := q.Provision.AtArticle().String()
	// CROSS JOIN keeps SQLite from reading all citations first, which took 18 of a page's 20 ms.
	doing := "looking for what is cited with " + q.Law + "/" + q.Provision.String()
	return kb.List(ctx, g.base, doing, func(scan kb.Scan) (t Together, err error) {
		var key, node string
		if err := scan(&key, &node, &t.Count); err != nil {
			return t, err
		}
		t.Address.Law = key
		t.Address.Provision, err = statute.ParseProvision(node)
		return t, err
	}, withPlaces+`, citing AS (SELECT DISTINCT coalesce(l.key, '') AS law, CASE d.kind WHEN 'law' THEN c.unit_id END AS unit,
			CASE d.kind WHEN 'law' THEN NULL ELSE c.document_id END AS document`+citedByFrom+`),
		other AS (SELECT id, 'u' || citing.unit AS who, law FROM citing CROSS JOIN citation ON unit_id = citing.unit
			UNION SELECT id, 'd' || citing.document, law FROM citing CROSS JOIN citation ON document_id = citing.document)
		SELECT e.target_key, substr(e.target_node, 1, instr(e.target_node || '/', '/') - 1) AS node,
			count(DISTINCT who) AS n
		FROM other CROSS JOIN edge e ON e.citation_id = other.id
		WHERE e.found AND e.target_node GLOB '[0-9]*' AND e.target_key <> other.law
		GROUP BY 1, 2 HAVING n >= ?4 AND NOT (e.target_key = ?5 AND node = ?6)
		ORDER BY n DESC, e.target_key, length(node), node LIMIT ?7`,
		list, q.Day, q.OnDay, leastTogether, q.Law, own, q.Limit)
}
