package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// courtSigns begin the codes of courts: the character of the province, 最高法, 兵.
const courtSigns = "最京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵"

// caseSigns say what kind of case a number is of; one stands in each number that is not
// written as the rules ask, with spaces or without brackets.
const caseSigns = "民刑行执赔破知商清认终初再审"

// caseNumberAt reads the number of a case: （2020）浙0702刑初662号, （2025）川 0191 民初
// 338 号, 2019京01民终1234号, （2021）云0103民初1234-1236号. prefix is the length of what
// stands before its serial.
func caseNumberAt(s string) (prefix, length int) {
	at := bracketYearAt(s)
	loose := at == 0
	if loose {
		if len(s) < 4 || !isYear(s[:4]) || !strings.ContainsRune(courtSigns, firstRune(s[4:])) {
			return 0, 0
		}
		at = 4
	}
	han, kind := 0, false
	for range 2 * maxCode {
		if han > 0 {
			if n := caseSerialAt(s[at:]); n > 0 && (kind || !loose) {
				return at, at + n
			}
		}
		if n := spacesAt(s[at:]); n > 0 {
			at, loose = at+n, true
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case r == '第':
			return 0, 0 // 江仲字（2021）第088号 has its code before the year
		case unicode.Is(unicode.Han, r):
			han++
			kind = kind || strings.ContainsRune(caseSigns, r)
		case r >= '0' && r <= '9':
		default:
			return 0, 0
		}
		at += size
	}
	return 0, 0
}

// caseSerialAt reads 第38号, 338 号, 1234-1236号, 1234、1235号 and 12号之一.
func caseSerialAt(s string) int {
	at := len(s) - len(strings.TrimPrefix(s, "第"))
	for range maxNumbers {
		n, size := cnnum.Prefix(s[at:])
		if size == 0 || n == 0 {
			return 0
		}
		at += size
		at += spacesAt(s[at:])
		if strings.HasPrefix(s[at:], "号") {
			at += len("号")
			if _, size := subAt(s[at:]); size > 0 {
				at += size
			}
			return at
		}
		sep := max(dashAt(s[at:]), len("、")*strings.Count(s[at:min(len(s), at+len("、"))], "、"))
		if sep == 0 {
			return 0
		}
		at += sep
	}
	return 0
}

// numberInBrackets reads the number of a case that begins with a year in brackets, or that of a document, whose code stands
// before its year: 〔2018〕沪01刑终5号, 法释〔2021〕15号.
func (f *finder) numberInBrackets() bool {
	last := lastRune(f.text[f.lineStart:f.at])
	return !unicode.Is(unicode.Han, last) && last != ')' && last != '）' && f.caseNumber() || f.documentNumber()
}

// caseNumber reads the number of a case, and those behind it that share its beginning:
// （2020）浙0108民初999号、1000号.
func (f *finder) caseNumber() bool {
	prefix, n := caseNumberAt(f.text[f.at:f.end])
	if n == 0 {
		return false
	}
	start := f.at
	f.add(Mention{Kind: KindCase, Span: statute.Span{Start: start, End: start + n}})
	f.at += n
	for range maxNumbers {
		sep := joinAt(f.text[f.at:f.end])
		if sep == 0 {
			break
		}
		n := caseSerialAt(f.text[f.at+sep : f.end])
		if n == 0 {
			break
		}
		span := statute.Span{Start: f.at + sep, End: f.at + sep + n}
		whole := f.text[start:start+prefix] + span.Of(f.text)
		f.add(Mention{Kind: KindCase, Span: span, Name: Name{Text: whole}})
		f.at = span.End
	}
	return true
}

// caseLibrary is the library of cases that courts follow.
const caseLibrary = "人民法院案例库"

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
	for _, w := range [...]string{caseLibrary, "入库", "编号", "：", ":"} {
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

func (f *finder) caseID() bool {
	n := caseIDAt(f.text[f.at:f.end])
	if n == 0 {
		return false
	}
	f.add(Mention{Kind: KindCase, Span: statute.Span{Start: f.at, End: f.at + n}})
	f.at += n
	return true
}
