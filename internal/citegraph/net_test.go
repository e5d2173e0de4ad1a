package citegraph_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// netOf is the net around an address.
func netOf(t *testing.T, docs []testkb.Document, address string, day statute.Date) (*citegraph.Graph, *citegraph.Net) {
	t.Helper()
	base := testkb.New(t, docs...)
	a, err := statute.ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	place, err := base.Lookup(t.Context(), a, day)
	if err != nil {
		t.Fatal(err)
	}
	g := citegraph.New(base)
	n, err := g.Net(t.Context(), place, citegraph.QueryFor(place, day))
	if err != nil {
		t.Fatal(err)
	}
	return g, n
}

// edges are those of a net as text, with the number of citations.
func edges(n *citegraph.Net) map[string]int {
	found := map[string]int{}
	for _, e := range n.Edges {
		name := func(i int) string {
			if x := &n.Nodes[i]; !x.IsLaw() {
				return string(x.Document.Kind)
			}
			return n.Nodes[i].ID()
		}
		found[name(e.From)+" → "+name(e.To)] += e.Count
	}
	return found
}

// The net of an article has every text once that cites it, as who cites it is counted elsewhere, and
// what it cites.
func TestNet(t *testing.T) {
	t.Parallel()
	_, n := netOf(t, testkb.Collection(t), testkb.Vehicles+"/2", testkb.Today)
	want := map[string]int{
		testkb.Vehicles + "/3 → 车辆安全法/2":       1,
		testkb.Parking + "/2 → 车辆安全法/2":        1,
		testkb.Interpretation + "/1 → 车辆安全法/2": 1,
		testkb.Rule + "/1 → 车辆安全法/2":           1,
		testkb.Local + "/1 → 车辆安全法/2":          1,
		"case → 车辆安全法/2":                       1,
		"commentary → 车辆安全法/2":                 1,
		"consultation → 车辆安全法/2":               1,
	}
	if got := edges(n); !maps.Equal(got, want) {
		t.Errorf("the net is %v; want %v", got, want)
	}
	rules := n.Only(func(kind string) bool { return kind == "rule" })
	if len(rules.Nodes) != 2 || len(rules.Edges) != 1 || rules.Nodes[rules.Edges[0].From].Address.Law != testkb.Rule {
		t.Errorf("rules alone: %+v", rules)
	}
}

// What is not yet in force on the day does not cite.
func TestNetOfADay(t *testing.T) {
	t.Parallel()
	_, n := netOf(t, testkb.Collection(t), testkb.Vehicles+"/2", "2021-02-01")
	for _, x := range n.Nodes[1:] {
		if x.Address.Law == testkb.Parking || x.Address.Law == testkb.Interpretation {
			t.Errorf("%s cites before it is in force", x.ID())
		}
	}
}

// An article cites laws that are not loaded, and articles that are not there.
func TestNetOfTargets(t *testing.T) {
	t.Parallel()
	_, n := netOf(t, testkb.Collection(t), testkb.Rule+"/2", testkb.Today)
	if len(n.Nodes) != 2 || n.Nodes[1].Kind != citegraph.KindUnloaded || n.Nodes[1].ID() != "不存在的登记法/7" || n.Nodes[1].Step != 1 {
		t.Errorf("the net is %+v", n.Nodes)
	}
	_, n = netOf(t, testkb.Collection(t), testkb.Interpretation+"/2", testkb.Today)
	if len(n.Nodes) != 2 || n.Nodes[1].Kind != "law" || !n.Nodes[1].Missing {
		t.Errorf("the net is %+v", n.Nodes)
	}
}

// The net of a law has laws and documents; what the law says of itself is not in it.
func TestNetOfALaw(t *testing.T) {
	t.Parallel()
	_, n := netOf(t, testkb.Collection(t), testkb.Parking, testkb.Today)
	got := edges(n)
	if got[testkb.Parking+" → "+testkb.Vehicles] != 2 || got[testkb.Local+" → "+testkb.Parking] != 1 {
		t.Errorf("the net is %v", got)
	}
	for e := range got {
		if e == testkb.Parking+" → "+testkb.Parking {
			t.Errorf("the law cites itself: %v", got)
		}
	}
}

// The second step has what is around the first; what is known stays where it is.
func TestWiden(t *testing.T) {
	t.Parallel()
	g, n := netOf(t, testkb.Collection(t), testkb.Vehicles+"/4", testkb.Today)
	before := len(n.Nodes)
	if err := g.Widen(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	if n.Left != 0 || len(n.Nodes) < before {
		t.Errorf("%d nodes of %d, %d left", len(n.Nodes), before, n.Left)
	}
	_, n = netOf(t, testkb.Collection(t), testkb.Vehicles+"/3", testkb.Today)
	if err := g.Widen(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	steps := map[string]int{}
	for _, x := range n.Nodes {
		steps[x.ID()] = x.Step
	}
	if steps[testkb.Vehicles+"/2"] != 1 || steps[testkb.Interpretation+"/1"] != 2 || steps[testkb.Parking+"/2"] != 2 {
		t.Errorf("the steps are %v", steps)
	}
	var ids []string
	for _, x := range n.Nodes {
		ids = append(ids, x.ID())
	}
	slices.Sort(ids)
	if unique := slices.Compact(slices.Clone(ids)); len(unique) != len(ids) {
		t.Errorf("a text stands twice: %v", ids)
	}
}
