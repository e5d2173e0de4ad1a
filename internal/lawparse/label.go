package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// labelled is a label found at the start of a line.
type labelled struct {
	number statute.Number
	length int  // bytes of the label
	strong bool // white space or the end of the line follows: beyond doubt a label
	// guessed says that the number has letters in it that a scanner read for digits.
	guessed bool
	to      int // 8 in 第五条至第八条（删去）, else 0
}

// spaces may stand around the parts of a label.
const spaces = " \t\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"

// skipSpaces is the length of the spaces that s begins with. It is asked millions of times,
// so it goes by ranges instead of looking each character up in spaces.
func skipSpaces(s string) int {
	for at, r := range s {
		if r != ' ' && r != '\u3000' && r != '\t' && r != '\u00a0' && r != '\u202f' && (r < '\u2000' || r > '\u200a') {
			return at
		}
	}
	return len(s)
}

// indexChar is strings.Index for one character of three bytes. It looks for its last byte,
// since the first is that of every twentieth character of a Chinese text.
func indexChar(s, char string) int {
	last := len(char) - 1
	for at := last; at < len(s); at++ {
		i := strings.IndexByte(s[at:], char[last])
		if i < 0 {
			return -1
		}
		at += i
		if s[at-last:at+1] == char {
			return at - last
		}
	}
	return -1
}

// subAt reads 之二 behind the number of an article or a heading.
func subAt(s string) (n, length int) { return label.Sub(s, cnnum.ChinesePrefix, label.SubMark) }

// articleAt reads 第N条 or 第N条之M at the start of s.
func articleAt(s string) (labelled, bool) {
	v, at := label.Ordinal(s, skipSpaces)
	l := labelled{number: statute.Number{Main: v}}
	if at > 0 && strings.HasPrefix(s[at:], "条") {
		at += len("条")
	} else {
		var ok bool
		if l, ok = looseOrdinal(s, "条"); !ok {
			return labelled{}, false
		}
		at = l.length
	}
	sub, n := subAt(s[at:])
	l.number.Sub = sub
	at += n
	if to, n := rangeEnd(s[at:]); to > v && sub == 0 {
		l.to = to
		at += n
	}
	l.length = at
	l.strong = at == len(s) || skipSpaces(s[at:]) > 0
	return l, true
}

func decode(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// afterCitation lists what follows 第N条 where it is cited and not a label.
var afterCitation = [...]string{"第", "规定", "的", "至", "、", "和", "及", "以及", "或", "所", "中", "修改", "改为", "作为", "之规定", "，", "；", "。", "）", "”",
	"》", "款", "项"}

func looksCited(after string) bool {
	for _, c := range afterCitation {
		if strings.HasPrefix(after, c) {
			return true
		}
	}
	return false
}

// isCited reports whether what follows 第N条 leaves hardly a doubt that it is cited.
func isCited(after string) bool {
	for _, c := range [...]string{"规定的", "所列", "所规定", "的规定", "之规定", "、", "，", "；", "。", "）", "”", "》", "款", "项", "至第", "和第", "及第",
		"以及第", "或者第", "或第", "修改", "改为"} {
		if strings.HasPrefix(after, c) {
			return true
		}
	}
	if _, n := label.Ordinal(after, skipSpaces); n > 0 {
		rest := after[n:]
		return strings.HasPrefix(rest, "款") || strings.HasPrefix(rest, "项")
	}
	return false
}

// headingAt reads 第N编, 第N分编, 第N章 or 第N节 at the start of s.
func headingAt(s string) (kind statute.NodeKind, l labelled, ok bool) {
	v, at := label.Ordinal(s, skipSpaces)
	if at == 0 {
		return "", labelled{}, false
	}
	rest := s[at:]
	unit := ""
	switch {
	case strings.HasPrefix(rest, "分编"):
		kind, unit = statute.KindSubpart, "分编"
	case strings.HasPrefix(rest, "编"):
		kind, unit = statute.KindPart, "编"
	case strings.HasPrefix(rest, "章"):
		kind, unit = statute.KindChapter, "章"
	case strings.HasPrefix(rest, "节"):
		kind, unit = statute.KindSection, "节"
	default:
		return "", labelled{}, false
	}
	at += len(unit)
	l = labelled{number: statute.Number{Main: v}}
	sub, n := subAt(s[at:])
	l.number.Sub = sub
	at += n
	l.length = at
	l.strong = at == len(s) || skipSpaces(s[at:]) > 0
	return kind, l, true
}

// isHeading tells a heading from a sentence that starts with 第三章. Where the numbers of
// the headings want it, what its name begins with is no matter (第三章中外合营).
func (p *parser) isHeading(s string, kind statute.NodeKind, l labelled) bool {
	rest := s[l.length:]
	last := &p.sequence[rank(kind)]
	plain := isPlainHeading(s, l)
	wanted := l.number.Main == *last+1 || l.number.Main == 1
	if !plain && wanted && utf8.RuneCountInString(rest) <= 40 && !strings.ContainsAny(rest, "。；：，") {
		plain = !isCited(rest) && !strings.Contains(rest, "规定")
	}
	if plain {
		*last = l.number.Main
		for i := rank(kind) + 1; i < len(p.sequence); i++ {
			p.sequence[i] = 0
		}
	}
	return plain
}

// labelBrackets may stand around a label.
var labelBrackets = [...][2]string{{"【", "】"}, {"[", "]"}, {"［", "］"}, {"「", "」"}, {"『", "』"}, {"〖", "〗"}, {"〔", "〕"}, {"<", ">"}}

// bracketed reports whether s begins with a bracket that may hold a label.
func bracketed(s string) bool {
	if i := strings.Index(s[:min(len(s), len("【第"))], "第"); i <= 0 {
		return false // as nearly always
	}
	for _, pair := range labelBrackets {
		if rest, ok := strings.CutPrefix(s, pair[0]); ok && strings.HasPrefix(rest, "第") {
			return true
		}
	}
	return false
}

// bracketedArticle reads 【第一条】.
func bracketedArticle(s string) (labelled, bool) {
	for _, pair := range labelBrackets {
		inner, ok := strings.CutPrefix(s, pair[0])
		if !ok {
			continue
		}
		if l, ok := articleAt(inner); ok && strings.HasPrefix(inner[l.length:], pair[1]) {
			l.length += len(pair[0]) + len(pair[1])
			l.strong = true
			return l, true
		}
	}
	return labelled{}, false
}

// isPlainHeading tells a heading from a sentence that starts with 第三章
// where no # marks headings.
func isPlainHeading(s string, l labelled) bool {
	rest := s[l.length:]
	return utf8.RuneCountInString(rest) <= 40 && !strings.ContainsAny(rest, "。；：，") && !looksCited(rest)
}

// rank orders headings that have a level: 编 is 1, 节 is 4.
func rank(k statute.NodeKind) int {
	switch k {
	case statute.KindPart:
		return 1
	case statute.KindSubpart:
		return 2
	case statute.KindChapter:
		return 3
	case statute.KindSection:
		return 4
	}
	return 0
}

// style is the form of an item's label. Items of one form belong to one level.
type style uint8

const (
	styleNone        style = iota
	styleParenCN           // （一） (一)
	styleCN                // 一、
	styleParenArabic       // （1） (1)
	styleArabic            // 1. 1． 1、
	styleArabicParen       // 1) 1）
	styleCircled           // ①
	styleParenStem         // （甲）
	styleLetter            // a.
	styleParenLetter       // （a）
)

// itemAt reads the label of an item at the start of s.
func itemAt(s string) (style, labelled) {
	if s == "" {
		return styleNone, labelled{}
	}
	found := func(st style, number, length int) (style, labelled) {
		return st, labelled{number: statute.Number{Main: number}, length: length, strong: true}
	}
	if open := label.Open(s); open > 0 {
		inner := s[open:]
		if v, n := cnnum.ChinesePrefix(inner); n > 0 && v > 0 {
			if end := label.Close(inner[n:]); end > 0 {
				return found(styleParenCN, v, open+n+end)
			}
		}
		if v, n := cnnum.Prefix(inner); n > 0 && v > 0 && v < 1000 {
			if end := label.Close(inner[n:]); end > 0 {
				return found(styleParenArabic, v, open+n+end)
			}
		}
		r, n := utf8.DecodeRuneInString(inner)
		if end := label.Close(inner[min(n, len(inner)):]); end > 0 {
			if v := label.Stem(r); v > 0 {
				return found(styleParenStem, v, open+n+end)
			}
			if v := label.Letter(r); v > 0 {
				return found(styleParenLetter, v, open+n+end)
			}
		}
		return styleNone, labelled{}
	}
	switch c := s[0]; {
	case c >= '0' && c <= '9' || c == 0xEF:
		v, n := cnnum.Prefix(s)
		if n == 0 || v == 0 || v > 999 {
			return styleNone, labelled{}
		}
		if end := label.Close(s[n:]); end > 0 {
			return found(styleArabicParen, v, n+end)
		}
		if end := dotAt(s[n:]); end > 0 {
			if rest := s[n+end:]; s[n] == '.' && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
				return styleNone, labelled{} // 3.15 is a number
			}
			return found(styleArabic, v, n+end)
		}
	case c >= 'a' && c <= 'z' && len(s) > 1 && s[1] == '.':
		return found(styleLetter, label.Letter(rune(c)), 2)
	case c == 0xE2:
		r, n := utf8.DecodeRuneInString(s)
		if v := label.Circled(r); v > 0 {
			return found(styleCircled, v, n)
		}
		if v := label.Parenthesized(r); v > 0 {
			return found(styleParenArabic, v, n)
		}
		if v := label.Dotted(r); v > 0 {
			return found(styleArabic, v, n)
		}
	case c >= 0xE3:
		if v, n := cnnum.ChinesePrefix(s); n > 0 && v > 0 && strings.HasPrefix(s[n:], "、") {
			at := n + len("、")
			st, l := found(styleCN, v, at)
			_, more := cnnum.ChinesePrefix(s[at:])
			l.strong = more == 0 // 二、三人 is a label only where 一 came before
			return st, l
		}
	}
	return styleNone, labelled{}
}

func dotAt(s string) int {
	for _, d := range [...]string{".", "．", "、"} {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}

// annexAt reads 附件, 附件2, 附表一 or 附： at the start of s. 附则 is none.
func annexAt(s string) (number, length int, ok bool) {
	if !strings.HasPrefix(s, "附") {
		return 0, 0, false
	}
	at := len("附")
	named := false
	for _, w := range [...]string{"件", "录", "表", "图"} {
		if strings.HasPrefix(s[at:], w) {
			at += len(w)
			named = true
			break
		}
	}
	gap := skipSpaces(s[at:])
	if v, n := cnnum.Prefix(s[at+gap:]); named && n > 0 && v > 0 && v < 100 {
		end := at + gap + n
		if end == len(s) || skipSpaces(s[end:]) > 0 || label.Colon(s[end:]) > 0 || label.Open(s[end:]) > 0 {
			return v, end, true
		}
		return 0, 0, false
	}
	if end := label.Colon(s[at:]); end > 0 {
		return 0, at + end, true
	}
	if named && (at == len(s) || gap > 0 || label.Open(s[at:]) > 0) {
		return 0, at, true
	}
	return 0, 0, false
}
