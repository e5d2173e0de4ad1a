package lawbuild

import (
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/internal/validity"
)

// settleInForce says from when to when each version is in force, once all laws and
// relations are stored. What the user tells counts before what ships.
func settleInForce(ctx context.Context, w *kb.Writer, user []validity.Fact) error {
	versions, err := w.VersionsByLaw(ctx)
	if err != nil {
		return err
	}
	relations, err := w.Relations(ctx, kb.Repeals, kb.Amends)
	if err != nil {
		return err
	}
	facts, err := validity.Shipped()
	if err != nil {
		return err
	}
	register := validity.New(slices.Concat(user, facts))
	var ends []kb.KnownEnd
	for _, key := range register.Ended() {
		for _, r := range register.Repeals(key) {
			ends = append(ends, kb.KnownEnd{Key: key, Repeal: r})
		}
	}
	if err := w.SetKnownEnds(ctx, ends); err != nil {
		return err
	}
	assumed := assumedDays(versions)
	about := map[string][]kb.Relation{} // by target
	for _, r := range relations {
		about[r.Target] = append(about[r.Target], r)
	}
	for _, of := range versions {
		texts := make([]timeline.Text, len(of))
		for i, v := range of {
			ended, _ := v.Ended()
			from := timeline.Better(startOf(v, about[v.Law]), register.Start(v.Law, v.Label))
			texts[i] = timeline.Text{Label: v.Label, From: from, Ended: ended}
		}
		key := of[0].Law
		repeals := append(repealsOf(key, about[key], assumed), register.Repeals(key)...)
		for i, span := range timeline.Settle(texts, amendedOn(of), repeals) {
			if isOpen(of[i], span.From) {
				span.From = timeline.DayOf("", timeline.Unknown)
			}
			if err := w.SetInForce(ctx, of[i].ID, span); err != nil {
				return err
			}
		}
	}
	return nil
}

// isOpen reports whether an assumed day is none that may be given: interpretations are
// published after their adoption, by days or months, and in force from then on. One that was
// amended since, by a decision that is not loaded, is taken for in force from that decision.
func isOpen(v kb.Version, from timeline.Day) bool {
	if from.Source != timeline.Assumed || v.Level != statute.LevelInterpretation {
		return false
	}
	for _, e := range v.Events {
		if e.Kind == kb.EventAmended {
			return false
		}
	}
	return true
}

// startOf is the day from which a version is in force: what its text tells, else what the
// decision tells that made it.
func startOf(v kb.Version, relations []kb.Relation) timeline.Day {
	from := v.Starts
	for _, r := range relations {
		if r.Kind == kb.Amends && r.Label == v.Label {
			from = timeline.Better(from, timeline.DayOf(r.Date, timeline.FromDecision))
		}
	}
	return from
}

// lawDay is a day of a law.
type lawDay struct {
	law string
	day statute.Date
}

// assumedDays are the days from which texts are only assumed to be in force.
func assumedDays(versions [][]kb.Version) map[lawDay]bool {
	days := map[lawDay]bool{}
	for _, of := range versions {
		for _, v := range of {
			if v.Starts.Source == timeline.Assumed {
				days[lawDay{v.Law, v.Starts.Date}] = true
			}
		}
	}
	return days
}

// repealsOf are the repeals of a law by others. What is repealed from the day on which a text
// is assumed to be in force is assumed to end on it.
func repealsOf(key string, relations []kb.Relation, assumed map[lawDay]bool) []timeline.Repeal {
	var list []timeline.Repeal
	for _, r := range relations {
		if r.Kind != kb.Repeals || r.Law == key || r.Date == "" {
			continue
		}
		source := timeline.FromDecision
		if assumed[lawDay{r.Law, r.Date}] {
			source = timeline.Assumed
		}
		list = append(list, timeline.Repeal{Day: timeline.DayOf(r.Date, source), By: r.Law})
	}
	return list
}

// amendedOn are the days on which the captions of a law say that it was amended.
func amendedOn(versions []kb.Version) []statute.Date {
	var days []statute.Date
	for _, v := range versions {
		for _, e := range v.Events {
			if e.Kind == kb.EventAmended && !slices.Contains(days, e.Date) {
				days = append(days, e.Date)
			}
		}
	}
	return days
}
