package amendment

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// Text is a law that operations can change.
type Text struct {
	Title string
	front []string // lines of the header
	body  []*node  // headings, articles and what stands beside them, in reading order
}

// node is a heading, a provision or a text beside them.
type node struct {
	kind     statute.NodeKind
	number   statute.Number // in the text before; of a paragraph its place; zero for what is new
	to       statute.Number // afterwards, where an operation tells
	depth    int            // of a heading: that of its line
	label    string
	text     string
	children []*node
	gone     bool
}

// NewText takes a parsed law. Its table of contents is left out.
func NewText(law *lawparse.Law) *Text {
	t := &Text{Title: law.Header.Title}
	t.add(law, law.Root, 1)
	return t
}

func (t *Text) add(law *lawparse.Law, parent *lawparse.Node, depth int) {
	for _, c := range parent.Children {
		switch c.Kind {
		case statute.KindTitle, statute.KindContents, statute.KindNote:
		case statute.KindMeta:
			t.front = append(t.front, law.Words(c))
		case statute.KindPart, statute.KindSubpart, statute.KindChapter, statute.KindSection, statute.KindHeading:
			n := &node{kind: c.Kind, number: c.Number, depth: depth, label: law.LabelText(c), text: law.Words(c)}
			if n.label+n.text != "" {
				t.body = append(t.body, n)
			}
			t.add(law, c, depth+1)
		case statute.KindAnnex:
			t.body = append(t.body, &node{kind: c.Kind, text: strings.TrimSpace(c.Span.Of(law.Text))})
		default:
			n := nodeOf(law, c)
			t.body = append(t.body, n)
			if h := n.cutHeading(); h != nil {
				t.body = append(t.body, h)
			}
		}
	}
}

// trailingHeading is a heading that a source left at the end of the paragraph before it.
var trailingHeading = regexp.MustCompile(`^(.*[。；：])\s*([一二三四五六七八九十]+、)([^。；，：、？]{2,24})$`)

// cutHeading takes a heading of the next article off the end of a provision, nil where there
// is none.
func (n *node) cutHeading() *node {
	parent := n
	for len(n.children) > 0 {
		parent, n = n, n.children[len(n.children)-1]
	}
	if n != parent && numberedHeading.MatchString(n.label+n.text) {
		parent.children = parent.children[:len(parent.children)-1]
		return &node{kind: statute.KindHeading, depth: 1, label: n.label, text: n.text}
	}
	m := trailingHeading.FindStringSubmatch(n.text)
	if m == nil {
		return nil
	}
	n.text = m[1]
	return &node{kind: statute.KindHeading, depth: 1, label: m[2], text: m[3]}
}

// numberedHeading is a heading that was read as the last item of a provision.
var numberedHeading = regexp.MustCompile(`^[一二三四五六七八九十]+、[^。；，：、？]{2,24}$`)

// nodeOf copies a provision. Paragraphs, items and sub-items are numbered by their places.
func nodeOf(law *lawparse.Law, n *lawparse.Node) *node {
	c := &node{kind: n.Kind, number: n.Number, label: law.LabelText(n), text: law.Words(n)}
	if n.Kind == statute.KindTable {
		c.text = strings.TrimSpace(n.Text.Of(law.Text))
	}
	for _, child := range n.Children {
		if child.Kind != statute.KindNote {
			c.children = append(c.children, nodeOf(law, child))
		}
	}
	return c
}

// Copy is a text that can be changed apart from this one.
func (t *Text) Copy() *Text {
	c := &Text{Title: t.Title, front: append([]string(nil), t.front...)}
	for _, n := range t.body {
		c.body = append(c.body, n.copy())
	}
	return c
}

func (n *node) copy() *node {
	c := *n
	c.children = nil
	for _, child := range n.children {
		c.children = append(c.children, child.copy())
	}
	return &c
}

// SetFront makes lines of a header those of the text: who amended it when.
func (t *Text) SetFront(lines ...string) { t.front = lines }

// Print writes the text as lawparse reads it.
func (t *Text) Print() string {
	var b strings.Builder
	b.WriteString("# " + t.Title)
	line := func(s string) {
		if s != "" {
			b.WriteString("\n\n" + s)
		}
	}
	for _, s := range t.front {
		line(s)
	}
	line("<!-- INFO END -->")
	for _, n := range t.body {
		switch {
		case n.depth > 0:
			space := " "
			if n.kind == statute.KindHeading {
				space = ""
			}
			line(strings.TrimSpace(strings.Repeat("#", n.depth+1) + " " + n.label + space + n.text))
		default:
			for _, s := range n.lines() {
				line(s)
			}
		}
	}
	b.WriteString("\n")
	return b.String()
}

// lines are those of a provision, as they are printed.
func (n *node) lines() []string {
	first := n.label + n.text
	if n.kind == statute.KindArticle && n.text != "" {
		first = n.label + " " + n.text
	}
	lines := []string{first}
	for i, c := range n.children {
		below := c.lines()
		if i == 0 && n.text == "" && c.label == "" && n.label != "" {
			space := " "
			if n.kind == statute.KindClause {
				space = ""
			}
			lines[0] = n.label + space + below[0]
			below = below[1:]
		}
		lines = append(lines, below...)
	}
	return lines
}

// words are those of a provision without its label and without white space.
func (n *node) words() string {
	var b strings.Builder
	n.write(&b, true)
	return strings.Join(strings.Fields(b.String()), "")
}

func (n *node) write(b *strings.Builder, top bool) {
	if n.gone {
		return
	}
	if !top {
		b.WriteString(n.label)
	}
	b.WriteString(n.text)
	for _, c := range n.children {
		c.write(b, false)
	}
}

// article finds an article, or a clause of a text without articles, by its number in the
// text before.
func (t *Text) article(n statute.Number) *node {
	for _, a := range t.body {
		if isUnit(a) && a.number == n {
			return a
		}
	}
	return nil
}

func isUnit(n *node) bool { return n.kind == statute.KindArticle || n.kind == statute.KindClause }

var (
	itemLabel   = regexp.MustCompile(`^(?:（[一二三四五六七八九十百]+）|\([一二三四五六七八九十百]+\)|\d{1,3}[.．、])\s*`)
	inlineLabel = regexp.MustCompile(`（([一二三四五六七八九十]+)）`)
)

func startsItem(s string) bool { return itemLabel.MatchString(s) }

// paragraphs makes nodes of the lines of new wording: paragraphs with their items.
func paragraphs(lines []string) []*node {
	var list []*node
	for _, line := range lines {
		for _, s := range cutItems(line) {
			m := itemLabel.FindString(s)
			if m == "" || len(list) == 0 {
				list = append(list, &node{kind: statute.KindParagraph, text: s})
				continue
			}
			p := list[len(list)-1]
			item := &node{kind: statute.KindItem, label: strings.TrimSpace(m), text: s[len(m):]}
			item.number.Main = len(p.children) + 1
			p.children = append(p.children, item)
		}
	}
	return list
}

// cutItems cuts the items out of a line that has them all: 有下列情形之一的：（一）…；（二）….
func cutItems(line string) []string {
	var cuts []int
	for _, m := range inlineLabel.FindAllStringSubmatchIndex(line, -1) {
		n := number(line[m[2]:m[3]])
		before := line[:m[0]]
		if n == len(cuts)+1 && m[0] > 0 && (strings.HasSuffix(before, "：") || strings.HasSuffix(before, "；") ||
			strings.HasSuffix(before, "。") || strings.HasSuffix(before, ":")) {
			cuts = append(cuts, m[0])
		}
	}
	if len(cuts) < 2 {
		return []string{line}
	}
	var list []string
	at := 0
	for _, cut := range cuts {
		list = append(list, line[at:cut])
		at = cut
	}
	return append(list, line[at:])
}

// articleLabel writes 第一百二十条之二.
func articleLabel(n statute.Number) string {
	s := "第" + cnnum.Format(n.Main) + "条"
	if n.Sub > 0 {
		s += "之" + cnnum.Format(n.Sub)
	}
	return s
}
