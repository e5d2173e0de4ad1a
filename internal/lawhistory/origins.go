package lawhistory

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// Origins are the articles of the texts before that became an article, with what happened to
// them, by text and in their order there. The address has a version and names an article.
func (b *Book) Origins(ctx context.Context, a statute.Address) ([]Successor, error) {
	law, err := b.base.Law(ctx, a.Law)
	if err != nil {
		return nil, err
	}
	v, ok := law.Version(a.Version)
	if !ok {
		return nil, nil
	}
	before, err := b.before(v)
	if err != nil || len(before) == 0 {
		return nil, err
	}
	steps, err := b.base.StepsInto(ctx, v.ID, a.Provision.AtArticle().String())
	if err != nil {
		return nil, err
	}
	var out []Successor
	for _, step := range steps {
		at := slices.IndexFunc(before, func(w kb.Version) bool { return w.ID == step.FromID })
		if at < 0 {
			continue
		}
		from := statute.Address{Law: before[at].Law, Version: before[at].Label}
		if from.Provision, err = statute.ParseProvision(step.From); err != nil {
			return nil, err
		}
		s, err := successorOf(from, step, v)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(x, y Successor) int {
		m, n := x.From.Provision.Article, y.From.Provision.Article
		return cmp.Or(cmp.Compare(x.From.Law, y.From.Law), cmp.Compare(m.Main, n.Main), cmp.Compare(m.Sub, n.Sub))
	})
	return out, nil
}

// Change is how an article came to have its words.
type Change struct {
	// By is the text that gave the article its words: the first that has them.
	By kb.Version
	// From are the articles of the text before that became this one; none where the article
	// was new, or where no text before is loaded.
	From []statute.Address
	// Before is that text; nil where none is loaded.
	Before *kb.Version
	// Now is the article in By.
	Now statute.Address
}

// LastChange tells which text gave an article its words, going back as long as nothing but
// signs, the way of writing numbers and the numbers of articles differ. The address has a
// version and names an article.
func (b *Book) LastChange(ctx context.Context, a statute.Address) (Change, error) {
	var unit *kb.Unit // the article at a, where it was read
	for {
		law, err := b.base.Law(ctx, a.Law)
		if err != nil {
			return Change{}, err
		}
		v, _ := law.Version(a.Version)
		c := Change{By: v, Now: a}
		texts, err := b.before(v)
		if err != nil || len(texts) == 0 {
			return c, err
		}
		origins, err := b.Origins(ctx, a)
		if err != nil {
			return c, err
		}
		c.Before = &texts[0]
		for i, s := range origins {
			c.From = append(c.From, s.From)
			for k := range texts {
				if i == 0 && texts[k].Law == s.From.Law && texts[k].Label == s.From.Version {
					c.Before = &texts[k]
				}
			}
		}
		if len(origins) != 1 || len(origins[0].To) != 1 {
			return c, nil
		}
		if unit == nil {
			if unit, err = b.base.UnitAt(ctx, v.ID, a.Provision.String()); err != nil {
				return c, err
			}
		}
		before, err := b.base.UnitAt(ctx, c.Before.ID, origins[0].From.Provision.String())
		if err != nil {
			return c, err
		}
		compared := b.comparer(ctx, sequence{older: *c.Before, newer: v, follows: true}, textdiff.Everything)
		if compared.compare(origins[0].From, a, before.Text(), unit.Text()).Kind == concordance.Changed {
			return c, nil
		}
		a, unit = origins[0].From, before
	}
}
