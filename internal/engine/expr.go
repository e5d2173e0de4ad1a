package engine

import "strings"

// Expr is what must hold of a text. It is a tree; Op says which of the other members
// count.
type Expr struct {
	Op     Op     `json:"op"`
	Text   string `json:"text,omitempty"`   // of a word
	Pieces Pieces `json:"pieces,omitempty"` // of a pattern
	Within Within `json:"within,omitempty"` // of near
	// Distance is the greatest number of characters between two neighbours, where Within is
	// Characters.
	Distance int    `json:"distance,omitempty"`
	Args     []Expr `json:"args,omitempty"` // of and, or, not (one), near
}

// Pieces are the parts of a pattern between its *; a ? in one is any single letter or
// digit.
type Pieces []string

// Op is what an expression demands.
type Op string

// The operators. OpWord asks for a string to the letter, apart from white space, case,
// width and the way in which numbers are written. OpPattern asks for its pieces in this
// order in one sentence, with at most MaxGap characters between two of them. OpNear asks
// for all its arguments close together.
const (
	OpWord    Op = "word"
	OpPattern Op = "pattern"
	OpAnd     Op = "and"
	OpOr      Op = "or"
	OpNot     Op = "not"
	OpNear    Op = "near"
)

// MaxGap is how many characters * in a pattern may stand for.
const MaxGap = 20

// Within is where the arguments of OpNear stand together.
type Within string

// The places where words may stand together. Article and Paragraph are of provisions
// only; items belong to the paragraph that they stand in. Characters takes words and
// counts from the end of one to the beginning of the next, in any order.
const (
	Article    Within = "article"
	Paragraph  Within = "paragraph"
	Characters Within = "characters"
)

// Word asks for a string.
func Word(s string) Expr { return Expr{Op: OpWord, Text: s} }

// Pattern asks for pieces in their order.
func Pattern(pieces ...string) Expr { return Expr{Op: OpPattern, Pieces: pieces} }

// And asks for all of several.
func And(all ...Expr) Expr { return Expr{Op: OpAnd, Args: all} }

// Or asks for at least one of several.
func Or(any ...Expr) Expr { return Expr{Op: OpOr, Args: any} }

// Not asks for the contrary.
func Not(e Expr) Expr { return Expr{Op: OpNot, Args: []Expr{e}} }

// Near asks for all in one article or one paragraph.
func Near(within Within, all ...Expr) Expr { return Expr{Op: OpNear, Within: within, Args: all} }

// Words are the strings of an expression that speak for a document, to be looked for
// and marked: none of what must not occur.
func (e *Expr) Words() []string {
	if e == nil {
		return nil
	}
	switch e.Op {
	case OpWord:
		return []string{e.Text}
	case OpPattern:
		var list []string
		for _, piece := range e.Pieces {
			list = append(list, strings.Split(piece, "?")...)
		}
		return list
	case OpAnd, OpOr, OpNear:
		var list []string
		for i := range e.Args {
			list = append(list, e.Args[i].Words()...)
		}
		return list
	}
	return nil
}

// Demands reports whether something must occur, rather than only not occur. A nil
// expression demands nothing.
func (e *Expr) Demands() bool { return len(e.Words()) > 0 }
