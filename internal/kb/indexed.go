package kb

import (
	"context"
	"fmt"
)

// IndexedRow is a row that belongs in the index.
type IndexedRow struct {
	Table byte // u, l or d, as in the ids of the index
	ID    int64
}

// IndexedRows returns every row that belongs in the index.
func (b *Base) IndexedRows(ctx context.Context) ([]IndexedRow, error) {
	rows, err := b.Query(ctx, `SELECT 'u', id FROM unit WHERE version_id > 0 AND kind IN ('article', 'clause') AND address <> ''
		UNION ALL SELECT 'l', id FROM law UNION ALL SELECT 'd', id FROM document WHERE kind <> 'law' ORDER BY 1, 2`)
	if err != nil {
		return nil, fmt.Errorf("listing what should be indexed: %w", err)
	}
	defer rows.Close()
	var found []IndexedRow
	for rows.Next() {
		var table string
		var r IndexedRow
		if err := rows.Scan(&table, &r.ID); err != nil {
			return nil, fmt.Errorf("listing what should be indexed: %w", err)
		}
		r.Table = table[0]
		found = append(found, r)
	}
	return found, rows.Err()
}
