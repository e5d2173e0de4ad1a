package composite

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/local"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Engine answers plans of all kinds.
type Engine struct {
	law   *local.Engine
	cases caseEngine
	store *Store
}

// caseEngine answers plans for cases.
type caseEngine interface {
	Search(ctx context.Context, p *engine.Plan) (*engine.Answer, error)
	Similar(ctx context.Context, like *engine.Likeness) ([]engine.Hit, error)
}

var _ engine.Engine = (*Engine)(nil)

// New makes an engine of the law of a generation and the cases of a store. Cases that the
// generation has itself are found in the store alone.
func New(law *local.Engine, store *Store) *Engine {
	return &Engine{law, store.cluster.With(law), store}
}

// patience is how long what is found here waits for the cases: they are beside the law, and the
// reader is to have that soon.
const patience = 4 * time.Second

// here are the kinds that are found on this machine.
var here = []searchdoc.Kind{searchdoc.Article, searchdoc.Clause, searchdoc.Law, searchdoc.Commentary, searchdoc.Consultation}

// parts are what a plan asks of law, of the cases that reports tell, and of other cases; nil for
// nothing.
type parts struct {
	law, reports, cases *engine.Plan
	lawNamed, caseNamed []int // which of the plan's named documents each asks for, from 1
}

// divide divides a plan. Each part has all hits up to the end of the page.
func divide(p *engine.Plan) parts {
	var x parts
	law, cases := *p, *p
	law.From, law.Size = 0, max(0, p.From)+max(0, p.Size)
	if law.Size < 0 || p.Size <= 0 {
		law.Size = 0
	}
	law.Reports, cases.Reports, law.CasesFirst, cases.CasesFirst = false, false, false, false
	cases.From, cases.Size, cases.GroupByLaw = 0, law.Size, false
	law.Kinds, law.Named, cases.Named, law.Groups = nil, nil, nil, nil
	for _, k := range here {
		if len(p.Kinds) == 0 || slices.Contains(p.Kinds, k) {
			law.Kinds = append(law.Kinds, k)
		}
	}
	for i, key := range p.Named {
		if kind, _, ok := key.Document(); ok && kind == statute.DocCase {
			cases.Named, x.caseNamed = append(cases.Named, key), append(x.caseNamed, i+1)
		} else {
			law.Named, x.lawNamed = append(law.Named, key), append(x.lawNamed, i+1)
		}
	}
	wanted := len(p.Kinds) == 0 || slices.Contains(p.Kinds, searchdoc.Case)
	cases.Kinds = []searchdoc.Kind{searchdoc.Case}
	if !wanted { // only named ones
		cases.NamedOnly = true
	}
	if wanted && !p.NamedOnly || len(cases.Named) > 0 {
		x.cases = &cases
	}
	if len(law.Kinds) > 0 && !p.NamedOnly || len(law.Named) > 0 || x.cases == nil {
		if len(law.Kinds) == 0 {
			law.NamedOnly, law.Kinds = true, []searchdoc.Kind{searchdoc.Law}
		}
		x.law = &law
	}
	if p.Reports && wanted && p.Words == "" && p.Must == nil && !p.NamedOnly {
		reports := *p
		reports.Kinds, reports.Named, reports.From, reports.Size = cases.Kinds, nil, 0, law.Size
		reports.Conditions = append(slices.Clone(p.Conditions), engine.Condition{Field: engine.FieldTier, Relation: engine.Is,
			Values: []string{string(casefile.TierNews)}})
		x.reports = &reports
	}
	if p.Answering { // which of them answer is known here
		cases.Size, cases.Facets, cases.Groups = max(cases.Size, ranking.MaxCandidates), nil, nil
	}
	return x
}

// Search implements [engine.Engine]. Where cases are asked for beside other kinds and cannot be
// searched, the answer says so; where they alone are, it is an error.
func (e *Engine) Search(ctx context.Context, p *engine.Plan) (*engine.Answer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	x := divide(p)
	type found struct {
		answer *engine.Answer
		err    error
	}
	var asked chan found
	if x.cases != nil {
		asked = make(chan found, 1)
		go func() {
			a, err := e.ask(ctx, x.cases, x.law != nil)
			asked <- found{a, err}
		}()
	}
	m := merger{plan: p, parts: x}
	var err error
	if x.law != nil {
		if m.law, err = e.law.Search(ctx, x.law); err != nil {
			return nil, err
		}
	}
	if x.reports != nil {
		if m.reports, err = e.law.Search(ctx, x.reports); err != nil {
			return nil, err
		}
	}
	if asked != nil {
		f := <-asked
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if f.err == nil && p.Answering && e.law.Doubts() {
			f.err = e.answering(ctx, &m, f.answer)
		} else if f.err == nil && p.Answering {
			f.err = e.counted(ctx, &m, f.answer)
		}
		if f.err != nil {
			if x.law == nil || !isUnavailable(f.err) {
				return nil, f.err
			}
			m.without, f.answer = true, nil
		}
		m.cases = f.answer
	}
	return m.merge(), nil
}

// ask asks for cases; beside says that law is found as well and waits for them.
func (e *Engine) ask(ctx context.Context, p *engine.Plan, beside bool) (*engine.Answer, error) {
	if beside {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, patience)
		defer stop()
	}
	return try(ctx, e.store, func() (*engine.Answer, error) { return e.cases.Search(ctx, p) })
}

// answering leaves out of the cases what probably does not answer.
func (e *Engine) answering(ctx context.Context, m *merger, cases *engine.Answer) error {
	answered := m.law != nil && slices.ContainsFunc(m.law.Hits, func(h engine.Hit) bool { return h.Kind.IsProvision() })
	before := len(cases.Hits)
	cases.Hits = slices.DeleteFunc(cases.Hits, func(h engine.Hit) bool {
		return h.Named == 0 && ranking.Doubtful(whyOf(h), answered)
	})
	cases.LeftOut = before - len(cases.Hits)
	cases.Total, cases.Listed = len(cases.Hits), len(cases.Hits)
	return e.counted(ctx, m, cases)
}

// counted counts the cases that are left.
func (e *Engine) counted(ctx context.Context, m *merger, cases *engine.Answer) error {
	if len(m.plan.Facets)+len(m.plan.Groups) == 0 {
		return nil
	}
	keys := make([]string, len(cases.Hits))
	for i, h := range cases.Hits {
		keys[i] = string(h.Key)
	}
	p := engine.Plan{Kinds: m.parts.cases.Kinds, Day: m.plan.Day, Facets: m.plan.Facets, Groups: m.plan.Groups,
		Conditions: []engine.Condition{{Field: engine.FieldKey, Relation: engine.Is, Values: keys}}}
	a, err := e.ask(ctx, &p, true)
	if err != nil {
		return err
	}
	cases.Facets, cases.Groups = a.Facets, a.Groups
	return nil
}

// Similar implements [engine.Engine].
func (e *Engine) Similar(ctx context.Context, like *engine.Likeness) ([]engine.Hit, error) {
	return try(ctx, e.store, func() ([]engine.Hit, error) { return e.cases.Similar(ctx, like) })
}

// Neighbours implements [engine.Engine].
func (e *Engine) Neighbours(ctx context.Context, around *engine.Around) (*engine.Neighbourhood, error) {
	return e.law.Neighbours(ctx, around)
}

// isUnavailable reports whether an error says that the cases gave no whole answer.
func isUnavailable(err error) bool { return errors.Is(err, engine.ErrUnavailable) }

func whyOf(h engine.Hit) ranking.Why {
	r := h.Reasons
	return ranking.Why{Closeness: r.Closeness, Words: r.Words, Title: r.Title, Passage: r.Passage}
}

// byDate puts the newest first.
func byDate(a, b engine.Hit) int { return cmp.Compare(b.Date, a.Date) }

// Cases returns what lists show of the cases with some keys, also of those that reports tell, in
// their order; nil for those that are not there.
func (e *Engine) Cases(ctx context.Context, keys []searchdoc.Key) ([]*kb.CaseInfo, error) {
	list := make([]*kb.CaseInfo, len(keys))
	var asked []searchdoc.Key
	var at []int
	for i, key := range keys {
		if _, _, reported := key.ReportedCase(); !reported {
			asked, at = append(asked, key), append(at, i)
		} else if c, ok := e.law.Case(key); ok {
			list[i] = &c
		}
	}
	if len(asked) == 0 {
		return list, nil
	}
	found, err := try(ctx, e.store, func() ([]*kb.CaseInfo, error) { return e.store.cluster.Cases(ctx, asked) })
	if err != nil {
		return nil, err
	}
	for i, c := range found {
		list[at[i]] = c
	}
	return list, nil
}

// Documents returns the cases with some keys, in their order; nil for those that are not there.
func (e *Engine) Documents(ctx context.Context, keys []searchdoc.Key) ([]*searchdoc.Document, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	return try(ctx, e.store, func() ([]*searchdoc.Document, error) { return e.store.cluster.Documents(ctx, keys) })
}
