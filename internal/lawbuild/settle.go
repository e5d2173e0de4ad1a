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
// their names, as the texts write them, mean one. What a name means changes with what is loaded.
func resolveRelations(ctx context.Context, w *kb.Writer) error {
	names, err := w.Names(ctx)
	if err != nil {
		return err
	}
	targets, err := w.RelationTargets(ctx)
	if err != nil {
		return err
	}
	for _, named := range targets {
		key := named
		if keys := names.Resolve(named); len(keys) == 1 && names.IsLoaded(keys[0]) {
			key = keys[0]
		}
		if err := w.SetRelationTarget(ctx, named, key); err != nil {
			return err
		}
	}
	return nil
}
