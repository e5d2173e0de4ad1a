package pages

import (
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
