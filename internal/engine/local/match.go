package local

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// matching returns the documents for which a plan holds, in the order of the
// collection. The index says which may have the strings that are looked for, their
// texts which do.
func (e *Engine) matching(ctx context.Context, p *engine.Plan, f *filter) ([]int, error) {
	docs, sure, err := e.candidates(ctx, p, f)
	if err != nil || p.Must == nil || sure {
		return docs, err
	}
	var failed error // of reading paragraphs
	holds := e.common.compile(*p.Must)
	stopped := func() bool { return ctx.Err() != nil }
	kept := docs[:0]
	for i, d := range docs {
		if i%checkEvery == 0 && stopped() {
			return nil, ctx.Err()
		}
		t := content{whole: e.ranker.Text(d), stopped: stopped}
		if e.ranker.Facts(d).Kind.IsProvision() {
			t.paragraphs = func() []string { return e.paragraphs(ctx, d, &failed) }
		}
		if holds(t) {
			kept = append(kept, d)
		}
	}
	if err := cmp.Or(ctx.Err(), failed); err != nil {
		return nil, err // a text that was not looked through to its end says nothing
	}
	return kept, nil
}

// candidates returns the documents for which all of a plan holds apart from what must
// occur, which the index has narrowed down, in the order of the collection. They are sure
// where the index alone tells that they have it.
func (e *Engine) candidates(ctx context.Context, p *engine.Plan, f *filter) (docs []int, sure bool, err error) {
	n := 0
	add := func(d int) error {
		if n++; n%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if wanted(p.Kinds, e.ranker.Facts(d).Kind) && f.allows(d) {
			docs = append(docs, d)
		}
		return nil
	}
	var asks index.Expr
	narrow, exact := false, false
	if p.Must != nil {
		asks, narrow, exact = needs(*p.Must)
	}
	var few []int32
	isFew := false
	if !f.narrow && !narrow && len(p.Kinds) == 1 && p.Kinds[0] == searchdoc.Case {
		few, isFew = f.fewCases()
	}
	switch {
	case f.narrow:
		for _, d := range f.only {
			if err := add(d); err != nil {
				return nil, false, err
			}
		}
	case narrow:
		keys, err := e.index.Find(ctx, asks)
		if err != nil {
			return nil, false, err
		}
		for _, key := range keys {
			if d, ok := e.ranker.Find(key); ok {
				if err := add(d); err != nil {
					return nil, false, err
				}
			}
		}
		slices.Sort(docs)
		sure = exact
	case isFew:
		for _, place := range few {
			if d := e.docs[place]; d >= 0 {
				if err := add(int(d)); err != nil {
					return nil, false, err
				}
			}
		}
		slices.Sort(docs)
	case len(p.Kinds) > 0 && !slices.ContainsFunc(p.Kinds, searchdoc.Kind.IsProvision):
		for _, k := range p.Kinds {
			for _, d := range e.others[k] {
				if err := add(d); err != nil {
					return nil, false, err
				}
			}
		}
		slices.Sort(docs)
	default:
		for _, s := range e.stretches {
			if s.version != 0 && !(wanted(p.Kinds, s.kind) && f.allowsText(s.from)) {
				continue // a condition on one law leaves out nearly all of them
			}
			for d := s.from; d < s.to; d++ {
				if err := add(d); err != nil {
					return nil, false, err
				}
			}
		}
	}
	return docs, sure, nil
}

// checkEvery is after how many documents, or places in one, a search sees whether it
// is still wanted. The worst patterns take a tenth of a millisecond a place.
const checkEvery = 64

// needs is what the index is asked for, so that all documents for which e holds are
// among those that have it. narrow is false where that would be all; exact is true where e
// holds for all that have it.
func needs(e engine.Expr) (asks index.Expr, narrow, exact bool) {
	switch e.Op {
	case engine.OpWord:
		var any index.Any
		exact := true
		for _, s := range cnnum.Spellings(e.Text) {
			if !narrows(s) {
				return nil, false, false
			}
			any = append(any, index.Phrase(s))
			exact = exact && index.Phrase(s).IsExact()
		}
		return any, true, exact
	case engine.OpPattern:
		var all index.All
		for _, s := range e.Words() {
			if narrows(s) {
				all = append(all, index.Phrase(s))
			}
		}
		return all, len(all) > 0, false
	case engine.OpAnd, engine.OpNear:
		var all index.All
		exact := e.Op == engine.OpAnd
		for _, x := range e.Args {
			a, ok, sure := needs(x)
			if ok {
				all = append(all, a)
			}
			exact = exact && sure
		}
		return all, len(all) > 0, exact && len(all) > 0
	case engine.OpOr:
		var any index.Any
		exact := true
		for _, x := range e.Args {
			a, ok, sure := needs(x)
			if !ok {
				return nil, false, false
			}
			any = append(any, a)
			exact = exact && sure
		}
		return any, len(any) > 0, exact && len(any) > 0
	}
	return nil, false, false // what must not occur narrows nothing
}

// narrows reports whether the index is worth asking for a string: looking
// through all texts for a single character is as fast as listing those that
// have it.
func narrows(s string) bool { return utf8.RuneCountInString(s) > 1 }

// content is what is looked through.
type content struct {
	whole []byte // as ranking.Collection.Text gives it
	// paragraphs returns the folded paragraphs of a provision; nil for other
	// documents.
	paragraphs func() []string
	// stopped reports whether the answer is not wanted any more.
	stopped func() bool
}

// matcher says whether something holds of a text.
type matcher func(t content) bool

// compile makes a matcher of what must hold.
func (c *commonness) compile(e engine.Expr) matcher {
	switch e.Op {
	case engine.OpWord:
		words := c.spellings(e.Text)
		return func(t content) bool { return slices.ContainsFunc(words, func(w needle) bool { return w.in(t.whole) }) }
	case engine.OpPattern:
		pieces := make([]piece, len(e.Pieces))
		for i, p := range e.Pieces {
			pieces[i] = newPiece(p)
		}
		return func(t content) bool { return hasPattern(t, pieces) }
	case engine.OpNot:
		m := c.every(e.Args)
		return func(t content) bool { return !m(t) }
	case engine.OpAnd:
		return c.every(e.Args)
	case engine.OpOr:
		list := c.compileAll(e.Args)
		return func(t content) bool { return slices.ContainsFunc(list, func(m matcher) bool { return m(t) }) }
	case engine.OpNear:
		if e.Within == engine.Characters {
			return nearby(e)
		}
		return c.together(e)
	}
	return func(content) bool { return true }
}

// folded are the spellings of a string as texts are folded.
func folded(s string) [][]byte {
	var list [][]byte
	for _, v := range cnnum.Spellings(s) {
		list = append(list, []byte(gseanalysis.Fold(v)))
	}
	return list
}

// spellings are those of a string, to look for.
func (c *commonness) spellings(s string) []needle {
	var list []needle
	for _, w := range folded(s) {
		list = append(list, c.needle(w))
	}
	return list
}

func (c *commonness) compileAll(list []engine.Expr) []matcher {
	all := make([]matcher, len(list))
	for i, e := range list {
		all[i] = c.compile(e)
	}
	return all
}

func (c *commonness) every(list []engine.Expr) matcher {
	all := c.compileAll(list)
	return func(t content) bool {
		return !slices.ContainsFunc(all, func(m matcher) bool { return !m(t) })
	}
}

// together holds where all is in one article, or in one paragraph of one.
func (c *commonness) together(e engine.Expr) matcher {
	all := c.every(e.Args)
	wanted := make([]matcher, 0, len(e.Args)) // what the article must have anyway
	for _, x := range e.Args {
		if x.Op != engine.OpNot {
			wanted = append(wanted, c.compile(x))
		}
	}
	return func(t content) bool {
		if t.paragraphs == nil {
			return false
		}
		body, _, _ := bytes.Cut(t.whole, []byte{0})
		article := content{whole: body, paragraphs: t.paragraphs, stopped: t.stopped}
		if e.Within == engine.Article {
			return all(article)
		}
		if slices.ContainsFunc(wanted, func(m matcher) bool { return !m(article) }) {
			return false
		}
		return slices.ContainsFunc(t.paragraphs(), func(p string) bool {
			return all(content{whole: []byte(p), paragraphs: func() []string { return []string{p} }, stopped: t.stopped})
		})
	}
}

// paragraphs reads the paragraphs of a provision, items with the paragraph that
// they belong to. The first error is kept.
func (e *Engine) paragraphs(ctx context.Context, doc int, failed *error) []string {
	u, err := e.provision(ctx, doc)
	if err != nil {
		if *failed == nil {
			*failed = err
		}
		return nil
	}
	var list []string
	for _, p := range u.Parts {
		list = append(list, gseanalysis.Fold(kb.TextOf([]kb.Part{p})))
	}
	return list
}
