package citation

import (
	"strings"
	"unicode/utf8"
)

// normWords are the words for a kind of norm, by which laws speak of
// themselves (本条例) and in which names end; longer ones come before those
// they begin with.
var normWords = [...]string{"法典", "法", "条例", "规定", "办法", "解释", "细则", "规则", "决定", "章程", "规范", "安排", "准则", "标准", "意见", "规程",
	"公约", "条约", "协定", "议定书", "通知", "批复", "纪要", "方案", "指引", "修正案", "命令", "公告", "答复", "裁量基准", "裁量权基准", "解答", "决议", "宪法", "宪章", "草案"}

// modifiers may stand between 本 and the word for the norm: 本实施细则.
var modifiers = [...]string{"实施", "暂行", "司法", "补充", "若干", "指导", "特别", "执行", "管理", "基本"}

// wordTraps are characters behind 法 and the like that make another word of it:
// 本法院, 公司法人, 合同法律关系.
const wordTraps = "院人律官庭定规制学治理医警"

// normWordAt reads the word for a norm at the start of s, with modifiers.
func normWordAt(s string) (word string, length int) {
	at := 0
	for range 2 {
		for _, m := range modifiers {
			if strings.HasPrefix(s[at:], m) {
				at += len(m)
			}
		}
	}
	for _, w := range normWords {
		if strings.HasPrefix(s[at:], w) && !trapped(w, s[at+len(w):]) {
			return w, at + len(w)
		}
	}
	return "", 0
}

func trapped(word, after string) bool {
	if !strings.HasSuffix(word, "法") || strings.HasPrefix(after, "规定") || strings.HasPrefix(after, "学习") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune(wordTraps, r)
}

// selfAt reads 本法, 本实施细则 at the start of s.
func selfAt(s string) int {
	rest, ok := strings.CutPrefix(s, "本")
	if !ok {
		return 0
	}
	if _, n := normWordAt(rest); n > 0 {
		return len("本") + n
	}
	return 0
}

// sameAt reads 该法, 同法, 上述规定: the law named before.
func sameAt(s string) (word string, length int) {
	for _, lead := range [...]string{"该", "同一个", "同一部", "同一份", "同一", "同上", "同", "上述", "前述", "上列", "上引", "前引", "前揭", "上揭", "前列"} {
		rest, ok := strings.CutPrefix(s, lead)
		if !ok {
			continue
		}
		if w, n := normWordAt(rest); n > 0 {
			return w, len(lead) + n
		}
	}
	return "", 0
}

// instruments are the norms that carry out or explain a law and are called by
// its name: 其实施细则, 该法实施条例, 本条例实施办法.
var instruments = [...]string{"实施条例", "实施细则", "实施办法", "实施规定", "施行细则", "施行条例", "司法解释"}

// instrumentAt reads one at the start of s.
func instrumentAt(s string) string {
	for _, w := range instruments {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// isNorm tells titles of norms from those of contracts, papers and books.
func isNorm(title string) bool {
	title = strings.TrimRight(title, " 　〉》")
	for strings.HasSuffix(title, "）") || strings.HasSuffix(title, ")") {
		i := max(strings.LastIndex(title, "（"), strings.LastIndex(title, "("))
		if i <= 0 {
			return false
		}
		title = title[:i]
	}
	for _, w := range normWords {
		if strings.HasSuffix(title, w) {
			return !strings.HasSuffix(title, "公司章程") && !strings.HasSuffix(title, "看法") && !strings.HasSuffix(title, "起诉意见")
		}
	}
	return strings.HasSuffix(title, "民法通则") || strings.HasSuffix(title, "民法总则") || strings.HasSuffix(title, "暂行")
}

// newRules is what news calls the last rules on something: 虚假陈述新规第十六条.
const newRules = "新规"

// normWordEnding is the word for a norm in which s ends, or "".
func normWordEnding(s string) string {
	if strings.HasSuffix(s, newRules) {
		return newRules
	}
	for _, w := range normWords {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}
