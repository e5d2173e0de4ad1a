package lawhistory

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Next says what a provision became in the next text. An address without a version means the
// newest text of the law that another one came after. The law need not be loaded, where hand.tsv has it.
// A provision of a text after which none came is what it was, or has nothing that corresponds
// where the law is no longer in force.
func (b *Book) Next(ctx context.Context, a statute.Address) (Successor, error) {
	hand, err := byHand()
	if err != nil {
		return Successor{}, err
	}
	law, err := b.base.Law(ctx, a.Law)
	if errors.Is(err, kb.ErrNotFound) {
		return b.notLoaded(ctx, a, hand)
	}
	if err != nil {
		return Successor{}, err
	}
	var next kb.Version
	var ok bool
	if a.Version == "" {
		var v kb.Version
		v, next, ok, err = b.lastFollowed(ctx, law)
		a.Version = v.Label
	} else if v, found := law.Version(a.Version); found {
		next, ok, err = b.Following(ctx, v)
	} else if _, ok := hand.line(a); ok {
		return b.notLoaded(ctx, a, hand)
	} else {
		_, err = b.base.Lookup(ctx, a, "") // says which texts there are
	}
	if err != nil {
		return Successor{From: a}, err
	}
	if !ok {
		return b.ends(ctx, a)
	}
	if h, ok := hand.line(a); ok && next.Law != a.Law {
		return b.fromHand(ctx, a, h, next)
	}
	return b.step(ctx, a, next)
}

// lastFollowed is the newest text of a law that another came after, with that one; the newest
// of all where there is none.
func (b *Book) lastFollowed(ctx context.Context, law *kb.Law) (v, next kb.Version, ok bool, err error) {
	for _, v := range law.Versions {
		if next, ok, err := b.Following(ctx, v); ok || err != nil {
			return v, next, ok, err
		}
	}
	return law.Versions[0], next, false, nil
}

// ends is the answer for a text after which none came.
func (b *Book) ends(ctx context.Context, a statute.Address) (Successor, error) {
	p, err := b.base.Lookup(ctx, a, "")
	if err != nil {
		return Successor{From: a}, err
	}
	if p.Version.InForceTo != "" {
		return Successor{From: a, Kind: concordance.Dropped, Sure: concordance.None}, nil
	}
	return Successor{From: a, To: []statute.Address{a}, Kind: concordance.Same, Sure: concordance.Certain}, nil
}

// step is what a provision of a loaded text became in the next one.
func (b *Book) step(ctx context.Context, a statute.Address, next kb.Version) (Successor, error) {
	if b.compares {
		return b.compareStep(ctx, a, next)
	}
	s := Successor{From: a, Kind: concordance.Dropped, Sure: concordance.None}
	law, err := b.base.Law(ctx, a.Law)
	if err != nil {
		return s, err
	}
	v, _ := law.Version(a.Version)
	steps, err := b.stepsFrom(ctx, v.ID, a.Law)
	if err != nil {
		return s, err
	}
	whole := a.Provision.AtArticle()
	row, ok := steps[whole.String()]
	if !ok { // an annex, which is not compared, or nothing
		_, err := b.base.Lookup(ctx, a, "")
		return s, err
	}
	if s, err = successorOf(a, row, next); err != nil || a.Provision == whole || len(s.To) == 0 {
		return s, err
	}
	p, err := b.base.Lookup(ctx, a, "")
	if err != nil {
		return s, err
	}
	node, err := p.Node()
	if err != nil {
		return s, err
	}
	if part, ok := steps[node.String()]; ok {
		return successorOf(a, part, next)
	}
	s.To[0] = inPlace(s.To[0], a.Provision)
	return s, nil
}

// successorOf reads a stored step.
func successorOf(a statute.Address, row kb.Step, next kb.Version) (Successor, error) {
	s := Successor{From: a, Kind: row.Kind, Sure: row.Sure, Reason: row.Reason}
	for _, node := range row.To {
		p, err := statute.ParseProvision(node)
		if err != nil {
			return s, err
		}
		s.To = append(s.To, statute.Address{Law: next.Law, Version: next.Label, Provision: p})
	}
	return s, nil
}

// compareStep is step while the texts are compared.
func (b *Book) compareStep(ctx context.Context, a statute.Address, next kb.Version) (Successor, error) {
	s := Successor{From: a, Kind: concordance.Dropped, Sure: concordance.None}
	compared, err := b.compare(ctx, next)
	if err != nil {
		return s, err
	}
	article := a
	article.Provision = a.Provision.AtArticle()
	row, ok := compared.rows[article]
	if !ok {
		return s, nil
	}
	s.Kind, s.Sure = row.Kind, row.Sure
	for _, m := range row.Became {
		p, err := statute.ParseProvision(m.Address)
		if err != nil {
			return s, err
		}
		s.To = append(s.To, statute.Address{Law: next.Law, Version: next.Label, Provision: p})
	}
	if a.Provision != article.Provision && len(s.To) > 0 {
		return b.part(ctx, s)
	}
	return s, nil
}

// notLoaded is what became of a provision of a law that is not loaded.
func (b *Book) notLoaded(ctx context.Context, a statute.Address, hand handBook) (Successor, error) {
	s := Successor{From: a}
	end, err := b.base.EndOf(ctx, a.Law)
	if err != nil {
		return s, err
	}
	if end.By == "" {
		_, err := b.base.Lookup(ctx, a, "") // says that it is not loaded
		return s, err
	}
	order, err := b.order()
	if err != nil {
		return s, err
	}
	next, ok := order.replacing(a.Law, end.By, end.Day.Date)
	if h, found := hand.line(a); ok && found {
		return b.fromHand(ctx, a, h, next)
	}
	s.Kind, s.Sure = concordance.Dropped, concordance.None
	return s, nil
}

// On says what a provision is in the text that is in force on a day, step by step through the
// texts between. The address has a version, unless the law is not loaded.
func (b *Book) On(ctx context.Context, a statute.Address, day statute.Date) (Successor, error) {
	s := Successor{From: a, To: []statute.Address{a}, Kind: concordance.Same, Sure: concordance.Certain}
	for {
		at, err := b.outdated(ctx, s.To, day)
		if err != nil || at < 0 {
			return s, err
		}
		next, err := b.Next(ctx, s.To[at])
		if err != nil {
			return s, err
		}
		if slices.Equal(next.To, s.To[at:at+1]) {
			return s, nil
		}
		s = joined(s, at, next)
	}
}

// outdated is the first of addresses that is in another text than that of a day, -1 where
// there is none. A text that is still to come is not outdated.
func (b *Book) outdated(ctx context.Context, list []statute.Address, day statute.Date) (int, error) {
	for i, a := range list {
		law, err := b.base.Law(ctx, a.Law)
		if errors.Is(err, kb.ErrNotFound) {
			return i, nil
		}
		if err != nil {
			return 0, err
		}
		if v, ok := law.Version(a.Version); !ok || v.InForceTo != "" && v.InForceTo <= day {
			return i, nil
		}
	}
	return -1, nil
}

// joined puts what became of one of the successors in its place.
func joined(s Successor, at int, next Successor) Successor {
	to := slices.Concat(s.To[:at:at], next.To, s.To[at+1:])
	var all []statute.Address
	for _, a := range to {
		if !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	one := len(s.To) == 1
	s.To = all
	s.Sure = less(s.Sure, next.Sure)
	s.Reason = cmp.Or(s.Reason, next.Reason)
	switch {
	case len(all) == 0:
		s.Kind, s.Sure = concordance.Dropped, concordance.None
	case len(all) > 1:
		s.Kind = concordance.Split
	case one && (s.Kind == concordance.Same || s.Kind == concordance.Moved):
		s.Kind = next.Kind
		if next.Kind == concordance.Same || next.Kind == concordance.Moved {
			s.Kind = concordance.Moved
			if s.From.Provision == all[0].Provision && s.From.Law == all[0].Law {
				s.Kind = concordance.Same
			}
		}
	}
	return s
}

// less is the less sure of two answers.
func less(a, b concordance.Certainty) concordance.Certainty {
	order := []concordance.Certainty{concordance.None, concordance.Likely, concordance.Certain}
	if slices.Index(order, b) < slices.Index(order, a) {
		return b
	}
	return a
}

// Whole says what each article of a text became in the next one, in the order of the text.
// Without a label it is the newest text that another one came after. A law that is not loaded
// has the articles that hand.tsv has of it.
func (b *Book) Whole(ctx context.Context, key, label string) ([]Successor, error) {
	law, err := b.base.Law(ctx, key)
	if errors.Is(err, kb.ErrNotFound) {
		return b.wholeByHand(ctx, key)
	}
	if err != nil {
		return nil, err
	}
	v, ok := law.Version(label)
	if label == "" {
		v, _, ok, err = b.lastFollowed(ctx, law)
	} else if !ok {
		_, err = b.base.Lookup(ctx, statute.Address{Law: key, Version: label}, "")
	}
	if err != nil || !ok {
		return nil, err
	}
	articles, err := b.articles(ctx, v)
	if err != nil {
		return nil, err
	}
	var out []Successor
	for _, x := range articles {
		p, err := statute.ParseProvision(x.Address)
		if err != nil {
			return nil, err
		}
		s, err := b.Next(ctx, statute.Address{Law: v.Law, Version: v.Label, Provision: p})
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// wholeByHand are the answers by hand of a law that is not loaded; the error says so where
// there are none.
func (b *Book) wholeByHand(ctx context.Context, key string) ([]Successor, error) {
	hand, err := byHand()
	if err != nil {
		return nil, err
	}
	var out []Successor
	for _, a := range hand.of(key) {
		s, err := b.notLoaded(ctx, a, hand)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		_, err = b.base.Lookup(ctx, statute.Address{Law: key}, "")
	}
	return out, err
}
