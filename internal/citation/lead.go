package citation

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
)

// What stands before and behind a number that tells an article from a count: 见312条, 共12条,
// 12条措施.

// applies reports whether s ends in a word that an article follows: 依照, 违反.
func applies(s string) bool {
	for _, w := range [...]string{"依照", "依据", "根据", "按照", "参照", "违反", "适用", "触犯"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// lead is what stands before a number.
type lead uint8

const (
	noLead    lead = iota
	leadWord       // 见312条, 按62条
	leadMark       // ；312条
	leadStart      // the start of a line, behind its bullet
	leadGloss      // 正当防卫20条
)

// plainLeads are words before the number of an article.
var plainLeads = [...]string{"见", "看", "依", "按", "据", "照", "走", "引", "引用", "援引", "适用", "违反", "触犯", "对应", "参考", "参", "用", "查", "翻", "背",
	"重点记", "只记", "要记", "就是", "还是",
	"即", "被", "放在", "规定在", "写在", "落在", "属于", "改引", "对照", "比照", "转", "转到", "构成", "满足", "符合", "结合", "套", "套用", "主张", "除了", "不同于", "区别于",
	"从", "到", "至", "于", "由", "旧", "新", "原", "现", "原为", "旧为", "现为", "改为", "变为", "移到", "移至"}

// notGlosses are words before a number that counts: 共12条, 新增3条.
var notGlosses = [...]string{"共", "有", "新增", "增加", "增", "修改", "修订", "删除", "删去", "删", "减", "减少", "合计", "总计", "计",
	"达", "约", "近", "超", "超过", "余", "不足", "前", "后", "多", "至少", "最多", "仅", "只", "各", "每", "等", "这", "那", "几", "列", "列出",
	"列举", "提", "提出", "发布", "出台", "推出", "公布", "收到", "收", "发", "全文", "全部", "扩充", "第", "章", "写", "记", "抄", "了",
	"学", "满", "是", "为", "含", "包括", "留下", "整理", "归纳", "总结", "梳理", "其余", "剩", "剩下", "上述", "以上", "以下"}

// ageEndings are those that say of which text of a law an article is.
var ageEndings = newEndings([]string{"旧", "新", "原", "现", "原为", "旧为", "现为"})

// articleLeads are those that stand before an article only where 条 is behind the number: 变成37条了.
var articleLeads = newEndings([]string{"变成", "等于", "等同", "相当于", "成了", "算", "叫", "搬出", "甩出", "拿", "翻到", "背下", "套的是", "用的是", "依据是", "根据是",
	"应该是", "应当是", "现在是", "现行是", "如今是", "后来是", "依据应为", "依据为", "依据就是"})

var (
	plainEndings = newEndings(plainLeads[:])
	countEndings = newEndings(notGlosses[:])
)

// numberedInLine is the number of an item in a line: 1）….；2）540条.
var numberedInLine = regexp.MustCompile(`(?:^|[；;，,。：: ])\d{1,2}[)）]$`)

// listMark reports whether s ends in the mark of an item of a list in its line: ②, ❷, 2）.
func listMark(s string) bool {
	last := lastRune(s)
	if last >= '①' && last <= '⑳' || last >= '❶' && last <= '❿' {
		return true
	}
	return (last == '）' || last == ')') && numberedInLine.MatchString(s[max(0, len(s)-maxLabel):])
}

// conjunctions begin a clause, in which an article follows where others stood so.
var conjunctions = [...]string{"但", "而", "且", "又", "另", "再", "则", "但是", "还有", "还是", "加上", "外加", "另外", "此外"}

var conjunctionEndings = newEndings(conjunctions[:])

// leadOf is what stands before a number at the end of s, the text of its line up to there.
func leadOf(s string) lead {
	bare := strings.TrimRight(s, " \u3000")
	if len(bare) <= maxLabel && afterBullet(bare) {
		return leadStart
	}
	last, _ := utf8.DecodeLastRuneInString(bare)
	if strings.ContainsRune("（(：:；;，,、/／→|｜—–=＝+＋【“\"。？?·", last) || strings.HasSuffix(bare, "和") || strings.HasSuffix(bare, "及") ||
		strings.HasSuffix(bare, "与") || strings.HasSuffix(bare, "或") || conjunctionEndings.longest(bare) != "" {
		return leadMark
	}
	if listMark(bare) {
		return leadMark
	}
	if plainEndings.longest(bare) != "" {
		return leadWord
	}
	if countEndings.longest(bare) != "" {
		return noLead
	}
	if unicode.Is(unicode.Han, last) || last == '）' || last == '”' {
		return leadGloss
	}
	return noLead
}

// counts are what 条 counts beside measured things: 12条措施.
var counts = [...]string{"内容", "原则", "要求", "标准", "红线", "底线", "军规", "禁令", "新规", "线索", "证据", "记录", "评论", "语音", "微信", "规则",
	"罪状", "狗", "毛巾", "裙", "新", "具体", "数据", "回复", "留言", "视频", "动态", "举措", "政策", "修改", "条文", "问题", "批注", "注释", "笔记", "考点", "法条",
	"烟", "链"}

// amounts follow a count and no article, but where a word leads to one: 看288条以下.
var amounts = [...]string{"以上", "以下", "以内", "（个", "（次", "（件", "(个", "(次"}

func isAmount(after string) bool {
	return slices.ContainsFunc(amounts[:], func(w string) bool { return strings.HasPrefix(after, w) })
}

func countsThings(after string) bool {
	for _, w := range counts {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	for _, w := range measured {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// closesArticle reports whether what stands behind an article does not go on with a word:
// then 条 counts nothing.
func closesArticle(after string) bool {
	r, size := utf8.DecodeRuneInString(after)
	if size == 0 || !unicode.Is(unicode.Han, r) {
		return true
	}
	for _, w := range [...]string{"规定", "的", "之", "为由", "为准", "立法解释", "司法解释", "但书", "前段", "后段"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return joinAt(after) > 0 || countsParts(after)
}

// goesOnWithVerb reports whether an adverb or a verb stands behind an article, which is no thing that is counted:
// 43条也违反了, 21条要说明.
func goesOnWithVerb(after string) bool {
	return after != "" && strings.ContainsRune("也就都还又才没要写说讲管是可能不", firstRune(after))
}

// tellsRule reports whether a verb for what an article says stands behind it: 新公司法，24条允许电子通信方式开会.
func tellsRule(after string) bool {
	for _, w := range [...]string{"允许", "禁止", "规定", "明确", "要求", "讲的", "说的", "管的", "写得", "说得", "把", "给了", "只管", "只说", "专门"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// behindTopic reports whether s is a bullet and a short topic with its colon: - 医疗期：.
func behindTopic(s string) bool {
	topic := s[len(bulletAt(s)):]
	n := label.Colon(topic[max(0, len(topic)-len("：")):])
	return n > 0 && len(topic) > n && len(topic) <= maxLabel && !strings.ContainsAny(topic, "0123456789，。；") && !namesNumber(topic)
}

// countsParts reports whether what stands behind an article counts its parts: 122条四项.
func countsParts(after string) bool {
	n, size := itemAt(after)
	if n == 0 || bracketed(after) {
		return false
	}
	for _, w := range [...]string{"项", "款", "种情形", "个条件", "类"} {
		if strings.HasPrefix(after[size:], w) {
			return true
		}
	}
	return false
}
