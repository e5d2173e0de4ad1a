// Package lawhistory says what became of the provisions of laws: which text came after which,
// over the texts of one law and the laws that replaced it, and which article of the later one
// each article of the earlier one is now. The texts are those of the knowledge base; what
// they have in common says package concordance; hand.tsv says what no likeness can find.
//
// Start with [New], then [Book.Next] for one step and [Book.On] for the text of a day.
package lawhistory

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Successor is what became of a provision.
type Successor struct {
	From   statute.Address   // with the version, or without one where the law is not loaded
	To     []statute.Address // with versions, the best first; none where nothing corresponds
	Kind   concordance.Kind
	Sure   concordance.Certainty
	Reason string // of an answer made by hand, "" for others
}

// Book answers from one knowledge base. It compares texts when they are asked for and keeps
// the result. It is safe for use by several goroutines.
type Book struct {
	base *kb.Base

	mu       sync.Mutex
	replaced map[string][]kb.Version // the texts that a law ended, by its key
	compared sync.Map                // version → *comparison
	weighed  sync.Map                // version → *concordance.Words of it and of the texts before
}

// New makes a book of the texts of a knowledge base.
func New(base *kb.Base) *Book { return &Book{base: base} }

// comparison is what all articles of the texts before one became in it.
type comparison struct {
	once sync.Once
	rows map[statute.Address]concordance.Row // by the earlier article, with its version
	err  error
}

// Following is the text that came after one: the next of the law, or that of the law that
// replaced it. ok is false where none is loaded.
func (b *Book) Following(ctx context.Context, v kb.Version) (next kb.Version, ok bool, err error) {
	law, err := b.base.Law(ctx, v.Law)
	if err != nil {
		return next, false, err
	}
	at := slices.IndexFunc(law.Versions, func(w kb.Version) bool { return w.ID == v.ID })
	if at > 0 {
		return law.Versions[at-1], true, nil
	}
	next, ok, err = b.replacing(ctx, v.Law, v.RepealedBy, v.InForceTo)
	// Two laws that say of each other that they end go round in no circle.
	return next, ok && next.Begins() > v.Begins(), err
}

// replacing is the text by which a law was replaced on a day. A decision or a list that only
// says that it is no longer in force replaces nothing.
func (b *Book) replacing(ctx context.Context, key, by string, day statute.Date) (kb.Version, bool, error) {
	if by == "" || by == key || day == "" || strings.Contains(by, "决定") || strings.Contains(by, "废止") {
		return kb.Version{}, false, nil
	}
	law, err := b.base.Law(ctx, by)
	if errors.Is(err, kb.ErrNotFound) {
		return kb.Version{}, false, nil
	}
	if err != nil {
		return kb.Version{}, false, err
	}
	return law.On(day), true, nil
}

// before are the texts that a text came after: the one before it of its law, and the last
// ones of the laws that it replaced.
func (b *Book) before(ctx context.Context, v kb.Version) ([]kb.Version, error) {
	law, err := b.base.Law(ctx, v.Law)
	if err != nil {
		return nil, err
	}
	candidates, err := b.endedBy(ctx, v.Law)
	if err != nil {
		return nil, err
	}
	if at := slices.IndexFunc(law.Versions, func(w kb.Version) bool { return w.ID == v.ID }); at+1 < len(law.Versions) {
		candidates = append(candidates[:len(candidates):len(candidates)], law.Versions[at+1])
	}
	var out []kb.Version
	for _, w := range candidates {
		next, ok, err := b.Following(ctx, w)
		if err != nil {
			return nil, err
		}
		if ok && next.ID == v.ID {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(x, y kb.Version) int { return cmp.Or(cmp.Compare(x.Law, y.Law), cmp.Compare(x.ID, y.ID)) })
	return out, nil
}

// endedBy are the texts of which it is known that a law ended them. They are read once.
func (b *Book) endedBy(ctx context.Context, key string) ([]kb.Version, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.replaced == nil {
		all, err := b.base.Replaced(ctx)
		if err != nil {
			return nil, err
		}
		b.replaced = map[string][]kb.Version{}
		for _, v := range all {
			b.replaced[v.RepealedBy] = append(b.replaced[v.RepealedBy], v)
		}
	}
	return b.replaced[key], nil
}

// compare is what the articles of the texts before a text became in it.
func (b *Book) compare(ctx context.Context, later kb.Version) (*comparison, error) {
	kept, _ := b.compared.LoadOrStore(later.ID, &comparison{})
	c := kept.(*comparison)
	c.once.Do(func() { c.err = b.align(context.WithoutCancel(ctx), later, c) })
	return c, c.err
}

func (b *Book) align(ctx context.Context, later kb.Version, c *comparison) error {
	texts, err := b.before(ctx, later)
	if err != nil {
		return err
	}
	earlier, now, err := b.both(ctx, texts, later)
	if err != nil {
		return err
	}
	labels := map[string]string{}
	for _, v := range texts {
		labels[v.Law] = v.Label
	}
	c.rows = map[statute.Address]concordance.Row{}
	for _, r := range concordance.Align(earlier, now) {
		p, err := statute.ParseProvision(r.Address)
		if err != nil {
			return err
		}
		c.rows[statute.Address{Law: r.Law, Version: labels[r.Law], Provision: p}] = r
	}
	return nil
}

// both are the articles of earlier texts, and those of a later one.
func (b *Book) both(ctx context.Context, texts []kb.Version, later kb.Version) (earlier, now []concordance.Article, err error) {
	for _, v := range texts {
		articles, err := b.articles(ctx, v)
		if err != nil {
			return nil, nil, err
		}
		earlier = append(earlier, articles...)
	}
	now, err = b.articles(ctx, later)
	return earlier, now, err
}

// words weighs those of a text and of the texts before it. Only words beside a citation are
// weighed by them, so they are not kept with what was compared.
func (b *Book) words(ctx context.Context, later kb.Version) (*concordance.Words, error) {
	if kept, ok := b.weighed.Load(later.ID); ok {
		return kept.(*concordance.Words), nil
	}
	texts, err := b.before(ctx, later)
	if err != nil {
		return nil, err
	}
	earlier, now, err := b.both(ctx, texts, later)
	if err != nil {
		return nil, err
	}
	w := concordance.NewWords(append(earlier, now...))
	b.weighed.Store(later.ID, w)
	return w, nil
}

// articles are the articles of a text, as they are compared.
func (b *Book) articles(ctx context.Context, v kb.Version) ([]concordance.Article, error) {
	units, err := b.base.Units(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	var out []concordance.Article
	for _, u := range units {
		if isCompared(u) {
			out = append(out, concordance.Article{Law: v.Law, Address: u.Address, Parts: textsOf(nil, u.Parts)})
		}
	}
	return out, nil
}

// isCompared reports whether a unit is an article, or a clause of a document without articles.
func isCompared(u *kb.Unit) bool {
	return (u.Kind == statute.KindArticle || u.Kind == statute.KindClause) && u.Address != ""
}

// textsOf appends the texts of parts and of those below them.
func textsOf(list []string, parts []kb.Part) []string {
	for _, p := range parts {
		if p.Kind == statute.KindNote {
			continue
		}
		if p.Text != "" {
			list = append(list, p.Text)
		}
		list = textsOf(list, p.Parts)
	}
	return list
}
