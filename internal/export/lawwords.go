package export

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
