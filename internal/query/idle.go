package query

import (
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
)

// maxIdle bounds the operators that are named.
const maxIdle = 8

// idle are the operators of a query that join, close or name nothing, as they were typed, each once:
// of (违约金 AND the bracket and the AND. In prose nothing is an operator.
func idle(s string, tokens []token) []string {
	if isProse(s) {
		return nil
	}
	list := unclosed(s)
	depth := []int{} // of brackets, where the open ones stand
	for i, t := range tokens {
		switch t.kind {
		case open:
			depth = append(depth, i)
		case closing:
			if len(depth) == 0 {
				list = append(list, t.text)
				continue
			}
			depth = depth[:len(depth)-1]
		case and, or, sameArticle, sameParagraph:
			if i == 0 || i == len(tokens)-1 || !ends(tokens[i-1].kind) || !begins(tokens[i+1].kind) {
				list = append(list, t.text)
			}
		case not:
			if i == len(tokens)-1 || !begins(tokens[i+1].kind) {
				list = append(list, t.text)
			}
		case word:
			if isIdleWord(t.text) {
				list = append(list, t.text)
			}
		}
	}
	for range depth {
		list = append(list, "(")
	}
	var distinct []string
	for _, o := range list {
		if !slices.Contains(distinct, o) && len(distinct) < maxIdle {
			distinct = append(distinct, o)
		}
	}
	return distinct
}

// ends reports whether something that can be joined ends with a token, begins whether it begins
// with one.
func ends(k kind) bool   { return k == word || k == phrase || k == closing || k == filter }
func begins(k kind) bool { return k == word || k == phrase || k == open || k == not || k == filter }

// isIdleWord reports whether a word is an operator without what belongs to it: *, -, 法院：.
func isIdleWord(w string) bool {
	if strings.Trim(w, "*?") == "" || w == "-" || w == "－" {
		return true
	}
	field, value, found := strings.Cut(strings.ReplaceAll(w, "：", ":"), ":")
	_, known := engine.FieldTyped(field)
	return found && known && value == ""
}

// unclosed are the quotation marks of a query that are never closed.
func unclosed(s string) []string {
	var list []string
	for s != "" {
		at := strings.IndexFunc(s, func(r rune) bool { _, opens := quotes[r]; return opens })
		if at < 0 {
			break
		}
		r := []rune(s[at:])[0]
		s = s[at+len(string(r)):]
		_, rest, closed := strings.Cut(s, string(quotes[r]))
		if !closed {
			list = append(list, string(r))
			continue
		}
		s = rest
	}
	return list
}
