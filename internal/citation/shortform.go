package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// shortSelf are the words by which a text that is no law speaks of the law named before:
// 条例第七条 behind 《婚姻登记条例》.
var shortSelf = [...]string{"司法解释", "实施条例", "实施细则", "实施办法", "条例", "办法", "规定", "解释", "细则", "规则", "意见", "纪要", "公约", "决定"}

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
	return endsInStop(s) || strings.HasSuffix(s, "见") || strings.HasSuffix(s, "看") ||
		strings.HasSuffix(s, "同时") || strings.HasSuffix(s, "并") || endsInVerb(s)
}

// longVerbs stand before the short name of a law and are no part of names.
var longVerbs = [...]string{"提出", "指出", "认为", "主张", "援引", "引用", "未达", "达到", "不属", "属于", "符合", "满足", "不符", "不合", "背离", "违背",
	"超出", "突破", "落入", "涉及", "结合", "对照", "比照", "参看", "规避", "抵触", "混淆", "忽略", "遗漏", "误用", "漏引", "至于", "关键看", "依旧", "仍按", "另按",
	"改用", "只看", "再看", "先看"}

// endsInVerb reports whether s ends in one of them.
func endsInVerb(s string) bool { return longVerbEndings.longest(s) != "" }

var longVerbEndings = newEndings(longVerbs[:])

// seriesEnding is the length of 解释（二）, 解释二 or 司法解释（一） in which s ends: one of
// a series of interpretations, whose law stands elsewhere. It is 0 where it is the end
// of a longer name.
func seriesEnding(s string) int {
	before, _, ok := cutSeriesNumber(s)
	if !ok {
		return 0
	}
	for _, w := range [...]string{"司法解释", "解释"} {
		rest, ok := strings.CutSuffix(before, w)
		if !ok {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(rest)
		if rest == "" || !unicode.Is(unicode.Han, last) || endsBeforeShort(rest) {
			return len(s) - len(rest)
		}
		return 0
	}
	return 0
}

// cutSeriesNumber takes （二）, (二), 二 or 2 off the end of a name.
func cutSeriesNumber(s string) (before string, number int, ok bool) {
	bare := strings.TrimSuffix(strings.TrimSuffix(s, "）"), ")")
	at := len(bare)
	for range maxSeriesDigits {
		r, size := utf8.DecodeLastRuneInString(bare[:at])
		if !strings.ContainsRune("一二三四五六七八九十0123456789", r) || size == 0 {
			break
		}
		at -= size
	}
	number, size := cnnum.Prefix(bare[at:])
	if size == 0 || size != len(bare)-at || number == 0 {
		return s, 0, false
	}
	before = bare[:at]
	if bare != s {
		if open := openEnding(before); open > 0 {
			return before[:len(before)-open], number, true
		}
		return s, 0, false
	}
	return strings.TrimSuffix(before, "之"), number, true
}

// maxSeriesDigits bounds the number of an interpretation in a series, in characters.
const maxSeriesDigits = 3

// openEnding is the length of an opening bracket at the end of s.
func openEnding(s string) int {
	for _, w := range [...]string{"（", "("} {
		if strings.HasSuffix(s, w) {
			return len(w)
		}
	}
	return 0
}

// softStops are characters before a name that no dictionary has, which may be part of
// names too.
var softStops = [...]string{"见", "参见", "详见", "被", "已为", "已被", "又", "而", "并", "则", "因", "依", "系", "即", "援引", "引用",
	"结合", "认为", "主张", "另有", "此外", "如"}

// verbs stand right before the short name of a law, and begin no name.
var verbs = [...]string{"看", "走", "引", "查", "翻", "套", "要", "可", "能", "应", "从", "到", "但", "但是", "对照", "对应", "比照",
	"参", "向", "先", "再", "就", "只", "还", "也"}

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

// maxSibling bounds the number of one of a series in brackets, in bytes, and
// maxSiblingGap what stands between it and the last provision before.
const (
	maxSibling    = 24
	maxSiblingGap = 180
)

// siblingAt reads （三） or 《（三）》 at the start of s, where an article follows: one of the
// series of which another was named before. marks is the length without what follows.
func siblingAt(s string) (suffix string, marks int) {
	rest, titled := strings.CutPrefix(s, "《")
	n, size := itemAt(rest)
	if size == 0 || n > maxSeries || !bracketed(rest) || numeralLength(rest, size) == 0 {
		return "", 0
	}
	marks = len(s) - len(rest) + size
	if titled {
		if !strings.HasPrefix(s[marks:], "》") {
			return "", 0
		}
		marks += len("》")
	}
	return "（" + cnnum.Format(n) + "）", marks
}

// maxSeries is the highest number of one of a series.
const maxSeries = 30

// sibling reads （三） of 公司法解释（二）第18条、（三）第13条 as the name that it is short for.
func (f *finder) sibling() bool {
	last := len(f.out.Mentions) - 1
	suffix, size := siblingAt(f.text[f.at:min(f.end, f.at+maxSibling+maxNameNote)])
	if last < 0 || size == 0 {
		return false
	}
	whole := f.named == last && f.name.Kind != NoName // 解释（一）（二）第3条
	behind := f.text[f.at+size : f.end]
	if _, more := siblingAt(behind[joinAt(behind):min(len(behind), maxSibling+maxNameNote)]); more == 0 || !whole {
		if refs, n := provisionAt(behind[spacesAt(behind):], true); n == 0 || highest(refs[0].From) != levelArticle {
			return f.seriesAlone(last, suffix, size)
		}
	}
	of := f.seriesBefore(last)
	before, number, _ := cutSeriesNumber(of.Text)
	name := Name{Kind: of.Kind, Text: before + suffix, Span: statute.Span{Start: f.at, End: f.at + size}, Version: of.Version}
	if of.Kind == NoName || suffix == "（"+cnnum.Format(number)+"）" || !f.isOfSeries(before, name.Text) {
		return false
	}
	if whole {
		name.Others = append(slices.Clip(of.Others), of.Text)
		f.retract(last)
	}
	f.setName(name, -1)
	if whole {
		f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	}
	f.at += size
	return true
}

// seriesBefore is the name of the law of mention last, where it is one of a series and
// what stands between belongs to its sentence.
func (f *finder) seriesBefore(last int) Name {
	for n := 0; last >= 0 && n < maxContainers; last, n = last-1, n+1 {
		m := &f.out.Mentions[last]
		between := f.text[min(m.Span.End, f.at):f.at]
		if m.LineStart != f.lineStart || len(between) > maxSiblingGap || strings.Contains(between, "。") || strings.HasSuffix(between, "：") {
			return Name{}
		}
		if m.Name.Kind == NoName {
			continue
		}
		if m.Name.Kind == ByTitle || m.Name.Kind == ByName || m.Name.Kind == ByGuess {
			if _, _, ok := cutSeriesNumber(m.Name.Text); ok {
				return m.Name
			}
		}
		return Name{}
	}
	return Name{}
}

// isOfSeries reports whether a name made of what a series is called and a number is one:
// a known name, or 解释（三） whose law stands elsewhere.
func (f *finder) isOfSeries(series, name string) bool {
	return series == "解释" || series == "司法解释" || f.longestName(name) == len(name)
}

// series are the keys that 解释（二） means: of the interpretations named before, the
// series to which the last belongs, else that of the law named last. None where
// nothing tells.
func (r *resolver) series(name string, i int) []string {
	word, number, ok := cutSeriesNumber(name)
	if !ok || word != "解释" && word != "司法解释" {
		return nil
	}
	suffix := "（" + cnnum.Format(number) + "）"
	for _, key := range r.namedBefore(i) {
		for _, full := range [...]string{bareKey(key) + suffix, key + "解释" + suffix} {
			if !strings.Contains(full, "解释") && !strings.Contains(full, "规定") || full == key {
				continue
			}
			if keys := r.lookup.LawsNamed(full, r.doc.Day); len(keys) == 1 {
				return keys
			}
		}
		if keys := r.seriesOfStem(key, suffix); len(keys) == 1 {
			return keys
		}
		if key == word+suffix {
			continue
		}
		if strings.HasSuffix(bareKey(key), "解释") || strings.HasSuffix(bareKey(key), "规定") {
			if bareKey(key)+suffix == key {
				return []string{key}
			}
		}
	}
	return nil
}

// leastStem is the length of what names of a statute and of its interpretations have in common, in
// characters.
const leastStem = 4

// seriesOfStem are the keys of an interpretation that is called by the beginning of a statute's name:
// 解释一 behind 劳动争议调解仲裁法.
func (r *resolver) seriesOfStem(key, suffix string) []string {
	if !strings.HasSuffix(key, "法") {
		return nil
	}
	count := 0
	for at := range key {
		if count++; count <= leastStem {
			continue
		}
		for _, w := range [...]string{"解释", "司法解释"} {
			if keys := r.lookup.LawsNamed(key[:at]+w+suffix, r.doc.Day); len(keys) == 1 {
				return keys
			}
		}
	}
	return nil
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
