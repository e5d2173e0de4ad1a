package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// maxContainers bounds how many provisions before in a sentence are tried for
// a bare 款 or 项.
const maxContainers = 8

// becomes reports whether what follows is the number that a provision has
// after a change.
func becomes(before string) bool {
	return strings.HasSuffix(before, "作为") || strings.HasSuffix(before, "改为")
}

// changes reports whether what follows is a 款 or 项 of the article just named
// that is added or renumbered: 增加一款作为第二款.
func changes(before string) bool {
	return becomes(before) || strings.HasSuffix(before, "，原")
}

// container finds what a bare 款 or 项 that begins no list belongs to: the
// provision that the sentence spoke of, the article where it stands, or the
// one cited last. Where the texts have it in only one of them, it is that one.
func (r *resolver) container(i int, m *Mention) (w law, base statute.Provision) {
	first := firstOf(m.Refs)
	top := highest(first)
	type candidate struct {
		law  law
		base statute.Provision
	}
	var list []candidate
	cited := func(j int) {
		if j >= 0 && len(r.meanings[j].provisions) > 0 {
			list = append(list, candidate{r.meanings[j].law, upTo(r.meanings[j].last, top-1)})
		}
	}
	if m.Before >= 0 && r.meanings[m.Before].ofContract {
		r.meanings[i].ofContract = true
		return law{}, base
	}
	here := r.here(m).AtArticle()
	if !here.Article.IsZero() && r.doc.Law != "" && m.Quote < 0 && top == levelParagraph && applies(r.doc.Text[m.LineStart:m.Span.Start]) {
		list = append(list, candidate{r.own(m), here}) // 通过第四十二条第四款所列方式 …，依照第一款处罚
	}
	if m.Before >= 0 && (r.continues(m.Before, top) || here.Article.IsZero() || changes(r.doc.Text[:m.Span.Start])) {
		cited(m.Before)
	}
	if !here.Article.IsZero() {
		list = append(list, candidate{r.own(m), here})
		for j, n := m.Before, 0; j >= 0 && n < maxContainers; j, n = r.found.Mentions[j].Before, n+1 {
			cited(j)
		}
		cited(r.lastProvision(i))
	} else if r.doc.Amends { // 原第二款作为第三款
		cited(r.lastProvision(i))
	}
	for _, c := range list {
		if c.base.Article.IsZero() || !c.law.known() {
			continue
		}
		if text, _ := r.lookup.Text(c.law.keys[0], c.law.when); text != nil {
			if _, found := text.Find(under(c.base, first)); found {
				return c.law, c.base
			}
		}
	}
	if len(list) == 0 || list[0].base.Article.IsZero() {
		return r.ofArticleBefore(i, m, top)
	}
	return list[0].law, list[0].base
}

// continues reports whether a bare 款 or 项 goes on from mention j: the numbers
// of the same level stand there.
func (r *resolver) continues(j int, top level) bool {
	last := r.meanings[j].last
	if top == levelParagraph {
		return last.Paragraph > 0
	}
	return last.Item > 0 || r.found.Mentions[j].Base.Kind == Prior && r.found.Mentions[j].Base.Level == levelParagraph
}

// paragraphLeads are words before a paragraph of the article that the sentence before spoke of: 应落在第1款.
var paragraphLeads = newEndings([]string{"，见", "属于", "不属", "落在", "落入", "符合", "满足", "依照", "依据", "根据", "按照", "适用", "构成", "违反", "参照",
	"但", "而", "且", "才是", "即", "就是", "应为", "援引", "引用", "对应", "看", "依", "按", "其中", "至于", "另有", "此外", "不同于", "区别于"})

// ofArticleBefore is the article of a paragraph or item with which a sentence or clause begins in a text
// that is no law: the one cited right before in its line. 《民法典》第四百一十四条。第一款分三项….
func (r *resolver) ofArticleBefore(i int, m *Mention, top level) (w law, base statute.Provision) {
	if r.doc.Law != "" || r.doc.Amends || r.last < 0 || m.Plain || m.Quote >= 0 {
		return law{}, base
	}
	for j := i - 1; j > r.last; j-- { // but for 前款, which says nothing here
		if r.found.Mentions[j].Base.Kind != Prior || r.meanings[j].ofContract || i-j > maxContainers {
			return law{}, base
		}
	}
	last, of := &r.found.Mentions[r.last], &r.meanings[r.last]
	between := r.doc.Text[last.Span.End:m.Span.Start]
	if last.LineStart != m.LineStart || len(between) > maxSentence || m.Depth < last.Depth || m.Depth > last.Depth+1 ||
		!strings.ContainsRune("。；，→—（(", lastRune(between)) && paragraphLeads.longest(between) == "" {
		return law{}, base
	}
	if base = upTo(of.last, top-1); base.Article.IsZero() || top == levelItem && of.last.Item == 0 {
		return law{}, statute.Provision{}
	}
	return of.law, base
}
