package kb

import (
	"context"
	"fmt"

	"github.com/fatiao/fatiao/internal/statute"
)

// Cite is a citation in a unit.
type Cite struct {
	Quote      string
	Start, End int // bytes in the document
	Target     statute.Address
	Status     string
}

// CitesOf returns the citations of a unit in order.
func (b *Base) CitesOf(ctx context.Context, unitID int64) ([]Cite, error) {
	rows, err := b.db.QueryContext(ctx, "SELECT quote, start_byte, end_byte, target_key, target_local, status FROM citation WHERE unit_id = ? ORDER BY start_byte, rowid", unitID)
	if err != nil {
		return nil, fmt.Errorf("reading citations: %w", err)
	}
	defer rows.Close()
	var found []Cite
	for rows.Next() {
		var c Cite
		var local string
		if err := rows.Scan(&c.Quote, &c.Start, &c.End, &c.Target.Law, &local, &c.Status); err != nil {
			return nil, fmt.Errorf("reading citations: %w", err)
		}
		if c.Target.Provision, err = statute.ParseProvision(local); err != nil {
			return nil, fmt.Errorf("reading citations: %w", err)
		}
		found = append(found, c)
	}
	return found, rows.Err()
}

// Citing is a unit or passage that cites a provision.
type Citing struct {
	Kind     string          // law, interpretation, regulation, rule, local, case, commentary, consultation
	Title    string          // of the law or document
	Address  statute.Address // of the citing article, for laws
	Document DocumentInfo    // for other kinds
	Label    string          // heading of the passage
	Sentence string
	Target   statute.Address // what exactly is cited
}

// CitedBy are the citations of an article, at any depth.
type CitedBy struct {
	Total  int
	ByKind map[string]int
	List   []Citing // the first of them, best kind first
}

const citedByFrom = ` FROM citation c JOIN unit u ON u.id = c.unit_id JOIN document d ON d.id = c.document_id
	LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id
	WHERE c.target_key = ?1 AND (c.target_article = ?2 OR ?2 = '') AND (v.id IS NULL OR v.in_force_from <= ?3 AND (v.in_force_to = '' OR v.in_force_to > ?3))`

// CitedBy returns who cites an article or any part of it, or, for the zero
// Provision, any part of the law: texts in force on the day, cases, commentary
// and consultations.
func (b *Base) CitedBy(ctx context.Context, key string, p statute.Provision, day statute.Date, limit int) (*CitedBy, error) {
	c := &CitedBy{ByKind: map[string]int{}}
	article := p.AtArticle().String()
	rows, err := b.db.QueryContext(ctx, "SELECT d.kind, coalesce(l.level, ''), count(*)"+citedByFrom+" GROUP BY 1, 2", key, article, day)
	if err != nil {
		return nil, fmt.Errorf("counting who cites %s/%s: %w", key, article, err)
	}
	for rows.Next() {
		var kind string
		var level statute.Level
		var n int
		if err := rows.Scan(&kind, &level, &n); err != nil {
			return nil, fmt.Errorf("counting who cites %s/%s: %w", key, article, err)
		}
		c.ByKind[citingKind(kind, level)] += n
		c.Total += n
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("counting who cites %s/%s: %w", key, article, err)
	}
	if limit == 0 || c.Total == 0 {
		return c, nil
	}
	c.List, err = b.citing(ctx, key, article, day, limit)
	return c, err
}

func citingKind(kind string, level statute.Level) string {
	if kind == string(statute.DocLaw) {
		return level.CitedBy()
	}
	return kind
}

func (b *Base) citing(ctx context.Context, key, article string, day statute.Date, limit int) ([]Citing, error) {
	rows, err := b.db.QueryContext(ctx, `SELECT d.kind, coalesce(l.level, ''), coalesce(l.key, ''), u.address, u.label, d.id, substr(d.hash, 1, 12), d.form, d.title, d.date,
		c.target_local, c.start_byte, c.end_byte, u.start_byte, u.end_byte, substr(CAST(d.text AS BLOB), u.start_byte + 1, u.end_byte - u.start_byte)`+citedByFrom+`
		ORDER BY CASE d.kind WHEN 'law' THEN 2 WHEN 'commentary' THEN 0 WHEN 'case' THEN 1 ELSE 3 END, l.level, d.date DESC, l.key, c.document_id, c.start_byte LIMIT ?4`, key, article, day, limit)
	if err != nil {
		return nil, fmt.Errorf("reading who cites %s/%s: %w", key, article, err)
	}
	defer rows.Close()
	var list []Citing
	for rows.Next() {
		var c Citing
		var kind, law, local, target string
		var level statute.Level
		var text []byte
		var start, end, unitStart, unitEnd int
		d := &c.Document
		if err := rows.Scan(&kind, &level, &law, &local, &c.Label, &d.ID, &d.Ref, &d.Form, &d.Title, &d.Date, &target, &start, &end, &unitStart, &unitEnd, &text); err != nil {
			return nil, fmt.Errorf("reading who cites %s/%s: %w", key, article, err)
		}
		c.Kind, c.Title, d.Kind = citingKind(kind, level), d.Title, statute.DocumentKind(kind)
		if law != "" {
			c.Title = law
			c.Address.Law = law
			if p, err := statute.ParseProvision(local); err == nil {
				c.Address.Provision = p
			}
		}
		c.Target.Law = key
		if p, err := statute.ParseProvision(target); err == nil {
			c.Target.Provision = p
		}
		c.Sentence = sentenceAround(string(text), start-unitStart, end-unitStart)
		list = append(list, c)
	}
	return list, rows.Err()
}
