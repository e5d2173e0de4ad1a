package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// annex reads 附件三, or 附件 right behind the name of a law.
func (f *finder) annex() bool {
	rest, ok := strings.CutPrefix(f.text[f.at:f.end], statute.AnnexPrefix)
	if !ok {
		return false
	}
	end := f.at + len(statute.AnnexPrefix)
	n, size := numeralAt(rest)
	linked := f.joined(f.at)
	name := Name{}
	if _, _, adjacent := gap(f.text[min(f.name.Span.End, f.at):f.at]); adjacent && f.name.Kind != NoName && f.name.Span.End <= f.at {
		name = f.takeName(f.at)
	}
	switch {
	case size > 0 && n > 0 && n < 100 && !strings.HasPrefix(rest[size:], "并"): // 附件一并报送
		if !f.inLaw && !linked && name.Kind == NoName {
			return false
		}
		end += size
	case size == 0 && name.Kind != NoName && speaksOfRule(rest):
		n = 1
	default:
		return false
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: end}, Name: name, Refs: []Ref{{From: statute.Provision{Annex: n}}}, Linked: linked})
	f.at = end
	return true
}

// namedPart reads 刑法分则 where no chapter follows.
func (f *finder) namedPart() bool {
	rest := f.text[f.at:f.end]
	part := partNameAt(rest)
	if part != "分则" || f.name.Span.End != f.at || f.name.Kind == NoName || !strings.HasPrefix(rest[len(part):], "规定") && !strings.HasPrefix(rest[len(part):], "的") && !strings.HasPrefix(rest[len(part):], "关于") {
		return false
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + len(part)}, Name: f.takeName(f.at), Refs: []Ref{{From: statute.Provision{Named: part}}}})
	f.at += len(part)
	return true
}
