package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// bracketYearAt reads 〔2021〕, （2016）, [2000] at the start of s.
func bracketYearAt(s string) int {
	for _, b := range [...][2]string{{"〔", "〕"}, {"（", "）"}, {"(", ")"}, {"[", "]"}, {"［", "］"}, {"【", "】"}} {
		if rest, ok := strings.CutPrefix(s, b[0]); ok {
			if len(rest) >= 4 && isYear(rest[:4]) && strings.HasPrefix(rest[4:], b[1]) {
				return len(b[0]) + 4 + len(b[1])
			}
			return 0
		}
	}
	return 0
}

// serialAt reads 第38号 or 38号.
func serialAt(s string) int {
	at := 0
	if strings.HasPrefix(s, "第") {
		at = len("第")
	}
	n, size := cnnum.Prefix(s[at:])
	if size == 0 || n == 0 || !strings.HasPrefix(s[at+size:], "号") {
		return 0
	}
	return at + size + len("号")
}

// maxCode bounds the code of a court or an issuer, in characters.
const maxCode = 14

// caseNumberAt reads the number of a case: （2020）浙0702刑初662号.
func caseNumberAt(s string) int {
	at := bracketYearAt(s)
	if at == 0 {
		return 0
	}
	han := 0
	for range 2 * maxCode {
		if han > 0 {
			if n := serialAt(s[at:]); n > 0 {
				at += n
				if strings.HasPrefix(s[at:], "之") {
					if _, size := cnnum.Prefix(s[at+len("之"):]); size > 0 {
						at += len("之") + size
					}
				}
				return at
			}
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case r >= '0' && r <= '9':
		default:
			return 0
		}
		at += size
	}
	return 0
}

// documentNumberAt reads the number of a document around the year in brackets
// at the given place: 法释〔2021〕15号. start is where its code begins.
func documentNumberAt(s string, at int) (start, end int) {
	year := bracketYearAt(s[at:])
	if year == 0 {
		return 0, 0
	}
	end = at + year
	end += spacesAt(s[end:])
	n := serialAt(s[end:])
	if start = codeBefore(s[:at]); n == 0 || start == at {
		return 0, 0
	}
	return start, end + n
}

// codeBefore returns where the code of a document number begins that ends where
// s ends: 法释, 国务院令.
func codeBefore(s string) int {
	start := len(s)
	for range maxCode {
		if strings.HasSuffix(s[:start], statute.Republic) {
			return start - len(statute.Republic)
		}
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !unicode.Is(unicode.Han, r) || start < len(s) && (endsInStop(s[:start]) || endsInSoftStop(s[:start])) {
			break
		}
		start -= size
	}
	return start
}

// orderAt reads the number of an order at 第 or a digit: 国务院令第712号.
func orderAt(s string, at int) (start, end int) {
	n := serialAt(s[at:])
	if n == 0 {
		return 0, 0
	}
	before := strings.TrimRight(s[max(0, at-maxOrder):at], " 　")
	offset := max(0, at-maxOrder)
	if !strings.HasSuffix(before, "令") && !strings.HasSuffix(before, "公告") {
		return 0, 0
	}
	return offset + codeBefore(before), at + n
}

// maxOrder bounds what is looked at before the number of an order, in bytes.
const maxOrder = 120

// caseIDAt reads 指导案例24号, 指导案例10、11号, 检例第39号,
// 人民法院案例库2024-18-2-053-001 and 入库编号：2024-18-2-053-001.
func caseIDAt(s string) int {
	for _, lead := range [...]string{"指导性案例", "指导案例", "检例", "公报案例"} {
		if rest, ok := strings.CutPrefix(s, lead); ok {
			if n := serialsAt(rest); n > 0 {
				return len(lead) + n
			}
		}
	}
	at := 0
	for _, w := range [...]string{"人民法院案例库", "入库", "编号", "：", ":"} {
		if strings.HasPrefix(s[at:], w) {
			at += len(w)
		}
	}
	if at == 0 || strings.HasPrefix(s, "编号") {
		return 0
	}
	n := 0
	for at+n < len(s) && (isDigit(s[at+n]) || s[at+n] == '-') {
		n++
	}
	if n < minCaseID {
		return 0
	}
	return at + n
}

// minCaseID is the length of the shortest number in the case library:
// 2024-18-2-053-001 has 17 characters, early ones some less.
const minCaseID = 10

// serialsAt reads 24号, 第24号 and 10、11号.
func serialsAt(s string) int {
	at := 0
	for {
		if n := serialAt(s[at:]); n > 0 {
			return at + n
		}
		start := at + len(s[at:]) - len(strings.TrimPrefix(s[at:], "第"))
		n, size := cnnum.Prefix(s[start:])
		if size == 0 || n == 0 || !strings.HasPrefix(s[start+size:], "、") {
			return 0
		}
		at = start + size + len("、")
	}
}

// order reads 国务院令第712号.
func (f *finder) order() bool {
	floor := min(f.floor(), f.at)
	start, end := orderAt(f.text[floor:f.end], f.at-floor)
	if end == 0 {
		return false
	}
	f.number(start+floor, end+floor)
	return true
}

// documentNumber reads 法释〔2021〕15号 at its bracket.
func (f *finder) documentNumber() bool {
	floor := min(f.floor(), f.at)
	start, end := documentNumberAt(f.text[floor:f.end], f.at-floor)
	if end == 0 {
		return false
	}
	f.number(start+floor, end+floor)
	return true
}

// number adds the law that a document number names. A number behind a title,
// in brackets, says the same again.
func (f *finder) number(start, end int) {
	if len(f.scopes) > 0 && f.opener == '（' {
		if outer := f.scopes[len(f.scopes)-1]; outer.name.Kind == ByTitle && strings.Trim(f.text[outer.name.Span.End:start], "（( 　") == "" {
			f.at = end
			return
		}
	}
	name := Name{Kind: ByNumber, Text: f.text[start:end], Span: statute.Span{Start: start, End: end}}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at = end
}

func (f *finder) caseID() bool {
	n := caseIDAt(f.text[f.at:f.end])
	if n == 0 {
		return false
	}
	f.add(Mention{Kind: KindCase, Span: statute.Span{Start: f.at, End: f.at + n}})
	f.at += n
	return true
}
