package query

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
)

// caseNumbers are numbers of cases: （2021）京01民终123号. The brackets may be any.
var caseNumbers = regexp.MustCompile(`^[（(〔\[【]\s*((?:19|20)\d{2})\s*[）)〕\]】]\s*([\p{Han}][\p{Han}\d]*?\d+号(?:之[一二三四五六七八九十]+)?)$`)

// documentNumbers are numbers of documents, whose name stands before the year:
// 法释〔2021〕15号.
var documentNumbers = regexp.MustCompile(`^(\p{Han}{1,12})[（(〔\[【]((?:19|20)\d{2})[）)〕\]】]第?(\d+号)$`)

// caseNumber reads a query that is the number of a case: its text holds it in
// one of the spellings that must returns.
func caseNumber(s string) (must *engine.Expr, ok bool) {
	m := caseNumbers.FindStringSubmatch(strings.Join(strings.Fields(s), ""))
	if m == nil {
		return nil, false
	}
	return spelled("("+m[1]+")"+m[2], "〔"+m[1]+"〕"+m[2]), true
}

// documentNumber reads a query that is the number of a document.
func documentNumber(s string) (must *engine.Expr, ok bool) {
	m := documentNumbers.FindStringSubmatch(strings.Join(strings.Fields(s), ""))
	if m == nil {
		return nil, false
	}
	return spelled(m[1]+"("+m[2]+")"+m[3], m[1]+"〔"+m[2]+"〕"+m[3]), true
}

// yearBehind and yearBefore are names of laws with the year of a version: 公司法（2018修正）,
// 公司法2018, 2018年修正的公司法.
var (
	yearBehind = regexp.MustCompile(`^(.*\p{Han})》?\s*[（(]?((?:19|20)\d{2})年?(?:修正|修订|修改|通过|公布)?(?:版本?|文本|本)?[）)]?》?$`)
	yearBefore = regexp.MustCompile(`^((?:19|20)\d{2})年?(?:修正|修订|修改|通过|公布)?(?:版本?)?的?《?(\p{Han}.*)$`)
)

// CutYear takes the year of a version off the name of a law. ok is false where
// there is none.
func CutYear(name string) (law, year string, ok bool) {
	name = strings.TrimSpace(name)
	if m := yearBehind.FindStringSubmatch(name); m != nil {
		return strings.Trim(m[1], "《》 "), m[2], true
	}
	if m := yearBefore.FindStringSubmatch(name); m != nil {
		return strings.Trim(m[2], "《》 "), m[1], true
	}
	return "", "", false
}

// spelled asks for a number in one of two spellings.
func spelled(one, other string) *engine.Expr {
	e := engine.Or(engine.Word(one), engine.Word(other))
	return &e
}
