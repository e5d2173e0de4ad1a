package citegraph

import (
	"context"

	"github.com/fatiao/fatiao/internal/kb"
)

// Link says that a text names a provision that is loaded.
type Link struct {
	FromUnit     int64 // the citing article or passage
	FromDocument int64 // the case, commentary or consultation; 0 for laws
	ToUnit       int64 // the article that is named, or whose part is
}

// Links returns every citation that leads to an article or clause, each once,
// and the articles that answer consultations.
func (g *Graph) Links(ctx context.Context) ([]Link, error) {
	return kb.List(ctx, g.base, "reading who cites whom", func(scan kb.Scan) (l Link, err error) {
		err = scan(&l.FromUnit, &l.FromDocument, &l.ToUnit)
		return l, err
	}, `SELECT DISTINCT c.unit_id, CASE d.kind WHEN 'law' THEN 0 ELSE d.id END, u.id
		FROM edge e JOIN citation c ON c.id = e.citation_id JOIN document d ON d.id = c.document_id
		JOIN law l ON l.key = e.target_key JOIN version v ON v.law_id = l.id AND v.label = e.target_version
		JOIN unit u ON u.version_id = v.id AND u.address <> '' AND u.address = substr(e.target_node, 1, instr(e.target_node || '/', '/') - 1)
		WHERE e.found = 1 ORDER BY 1, 2, 3`)
}
