package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// annexWords are what an annex is called. Only 附件 is cited by its number.
var annexWords = [...]string{statute.AnnexPrefix, "附录", "附表"}

// annex reads 附件三, 附件 right behind the name of a law, and 附录第一条, which is
// in an annex and no article of the law.
func (f *finder) annex() bool {
	word, rest := "", ""
	for _, w := range annexWords {
		if after, ok := strings.CutPrefix(f.text[f.at:f.end], w); ok {
			word, rest = w, after
		}
	}
	if word == "" {
		return false
	}
	start, end := f.at, f.at+len(word)
	inside := f.annexArticles(rest)
	n, size := label.Number(rest)
	linked := f.joined(start)
	named := f.name.Kind != NoName && f.name.Span.End <= start
	if named {
		_, _, named = gap(f.text[f.name.Span.End:start])
	}
	switch {
	case inside > 0:
		n = 1
		end += inside
		if !f.inLaw && !named {
			f.at = end
			return true // of a law that nothing names
		}
	case word != statute.AnnexPrefix:
		return false
	case size > 0 && n > 0 && n < 100 && !strings.HasPrefix(rest[size:], "并"): // 附件一并报送
		if !f.inLaw && !linked && !named {
			return false
		}
		end += size
	case size == 0 && named && speaksOfRule(rest):
		n = 1
	default:
		return false
	}
	name := Name{}
	if named {
		name = f.takeName(start)
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: start, End: end}, Name: name,
		Refs: []Ref{{From: statute.Provision{Annex: n}}}, Linked: linked})
	f.at = end
	return true
}

// annexArticles is the length of the articles of an annex at the start of s:
// 第一条、第三条.
func (f *finder) annexArticles(s string) int {
	at := 0
	for {
		sep := 0
		if at > 0 {
			if sep = listAt(s[at:]); sep == 0 {
				return at
			}
		}
		refs, n := provisionAt(s[at+sep:], at > 0)
		if n == 0 || highest(refs[0].From) != levelArticle {
			return at
		}
		at += sep + n
	}
}

// namedPart reads 刑法分则 and 民法典合同编 where no article or chapter follows but
// their rules are meant: 民法典合同编的有关规定.
func (f *finder) namedPart() bool {
	if f.name.Kind == NoName || f.name.Span.End != f.at {
		return false
	}
	rest := f.text[f.at:f.end]
	part := partNameAt(rest)
	if part == "" || !speaksOfRules(rest[len(part):]) {
		return false
	}
	start := f.at
	name := f.takeName(start)
	name.Part = part
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: start, End: start + len(part)}, Name: name})
	f.at = start + len(part)
	return true
}

// speaksOfRules reports whether what follows shows that the rules of a part are
// meant.
func speaksOfRules(after string) bool {
	for _, w := range [...]string{"的", "之"} {
		after = strings.TrimPrefix(after, w)
	}
	for _, w := range [...]string{"有关", "相关", "一般"} {
		after = strings.TrimPrefix(after, w)
	}
	return strings.HasPrefix(after, "规定") && !strings.HasPrefix(after, "规定的第") || strings.HasPrefix(after, "关于")
}
