package citegraph

import (
	"context"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// linkColumns name a provision that is loaded: the law, the text, and the first level of
// its place there, which is the article or clause.
const linkColumns = "e.target_key, e.target_version, substr(e.target_node, 1, instr(e.target_node || '/', '/') - 1)"

// LinksOfVersion returns the provisions that each unit of a text cites, each once, by the
// row of the unit. A part of an article counts as the article; annexes are among them.
func (g *Graph) LinksOfVersion(ctx context.Context, version int64) (map[int64][]searchdoc.Key, error) {
	links := map[int64][]searchdoc.Key{}
	err := kb.Each(ctx, g.base, "reading what the articles of a text cite", func(scan kb.Scan) error {
		var unit int64
		var law, label, address string
		if err := scan(&unit, &law, &label, &address); err != nil {
			return err
		}
		links[unit] = append(links[unit], searchdoc.ProvisionKey(law, label, address))
		return nil
	}, "SELECT DISTINCT u.id, "+linkColumns+` FROM unit u JOIN citation c ON c.unit_id = u.id JOIN edge e ON e.citation_id = c.id
		WHERE u.version_id = ? AND e.found = 1 AND e.target_node <> '' ORDER BY 1, 2, 3, 4`, version)
	return links, err
}

// LinksOfDocument returns the provisions that a case, commentary or consultation cites,
// or that answer it, each once for each passage.
func (g *Graph) LinksOfDocument(ctx context.Context, document int64) ([]searchdoc.Key, error) {
	return kb.List(ctx, g.base, "reading what a document cites", func(scan kb.Scan) (searchdoc.Key, error) {
		var unit int64
		var law, label, address string
		err := scan(&unit, &law, &label, &address)
		return searchdoc.ProvisionKey(law, label, address), err
	}, "SELECT DISTINCT c.unit_id, "+linkColumns+` FROM citation c JOIN edge e ON e.citation_id = c.id
		WHERE c.document_id = ? AND e.found = 1 AND e.target_node <> '' ORDER BY 1, 2, 3, 4`, document)
}
