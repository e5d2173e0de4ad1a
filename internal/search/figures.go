package search

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Statistics are figures of cases: of all, and by the level of the court and by the year.
type Statistics struct {
	Cause   string // cause or charge that the cases have, where that chose them
	All     Figures
	ByLevel []Figures // highest court first
	ByYear  []Figures // newest first
	Message string    // in the user's words, where something chosen is not there
}

// Figures say of some cases how they ended.
type Figures struct {
	Value    string // level or year
	Count    int
	Outcomes []Count
	Sentence engine.Spread // in months; see engine.FieldSentence
	Amount   engine.Spread // in yuan
}

// Statistics returns figures of the cases that a request asks for. Of cases that words
// rank, they are those of all that the words found.
func (s *Service) Statistics(ctx context.Context, r CaseRequest) (*Statistics, error) {
	p, refusal, err := s.casePlan(ctx, r)
	if err != nil {
		return nil, err
	}
	if refusal != "" {
		return &Statistics{Message: refusal}, nil
	}
	return s.figures(ctx, p)
}

// StatisticsLike returns figures of the cases with a cause or charge; nil for "".
func (s *Service) StatisticsLike(ctx context.Context, about string) (*Statistics, error) {
	if about = cause.Bare(about); about == "" {
		return nil, nil
	}
	x, err := s.figures(ctx, &engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Day: statute.Today(s.now()),
		Conditions: []engine.Condition{{Field: engine.FieldCause, Relation: engine.Is, Values: []string{about}}}})
	if err != nil {
		return nil, err
	}
	x.Cause = about
	return x, nil
}

// levelOrder are the levels of courts, the highest first.
var levelOrder = map[string]int{"最高": 0, "高级": 1, "中级": 2, "基层": 3, "专门": 4}

// figures asks for the figures of what a plan finds.
func (s *Service) figures(ctx context.Context, p *engine.Plan) (*Statistics, error) {
	p.Size, p.From, p.Facets, p.Sort = 0, 0, nil, engine.ByRelevance
	p.Groups = nil
	for _, by := range [...]string{"", engine.FieldCourtLevel, engine.FieldYear} {
		p.Groups = append(p.Groups, engine.Grouping{By: by, Facets: []string{engine.FieldOutcome},
			Spreads: []string{engine.FieldSentence, engine.FieldAmount}})
	}
	a, err := s.engine.Search(ctx, p)
	if err != nil {
		return nil, err
	}
	x := &Statistics{All: figuresOf(a.Groups[0][0])}
	for _, g := range a.Groups[1] {
		x.ByLevel = append(x.ByLevel, figuresOf(g))
	}
	for _, g := range a.Groups[2] {
		x.ByYear = append(x.ByYear, figuresOf(g))
	}
	slices.SortFunc(x.ByLevel, func(a, b Figures) int { return cmp.Compare(levelOrder[a.Value], levelOrder[b.Value]) })
	slices.SortFunc(x.ByYear, func(a, b Figures) int { return cmp.Compare(b.Value, a.Value) })
	return x, nil
}

func figuresOf(g engine.Group) Figures {
	f := Figures{Value: g.Value, Count: g.Count, Sentence: g.Spreads[engine.FieldSentence], Amount: g.Spreads[engine.FieldAmount]}
	for _, c := range g.Facets[engine.FieldOutcome] {
		f.Outcomes = append(f.Outcomes, Count{Value: c.Value, Name: c.Value, Count: c.Count})
	}
	return f
}
