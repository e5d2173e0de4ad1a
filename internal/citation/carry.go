package citation

import (
	"strings"
	"unicode"

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
		if m.Name.Note != 0 {
			return r.ofNote(m.Name.Note, i)
		}
		if formerOrLatter(m.Name.Text) != "" && highest(firstOf(m.Refs)) > levelArticle {
			w, article := r.ofTwoProvisions(m.Name.Text, i)
			r.meanings[i].last = article
			return w
		}
		if m.Name.OfCourts {
			return r.ofCourts(m.Name.Text, i)
		}
		w := r.instrument(r.same(m.Name.Text, i), m.Name, i)
		switch {
		case m.Name.Version == Former && w.known():
			w.when, w.stated = When{Former: true, Day: r.doc.Day}, Former
		case m.Name.Version == present:
			w.when, w.stated = When{Day: r.doc.Day}, ""
		case m.Name.Version != "" && w.known(): // 2006年法
			w.when, w.stated = When{Year: m.Name.Version, Day: r.doc.Day}, m.Name.Version
		}
		return w
	}
	if !m.Linked && (r.doc.Contract || m.Quote >= 0 && r.found.Quotes[m.Quote].OfContract) {
		r.meanings[i].ofContract = true
		return law{}
	}
	switch m.Base.Kind {
	case This, Prior:
		if m.Base.Kind == This && r.here(m).Article.IsZero() && (m.Base.Level >= levelArticle || r.doc.Law == "") {
			return r.lastCited(i) // 本条 in a text about a law
		}
		if j := r.paragraphBefore(i, m); j >= 0 {
			return r.meanings[j].law
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
		if r.isClauseAgain(i, m) {
			r.meanings[i].ofContract = true
			return law{}
		}
		before := r.meanings[i-1]
		r.meanings[i].ofContract = before.ofContract
		return before.law
	}
	if highest(firstOf(m.Refs)) > levelArticle {
		w, base := r.container(i, m)
		r.meanings[i].last = base
		return w
	}
	return r.thatHas(r.ofAmended(r.carried(i, m), m), i, m)
}

// maxAmending is the highest article that an amendment is taken to have of its own, where
// its text is not loaded.
const maxAmending = 60

// ofAmended is the law that an amendment changes, where the article is one that the
// amendment does not have: 根据刑法修正案（十一），第二百九十一条之二增设了….
func (r *resolver) ofAmended(w law, m *Mention) law {
	if len(w.keys) != 1 || r.doc.Law != "" {
		return w
	}
	base, _, ok := strings.Cut(w.keys[0], "修正案（")
	article := firstOf(m.Refs).Article
	if !ok || article.Sub == 0 && article.Main <= maxAmending {
		return w
	}
	if text, _ := r.lookup.Text(w.keys[0], w.when); text != nil {
		if _, found := text.Find(firstOf(m.Refs).AtArticle()); found {
			return w
		}
	}
	if keys := r.lookup.LawsNamed(base, r.doc.Day); len(keys) == 1 {
		return law{keys: keys, when: When{Day: r.doc.Day}}
	}
	return w
}

// maxCarry bounds how many mentions back a law is carried over from.
const maxCarry = 64

// carried is the law of a bare 第N条 that begins no list: the one whose provision
// the sentence cited last, whatever stands between; in a text that is no law the
// one it named last; else the quoted law, the law itself, or the one that the
// text is about.
func (r *resolver) carried(i int, m *Mention) law {
	if w := r.ofColumn(m); w.known() {
		return w
	}
	if w := r.ofArrow(i, m); w.known() {
		return w
	}
	if r.isNextClause(i, m) || r.isClauseElsewhere(i, m) {
		r.meanings[i].ofContract = true
		return law{}
	}
	if w, contract := r.citedBefore(i, m); contract || w.known() {
		r.meanings[i].ofContract = contract
		return w
	}
	for j, n := m.Before, 0; j >= 0 && n < maxCarry; j, n = r.found.Mentions[j].Before, n+1 {
		before := &r.meanings[j]
		switch {
		case before.ofContract:
			if w := r.citedAgain(i, m); w.known() {
				return w
			}
			if r.isBeyondClauses(i, m) || r.last >= 0 && r.voids(m) && r.found.Mentions[r.last].LineStart == m.LineStart {
				return r.meanings[r.last].law
			}
			r.meanings[i].ofContract = true
			return law{}
		case len(before.provisions) > 0:
			return before.law
		case before.law.known() && r.doc.Law == "" && r.inside(m) == nil:
			return before.law
		}
	}
	if w := r.below(i, m); w.known() {
		return w
	}
	if w := r.citedAbove(i, m); w.known() {
		return w
	}
	if w := r.ofItemAbove(i, m); w.known() {
		return r.beside(w, i, m)
	}
	if w := r.own(m); w.known() {
		p := firstOf(m.Refs)
		if subject := r.interpreted(); subject.known() && m.Quote < 0 && !r.has(w, p) && (!r.has(w, p.AtArticle()) || r.has(subject, p)) {
			return subject
		}
		return w
	}
	if w, ok := r.subjectOfSentence(i, m); ok {
		return w
	}
	if w := r.ofSentenceBefore(i, m); w.known() {
		return w
	}
	if w := r.ofItemWithContract(i, m); w.known() {
		return w
	}
	if w := r.ofOnlyLaw(i, m); w.known() {
		return w
	}
	if r.last < 0 || i > 0 && r.meanings[i-1].ofContract && !r.isBeyondClauses(i, m) {
		return law{}
	}
	if w := r.ofNotes(i, m); w.known() {
		return w
	}
	last := &r.found.Mentions[r.last]
	if last.Segment == m.Segment && (last.LineStart == m.LineStart || !r.beginsLine(m) || r.inCell(m) && r.inCell(last)) {
		return r.beside(r.mainOf(r.notAside(r.last), m), i, m)
	}
	return law{}
}

// inCell reports whether a cell of a row ends behind a mention: 第71条第1款｜惩罚性赔偿.
func (r *resolver) inCell(m *Mention) bool {
	after := strings.TrimLeft(r.doc.Text[m.Span.End:min(len(r.doc.Text), m.Span.End+maxLabel)], " \u3000")
	return strings.HasPrefix(after, "｜") || strings.HasPrefix(after, "|") || strings.HasPrefix(after, "\t")
}

// beginsLine reports whether an article begins its line, as what a check list or an
// agreement numbers does: ☑ 第九条解除条件.
func (r *resolver) beginsLine(m *Mention) bool {
	before := r.doc.Text[m.LineStart:m.Span.Start]
	return len(before) <= maxLabel && (strings.IndexFunc(before, unicode.IsLetter) < 0 || afterBullet(before))
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
		if w := r.meanings[r.lastLaw-1].law; r.isOfKind(w, m.Name.Text) {
			return w
		}
		return r.ofKindCited(m)
	}
	return law{}
}

// ofKindCited is the law of the kind that a text calls its own which it cited last before mention m: 某规定第12条：…依据民法典144条以及
// 本规定第13条.
func (r *resolver) ofKindCited(m *Mention) law {
	word, _ := normWordAt(strings.TrimPrefix(m.Name.Text, "本"))
	if word == "" || r.doc.Amends || r.doc.Contract {
		return law{}
	}
	for j, n := r.last, 0; j >= 0 && n < maxContainers; j, n = j-1, n+1 {
		of := &r.meanings[j]
		if of.ofContract {
			return law{}
		}
		if len(of.law.keys) == 1 && len(of.provisions) > 0 && endsInWord(bareKey(of.law.keys[0]), word) {
			return of.law
		}
	}
	return law{}
}

// isOfKind reports whether the law named last is a norm of the kind that a text calls its own:
// 本办法 in the rules of a school is no 教育法.
func (r *resolver) isOfKind(w law, own string) bool {
	word, _ := normWordAt(strings.TrimPrefix(own, "本"))
	for _, k := range w.keys {
		bare := bareKey(k)
		if word == "" || word == "法" && strings.HasSuffix(bare, "法典") || strings.HasSuffix(bare, word) ||
			strings.HasSuffix(r.found.Mentions[r.lastLaw-1].Name.Text, word) {
			return true
		}
	}
	return len(w.keys) == 0
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

// interpretedOf is the statute that 同法 means where the law named before is its
// interpretation, else that law.
func (r *resolver) interpretedOf(w law) law {
	titles := statute.QuotedTitles(w.keys[0])
	if len(titles) != 1 {
		return w
	}
	if keys := r.lookup.LawsNamed(titles[0], r.doc.Day); len(keys) == 1 {
		return law{keys: keys, when: When{Day: r.doc.Day}}
	}
	return w
}

// maxSame bounds how many mentions back 该法 looks.
const maxSame = 40

// same is the law that 该法 means: the last one named whose name ends in that
// word, else the last one named. No word means the last one spoken of.
func (r *resolver) same(word string, i int) law {
	if formerOrLatter(word) != "" {
		return r.oneOfTwo(word, i)
	}
	if isDraft(word) {
		return r.draftBefore(i)
	}
	if w := r.statuteCitedLast(i); word == "法" && w.known() {
		return w
	}
	var nearest law
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		m, w := &r.found.Mentions[j], r.meanings[j].law
		if r.meanings[j].ofContract && word != "" && word != "法" && m.Name.NoLaw && strings.HasSuffix(bareKey(m.Name.Text), word) {
			return law{} // 办法第十八条 behind 《用工管理办法》
		}
		if !w.known() || m.Name.Kind == NoName && word != "" || m.Name.Kind == Own && word != "" {
			continue
		}
		if !nearest.known() {
			nearest = w
		}
		if called, _, _ := cutSeriesNumber(m.Name.Text); word != "" && endsInWord(called, word) {
			return w // 公司法解释三, whose title ends in 规定（三）
		}
		for _, k := range w.keys {
			if endsInWord(bareKey(k), word) {
				return w
			}
		}
	}
	if word == "法" && len(nearest.keys) == 1 {
		return r.interpretedOf(nearest)
	}
	if word == "法" && !nearest.known() && r.doc.Law == "" && r.found.Mentions[i].Name.Version != "" {
		return r.onlyAhead(i) // 某某前置（新法23条）⏎…《某法》2023年修订
	}
	if (word == "解释" || word == "司法解释") && len(nearest.keys) == 1 && r.doc.Law == "" {
		return r.interpretationOf(nearest.keys[0])
	}
	if nearest.known() && (word == "法" || word == "") || len(word) > len("规定") && word != "暂行条例" {
		return nearest
	}
	if word == "暂行条例" && len(nearest.keys) == 1 { // of 增值税 behind 增值税法
		if keys := r.lookup.LawsNamed(strings.TrimSuffix(nearest.keys[0], "法")+word, r.doc.Day); len(keys) == 1 {
			return law{keys: keys, when: When{Day: r.doc.Day}}
		}
		return law{}
	}
	if word == "条例" && r.doc.Law == "" && len(nearest.keys) == 1 && r.isStatute(nearest) {
		if keys := r.lookup.LawsNamed(nearest.keys[0]+"实施条例", r.doc.Day); len(keys) == 1 { // 招投标法：3条⏎条例8条
			return law{keys: keys, when: When{Day: r.doc.Day}}
		}
	}
	if word == "条例" && r.doc.Law == "" {
		return r.ofTopic(i, word)
	}
	return law{}
}
