package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// nameFor is the name of the law before a provision, known or guessed; article
// says that the provision is one.
func (f *finder) nameFor(start int, article bool) Name {
	if n := f.takeName(start); n.Kind != NoName {
		return n
	}
	if n := f.numberInNote(start); n.Kind != NoName {
		return n
	}
	if n := f.crimeBefore(start); n.Kind != NoName && article {
		return n
	}
	before := f.text[f.lineStart:start]
	if n := seriesEnding(before); n > 0 && f.floor() <= start-n {
		span := statute.Span{Start: start - n, End: start}
		return Name{Kind: ByGuess, Text: span.Of(f.text), Span: span}
	}
	if bare, ok := strings.CutSuffix(before, "的"); ok && !f.inLaw { // 解释一的第二十九条
		if n := seriesEnding(bare); n > 0 && f.floor() <= start-n-len("的") {
			span := statute.Span{Start: start - n - len("的"), End: start}
			return Name{Kind: ByGuess, Text: bare[len(bare)-n:], Span: span}
		}
	}
	n := guessBefore(before, article)
	if article && !f.inLaw {
		if word := shortWord(before); word != "" && f.floor() <= start-len(word) {
			return Name{Kind: Same, Text: word, Span: statute.Span{Start: start - len(word), End: start}}
		}
		if word := shortPaper(before[len(before)-n:]); word != "" {
			_, size := collectiveBefore(before[:len(before)-len(word)])
			if (size > 0 || word == "指导意见" && !f.norm) && f.floor() <= start-len(word)-size {
				return Name{Kind: Same, Text: word, OfCourts: true, Span: statute.Span{Start: start - len(word) - size, End: start}}
			}
		}
		if name := f.nameOfNote(start); name.Kind != NoName {
			return name
		}
		word := shortSelfEnding(before)
		if word != "" && (n == 0 || n == len(word) || endsInVerb(before[:len(before)-len(word)])) && f.floor() <= start-len(word) {
			return Name{Kind: kindOfShort(word), Text: word, Span: statute.Span{Start: start - len(word), End: start}}
		}
	}
	if !f.inLaw {
		if length, word, version := otherText(before); length > 0 {
			return Name{Kind: Same, Text: word, Version: version, Span: statute.Span{Start: start - length, End: start}}
		}
		if word := instrumentEnding(before[len(before)-n:]); word != "" {
			return Name{Kind: ByTitle, Text: word, Span: statute.Span{Start: start - len(word), End: start}}
		}
	}
	if n == 0 && article {
		n = seriesGuess(before) // 专利解释二
	}
	if n == 0 || isContract(before) || isContract(strings.TrimSuffix(before, "草案")) || isHouseRule(before) ||
		!f.inLaw && (isEmployers(before) || localPaper.MatchString(before[max(0, len(before)-maxLocalPaper):])) {
		return Name{}
	}
	if w := normWordEnding(before); f.local != nil && f.local.longest(w) == len(w) {
		n = len(w) // 出现条例第四条, where the text defines 条例
	}
	span := statute.Span{Start: start - n, End: start}
	if last := f.before; last >= 0 && f.out.Mentions[last].Span.End > span.Start {
		known := f.out.Mentions[last]
		if known.Kind != KindLaw || known.Name.Kind != ByName || last != len(f.out.Mentions)-1 {
			return Name{}
		}
		if f.text[known.Span.End:start] == "规定" {
			return f.retract(last) // 公司法规定第十三条: a verb
		}
		f.retract(last) // 公司法解释（三）: a longer name begins with a known one
		span.Start = known.Span.Start
	}
	return Name{Kind: ByGuess, Text: span.Of(f.text), Span: span, Version: versionBefore(f.text[f.lineStart:span.Start]),
		Unsure: !f.inLaw && !f.norm && (strings.HasSuffix(before, "公告") || strings.HasSuffix(before, "方案") ||
			isMinutes(span.Of(f.text)))} // 招聘公告第二条
}

// shortPaper is the word for a kind of paper that the courts issue in which a guessed name ends, where nothing but a number
// or 的 stands before it; "" for other names.
func shortPaper(name string) string {
	for _, w := range [...]string{"指导意见", "意见", "司法解释", "解释", "规定", "纪要", "批复"} {
		if before, ok := strings.CutSuffix(name, w); ok {
			if before == "" || before == "年" || endsBeforeShort(before) {
				return w
			}
			return ""
		}
	}
	return ""
}

// numberInNote is the number of a document that stands alone in brackets between a word for its kind and a provision
// that begins at a place: 批复（法释〔2024〕11号）第一条.
func (f *finder) numberInNote(start int) Name {
	n := len(f.out.Mentions)
	if n == 0 {
		return Name{}
	}
	last := &f.out.Mentions[n-1]
	if last.Kind != KindLaw || last.Name.Kind != ByNumber || last.Span.End > start {
		return Name{}
	}
	if label.Close(f.text[last.Span.End:start]) != start-last.Span.End {
		return Name{}
	}
	before := f.text[f.lineStart:max(last.Span.Start, f.lineStart)]
	if open := openEnding(before); open == 0 || normWordEnding(before[:len(before)-open]) == "" {
		return Name{}
	}
	return last.Name
}

// nameOfNote is the name in brackets right before a provision, （民法典）第5条, or the one that
// a note in brackets completes: 司法解释（妨害信用卡管理）第5条.
func (f *finder) nameOfNote(start int) Name {
	before := f.text[f.lineStart:start]
	bare, ok := strings.CutSuffix(before, "）")
	open := strings.LastIndex(bare[max(0, len(bare)-maxNote):], "（")
	if !ok || open < 0 {
		return Name{}
	}
	open += max(0, len(bare)-maxNote)
	inner, outer := bare[open+len("（"):], bare[:open]
	span := statute.Span{Start: f.lineStart + open, End: start}
	if last := lastRune(outer); f.longestName(inner) == len(inner) && inner != "" && !unicode.Is(unicode.Han, last) {
		return Name{Kind: ByName, Text: inner, Span: span}
	}
	for _, w := range [...]string{"司法解释", "解释"} {
		if rest, ok := strings.CutSuffix(outer, w); ok && (rest == "" || endsBeforeShort(rest)) && noteEnding(before) == 0 &&
			strings.IndexFunc(inner, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) < 0 {
			span.Start -= len(w)
			if strings.HasSuffix(inner, "解释") { // 解释（某某解释）第三条
				w = ""
			}
			return Name{Kind: ByGuess, Text: inner + w, Span: span}
		}
	}
	return Name{}
}

// seriesGuess is the length of a name in which s ends that is one of a series by a number
// without brackets: 专利解释二.
func seriesGuess(s string) int {
	series, _, ok := cutSeriesNumber(s)
	if !ok || !strings.HasSuffix(series, "解释") && !strings.HasSuffix(series, "规定") || strings.HasSuffix(s, "）") {
		return 0
	}
	n := guessBefore(series, true)
	if n == 0 {
		return 0
	}
	return n + len(s) - len(series)
}

// otherText is the length of 旧法 or 新条例 in which s ends: the former or the present text
// of the law named before, with 是 and the like behind it. word is what kind of norm it is.
func otherText(s string) (length int, word, version string) {
	bare, year := s, ""
	if n := noteEnding(s); n > 0 { // 旧法（2017）
		if year = yearOf(s[len(s)-n:]); year != "" {
			bare = s[:len(s)-n]
		}
	}
	for _, w := range [...]string{"规定在", "对应", "放在", "是", "为", "在", "见", "的", "里", "中", "：", "→"} {
		if rest, ok := strings.CutSuffix(bare, w); ok {
			bare = rest
			break
		}
	}
	for _, w := range [...]string{"法", "条例", "解释", "办法", "细则", "规定", "意见"} {
		rest, ok := strings.CutSuffix(bare, w)
		if !ok {
			continue
		}
		if before, ok := yearEnding(rest); ok { // 2006年法
			return len(s) - len(before), w, rest[len(before):][:4]
		}
		for _, age := range ages {
			if before, ok := strings.CutSuffix(rest, age.word); ok {
				if last, size := utf8.DecodeLastRuneInString(before); size > 0 && strings.ContainsRune(age.not, last) {
					return 0, "", ""
				}
				if year != "" {
					return len(s) - len(before), w, year
				}
				return len(s) - len(before), w, age.version
			}
		}
	}
	return 0, "", ""
}

// yearEnding takes 2006年, 2006年的 or 2006年版 off the end of s.
func yearEnding(s string) (before string, ok bool) {
	bare := strings.TrimSuffix(strings.TrimSuffix(s, "的"), "版")
	bare, ok = strings.CutSuffix(bare, "年")
	at := len(bare) - len("2006")
	if !ok || at < 0 || !isYear(bare[at:]) || at > 0 && (isDigit(bare[at-1]) || strings.ContainsRune("-—–至〔（(", lastRune(bare[:at]))) {
		return s, false
	}
	return bare[:at], true
}

// ages are the words before 法 that tell its texts apart, with the characters before them
// that make other words of them: 养老法, 草原法.
var ages = [...]struct{ word, not, version string }{
	{"旧", "", Former}, {"老", "养敬", Former}, {"原", "草平高还", Former}, {"修订前的", "", Former}, {"修正前的", "", Former}, {"修法前的", "", Former},
	{"新", "创革更翻出", present}, {"现行", "", present},
}

// kindOfShort is how a short name names its law: 实施条例 as if it stood in 《》.
func kindOfShort(word string) NameKind {
	if instrumentAt(word) != "" && word != "司法解释" {
		return ByTitle
	}
	return Same
}

// instrumentEnding is the 实施条例 or the like that a guessed name is, behind no more than
// a word that does not belong to it. "" where it is none.
func instrumentEnding(name string) string {
	for _, w := range instruments {
		if before, ok := strings.CutSuffix(name, w); ok && (before == "" || endsBeforeShort(before)) {
			return w
		}
	}
	return ""
}

// present is the version of a law of which the new text is meant.
const present = "present"

// retract takes the mention of a law back that belongs to a provision, and
// returns the name.
func (f *finder) retract(mention int) Name {
	m := f.out.Mentions[mention]
	f.before = m.Before
	f.out.Mentions = f.out.Mentions[:mention]
	f.named = -1
	return m.Name
}

// guessBefore reads a name that no dictionary has and that ends where a
// provision begins: 合同法第五十二条, 某某管理办法第三条, 破产法解释（三）第十条. Words
// that are as often plain ones (通知第二项) count only before an article. It
// returns the length of the name in bytes.
func guessBefore(s string, article bool) int {
	bare := s[:len(s)-noteEnding(s)]
	ends := normWordEnding(bare)
	least := 1
	switch ends {
	case "":
		return 0
	case "决定", "意见", "通知", "命令", "公告", "答复", "解答", "方案", "标准", "规范":
		if least = 2; !article {
			return 0
		}
	case "规定", "解释", "规则", "安排", newRules:
		least = 2
	}
	at, count := len(bare)-len(ends), 0
	for count < maxGuess {
		r, size := utf8.DecodeLastRuneInString(bare[:at])
		if country := foreignBefore(bare[:at]); country != "" {
			at -= len(country) // 日本 is no 日 before 本
			count += 2
			break
		}
		if size == 0 || !unicode.Is(unicode.Han, r) || endsInStop(bare[:at]) {
			break
		}
		at -= size
		count++
	}
	if count < least || ends == "法" && count == 1 && slices.Contains(noLaws[:], bare[at:]) {
		return 0
	}
	for _, w := range [...]string{"整套", "一套", "这套", "那套", "全套", "两套", "几个", "这些", "那些", "这个", "那个"} {
		if strings.HasSuffix(bare[:len(bare)-len(ends)], w) {
			return 0 // 一裁终局整套规则
		}
	}
	if ends == "意见" && slices.Contains(opinions[:], strings.TrimSuffix(bare[at:], ends)) {
		return 0
	}
	for _, w := range plainly {
		if least > 1 && (bare[at:] == w+ends || slices.Contains(vaguely[:], w) && strings.HasSuffix(bare, w+ends)) {
			return 0
		}
	}
	return len(s) - at
}

// noteEnding is the length of a note in brackets that belongs to a name and
// ends where s ends: （三）, （试行）, (2015年修订).
func noteEnding(s string) int {
	if !strings.HasSuffix(s, "）") && !strings.HasSuffix(s, ")") {
		return 0
	}
	near := s[max(0, len(s)-maxNameNote):]
	open := max(strings.LastIndex(near, "（"), strings.LastIndex(near, "("))
	if open < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(near[open:])
	_, shut := utf8.DecodeLastRuneInString(near)
	inner := near[open+size : len(near)-shut]
	if n, length := cnnum.Prefix(inner); length == len(inner) && n > 0 {
		return len(near) - open
	}
	switch inner {
	case "试行", "暂行", "草案":
		return len(near) - open
	}
	if yearOf(near[open:]) != "" {
		return len(near) - open
	}
	return 0
}

// maxNameNote bounds a note in brackets that belongs to a name, in bytes.
const maxNameNote = 40

// stops end a name without 《》 to the left.
var stops = [...]string{"依照", "依据", "根据", "按照", "违反", "适用", "执行", "参照", "遵照", "符合", "触犯", "援引", "以及", "或者", "关于", "属于", "构成",
	"及", "和", "与", "或", "由", "的", "了", "是", "为", "在", "对", "将", "经", "按", "有", "据", "照", "以", "其", "该", "本", "除", "把", "至", "所", "违", "用"}

// maxGuess bounds a name without 《》, in characters.
const maxGuess = 30

// plainly are words before 规定 and the like that make no name of it.
var plainly = [...]string{"相关", "其他", "上列", "下列", "现行", "法律", "法规", "特别", "一般", "具体", "原有", "此项", "同样", "配套", "有关"}

// vaguely are those of them that make no name either with words before them: 国务院配套规定.
var vaguely = [...]string{"相关", "有关", "其他", "上列", "下列", "现行", "配套", "此项"}

// noLaws are words that end as names of laws do: 执法第12条.
var noLaws = [...]string{"执法", "立法", "司法", "守法", "普法", "违法", "合法", "非法", "说法", "做法", "看法", "想法", "用法", "写法", "依法", "枉法", "释法", "算法",
	"书法", "疗法", "语法", "手法", "新法", "旧法", "讲法", "提法", "记法", "打法", "玩法", "学法", "修法"}

// opinions are words before 意见 that make no paper of it: 听取意见第173条.
var opinions = [...]string{"听取", "征求", "征集", "提出", "发表", "量刑", "处理", "审查", "书面", "不同", "反馈", "采纳", "修改", "辩护", "代理",
	"陈述", "出具", "对方", "各方", "多数", "少数", "裁判", "合议", "表达", "公诉", "主流", "反对", "初步", "一致"}

var stopEndings = newEndings(stops[:])

func endsInStop(s string) bool { return stopEndings.longest(s) != "" }
