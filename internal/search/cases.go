package search

import (
	"context"
	"fmt"

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
	Query      string // words to rank by; "" lists by tier, then date
	Chosen     map[string]string
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
	chosen, missing, err := s.chosen(r.Chosen)
	if err != nil {
		return nil, err
	}
	if missing != "" {
		return &CaseList{Message: missing}, nil
	}
	p, err := s.casePlan(ctx, r)
	if err != nil {
		return nil, err
	}
	p.Conditions = append(p.Conditions, chosen...)
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
	if a.Total == 0 {
		list.Message = "没有这样的案例。可以放宽条件，或换个说法"
	}
	return list, nil
}

// casePlan is the plan of a list of cases without what was chosen of its facets.
func (s *Service) casePlan(ctx context.Context, r CaseRequest) (*engine.Plan, error) {
	if r.Size <= 0 || r.Size > MaxSize {
		r.Size = defaultSize
	}
	all := Request{Types: []string{searchdoc.Case.String()}, Page: max(1, r.Page), Size: r.Size, AsOf: statute.Today(s.now())}
	q := query.Parse(r.Query)
	q.Ref = nil
	p := s.plan(q, all)
	p.Facets = engine.CaseList.Facets()
	p.CasesFirst = false // there is nothing else
	if q.Raw == "" {
		p.NamedOnly, p.Reports, p.Sort = false, true, engine.ByTier
		return &p, nil
	}
	c, err := s.conditions(ctx, q.Filters, all.AsOf)
	if err != nil {
		return nil, err
	}
	p.Conditions, p.NamedOnly = c.list, p.NamedOnly || c.refusal != ""
	_, p.Also = s.legal(q)
	return &p, nil
}

// chosen makes the conditions of what was chosen. missing tells the user that it names
// nothing.
func (s *Service) chosen(values map[string]string) (list []engine.Condition, missing string, err error) {
	for field := range engine.CaseList.Offered() {
		value := values[field.Name]
		switch {
		case value == "":
			continue
		case field.Name == engine.FieldApplies:
			addresses, ok := s.addressesOf(value)
			if !ok {
				return nil, "请写明条文，例如 刑法264", nil
			}
			list = append(list, engine.Condition{Field: field.Name, Relation: engine.Is, Values: addresses})
			continue
		case field.Normal != nil:
			value = field.Normal(value)
		}
		list = append(list, engine.Condition{Field: field.Name, Relation: engine.Is, Values: []string{value}})
	}
	return list, "", nil
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

// casesOf returns what lists show of cases.
func (s *Service) casesOf(ctx context.Context, hits []engine.Hit) ([]*kb.CaseInfo, error) {
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

// maxSimilar is how many similar cases are named.
const maxSimilar = 5

// Similar returns cases like the one with a ref: by what happened, the cause and the
// articles that both cite.
func (s *Service) Similar(ctx context.Context, ref, facts string) ([]*kb.CaseInfo, error) {
	hits, err := s.engine.Similar(ctx, &engine.Likeness{Case: searchdoc.DocumentKey(statute.DocCase, ref), Facts: facts, Size: maxSimilar})
	if err != nil {
		return nil, err
	}
	return s.casesOf(ctx, hits)
}
