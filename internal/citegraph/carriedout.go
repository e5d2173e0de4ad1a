package citegraph

import (
	"context"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Carrying is a law that says in its first articles that it was made upon another.
type Carrying struct {
	Law   string // key
	Level statute.Level
	Date  statute.Date // of its text
}

// CarriedOutBy returns the laws in force on a day that were made upon a law: whose first articles
// name it as a whole and say that they make rules (制定). Interpretations are among them.
// The highest level comes first, then the newest.
func (g *Graph) CarriedOutBy(ctx context.Context, law string, day statute.Date) ([]Carrying, error) {
	return kb.List(ctx, g.base, "looking for what carries out "+law, func(scan kb.Scan) (c Carrying, err error) {
		err = scan(&c.Law, &c.Level, &c.Date)
		return c, err
	}, `SELECT l.key, l.level, max(d.date) FROM edge e JOIN citation c ON c.id = e.citation_id JOIN unit u ON u.id = c.unit_id
		JOIN document d ON d.id = c.document_id JOIN version v ON v.id = u.version_id JOIN law l ON l.id = v.law_id
		WHERE e.target_key = ?1 AND e.target_node = '' AND l.key <> ?1 AND u.address IN ('1', '2')
		AND v.begins <= ?2 AND (v.in_force_to = '' OR v.in_force_to > ?2)
		AND instr(CAST(substr(CAST(d.text AS BLOB), u.start_byte + 1, u.end_byte - u.start_byte) AS TEXT), '制定') > 0
		GROUP BY l.id ORDER BY `+citingLevel+`, 3 DESC, 1`, law, day)
}

// CommentaryOn returns the commentaries that cite a law, or a provision of it, the newest first.
func (g *Graph) CommentaryOn(ctx context.Context, law string, limit int) ([]kb.DocumentInfo, error) {
	return kb.List(ctx, g.base, "looking for commentary on "+law, func(scan kb.Scan) (d kb.DocumentInfo, err error) {
		err = scan(&d.ID, &d.Ref, &d.Kind, &d.Form, &d.Title, &d.Date)
		return d, err
	}, `SELECT DISTINCT d.id, substr(d.hash, 1, 12), d.kind, d.form, d.title, d.date FROM document d
		JOIN citation c ON c.document_id = d.id JOIN edge e ON e.citation_id = c.id
		WHERE d.kind = 'commentary' AND e.target_key = ? ORDER BY d.date DESC, d.title, d.id LIMIT ?`, law, limit)
}
