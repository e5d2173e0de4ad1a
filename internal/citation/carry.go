package citation

import (
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// lawOf is the law of mention i: named right before it, carried over from the
// mention before, or that of the place where it stands.
func (r *resolver) lawOf(i int, m *Mention) law {
	switch m.Name.Kind {
	case ByTitle, ByName, ByNumber, ByGuess:
		return r.named(m.Name, i)
	case Own:
		return r.instrument(r.own(m), m.Name, i)
	case Same:
		return r.instrument(r.same(m.Name.Text, i), m.Name, i)
	}
	if !m.Linked && (r.doc.Contract || m.Quote >= 0 && r.found.Quotes[m.Quote].OfContract) {
		r.meanings[i].ofContract = true
		return law{}
	}
	switch m.Base.Kind {
	case This, Prior:
		if m.Base.Kind == This && r.here(m).Article.IsZero() && m.Base.Level >= levelArticle {
			return r.lastCited(i) // 本条 in a text about a law
		}
		return r.own(m)
	case That:
		return r.lastCited(i)
	case EachOf:
		if m.Before >= 0 {
			return r.meanings[m.Before].law
		}
		return law{}
	}
	if m.Linked && i > 0 {
		before := r.meanings[i-1]
		r.meanings[i].ofContract = before.ofContract
		return before.law
	}
	if highest(firstOf(m.Refs)) > levelArticle {
		w, base := r.container(i, m)
		r.meanings[i].last = base
		return w
	}
	return r.carried(i, m)
}

// maxCarry bounds how many mentions back a law is carried over from.
const maxCarry = 64

// carried is the law of a bare 第N条 that begins no list: the one whose provision
// the sentence cited last, whatever stands between; in a text that is no law the
// one it named last; else the quoted law, the law itself, or the one that the
// text is about.
func (r *resolver) carried(i int, m *Mention) law {
	for j, n := m.Before, 0; j >= 0 && n < maxCarry; j, n = r.found.Mentions[j].Before, n+1 {
		before := &r.meanings[j]
		switch {
		case before.ofContract:
			r.meanings[i].ofContract = true
			return law{}
		case len(before.provisions) > 0:
			return before.law
		case before.law.known() && r.doc.Law == "" && r.inside(m) == nil:
			return before.law
		}
	}
	if w := r.own(m); w.known() {
		p := firstOf(m.Refs)
		if subject := r.interpreted(); subject.known() && m.Quote < 0 && !r.has(w, p) && (!r.has(w, p.AtArticle()) || r.has(subject, p)) {
			return subject
		}
		return w
	}
	if r.last >= 0 && r.found.Mentions[r.last].Segment == m.Segment {
		return r.meanings[r.last].law
	}
	return law{}
}

// interpreted is the law that a text with articles of its own explains: what
// its own articles don't have is meant there.
func (r *resolver) interpreted() law {
	if r.doc.Law == "" || r.doc.Subject == "" || r.doc.Subject == r.doc.Law {
		return law{}
	}
	return law{keys: []string{r.doc.Subject}, when: When{Day: r.doc.Day}}
}

// has reports whether a law has a provision, as far as is known: what is not
// loaded may have anything.
func (r *resolver) has(w law, p statute.Provision) bool {
	text, _ := r.lookup.Text(w.keys[0], w.when)
	if text == nil {
		return true
	}
	_, found := text.Find(p)
	return found || p.Article.IsZero()
}

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
		return law{}, base
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

// inside returns the wording that the mention stands in, nil for none.
func (r *resolver) inside(m *Mention) *frame {
	if m.Quote >= 0 {
		return r.frame(m.Quote)
	}
	if r.headed != nil && r.doc.Law != "" && r.headed.unit != r.segmentUnit(m.Segment) {
		r.headed = nil
	}
	return r.headed
}

// own is the law that speaks where the mention stands: the quoted one, the
// text itself, else the one it is about.
func (r *resolver) own(m *Mention) law {
	if f := r.inside(m); f != nil && f.law.known() {
		return f.law
	}
	if r.doc.Law != "" {
		if m.Name.Kind == Own {
			if name, ok := r.aliases[statute.NormName(m.Name.Text)]; ok {
				return r.named(name, -1) // （以下简称本法）
			}
		}
		return law{keys: []string{r.doc.Law}, when: When{Label: r.doc.Version}}
	}
	if r.subject.known() {
		return r.subject
	}
	if m.Name.Kind == Own && r.lastLaw > 0 {
		return r.meanings[r.lastLaw-1].law
	}
	return law{}
}

// lastCited is the law of the provision cited last before mention i.
func (r *resolver) lastCited(i int) law {
	if j := r.lastProvision(i); j >= 0 {
		return r.meanings[j].law
	}
	return law{}
}

// lastProvision is the index of the provision cited last, or -1; articles of
// laws don't look into those before them.
func (r *resolver) lastProvision(i int) int {
	if r.last < 0 || (r.doc.Law != "" || r.doc.Amends) && r.unit(r.last) != r.unit(i) {
		return -1
	}
	return r.last
}

func (r *resolver) unit(i int) int { return r.segmentUnit(r.found.Mentions[i].Segment) }

func (r *resolver) segmentUnit(segment int) int {
	if segment < len(r.doc.Segments) {
		return r.doc.Segments[segment].Unit
	}
	return 0
}

// maxSame bounds how many mentions back 该法 looks.
const maxSame = 40

// same is the law that 该法 means: the last one named whose name ends in that
// word, else the last one named. No word means the last one spoken of.
func (r *resolver) same(word string, i int) law {
	var nearest law
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		m, w := &r.found.Mentions[j], r.meanings[j].law
		if !w.known() || m.Name.Kind == NoName && word != "" || m.Name.Kind == Own && word != "" {
			continue
		}
		if !nearest.known() {
			nearest = w
		}
		for _, k := range w.keys {
			if strings.HasSuffix(bareKey(k), word) {
				return w
			}
		}
	}
	if nearest.known() && (word == "法" || word == "") || len(word) > len("规定") {
		return nearest
	}
	return law{}
}

// namedBefore are the keys of the laws named before mention i, nearest first.
func (r *resolver) namedBefore(i int) []string {
	var keys []string
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		for _, k := range r.meanings[j].law.keys {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// instrument is what carries out or explains a law: 实施细则 of 该法实施细则. Where
// nothing tells which law, it is named by its word alone.
func (r *resolver) instrument(of law, n Name, i int) law {
	if n.Instrument == "" {
		return of
	}
	name := Name{Kind: ByGuess, Text: n.Instrument}
	if len(of.keys) == 1 {
		name.Text = of.keys[0] + n.Instrument
	}
	return r.named(name, i)
}

// bareKey is a key without notes such as （试行） and （一） at its end.
func bareKey(key string) string {
	for strings.HasSuffix(key, "）") || strings.HasSuffix(key, ")") {
		i := max(strings.LastIndex(key, "（"), strings.LastIndex(key, "("))
		if i <= 0 {
			break
		}
		key = key[:i]
	}
	return key
}

// named is what a name means in this document, where it stands at mention i.
func (r *resolver) named(n Name, i int) law {
	w := law{keys: r.keysOf(n, i), when: When{Day: r.doc.Day}, stated: n.Version}
	switch {
	case n.Version == Former:
		w.when.Former = true
	case n.Version != "":
		w.when.Year = n.Version
	case len(w.keys) == 1 && w.keys[0] == r.doc.Law:
		w.when = When{Label: r.doc.Version}
	case len(w.keys) == 1 && r.doc.changed != "" && r.subject.known() && w.keys[0] == r.subject.keys[0] && i >= 0 && r.found.Mentions[i].Quote < 0:
		return r.changed(w.keys[0])
	}
	return w
}

// keysOf are the keys that a name means. Where several laws bear it, those that
// the document named before come alone, if that leaves one.
func (r *resolver) keysOf(n Name, i int) []string {
	norm := statute.NormName(n.Text)
	if alias, ok := r.aliases[norm]; ok && statute.NormName(alias.Text) != norm && i != aliasOnly {
		if keys := r.keysOf(alias, aliasOnly); len(keys) > 0 {
			return keys
		}
	}
	if _, size := normWordAt(n.Text); size > 0 && size == len(n.Text) && n.Kind == ByTitle {
		return r.generic(n.Text, i)
	}
	keys := r.filedAs(n)
	switch {
	case len(keys) == 1:
		return keys
	case len(keys) > 1:
		return r.spokenOf(keys)
	case n.Kind == ByNumber:
		return []string{statute.Key(n.Text)}
	case n.Kind == ByTitle:
		if keys := r.restored(n.Text, i); len(keys) > 0 {
			return keys
		}
	default:
		if keys := r.spokenOf(r.lookup.LawsEnding(n.Text)); len(keys) > 0 {
			return keys
		}
	}
	return []string{r.unknown(n.Text)}
}

// filedAs are the keys under which a name is filed, in any of its spellings.
func (r *resolver) filedAs(n Name) []string {
	for _, name := range spellings(n.Text) {
		if keys := r.lookup.LawsNamed(name, r.doc.Day); len(keys) > 0 {
			return keys
		}
	}
	return nil
}

// spokenOf is the one of several laws that the document named before, or all of
// them where that is none or several.
func (r *resolver) spokenOf(keys []string) []string {
	var spoken []string
	for _, k := range keys {
		if r.spoken[k] {
			spoken = append(spoken, k)
		}
	}
	if len(spoken) == 1 {
		return spoken
	}
	return keys
}

// restored are the keys of a title that lost the title inside it, as happens
// where 〈…〉 was taken for markup: 最高人民法院关于适用的解释. The laws named before
// fill the gap; those titles that are loaded may be meant.
func (r *resolver) restored(title string, i int) []string {
	at := -1
	for _, w := range [...]string{"关于适用", "关于执行", "关于修改"} {
		if j := strings.Index(title, w); j >= 0 {
			at = j + len(w)
			break
		}
	}
	if rest := title[max(0, at):]; at < 0 || !strings.HasPrefix(rest, "的") && !strings.HasPrefix(rest, "若干") && !strings.HasPrefix(rest, "有关") {
		return nil
	}
	var found []string
	for _, k := range r.namedBefore(i) {
		for _, full := range r.lookup.LawsNamed(title[:at]+"《"+k+"》"+title[at:], r.doc.Day) {
			if !slices.Contains(found, full) {
				found = append(found, full)
			}
		}
	}
	return found
}

// aliasOnly stands for the index of a mention where the name is the full one
// behind a short name.
const aliasOnly = -2

// spellings are the ways in which a name as written may be filed: as it is,
// without a note on its version, without issuers.
func spellings(name string) []string {
	list := []string{name}
	if strings.HasSuffix(name, "号") {
		list = append(list, numberAsFiled.Replace(name))
	}
	if yearOf(name) != "" {
		name = bareKey(name)
		list = append(list, name)
	}
	if issuers, rest := statute.SplitIssuers(statute.Key(name)); issuers != nil {
		list = append(list, rest)
	} else if rest := strings.TrimPrefix(name, issuersBeforeTitle(name)); rest != name {
		list = append(list, rest)
	}
	return list
}

// numberAsFiled writes 〔2021〕第15号 as numbers are filed.
var numberAsFiled = strings.NewReplacer("〕第", "〕", "]第", "〕", "】第", "〕", "）第", "〕", ")第", "〕")

// issuersBeforeTitle returns the issuers at the head of a title that is no
// 关于…: 国务院诉讼费用交纳办法.
func issuersBeforeTitle(name string) string {
	for _, issuer := range issuers {
		if strings.HasPrefix(name, issuer) && len(name) > len(issuer) {
			return issuer
		}
	}
	return ""
}

// unknown is the key of a law that no loaded text has. A title that the
// document gave with its issuers before keeps them.
func (r *resolver) unknown(title string) string {
	key := statute.Key(bareYear(title))
	norm := statute.NormName(key)
	if _, rest := statute.SplitIssuers(key); rest != key {
		r.withIssuers[statute.NormName(rest)] = key
		return key
	}
	if full, ok := r.withIssuers[norm]; ok {
		return full
	}
	return key
}

func bareYear(title string) string {
	if yearOf(title) != "" {
		return bareKey(title)
	}
	return title
}

// maxGeneric bounds how many mentions back a law is looked for that 《规定》 may
// mean: it is often named in the preamble only.
const maxGeneric = 400

// generic is what 《规定》 or 《条例》 means that nothing defines: the law that
// the text is about, or the only one of that kind named before.
func (r *resolver) generic(word string, i int) []string {
	if r.subject.known() && len(r.subject.keys) == 1 && strings.HasSuffix(bareKey(r.subject.keys[0]), word) {
		return r.subject.keys
	}
	var keys []string
	for j, n := i-1, 0; j >= 0 && n < maxGeneric; j, n = j-1, n+1 {
		if m := &r.found.Mentions[j]; m.Name.Kind == ByTitle || m.Name.Kind == ByName {
			for _, k := range r.meanings[j].law.keys {
				if strings.HasSuffix(bareKey(k), word) && k != word && !slices.Contains(keys, k) {
					keys = append(keys, k)
				}
			}
		}
	}
	if len(keys) == 0 {
		keys = []string{word}
	}
	if len(keys) == 1 && r.doc.Law == "" && !r.subject.known() {
		r.subject = law{keys: keys, when: When{Day: r.doc.Day}}
	}
	return keys
}
