package query

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/lawnames"
)

// caseNumbers are numbers of cases: （2021）京01民终123号. The brackets may be any; where
// there are none, the sign of a court stands behind the year. Several serials may share
// the beginning: 999号、1000号.
var caseNumbers = regexp.MustCompile(`^(?:[（(〔\[【]((?:19|20)\d{2})[）)〕\]】](\p{Han}[\p{Han}\d]*?)|` +
	`((?:19|20)\d{2})([最京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵][\p{Han}\d]*?(?:民|刑|行|执|赔|破|知|商)[\p{Han}\d]*?))` +
	`第?(\d+(?:[-－—~～至、]\d+)*)号(之[一二三四五六七八九十]+)?((?:[、和及]\d+号(?:之[一二三四五六七八九十]+)?)*)$`)

// releasedCases are the numbers of cases that courts and procuratorates release for
// others to follow, and of the library of cases: 指导案例24号, 检例第39号,
// 入库编号2024-18-2-053-001.
var (
	releasedCases = regexp.MustCompile(`^` + caseIssuer + `(指导性案例|指导案例|公报案例|检例)` +
		`第?(\d{1,3}|[一二三四五六七八九十百]+|\d+号|\d{1,4}(?:[、，,和及]第?\d{1,4})+号)号?(?:案例|案)?$`)
	// releasedBehind has the number first: 最高法第24号指导案例.
	releasedBehind = regexp.MustCompile(`^` + caseIssuer + `第?(\d+|[一二三四五六七八九十百]+)号(指导性案例|指导案例|公报案例)$`)
	libraryCases   = regexp.MustCompile(`^(?:人民法院案例库)?(?:入库)?(?:编号)?[：:]?(\d{4}-\d{1,2}-\d{1,2}-\d{3}-\d{3})$`)
)

// caseIssuer is who releases a case, as people call it.
const caseIssuer = `(最高人民法院|最高人民检察院|最高检察院|最高法院|最高院|最高法|最高检|高检院)?(?:发布)?的?`

// documentNumbers are numbers of documents, whose name stands before the year:
// 法释〔2021〕15号.
var documentNumbers = regexp.MustCompile(`^(\p{Han}{1,12})[（(〔\[【]?((?:19|20)\d{2})[）)〕\]】]?年?第?(\d+号)$`)

// caseNumber reads a query that is the number of a case: its text holds it in
// one of the spellings that must returns.
func caseNumber(s string) (must *engine.Expr, ok bool) {
	s = strings.Join(strings.Fields(s), "")
	if issuer, kind, numbers := releasedCase(s); len(numbers) > 0 {
		var list []string
		for _, n := range numbers[:min(len(numbers), maxChoices/4)] {
			list = append(list, releasedSpellings(issuer, kind, n)...)
		}
		return anyOf(list), true
	}
	if m := libraryCases.FindStringSubmatch(s); m != nil {
		return anyOf([]string{m[1]}), true
	}
	m := caseNumbers.FindStringSubmatch(s)
	if m == nil {
		return nil, false
	}
	year, code := m[1]+m[3], m[2]+m[4]
	var list []string
	all := serials(m[5]+"号"+m[6], m[7])
	for _, serial := range all {
		for _, c := range codes(code, year) {
			list = append(list, "("+year+")"+c+serial, "〔"+year+"〕"+c+serial)
		}
	}
	if len(all) == 1 { // papers leave the brackets out as well
		for _, c := range codes(code, year) {
			list = append(list, year+c+all[0])
		}
	}
	return anyOf(list), true
}

// codes are the ways to write what stands between the year and the serial: until 2016
// 字第 did, which people leave out.
func codes(code, year string) []string {
	bare, old := strings.CutSuffix(code, "字")
	if old || year < "2016" {
		return []string{bare + "字第", bare}
	}
	return []string{code}
}

// releasedCase reads the numbers of cases that an organ released; there are none where s
// is no such number.
func releasedCase(s string) (issuer, kind string, numbers []int) {
	m := releasedCases.FindStringSubmatch(s)
	if m == nil {
		if m = releasedBehind.FindStringSubmatch(s); m == nil {
			return "", "", nil
		}
		m[2], m[3] = m[3], m[2]
	}
	separates := func(r rune) bool { return strings.ContainsRune("、，,和及第", r) }
	for _, number := range strings.FieldsFunc(strings.TrimSuffix(m[3], "号"), separates) {
		n, ok := cnnum.Parse(number)
		if !ok || n == 0 {
			return "", "", nil
		}
		numbers = append(numbers, n)
	}
	return m[1], m[2], numbers
}

// releasedSpellings are the ways to write the number of a released case. Those of the
// procuratorate are 检例 with a number.
func releasedSpellings(issuer, kind string, n int) []string {
	serial := strconv.Itoa(n) + "号"
	if strings.Contains(issuer, "检") && kind != "公报案例" {
		kind = "检例"
	}
	if kind == "检例" || kind == "公报案例" {
		return []string{kind + "第" + serial, kind + serial}
	}
	return []string{"指导案例" + serial, "指导性案例" + serial, "指导案例第" + serial, "指导性案例第" + serial}
}

// maxSerials bounds the numbers that one range of cases stands for.
const maxSerials = 10

// serials are the serials that share the beginning of a number: 999号 and 、1000号, or
// 1234-1236号, which stands for itself and each of its members.
func serials(first, others string) []string {
	list := []string{first}
	if m := serialRange.FindStringSubmatch(first); m != nil {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		for n := from; n <= to && n < from+maxSerials; n++ {
			list = append(list, strconv.Itoa(n)+"号")
		}
	} else if strings.Contains(first, "、") {
		for _, n := range strings.Split(strings.TrimSuffix(first, "号"), "、") {
			list = append(list, n+"号")
		}
	}
	list = append(list, strings.FieldsFunc(others, func(r rune) bool { return strings.ContainsRune("、和及", r) })...)
	return list[:min(len(list), maxChoices/2)]
}

var serialRange = regexp.MustCompile(`^(\d{1,9})[-－—~～至](\d{1,9})号$`)

// documentNumber reads a query that is the number of a document.
func documentNumber(s string) (must *engine.Expr, ok bool) {
	s = strings.Join(strings.Fields(s), "")
	m := documentNumbers.FindStringSubmatch(s)
	if m == nil {
		if list := lawnames.NumberSpellings(s); len(list) > 0 { // 国务院令第586号
			return anyOf(list), true
		}
		return nil, false
	}
	return spelled(m[1]+"("+m[2]+")"+m[3], m[1]+"〔"+m[2]+"〕"+m[3]), true
}

// yearBehind and yearBefore are names of laws with the year of a version: 公司法（2018修正）,
// 公司法2018, 2018年修正的公司法, 05年公司法, 公司法05年版. Of two digits it has its word.
var (
	yearBehind = regexp.MustCompile(`^(.*?\p{Han})》?\s*[（(]?(` + yearOfText + `)` + yearWords + `[）)]?》?$`)
	yearBefore = regexp.MustCompile(`^(` + yearOfText + `)` + yearWords + `的?《?(\p{Han}.*)$`)
)

const (
	yearOfText = `(?:19|20)\d{2}年?|\d{2}(?:年版?|版)|[一二][〇○零0一二三四五六七八九]{3}年|[〇○零0一二三四五六七八九]{2}年`
	yearWords  = `(?:修正|修订|修改|通过|公布)?(?:版本?|文本|本)?`
)

// CutYear takes the year of a version off the name of a law. ok is false where
// there is none.
func CutYear(name string) (law, year string, ok bool) {
	name = strings.TrimSpace(name)
	if m := yearBehind.FindStringSubmatch(name); m != nil {
		return strings.Trim(m[1], "《》 "), fullYear(m[2]), true
	}
	if m := yearBefore.FindStringSubmatch(name); m != nil {
		return strings.Trim(m[2], "《》 "), fullYear(m[1]), true
	}
	return "", "", false
}

// firstOfCentury is the first year that people mean by two digits: 49年, but 48 is 2048.
const firstOfCentury = "49"

// fullYear is a year in four digits.
func fullYear(s string) string {
	s = digitsOfYear.Replace(strings.TrimRight(s, "年版"))
	if len(s) != len("05") {
		return s
	}
	if s >= firstOfCentury {
		return "19" + s
	}
	return "20" + s
}

var digitsOfYear = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7",
	"八", "8", "九", "9")

// anyOf asks for one of several spellings.
func anyOf(list []string) *engine.Expr {
	exprs := make([]engine.Expr, len(list))
	for i, s := range list {
		exprs[i] = engine.Word(s)
	}
	if len(exprs) == 1 {
		return &exprs[0]
	}
	e := engine.Or(exprs...)
	return &e
}

// spelled asks for a number in one of two spellings.
func spelled(one, other string) *engine.Expr {
	e := engine.Or(engine.Word(one), engine.Word(other))
	return &e
}
