package query

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// A day or a year beside an address says in which text it is meant: 2018年10月26日的公司法第16条,
// 公司法第十六条（2018年）.

// dayShape is how a day may be written; whether there is such a day is statute.DateAt's to say.
const dayShape = `(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2}|\d{4}[./]\d{1,2}[./]\d{1,2}|` +
	`[一二][〇○零0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)`

var (
	// dayBefore is a day before an address, with the words that join them.
	dayBefore = regexp.MustCompile(`^\s*(?:在|于|截至)?(` + dayShape + `)(?:\s|、|，|,|：|:|时|当日|当天|那天|那一天|有效|施行|适用|生效|版本|版|文本|的)*`)
	// dayBehind is a day behind an address, or between the name of a law and its provision.
	dayBehind = regexp.MustCompile(`[\s、，,]*[（(\[〔【]?\s*(` + dayShape + `)\s*(?:时|当日|当天|有效|施行|修正|修订|通过|公布|的|版本|版|文本)*\s*[）)\]〕】]?`)
	// yearBehindProvision is a year behind an address: in brackets, or apart from it.
	yearBehindProvision = regexp.MustCompile(`^(.*[条款项目编章节\d])\s*` +
		`(?:[（(]\s*((?:19|20)\d{2})年?(?:修正|修订|修改|通过|公布|施行)?(?:版本?|文本|本)?\s*[）)]|[\s，,]+((?:19|20)\d{2})年?(?:版|文本)?)$`)
)

// cutDay takes a day off an address. ok is false where there is none, or where nothing is left.
func cutDay(s string) (rest string, day statute.Date, ok bool) {
	if m := dayBefore.FindStringSubmatchIndex(s); m != nil {
		rest, day = s[m[1]:], dayIn(s[m[2]:m[3]])
	} else if m := dayBehind.FindStringSubmatchIndex(s); m != nil && !strings.HasSuffix(strings.TrimSpace(s[:m[2]]), "@") {
		rest, day = s[:m[0]]+s[m[1]:], dayIn(s[m[2]:m[3]])
	}
	rest = strings.TrimSpace(rest)
	return rest, day, day != "" && rest != ""
}

// dayIn is the day that a string is, "" where there is no such day.
func dayIn(s string) statute.Date {
	day, err := statute.ReadDay(s)
	if err != nil {
		return ""
	}
	return day
}

// cutYear takes the year of a text off the end of an address with a provision.
func cutYear(s string) (rest, year string, ok bool) {
	m := yearBehindProvision.FindStringSubmatch(s)
	if m == nil {
		return s, "", false
	}
	return m[1], m[2] + m[3], true
}
