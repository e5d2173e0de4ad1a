package web

import (
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// graph is a small picture of what stands around an article in the net of citations:
// what cites it on the left, what it cites on the right. The lists of the page say
// the same in words.
type graph struct {
	Height int
	Self   node
	Nodes  []node
	Edges  []edge
	Title  string // the picture in words
}

// node is a provision in the picture.
type node struct {
	X, Y int // of its left upper corner
	Name string
	Full string
	URL  string
}

// edge is a line between two nodes.
type edge struct{ X1, Y1, X2, Y2 int }

// The measures of the picture, in its own units.
const (
	graphWidth = 720
	nodeWidth  = 200
	nodeHeight = 34
	nodeGap    = 12
	nodeText   = 13 // characters that fit
)

// graphOf draws the provisions around an article; nil where there are none.
func graphOf(name string, around []search.Related) *graph {
	if len(around) == 0 {
		return nil
	}
	var left, right []search.Related
	for _, r := range around {
		if r.Note == search.CitesThis {
			left = append(left, r)
		} else {
			right = append(right, r)
		}
	}
	rows := max(len(left), len(right), 1)
	g := &graph{Height: rows*(nodeHeight+nodeGap) + nodeGap, Title: sayGraph(name)}
	g.Self = node{X: (graphWidth - nodeWidth) / 2, Y: (g.Height - nodeHeight) / 2, Name: fitting(name), Full: name}
	middle := g.Self.Y + nodeHeight/2
	column := func(list []search.Related, x int) {
		top := (g.Height - len(list)*(nodeHeight+nodeGap) + nodeGap) / 2
		for i, r := range list {
			n := node{X: x, Y: top + i*(nodeHeight+nodeGap), Name: fitting(r.Title), Full: r.Note + "：" + r.Title}
			if a, err := statute.ParseAddress(r.Address); err == nil {
				n.URL = addressURL(a)
			}
			g.Nodes = append(g.Nodes, n)
			if x < g.Self.X {
				g.Edges = append(g.Edges, edge{x + nodeWidth, n.Y + nodeHeight/2, g.Self.X, middle})
			} else {
				g.Edges = append(g.Edges, edge{g.Self.X + nodeWidth, middle, x, n.Y + nodeHeight/2})
			}
		}
	}
	column(left, 0)
	column(right, graphWidth-nodeWidth)
	return g
}

// fitting is a name that fits into a node: its end, which has the number of the
// article.
func fitting(name string) string {
	r := []rune(name)
	if len(r) <= nodeText {
		return name
	}
	return "…" + string(r[len(r)-nodeText+1:])
}
