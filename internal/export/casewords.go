package export

import "fmt"

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
var caseWidths = [...]int{600, 1100, 2900, 2300, 1100, 730}

func textReportCount(found, listed int) string {
	if listed < found {
		return fmt.Sprintf("检索结果：符合条件的案例 %d 件，列出 %d 件", found, listed)
	}
	return fmt.Sprintf("检索结果：%d 件", listed)
}
