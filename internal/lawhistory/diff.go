package lawhistory

import (
	"context"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Difference is an article of one text beside that of another.
type Difference struct {
	From, To statute.Address // the zero address where one text has no such article
	Kind     concordance.Kind
	Segments []Segment
}

// Segment is a stretch that both texts have, or one of them.
type Segment struct {
	Text string
	In   Side
}

// Side says which text has a stretch.
type Side string

// The sides.
const (
	Both    Side = "both"
	Earlier Side = "from"
	Later   Side = "to"
)

// Diff compares two articles, or two texts article by article. Articles of texts that follow
// each other are put side by side by what became of them, others by their numbers. Both
// addresses name articles, or both name texts.
func (b *Book) Diff(ctx context.Context, from, to statute.Address) ([]Difference, error) {
	x, err := b.base.Lookup(ctx, from, "")
	if err != nil {
		return nil, err
	}
	y, err := b.base.Lookup(ctx, to, "")
	if err != nil {
		return nil, err
	}
	switch {
	case from.Provision.IsZero() && to.Provision.IsZero():
		return b.diffTexts(ctx, x.Version, y.Version)
	case x.Unit == nil || y.Unit == nil:
		return nil, usererr.New("只能拿一条和一条比，或者拿一部法律的两个文本比")
	}
	d := Difference{From: x.Pinned(), To: y.Pinned(), Segments: Segments(textOf(x), textOf(y))}
	d.Kind = kindOf(d)
	return []Difference{d}, nil
}

// textOf is the text of an article or a part of it.
func textOf(p *kb.Provision) string {
	if p.Part != nil {
		return kb.TextOf([]kb.Part{*p.Part})
	}
	return p.Unit.Text()
}

// kindOf is what happened to an article that has one counterpart.
func kindOf(d Difference) concordance.Kind {
	for _, s := range d.Segments {
		if s.In != Both {
			return concordance.Changed
		}
	}
	if d.From.Provision == d.To.Provision && d.From.Law == d.To.Law {
		return concordance.Same
	}
	return concordance.Moved
}

// diffTexts compares two texts: the articles of the later one in order, each with the earlier
// ones that it comes from, and those that have no counterpart where they stood.
func (b *Book) diffTexts(ctx context.Context, from, to kb.Version) ([]Difference, error) {
	pairs, err := b.pairs(ctx, from, to)
	if err != nil {
		return nil, err
	}
	earlier, err := b.texts(ctx, from)
	if err != nil {
		return nil, err
	}
	later, err := b.texts(ctx, to)
	if err != nil {
		return nil, err
	}
	var out []Difference
	reached := 0 // of the earlier articles
	drop := func(upTo int) {
		for ; reached < upTo; reached++ {
			if a := earlier.order[reached]; len(pairs.later[a]) == 0 {
				out = append(out, Difference{From: a, Kind: concordance.Dropped, Segments: Segments(earlier.text[a], "")})
			}
		}
	}
	for _, a := range later.order {
		sources := pairs.earlier[a]
		if len(sources) == 0 {
			out = append(out, Difference{To: a, Kind: concordance.New, Segments: Segments("", later.text[a])})
		}
		for _, s := range sources {
			drop(earlier.at[s])
			d := Difference{From: s, To: a, Segments: Segments(earlier.text[s], later.text[a])}
			d.Kind = kindOf(d)
			out = append(out, d)
		}
	}
	drop(len(earlier.order))
	return out, nil
}

// pairing says which articles of two texts go together.
type pairing struct {
	later, earlier map[statute.Address][]statute.Address
}

// pairs are the articles of two texts that go together: by what became of them step by step
// where one text came after the other, else by their numbers.
func (b *Book) pairs(ctx context.Context, from, to kb.Version) (pairing, error) {
	p := pairing{map[statute.Address][]statute.Address{}, map[statute.Address][]statute.Address{}}
	articles, err := b.texts(ctx, from)
	if err != nil {
		return p, err
	}
	for _, a := range articles.order {
		found, ok, err := b.in(ctx, a, from, to)
		if err != nil {
			return p, err
		}
		if !ok {
			found = []statute.Address{{Law: to.Law, Version: to.Label, Provision: a.Provision}}
		}
		for _, t := range found {
			p.later[a] = append(p.later[a], t)
			p.earlier[t] = append(p.earlier[t], a)
		}
	}
	return p, nil
}

// in is what an article is in a later text; ok is false where that text did not come after its
// own.
func (b *Book) in(ctx context.Context, a statute.Address, from, to kb.Version) (found []statute.Address, ok bool, err error) {
	found = []statute.Address{a}
	for v := from; v.ID != to.ID; {
		next, ok, err := b.Following(ctx, v)
		if err != nil || !ok {
			return nil, false, err
		}
		var on []statute.Address
		for _, x := range found {
			s, err := b.Next(ctx, x)
			if err != nil {
				return nil, false, err
			}
			on = appendNew(on, s.To)
		}
		found, v = on, next
	}
	return found, true, nil
}

// articleTexts are the articles of a text.
type articleTexts struct {
	order []statute.Address
	at    map[statute.Address]int
	text  map[statute.Address]string
}

func (b *Book) texts(ctx context.Context, v kb.Version) (articleTexts, error) {
	t := articleTexts{at: map[statute.Address]int{}, text: map[statute.Address]string{}}
	units, err := b.base.Units(ctx, v.ID)
	if err != nil {
		return t, err
	}
	for _, u := range units {
		if !isCompared(u) {
			continue
		}
		p, err := statute.ParseProvision(u.Address)
		if err != nil {
			return t, err
		}
		a := statute.Address{Law: v.Law, Version: v.Label, Provision: p}
		t.at[a] = len(t.order)
		t.order, t.text[a] = append(t.order, a), u.Text()
	}
	return t, nil
}

// Segments cuts two texts into what both have and what one of them has. Those in both and in
// the earlier one are together the earlier text, those in both and in the later one the later.
func Segments(from, to string) []Segment {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	var out []Segment
	for _, x := range d.DiffCleanupSemantic(d.DiffMainRunes([]rune(from), []rune(to), false)) {
		side := Both
		switch x.Type {
		case diffmatchpatch.DiffDelete:
			side = Earlier
		case diffmatchpatch.DiffInsert:
			side = Later
		}
		out = append(out, Segment{x.Text, side})
	}
	return out
}

// Of is one of the two texts that segments were cut from.
func Of(segments []Segment, side Side) string {
	var b strings.Builder
	for _, s := range segments {
		if s.In == Both || s.In == side {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}
