package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// annexWords are what an annex is called. Only 附件 is cited by its number.
var annexWords = [...]string{statute.AnnexPrefix, "附录", "附表"}

// annex reads 附件三, 附件 right behind the name of a law, and articles of an
// annex, which are none of the law: 附件一第七条, 附录第一条.
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
	n, size := label.Number(rest)
	refs, inside := annexArticles(rest)
	if size > 0 && n > 0 && n < maxAnnex && word == statute.AnnexPrefix {
		if numbered, length := annexArticles(rest[size:]); length > 0 {
			return f.annexOf(start, end+size+length, n, numbered)
		}
	}
	linked := f.joined(start)
	named := f.followsName()
	switch {
	case inside > 0 && word == statute.AnnexPrefix:
		return f.annexOf(start, end+inside, 1, refs)
	case inside > 0:
		n = 1
		end += inside
		if !f.inLaw && !named {
			f.at = end
			return true // of a law that nothing names
		}
	case word != statute.AnnexPrefix:
		return f.attached()
	case size > 0 && n > 0 && n < maxAnnex && !strings.HasPrefix(rest[size:], "并"): // 附件一并报送
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

// maxAnnex is above the highest number of an annex that is cited.
const maxAnnex = 100

// annexOf adds the articles of annex n, which stand from start to end. Where nothing
// tells of which law, they are none at all: not those of the law named last.
func (f *finder) annexOf(start, end, n int, refs []Ref) bool {
	linked := f.joined(start)
	named := f.followsName()
	f.at = end
	if !f.inLaw && !linked && !named {
		return true
	}
	name := Name{}
	if named {
		name = f.takeName(start)
	}
	for i := range refs {
		refs[i].From.Annex = n
		if refs[i].To != (statute.Provision{}) {
			refs[i].To.Annex = n
		}
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: start, End: end}, Name: name, Refs: refs, Linked: linked && !named})
	return true
}

// annexArticles reads the articles of an annex at the start of s: 第一条、第三条.
func annexArticles(s string) (refs []Ref, length int) {
	at := 0
	for len(refs) < maxNumbers {
		sep := 0
		if at > 0 {
			if sep = listAt(s[at:]); sep == 0 {
				break
			}
		}
		more, n := provisionAt(s[at+sep:], at > 0)
		if n == 0 || highest(more[0].From) < levelArticle || at == 0 && highest(more[0].From) != levelArticle {
			break
		}
		refs = append(refs, more...)
		at += sep + n
	}
	return refs, at
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
		return strings.HasPrefix(rest, "税") && f.attached()
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
