// Package personname tells the names of people from those of companies,
// authorities and other bodies, and knows the surnames.
//
// Start with [IsPerson] and [Surname].
package personname

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsPerson reports whether a name may be that of a person: two to four Chinese
// characters, or more around a dot.
func IsPerson(name string) bool {
	name = strings.TrimRight(name, "0123456789甲乙丙丁")
	n := utf8.RuneCountInString(name)
	if n == 1 {
		return strings.ContainsFunc(name, IsHan)
	}
	for _, r := range name {
		if !IsHan(r) && r != '·' && r != '×' && r != '*' && r != 'X' && r != 'x' {
			return false
		}
	}
	if n <= 3 && Surname(name) > 0 { // 俄克学 is no school
		return !strings.HasSuffix(name, "局") && !strings.HasSuffix(name, "厅") && !strings.HasSuffix(name, "院")
	}
	return n >= 1 && (n <= 4 || strings.ContainsRune(name, '·') && n <= 24) && !IsBody(name)
}

// IsBody reports whether a name is that of a company, an authority or another body.
func IsBody(name string) bool { return bodies.MatchString(name) }

// bodies are what names of bodies end in.
var bodies = regexp.MustCompile(`(?:公司|集团|银行|支行|分行|企业|合作社|事务所|工厂|厂|店|商行|经营部|中心|政府|局|厅|部|委员会|委|院|所|校|学|幼儿园|会|社|站|队|` +
	`处|室|馆|署|组|村|镇|乡|街道|办事处|单位|机关|科|基金|协会|联盟|物业|酒店|超市|农场|林场|矿|港|场|城|园|户|商会|俱乐部|门诊部)$`)

// IsHan reports whether a character is Chinese.
func IsHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF || unicode.Is(unicode.Han, r) }
