package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// shortSelf are the words by which a text that is no law speaks of the law named before:
// 条例第七条 behind 《婚姻登记条例》.
var shortSelf = [...]string{"司法解释", "暂行条例", "实施条例", "实施细则", "实施办法", "条例", "办法", "规定", "解释", "细则", "规则", "意见", "纪要", "公约", "决定"}

// shortSelfEnding is the word of that kind in which s ends, which begins no longer name.
// "" where there is none.
func shortSelfEnding(s string) string {
	for _, w := range shortSelf {
		before, ok := strings.CutSuffix(s, w)
		if !ok {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(before); before == "" || !unicode.Is(unicode.Han, last) || beginsName(before) {
			return w
		}
		return ""
	}
	return ""
}

// beginsName reports whether a name may begin behind s: a word that names stop at stands
// there.
func beginsName(s string) bool {
	if strings.HasSuffix(s, "的") || strings.HasSuffix(s, "有") || strings.HasSuffix(s, "所") {
		return false // 有关规定, 其他的规定
	}
	return endsInStop(s) || beforeNames.longest(s) != "" || endsInVerb(s)
}

// beforeNames are further words that names stop at.
var beforeNames = newEndings([]string{"见", "看", "写", "背", "抄", "同时", "并"})

// longVerbs stand before the short name of a law and are no part of names.
var longVerbs = [...]string{"提出", "指出", "认为", "主张", "援引", "引用", "未达", "达到", "不属", "属于", "符合", "满足", "不符", "不合", "背离", "违背",
	"超出", "突破", "落入", "涉及", "结合", "对照", "比照", "参看", "规避", "抵触", "混淆", "忽略", "遗漏", "误用", "漏引", "至于", "关键看", "依旧", "仍按", "另按",
	"改用", "只看", "再看", "再加", "加上", "外加", "写成", "先看", "另见", "亦见", "并见", "又见", "还见", "可见"}

// endsInVerb reports whether s ends in one of them.
func endsInVerb(s string) bool { return longVerbEndings.longest(s) != "" }

var longVerbEndings = newEndings(longVerbs[:])

// softStops are characters before a name that no dictionary has, which may be part of
// names too.
var softStops = [...]string{"见", "参见", "详见", "被", "已为", "已被", "又", "而", "并", "则", "因", "依", "系", "即", "援引", "引用", "参考",
	"结合", "认为", "主张", "另有", "此外", "如"}

// verbs stand right before the short name of a law, and begin no name.
var verbs = [...]string{"看", "走", "引", "查", "翻", "套", "要", "可", "能", "应", "从", "到", "但", "但是", "对照", "对应", "比照",
	"参", "向", "先", "再", "就", "只", "还", "也", "写", "背", "抄", "搜", "找", "考", "错引", "少引"}

// endsBeforeShort reports whether the short name of a law may begin behind s.
func endsBeforeShort(s string) bool {
	if endsInStop(s) || endsInSoftStop(s) || endsInVerb(s) {
		return true
	}
	return verbEndings.longest(s) != ""
}

var verbEndings = newEndings(verbs[:])

var softEndings = newEndings(softStops[:])

func endsInSoftStop(s string) bool { return softEndings.longest(s) != "" }

// formerOrLatter is 前者 or 后者 in which s ends, "" for neither.
func formerOrLatter(s string) string {
	for _, w := range [...]string{former, latter} {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

// twoEnding is 前者 or 后者, or 前一个规定 and the like, in which s ends, and its length.
func twoEnding(s string) (word string, length int) {
	if w := formerOrLatter(s); w != "" {
		return w, len(w)
	}
	rest := strings.TrimSuffix(s, normWordEnding(s))
	if rest == s {
		return "", 0
	}
	for _, one := range [...]string{"一个", "一部", "一"} {
		bare, ok := strings.CutSuffix(rest, one)
		switch {
		case ok && strings.HasSuffix(bare, "前"):
			return former, len(s) - len(bare) + len("前")
		case ok && strings.HasSuffix(bare, "后"):
			return latter, len(s) - len(bare) + len("后")
		}
	}
	return "", 0
}

// former and latter name one of the two laws named last.
const former, latter = "前者", "后者"

// oneOfTwo is the law that 前者 or 后者 means before mention i; none where fewer than two
// were named.
func (r *resolver) oneOfTwo(word string, i int) law {
	var last law
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		w := r.meanings[j].law
		switch {
		case len(w.keys) != 1 || r.found.Mentions[j].Name.Kind == NoName:
		case !last.known():
			last = w
		case w.keys[0] != last.keys[0]:
			if word == former {
				return w
			}
			return last
		}
	}
	return law{}
}

// ofTwoProvisions is the law and article that 前者 or 后者 means before mention i, which
// names a paragraph: of the two articles cited last, or of the two laws where they were one.
func (r *resolver) ofTwoProvisions(word string, i int) (w law, article statute.Provision) {
	var last statute.Provision
	var lastLaw law
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		of := &r.meanings[j]
		if len(of.provisions) == 0 || len(of.law.keys) != 1 || formerOrLatter(r.found.Mentions[j].Name.Text) != "" {
			continue
		}
		at := of.last.AtArticle()
		switch {
		case !lastLaw.known():
			lastLaw, last = of.law, at
		case at != last || of.law.keys[0] != lastLaw.keys[0]:
			if word == former {
				return of.law, at
			}
			return lastLaw, last
		}
	}
	return law{}, statute.Provision{}
}

// abbreviated are the keys of the law that a name which nobody wrote down is short for, at
// the end of what was read as a name: 环评法, 但环评法. None where nothing tells.
func (r *resolver) abbreviated(name string) []string {
	keys, ok := r.short[name]
	if !ok {
		keys = r.abbreviatedAtEnd(name)
		if len(r.short) < maxFiled {
			r.short[name] = keys
		}
	}
	return keys
}

func (r *resolver) abbreviatedAtEnd(name string) []string {
	for at := range name {
		if key := r.lookup.LawAbbreviated(name[at:]); key != "" && (at == 0 || endsBeforeShort(name[:at])) {
			return []string{key}
		}
	}
	return nil
}

// likely is the one of several laws whose title speaks of a law that the document named,
// or all of them: 证据规定 behind 民事诉讼法 is 关于民事诉讼证据的若干规定.
func (r *resolver) likely(keys []string) []string {
	var of []string
	for _, k := range keys {
		for spoken := range r.spoken {
			if titles := statute.QuotedTitles(spoken); len(titles) == 1 {
				spoken = strings.TrimPrefix(titles[0], statute.Republic) // 民诉法解释
			}
			stem := strings.TrimSuffix(spoken, "法")
			if stem != spoken && utf8.RuneCountInString(stem) > 1 && strings.Contains(k, stem) {
				of = append(of, k)
				break
			}
		}
	}
	if of = slices.Compact(of); len(of) == 1 {
		return of
	}
	return keys
}

// instrumentOf are the keys of the instrument of a law named before that a word means:
// 《实施条例》 behind 《劳动合同法》. None where the laws named before have several or none.
func (r *resolver) instrumentOf(word string, i int) []string {
	if instrumentAt(word) != word {
		return nil
	}
	for _, key := range r.namedBefore(i) {
		name := key + word
		if strings.HasSuffix(bareKey(key), word) {
			return []string{key}
		}
		if word == "司法解释" {
			continue
		}
		for _, k := range r.lookup.LawsNamed(name, r.doc.Day) {
			if statute.NormName(k) == statute.NormName(name) {
				return []string{k}
			}
		}
	}
	return nil
}

// shortWord is 法 in which s ends, alone behind a mark, for the statute that the text speaks of: （法168条）; or a word for a
// draft: 草案第十四条. "" for neither.
func shortWord(s string) string {
	if before, ok := strings.CutSuffix(s, "法"); ok {
		if before == "" || strings.ContainsRune("（(，、；。：,; ", lastRune(before)) {
			return "法"
		}
		return ""
	}
	for _, w := range drafts {
		before, ok := strings.CutSuffix(s, w)
		if ok && (before == "" || !unicode.Is(unicode.Han, lastRune(before)) ||
			endsBeforeShort(before) && !strings.HasSuffix(before, "的")) {
			return w
		}
		if ok {
			return ""
		}
	}
	return ""
}

// isMinutes reports whether a name is that of minutes or a draft and says nothing of whose.
func isMinutes(name string) bool {
	for _, w := range [...]string{"修订草案", "修正草案", "会议纪要", "例会纪要", "监理例会纪要", "工地例会纪要", "项目会议纪要", "专题会纪要", "洽谈纪要",
		"会谈纪要", "座谈纪要", "周例会纪要", "现场会议纪要"} {
		if name == w {
			return true
		}
	}
	return false
}
