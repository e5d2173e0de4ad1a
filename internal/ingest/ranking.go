package ingest

import (
	"errors"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// buildRanking makes the ranking of the draft and returns what it was made with. What it has of
// documents that did not change is taken from the generation before, all of its laws where
// lawsKept says so.
func (r *run) buildRanking(documents *searchdoc.File, lawsKept bool) (version string, err error) {
	model, err := ranking.Shipped()
	if err != nil {
		return "", err
	}
	words, err := gseanalysis.Load()
	if err != nil {
		return "", err
	}
	b, err := ranking.CreateFiles(r.draft.Ranking(), words, documents)
	if err != nil {
		return "", err
	}
	if r.reusable(model) {
		old, openErr := ranking.OpenFiles(r.base.Ranking(), model)
		if openErr != nil {
			return "", errors.Join(openErr, b.Discard())
		}
		defer func() { err = errors.Join(err, old.Close()) }()
		b.ReuseFrom(old)
		if lawsKept {
			b.KeepLaws()
		}
	}
	if err := b.Collect(); err != nil {
		return "", errors.Join(err, b.Discard())
	}
	return model.Version(), b.Save(model)
}

// reusable reports whether the ranking of the current generation was made by this
// program with this model. Begin has compared its files with their checksums then.
func (r *run) reusable(model *ranking.Model) bool {
	if r.base == nil || r.rebuilt || r.Rebuild {
		return false
	}
	m := r.base.Manifest
	return m.Format == generation.FormatVersion && m.Ranking == model.Version() && m.Dictionary == gseanalysis.DictionaryVersion
}
