package search

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/ranking"
)

// matching returns the documents for which all holds that must, in the order
// of the collection. The index says which may have the strings that are looked
// for, their texts which do.
func (s *Service) matching(ctx context.Context, q query.Query, f ranking.Filter) ([]int, error) {
	var docs []int
	add := func(d int) {
		if f.Allows(s.ranker.Facts(d).Kind) && f.Allowed(d) {
			docs = append(docs, d)
		}
	}
	asks, narrow := needs(q.Must)
	if !narrow {
		for d := range s.ranker.Len() {
			if d%checkEvery == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			add(d)
		}
	} else {
		ids, err := s.index.Find(ctx, asks)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if d, ok := s.ranker.Find(id); ok {
				add(d)
			}
		}
	}
	if q.Must == nil {
		return docs, nil
	}
	var err error // of reading paragraphs
	m := compile(q.Must)
	stopped := func() bool { return ctx.Err() != nil }
	kept := docs[:0]
	for i, d := range docs {
		if i%checkEvery == 0 && stopped() {
			return nil, ctx.Err()
		}
		t := text{whole: s.ranker.Text(d), stopped: stopped}
		if isProvision(s.ranker.Facts(d).Kind) {
			t.paragraphs = func() []string { return s.paragraphs(ctx, d, &err) }
		}
		if m(t) {
			kept = append(kept, d)
		}
	}
	if err = cmp.Or(ctx.Err(), err); err != nil {
		return nil, err // a text that was not looked through to its end says nothing
	}
	slices.Sort(kept)
	return kept, nil
}

// checkEvery is after how many documents, or places in one, a search sees whether it
// is still wanted. The worst patterns take a tenth of a millisecond a place.
const checkEvery = 64

func isProvision(k ranking.Kind) bool { return k == ranking.Article || k == ranking.Clause }

// needs is what the index is asked for, so that all documents for which e holds
// are among those that have it. narrow is false where that would be all.
func needs(e query.Expr) (asks index.Expr, narrow bool) {
	switch e := e.(type) {
	case query.Word:
		var any index.Any
		for _, v := range spellings(string(e)) {
			if !narrows(v) {
				return nil, false
			}
			any = append(any, index.Phrase(v))
		}
		return any, true
	case query.Wild:
		var all index.All
		for _, piece := range e {
			for _, p := range strings.Split(piece, "?") {
				if narrows(p) {
					all = append(all, index.Phrase(p))
				}
			}
		}
		return all, len(all) > 0
	case query.And:
		return needsAll(e)
	case query.Near:
		return needsAll(e.All)
	case query.Or:
		var any index.Any
		for _, x := range e {
			a, ok := needs(x)
			if !ok {
				return nil, false
			}
			any = append(any, a)
		}
		return any, len(any) > 0
	}
	return nil, false // what must not occur narrows nothing
}

// narrows reports whether the index is worth asking for a string: looking
// through all texts for a single character is as fast as listing those that
// have it.
func narrows(s string) bool { return utf8.RuneCountInString(s) > 1 }

func needsAll(list []query.Expr) (index.Expr, bool) {
	var all index.All
	for _, x := range list {
		if a, ok := needs(x); ok {
			all = append(all, a)
		}
	}
	return all, len(all) > 0
}

// text is what is looked through.
type text struct {
	whole []byte // as ranking.Collection.Text gives it
	// paragraphs returns the folded paragraphs of a provision; nil for other
	// documents.
	paragraphs func() []string
	// stopped reports whether the answer is not wanted any more.
	stopped func() bool
}

// matcher says whether something holds of a text.
type matcher func(t text) bool

// compile makes a matcher of what must hold.
func compile(e query.Expr) matcher {
	switch e := e.(type) {
	case query.Word:
		var list [][]byte
		for _, v := range spellings(string(e)) {
			list = append(list, []byte(gseanalysis.Fold(v)))
		}
		return func(t text) bool {
			return slices.ContainsFunc(list, func(w []byte) bool { return bytes.Contains(t.whole, w) })
		}
	case query.Wild:
		pieces := make([]piece, len(e))
		for i, p := range e {
			pieces[i] = newPiece(p)
		}
		return func(t text) bool { return hasPattern(t, pieces) }
	case query.Not:
		m := compile(e.Expr)
		return func(t text) bool { return !m(t) }
	case query.And:
		return every(e)
	case query.Or:
		list := compileAll(e)
		return func(t text) bool { return slices.ContainsFunc(list, func(m matcher) bool { return m(t) }) }
	case query.Near:
		return near(e)
	}
	return func(text) bool { return true }
}

func compileAll(list []query.Expr) []matcher {
	all := make([]matcher, len(list))
	for i, e := range list {
		all[i] = compile(e)
	}
	return all
}

func every(list []query.Expr) matcher {
	all := compileAll(list)
	return func(t text) bool {
		return !slices.ContainsFunc(all, func(m matcher) bool { return !m(t) })
	}
}

// near holds where all is in one article, or in one paragraph of one.
func near(e query.Near) matcher {
	all := every(e.All)
	wanted := make([]matcher, 0, len(e.All)) // what the article must have anyway
	for _, x := range e.All {
		if _, not := x.(query.Not); !not {
			wanted = append(wanted, compile(x))
		}
	}
	return func(t text) bool {
		if t.paragraphs == nil {
			return false
		}
		body, _, _ := bytes.Cut(t.whole, []byte{0})
		article := text{whole: body, paragraphs: t.paragraphs, stopped: t.stopped}
		if e.Within == query.Article {
			return all(article)
		}
		if slices.ContainsFunc(wanted, func(m matcher) bool { return !m(article) }) {
			return false
		}
		return slices.ContainsFunc(t.paragraphs(), func(p string) bool {
			return all(text{whole: []byte(p), paragraphs: func() []string { return []string{p} }, stopped: t.stopped})
		})
	}
}

// paragraphs reads the paragraphs of a provision, items with the paragraph that
// they belong to. The first error is kept.
func (s *Service) paragraphs(ctx context.Context, doc int, failed *error) []string {
	units, err := s.base.UnitsByID(ctx, []int64{s.ranker.Facts(doc).ID.Row})
	if err != nil {
		if *failed == nil {
			*failed = err
		}
		return nil
	}
	var list []string
	for _, u := range units {
		for _, p := range u.Parts {
			list = append(list, gseanalysis.Fold(kb.TextOf([]kb.Part{p})))
		}
	}
	return list
}

// piece is a part of a pattern between two *, folded.
type piece struct {
	text  []byte
	runes []rune
	open  bool // it has a ?
}

func newPiece(s string) piece {
	s = gseanalysis.Fold(s)
	return piece{[]byte(s), []rune(s), strings.ContainsRune(s, '?')}
}

// at returns the length of the piece where t begins with it, or -1.
func (p piece) at(t []byte) int {
	if !p.open {
		if bytes.HasPrefix(t, p.text) {
			return len(p.text)
		}
		return -1
	}
	n := 0
	for _, want := range p.runes {
		r, size := utf8.DecodeRune(t[n:])
		if size == 0 || want != '?' && r != want || want == '?' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		n += size
	}
	return n
}

// in returns the first place of the piece in t with its length there, or -1.
func (p piece) in(t []byte) (start, length int) {
	if !p.open {
		return bytes.Index(t, p.text), len(p.text)
	}
	for start < len(t) {
		if n := p.at(t[start:]); n >= 0 {
			return start, n
		}
		_, size := utf8.DecodeRune(t[start:])
		start += size
	}
	return -1, 0
}

// hasPattern looks for the pieces in order, with at most query.MaxGap characters
// of one sentence between two of them.
func hasPattern(in text, pieces []piece) bool {
	t := in.whole
	for _, p := range pieces {
		if !p.open && !bytes.Contains(t, p.text) {
			return false // before any way in which the others may stand is followed
		}
	}
	for i := 1; ; i++ {
		start, length := pieces[0].in(t)
		if start < 0 {
			return false
		}
		if restFollows(t[start+length:], pieces[1:]) {
			return true
		}
		if i%checkEvery == 0 && in.stopped() {
			return false
		}
		_, size := utf8.DecodeRune(t[start:])
		t = t[start+size:]
	}
}

// restFollows follows every way in which the pieces may stand, by the places
// where each may end.
func restFollows(t []byte, pieces []piece) bool {
	ends := []int{0}
	for i, p := range pieces {
		var next []int
		for _, at := range ends {
			for range query.MaxGap + 1 {
				if n := p.at(t[at:]); n >= 0 && !slices.Contains(next, at+n) {
					if i == len(pieces)-1 {
						return true
					}
					next = append(next, at+n)
				}
				r, size := utf8.DecodeRune(t[at:])
				if size == 0 || r == '。' || r == ';' || r == 0 {
					break
				}
				at += size
			}
		}
		if ends = next; len(ends) == 0 {
			return false
		}
	}
	return true
}

// spellings are the ways in which a string with a number may be written: 30日
// and 三十日.
func spellings(s string) []string {
	list := []string{s}
	for _, v := range [...]string{renumber(s, true), renumber(s, false)} {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// renumber writes the numbers of s in Chinese, or in Arabic numerals.
func renumber(s string, chinese bool) string {
	var b strings.Builder
	for at := 0; at < len(s); {
		n, size := cnnum.Prefix(s[at:])
		if size == 0 {
			_, size = utf8.DecodeRuneInString(s[at:])
			b.WriteString(s[at : at+size])
			at += size
			continue
		}
		_, isChinese := cnnum.ChinesePrefix(s[at:])
		switch {
		case chinese == (isChinese > 0) || n == 0 || n >= maxNumber:
			b.WriteString(s[at : at+size])
		case chinese:
			b.WriteString(cnnum.Format(n))
		default:
			b.WriteString(strconv.Itoa(n))
		}
		at += size
	}
	return b.String()
}

// maxNumber bounds the numbers that are written in the other way.
const maxNumber = 100_000
