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

// Span is where the citation stands in the document.
func (c Cite) Span() statute.Span { return statute.Span{Start: c.Start, End: c.End} }

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
	rows, err := b.Query(ctx, `SELECT c.id, c.unit_id, c.kind, c.quote, c.start_byte, c.end_byte, c.name, c.status, c.candidates, c.stated, c.version, c.basis,
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
