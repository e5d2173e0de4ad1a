package query

import "strings"

// parser reads tokens.
type parser struct {
	tokens []token
	at     int
	depth  int
}

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
		if t.kind != word && t.kind != open && t.kind != closing || t.kind == word && isWild(t.text) {
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
func (p *parser) parse() (must Expr, text string) {
	if p.boolean() {
		var all And
		for p.at < len(p.tokens) {
			if e := p.or(); e != nil {
				all = append(all, e)
			}
			if p.at < len(p.tokens) { // a bracket that closes nothing
				p.at++
			}
		}
		must = Simplest(all)
		return must, strings.Join(Words(must), " ")
	}
	var all And
	var free []string
	negated := false
	for _, t := range p.tokens {
		switch t.kind {
		case not:
			negated = true
			continue
		case phrase:
			all = append(all, negate(Word(t.text), negated))
			if !negated {
				free = append(free, t.text)
			}
		case word:
			if negated || isWild(t.text) {
				e := leaf(t.text)
				all = append(all, negate(e, negated))
				if !negated {
					free = append(free, Words(e)...)
				}
			} else {
				free = append(free, t.text)
			}
		default:
			free = append(free, t.text) // brackets and operators that join nothing
		}
		negated = false
	}
	return Simplest(all), strings.Join(free, " ")
}

func negate(e Expr, negated bool) Expr {
	if negated {
		return Not{e}
	}
	return e
}

// maxConditions bounds what must hold together, maxChoices what may instead of
// each other: nobody types more, and each is looked for in many texts.
const (
	maxConditions = 20
	maxChoices    = 20
)

// Simplest is what must hold where all of a list must: nil, one, or all.
func Simplest(all And) Expr {
	all = distinct(all, maxConditions)
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return all
}

func (p *parser) peek() kind {
	if p.at < len(p.tokens) {
		return p.tokens[p.at].kind
	}
	return closing
}

func (p *parser) or() Expr {
	var any Or
	for {
		if e := p.and(); e != nil {
			any = append(any, e)
		}
		if p.peek() != or {
			break
		}
		p.at++
	}
	switch any = distinct(any, maxChoices); len(any) {
	case 0:
		return nil
	case 1:
		return any[0]
	}
	return any
}

// distinct leaves out what is there twice and what is too much.
func distinct[L ~[]Expr](list L, most int) L {
	seen := map[string]bool{}
	var kept L
	for _, e := range list {
		if p := written(e); !seen[p] && len(kept) < most {
			seen[p] = true
			kept = append(kept, e)
		}
	}
	return kept
}

func (p *parser) and() Expr {
	var all And
	for {
		switch p.peek() {
		case or, closing:
			return Simplest(all)
		case and:
			p.at++
			continue
		}
		if e := p.near(); e != nil {
			all = append(all, e)
		}
	}
}

// near reads terms joined by 同条 or 同款. Where one follows the other, the term
// between them belongs to both: 甲 同条 乙 同款 丙 is 甲 同条 乙 and 乙 同款 丙.
func (p *parser) near() Expr {
	last := p.term()
	var groups []Near
	for p.peek() == sameArticle || p.peek() == sameParagraph {
		within := Article
		if p.peek() == sameParagraph {
			within = Paragraph
		}
		p.at++
		next := p.term()
		switch {
		case next == nil:
			continue
		case last == nil:
		case len(groups) > 0 && groups[len(groups)-1].Within == within:
			g := &groups[len(groups)-1]
			g.All = append(g.All, next)
		default:
			groups = append(groups, Near{within, []Expr{last, next}})
		}
		last = next
	}
	switch len(groups) {
	case 0:
		return last
	case 1:
		return groups[0]
	}
	all := make(And, len(groups))
	for i, g := range groups {
		all[i] = g
	}
	return all
}

func (p *parser) term() Expr {
	if p.at >= len(p.tokens) {
		return nil
	}
	t := p.tokens[p.at]
	switch t.kind {
	case not:
		p.at++
		if e := p.term(); e != nil {
			return Not{e}
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
		return Word(t.text)
	case word:
		p.at++
		return leaf(t.text)
	}
	return nil
}
