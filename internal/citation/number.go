package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/lawnames"
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

// documentNumberAt reads the number of a document around the year in brackets
// at the given place: 法释〔2021〕15号. start is where its code begins.
func documentNumberAt(s string, at int) (start, end int) {
	year := bracketYearAt(s[at:])
	if year == 0 {
		return 0, 0
	}
	return documentNumberFrom(s, at, at+year)
}

// plainNumberAt reads the number of a document whose year stands without brackets at the
// given place: 法释2021年15号, 法释2021-15号. The codes are those of the courts and the
// State Council, as any word may stand before a year.
func plainNumberAt(s string, at int) (start, end int) {
	if len(s) < at+4 || !isYear(s[at:at+4]) {
		return 0, 0
	}
	year := at + 4
	for _, w := range [...]string{"年", "-", "－"} {
		if strings.HasPrefix(s[year:], w) {
			year += len(w)
			break
		}
	}
	for _, code := range knownCodes {
		if strings.HasSuffix(s[:at], code) {
			if _, end = documentNumberFrom(s, at, year); end > 0 {
				return at - len(code), end
			}
		}
	}
	return 0, 0
}

// knownCodes are the codes of the courts and the State Council.
var knownCodes = []string{"法释", "法发", "高检发释字", "国发", "国办发", "国函", "法办"}

// documentNumberFrom reads the serial of a document's number behind its year.
func documentNumberFrom(s string, at, end int) (start, length int) {
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
	for _, w := range [...]string{"作出", "出具", "印发", "下发", "颁发", "核发"} { // 某局作出温国土资发〔2018〕366号
		if i := strings.LastIndex(s[start:], w); i > 0 && start+i+len(w) < len(s) {
			start += i + len(w)
		}
	}
	for _, w := range [...]string{"但是", "而且", "但", "且", "凭", "另", "均", "都", "看", "查", "引", "写", "日原", "日", "原"} {
		// 但国税发〔1994〕89号, 1996年12月3日原国家局令第1号
		if rest, ok := strings.CutPrefix(s[start:], w); ok && rest != "" {
			return len(s) - len(rest)
		}
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
	if year := strings.TrimSuffix(before, "年"); year != before && len(year) > 4 && isYear(year[len(year)-4:]) {
		before = year[:len(year)-4] // 银保监会令2018年第1号
	}
	if !strings.HasSuffix(before, "令") && !strings.HasSuffix(before, "公告") {
		return 0, 0
	}
	return offset + codeBefore(before), at + n
}

// maxOrder bounds what is looked at before the number of an order, in bytes.
const maxOrder = 120

// order reads 国务院令第712号.
func (f *finder) order() bool {
	floor := min(f.floor(), f.at)
	start, end := orderAt(f.text[floor:f.end], f.at-floor)
	if end == 0 {
		return f.text[f.at] > unicode.MaxASCII && f.shortNumber() // 住建部第8号令
	}
	f.number(start+floor, end+floor)
	return true
}

// documentNumber reads 法释〔2021〕15号 at its bracket, and 法释2021年15号 at its year.
func (f *finder) documentNumber() bool {
	floor := min(f.floor(), f.at)
	start, end := documentNumberAt(f.text[floor:f.end], f.at-floor)
	if isDigit(f.text[f.at]) {
		if f.shortNumber() {
			return true
		}
		start, end = plainNumberAt(f.text[floor:f.end], f.at-floor)
	}
	if end == 0 {
		return false
	}
	f.number(start+floor, end+floor)
	return true
}

// shortNumber reads a number without its year, by which a document is known that was named
// before: 219号令, 国发38号文, 国务院586号令, 住建部第8号令. Where the text says which document it is, the
// name is read as others are.
func (f *finder) shortNumber() bool {
	rest := f.text[f.at:f.end]
	n := serialAt(rest)
	if n == 0 || f.local != nil && f.local.longest(rest) > 0 {
		return false
	}
	word := 0
	for _, w := range [...]string{"令", "文件", "文"} {
		if strings.HasPrefix(rest[n:], w) {
			word = len(w)
			break
		}
	}
	if word == 0 {
		return false
	}
	name := Name{Kind: ByNumber, Text: rest[:n+word], Span: statute.Span{Start: f.at, End: f.at + n + word}}
	near := f.text[min(f.floor(), f.at):f.at]
	code, year := issuerCode(near)
	switch serial := strings.TrimPrefix(rest[:n], "第"); {
	case code == "":
		name.Text = strings.TrimPrefix(name.Text, "第")
	case rest[n:n+word] == "令" && year != "":
		name.Text = code + "令" + year + "第" + serial
	case rest[n:n+word] == "令":
		name.Text = code + "令第" + serial
	default:
		name.Text = code + name.Text
	}
	if code != "" {
		name.Span.Start -= len(code) + len(year)
	}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at = name.Span.End
	return true
}

// issuerCode reads who issued a document at the end of what stands before its number, with the year between: 国发,
// 住建部, 交通运输部2016年. Both are "" where nobody is named.
func issuerCode(near string) (code, year string) {
	if rest := strings.TrimSuffix(near, "年"); rest != near && len(rest) > 4 && isYear(rest[len(rest)-4:]) {
		near, year = rest[:len(rest)-4], near[len(rest)-4:]
	}
	if organ := lawnames.OrganBefore(near); organ != "" {
		return organ, year
	}
	if year != "" {
		return "", ""
	}
	for _, code := range append(knownCodes[:len(knownCodes):len(knownCodes)], "财税") {
		if strings.HasSuffix(near, code) {
			return code, ""
		}
	}
	return "", ""
}

// number adds the law that a document number names. A number behind a title,
// in brackets, says the same again.
func (f *finder) number(start, end int) {
	if isRecordNumber(f.text[start:end]) {
		f.add(Mention{Kind: KindLaw, Span: statute.Span{Start: start, End: end}, OfContract: true})
		f.at = end
		return
	}
	if len(f.scopes) > 0 && f.opener == '（' {
		if outer := f.scopes[len(f.scopes)-1]; outer.name.Kind == ByTitle && strings.Trim(f.text[outer.name.Span.End:start], "（( 　") == "" {
			f.scopes[len(f.scopes)-1].name.Number = f.text[start:end]
			if named := outer.named; named >= 0 && named < len(f.out.Mentions) {
				f.out.Mentions[named].Name.Number = f.text[start:end]
			}
			f.at = end
			return
		}
	}
	name := Name{Kind: ByNumber, Text: f.text[start:end], Span: statute.Span{Start: start, End: end}}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at = end
}

// recordCodes stand in the numbers of awards, decisions, records and certificates, which
// are no laws: 江劳人仲案字〔2022〕第315号.
var recordCodes = [...]string{"仲", "裁", "调字", "调解", "案字", "罚", "处字", "处决", "决字", "公证", "证字", "鉴", "诉字", "补字", "复决", "拘", "征决", "不动产",
	"认字", "工伤", "立字", "保字", "协字", "合同", "评字", "审字", "验字", "会议纪要", "缴字", "催字"}

// isRecordNumber reports whether a number is one of those.
func isRecordNumber(number string) bool {
	code := number[:max(0, strings.IndexAny(number, "〔（([［【0123456789"))]
	for _, w := range recordCodes {
		if strings.Contains(code, w) {
			return true
		}
	}
	return false
}
