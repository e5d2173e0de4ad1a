package local

import (
	"context"
	"strings"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/engine"
)

// mark adds the places where strings stand in the texts of the hits. Laws as such have
// no text, and neither have cases that reports tell.
func (e *Engine) mark(ctx context.Context, hits []engine.Hit, list []found, strs []string) error {
	folded := make([]string, len(strs))
	for i, s := range strs {
		folded[i] = gseanalysis.Fold(s)
	}
	for i, f := range list {
		if f.unknown || f.reported != nil {
			continue
		}
		text, err := e.textOf(ctx, f.ID)
		if err != nil {
			return err
		}
		hits[i].Marks = gseanalysis.Places(text, folded)
	}
	return nil
}

// textOf is the text of a search document.
func (e *Engine) textOf(ctx context.Context, id index.ID) (string, error) {
	var b strings.Builder
	switch id.Table {
	case index.TableUnit:
		units, err := e.base.UnitsByID(ctx, []int64{id.Row})
		if err != nil {
			return "", err
		}
		for _, u := range units {
			b.WriteString(u.Text())
		}
	case index.TableDocument:
		passages, err := e.base.PassagesOf(ctx, id.Row)
		if err != nil {
			return "", err
		}
		for _, p := range passages {
			b.WriteString(p.Label + "\n" + p.Text() + "\n")
		}
	}
	return b.String(), nil
}
