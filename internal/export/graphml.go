package export

import (
	"encoding/xml"
	"fmt"

	"github.com/fatiao/fatiao/internal/citegraph"
)

// The form of GraphML, as programs for networks read it.
type (
	graphML struct {
		XMLName xml.Name     `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
		Keys    []graphMLKey `xml:"key"`
		Graph   graphMLGraph `xml:"graph"`
	}
	graphMLKey struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	}
	graphMLGraph struct {
		Directed string        `xml:"edgedefault,attr"`
		Nodes    []graphMLNode `xml:"node"`
		Edges    []graphMLEdge `xml:"edge"`
	}
	graphMLNode struct {
		ID   string        `xml:"id,attr"`
		Data []graphMLData `xml:"data"`
	}
	graphMLEdge struct {
		From string        `xml:"source,attr"`
		To   string        `xml:"target,attr"`
		Data []graphMLData `xml:"data"`
	}
	graphMLData struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	}
)

// GraphML is a net of citations for programs that draw and measure networks: each node has a label,
// a kind, the step at which it stands and an address on the web, each edge the number of citations.
func GraphML(n *citegraph.Net, name, address func(*citegraph.NetNode) string) ([]byte, error) {
	g := graphML{Graph: graphMLGraph{Directed: "directed"}, Keys: []graphMLKey{{"label", "node", "label", "string"},
		{"kind", "node", "kind", "string"}, {"step", "node", "step", "int"}, {"url", "node", "url", "string"},
		{"count", "edge", "count", "int"}}}
	for i := range n.Nodes {
		x := &n.Nodes[i]
		g.Graph.Nodes = append(g.Graph.Nodes, graphMLNode{x.ID(), []graphMLData{{"label", name(x)}, {"kind", x.Kind},
			{"step", fmt.Sprint(x.Step)}, {"url", address(x)}}})
	}
	for _, e := range n.Edges {
		data := []graphMLData{{"count", fmt.Sprint(e.Count)}}
		g.Graph.Edges = append(g.Graph.Edges, graphMLEdge{n.Nodes[e.From].ID(), n.Nodes[e.To].ID(), data})
	}
	content, err := xml.MarshalIndent(g, "", " ")
	if err != nil {
		return nil, fmt.Errorf("writing a net as GraphML: %w", err)
	}
	return append([]byte(xml.Header), content...), nil
}
