package inspect

import (
	"context"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Totals counts what a knowledge base holds on a day, by the names that the manifest of
// a generation has for the counts.
func Totals(ctx context.Context, base *kb.Base, day statute.Date) (map[string]int, error) {
	c, err := base.Counts(ctx, string(day))
	if err != nil {
		return nil, err
	}
	cites, err := citegraph.New(base).Counts(ctx)
	if err != nil {
		return nil, err
	}
	return map[string]int{"sources": c.Sources, "laws": c.Laws, "versions": c.Versions, "articles": c.Articles,
		"cases": c.Cases, "commentaries": c.Commentaries, "consultations": c.Consultations, "citations": cites.Found}, nil
}
