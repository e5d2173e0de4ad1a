package kb

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Note is a group of things that a maintainer should look at.
type Note struct {
	Title string
	Count int
	Lines []string // the first of them
}

// Notes returns what a maintainer should look at, most pressing first, with at
// most limit lines each; 0 is all lines. The day decides which texts are the
// current ones.
func (b *Base) Notes(ctx context.Context, limit int, today statute.Date) ([]Note, error) {
	var notes []Note
	for _, source := range [...]struct {
		title string
		lines func() ([]string, error)
	}{
		{"不完整的文本", b.noteQuery(ctx, "SELECT l.key || '@' || v.label FROM version v JOIN law l ON l.id = v.law_id WHERE v.incomplete ORDER BY 1")},
		{"未核实是否有效的文本", b.noteQuery(ctx, "SELECT l.key || '@' || v.label FROM version v JOIN law l ON l.id = v.law_id WHERE v.in_force_from = '' ORDER BY 1")},
		{"指向不存在条文的引用，按法律（多半是条号已变，或缺了某一天的文本）", func() ([]string, error) { return b.danglingByLaw(ctx, today) }},
		{"被引用而没有收录的法律", b.noteQuery(ctx, `SELECT e.target_key || '：' || count(DISTINCT c.id) || ' 处，如' || min(d.title) FROM citation c JOIN edge e ON e.citation_id = c.id JOIN document d ON d.id = c.document_id
			WHERE c.status = 'unknown_law' GROUP BY e.target_key ORDER BY count(DISTINCT c.id) DESC, 1`)},
		{"名称不能确定是哪部法律的引用", b.noteQuery(ctx, `SELECT d.title || '：' || c.name || c.quote || CASE c.candidates WHEN '' THEN '' ELSE '，可能是 ' || replace(c.candidates, char(10), '、') END
			FROM citation c JOIN document d ON d.id = c.document_id WHERE c.status = 'ambiguous' ORDER BY 1`)},
		{"名称文件里指向没有收录的法律的名称", b.noteQuery(ctx, "SELECT name || ' → ' || law_key FROM alias WHERE kind = 'user' AND law_key NOT IN (SELECT key FROM law) ORDER BY 1")},
		{"解析时发现的问题", b.noteQuery(ctx, "SELECT d.title || '：' || g.message FROM diagnostic g JOIN document d ON d.id = g.document_id WHERE g.code NOT LIKE 'repair_%' AND g.code NOT IN ('newspaper_joined', 'masked') ORDER BY g.code, 1")},
	} {
		lines, err := source.lines()
		if err != nil {
			return nil, fmt.Errorf("collecting notes: %w", err)
		}
		if len(lines) == 0 {
			continue
		}
		n := Note{Title: source.title, Count: len(lines), Lines: lines}
		if limit > 0 {
			n.Lines = lines[:min(limit, len(lines))]
		}
		notes = append(notes, n)
	}
	return notes, nil
}

func (b *Base) noteQuery(ctx context.Context, query string) func() ([]string, error) {
	return func() ([]string, error) { return b.strings(ctx, query) }
}

// danglingLaw are the citations of a law that lead to provisions it does not
// have.
type danglingLaw struct {
	key       string
	count     int
	elsewhere int      // of count, in another loaded version
	examples  []string // the first few
}

// maxExamples is how many provisions of a law a line names.
const maxExamples = 3

// danglingByLaw writes a line for each law, most citations first.
func (b *Base) danglingByLaw(ctx context.Context, today statute.Date) ([]string, error) {
	rows, err := b.Query(ctx, `SELECT e.target_key, e.target_version, e.target_local, count(*), min(coalesce(l.key || ' ' || u.label, d.title))
		FROM edge e JOIN citation c ON c.id = e.citation_id JOIN unit u ON u.id = c.unit_id JOIN document d ON d.id = c.document_id
		LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id
		WHERE c.status = 'dangling' AND NOT e.found GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 3`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	look := &lookup{library: newLibrary(b, b.names, today), ctx: ctx}
	var laws []*danglingLaw
	for rows.Next() {
		var key, version, local, from string
		var n int
		if err := rows.Scan(&key, &version, &local, &n, &from); err != nil {
			return nil, err
		}
		if len(laws) == 0 || laws[len(laws)-1].key != key {
			laws = append(laws, &danglingLaw{key: key})
		}
		p, err := statute.ParseProvision(local)
		if err != nil {
			return nil, err
		}
		d := laws[len(laws)-1]
		d.count += n
		if look.inOtherVersion(key, version, p) {
			d.elsewhere += n
		}
		if len(d.examples) < maxExamples {
			d.examples = append(d.examples, p.Chinese()+"（"+strings.TrimSpace(from)+"）")
		}
	}
	if err := errors.Join(rows.Err(), look.err); err != nil {
		return nil, err
	}
	sort.SliceStable(laws, func(i, j int) bool { return laws[i].count > laws[j].count })
	lines := make([]string, len(laws))
	for i, d := range laws {
		lines[i] = fmt.Sprintf("%s：%d 处，如 %s", d.key, d.count, strings.Join(d.examples, "、"))
		if d.elsewhere > 0 {
			lines[i] += fmt.Sprintf("；其中 %d 处在另一已收录的文本里有", d.elsewhere)
		}
	}
	return lines, nil
}

// inOtherVersion reports whether a version other than the given one has a
// provision.
func (l *lookup) inOtherVersion(key, version string, p statute.Provision) bool {
	for _, t := range l.texts(key) {
		if t.label == version {
			continue
		}
		if _, ok := t.Find(p); ok {
			return true
		}
	}
	return false
}
