package wire

import (
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/statute"
)

// Net is the net of citations around an article or a law: a file of its page.
type Net struct {
	Of      string       `json:"of"` // the id of the node that it is of
	Day     statute.Date `json:"day"`
	Nodes   []NetNode    `json:"nodes"`
	Edges   []NetEdge    `json:"edges"`
	LeftOut int          `json:"left_out"` // edges of the second step that are not in the file
}

// NetNode is a text in a net.
type NetNode struct {
	ID      string       `json:"id"` // an address, or case/0123456789ab
	Kind    string       `json:"kind"`
	Name    string       `json:"name"`
	Title   string       `json:"title,omitempty"` // of the law or document, where the name is short
	Date    statute.Date `json:"date,omitempty"`
	Path    string       `json:"path"`
	Step    int          `json:"step"`
	Missing bool         `json:"missing,omitempty"` // the law is loaded, and has no such article
}

// NetEdge says that one node cites another.
type NetEdge struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Count   int    `json:"count"`
	Former  bool   `json:"former,omitempty"`  // what became the cited one is cited
	Earlier bool   `json:"earlier,omitempty"` // an earlier text is meant, that is not loaded
}

// NewNet writes a net with the names and pages of its nodes.
func NewNet(n *citegraph.Net, day statute.Date, name, path func(*citegraph.NetNode) string) *Net {
	j := &Net{Of: n.Nodes[0].ID(), Day: day, LeftOut: n.Left, Nodes: make([]NetNode, len(n.Nodes)), Edges: make([]NetEdge, len(n.Edges))}
	for i := range n.Nodes {
		x := &n.Nodes[i]
		title := x.Address.Law
		if !x.IsLaw() {
			title = x.Document.Title
		}
		j.Nodes[i] = NetNode{ID: x.ID(), Kind: x.Kind, Name: name(x), Title: title, Date: x.Document.Date, Path: path(x), Step: x.Step,
			Missing: x.Missing}
	}
	for i, e := range n.Edges {
		j.Edges[i] = NetEdge{From: n.Nodes[e.From].ID(), To: n.Nodes[e.To].ID(), Count: e.Count, Former: e.Former, Earlier: e.Earlier}
	}
	return j
}
