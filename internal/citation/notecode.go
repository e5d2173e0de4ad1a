package citation

// Numbers alone, without 第 and without 条, away from the name of their law: in a line in which others stood so,
// or below a heading.

import (
	"strings"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// plainCode reads an article without 条 in a line in which others of the law stood so, or
// below a heading: 租客看563, 遗失物：312, 狭义无权代理171.
func (f *finder) plainCode(near nearby) bool {
	before := f.text[f.lineStart:f.at]
	if points.longest(before) != "" && !f.marksParagraph() &&
		!(f.codeLine == f.lineStart+1 && f.countsOn() && digitEnds(f.text[f.at:f.end])) {
		return false
	}
	below := near.below
	code := f.codeLine == f.lineStart+1
	if near.named && !code {
		code = f.marksParagraph() || (f.shortLine == f.lineStart+1 || f.headsLine()) && f.glossed()
	}
	if near.listed { // 盗窃：刑法264 is the item above
		above := f.out.Mentions[len(f.out.Mentions)-1].LineStart + 1
		code = f.codeLine == above || f.shortLine == above && f.glossed() || f.marksParagraph()
	}
	word := shortSelfEnding(before)
	if word != "" { // 解释64
		code = true
	}
	series := seriesEnding(before) > 0 && (code && digitEnds(f.text[f.at:f.end]) || f.circledHere()) // 解释一4, 解释二7②
	code = code || near.named && digitEnds(f.text[f.at:f.end]) && ageEndings.longest(before) != ""   // 旧28→新49
	code = code || series || near.named && (f.onlyOfCivilCode() || f.rangeInBracket())
	if !code && !below {
		return false
	}
	refs, n := f.codeAt()
	if n == 0 && (below || series || f.headsLine()) {
		refs, n = f.shortCodeAt()
	}
	if n == 0 && (f.glossed() || near.named && f.rangeInBracket()) { // 13始于出生，25主犯26从犯
		var ref Ref
		ref, n = oneInDigits(f.text[f.at:f.end], f.circles())
		refs = []Ref{ref}
	}
	if n == 0 {
		return false
	}
	after := f.text[f.at+n : f.end]
	if _, size := number(f.text[f.at:f.end]); size > 0 && f.isFraction(before, f.text[f.at+size:f.end]) {
		return false // 保护期42（20/10/15）
	}
	enclosed := below && f.enclosed()
	sure := enclosed || f.marksParagraph() || below && strings.ContainsFunc(f.text[f.at:f.at+n], isCircled)
	if !code && !sure && !endsGlossed(after) && !f.beginsShortLine() && !answers(before) && !f.glossed() {
		return false // 600兆瓦以上锅炉
	}
	lead := leadOf(before)
	many := refs[0].From.Article.Main >= manyCounted
	if word != "" || series || lead == noLead && code && many && strings.ContainsRune("是为", lastRune(before)) {
		lead = leadWord // 虐待是260
	} else if lead == noLead && !namesNumber(before) && (f.glossed() || f.onlyOfCivilCode() || code && beginsGloss(refs, after)) {
		lead = leadGloss // 规章13, 那就是1209, 不是刑法266，顶多270侵占
	} else if lead == noLead && (code || sure) && (sure || spacedWord(before) && endsGlossed(after) && !namesNumber(before)) {
		lead = leadGloss // 先并后减 70；; 不是 389Ⅲ
	}
	switch lead {
	case leadWord:
		if namesNumber(before) && !sure {
			return false
		}
	case leadMark:
		bare := strings.TrimRight(before, "：:")
		if endsInDigit(bare) || namesNumber(before) && !sure ||
			!code && !sure && bare == before && !onlyCell(before, after) && !f.glossed() {
			return false
		}
	case leadStart:
		if f.ordinalLine == f.lineStart+1 && !strings.ContainsAny(before, "0123456789") || labels(after) {
			return false
		}
	case leadGloss:
		if f.glossed() || code && beginsGloss(refs, after) {
			break
		}
		if !endsGlossed(after) && !sure || namesNumber(before) && !sure || !code && !sure {
			return false
		}
	default:
		return false
	}
	f.codeLine = f.lineStart + 1
	m := Mention{Kind: KindProvision, Refs: refs, Plain: true, Listed: near.listed, BelowHeading: below && !(near.listed && code)}
	if word != "" {
		m.Name, m.BelowHeading = Name{Kind: kindOfShort(word), Text: word, Span: statute.Span{Start: f.at - len(word), End: f.at}}, false
	}
	if series {
		m.Name, m.BelowHeading = f.nameBeforePlain(f.at, false), false
	}
	f.list(m, f.at, f.at+n)
	return true
}

// maxFraction is how many bytes a bracket with numbers has at most, with the number before it.
const maxFraction = 64

// isFraction reports whether a number stands in brackets among others with strokes between them, right behind one.
func (f *finder) isFraction(before, after string) bool {
	before = before[max(0, len(before)-maxFraction):]
	open := max(strings.LastIndex(before, "（"), strings.LastIndex(before, "("))
	if open < 0 || !endsInDigit(before[:open]) {
		return false
	}
	inside := before[open+label.Open(before[open:]):]
	return strings.Trim(inside, "0123456789/") == "" && (strings.HasPrefix(after, "/") || strings.HasSuffix(inside, "/"))
}

// enclosed reports whether a number at f.at, or a range of them, is all of a bracket behind a word: 取保（79）, 逮捕（156–159）.
func (f *finder) enclosed() bool {
	rest, before := f.text[f.at:f.end], f.text[f.lineStart:f.at]
	n, at := number(rest)
	open := openEnding(before)
	if at == 0 || n < 10 || n >= 1949 || open == 0 || strings.TrimLeft(before[:len(before)-open], " \u3000") == "" ||
		afterBullet(before[:len(before)-open]) {
		return false
	}
	if dash := dashAt(rest[at:]); dash > 0 {
		to, size := number(rest[at+dash:])
		if to <= n {
			return false
		}
		at += dash + size
	}
	return label.Close(rest[at:]) > 0
}

func endsInDigit(s string) bool { return s != "" && isDigit(s[len(s)-1]) }

// shortCodeAt reads an article without 条 below a heading that is under 10 or has its
// paragraph behind a point: 举证6, 新颖性 22.2.
func (f *finder) shortCodeAt() (refs []Ref, length int) {
	rest := f.text[f.at:f.end]
	n, at := number(rest)
	if at == 0 || n >= 1949 || label.Close(rest[at:]) > 0 && strings.ContainsRune("(（", lastRune(f.text[f.lineStart:f.at])) {
		return nil, 0 // 263抢劫(1)
	}
	p, before := statute.Provision{Article: statute.Number{Main: n}}, f.text[f.lineStart:f.at]
	if len(rest) > at+1 && rest[at] == '.' && isDigit(rest[at+1]) && rest[at+1] != '0' {
		if leadOf(before) == leadStart { // 12.2 of a contract
			return nil, 0
		}
		p.Paragraph = int(rest[at+1] - '0')
		at += len(".1")
	} else if k := within(rest[at:], 'Ⅰ', 'Ⅻ'); k > 0 && n < 10 {
		p.Paragraph = k // 解释一6Ⅰ
		return []Ref{{From: p}}, at + len("Ⅰ")
	} else if q, size := circledBehind(rest[at:], p, f.circles()); size > 0 && n < 10 && leadOf(before) != leadStart {
		return []Ref{{From: q}}, at + size // 独立担保 2②
	} else if n >= 10 && seriesEnding(before) == 0 && !answers(before) || leadOf(before) == leadStart ||
		strings.HasSuffix(strings.TrimRight(before, " "), "|") {
		return nil, 0
	}
	if !endsGlossed(rest[at:]) && (!answers(before) || strings.ContainsRune(counted, firstRune(rest[at:]))) {
		return nil, 0
	}
	return []Ref{{From: p}}, at
}

// marksParagraph reports whether a number at f.at has its paragraph in Roman numerals or
// in a circle, as numbers of articles have: 496Ⅱ, 496②.
func (f *finder) marksParagraph() bool {
	rest := f.text[f.at:f.end]
	n, size := number(rest)
	if size > 0 {
		_, sub := subAt(rest[size:])
		size += sub
	}
	if size > 0 && n >= 10 && strings.HasPrefix(rest[size:], "第") { // 260第三款
		if refs, length := provisionAt(rest[size:], false); length > 0 && highest(refs[0].From) == levelParagraph {
			return true
		}
	}
	return size > 0 && (within(rest[size:], 'Ⅰ', 'Ⅻ') > 0 || n >= 10 && within(rest[size:], '①', '⑳') > 0)
}
