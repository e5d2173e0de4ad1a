package corpus

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// supplement maps CJK radicals that Unicode does not fold to the characters
// they look like (EquivalentUnifiedIdeograph), as far as they are characters
// of simplified text.
var supplement = strings.NewReplacer(
	"⺠", "民", "⺟", "母", "⺢", "水", "⺩", "王", "⺬", "示", "⺮", "竹", "⺳", "网", "⺶", "羊", "⺼", "肉",
	"⻁", "虎", "⻄", "西", "⻅", "见", "⻆", "角", "⻉", "贝", "⻋", "车", "⻓", "长", "⻔", "门", "⻘", "青", "⻙", "韦", "⻚", "页",
	"⻛", "风", "⻜", "飞", "⻝", "食", "⻢", "马", "⻣", "骨", "⻤", "鬼", "⻥", "鱼", "⻦", "鸟", "⻧", "卤", "⻨", "麦", "⻩", "黄",
	"⻬", "齐", "⻮", "齿", "⻰", "龙", "⻳", "龟", "⺁", "厂", "⺊", "卜", "⺌", "小", "⺍", "小", "⺎", "兀", "⺏", "尣", "⺗", "心", "⺝", "月", "⻑", "长",
)

// foldRadicals replaces radicals, which the fonts of many PDF files give for
// characters (⼈ for 人), by the characters.
func foldRadicals(s string) string {
	const first, last = '\u2E80', '\u2FDF'
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= first && r <= last }) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r >= '\u2F00' && r <= last {
			b.WriteString(norm.NFKC.String(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return supplement.Replace(b.String())
}
