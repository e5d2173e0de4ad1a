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

// Articles without 条 right behind the name of a law, and the words beside them: 民法典577,
// 刑法263抢劫、267抢夺.

// codeNumber reads articles without 条 right behind the name of a law: 民法典577,
// 民法典144、146. Years and other counts are none.
func (f *finder) codeNumber() bool {
	if f.name.Kind != ByName && f.name.Kind != ByTitle || f.isLawName() == 0 {
		return false
	}
	refs, n := f.codeAt()
	if n == 0 || f.name.Version != "" && len(refs) == 1 && refs[0].To.Article.IsZero() && !digitEnds(f.text[f.at:f.end]) {
		return false
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + n}, Name: f.takeName(f.at), Refs: refs})
	f.at += n
	f.codeLine = f.lineStart + 1
	f.glossedBehind()
	return true
}

// ordinalOfName reads an article that lacks 条 behind 第, right behind the name of its law: 民法典第一千零四十二，.
func (f *finder) ordinalOfName() bool {
	if f.name.Kind != ByName && f.name.Kind != ByTitle || f.name.Span.End != f.at || f.isLawName() == 0 {
		return false
	}
	n, size := label.Number(f.text[f.at+len("第") : f.end])
	end := f.at + len("第") + size
	if size == 0 || n < 10 || end < f.end && !unicode.IsPunct(firstRune(f.text[end:f.end])) {
		return false
	}
	ref := Ref{From: statute.Provision{Article: statute.Number{Main: n}}}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: end}, Name: f.takeName(f.at), Refs: []Ref{ref}})
	f.at = end
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
	if k := decimalParagraph(after); k > 0 && f.name.Span.End == f.at && first.Main >= 10 &&
		deepest(last.From) == levelArticle && last.To == (statute.Provision{}) {
		last.From.Paragraph = k // 民法典496.2
		return refs, n + len(".2")
	}
	if first.Main >= 1949 && first.Main <= 2099 || first.Main < 10 && !f.isSmallArticle(refs) {
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
	ranged := first.Main >= 100 && last.To.Article.Main > first.Main && unicode.Is(unicode.Han, firstRune(after)) && !f.measuresAt(f.at+n)
	if !endsCode(after) && !beginsGloss(refs, after) && deepest(last.From) == levelArticle && !named && !ranged { // 刑法20Ⅲ特殊防卫 is sure
		return nil, 0
	}
	return refs, n
}

// decimalParagraph is the paragraph behind the point of 496.2, 0 for none.
func decimalParagraph(after string) int {
	if len(after) < len(".2") || after[0] != '.' || after[1] < '1' || after[1] > '9' {
		return 0
	}
	if r := firstRune(after[len(".2"):]); unicode.IsDigit(r) || r == '.' || strings.ContainsRune("%％万亿元倍号", r) {
		return 0
	}
	return int(after[1] - '0')
}

// isSmallArticle reports whether a number below 10 is that of an article: it has its paragraph in a circle, is
// the answer of a card, or stands behind an interpretation.
func (f *finder) isSmallArticle(refs []Ref) bool {
	if f.name.Kind == ByName && f.name.Span.End == f.at && numberedStem(f.text[f.name.Span.Start:f.end]) { // 行罚9
		return true
	}
	if refs[0].From.Paragraph+refs[0].From.Item > 0 && f.circledHere() || f.followsInterpretation(refs) {
		return true
	}
	if f.name.Kind == ByName && f.name.Span.End == f.at && label.Open(f.text[:f.name.Span.Start][max(0, f.name.Span.Start-len("（")):]) > 0 {
		_, size := number(f.text[f.at:f.end])
		return strings.ContainsRune("、）)；，", firstRune(f.text[f.at+size:f.end])) // （劳动合同法2、14）
	}
	return f.name.Kind == ByName && f.name.Span.End == f.at && answers(f.text[f.lineStart:max(f.lineStart, f.name.Span.Start)])
}

// followsInterpretation reports whether a number below 10 stands right behind the name of an
// interpretation and is no number of one of its series: 总则编解释4, 道交解释1(2), but 公司法解释3.
func (f *finder) followsInterpretation(refs []Ref) bool {
	if f.name.Kind != ByName || f.name.Span.End != f.at && f.name.Span.End != f.at-1 {
		return false
	}
	if series, _, ok := cutSeriesNumber(f.name.Text); ok {
		return strings.HasSuffix(series, "解释") && (f.name.Span.End == f.at-1 || !endsInDigit(f.name.Text)) // 破产法解释二 9
	}
	last := refs[len(refs)-1].From
	return strings.HasSuffix(f.name.Text, "解释") &&
		(deepest(last) > levelArticle || f.longestName(f.name.Text+cnnum.Format(last.Article.Main)) <= len(f.name.Text))
}

// glossedBehind reads further articles without 条 behind one, each with a word on what it says:
// 公司法25（无效）、26（可撤销）; 刑法263抢劫、267抢夺.
func (f *finder) glossedBehind() {
	for range maxNumbers {
		gloss := glossAt(f.text[f.at:f.end])
		if gloss == 0 {
			if gloss = f.spacedAt(); gloss == 0 {
				return
			}
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

// spacedAt is the length of the space before the next of articles that stand in a row: 民法典577　584　591Ⅰ.
func (f *finder) spacedAt() int {
	rest := f.text[f.at:f.end]
	gap := spacesAt(rest)
	if gap == 0 {
		return 0
	}
	n, size := number(rest[gap:])
	if size == 0 || n < 10 || n >= 1949 {
		return 0
	}
	after := rest[gap+size:]
	if within(after, 'Ⅰ', 'Ⅻ') == 0 && !endsGlossed(after) && spacesAt(after) == 0 {
		return 0
	}
	return gap
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
	for _, w := range [...]string{"法", "典", "解释", "纪要"} {
		if strings.HasSuffix(name, w) {
			return len(name)
		}
	}
	series, _, ok := cutSeriesNumber(name)
	if ok && (strings.HasSuffix(series, "解释") || strings.HasSuffix(series, "规定")) { // 破产法解释二 9
		return len(name)
	}
	if ruled := strings.HasSuffix(name, "条例") || strings.HasSuffix(name, "规定"); ruled &&
		(f.name.Kind == ByName || f.name.Kind == ByTitle) &&
		(f.marksParagraph() || f.bracketsBehind() || f.numberAlone()) {
		return len(name)
	}
	return 0
}

// numberAlone reports whether the number at f.at, which no series has, ends there: 民间借贷规定25；.
func (f *finder) numberAlone() bool {
	rest := f.text[f.at:f.end]
	n, size := number(rest)
	if size > 0 && joinDigitsAt(rest[size:]) > 0 && strings.ContainsRune("、/+", firstRune(rest[size:])) { // 证据规定14/18
		more, length := number(rest[size+joinDigitsAt(rest[size:]):])
		return n >= 10 && more > n && more < 1949 && length > 0
	}
	return size > 0 && n >= 10 && n < 1949 && endsGlossed(rest[size:])
}

// bracketsBehind reports whether the number at f.at has a number in brackets right behind it: 62(3).
func (f *finder) bracketsBehind() bool {
	rest := f.text[f.at:f.end]
	_, size := number(rest)
	k, n := itemAt(rest[size:])
	return size > 0 && n > 0 && bracketed(rest[size:]) && k <= maxParagraph
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
	case (r == '＋' || r == '+') && articleAhead(after[size:]):
		return true // 公司法54＋88条
	case strings.HasPrefix(after, "——"):
		return !unicode.IsDigit(firstRune(after[2*len("—"):]))
	case strings.ContainsRune("%％+＋/／~～-－—:°", r), unicode.IsDigit(r), r < utf8.RuneSelf && unicode.IsLetter(r):
		return false
	case r == '\u3000':
		return true // 公益诉讼70　家庭事务
	case unicode.IsSpace(r):
		word := strings.TrimLeft(after, " \u3000")
		return !strings.ContainsRune(counted, firstRune(word)) || beginsTerm(word)
	case unicode.Is(unicode.Han, r):
		for _, w := range codeEnds {
			if strings.HasPrefix(after, w) {
				return true
			}
		}
		return false
	}
	return true
}

// articleAhead reports whether an article with 条 stands at the start of s.
func articleAhead(s string) bool {
	_, n := number(s)
	return n > 0 && strings.HasPrefix(s[n:], "条")
}

// codeEnds follow an article without 条: what it says, and what is done by it, as people chat.
var codeEnds = [...]string{"规定", "的", "之规定", "等规定", "明确", "但书", "前段", "后段", "前半段", "后半段", "首句",
	"就是", "就写", "写着", "写得", "写的", "说的", "讲的", "里写", "也写", "明文", "就行", "就够", "就能", "就可以", "就好", "就定", "都能", "都可以", "都行",
	"都用", "都适用", "也能", "也可以", "也行", "也适用", "可以主张", "主张", "算补偿", "处罚", "定罪", "追责", "追究", "走人", "来走", "来主张", "来告",
	"来处理", "来判", "要求赔", "起诉"}

// terms begin as words for what is counted do: 1087 分割.
var terms = [...]string{"分割", "分立", "分配", "分期", "分公司", "分则", "人格", "人身", "人工", "名誉", "名称", "条件", "项目", "款项", "小额", "集体", "集资", "家庭",
	"家事", "日常", "年龄", "期限", "期间", "章程", "天然", "位阶", "多数", "案外人", "讲解", "版权", "题目", "问题"}

// beginsTerm reports whether a word of the law stands at the start of s.
func beginsTerm(s string) bool {
	for _, w := range terms {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// manyArticles is what no law but the civil code has: 归责原则 1165Ⅰ is of it where nothing names a law.
const manyArticles = 1000

// lastOfCivilCode is the number of its last article.
const lastOfCivilCode = 1260

// onlyOfCivilCode reports whether a number alone at f.at, in a line that named a law, is that of an article which only
// the civil code has: 民法典1153条 …，1127。
func (f *finder) onlyOfCivilCode() bool {
	n, size := number(f.text[f.at:f.end])
	return size > 0 && n > manyArticles && n <= lastOfCivilCode && endsGlossed(f.text[f.at+size:f.end])
}

// opensRange is a bracket with no more than a word before the range that it begins with: （立案，109—114）.
var opensRange = regexp.MustCompile(`^[（(](?:\p{Han}{1,8}[，,：:\s])?$`)

// rangeInBracket reports whether a bracket right behind the name of a law or one of its parts begins with a range of
// numbers at f.at: 第九章（188–199是主干）.
func (f *finder) rangeInBracket() bool {
	last := &f.out.Mentions[len(f.out.Mentions)-1]
	if between := f.text[min(last.Span.End, f.at):f.at]; len(between) > maxLabel || !opensRange.MatchString(between) {
		return false
	}
	ref, n := oneInDigits(f.text[f.at:f.end], f.circles())
	first := ref.From.Article.Main
	return n > 0 && !ref.To.Article.IsZero() && first >= 10 && (first < 1949 || first > 2099) &&
		(last.Kind == KindLaw || len(last.Refs) > 0 && highest(last.Refs[0].From) <= levelSection)
}

// glossesCode reports whether f.at has such a number among several with words on them, in a text that speaks of the
// civil code: 自书1134、代书1135（民法典）.
func (f *finder) glossesCode() bool {
	return f.onlyOfCivilCode() && f.glossed() && len(f.glosses.places) > 1 && strings.Contains(f.text, civilCode)
}

// ofCivilCode reads such a number with its paragraph, where the text named no law before.
func (f *finder) ofCivilCode() bool {
	if f.inLaw || f.norm || len(f.out.Mentions) > 0 || !isDigit(f.text[f.at]) || f.insideNumber() ||
		!f.marksParagraph() && !f.glossesCode() {
		return false
	}
	refs, n := f.codeAt()
	if n == 0 || refs[0].From.Article.Main <= manyArticles {
		return false
	}
	f.codeLine = f.lineStart + 1
	f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true,
		Name: Name{Kind: ByName, Text: civilCode, Span: statute.Span{Start: f.at, End: f.at}}}, f.at, f.at+n)
	return true
}
