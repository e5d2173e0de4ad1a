package kb

import (
	"context"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// Cite is a citation in a unit.
type Cite struct {
	Kind       citation.Kind
	Quote      string
	Start, End int    // bytes in the document
	Name       string // the law as named right before, "" where carried over
	Targets    []CiteTarget
	Status     citation.Status
	Candidates []string // keys, where the name is ambiguous
	Stated     string   // former version that the text names
	Version    string   // label of the text that the targets were looked up in
	Basis      citation.Basis
}

// CiteTarget is a provision that a citation names.
type CiteTarget struct {
	// Address has the levels as written, and the version where it is not the one
	// that a bare address means on the day asked for.
	Address statute.Address
	Node    statute.Provision // where it stands in the tree; as written where it is not there
	Found   bool
}

// CitesOf returns the citations of a unit in order.
func (b *Base) CitesOf(ctx context.Context, unitID int64, day statute.Date) ([]Cite, error) {
	byUnit, err := b.cites(ctx, day, "c.unit_id = ?", unitID)
	return byUnit[unitID], err
}

// CitesOfVersion returns the citations of all units of a version, by unit.
func (b *Base) CitesOfVersion(ctx context.Context, versionID int64, day statute.Date) (map[int64][]Cite, error) {
	return b.cites(ctx, day, "c.unit_id IN (SELECT id FROM unit WHERE version_id = ?)", versionID)
}

func (b *Base) cites(ctx context.Context, day statute.Date, where string, arg int64) (map[int64][]Cite, error) {
	rows, err := b.db.QueryContext(ctx, `SELECT c.id, c.unit_id, c.kind, c.quote, c.start_byte, c.end_byte, c.name, c.status, c.candidates, c.stated, c.version, c.basis,
		coalesce(e.target_key, ''), coalesce(e.target_local, ''), coalesce(e.target_node, ''), coalesce(e.found, 0)
		FROM citation c LEFT JOIN edge e ON e.citation_id = c.id WHERE `+where+` ORDER BY c.unit_id, c.start_byte, c.id, e.ord`, arg)
	if err != nil {
		return nil, fmt.Errorf("reading citations: %w", err)
	}
	defer rows.Close()
	byUnit := map[int64][]Cite{}
	last := int64(0)
	for rows.Next() {
		var id, unit int64
		var c Cite
		var candidates, key, local, node string
		var t CiteTarget
		if err := rows.Scan(&id, &unit, &c.Kind, &c.Quote, &c.Start, &c.End, &c.Name, &c.Status, &candidates, &c.Stated, &c.Version, &c.Basis, &key, &local, &node, &t.Found); err != nil {
			return nil, fmt.Errorf("reading citations: %w", err)
		}
		if id != last {
			if candidates != "" {
				c.Candidates = strings.Split(candidates, "\n")
			}
			byUnit[unit] = append(byUnit[unit], c)
			last = id
		}
		if key == "" {
			continue
		}
		t.Address.Law = key
		if t.Address.Provision, err = statute.ParseProvision(local); err != nil {
			return nil, fmt.Errorf("reading citations: %w", err)
		}
		if t.Node, err = statute.ParseProvision(node); err != nil {
			return nil, fmt.Errorf("reading citations: %w", err)
		}
		of := &byUnit[unit][len(byUnit[unit])-1]
		of.Targets = append(of.Targets, t)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading citations: %w", err)
	}
	return byUnit, b.versionTargets(ctx, byUnit, day)
}

// versionTargets names the version of targets that are not in the text that a
// bare address means on the day.
func (b *Base) versionTargets(ctx context.Context, byUnit map[int64][]Cite, day statute.Date) error {
	current := map[string]string{}
	for _, cites := range byUnit {
		for _, c := range cites {
			if c.Version == "" {
				continue
			}
			for j := range c.Targets {
				key := c.Targets[j].Address.Law
				label, ok := current[key]
				if !ok {
					law, err := b.Law(ctx, key)
					if err != nil {
						return err
					}
					label = law.On(day).Label
					current[key] = label
				}
				if c.Version != label {
					c.Targets[j].Address.Version = c.Version
				}
			}
		}
	}
	return nil
}

// Citing is a unit or passage that cites a provision.
type Citing struct {
	Kind     string          // law, interpretation, regulation, rule, local, case, commentary, consultation
	Title    string          // of the law or document
	Address  statute.Address // of the citing article, for laws
	Document DocumentInfo    // for other kinds
	Label    string          // heading of the passage
	Sentence string
	Quote    string
	Targets  []statute.Address // what exactly is cited, as far as it belongs to what was asked for
}

// CitedBy are the citations of a provision, of any part of it, or of a law.
type CitedBy struct {
	Total  int
	ByKind map[string]int
	List   []Citing // best kind first
}

// CitedByQuery asks who cites a provision.
type CitedByQuery struct {
	Law string // key
	// Version is the label of the text: citations of other versions are left out.
	// "" counts those of all versions.
	Version string
	// Provision is a place in the tree; what is below it counts too. The zero
	// Provision is the whole law.
	Provision statute.Provision
	Day       statute.Date // citing laws must be in force then
	Kind      string       // of Citing, "" for all: restricts List, not the counts
	Offset    int
	Limit     int // of List; 0 gives counts only
}

// citedByFrom selects the citations c of a provision with what stands around
// them: what is below a node sorts between the node with / and with 0 behind
// it. An article that speaks of its own paragraphs is not cited by itself.
var citedByFrom = ` FROM edge e JOIN citation c ON c.id = e.citation_id JOIN unit u ON u.id = c.unit_id JOIN document d ON d.id = c.document_id
	LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id
	WHERE e.target_key = ?1 AND (?2 = '' OR e.target_version IN (?2, '')) AND (?3 = '' OR e.target_node = ?3 OR e.target_node > ?3 || '/' AND e.target_node < ?3 || '0')
	AND (v.id IS NULL OR v.in_force_from <= ?4 AND (v.in_force_to = '' OR v.in_force_to > ?4))
	AND (l.key IS NOT e.target_key OR u.address <> e.target_node AND substr(e.target_node, 1, length(u.address) + 1) <> u.address || '/')`

// citingKind is the SQL for the kind of a citing text.
var citingKind = func() string {
	var b strings.Builder
	b.WriteString("CASE WHEN d.kind <> 'law' THEN d.kind")
	for _, level := range statute.Levels {
		b.WriteString(" WHEN l.level = '" + string(level) + "' THEN '" + level.CitedBy() + "'")
	}
	b.WriteString(" ELSE 'rule' END")
	return b.String()
}()

// citingOrder puts what explains and applies a provision first, then laws by
// level; each by date, newest first.
const citingOrder = `CASE d.kind WHEN 'law' THEN 2 WHEN 'commentary' THEN 0 WHEN 'case' THEN 1 ELSE 3 END, l.level, d.date DESC, l.key, c.document_id, c.start_byte`

func (q *CitedByQuery) args() []any {
	return []any{q.Law, q.Version, q.Provision.String(), q.Day}
}

// CitedBy returns who cites a provision: texts in force on the day, cases,
// commentary and consultations.
func (b *Base) CitedBy(ctx context.Context, q CitedByQuery) (*CitedBy, error) {
	c := &CitedBy{ByKind: map[string]int{}}
	rows, err := b.db.QueryContext(ctx, "SELECT "+citingKind+", count(DISTINCT c.id)"+citedByFrom+" GROUP BY 1", q.args()...)
	if err != nil {
		return nil, fmt.Errorf("counting who cites %s/%s: %w", q.Law, q.Provision, err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind string
		var n int
		if err := rows.Scan(&kind, &n); err != nil {
			return nil, fmt.Errorf("counting who cites %s/%s: %w", q.Law, q.Provision, err)
		}
		c.ByKind[kind] = n
		c.Total += n
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("counting who cites %s/%s: %w", q.Law, q.Provision, err)
	}
	if q.Limit == 0 || c.Total == 0 {
		return c, nil
	}
	c.List, err = b.listCiting(ctx, q)
	return c, err
}

func (b *Base) listCiting(ctx context.Context, q CitedByQuery) ([]Citing, error) {
	// The texts are read for the listed citations only.
	rows, err := b.db.QueryContext(ctx, `SELECT h.citing_kind, coalesce(l.key, ''), u.address, u.label, d.id, substr(d.hash, 1, 12), d.kind, d.form, d.title, d.date,
		h.targets, c.quote, c.start_byte, c.end_byte, u.start_byte, u.end_byte, substr(CAST(d.text AS BLOB), u.start_byte + 1, u.end_byte - u.start_byte)
		FROM (SELECT c.id, `+citingKind+` AS citing_kind, group_concat(e.target_local, char(10)) AS targets, row_number() OVER (ORDER BY `+citingOrder+`) AS place`+citedByFrom+`
			AND (?5 = '' OR citing_kind = ?5) GROUP BY c.id ORDER BY place LIMIT ?6 OFFSET ?7) h
		JOIN citation c ON c.id = h.id JOIN unit u ON u.id = c.unit_id JOIN document d ON d.id = c.document_id
		LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id ORDER BY h.place`,
		append(q.args(), q.Kind, q.Limit, q.Offset)...)
	if err != nil {
		return nil, fmt.Errorf("reading who cites %s/%s: %w", q.Law, q.Provision, err)
	}
	defer rows.Close()
	var list []Citing
	for rows.Next() {
		var c Citing
		var law, local, targets string
		var text []byte
		var start, end, unitStart, unitEnd int
		d := &c.Document
		if err := rows.Scan(&c.Kind, &law, &local, &c.Label, &d.ID, &d.Ref, &d.Kind, &d.Form, &d.Title, &d.Date, &targets, &c.Quote, &start, &end, &unitStart, &unitEnd, &text); err != nil {
			return nil, fmt.Errorf("reading who cites %s/%s: %w", q.Law, q.Provision, err)
		}
		c.Title = d.Title
		if law != "" {
			c.Title, c.Address.Law = law, law
			if p, err := statute.ParseProvision(local); err == nil {
				c.Address.Provision = p
			}
		}
		for _, t := range strings.Split(targets, "\n") {
			if p, err := statute.ParseProvision(t); err == nil {
				c.Targets = append(c.Targets, statute.Address{Law: q.Law, Provision: p})
			}
		}
		c.Sentence = sentenceAround(string(text), start-unitStart, end-unitStart)
		list = append(list, c)
	}
	return list, rows.Err()
}
