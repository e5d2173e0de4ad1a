package citation

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// What goes on with the article cited last in notes: 准自首2款, 91条1项存在 2项变更, 同上第3项.

// furtherParagraph reads 2款 of 自首67条1款，准自首2款: another of the article that the line
// cited last.
func (f *finder) furtherParagraph(refs []Ref, n int) bool {
	last := len(f.out.Mentions) - 1
	if last < 0 || refs[0].From.Paragraph > maxParagraph {
		return false
	}
	if of := &f.out.Mentions[last]; label.Colon(f.text[f.at+n:f.end]) > 0 && highest(refs[0].From) == levelParagraph &&
		of.Kind == KindProvision && of.LineStart == f.lineStart && !of.OfContract &&
		strings.ContainsRune("。；", lastRune(f.text[f.lineStart:f.at])) {
		f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Linked: true, BelowHeading: of.BelowHeading}, f.at, f.at+n)
		return true // 保险法十六条是关键。二款：…；三款：…
	}
	of := &f.out.Mentions[last]
	if highest(refs[0].From) == levelParagraph && of.Kind == KindProvision && !of.OfContract && f.paragraphOf(of, n) {
		f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Linked: true, BelowHeading: of.BelowHeading}, f.at, f.at+n)
		return true
	}
	if highest(refs[0].From) == levelItem && f.itemNamed(refs[0].From.Item, of, n) {
		f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Linked: true, BelowHeading: of.BelowHeading}, f.at, f.at+n)
		return true
	}
	if f.before != last {
		return false
	}
	if highest(refs[0].From) == levelItem && f.nextItem(refs[0].From.Item, of) { // 91条1项存在 2项变更
		f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Linked: true, BelowHeading: of.BelowHeading}, f.at, f.at+n)
		return true
	}
	if highest(refs[0].From) != levelParagraph {
		return false
	}
	if of.LineStart != f.lineStart || of.Kind != KindProvision || len(of.Refs) == 0 || of.Span.End > f.at {
		return false
	}
	before := of.Refs[len(of.Refs)-1].From
	listed := before.Paragraph < refs[0].From.Paragraph && strings.HasSuffix(f.text[f.lineStart:f.at], "、") // 1款可以撤、2款应当撤
	if between := f.text[of.Span.End:f.at]; (between != "（" && between != "(" || !isDigit(f.text[f.at])) &&
		(deepest(before) < levelParagraph || !listed && !closesArticle(f.text[f.at+n:f.end])) {
		return false
	}
	f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, BelowHeading: of.BelowHeading}, f.at, f.at+n)
	return true
}

// paragraphOf reports whether 3款 of n bytes at f.at is a paragraph of the article that mention of cites: all but a word of
// a bracket, 不连带（2款）, 具结书174条（三种不用签，在2款）, or where a clause begins behind an article cited with its paragraph,
// 刑法20条1款看的是…；3款只对….
func (f *finder) paragraphOf(of *Mention, n int) bool {
	before, after := f.text[f.lineStart:f.at], f.text[f.at+n:f.end]
	if of.LineStart != f.lineStart || of.Span.End > f.at || len(of.Refs) == 0 {
		return f.opensReply(before) && closesArticle(after) && len(of.Refs) > 0 && f.line-of.Line <= maxReplies
	}
	counted := countsThings(after) || isAmount(after)
	deep := deepest(of.Refs[len(of.Refs)-1].From) >= levelParagraph
	switch between := f.text[of.Span.End:f.at]; {
	case strings.ContainsRune("；。;", lastRune(before)):
		return deep && !counted
	case deep && strings.ContainsRune("，,", lastRune(before)) && after != "" && strings.ContainsRune("还也又则才", firstRune(after)),
		deep && !counted && f.wordOfParagraph(n):
		return true // 25条一款四项除外，二款还有个程序; 同条4款；中断2款，中止3款
	case (strings.HasPrefix(f.text[f.at:], "1款") || strings.HasPrefix(f.text[f.at:], "一款")) && !deep &&
		(strings.HasSuffix(before, "款：") || strings.HasSuffix(before, "款）：")), f.countsParagraphs(of, n):
		return !counted // 刑法63条（两款：1款法定，2款特殊）; 77条。漏罪1款，违规2款
	case label.Colon(between) == len(between), strings.ContainsRune("，、,", lastRune(before)) && highest(firstOf(of.Refs)) == levelParagraph:
		return !counted // 刑法67条：1款自首，2款特别自首
	case deep && len(between) <= maxGap && closesArticle(after) && (plainEndings.longest(before) != "" || strings.HasSuffix(before, "在")):
		return true // 692条2款；…，起算点在3款
	}
	if shut := label.Close(after); shut == 0 || label.Colon(after[shut:]) > 0 { // 1254条（三款）：一款…
		return false
	}
	near := before[max(0, len(before)-maxNote):]
	open := max(strings.LastIndex(near, "（"), strings.LastIndex(near, "("))
	if open < 0 || strings.ContainsAny(near[open:], "）)") {
		return false
	}
	word := near[open+label.Open(near[open:]):]
	return word == "" || plainEndings.longest(word) != "" || strings.HasSuffix(word, "在")
}

// replies reads 2款 with which a line of a chat begins: @甲：看刑法20条1款⏎@乙：那过当呢⏎@甲：2款，….
func (f *finder) replies() bool {
	if len(f.out.Mentions) == 0 || f.inLaw || f.norm || !f.opensReply(f.text[f.lineStart:f.at]) {
		return false
	}
	refs, n := provisionAt(f.text[f.at:f.end], true)
	return n > 0 && highest(refs[0].From) == levelParagraph && f.furtherParagraph(refs, n)
}

// wordAndParagraph is a clause that is no more than a word before a paragraph: ；中断2款.
var wordAndParagraph = regexp.MustCompile(`[，。；：、,;]\p{Han}{2}$`)

// wordOfParagraph reports whether the paragraph of n bytes at f.at is all of its clause but a word.
func (f *finder) wordOfParagraph(n int) bool {
	before, after := f.text[f.lineStart:f.at], f.text[f.at+n:f.end]
	if after != "" && !strings.ContainsRune("，。；、,;\n）)", firstRune(after)) || countEndings.longest(before) != "" {
		return false
	}
	return wordAndParagraph.MatchString(before[max(0, len(before)-maxLabel):])
}

// countsParagraphs reports whether 1款 of n bytes, or the one behind the paragraph cited last, is all but a word of its clause:
// 刑法77条。漏罪新罪1款，违规2款。
func (f *finder) countsParagraphs(of *Mention, n int) bool {
	refs, _ := provisionAt(f.text[f.at:f.at+n], true)
	last, before, after := of.Refs[len(of.Refs)-1].From, f.text[f.lineStart:f.at], f.text[f.at+n:f.end]
	if len(refs) != 1 || last.Item > 0 || refs[0].From.Paragraph != last.Paragraph+1 || leadOf(before) != leadGloss {
		return false
	}
	if last.Paragraph == 0 && !strings.Contains(after[:min(len(after), maxNote)], "2款") {
		return false
	}
	return after == "" || strings.ContainsRune("，。；、,;\n", firstRune(after))
}

// itemNamed reports whether 一项 of n bytes at f.at is all of a bracket behind a word for what the item says, one of several
// that count from the first: 劳动合同法39条，试（一项）、章（二项）.
func (f *finder) itemNamed(item int, of *Mention, n int) bool {
	before, after := f.text[f.lineStart:f.at], f.text[f.at+n:f.end]
	if of.LineStart != f.lineStart || of.Kind != KindProvision || of.OfContract || len(of.Refs) == 0 {
		return false
	}
	if openEnding(before) == 0 || label.Close(after) == 0 {
		return false
	}
	if item > 1 {
		return of.Refs[len(of.Refs)-1].From.Item == item-1
	}
	return strings.Contains(after[:min(len(after), maxNote)], "（二项）")
}

// maxReplies bounds the lines of a chat between an article and its paragraph.
const maxReplies = 3

// opensReply reports whether s, the start of a line, is the name of who speaks: @张三：.
func (f *finder) opensReply(s string) bool {
	return len(s) <= 2*maxLabel && (strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":")) && !f.inLaw && !f.norm
}

// deepBelow reports whether an article with its paragraph or item, which no count has, stands at f.at:
// 服务差：九四四条一款, in a line below those that cited its law. A low number may be one where others had no 第 either, not far
// below mention of.
func (f *finder) deepBelow(of *Mention) bool {
	refs, n := provisionAt(f.text[f.at:f.end], true)
	return n > 0 && len(refs) == 1 && highest(refs[0].From) == levelArticle && deepest(refs[0].From) > levelArticle &&
		(refs[0].From.Article.Main > maxClause || isDigit(f.text[f.at]) && f.shortLine > 0 && f.line-of.Line <= maxReplies || f.ofOneLaw())
}

// fewMention is how many mentions a text may have that is taken to be on one law.
const fewMention = 6

// ofOneLaw reports whether a text that is no law named one law alone up to f.at, and no contract.
func (f *finder) ofOneLaw() bool {
	if f.inLaw || f.norm || len(f.out.Mentions) > fewMention {
		return false
	}
	named := ""
	for i := range f.out.Mentions {
		m := &f.out.Mentions[i]
		if m.OfContract || m.Kind == KindCase || m.Name.Kind != NoName && m.Name.Text != named && named != "" {
			return false
		}
		if m.Name.Kind != NoName {
			named = m.Name.Text
		}
	}
	return named != "" && isDigit(f.text[f.at])
}

// aloneBelow reports whether an article that is a clause by itself, or all but the label of its line, stands at f.at, in the
// line below that of mention of, which has no 第 either: 普通程序六个月，152条，….
func (f *finder) aloneBelow(of *Mention) bool {
	refs, n := provisionAt(f.text[f.at:f.end], true)
	far := f.line - of.Line
	if n > 0 && refs[0].From.Article.Main > maxClause {
		far-- // no count
	}
	if n == 0 || highest(refs[0].From) != levelArticle || refs[0].From.Article.Main <= fewArticles || far > 1 ||
		strings.HasPrefix(of.Span.Of(f.text), "第") {
		return false
	}
	before, after := f.text[f.lineStart:f.at], f.text[f.at+n:f.end]
	if strings.ContainsRune("，。；", lastRune(before)) {
		return after == "" || strings.ContainsRune("，。；！\n", firstRune(after))
	}
	above := f.text[of.LineStart:min(f.end, of.LineStart+maxLabel)]
	return len(before) <= maxLabel && labelLength(before) == len(before) && labelLength(above) > 0
}

// nextItem reports whether item n at f.at goes on with the item that mention of ends in, with no more than
// a word between them.
func (f *finder) nextItem(n int, of *Mention) bool {
	if of.LineStart != f.lineStart || of.Kind != KindProvision || len(of.Refs) == 0 || of.Span.End > f.at || !isDigit(f.text[f.at]) {
		return false
	}
	last := of.Refs[len(of.Refs)-1]
	between := f.text[of.Span.End:f.at]
	return last.From.Item == n-1 && n > 1 && last.To == (statute.Provision{}) && len(between) <= maxNameNote &&
		(strings.HasSuffix(between, " ") || strings.HasSuffix(between, "、")) && !strings.ContainsAny(between, "，。；：")
}

// provisionSame reads 第3项 or 第2款 behind 同上, which is at bytes long: of the article cited last, an item of
// its paragraph where one was named.
func (f *finder) provisionSame(p statute.Provision, at int) bool {
	last := len(f.out.Mentions) - 1
	if last < 0 || f.out.Mentions[last].Kind != KindProvision || f.out.Mentions[last].OfContract || len(f.out.Mentions[last].Refs) == 0 {
		return false
	}
	of := f.out.Mentions[last].Refs[len(f.out.Mentions[last].Refs)-1].From
	base := Base{Kind: That, Level: levelArticle, Count: 1}
	if highest(p) == levelItem && of.Paragraph > 0 {
		base.Level = levelParagraph
	}
	return f.provision(f.at, base, f.at+at)
}

// digitEnds reports whether a number at the start of s, with its paragraph in a circle or Roman numerals or
// without, ends there.
func digitEnds(s string) bool {
	_, size := number(s)
	return size > 0 && (endsGlossed(s[size:]) || within(s[size:], 'Ⅰ', 'Ⅻ') > 0 || within(s[size:], '①', '⑳') > 0)
}

// spacedWord reports whether s ends in a word of characters and a space: 先并后减 .
func spacedWord(s string) bool {
	bare := strings.TrimRight(s, " \u3000")
	return bare != s && unicode.Is(unicode.Han, lastRune(bare))
}

// circledHere reports whether a number with its paragraph in a circle or Roman numerals stands at f.at.
func (f *finder) circledHere() bool {
	_, size := number(f.text[f.at:f.end])
	after := f.text[f.at+size : f.end]
	return size > 0 && (within(after, '①', '⑳') > 0 || within(after, 'Ⅰ', 'Ⅻ') > 0)
}

// numeralHere reports whether a Chinese number that may be an article's stands by itself at f.at.
func (f *finder) numeralHere() bool {
	n, _ := number(f.text[f.at:f.end])
	return n > 0
}

// seriesAlone reads （二） of 现在有解释（二）了，看第八条 as the name of the one of a series of which another was
// named before in the line.
func (f *finder) seriesAlone(last int, suffix string, size int) bool {
	rest, ok := strings.CutSuffix(f.text[f.lineStart:f.at], "解释")
	if !ok || f.name.Kind != NoName && f.name.Span.End == f.at || !endsBeforeShort(rest) || f.inLaw {
		return false
	}
	of := f.seriesBefore(last)
	before, number, _ := cutSeriesNumber(of.Text)
	if of.Kind == NoName || suffix == "（"+cnnum.Format(number)+"）" || !strings.HasSuffix(before, "解释") ||
		!f.isOfSeries(before, before+suffix) {
		return false
	}
	name := Name{Kind: of.Kind, Text: before + suffix, Span: statute.Span{Start: f.at - len("解释"), End: f.at + size}}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at += size
	return true
}
