package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// CaseRequest asks for cases. Chosen are values of fields, by the names of fields that
// lists of cases offer; of engine.FieldApplies it is a provision or a law, by any name,
// at any depth.
type CaseRequest struct {
	Query  string // words to rank by; "" lists by tier, then date
	Chosen map[string]string
	// Day is that of the texts that provisions are named in; "" means today.
	Day statute.Date
	// Sort is engine.ByDate for the newest first; "" is by relevance, or by tier without words.
	Sort       engine.Sort
	Page, Size int
}

// CaseList are cases, best first.
type CaseList struct {
	Total   int
	Cases   []*kb.CaseInfo
	Facets  map[string][]Count
	Message string // in the user's words, where something chosen is not there
}

// Cases lists cases.
func (s *Service) Cases(ctx context.Context, r CaseRequest) (*CaseList, error) {
	p, refusal, err := s.casePlan(ctx, r)
	if err != nil {
		return nil, err
	}
	if refusal != "" {
		return &CaseList{Message: refusal}, nil
	}
	a, err := s.engine.Search(ctx, p)
	if err != nil {
		return nil, err
	}
	list := &CaseList{Total: a.Total}
	if list.Facets, err = s.counts(engine.CaseList, a); err != nil {
		return nil, err
	}
	if list.Cases, err = s.casesOf(ctx, a.Hits); err != nil {
		return nil, err
	}
	if r.Page <= 1 {
		told, err := s.toldWith(ctx, r)
		if err != nil {
			return nil, err
		}
		list.Cases, list.Total = append(told, list.Cases...), list.Total+len(told)
	}
	if list.Total == 0 {
		list.Message = noCases(r.Chosen)
	}
	return list, nil
}

// noCases says that no case was found, and why, where names were looked for that are hidden.
func noCases(chosen map[string]string) string {
	for _, field := range [...]string{engine.FieldParty, engine.FieldJudge, engine.FieldLawyer, engine.FieldFirm} {
		if strings.ContainsAny(chosen[field], "某×*＊") {
			return "隐去的姓名、名称不能用来检索"
		}
	}
	return "没有这样的案例。可以放宽条件，或换个说法"
}

// casePlan is the plan of a list of cases. refusal tells the user what of it cannot be.
func (s *Service) casePlan(ctx context.Context, r CaseRequest) (p *engine.Plan, refusal string, err error) {
	chosen, refusal, err := s.chosen(ctx, r.Chosen)
	if err != nil || refusal != "" {
		return nil, refusal, err
	}
	if p, refusal, err = s.listPlan(ctx, r); err != nil || refusal != "" {
		return nil, refusal, err
	}
	p.Conditions = append(p.Conditions, chosen...)
	if r.Sort != engine.ByRelevance {
		p.Sort = r.Sort
	}
	return p, "", nil
}

// listPlan is the plan of a list of cases without what was chosen. refusal tells the user
// which filter cannot be met.
func (s *Service) listPlan(ctx context.Context, r CaseRequest) (plan *engine.Plan, refusal string, err error) {
	if r.Size <= 0 || r.Size > MaxSize {
		r.Size = defaultSize
	}
	all := Request{Types: []string{searchdoc.Case.String()}, Page: max(1, r.Page), Size: r.Size,
		AsOf: cmp.Or(r.Day, statute.Today(s.now()))}
	q := query.Parse(r.Query)
	q.Ref = nil
	p := s.plan(q, all)
	p.Facets = engine.CaseList.Facets()
	p.CasesFirst = false // there is nothing else
	if q.Raw == "" {
		p.NamedOnly, p.Reports, p.Sort = false, true, engine.ByTier
		return &p, "", nil
	}
	c, err := s.conditions(ctx, q.Filters, all.AsOf)
	if err != nil || c.refusal != "" {
		return nil, c.refusal, err
	}
	p.Conditions = c.list
	if q.Text == "" && q.Must == nil { // nothing but filters, as if they were chosen
		p.Reports, p.Sort = true, engine.ByTier
	}
	s.legal(q, &p)
	return &p, "", nil
}

// chosen makes the conditions of what was chosen. refusal tells the user that it names
// nothing, or cannot be read.
func (s *Service) chosen(ctx context.Context, values map[string]string) (list []engine.Condition, refusal string, err error) {
	for field := range engine.CaseList.Offered() {
		value := values[field.Name]
		if value == "" {
			continue
		}
		if field.Name == engine.FieldApplies {
			addresses, ok := s.addressesOf(value)
			if !ok {
				return nil, "请写明条文，例如 刑法264", nil
			}
			list = append(list, engine.Condition{Field: field.Name, Relation: engine.Is, Values: addresses})
			continue
		}
		c, refusal, err := s.typed(ctx, field, value)
		if err != nil || refusal != "" {
			return nil, refusal, err
		}
		if c.Relation == engine.Contains && field.Values != nil {
			if c, err = s.orPart(ctx, c); err != nil {
				return nil, "", err
			}
		}
		list = append(list, c)
	}
	return list, "", nil
}

// orPart is a condition on a name that was chosen or typed: where some case has just that
// name, it is meant, else a part of one.
func (s *Service) orPart(ctx context.Context, c engine.Condition) (engine.Condition, error) {
	exact := c
	exact.Relation = engine.Is
	a, err := s.engine.Search(ctx, &engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Reports: true,
		Conditions: []engine.Condition{exact}, Day: statute.Today(s.now())})
	if err != nil || a.Total == 0 {
		return c, err
	}
	return exact, nil
}

// addressesOf are the addresses that a name may mean, of laws that are loaded or not.
// ok is false where it is no name.
func (s *Service) addressesOf(name string) (list []string, ok bool) {
	ref := query.ParseRef(name)
	if ref == nil {
		return nil, false
	}
	keys, _ := s.lawsOf(*ref)
	if len(keys) == 0 {
		keys = []string{statute.Key(ref.Name)}
	}
	for _, key := range keys {
		a := statute.Address{Law: key, Provision: ref.Provision}.String()
		if _, err := statute.ParseAddress(a); err == nil { // what is no address is cited nowhere
			list = append(list, a)
		}
	}
	return list, true
}

// caseHolder is an engine that holds what lists show of cases in memory, so that they
// need not be read one by one. An engine on other machines is none.
type caseHolder interface {
	// Case returns the case with a key, also of one that a report tells.
	Case(key searchdoc.Key) (c kb.CaseInfo, ok bool)
}

// caseStore is an engine whose cases are not in the knowledge base. It has the cases that it
// found, unless they were taken out meanwhile.
type caseStore interface {
	// Cases returns what lists show of the cases with some keys, also of those that reports
	// tell, in their order; nil for those that are not there.
	Cases(ctx context.Context, keys []searchdoc.Key) ([]*kb.CaseInfo, error)
	// Documents returns the cases with some keys likewise.
	Documents(ctx context.Context, keys []searchdoc.Key) ([]*searchdoc.Document, error)
}

// casesOf returns what lists show of cases.
func (s *Service) casesOf(ctx context.Context, hits []engine.Hit) ([]*kb.CaseInfo, error) {
	if s.store != nil {
		return s.storedCases(ctx, hits)
	}
	if s.cases == nil {
		return s.readCases(ctx, hits)
	}
	list := make([]*kb.CaseInfo, len(hits))
	for i, h := range hits {
		c, ok := s.cases.Case(h.Key)
		if !ok {
			return s.readCases(ctx, hits)
		}
		list[i] = &c
	}
	return list, nil
}

// storedCases asks the store for what lists show of cases.
func (s *Service) storedCases(ctx context.Context, hits []engine.Hit) ([]*kb.CaseInfo, error) {
	keys := make([]searchdoc.Key, len(hits))
	for i, h := range hits {
		keys[i] = h.Key
	}
	list, err := s.store.Cases(ctx, keys)
	if err != nil {
		return nil, err
	}
	if i := slices.Index(list, nil); i >= 0 {
		return nil, fmt.Errorf("%w: %s was found and is gone", engine.ErrUnavailable, keys[i])
	}
	return list, nil
}

// storedDocuments reads the cases among some hits; none where the knowledge base has them.
func (s *Service) storedDocuments(ctx context.Context, hits []engine.Hit) (map[searchdoc.Key]*searchdoc.Document, error) {
	if s.store == nil {
		return nil, nil
	}
	var keys []searchdoc.Key
	for _, h := range hits {
		if h.Kind == searchdoc.Case {
			keys = append(keys, h.Key)
		}
	}
	list, err := s.store.Documents(ctx, keys)
	if err != nil {
		return nil, err
	}
	found := make(map[searchdoc.Key]*searchdoc.Document, len(keys))
	for i, d := range list {
		if d == nil {
			return nil, fmt.Errorf("%w: %s was found and is gone", engine.ErrUnavailable, keys[i])
		}
		found[keys[i]] = d
	}
	return found, nil
}

// numbered are the cases with any of some normalised numbers. It does not look at the days of
// texts.
func (s *Service) numbered(ctx context.Context, field string, numbers []string) ([]*kb.CaseInfo, error) {
	a, err := s.engine.Search(ctx, &engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Day: statute.Today(s.now()), Size: maxNumbered,
		Conditions: []engine.Condition{{Field: field, Relation: engine.Is, Values: numbers}}})
	if err != nil {
		return nil, err
	}
	return s.casesOf(ctx, a.Hits)
}

// maxNumbered is how many papers of one dispute are looked at.
const maxNumbered = 200

// readCases reads what lists show of cases from the knowledge base.
func (s *Service) readCases(ctx context.Context, hits []engine.Hit) ([]*kb.CaseInfo, error) {
	var refs []string
	for _, h := range hits {
		if _, ref, ok := h.Key.Document(); ok {
			refs = append(refs, ref)
		}
	}
	byRef, err := s.base.CasesByRef(ctx, refs)
	if err != nil {
		return nil, err
	}
	list := make([]*kb.CaseInfo, 0, len(hits))
	for _, h := range hits {
		_, ref, _ := h.Key.Document()
		c := byRef[ref]
		if report, n, ok := h.Key.ReportedCase(); ok {
			if c, err = s.reported(ctx, report, n); err != nil {
				return nil, err
			}
		}
		if c == nil {
			return nil, fmt.Errorf("the engine has the case %s, which the knowledge base has not", h.Key)
		}
		list = append(list, c)
	}
	return list, nil
}

// reported reads the nth case that a report tells; nil where it tells less.
func (s *Service) reported(ctx context.Context, ref string, n int) (*kb.CaseInfo, error) {
	list, err := s.base.ReportedCasesOf(ctx, ref)
	if err != nil || n < 1 || n > len(list) {
		return nil, err
	}
	return list[n-1], nil
}
