package query

import (
	"strings"
	"unicode"
)

// Expr is what must hold of a result: [Word], [Wild], [And], [Or], [Not] or
// [Near].
type Expr interface{ expr() }

// Word asks for a string to the letter, apart from white space, case, width
// and the way numbers are written.
type Word string

// Wild asks for its pieces in this order with at most MaxGap characters
// between two of them. A ? in a piece is any one character.
type Wild []string

// MaxGap is how many characters * may stand for.
const MaxGap = 20

// And asks for all, Or for any, Not for the contrary.
type (
	And []Expr
	Or  []Expr
	Not struct{ Expr Expr }
)

// Within is where words are to stand together.
type Within uint8

// The places where words may stand together.
const (
	Article Within = iota
	Paragraph
)

// Near asks for all in one article or in one paragraph.
type Near struct {
	Within Within
	All    []Expr
}

func (Word) expr() {}
func (Wild) expr() {}
func (And) expr()  {}
func (Or) expr()   {}
func (Not) expr()  {}
func (Near) expr() {}

// isWild reports whether a word has a * and something beside it.
func isWild(s string) bool {
	return strings.ContainsRune(s, '*') && strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// leaf makes a word or a pattern.
func leaf(s string) Expr {
	if !isWild(s) {
		return Word(s)
	}
	var w Wild
	for _, piece := range strings.Split(s, "*") {
		if piece != "" {
			w = append(w, piece)
		}
	}
	if len(w) == 1 && !strings.ContainsRune(w[0], '?') {
		return Word(w[0]) // the * stands at an edge
	}
	return w
}

// Words are the words of e that speak for a result, to be looked for and marked.
func Words(e Expr) []string {
	var list []string
	switch e := e.(type) {
	case Word:
		list = append(list, string(e))
	case Wild:
		for _, piece := range e {
			list = append(list, strings.Split(piece, "?")...)
		}
	case And:
		list = wordsOf(e)
	case Or:
		list = wordsOf(e)
	case Near:
		list = wordsOf(e.All)
	}
	return list
}

func wordsOf(list []Expr) []string {
	var all []string
	for _, e := range list {
		all = append(all, Words(e)...)
	}
	return all
}

// Demands reports whether e asks for something that must be there, rather than
// only for what must not.
func Demands(e Expr) bool { return len(Words(e)) > 0 }

// printTop writes what must hold, in the form in which it can be typed.
func printTop(e Expr) string {
	if all, ok := e.(And); ok {
		parts := make([]string, len(all))
		for i, a := range all {
			parts[i] = written(a)
		}
		if plain(all) {
			return strings.Join(parts, " ")
		}
		return strings.Join(parts, " AND ")
	}
	return written(e)
}

// plain reports whether a list needs no operator between its members.
func plain(all And) bool {
	for _, e := range all {
		if n, ok := e.(Not); ok {
			e = n.Expr
		}
		switch e.(type) {
		case Word, Wild:
		default:
			return false
		}
	}
	return true
}

func written(e Expr) string {
	switch e := e.(type) {
	case Word:
		return `"` + string(e) + `"`
	case Wild:
		return "*" + strings.Join(e, "*") + "*"
	case Not:
		return "-" + written(e.Expr)
	case And:
		return group(e, " AND ")
	case Or:
		return group(e, " OR ")
	case Near:
		if e.Within == Paragraph {
			return group(e.All, " 同款 ")
		}
		return group(e.All, " 同条 ")
	}
	return ""
}

func group(list []Expr, operator string) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = written(e)
	}
	return "(" + strings.Join(parts, operator) + ")"
}
