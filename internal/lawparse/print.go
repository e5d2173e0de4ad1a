package lawparse

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Print writes the law as canonical text: the Markdown form that Parse reads,
// one unit a line, labels without inner spaces. Parsing that text gives the
// same tree, and printing it again the same text.
//
// Words that look like structure once they stand on a line of their own (a
// paragraph that begins with #) would change under a second reading; such
// texts are printed and read until they no longer do.
func Print(l *Law) string {
	text := printOnce(l)
	for range maxRounds {
		again := printOnce(Parse(text, Hint{Title: l.Header.Title}))
		if again == text {
			break
		}
		text = again
	}
	return text
}

// maxRounds is more than any text was seen to need: two.
const maxRounds = 8

func printOnce(l *Law) string {
	p := &printer{law: l}
	p.b.Grow(len(l.Text) + len(l.Text)/8)
	if len(l.Root.Children) == 0 || l.Root.Children[0].Kind != statute.KindTitle {
		p.line("# " + l.Header.Title)
	}
	for _, n := range l.Root.Children {
		if n.Kind != statute.KindTitle && n.Kind != statute.KindMeta && n.Kind != statute.KindNote {
			p.endHeader()
		}
		p.node(n, 1)
	}
	p.endHeader()
	return p.b.String()
}

type printer struct {
	law  *Law
	b    strings.Builder
	body bool
}

func (p *printer) endHeader() {
	if !p.body {
		p.body = true
		p.line(commentOpen + " " + infoEndMark + " " + commentClose)
	}
}

func (p *printer) line(s string) {
	if p.b.Len() > 0 {
		p.b.WriteString("\n\n")
	}
	p.b.WriteString(s)
}

func (p *printer) node(n *Node, depth int) {
	words, label := p.law.Words(n), p.law.LabelText(n)
	switch n.Kind {
	case statute.KindTitle:
		p.line("# " + fold(words))
	case statute.KindArticle:
		first := ""
		if len(n.Children) > 0 && n.Children[0].Kind == statute.KindParagraph {
			first = p.law.Words(n.Children[0])
		}
		p.line(strings.TrimSpace(label + " " + first))
		for i, c := range n.Children {
			if i == 0 && first != "" {
				p.children(c, depth)
				continue
			}
			p.node(c, depth)
		}
		return
	case statute.KindClause:
		first := ""
		if len(n.Children) > 0 && n.Children[0].Kind == statute.KindParagraph {
			first = p.law.Words(n.Children[0])
		}
		p.line(label + first)
		for i, c := range n.Children {
			if i == 0 && first != "" {
				p.children(c, depth)
				continue
			}
			p.node(c, depth)
		}
		return
	case statute.KindPart, statute.KindSubpart, statute.KindChapter, statute.KindSection, statute.KindHeading:
		space := " "
		if n.Kind == statute.KindHeading {
			space = "" // 一、一般规定
		}
		p.line(strings.TrimSpace(strings.Repeat("#", depth+1) + " " + label + space + words))
		depth++
	case statute.KindAnnex:
		p.line(strings.TrimSpace(label + " " + words))
	case statute.KindTable:
		p.line(tableRows(n.Text.Of(p.law.Text)))
	case statute.KindNote:
		if strings.Trim(words, "\u200b\ufeff") != "" {
			p.line(words)
		}
	default:
		if s := label + words; s != "" {
			p.line(s)
		}
	}
	p.children(n, depth)
}

func (p *printer) children(n *Node, depth int) {
	for _, c := range n.Children {
		p.node(c, depth)
	}
}

// tableRows keeps the rows of a table and drops what stands around them.
func tableRows(s string) string {
	var rows []string
	for _, row := range strings.Split(stripComments(s), "\n") {
		if row = strings.TrimSpace(row); row != "" {
			rows = append(rows, row)
		}
	}
	return strings.Join(rows, "\n")
}
