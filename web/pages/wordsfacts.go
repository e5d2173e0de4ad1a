package pages

import (
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// What the pages say of the figures and people in commentary.
const (
	textFigures      = "数据"
	textRegion       = "地区"
	textSpeaker      = "发言人"
	textReporter     = "记者"
	textHeadSubject  = "项目"
	textHeadNumber   = "数值"
	textHeadUnit     = "单位"
	textHeadChange   = "变化"
	textHeadPeriod   = "期间"
	textHeadSentence = "原句"
	textHeadSource   = "出处"
	textHeadDate     = "日期"
)

// The facts of a case that a news report tells.
const (
	textReportedPlace   = "地点"
	textReportedOrgan   = "机关"
	textReportedKind    = "类别"
	textReportedDate    = "时间"
	textReportedOutcome = "结果"
	textReportedFigures = "数字"
)

// textIssued says who issued a commentary and when, or which paper printed it, and who signs it. date is that of the
// document.
func textIssued(n *casefile.Notes, date statute.Date) []string {
	var list []string
	if n.Publisher != "" {
		list = append(list, "发布机关 "+n.Publisher)
	}
	if n.Paper != "" {
		list = append(list, n.Paper)
	}
	switch day, clock, _ := strings.Cut(n.Published, " "); {
	case clock != "" && day == string(date):
		list = append(list, date.Chinese()+" "+clock)
	case date != "":
		list = append(list, date.Chinese())
	case n.Printed.Date != "":
		list = append(list, "约 "+n.Printed.Date.Chinese()+"（报纸上没有写明，按文中所写推算）")
	}
	if len(n.Reporters) > 0 {
		list = append(list, textReporter+" "+strings.Join(n.Reporters, "、"))
	}
	return list
}
