package pages

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/search"
)

// What stands beside an answer, and the rows below the provisions.
const (
	textCrime           = "罪" // in the names of crimes
	textRefines         = "司法解释"
	textApplies         = "案例"
	textStripCases      = "相关案例"
	textStripCommentary = "相关解读"
)

// What the titles of interpretations about a crime say behind it.
const (
	textCriminalCases = "刑事案件"
	textOfCases       = "案件"
)

// What is said above a list of citations, and of what amends a law without counting its articles anew.
const (
	textAllEarlier  = "以下引用的都是旧版本，条号可能已调整。"
	textSomeEarlier = "标有“旧版本”的，条号可能已调整。"
	textWholeText   = "全文" // of what has no articles
)

// textSameOfOlder says of how many citations that are listed an older text was meant, in which the article had the same number.
func textSameOfOlder(n, listed int) string {
	if n == listed {
		return "以下引用时的文本较旧，条号未变。"
	}
	return "其中 " + strconv.Itoa(n) + " 处引用时的文本较旧，条号未变。"
}

// textListed says what is listed and how much of it there is: hits of a question are the nearest,
// of conditions those that meet them.
func textListed(res *search.Result, byRelevance bool) string {
	switch n := strconv.Itoa(res.Total); {
	case res.Total == 0:
		return "没有结果"
	case res.LeftOut > 0:
		return "最相关的 " + n + " 条结果"
	case res.Intent == search.IntentQuestion && byRelevance:
		return "最相关的在前，共 " + n + " 条结果"
	default:
		return "共 " + n + " 条结果"
	}
}

// textOlder says how much a search finds in texts that are no longer in force.
func textOlder(n int) string {
	return "在不再有效的文本里有 " + strconv.Itoa(n) + " 条结果"
}

// textIdle says which operators of a query do nothing, and how it is read then; "" where all do
// something.
func textIdle(operators []string, conditions bool) string {
	if len(operators) == 0 {
		return ""
	}
	said := "没有起作用的运算符：" + strings.Join(operators, "　") + "（不成对，或前后缺少字词）"
	if conditions {
		return said + "，其余条件照常。"
	}
	return said + "，已按普通字词检索。"
}
