package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// generationPrefix is how the name of a generation begins.
const generationPrefix = "gen-"

// changesSince answers what ingests changed since a generation or a day.
func (s *server) changesSince(ctx context.Context, data Readers, since string) (*wire.ChangeLog, error) {
	var runs []kb.ChangeRun
	var err error
	complete := true
	switch {
	case since == data.Generation:
	case strings.HasPrefix(since, generationPrefix):
		runs, err = data.Laws.ChangesAfter(ctx, since)
		if errors.Is(err, kb.ErrNotFound) {
			return nil, refuseAs(codeUnknownGeneration, http.StatusNotFound, textUnknownGeneration(since))
		}
	default:
		day, dayErr := statute.ReadDay(since)
		if dayErr != nil {
			return nil, badDay(dayErr)
		}
		since = string(day)
		runs, complete, err = data.Laws.ChangesFrom(ctx, day)
	}
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	return wire.NewChangeLog(since, data.Generation, complete, runs, s.before(ctx, data)), nil
}

// before gives the label of the text before a text of a law.
func (s *server) before(ctx context.Context, data Readers) func(law, label string) string {
	return func(law, label string) string {
		place, err := data.Laws.Lookup(ctx, statute.Address{Law: law, Version: label}, "")
		if err != nil {
			return "" // it is not loaded any more
		}
		for i, v := range place.Law.Versions {
			if v.Label == label && i+1 < len(place.Law.Versions) {
				return place.Law.Versions[i+1].Label
			}
		}
		return ""
	}
}
