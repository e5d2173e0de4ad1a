package composite

import (
	"context"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// mostCiting is how many cases that cite a provision are listed at once: each is read whole for
// the sentence that does.
const mostCiting = 60

// CitedBy returns who cites a provision. Of the cases of the store each is counted once, however
// often it cites. Where they cannot be asked, the answer says so.
func (g *Graph) CitedBy(ctx context.Context, q citegraph.CitedByQuery) (*citegraph.CitedBy, error) {
	ofCases := q.Kind == string(statute.DocCase)
	asked := q
	if ofCases {
		asked.Limit = 0
	}
	cited, err := g.Graph.CitedBy(ctx, asked)
	if err != nil {
		return nil, err
	}
	before := cited.ByKind[string(statute.DocCommentary)] // they are listed first
	p := citingPlan(q)
	switch listed := q.Kind == "" || ofCases; {
	case !listed || q.Limit == 0:
	case ofCases:
		p.From, p.Size = q.Offset, min(q.Limit, mostCiting)
	default:
		p.From = max(0, q.Offset-before)
		p.Size = min(max(0, q.Offset+q.Limit-before-p.From), q.Limit, mostCiting)
	}
	a, err := g.engine.ask(ctx, p, true)
	if err != nil {
		if ctx.Err() == nil && isUnavailable(err) {
			cited.WithoutCases = true
			return cited, nil
		}
		return nil, err
	}
	if a.Total == 0 {
		return cited, nil
	}
	cited.ByKind[string(statute.DocCase)] += a.Total
	cited.Total += a.Total
	if q.Limit == 0 {
		return cited, nil
	}
	cases, err := g.citing(ctx, q, a.Hits)
	if err != nil {
		if ctx.Err() == nil && isUnavailable(err) {
			return &citegraph.CitedBy{Total: cited.Total - a.Total, ByKind: without(cited.ByKind), Earlier: cited.Earlier,
				Former: cited.Former, List: cited.List, WithoutCases: true}, nil
		}
		return nil, err
	}
	if ofCases {
		cited.List = cases
		return cited, nil
	}
	return cited, g.insert(ctx, q, cited, cases, before, a.Total)
}

// without are the counts of all that are no cases.
func without(counts map[string]int) map[string]int {
	left := map[string]int{}
	for kind, n := range counts {
		if kind != string(statute.DocCase) {
			left[kind] = n
		}
	}
	return left
}

// insert puts cases into a page of all who cite: behind the commentary, of which there are so many
// before, and before the rest.
func (g *Graph) insert(ctx context.Context, q citegraph.CitedByQuery, cited *citegraph.CitedBy, cases []citegraph.Citing,
	before, total int) error {
	first := cited.List[:min(max(0, before-q.Offset), len(cited.List), q.Limit)]
	list := append(append([]citegraph.Citing{}, first...), cases...)
	if left := q.Limit - len(list); left > 0 && q.Offset+q.Limit > before+total {
		rest := q
		rest.Offset, rest.Limit = max(before, q.Offset-total), left
		others, err := g.Graph.CitedBy(ctx, rest)
		if err != nil {
			return err
		}
		list = append(list, others.List...)
	}
	cited.List = list
	return nil
}

// citingPlan asks for the cases that cite what a query asks for.
func citingPlan(q citegraph.CitedByQuery) *engine.Plan {
	p := &engine.Plan{Kinds: []searchdoc.Kind{searchdoc.Case}, Day: q.Day, Sort: engine.ByTier, Conditions: []engine.Condition{
		{Field: engine.FieldApplies, Relation: engine.Is, Values: []string{statute.Address{Law: q.Law, Provision: q.Provision}.String()}}}}
	if q.OnDay { // what is later is left out, what has no day stays
		p.Conditions = append(p.Conditions, engine.Condition{Field: engine.FieldDate, Relation: engine.Between,
			Values: []string{string(q.Day) + "~", ""}, Not: true})
	}
	return p
}

// citing reads the sentences in which cases cite.
func (g *Graph) citing(ctx context.Context, q citegraph.CitedByQuery, hits []engine.Hit) ([]citegraph.Citing, error) {
	refs := make([]string, len(hits))
	for i, h := range hits {
		_, refs[i], _ = h.Key.Document()
	}
	cases, err := g.documents.readAll(ctx, refs)
	if err != nil {
		return nil, err
	}
	list := make([]citegraph.Citing, len(hits))
	work, inside := errgroup.WithContext(ctx)
	work.SetLimit(4)
	for i, s := range cases {
		if s == nil {
			return nil, engine.ErrUnavailable // it was found and is gone
		}
		work.Go(func() error {
			cites, err := g.CitesOfCase(inside, s.page, statute.Today(g.documents.store.now()), q.Day)
			if err == nil {
				list[i] = citingOf(q, s, cites)
			}
			return err
		})
	}
	return list, work.Wait()
}

// citingOf is a case with the first sentence that cites what a query asks for, or any part of it.
func citingOf(q citegraph.CitedByQuery, s *stored, cites [][]citegraph.Cite) citegraph.Citing {
	x := citegraph.Citing{Kind: string(statute.DocCase), Title: s.full.Title, Document: s.full.DocumentInfo}
	node := q.Provision.String()
	for i, passage := range cites {
		for _, c := range passage {
			for _, t := range c.Targets {
				at := t.Node.String()
				if t.Address.Law != q.Law || node != "" && at != node && !strings.HasPrefix(at, node+"/") {
					continue
				}
				if x.Sentence == "" {
					x.Label, x.Quote, x.Sentence = s.page.Passages[i].Heading, c.Quote, citegraph.SentenceOf(s.full.Text, c)
				}
				if citegraph.SentenceOf(s.full.Text, c) == x.Sentence {
					x.Targets = append(x.Targets, statute.Address{Law: t.Address.Law, Provision: t.Address.Provision})
				}
			}
		}
	}
	return x
}
