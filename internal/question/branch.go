package question

import (
	"regexp"
	"strings"
)

// Branch is a branch of the law.
type Branch uint8

// The branches that a question may show, and that a law belongs to.
const (
	BranchNone           Branch = iota
	BranchCriminal              // 刑法 and what interprets it
	BranchCivil                 // civil, commercial and labour law
	BranchAdministrative        // all that the administration does
	BranchProcedure             // courts, arbitration, enforcement
)

// shows are the words that show a branch.
var shows = [...]struct {
	branch Branch
	words  *regexp.Regexp
}{
	{BranchCriminal, regexp.MustCompile(`被告人|公诉机关|犯罪|构成.{0,8}罪|什么罪|判刑|坐牢|判几年|判多久|刑拘|批捕|缓刑|死刑|徒刑|量刑|指控|检察|被害人|犯法|[^有得怪]罪`)},
	{BranchCivil, regexp.MustCompile(`原告|离婚|结婚|继承|遗产|遗嘱|抚养|赡养|` +
		`合同|借款|欠款|借条|房东|租客|押金|违约|定金|货款|侵权|赔偿|彩礼|共同财产|债务|担保|抵押|买卖|买房|卖房|物业|邻居|劳动|工资|公司`)},
	{BranchAdministrative, regexp.MustCompile(`行政|城管|罚款|交警|扣分|吊销|执照|许可证|征收|拆迁|市场监管|环保局|税务|治安`)},
	{BranchProcedure, regexp.MustCompile(`上诉[^人]|管辖|起诉期|立案|开庭|送达|举证|强制执行|执行异议|诉讼费|再审|申诉|保全|审限|二审|一审|仲裁`)},
}

// branchOf is the branch that most words of a text show, BranchNone where two show as much.
func branchOf(text string) Branch {
	best, second, branch := 0, 0, BranchNone
	for _, s := range shows {
		n := len(s.words.FindAllStringIndex(text, 5))
		switch {
		case n > best:
			best, second, branch = n, best, s.branch
		case n > second:
			second = n
		}
	}
	if best == second {
		return BranchNone
	}
	return branch
}

// titles are words of the titles of laws, those that decide first.
var titles = [...]struct {
	branch Branch
	words  []string
}{
	{BranchProcedure, []string{"诉讼", "仲裁", "执行", "送达", "管辖", "证据", "立案", "审判", "人民法院办理", "公证", "审理程序"}},
	{BranchCriminal, []string{"刑法", "刑事", "犯罪", "罪"}},
	{BranchAdministrative, []string{"行政", "条例", "管理", "处罚", "税", "许可", "征收", "公务员", "监察", "治安"}},
	{BranchCivil, []string{"民法典", "民法", "合同", "婚姻", "继承", "侵权", "物权", "公司", "劳动", "保险法", "消费者", "租赁", "买卖", "担保", "借贷",
		"著作权", "商标", "专利", "合伙", "票据", "证券", "破产", "民事", "土地承包", "赔偿", "物业"}},
}

// BranchOfLaw is the branch that the title of a law shows, BranchNone where it shows none.
func BranchOfLaw(title string) Branch {
	for _, t := range titles {
		for _, w := range t.words {
			if strings.Contains(title, w) {
				return t.branch
			}
		}
	}
	return BranchNone
}
