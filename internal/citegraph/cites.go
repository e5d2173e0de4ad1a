package citegraph

import (
	"context"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Cite is a stored citation in a unit.
type Cite struct {
	Kind       citation.TargetKind
	Quote      string
	Start, End int    // bytes in the document
	Name       string // the law as named right before, "" where carried over
	Targets    []CiteTarget
	Status     citation.Status
	Candidates []string // keys, where the name is ambiguous
	Stated     string   // former version that the text names
	Version    string   // label of the text that the targets were looked up in
	Former     string   // label of the text that it meant when it was made, where it leads to that of a day
	Basis      citation.Basis
}

// Span is where the citation stands in the document.
func (c Cite) Span() statute.Span { return statute.Span{Start: c.Start, End: c.End} }

// CiteTarget is a provision that a citation names.
type CiteTarget struct {
	// Address has the levels as written, and the version where it is not the one
	// that a bare address means on the day asked for.
	Address statute.Address
	Node    statute.Provision // where it stands in the tree; as written where it is not there
	Found   bool
	// Was is where it stood in the text that the citation meant, where it leads to another one
	// in which it has another number; Sure says how sure that is.
	Was  statute.Provision
	Sure concordance.Certainty
	Why  *Why // why it is not there, where the law is loaded and it is not
}

// CitesOf returns the citations of a unit of the base in order.
func (g *Graph) CitesOf(ctx context.Context, unitID int64, day statute.Date) ([]Cite, error) {
	byUnit, err := g.cites(ctx, day, "c.unit_id = ?", unitID)
	return byUnit[unitID], err
}

// CitesOfVersion returns the citations of all units of a version, by unit.
func (g *Graph) CitesOfVersion(ctx context.Context, versionID int64, day statute.Date) (map[int64][]Cite, error) {
	return g.cites(ctx, day, "c.unit_id IN (SELECT id FROM unit WHERE version_id = ?)", versionID)
}

// CitesOn returns the citations of a unit as they are read on a day: see [Graph.leadTo].
func (g *Graph) CitesOn(ctx context.Context, unitID int64, day statute.Date) ([]Cite, error) {
	cites, err := g.CitesOf(ctx, unitID, day)
	if err != nil {
		return nil, err
	}
	return cites, g.leadTo(ctx, cites, day)
}

// CitesOfVersionOn is CitesOn for all units of a version, by unit.
func (g *Graph) CitesOfVersionOn(ctx context.Context, versionID int64, day statute.Date) (map[int64][]Cite, error) {
	byUnit, err := g.CitesOfVersion(ctx, versionID, day)
	if err != nil {
		return nil, err
	}
	for _, cites := range byUnit {
		if err := g.leadTo(ctx, cites, day); err != nil {
			return nil, err
		}
	}
	return byUnit, nil
}

// leadTo leads citations to the texts of a day, for a text that is read for that day: to what
// became of the cited provision there, which may have another number. One that names a text, and
// a text that speaks of itself, means what it meant; so does one whose provision became none of
// the text of the day.
func (g *Graph) leadTo(ctx context.Context, cites []Cite, day statute.Date) error {
	f := g.newFollower()
	for i := range cites {
		c := &cites[i]
		if c.Stated != "" || c.Basis == citation.ByItself {
			continue
		}
		for k := range c.Targets {
			if err := g.leadTarget(ctx, f, c, &c.Targets[k], day); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *Graph) leadTarget(ctx context.Context, f *follower, c *Cite, t *CiteTarget, day statute.Date) error {
	if t.Address.Version == "" || !t.Found {
		return nil // the text of the day already, or none
	}
	meant, law, ok, err := g.versionOf(ctx, t.Address.Law, t.Address.Version)
	if err != nil || !ok {
		return err
	}
	now := law.On(day)
	if t.Node.AtArticle().Article.IsZero() { // headings and annexes are not followed
		place, err := g.base.Lookup(ctx, statute.Address{Law: law.Key, Version: now.Label, Provision: t.Address.Provision}, day)
		if err != nil {
			return kb.IgnoreMissing(err)
		}
		if t.Node, err = place.Node(); err != nil {
			return err
		}
	} else {
		became, ok, err := f.inText(ctx, meant, now, t.Node)
		if err != nil || !ok {
			return err
		}
		if to := became.To[0].Provision; to != t.Node {
			t.Was, t.Sure, t.Node, t.Address.Provision = t.Address.Provision, became.Sure, to, to
		}
	}
	t.Address.Version = ""
	if c.Version != now.Label {
		c.Former, c.Version = c.Version, now.Label
	}
	return nil
}

func (g *Graph) cites(ctx context.Context, day statute.Date, where string, arg int64) (map[int64][]Cite, error) {
	byUnit := map[int64][]Cite{}
	last := int64(0)
	err := kb.Each(ctx, g.base, "reading citations", func(scan kb.Scan) error {
		r, err := scanCite(scan)
		if err != nil {
			return err
		}
		if r.id != last {
			byUnit[r.unit] = append(byUnit[r.unit], r.cite)
			last = r.id
		}
		if r.target.Address.Law != "" {
			of := &byUnit[r.unit][len(byUnit[r.unit])-1]
			of.Targets = append(of.Targets, r.target)
		}
		return nil
	}, `SELECT c.id, c.unit_id, c.kind, c.quote, c.start_byte, c.end_byte, c.name, c.status, c.candidates, c.stated, c.version, c.basis,
		coalesce(e.target_key, ''), coalesce(e.target_local, ''), coalesce(e.target_node, ''), coalesce(e.found, 0)
		FROM citation c LEFT JOIN edge e ON e.citation_id = c.id WHERE `+where+` ORDER BY c.unit_id, c.start_byte, c.id, e.ord`, arg)
	if err != nil {
		return nil, err
	}
	for unit, cites := range byUnit {
		if err := g.explain(ctx, cites, unit, day); err != nil {
			return nil, err
		}
	}
	return byUnit, g.versionTargets(ctx, byUnit, day)
}

// citeRow is a citation with one of its targets, whose law is "" where it has none.
type citeRow struct {
	id, unit int64
	cite     Cite
	target   CiteTarget
}

func scanCite(scan kb.Scan) (r citeRow, err error) {
	var candidates, local, node string
	c, t := &r.cite, &r.target
	err = scan(&r.id, &r.unit, &c.Kind, &c.Quote, &c.Start, &c.End, &c.Name, &c.Status, &candidates, &c.Stated, &c.Version, &c.Basis,
		&t.Address.Law, &local, &node, &t.Found)
	if err != nil {
		return r, err
	}
	if candidates != "" {
		c.Candidates = strings.Split(candidates, "\n")
	}
	if t.Address.Law == "" {
		return r, nil
	}
	if t.Address.Provision, err = statute.ParseProvision(local); err != nil {
		return r, err
	}
	t.Node, err = statute.ParseProvision(node)
	return r, err
}

// versionTargets names the version of targets that are not in the text that a
// bare address means on the day.
func (g *Graph) versionTargets(ctx context.Context, byUnit map[int64][]Cite, day statute.Date) error {
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
					law, err := g.base.Law(ctx, key)
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
