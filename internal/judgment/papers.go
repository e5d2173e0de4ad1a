package judgment

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
)

// paper is a kind of paper that somebody writes in a case.
type paper struct {
	name string // as its title ends: 应诉通知书
	tier casefile.Tier
	kind string // of case, where the name says so: 刑事 民事 行政 执行
	// instance is the stage of a case in which alone there is such a paper.
	instance string
	// addressee is the role of the one to whom it is written, "" where he may be anybody.
	addressee string
	// whole says that the paper decides and is laid out as judgments are.
	whole bool
}

// papers are all kinds of papers.
var papers = slices.Concat(
	decisionsOf(casefile.TierOrdinary, "判决书", "裁定书", "调解书", "决定书", "通知书"),
	kinds(casefile.TierOrdinary, "", "受理案件通知书", "受理通知书", "案件受理通知书", "立案通知书", "举证通知书", "传票", "出庭通知书", "开庭通知书", "合议庭组成人员通知书",
		"变更合议庭组成人员通知书", "告知合议庭组成人员通知书", "告知审判庭组成人员通知书", "诉讼权利义务告知书", "诉讼费用缴纳通知书", "缴纳诉讼费用通知书", "补正通知书", "补正裁定书", "结案通知书", "律师调查令",
		"调查令", "开庭公告", "送达公告", "送达回证", "司法建议书", "案件移送函", "撤销案件通知书", "不予受理通知书", "驳回再审申请通知书", "不予立案通知书", "家庭教育指导令",
		"家庭教育令", "复议决定书", "拘留决定书", "罚款决定书", "司法拘留决定书", "提前解除拘留决定书", "再审决定书", "回避决定书", "管辖决定书",
		"指定管辖决定书", "指定管辖通知书", "延长审限通知书", "禁止令", "行为保全裁定书"),
	kinds(casefile.TierOrdinary, "执行", "协助执行通知书", "协助查询存款通知书", "协助冻结存款通知书", "协助扣划存款通知书", "搜查令", "查封公告", "腾退公告", "拍卖公告", "悬赏公告",
		"失信决定书", "失信被执行人名单决定书", "限制出境决定书", "查封、扣押清单", "执行和解笔录"),
	addressed("应诉通知书", "", "", "被告"), addressed("参加诉讼通知书", "", "", "第三人"), addressed("驳回申诉通知书", "", "再审审查", "申诉人"),
	addressed("执行通知书", "执行", "执行", "被执行人"), addressed("限制消费令", "执行", "执行", "被执行人"), addressed("限制高消费令", "执行", "执行", "被执行人"),
	addressed("报告财产令", "执行", "执行", "被执行人"), addressed("履行到期债务通知书", "执行", "执行", "第三人"), addressed("履行到期债权通知书", "执行", "执行", "第三人"),
	staged("支付令", "民事", "督促程序"), staged("人身安全保护令", "民事", ""), staged("引渡裁定书", "刑事", "引渡"), staged("减刑裁定书", "刑事", "刑罚变更"),
	staged("假释裁定书", "刑事", "刑罚变更"), staged("死刑复核裁定书", "刑事", "死刑复核"), staged("逮捕决定书", "刑事", ""), staged("取保候审决定书", "刑事", ""),
	staged("监视居住决定书", "刑事", ""), staged("暂予监外执行决定书", "刑事", ""), staged("执行死刑命令", "刑事", ""),

	kinds(casefile.TierProcuratorial, "刑事", "起诉书", "不起诉决定书", "附条件不起诉决定书", "公诉意见书", "量刑建议书", "批准逮捕决定书", "不批准逮捕决定书", "补充起诉决定书", "变更起诉决定书",
		"追加起诉决定书", "撤回起诉决定书", "纠正违法通知书", "认罪认罚具结书", "刑事申诉复查决定书", "刑事申诉结果通知书", "起诉意见书", "补充侦查决定书", "不予逮捕决定书", "没收违法所得申请书",
		"强制医疗申请书"),
	kinds(casefile.TierProcuratorial, "", "抗诉书", "检察建议书", "再审检察建议书", "支持起诉书", "支持起诉意见书", "公益诉讼起诉书",
		"不支持监督申请决定书", "终结审查决定书", "提请抗诉报告书"),

	kinds(casefile.TierArbitral, "民事", "仲裁裁决书", "仲裁调解书", "仲裁决定书", "裁决书", "仲裁裁定书", "仲裁通知书", "不予受理仲裁申请通知书", "劳动人事争议仲裁裁决书", "劳动争议仲裁裁决书",
		"劳动仲裁裁决书", "农村土地承包仲裁裁决书", "仲裁受理通知书", "仲裁应诉通知书"),

	kinds(casefile.TierAdministrative, "行政", "行政处罚决定书", "当场行政处罚决定书", "不予行政处罚决定书", "行政处罚事先告知书", "行政处罚告知书", "行政处罚听证告知书", "处罚决定书", "行政处理决定书",
		"税务处理决定书", "税务行政处罚决定书", "责令改正通知书", "责令限期改正通知书", "责令限期改正决定书", "责令改正违法行为决定书", "行政强制执行决定书", "行政强制措施决定书", "查封（扣押）决定书",
		"查封扣押决定书", "认定工伤决定书", "不予认定工伤决定书", "工伤认定决定书", "工伤认定书", "道路交通事故认定书", "交通事故认定书", "行政复议决定书", "行政复议终止决定书",
		"驳回行政复议申请决定书", "不予受理行政复议申请决定书", "行政复议不予受理决定书", "行政复议调解书", "行政复议受理通知书", "行政许可决定书", "不予行政许可决定书", "准予行政许可决定书",
		"政府信息公开告知书", "政府信息公开答复书", "政府信息公开申请答复书", "信息公开告知书", "房屋征收补偿决定书", "征收补偿决定书", "行政裁决书", "终止调查决定书", "公安行政处罚决定书",
		"治安管理处罚决定书", "强制隔离戒毒决定书", "社区戒毒决定书", "行政决定书", "行政撤销决定书", "限期拆除决定书", "限期拆除通知书", "履行行政决定催告书", "催告书",
		"人民调解协议书", "强制拆除决定书"),
	kinds(casefile.TierAdministrative, "刑事", "拘留通知书", "逮捕通知书", "立案告知书", "不予立案通知书", "撤销案件决定书", "终止侦查决定书", "拘留证", "逮捕证"),

	kinds(casefile.TierParty, "", "起诉状", "反诉状", "答辩状", "上诉状", "再审申请书", "申诉状", "申诉书", "代理词", "代理意见", "法律意见书", "质证意见", "法律意见", "管辖权异议申请书",
		"管辖异议申请书", "管辖权异议书", "财产保全申请书", "诉前财产保全申请书", "诉讼财产保全申请书", "先予执行申请书", "撤诉申请书", "撤回起诉申请书", "撤回上诉申请书", "司法鉴定申请书", "鉴定申请书",
		"回避申请书", "调查取证申请书", "证据保全申请书", "追加被告申请书", "延期开庭申请书", "授权委托书", "律师函", "诉讼费减免申请书", "陈述意见", "综合答辩意见", "答辩意见", "答辩书",
		"行为保全申请书", "复议申请书", "异议申请书", "异议书", "证据目录", "参加诉讼申请书", "担保函", "和解协议", "和解协议书", "上诉书", "监督申请书"),
	kinds(casefile.TierParty, "民事", "公证书"),
	kinds(casefile.TierParty, "刑事", "自诉状", "辩护词", "辩护意见", "控告书", "控告状", "取保候审申请书", "变更强制措施申请书", "羁押必要性审查申请书",
		"刑事附带民事诉状", "谅解书", "法律帮助意见", "不起诉意见书", "法律意见书（不起诉）"),
	kinds(casefile.TierParty, "民事", "支付令申请书", "仲裁申请书", "劳动仲裁申请书", "劳动争议仲裁申请书", "劳动人事争议仲裁申请书", "仲裁反申请书", "仲裁答辩书", "公示催告申请书",
		"人身安全保护令申请书", "破产申请书", "破产清算申请书", "宣告失踪申请书", "宣告死亡申请书", "实现担保物权申请书", "离婚协议书", "撤销仲裁裁决申请书"),
	kinds(casefile.TierParty, "执行", "强制执行申请书", "执行申请书", "申请执行书", "恢复执行申请书", "执行异议申请书", "执行异议书", "案外人执行异议书", "执行复议申请书", "参与分配申请书",
		"限制消费申请书", "解除限制消费申请书"),
	kinds(casefile.TierParty, "行政", "行政复议申请书", "行政赔偿申请书", "行政复议答复书", "行政复议答辩书", "听证申请书", "陈述申辩书", "陈述申辩意见"),
	kinds(casefile.TierParty, "国家赔偿", "国家赔偿申请书"),
)

func kinds(tier casefile.Tier, kind string, names ...string) []paper {
	list := make([]paper, len(names))
	for i, n := range names {
		list[i] = paper{name: n, tier: tier, kind: kind}
	}
	return list
}

func decisionsOf(tier casefile.Tier, names ...string) []paper {
	list := kinds(tier, "", names...)
	for i := range list {
		list[i].whole = true
	}
	return list
}

func addressed(name, kind, instance, role string) []paper {
	return []paper{{name: name, tier: casefile.TierOrdinary, kind: kind, instance: instance, addressee: role}}
}

func staged(name, kind, instance string) []paper {
	return []paper{{name: name, tier: casefile.TierOrdinary, kind: kind, instance: instance}}
}

// outcomes are what papers decide that can decide only one thing.
var outcomes = map[string]string{"支付令": "准予", "人身安全保护令": "准予", "不起诉决定书": "不起诉", "附条件不起诉决定书": "不起诉", "拘留决定书": "拘留",
	"司法拘留决定书": "拘留", "罚款决定书": "罚款", "驳回申诉通知书": "驳回申诉", "驳回再审申请通知书": "驳回再审申请", "不予受理通知书": "不予受理"}

// instancesOf are the stages of a case in which parties write a paper.
var instancesOf = map[string]string{"起诉状": "一审", "自诉状": "一审", "反诉状": "一审", "上诉状": "二审", "上诉书": "二审", "再审申请书": "再审审查", "申诉书": "再审审查",
	"申诉状": "再审审查"}

// paperNamed are the papers by name.
var paperNamed = func() map[string]*paper {
	m := map[string]*paper{}
	for i := range papers {
		if m[papers[i].name] == nil {
			m[papers[i].name] = &papers[i]
		}
	}
	return m
}()

// paperNames is a pattern of all names, the longest first.
var paperNames = func() string {
	names := make([]string, 0, len(papers))
	for _, p := range papers {
		names = append(names, regexp.QuoteMeta(p.name))
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return strings.Join(slices.Compact(names), "|")
}()

// caseKinds are the words for kinds of case that titles have before the name of a paper.
const caseKinds = `刑事附带民事公益诉讼|刑事附带民事|附带民事公益诉讼|民事公益诉讼|行政公益诉讼|附带民事|刑事|民事|行政赔偿|行政|执行|国家赔偿|司法救助|赔偿`

// organs are what the names of organs end in that issue papers.
const organs = `法院(?:赔偿委员会)?|检察院|仲裁委员会|仲裁院|仲裁中心|仲裁庭|委员会|公安局|公安分局|分局|局|厅|人民政府|政府|办事处|管委会|支队|大队|中队|派出所|公证处|海关|税务局|` +
	`监狱|街道办|部|署|所|处|站`
