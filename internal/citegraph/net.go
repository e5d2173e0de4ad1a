package citegraph

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// NetNode is a text in the net of citations around another: an article of a law, in the net of a
// law that law, or a case or other document.
type NetNode struct {
	Kind     string          // of Citing; KindUnloaded for a cited law that is not loaded
	Address  statute.Address // of a law; with the version where it is not the one of the day
	Label    string          // of a part of a law that has no number: 附则
	Document kb.DocumentInfo // of a law that cites, that of its text
	Step     int             // 0 for what was asked for, 1 for what cites it or is cited by it, 2 for what is around that
	Missing  bool            // the law is loaded, and has no such article
	unit     int64           // of an article, 0 where not known
}

// KindUnloaded is the kind of laws that are cited and not loaded.
const KindUnloaded = "unloaded"

// IsLaw reports whether the node is a law or a part of one.
func (n *NetNode) IsLaw() bool { return n.Address.Law != "" }

// ID names the node in one net, and is the same in every generation: an address, or case/0123456789ab.
func (n *NetNode) ID() string {
	if n.IsLaw() {
		return n.Address.String() + n.Label
	}
	return string(n.Document.Kind) + "/" + n.Document.Ref
}

// NetEdge says that a node cites another.
type NetEdge struct {
	From, To int  // indexes of Nodes
	Count    int  // citations
	Former   bool // what became the cited one is cited
	Earlier  bool // see Citing
}

// Net is the net of citations around an article or a law.
type Net struct {
	Nodes []NetNode // the first is what was asked for
	Edges []NetEdge
	// Left is how many edges of the second step are not in the net, since there are too many.
	Left int

	index  map[string]int
	edgeAt map[[2]int]int
	query  CitedByQuery
}

func newNet(q CitedByQuery) *Net {
	return &Net{index: map[string]int{}, edgeAt: map[[2]int]int{}, query: q}
}

// Bounds of a net: a law is cited by so many at most, and a second step has so many edges.
const (
	maxFirstStep  = 20000
	maxSecondStep = 4000
)

// Net returns what cites a place, an article or a whole law, and what it cites, each text once with
// the number of its citations. The query is that of the place, see [QueryFor]; what it says of a
// kind and a limit is not looked at. Of each kind, cases of a higher tier and newer texts stand first.
func (g *Graph) Net(ctx context.Context, place *kb.Provision, q CitedByQuery) (*Net, error) {
	n := newNet(q)
	self := NetNode{Kind: place.Law.Level.CitedBy(), Address: place.Address(q.Day)}
	if place.Unit != nil {
		self.Address.Provision = self.Address.Provision.AtArticle()
		self.Label = withoutNumber(self.Address.Provision, place.Unit.Label)
		self.unit = place.Unit.ID
	}
	n.node(self)
	if err := g.citingNodes(ctx, n); err != nil {
		return nil, err
	}
	if place.Unit == nil {
		return n, g.citedLaws(ctx, n, place.Version.ID)
	}
	citesOf := g.CitesOf
	if q.OnDay {
		citesOf = g.CitesOn
	}
	cites, err := citesOf(ctx, place.Unit.ID, q.Day)
	if err != nil {
		return nil, err
	}
	return n, g.citedNodes(ctx, n, cites)
}

// withoutNumber is the label of what has no number of its own, "" for what has one.
func withoutNumber(p statute.Provision, label string) string {
	if !p.IsZero() {
		return ""
	}
	return label
}

// node is the index of a node, which is added where it is not there yet.
func (n *Net) node(x NetNode) int {
	id := x.ID()
	if i, ok := n.index[id]; ok {
		return i
	}
	n.index[id] = len(n.Nodes)
	n.Nodes = append(n.Nodes, x)
	return len(n.Nodes) - 1
}

// edge adds citations of one node by another.
func (n *Net) edge(e NetEdge) {
	at := [2]int{e.From, e.To}
	if i, ok := n.edgeAt[at]; ok {
		have := &n.Edges[i]
		have.Count += e.Count
		have.Former, have.Earlier = have.Former && e.Former, have.Earlier && e.Earlier
		return
	}
	n.edgeAt[at] = len(n.Edges)
	n.Edges = append(n.Edges, e)
}

// Only leaves what was asked for, and of the rest the kinds for which keep is true.
func (n *Net) Only(keep func(kind string) bool) *Net {
	left := newNet(n.query)
	left.Left = n.Left
	to := make([]int, len(n.Nodes))
	for i, x := range n.Nodes {
		to[i] = -1
		if i == 0 || keep(x.Kind) {
			to[i] = left.node(x)
		}
	}
	for _, e := range n.Edges {
		if e.From, e.To = to[e.From], to[e.To]; e.From >= 0 && e.To >= 0 {
			left.edge(e)
		}
	}
	return left
}

// netNode is the SQL for the name under which a citing text is one node of a net: the article or,
// in the net of a law, the law; other documents are one each.
const netNode = `CASE WHEN d.kind <> 'law' THEN d.id WHEN ?4 THEN l.key ELSE l.key || '/' || u.address || '/' || u.label END`

// citingNodes adds what cites the place of the query of a net.
func (g *Graph) citingNodes(ctx context.Context, n *Net) error {
	q := n.query
	places, err := g.places(ctx, &q)
	if err != nil {
		return err
	}
	list, err := placesJSON(places)
	if err != nil {
		return err
	}
	whole := q.Provision.IsZero() && n.Nodes[0].unit == 0
	return kb.Each(ctx, g.base, q.doing("looking for the texts"), func(scan kb.Scan) error {
		x, e := NetNode{Step: 1}, NetEdge{}
		if err := x.scan(scan, whole, &e.Count, &e.Earlier, &e.Former); err != nil {
			return err
		}
		e.From = n.node(x)
		if e.From != 0 {
			n.edge(e)
		}
		return nil
	}, withPlaces+`SELECT `+netColumns+`, count(DISTINCT c.id), min(`+citingEarlier+`), min(p.ord) > 0`+citedByFrom+
		` AND NOT (?4 AND l.key IS p.key) GROUP BY `+netNode+` ORDER BY `+netOrder+` LIMIT ?5`, list, q.Day, q.OnDay, whole, maxFirstStep)
}

// netColumns are what scan reads of a citing text; netOrder puts the best of each kind first.
var (
	netColumns = citingKind + ` AS citing_kind, coalesce(l.key, ''), u.address, u.label, u.id,
		d.id, substr(d.hash, 1, 12), d.kind, d.form, d.title, d.date`
	netOrder = citingTier + `, d.date DESC, l.key, length(u.address), u.address, d.id`
)

// scan reads a citing text, with more columns behind it.
func (x *NetNode) scan(scan kb.Scan, whole bool, more ...any) error {
	var law, local string
	d := &x.Document
	into := append([]any{&x.Kind, &law, &local, &x.Label, &x.unit, &d.ID, &d.Ref, &d.Kind, &d.Form, &d.Title, &d.Date}, more...)
	if err := scan(into...); err != nil {
		return err
	}
	if law == "" {
		x.Label, x.unit = "", 0
		return nil
	}
	x.Address.Law = law
	if whole {
		x.Label, x.unit = "", 0
		return nil
	}
	if p, err := statute.ParseProvision(local); err == nil {
		x.Address.Provision = p
	}
	x.Label = withoutNumber(x.Address.Provision, x.Label)
	return nil
}

// citedNodes adds what an article cites.
func (g *Graph) citedNodes(ctx context.Context, n *Net, cites []Cite) error {
	var targets []NetNode
	for _, c := range cites {
		for _, t := range c.Targets {
			x := NetNode{Address: t.Address, Step: 1, Missing: !t.Found}
			if t.Found && !t.Node.AtArticle().IsZero() {
				x.Address.Provision = t.Node
			}
			if at := x.Address.Provision.AtArticle(); !at.IsZero() {
				x.Address.Provision = at
			}
			targets = append(targets, x)
		}
	}
	if err := g.levels(ctx, targets); err != nil {
		return err
	}
	for _, x := range targets {
		if to := n.node(x); to != 0 {
			n.edge(NetEdge{From: 0, To: to, Count: 1})
		}
	}
	return nil
}

// citedLaws adds the laws that a text of a law cites, the most cited first.
func (g *Graph) citedLaws(ctx context.Context, n *Net, version int64) error {
	own := n.Nodes[0].Address.Law
	var counts []int
	targets, err := kb.List(ctx, g.base, "looking for what "+own+" cites", func(scan kb.Scan) (x NetNode, err error) {
		count := 0
		err = scan(&x.Address.Law, &count)
		counts = append(counts, count)
		x.Step = 1
		return x, err
	}, `SELECT e.target_key, count(DISTINCT c.id) AS n FROM unit u JOIN citation c ON c.unit_id = u.id
		JOIN edge e ON e.citation_id = c.id WHERE u.version_id = ? AND e.target_key NOT IN (?, '') GROUP BY 1 ORDER BY n DESC, 1`, version, own)
	if err != nil {
		return err
	}
	if err := g.levels(ctx, targets); err != nil {
		return err
	}
	for i, x := range targets {
		n.edge(NetEdge{From: 0, To: n.node(x), Count: counts[i]})
	}
	return nil
}

// levels fills the kinds of laws.
func (g *Graph) levels(ctx context.Context, nodes []NetNode) error {
	keys := map[string]statute.Level{}
	var names []string
	for _, x := range nodes {
		if _, have := keys[x.Address.Law]; !have {
			keys[x.Address.Law] = ""
			names = append(names, x.Address.Law)
		}
	}
	list, err := json.Marshal(names)
	if err != nil {
		return fmt.Errorf("naming laws: %w", err)
	}
	err = kb.Each(ctx, g.base, "reading the levels of laws", func(scan kb.Scan) error {
		var key string
		var level statute.Level
		err := scan(&key, &level)
		keys[key] = level
		return err
	}, "SELECT key, level FROM law WHERE key IN (SELECT value FROM json_each(?))", string(list))
	if err != nil {
		return err
	}
	for i := range nodes {
		x := &nodes[i]
		level := keys[x.Address.Law]
		x.Kind = level.CitedBy()
		if level == "" {
			x.Kind, x.Missing = KindUnloaded, false
		}
	}
	return nil
}
