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
	"slices"
	"strings"
	"sync"
	"sync/atomic"

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

// Book answers from one knowledge base. What became of the articles of each text was found
// when it was made, see [Update]. It is safe for use by several goroutines.
type Book struct {
	base *kb.Base
	// compares is set while the answers are made: texts are compared then, not read.
	compares bool

	order    func() (*order, error) // which text came after which; made when it is first asked for
	steps    sync.Map               // version or key of a law that is not loaded → map[string]kb.Step
	compared sync.Map               // version → *comparison
	weighed  sync.Map               // version → *concordance.Words of it and of the texts before
	units    sync.Map               // version → map[string]*kb.Unit, while texts are compared
	counted  sync.Map               // version → Changes from the text before of its law
	lastRead atomic.Pointer[articleTexts]
	effects  func() ([]Effect, error)
}

// New makes a book of the texts of a knowledge base.
func New(base *kb.Base) *Book {
	b := &Book{base: base}
	b.order = sync.OnceValues(func() (*order, error) { return b.readOrder(context.Background()) })
	b.effects = sync.OnceValues(b.findEffects)
	return b
}

// order says which texts there are and which came after which.
type order struct {
	texts    map[string][]kb.Version // by law, newest first
	before   map[int64][]kb.Version  // the texts that a text came after: of its law and of those that it replaced
	unloaded map[int64][]string      // laws that are not loaded, that hand.tsv knows, by the text that replaced them
}

func (b *Book) readOrder(ctx context.Context) (*order, error) {
	all, err := b.base.Versions(ctx)
	if err != nil {
		return nil, err
	}
	o := &order{texts: map[string][]kb.Version{}, before: map[int64][]kb.Version{}, unloaded: map[int64][]string{}}
	for _, v := range all {
		o.texts[v.Law] = append(o.texts[v.Law], v)
	}
	for _, list := range o.texts {
		kb.SortVersions(list)
	}
	for _, v := range all {
		if next, ok := o.following(v); ok {
			o.before[next.ID] = append(o.before[next.ID], v)
		}
	}
	for _, list := range o.before {
		slices.SortFunc(list, func(x, y kb.Version) int { return cmp.Or(cmp.Compare(x.Law, y.Law), cmp.Compare(x.Label, y.Label)) })
	}
	hand, err := byHand()
	if err != nil {
		return nil, err
	}
	for _, key := range hand.laws() {
		if len(o.texts[key]) > 0 {
			continue
		}
		end, err := b.base.EndOf(ctx, key)
		if err != nil {
			return nil, err
		}
		if next, ok := o.replacing(key, end.By, end.Day.Date); ok {
			o.unloaded[next.ID] = append(o.unloaded[next.ID], key)
		}
	}
	return o, nil
}

func (o *order) following(v kb.Version) (next kb.Version, ok bool) {
	texts := o.texts[v.Law]
	if at := slices.IndexFunc(texts, func(w kb.Version) bool { return w.ID == v.ID }); at > 0 {
		return texts[at-1], true
	}
	next, ok = o.replacing(v.Law, v.RepealedBy, v.InForceTo)
	// Two laws that say of each other that they end go round in no circle.
	return next, ok && next.Begins() > v.Begins()
}

// replacing is the text by which a law was replaced on a day. A decision or a list that only
// says that it is no longer in force replaces nothing.
func (o *order) replacing(key, by string, day statute.Date) (kb.Version, bool) {
	texts := o.texts[by]
	if len(texts) == 0 || by == key || day == "" || strings.Contains(by, "决定") || strings.Contains(by, "废止") {
		return kb.Version{}, false
	}
	return texts[kb.On(texts, day)], true
}

// Following is the text that came after one: the next of the law, or that of the law that
// replaced it. ok is false where none is loaded.
func (b *Book) Following(_ context.Context, v kb.Version) (next kb.Version, ok bool, err error) {
	o, err := b.order()
	if err != nil {
		return next, false, err
	}
	next, ok = o.following(v)
	return next, ok, nil
}

// Before are the texts that a text came after: the one before it of its law, and the last
// ones of the laws that it replaced.
func (b *Book) Before(_ context.Context, v kb.Version) ([]kb.Version, error) { return b.before(v) }

func (b *Book) before(v kb.Version) ([]kb.Version, error) {
	o, err := b.order()
	if err != nil {
		return nil, err
	}
	return o.before[v.ID], nil
}

// stepsFrom is what became of the provisions of a text, or of a law that is not loaded.
func (b *Book) stepsFrom(ctx context.Context, version int64, key string) (map[string]kb.Step, error) {
	kept := any(version)
	if version == 0 {
		kept = key
	} else {
		key = ""
	}
	if s, ok := b.steps.Load(kept); ok {
		return s.(map[string]kb.Step), nil
	}
	s, err := b.base.StepsFrom(ctx, version, key)
	if err != nil {
		return nil, err
	}
	b.steps.Store(kept, s)
	return s, nil
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
