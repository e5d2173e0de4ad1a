package docstream

import (
	"context"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Names returns the keys of all search documents that [Write] would write, with the
// names that a generation written as text gives them: those of provisions have their
// place in the text, those of other documents are their whole hash.
func Names(ctx context.Context, base *kb.Base) (map[searchdoc.Key]string, error) {
	names := map[searchdoc.Key]string{}
	seen := map[searchdoc.Key]int{}
	err := kb.Each(ctx, base, "listing the provisions to be found", func(scan kb.Scan) error {
		var law, label, address, name string
		if err := scan(&law, &label, &address, &name); err != nil {
			return err
		}
		key := searchdoc.ProvisionKey(law, label, address)
		seen[key]++
		names[key.Repeated(seen[key])] = name
		return nil
	}, `SELECT l.key, v.label, u.address, format('%s@%s/%s#%d', l.key, v.label, u.address, u.ord)
		FROM unit u JOIN version v ON v.id = u.version_id JOIN law l ON l.id = v.law_id
		WHERE u.kind IN ('article', 'clause') AND u.address <> '' ORDER BY u.version_id, u.ord`)
	if err != nil {
		return nil, err
	}
	for _, law := range base.Keys() {
		names[searchdoc.LawKey(law)] = law
	}
	others, err := otherDocuments(ctx, base)
	if err != nil {
		return nil, err
	}
	for _, o := range others {
		names[o.key()] = o.hash
	}
	return names, nil
}

// DocumentKeys returns the keys of the cases, commentaries and consultations by the rows
// of their documents. The knowledge base may be of an older schema.
func DocumentKeys(ctx context.Context, base *kb.Base) (map[int64]searchdoc.Key, error) {
	others, err := otherDocuments(ctx, base)
	if err != nil {
		return nil, err
	}
	keys := make(map[int64]searchdoc.Key, len(others))
	for _, o := range others {
		keys[o.id] = o.key()
	}
	return keys, nil
}

func (o other) key() searchdoc.Key { return searchdoc.DocumentKey(o.kind, kb.RefOf(o.hash)) }
