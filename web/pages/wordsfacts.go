package pages

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
