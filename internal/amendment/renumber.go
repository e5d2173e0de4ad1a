package amendment

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

var headingLabel = regexp.MustCompile(`^(?:第[一二三四五六七八九十百]+[编章节]|[一二三四五六七八九十]+、)`)

// splitHeading cuts the label off a heading: 一、买卖合同的成立.
func splitHeading(s string) (label, text string) {
	label = headingLabel.FindString(s)
	return label, strings.TrimSpace(s[len(label):])
}

// heading finds the heading that a rename is about: by its words, its number, or its place.
func (a *applying) heading(o Operation) *node {
	_, old := splitHeading(squeezed(o.Old))
	p := o.At[0].Provision
	count := 0
	for _, n := range a.body {
		if n.depth == 0 || n.gone {
			continue
		}
		count++
		switch {
		case old != "" && squeezed(n.text) == old:
			return n
		case old != "":
		case n.kind == statute.KindPart && n.number == p.Part && p.Part.Main > 0,
			n.kind == statute.KindChapter && n.number == p.Chapter && p.Chapter.Main > 0,
			n.kind == statute.KindSection && n.number == p.Section && p.Section.Main > 0,
			n.kind == statute.KindHeading && count == p.Section.Main:
			return n
		}
	}
	return nil
}

// insert adds what is new. Where an article stands is settled when all operations are done.
func (a *applying) insert() {
	o := a.op
	switch o.Unit {
	case statute.KindArticle:
		a.insertArticle()
	case statute.KindChapter, statute.KindSection, statute.KindPart:
		a.insertHeading()
	case statute.KindParagraph, statute.KindItem:
		if len(o.At) == 0 {
			a.fail("没有说明加在哪一条")
			return
		}
		a.insertBelow()
	default:
		a.fail("不会增加%s", o.Unit)
	}
}

func (a *applying) insertArticle() {
	o := a.op
	if len(o.To) != 1 {
		a.fail("没有说明新条的序号")
		return
	}
	number := o.To[0].Provision.Article
	n := &node{kind: statute.KindArticle, to: number, label: articleLabel(number), children: paragraphs(o.Text)}
	for i, p := range n.children {
		p.number.Main = i + 1
	}
	if number.Sub == 0 {
		a.numbered = true
		a.rows = append(a.rows, n)
		return
	}
	at := len(a.body)
	for i, b := range a.body {
		if isUnit(b) && cmpNumber(b, number) {
			at = i + 1
		}
	}
	a.body = slices.Insert(a.body, at, n)
}

// cmpNumber reports whether an article stands before one with a number like 120-2.
func cmpNumber(n *node, number statute.Number) bool {
	own := n.number
	if own.IsZero() {
		own = n.to
	}
	return own.Less(number)
}

// insertHeading adds a chapter or section in front of the first of its articles.
func (a *applying) insertHeading() {
	o := a.op
	n := &node{kind: o.Unit, text: strings.Join(o.Text, ""), to: statute.Number{}}
	if len(o.To) > 0 {
		p := o.To[0].Provision
		n.to = p.Chapter
		if o.Unit == statute.KindSection {
			n.to = p.Section
		}
	}
	for _, b := range a.body {
		if b.kind == o.Unit {
			n.depth = b.depth
		}
	}
	n.depth = max(n.depth, 1)
	if len(o.At) > 0 && o.At[0].Part == "" {
		n.number = o.At[0].Provision.Article // before this article, by its number afterwards
	}
	a.rows = append(a.rows, n)
}

// insertBelow adds paragraphs to an article, or items to a paragraph.
func (a *applying) insertBelow() {
	o := a.op
	at := o.At[len(o.At)-1]
	if o.Unit == statute.KindParagraph {
		at.Provision = at.Provision.AtArticle()
	}
	n, _ := a.find(at)
	if n == nil {
		return
	}
	var add []*node
	if o.Unit == statute.KindItem {
		if isUnit(n) {
			n = withItems(n)
		}
		for _, line := range o.Text {
			item := &node{kind: statute.KindItem, text: line[len(itemLabel.FindString(line)):]}
			item.text = endItem(item.text, n)
			add = append(add, item)
		}
	} else {
		add = paragraphs(o.Text)
	}
	for i, c := range add {
		if i < len(o.To) && len(add) <= len(o.To) {
			c.to.Main = max(o.To[i].Provision.Paragraph, 0)
			if o.Unit == statute.KindItem {
				c.to.Main = o.To[i].Provision.Item
			}
		}
	}
	n.children = append(n.children, add...)
	a.lists = append(a.lists, n)
}

// withItems is the first paragraph of an article that has items, else its first.
func withItems(n *node) *node {
	for _, p := range n.children {
		if len(p.children) > 0 {
			return p
		}
	}
	if len(n.children) > 0 {
		return n.children[0]
	}
	return n
}

// endItem ends a new item as the others of its list end.
func endItem(s string, list *node) string {
	if endsSentence(s) || len(list.children) == 0 {
		return s
	}
	return endLike(s, list.children[0].text)
}

// renumber records the numbers that an instrument tells.
func (a *applying) renumber() {
	o := a.op
	if len(o.At) != len(o.To) {
		a.fail("序号的个数不一致")
		return
	}
	for i, p := range o.At {
		to := o.To[i].Provision
		if p.Part == PartHeading {
			a.renumberHeading(p.Provision, to)
			continue
		}
		n, parent := a.find(p)
		if n == nil {
			continue
		}
		switch {
		case isUnit(n) && to.Paragraph == 0:
			n.to, a.numbered = to.Article, true
		case n.kind == statute.KindParagraph && to.Paragraph == 0 && to.Item == 0:
			a.promote(n, to.Article)
			a.lists = append(a.lists, parent)
		case to.Item > 0:
			n.to.Main = to.Item
			a.lists = append(a.lists, parent)
		default:
			n.to.Main = to.Paragraph
			a.lists = append(a.lists, parent)
		}
	}
}

// promote makes a paragraph an article of its own. What else is said of its place goes there.
func (a *applying) promote(p *node, number statute.Number) {
	own := &node{kind: statute.KindArticle, to: number, label: articleLabel(number)}
	moved := *p
	moved.to, moved.number.Main = statute.Number{}, 1
	own.children = []*node{&moved}
	p.gone = true
	a.rows, a.numbered = append(a.rows, own), true
	a.moved = append(a.moved, move{p, own})
}

// move is a paragraph that became an article.
type move struct{ from, to *node }

func (a *applying) renumberHeading(from, to statute.Provision) {
	for _, n := range a.body {
		switch {
		case n.kind == statute.KindChapter && n.number == from.Chapter && from.Chapter.Main > 0:
			n.to = to.Chapter
		case n.kind == statute.KindSection && n.number == from.Section && from.Section.Main > 0:
			n.to = to.Section
		}
	}
}

// merge makes one provision of several. It stands where the first of them stood.
func (a *applying) merge() {
	o := a.op
	to := o.To[0].Provision
	var whole *node
	for _, p := range o.At {
		n, parent := a.find(p)
		switch {
		case n == nil:
		case parent == nil && whole == nil:
			whole = n
		default:
			n.gone = true
			if parent != nil {
				a.lists = append(a.lists, parent)
			}
		}
	}
	if whole == nil {
		whole = &node{kind: statute.KindArticle}
		a.rows = append(a.rows, whole)
	}
	whole.to, whole.text, whole.children, a.numbered = to.Article, "", paragraphs(o.Text), true
}
