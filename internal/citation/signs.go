package citation

import (
	"regexp"
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
			at += next + size
			more := ref
			if item, size := itemAt(s[at:]); size > 0 && bracketed(s[at:]) && circle == levelParagraph { // 2①、②(1)-(6)
				more.From.Item = item
				at += size
				at += itemRange(s[at:], &more)
			}
			refs = append(refs, more)
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
			ref.From.Article.Sub, ref.Dashed = to, strings.HasPrefix(s[at:], "-")
			at += dash + size
			if k, more := itemAt(s[min(len(s), at+1):]); ref.Dashed && strings.HasPrefix(s[at:], "-(") && k > 0 { // 563-1-(1)
				ref.From.Item = k
				return ref, at + 1 + more
			}
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
		if l == levelItem && k == ref.From.Paragraph+1 && isDigit(s[at+gap+label.Open(s[at+gap:])]) {
			break // 57(1)(2): two of them
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
			if item, size := cnnum.ChinesePrefix(s[at:]); size == len("一") && item > 0 && endsGlossed(s[at+size:]) {
				ref.From.Item = item // 152Ⅰ一
				at += size
			}
		}
		var size int
		ref.From, size = circledBehind(s[at:], ref.From, circle)
		ref.Circled = size == len("①") && (ref.From.Paragraph == 0) != (ref.From.Item == 0)
		at += size
		if dash := dashAt(s[at:]); size > 0 && dash > 0 { // 26①-⑥
			l := deepest(ref.From)
			if k, more := circledAt(s[at+dash:]); k > l.get(ref.From).Main {
				ref.To, ref.Circled = l.set(statute.Provision{}, statute.Number{Main: k}), false
				at += dash + more
			}
		}
	}
	if ref.From.Item == 0 && ref.From.Paragraph > 0 && bracketed(s[at:]) { // 48Ⅰ（一）, 310Ⅰ(1)
		if k, size := itemAt(s[at:]); size > 0 && k <= maxParagraph &&
			(unicode.Is(unicode.Han, firstRune(s[at+label.Open(s[at:]):])) || isRoman(lastRune(s[:at]))) {
			ref.From.Item = k
			at += size
		}
	}
	if dash := dashAt(s[at:]); dash > 0 && ref.Loose && bracketed(s[at+dash:]) { // 211(1)～(13)
		ref.From.Paragraph, ref.From.Item, ref.Loose = 0, ref.From.Paragraph, false
	}
	return ref, at + itemRange(s[at:], &ref)
}

// itemRange reads ～（五） behind an item in brackets and sets the end of the range.
func itemRange(s string, ref *Ref) int {
	dash := dashAt(s)
	if dash == 0 || ref.From.Item == 0 || !bracketed(s[dash:]) {
		return 0
	}
	k, size := itemAt(s[dash:])
	if k <= ref.From.Item {
		return 0
	}
	ref.To = statute.Provision{Item: k}
	return dash + size
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

// number reads a number of up to four digits, or a Chinese one with its paragraph in a circle, 十七①, or with
// as many digits as counts seldom have and nothing behind it: 六十五、六十六.
func number(s string) (n, length int) {
	if s != "" && strings.ContainsRune("一二三四五六七八九十", firstRune(s)) {
		n, length = cnnum.ChinesePrefix(s)
		after := s[length:]
		if n >= 1 && n <= 9999 && (within(after, '①', '⑳') > 0 || n > 10 && (endsGlossed(after) || within(after, 'Ⅰ', 'Ⅻ') > 0)) {
			return n, length
		}
		return 0, 0
	}
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
	for _, w := range [...]string{"/", "／", "+", "＋"} { // 509/577, 25+28
		if rest, ok := strings.CutPrefix(s, w); ok {
			if n, _ := number(rest); n >= 10 {
				return len(w)
			}
		}
	}
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
	if after := f.text[start+skip+n : f.end]; foreignSection(after) || decimals(after) > 0 { // §1798.100
		f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: start, End: start + skip + n}, Refs: refs, OfContract: true})
		f.at = start + skip + n
		return true
	}
	refs, n = below(refs, n, f.text[start+skip:f.end])
	return f.ofLaw(start, start+skip+n, refs, false)
}

// below adds to the only article with which s begins, of n bytes, the paragraphs or items in words behind it: §20第1款.
func below(refs []Ref, n int, s string) (all []Ref, length int) {
	if len(refs) != 1 || !refs[0].To.IsZero() || deepest(refs[0].From) != levelArticle || !strings.HasPrefix(s[n:], "第") {
		return refs, n
	}
	parts, size := provisionAt(s[n:], false)
	if size == 0 || highest(parts[0].From) <= levelArticle {
		return refs, n
	}
	for i := range parts {
		parts[i].From.Article = refs[0].From.Article
		if !parts[i].To.IsZero() {
			parts[i].To.Article = refs[0].From.Article
		}
	}
	return parts, n + size
}

// germanSection is what stands behind a section of a German law: Abs. 2 GmbHG, I BGB.
var germanSection = regexp.MustCompile(`^[ \x{3000}]*(?:[IVX]+ +)?(?:Abs\.|Absatz |Satz |Nr\.|Rn\.|` +
	`(?:BGB|HGB|StGB|ZPO|StPO|AktG|GmbHG|UWG|GWB|EGBGB|InsO|GG)\b)`)

// maxGerman bounds it, in bytes.
const maxGerman = 24

// foreignSection reports whether what stands behind a section shows that it is of a foreign law.
func foreignSection(after string) bool {
	return germanSection.MatchString(after[:min(len(after), maxGerman)])
}
