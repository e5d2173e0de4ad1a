package citation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// contractWords end the names of what has clauses and is no law.
var contractWords = [...]string{"合同", "合同书", "协议", "协议书", "条款", "章程", "保单", "保险单", "约定", "承诺书", "保证书", "判决", "判决书", "裁定", "裁定书", "调解书",
	"决定书", "备忘录", "凭证", "借条", "通知书"}

// treatyWords mark agreements between states or with treaties' force.
var treatyWords = [...]string{"贸易", "两岸", "知识产权协议", "TRIPS", "政府", "司法协助"}

// paperWords end what has articles and is neither law nor contract, and is called by
// that word alone: 通告第二条, 手册第八条.
var paperWords = [...]string{"通告", "手册", "守则", "校规", "裁决书", "裁决", "规约", "公约", "示范文本", "倡议书", "意向书", "通报", "须知", "章程", "复函", "制度",
	"规程", "通知", "函", "指南", "招标文件", "投标文件", "标书", "说明书", "报告", "保函", "提单", "信用证", "意见书", "申请书", "起诉书", "起诉状", "上诉状", "诉状", "主文",
	"答辩意见", "代理词", "律师函", "问卷", "答辩状", "公证书",
	"鉴定书", "笔录", "技术规范书", "任务书", "学则", "村规民约", "教材", "讲稿", "课件", "教科书", "模板", "范本", "样本", "简章", "启事",
	"规划", "纲要", "计划", "预案", "白皮书", "大纲", "班规", "版规", "群规", "坛规", "吧规", "站规", "店规", "社规", "家规", "厂规", "队规", "会规", "行规", "院规", "村规"}

// houseRules are rules that an institution gives itself.
var houseRules = [...]string{"仲裁规则", "仲规则", "议事规则", "业务规则", "平台规则", "交易规则", "竞赛规则", "社区规则", "工作细则", "评标办法", "评分办法", "评审办法",
	"竞赛规程", "比赛规则", "比赛规程", "常务会议纪要", "办公会纪要", "办公会议纪要", "专题会议纪要", "董事会纪要", "股东会纪要", "联赛规程", "赛事规程", "操作规程", "纪律准则", "积分规则",
	"入园须知", "管理规约"}

// localPaper is a paper of a place that the text does not name: 本市指导意见, 我省实施办法, 当地裁量基准.
var localPaper = regexp.MustCompile(`(?:[本我](?:市|省|区|县|州|镇|街道|辖区|自治区)|当地|地方|各地|各省)(?:的|\p{Han}{0,6})` +
	`(?:意见|办法|规定|细则|条例|规则|决定|通知|方案|标准|基准|口径|纪要|解答)$|某[省市区县](?:条例|办法|规定|意见)$`)

// maxLocalPaper bounds the name of such a paper, in bytes.
const maxLocalPaper = 48

// isHouseRule reports whether s ends in the name of such rules.
func isHouseRule(s string) bool {
	for _, w := range houseRules {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// employersWords say what an employer or owners regulate by a 办法 or 规定 of their own, and
// publicWords that it is one of the state.
var (
	employersWords = [...]string{"考勤", "奖惩", "员工", "绩效", "薪酬", "差旅", "报销",
		"用工", "加班", "请销假", "食堂", "公寓", "寝室", "大学学生", "学院学生", "业主大会", "业主委员会", "宿舍", "本公司", "我司",
		"我公司", "集团", "该公司", "公司内部", "本集团", "本校", "我校", "本单位", "班级", "社团"}
	publicWords = [...]string{"关于", "国家", "中央", "机关", "上市", "银行", "国有", "事业单位", "公务员", "企业", "最高", "部门", "试点", "持股"}
)

// maxEmployers bounds the name of such rules, in characters, without the word for a norm.
const maxEmployers = 12

// maxOwnRules bounds the name of rules of a school and what stands before it, in bytes.
const maxOwnRules = 150

// ownRules are the rules of a school of its own: 某某大学学籍管理规定.
var ownRules = regexp.MustCompile(`^(?:小区|\p{Han}*(?:某|×|X)+\p{Han}*|\p{Han}{2,}(?:大学|职业学院))\p{Han}*(?:办法|规定|规则|制度|细则|规范|准则|守则)$`)

// isEmployers reports whether s ends in the name of rules of an employer or owners:
// 考勤管理办法.
func isEmployers(s string) bool {
	s = strings.TrimRight(s, "的中第 》”")
	name := s[max(0, len(s)-maxOwnRules):] // a line may be a whole text
	for len(name) > 0 && !utf8.RuneStart(name[0]) {
		name = name[1:]
	}
	if ownRules.MatchString(strings.TrimLeft(name[max(0, strings.LastIndexAny(name, "，。；：、（《\n ")):], "，。；：、（《\n ")) {
		return true
	}
	for _, w := range [...]string{"办法", "规定", "规则", "制度", "细则", "规范", "准则"} {
		about, ok := strings.CutSuffix(s, w)
		if !ok {
			continue
		}
		about = about[max(0, len(about)-maxGap):]
		about = about[lastMark(about):]
		return utf8.RuneCountInString(about) <= maxEmployers && containsAny(about, employersWords[:]) && !containsAny(about, publicWords[:])
	}
	return false
}

// lastMark is where s goes on behind the last mark in it.
func lastMark(s string) int {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return i + size
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// houses stand before the title of what they gave themselves: 公司《奖惩办法》.
var houses = [...]string{"公司", "集团", "单位", "学校", "学院", "大学", "医院", "我司", "该司", "贵司", "物业", "被告", "原告", "甲方", "乙方", "商会", "俱乐部",
	"平台", "业委会",
	"高校", "中学", "小学", "幼儿园", "酒店", "商场",
	"本所", "我所", "律所", "事务所", "协会", "本店", "该店", "公会"}

// ofHouse reports whether a title is that of what an employer or the like gave itself, by
// what stands before it.
func ofHouse(before, title string) bool {
	if namesLaw(title) || strings.HasSuffix(title, "法典") || strings.Contains(title, "关于") {
		return false
	}
	before = strings.TrimSuffix(strings.TrimSuffix(before, "的"), "制定")
	for _, w := range houses {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// isStatutes reports whether a title is that of the statutes of a company or club, and not of
// a body of the whole country.
func isStatutes(title string) bool {
	return strings.HasSuffix(title, "章程") && !strings.HasPrefix(title, "中国")
}

// isPaper reports whether s ends in the bare name of such a paper.
func isPaper(s string) bool {
	s = strings.TrimRight(s, "的中第 》”")
	for _, w := range paperWords {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	if isHouseRule(s) || isEmployers(s) ||
		localPaper.MatchString(s[max(0, len(s)-maxLocalPaper):]) || s == "会议纪要" || strings.HasSuffix(s, "《会议纪要") {
		return true
	}
	for _, w := range [...]string{"理解与适用", "评注", "释义", "教程", "讲义", "教科书", "总论", "各论"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	if ends := normWordEnding(s); ends != "" {
		for _, w := range vaguely { // 国务院配套规定第二条: of a law that nothing names
			if strings.HasSuffix(s, w+ends) {
				return true
			}
		}
	}
	return false
}

// isContract reports whether s ends in the name of a contract or a judgment.
func isContract(s string) bool {
	s = strings.TrimRight(s, "的中第 》”")
	for _, w := range contractWords {
		if strings.HasSuffix(s, w) {
			for _, t := range treatyWords {
				if strings.Contains(s[max(0, len(s)-90):], t) {
					return false
				}
			}
			return true
		}
	}
	return false
}

// quotesContract reports whether what is quoted behind s is a contract:
// 合同约定：“…”, 双方约定，“…”.
func quotesContract(s string) bool {
	s = strings.TrimRight(s, "：:，, 　")
	for _, verb := range [...]string{"约定", "载明", "写明", "记载", "规定", "如下", "为"} {
		if before, ok := strings.CutSuffix(s, verb); ok {
			return verb == "约定" || isContract(before)
		}
	}
	return isContract(s)
}

// papers end the titles of what has numbered parts and is neither a law nor a
// contract.
var papers = [...]string{"招标公告", "采购公告", "采购文件", "磋商文件", "手册", "管理规约", "临时规约", "业主公约",
	"管理公约", "招标文件", "投标文件", "须知", "清单", "报告", "证明", "说明书", "申请书", "起诉书", "上诉状", "答辩状",
	"意见书", "鉴定书", "公证书", "登记表",
	"评注", "总论", "各论", "释义", "理解与适用", "教程", "讲义", "研究", "概论", "原理", "全书", "解读", "精释", "评析", "通论", "导论", "述评",
	"教科书", "法学", "案例分析", "制度", "流程", "声明", "评论", "教材", "文集", "论丛", "指南"}

// speaksOfTerms reports whether what stands behind an article shows that it is a clause:
// 第六条则约定. Articles with the number of no clause are written out in laws, too: 第一千零七十九条写明.
func speaksOfTerms(after string, article int) bool {
	for _, w := range [...]string{"本合同", "本协议", "甲方", "乙方", "甲乙双方"} { // 第七条 本合同 …
		if strings.HasPrefix(strings.TrimLeft(after, " \u3000"), w) {
			return true
		}
	}
	for _, w := range [...]string{"则", "中", "又", "还", "另", "明确", "亦"} {
		after = strings.TrimPrefix(after, w)
	}
	return strings.HasPrefix(after, "约定") || article <= maxClause && (strings.HasPrefix(after, "载明") || strings.HasPrefix(after, "写明"))
}

// noLaw reports whether a title in 《》 is that of a contract or such a paper.
func noLaw(title string) bool {
	for _, w := range papers {
		if strings.HasSuffix(title, w) {
			return true
		}
	}
	return !isNorm(title) && isContract(title)
}
