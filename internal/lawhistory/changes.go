package lawhistory

import (
	"context"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Changes counts what a text did to the articles of the one before it of its law.
type Changes struct {
	Kept    int // same words, whatever the number
	Changed int
	Added   int
	Dropped int
}

// Text is a text of a law with what it changed.
type Text struct {
	Version kb.Version
	// Changes are those from the text before; nil for the first.
	Changes *Changes
}

// Texts are the texts of a law, the newest first.
func (b *Book) Texts(ctx context.Context, key string) ([]Text, error) {
	law, err := b.base.Law(ctx, key)
	if err != nil {
		return nil, err
	}
	out := make([]Text, len(law.Versions))
	for i, v := range law.Versions {
		out[i].Version = v
		if i+1 == len(law.Versions) {
			break
		}
		if out[i].Changes, err = b.changes(ctx, law.Versions[i+1], v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// changes counts what became of the articles of a text in the next one.
func (b *Book) changes(ctx context.Context, before, v kb.Version) (*Changes, error) {
	rows, err := b.Whole(ctx, before.Law, before.Label)
	if err != nil {
		return nil, err
	}
	now, err := b.articles(ctx, v)
	if err != nil {
		return nil, err
	}
	var c Changes
	from := map[statute.Address]bool{}
	for _, s := range rows {
		switch s.Kind {
		case concordance.Same, concordance.Moved:
			c.Kept++
		case concordance.Dropped:
			c.Dropped++
		default:
			c.Changed++
		}
		for _, to := range s.To {
			from[to] = true
		}
	}
	for _, x := range now {
		p, err := statute.ParseProvision(x.Address)
		if err != nil {
			return nil, err
		}
		if !from[statute.Address{Law: v.Law, Version: v.Label, Provision: p}] {
			c.Added++
		}
	}
	return &c, nil
}
