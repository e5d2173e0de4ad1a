package citegraph

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/concordance"
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
	// Former is the provision of an earlier text, or of a law that was replaced, that is cited
	// and that became the one asked for; nil where that itself is cited.
	Former *Former
}

// Former is a provision that became another one.
type Former struct {
	Address statute.Address // as it is cited, with the text unless the law is not loaded
	Sure    concordance.Certainty
}

// Chinese says from where a citation of a provision of a law comes: 引自旧文本第十六条,
// 引自《…》第五十二条.
func (f Former) Chinese(law string) string {
	said := "引自旧文本"
	if f.Address.Law != law {
		said = "引自《" + f.Address.Law + "》"
	}
	said += f.Address.Provision.Chinese()
	if f.Sure != concordance.Certain {
		said += "（可能）"
	}
	return said
}

// CitedBy are the citations of a provision, of any part of it, or of a law.
type CitedBy struct {
	Total   int
	ByKind  map[string]int
	Earlier int      // of Total; see Citing
	Former  int      // of Total, those of what became the provision
	List    []Citing // best kind first
	// WithoutCases says that the cases could not be asked: none of them is counted or listed.
	WithoutCases bool
}

// CitedByQuery asks who cites a provision.
type CitedByQuery struct {
	Law string // key
	// Version is the label of the text: of citations of other versions those are counted whose
	// provision became this one. "" counts those of all versions.
	Version string
	// Provision is a place in the tree; what is below it counts too. The zero
	// Provision is the whole law.
	Provision statute.Provision
	Day       statute.Date // citing laws must be in force then
	// OnDay reads for the day: cases and commentary that are later are left out; what has no
	// day stays.
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

// citedPlaces selects the citations c of the places, countsForPlace says which of them count.
const (
	citedPlaces = ` FROM place p CROSS JOIN edge e ON e.target_key = p.key AND e.target_node >= p.lo AND e.target_node < p.hi
	JOIN citation c ON c.id = e.citation_id`
	countsForPlace = `(p.version = '' OR e.target_version IN (p.version, ''))
	AND (p.node = '' OR e.target_node = p.node OR NOT p.exact AND e.target_node > p.node || '/')`
)

// citedByFrom selects the citations c of the places, with what stands around them: what is
// below a node sorts between the node with / and with 0 behind it. An article that speaks of
// its own paragraphs is not cited by itself. Of a citing law a text without a date counts only
// where no other answers. It has the day in ?2, and whether it is read for that day in ?3.
const citedByFrom = citedPlaces + ` JOIN unit u ON u.id = c.unit_id
	JOIN document d ON d.id = c.document_id
	LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id
	WHERE ` + countsForPlace + `
	AND (v.id IS NULL OR v.begins <= ?2 AND (v.in_force_to = '' OR v.in_force_to > ?2))
	AND (v.id IS NOT NULL OR NOT ?3 OR d.date <= ?2)
	AND (v.id IS NULL OR v.label NOT LIKE 'undated%' OR NOT EXISTS (SELECT 1 FROM version w WHERE w.law_id = v.law_id AND w.id <> v.id
		AND (w.label NOT LIKE 'undated%' OR w.label > v.label) AND w.begins <= ?2 AND (w.in_force_to = '' OR w.in_force_to > ?2)))
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

// citingEarlier is the SQL for Citing.Earlier. A text that speaks of itself means no other one:
// what it does not have was lost. Of a law that is not loaded, nothing is there.
const citingEarlier = `(c.basis = '` + string(citation.StandIn) + `' OR NOT e.found AND c.basis <> '` + string(citation.ByItself) +
	`' AND (e.target_version <> '' OR p.ord = 0))`

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

// citingDate is the SQL for the date of what cites: that of a law whose document tells none is the label of its text,
// where that is a day.
const citingDate = `CASE WHEN d.date = '' AND v.label GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' ` +
	`THEN substr(v.label, 1, 10) ELSE d.date END`

// citingOrder puts what explains and applies a provision first, then laws by
// level; those of an earlier text last; each by date, newest first.
var citingOrder = `CASE d.kind WHEN 'law' THEN 2 WHEN 'commentary' THEN 0 WHEN 'case' THEN 1 ELSE 3 END, ` + citingTier + `, ` +
	citingLevel + `, max(` + citingEarlier + `), min(p.ord) > 0, ` + citingDate + ` DESC, l.key, c.document_id, c.start_byte`

// doing says what is being done, for errors.
func (q *CitedByQuery) doing(what string) string {
	return what + " who cites " + q.Law + "/" + q.Provision.String()
}

// CitedBy returns who cites a provision: texts in force on the day, cases,
// commentary and consultations.
func (g *Graph) CitedBy(ctx context.Context, q CitedByQuery) (*CitedBy, error) {
	places, err := g.places(ctx, &q)
	if err != nil {
		return nil, err
	}
	list, err := placesJSON(places)
	if err != nil {
		return nil, err
	}
	c := &CitedBy{ByKind: map[string]int{}}
	err = kb.Each(ctx, g.base, q.doing("counting"), func(scan kb.Scan) error {
		var kind string
		var n, earlier, former int
		if err := scan(&kind, &n, &earlier, &former); err != nil {
			return err
		}
		c.ByKind[kind] = n
		c.Total += n
		c.Earlier += earlier
		c.Former += former
		return nil
	}, withPlaces+`SELECT kind, count(*), sum(earlier), sum(former) FROM (SELECT `+citingKind+" AS kind, max("+citingEarlier+
		") AS earlier, min(p.ord) > 0 AS former"+citedByFrom+" GROUP BY c.id) GROUP BY 1", list, q.Day, q.OnDay)
	if err != nil || q.Limit == 0 || c.Total == 0 {
		return c, err
	}
	c.List, err = g.listCiting(ctx, q, places, list)
	return c, err
}

// listCiting lists who cites the places, which list has as JSON.
func (g *Graph) listCiting(ctx context.Context, q CitedByQuery, places []place, list string) ([]Citing, error) {
	// The texts are read for the listed citations only.
	return kb.List(ctx, g.base, q.doing("reading"), func(scan kb.Scan) (Citing, error) { return scanCiting(scan, places) }, withPlaces+`
		SELECT h.citing_kind, coalesce(l.key, ''), u.address, u.label, d.id, substr(d.hash, 1, 12), d.kind, d.form, d.title, `+citingDate+`,
			h.targets, h.earlier, c.quote, c.start_byte, c.end_byte, u.start_byte, u.end_byte,
			substr(CAST(CASE d.kind WHEN 'law' THEN d.text ELSE unpack(d.text) END AS BLOB), u.start_byte + 1, u.end_byte - u.start_byte)
		FROM (SELECT c.id, `+citingKind+` AS citing_kind, group_concat(DISTINCT format('%d %s', p.ord, e.target_local)) AS targets,
			max(`+citingEarlier+`) AS earlier,
			row_number() OVER (ORDER BY `+citingOrder+`) AS place`+citedByFrom+`
			AND (?4 = '' OR citing_kind = ?4) GROUP BY c.id ORDER BY place LIMIT ?5 OFFSET ?6) h
		JOIN citation c ON c.id = h.id JOIN unit u ON u.id = c.unit_id JOIN document d ON d.id = c.document_id
		LEFT JOIN version v ON v.id = u.version_id LEFT JOIN law l ON l.id = v.law_id ORDER BY h.place`,
		list, q.Day, q.OnDay, q.Kind, q.Limit, q.Offset)
}

// scanCiting reads a citation of any of some places.
func scanCiting(scan kb.Scan, places []place) (c Citing, err error) {
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
	c.targets(targets, places)
	c.Sentence = sentenceAround(string(text), start-unitStart, end-unitStart)
	return c, nil
}

// targets reads what is cited: of the place itself, where it is among them, else of what became
// it. Each is the number of a place and the provision as written.
func (c *Citing) targets(list string, places []place) {
	for _, t := range strings.Split(list, ",") {
		number, local, _ := strings.Cut(t, " ")
		n, err := strconv.Atoi(number)
		if err != nil || n >= len(places) {
			continue
		}
		p, err := statute.ParseProvision(local)
		if err != nil {
			continue
		}
		a := statute.Address{Law: places[n].at.Law, Provision: p}
		if n == 0 {
			if c.Former != nil {
				c.Former, c.Targets = nil, nil
			}
			c.Targets = append(c.Targets, a)
			continue
		}
		a.Version = places[n].at.Version
		switch {
		case c.Former == nil && len(c.Targets) > 0: // the place itself is cited too
		case c.Former == nil:
			c.Former = &Former{a, places[n].sure}
			c.Targets = append(c.Targets, a)
		default:
			c.Targets = append(c.Targets, a)
		}
	}
}

// CasesCiting returns the ids of the documents of cases that cite the law or provision of a
// query, a part of it, or what became it where the query names a text. It looks at no day.
func (g *Graph) CasesCiting(ctx context.Context, q CitedByQuery) (map[int64]bool, error) {
	places, err := g.places(ctx, &q)
	if err != nil {
		return nil, err
	}
	list, err := placesJSON(places)
	if err != nil {
		return nil, err
	}
	found := map[int64]bool{}
	err = kb.Each(ctx, g.base, q.doing("looking for cases"), func(scan kb.Scan) error {
		id, err := kb.Column[int64](scan)
		found[id] = true
		return err
	}, withPlaces+"SELECT DISTINCT c.document_id"+citedPlaces+
		" JOIN case_file f ON f.document_id = c.document_id WHERE "+countsForPlace, list)
	if err != nil {
		return nil, err
	}
	return found, nil
}
