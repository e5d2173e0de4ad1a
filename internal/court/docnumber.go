package court

import (
	"regexp"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	// bare is the number of a case without brackets: 2021浙0521民初12号, 2012年庆城民初字第33号.
	bare = regexp.MustCompile(`((?:19|20)\d{2})年?(\p{Han}{1,6}?\d{0,4})` +
		`((?:民|刑|行|执|赔|破|知|商|财保|司|督|诉前)[初终再申监抗提更特辖保他审核督破执异复恢协裁调预撤诉前令认赔民刑行一二三四商知金司救惩外限]{0,5})字?第?(\d+(?:[-－]\d+)?)号(?:之[一二三四五六七八九十]+)?`)
	// document is the number of a paper that no court issued: 乙检刑诉〔2021〕12号,
	// 乙公（治）行罚决字〔2021〕第3号, （2021）乙仲裁字第12号.
	document = regexp.MustCompile(`(\p{Han}[\p{Han}·]{0,12}(?:（\p{Han}{1,4}）)?[\p{Han}]{0,8})[（〔]((?:19|20)\d{2})(?:年)?[）〕](?:第|` +
		`字第)?(\d+(?:[-－]\d+)*)号|` +
		`[（〔]((?:19|20)\d{2})(?:年)?[）〕](\p{Han}{1,14}?)(?:字)?第?(\d+(?:[-－]\d+)*)号|` +
		`(\p{Han}{2,14}?字)((?:19|20)\d{2})年?第(\d+)号`)
)

// FirstDocument is the first number of a paper of any organ between two places of a view,
// that of a court's case or another.
func FirstDocument(v *textview.View, from, to int) (n NumberAt, ok bool) {
	m := v.Find(document, from, to)
	n, ok = FirstNumber(v, from, to)
	if m == nil || ok && n.Start <= m[0] {
		return n, ok
	}
	g := [3]int{1, 2, 3} // name, year, serial
	switch {
	case m[8] >= 0:
		g = [3]int{5, 4, 6}
	case m[14] >= 0:
		g = [3]int{7, 8, 9}
	}
	text := func(i int) string { return v.Text[m[2*i]:m[2*i+1]] }
	return NumberAt{Start: m[0], End: m[1], Number: casefile.Number{Field: v.Field(m[0], m[1]), Year: text(g[1]), Type: text(g[0]),
		Serial: text(g[2])}}, true
}

// firstBare is the first number of a case that is written without brackets.
func firstBare(v *textview.View, from, to int) (n NumberAt, ok bool) {
	m := v.Find(bare, from, to)
	if m == nil {
		return NumberAt{}, false
	}
	return numberAt(v, m), true
}
