package citegraph

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Became is what a provision of an earlier text is in another one.
type Became struct {
	To   []statute.Address // with the text, the best first; none where nothing corresponds
	Kind concordance.Kind  // of the way as a whole; Same where only the text changed
	Sure concordance.Certainty
}

// Chinese is what a user reads of a provision of a law: 条号变，现为第三条.
func (b Became) Chinese(law string) string { return nowChinese(b.Kind.Chinese(), law, b.To, b.Sure) }

// nowChinese says what a provision of a law is now behind what happened to it.
func nowChinese(said, law string, now []statute.Address, sure concordance.Certainty) string {
	if len(now) == 0 {
		return said
	}
	var names []string
	for _, a := range now {
		name := a.Provision.Chinese()
		if a.Law != law {
			name = "《" + a.Law + "》" + name
		}
		names = append(names, name)
	}
	if sure == concordance.Certain {
		return said + "，现为" + strings.Join(names, "、")
	}
	return said + "，现在可能是" + strings.Join(names, "、")
}

// isMoved reports whether the provision has another number or law now.
func (b Became) isMoved(from statute.Address) bool {
	return len(b.To) != 1 || b.To[0].Law != from.Law || b.To[0].Provision != from.Provision
}

// follower follows provisions through the texts that came after their own. It keeps the steps
// that it has seen: the ways of many citations meet.
type follower struct {
	base     *kb.Base
	followed func() (map[int64]bool, error)
	texts    map[int64]kb.Version // on the way, by row
	seen     map[spot]seenStep    // of loaded laws
}

// seenStep is a step that was read.
type seenStep struct {
	next []spot
	step kb.Step
	ok   bool
}

func (g *Graph) newFollower() *follower {
	return &follower{base: g.base, followed: g.followed, texts: map[int64]kb.Version{}, seen: map[spot]seenStep{}}
}

// spot is a provision of a text on the way. Its version is 0 where the law is not loaded.
type spot struct {
	version int64
	node    statute.Provision
}

// follow follows a provision to the texts in which done says that the way ends; what ends before
// corresponds to nothing. Of a law that is not loaded v has only the key.
func (f *follower) follow(ctx context.Context, v kb.Version, node statute.Provision, done func(kb.Version) bool) (Became, error) {
	b := Became{Kind: concordance.Same, Sure: concordance.Certain}
	f.texts[v.ID] = v
	spots, ended := []spot{{v.ID, node}}, map[spot]bool{}
	for {
		i := slices.IndexFunc(spots, func(s spot) bool { return !ended[s] && !done(f.texts[s.version]) })
		if i < 0 {
			break
		}
		next, step, ok, err := f.step(ctx, v.Law, spots[i])
		if err != nil {
			return b, err
		}
		if !ok { // no text came after
			ended[spots[i]] = true
			continue
		}
		b.Sure, b.Kind = lessSure(b.Sure, step.Sure), worse(b.Kind, step.Kind)
		rest := slices.Concat(spots[:i:i], next, spots[i+1:])
		spots = nil
		for _, s := range rest {
			if !slices.Contains(spots, s) {
				spots = append(spots, s)
			}
		}
	}
	for _, s := range spots {
		t := f.texts[s.version]
		if !done(t) { // nothing came after it
			continue
		}
		b.To = append(b.To, statute.Address{Law: t.Law, Version: t.Label, Provision: s.node})
	}
	if len(b.To) == 0 {
		b.Kind, b.Sure = concordance.Dropped, concordance.None
	}
	return b, nil
}

// step is what a provision became in the next text; ok is false where nothing is known of one.
func (f *follower) step(ctx context.Context, law string, s spot) (next []spot, step kb.Step, ok bool, err error) {
	if x, known := f.seen[s]; known {
		return x.next, x.step, x.ok, nil
	}
	next, step, ok, err = f.readStep(ctx, law, s)
	if err == nil && s.version != 0 {
		f.seen[s] = seenStep{next, step, ok}
	}
	return next, step, ok, err
}

func (f *follower) readStep(ctx context.Context, law string, s spot) (next []spot, step kb.Step, ok bool, err error) {
	followed, err := f.followed()
	if err != nil || !followed[s.version] {
		return nil, step, false, err
	}
	step, ok, err = f.base.StepOf(ctx, s.version, law, s.node.String())
	whole := s.node.AtArticle()
	isPart := s.node != whole
	if err == nil && !ok && isPart { // it went with its article
		step, ok, err = f.base.StepOf(ctx, s.version, law, whole.String())
	} else {
		isPart = false
	}
	if err != nil || !ok {
		return nil, step, false, err
	}
	if err := f.read(ctx, step.ToID); err != nil {
		return nil, step, false, err
	}
	for _, node := range step.To {
		to, err := statute.ParseProvision(node)
		if err != nil {
			return nil, step, false, err
		}
		if isPart && (step.Kind == concordance.Same || step.Kind == concordance.Moved) {
			to.Paragraph, to.Item, to.Subitem = s.node.Paragraph, s.node.Item, s.node.Subitem
		}
		next = append(next, spot{step.ToID, to})
	}
	return next, step, true, nil
}

func (f *follower) read(ctx context.Context, version int64) error {
	if _, ok := f.texts[version]; ok {
		return nil
	}
	v, err := f.base.VersionByID(ctx, version)
	f.texts[version] = v
	return err
}

// worse is the kind of two steps that says more of a change.
func worse(a, b concordance.Kind) concordance.Kind {
	order := []concordance.Kind{concordance.Same, concordance.Moved, concordance.Changed, concordance.Merged, concordance.Split,
		concordance.Dropped}
	if slices.Index(order, b) > slices.Index(order, a) {
		return b
	}
	return a
}

// inText follows a place from one text of a law to another of the same law; ok is false where
// no way leads there.
func (f *follower) inText(ctx context.Context, from, to kb.Version, node statute.Provision) (b Became, ok bool, err error) {
	if from.ID == to.ID {
		return Became{To: []statute.Address{{Law: to.Law, Version: to.Label, Provision: node}}, Kind: concordance.Same,
			Sure: concordance.Certain}, true, nil
	}
	b, err = f.follow(ctx, from, node, func(v kb.Version) bool { return v.ID == to.ID })
	return b, len(b.To) > 0, err
}

// onDay follows a place to the texts that are in force on a day.
func (f *follower) onDay(ctx context.Context, v kb.Version, node statute.Provision, day statute.Date) (Became, error) {
	return f.follow(ctx, v, node, func(v kb.Version) bool { return v.ID != 0 && (v.InForceTo == "" || v.InForceTo > day) })
}

// versionOf is the text of a law with a label; ok is false where it is not loaded.
func (g *Graph) versionOf(ctx context.Context, key, label string) (v kb.Version, law *kb.Law, ok bool, err error) {
	law, err = g.base.Law(ctx, key)
	if errors.Is(err, kb.ErrNotFound) {
		return v, nil, false, nil
	}
	if err != nil {
		return v, nil, false, err
	}
	v, ok = law.Version(label)
	return v, law, ok, nil
}
