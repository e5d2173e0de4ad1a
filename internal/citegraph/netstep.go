package citegraph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// step is an edge of the second step with the node at its far end.
type step struct {
	from   int // index of the node of the first step
	rank   int // among those of that node
	node   NetNode
	edge   NetEdge
	citing bool // the far end cites
}

// Widen adds to the net of an article what cites the texts of its first step and what those cite.
// Where that is too much, each text of the first step gets its share, and Left says how much is left out.
func (g *Graph) Widen(ctx context.Context, n *Net) error {
	first := slices.Clone(n.Nodes)
	steps, err := g.stepsTo(ctx, n, first)
	if err != nil {
		return err
	}
	from, err := g.stepsFrom(ctx, n, first)
	if err != nil {
		return err
	}
	steps = append(steps, from...)
	slices.SortStableFunc(steps, func(a, b step) int { return a.rank - b.rank })
	if len(steps) > maxSecondStep {
		n.Left = len(steps) - maxSecondStep
		steps = steps[:maxSecondStep]
	}
	for _, s := range steps {
		far := n.node(s.node)
		if far == 0 || far == s.from {
			continue // known from the first step
		}
		s.edge.From, s.edge.To = s.from, far
		if s.citing {
			s.edge.From, s.edge.To = far, s.from
		}
		n.edge(s.edge)
	}
	return nil
}

// stepsTo are the texts that cite those of the first step.
func (g *Graph) stepsTo(ctx context.Context, n *Net, first []NetNode) ([]step, error) {
	var places []place
	var at []int
	for i, x := range first {
		if i > 0 && x.IsLaw() && !x.Missing && x.Kind != KindUnloaded && !x.Address.Provision.IsZero() {
			places, at = append(places, place{at: x.Address}), append(at, i)
		}
	}
	if len(places) == 0 {
		return nil, nil
	}
	list, err := placesJSON(places)
	if err != nil {
		return nil, err
	}
	ranks := map[int]int{}
	return kb.List(ctx, g.base, n.query.doing("looking for the second step of"), func(scan kb.Scan) (s step, err error) {
		ord := 0
		s.node.Step, s.citing = 2, true
		if err = s.node.scan(scan, false, &s.edge.Count, &ord); err != nil {
			return s, err
		}
		s.from, s.rank = at[ord], ranks[ord]
		ranks[ord]++
		return s, nil
	}, withPlaces+"SELECT "+netColumns+", count(DISTINCT c.id), p.ord"+citedByFrom+" GROUP BY p.ord, "+netNode+" ORDER BY p.ord, "+netOrder+
		" LIMIT ?5", list, n.query.Day, n.query.OnDay, false, maxFirstStep)
}

// stepsFrom are the texts that those of the first step cite.
func (g *Graph) stepsFrom(ctx context.Context, n *Net, first []NetNode) ([]step, error) {
	var who [][3]int64 // the index of a node, its unit and its document: one of the two is 0
	for i, x := range first {
		switch {
		case i == 0:
		case !x.IsLaw():
			who = append(who, [3]int64{int64(i), 0, x.Document.ID})
		case x.unit != 0:
			who = append(who, [3]int64{int64(i), x.unit, 0})
		case !x.Missing && x.Kind != KindUnloaded:
			unit, err := g.unitOf(ctx, x.Address, n.query.Day)
			if err != nil {
				return nil, err
			}
			who = append(who, [3]int64{int64(i), unit, 0})
		}
	}
	list, err := json.Marshal(who)
	if err != nil {
		return nil, fmt.Errorf("naming the first step: %w", err)
	}
	ranks := map[int]int{}
	var nodes []NetNode
	steps, err := kb.List(ctx, g.base, n.query.doing("looking for what the first step cites of"), func(scan kb.Scan) (s step, err error) {
		var node string
		found := false
		x := NetNode{Step: 2}
		if err = scan(&s.from, &x.Address.Law, &x.Address.Version, &node, &s.edge.Count, &found); err != nil {
			return s, err
		}
		s.rank, x.Missing = ranks[s.from], !found
		ranks[s.from]++
		if x.Address.Provision, err = statute.ParseProvision(node); err != nil && node != "" {
			return s, err
		}
		nodes = append(nodes, x)
		return s, nil
	}, `WITH who(ord, unit, document) AS (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1)),
		cited AS (SELECT ord, c.id FROM who CROSS JOIN citation c ON c.unit_id = who.unit WHERE who.unit > 0
			UNION ALL SELECT ord, c.id FROM who CROSS JOIN citation c ON c.document_id = who.document WHERE who.document > 0)
		SELECT cited.ord, e.target_key, e.target_version, CASE WHEN e.target_node GLOB '[0-9]*'
			THEN substr(e.target_node, 1, instr(e.target_node || '/', '/') - 1) ELSE '' END AS node, count(DISTINCT cited.id) AS n, max(e.found)
		FROM cited JOIN edge e ON e.citation_id = cited.id WHERE e.target_key <> ''
		GROUP BY 1, 2, 3, 4 ORDER BY 1, n DESC, 2, length(node), node LIMIT ?2`, string(list), maxFirstStep)
	if err != nil {
		return nil, err
	}
	if err := g.levels(ctx, nodes); err != nil {
		return nil, err
	}
	text := g.textsOfDay(ctx, n.query.Day)
	for i := range steps {
		if a := &nodes[i].Address; a.Version == text(a.Law) {
			a.Version = ""
		}
		steps[i].node = nodes[i]
	}
	return steps, nil
}

// unitOf is the id of the article at an address, 0 where there is none.
func (g *Graph) unitOf(ctx context.Context, a statute.Address, day statute.Date) (int64, error) {
	place, err := g.base.Lookup(ctx, a, day)
	if _, missing := errors.AsType[*kb.MissingError](err); missing {
		return 0, nil
	}
	if err != nil || place.Unit == nil {
		return 0, err
	}
	return place.Unit.ID, nil
}

// textsOfDay tells the label of the text of a law on a day; "" where it is not loaded.
func (g *Graph) textsOfDay(ctx context.Context, day statute.Date) func(key string) string {
	known := map[string]string{}
	return func(key string) string {
		label, have := known[key]
		if !have {
			if law, err := g.base.Law(ctx, key); err == nil {
				label = law.On(day).Label
			}
			known[key] = label
		}
		return label
	}
}
