package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/engine"
)

// kind is the kind of a token.
type kind uint8

const (
	word kind = iota
	phrase
	and
	or
	not
	sameArticle
	sameParagraph
	open
	closing
	filter
)

// token is a piece of the query.
type token struct {
	kind  kind
	text  string // of a word or phrase, the value of a filter
	field string // name of a filter
}

// operators are the words that are no words when they stand alone.
var operators = map[string]kind{"AND": and, "and": and, "&&": and, "OR": or, "or": or, "||": or, "NOT": not, "not": not, "同条": sameArticle,
	"同款": sameParagraph}

// quotes are the marks that quote, with the marks that end the quotation.
var quotes = map[rune]rune{'"': '"', '“': '”', '＂': '＂', '「': '」'}

// sentenceLength is how many characters outside of quotation marks make a query
// a sentence, in which “ ” may only stress a word; proseLength how many make it prose where its
// clauses have marks between them.
const (
	sentenceLength = 8
	proseLength    = 24
)

// stresses reports whether the quotation from start to end in s stresses a word of a
// sentence: 什么情形构成“帮助信息网络犯罪活动罪”. What must occur stands apart. In prose every mark
// quotes what somebody said or is called, unless white space sets it apart.
func stresses(s string, start, end int) bool {
	before, first := utf8.DecodeLastRuneInString(s[:start])
	after, last := utf8.DecodeRuneInString(s[end:])
	if isProse(s) {
		return first > 0 && !unicode.IsSpace(before) || last > 0 && !unicode.IsSpace(after)
	}
	opening, _ := utf8.DecodeRuneInString(s[start:])
	if opening != '“' || !unicode.IsLetter(before) && !unicode.IsLetter(after) {
		return false
	}
	return outside(s, unicode.IsGraphic) >= sentenceLength
}

// isProse reports whether a query is a story or pasted text: long, with marks between clauses.
// Nobody writes operators so.
func isProse(s string) bool {
	return outside(s, unicode.IsLetter) >= proseLength &&
		outside(s, func(r rune) bool { return strings.ContainsRune("，。；！？", r) }) > 0
}

// outside counts the characters of some kind outside of quotation marks, apart from white space.
func outside(s string, counts func(rune) bool) (n int) {
	end := rune(0)
	for _, r := range s {
		closing, opens := quotes[r]
		switch {
		case end != 0:
			if r == end {
				end = 0
			}
		case opens:
			end = closing
		case !unicode.IsSpace(r) && counts(r):
			n++
		}
	}
	return n
}

// lex cuts a query into tokens. A quotation mark that is never closed, or
// closes nothing, is white space.
func lex(s string) []token {
	var tokens []token
	whole, prose := s, isProse(s)
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) {
			s = s[size:]
			continue
		}
		if end, ok := quotes[r]; ok {
			body, rest, closed := strings.Cut(s[size:], string(end))
			if !closed {
				s = s[size:]
				continue
			}
			k := phrase
			if stresses(whole, len(whole)-len(s), len(whole)-len(rest)) {
				k = word
			}
			if body = strings.Join(strings.Fields(body), " "); strings.IndexFunc(body, unicode.IsGraphic) >= 0 {
				tokens = append(tokens, token{kind: k, text: body})
			}
			s = rest
			continue
		}
		switch {
		case r == '(':
			tokens, s = append(tokens, token{kind: open, text: "("}), s[size:]
			continue
		case r == ')':
			tokens, s = append(tokens, token{kind: closing, text: ")"}), s[size:]
			continue
		case (r == '-' || r == '－') && len(s) > size && startsTerm(s[size:]) && !prose:
			tokens, s = append(tokens, token{kind: not, text: string(r)}), s[size:]
			continue
		}
		if t, rest, ok := lexFilter(s); ok {
			tokens, s = append(tokens, t), rest
			continue
		}
		n := wordLength(s)
		w := s[:n]
		s = s[n:]
		if k, ok := operators[w]; ok && !prose {
			tokens = append(tokens, token{kind: k, text: w})
		} else if w = strings.Trim(w, "”」"); w != "" {
			tokens = append(tokens, token{kind: word, text: w})
		}
	}
	return tokens
}

// startsTerm reports whether a word or quotation follows: not a number, which
// belongs to a range or an address, and no space.
func startsTerm(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	_, quoted := quotes[r]
	return quoted || r == '(' || unicode.IsLetter(r)
}

// wordLength is the length of the word at the start of s: up to white space, a
// quotation mark or a bracket.
func wordLength(s string) int {
	for i, r := range s {
		if _, quoted := quotes[r]; i > 0 && (unicode.IsSpace(r) || quoted || r == '(' || r == ')') {
			return i
		}
	}
	return len(s)
}

// yearLength is the length of a year in brackets at the start of s, with which the number of
// a case begins: (2018)浙0521刑初267号.
func yearLength(s string) int {
	const length = len("(2018)")
	if len(s) <= length || s[0] != '(' || s[length-1] != ')' || strings.Trim(s[1:length-1], "0123456789") != "" {
		return 0
	}
	return length
}

// longestField is the length of the longest name of a field, in bytes.
var longestField = engine.LongestTyped()

// lexFilter reads field:value, where the field is known and a value follows.
func lexFilter(s string) (t token, rest string, ok bool) {
	at := strings.IndexAny(s, ":：")
	if at <= 0 || at > longestField {
		return token{}, "", false
	}
	field, known := engine.FieldTyped(s[:at])
	if !known {
		return token{}, "", false
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	rest = s[at+size:]
	r, n := utf8.DecodeRuneInString(rest)
	if end, quoted := quotes[r]; quoted {
		body, after, closed := strings.Cut(rest[n:], string(end))
		if body = strings.TrimSpace(body); closed && body != "" {
			return token{kind: filter, field: field.Name, text: body}, after, true
		}
		return token{}, "", false
	}
	year := yearLength(rest)
	n = year + wordLength(rest[year:])
	if n == 0 || unicode.IsSpace(r) || r == ')' || r == '(' && year == 0 {
		return token{}, "", false
	}
	return token{kind: filter, field: field.Name, text: strings.Trim(rest[:n], "《》")}, rest[n:], true
}
