package lawhistory

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Difference is an article of one text beside that of another. The address of a text without a
// provision stands for what it has before its articles.
type Difference struct {
	From, To statute.Address // the zero address where one text has no such article
	Kind     concordance.Kind

	older, newer string
	backwards    bool // From has the newer text
	options      textdiff.Options
	// The texts of other articles that From became, and of others that To comes from.
	besideTo, besideFrom []string
}

// Segments are the words of both articles, with what only one of them has. Where an article
// became several, or several became one, the words that another of them has are told apart from
// those that are lost or new.
func (d Difference) Segments() []textdiff.Segment {
	segments := textdiff.Compare(d.older, d.newer, d.options)
	if d.backwards {
		segments = textdiff.Mirror(segments)
	}
	return textdiff.MarkElsewhere(segments, d.besideTo, d.besideFrom)
}

// texts are those of From and of To.
func (d Difference) texts() (from, to string) {
	if d.backwards {
		return d.newer, d.older
	}
	return d.older, d.newer
}

// placeBeside tells each difference of the others with one of its articles.
func placeBeside(list []Difference) {
	from, to := map[statute.Address][]int{}, map[statute.Address][]int{}
	for i, d := range list {
		if d.From.Law != "" && d.To.Law != "" {
			from[d.From], to[d.To] = append(from[d.From], i), append(to[d.To], i)
		}
	}
	for i := range list {
		d := &list[i]
		for _, other := range from[d.From] {
			if _, text := list[other].texts(); other != i {
				d.besideTo = append(d.besideTo, text)
			}
		}
		for _, other := range to[d.To] {
			if text, _ := list[other].texts(); other != i {
				d.besideFrom = append(d.besideFrom, text)
			}
		}
	}
}

// Size is how many characters both articles have together.
func (d Difference) Size() int {
	return utf8.RuneCountInString(d.older) + utf8.RuneCountInString(d.newer)
}

// Diff compares two articles, or two texts article by article. Articles of texts that follow
// each other are put side by side by what became of them, others by their numbers. Both
// addresses name articles, or both name texts. What only differs in what is ignored has the
// kind Same or Moved.
func (b *Book) Diff(ctx context.Context, from, to statute.Address, ignored textdiff.Ignored) ([]Difference, error) {
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
		return b.diffTexts(ctx, x.Version, y.Version, ignored)
	case x.Unit == nil || y.Unit == nil:
		return nil, usererr.New("只能拿一条和一条比，或者拿一部法律的两个文本比")
	}
	o, err := b.sequenceOf(ctx, x.Version, y.Version)
	if err != nil {
		return nil, err
	}
	return []Difference{b.comparer(ctx, o, ignored).compare(x.Pinned(), y.Pinned(), textOf(x), textOf(y))}, nil
}

// comparer compares articles one by one.
func (b *Book) comparer(ctx context.Context, o sequence, ignored textdiff.Ignored) comparer {
	return comparer{sequence: o, ignored: ignored, became: func(a statute.Address) []statute.Address {
		found, err := b.in(ctx, a, o.older, o.newer)
		if err != nil {
			return nil // no such article
		}
		return found
	}}
}

// textOf is the text of an article or a part of it.
func textOf(p *kb.Provision) string {
	if p.Part != nil {
		return kb.TextOf([]kb.Part{*p.Part})
	}
	return p.Unit.Text()
}

// comparer compares articles of two texts.
type comparer struct {
	sequence
	ignored textdiff.Ignored
	became  func(statute.Address) []statute.Address // of an article of the older text
}

// compare puts an article beside another. Where the first is of the newer text, it is what the
// other way round would be, with the sides changed.
func (c comparer) compare(from, to statute.Address, fromText, toText string) Difference {
	d := Difference{From: from, To: to, older: fromText, newer: toText, backwards: c.backwards}
	d.options = textdiff.Options{Ignored: c.ignored, Became: c.becameOf(from.Provision)}
	if c.backwards {
		d.older, d.newer = toText, fromText
		d.options.Became = c.becameOf(to.Provision)
	}
	switch {
	case from.Law == "":
		d.Kind = concordance.New
	case to.Law == "":
		d.Kind = concordance.Dropped
	case !textdiff.Same(d.older, d.newer, d.options):
		d.Kind = concordance.Changed
	case from.Provision.AtArticle() == to.Provision.AtArticle() && from.Law == to.Law:
		d.Kind = concordance.Same
	default:
		d.Kind = concordance.Moved
	}
	return d
}

// becameOf tells the numbers that the articles of the older text have in the newer one, for
// references that stand in a provision of the older one.
func (c comparer) becameOf(in statute.Provision) func(statute.Number) (statute.Number, bool) {
	if !c.follows || in.Annex > 0 {
		return nil
	}
	return func(n statute.Number) (statute.Number, bool) {
		now := c.became(statute.Address{Law: c.older.Law, Version: c.older.Label, Provision: statute.Provision{Article: n}})
		if len(now) == 0 {
			return n, false
		}
		return now[0].Provision.Article, true
	}
}

// diffTexts compares two texts: the articles of the later one in order, each with the earlier
// ones that it comes from, and those that have no counterpart where they stood.
func (b *Book) diffTexts(ctx context.Context, from, to kb.Version, ignored textdiff.Ignored) ([]Difference, error) {
	o, err := b.sequenceOf(ctx, from, to)
	if err != nil {
		return nil, err
	}
	later, err := b.texts(ctx, to) // first, so that a law is read once from its newest text to its oldest
	if err != nil {
		return nil, err
	}
	earlier, err := b.texts(ctx, from)
	if err != nil {
		return nil, err
	}
	older, newer := earlier, later
	if o.backwards {
		older, newer = later, earlier
	}
	became, origins, err := b.pairs(ctx, o, older, newer)
	if err != nil {
		return nil, err
	}
	c := comparer{o, ignored, func(a statute.Address) []statute.Address { return became[a] }}
	targets, sources := became, origins
	if o.backwards {
		targets, sources = origins, became
	}
	var out []Difference
	reached := 0 // of the earlier articles
	drop := func(upTo int) {
		for ; reached < upTo; reached++ {
			if a := earlier.order[reached]; len(targets[a]) == 0 && !a.Provision.IsZero() {
				out = append(out, c.compare(a, statute.Address{}, earlier.text[a], ""))
			}
		}
	}
	for _, a := range later.order {
		if len(sources[a]) == 0 && !a.Provision.IsZero() { // what only one source has before its articles tells nothing
			out = append(out, c.compare(statute.Address{}, a, "", later.text[a]))
		}
		for _, s := range sources[a] {
			drop(earlier.at[s])
			out = append(out, c.compare(s, a, earlier.text[s], later.text[a]))
		}
	}
	drop(len(earlier.order))
	placeBeside(out)
	return out, nil
}

// sequence says which of two texts is the older one.
type sequence struct {
	older, newer kb.Version
	follows      bool // the newer text came after the older one, or is the same
	backwards    bool // the older text is the second one
}

// sequenceOf is the sequence of two texts; of those of which none came after the other the first is
// the older one.
func (b *Book) sequenceOf(ctx context.Context, from, to kb.Version) (o sequence, err error) {
	o = sequence{older: from, newer: to}
	if o.follows, err = b.follows(ctx, from, to); err != nil || o.follows {
		return o, err
	}
	if o.backwards, err = b.follows(ctx, to, from); o.backwards {
		o = sequence{older: to, newer: from, follows: true, backwards: true}
	}
	return o, err
}

// addresses are the articles of one text by those of another.
type addresses map[statute.Address][]statute.Address

// pairs are the articles of two texts that go together: by what became of them step by step
// where one text came after the other, else by their numbers.
func (b *Book) pairs(ctx context.Context, o sequence, older, newer articleTexts) (became, origins addresses, err error) {
	became, origins = addresses{}, addresses{}
	for _, a := range older.order {
		var found []statute.Address
		same := statute.Address{Law: o.newer.Law, Version: o.newer.Label, Provision: a.Provision}
		if o.follows && !a.Provision.Article.IsZero() {
			if found, err = b.in(ctx, a, o.older, o.newer); err != nil {
				return nil, nil, err
			}
		} else if _, ok := newer.at[same]; ok {
			found = []statute.Address{same}
		}
		for _, t := range found {
			became[a] = append(became[a], t)
			origins[t] = append(origins[t], a)
		}
	}
	return became, origins, nil
}

// follows reports whether a text is another, or one of those that came after it.
func (b *Book) follows(ctx context.Context, v, later kb.Version) (bool, error) {
	for {
		if v.ID == later.ID {
			return true, nil
		}
		next, ok, err := b.Following(ctx, v)
		if err != nil || !ok {
			return false, err
		}
		v = next
	}
}

// in is what an article is in a text that came after its own.
func (b *Book) in(ctx context.Context, a statute.Address, from, to kb.Version) ([]statute.Address, error) {
	found := []statute.Address{a}
	for v := from; v.ID != to.ID; {
		next, ok, err := b.Following(ctx, v)
		if err != nil || !ok {
			return nil, err
		}
		var on []statute.Address
		for _, x := range found {
			s, err := b.Next(ctx, x)
			if err != nil {
				return nil, err
			}
			on = appendNew(on, s.To)
		}
		found, v = on, next
	}
	return found, nil
}

// articleTexts are the articles and annexes of a text, and what stands before them.
type articleTexts struct {
	version int64
	order   []statute.Address
	at      map[statute.Address]int
	text    map[statute.Address]string
}

func (b *Book) texts(ctx context.Context, v kb.Version) (articleTexts, error) {
	if t := b.lastRead.Load(); t != nil && t.version == v.ID {
		return *t, nil
	}
	t, err := b.readTexts(ctx, v)
	if err == nil {
		b.lastRead.Store(&t)
	}
	return t, err
}

func (b *Book) readTexts(ctx context.Context, v kb.Version) (articleTexts, error) {
	t := articleTexts{version: v.ID, at: map[statute.Address]int{}, text: map[statute.Address]string{}}
	units, err := b.base.Units(ctx, v.ID)
	if err != nil {
		return t, err
	}
	whole := statute.Address{Law: v.Law, Version: v.Label}
	add := func(a statute.Address, text string) {
		if _, twice := t.at[a]; !twice {
			t.at[a] = len(t.order)
			t.order, t.text[a] = append(t.order, a), text
		}
	}
	var before []string
	for _, u := range units {
		if isCompared(u) || u.Kind == statute.KindAnnex && u.Address != "" {
			if len(before) > 0 {
				add(whole, strings.Join(before, "\n"))
				before = nil
			}
			p, err := statute.ParseProvision(u.Address)
			if err != nil {
				return t, err
			}
			a := whole
			a.Provision = p
			add(a, u.Text())
		} else if len(t.order) == 0 {
			before = append(before, u.Text())
		}
	}
	return t, nil
}
