package citation

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
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
	"但", "而", "且", "才是", "是", "是在", "即", "就是", "应为", "援引", "引用", "对应", "看", "依", "按", "其中", "至于", "另有", "此外", "不同于", "区别于"})

// ofArticleBefore is the article of a paragraph or item with which a sentence or clause begins in a text
// that is no law: the one cited right before in its line. 《民法典》第四百一十四条。第一款分三项….
func (r *resolver) ofArticleBefore(i int, m *Mention, top level) (w law, base statute.Provision) {
	if r.doc.Law != "" || r.doc.Amends || r.last < 0 || m.Plain || m.Quote >= 0 {
		return law{}, base
	}
	if w, base = r.ofLineAbove(i, m, top); w.known() {
		return w, base
	}
	for j := i - 1; j > r.last; j-- { // but for 前款, which says nothing here
		if r.found.Mentions[j].Base.Kind != Prior || r.meanings[j].ofContract || i-j > maxContainers {
			return law{}, base
		}
	}
	last, of := &r.found.Mentions[r.last], &r.meanings[r.last]
	between := r.doc.Text[last.Span.End:m.Span.Start]
	if last.LineStart != m.LineStart || len(between) > maxSentence || m.Depth < last.Depth || m.Depth > last.Depth+1 ||
		!strings.ContainsRune("。；，：？！→—（(", lastRune(between)) && paragraphLeads.longest(between) == "" {
		return law{}, base
	}
	if base = upTo(of.last, top-1); base.Article.IsZero() || top == levelItem && of.last.Item == 0 && !r.opensItem(m, between) {
		return law{}, statute.Provision{}
	}
	return of.law, base
}

// ofLineAbove is the article of a paragraph or item of which an item of a list speaks, where the line right above it cited one
// of the same article, or the article itself and stands higher in the list:
// - 劳动合同法第39条第1项⏎- 严重违纪：第2项; ├─ 立法法第十一条⏎│  └─ 第（四）项.
func (r *resolver) ofLineAbove(i int, m *Mention, top level) (w law, base statute.Provision) {
	last := &r.found.Mentions[r.last]
	if r.last != i-1 || last.LineStart >= m.LineStart || m.Depth > 1 || last.LineStart+maxNoteLine*2 < m.LineStart {
		return law{}, base
	}
	text, before, of := r.doc.Text, r.doc.Text[m.LineStart:m.Span.Start], &r.meanings[r.last]
	if strings.Count(text[last.LineStart:m.LineStart], "\n") != 1 || isPaperOrContract(before) || strings.ContainsAny(before, "《。") {
		return law{}, base
	}
	if labelled := r.labelsParagraph(m, before, top, of.last); !labelled && (len(before) > maxTopicNote+maxLabel || m.Depth > 0) {
		return law{}, base
	}
	deep := of.last.Paragraph > 0 && top == levelParagraph || of.last.Item > 0 && top == levelItem
	switch {
	case r.labelsParagraph(m, before, top, of.last):
	case deep && sameBullets(text, m.LineStart, last.LineStart):
	case deepest(of.last) < top && indentOf(text, m.LineStart) > indentOf(text, last.LineStart):
	case deep && bulletStyle(text[m.LineStart:]) != "" && bulletStyle(text[last.LineStart:]) == "" &&
		last.Span.Start-last.LineStart <= maxLabel:
	default:
		return law{}, base
	}
	if base = upTo(of.last, top-1); base.Article.IsZero() {
		return law{}, base
	}
	return of.law, base
}

// labelsParagraph reports whether a line begins with the number of the next paragraph of the article cited in the line above it
// and a colon, or has it in brackets by itself: 某法第五十五条⏎第一款：…⏎第二款：…; 某规定10条：…⏎…（第2款）.
func (r *resolver) labelsParagraph(m *Mention, before string, top level, above statute.Provision) bool {
	if top != levelParagraph || len(m.Refs) != 1 || above.Article.IsZero() || above.Item > 0 {
		return false
	}
	after, n := r.doc.Text[m.Span.End:], m.Refs[0].From.Paragraph
	if above.Paragraph == 0 && openEnding(before) > 0 && label.Close(after) > 0 {
		return true
	}
	return afterBullet(before) && label.Colon(after) > 0 && (n == above.Paragraph+1 || n == 1 && above.Paragraph == 0)
}

// indentOf is how far the words of a line that begins at a place are from its start, behind spaces, bullets and branches.
func indentOf(text string, at int) int {
	begin := strings.LastIndexByte(text[:at], '\n') + 1 // a line begins behind its spaces
	rest := text[at:min(len(text), at+maxLabel)]
	bullets := len(rest) - len(strings.TrimLeftFunc(rest, isIndent))
	return utf8.RuneCountInString(text[begin : at+bullets])
}

func isIndent(r rune) bool { return isBullet(r) || strings.ContainsRune(" -\u3000", r) }

// opensItem reports whether an item in brackets begins a sentence behind one on its article: 第十六条规定了六种情形。其中第（二）项…,
// or any behind words on what its paragraph or article lists: 该款列举了五种情形，其中第一项….
func (r *resolver) opensItem(m *Mention, between string) bool {
	written := m.Span.Of(r.doc.Text)
	lead := strings.TrimSuffix(between, "其中")
	if lead != between && (strings.Contains(lead, "该款") || strings.Contains(lead, "该条")) {
		return true
	}
	bracket := strings.HasPrefix(written, "第（") || strings.HasPrefix(written, "第(")
	return bracket && (strings.HasSuffix(lead, "。") || lead != between || paragraphLeads.longest(between) != "")
}
