package pages

import (
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// graph is a small picture of what stands around an article in the net of citations.
// The lists of the page say the same in words.
type graph struct {
	Class         string // wide or narrow: which of the two a window shows
	Width, Height int
	Self          node
	Nodes         []node
	Edges         []edge
	Title         string // the picture in words
}

// node is a provision in the picture.
type node struct {
	X, Y, Width int // of the box, from its left upper corner
	Name        string
	Full        string
	URL         string
}

// TextX and TextY are where the name stands, from its middle.
func (n node) TextX() int { return n.X + n.Width/2 }
func (n node) TextY() int { return n.Y + 22 }

// edge is a line between two nodes.
type edge struct{ X1, Y1, X2, Y2 int }

// The measures of a picture, in its own units, which are pixels of a screen of the
// usual size.
const (
	nodeHeight = 34
	rowHeight  = 46
	rowGap     = rowHeight - nodeHeight
	letter     = 14 // width of a character with its share of the margins
)

// neighbour is a provision in the picture, with its law under a short name.
type neighbour struct {
	search.Related
	short string
}

// graphsOf draws the provisions around an article for a wide and for a narrow window;
// nil where there are none.
func (l links) graphsOf(name string, around []search.Related, short func(key string) string) []*graph {
	if len(around) == 0 {
		return nil
	}
	var citing, cited []neighbour
	for _, found := range around {
		r := neighbour{found, found.Title}
		if a, err := statute.ParseAddress(r.Address); err == nil {
			r.short = short(a.Law) + " " + a.Provision.Chinese()
		}
		if r.Note == search.CitesThis {
			citing = append(citing, r)
		} else {
			cited = append(cited, r)
		}
	}
	return []*graph{l.wideGraph(name, citing, cited), l.narrowGraph(name, citing, cited)}
}

// wideGraph has what cites the article on its left and what it cites on its right.
func (l links) wideGraph(name string, citing, cited []neighbour) *graph {
	const width, box = 720, 200
	g := &graph{Class: "wide", Width: width, Height: max(len(citing), len(cited))*rowHeight + rowGap, Title: textGraph(name)}
	g.Self = newNode(name, name, (width-box)/2, (g.Height-nodeHeight)/2, box)
	middle := g.Self.Y + nodeHeight/2
	top := func(rows int) int { return (g.Height - rows*rowHeight + rowGap) / 2 }
	for i, r := range citing {
		n := l.related(r, 0, top(len(citing))+i*rowHeight, box)
		g.add(n, edge{box, n.Y + nodeHeight/2, g.Self.X, middle})
	}
	for i, r := range cited {
		n := l.related(r, width-box, top(len(cited))+i*rowHeight, box)
		g.add(n, edge{g.Self.X + box, middle, n.X, n.Y + nodeHeight/2})
	}
	return g
}

// narrowGraph has what cites the article above it and what it cites below.
func (l links) narrowGraph(name string, citing, cited []neighbour) *graph {
	const width, indent, trunk = 340, 60, 24
	g := &graph{Class: "narrow", Width: width, Height: (len(citing)+1+len(cited))*rowHeight + rowGap, Title: textGraph(name)}
	row := func(i int) int { return rowGap + i*rowHeight }
	g.Self = newNode(name, name, 1, row(len(citing)), width-indent)
	for i, r := range citing {
		n := l.related(r, indent, row(i), width-indent-1)
		g.add(n, edge{indent, n.Y + nodeHeight/2, trunk, g.Self.Y})
	}
	for i, r := range cited {
		n := l.related(r, indent, row(len(citing)+1+i), width-indent-1)
		g.add(n, edge{trunk, g.Self.Y + nodeHeight, indent, n.Y + nodeHeight/2})
	}
	return g
}

func (g *graph) add(n node, e edge) {
	g.Nodes = append(g.Nodes, n)
	g.Edges = append(g.Edges, e)
}

func (l links) related(r neighbour, x, y, width int) node {
	n := newNode(r.short, r.Note+"："+r.Title, x, y, width)
	if a, err := statute.ParseAddress(r.Address); err == nil {
		n.URL = l.address(a)
	}
	return n
}

// newNode shortens the name to what fits: its end, which has the number of the article.
func newNode(name, full string, x, y, width int) node {
	if r, fits := []rune(name), width/letter; len(r) > fits {
		name = "…" + string(r[len(r)-fits+1:])
	}
	return node{X: x, Y: y, Width: width, Name: name, Full: full}
}
