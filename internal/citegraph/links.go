package citegraph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// linked is a provision that a unit cites.
type linked struct {
	unit    int64
	law     string
	version string // label, "" where the law is not loaded
	node    statute.Provision
	itself  bool // the text speaks of itself
}

// linkColumns name a provision that is loaded, or one of a law that is not.
const linkColumns = "e.target_key, e.target_version, e.target_node, c.basis = '" + string(citation.ByItself) + "'"

// linkable are the citations that lead to a provision, or may by what became of a law that is
// not loaded.
const linkable = " AND (e.found = 1 OR e.target_version = '') AND e.target_node <> ''"

func scanLinked(scan kb.Scan) (l linked, err error) {
	var node string
	if err := scan(&l.unit, &l.law, &l.version, &node, &l.itself); err != nil {
		return l, err
	}
	l.node, err = statute.ParseProvision(node)
	return l, err
}

// LinksOfVersion returns the provisions that each unit of a text cites, each once, by the row of
// the unit, and what became of them in later texts: so the article of today is linked to what
// cites its old number. A part of an article counts as the article; annexes are among them. A
// text that has ended links to the texts that it cites alone: the one that came after it says
// for itself what it cites.
func (g *Graph) LinksOfVersion(ctx context.Context, v kb.Version) (map[int64][]searchdoc.Key, error) {
	list, err := kb.List(ctx, g.base, "reading what the articles of a text cite", scanLinked,
		"SELECT DISTINCT u.id, "+linkColumns+` FROM unit u JOIN citation c ON c.unit_id = u.id JOIN edge e ON e.citation_id = c.id
		WHERE u.version_id = ?`+linkable+" ORDER BY 1, 2, 3, 4, 5", v.ID)
	if err != nil {
		return nil, err
	}
	return g.links(ctx, list, v.InForceTo == "")
}

// LinksOfDocument returns the provisions that a case, commentary or consultation cites, or that
// answer it, each once for each passage, and what became of them in later texts.
func (g *Graph) LinksOfDocument(ctx context.Context, document int64) ([]searchdoc.Key, error) {
	list, err := kb.List(ctx, g.base, "reading what a document cites", scanLinked, "SELECT DISTINCT c.unit_id, "+linkColumns+
		` FROM citation c JOIN edge e ON e.citation_id = c.id WHERE c.document_id = ?`+linkable+" ORDER BY 1, 2, 3, 4, 5", document)
	if err != nil {
		return nil, err
	}
	return g.inPassages(ctx, list)
}

// LinksOfCase returns what LinksOfDocument and PlacesOfDocument return of a case that is not
// stored; today decides which texts are the current ones.
func (g *Graph) LinksOfCase(ctx context.Context, d *kb.Document, today statute.Date) (keys []searchdoc.Key, places []string, err error) {
	cites, units, segments, err := g.citeCase(ctx, d, today)
	if err != nil {
		return nil, nil, err
	}
	var list []linked
	for _, c := range cites {
		for _, t := range c.Targets {
			node := t.Node
			if !t.Found {
				node = t.Address.Provision
			}
			places = append(places, strings.TrimRight(t.Address.Law+"/"+node.String(), "/"))
			if !t.Found && c.Version != "" || node.IsZero() {
				continue
			}
			list = append(list, linked{unitAt(units, segments, c.Span.Start), t.Address.Law, c.Version, node,
				c.Basis == citation.ByItself})
		}
	}
	slices.SortFunc(list, compareLinked)
	slices.Sort(places)
	keys, err = g.inPassages(ctx, slices.Compact(list))
	return keys, slices.Compact(places), err
}

// citeCase finds the citations of a case that is not stored, whose passages are units.
func (g *Graph) citeCase(ctx context.Context, d *kb.Document, today statute.Date) (cites []citation.Citation, units []citingUnit,
	segments []citation.Segment, err error) {
	units = passageUnits(d)
	text := &citation.CitingText{Text: d.Text, Title: d.Title, Day: d.Date, Segments: segmentsOf(units)}
	if d.Facts != nil {
		text.Day = casefile.DayOfLaw(d.Date, court.Norm(d.Facts.Number.Text))
		text.Undated = text.Day == "" && len(d.Facts.Parts) > 0
	}
	cites, err = g.Cite(ctx, text, today)
	return cites, units, text.Segments, err
}

// CitesOfCase returns what CitesOf returns of each passage of a case that is not stored, in their
// order; today decides which texts are the current ones.
func (g *Graph) CitesOfCase(ctx context.Context, d *kb.Document, today, day statute.Date) ([][]Cite, error) {
	found, units, segments, err := g.citeCase(ctx, d, today)
	if err != nil {
		return nil, err
	}
	byUnit := map[int64][]Cite{}
	for _, c := range found {
		x := Cite{Kind: c.Kind, Quote: c.Span.Of(d.Text), Start: c.Span.Start, End: c.Span.End, Name: c.Name, Status: c.Status,
			Candidates: c.Candidates, Stated: c.Stated, Version: c.Version, Basis: c.Basis}
		for _, t := range c.Targets {
			a := t.Address
			a.Version = ""
			node := t.Node
			if !t.Found {
				node = a.Provision
			}
			x.Targets = append(x.Targets, CiteTarget{Address: a, Node: node, Found: t.Found})
		}
		unit := unitAt(units, segments, c.Span.Start)
		byUnit[unit] = append(byUnit[unit], x)
	}
	for _, cites := range byUnit {
		if err := g.explain(ctx, cites, 0, day); err != nil {
			return nil, err
		}
	}
	if err := g.versionTargets(ctx, byUnit, day); err != nil {
		return nil, err
	}
	list := make([][]Cite, len(units))
	for i, u := range units {
		list[i] = byUnit[u.id]
	}
	return list, nil
}

// SentenceOf is the sentence of a text in which a citation stands.
func SentenceOf(text string, c Cite) string { return sentenceAround(text, c.Start, c.End) }

// compareLinked is the order in which the knowledge base gives them.
func compareLinked(a, b linked) int {
	self := func(l linked) int {
		if l.itself {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.unit, b.unit), strings.Compare(a.law, b.law), strings.Compare(a.version, b.version),
		strings.Compare(a.node.String(), b.node.String()), cmp.Compare(self(a), self(b)))
}

// inPassages are the keys of what the passages of a document cite, one passage after the other.
func (g *Graph) inPassages(ctx context.Context, list []linked) ([]searchdoc.Key, error) {
	byUnit, err := g.links(ctx, list, true)
	if err != nil {
		return nil, err
	}
	var keys []searchdoc.Key
	last := int64(-1)
	for _, l := range list {
		if l.unit != last {
			keys = append(keys, byUnit[l.unit]...)
			last = l.unit
		}
	}
	return keys, nil
}

// links are the keys of cited provisions and of what they became, by unit.
func (g *Graph) links(ctx context.Context, list []linked, follows bool) (map[int64][]searchdoc.Key, error) {
	keys := map[int64][]searchdoc.Key{}
	seen := map[searchdoc.Key]bool{}
	unit := int64(-1)
	f := g.newFollower()
	for _, l := range list {
		if l.unit != unit {
			unit = l.unit
			clear(seen)
		}
		add := func(law, version string, node statute.Provision) {
			article, _, _ := strings.Cut(node.String(), "/")
			key := searchdoc.ProvisionKey(law, version, article)
			if !seen[key] {
				seen[key] = true
				keys[unit] = append(keys[unit], key)
			}
		}
		if l.version != "" {
			add(l.law, l.version, l.node)
		}
		if !follows || l.itself || l.node.Article.IsZero() {
			continue
		}
		later, err := g.laterThan(ctx, f, l)
		if err != nil {
			return nil, err
		}
		for _, a := range later {
			add(a.Law, a.Version, a.Provision)
		}
	}
	return keys, nil
}

// laterThan are the provisions of all later texts that a cited one became.
func (g *Graph) laterThan(ctx context.Context, f *follower, l linked) ([]statute.Address, error) {
	from := kb.Version{Law: l.law}
	if l.version != "" {
		v, _, ok, err := g.versionOf(ctx, l.law, l.version)
		if err != nil || !ok {
			return nil, err
		}
		from = v
	}
	var all []statute.Address
	queue := []spot{{from.ID, l.node}}
	for len(queue) > 0 {
		next, _, _, err := f.step(ctx, l.law, queue[0])
		if err != nil {
			return nil, err
		}
		queue = append(queue[1:], next...)
		for _, s := range next {
			t := f.texts[s.version]
			all = append(all, statute.Address{Law: t.Law, Version: t.Label, Provision: s.node})
		}
	}
	return all, nil
}

// PlacesOfDocument returns the addresses, without a version, of all that a case, commentary or
// consultation cites, as they stand in the trees of the laws, each once. Laws that are not loaded
// are among them.
func (g *Graph) PlacesOfDocument(ctx context.Context, document int64) ([]string, error) {
	return kb.List(ctx, g.base, "reading the places that a document cites", kb.Column[string],
		`SELECT DISTINCT rtrim(e.target_key || '/' || e.target_node, '/') FROM citation c JOIN edge e ON e.citation_id = c.id
		WHERE c.document_id = ? ORDER BY 1`, document)
}
