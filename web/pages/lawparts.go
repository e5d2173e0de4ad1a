package pages

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// The parameters of the page of a law.
const (
	partParam  = "part"  // the heading from which a long law is shown
	wholeParam = "whole" // all of it, however long
	findParam  = "find"  // the articles that have some words
	goParam    = "go"    // leads to an article or heading
)

// A law with more units than wholeUnits, which is what 30 KB hold with all that a page needs, is
// shown by parts. They begin at a heading: at one of the first level from leastUnits on, of the
// second from partUnits on, at any from largeUnits on.
const (
	wholeUnits = 100
	leastUnits = 20
	partUnits  = 40
	largeUnits = 80
)

// layout is the text of a law in reading order.
type layout struct {
	list  []placed
	parts []int // where the parts begin in list; one for a law that is shown whole
}

// placed is a heading or a unit with its place on the page.
type placed struct {
	heading *kb.Heading
	unit    *kb.Unit
	depth   int // of a heading, from 1
	anchor  string
}

// layoutOf reads the text of a law, and where its parts begin.
func (r *request) layoutOf(version int64) (*layout, error) {
	headings, err := r.Laws.Headings(r.ctx(), version)
	if err != nil {
		return nil, err
	}
	units, err := r.Laws.Units(r.ctx(), version)
	if err != nil {
		return nil, err
	}
	return newLayout(headings, units), nil
}

func newLayout(headings []kb.Heading, units []*kb.Unit) *layout {
	l := &layout{parts: []int{0}}
	depth := map[int64]int{}
	inPart := 0
	for i, j := 0, 0; i < len(headings) || j < len(units); {
		if j == len(units) || i < len(headings) && headings[i].Ord < units[j].Ord {
			h := &headings[i]
			i++
			depth[h.ID] = depth[h.Parent] + 1
			id := h.Address
			if id == "" {
				id = "h" + strconv.Itoa(h.Ord)
			}
			d := depth[h.ID]
			if len(units) > wholeUnits && (inPart >= largeUnits || inPart >= partUnits && d == 2 || inPart >= leastUnits && d == 1) {
				l.parts, inPart = append(l.parts, len(l.list)), 0
			}
			l.list = append(l.list, placed{heading: h, depth: min(depth[h.ID], 4), anchor: anchor(id)})
			continue
		}
		u := units[j]
		j++
		inPart++
		at := placed{unit: u}
		if u.Address != "" {
			at.anchor = anchor(u.Address)
		}
		l.list = append(l.list, at)
	}
	return l
}

// part is the part in which a place stands, by its index in the list.
func (l *layout) part(i int) int {
	n, found := slices.BinarySearch(l.parts, i)
	if !found {
		n--
	}
	return n
}

// end is where a part ends in the list.
func (l *layout) end(part int) int {
	if part+1 < len(l.parts) {
		return l.parts[part+1]
	}
	return len(l.list)
}

// name is the anchor by which a part is asked for; "" is the first.
func (l *layout) name(part int) string {
	if part == 0 {
		return ""
	}
	return l.list[l.parts[part]].anchor
}

// find is the index of the place with an anchor, -1 where there is none.
func (l *layout) find(anchor string) int {
	return slices.IndexFunc(l.list, func(p placed) bool { return p.anchor != "" && p.anchor == anchor })
}

// title is what a part is called where one leads to it: its first heading with those above.
func (l *layout) title(part int) string {
	var names []string
	depth := 0
	for _, p := range l.list[l.parts[part]:l.end(part)] {
		if p.heading == nil || p.depth <= depth {
			break
		}
		names, depth = append(names, p.heading.Name()), p.depth
	}
	return strings.Join(names, " ")
}

// placeOf is the page on which an index of the list stands, with its place there.
func (l *layout) placeOf(r *request, key string, i int) string {
	path := lawPath(key)
	if name := l.name(l.part(i)); name != "" {
		path += "?" + partParam + "=" + url.QueryEscape(name)
	}
	return r.Link(path + "#" + url.PathEscape(l.list[i].anchor))
}

// goTo is where a number or an address that was typed into the page of a law leads; "" where the
// law has nothing of that kind.
func (r *request) goTo(place *kb.Provision, typed string) (string, error) {
	l, err := r.layoutOf(place.Version.ID)
	if err != nil {
		return "", err
	}
	key := place.Address(r.day).Whole().String()
	if i := l.find(anchor(typed)); i >= 0 {
		return l.placeOf(r, key, i), nil
	}
	q := query.Parse(place.Law.Key + typed)
	if _, err := strconv.Atoi(typed); err == nil {
		q = query.Parse(place.Law.Key + textArticle(typed))
	}
	if q.Ref == nil || q.Ref.Provision.IsZero() {
		return "", nil
	}
	for _, p := range [...]statute.Provision{q.Ref.Provision, q.Ref.Provision.AtArticle()} {
		if i := l.find(anchor(p.String())); i >= 0 {
			return l.placeOf(r, key, i), nil
		}
	}
	return "", nil
}

// found are the indexes of the units that have all of some words, with the headings that they
// stand under.
func (l *layout) found(words []string) (list []int, count int) {
	var above [5]int // indexes of the headings above, by depth; 0 is none, as no part begins there
	for i := range above {
		above[i] = -1
	}
	for i, p := range l.list {
		if p.heading != nil {
			above[p.depth] = i
			for d := p.depth + 1; d < len(above); d++ {
				above[d] = -1
			}
			continue
		}
		text := p.unit.Label + p.unit.Text()
		if slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			continue
		}
		count++
		for d, h := range above {
			if h >= 0 {
				list, above[d] = append(list, h), -1
			}
		}
		list = append(list, i)
	}
	return list, count
}

// marked cuts the text of some lines at words, which are marked; places finds them in the text of a line, by
// characters. A word may begin before a citation and end in it.
func marked(lines []textLine, places func(text string) [][2]int) []textLine {
	for i := range lines {
		var text strings.Builder
		for _, p := range lines[i].Pieces {
			text.WriteString(p.Text)
		}
		marks := places(text.String())
		var list []linked
		at := 0
		for _, p := range lines[i].Pieces {
			n := utf8.RuneCountInString(p.Text)
			own := within(marks, at, at+n)
			at += n
			if p.Cite {
				if len(own) > 0 {
					p.Inner = pieces(p.Text, own)
				}
				list = append(list, p)
				continue
			}
			for _, cut := range pieces(p.Text, own) {
				if cut.Text != "" {
					list = append(list, linked{Text: cut.Text, Marked: cut.Marked})
				}
			}
		}
		lines[i].Pieces = list
	}
	return lines
}

// within are the parts of marks from one place to another, counted from there.
func within(marks [][2]int, from, to int) (list [][2]int) {
	for _, m := range marks {
		if start, end := max(m[0], from), min(m[1], to); start < end {
			list = append(list, [2]int{start - from, end - from})
		}
	}
	return list
}
