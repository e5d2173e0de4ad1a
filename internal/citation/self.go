package citation

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// notSelf are characters before 本 that make another word of it: 基本法.
const notSelf = "基根资成版文日样范剧课脚标正副抄印刻译底母亏股账血书读原"

// selfOrSame reads 本法 and 该法.
func (f *finder) selfOrSame() bool {
	rest, before := f.text[f.at:f.end], f.text[f.lineStart:f.at]
	last, _ := utf8.DecodeLastRuneInString(before)
	if n := selfAt(rest); n > 0 && !strings.ContainsRune(notSelf, last) {
		f.speak(Own, rest[:n], n)
		return true
	}
	if note, n := noteAt(rest); note != 0 && last != '合' {
		f.setName(Name{Kind: Same, Note: note, Span: statute.Span{Start: f.at, End: f.at + n}}, -1)
		f.at += n
		return true
	}
	if after, ok := strings.CutPrefix(rest, "同上"); ok { // 同上，第22条
		bare := strings.TrimLeft(after, "，, 注")
		if refs, n := provisionAt(bare, false); n > 0 && highest(refs[0].From) == levelArticle {
			f.speak(Same, "", len(rest)-len(bare))
			return true
		} else if n > 0 && highest(refs[0].From) > levelArticle && f.provisionSame(refs[0].From, len(rest)-len(bare)) { // 同上第3项
			return true
		}
	}
	if word, n := sameAt(rest); n > 0 && !strings.ContainsRune("应合不共相如", last) {
		f.speak(Same, word, n)
		return true
	}
	return false
}

// speak takes a word of n bytes that names a law by where it stands, with the
// instrument behind it.
func (f *finder) speak(kind NameKind, word string, n int) {
	instrument := instrumentAt(f.text[f.at+n : f.end])
	if instrument == "" && strings.HasPrefix(f.text[f.at+n:f.end], "解释第") { // 该法解释第四条
		instrument = "解释"
	}
	n += len(instrument)
	f.setName(Name{Kind: kind, Text: word, Instrument: instrument, Span: statute.Span{Start: f.at, End: f.at + n}}, -1)
	f.at += n
}

// derived reads 其实施细则: that of the law named before.
func (f *finder) derived() bool {
	n := len("其")
	if instrumentAt(f.text[f.at+n:f.end]) == "" {
		return false
	}
	f.speak(Same, "", n)
	return true
}

// notRelative are characters before 前, 上, 同 and 该 that make other words of
// them: 目前, 以上, 合同, 应该.
var notRelative = map[rune]string{'前': "目提空眼面", '上': "以网线路海水之", '同': "合不共相如等", '该': "应", '本': notSelf, '此': "因如据就从在为至彼由于", '这': ""}

// relative reads 本条, 前款, 该项 and the levels behind them.
func (f *finder) relative() bool {
	rest := f.text[f.at:f.end]
	b, n := relativeAt(rest)
	if n == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(f.text[f.lineStart:f.at])
	if strings.ContainsRune(notRelative[first], last) && !strings.HasSuffix(f.text[f.lineStart:f.at], "符合") { // 不符合同款第二项
		return false
	}
	after := rest[n:]
	if first == '此' || first == '这' || strings.HasPrefix(rest, "同一") { // 此条第三款, but not 这条
		refs, _ := provisionAt(after[connectorAt(after):], true)
		if b.Level != levelArticle || f.inLaw || len(refs) == 0 || highest(refs[0].From) <= levelArticle {
			return false
		}
	}
	switch {
	case b.Kind == This && b.Level <= levelSection:
		refs, _ := provisionAt(after, false)
		if locates := len(refs) > 0 && highest(refs[0].From) == levelArticle || strings.HasPrefix(after, "各该条") ||
			strings.HasPrefix(after, "各条"); locates {
			f.setName(Name{Kind: Own, Text: rest[:n], Span: statute.Span{Start: f.at, End: f.at + n}}, -1)
			f.at += n
			return true
		}
	case (b.Kind == That || b.Kind == This && b.Level == levelItem) && b.Level != levelArticle:
		if !speaksOfRule(after) {
			return false
		}
	case b.Kind == Prior && strings.HasPrefix(rest, "上") && b.Level == levelItem:
		return false
	}
	return f.provision(f.at, b, f.at+n)
}

// speaksOfRule reports whether what follows shows that 该款 or 该项 means a
// provision and not a sum or a matter.
func speaksOfRule(after string) bool {
	if n, size := itemAt(after); n > 0 && isDigit(after[0]) &&
		(strings.HasPrefix(after[size:], "目") || strings.HasPrefix(after[size:], "项")) {
		return true // 同项4目
	}
	for _, w := range [...]string{"规定", "的规定", "之规定", "所列", "所称", "所指", "所规定", "第", "（", "(", "其他", "情形", "中的", "以外",
		"计算", "处理", "处罚", "执行", "办理"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}
