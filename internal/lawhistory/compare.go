package lawhistory

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// comparison is what all articles of the texts before one became in it.
type comparison struct {
	once sync.Once
	rows map[statute.Address]concordance.Row // by the earlier article, with its version
	err  error
}

// compare is what the articles of the texts before a text became in it.
func (b *Book) compare(ctx context.Context, later kb.Version) (*comparison, error) {
	kept, _ := b.compared.LoadOrStore(later.ID, &comparison{})
	c := kept.(*comparison)
	c.once.Do(func() { c.err = b.align(context.WithoutCancel(ctx), later, c) })
	return c, c.err
}

func (b *Book) align(ctx context.Context, later kb.Version, c *comparison) error {
	texts, err := b.before(later)
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
	rows := concordance.Align
	if len(texts) == 1 && (later.Computed != "" || texts[0].Computed != "") && texts[0].Law == later.Law {
		rows = alignAmended
	}
	for _, r := range rows(earlier, now) {
		p, err := statute.ParseProvision(r.Address)
		if err != nil {
			return err
		}
		a := statute.Address{Law: r.Law, Version: labels[r.Law], Provision: p}
		if _, ok := c.rows[a]; !ok { // a number that is given twice means its first place
			c.rows[a] = r
		}
	}
	return nil
}

// alignAmended aligns two texts of which one was made from the other, or from a common one, by
// an amendment: an article that has the same words at the same number is that article. Where no
// number moved, so is one that has other words, however many. The rest is compared as any.
func alignAmended(earlier, later []concordance.Article) []concordance.Row {
	at := map[string]int{}    // of the later articles, by number
	words := map[string]int{} // and by their words
	for i, x := range later {
		if _, ok := at[x.Address]; !ok {
			at[x.Address] = i
		}
		words[lettersOf(x)] = i
	}
	moved := slices.ContainsFunc(earlier, func(e concordance.Article) bool {
		i, ok := words[lettersOf(e)]
		return ok && later[i].Address != e.Address
	})
	kept := map[int]bool{} // of the later ones
	var rows []concordance.Row
	var rest, left []concordance.Article
	for _, e := range earlier {
		i, ok := at[e.Address]
		isSame := ok && lettersOf(e) == lettersOf(later[i])
		if !ok || kept[i] || moved && !isSame {
			rest = append(rest, e)
			continue
		}
		kept[i] = true
		row := concordance.Row{Law: e.Law, Address: e.Address, Became: []concordance.Match{{Address: e.Address, Score: 1}},
			Kind: concordance.Same, Sure: concordance.Certain}
		if !isSame {
			row.Kind = concordance.Changed
		}
		rows = append(rows, row)
	}
	for i, x := range later {
		if !kept[i] {
			left = append(left, x)
		}
	}
	return append(rows, concordance.Align(rest, left)...)
}

// lettersOf are the letters and digits of an article: copies differ in signs.
func lettersOf(x concordance.Article) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, strings.Join(x.Parts, ""))
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
	texts, err := b.before(later)
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
	byAddress := map[string]*kb.Unit{}
	for _, u := range units {
		if !isCompared(u) {
			continue
		}
		out = append(out, concordance.Article{Law: v.Law, Address: u.Address, Parts: textsOf(nil, u.Parts)})
		if byAddress[u.Address] == nil {
			byAddress[u.Address] = u
		}
	}
	if b.compares {
		b.units.Store(v.ID, byAddress)
	}
	return out, nil
}

// unitAt is the article of an address with a version.
func (b *Book) unitAt(ctx context.Context, a statute.Address) (*kb.Unit, error) {
	o, err := b.order()
	if err != nil {
		return nil, err
	}
	for _, v := range o.texts[a.Law] {
		if v.Label != a.Version {
			continue
		}
		local := a.Provision.AtArticle().String()
		if kept, ok := b.units.Load(v.ID); ok {
			if u := kept.(map[string]*kb.Unit)[local]; u != nil {
				return u, nil
			}
			return nil, kb.ErrNotFound
		}
		return b.base.UnitAt(ctx, v.ID, local)
	}
	return nil, kb.ErrNotFound
}

// part finds the paragraph or item that a part of an article became: the one at the same place
// where the words of the article are the same and its parts as many, else the one that is most
// like it.
func (b *Book) part(ctx context.Context, s Successor) (Successor, error) {
	from, err := b.unitAt(ctx, s.From)
	if errors.Is(err, kb.ErrNotFound) {
		return s, nil // an answer by hand, of a law that is not loaded
	}
	if err != nil {
		return s, err
	}
	part, ok := from.Part(s.From.Provision)
	if !ok {
		_, err := b.base.Lookup(ctx, s.From, "") // says what is near
		return s, err
	}
	var places []statute.Address
	var texts []string
	for _, to := range s.To {
		u, err := b.unitAt(ctx, to)
		if err != nil {
			return s, err
		}
		if staysInPlace(s) && alikeInParts(from, u) && u.Has(s.From.Provision) {
			s.To = []statute.Address{inPlace(to, s.From.Provision)}
			return s, nil
		}
		for _, place := range partsOf(to, s.From.Provision, u.Parts) {
			if p, ok := u.Part(place.Provision); ok {
				places, texts = append(places, place), append(texts, kb.TextOf([]kb.Part{p}))
			}
		}
	}
	if at, ok := concordance.Closest(kb.TextOf([]kb.Part{part}), texts); ok {
		s.To = []statute.Address{places[at]}
	}
	return s, nil
}

// staysInPlace reports whether the parts of an article may be looked for at the same places of
// its successor.
func staysInPlace(s Successor) bool {
	return len(s.To) == 1 && (s.Kind == concordance.Same || s.Kind == concordance.Moved)
}

// inPlace is the part of an article at the place of another article's part.
func inPlace(article statute.Address, part statute.Provision) statute.Address {
	article.Provision.Paragraph, article.Provision.Item, article.Provision.Subitem = part.Paragraph, part.Item, part.Subitem
	return article
}

// alikeInParts reports whether two articles have as many paragraphs and items, at the same
// places.
func alikeInParts(a, b *kb.Unit) bool {
	return sameParts(a.Parts, b.Parts)
}

func sameParts(a, b []kb.Part) bool {
	at := 0
	for _, p := range a {
		if p.Local == "" {
			continue
		}
		for at < len(b) && b[at].Local == "" {
			at++
		}
		if at == len(b) || b[at].Local != p.Local || !sameParts(p.Parts, b[at].Parts) {
			return false
		}
		at++
	}
	for ; at < len(b); at++ {
		if b[at].Local != "" {
			return false
		}
	}
	return true
}

// partsOf are the places of an article that a part of another may be now: its paragraphs, and
// for an item its items too, since an item may have become a paragraph.
func partsOf(article statute.Address, from statute.Provision, parts []kb.Part) []statute.Address {
	var out []statute.Address
	for _, p := range parts {
		local, err := statute.ParseProvision(article.Provision.AtArticle().String() + "/" + p.Local)
		if p.Local != "" && err == nil && (local.Item == 0 || from.Item > 0) && (local.Subitem == 0 || from.Subitem > 0) {
			out = append(out, statute.Address{Law: article.Law, Version: article.Version, Provision: local})
		}
		out = append(out, partsOf(article, from, p.Parts)...)
	}
	return out
}
