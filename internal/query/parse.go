package query

import (
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
)

// parser reads tokens.
type parser struct {
	tokens []token
	at     int
	depth  int
	prose  bool // has no patterns
}

// isPattern reports whether a word is a pattern. In a pasted text a * hides something.
func (p *parser) isPattern(word string) bool { return !p.prose && isPattern(word) }

// maxDepth bounds the brackets that are read into each other.
const maxDepth = 20

// takeFilters takes the filters out of the tokens: they hold for the whole
// query wherever they stand.
func (p *parser) takeFilters(q *Query) {
	var rest []token
	for i, t := range p.tokens {
		if t.kind != filter {
			rest = append(rest, t)
			continue
		}
		negated := i > 0 && p.tokens[i-1].kind == not
		if negated {
			rest = rest[:len(rest)-1]
		}
		q.Filters = append(q.Filters, Filter{Field: t.field, Value: t.text, Not: negated})
	}
	p.tokens = rest
}

// hasOperators reports whether the query says what must occur.
func (p *parser) hasOperators() bool {
	for _, t := range p.tokens {
		if t.kind != word && t.kind != open && t.kind != closing || t.kind == word && p.isPattern(t.text) {
			return true
		}
	}
	return false
}

// joined writes the tokens beside each other.
func (p *parser) joined() string {
	list := make([]string, len(p.tokens))
	for i, t := range p.tokens {
		list[i] = t.text
	}
	return strings.Join(list, " ")
}

// boolean reports whether an operator stands between words: then brackets group,
// and words beside each other must all occur.
func (p *parser) boolean() bool {
	for i, t := range p.tokens {
		switch t.kind {
		case and, or, sameArticle, sameParagraph:
			if i > 0 && i < len(p.tokens)-1 {
				return true
			}
		case not:
			if strings.EqualFold(t.text, "not") && i < len(p.tokens)-1 {
				return true
			}
		}
	}
	return false
}

// parse reads all tokens: what must hold, and the words to rank by.
func (p *parser) parse() (must *engine.Expr, words string) {
	if !p.boolean() {
		return p.parseWords()
	}
	var all []engine.Expr
	for p.at < len(p.tokens) {
		if e := p.or(); e != nil {
			all = append(all, *e)
		}
		if p.at < len(p.tokens) { // a bracket that closes nothing
			p.at++
		}
	}
	must = All(all)
	return must, strings.Join(must.Words(), " ")
}

// parseWords reads tokens of which no operator stands between two: quotations and
// patterns must occur, words behind a minus must not, other words only rank.
func (p *parser) parseWords() (must *engine.Expr, words string) {
	var all []engine.Expr
	var free []string
	demand := func(e engine.Expr, negated bool) {
		if negated {
			all = append(all, engine.Not(e))
			return
		}
		all, free = append(all, e), append(free, e.Words()...)
	}
	negated := false
	for _, t := range p.tokens {
		switch {
		case t.kind == not:
			negated = true
			continue
		case t.kind == phrase:
			demand(engine.Word(t.text), negated)
		case t.kind == word && (negated || p.isPattern(t.text)):
			demand(leaf(t.text), negated)
		default:
			free = append(free, t.text) // brackets and operators that join nothing among them
		}
		negated = false
	}
	return All(all), strings.Join(free, " ")
}

// maxConditions bounds what must hold together, maxChoices what may instead of
// each other: nobody types more, and each is looked for in many texts.
const (
	maxConditions = 20
	maxChoices    = 20
)

// All is what must hold where all of a list must, in its simplest form: nil where the
// list is empty, its member where it has one.
func All(list []engine.Expr) *engine.Expr {
	list = distinct(list, maxConditions)
	switch len(list) {
	case 0:
		return nil
	case 1:
		return &list[0]
	}
	e := engine.And(list...)
	return &e
}

func (p *parser) peek() kind {
	if p.at < len(p.tokens) {
		return p.tokens[p.at].kind
	}
	return closing
}

func (p *parser) or() *engine.Expr {
	var list []engine.Expr
	for {
		if e := p.and(); e != nil {
			list = append(list, *e)
		}
		if p.peek() != or {
			break
		}
		p.at++
	}
	switch list = distinct(list, maxChoices); len(list) {
	case 0:
		return nil
	case 1:
		return &list[0]
	}
	e := engine.Or(list...)
	return &e
}

// distinct leaves out what is there twice and what is too much.
func distinct(list []engine.Expr, most int) []engine.Expr {
	seen := map[string]bool{}
	var kept []engine.Expr
	for _, e := range list {
		if printed := formatInner(e); !seen[printed] && len(kept) < most {
			seen[printed] = true
			kept = append(kept, e)
		}
	}
	return kept
}

func (p *parser) and() *engine.Expr {
	var list []engine.Expr
	for {
		switch p.peek() {
		case or, closing:
			return All(list)
		case and:
			p.at++
			continue
		}
		if e := p.near(); e != nil {
			list = append(list, *e)
		}
	}
}

// near reads terms joined by 同条 or 同款. Where one follows the other, the term
// between them belongs to both: 甲 同条 乙 同款 丙 is 甲 同条 乙 and 乙 同款 丙.
func (p *parser) near() *engine.Expr {
	last := p.term()
	var groups []engine.Expr
	for p.peek() == sameArticle || p.peek() == sameParagraph {
		within := engine.Article
		if p.peek() == sameParagraph {
			within = engine.Paragraph
		}
		p.at++
		next := p.term()
		switch {
		case next == nil:
			continue
		case last == nil:
		case len(groups) > 0 && groups[len(groups)-1].Within == within:
			g := &groups[len(groups)-1]
			g.Args = append(g.Args, *next)
		default:
			groups = append(groups, engine.Near(within, *last, *next))
		}
		last = next
	}
	switch len(groups) {
	case 0:
		return last
	case 1:
		return &groups[0]
	}
	e := engine.And(groups...)
	return &e
}

func (p *parser) term() *engine.Expr {
	if p.at >= len(p.tokens) {
		return nil
	}
	t := p.tokens[p.at]
	switch t.kind {
	case not:
		p.at++
		if e := p.term(); e != nil {
			negated := engine.Not(*e)
			return &negated
		}
		return nil
	case open:
		p.at++
		if p.depth == maxDepth {
			return nil
		}
		p.depth++
		e := p.or()
		p.depth--
		if p.at < len(p.tokens) && p.peek() == closing {
			p.at++
		}
		return e
	case phrase:
		p.at++
		e := engine.Word(t.text)
		return &e
	case word:
		p.at++
		e := leaf(t.text)
		return &e
	}
	return nil
}
