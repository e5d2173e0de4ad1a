package citation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// measured are words behind 第N条 where 条 counts things: 第二条路.
var measured = [...]string{"路", "街", "河", "线", "船", "道路", "道理", "生产线", "铁路", "公路", "航线", "消息", "信息", "短信", "微博", "意见", "建议", "理由", "措施",
	"战线", "赛道", "曲线", "主线", "防线", "航道", "通道", "高铁", "地铁", "热搜", "新闻", "评论", "弹幕", "视频", "语音", "产业链", "供应链",
	"经验", "跑道", "隧道", "管道", "腿", "鱼", "裤", "朋友圈"}

func isMeasured(refs []Ref, before, after string) bool {
	if len(refs) > 1 || deepest(refs[0].From) != levelArticle || refs[0].From.Article.Main > 20 {
		return false
	}
	for _, w := range measured {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return strings.HasPrefix(after, "就是") && strings.HasSuffix(before, "其中") // “六大行动”，其中第一条就是
}

// inLecture reports whether s ends in a word for going on in a course or a book.
func inLecture(s string) bool {
	for _, w := range [...]string{"讲", "学", "学习", "复习", "进入", "跳过", "预习", "上到", "讲到", "看完", "读完"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// isAdvice reports whether 条 counts what a text tells its readers: 记住第一条：….
func isAdvice(refs []Ref, before, after string) bool {
	if len(refs) > 1 || deepest(refs[0].From) != levelArticle || refs[0].From.Article.Main > 20 || label.Colon(after) == 0 {
		return false
	}
	for _, w := range [...]string{"之谈，", "之谈：", "记住", "牢记", "记牢", "原则", "提醒", "建议", "经验", "忠告", "心得"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// provision reads the provisions at a place, after a relative word where there
// is one, and the list that they begin. It adds a mention for each article.
func (f *finder) provision(start int, base Base, at int) bool {
	var refs []Ref
	rest := f.text[at:f.end]
	if base.Kind == NoBase {
		var n int
		if refs, n = provisionAt(rest, true); n == 0 {
			return false
		}
		at += n
		before, after := f.text[f.lineStart:start], f.text[at:f.end]
		if (isMeasured(refs, before, after) || isAdvice(refs, before, after)) && f.name.Span.End != start {
			return false
		}
	} else {
		gap := connectorAt(rest)
		elided := gap == 0 && rest != "" && (bracketed(rest) || isDigit(rest[0]) || base.Kind == That && !f.inLaw) // 前款（一）项, 同条3款
		if found, n := provisionAt(rest[gap:], elided); n > 0 && highest(found[0].From) > base.Level {
			refs = found
			at += gap + n
		} else if base.Kind == That {
			at += f.bracketItems(rest, &refs)
		}
	}
	if len(refs) > 0 && highest(refs[0].From) <= levelSection &&
		(strings.HasPrefix(f.text[at:f.end], "《") || strings.HasSuffix(f.text[f.lineStart:start], "法例")) {
		return false // 香港法例第290章《领养条例》
	}
	if base.Kind == NoBase && highest(refs[0].From) > levelArticle &&
		rowOfTable.MatchString(f.text[max(f.lineStart, start-maxLabel):start]) {
		f.at = at
		return true // 附表所列第三项
	}
	if base.Kind == NoBase && !f.inLaw && f.before < 0 && deepest(refs[0].From) <= levelSection && highest(refs[0].From) > levelPart &&
		inLecture(f.text[f.lineStart:start]) {
		return false // 下一节我们讲第四节
	}
	if base.Kind == NoBase && (f.titled(start, at, refs) || highest(refs[0].From) <= levelSection &&
		strings.HasSuffix(f.text[f.lineStart:start], "部分")) { // 审查指南第二部分第四章
		return false
	}
	m := Mention{Kind: KindProvision, Base: base, Refs: refs}
	if base.Kind == That && base.Level == levelArticle && f.name.Kind == Same && f.name.Span.End == start {
		m.Name = f.takeName(start) // 上述司法解释同条第二款
	}
	if base.Kind == NoBase || base.Kind == Prior && base.Level == levelArticle {
		m.Name = f.nameFor(start, len(refs) > 0 && highest(refs[0].From) == levelArticle)
		if w, n := twoEnding(f.text[f.lineStart:start]); n > len(w) && m.Name.Kind == ByGuess || n > 0 && m.Name.Kind == NoName {
			m.Name = Name{Kind: Same, Text: w, Span: statute.Span{Start: start - n, End: start}}
		}
	}
	if len(refs) > 0 && highest(refs[0].From) <= levelSection && base.Kind == NoBase && m.Name.Part == "" {
		for _, w := range [...]string{"分则", "总则"} { // 刑法只考分则第五章
			if strings.HasSuffix(f.text[f.floor():start], w) {
				refs[0].From.Named = w
				start -= len(w)
			}
		}
	}
	if m.Name.Part == "分则" || m.Name.Part == "总则" { // part of what is cited
		start = m.Name.Span.End + strings.Index(f.text[m.Name.Span.End:start], m.Name.Part)
	}
	m.Linked = base.Kind == NoBase && m.Name.Kind == NoName && f.listGoesOn(start)
	m.IsLabel = base.Kind == NoBase && m.Name.Kind == NoName && !m.Linked && f.isLabel(start, at, refs)
	m.OfContract = m.Name.NoLaw
	if m.Name.Kind == NoName && base.Kind == NoBase && !m.IsLabel {
		before := f.text[f.lineStart:start]
		m.OfContract = isContract(before) || f.ofRecord(start) || !f.inLaw && (isPaper(before) || f.ofAcronym(start) ||
			speaksOfTerms(f.text[at:f.end], firstOf(refs).Article.Main))
	}
	if len(refs) > 0 {
		if b, n := leadingAt(f.text[at:f.end], deepest(refs[len(refs)-1].From)); n > 0 {
			at += n
			last := &m.Refs[len(m.Refs)-1]
			last.From = b.Level.set(last.From, statute.Number{Main: 1})
			last.To = b.Level.set(statute.Provision{}, statute.Number{Main: b.Count})
		}
	} else if base.Kind == NoBase {
		return false
	}
	for _, other := range m.Name.Others {
		also := m
		also.Name.Text, also.Span = other, statute.Span{Start: start, End: at}
		f.add(also)
	}
	f.list(m, start, at)
	return true
}

// rowOfTable ends what stands before the number of a row of a table or list beside the articles.
var rowOfTable = regexp.MustCompile(`(?:附表|附件|附录|目录|名录|清单|税率表|一览表)[一二三四五六七八九十0-9]{0,2}(?:(?:所列|列明|列出|载明|中|内|里)的?|的)?$`)

// bracketItems reads （四） or （一）至（四） behind 同条 and 同款, where it is no beginning of a clause.
func (f *finder) bracketItems(s string, refs *[]Ref) int {
	k, at := itemAt(s)
	if k == 0 || !bracketed(s) {
		return 0
	}
	ref := Ref{From: statute.Provision{Item: k}}
	if dash := dashAt(s[at:]); dash > 0 && bracketed(s[at+dash:]) {
		if to, size := itemAt(s[at+dash:]); to > k {
			ref.To = statute.Provision{Item: to}
			at += dash + size
		}
	}
	if unicode.Is(unicode.Han, firstRune(s[at:])) {
		return 0
	}
	*refs = []Ref{ref}
	return at
}

// maxHeading bounds the title of a chapter, in bytes.
const maxHeading = 90

// titled reports whether 第三章 is the heading of a chapter that runs into a line
// behind the end of a sentence: …检查。第三章 鉴定.
func (f *finder) titled(start, end int, refs []Ref) bool {
	if highest(refs[0].From) > levelSection || !strings.HasSuffix(strings.TrimRight(f.text[f.lineStart:start], " \u3000"), "。") {
		return false
	}
	rest := f.text[end:f.end]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return rest != "" && len(rest) <= maxHeading && !strings.ContainsAny(rest, "。；，：")
}

// isLabel reports whether a provision is the label of an article and no citation:
// at the start of a line outside the articles of the law that the text itself
// is, or run into a line behind the end of a sentence.
func (f *finder) isLabel(start, end int, refs []Ref) bool {
	if len(refs) != 1 || refs[0].To != (statute.Provision{}) || deepest(refs[0].From) != levelArticle {
		return false
	}
	if after := f.text[end:f.end]; spacesAt(after) == 0 && !strings.HasPrefix(after, "\n") {
		return false
	}
	before := f.text[f.lineStart:start]
	if f.quote >= 0 && (before == "" || strings.HasSuffix(before, "“")) {
		return true
	}
	if before == "" {
		return !f.inArticle || start == f.from && refs[0].From.Article == f.article // given with its own label
	}
	trimmed := strings.TrimRight(before, " \u3000")
	return trimmed != before && strings.HasSuffix(trimmed, "。")
}

// list adds m, which spans start to at, and what goes on behind it as a list.
func (f *finder) list(m Mention, start, at int) {
	m.Span = statute.Span{Start: start, End: at}
	first := len(f.out.Mentions)
	for !m.IsLabel {
		sep := listAt(f.text[at:f.end])
		if sep == 0 && !bracketed(f.text[at:f.end]) { // 第（一）项（二）项
			break
		}
		refs, n := provisionAt(f.text[at+sep:f.end], true)
		if sep == 0 && (n == 0 || highest(refs[0].From) < levelItem) {
			break
		}
		if n == 0 {
			if refs, n = numberOnlyAt(f.text[at+sep : f.end]); n == 0 {
				break
			}
		}
		next := at + sep + n
		if top := highest(refs[0].From); top > levelArticle {
			m.Refs = append(m.Refs, refs...)
			m.Span.End = next
		} else {
			f.add(m)
			m = Mention{Kind: KindProvision, Span: statute.Span{Start: at + sep, End: next}, Refs: refs, Linked: true,
				OfContract: m.OfContract}
		}
		at = next
	}
	f.add(m)
	f.at = at
	f.nameInBrackets(first)
}

// furtherItem reads an item in brackets behind another or behind its article, with a word on
// what each says between them: 51条1款（1）航海过失、（2）火灾; 67条（（一）项释宪、（四）项释法）;
// 47（一）（二）.
func (f *finder) furtherItem() bool {
	last := len(f.out.Mentions) - 1
	if f.inLaw || last < 0 {
		return false
	}
	m := &f.out.Mentions[last]
	if f.before != last && (m.Span.End > f.at || label.Close(f.text[m.Span.End:f.at]) == 0) { // （278条1款），其中（六）项
		return false
	}
	n, size := itemAt(f.text[f.at:f.end])
	if n == 0 || m.Kind != KindProvision || m.LineStart != f.lineStart || len(m.Refs) == 0 || m.Span.End > f.at ||
		f.at-m.Span.End > maxNameNote {
		return false
	}
	of := &m.Refs[len(m.Refs)-1]
	between := f.text[m.Span.End:f.at]
	after := f.text[f.at+size : f.end]
	word := strings.HasPrefix(after, "项") || strings.HasSuffix(f.text[m.Span.End:f.at], "其中") && endsItems(after)
	itemBefore := deepest(of.From) == levelItem && of.From.Item < n || of.Loose && of.From.Paragraph < n
	switch {
	case of.To != (statute.Provision{}):
		return false
	case between == "（" || between == "(":
		if !word {
			return false
		}
	case word && deepest(of.From) <= levelParagraph && strings.HasSuffix(between, "其中"):
	case !itemBefore || between != "" && glossAt(between) != len(between) && listAt(between) != len(between) && !f.isGloss(between, m):
		return false
	}
	if strings.HasPrefix(after, "项") {
		size += len("项")
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + size}, Linked: true, OfContract: m.OfContract,
		Plain: m.Plain, BelowHeading: m.BelowHeading, Refs: []Ref{{From: statute.Provision{Item: n}}}})
	f.at += size
	return true
}

// endsItems reports whether items in brackets with 项 behind the last stand at the start of s: （七）（八）项.
func endsItems(s string) bool {
	for at := 0; ; {
		n, size := itemAt(s[at:])
		if n == 0 || !bracketed(s[at:]) {
			return at > 0 && strings.HasPrefix(s[at:], "项")
		}
		at += size
		at += joinAt(s[at:])
	}
}

// isGloss reports whether only a word on the item before stands between two items in digits:
// 34(1)不动产(2)港口.
func (f *finder) isGloss(between string, m *Mention) bool {
	if utf8.RuneCountInString(between) > maxGloss || !strings.HasSuffix(m.Span.Of(f.text), ")") {
		return false
	}
	return strings.IndexFunc(between, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) < 0
}

// ofAcronym reports whether letters that are the name of no law known here, or a number
// that is read as none, stand right before a provision: GDPR第33条, SPA第5条.
func (f *finder) ofAcronym(start int) bool {
	before := f.text[f.lineStart:start]
	if before == "" || f.name.Span.End == start {
		return false
	}
	if isLetter(before[len(before)-1]) || strings.HasSuffix(before, "号") {
		return true
	}
	bare := strings.TrimRight(before, "，,、 的")
	word := strings.TrimRight(bare[max(0, len(bare)-maxAcronym):], "0123456789 -./")
	if i := strings.LastIndexByte(word, '/'); i > 0 && len(word)-i <= len("/T") {
		word = word[:i] // GB/T 19001
	}
	n := len(word)
	return n > 1 && isUpper(word[n-1]) && isUpper(word[n-2]) && f.floor() <= start-len(before)+len(bare)-len("AB")
}

// maxAcronym bounds an acronym with a number, in bytes: URDG 758.
const maxAcronym = 12

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// ofRecord reports whether a provision stands right behind the number of a case or a
// record: （2018）江01民初56号第三条.
func (f *finder) ofRecord(start int) bool {
	n := len(f.out.Mentions)
	if n == 0 {
		return false
	}
	last := &f.out.Mentions[n-1]
	return last.Span.End == start && (last.Kind == KindCase || last.Kind == KindLaw && last.OfContract)
}

// maxBreak bounds what may stand between two members of a list at the end of a line,
// in bytes.
const maxBreak = 24

// listGoesOn reports whether a list goes on at a place in the next line: 第三条、⏎第四条.
func (f *finder) listGoesOn(at int) bool {
	n := len(f.out.Mentions)
	if n == 0 || f.before != n-1 || f.out.Mentions[n-1].Kind != KindProvision {
		return false
	}
	between := f.text[min(f.out.Mentions[n-1].Span.End, at):at]
	if len(between) > maxBreak || !strings.Contains(between, "\n") {
		return false
	}
	between = strings.Join(strings.Fields(between), "")
	if between == "" { // ⏎、第四条
		rest := f.text[at:min(at+maxBreak, f.end)]
		sep := joinAt(rest)
		return sep > 0 && strings.HasPrefix(rest[sep:], "第")
	}
	return listAt(between) == len(between)
}

// joined reports whether only words of a list stand between the last mention
// of the sentence and a place.
func (f *finder) joined(at int) bool {
	if f.before < 0 {
		return false
	}
	between := f.text[f.out.Mentions[f.before].Span.End:at]
	return between != "" && listAt(between) == len(between)
}
