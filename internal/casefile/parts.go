package casefile

// PartKind is what a part of a judgment or of a released case says. Its text is the
// name that is shown.
type PartKind string

// The parts of a judgment, in their usual order.
const (
	PartHead      PartKind = "首部"
	PartClaims    PartKind = "诉称"
	PartDefence   PartKind = "辩称"
	PartFacts     PartKind = "经审理查明"
	PartReasoning PartKind = "本院认为"
	PartDecision  PartKind = "裁判结果"
	PartTail      PartKind = "尾部"
	PartAnnex     PartKind = "附法律条文"
)

// The parts of a case as courts release it. PartResult has the text of PartDecision.
const (
	PartKeywords     PartKind = "关键词"
	PartPoints       PartKind = "裁判要点"
	PartCase         PartKind = "基本案情"
	PartRequest      PartKind = "诉讼请求"
	PartResult       PartKind = "裁判结果"
	PartReasons      PartKind = "裁判理由"
	PartSignificance PartKind = "典型意义"
	PartDuty         PartKind = "履职情况" // of procuratorates
	PartGuidance     PartKind = "指导意义"
	PartIndex        PartKind = "关联索引" // provisions and the decisions of all instances
	PartProvisions   PartKind = "相关法条"
)
