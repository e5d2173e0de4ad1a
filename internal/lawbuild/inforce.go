package lawbuild

import (
	"context"
	"maps"
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
	relations, err := w.Relations(ctx, kb.Repeals, kb.Amends, kb.Interprets)
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
	lists, err := readLists(ctx, w, versions)
	if err != nil {
		return err
	}
	if err := w.SetUnloaded(ctx, slices.Concat(slices.Collect(maps.Values(lists.unloaded))...)); err != nil {
		return err
	}
	about := map[string][]kb.Relation{} // by target
	for _, r := range relations {
		about[r.Target] = append(about[r.Target], r)
	}
	t := &times{register: register, lists: lists, about: about, assumed: assumedDays(versions)}
	spans := make([][]timeline.Span, len(versions))
	for i, of := range versions {
		spans[i] = t.spans(of)
	}
	known := &standings{lists: lists, register: register, ended: t.ended(versions, spans),
		bases: map[string][]string{}}
	if err := w.SetDayNotes(ctx, t.notes(versions, spans, user)); err != nil {
		return err
	}
	copies, err := w.Copies(ctx)
	if err != nil {
		return err
	}
	known.readCollections(copies, versions)
	for _, r := range relations {
		if r.Kind == kb.Interprets {
			known.bases[r.Law] = append(known.bases[r.Law], r.Target)
		}
	}
	for i, of := range versions {
		for k, span := range spans[i] {
			var standing kb.Standing
			if span.To.Date == "" {
				standing = known.of(of[k], span.From)
			}
			if err := w.SetInForce(ctx, of[k].ID, span, standing); err != nil {
				return err
			}
		}
	}
	return nil
}

// times are the sources of days beside the texts themselves.
type times struct {
	register *validity.Register
	lists    *lists
	about    map[string][]kb.Relation // by target
	assumed  map[lawDay]bool
}

// spans says when each of the versions of one law is in force.
func (t *times) spans(of []kb.Version) []timeline.Span {
	texts := make([]timeline.Text, len(of))
	for i, v := range of {
		ended, _ := v.Ended()
		from := timeline.Better(startOf(v, t.about[v.Law]), t.register.Start(v.Law, v.Label))
		texts[i] = timeline.Text{Label: v.Label, From: timeline.Better(from, t.lists.start(v)), Ended: ended}
	}
	for i, v := range of {
		if k := slices.IndexFunc(of, func(o kb.Version) bool { return o.Label == v.After }); v.After != "" && k >= 0 {
			texts[i].After = texts[k].From.Date
		}
	}
	key := of[0].Law
	// A text that is only known ends the one before it as a loaded one does.
	spans := timeline.Settle(append(texts, t.lists.known(key)...), amendedOn(of), t.repeals(key))[:len(of)]
	for i := range spans {
		if isOpen(of[i], spans[i].From) {
			spans[i].From = timeline.DayOf("", timeline.Unknown)
		}
	}
	return spans
}

// repeals are the ends of a law that others and the register tell.
func (t *times) repeals(key string) []timeline.Repeal {
	return append(repealsOf(key, t.about[key], t.assumed), t.register.Repeals(key)...)
}

// ended are the days from which laws are repealed: of those that are loaded, that of the last
// text; of others, the first that is told.
func (t *times) ended(versions [][]kb.Version, spans [][]timeline.Span) map[string]statute.Date {
	ended := map[string]statute.Date{}
	for key := range t.about {
		for _, r := range t.repeals(key) {
			if have := ended[key]; have == "" || r.Day.Date < have {
				ended[key] = r.Day.Date
			}
		}
	}
	for _, key := range t.register.Ended() {
		for _, r := range t.register.Repeals(key) {
			if have := ended[key]; have == "" || r.Day.Date < have {
				ended[key] = r.Day.Date
			}
		}
	}
	for i, of := range versions {
		delete(ended, of[0].Law)
		last := spans[i][0]
		for _, s := range spans[i] {
			if s.To.Date == "" {
				last = s
				break
			}
			if s.To.Date > last.To.Date {
				last = s
			}
		}
		if last.To.Date != "" && last.RepealedBy != "" {
			ended[of[0].Law] = last.To.Date
		}
	}
	return ended
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
		list = append(list, timeline.Repeal{Day: timeline.DayOf(r.Date, source), By: r.Law, At: r.Provision})
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
