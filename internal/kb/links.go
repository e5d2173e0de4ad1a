package kb

import (
	"context"
	"fmt"
)

// Link says that a text names a provision that is loaded.
type Link struct {
	FromUnit     int64 // the citing article or passage
	FromDocument int64 // the case, commentary or consultation; 0 for laws
	ToUnit       int64 // the article that is named, or whose part is
}

// Links returns every citation that leads to an article or clause, each once,
// and the articles that answer consultations.
func (b *Base) Links(ctx context.Context) ([]Link, error) {
	rows, err := b.Query(ctx, `SELECT DISTINCT c.unit_id, CASE d.kind WHEN 'law' THEN 0 ELSE d.id END, u.id
		FROM edge e JOIN citation c ON c.id = e.citation_id JOIN document d ON d.id = c.document_id
		JOIN law l ON l.key = e.target_key JOIN version v ON v.law_id = l.id AND v.label = e.target_version
		JOIN unit u ON u.version_id = v.id AND u.address <> '' AND u.address = substr(e.target_node, 1, instr(e.target_node || '/', '/') - 1)
		WHERE e.found = 1 ORDER BY 1, 2, 3`)
	if err != nil {
		return nil, fmt.Errorf("reading who cites whom: %w", err)
	}
	defer rows.Close()
	var links []Link
	for rows.Next() {
		var l Link
		if err := rows.Scan(&l.FromUnit, &l.FromDocument, &l.ToUnit); err != nil {
			return nil, fmt.Errorf("reading who cites whom: %w", err)
		}
		links = append(links, l)
	}
	return links, rows.Err()
}
