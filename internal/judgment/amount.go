package judgment

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/textview"
)

// money is a sum of money in a view, which writes commas as ，.
var money = regexp.MustCompile(`(\d{1,3}(?:，\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+)([万亿]?)余?元`)

// Words before a sum that say that it is none of those awarded: fines, costs, and what
// interest is reckoned on. They stand right before it, or with a few words between.
var (
	notAwarded = regexp.MustCompile(`(?:罚金|罚款|受理费|诉讼费|保全费|公告费|鉴定费|执行费)[^，。；]{0,8}$|以[^，。；]{0,16}$`)
	reckonedOn = regexp.MustCompile(`^[^，。；]{0,10}为(?:基数|本金|基础|限)`)
)

// amountOf is the greatest sum that the decision of a case names, in whole yuan.
func amountOf(text string, f *casefile.Facts) int64 {
	greatest := int64(0)
	for _, p := range f.Parts {
		if p.Kind != casefile.PartDecision || p.Span.End > len(text) || !strings.Contains(p.Span.Of(text), "元") {
			continue
		}
		v := textview.New(p.Span.Of(text))
		for _, m := range v.FindAll(money, 0, len(v.Text)) {
			before := v.Text[max(0, m[0]-maxBeforeSum):m[0]]
			if lead := notAwarded.FindString(before); lead != "" &&
				(!strings.HasPrefix(lead, "以") || reckonedOn.MatchString(v.Text[m[1]:])) {
				continue
			}
			number := withoutLabel(text, before, v.Text[m[2]:m[3]])
			greatest = max(greatest, yuan(number, v.Text[m[4]:m[5]]))
		}
	}
	return greatest
}

// withoutLabel takes the digit off a number that belongs to who is named before it: 羊某某1
// who gets 5000元. It does where the text has that name elsewhere, before no digit.
func withoutLabel(text, before, number string) string {
	if !strings.HasSuffix(before, "某") || len(number) < 2 || number[0] == '0' || number[0] > '9' || number[1] == '0' || number[1] > '9' {
		return number
	}
	runes := []rune(before)
	name := string(runes[max(0, len(runes)-2):]) + number[:1]
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return number
		}
		at += i + len(name)
		if at < len(text) && (text[at] < '0' || text[at] > '9') {
			return number[1:]
		}
	}
}

// maxBeforeSum is how much is looked at before a sum, in bytes of a view.
const maxBeforeSum = 120

// maxSum is the greatest sum that is believed: more than any court has awarded.
const maxSum = 1_000_000_000_000_000

// yuan is a sum in whole yuan: 12，345.67 is 12345, 3.5 with 万 is 35000.
func yuan(number, unit string) int64 {
	factor := 1.0
	switch unit {
	case "万":
		factor = 10_000
	case "亿":
		factor = 100_000_000
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(number, "，", ""), 64)
	if err != nil {
		n, ok := cnnum.Parse(number)
		if !ok {
			return 0
		}
		value = float64(n)
	}
	if value*factor > maxSum {
		return 0
	}
	return int64(value*factor + 0.0001) // 1.13 with 万 is 11300, whatever floating point makes of it
}
