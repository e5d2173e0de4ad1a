package search

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// maxSimilar is how many similar cases are named.
const maxSimilar = 5

// SimilarCase is a case like another one, with what they have in common.
type SimilarCase struct {
	*kb.CaseInfo
	Causes   []string  // causes or charges
	Articles []Related // provisions that both cite, the rarest first
}

// Similar returns cases like the one with a ref: by the cause or charges, then by the
// articles that both cite, then by what happened.
func (s *Service) Similar(ctx context.Context, ref, facts string) ([]SimilarCase, error) {
	hits, err := s.engine.Similar(ctx, &engine.Likeness{Case: searchdoc.DocumentKey(statute.DocCase, ref), Facts: facts, Size: maxSimilar})
	if err != nil {
		return nil, err
	}
	cases, err := s.casesOf(ctx, hits)
	if err != nil {
		return nil, err
	}
	list := make([]SimilarCase, len(cases))
	for i, c := range cases {
		list[i] = SimilarCase{CaseInfo: c, Causes: hits[i].Reasons.Causes}
		for _, key := range hits[i].Reasons.Shared {
			law, _, address, _ := key.Provision()
			p, err := statute.ParseProvision(address)
			if err != nil {
				return nil, err
			}
			list[i].Articles = append(list[i].Articles,
				Related{Address: statute.Address{Law: law, Provision: p}.String(), Title: titleOf(law, p)})
		}
	}
	return list, nil
}

// Linked is a paper of the same dispute as a case; Case is nil where it is not loaded.
type Linked struct {
	kb.Linked
	Case *kb.CaseInfo
}

// Chain returns the papers of the dispute that a case with a number belongs to, other than
// itself: those of earlier instances, those with the same number, those of later ones,
// others, each by day.
func (s *Service) Chain(ctx context.Context, ref, number string) ([]Linked, error) {
	if number == "" {
		return nil, nil
	}
	linked, err := s.chain(ctx, ref, number)
	if err != nil {
		return nil, err
	}
	linked = append(linked, kb.Linked{Number: number, Side: kb.Same})
	numbers := make([]string, len(linked))
	for i, l := range linked {
		numbers[i] = l.Number
	}
	cases, err := s.casesByNumber(ctx, numbers)
	if err != nil {
		return nil, err
	}
	var list []Linked
	for _, l := range linked {
		loaded := false
		for _, c := range cases {
			if c.Number == l.Number && c.Ref != ref {
				list, loaded = append(list, Linked{l, c}), true
			}
		}
		if !loaded && l.Side != kb.Same {
			list = append(list, Linked{Linked: l})
		}
	}
	slices.SortStableFunc(list, func(a, b Linked) int {
		return cmp.Or(cmp.Compare(sideOrder[a.Side], sideOrder[b.Side]), cmp.Compare(a.day(), b.day()), cmp.Compare(a.Number, b.Number))
	})
	return list, nil
}

// chain are the numbers of the other papers of a dispute, with how each is linked.
func (s *Service) chain(ctx context.Context, ref, number string) ([]kb.Linked, error) {
	if s.store == nil {
		return s.base.Chain(ctx, number)
	}
	own, err := s.store.Cases(ctx, []searchdoc.Key{searchdoc.DocumentKey(statute.DocCase, ref)})
	if err != nil {
		return nil, err
	}
	var earlier []string
	if own[0] != nil {
		earlier = own[0].Earlier
	}
	papers, err := s.numbered(ctx, engine.FieldChain, append([]string{number}, earlier...))
	if err != nil {
		return nil, err
	}
	var linked []kb.Linked
	seen := map[string]bool{"": true, number: true}
	add := func(number string, side kb.Side) {
		if !seen[number] {
			seen[number] = true
			linked = append(linked, kb.Linked{Number: number, Side: side})
		}
	}
	for _, n := range earlier {
		add(n, kb.Earlier)
	}
	for _, c := range papers {
		if slices.Contains(c.Earlier, number) {
			add(c.Number, kb.Later)
		} else {
			add(c.Number, kb.Beside)
		}
	}
	return linked, nil
}

var sideOrder = map[kb.Side]int{kb.Earlier: 0, kb.Same: 1, kb.Later: 2, kb.Beside: 3}

// day is the day of the paper, or the year in its number.
func (l Linked) day() string {
	if l.Case != nil && l.Case.Date != "" {
		return string(l.Case.Date)
	}
	return (&kb.CaseInfo{Number: l.Number}).Year()
}
