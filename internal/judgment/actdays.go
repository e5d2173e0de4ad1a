package judgment

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// ActDays are the first and the last day of the acts that a criminal case is about, as the
// facts tell them, both "" where they tell none. A month or a time of a month counts from its
// first day, or to its last. What courts, police and witnesses did on a day is no act.
func ActDays(text string, f *casefile.Facts) (first, last statute.Date) {
	if f.Kind != "刑事" && (f.Kind != "" || len(f.Charges) == 0) {
		return "", ""
	}
	for _, account := range accountsOfActs(text, f) {
		if first, last = daysIn(account, f.Date); first != "" {
			return first, last
		}
	}
	return "", ""
}

// daysIn are the first and the last day of acts in an account of a case that was decided on a
// day, which may be "".
func daysIn(account string, decided statute.Date) (first, last statute.Date) {
	all := daysTold.FindAllStringSubmatchIndex(account, -1)
	year := ""
	for i, m := range all {
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return account[m[2*n]:m[2*n+1]]
		}
		if y := group(1); y != "" {
			year = y
		}
		end := len(account)
		if i+1 < len(all) {
			end = all[i+1][0]
		}
		if year == "" || isProcedure.MatchString(clauseAt(account[m[1]:end])) {
			continue
		}
		from, to := span(year, group(2), group(3))
		if from == "" || decided != "" && from >= decided {
			continue
		}
		if first == "" || from < first {
			first = from
		}
		last = max(last, to)
	}
	if decided != "" {
		last = min(last, decided)
	}
	return first, last
}

// accountsOfActs are the parts of a case that tell what was done, up to what proves it: what
// the court found, what is charged, the account of a released case.
func accountsOfActs(text string, f *casefile.Facts) []string {
	var accounts []string
	for _, kind := range [...]casefile.PartKind{casefile.PartFacts, casefile.PartClaims, casefile.PartCase} {
		for _, p := range f.Parts {
			if p.Kind != kind || p.Span.End > len(text) {
				continue
			}
			account := p.Span.Of(text)
			if m := isEvidence.FindStringIndex(account); m != nil {
				account = account[:m[0]]
			}
			accounts = append(accounts, account)
		}
	}
	return accounts
}

// daysTold are days and months in an account: 2018年5月4日, 2018年5月, 同年6月7日, 至7月.
var daysTold = regexp.MustCompile(`(?:((?:19|20)\d{2})\s*年\s*|(?:同年|当年|该年)\s*|[至到]\s*)(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?`)

// isProcedure tells what is done about an act from the act.
var isProcedure = regexp.MustCompile(`抓获|归案|到案|投案|自首|报案|报警|立案|拘留|逮捕|取保|监视居住|鉴定|检验|谅解|赔偿|退赔|退还|退缴|缴纳|查获|` +
	`移送|审查|起诉|公诉|受理|开庭|审理|判处|判决|裁定|刑满|释放|扣押|发还|调解|作出|出具|行政处罚|强制隔离|社区矫正|有期徒刑|死亡证明|出生|生于`)

// isEvidence is where an account turns from what was done to what proves it.
var isEvidence = regexp.MustCompile(`(?:上述|以上|前述|上列|该)(?:指控|犯罪)?的?(?:犯罪)?事实|书证|物证|证人证言|户籍证明|身份证明|供述与辩解|的证言`)

// clauseLength is how far behind a day it is looked for what was done on it, in characters.
const clauseLength = 30

// clauseAt is the beginning of what stands behind a day, up to the end of the sentence.
func clauseAt(s string) string {
	n := 0
	for at, r := range s {
		if n == clauseLength || strings.ContainsRune("。；;\n", r) {
			return s[:at]
		}
		n++
	}
	return s
}

// span is a day, or a whole month where day is "".
func span(year, month, day string) (from, to statute.Date) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	if m < 1 || m > 12 {
		return "", ""
	}
	if day == "" {
		begins := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
		return statute.Date(begins.Format(time.DateOnly)), statute.Date(begins.AddDate(0, 1, -1).Format(time.DateOnly))
	}
	written := year + "年" + month + "月" + day + "日"
	d, length := statute.DateAt(written)
	if length != len(written) {
		return "", ""
	}
	return d, d
}
