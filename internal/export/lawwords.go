package export

import "fmt"

// The names of what is said of a text beside its words.
const (
	textLaw         = "名称"
	textAddress     = "地址"
	textScope       = "范围" // of a part of a law; a text with it is not read again
	textLevel       = "级别"
	textIssuers     = "制定机关"
	textVersion     = "文本日期"
	textNumber      = "文号"
	textInForceFrom = "施行日期"
	textInForceTo   = "失效日期"
	textStatus      = "效力"
	textRepealedBy  = "废止依据"
	textComputedBy  = "推算依据"
	textUntil       = "收录截至"
	textExported    = "导出日期"
	textPage        = "网址"
	textSource      = "法条 Fatiao"
)

// TextCompiled stands behind the title of a law in a compiled edition.
const TextCompiled = "（合编本）"

// What stands under the articles of a compiled edition.
const (
	textAttachedInterpretations = "司法解释"
	textAttachedRules           = "实施规定"
	textAttachedCases           = "案例"
	textAttachedNow             = "现在的条文"
	textCitesEarlier            = "引用的是旧文本"
)

func textTextOf(version string) string { return version + " 的文本" }

// TextMoreAttached says how many more there are than stand there.
func TextMoreAttached(n int) string { return fmt.Sprintf("另有 %d 处，见条文的网页。", n) }

// TextResults is the title of a list of results.
const TextResults = "检索结果"

// What files of results and comparisons say.
const (
	textQuery        = "检索："
	textEarlierMark  = "删除线：旧文本"
	textLaterMark    = "下划线：新文本"
	textNoDifference = "两个文本的条文相同。"
)

// resultColumns are the columns of a list of results.
var resultColumns = [...]string{"序号", "类型", "名称", "位置", "效力", "日期", "摘要", "网址"}

func textResultCount(total, listed int) string {
	if listed < total {
		return fmt.Sprintf("共 %d 项，列出前 %d 项", total, listed)
	}
	return fmt.Sprintf("共 %d 项", total)
}

// textCompared ends the title of a comparison.
const textCompared = "文本对照"

func textComparison(of, from, to string) string {
	return of + " " + from + " 与 " + to + " " + textCompared
}
