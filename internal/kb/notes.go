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
	rows, err := b.db.QueryContext(ctx, `SELECT 'u', id FROM unit WHERE version_id > 0 AND kind IN ('article', 'clause') AND address <> ''
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

// Note is a group of things that a maintainer should look at.
type Note struct {
	Title string
	Count int
	Lines []string // the first of them
}

// noteLines is how many lines of a note are given.
const noteLines = 15

// Notes returns what a maintainer should look at, most pressing first.
func (b *Base) Notes(ctx context.Context) ([]Note, error) {
	var notes []Note
	for _, q := range [...]struct{ title, query string }{
		{"不完整的文本", "SELECT l.key || '@' || v.label FROM version v JOIN law l ON l.id = v.law_id WHERE v.incomplete ORDER BY 1"},
		{"未核实是否有效的文本", "SELECT l.key || '@' || v.label FROM version v JOIN law l ON l.id = v.law_id WHERE v.in_force_from = '' ORDER BY 1"},
		{"指向不存在条文的引用", "SELECT e.target_key || '/' || e.target_local || '，' || count(*) || ' 次，如' || min(d.title) FROM edge e JOIN citation c ON c.id = e.citation_id JOIN document d ON d.id = c.document_id WHERE c.status = 'dangling' AND NOT e.found GROUP BY e.target_key, e.target_local ORDER BY count(*) DESC, 1"},
		{"被引用而没有收录的法律", "SELECT e.target_key || '，' || count(DISTINCT c.id) || ' 次' FROM citation c JOIN edge e ON e.citation_id = c.id WHERE c.status = 'unknown_law' GROUP BY e.target_key ORDER BY count(DISTINCT c.id) DESC, 1"},
		{"名称不能确定是哪部法律的引用", "SELECT d.title || '：' || c.name || c.quote FROM citation c JOIN document d ON d.id = c.document_id WHERE c.status = 'ambiguous' ORDER BY 1"},
		{"解析时发现的问题", "SELECT d.title || '：' || g.message FROM diagnostic g JOIN document d ON d.id = g.document_id WHERE g.code NOT LIKE 'repair_%' AND g.code NOT LIKE 'newspaper_joined' ORDER BY g.code, 1"},
	} {
		n := Note{Title: q.title}
		if err := b.db.QueryRowContext(ctx, "SELECT count(*) FROM ("+q.query+")").Scan(&n.Count); err != nil {
			return nil, fmt.Errorf("collecting notes: %w", err)
		}
		if n.Count == 0 {
			continue
		}
		var err error
		if n.Lines, err = b.strings(ctx, q.query+" LIMIT ?", noteLines); err != nil {
			return nil, err
		}
		notes = append(notes, n)
	}
	return notes, nil
}
