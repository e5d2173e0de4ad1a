package lawhistory

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Stage is a provision as it stands in one text: what an article is in a trail from its first
// text to its last.
type Stage struct {
	Version    kb.Version
	Provisions []statute.Address // with the version; several where one was split or several were merged
	// Kind and Sure say what happened on the way to the text after it; "" for the last one.
	Kind concordance.Kind
	Sure concordance.Certainty
	// Clauses are those of the instruments by which it became what it is here.
	Clauses []Clause
}

// Trail is a provision through all texts, the newest first: those that came after its own,
// its own, and those before, of its law and of the laws that were replaced. The address has a
// version.
func (b *Book) Trail(ctx context.Context, a statute.Address) ([]Stage, error) {
	p, err := b.base.Lookup(ctx, a, "")
	if err != nil {
		return nil, err
	}
	article := a
	article.Provision = a.Provision.AtArticle()
	own := Stage{Version: p.Version, Provisions: []statute.Address{article}}
	later, err := b.after(ctx, &own)
	if err != nil {
		return nil, err
	}
	earlier, err := b.origins(ctx, own)
	if err != nil {
		return nil, err
	}
	stages := slices.Concat(later, []Stage{own}, earlier)
	return stages, b.addClauses(ctx, stages)
}

// after are the stages behind one, the newest first; it says in the first what became of it.
func (b *Book) after(ctx context.Context, own *Stage) ([]Stage, error) {
	var out []Stage
	for at := own; ; {
		next, ok, err := b.Following(ctx, at.Version)
		if err != nil || !ok {
			return out, err
		}
		stage := Stage{Version: next}
		for _, a := range at.Provisions {
			s, err := b.Next(ctx, a)
			if err != nil {
				return nil, err
			}
			at.Kind, at.Sure = s.Kind, s.Sure
			stage.Provisions = appendNew(stage.Provisions, s.To)
		}
		if len(stage.Provisions) == 0 {
			return out, nil
		}
		out = append([]Stage{stage}, out...)
		at = &out[0]
	}
}

func appendNew(list, more []statute.Address) []statute.Address {
	for _, a := range more {
		if a.Provision = a.Provision.AtArticle(); !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// origins are the stages before one, the newest first.
func (b *Book) origins(ctx context.Context, own Stage) ([]Stage, error) {
	texts, err := b.before(own.Version)
	if err != nil || len(texts) == 0 {
		return nil, err
	}
	var all []Successor
	for _, a := range own.Provisions {
		origins, err := b.Origins(ctx, a)
		if err != nil {
			return nil, err
		}
		all = append(all, origins...)
	}
	var out []Stage
	for _, v := range texts {
		stage := Stage{Version: v}
		for _, s := range all {
			if s.From.Law == v.Law && s.From.Version == v.Label {
				stage.Provisions = appendNew(stage.Provisions, []statute.Address{s.From})
				stage.Kind, stage.Sure = s.Kind, s.Sure
			}
		}
		if len(stage.Provisions) == 0 {
			continue
		}
		more, err := b.origins(ctx, stage)
		if err != nil {
			return nil, err
		}
		out = append(append(out, stage), more...)
	}
	slices.SortStableFunc(out, func(x, y Stage) int {
		return cmp.Or(cmp.Compare(y.Version.Begins(), x.Version.Begins()), cmp.Compare(y.Version.Label, x.Version.Label))
	})
	return out, nil
}
