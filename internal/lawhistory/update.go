package lawhistory

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Update compares the texts of the knowledge base in a file that nobody else has open, and
// stores what became of their provisions. Texts that are what they were when they were last
// compared are passed over. What it stores depends on the texts alone, not on the order in
// which they came. It reports whether it stored anything.
func Update(ctx context.Context, path string) (changed bool, err error) {
	work, err := compareChanged(ctx, path)
	if err != nil || len(work) == 0 {
		return false, err
	}
	w, err := kb.OpenForUpdate(ctx, path)
	if err != nil {
		return false, err
	}
	if err := store(ctx, w, work); err != nil {
		return false, errors.Join(err, w.Abort())
	}
	return true, w.Close()
}

// Current reports whether what is stored is what [Update] would store: another program may have
// other rules, or other answers by hand.
func Current(ctx context.Context, base *kb.Base) (bool, error) {
	work, err := New(base).changed(ctx)
	return len(work) == 0, err
}

// into are the steps into one text.
type into struct {
	text  kb.Version // only the ID where the text is gone
	state string     // "" where nothing leads into the text any more
	steps []kb.Step
}

// store stores all steps. Those of before go first: a text may be followed by another one now.
func store(ctx context.Context, w *kb.Writer, work []into) error {
	for _, x := range work {
		if err := w.SetSteps(ctx, x.text.ID, "", nil); err != nil {
			return err
		}
	}
	for _, x := range work {
		if err := w.SetSteps(ctx, x.text.ID, x.state, x.steps); err != nil {
			return err
		}
	}
	return nil
}

// compareChanged finds the steps into the texts whose steps may not be what is stored.
func compareChanged(ctx context.Context, path string) (work []into, err error) {
	base, err := kb.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, base.Close()) }()
	b := New(base)
	b.compares = true
	if work, err = b.changed(ctx); err != nil {
		return nil, err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range work {
		if work[i].state == "" {
			continue
		}
		group.Go(func() error {
			var err error
			if work[i].steps, err = b.stepsInto(ctx, work[i].text); err != nil {
				return fmt.Errorf("comparing %s@%s with the texts before it: %w", work[i].text.Law, work[i].text.Label, err)
			}
			return nil
		})
	}
	return work, group.Wait()
}

// changed are the texts into which other steps may lead than those that are stored.
func (b *Book) changed(ctx context.Context) ([]into, error) {
	o, err := b.order()
	if err != nil {
		return nil, err
	}
	stored, err := b.base.StepStates(ctx)
	if err != nil {
		return nil, err
	}
	made, err := kb.Map[string, string](ctx, b.base, "reading the states of the laws", "SELECT key, signature FROM law")
	if err != nil {
		return nil, err
	}
	var work []into
	for _, list := range o.texts {
		for _, v := range list {
			state := o.state(v, made)
			if faultpoint.Active(faultpoint.Follow) && stored[v.ID] != "" {
				state = stored[v.ID]
			}
			if state != stored[v.ID] {
				work = append(work, into{text: v, state: state})
			}
			delete(stored, v.ID)
		}
	}
	for id := range stored {
		work = append(work, into{text: kb.Version{ID: id}})
	}
	slices.SortFunc(work, func(x, y into) int { return int(x.text.ID - y.text.ID) })
	return work, nil
}

// state is what the steps into a text depend on, "" where it came after no other: the rules,
// the answers by hand, and the texts with the rows by which they are stored.
func (o *order) state(v kb.Version, made map[string]string) string {
	before, unloaded := o.before[v.ID], o.unloaded[v.ID]
	if len(before)+len(unloaded) == 0 {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%d %s %q\n", concordance.Version, shipped, unloaded)
	for _, x := range append([]kb.Version{v}, before...) {
		fmt.Fprintf(h, "%d %s %s %s\n", x.ID, x.Law, x.Label, made[x.Law])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// stepsInto finds what the provisions of the texts before a text became in it.
func (b *Book) stepsInto(ctx context.Context, later kb.Version) ([]kb.Step, error) {
	o, err := b.order()
	if err != nil {
		return nil, err
	}
	if _, err := b.compare(ctx, later); err != nil {
		return nil, err
	}
	var steps []kb.Step
	for _, v := range o.before[later.ID] {
		kept, _ := b.units.Load(v.ID)
		units, _ := kept.(map[string]*kb.Unit)
		for _, local := range slices.Sorted(maps.Keys(units)) {
			p, err := statute.ParseProvision(local)
			if err != nil {
				return nil, err
			}
			a := statute.Address{Law: v.Law, Version: v.Label, Provision: p}
			more, err := b.stepsOf(ctx, a, v.ID, later, units[local])
			if err != nil {
				return nil, err
			}
			steps = append(steps, more...)
		}
	}
	hand, err := byHand()
	if err != nil {
		return nil, err
	}
	for _, key := range o.unloaded[later.ID] {
		for a := range hand {
			if a.Law != key {
				continue
			}
			s, err := b.notLoaded(ctx, a, hand)
			if err != nil {
				return nil, err
			}
			steps = append(steps, stepOf(s, 0, key, later))
		}
	}
	return steps, nil
}

// stepsOf are the step of an article, and those of its parts where they do not follow from it.
func (b *Book) stepsOf(ctx context.Context, a statute.Address, version int64, later kb.Version, u *kb.Unit) ([]kb.Step, error) {
	s, err := b.following(ctx, a, later)
	if err != nil {
		return nil, err
	}
	steps := []kb.Step{stepOf(s, version, "", later)}
	if len(s.To) == 0 {
		return steps, nil
	}
	if staysInPlace(s) {
		to, err := b.unitAt(ctx, s.To[0])
		if err != nil || alikeInParts(u, to) {
			return steps, err
		}
	}
	all := statute.Provision{Item: 1, Subitem: 1}
	for i, place := range partsOf(a, all, u.Parts) {
		if slices.Contains(partsOf(a, all, u.Parts)[:i], place) {
			continue // a number that is given twice means its first place
		}
		part, err := b.following(ctx, place, later)
		if err != nil {
			return nil, err
		}
		steps = append(steps, stepOf(part, version, "", later))
	}
	return steps, nil
}

// following is what a provision became in the text that came after its own.
func (b *Book) following(ctx context.Context, a statute.Address, later kb.Version) (Successor, error) {
	hand, err := byHand()
	if err != nil {
		return Successor{}, err
	}
	if h, ok := hand.line(a); ok && later.Law != a.Law {
		return b.fromHand(ctx, a, h, later)
	}
	return b.step(ctx, a, later)
}

func stepOf(s Successor, version int64, key string, later kb.Version) kb.Step {
	step := kb.Step{FromID: version, FromKey: key, From: s.From.Provision.String(), ToID: later.ID, Kind: s.Kind, Sure: s.Sure,
		Reason: s.Reason}
	for _, to := range s.To {
		step.To = append(step.To, to.Provision.String())
	}
	return step
}
