package docx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
)

// formatNumber writes a number in one of the formats of Word. Chinese formats write 101
// as laws do, 一百零一, whichever of the counting systems it is; what no format reaches is
// written in digits.
func formatNumber(n int, format, custom string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "custom":
		first, _, _ := strings.Cut(custom, ",")
		return fmt.Sprintf("%0*d", min(len(strings.TrimSpace(first)), 9), n)
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "decimalFullWidth", "decimalFullWidth2":
		return mapped(strconv.Itoa(n), '0', '０')
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
		return byPlace(n)
	case "hex":
		return strings.ToUpper(strconv.FormatInt(int64(n), 16))
	}
	if n <= 0 {
		if n == 0 && chineseFormats[format] {
			return "〇"
		}
		return strconv.Itoa(n)
	}
	switch format {
	case "upperRoman", "lowerRoman":
		return inCase(roman(n), format == "upperRoman")
	case "upperLetter", "lowerLetter":
		return inCase(letters(n), format == "upperLetter")
	case "ordinal":
		return ordinal(n)
	case "chineseLegalSimplified", "japaneseLegal", "ideographLegalTraditional":
		return formal(n)
	}
	if chineseFormats[format] {
		return chinese(n)
	}
	if set, ok := sets[format]; ok {
		if runes := []rune(set); n <= len(runes) {
			return string(runes[n-1])
		}
	}
	if circledFormats[format] {
		return circled(n)
	}
	return strconv.Itoa(n)
}

var chineseFormats = map[string]bool{"chineseCounting": true, "chineseCountingThousand": true, "japaneseCounting": true,
	"taiwaneseCounting": true, "taiwaneseCountingThousand": true, "koreanCounting": true, "koreanDigital": true}

var circledFormats = map[string]bool{"decimalEnclosedCircle": true, "decimalEnclosedCircleChinese": true}

// sets are formats that have one character for each number, up to the last.
var sets = map[string]string{
	"decimalEnclosedParen":    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
	"decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
	"ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
	"ideographTraditional":    "甲乙丙丁戊己庚辛壬癸",
	"ideographZodiac":         "子丑寅卯辰巳午未申酉戌亥",
	"chicago":                 "*†‡§",
}

// chinese writes a number as laws do.
func chinese(n int) string {
	if s := cnnum.Format(n); s != "" {
		return s
	}
	return strconv.Itoa(n)
}

// byPlace writes a number digit by digit: 一〇一.
func byPlace(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	digits := []rune("〇一二三四五六七八九")
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(digits[c-'0'])
	}
	return b.String()
}

// formal writes a number with the numerals of contracts: 壹佰零壹.
func formal(n int) string {
	return strings.NewReplacer("一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍", "六", "陆", "七", "柒", "八", "捌", "九", "玖",
		"十", "拾", "百", "佰", "千", "仟").Replace(chinese(n))
}

func circled(n int) string {
	switch {
	case n >= 1 && n <= 20:
		return string('①' + rune(n-1))
	case n >= 21 && n <= 35:
		return string('㉑' + rune(n-21))
	case n >= 36 && n <= 50:
		return string('㊱' + rune(n-36))
	}
	return strconv.Itoa(n)
}

func mapped(s string, from, to rune) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - from + to
		}
		return r
	}, s)
}

func inCase(s string, upper bool) string {
	if upper {
		return strings.ToUpper(s)
	}
	return s
}

// letters are a to z, then aa to zz, as Word writes them.
func letters(n int) string {
	if n > 26*30 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string('a'+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n > 4999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range [...]struct {
		value int
		text  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"},
		{4, "iv"}, {1, "i"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

func ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}
