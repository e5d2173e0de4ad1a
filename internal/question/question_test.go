package question

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	for _, c := range [...]struct {
		text, subject string
		facts         bool
		branch        Branch
	}{
		{"房东不退押金", "房东不退押金", false, BranchCivil},
		{"2012年1月10日晚8时许，张某在商场趁人不备偷走李某一部手机", "晚 ， 在商场趁人不备偷走 一部手机", true, BranchNone},
		{"路过某栋楼被砸伤找谁赔", "路过某栋楼被砸伤找谁赔", false, BranchNone},
		{"被告人赵某某于2019年3月4日14时许，在某市某区采用撬锁手段入户窃得现金8600元，被民警抓获归案。公诉机关指控被告人犯盗窃罪。",
			"于 ， 采用撬锁手段入户窃得现金 ， 。 犯盗窃罪。", true, BranchCriminal},
		{"2024年5月", "2024年5月", false, BranchNone}, // nothing else is asked
		{"", "", false, BranchNone},
	} {
		q := Read(c.text)
		if q.Subject != c.subject || q.Facts != c.facts || q.Branch != c.branch {
			t.Errorf("Read(%q)\n got %q, facts %v, branch %d\nwant %q, facts %v, branch %d",
				c.text, q.Subject, q.Facts, q.Branch, c.subject, c.facts, c.branch)
		}
		for _, s := range q.Ignored {
			if strings.TrimSpace(s) == "" {
				t.Errorf("%q: ignored %q", c.text, q.Ignored)
			}
		}
	}
}

// What facts ask without saying it follows from their branch; a question asks itself.
func TestImplied(t *testing.T) {
	facts := "被告人孙某驾驶货车闯红灯撞上行人后驶离现场，被害人当场死亡，公诉机关以此提起公诉。"
	if q := Read(facts); q.Implied == "" {
		t.Errorf("%q asks nothing: %+v", facts, q)
	}
	if q := Read(facts + "孙某应当如何定罪？"); q.Implied != "" || q.Facts {
		t.Errorf("a question was taken for facts: %+v", q)
	}
}

func TestAsked(t *testing.T) {
	for text, want := range map[string]Asked{
		"民法典什么时候施行": AsksStart, "抚养费给到几岁": AsksAmount, "醉驾怎么判": AsksOutcome,
		"什么是表见代理": AsksDefinition, "怀孕期间可以辞退吗": AsksPermission, "高空抛物": 0,
	} {
		if got := Read(text).Asks; got&want != want || want == 0 && got != 0 {
			t.Errorf("%s asks for %b, want %b", text, got, want)
		}
	}
}

func TestInProvision(t *testing.T) {
	for text, want := range map[string]Asked{
		"本法自2012年1月1日起施行。":                      AsksStart,
		"本规定所称经营者，是指从事商品生产的人。":                  AsksDefinition,
		"违反前款规定的，处五日以下拘留。":                      AsksOutcome,
		"未满八周岁的未成年人":                            AsksAmount,
		strings.Repeat("长", 300) + "，自公布之日起施行。": 0,
	} {
		if got := InProvision(text); got&want != want || want == 0 && got&AsksStart != 0 {
			t.Errorf("%.30s… has %b, want %b", text, got, want)
		}
	}
}

func TestBranchOfLaw(t *testing.T) {
	for title, want := range map[string]Branch{
		"刑法": BranchCriminal, "刑事诉讼法": BranchProcedure, "民法典": BranchCivil, "治安管理处罚法": BranchAdministrative,
		"最高人民法院、最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释": BranchCriminal, "劳动合同法": BranchCivil, "宪法": BranchNone,
	} {
		if got := BranchOfLaw(title); got != want {
			t.Errorf("%s belongs to %d, want %d", title, got, want)
		}
	}
}

// inProvision is what InProvision does, as patterns.
var inProvision = map[Asked]*regexp.Regexp{
	AsksAmount: regexp.MustCompile(`[一二三四五六七八九十百千万\d]+(?:周?岁|年|个月|日内|日以|倍|元|％|小时)|百分之`),
	AsksOutcome: regexp.MustCompile(`处.{0,20}(?:徒刑|拘役|罚款|拘留|罚金)|责令|赔偿|承担.{0,12}责任|退还|返还|无效|撤销|吊销|没收|追究|` +
		`支付.{0,12}(?:金|款|费)`),
	AsksDefinition: regexp.MustCompile(`是指|所称|包括下列|：\n?（一）`),
	AsksPermission: regexp.MustCompile(`有权|可以|不得|禁止|应当`),
	AsksStart:      regexp.MustCompile(`自.{0,24}(?:起|之日)(?:施行|生效|实施|执行)`),
}

func TestInProvisionAgainstPatterns(t *testing.T) {
	parts := []string{"处", "承担", "支付", "自", "二〇二一年", "3", "年", "岁", "个月", "日内", "元", "责任", "罚款", "款", "起", "之日", "施行", "执行",
		"甲乙丙丁戊", "，", "\n", "：", "（一）", "是指", "应当", "百分之", "追究", "子丑寅卯辰巳午未申酉"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var text strings.Builder
		for range 1 + r.IntN(9) {
			text.WriteString(parts[r.IntN(len(parts))])
		}
		got := InProvision(text.String())
		for what, pattern := range inProvision {
			if want := pattern.MatchString(text.String()); want != (got&what != 0) {
				t.Fatalf("%q has %b: the pattern of %b says %v", text.String(), got, what, want)
			}
		}
	}
}

func TestTopic(t *testing.T) {
	for text, want := range map[string]string{
		"贵州法院调解案件多少件":  "贵州法院调解案件",
		"柳溪什么时候签框架协议":  "柳溪 签框架协议",
		"请问试用期最长几个月":   "试用期最长 月",
		"检测站是哪里的":      "检测站是",
		"多少":           "多少",
		"违约金过高怎么办？":    "违约金过高",
		"有百分之几的人用过":    "有 的人用过",
		"能不能强制刷脸":      "强制刷脸",
		"被害人陈述与证人证言冲突": "被害人陈述与证人证言冲突",
	} {
		if got := Topic(text); got != want {
			t.Errorf("Topic(%q) = %q; want %q", text, got, want)
		}
	}
}

// What law is about is told by its words, and so is what no law says.
func TestConcerns(t *testing.T) {
	for text, want := range map[string]bool{"牙医拔错牙": true, "邻居半夜太吵": true, "公公把房给了小叔子": true, "红烧肉怎么做": false, "今天天气怎么样": false} {
		if Concerns(text) != want {
			t.Errorf("%s concerns law: %t", text, !want)
		}
	}
	for text, want := range map[string]bool{"今天天气怎么样": true, "红烧肉怎么做": true, "哪个牌子的牙膏好": true, "经济补偿金怎么算": false, "离婚冷静期多久": false,
		"怎么样才算工伤": false} {
		if got := Read(text).Asks&AsksElse != 0; got != want {
			t.Errorf("%s asks for what no law says: %t", text, got)
		}
	}
}
