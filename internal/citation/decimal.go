package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// decimal reads 第22.3条 right behind the name of a law, which is its third paragraph, and
// in a line in which one stood so. Contracts number their clauses like that, too.
func (f *finder) decimal() bool {
	rest := f.text[f.at+len("第") : f.end]
	if rest == "" || !isDigit(rest[0]) {
		return false
	}
	article, size := number(rest)
	if size == 0 || !strings.HasPrefix(rest[size:], ".") || article < 1 {
		return false
	}
	paragraph, more := number(rest[size+1:])
	end := size + 1 + more
	if more == 0 || paragraph > maxParagraph || !strings.HasPrefix(rest[end:], "条") {
		return false
	}
	m := Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + len("第") + end + len("条")},
		Refs: []Ref{{From: statute.Provision{Article: statute.Number{Main: article}, Paragraph: paragraph}}}}
	if f.followsName() && (f.name.Kind == ByName || f.name.Kind == ByTitle && isNorm(f.name.Text)) {
		m.Name = f.takeName(f.at)
	} else if f.decimalLine != f.lineStart+1 || !f.namedInLine() || isContract(f.text[f.lineStart:f.at]) {
		return false
	}
	f.decimalLine = f.lineStart + 1
	f.add(m)
	f.at = m.Span.End
	return true
}

// maxParagraph is above the highest number of a paragraph.
const maxParagraph = 20
