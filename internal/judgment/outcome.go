package judgment

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/textview"
)

// outcomeRule names what a decision comes to where it says something.
type outcomeRule struct {
	name string
	says *regexp.Regexp
	kind string // of case, "" for all
}

// The rules in the order in which they are tried.
var outcomeRules = compileRules([][3]string{
	{"核准", `^(?:依法)?核准`, "刑事"},
	{"不予", `不予(?:减刑|假释)|不(?:准予|予)引渡|不符合[^。；]{0,60}准予引渡`, ""},
	{"准予引渡", `准予引渡|符合[^。；]{0,60}引渡条件`, ""},
	{"指定管辖", `指定[^。；]{2,60}(?:管辖|审理)|本案由[^。；]{2,40}法院(?:管辖|审理)`, ""},
	{"撤回上诉", `(?:准许|准予|同意|按).{0,60}(?:撤回上诉|自动撤回上诉)`, ""},
	{"撤回抗诉", `(?:准许|准予).{0,60}撤回抗诉`, ""},
	{"驳回再审申请", `驳回.{0,80}再审申请`, ""},
	{"驳回申诉", `驳回.{0,60}(?:申诉)(?:。|，|$)`, ""},
	{"指令再审", `指令.{0,60}再审`, ""},
	{"提审", `本案由本院提审|由本院提审`, ""},
	{"发回重审", `发回.{0,60}(?:重审|重新审判|重新审理)`, ""},
	{"驳回上诉维持原判", `驳回上诉.{0,6}维持(?:原判|原裁定|原审)|驳回.{0,80}上诉.{0,6}维持原|维持原(?:判|裁定)(?:。|；|$)`, ""},
	{"驳回复议申请", `驳回.{0,80}复议(?:申请|请求)`, ""},
	{"驳回异议", `驳回.{0,80}(?:异议请求|执行异议|异议申请|的异议|管辖权异议)`, ""},
	{"撤诉", `(?:准许|准予|同意|按).{0,100}(?:撤回起诉|撤诉处理|自动撤诉|撤诉|撤回(?:对.{0,60})?(?:起诉|申请|自诉|本诉))`, ""},
	{"不予立案", `不予立案`, ""},
	{"不予受理", `不予受理`, ""},
	{"驳回起诉", `驳回.{0,80}(?:的?起诉|自诉)(?:。|；|，|$)`, ""},
	{"移送", `(?:移送|移交).{0,60}(?:法院|检察院|公安|处理|审理|管辖)`, ""},
	{"终结本次执行", `终结.{0,80}本次执行|本次执行程序.{0,6}终结|终结本次`, ""},
	{"终结执行", `终结.{0,80}执行`, "执行"},
	{"中止执行", `中止.{0,80}执行`, "执行"},
	{"中止诉讼", `(?:本案)?中止(?:诉讼|审理)`, ""},
	{"终止审理", `终止审理`, ""},
	{"终结诉讼", `(?:本案)?终结诉讼`, ""},
	{"减刑", `减去|减为|准予.{0,30}减刑`, ""},
	{"假释", `予以假释|准予.{0,30}假释`, ""},
	{"扣划", `扣划|划拨`, "执行"},
	{"冻结", `冻结`, "执行"},
	{"查封", `查封`, "执行"},
	{"拍卖", `拍卖|变卖`, "执行"},
	{"解除措施", `解除(?:对.{0,80})?(?:查封|冻结|扣押)`, "执行"},
	{"免予刑事处罚", `免予刑事处罚|免除处罚`, "刑事"},
	{"无罪", `无罪|不负刑事责任`, "刑事"},
	{"有罪", `犯.{0,80}罪|判处`, "刑事"},
	{"赔偿", `(?:支付|赔偿).{0,80}(?:赔偿金|赔偿|抚慰金|元)`, "国家赔偿"},
	{"不予赔偿", `不予(?:国家)?赔偿|驳回.{0,60}(?:赔偿|申请|请求)`, "国家赔偿"},
})

func compileRules(rules [][3]string) []outcomeRule {
	list := make([]outcomeRule, len(rules))
	for i, r := range rules {
		list[i] = outcomeRule{r[0], regexp.MustCompile(r[1]), r[2]}
	}
	return list
}

var (
	rejectsRest = regexp.MustCompile(`驳回.{0,160}?(?:其他|其它|其余|其馀|另外|超出部分|过高部分).{0,20}(?:请求|部分|主张)`)
	rejectsAll  = regexp.MustCompile(`驳回.{0,200}?(?:全部)?(?:的?诉讼请求|请求|主张)|不准.{0,60}离婚|不准予.{0,60}离婚`)
	annuls      = regexp.MustCompile(`撤销[^。；]{0,160}(?:决定|行为|处罚|通知|批复|裁定|证|答复|登记|认定|意见|裁决|公告)`)
	unlawful    = regexp.MustCompile(`确认.{0,160}(?:违法|无效)`)
	orders      = regexp.MustCompile(`责令|限.{0,60}(?:作出|履行)|重新作出`)
	reverses    = regexp.MustCompile(`撤销.{0,80}(?:判决|裁定|（\d{4}）)|变更.{0,80}(?:判决|裁定|（\d{4}）|第[一二三四五六七八九十]+项)|撤销[^；。]{0,60}(?:部分|` +
		`第[一二三四五六七八九十]+项)|改判|变更`)
	changes = regexp.MustCompile(`变更`)
	upholds = regexp.MustCompile(`维持`)
	rejects = regexp.MustCompile(`驳回[^。；]{0,60}申请`)
	custody = regexp.MustCompile(`由(原告|被告)[^，。；]{0,20}?(?:抚养|直接抚养)`)
)

// readOutcome names what the decision comes to, "" where no rule of the list
// says so.
func (j *Judgment) readOutcome(intro, start, end int) {
	if start >= end {
		return
	}
	v := j.View
	decision := v.Text[start:end]
	set := func(name string, at, to int) {
		j.Outcome = casefile.Outcome{Name: name, Span: v.Span(start+at, start+to)}
	}
	if strings.HasPrefix(j.Document.Text, "调解书") || strings.HasPrefix(textview.Tight(j.Document.Text), "调解书") {
		set("调解", 0, len(decision))
		return
	}
	second := j.Instance == "二审" || j.Instance == "再审"
	if m := reverses.FindStringIndex(decision); m != nil && second && !strings.Contains(decision, "发回") {
		name := "改判"
		if strings.Contains(decision, "无罪") {
			name = "无罪"
		}
		if j.Document.Text == "裁定书" && strings.Contains(decision, "指令") {
			name = "指令审理"
		}
		set(name, m[0], m[1])
		return
	}
	if strings.Contains(j.Number.Type, "保令") {
		set("准予", 0, len(decision))
		return
	}
	if j.Tier == casefile.TierAdministrative {
		for _, r := range [...]struct {
			name string
			says *regexp.Regexp
		}{{"撤销", annuls}, {"变更", changes}, {"维持", upholds}, {"确认违法", unlawful}, {"驳回", rejects}, {"责令履行", orders}} {
			if m := r.says.FindStringIndex(decision); m != nil && j.Court.Text != "" && strings.Contains(j.paper.name, "复议") {
				set(r.name, m[0], m[1])
				return
			}
		}
		return
	}
	for _, r := range outcomeRules {
		if r.kind != "" && r.kind != j.Kind {
			continue
		}
		if m := r.says.FindStringIndex(decision); m != nil {
			set(r.name, m[0], m[1])
			return
		}
	}
	if j.Kind == "行政" {
		for _, r := range [...]struct {
			name string
			says *regexp.Regexp
		}{{"撤销", annuls}, {"确认违法", unlawful}, {"责令履行", orders}} {
			if m := r.says.FindStringIndex(decision); m != nil {
				set(r.name, m[0], m[1])
				return
			}
		}
	}
	if j.Kind != "民事" && j.Kind != "行政" {
		return
	}
	if main := counterclaims.ReplaceAllString(decision, ""); strings.Contains(main, "元") {
		decision = main // the claim counts, not the counterclaim
	}
	switch {
	case rejectsRest.MatchString(decision), rejectsAll.MatchString(decision) && strings.Contains(withoutRejections(decision), "元"):
		set("部分支持", 0, len(decision))
	case rejectsAll.MatchString(decision), j.againstPlaintiff(decision):
		set("驳回", 0, len(decision))
	case j.custodyLost(intro, start, decision):
		set("部分支持", 0, len(decision))
	default:
		set("支持", 0, len(decision))
	}
}

// counterclaims are rejections of what the defendants asked for in turn.
var counterclaims = regexp.MustCompile(`驳回[^。；]{0,200}反诉(?:诉讼)?请求[^。；]*`)

func withoutRejections(s string) string { return rejectsAll.ReplaceAllString(s, "") }

// againstPlaintiff reports whether all that is ordered is ordered of the
// plaintiffs, who asked to owe nothing.
func (j *Judgment) againstPlaintiff(decision string) bool {
	orders, against := 0, 0
	for _, item := range strings.FieldsFunc(decision, func(r rune) bool { return r == '；' || r == '。' }) {
		if !strings.Contains(item, "支付") && !strings.Contains(item, "给付") && !strings.Contains(item, "赔偿") &&
			!strings.Contains(item, "返还") {
			continue
		}
		orders++
		first, at := "", len(item)
		for _, p := range j.Parties {
			if i := strings.Index(item, textview.New(p.Name.Text).Text); i >= 0 && i < at {
				first, at = p.Role.Text, i
			}
		}
		if strings.HasPrefix(first, "原告") {
			against++
		}
	}
	return orders > 0 && orders == against
}

// custodyLost reports whether a plaintiff asked for a child whom the other parent
// got.
func (j *Judgment) custodyLost(intro, start int, decision string) bool {
	got := custody.FindStringSubmatch(decision)
	asked := custody.FindStringSubmatch(j.View.Text[intro:start])
	return got != nil && asked != nil && got[1] != asked[1]
}
