package export

import (
	"fmt"
	"strings"
)

// CaseReportTitle is the title of a report on like cases.
const CaseReportTitle = "类案检索报告"

// The groups of cases, in the order in which courts look at them.
const (
	textGuiding    = "指导性案例"
	textGazette    = "公报案例"
	textSelected   = "入库案例"
	textTypical    = "典型案例"
	textOwnCourts  = "本院及上级法院"
	textOtherCases = "其他案件"
)

// What a report on like cases says.
const (
	textReportSearch     = "一、检索情况"
	textReportFound      = "二、检索结果"
	textReportConclusion = "三、分析意见"
	textReportPlatform   = "检索平台："
	textReportDay        = "检索日期："
	textReportCourt      = "本案法院："
	textCaseCourt        = "法院"
	textCaseNumber       = "案号"
	textCaseDay          = "日期"
	textCaseCause        = "案由"
	textCaseOutcome      = "结果"
	textReleased         = "发布"
	textHolding          = "裁判要旨"
	textSame             = "与本案相同之处"
	textDifferent        = "与本案不同之处"
	textToBeFilled       = "（待填写）"
	textReportDisclaimer = "检索结果只包括本站收录的案例；案例全文以发布机关公布的为准。层级按案例自己写明的确定，本院及上级法院按名称判断。"
)

// caseColumns are the columns of the table of cases.
var caseColumns = [...]string{"序号", "层级", "案例", "法院、案号、日期", "案由", "结果"}

// caseWidths are their widths, in twentieths of a point.
var caseWidths = [...]int{720, 1100, 2600, 2110, 1200, 1000}

func textReportCount(found, listed int) string {
	if listed < found {
		return fmt.Sprintf("检索结果：符合条件的案例 %d 件，列出 %d 件", found, listed)
	}
	return fmt.Sprintf("检索结果：%d 件", listed)
}

// The facts in the head of a case, beside those of a report.
const (
	textCaseOrgan    = "机关"
	textRelease      = "发布编号"
	textStatusOfCase = "参照"
	textInstance     = "审级"
	textJudgedOn     = "裁判日期"
	textCharges      = "罪名"
	textParties      = "当事人"
	textEtc          = "等"
	textLawyers      = "律师"
	textAmount       = "主文金额"
	textJudges       = "审判人员"
	textClerk        = "书记员"
	textKeywords     = "关键词"
	textBatch        = "所属批次"
)

// textLawyer is a lawyer with the firm, which may be "".
func textLawyer(name, firm string) string {
	if firm == "" {
		return name
	}
	return name + "（" + firm + "）"
}

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

// TextConditions says by which conditions something was searched for; "" for none.
func TextConditions(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "限定条件：" + strings.Join(list, "；")
}

func textReportCollected(entries, cases int) string {
	return fmt.Sprintf("检索方法：人工挑选，取自收藏的 %d 项，其中案例 %d 件", entries, cases)
}
