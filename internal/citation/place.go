package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// here is where a mention stands: in the article quoted, or in one of the
// document itself.
func (r *resolver) here(m *Mention) statute.Provision {
	if f := r.inside(m); f != nil {
		return statute.Provision{Article: f.article, Paragraph: f.paragraph + m.Line - f.line}
	}
	if m.Segment < len(r.doc.Segments) {
		at := r.doc.Segments[m.Segment].At
		if first := r.found.firstLine(m.Segment); at.Paragraph > 0 && at.Item == 0 && m.Line > first {
			at.Paragraph += m.Line - first // an article given whole, with a line for each paragraph
		}
		return at
	}
	return statute.Provision{}
}

// place says which provisions of its law mention i names, and what the next of
// a list goes on from. It returns none where nothing tells.
func (r *resolver) place(i int, m *Mention, w law) (provisions []statute.Provision, last statute.Provision) {
	base, ok := r.base(i, m, w)
	if !ok {
		return nil, last
	}
	if len(m.Refs) == 0 {
		return base, base[len(base)-1]
	}
	last = statute.Provision{}
	if len(base) > 0 {
		last = base[len(base)-1]
	}
	clause := r.doc.Clauses && m.Base.Kind == NoBase && m.Name.Kind == NoName && r.isClause(firstOf(m.Refs), last, w)
	for _, ref := range m.Refs {
		if clause {
			ref.From, ref.To = itemAsClause(ref.From), itemAsClause(ref.To)
			last = statute.Provision{}
		}
		if ref.Loose || ref.Circled {
			ref.From = r.tightened(m, w, ref)
		}
		from := r.annexNamed(m, w, ref.From)
		if from.Annex == 0 || highest(from) != noLevel {
			from = under(last, from)
		}
		if highest(from) > levelArticle {
			return nil, last // a paragraph of nothing
		}
		if ref.To == (statute.Provision{}) {
			provisions = append(provisions, from)
			last = from
			continue
		}
		members := expand(from, under(from, ref.To), r.budget)
		r.budget -= len(members)
		provisions = append(provisions, members...)
		last = members[len(members)-1]
	}
	return provisions, last
}

// manyParagraphs is more than hardly an article has.
const manyParagraphs = 6

// tightened is 34(1) and 263⑦ as the article has it: an item where it has one paragraph with such an item.
// Where the text does not tell, notes in Chinese mean items, and what has a § or a word for it paragraphs.
func (r *resolver) tightened(m *Mention, w law, ref Ref) statute.Provision {
	written, n := ref.From, max(ref.From.Paragraph, ref.From.Item)
	p, item := written, written
	p.Paragraph, p.Item = n, 0
	item.Paragraph, item.Item = 0, n
	if text, _ := r.lookup.Text(w.keys[0], w.when); text != nil {
		second := p
		second.Paragraph = 2
		_, several := text.Find(second)
		_, asParagraph := text.Find(p)
		_, asItem := text.Find(item)
		switch {
		case asParagraph && (several || !asItem):
			return p
		case asItem:
			return item
		}
	}
	if ref.Circled {
		if n > manyParagraphs {
			return item
		}
		return written
	}
	as := m.Span.Of(r.doc.Text)
	if strings.HasPrefix(as, "§") || isLetter(as[0]) || m.Name.Kind != NoName && isLetter(m.Name.Text[len(m.Name.Text)-1]) {
		return p
	}
	return item
}

// isClause reports whether a bare 第79项 means a clause of the text itself, which
// has no such item here.
func (r *resolver) isClause(p, here statute.Provision, w law) bool {
	if highest(p) != levelItem || w.keys[0] != r.doc.Law {
		return false
	}
	text, _ := r.lookup.Text(w.keys[0], w.when)
	if text == nil {
		return false
	}
	if _, found := text.Find(under(here, p)); found {
		return false
	}
	_, found := text.Find(itemAsClause(p))
	return found
}

func itemAsClause(p statute.Provision) statute.Provision {
	return statute.Provision{Article: statute.Number{Main: p.Item}}
}

// base is what the levels of a mention start from: the provisions that a
// relative word means, or what a bare 第二款 inherits.
func (r *resolver) base(i int, m *Mention, w law) (base []statute.Provision, ok bool) {
	switch m.Base.Kind {
	case This:
		return r.this(i, m, w)
	case Prior:
		return r.prior(i, m, w)
	case That:
		return r.that(i, w, m.Base.Level)
	case EachOf:
		return r.eachOf(m)
	}
	if len(m.Refs) == 0 {
		part := r.namedPart(m, w)
		return []statute.Provision{part}, !part.IsZero()
	}
	top := highest(firstOf(m.Refs))
	if top == levelArticle || m.Refs[0].From.Annex > 0 || m.Refs[0].From.Named != "" {
		return nil, true
	}
	if m.Linked && i > 0 {
		return []statute.Provision{r.meanings[i-1].last}, true
	}
	if top <= levelSection {
		part := r.namedPart(m, w)
		if part.IsZero() && m.Before >= 0 && m.Name.Kind == NoName && len(r.meanings[m.Before].provisions) > 0 {
			part = upTo(r.meanings[m.Before].last, top-1) // 第三编第三章 …，第八章 …
		}
		return []statute.Provision{part}, true
	}
	if m.Name.Kind != NoName && formerOrLatter(m.Name.Text) == "" {
		return nil, false // 《某法》第二款 names no article
	}
	base = []statute.Provision{r.meanings[i].last} // the container, found with the law
	return base, !base[0].Article.IsZero()
}

// namedPart is the part named between law and chapter: 分则, 合同编.
func (r *resolver) namedPart(m *Mention, w law) statute.Provision {
	switch m.Name.Part {
	case "":
		return statute.Provision{}
	case "分则", "总则":
		return statute.Provision{Named: m.Name.Part}
	}
	if text, _ := r.lookup.Text(w.keys[0], w.when); text != nil {
		if p, ok := text.PartNamed(m.Name.Part); ok {
			return p
		}
	} else if w.keys[0] == civilCode {
		return partOfCode(m.Name.Part)
	}
	return statute.Provision{}
}

// partsOfCode are the parts of the civil code in order.
var partsOfCode = [...]string{"总则编", "物权编", "合同编", "人格权编", "婚姻家庭编", "继承编", "侵权责任编"}

// partOfCode is the part of the civil code with a name.
func partOfCode(name string) statute.Provision {
	for i, part := range partsOfCode {
		if name == part {
			return levelPart.set(statute.Provision{}, statute.Number{Main: i + 1})
		}
	}
	return statute.Provision{}
}

// this is what 本条, 本款, 本项 and 本章 mean.
func (r *resolver) this(i int, m *Mention, w law) ([]statute.Provision, bool) {
	l := m.Base.Level
	if l <= levelSection {
		if j := r.lastProvision(i); r.doc.Law == "" && j >= 0 && r.inside(m) == nil { // 民法典第十四章居住权，本章第四节
			within := upTo(r.meanings[j].last, l)
			return []statute.Provision{within}, !l.get(within).IsZero()
		}
		if r.inside(m) != nil || m.Segment >= len(r.doc.Segments) {
			return nil, false
		}
		within := upTo(r.doc.Segments[m.Segment].Within, l)
		return []statute.Provision{within}, !l.get(within).IsZero()
	}
	at := upTo(r.here(m), l)
	if at.Article.IsZero() && l == levelArticle {
		return r.that(i, w, l)
	}
	return []statute.Provision{at}, !at.Article.IsZero() && !l.get(at).IsZero()
}

// paragraphBefore is the index of the provision cited right before mention i, where that is a paragraph before which those of
// 前款 stand: 依某法第三条第二款，某人不得实施前款规定的行为. -1 in laws and where nothing tells.
func (r *resolver) paragraphBefore(i int, m *Mention) int {
	if r.doc.Law != "" || r.doc.Amends || m.Base.Kind != Prior || m.Base.Level != levelParagraph || m.Quote >= 0 || i == 0 ||
		r.last != i-1 || !r.here(m).Article.IsZero() {
		return -1
	}
	last := &r.found.Mentions[r.last]
	if last.LineStart != m.LineStart || r.meanings[r.last].last.Paragraph <= m.Base.Count ||
		strings.Contains(r.doc.Text[last.Span.End:m.Span.Start], "。") {
		return -1
	}
	return r.last
}

// prior is what 前款, 前两款, 前条 and 前项 mean.
func (r *resolver) prior(i int, m *Mention, w law) ([]statute.Provision, bool) {
	l, at := m.Base.Level, r.here(m)
	if j := r.paragraphBefore(i, m); j >= 0 {
		at = r.meanings[j].last
	}
	if at.Article.IsZero() {
		return nil, false
	}
	if l == levelArticle {
		list := r.articlesBefore(at.Article, m.Base.Count, w)
		return list, len(list) > 0
	}
	at = upTo(at, l)
	n := l.get(at).Main
	if n <= 1 || l == levelItem && m.Base.Count > n-1 {
		return nil, false
	}
	var list []statute.Provision
	for k := max(1, n-m.Base.Count); k < n; k++ {
		list = append(list, l.set(at, statute.Number{Main: k}))
	}
	return list, true
}

// articlesBefore are the n articles before one, as the law has them; where its
// text or the article is not loaded, by number.
func (r *resolver) articlesBefore(article statute.Number, n int, w law) []statute.Provision {
	var numbers []statute.Number
	text, _ := r.lookup.Text(w.keys[0], w.when)
	if text != nil {
		numbers = text.Before(article, n)
	}
	if known := text != nil && r.has(w, statute.Provision{Article: article}); !known {
		switch {
		case article.Sub > 0: // an article that an amendment adds
			for k := max(0, article.Sub-n); k < article.Sub; k++ {
				numbers = append(numbers, statute.Number{Main: article.Main, Sub: k})
			}
		default:
			for k := max(1, article.Main-n); k < article.Main; k++ {
				numbers = append(numbers, statute.Number{Main: k})
			}
		}
	}
	list := make([]statute.Provision, len(numbers))
	for i, number := range numbers {
		list[i] = statute.Provision{Article: number}
	}
	return list
}

// that is what 该条, 同条 and 该款 mean: the one cited last.
func (r *resolver) that(i int, w law, l level) ([]statute.Provision, bool) {
	j := r.lastProvision(i)
	if r.found.Mentions[i].Name.Kind == Same {
		for n := 0; j >= 0 && n < maxSame && (len(r.meanings[j].provisions) == 0 || r.meanings[j].law.keys[0] != w.keys[0]); n++ {
			j--
		}
	}
	if j < 0 {
		return nil, false
	}
	p := upTo(r.meanings[j].last, l)
	return []statute.Provision{p}, !l.get(p).IsZero()
}

// maxEach bounds the provisions that 各该条 means.
const maxEach = 500

// eachOf is what 各该条 means: the ones listed before in the sentence.
func (r *resolver) eachOf(m *Mention) ([]statute.Provision, bool) {
	var list []statute.Provision
	for j := m.Before; j >= 0 && len(list) < maxEach; j = r.found.Mentions[j].Before {
		var these []statute.Provision
		for _, p := range r.meanings[j].provisions {
			if p = upTo(p, m.Base.Level); !m.Base.Level.get(p).IsZero() {
				these = append(these, p)
			}
		}
		list = append(these, list...)
		if !r.found.Mentions[j].Linked {
			break
		}
	}
	r.budget -= len(list)
	if r.budget < 0 {
		list = nil
	}
	return list, len(list) > 0
}

// undash makes paragraphs of the numbers behind dashes, where the law has no articles that were put in behind others: 民法典562-1.
func (r *resolver) undash(m *Mention, w law) {
	if len(m.Refs) == 0 || !m.Refs[0].Dashed || len(w.keys) != 1 || w.keys[0] == criminalLaw {
		return
	}
	for i, ref := range m.Refs {
		p := ref.From
		if text, _ := r.lookup.Text(w.keys[0], w.when); text != nil {
			if _, found := text.Find(p.AtArticle()); found {
				continue
			}
		}
		if ref.Dashed && p.Article.Sub > 0 && p.Article.Sub <= maxParagraph {
			p.Paragraph, p.Article.Sub = p.Article.Sub, 0
			m.Refs[i].From = p
		}
	}
}

// criminalLaw is the law of which notes cite articles that were put in with a dash.
const criminalLaw = "刑法"
