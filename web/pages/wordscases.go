package pages

import (
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// What the pages of cases say.
const (
	textCaseCount = "件"
	textByTier    = "层级"
	textByMatch   = "相关"
	textCompare   = "案例对照"
	textPickTwo   = "请在案例列表里选两件对照。"
	textHolding1  = "裁判要旨"
	textCited     = "适用条文"
	textSharedBy  = "两件都适用"
	textCopyCase  = "复制引用"
	textThisCase  = "本案"
)

// What a report on like cases says of how it was made.
const (
	textNoWords     = "（没有检索词，按条件列出）"
	textReportOrder = "排列：指导性案例、公报案例、入库案例、典型案例、本院及上级法院的案件、其他案件；同一层级按相关程度"
)

func textReportWords(words string) string {
	if words == "" {
		words = textNoWords
	}
	return "检索方法：关键词检索：" + words
}

func textReportConditions(list []string) string { return "限定条件：" + strings.Join(list, "；") }

func textReportCollected(entries, cases int) string {
	return fmt.Sprintf("检索方法：人工挑选，取自收藏的 %d 项，其中案例 %d 件", entries, cases)
}

// textChartOf is the title of a chart of cases.
func textChartOf(field string) string { return "按" + field }

// textCaseCitation cites a case as legal writing does: the court, the number, the kind of paper, the day;
// without a number, the title and who released it.
func textCaseCitation(court, number, paper, title, publisher string, day statute.Date) string {
	if number != "" && court != "" {
		if paper == "" {
			paper = "裁判文书"
		}
		return joinedBy("，", court+number+paper, day.Chinese())
	}
	return joinedBy("，", "“"+title+"”", publisher, day.Chinese())
}
