package lawhistory

import (
	"context"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// Origins are the articles of the texts before that became an article, with what happened to
// them. The address has a version and names an article.
func (b *Book) Origins(ctx context.Context, a statute.Address) ([]Successor, error) {
	law, err := b.base.Law(ctx, a.Law)
	if err != nil {
		return nil, err
	}
	v, ok := law.Version(a.Version)
	if !ok {
		return nil, nil
	}
	all, err := b.originsIn(ctx, v)
	return all[a], err
}

// originsIn are the origins of all articles of a text. They are kept.
func (b *Book) originsIn(ctx context.Context, v kb.Version) (map[statute.Address][]Successor, error) {
	if kept, ok := b.came.Load(v.ID); ok {
		return kept.(map[statute.Address][]Successor), nil
	}
	found, err := b.findOrigins(ctx, v)
	if err != nil {
		return nil, err
	}
	b.came.Store(v.ID, found)
	return found, nil
}

func (b *Book) findOrigins(ctx context.Context, v kb.Version) (map[statute.Address][]Successor, error) {
	texts, err := b.Before(ctx, v)
	if err != nil {
		return nil, err
	}
	found := map[statute.Address][]Successor{}
	for _, w := range texts {
		rows, err := b.Whole(ctx, w.Law, w.Label)
		if err != nil {
			return nil, err
		}
		for _, s := range rows {
			for _, to := range s.To {
				found[to] = append(found[to], s)
			}
		}
	}
	return found, nil
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
	for {
		law, err := b.base.Law(ctx, a.Law)
		if err != nil {
			return Change{}, err
		}
		v, _ := law.Version(a.Version)
		c := Change{By: v, Now: a}
		texts, err := b.Before(ctx, v)
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
		same, err := b.sameWords(ctx, origins[0], *c.Before, v)
		if err != nil || !same {
			return c, err
		}
		a = origins[0].From
	}
}

// sameWords reports whether an article has the words of its only successor, but for what a
// comparison of texts ignores.
func (b *Book) sameWords(ctx context.Context, s Successor, v, next kb.Version) (bool, error) {
	from, err := b.base.UnitAt(ctx, v.ID, s.From.Provision.String())
	if err != nil {
		return false, err
	}
	to, err := b.base.UnitAt(ctx, next.ID, s.To[0].Provision.String())
	if err != nil {
		return false, err
	}
	c := b.comparer(ctx, sequence{older: v, newer: next, follows: true}, textdiff.Everything)
	return c.compare(s.From, s.To[0], from.Text(), to.Text()).Kind != concordance.Changed, nil
}
