package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Cite finds and resolves the citations of a document.
func Cite(doc *CitingText, dict *Dictionary, l Lookup) []Citation {
	doc = doc.understood(dict, l)
	return Resolve(doc, Find(doc, dict), l)
}

// Resolve says what the mentions of a document mean. Mentions that name
// nothing by themselves and stand where nothing tells, such as 前款 in a first
// paragraph, and clauses of contracts are left out.
func Resolve(doc *CitingText, found *Found, l Lookup) []Citation {
	r := &resolver{doc: doc, found: found, lookup: l, meanings: make([]meaning, len(found.Mentions)),
		frames: make([]*frame, len(found.Quotes)),
		last:   -1, budget: maxTargets, aliases: map[string]Name{}, withIssuers: map[string]string{},
		filed: map[string][]string{}, short: map[string][]string{}, spoken: map[string]bool{}, topics: map[string]law{}}
	for _, a := range found.Aliases {
		r.aliases[statute.NormName(a.Name)] = a.Law
	}
	r.subject = r.findSubject()
	r.headByTitle()
	if found.Declared.Kind != NoName {
		if w := r.named(found.Declared, aliasOnly); len(w.keys) == 1 {
			r.under = underHeading{law: w, style: markedFirst, close: true, declared: true}
		}
	}
	for i := range found.Mentions {
		r.mention(i)
	}
	return r.out
}

// maxTargets bounds the members of all ranges of a document together.
const maxTargets = 50_000

type resolver struct {
	doc      *CitingText
	found    *Found
	lookup   Lookup
	out      []Citation
	meanings []meaning // by mention
	frames   []*frame  // by quotation
	headed   *frame    // the article whose wording the lines since its label give
	last     int       // index of the last provision with a meaning, or -1
	lastLaw  int       // index + 1 of the last law named, with or without a provision
	budget   int
	aliases  map[string]Name // norm of a short name to the law
	spoken   map[string]bool // keys of the laws that the document has named
	// withIssuers maps the norm of an unknown title without issuers to its key
	// with them.
	withIssuers map[string]string
	filed       map[string][]string // the keys of names that were looked up
	short       map[string][]string // the keys of what names are short for
	subject     law
	topics      map[string]law // that the text names by their kind alone, once they were looked for
	under       underHeading   // the heading that names a law
	table       lawTable       // whose columns are laws
	scanned     int            // up to where lines were looked at for another
	notes       map[int]law    // by the numbers of notes, of the mentions up to noted
	noted       int
}

// law is what a name means: one key, several, or none.
type law struct {
	keys   []string
	when   When
	stated string // former version named by the text
}

func (w law) known() bool { return len(w.keys) > 0 }

// meaning is what a mention means.
type meaning struct {
	law        law
	provisions []statute.Provision // ranges expanded, levels as written
	last       statute.Provision   // what the next of a list goes on from
	ofContract bool
}

// mention gives mention i its meaning and adds its citation.
func (r *resolver) mention(i int) {
	m := &r.found.Mentions[i]
	r.leaveHeading(m)
	switch m.Kind {
	case KindCase:
		name := m.Span.Of(r.doc.Text)
		if m.Name.Text != "" {
			name = m.Name.Text // 1000号 behind （2020）浙0108民初999号
		}
		r.out = append(r.out, Citation{Kind: KindCase, Span: m.Span, Name: name, Status: UnknownLaw})
	case KindLaw:
		if m.OfContract {
			r.meanings[i].ofContract = true
			return
		}
		w := r.named(m.Name, i)
		if r.doc.Law == "" && (m.Name.Kind == ByTitle && !isNorm(m.Name.Text) || isForeign(m.Name)) && r.isUnknown(m.Name, w) {
			r.meanings[i].ofContract = true // 《合同法评论》，第五章; 《德国民法典》
			return
		}
		r.meanings[i].law = w
		r.lastLaw = i + 1
		r.speakOf(w)
		r.head(i, w)
		r.headColumn(m, w)
		if r.doc.Amends && m.Quote < 0 && m.Name.Kind == ByTitle && len(w.keys) == 1 && (amended(r.doc.Text[:m.Span.Start]) || r.alone(i)) {
			r.subject = r.changed(w.keys[0])
		}
		if m.Name.Kind == ByTitle || m.Name.Kind == ByNumber || r.linksBareName(m, w) {
			r.addLaw(m, w)
		}
	case KindProvision:
		r.provision(i, m)
	}
}

// amended reports whether a title behind these words is that of a law that the
// text changes.
func amended(before string) bool {
	for _, w := range [...]string{"修改", "修改后的", "对", "将", "废止", "废除"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// addLaw adds the citation of a whole law. Titles that are no law's are left
// out.
func (r *resolver) addLaw(m *Mention, w law) {
	if !w.known() || m.Name.Kind == ByTitle && !isNorm(m.Name.Text) && !r.loaded(w) {
		return
	}
	r.add(m, w, []statute.Provision{{}}, KindLaw)
}

// linksBareName reports whether the name of a law without 《》 is a citation of it: in news
// and commentary, where it is the name of one statute or regulation that is loaded.
func (r *resolver) linksBareName(m *Mention, w law) bool {
	if m.Name.Kind != ByName || r.doc.Law != "" || r.doc.Amends || len(w.keys) != 1 || m.Name.Part != "" {
		return false
	}
	name := strings.TrimRight(m.Name.Text, "”’」』\"")
	for _, ending := range [...]string{"法", "法典", "条例"} {
		if strings.HasSuffix(name, ending) {
			return r.loaded(w)
		}
	}
	return false
}

func (r *resolver) loaded(w law) bool {
	for _, k := range w.keys {
		if text, _ := r.lookup.Text(k, When{}); text != nil {
			return true
		}
	}
	return false
}

func (r *resolver) provision(i int, m *Mention) {
	if m.OfContract {
		r.meanings[i].ofContract = true
		return
	}
	if m.IsLabel {
		r.heading(i, m)
		return
	}
	if m.BelowHeading && !r.isBelowHeading(m) {
		return
	}
	w := r.lawOf(i, m)
	if m.Name.Unsure && r.isUnknown(m.Name, w) {
		r.meanings[i].ofContract = true // 网购退货办法7条
		return
	}
	if r.doc.Law == "" && (isForeign(m.Name) || m.Name.Kind == ByTitle && !isNorm(m.Name.Text)) && r.isUnknown(m.Name, w) {
		r.meanings[i].ofContract = true
		return
	}
	if m.Name.Kind == NoName && m.Base.Kind == NoBase && r.under.declared && len(m.Refs) > 0 && highest(m.Refs[0].From) <= levelSection &&
		m.Refs[0].From.Annex == 0 && m.Refs[0].From.Named == "" && m.Before < 0 && r.doc.Law == "" {
		return // 【第三章 民事法律行为】 heads notes
	}
	r.undash(m, w)
	alone := m.BelowHeading || m.Plain && m.Name.Kind == NoName && firstOf(m.Refs).Article.Sub == 0 &&
		!strings.Contains(m.Span.Of(r.doc.Text), "条")
	if alone && w.known() && !r.has(w, firstOf(m.Refs).AtArticle()) {
		return // a number of something else
	}
	if !w.known() {
		if r.meanings[i].ofContract || m.Name.Kind == NoName && m.Base.Kind != NoBase ||
			m.Name.Kind == Same && isForeign(Name{Kind: ByTitle, Text: m.Name.Text}) {
			return
		}
		if strings.HasPrefix(strings.TrimPrefix(r.doc.Text[m.Span.End:], "的"), "规定") && highest(firstOf(m.Refs)) == levelArticle &&
			(i == 0 || !r.meanings[i-1].ofContract) {
			// A law that nothing here names: one of those named before, if any.
			if keys := r.namedBefore(i); len(keys) > 0 {
				r.out = append(r.out, Citation{Kind: KindProvision, Span: m.Span, Status: Ambiguous, Candidates: keys})
			}
		}
		return
	}
	if w.when.Before && becomes(r.doc.Text[:m.Span.Start]) {
		w.when = When{Day: r.doc.Day} // 增加一条，作为第五条: of the text as changed
	}
	w = r.aged(r.withArticle(w, m), m)
	provisions, last := r.place(i, m, w)
	if len(provisions) == 0 {
		return
	}
	r.meanings[i] = meaning{law: w, provisions: provisions, last: last}
	r.last = i
	if m.Name.Kind != NoName && m.Name.Kind != Own {
		r.lastLaw = i + 1
		r.speakOf(w)
		r.head(i, w)
	}
	r.add(m, w, provisions, KindProvision)
}

// isUnknown reports whether nothing is known of the law that a name means: no text and no
// name of it.
func (r *resolver) isUnknown(n Name, w law) bool {
	return w.known() && !r.loaded(w) && len(r.filedAs(n)) == 0 && len(r.filedAs(Name{Kind: ByTitle, Text: w.keys[0]})) == 0
}

// speakOf remembers a law that the document named.
func (r *resolver) speakOf(w law) {
	if len(w.keys) == 1 {
		r.spoken[w.keys[0]] = true
	}
}

func firstOf(refs []Ref) statute.Provision {
	if len(refs) == 0 {
		return statute.Provision{}
	}
	return refs[0].From
}

// heading takes the label of an article that is quoted whole: it sets what the
// lines below it are, and in a text that is no law it cites the article.
func (r *resolver) heading(i int, m *Mention) {
	p := m.Refs[0].From
	if m.Quote >= 0 {
		if f := r.frame(m.Quote); f != nil {
			f.article, f.paragraph, f.line = p.Article, 1, m.Line
		}
		return
	}
	var w law
	switch {
	case r.doc.Law != "":
		// Another text, as an annex, or an article run into the line of another.
		r.headed = &frame{article: p.Article, paragraph: 1, line: m.Line, unit: r.unit(i)}
		return
	case r.ofHeading(p).known():
		w = r.under.law
	case r.headed != nil && r.headed.since == r.lastLaw:
		w = r.headed.law
	case r.lastLaw > 0 && m.Line-r.found.Mentions[r.lastLaw-1].Line <= 2 && r.alone(r.lastLaw-1):
		w = r.meanings[r.lastLaw-1].law
	case r.goesOnBelow(m, p):
		w = r.meanings[r.last].law
	}
	if !w.known() {
		r.headed = nil
		return
	}
	r.headed = &frame{law: w, article: p.Article, paragraph: 1, line: m.Line, since: r.lastLaw}
	r.meanings[i] = meaning{law: w, provisions: []statute.Provision{p}, last: p}
	r.last = i
	r.add(m, w, []statute.Provision{p}, KindProvision)
}

// alone reports whether a mention is a title that fills its line, but for a
// label.
func (r *resolver) alone(i int) bool {
	m := &r.found.Mentions[i]
	if m.Name.Kind != ByTitle {
		return false
	}
	before := r.doc.Text[max(0, m.Span.Start-maxLabel):m.Span.Start]
	after := r.doc.Text[m.Span.End:min(len(r.doc.Text), m.Span.End+maxLabel)]
	if j := strings.IndexByte(after, '\n'); j >= 0 {
		after = after[:j]
	} else if m.Span.End+maxLabel < len(r.doc.Text) {
		return false
	}
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if len(line) == len(before) && len(before) < m.Span.Start {
		return false // more stands before it
	}
	line = strings.Trim(line, " \u3000#-·")
	if n, size := itemAt(line); n > 0 {
		line = strings.Trim(line[size:], "、．. \u3000")
	}
	return line == "" && strings.Trim(after, " \u3000。：:") == ""
}

// maxLabel bounds what may stand beside a title that fills its line, in bytes.
const maxLabel = 40

// frame is the wording of a law that a text quotes.
type frame struct {
	law       law
	article   statute.Number
	paragraph int // of the first line
	line      int // where the first line is
	since     int // lastLaw when it began
	unit      int // in which it stands, in a text that is a law
}

// frame returns what a quotation quotes, nil where it quotes no provision.
func (r *resolver) frame(quote int) *frame {
	for ; quote >= 0; quote = r.found.Quotes[quote].Parent {
		if f := r.frames[quote]; f != nil {
			return f
		}
		q := r.found.Quotes[quote]
		if q.Of < 0 || !r.meanings[q.Of].law.known() || r.meanings[q.Of].last.Article.IsZero() {
			continue
		}
		m := r.meanings[q.Of]
		if m.law.when.Before { // the new wording belongs to the changed text
			m.law.when.Before, m.law.when.Day = false, r.doc.Day
		}
		r.frames[quote] = &frame{law: m.law, article: m.last.Article, paragraph: max(1, m.last.Paragraph), line: q.Line}
		return r.frames[quote]
	}
	return nil
}

// numberOf is the law whose number stands behind the title of another, "" where they
// agree or nothing tells.
func (r *resolver) numberOf(m *Mention, w law) string {
	if m.Name.Number == "" || len(w.keys) != 1 {
		return ""
	}
	keys := r.filedAs(Name{Kind: ByNumber, Text: m.Name.Number})
	if len(keys) != 1 || keys[0] == w.keys[0] {
		return ""
	}
	return keys[0]
}

// add adds the citation of provisions of a law, or of the whole of it.
func (r *resolver) add(m *Mention, w law, provisions []statute.Provision, kind TargetKind) {
	c := Citation{Kind: kind, Span: m.Span, Stated: w.stated, Status: Resolved, NumberOf: r.numberOf(m, w)}
	switch m.Name.Kind {
	case ByTitle, ByName, ByNumber, ByGuess:
		c.Name = m.Name.Text
	}
	if len(w.keys) > 1 {
		c.Status, c.Candidates = Ambiguous, w.keys
		r.out = append(r.out, c)
		return
	}
	text, exact := r.lookup.Text(w.keys[0], w.when)
	version := ""
	if text == nil {
		c.Status = UnknownLaw
	} else {
		c.Version, c.Basis = text.Label(), basisOf(w.when, exact)
		if c.Basis == ByDefault && r.doc.Undated {
			c.Basis = Undated
		}
		if !text.Current() {
			version = c.Version
		}
	}
	c.Targets = make([]Target, len(provisions))
	for i, p := range provisions {
		t := Target{Address: statute.Address{Law: w.keys[0], Version: version, Provision: p}}
		if text != nil {
			if t.Node, t.Found = text.Find(p); !t.Found {
				c.Status = Dangling
			}
		}
		c.Targets[i] = t
	}
	r.out = append(r.out, c)
}

func basisOf(w When, exact bool) Basis {
	switch {
	case w.Label != "":
		return ByItself
	case w == When{}:
		return ByDefault
	case !exact:
		return StandIn
	case w.Year != "" || w.Former:
		return ByStatement
	}
	return ByDate
}
