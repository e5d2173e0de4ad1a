package citegraph

import (
	"context"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// CitedArticle is an article with how many texts cite it.
type CitedArticle struct {
	Address statute.Address // of the text of today: without a version
	Count   int             // documents, other than the texts of its own law
}

// MostCited lists the articles that the most texts cite, the most first. A text that cites an article
// often counts once, and so do the versions of a law.
func (g *Graph) MostCited(ctx context.Context, limit int) ([]CitedArticle, error) {
	return kb.List(ctx, g.base, "listing the articles that are cited most", func(scan kb.Scan) (a CitedArticle, err error) {
		var article string
		if err = scan(&a.Address.Law, &article, &a.Count); err != nil {
			return a, err
		}
		a.Address.Provision, err = statute.ParseProvision(article)
		return a, err
	}, `SELECT key, article, count(DISTINCT title) AS n FROM (
			SELECT e.target_key AS key, substr(e.target_node, 1, instr(e.target_node || '/', '/') - 1) AS article, d.title AS title
			FROM edge e JOIN citation c ON c.id = e.citation_id JOIN document d ON d.id = c.document_id
			LEFT JOIN unit u ON u.id = c.unit_id LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id
			WHERE c.status = 'resolved' AND e.target_node GLOB '[0-9]*' AND coalesce(l.key, '') <> e.target_key)
		GROUP BY key, article ORDER BY n DESC, key, CAST(article AS INTEGER), article LIMIT ?`, limit)
}
