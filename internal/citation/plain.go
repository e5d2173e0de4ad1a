package citation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Articles whose numbers stand without 第: 1036条 and 1035、1036等规定 right behind the name
// of a law; 312条, 看563, 五十五条一款 and 第26.4条 in a line that named their law before.
// Those below a heading are in notes.go.

// bareNumber reads a number that may be one or more articles.
func (f *finder) bareNumber() bool {
	rest := f.text[f.at:f.end]
	if f.local != nil && f.local.longest(rest) > 0 && !isYear(rest[:min(len(rest), 4)]) && f.knownName() {
		return true // 219号令, which the text defines; 2013年商标法 names a version
	}
	if f.name.Kind != NoName && f.name.Span.End == f.at-1 && f.text[f.at-1] == ' ' && f.codeNumber() {
		return true
	}
	if f.name.Kind == NoName || f.name.Span.End != f.at && !((f.behindNote() || f.behindVersion()) && f.followsName()) {
		return f.behindConnector() || f.plainNumber()
	}
	if refs, n := provisionAt(rest, true); n > 0 && highest(refs[0].From) == levelArticle {
		f.shortLine = f.lineStart + 1
		return f.provision(f.at, Base{}, f.at)
	}
	return f.numbersOfRules() || f.codeNumber()
}

// behindNote reports whether a bracket closes right before f.at: 公司法（2023修订）54条.
func (f *finder) behindNote() bool {
	before := f.text[f.lineStart:f.at]
	return strings.HasSuffix(before, "）") || strings.HasSuffix(before, ")")
}

// versionOfName is the version of a text behind its name: 2012年版.
var versionOfName = regexp.MustCompile(`^(?:19|20)\d\d年?(?:版本?|修[正订改]版?本?)的?$`)

// behindVersion reports whether no more than a version stands between the name of a law and f.at: 治安管理处罚法2012年版22条.
func (f *finder) behindVersion() bool {
	between := f.text[min(f.name.Span.End, f.at):f.at]
	return between != "" && len(between) <= maxLabel && versionOfName.MatchString(between)
}

// numbersOfRules reads 1035、1036等规定 right behind the name of a law.
func (f *finder) numbersOfRules() bool {
	rest := f.text[f.at:f.end]
	var refs []Ref
	at := 0
	for len(refs) < maxNumbers {
		n, size := itemAt(rest[at:])
		if size == 0 || !isDigit(rest[at]) || n < 1 {
			return false
		}
		at += size
		refs = append(refs, Ref{From: statute.Provision{Article: statute.Number{Main: n}}})
		if !strings.HasPrefix(rest[at:], "、") {
			break
		}
		at += len("、")
	}
	for _, w := range [...]string{"等规定", "等条", "规定", "的规定"} {
		if strings.HasPrefix(rest[at:], w) {
			f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + at}, Name: f.takeName(f.at), Refs: refs})
			f.at += at
			return true
		}
	}
	return false
}

// maxPlain bounds what stands between such an article and what the line named before, in
// bytes.
const maxPlain = 300

// nearby tells what stands before a number that shows which law its article is of.
type nearby struct {
	named  bool // the line named a law or a provision
	listed bool // the item of the same list above it did
	below  bool // no, but a line above may be a heading that did
}

// nearby looks at what stands before f.at; far before, nothing counts but a heading.
func (f *finder) nearby() (near nearby) {
	n := len(f.out.Mentions)
	if n == 0 && f.out.Declared.Kind != NoName && f.at < f.out.DeclaredFor.End {
		return nearby{below: true}
	}
	if n == 0 || f.inLaw || f.norm { // a list of repealed texts counts its rows
		return near
	}
	last := &f.out.Mentions[n-1]
	if last.Kind == KindLaw && last.Depth > 0 && last.LineStart != f.lineStart && n > 1 { // 87条（劳动合同法）
		if before := &f.out.Mentions[n-2]; before.LineStart == last.LineStart {
			last = before
		}
	}
	if last.Kind == KindLaw && last.OfContract && n > 1 && articleLeads.longest(f.text[f.lineStart:f.at]) != "" {
		last = &f.out.Mentions[n-2] // 发书面《解除通知书》！否则就变成37条了
	}
	if (f.at-last.Span.End <= maxPlain || f.at-last.Span.End <= 3*maxPlain && f.ofOneLaw()) && last.Kind != KindCase && !last.OfContract {
		near.named = last.LineStart == f.lineStart && !last.BelowHeading
		near.listed = last.LineStart != f.lineStart && last.Kind == KindProvision && !last.BelowHeading && f.listedBelow(last)
	}
	near.listed = near.listed || !near.named && last.LineStart != f.lineStart && last.Kind == KindProvision &&
		f.aloneInBracket() && f.ofOneLaw()
	near.below = f.headed && !near.named && (last.LineStart != f.lineStart || !last.OfContract) ||
		f.out.Declared.Kind != NoName && f.at < f.out.DeclaredFor.End && !last.OfContract && last.Kind == KindProvision
	return near
}

// listedBelow reports whether a number at f.at goes on with the article of mention last, in a line above.
func (f *finder) listedBelow(last *Mention) bool {
	return sameBullets(f.text, f.lineStart, last.LineStart) || f.nextNote(last) ||
		f.codeLine == last.LineStart+1 && (f.marksParagraph() || f.glossed()) || f.marksParagraph() && f.ofOneLaw() ||
		f.deepBelow(last) || f.aloneBelow(last)
}

// namedInLine reports whether the line named a law or a provision not far before, or the
// item of the same list above it a provision.
func (f *finder) namedInLine() bool {
	near := f.nearby()
	return near.named || near.listed
}

// plainNumber reads an article that stands away from the name of its law.
func (f *finder) plainNumber() bool {
	if f.inLaw && f.before < 0 || f.measures() || f.inFloorLabel() {
		return false
	}
	if f.ofCrime() {
		return true
	}
	before := f.text[f.lineStart:f.at]
	applied := f.before >= 0 && applies(before)
	near, digit := f.nearby(), isDigit(f.text[f.at]) || f.circledHere() || f.codeLine == f.lineStart+1 && f.numeralHere()
	if near == (nearby{}) && digit && !f.inLaw && !f.norm && !f.insideNumber() {
		if refs, n := provisionAt(f.text[f.at:f.end], true); n > 0 && highest(refs[0].From) == levelArticle {
			if name := f.namedLater(f.at + n); name.Kind != NoName { // 39条1项（劳动合同法）
				name.Span = statute.Span{Start: f.at, End: f.at}
				f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Name: name, OfContract: name.NoLaw}, f.at, f.at+n)
				f.shortLine = f.lineStart + 1
				return true
			}
		}
		if f.ofLawEndingLine() {
			return true
		}
	}
	if digit && (f.namedBehindWord() || f.numbersSaid()) {
		return true
	}
	if near == (nearby{}) && (f.ofCivilCode() || digit && f.replies() || f.ofLawAhead()) {
		return true
	}
	if !applied && near == (nearby{}) && (f.inLaw || f.norm || !digit && shortSelfEnding(before) == "" || !namesShortly(before)) ||
		f.insideNumber() {
		return false
	}
	refs, n := provisionAt(f.text[f.at:f.end], true)
	switch {
	case n == 0 || highest(refs[0].From) < levelArticle:
		return digit && (near != (nearby{}) || shortSelfEnding(before) != "" || seriesEnding(before) > 0) && f.plainCode(near)
	case highest(refs[0].From) > levelArticle:
		return near != (nearby{}) && !countsEach(f.text[f.at:f.end], n) && f.furtherParagraph(refs, n)
	case f.inLaw:
		return applied && f.provision(f.at, Base{}, f.at)
	case applied || f.plainArticle(refs, f.text[f.at+n:f.end], near.below || near.listed):
		return f.addPlain(refs, n, near)
	}
	return false
}

// inFloorLabel reports whether a number at f.at is that of a message: 答2：.
func (f *finder) inFloorLabel() bool {
	if f.at == f.lineStart || f.at-f.lineStart > len("补充") {
		return false
	}
	return len(floorOfForum.FindString(f.text[f.lineStart:min(f.end, f.lineStart+maxLabel)])) > f.at-f.lineStart
}

// measures reports whether a number in digits at f.at counts days, sums and the like: most
// numbers do.
func (f *finder) measures() bool {
	at := f.at
	for at < f.end && isDigit(f.text[at]) {
		at++
	}
	if at == f.at {
		return false
	}
	if f.inGroupedSum() {
		return true
	}
	after := f.text[at:f.end]
	if n := spacesAt(after); n > 0 { // 5 月 8 日
		return strings.ContainsRune("年月日号", firstRune(after[n:]))
	}
	return strings.ContainsRune("年月日元万号人名个时分岁米亩%", firstRune(after))
}

// groupedSum is a number written in groups of three digits.
var groupedSum = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+$`)

// maxGrouped bounds such a sum and what stands around it, in bytes.
const maxGrouped = 24

// inGroupedSum reports whether f.at stands in a sum of money in groups of digits: 医药费3,700.
func (f *finder) inGroupedSum() bool {
	isPart := func(r rune) bool { return r == ',' || r < utf8.RuneSelf && isDigit(byte(r)) }
	before, after := f.text[max(f.lineStart, f.at-maxGrouped):f.at], f.text[f.at:min(f.end, f.at+maxGrouped)]
	lead := strings.TrimRightFunc(before, isPart)
	rest := strings.TrimLeftFunc(after, isPart)
	last, _ := utf8.DecodeLastRuneInString(lead)
	return strings.ContainsRune("费款金共计约了欠付值价额息资租￥¥", last) && !strings.HasPrefix(rest, "条") &&
		groupedSum.MatchString(before[len(lead):]+after[:len(after)-len(rest)])
}

// insideNumber reports whether f.at stands in the middle of a number: 五条 of 二十五条, 2条
// of 4.2条.
func (f *finder) insideNumber() bool {
	before := f.text[f.lineStart:f.at]
	last, size := utf8.DecodeLastRuneInString(before)
	switch {
	case strings.ContainsRune("一二三四五六七八九十", last) && isDigit(f.text[f.at]):
		return seriesEnding(before) == 0 // 解释二26条
	case last == '(' || last == '（':
		return endsInDigit(before[:len(before)-size]) && !f.behindSum() // 211(1)
	case strings.ContainsRune("-－–—～~至", last):
		return endsInDigit(before[:len(before)-size])
	}
	return strings.ContainsRune("第一二三四五六七八九十廿卅百千万零〇两几数.．", last) || last < utf8.RuneSelf && unicode.IsLetter(last)
}

// behindSum reports whether the number at f.at stands in brackets behind a sum, which it is no item of: 3+4（91）.
func (f *finder) behindSum() bool {
	if n, _ := number(f.text[f.at:f.end]); n < 10 {
		return false
	}
	return sumBefore.MatchString(f.text[max(f.lineStart, f.at-maxLabel):f.at])
}

var sumBefore = regexp.MustCompile(`\d[+＋]\d{1,2}[（(]$`)

// addPlain adds articles of n bytes that stand without 第.
func (f *finder) addPlain(refs []Ref, n int, near nearby) bool {
	start, at := f.at, f.at+n
	before := f.text[f.lineStart:start]
	m := Mention{Kind: KindProvision, Refs: refs, Plain: true, Listed: near.listed, BelowHeading: near.below && !near.listed,
		Name: f.nameBeforePlain(start, deepest(refs[0].From) > levelArticle)}
	if m.Name.Kind == NoName {
		m.Linked = f.listGoesOn(start)
		m.OfContract = isContract(before) || isPaper(before) || f.ofRecord(start) ||
			speaksOfTerms(f.text[at:f.end], firstOf(refs).Article.Main)
	} else {
		m.BelowHeading = false
	}
	f.shortLine = f.lineStart + 1
	f.list(m, start, at)
	return true
}

// nameBeforePlain is the short name that stands right before a number: 解释二, 旧法是, 该条例.
// deep says that a paragraph or item of the article is named.
func (f *finder) nameBeforePlain(start int, deep bool) Name {
	before := f.text[f.lineStart:start]
	span := func(n int) statute.Span { return statute.Span{Start: start - n, End: start} }
	if n := seriesEnding(before); n > 0 && f.floor() <= start-n {
		return Name{Kind: ByGuess, Text: before[len(before)-n:], Span: span(n)}
	}
	if word := shortWord(before); word != "" && f.floor() <= start-len(word) {
		return Name{Kind: Same, Text: word, Span: span(len(word))}
	}
	if n, word, version := otherText(before); n > 0 {
		return Name{Kind: Same, Text: word, Version: version, Span: span(n)}
	}
	if w, n := twoEnding(before); n > 0 {
		return Name{Kind: Same, Text: w, Span: span(n)}
	}
	if word := shortSelfEnding(before); word != "" && f.floor() <= start-len(word) {
		return Name{Kind: kindOfShort(word), Text: word, Span: span(len(word))}
	}
	if word := instrumentEnding(before[len(before)-guessBefore(before, true):]); word != "" {
		return Name{Kind: ByTitle, Text: word, Span: span(len(word))}
	}
	if n := guessBefore(before, true); n > 0 && !isPaper(before) && f.floor() <= start-n {
		return Name{Kind: ByGuess, Text: before[len(before)-n:], Span: span(n), Unsure: !namesLaw(before) && !deep}
	}
	return Name{}
}

// namesLaw reports whether s ends in a word that names of laws end in and hardly any other:
// 食安条例, but not 证据排除规则.
func namesLaw(s string) bool {
	for _, w := range [...]string{"法", "条例", "细则", "解释", "纪要"} {
		if strings.HasSuffix(s, w) && !strings.HasSuffix(s, "办法") && !strings.HasSuffix(s, "方法") {
			return true
		}
	}
	return false
}

// namesShortly reports whether s ends in a short name that tells which law is meant, though
// its line did not name it: 解释二26条.
func namesShortly(s string) bool {
	if !strings.ContainsRune("法例则释要定见一二三四五六七八九十0123456789）)是为在应的里中：→", lastRune(s)) {
		return false
	}
	if n, _, _ := otherText(s); n > 0 {
		return true
	}
	return seriesEnding(s) > 0 || shortSelfEnding(s) != "" || namesLaw(s) && guessBefore(s, true) > 0 || tellsAge(s)
}
