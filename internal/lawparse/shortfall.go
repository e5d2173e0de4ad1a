package lawparse

import (
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// shortfall says where a text seems to hold more than the tree: a table of contents that
// lists more than the body has, or labels of articles in a text that has none.
func (p *parser) shortfall() {
	headings := map[statute.NodeKind]int{}
	for _, h := range p.law.Headings() {
		headings[h.Kind]++
	}
	for _, k := range [...]struct {
		kind statute.NodeKind
		name string
	}{{statute.KindPart, "编"}, {statute.KindChapter, "章"}} {
		if listed := p.listed[k.kind]; listed > headings[k.kind] {
			p.diagnose("contents_differ", fmt.Sprintf("目录有 %d %s，正文只认出 %d %s", listed, k.name, headings[k.kind], k.name), statute.Span{})
		}
	}
	if p.law.Amending || len(p.law.Articles()) > 0 {
		return
	}
	for i := p.body; i < len(p.segments); i++ {
		s := &p.segments[i]
		if s.form == formArticle && s.label.number == (statute.Number{Main: 1}) && !s.quoted {
			p.diagnose("articles_missing", "正文里有“第一条”，却没有认出条文", s.span)
			p.law.Incomplete = true
			return
		}
	}
}

// countListed counts a line of the table of contents.
func (p *parser) countListed(s *segment) {
	if s.form != formHeading || s.kind == "" || s.label.number.Sub > 0 {
		return
	}
	if p.listed == nil {
		p.listed = map[statute.NodeKind]int{}
	}
	p.listed[s.kind]++
}

// isForeign reports whether a line is the translation of a text into another script: it
// has words of Latin letters and no Chinese character.
func isForeign(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			letters++
		case r >= 0x2E80 && r != '…' && r < 0xFF00:
			return false
		}
	}
	return letters >= 8 && strings.ContainsRune(strings.TrimSpace(s), ' ')
}
