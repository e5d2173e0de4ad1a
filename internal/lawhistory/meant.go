package lawhistory

import (
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// When the words beside a citation speak of the article that had the number before: they have
// so much in common with it that the one which has the number now has not, and next to nothing
// with that one. A correct citation must not be called wrong: where both articles are about one
// subject, as two on the challenge of judges, nothing is said. Three pairs of characters that
// one article in ten has weigh 7.
const (
	leastMeant = 7
	mostNow    = 0.2 // of it that the article which has the number now may have in common with the words
	movedShare = 0.6 // of it that the successor must have in common with the words too
)

// Meant says whether words beside a citation speak of the article that had its number in the
// text before, and which article that is now. place is the cited provision, in the text of the
// day; others are the texts of what else the words may speak of.
func (b *Book) Meant(ctx context.Context, place *kb.Provision, words string, others []string) (s Successor, is bool, err error) {
	if place.Unit == nil || place.Unit.Kind != statute.KindArticle {
		return s, false, nil
	}
	at := slices.IndexFunc(place.Law.Versions, func(v kb.Version) bool { return v.ID == place.Version.ID })
	if at < 0 || at+1 >= len(place.Law.Versions) {
		return s, false, nil
	}
	before := place.Law.Versions[at+1]
	old := statute.Address{Law: place.Law.Key, Version: before.Label, Provision: place.Provision.AtArticle()}
	unit, err := b.base.UnitAt(ctx, before.ID, old.Provision.String())
	if err != nil {
		return s, false, kb.IgnoreMissing(err)
	}
	s, err = b.Next(ctx, old)
	if err != nil || s.Kind == concordance.Same || s.Kind == concordance.Dropped {
		return s, false, err
	}
	now := statute.Address{Law: place.Law.Key, Version: place.Version.Label, Provision: old.Provision}
	if slices.Contains(s.To, now) {
		return s, false, nil
	}
	weighed, err := b.words(ctx, place.Version)
	if err != nil {
		return s, false, err
	}
	current := place.Unit.Text()
	speaks := weighed.Common(words, unit.Text(), append(others, current)...)
	if speaks < leastMeant || weighed.Common(words, current) > mostNow*speaks {
		return s, false, nil
	}
	for _, to := range s.To {
		p, err := b.base.Lookup(ctx, to, "")
		if err != nil {
			return s, false, err
		}
		if weighed.Common(words, p.Unit.Text(), current) >= movedShare*speaks {
			return s, true, nil
		}
	}
	return s, false, nil
}
