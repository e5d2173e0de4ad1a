package local

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// What makes cases alike, beside their place by what happened (1/sameRank for the
// most alike): a common cause, and each article that both cite.
const (
	sameRank    = 10
	sameCause   = 0.05
	sameArticle = 0.02
	maxShared   = 3
	maxFacts    = 400 // characters of the facts that are compared
)

// Similar implements [engine.Engine].
func (e *Engine) Similar(ctx context.Context, like *engine.Likeness) ([]engine.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, ok := e.ranker.Find(like.Case)
	self := e.caseAt(doc)
	if !ok || self == nil {
		return nil, nil
	}
	ranked, err := e.ranker.Rank(ctx, excerpt.Head(like.Facts, maxFacts), "", ranking.Filter{Kinds: []searchdoc.Kind{searchdoc.Case}})
	if err != nil {
		return nil, err
	}
	cites := e.ranker.Cites(doc)
	var list []found
	for i, x := range ranked {
		c := e.caseAt(x.Doc)
		if c == nil || c == self {
			continue
		}
		x.Score = 1 / float64(i+sameRank)
		if likeCause(self, c) {
			x.Score += sameCause
		}
		shared := 0
		for _, a := range e.ranker.Cites(x.Doc) {
			if slices.Contains(cites, a) {
				shared++
			}
		}
		x.Score += float64(min(shared, maxShared)) * sameArticle
		list = append(list, found{Ranked: x})
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(b.Score, a.Score) })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return e.hits(ctx, list[:min(max(0, like.Size), len(list))], &engine.Plan{})
}

// likeCause reports whether two cases have one cause, or one first charge.
func likeCause(a, b *kb.CaseInfo) bool {
	return a.Cause != "" && a.Cause == b.Cause || len(a.Charges) > 0 && len(b.Charges) > 0 && a.Charges[0] == b.Charges[0]
}

// Neighbours implements [engine.Engine].
func (e *Engine) Neighbours(ctx context.Context, around *engine.Around) (*engine.Neighbourhood, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, ok := e.ranker.Find(around.Provision)
	if !ok {
		return &engine.Neighbourhood{}, nil
	}
	return &engine.Neighbourhood{
		Citing: e.mostCited(e.ranker.CitedBy(doc), doc, around),
		Cited:  e.mostCited(e.ranker.Cites(doc), doc, around),
	}, nil
}

// mostCited are the keys of those provisions among some documents that are cited most.
func (e *Engine) mostCited(docs []int32, but int, around *engine.Around) []searchdoc.Key {
	day := e.shownOn(around.Day)
	var list []int32
	for _, d := range docs {
		f := e.ranker.Facts(int(d))
		if f.Kind.IsProvision() && int(d) != but && (around.Superseded || day.has(f)) {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b int32) int {
		return cmp.Compare(e.ranker.Facts(int(b)).Cited, e.ranker.Facts(int(a)).Cited)
	})
	var keys []searchdoc.Key
	for _, d := range list[:min(max(0, around.Size), len(list))] {
		keys = append(keys, e.ranker.Key(int(d)))
	}
	return keys
}
