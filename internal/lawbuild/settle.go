package lawbuild

import (
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawnames"
)

// settle sets what depends on all laws together: the names that no text gives, the
// targets of relations, and from when to when each version is in force.
func settle(ctx context.Context, w *kb.Writer, user User) error {
	hand, err := lawnames.ByHand()
	if err != nil {
		return err
	}
	if err := w.SetGivenNames(ctx, slices.Concat(hand, lawnames.Known(), user.Names)); err != nil {
		return err
	}
	if err := resolveRelations(ctx, w); err != nil {
		return err
	}
	return settleInForce(ctx, w, user.Days)
}

// resolveRelations makes the targets of relations keys of loaded laws where
// their names, as the texts write them, mean one.
func resolveRelations(ctx context.Context, w *kb.Writer) error {
	names, err := w.Names(ctx)
	if err != nil {
		return err
	}
	targets, err := w.RelationTargets(ctx)
	if err != nil {
		return err
	}
	for _, target := range targets {
		keys := names.Resolve(target)
		if len(keys) != 1 || keys[0] == target || !names.IsLoaded(keys[0]) {
			continue
		}
		if err := w.RenameRelationTarget(ctx, target, keys[0]); err != nil {
			return err
		}
	}
	return nil
}
