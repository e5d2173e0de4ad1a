package query

import (
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/engine"
)

// isPattern reports whether a word has a * and something beside it.
func isPattern(s string) bool {
	return strings.ContainsRune(s, '*') && strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// leaf makes a word or a pattern.
func leaf(s string) engine.Expr {
	if !isPattern(s) {
		return engine.Word(s)
	}
	var pieces []string
	for _, piece := range strings.Split(s, "*") {
		if piece != "" {
			pieces = append(pieces, piece)
		}
	}
	if len(pieces) == 1 && !strings.ContainsRune(pieces[0], '?') {
		return engine.Word(pieces[0]) // the * stands at an edge
	}
	return engine.Pattern(pieces...)
}

// formatExpr writes what must hold, in the form in which it can be typed.
func formatExpr(e engine.Expr) string {
	if e.Op != engine.OpAnd {
		return formatInner(e)
	}
	parts := make([]string, len(e.Args))
	for i, a := range e.Args {
		parts[i] = formatInner(a)
	}
	if besideEachOther(e.Args) {
		return strings.Join(parts, " ")
	}
	return strings.Join(parts, " AND ")
}

// besideEachOther reports whether a list needs no operator between its members.
func besideEachOther(all []engine.Expr) bool {
	for _, e := range all {
		if e.Op == engine.OpNot {
			e = e.Args[0]
		}
		if e.Op != engine.OpWord && e.Op != engine.OpPattern {
			return false
		}
	}
	return true
}

// formatInner writes an expression inside of another.
func formatInner(e engine.Expr) string {
	switch e.Op {
	case engine.OpWord:
		return `"` + e.Text + `"`
	case engine.OpPattern:
		return "*" + strings.Join(e.Pieces, "*") + "*"
	case engine.OpNot:
		return "-" + formatInner(e.Args[0])
	case engine.OpAnd:
		return formatGroup(e.Args, " AND ")
	case engine.OpOr:
		return formatGroup(e.Args, " OR ")
	case engine.OpNear:
		if e.Within == engine.Paragraph {
			return formatGroup(e.Args, " 同款 ")
		}
		return formatGroup(e.Args, " 同条 ")
	}
	return ""
}

func formatGroup(list []engine.Expr, operator string) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = formatInner(e)
	}
	return "(" + strings.Join(parts, operator) + ")"
}
