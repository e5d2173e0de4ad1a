package citegraph

import (
	"context"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Citing is a unit or passage that cites a provision.
type Citing struct {
	Kind     string          // law, interpretation, regulation, rule, local, case, commentary, consultation
	Title    string          // of the law or document
	Address  statute.Address // of the citing article, for laws
	Document kb.DocumentInfo // for other kinds
	Label    string          // heading of the passage
	Sentence string
	Quote    string
	Targets  []statute.Address // what exactly is cited, as far as it belongs to what was asked for
	// Earlier says that an earlier text of the law is meant, which is not loaded,
	// or that the text does not have what is cited: the number may have moved.
	Earlier bool
}

// CitedBy are the citations of a provision, of any part of it, or of a law.
type CitedBy struct {
	Total   int
	ByKind  map[string]int
	Earlier int      // of Total; see Citing
	List    []Citing // best kind first
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
	// OnDay reads citations for the day, as [Graph.CitesOn] does: those of laws count whatever
	// text they meant when they were made, but for those that name one or speak of their own.
	// Cases and commentary that are later than the day are left out; what has no day stays.
	OnDay  bool
	Kind   string // of Citing, "" for all: restricts List, not the counts
	Offset int
	Limit  int // of List; 0 gives counts only
}

// QueryFor asks who cites a place in its version. A law that is looked at in the version
// of the day is cited in all its versions.
func QueryFor(p *kb.Provision, day statute.Date) CitedByQuery {
	q := CitedByQuery{Law: p.Law.Key, Version: p.Version.Label, Provision: p.Provision, Day: day}
	if node, err := p.Node(); err == nil { // /x2 and /k1/x2 may be one
		q.Provision = node
	}
	if p.Provision.IsZero() && p.Version.Label == p.Law.On(day).Label {
		q.Version = ""
	}
	return q
}

// citedByFrom selects the citations c of a provision with what stands around
// them: what is below a node sorts between the node with / and with 0 behind
// it. An article that speaks of its own paragraphs is not cited by itself. Of a citing law
// a text without a date counts only where no other answers.
var citedByFrom = ` FROM edge e JOIN citation c ON c.id = e.citation_id JOIN unit u ON u.id = c.unit_id
	JOIN document d ON d.id = c.document_id
	LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id
	WHERE e.target_key = ?1 AND (?2 = '' OR e.target_version IN (?2, '') OR ?5 AND v.id IS NOT NULL AND c.stated = '' AND c.basis <> '` + string(citation.ByItself) + `')
	AND (?3 = '' OR e.target_node = ?3 OR e.target_node > ?3 || '/' AND e.target_node < ?3 || '0')
	AND (v.id IS NULL OR v.begins <= ?4 AND (v.in_force_to = '' OR v.in_force_to > ?4))
	AND (v.id IS NOT NULL OR NOT ?5 OR d.date <= ?4)
	AND (v.id IS NULL OR v.label NOT LIKE 'undated%' OR NOT EXISTS (SELECT 1 FROM version w WHERE w.law_id = v.law_id AND w.id <> v.id
		AND (w.label NOT LIKE 'undated%' OR w.label > v.label) AND w.begins <= ?4 AND (w.in_force_to = '' OR w.in_force_to > ?4)))
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

// citingEarlier is the SQL for Citing.Earlier, of a query with the arguments of citedByFrom. A
// text that speaks of itself means no other one: what it does not have was lost.
const citingEarlier = `(?2 <> '' AND e.target_version NOT IN (?2, '') OR c.basis = '` + string(citation.StandIn) +
	`' OR NOT e.found AND c.basis <> '` + string(citation.ByItself) + `')`

// citingTier is the SQL for the place of a case's tier among all.
var citingTier = func() string {
	var b strings.Builder
	b.WriteString("(SELECT CASE f.tier")
	for i, t := range casefile.Tiers {
		fmt.Fprintf(&b, " WHEN '%s' THEN %d", t, i)
	}
	b.WriteString(" END FROM case_file f WHERE f.document_id = d.id)")
	return b.String()
}()

// citingLevel is the SQL for the rank of a citing law: see statute.Levels.
var citingLevel = func() string {
	var b strings.Builder
	b.WriteString("CASE l.level")
	for i, level := range statute.Levels {
		fmt.Fprintf(&b, " WHEN '%s' THEN %d", level, i)
	}
	fmt.Fprintf(&b, " ELSE %d END", len(statute.Levels))
	return b.String()
}()

// citingOrder puts what explains and applies a provision first, then laws by
// level; those of an earlier text last; each by date, newest first.
var citingOrder = `CASE d.kind WHEN 'law' THEN 2 WHEN 'commentary' THEN 0 WHEN 'case' THEN 1 ELSE 3 END, ` + citingTier + `, ` +
	citingLevel + `, max(` + citingEarlier + `), d.date DESC, l.key, c.document_id, c.start_byte`

func (q *CitedByQuery) args() []any {
	return []any{q.Law, q.Version, q.Provision.String(), q.Day, q.OnDay}
}

// doing says what is being done, for errors.
func (q *CitedByQuery) doing(what string) string {
	return what + " who cites " + q.Law + "/" + q.Provision.String()
}

// CitedBy returns who cites a provision: texts in force on the day, cases,
// commentary and consultations.
func (g *Graph) CitedBy(ctx context.Context, q CitedByQuery) (*CitedBy, error) {
	c := &CitedBy{ByKind: map[string]int{}}
	err := kb.Each(ctx, g.base, q.doing("counting"), func(scan kb.Scan) error {
		var kind string
		var n, earlier int
		if err := scan(&kind, &n, &earlier); err != nil {
			return err
		}
		c.ByKind[kind] = n
		c.Total += n
		c.Earlier += earlier
		return nil
	}, `SELECT `+citingKind+", count(DISTINCT c.id), count(DISTINCT CASE WHEN "+citingEarlier+" THEN c.id END)"+
		citedByFrom+" GROUP BY 1", q.args()...)
	if err != nil || q.Limit == 0 || c.Total == 0 {
		return c, err
	}
	c.List, err = g.listCiting(ctx, q)
	return c, err
}

func (g *Graph) listCiting(ctx context.Context, q CitedByQuery) ([]Citing, error) {
	// The texts are read for the listed citations only.
	return kb.List(ctx, g.base, q.doing("reading"), func(scan kb.Scan) (Citing, error) { return scanCiting(scan, q.Law) }, `
		SELECT h.citing_kind, coalesce(l.key, ''), u.address, u.label, d.id, substr(d.hash, 1, 12), d.kind, d.form, d.title, d.date,
			h.targets, h.earlier, c.quote, c.start_byte, c.end_byte, u.start_byte, u.end_byte,
			substr(CAST(d.text AS BLOB), u.start_byte + 1, u.end_byte - u.start_byte)
		FROM (SELECT c.id, `+citingKind+` AS citing_kind, group_concat(e.target_local, char(10)) AS targets,
			max(`+citingEarlier+`) AS earlier,
			row_number() OVER (ORDER BY `+citingOrder+`) AS place`+citedByFrom+`
			AND (?6 = '' OR citing_kind = ?6) GROUP BY c.id ORDER BY place LIMIT ?7 OFFSET ?8) h
		JOIN citation c ON c.id = h.id JOIN unit u ON u.id = c.unit_id JOIN document d ON d.id = c.document_id
		LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id ORDER BY h.place`,
		append(q.args(), q.Kind, q.Limit, q.Offset)...)
}

// scanCiting reads a citation of the law with a key.
func scanCiting(scan kb.Scan, cited string) (c Citing, err error) {
	var law, local, targets string
	var text []byte
	var start, end, unitStart, unitEnd int
	d := &c.Document
	err = scan(&c.Kind, &law, &local, &c.Label, &d.ID, &d.Ref, &d.Kind, &d.Form, &d.Title, &d.Date,
		&targets, &c.Earlier, &c.Quote, &start, &end, &unitStart, &unitEnd, &text)
	if err != nil {
		return c, err
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
			c.Targets = append(c.Targets, statute.Address{Law: cited, Provision: p})
		}
	}
	c.Sentence = sentenceAround(string(text), start-unitStart, end-unitStart)
	return c, nil
}

// CasesCiting returns the ids of the documents of cases that cite a provision or a part
// of it, or an article of a part of a law. A provision without levels means the whole
// law.
func (g *Graph) CasesCiting(ctx context.Context, a statute.Address) (map[int64]bool, error) {
	where, args := "e.target_key = ?", []any{a.Law}
	if !a.Provision.IsZero() {
		node := a.Provision.String()
		where += " AND (e.target_node = ? OR substr(e.target_node, 1, ?) = ?)"
		args = append(args, node, len([]rune(node))+1, node+"/")
	}
	found := map[int64]bool{}
	err := kb.Each(ctx, g.base, "looking for cases that cite "+a.String(), func(scan kb.Scan) error {
		id, err := kb.Column[int64](scan)
		found[id] = true
		return err
	}, `SELECT DISTINCT c.document_id FROM edge e JOIN citation c ON c.id = e.citation_id
		JOIN case_file f ON f.document_id = c.document_id WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	return found, nil
}
