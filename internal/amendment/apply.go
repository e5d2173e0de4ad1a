package amendment

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Problem is an operation that could not be done.
type Problem struct {
	Operation Operation
	Reason    string // in Chinese, for doctor
}

// Apply makes the text after out of this one, which stays as it is. Operations that cannot
// be done are left out and told.
func (t *Text) Apply(operations []Operation) (*Text, []Problem) {
	a := &applying{Text: t.Copy()}
	for _, o := range operations {
		a.op = o
		a.apply()
	}
	a.settle()
	return a.Text, a.problems
}

// applying changes a text.
type applying struct {
	*Text
	op       Operation
	problems []Problem
	numbered bool    // articles get other numbers
	rows     []*node // articles and headings to be put where their numbers say
	moved    []move
	lists    []*node // articles and paragraphs whose children get other numbers
}

func (a *applying) fail(format string, args ...any) {
	a.problems = append(a.problems, Problem{a.op, fmt.Sprintf(format, args...)})
}

func (a *applying) apply() {
	o := a.op
	switch o.Kind {
	case Adjust:
		a.numbered = true
	case Rename:
		a.rename()
	case Insert:
		a.insert()
	case Merge:
		a.merge()
	case Renumber:
		a.renumber()
	case Delete:
		for _, p := range o.At {
			if n, parent := a.find(p); n != nil {
				n.gone = true
				a.lists = append(a.lists, parent)
			}
		}
	case Words:
		for _, p := range o.At {
			a.changeWords(p)
		}
	case Replace:
		a.replace()
	}
}

// find finds what a place names, and what it stands in (nil for an article).
func (a *applying) find(p Place) (n, parent *node) {
	if p.Part == PartLead || p.Part == PartPreamble || p.Part == PartBody {
		return a.beside(p), nil
	}
	v := p.Provision
	n = a.article(v.Article)
	if n == nil {
		a.fail("没有%s", Place{Provision: v.AtArticle()}.Chinese())
		return nil, nil
	}
	for _, m := range a.moved {
		if v.Paragraph > 0 && m.from.number.Main == v.Paragraph && slices.Contains(n.children, m.from) {
			return m.to, nil
		}
	}
	if v.Paragraph > 0 {
		if n, parent = child(n, statute.KindParagraph, v.Paragraph), n; n == nil {
			a.fail("没有%s", p.Chinese())
			return nil, nil
		}
	}
	if v.Item > 0 {
		if n, parent = a.item(n, v); n == nil {
			a.fail("没有%s", p.Chinese())
			return nil, nil
		}
	}
	return n, parent
}

// item finds an item below a paragraph, or below the first paragraph of an article that has it.
func (a *applying) item(n *node, v statute.Provision) (item, parent *node) {
	among := []*node{n}
	if isUnit(n) {
		among = append(among, n.children...)
	}
	for _, p := range among {
		if item = child(p, statute.KindItem, v.Item); item == nil {
			continue
		}
		if v.Subitem > 0 {
			return child(item, statute.KindSubitem, v.Subitem), item
		}
		return item, p
	}
	return nil, nil
}

// child is the child of a kind with a number in the text before.
func child(n *node, kind statute.NodeKind, number int) *node {
	for _, c := range n.children {
		if c.kind == kind && c.number.Main == number && !c.gone {
			return c
		}
	}
	return nil
}

// beside finds a paragraph of the preamble, or of a text without articles.
func (a *applying) beside(p Place) *node {
	count := 0
	for _, n := range a.body {
		if isUnit(n) {
			break
		}
		if n.kind != statute.KindPreamble && n.kind != statute.KindParagraph || n.gone {
			continue
		}
		count++
		if count == max(p.Provision.Paragraph, 1) {
			return n
		}
	}
	a.fail("没有%s", p.Chinese())
	return nil
}

// replace gives provisions new wording.
func (a *applying) replace() {
	first := a.op.At[0]
	if first.Part != "" {
		if n := a.beside(first); n != nil {
			n.text = strings.Join(a.op.Text, "\n")
			a.dropLead(first, n)
		}
		return
	}
	n, parent := a.find(first)
	if n == nil {
		return
	}
	text := paragraphs(a.op.Text)
	switch {
	case isUnit(n):
		for i, p := range text {
			p.number.Main = i + 1
		}
		n.children, n.text = text, ""
	case n.kind == statute.KindItem || n.kind == statute.KindSubitem:
		s := strings.Join(a.op.Text, "\n")
		s = s[len(itemLabel.FindString(s)):]
		n.text, n.children = endLike(s, n.text), nil
	default:
		a.replaceParagraphs(n, parent, text)
	}
}

// dropLead takes out the other paragraphs of an introduction that is replaced as a whole.
func (a *applying) dropLead(p Place, lead *node) {
	if p.Part != PartLead {
		return
	}
	for _, n := range a.body {
		if isUnit(n) || n.depth > 0 {
			return
		}
		if n != lead && n.kind == statute.KindPreamble {
			n.gone = true
		}
	}
}

// replaceParagraphs gives the paragraphs that the operation names new wording; of more
// paragraphs than there were the last are new.
func (a *applying) replaceParagraphs(n, parent *node, text []*node) {
	var old []*node
	for _, p := range a.op.At {
		if o, _ := a.find(p); o != nil {
			old = append(old, o)
		}
	}
	for i, p := range text {
		if i < len(old) {
			old[i].text = p.text
			if len(p.children) > 0 || !strings.HasSuffix(p.text, "：") {
				old[i].children = p.children // else its items stay
			}
			n = old[i]
			continue
		}
		at := slices.Index(parent.children, n)
		parent.children = slices.Insert(parent.children, at+1, p)
		n = p
	}
	for _, o := range old[min(len(text), len(old)):] {
		o.gone = true
	}
	a.lists = append(a.lists, parent)
}

// endLike gives the wording of an item the mark that the old one ended with, where the
// instrument leaves it out.
func endLike(s, old string) string {
	if endsSentence(s) {
		return s
	}
	for _, end := range [...]string{"；", "。"} {
		if strings.HasSuffix(old, end) {
			return s + end
		}
	}
	return s
}

// changeWords changes words within a provision.
func (a *applying) changeWords(p Place) {
	o := a.op
	if p.Part == PartTitle {
		if !strings.Contains(a.Title, o.Old) {
			a.fail("名称中没有“%s”", o.Old)
		}
		a.Title = strings.ReplaceAll(a.Title, o.Old, o.New)
		return
	}
	n, parent := a.find(p)
	if n == nil {
		return
	}
	text := o.New
	old := o.Old
	if n.kind == statute.KindItem {
		old, text = old[len(itemLabel.FindString(old)):], text[len(itemLabel.FindString(text)):]
	}
	if o.Behind {
		text = old + text
	}
	switch {
	case old == "":
		last := n
		for len(last.children) > 0 {
			last = last.children[len(last.children)-1]
		}
		last.text += text
	case n.replace(old, text):
	case strings.Contains(old, "\n") || squeezed(old) == n.words():
		n.children, n.text = paragraphs(strings.Split(text, "\n")), ""
		for i, c := range n.children {
			c.number.Main = i + 1
		}
		if n.kind != statute.KindArticle && len(n.children) == 1 {
			n.text, n.children = n.children[0].text, n.children[0].children
		}
	default:
		a.fail("%s中没有“%s”", p.Chinese(), clip(old))
	}
	if parent != nil && n.words() == "" {
		n.gone = true
		a.lists = append(a.lists, parent)
	}
}

// replace changes words wherever they stand in a provision.
func (n *node) replace(old, text string) bool {
	found := strings.Contains(n.text, old)
	if found {
		n.text = strings.ReplaceAll(n.text, old, text)
	}
	for _, c := range n.children {
		if !c.gone && c.replace(old, text) {
			found = true
		}
	}
	return found
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func clip(s string) string {
	const most = 30
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// rename gives the law or a heading another name.
func (a *applying) rename() {
	o := a.op
	name := strings.Join(o.Text, "")
	if o.At[0].Part == PartTitle {
		a.Title = strings.Trim(name, "《》")
		return
	}
	if n := a.heading(o); n != nil {
		label, text := splitHeading(name)
		if label != "" {
			n.label = label
		}
		n.text = text
		return
	}
	a.fail("没有标题%s", clip(o.Old))
}
