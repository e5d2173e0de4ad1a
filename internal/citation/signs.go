package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// Articles by a sign or a bare number: 民法典§577, 刑诉法§§173-174, 民法典577.

// signAt is the length of § or §§ with the spaces behind it at the start of s.
func signAt(s string) int {
	at := 0
	for at <= 2*len("§") && strings.HasPrefix(s[at:], "§") {
		at += len("§")
	}
	if at == 0 || at > 2*len("§") {
		return 0
	}
	return at + spacesAt(s[at:])
}

// digitsAt reads articles in digits, with paragraph and item in brackets and 之N: 577,
// 16(3), 584 and 585, 173-174, 287-2, 287之二.
// circle says what ① is behind an article.
func digitsAt(s string, circle level) (refs []Ref, length int) {
	at := 0
	for len(refs) < maxNumbers {
		sep := 0
		if at > 0 {
			if sep = joinDigitsAt(s[at:]); sep == 0 {
				break
			}
		}
		ref, n := oneInDigits(s[at+sep:], circle)
		if n == 0 || at > 0 && strings.HasPrefix(s[at+sep+n:], "条") { // 563和580条2款
			break
		}
		refs = append(refs, ref)
		at += sep + n
		for ref.From.Paragraph > 0 && ref.From.Item == 0 && len(refs) < maxNumbers { // 490Ⅰ、Ⅱ
			next := joinAt(s[at:])
			k, size := within(s[at+next:], 'Ⅰ', 'Ⅻ'), len("Ⅰ")
			if k == 0 && circle == levelParagraph { // 25①②
				k, size = circledAt(s[at+next:])
			} else if next == 0 {
				break
			}
			if k <= ref.From.Paragraph {
				break
			}
			ref.From.Paragraph = k
			refs = append(refs, ref)
			at += next + size
		}
		for ref.From.Article.Sub > 0 && len(refs) < maxNumbers { // 287之一、之二
			next := joinAt(s[at:])
			sub, size := subAt(s[at+next:])
			if next == 0 || size == 0 {
				break
			}
			ref.From.Article.Sub = sub
			refs = append(refs, ref)
			at += next + size
		}
	}
	return refs, at
}

func oneInDigits(s string, circle level) (Ref, int) {
	n, at := number(s)
	if at == 0 {
		return Ref{}, 0
	}
	ref := Ref{From: statute.Provision{Article: statute.Number{Main: n}}}
	if sub, size := subAt(s[at:]); size > 0 {
		ref.From.Article.Sub = sub
		at += size
	}
	if dash := dashAt(s[at:]); dash > 0 {
		to, size := number(s[at+dash+signAt(s[at+dash:]):])
		switch size += signAt(s[at+dash:]); {
		case to > n && (n >= 10 || to < 100):
			ref.To = statute.Provision{Article: statute.Number{Main: to}}
			return ref, at + dash + size
		case to > 0 && to < n && to < maxSub && ref.From.Article.Sub == 0:
			ref.From.Article.Sub = to
			at += dash + size
		case to > 0:
			return Ref{}, 0
		}
	}
	for l := levelParagraph; l <= levelItem; l++ {
		gap := spacesAt(s[at:])
		k, size := itemAt(s[at+gap:])
		if small, length := smallRomanAt(s[at+gap:]); length > 0 {
			k, size, l = small, length, levelItem
		}
		if size == 0 || !bracketed(s[at+gap:]) || k > 50 {
			break
		}
		if unicode.Is(unicode.Han, firstRune(s[at+gap+label.Open(s[at+gap:]):])) {
			l = levelItem // 47（一）
		}
		ref.From = l.set(ref.From, statute.Number{Main: k})
		at += gap + size
	}
	ref.Loose = ref.From.Paragraph > 0 && ref.From.Item == 0
	if deepest(ref.From) == levelArticle { // 188Ⅱ, 54①
		if k, size := romanAt(s[at:]); size > 0 {
			ref.From.Paragraph = k
			at += size
		}
		var size int
		ref.From, size = circledBehind(s[at:], ref.From, circle)
		at += size
	}
	if ref.From.Item == 0 && ref.From.Paragraph > 0 && bracketed(s[at:]) { // 48Ⅰ（一）
		if k, size := itemAt(s[at:]); size > 0 && unicode.Is(unicode.Han, firstRune(s[at+label.Open(s[at:]):])) {
			ref.From.Item = k
			at += size
		}
	}
	if dash := dashAt(s[at:]); dash > 0 && ref.From.Item > 0 && bracketed(s[at+dash:]) { // （一）～（五）
		if k, size := itemAt(s[at+dash:]); k > ref.From.Item {
			ref.To = statute.Provision{Item: k}
			at += dash + size
		}
	}
	return ref, at
}

// smallRomans are numbers of items in English texts.
var smallRomans = [...]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}

// smallRomanAt reads (iv) at the start of s.
func smallRomanAt(s string) (n, length int) {
	if !strings.HasPrefix(s, "(") {
		return 0, 0
	}
	for i, w := range smallRomans {
		if strings.HasPrefix(s[1:], w+")") {
			return i + 1, len(w) + len("()")
		}
	}
	return 0, 0
}

// romans are numbers of paragraphs in letters; longer ones come before those they begin
// with.
var romans = [...]struct {
	letters string
	n       int
}{{"VIII", 8}, {"VII", 7}, {"III", 3}, {"II", 2}, {"IV", 4}, {"IX", 9}, {"VI", 6}, {"I", 1}, {"V", 5}}

// romanAt reads the number of a paragraph in Roman numerals, behind a space or none: Ⅱ,
// II, with 款 or without.
func romanAt(s string) (n, length int) {
	at := spacesAt(s)
	if k := within(s[at:], 'Ⅰ', 'Ⅻ'); k > 0 {
		return k, at + len("Ⅰ") + paragraphWord(s[at+len("Ⅰ"):])
	}
	for _, r := range romans {
		if rest, ok := strings.CutPrefix(s[at:], r.letters); ok {
			next := strings.TrimLeft(rest, " ")
			if rest != "" && rest[0] < utf8.RuneSelf && !strings.ContainsRune(",.;)(\n ", rune(rest[0])) ||
				next != rest && next != "" && isLetter(next[0]) { // Article 12 I think
				return 0, 0
			}
			return r.n, at + len(r.letters) + paragraphWord(rest)
		}
	}
	return 0, 0
}

func paragraphWord(s string) int {
	if strings.HasPrefix(s, "款") {
		return len("款")
	}
	return 0
}

// within is the place of the first character of s between two others, 1 for the first of
// them, 0 where it is none of them.
func within(s string, first, last rune) int {
	if r := firstRune(s); r >= first && r <= last {
		return int(r-first) + 1
	}
	return 0
}

// number reads a number of up to four digits.
func number(s string) (n, length int) {
	if s == "" || !isDigit(s[0]) && !strings.ContainsRune("０１２３４５６７８９", firstRune(s)) {
		return 0, 0
	}
	n, length = cnnum.Prefix(s)
	if n < 1 || n > 9999 {
		return 0, 0
	}
	return n, length
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// joinDigitsAt reads what joins two articles in digits, with a sign before the second.
func joinDigitsAt(s string) int {
	for _, w := range [...]string{"、", " and ", " & ", ", and ", ", ", "，", ",", " or ", "和", "及"} {
		if strings.HasPrefix(s, w) {
			at := len(w)
			return at + signAt(s[at:])
		}
	}
	return 0
}

// sign reads §577 behind the name of a law, before it, or in a sentence that named one.
func (f *finder) sign() bool {
	start := f.at
	skip := signAt(f.text[start:f.end])
	refs, n := digitsAt(f.text[start+skip:f.end], f.circles())
	if n == 0 {
		return false
	}
	return f.ofLaw(start, start+skip+n, refs, false)
}

// codeNumber reads articles without 条 right behind the name of a law: 民法典577,
// 民法典144、146. Years and other counts are none.
func (f *finder) codeNumber() bool {
	if f.name.Kind != ByName && f.name.Kind != ByTitle || f.name.Version != "" || f.isLawName() == 0 {
		return false
	}
	refs, n := f.codeAt()
	if n == 0 {
		return false
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + n}, Name: f.takeName(f.at), Refs: refs})
	f.at += n
	f.codeLine = f.lineStart + 1
	f.glossed()
	return true
}

// codeAt reads articles without 条 at f.at, with the 第三款第二项 behind the last.
func (f *finder) codeAt() (refs []Ref, length int) {
	rest := f.text[f.at:f.end]
	refs, n := digitsAt(rest, f.circles())
	if n == 0 {
		return nil, 0
	}
	if len(refs) > 1 && strings.ContainsRune(counted, firstRune(rest[n:])) { // 民诉法238，15天
		ref, length := oneInDigits(rest, f.circles())
		refs, n = []Ref{ref}, length
	}
	first, last := refs[0].From.Article, &refs[len(refs)-1]
	after := f.text[f.at+n : f.end]
	if first.Main >= 1949 && first.Main <= 2099 || first.Main < 10 && !f.followsInterpretation(refs) {
		return nil, 0
	}
	if more, size := provisionAt(after, false); size > 0 && highest(more[0].From) > levelArticle && len(more) == 1 &&
		deepest(last.From) == levelArticle && last.To == (statute.Provision{}) {
		last.From = under(last.From, more[0].From) // 民法典1079第三款第二项
		last.To = more[0].To
		return refs, n + size
	}
	named := f.name.Kind == ByName && f.name.Span.End == f.at && strings.HasSuffix(f.name.Text, "解释") && first.Main >= 10 &&
		!strings.ContainsRune(counted, firstRune(after)) // 道交解释12未列
	if !endsCode(after) && !beginsGloss(refs, after) && deepest(last.From) == levelArticle && !named { // 刑法20Ⅲ特殊防卫 is sure
		return nil, 0
	}
	return refs, n
}

// followsInterpretation reports whether a number below 10 stands right behind the name of an
// interpretation and is no number of one of its series: 总则编解释4, 道交解释1(2), but 公司法解释3.
func (f *finder) followsInterpretation(refs []Ref) bool {
	if f.name.Kind != ByName || f.name.Span.End != f.at || !strings.HasSuffix(f.name.Text, "解释") {
		return false
	}
	last := refs[len(refs)-1].From
	return deepest(last) > levelArticle || f.longestName(f.name.Text+cnnum.Format(last.Article.Main)) <= len(f.name.Text)
}

// glossed reads further articles without 条 behind one, each with a word on what it says:
// 公司法25（无效）、26（可撤销）; 刑法263抢劫、267抢夺.
func (f *finder) glossed() {
	for range maxNumbers {
		gloss := glossAt(f.text[f.at:f.end])
		if gloss == 0 {
			return
		}
		rest := f.text[f.at+gloss : f.end]
		if whole, n := provisionAt(rest, true); n > 0 && highest(whole[0].From) == levelArticle {
			f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at + gloss, End: f.at + gloss + n}, Refs: whole, Linked: true})
			f.at += gloss + n
			return
		}
		refs, n := digitsAt(rest, f.circles())
		if n == 0 || refs[0].From.Article.Main < 10 || !endsCode(rest[n:]) && !beginsGloss(refs, rest[n:]) {
			return
		}
		f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at + gloss, End: f.at + gloss + n}, Refs: refs, Linked: true})
		f.at += gloss + n
	}
}

// maxGloss bounds the word behind an article, in characters.
const maxGloss = 10

// glossAt is the length of a word on an article with the 、 behind it: （无效）、 or 抢劫、.
func glossAt(s string) int {
	at, count := 0, 0
	if open := firstRune(s); open == '（' || open == '(' {
		end := strings.IndexAny(s[:min(len(s), maxNote)], "）)\n")
		if end < 0 || s[end] == '\n' {
			return 0
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		at = end + size
	} else {
		for at < len(s) && count < maxGloss {
			r, size := utf8.DecodeRuneInString(s[at:])
			if !unicode.Is(unicode.Han, r) {
				break
			}
			at += size
			count++
		}
	}
	if at == 0 || !strings.HasPrefix(s[at:], "、") {
		return 0
	}
	return at + len("、")
}

// beginsGloss reports whether a word on the article stands right behind its number: the
// numbers that are as high count nothing that people write there.
func beginsGloss(refs []Ref, after string) bool {
	r := firstRune(after)
	return refs[0].From.Article.Main >= 100 && unicode.Is(unicode.Han, r) && !strings.ContainsRune(counted, r)
}

// counted are what numbers count: no article stands before them.
const counted = "条款项年月日周个部条章编节次届项款万亿元人岁号版问题讲例案句字页分名位家步招集天种多余件倍小期卷册集关点度类集起"

// isLawName is the length of the name of a statute or code that ends right before f.at.
func (f *finder) isLawName() int {
	name := strings.TrimRight(f.name.Text, "》")
	if name != "" && isLetter(name[len(name)-1]) { // PIPL 13(1)
		rest := f.text[f.at:f.end]
		_, size := number(rest)
		if size > 0 && strings.HasPrefix(rest[size:], "(") {
			return len(name)
		}
		return 0
	}
	if strings.HasSuffix(name, "法") || strings.HasSuffix(name, "典") || strings.HasSuffix(name, "解释") || strings.HasSuffix(name, "纪要") {
		return len(name)
	}
	return 0
}

// endsCode reports whether a bare number ends here and counts nothing.
func endsCode(after string) bool {
	r, size := utf8.DecodeRuneInString(after)
	switch {
	case size == 0:
		return true
	case r == '.' || r == '．':
		next := firstRune(after[size:])
		return !unicode.IsDigit(next)
	case r == '：':
		return !unicode.IsDigit(firstRune(after[size:])) // 民诉法34：不动产
	case (r == '＋' || r == '+' || r == '/' || r == '／') && unicode.Is(unicode.Han, firstRune(after[size:])):
		return true // 民诉25＋解释21
	case strings.ContainsRune("%％+＋/／~～-－—:°", r), unicode.IsDigit(r), r < utf8.RuneSelf && unicode.IsLetter(r):
		return false
	case unicode.IsSpace(r):
		next := firstRune(strings.TrimLeft(after, " \u3000"))
		return !strings.ContainsRune(counted, next)
	case unicode.Is(unicode.Han, r):
		for _, w := range [...]string{"规定", "的规定", "之规定", "等规定", "明确", "但书", "前段", "后段", "前半段", "后半段", "首句"} {
			if strings.HasPrefix(after, w) {
				return true
			}
		}
		return false
	}
	return true
}
