package lawhistory

import (
	"cmp"
	"context"
	"slices"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// Effect is what happened to a law on a day.
type Effect struct {
	Day  timeline.Day
	Kind EffectKind
	// Version is the text that takes effect, or that ends.
	Version kb.Version
	// Before is the text that an amending one replaced; nil where it is not loaded, and for others.
	Before *kb.Version
}

// EffectKind is what happened to a law.
type EffectKind string

// The kinds of effects.
const (
	Enacted  EffectKind = "enacted"  // the first text of a law takes effect
	Amended  EffectKind = "amended"  // a later one does
	Repealed EffectKind = "repealed" // the law ends
)

var effectNames = map[EffectKind]string{Enacted: "施行", Amended: "修改", Repealed: "废止"}

// Chinese is what a user reads.
func (k EffectKind) Chinese() string { return effectNames[k] }

// Effects are what is known to have happened, or to be going to happen, to all laws, the latest
// first and those of one day in the order of the laws. They are found once and must not be
// changed.
func (b *Book) Effects(context.Context) ([]Effect, error) { return b.effects() }

func (b *Book) findEffects() ([]Effect, error) {
	o, err := b.order()
	if err != nil {
		return nil, err
	}
	out := []Effect{}
	for _, versions := range o.texts {
		out = append(out, effectsOf(versions)...)
	}
	slices.SortFunc(out, func(x, y Effect) int {
		return cmp.Or(cmp.Compare(y.Day.Date, x.Day.Date), cmp.Compare(x.Version.Law, y.Version.Law),
			cmp.Compare(y.Version.Label, x.Version.Label), cmp.Compare(x.Kind, y.Kind))
	})
	return out, nil
}

// effectsOf are the effects on one law, by its texts, the newest first.
func effectsOf(versions []kb.Version) []Effect {
	var out []Effect
	for i, v := range versions {
		e := Effect{Day: timeline.Better(v.From(), v.Starts), Kind: Enacted, Version: v}
		switch {
		case i+1 < len(versions):
			e.Kind, e.Before = Amended, &versions[i+1]
		case v.IsAmended():
			e.Kind = Amended
		}
		if e.Day.Date != "" && !statute.IsDraft(v.Law) {
			out = append(out, e)
		}
		if v.InForceTo != "" && v.RepealedBy != "" {
			out = append(out, Effect{Day: v.To(), Kind: Repealed, Version: v})
		}
	}
	return out
}
