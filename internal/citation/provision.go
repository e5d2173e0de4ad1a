package citation

import (
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// provisionAt reads the provisions of one article or part at the start of s:
// 第十条, 第一百八十二条第一款第二项, 第（三）、（四）项, 第一项至第四项,
// 第一编第六章. elided allows the first 第 to be missing, as in a list.
func provisionAt(s string, elided bool) (refs []Ref, length int) {
	refs, at := chainAt(s, elided)
	if at == 0 {
		return nil, 0
	}
	return refs, at + rangeAt(s[at:], &refs[len(refs)-1])
}

// chainAt reads levels from the top down, without 至 behind them.
func chainAt(s string, elided bool) (refs []Ref, length int) {
	numbers, l, at := numbersAt(s, elided)
	if at == 0 {
		return nil, 0
	}
	for _, n := range numbers {
		refs = append(refs, n.ref(statute.Provision{}, l))
	}
	if l == levelArticle && len(refs) == 1 && refs[0].To == (statute.Provision{}) { // 第1165条Ⅰ; ① is a footnote
		if k, size := romanAt(s[at:]); size > 0 {
			refs[0].From.Paragraph, l = k, levelParagraph
			at += size
		} else if k, size := circledAt(s[at:]); size > 0 && isDigit(s[0]) { // 1128条①
			refs[0].From.Paragraph, l = k, levelParagraph
			at += size
		}
	}
	for l < levelSubitem {
		gap := connectorAt(s[at:])
		numbers, next, n := numbersAt(s[at+gap:], gap == 0)
		if n == 0 || next <= l || l < levelArticle && next > levelArticle {
			if gap == 0 {
				at += bareItemAt(s[at:], l, refs)
			}
			break
		}
		last := refs[len(refs)-1]
		if last.To != (statute.Provision{}) {
			break
		}
		if gap == 0 && next == levelParagraph && (strings.HasPrefix(s[at:], "两") || countsEach(s[at:], n)) {
			break // 一百七十六条两款都要看
		}
		if gap == 0 && next == levelItem && countsItems(s[at:], n, !strings.HasPrefix(s, "第")) &&
			(l == levelArticle || namesParts(s[at+n:]) || strings.HasPrefix(s[at:], "两") || label.Colon(s[at+n:]) > 0) {
			break
		}
		base := last.From
		refs = refs[:len(refs)-1]
		for _, n := range numbers {
			refs = append(refs, n.ref(base, next))
			base = statute.Provision{} // the others inherit
		}
		at += gap + n
		l = next
	}
	return refs, at
}

// countsItems reports whether 四项 behind an article counts what it lists: 122条四项逐一核对.
// n is the length of the number with its word; elided says that the article has no 第.
func countsItems(s string, n int, elided bool) bool {
	if r := firstRune(s); isDigit(s[0]) || bracketed(s) || r == '第' || within(s, '①', '⑳') > 0 {
		return false
	}
	if after := firstRune(s[n:]); elided && strings.ContainsRune("还也又才则写", after) && !strings.HasPrefix(s, "两") {
		return false // 四十二条四项还挡着
	}
	return strings.HasPrefix(s, "两") || label.Colon(s[n:]) > 0 || unicode.Is(unicode.Han, firstRune(s[n:])) && !closesArticle(s[n:])
}

// countsEach reports whether 三款 behind an article counts its paragraphs, of each of which what follows tells: 68条三款分别是….
// n is the length of the number with its word.
func countsEach(s string, n int) bool {
	if r := firstRune(s); isDigit(s[0]) || bracketed(s) || r == '第' || r == '一' {
		return false
	}
	for _, w := range [...]string{"分别", "依次", "各自", "各有", "各管", "都", "均", "并列", "全部", "内容"} {
		if strings.HasPrefix(s[n:], w) {
			return true
		}
	}
	return false
}

// namesParts reports whether s begins with a word for what a paragraph lists: 第一款四项条件.
func namesParts(s string) bool {
	for _, w := range [...]string{"条件", "情形", "要件", "要求", "标准", "原则", "措施", "权利", "义务", "内容", "因素"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// numberOnlyAt reads a member of a list whose 条 was left out by a slip:
// 第三十二条、第三十九之规定.
func numberOnlyAt(s string) (refs []Ref, length int) {
	rest, ok := strings.CutPrefix(s, "第")
	if !ok {
		return nil, 0
	}
	n, size := itemAt(rest)
	if size == 0 || !strings.HasPrefix(rest[size:], "之规定") && !strings.HasPrefix(rest[size:], "的规定") {
		return nil, 0
	}
	return []Ref{{From: statute.Provision{Article: statute.Number{Main: n}}}}, len("第") + size
}

// rangeAt reads 至第九条 and sets the end of the range.
func rangeAt(s string, ref *Ref) int {
	mark := dashAt(s)
	if mark == 0 || ref.To != (statute.Provision{}) {
		return 0
	}
	to, n := chainAt(s[mark:], true)
	if n > 0 && strings.HasPrefix(s[:mark], "到") && deepest(to[0].From) != deepest(ref.From) {
		return 0 // 从二百六十四条到二百六十六条一款
	}
	if n == 0 || len(to) != 1 || to[0].To != (statute.Provision{}) || highest(to[0].From) > deepest(ref.From) {
		return 0
	}
	ref.To = to[0].From
	return mark + n
}

// bareItemAt reads （四） without 项 right behind an article or paragraph, where
// what follows shows that it is one, and adds it to the last ref.
func bareItemAt(s string, l level, refs []Ref) int {
	if l != levelArticle && l != levelParagraph {
		return 0
	}
	n, size := itemAt(s)
	if size == 0 || !bracketed(s) {
		return 0
	}
	for _, w := range [...]string{"所", "规定", "的规定", "之规定", "、第", "，第", "和第", "及第", "或第", "或者第", "。", "；", "）", "—", "–", "→", "，", ""} {
		if w != "" && strings.HasPrefix(s[size:], w) || s[size:] == "" {
			last := &refs[len(refs)-1]
			last.From = levelItem.set(last.From, statute.Number{Main: n})
			return size
		}
	}
	if dash := dashAt(s[size:]); dash > 0 && bracketed(s[size+dash:]) { // 第55条(一)-(五)
		if to, more := itemAt(s[size+dash:]); to > n {
			last := &refs[len(refs)-1]
			last.From = levelItem.set(last.From, statute.Number{Main: n})
			last.To = statute.Provision{Item: to}
			return size + dash + more
		}
	}
	if next, _ := itemAt(s[size:]); next > n && bracketed(s[size:]) { // 第一百四十三条（一）（二）, 278条1款（四）（九）
		last := &refs[len(refs)-1]
		last.From = levelItem.set(last.From, statute.Number{Main: n})
		return size
	}
	if gloss := glossAt(s[size:]); gloss > 0 && bracketed(s[size+gloss:]) { // 51条1款（1）航海过失、（2）火灾
		if next, _ := itemAt(s[size+gloss:]); next > n {
			last := &refs[len(refs)-1]
			last.From = levelItem.set(last.From, statute.Number{Main: n})
			return size
		}
	}
	return 0
}

func bracketed(s string) bool { return label.Open(s) > 0 }

// itemAt reads a number, with or without brackets: 三, 12, （三）, (2), （甲）, a.
// It is zero where there is none; articles, paragraphs and items count from 1.
func itemAt(s string) (n, length int) { return label.Item(s, spacesAt) }

// numeralLength is the length of the numeral that a number of the given length
// holds, 0 where it is a letter or a stem.
func numeralLength(s string, length int) int {
	s = strings.TrimLeft(s[:length], "（( 　\u00a0\u2003")
	_, size := cnnum.Prefix(s)
	return size
}

// connectorAt reads the words that may stand between two levels: 第一百零九条
// 所列第（一）项.
func connectorAt(s string) int {
	for _, w := range [...]string{"所列举的", "所规定的", "所列的", "列举的", "规定的", "所列", "中的", "中", "的", "之"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	for _, w := range [...]string{"但书", "本文", "前段", "后段", "前半段", "后半段", "前半句", "后半句", "第一句", "第二句"} {
		if rest, ok := strings.CutPrefix(s, w); ok { // 第四十条但书第（二）项
			return len(w) + connectorAt(rest)
		}
	}
	return spacesAt(s)
}

// beginsDash reports whether a word or sign of a range may begin with a byte.
func beginsDash(b byte) bool {
	return b == 0xE8 || b == 0xE5 || b == 0xE2 || b == 0xEF || b == '-' || b == '~' || b == 't'
}

// dashAt reads the word or sign of a range.
func dashAt(s string) int {
	at := spacesAt(s)
	if at < len(s) && !beginsDash(s[at]) {
		return 0
	}
	for _, w := range [...]string{"至", "到", "——", "—", "-", "－", "–", "～", "~"} {
		if strings.HasPrefix(s[at:], w) {
			at += len(w)
			return at + spacesAt(s[at:])
		}
	}
	for _, w := range [...]string{"to ", "through "} { // Arts. 36 to 39
		if at > 0 && strings.HasPrefix(s[at:], w) {
			return at + len(w)
		}
	}
	return 0
}

// joinAt reads the word or sign that joins two members of a list.
func joinAt(s string) int {
	at := spacesAt(s)
	for _, w := range [...]string{"、", "和", "及", "以及", "或者", "或", "与"} {
		if strings.HasPrefix(s[at:], w) {
			at += len(w)
			return at + spacesAt(s[at:])
		}
	}
	return 0
}

// listAt reads what joins the provisions of a list: also a comma, and a comma
// with a word.
func listAt(s string) int {
	at := spacesAt(s)
	for _, w := range [...]string{"，", ","} {
		if strings.HasPrefix(s[at:], w) {
			at += len(w)
			at += joinAt(s[at:])
			return at + spacesAt(s[at:])
		}
	}
	if n := joinAt(s); n > 0 {
		return n + joinAt(s[n:])
	}
	return 0
}

// maxSpaces is how many spaces may stand inside a citation.
const maxSpaces = 2

// spacesAt is the length of the white space at the start of s, at most
// maxSpaces of it; the end of a line is none.
func spacesAt(s string) int {
	at := 0
	for range maxSpaces {
		switch {
		case strings.HasPrefix(s[at:], " "):
			at++
		case strings.HasPrefix(s[at:], "\u3000"), strings.HasPrefix(s[at:], "\u2003"):
			at += len("\u3000")
		case strings.HasPrefix(s[at:], "\u00a0"):
			at += len("\u00a0")
		default:
			return at
		}
	}
	return at
}
