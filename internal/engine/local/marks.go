package local

import (
	"context"
	"strings"

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
		text, err := e.textOf(ctx, f)
		if err != nil {
			return err
		}
		if places := gseanalysis.Places(text, folded); len(places) > 0 { // none are nil, as they are in JSON
			hits[i].Marks = places
		}
	}
	return nil
}

// textOf is the text of a document that was found.
func (e *Engine) textOf(ctx context.Context, f found) (string, error) {
	if f.Kind.IsProvision() {
		u, err := e.provision(ctx, f.Doc)
		if err != nil {
			return "", err
		}
		return u.Text(), nil
	}
	info := e.documents[f.Doc]
	if info == nil {
		return "", nil
	}
	passages, err := e.base.PassagesOf(ctx, info.ID)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, p := range passages {
		b.WriteString(p.Label + "\n" + p.Text() + "\n")
	}
	return b.String(), nil
}
