package lawparse

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Words is the node's own text as a reader sees it: comments, pipes and the
// spaces around them removed.
func (l *Law) Words(n *Node) string {
	s := n.Text.Of(l.Text)
	if n.Kind == statute.KindTable {
		return tableText(s)
	}
	return strings.TrimSpace(stripComments(s))
}

// LabelText is the node's label without inner spaces: 第一百二十八条.
func (l *Law) LabelText(n *Node) string { return squeeze(n.Label.Of(l.Text)) }

// Body is the text of an article, clause or annex without its label: its
// paragraphs, items and tables, a line each.
func (l *Law) Body(n *Node) string {
	var b strings.Builder
	n.Walk(func(m, _ *Node) bool {
		switch m.Kind {
		case statute.KindNote, statute.KindClosing:
			return true
		}
		s := l.Words(m)
		if m != n && m.Label.Len() > 0 {
			s = l.LabelText(m) + s
		}
		if s == "" {
			return true
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s)
		return true
	})
	return b.String()
}

// tableText writes the rows of a Markdown table as lines of cells.
func tableText(s string) string {
	var rows []string
	for _, row := range strings.Split(s, "\n") {
		if strings.Trim(row, " \t\r|:-　") == "" {
			continue // the rule between head and body, or a blank line
		}
		var cells []string
		for _, c := range strings.Split(row, "|") {
			if c = strings.TrimSpace(c); c != "" {
				cells = append(cells, c)
			}
		}
		rows = append(rows, strings.Join(cells, " "))
	}
	return strings.Join(rows, "\n")
}

// Definition is a term that a law defines for itself.
type Definition struct {
	Term    string
	Address string       // local address of the paragraph or item that defines it
	Span    statute.Span // of the term
}

// Definitions finds 本法所称X，是指… and the items of 下列用语的含义.
func (l *Law) Definitions() []Definition {
	var found []Definition
	for _, article := range l.Articles() {
		glossary := false
		article.Walk(func(n, _ *Node) bool {
			text := n.Text.Of(l.Text)
			switch n.Kind {
			case statute.KindParagraph:
				if strings.Contains(text, "用语") && (strings.Contains(text, "含义") || strings.Contains(text, "定义")) {
					glossary = true
				}
				if at := strings.Index(text, "所称"); at >= 0 && strings.HasPrefix(text, "本") && at <= len("本实施条例") {
					if d, ok := definitionIn(text, at+len("所称"), n); ok {
						found = append(found, d)
					}
				}
			case statute.KindItem:
				if glossary {
					if d, ok := definitionIn(text, 0, n); ok {
						found = append(found, d)
					}
				}
			}
			return true
		})
	}
	return found
}

const maxTerm = 60 // bytes

func definitionIn(text string, at int, n *Node) (Definition, bool) {
	at += len(text[at:]) - len(strings.TrimPrefix(text[at:], "的"))
	rest := text[at:]
	end := -1
	for _, mark := range [...]string{"，是指", "，指", "是指", "，包括", "：", "，系指"} {
		if i := strings.Index(rest, mark); i > 0 && i <= maxTerm && (end < 0 || i < end) {
			end = i
		}
	}
	if end < 0 {
		return Definition{}, false
	}
	term := strings.Trim(rest[:end], "“” 　")
	if term == "" || strings.ContainsAny(term, "，。；") {
		return Definition{}, false
	}
	start := n.Text.Start + at + strings.Index(rest, term)
	return Definition{Term: term, Address: n.Address, Span: statute.Span{Start: start, End: start + len(term)}}, true
}
