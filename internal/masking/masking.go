// Package masking hides who the people in a text are, as the supreme court asks of
// judgments that are published (法释〔2016〕19号, 第八 to 第十一条): of the names of parties,
// victims, witnesses, relatives and all others whom a case tells of only the surname is left
// (羊某某), numbered where several would be called the same; addresses end at the county;
// numbers of identity cards, telephones, accounts and cars go. Judges, clerks,
// prosecutors, lawyers, bodies and those who do nothing but represent a body keep
// their names. Crimes, causes, laws and what is quoted of them stay as they are.
//
// People are collected first, each with what speaks for it: words that introduce a name,
// what is told behind it, places where names stand. Then what is known of them is
// replaced, outside of what is shielded. A judgment is read once, with the names in it:
// [Mask.Judgment] moves the spans of what was read to where they are in the text without
// the names.
//
// Start with [New] for a judgment and [Of] for another text.
package masking

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// Mask hides the people of one text.
type Mask struct {
	// Names are the names that are hidden, each with what stands for it.
	Names map[string]string

	forms  *forms
	finder *finder
	list   []Replacement
	masked string
	steps  edits
	doubts []Doubt
}

// New finds the people of a judgment that was read with their names. Titles are other
// strings that may name them.
func New(j *judgment.Judgment, titles ...string) *Mask { return learnedModel().New(j, titles...) }

// New is [New] by what this model learned.
func (m *Model) New(j *judgment.Judgment, titles ...string) *Mask {
	var bodies []string
	var people []string
	for _, x := range j.Parties {
		name := strings.TrimPrefix(textview.New(x.Name.Text).Text, "自报")
		switch behind := j.View.Text[j.View.Place(x.Name.Span.End):]; {
		case personname.IsPerson(name) && (personname.Surname(name) > 0 || !personname.IsBody(name)):
			people = append(people, name)
		case gender.MatchString(textview.ClipBytes(behind, maxBracket)) &&
			utf8.RuneCountInString(name) <= maxPersonName: // 普文学 is no school
			people = append(people, name)
		case isBodyName(name):
			bodies = append(bodies, name)
		}
	}
	f := newFinder(m, j.View, bodies)
	f.hidden = saysHiddenNames(j.View.Text)
	for _, name := range people {
		if !isHidden(name) && utf8.RuneCountInString(name) > 1 {
			p := f.person(name)
			p.seen[party]++
			p.data = true
		}
	}
	for _, x := range slices.Concat(j.Judges, []casefile.Field{j.Clerk}) {
		if !x.IsZero() {
			from, to := j.View.Place(x.Span.Start), j.View.Place(x.Span.End)
			f.guard.mark(from, to, office)
			f.person(textview.New(x.Text).Text).seen[official]++
		}
	}
	return f.mask(titles)
}

// Of finds the people of a text that is no judgment: a case that was released, a paper of a
// court, a party or an authority, or, where it is neither, a report.
func Of(text string, released bool, titles ...string) *Mask {
	return learnedModel().Of(text, released, titles...)
}

// Of is [Of] by what this model learned.
func (m *Model) Of(text string, released bool, titles ...string) *Mask {
	v := textview.New(text)
	f := newFinder(m, v, bodiesOf(v))
	paper := IsPaper(v)
	f.report = !released && !paper
	f.hidden = saysHiddenNames(v.Text)
	return f.mask(titles)
}

// mask collects the people and decides who is hidden.
func (f *finder) mask(titles []string) *Mask {
	f.bound = bindsHeads(f.c)
	f.find()
	for _, t := range titles {
		f.titled(t)
	}
	m := &Mask{finder: f}
	m.replace()
	if f.again(m.masked) {
		m.replace()
	}
	m.check()
	return m
}

// replace hides who is hidden of those that were collected.
func (m *Mask) replace() {
	f := m.finder
	m.Names, m.forms = map[string]string{}, newForms()
	var hidden []*person
	for _, p := range f.list {
		if f.hides(p) {
			hidden = append(hidden, p)
		}
	}
	m.label(whole(hidden), f)
	for _, p := range f.list {
		if m.Names[p.name] == "" && p.seen[head]+p.seen[official]+p.seen[agent]+p.seen[defender] > 0 && (!isWordy(p.name) || p.firm) {
			m.forms.add(p.name, form{kept: true})
		}
	}
	m.list = m.replacements(f)
	m.steps = editsOf(m.list)
	m.masked = m.steps.apply(f.v.Source)
}

// again looks through the masked text for people whom words introduce and who are left, adds them and
// reports whether there are any. Behind names that are hidden lists go on that ended before them.
func (f *finder) again(masked string) bool {
	v := textview.New(masked)
	if !goesOnBehindHidden(v.Text) {
		return false
	}
	s := newFinder(f.model, v, slices.Collect(maps.Keys(f.known)))
	s.report, s.bound = f.report, f.bound
	for _, p := range f.list { // who keeps the name, and is told of here as well
		if !f.hides(p) {
			*s.person(p.name) = *p
		}
	}
	known := len(s.list)
	s.introduced()
	found := false
	for _, p := range s.list[known:] {
		if s.hides(p) && p.seen[party]+p.seen[involved] > 0 {
			q := f.person(p.name)
			for i := range p.seen {
				q.seen[i] += p.seen[i]
			}
			found = true
		}
	}
	return found
}

// goesOnBehindHidden reports whether a list goes on behind a name that is hidden with what may be one that
// is not. Elsewhere the masked text introduces nobody whom the text does not.
func goesOnBehindHidden(c string) bool {
	for {
		i := strings.Index(c, "某")
		if i < 0 {
			return false
		}
		c = strings.TrimLeft(c[i:], "某甲乙丙丁戊己庚辛壬癸0123456789")
		for strings.HasPrefix(c, "（") {
			i := strings.Index(textview.ClipBytes(c, maxBracket), "）")
			if i < 0 {
				break
			}
			c = c[i+len("）"):]
		}
		for _, joint := range [...]string{"、", "和", "与", "及", "以及", "，"} {
			if rest, ok := strings.CutPrefix(c, joint); ok && hiddenAt(rest) == 0 && beginsName(rest) {
				return true
			}
		}
	}
}

// whole are the people without those who are the given names of others and stand nowhere else
// than these.
func whole(people []*person) []*person {
	given := map[string]bool{}
	for _, p := range people {
		if s := personname.Surname(p.name); s > 0 && p.isSure() {
			given[p.name[len(prefix(p.name, s)):]] = true
		}
	}
	return slices.DeleteFunc(people, func(p *person) bool { return p.seen == [len(p.seen)]int{} && !p.alias && given[p.name] })
}

// Text is the text without its people.
func (m *Mask) Text() string { return m.masked }

// Replacements are what was hidden in the text, in order.
func (m *Mask) Replacements() []Replacement { return m.list }

// Apply hides in a string what the mask hides.
func (m *Mask) Apply(s string) string {
	if s == "" {
		return s
	}
	if s == m.finder.v.Source {
		return m.masked
	}
	f := newFinder(m.finder.model, textview.New(s), nil)
	f.find()
	return editsOf(m.replacements(f)).apply(s)
}

// Judgment is a judgment without its people: its text masked, and what was read in it at
// its place there. Where a crime or a role changed with the names in it, the masked text says
// something else; then it is read again, so that what is stored is what the text shown
// says.
func (m *Mask) Judgment(j *judgment.Judgment) *judgment.Judgment {
	s := &shifter{mask: m, before: j.Text, after: m.masked, steps: m.steps}
	facts := s.facts(&j.Facts)
	if s.torn {
		return judgment.Read(m.masked)
	}
	return &judgment.Judgment{Text: m.masked, Title: s.field(j.Title), Facts: facts}
}

// person adds the forms of a person.
func (m *forms) person(p *person, with string) {
	f := form{with: with, reason: p.reason(), sure: p.isSure(), weighed: p.weighed}
	runes := []rune(p.name)
	n := len(runes)
	f.loose = n == 2 && isWord(p.name) || n == 3 && isOrdinaryWord(p.name) || p.nickname && n <= 3 && !calledAlone(p.name)
	f.quoted = p.nickname && (isOrdinaryWord(p.name) && !dictionaryNames()[p.name] || personname.IsBody(p.name))
	f.loose = f.loose || f.quoted
	m.add(p.name, f)
	if p.nickname || runes[0] < utf8.RuneSelf {
		return
	}
	if parts := strings.FieldsFunc(p.name, isDot); len(parts) > 1 {
		for _, part := range parts {
			m.part(part, f)
		}
		for _, dot := range [...]string{"", "•", "．", "‧", "∙", "・"} {
			m.add(strings.Join(parts, dot), f)
		}
		return
	}
	s := max(1, personname.Surname(p.name))
	if n-s < 2 {
		return
	}
	if parts := partsOfName(p.name); len(parts) > 1 {
		for _, part := range parts {
			m.part(part, f)
		}
	}
	m.part(string(runes[s:]), f)
	if n == 3 && f.sure {
		m.torn[[2]rune{runes[0], runes[2]}] = f
	}
}

// part adds a part of a name that may stand for the person: the given name.
func (m *forms) part(given string, f form) {
	if utf8.RuneCountInString(given) < 2 || !f.sure {
		return
	}
	if _, ok := m.given[given]; ok {
		return
	}
	f.loose, f.given = isOrdinaryWord(given) || isWord(given), true
	m.given[given] = f
	m.parts.add(given)
}

// isDot reports whether a character stands between the parts of a name.
func isDot(r rune) bool { return dotMarks.has(r) }
