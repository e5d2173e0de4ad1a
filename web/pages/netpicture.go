package pages

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/netlayout"
	"github.com/fatiao/fatiao/internal/statute"
)

// netGroup are the texts of one kind at one step, as the list of the page has them.
type netGroup struct {
	ID, Name string
	Shown    string // how many of them are
	Note     string // what is so of each of several
	Entries  []netEntry
	Before   *choice // texts that stand before those shown, and behind them
	More     *choice
	step     int
	nodes    []int // all of them, as indexes of the net
	from     int   // the first that is shown
	count    int   // of those shown
}

// netEntry is a text in the list, or the places of one law.
type netEntry struct {
	Law   string // "" where one line stands alone
	Date  statute.Date
	Lines []netLine
}

// netLine is a text in the list.
type netLine struct {
	N      int // in the net
	Name   string
	URL    string
	Note   string
	Around string // its own net

	law    string // of which it is a place
	place  string
	date   statute.Date
	former string // that an older text is cited
}

// netSteps is the order of the list.
var netSteps = [...]int{1, -1, 2, -2}

// groups divides the texts of a net by step and kind.
func (v *netView) groups() []netGroup {
	side := v.sides()
	what := textNetSelf(v.place.Unit == nil)
	var list []netGroup
	for _, step := range netSteps {
		for _, k := range netKinds() {
			g := netGroup{ID: fmt.Sprintf("g%d-%s", step, k.Value), Name: textNetGroup(step, what, k.Name), step: step}
			for i, x := range v.net.Nodes {
				if i > 0 && x.Kind == k.Value && side[i] == step {
					g.nodes = append(g.nodes, i)
				}
			}
			if len(g.nodes) > 0 {
				v.crimeFirst(g.nodes)
				v.lawsTogether(g.nodes)
				list = append(list, g)
			}
		}
	}
	return list
}

// crimeFirst puts the laws that are about the crime of the article before the others.
func (v *netView) crimeFirst(nodes []int) {
	crime := strings.TrimSuffix(crimesOf(v.ofAddress()), textCrime)
	if crime == "" {
		return
	}
	about := func(n int) int { return farFromCrime(v.net.Nodes[n].Address.Law, crime) }
	slices.SortStableFunc(nodes, func(a, b int) int { return about(a) - about(b) })
}

// lawsTogether puts the places of one law behind each other, where the first of them stands.
func (v *netView) lawsTogether(nodes []int) {
	first := map[string]int{}
	at := make(map[int]int, len(nodes))
	for i, n := range nodes {
		at[n] = i
		if x := &v.net.Nodes[n]; x.IsLaw() {
			law := x.Address.Whole().String()
			if _, ok := first[law]; !ok {
				first[law] = i
			}
			at[n] = first[law]
		}
	}
	slices.SortStableFunc(nodes, func(a, b int) int { return at[a] - at[b] })
}

// sides are the steps of the texts, less than 0 for what does not cite but is cited.
func (v *netView) sides() []int {
	cites := make([]bool, len(v.net.Nodes))
	for _, e := range v.net.Edges {
		if v.net.Nodes[e.From].Step > v.net.Nodes[e.To].Step {
			cites[e.From] = true
		}
	}
	side := make([]int, len(v.net.Nodes))
	for i, x := range v.net.Nodes {
		if side[i] = -x.Step; cites[i] {
			side[i] = x.Step
		}
	}
	return side
}

// choose says which texts of the groups are shown, fills their lines, and returns how many are.
// Small groups are shown whole, large ones share what is left of limit; of the one that is open
// more are shown, from one of its texts on.
func (v *netView) choose(groups []netGroup, limit int, open string, from int) int {
	sizes := make([]int, len(groups))
	for i, g := range groups {
		sizes[i] = len(g.nodes)
	}
	shown := 0
	edges := v.edgesTo()
	for i, share := range shares(sizes, limit) {
		g := &groups[i]
		g.count = share
		if g.ID == open {
			g.from = min(max(from, 0), (len(g.nodes)-1)/openNet*openNet)
			g.count = min(max(share, openNet), len(g.nodes)-g.from)
		}
		if len(g.nodes)-g.from-g.count == 1 {
			g.count++ // a line that says that there is one more is as long
		}
		shown += g.count
		g.Shown = textNetShown(len(g.nodes), g.from, g.count)
		var lines []netLine
		for _, n := range g.nodes[g.from : g.from+g.count] {
			lines = append(lines, v.line(n, edges))
		}
		g.list(lines)
		if rest := len(g.nodes) - g.from - g.count; rest > 0 {
			next := []string{openParam, g.ID}
			if g.ID == open {
				next = append(next, fromParam, strconv.Itoa(g.from+g.count))
			}
			g.More = &choice{Name: textNetMore(rest), URL: v.link(v.path, next...) + "#" + g.ID}
		}
		if g.from > 0 {
			g.Before = &choice{URL: v.link(v.path, openParam, g.ID, fromParam, strconv.Itoa(max(0, g.from-openNet))) + "#" + g.ID}
		}
	}
	return shown
}

// shares divides a number of places among groups: nobody gets more than there are, and who does not
// get all gets as much as any other.
func shares(sizes []int, limit int) []int {
	got := make([]int, len(sizes))
	for limit > 0 {
		wanting := 0
		for i, n := range sizes {
			if got[i] < n {
				wanting++
			}
		}
		if wanting == 0 {
			break
		}
		each := max(1, limit/wanting)
		for i, n := range sizes {
			more := min(each, n-got[i], limit)
			got[i] += more
			limit -= more
		}
	}
	return got
}

// edgesTo are the edges of texts that lead one step nearer to what the net is of.
func (v *netView) edgesTo() map[int]citegraph.NetEdge {
	found := map[int]citegraph.NetEdge{}
	for _, e := range v.net.Edges {
		far := e.From
		if v.net.Nodes[e.To].Step > v.net.Nodes[e.From].Step {
			far = e.To
		}
		if have, ok := found[far]; ok {
			e.Count += have.Count
			e.Former, e.Earlier = e.Former && have.Former, e.Earlier && have.Earlier
		}
		found[far] = e
	}
	return found
}

func (v *netView) line(n int, edges map[int]citegraph.NetEdge) netLine {
	x := &v.net.Nodes[n]
	l := netLine{N: n, Name: v.nodeName(x), URL: v.nodeURL(x), date: x.Document.Date, former: textNetFormer(edges[n])}
	if x.IsLaw() {
		l.law, l.place = v.lawName(x)
		l.place = strings.TrimSpace(l.place)
	}
	l.note(textNetCites(edges[n].Count))
	if x.Missing {
		l.note(textNetMissing)
	}
	if x.IsLaw() && !x.Missing && x.Kind != citegraph.KindUnloaded && x.Label == "" {
		l.Around = v.law(x.Address.Whole().String(), x.Address.Provision.String(), netPath)
	}
	return l
}

// note adds to what is said of a text.
func (l *netLine) note(said string) {
	if said != "" && l.Note != "" {
		said = "，" + said
	}
	l.Note += said
}

// list fills the entries of a group: the places of a law stand under its name, and what is so of all is said once.
func (g *netGroup) list(lines []netLine) {
	if len(lines) == 0 {
		return
	}
	if all := lines[0].former; len(lines) > 1 && !slices.ContainsFunc(lines, func(l netLine) bool { return l.former != all }) {
		g.Note = textNetAll(all)
		for i := range lines {
			lines[i].former = ""
		}
	}
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && lines[0].place != "" && lines[n].law == lines[0].law {
			n++
		}
		e := netEntry{Lines: lines[:n]}
		if n > 1 {
			e.Law, e.Date = lines[0].law, lines[0].date
		}
		for i := range e.Lines {
			l := &e.Lines[i]
			l.note(l.former)
			if e.Law != "" {
				l.Name = l.place
			} else {
				l.note(string(l.date))
			}
		}
		g.Entries = append(g.Entries, e)
		lines = lines[n:]
	}
}

// nodeName is what a reader calls a text of a net.
func (v *netView) nodeName(x *citegraph.NetNode) string {
	if !x.IsLaw() {
		return x.Document.Title
	}
	name, tail := v.lawName(x)
	return name + tail
}

// lawName is the short name of the law of a node, and what of it is meant.
func (v *netView) lawName(x *citegraph.NetNode) (name, tail string) {
	name = v.Names.Short(x.Address.Law)
	if x.Address.Version != "" {
		name += textNetVersion(x.Address.Version)
	}
	if tail = cmp.Or(x.Address.Provision.Chinese(), x.Label); tail != "" {
		tail = " " + tail
	}
	return name, tail
}

// nodeURL is the page of a text of a net.
func (v *netView) nodeURL(x *citegraph.NetNode) string {
	if x.IsLaw() {
		return v.address(x.Address)
	}
	return v.document(x.Document)
}

// netPicture is a net as a drawing.
type netPicture struct {
	Width, Height int
	Title         string
	Self          netBox
	Frames        []netFrame
	Curves        []netCurve
}

// netFrame is a group in the drawing.
type netFrame struct {
	netlayout.Box
	Name  string
	Cites bool // its texts cite, so it stands on the left
	Boxes []netBox
	More  *netBox
	Trunk string // the path of the line between the frame and what the net is of
	Thick int    // of the line
}

// netBox is a text in the drawing.
type netBox struct {
	netlayout.Box
	N          int
	Name, Full string // Full is "" where Name is not shortened
	URL        string
	Missing    bool
}

// TextX and TextY are where the name stands, from its middle.
func (b netBox) TextX() int { return b.X + b.Width/2 }
func (b netBox) TextY() int { return b.Y + 20 }

// HeadX is where the name of a frame begins, or ends where its texts cite: at the side of what the
// net is of, where the window looks first.
func (f netFrame) HeadX() int {
	if f.Cites {
		return f.X + f.Width - 10
	}
	return f.X + 10
}

// HeadY is the line that the name of a frame stands on.
func (f netFrame) HeadY() int { return f.Y + 18 }

// netCurve is a line between two texts, by their numbers in the net.
type netCurve struct {
	A, B int
	D    string
}

// picture draws what is shown of the groups.
func (v *netView) picture(groups []netGroup) *netPicture {
	layout := make([]netlayout.Group, len(groups))
	for i, g := range groups {
		layout[i] = netlayout.Group{Step: g.step, Boxes: g.count}
		if g.More != nil {
			layout[i].Boxes++
		}
	}
	place := netlayout.Place(layout)
	p := &netPicture{Width: place.Width, Height: place.Height, Title: textNetOf(v.name)}
	p.Self = v.box(0, place.Self)
	at := map[int]netlayout.Box{0: place.Self}
	for i, g := range groups {
		f := netFrame{Box: place.Frames[i].Box, Name: g.Name + " " + strconv.Itoa(len(g.nodes)), Cites: g.step > 0}
		for k, n := range g.nodes[g.from : g.from+g.count] {
			b := v.box(n, place.Frames[i].Boxes[k])
			f.Boxes = append(f.Boxes, b)
			at[n] = b.Box
		}
		if g.More != nil {
			f.More = &netBox{Box: place.Frames[i].Boxes[g.count], Name: g.More.Name, URL: g.More.URL}
			for _, n := range g.nodes {
				if _, shown := at[n]; !shown {
					at[n] = f.More.Box
				}
			}
		}
		if g.step == 1 || g.step == -1 {
			f.Trunk = curve(f.Box, place.Self)
			f.Thick = 2 + min(6, int(math.Log2(float64(len(g.nodes)))))
		}
		p.Frames = append(p.Frames, f)
	}
	drawn := map[[2]netlayout.Box]bool{}
	for _, e := range v.net.Edges {
		a, fromShown := at[e.From]
		b, toShown := at[e.To]
		if e.From == 0 || e.To == 0 || !fromShown || !toShown || a == b || drawn[[2]netlayout.Box{a, b}] {
			continue
		}
		drawn[[2]netlayout.Box{a, b}] = true
		p.Curves = append(p.Curves, netCurve{e.From, e.To, curve(a, b)})
	}
	return p
}

// box is a text in the drawing.
func (v *netView) box(n int, at netlayout.Box) netBox {
	x := &v.net.Nodes[n]
	full := v.nodeName(x)
	b := netBox{Box: at, N: n, URL: v.nodeURL(x), Missing: x.Missing}
	if x.IsLaw() {
		b.Name = netlayout.Fit(v.lawName(x))
	} else {
		b.Name = netlayout.Fit(strings.TrimSpace(full), "")
	}
	if b.Name != full {
		b.Full = full
	}
	return b
}

// curve is the path of a line between two boxes, from the side that each turns to the other.
func curve(a, b netlayout.Box) string {
	x1, y1 := a.Right()
	x2, y2 := b.Left()
	bend := 36
	switch {
	case a.X == b.X:
		x2, y2 = b.Right()
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, x1+bend, y1, x2+bend, y2, x2, y2)
	case a.X > b.X:
		x1, y1 = a.Left()
		x2, y2 = b.Right()
		bend = -bend
	}
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, x1+bend, y1, x2-bend, y2, x2, y2)
}
