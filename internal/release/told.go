package release

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	// tells is how a text tells that a court decided: court, day, number, and what it made.
	tells = regexp.MustCompile(`(\p{Han}{2,40}?法院(?:赔偿委员会)?|该院|该法院|，法院)([^。；：]{0,200}?)(作出|判决|裁定|决定|裁决|判处|改判|调解)`)
	// ofOthers stands before a decision that is not made but spoken of.
	ofOthers = regexp.MustCompile(`撤销|维持|不服|变更|驳回|认为|起诉|上诉|移送|诉至|申请|请求|建议|要求|提出|抗诉|认定|指令|参照|被|对[^，。]{0,20}法院`)
	askedFor = regexp.MustCompile(`提起|诉至|起诉|申请|请求|移送|指令|不服`)
	// spokenOf is what no decision was made in: 一审法院判决后.
	spokenOf = regexp.MustCompile(`^(?:后|生效|错误|确有|书|认定|适用|存在|所|的|不当|并无|正确)`)
	dayTold  = regexp.MustCompile(`((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)`)
	dayAhead = regexp.MustCompile(`((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)，?(?:[^。，；\d]{0,12}，)?$`)
	// indexed is a decision of the index of a case: 二审：某法院（2021）某号民事判决（2021年6月1日）.
	indexed  = regexp.MustCompile(`(?:赔偿决定|一审|二审|再审|其他审理程序|执行|复议|审查|终审|申诉)：(\p{Han}{2,40}?法院(?:赔偿委员会)?)`)
	onDay    = regexp.MustCompile(`^[^。（]{0,20}（((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)`)
	anyCourt = regexp.MustCompile(`(\p{Han}{3,30}?(?:最高|高级|中级|区|县|市|旗|州)?人民法院|\p{Han}{2,12}(?:海事|互联网|知识产权|金融|铁路运输)(?:中级)?法院|最高人民法院)`)
	// generalCourt is a court that is not named.
	generalCourt = regexp.MustCompile(`^(?:一审|二审|再审|原审|受诉|该|本|有管辖权的|某|生效|上级|当地|终审|上述|两级|审理|执行|\p{Han}*(?:抗辩|请求|起诉|` +
		`申请))?(?:人民)?法院$`)
	// someCourt is the name of a court without its place.
	someCourt = regexp.MustCompile(`^某(?:区|市|县|省)?(?:\p{Han}级)?(?:人民)?法院`)
	// laterOn is a decision that is told without its court: …认为…。据此，于2015年11月2日判决.
	laterOn = regexp.MustCompile(`于((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)[^。；：]{0,30}?(?:作出|判决|裁定)`)
	holds   = regexp.MustCompile(`(\p{Han}{2,40}?法院)(?:经审理|审理|二审|再审|一审|经审查)*认为`)
	dropped = regexp.MustCompile(`((?:19|20)\d{2}年\d{1,2}月\d{1,2}日|同年\d{1,2}月\d{1,2}日)[^。；]{0,80}作出[^。；]{0,12}不起诉(?:的)?决定`)
	// signedBy are the judges of the decision that counts.
	signedBy = regexp.MustCompile(`(?:生效裁判|生效判决|生效裁定|裁判)?审判人员：([^。）]{2,120})`)
	relied   = regexp.MustCompile(`(?:依照|依据|根据|按照)(?:《|〈|我国|中华)[^。]{2,400}?第[^。]{1,200}?(?:判决|裁定|决定)`)
)

// toldIn are the parts in which a case tells what was decided, the surest first.
var toldIn = [...]casefile.PartKind{casefile.PartIndex, casefile.PartResult, casefile.PartDuty, casefile.PartReasons, casefile.PartCase}

// decisions reads what was decided in the last instance, where and when, the judges and
// the provisions relied on.
func (r reader) decisions(f *casefile.Facts, v *textview.View) {
	var told *telling // the decision that counts
	for _, x := range r.accounts(f) {
		from, to := v.Place(x.passage.Paragraphs[0].Span.Start), v.Place(x.passage.Span.End)
		if x.kind == casefile.PartIndex {
			r.index(f, v, from, to)
			continue
		}
		t := r.lastDecision(v, from, to, x.kind)
		if f.Number.IsZero() && (f.Court.IsZero() || f.Date == "" && t.sure()) {
			t.fill(f)
		}
		if f.Outcome.Name == "" && (x.kind == casefile.PartResult || t.made) {
			outcome(f, v, t.at, to, t.sure())
			if f.Outcome.Name == "" && x.kind == casefile.PartResult {
				outcome(f, v, from, to, false)
			}
		}
		if t.made && told == nil {
			told = &t
			if f.Kind == "刑事" && len(f.Sentences) == 0 && f.Outcome.Name != "无罪" {
				sentences(f, v, t.at, to)
				if len(f.Sentences) == 0 && (f.Outcome.Name == "驳回上诉维持原判" || strings.HasPrefix(f.Outcome.Name, "撤回")) {
					sentences(f, v, from, t.at) // what was left as it was
				}
			}
		}
	}
	for _, p := range r.Passages {
		if h := named[p.Heading]; f.Outcome.Name == "" && f.Number.IsZero() && h != nil && len(p.Paragraphs) > 0 &&
			(h.kind == casefile.PartCase || h.kind == casefile.PartReasons) {
			outcome(f, v, v.Place(p.Paragraphs[0].Span.Start), v.Place(p.Span.End), false)
		}
	}
	if f.Date == "" && told == nil {
		if m := v.Find(dropped, 0, len(v.Text)); m != nil && f.Kind == "刑事" {
			if day, _ := statute.DateAt(v.Text[m[2]:m[3]]); day != "" {
				f.Date, f.DateSpan = day, v.Span(m[2], m[3])
			}
			f.Outcome = casefile.Outcome{Name: "不起诉", Span: v.Span(m[0], m[1])}
		}
	}
	if f.Instance == "" && told != nil {
		f.Instance = told.stage(v, f)
	}
	f.Court.Field = fullCourt(v, f.Court.Field)
	if m := v.Find(signedBy, 0, len(v.Text)); m != nil {
		for at := m[2]; at < m[3]; {
			end := m[3]
			if i := strings.IndexAny(v.Text[at:m[3]], "、，；"); i >= 0 {
				end = at + i
			}
			if name := v.Field(at, end); len(name.Text) >= len("甲乙") && len(name.Text) <= len("甲")*12 {
				f.Judges = append(f.Judges, name)
			}
			at = end + len("、")
		}
	}
	if m := v.Find(relied, 0, len(v.Text)); m != nil && f.Basis.Len() == 0 {
		f.Basis = v.Span(m[0], m[1])
	}
}

// madeLater is what stands between a court's first word and what it made in the end.
var madeLater = regexp.MustCompile(`^[^。；：]{0,60}?(，?于(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)作出`)

// byPaper is what stands behind the kind of paper by which a court decides.
var byPaper = regexp.MustCompile(`^书[^。；：，]{0,12}?(作出|判决|裁定|决定|改判)`)

// index reads the decisions that the index of a case lists; the last counts.
func (r reader) index(f *casefile.Facts, v *textview.View, from, to int) {
	for _, m := range v.FindAll(indexed, from, to) {
		f.Court.Field = v.Field(m[2], m[3])
		if n, ok := court.FirstNumber(v, m[3], min(to, m[3]+beforeNumber)); ok {
			f.Number, f.Instance = n.Number, court.InstanceOf(n.Type)
			if d := v.Find(onDay, n.End, min(to, n.End+beforeNumber)); d != nil {
				if day, _ := statute.DateAt(v.Text[d[2]:d[3]]); day != "" {
					f.Date, f.DateSpan = day, v.Span(d[2], d[3])
				}
			}
		}
	}
}

// provinceAhead is the name of a province right before that of a court, behind what does
// not belong to it.
var provinceAhead = regexp.MustCompile(`(?:向|由|经|至|到|服|对|，|。|、|：|；|^)(\p{Han}{1,6}(?:省|自治区))$`)

// fullCourt is a court by the fullest name that the text gives it, so that one court has
// not two: 江苏省无锡市中级人民法院 where the decision is told of 无锡市中级人民法院.
func fullCourt(v *textview.View, c casefile.Field) casefile.Field {
	name := textview.New(c.Text).Text
	if name == "" || strings.HasPrefix(name, "最高") {
		return c
	}
	for at := 0; ; {
		i := strings.Index(v.Text[at:], name)
		if i < 0 {
			return c
		}
		at += i
		if m := provinceAhead.FindStringSubmatchIndex(v.Text[max(0, at-maxProvince):at]); m != nil {
			return courtIn(v, max(0, at-maxProvince)+m[2], at+len(name))
		}
		at += len(name)
	}
}

// maxProvince bounds the name of a province with what stands before it, in bytes of a view.
const maxProvince = len("某某某某某自治区，")

// account is a passage that tells what was decided.
type account struct {
	kind    casefile.PartKind
	passage casefile.Passage
}

// accounts are the passages that tell what was decided, the surest first. Those of a case
// of the gazette stand behind its summary.
func (r reader) accounts(f *casefile.Facts) []account {
	var list []account
	for _, kind := range toldIn {
		for _, p := range r.Passages {
			if h := named[p.Heading]; h != nil && h.kind == kind && len(p.Paragraphs) > 0 {
				list = append(list, account{kind, p})
			}
		}
	}
	if f.Tier == casefile.TierGazette {
		summed := false
		for _, p := range r.Passages {
			if summed = summed || isPart(p); summed && len(p.Paragraphs) > 0 &&
				(!isPart(p) || named[p.Heading].kind == casefile.PartPoints) {
				list = append(list, account{casefile.PartResult, p})
			}
		}
	}
	return list
}

// telling is a decision as a part tells it.
type telling struct {
	at      int // where it begins in the view
	made    bool
	court   casefile.Field
	number  casefile.Number
	day     statute.Date
	daySpan statute.Span
	upTo    int
}

// sure reports whether a decision is told with its day or its number.
func (t *telling) sure() bool { return t.day != "" || !t.number.IsZero() }

// fill takes over what is told.
func (t *telling) fill(f *casefile.Facts) {
	f.Number, f.Instance, f.Court.Field, f.Date, f.DateSpan = t.number, court.InstanceOf(t.number.Type), t.court, t.day, t.daySpan
}

var (
	appealTold  = regexp.MustCompile(`二审|上诉|终审|抗诉`)
	retrialTold = regexp.MustCompile(`再审|审判监督`)
)

// stage is the instance that a decision without a number seems to be of.
func (t *telling) stage(v *textview.View, f *casefile.Facts) string {
	text := v.Text[max(0, t.at-beforeNumber):min(len(v.Text), max(t.at+beforeNumber, t.upTo))]
	switch {
	case f.Kind == "执行" || f.Kind == "国家赔偿" || f.Outcome.Name == "不起诉":
		return ""
	case retrialTold.MatchString(text):
		return "再审"
	case appealTold.MatchString(text) && !strings.Contains(text, "未上诉") && !strings.Contains(text, "均未提出上诉"):
		return "二审"
	}
	return "一审"
}

// lastDecision reads court, number and day of the last decision that a part tells.
func (r reader) lastDecision(v *textview.View, from, to int, kind casefile.PartKind) telling {
	t := telling{at: from, upTo: to}
	for at := from; at < to; {
		m := v.Find(tells, at, to)
		if m == nil {
			break
		}
		at = m[3]
		if x := v.Find(byPaper, m[7], min(to, m[7]+beforeNumber)); x != nil { // 以（2021）某号判决书作出判决
			m[6], m[7] = x[2], x[3]
		}
		c := courtIn(v, m[2], m[3])
		begins := v.Place(c.Span.Start)
		if ofOthers.MatchString(v.Text[max(from, begins-len("不服")):m[3]]) || askedFor.MatchString(v.Text[m[4]:m[5]]) ||
			spokenOf.MatchString(v.Text[m[7]:to]) {
			continue
		}
		if v.Text[m[6]:m[7]] != "作出" { // …法院裁定再审，于…作出…
			if x := v.Find(madeLater, m[7], min(to, m[7]+3*beforeNumber)); x != nil {
				m[5], m[7] = x[3], x[1]
			}
		}
		n, numbered := court.FirstNumber(v, m[4], min(to, m[7]+beforeNumber))
		if numbered && n.Start > m[7] && strings.ContainsAny(v.Text[m[7]:n.Start], "。；：") {
			numbered = false
		}
		day := v.Find(dayTold, m[4], m[5])
		if day == nil {
			day = v.Find(dayAhead, max(from, m[0]-beforeNumber/2), m[0])
		}
		if !numbered && day == nil {
			if !t.made || t.number.IsZero() && t.day == "" {
				t.at, t.made = m[0], true // the court is the one named last, below
			}
			continue
		}
		before := t.court
		t.at, t.made, t.number, t.day, t.daySpan = m[0], true, casefile.Number{}, "", statute.Span{}
		switch {
		case strings.HasPrefix(c.Text, "该") || strings.TrimLeft(c.Text, "，") == "法院":
			t.court = before
		case generalCourt.MatchString(c.Text):
			t.court = casefile.Field{}
		default:
			t.court = c
		}
		if numbered {
			t.number = n.Number
			at = max(at, n.End)
		}
		t.dated(v, day)
		at = max(at, m[7])
	}
	if t.later(v, to) || !t.court.IsZero() || kind == casefile.PartDuty {
		return t
	}
	for _, c := range v.FindAll(anyCourt, from, to) {
		if field := courtIn(v, c[2], c[3]); !generalCourt.MatchString(field.Text) && !someCourt.MatchString(field.Text) {
			t.court = field
		}
	}
	return t
}

func (t *telling) dated(v *textview.View, day []int) {
	if day == nil {
		return
	}
	if d, _ := statute.DateAt(v.Text[day[2]:day[3]]); d != "" {
		t.day, t.daySpan = d, v.Span(day[2], day[3])
	}
}

// later reads a decision behind that which was told last whose court is named in a
// sentence before; it reports whether there is one.
func (t *telling) later(v *textview.View, to int) bool {
	found := false
	for _, m := range v.FindAll(laterOn, t.at, to) {
		if t.day != "" && v.Span(m[2], m[3]).Start <= t.daySpan.Start {
			continue
		}
		held := v.FindAll(holds, t.at, m[0])
		if len(held) == 0 {
			continue
		}
		found = true
		t.at, t.made, t.number, t.court = m[0], true, casefile.Number{}, courtIn(v, held[len(held)-1][2], held[len(held)-1][3])
		t.dated(v, m)
		if n, ok := court.FirstNumber(v, m[1], min(to, m[1]+beforeNumber)); ok && !strings.ContainsAny(v.Text[m[1]:n.Start], "。；：") {
			t.number = n.Number
		}
	}
	return found
}

// outcome names what a stretch of text says was decided.
func outcome(f *casefile.Facts, v *textview.View, from, to int, made bool) {
	section := v.Text[from:to]
	for _, o := range outcomeRules {
		if o.kind != "" && o.kind != f.Kind {
			continue
		}
		if all := o.says.FindAllStringIndex(section, -1); all != nil {
			m := all[len(all)-1]
			f.Outcome = casefile.Outcome{Name: o.name, Span: v.Span(from+m[0], from+m[1])}
			return
		}
	}
	if m := grants.FindStringIndex(section); made && m != nil && f.Kind == "民事" {
		f.Outcome = casefile.Outcome{Name: "支持", Span: v.Span(from+m[0], from+m[1])}
	}
}

// courtIn takes what stands before the name of a court off its front.
func courtIn(v *textview.View, from, to int) casefile.Field {
	for _, lead := range [...]string{"宣判后", "，", "后", "向", "由", "经", "被告", "原告", "委托", "月", "日", "年", "审："} {
		if i := strings.LastIndex(v.Text[from:to], lead); i >= 0 && i+len(lead) < to-from-len("人民法院") {
			from += i + len(lead)
		}
	}
	return v.Field(from, to)
}

// beforeNumber bounds what stands between a court and the number of its decision, in
// bytes of a view.
const beforeNumber = 180

// outcomeRule names what a decision comes to where a section says something.
type outcomeRule struct {
	name string
	says *regexp.Regexp
	kind string // of case, "" for all
}

// outcomeRules are the outcomes as sections report them, the last instance first.
var outcomeRules = [...]outcomeRule{
	{"驳回上诉维持原判", regexp.MustCompile(`驳回(?:上诉|抗诉)[^。；]{0,20}维持(?:原|一审|原审)(?:判决?|裁定)|二审(?:法院)?(?:判决|裁定)?(?:驳回上诉，)?维持(?:原判|一审判决)|` +
		`二审维持原判|驳回[^。；]{0,30}上诉，维持`), ""},
	{"撤回上诉", regexp.MustCompile(`(?:准许|准予)[^。；]{0,40}撤回上诉`), ""},
	{"撤回抗诉", regexp.MustCompile(`(?:准许|准予)[^。；]{0,40}撤回抗诉`), ""},
	{"无罪", regexp.MustCompile(`(?:宣告|判决|改判)[^。；]{0,30}无罪`), "刑事"},
	{"撤销", regexp.MustCompile(`撤销[^。；]{0,80}(?:裁定|决定|裁决)`), "执行"},
	{"赔偿", regexp.MustCompile(`支付[^。；]{0,80}(?:赔偿金|元)`), "国家赔偿"},
	{"改判", regexp.MustCompile(`(?:二审|再审|终审)[^。]{0,30}改判|改判|撤销[^。；]{0,80}(?:判决|裁定)|变更[^。；]{0,30}判决`), "刑事"},
	{"改判", regexp.MustCompile(`(?:二审|再审|终审)[^。]{0,30}改判|改判|撤销[^。；]{0,60}(?:一审|原审|二审|原|号)(?:刑事|民事|行政)?(?:附带民事)?(?:判决|裁定)|` +
		`1\.撤销.{0,40}判决|变更(?:一审|原审)[^。；]{0,10}判决`), ""},
	{"驳回再审申请", regexp.MustCompile(`驳回.{0,30}再审申请`), ""},
	{"驳回申诉", regexp.MustCompile(`驳回.{0,30}申诉`), ""},
	{"指令再审", regexp.MustCompile(`指令.{0,40}再审`), ""},
	{"发回重审", regexp.MustCompile(`发回.{0,40}(?:重审|重新审)`), ""},
	{"调解", regexp.MustCompile(`达成(?:了)?(?:和解|调解)(?:协议)?|调解结案`), ""},
	{"撤诉", regexp.MustCompile(`(?:准许|准予).{0,20}撤(?:回起)?诉`), ""},
	{"无罪", regexp.MustCompile(`(?:宣告|判决|改判).{0,30}无罪`), "刑事"},
	{"免予刑事处罚", regexp.MustCompile(`免予刑事处罚`), "刑事"},
	{"不起诉", regexp.MustCompile(`(?:作出|决定).{0,24}不起诉`), "刑事"},
	{"有罪", regexp.MustCompile(`判处|犯.{1,40}罪|构成.{1,40}罪|以.{1,40}罪.{0,12}(?:判|处)`), "刑事"},
	{"部分支持", regexp.MustCompile(`部分支持|驳回.{0,20}其(?:他|余|它)(?:的)?(?:诉讼|仲裁)?请求`), ""},
	{"驳回", regexp.MustCompile(`(?:判决|裁定|裁决|依法)?驳回(?:了)?.{0,30}(?:全部)?(?:诉讼请求|诉请|仲裁请求|请求|起诉)`), ""},
	{"支持", regexp.MustCompile(`(?:判决|依法|予以|最终|法院)支持.{0,40}(?:诉讼请求|请求|主张)|(?:诉讼请求|诉请)[^。不]{0,20}予以支持`), ""},
	{"准予", regexp.MustCompile(`批准[^。；]{0,20}计划|承认和执行|裁定承认|作出人身安全保护令|(?:准许|准予)[^。；]{0,30}申请`), "民事"},
	{"撤销", regexp.MustCompile(`撤销[^。；]{0,80}(?:决定|行为|处罚|通知|批复|证|答复|登记|认定|意见)`), "行政"},
	{"确认违法", regexp.MustCompile(`确认[^。；]{0,80}(?:违法|无效)`), "行政"},
	{"责令履行", regexp.MustCompile(`责令|限.{0,30}(?:作出|履行)|重新作出`), "行政"},
}

// grants is what a court orders where a claim was good.
var grants = regexp.MustCompile(`(?:支付|赔偿|返还|给付|偿还|停止|赔礼道歉|连带责任|解除|准予|确认|归)`)
