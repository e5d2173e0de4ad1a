package judgment

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/textview"
)

// title is the title of a paper. Places are bytes of a view.
type title struct {
	paper      *paper
	kind       string // of case, as written
	organ      [2]int // the organ that issues the paper, 0 and 0 where none is named
	name       [2]int // of the paper, without the kind of case
	about      [2]int // what the case is about, where the title says it: 离婚起诉状
	start, end int    // with all that stands on its line
}

var (
	// titleAlone is a line that is a title and nothing else; its organ may stand before it.
	titleAlone = regexp.MustCompile(`^[#*〔《“"]*(?:中华人民共和国)?(\p{Han}{2,40}?(?:` + organs + `))?(` + caseKinds + `)?(` + paperNames +
		`)[〕》”"*]*(?:（[^（）]{1,14}）)?$`)
	// titleOf is a title of a party with what it is about: 离婚起诉状.
	titleOf = regexp.MustCompile(`^()()\p{Han}{2,12}?(起诉状|上诉状|答辩状|反诉状|申请书|申诉书|代理词|辩护词)(?:（[^（）]{1,14}）)?$`)
	// titleUnder is a title that no table has, below its organ and before its number.
	titleUnder = regexp.MustCompile(`^()(` + caseKinds + `)?(\p{Han}{2,16}(?:裁定书|决定书|通知书|告知书|建议书|意见书|认定书|裁决书|令))(?:（[^（）]{1,14}）)?$`)
	// titleRunning is a title in a text without lines.
	titleRunning = regexp.MustCompile(`^[#*〔《]*(?:中华人民共和国)?(\p{Han}{2,40}?(?:` + organs + `))(` + caseKinds + `)?(` + paperNames + `)`)
	// titleAbout is the title of an opinion with what it is about.
	titleAbout = regexp.MustCompile(`^(?:关于)?(.{2,120}?(?:案|纠纷|案件|争议|罪|行为|事项|事宜|项目|申请|仲裁|问题|合同|交易|协议|决定)(?:（[^（）]{1,20}）)?)(?:之|` +
		`的|一审|二审|再审)*(` +
		caseKinds + `)?(代理词|辩护词|辩护意见|代理意见|法律意见书|法律意见|质证意见|答辩状|答辩意见|上诉状|起诉状|司法建议书|检察建议书|律师函)$`)
	// organLine is a line that names an organ and nothing else.
	organLine = regexp.MustCompile(`^[#*]*(?:中华人民共和国)?\p{Han}{2,40}(?:` + organs + `)$`)
	// ofForm is in lines before a title that is only spoken of.
	ofForm = regexp.MustCompile(`(?:关于|印发).*(?:通知|批复|规定|办法|意见|解释|决定|函|复函|细则|公告|指引|要点|规则)(?:（[^（）]*）)?$|印发|样式|格式|范本|模板|示例|如何|怎么|` +
		`怎样|^附件|目录|。|第[一二三四五六七八九十]+条`)
	// promulgates is how a text says that it makes rules known.
	promulgates = regexp.MustCompile(`现予公布|现予发布|审判委员会第|检察委员会第|法释〔|高检发|自\d{4}年\d{1,2}月\d{1,2}日起施行|第一条[^。]{0,60}制定本`)
	// opensRunning is what follows a title in a text without lines.
	opensRunning = regexp.MustCompile(`^(?:（|〔|案号|文号|编号|\p{Han}{1,14}[〔（](?:19|20)\d{2}|(?:19|20)\d{2}|原告|被告|申请|被申请|上诉|罪犯|当事人|` +
		`被处罚|被罚款|被拘留|\p{Han}{2,12}：)`)
	// attests is what a paper of a case says near its title.
	attests = regexp.MustCompile(`原告|被告|申请人|上诉人|答辩人|自诉人|申诉人|罪犯|被执行人|当事人|被处罚|被拘留|被罚款|被传唤|不起诉人|犯罪嫌疑人|一案|此致|审判长|仲裁庭|贵院|你院|你单位|你公司|委托人|` +
		`异议人|异议|违法|事故|案由|本院|本局|本机关|纠纷`)
)

// titleLines is in how many lines from the top a title is looked for.
const titleLines = 7

// findTitle finds the title of a paper at the head of a text; ok is false where there is
// none, or nothing near it says that it is one of a case.
func findTitle(v *textview.View) (t title, ok bool) {
	lines := v.Lines(0, min(len(v.Text), maxHead))
	for i, from := range lines[:min(len(lines), titleLines)] {
		to := v.NextLine(from)
		line := textview.ClipBytes(v.Text[from:to], maxTitleLine)
		if !mayBeTitle(line) {
			if ofForm.MatchString(line) {
				return title{}, false
			}
			continue
		}
		if m := titleAlone.FindStringSubmatchIndex(line); m != nil {
			t = titleAt(v, from, m)
		} else if m := titleRunning.FindStringSubmatchIndex(line); m != nil && opensRunning.MatchString(line[m[1]:]) {
			t = titleAt(v, from, m)
		} else if m := titleAbout.FindStringSubmatchIndex(line); m != nil && !ofForm.MatchString(line) {
			t = titleAt(v, from, []int{m[0], m[1], -1, -1, m[4], m[5], m[6], m[7]})
		} else if m := titleOf.FindStringSubmatchIndex(line); m != nil && i < 2 {
			t = titleAt(v, from, m)
			if k := t.name[0] - from; cause.Known(v.Text[from : from+k]) {
				t.about = [2]int{from, from + k}
			}
		} else if m := titleUnder.FindStringSubmatchIndex(line); m != nil && i > 0 && organLine.MatchString(v.Text[lines[i-1]:from]) {
			t = titleAt(v, from, m)
		} else if ofForm.MatchString(line) {
			return title{}, false
		} else {
			continue
		}
		if t.organ == [2]int{} && t.paper.tier != casefile.TierParty {
			t.organAbove(v, lines[:i])
		}
		return t, t.attested(v)
	}
	return title{}, false
}

// mayBeTitle reports whether a line ends as titles do, or is long enough for a title that
// a text without lines begins with. Most lines are neither, and cost no pattern.
func mayBeTitle(line string) bool {
	if len(line) >= leastRunning {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune("书状词令票告证函见知件单录议命）〕》”*", r)
}

// leastRunning is the length of the shortest line that begins with a title and goes on.
const leastRunning = len("某县人民法院传票（2021）某01民初1号")

// maxTitleLine bounds the line of a title, in bytes.
const maxTitleLine = 480

// titleAt is the title of a line that begins at a place, from the groups organ, kind, name.
func titleAt(v *textview.View, from int, m []int) title {
	t := title{start: from + m[0], end: from + m[1], name: [2]int{from + m[6], from + m[7]}}
	t.paper = paperNamed[v.Text[t.name[0]:t.name[1]]]
	if t.paper == nil {
		t.paper = &paper{name: v.Text[t.name[0]:t.name[1]], tier: casefile.TierOrdinary}
	}
	if m[2] >= 0 && m[2] < m[3] {
		t.organ = [2]int{from + m[2], from + m[3]}
	}
	if m[4] >= 0 && m[4] < m[5] {
		t.kind = v.Text[from+m[4] : from+m[5]]
		if whole := paperNamed[v.Text[from+m[4]:t.name[1]]]; whole != nil { // 行政处罚决定书, 执行通知书
			t.paper, t.kind, t.name[0] = whole, "", from+m[4]
		}
	}
	return t
}

// organAbove takes the organ from the nearest line above that names one.
func (t *title) organAbove(v *textview.View, above []int) {
	for i := len(above) - 1; i >= 0; i-- {
		from := above[i]
		to := v.NextLine(from)
		if organLine.MatchString(v.Text[from:to]) {
			from += len(v.Text[from:to]) - len(strings.TrimLeft(v.Text[from:to], "#*"))
			t.organ = [2]int{from, to}
			return
		}
	}
}

// attested reports whether the text around a title is that of a paper in a case: an
// organ, a number, a party.
func (t *title) attested(v *textview.View) bool {
	if t.paper.whole && strings.Contains(v.Text[t.organ[0]:t.organ[1]], "法院") {
		return true
	}
	head := textview.ClipBytes(v.Text[t.end:], maxAttested)
	if promulgates.MatchString(head) {
		return false // 最高人民法院公告 … 现予公布
	}
	if t.paper.whole && t.organ == [2]int{} {
		return false // a judgment has a court or a number: see Is
	}
	_, numbered := court.FirstDocument(v, t.end, t.end+len(textview.ClipBytes(head, maxToNumber*2)))
	return (numbered || t.organ != [2]int{} || t.paper.tier != casefile.TierOrdinary) && (numbered || attests.MatchString(head))
}

// maxAttested is how far behind a title something must say that it is one of a case, in
// bytes of a view.
const maxAttested = 900

// tierOf is the tier of a paper by who issues it.
func (t *title) tierOf(v *textview.View) casefile.Tier {
	if t.paper.tier == casefile.TierParty || t.organ == [2]int{} {
		return t.paper.tier
	}
	switch organ := v.Text[t.organ[0]:t.organ[1]]; {
	case strings.Contains(organ, "法院"):
		return casefile.TierOrdinary
	case strings.HasSuffix(organ, "检察院"):
		return casefile.TierProcuratorial
	case strings.Contains(organ, "仲裁"):
		return casefile.TierArbitral
	}
	return casefile.TierAdministrative
}

// readTitle reads what the title of a paper says that is no judgment, and its number. It
// reports whether there is one.
func (j *Judgment) readTitle() bool {
	v := j.View
	t, ok := findTitle(v)
	if !ok {
		return false
	}
	tier := t.tierOf(v)
	if t.paper.whole && tier == casefile.TierOrdinary {
		return false
	}
	j.paper, j.Tier = t.paper, tier
	j.Document = v.Field(t.name[0], t.name[1])
	if t.organ != [2]int{} {
		j.Court.Field = v.Field(t.organ[0], t.organ[1])
	}
	j.Kind, j.Instance = t.kind, t.paper.instance
	j.title = v.Field(t.start, t.end)
	if t.about[1] > 0 {
		j.Cause = v.Field(t.about[0], t.about[1])
	}
	j.body = t.end
	from := t.end
	n, numbered := court.FirstDocument(v, from, min(len(v.Text), from+maxGap))
	if !numbered || !behindTitle(v, from, n.Start) {
		n, numbered = court.FirstDocument(v, 0, t.start)
	}
	if tier == casefile.TierParty && (!numbered || n.Start < t.end || n.Start-t.end > maxToNumber) {
		numbered = false
		if c, ok := court.FirstNumber(v, t.end, min(len(v.Text), t.end+maxPaperHead)); ok { // of the case that it belongs to
			j.Number = c.Number
			j.Instance = firstOf(j.Instance, instancesOf[t.paper.name], court.InstanceOf(c.Type))
		}
	}
	if numbered {
		j.Number, j.body = n.Number, max(j.body, n.End)
		if tier == casefile.TierOrdinary || tier == casefile.TierParty {
			j.Instance = firstOf(j.Instance, court.InstanceOf(n.Type))
		}
	}
	numberType := ""
	if tier == casefile.TierOrdinary {
		numberType = j.Number.Type
	}
	j.Kind = firstOf(court.KindOf(j.Kind, ""), t.paper.kind, court.KindOf("", numberType))
	if j.Court.IsZero() {
		j.organBelow()
	}
	court.Describe(&j.Court, j.Number)
	return true
}

var (
	// sentTo is the organ to which a paper of a party goes.
	sentTo = regexp.MustCompile(`(?:此致|呈送|谨呈)[：，。]?(\p{Han}{2,40}?(?:法院|仲裁委员会|检察院|仲裁院|公安局|人民政府))`)
	// lawFirm is the line of a law firm that signs an opinion.
	lawFirm = regexp.MustCompile(`^(?:中华人民共和国)?\p{Han}{2,40}(?:律师事务所|公证处)(?:（[^（）]{1,6}）)?$`)
)

// organBelow takes the organ from the end of a paper: where it goes, or who signs it.
func (j *Judgment) organBelow() {
	v := j.View
	if m := v.Find(sentTo, j.body, len(v.Text)); m != nil {
		j.Court.Field = v.Field(m[2], m[3])
		return
	}
	for _, from := range v.Lines(tailOf(v.Text), len(v.Text)) {
		line := v.Text[from:v.NextLine(from)]
		if lawFirm.MatchString(line) || courtName.MatchString(line) && j.Tier != casefile.TierParty ||
			organLine.MatchString(line) && (j.Tier == casefile.TierArbitral || j.Tier == casefile.TierAdministrative) {
			end := from + len(line)
			if i := strings.Index(line, "（"); i > 0 {
				end = from + i
			}
			j.Court.Field = v.Field(from, end)
		}
	}
}

// behindTitle reports whether a number stands where that of a paper does: right behind
// the title, at the start of a line or behind what it is called.
func behindTitle(v *textview.View, title, number int) bool {
	before := v.Text[title:number]
	return v.StartsLine(number) || len(before) <= len("（副本）") || numberLabel.MatchString(before)
}

var numberLabel = regexp.MustCompile(`(?:案号|文号|编号|字号|文书号)：?$`)

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
