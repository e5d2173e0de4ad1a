package search

import (
	"context"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// meaning is what a request means. It is made once, by understand, and not changed
// afterwards.
type meaning struct {
	// query is what was typed, without what turned out to name something: Ref is left
	// only where the whole query is an address or a name. Its filters are all that hold,
	// those of the request among them.
	query   query.Query
	intent  Intent
	written string // what was understood, as it may be typed
	names   names  // what the query names outright
	exact   *kb.Provision
	// notLoaded says that something is named that is not there, nearest what is near.
	notLoaded string
	nearest   []string
	scope     string // key of the law that the search is kept to
	expanded  []query.Replacement
	// refusal tells why the conditions cannot be met; then there is no plan.
	refusal string
	// meant are the addresses that were probably meant by one that names no law.
	meant []string
	plan  engine.Plan
	// provision says that provisions were asked for, and are there: nothing else is looked
	// for. nothingElse says the same of one that is not there.
	provision, nothingElse bool
}

// understand finds out what a request means. It looks up names and the provisions that
// are named, and nothing else.
func (s *Service) understand(ctx context.Context, q query.Query, r Request) (*meaning, error) {
	m, err := s.name(ctx, q, r)
	if err != nil {
		return nil, err
	}
	m.intent, m.written = intentOf(m.query), written(m.query)
	filters := m.query.Filters
	if r.Law != "" {
		filters = append(slices.Clip(filters), query.Filter{Field: engine.FieldLaw, Value: r.Law})
	}
	c, err := s.conditions(ctx, filters, r.AsOf)
	if err != nil {
		return nil, err
	}
	if c.refusal != "" {
		m.refusal = c.refusal
		if c.notLoaded != "" {
			m.notLoaded, m.nearest = c.notLoaded, c.nearest
		}
		return &m, nil
	}
	m.plan = s.plan(m.query, r)
	m.plan.Conditions = c.list
	if len(filters) > 0 {
		if m.names.places, err = s.holding(ctx, m.names.places, &m.plan); err != nil {
			return nil, err
		}
		if len(m.names.places) == 0 {
			m.exact = nil
		}
	}
	m.plan.Named = m.names.keys()
	absent := m.names.absent()
	m.nothingElse = m.nothingElse || m.query.Ref != nil && absent != nil && (absent.Loaded || absent.End.Day.Date != "")
	m.provision = !m.nothingElse && m.query.Ref != nil &&
		slices.ContainsFunc(m.names.places, func(p named) bool { return p.place.Unit != nil })
	m.plan.NamedOnly = m.plan.NamedOnly || m.nothingElse || m.provision
	if !m.plan.NamedOnly {
		m.expanded = s.legal(m.query, &m.plan)
	}
	m.plan.Answering = !r.All && m.query.Must == nil && m.query.Text != "" && wantsProvisions(m.plan.Kinds) && !inLaw(filters)
	return &m, nil
}

// name finds what a query names outright, and turns the rest of it into words, which
// may be kept to a law.
func (s *Service) name(ctx context.Context, q query.Query, r Request) (meaning, error) {
	q = s.whole(q)
	direct, err := s.references(ctx, q, r)
	if err != nil {
		return meaning{}, err
	}
	m := meaning{names: direct, exact: direct.only()}
	m.notLoaded, m.nearest = direct.missed()
	q.Filters = slices.Concat(q.Filters, r.Filters)
	m.query = q
	if m.names.places = ofTypes(direct.places, r.Types); len(m.names.places) > 0 || direct.absent() != nil {
		return m, nil
	}
	if said, meant := s.misnamed(q); said != "" {
		m.query, m.notLoaded, m.meant, m.nothingElse = q, said, meant, true
		return m, nil
	}
	q.Ref = nil // no law has that name: these are words
	if q.Mentions != nil {
		q.Must = q.Mentions
		m.query, m.notLoaded = q, "没有收录文号为 "+q.Raw+" 的文件"
		return m, nil
	}
	inside, err := s.mentioned(ctx, q, r)
	if err != nil {
		return meaning{}, err
	}
	if place := inside.only(); place != nil {
		m.exact = place
	}
	if inside.missing != nil {
		m.notLoaded, m.nearest = inside.missed()
	}
	m.names = inside
	m.names.places = ofTypes(inside.places, r.Types)
	m.query, m.scope = s.scoped(q)
	return m, nil
}

// intentOf is what a query asks for that was understood.
func intentOf(q query.Query) Intent {
	switch {
	case q.Ref != nil && !q.Ref.Provision.IsZero():
		return IntentAddress
	case q.Ref != nil || q.Mentions != nil || q.IsCaseNumber:
		return IntentName
	case q.Must.Demands():
		return IntentConditions
	}
	return IntentQuestion
}

// written writes back what was understood, in Chinese where it is an address.
func written(q query.Query) string {
	switch {
	case q.IsCaseNumber:
		return "案号 " + q.Raw
	case q.Mentions != nil && q.Ref == nil:
		return "文号 " + q.Raw
	case q.Ref == nil || q.Ref.Provision.IsZero() && dated(*q.Ref) == "":
		return q.String()
	}
	return dated(*q.Ref) + bare(q)
}

// dated writes the day or year of an address before it.
func dated(r query.Ref) string {
	switch {
	case r.Day != "":
		return r.Day.Chinese() + "的"
	case r.Year != "":
		return r.Year + "年的"
	}
	return ""
}

// bare writes the addresses of a query without their day.
func bare(q query.Query) string {
	list := []string{titleOf(q.Ref.Name, q.Ref.Provision)}
	for _, f := range q.Further {
		list = append(list, titleOf(f.Name, f.Provision))
	}
	return strings.Join(list, "、")
}

// plan is the plan of a query without what it names and without conditions.
func (s *Service) plan(q query.Query, r Request) engine.Plan {
	kinds, ok := kindsOf(r.Types)
	p := engine.Plan{Must: q.Must, Words: q.Text, Kinds: kinds, Day: r.AsOf, Superseded: r.Superseded, CasesFirst: q.IsCaseNumber,
		GroupByLaw: r.GroupByLaw,
		From:       from(r.Page, r.Size), Size: r.Size, Facets: engine.SearchList.Facets()}
	if r.Beside > 0 {
		p.Beside = engine.Beside{Kinds: besideKinds[:], Size: r.Beside, LeastWords: leastBeside}
	}
	p.NamedOnly = !ok || q.Plain() && q.Text == ""
	for _, f := range q.Filters {
		p.Superseded = p.Superseded || f.Field == engine.FieldStatus && !f.Not
	}
	if r.Sort != SortRelevance {
		p.Sort = engine.Sort(r.Sort)
	}
	return p
}

// besideKinds are the kinds of documents of which those like a query are shown beside its results,
// leastBeside is the share of its words that they have at least: where little is loaded, what is best
// may have nothing to do with it.
var besideKinds = [...]searchdoc.Kind{searchdoc.Case, searchdoc.Commentary}

const leastBeside = 0.3

// kindsOf are the kinds of documents that types mean. ok is false where there is none
// of those types.
func kindsOf(types []string) (kinds []searchdoc.Kind, ok bool) {
	for _, t := range types {
		k, known := searchdoc.KindOf(t)
		if !known {
			continue
		}
		kinds = append(kinds, k)
		if k == searchdoc.Article {
			kinds = append(kinds, searchdoc.Clause)
		}
	}
	return kinds, len(types) == 0 || len(kinds) > 0
}

// wantsProvisions reports whether provisions may be found: how likely something answers is known
// of them best, and whoever asks for documents of another kind looks through them.
func wantsProvisions(kinds []searchdoc.Kind) bool {
	return len(kinds) == 0 || slices.Contains(kinds, searchdoc.Article)
}

// inLaw reports whether a search is kept to a law: it is asked for what that law has, however
// little it answers.
func inLaw(filters []query.Filter) bool {
	return slices.ContainsFunc(filters, func(f query.Filter) bool { return f.Field == engine.FieldLaw && !f.Not })
}

// legal puts into a plan what the law writes for the words of its query: for words of other
// languages in their place, for everyday words beside them, and its numbers in the other
// spelling: 30日 is 三十日; and how the question is read. What must occur is meant to the letter.
func (s *Service) legal(q query.Query, p *engine.Plan) (expanded []query.Replacement) {
	if q.Must != nil || q.Text == "" {
		return nil
	}
	p.Words, expanded = s.translations.Translate(q.Text)
	var words [][2]int
	for _, t := range s.words.Words(p.Words) {
		words = append(words, [2]int{t.Start, t.End})
	}
	everyday := s.synonyms.For(p.Words, words)
	for _, r := range everyday {
		p.Also = append(p.Also, r.To...)
	}
	p.Also = append(p.Also, cnnum.Spellings(p.Words)[1:]...)
	p.Question = question.Read(p.Words)
	p.Question.Everyday = len(everyday) > 0
	return append(expanded, everyday...)
}

// scoped keeps a query to a law that stands before or behind its words, set apart by
// white space or title marks: 民法典 违约金, 《民法典》违约金. key is "" where none does.
func (s *Service) scoped(q query.Query) (scoped query.Query, key string) {
	if slices.ContainsFunc(q.Filters, func(f query.Filter) bool { return f.Field == engine.FieldLaw }) {
		return q, ""
	}
	if q.Must != nil && q.Must.Op == engine.OpAnd && len(q.Must.Args) > 1 {
		for i, e := range q.Must.Args {
			key := ""
			if e.Op == engine.OpWord {
				key = s.lawNamed(e.Text)
			}
			if key != "" { // 民法典 AND 违约金: the law is where, not what
				q.Must = query.All(slices.Delete(slices.Clone(q.Must.Args), i, i+1))
				return keptTo(q, key, strings.Replace(q.Text, e.Text, "", 1)), key
			}
		}
	}
	name, behind := "", ""
	if title, after, ok := strings.Cut(strings.TrimPrefix(q.Text, "《"), "》"); ok && strings.HasPrefix(q.Text, "《") {
		name, behind = title, after
	} else if words := strings.Fields(q.Text); len(words) > 1 {
		first, last := words[0], words[len(words)-1]
		if name, behind = first, strings.Join(words[1:], " "); s.lawNamed(name) == "" {
			name, behind = last, strings.Join(words[:len(words)-1], " ")
		}
	}
	key = s.lawNamed(name)
	if key == "" || strings.TrimSpace(behind) == "" || slices.Contains(q.Must.Words(), name) {
		return q, ""
	}
	return keptTo(q, key, behind), key
}

// keptTo keeps a query to a law, with the words that are left.
func keptTo(q query.Query, key, text string) query.Query {
	q.Text = strings.TrimSpace(text)
	q.Filters = append(slices.Clip(q.Filters), query.Filter{Field: engine.FieldLaw, Value: key})
	return q
}

// lawNamed returns the key of the one loaded law that a name means, or "".
func (s *Service) lawNamed(name string) string {
	name = strings.Trim(name, "《》")
	if name == "" {
		return ""
	}
	keys := s.resolve(name)
	if len(keys) != 1 || !s.names.IsLoaded(keys[0]) {
		return ""
	}
	return keys[0]
}

// resolve returns the keys of the laws that a name may mean, which may be the initials
// of its pinyin.
func (s *Service) resolve(name string) []string {
	if keys := s.names.Resolve(name); len(keys) > 0 {
		return keys
	}
	if isInitials(name) {
		return s.suggester().byInitials[strings.ToLower(name)]
	}
	return nil
}
