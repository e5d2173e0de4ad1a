package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Definition is a term that a law defines.
type Definition struct {
	Term    string
	Address string       // local address of the paragraph or item that defines it
	Span    statute.Span // of the term
}

// Definitions finds the terms that a law defines: 本法所称X，是指…, 前款所称X包括…,
// 某法第三条所称“X”，是指…, and the entries of 下列用语的含义.
func (l *Law) Definitions() []Definition {
	var found []Definition
	for _, article := range l.Articles() {
		glossary := false
		article.Walk(func(n, _ *Node) bool {
			if n.Kind != statute.KindParagraph && n.Kind != statute.KindItem && n.Kind != statute.KindSubitem {
				return true
			}
			text := n.Text.Of(l.Text)
			d := definer{node: n, text: text}
			if strings.Contains(text, "用语") && (strings.Contains(text, "含义") || strings.Contains(text, "定义")) {
				glossary = true
			} else if glossary {
				d.entries()
			}
			d.called()
			found = append(found, d.found...)
			return true
		})
	}
	return found
}

// definer finds the terms that one paragraph or item defines.
type definer struct {
	node  *Node
	text  string
	found []Definition
}

// called finds 所称X，是指….
func (d *definer) called() {
	const word = "所称"
	for at := 0; ; {
		i := strings.Index(d.text[at:], word)
		if i < 0 {
			return
		}
		at += i + len(word)
		if strings.HasPrefix(d.text[at:], "的") {
			at += len("的")
		}
		d.term(at)
	}
}

// entries finds the entries of a glossary: X，是指…, at the start of the text
// and behind each semicolon.
func (d *definer) entries() {
	for at := 0; at < len(d.text); {
		d.term(at)
		i := strings.Index(d.text[at:], "；")
		if i < 0 {
			return
		}
		at += i + len("；")
	}
}

// maxTerm bounds a term, in characters.
const maxTerm = 30

// term reads the terms at a place, one or several in quotation marks, where
// words that define stand behind.
func (d *definer) term(at int) {
	var spans []statute.Span
	start := at
	for strings.HasPrefix(d.text[at:], "“") {
		end := strings.Index(d.text[at:], "”")
		if end < 0 {
			return
		}
		spans = append(spans, statute.Span{Start: at + len("“"), End: at + end})
		at += end + len("”")
		for _, join := range [...]string{"、", "和", "或者", "及", "以及"} {
			if strings.HasPrefix(d.text[at:], join+"“") {
				at += len(join)
			}
		}
	}
	if len(spans) == 0 {
		end := at + len(d.text[at:])
		for _, mark := range definingMarks {
			if i := strings.Index(d.text[at:], mark); i > 0 && at+i < end {
				end = at + i
			}
		}
		spans = append(spans, statute.Span{Start: at, End: end})
		at = end
	}
	if !defines(d.text[at:], start != 0) {
		return
	}
	for _, s := range spans {
		term := s.Of(d.text)
		if n := utf8.RuneCountInString(term); n < 2 || n > maxTerm || strings.ContainsAny(term, "，。；：“”《") ||
			strings.HasPrefix(term, "第") || strings.Contains(term, "所称") {
			continue
		}
		offset := d.node.Text.Start
		d.found = append(d.found,
			Definition{Term: term, Address: d.node.Address, Span: statute.Span{Start: offset + s.Start, End: offset + s.End}})
	}
}

// definingMarks end a term that stands without quotation marks.
var definingMarks = [...]string{"，是指", "是指", "，指", "指的是", "，系指", "系指", "，包括", "包括", "，即", "，为", "，是", "：", "，其含义是", "的含义"}

// defines reports whether what follows says what a term means. A bare colon
// does so in a glossary or behind 所称 alike; 包括 only behind 所称, where it
// tells what belongs to the term.
func defines(after string, called bool) bool {
	after = strings.TrimPrefix(after, "，")
	for _, w := range [...]string{"是指", "指", "系指", "即", "：", "其含义是"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return called && (strings.HasPrefix(after, "包括") || strings.HasPrefix(after, "为") || strings.HasPrefix(after, "是"))
}
