package judgment

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/textview"
)

// title is the title of a paper. Places are bytes of a view.
type title struct {
	paper      *paper
	kind       string // of case, as written
	organ      [2]int // the organ that issues the paper, 0 and 0 where none is named
	name       [2]int // of the paper, without the kind of case
	start, end int    // with all that stands on its line
}

var (
	// titleAlone is a line that is a title and nothing else; its organ may stand before it.
	titleAlone = regexp.MustCompile(`^[〔《“"]?(?:中华人民共和国)?(\p{Han}{2,40}?(?:` + organs + `))?(` + caseKinds + `)?(` + paperNames +
		`)[〕》”"]?(?:（(?:副本|正本|存根|送达|样本|简易程序|普通程序|一审|二审|稿|终稿|[一二三四五]|\p{Han}{1,12}用)）)?$`)
	// titleRunning is a title in a text without lines.
	titleRunning = regexp.MustCompile(`^[〔《]?(?:中华人民共和国)?(\p{Han}{2,40}?(?:` + organs + `))(` + caseKinds + `)?(` + paperNames + `)`)
	// titleAbout is the title of an opinion with what it is about.
	titleAbout = regexp.MustCompile(`^(?:关于)?(.{2,120}?(?:案|纠纷|案件|争议|罪|行为|事项|事宜|项目|申请|仲裁|问题|合同|交易|协议|决定)(?:（[^（）]{1,20}）)?)(?:之|` +
		`的|一审|二审|再审)*(` +
		caseKinds + `)?(代理词|辩护词|辩护意见|代理意见|法律意见书|法律意见|质证意见|答辩状|答辩意见|上诉状|起诉状|司法建议书|检察建议书|律师函)$`)
	// organLine is a line that names an organ and nothing else.
	organLine = regexp.MustCompile(`^(?:中华人民共和国)?\p{Han}{2,40}(?:` + organs + `)$`)
	// ofForm is in lines before a title that is only spoken of.
	ofForm = regexp.MustCompile(`关于|印发|样式|格式|范本|模板|示例|如何|怎么|怎样|^附件|目录|。|第[一二三四五六七八九十]+条`)
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
		if m := titleAlone.FindStringSubmatchIndex(line); m != nil {
			t = titleAt(v, from, m)
		} else if m := titleRunning.FindStringSubmatchIndex(line); m != nil && opensRunning.MatchString(line[m[1]:]) {
			t = titleAt(v, from, m)
		} else if m := titleAbout.FindStringSubmatchIndex(line); m != nil && !ofForm.MatchString(strings.TrimPrefix(line, "关于")) {
			t = titleAt(v, from, []int{m[0], m[1], -1, -1, m[4], m[5], m[6], m[7]})
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

// maxTitleLine bounds the line of a title, in bytes.
const maxTitleLine = 480

// titleAt is the title of a line that begins at a place, from the groups organ, kind, name.
func titleAt(v *textview.View, from int, m []int) title {
	t := title{start: from + m[0], end: from + m[1], name: [2]int{from + m[6], from + m[7]}}
	t.paper = paperNamed[v.Text[t.name[0]:t.name[1]]]
	if m[2] >= 0 {
		t.organ = [2]int{from + m[2], from + m[3]}
	}
	if m[4] >= 0 {
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
			t.organ = [2]int{from, to}
			return
		}
	}
}

// attested reports whether the text around a title is that of a paper in a case: an
// organ, a number, a party.
func (t *title) attested(v *textview.View) bool {
	head := textview.ClipBytes(v.Text[t.end:], maxAttested)
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
	j.body = t.end
	from := t.end
	n, numbered := court.FirstDocument(v, from, min(len(v.Text), from+maxGap))
	if !numbered || !behindTitle(v, from, n.Start) {
		n, numbered = court.FirstDocument(v, 0, t.start)
	}
	if numbered && tier != casefile.TierParty {
		j.Number, j.body = n.Number, max(j.body, n.End)
		j.Instance = firstOf(j.Instance, court.InstanceOf(n.Type))
	}
	numberType := ""
	if tier == casefile.TierOrdinary {
		numberType = j.Number.Type
	}
	j.Kind = firstOf(court.KindOf(j.Kind, ""), t.paper.kind, court.KindOf("", numberType))
	court.Describe(&j.Court, j.Number)
	return true
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
