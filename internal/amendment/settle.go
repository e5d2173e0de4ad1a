package amendment

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// settle gives what stays the numbers that it has afterwards.
func (a *applying) settle() {
	for _, n := range a.lists {
		if n != nil {
			settleList(n)
		}
	}
	var body []*node
	for _, n := range a.body {
		if !n.gone && !(isUnit(n) && emptied(n)) {
			body = append(body, n)
		}
	}
	a.body = body
	if a.numbered {
		a.settleArticles()
	}
	for _, n := range a.body {
		n.finish()
	}
}

// emptied reports whether all paragraphs of an article went elsewhere.
func emptied(n *node) bool {
	if n.text != "" {
		return false
	}
	return !slices.ContainsFunc(n.children, func(c *node) bool { return !c.gone })
}

// settleList orders the children of an article or paragraph: those whose number is told take
// it, the others keep their order and fill what is left.
func settleList(n *node) {
	var kept []*node
	for _, c := range n.children {
		if !c.gone {
			kept = append(kept, c)
		}
	}
	n.children = slots(kept, func(c *node) int { return c.to.Main })
	count := 0
	for _, c := range n.children {
		if c.kind != statute.KindItem && c.kind != statute.KindParagraph && c.kind != statute.KindSubitem {
			continue
		}
		count++
		if c.kind == statute.KindItem {
			c.label = relabel(c.label, count)
		}
	}
	ends(n.children)
}

// ends puts the marks of a list right where an item was added behind the last one.
func ends(items []*node) {
	for i, c := range items {
		if c.kind != statute.KindItem {
			return
		}
		if i+1 < len(items) && strings.HasSuffix(c.text, "。") && strings.HasSuffix(items[0].text, "；") {
			c.text = strings.TrimSuffix(c.text, "。") + "；"
			if last := items[len(items)-1]; strings.HasSuffix(last.text, "；") {
				last.text = strings.TrimSuffix(last.text, "；") + "。"
			}
		}
	}
}

var arabicLabel = regexp.MustCompile(`^\d+(.*)$`)

func relabel(label string, n int) string {
	if m := arabicLabel.FindStringSubmatch(label); m != nil {
		return strconv.Itoa(n) + m[1]
	}
	return "（" + cnnum.Format(n) + "）"
}

// slots orders nodes: what has a place takes it, the others fill the rest in their order.
func slots(list []*node, place func(*node) int) []*node {
	out := make([]*node, len(list))
	var late []*node
	for _, n := range list {
		if at := place(n); at > 0 && at <= len(out) && out[at-1] == nil {
			out[at-1] = n
		} else {
			late = append(late, n)
		}
	}
	for i := range out {
		if out[i] == nil {
			out[i], late = late[0], late[1:]
		}
	}
	return out
}

// settleArticles puts articles and headings in the order of their numbers afterwards.
func (a *applying) settleArticles() {
	first, last := a.unitSpan()
	if first < 0 {
		return
	}
	var main []*node              // articles in the order of the text before
	follow := map[*node][]*node{} // 之一 and what else stands behind an article
	above := map[*node][]*node{}  // headings before an article
	var headings []*node          // that still wait for one
	for _, n := range a.body[first : last+1] {
		switch {
		case n.depth > 0:
			headings = append(headings, n)
		case isUnit(n) && (n.isPlain() || len(main) == 0):
			main = append(main, n)
			above[n], headings = headings, nil
		case len(main) > 0:
			follow[main[len(main)-1]] = append(follow[main[len(main)-1]], n)
		}
	}
	var chapters []*node
	for _, n := range a.rows {
		if n.depth > 0 {
			chapters = append(chapters, n)
		} else {
			main = append(main, n)
		}
	}
	main = slots(main, func(n *node) int { return n.to.Main })
	var body []*node
	for i, n := range main {
		number := statute.Number{Main: i + 1}
		for _, c := range chapters {
			if c.number == number {
				body = append(body, c)
			}
		}
		body = append(append(body, above[n]...), n)
		if n.number.Main != i+1 || n.to.Main == i+1 {
			n.setNumber(number)
		}
		for _, f := range follow[n] {
			if isUnit(f) {
				f.setNumber(statute.Number{Main: i + 1, Sub: max(f.number.Sub, f.to.Sub)})
			}
			body = append(body, f)
		}
	}
	body = append(body, headings...)
	settleHeadings(body)
	a.body = slices.Concat(a.body[:first], body, a.body[last+1:])
}

// unitSpan is the first and the last index of what the articles and their headings take up, -1
// where there are none.
func (a *applying) unitSpan() (first, last int) {
	first = slices.IndexFunc(a.body, isUnit)
	if first < 0 {
		return -1, -1
	}
	for i, n := range a.body {
		if isUnit(n) {
			last = i
		}
	}
	for first > 0 && a.body[first-1].depth > 0 {
		first--
	}
	return first, last
}

// isPlain reports whether an article will have a number without 之.
func (n *node) isPlain() bool {
	if n.to.IsZero() {
		return n.number.Sub == 0
	}
	return n.to.Sub == 0
}

// setNumber gives an article its number afterwards.
func (n *node) setNumber(number statute.Number) {
	n.to = number
	if n.kind == statute.KindClause {
		n.label = cnnum.Format(number.Main) + "、"
		return
	}
	n.label = articleLabel(number)
}

// settleHeadings gives chapters and sections numbers that follow, where one was added.
func settleHeadings(body []*node) {
	for _, kind := range [...]statute.NodeKind{statute.KindChapter, statute.KindSection} {
		added := slices.ContainsFunc(body, func(n *node) bool { return n.kind == kind && n.label == "" })
		if !added {
			continue
		}
		unit, count := "章", 0
		if kind == statute.KindSection {
			unit = "节"
		}
		for _, n := range body {
			if n.depth > 0 && n.kind != kind && kind == statute.KindSection {
				count = 0 // sections begin anew in each chapter
			}
			if n.kind != kind || n.depth == 0 {
				continue
			}
			count++
			n.to.Main = count
			n.label = "第" + cnnum.Format(count) + unit
			n.number = n.to
		}
	}
}

// finish makes the numbers afterwards those of the next instrument.
func (n *node) finish() {
	if !n.to.IsZero() {
		n.number, n.to = n.to, statute.Number{}
	}
	counts := map[statute.NodeKind]int{}
	for _, c := range n.children {
		counts[c.kind]++
		if c.kind == statute.KindParagraph || c.kind == statute.KindItem || c.kind == statute.KindSubitem {
			c.number = statute.Number{Main: counts[c.kind]}
		}
		c.to = statute.Number{}
		c.finish()
	}
}
