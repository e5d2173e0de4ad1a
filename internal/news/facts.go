package news

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
)

// Figure is a number that a report gives, with what it is a number of. What the report does not say is "".
type Figure struct {
	Number   string // 116.25万, as written
	Unit     string // 条
	Change   string // 同比上升60.2%
	Period   string // 今年前三季度
	Region   string // 贵州
	Subject  string // what it counts: 新收案件, 调解员; "" where no short phrase beside the number says it
	Sentence string // in which it stands
}

var (
	// counted is a number with its unit; a share of a hundred is one where it is no change.
	counted = regexp.MustCompile(`(\d[\d.]*(?:万|亿)?(?:余|多)?)(件|起|人次|名|人|家|个|条|倍|处|份|元|天|公里|吨|%)`)
	// change is what a number has become more or less by.
	change = regexp.MustCompile(`^[,，]?((?:同比|环比|比上年|较上年)(?:上升|下降|增加|增长|减少|降低)\d[\d.]*(?:万|亿)?(?:件|起|人|家|%)?` +
		`(?:[,，]同比(?:上升|下降|增加|增长|减少)\d[\d.]*%)?)`)
	// changes is a number that is itself the change of another.
	changes = regexp.MustCompile(`(?:同比|环比|比上年|较上年)(?:上升|下降|增加|增长|减少|降低)$`)
	period  = regexp.MustCompile(`(?:截至|截止)\d{1,2}月(?:\d{1,2}日|底)|(?:今年|去年|20\d\d年)?\d{1,2}月至\d{1,2}月|` +
		`(?:今年|去年|20\d\d年)(?:前?[一二三四五六七八九十\d]{1,2}个?(?:季度|月)|上半年|下半年|以来)|过去一年|20\d\d年|近年来|今年`)
	region = regexp.MustCompile(`(` + strings.Join(court.Provinces(), "|") + `)|(\p{Han}{2,3}(?:市|自治州|自治县))(?:检察|法院|公安)|全国`)
	// notOf is where the name of a place stands for something else.
	notOf = regexp.MustCompile(`居全国|全国人大|全国人民|（全国`)
	// brokenLine is a line that goes on in the next: headings are shorter.
	brokenLine = regexp.MustCompile(`([^。！？：”\n]{20})\n+([^\n])`)
)

// FiguresOf lists the numbers of a report in its order, each with what it counts. Lines that a page breaks
// inside of a sentence are read as one. A figure of a case that the report tells is of the place of that case
// where its own sentence names none.
func FiguresOf(text string, told ...casefile.Reported) []Figure {
	whole := text
	text = brokenLine.ReplaceAllString(text, "$1$2")
	var list []Figure
	for paragraph := range strings.SplitSeq(text, "\n") {
		place, when := "", ""
		for sentence := range strings.SplitAfterSeq(paragraph, "。") {
			if m := region.FindStringSubmatch(notOf.ReplaceAllString(sentence, "")); m != nil {
				place = m[1] + strings.TrimLeft(m[2], "的是在与和由")
				if place == "" {
					place = m[0]
				}
			}
			figures, last := figuresOfSentence(strings.TrimSpace(sentence), when)
			when = last
			for i := range figures {
				figures[i].Region = cmp.Or(place, placeTold(whole, figures[i], told))
			}
			list = append(list, figures...)
		}
	}
	return list
}

// placeTold is the place of the case in the account of which a figure stands, "" where it is in none.
func placeTold(text string, f Figure, told []casefile.Reported) string {
	for _, t := range told {
		if t.Span.End <= len(text) && strings.Contains(t.Span.Of(text), f.Sentence) &&
			slices.ContainsFunc(t.Figures, func(own casefile.Field) bool { return strings.Contains(own.Text, f.Number+f.Unit) }) {
			return t.Place.Text
		}
	}
	return ""
}

func figuresOfSentence(s, when string) (list []Figure, last string) {
	for _, m := range counted.FindAllStringSubmatchIndex(s, -1) {
		before := s[:m[0]]
		if changes.MatchString(before) || precedesDigit(before) || strings.HasPrefix(s[m[1]:], "月") {
			continue
		}
		for _, p := range period.FindAllString(before, -1) {
			when = p
		}
		f := Figure{Number: s[m[2]:m[3]], Unit: s[m[4]:m[5]], Period: when, Sentence: s}
		if c := change.FindStringSubmatch(s[m[1]:]); c != nil {
			f.Change = c[1]
		}
		if f.Subject = subjectOf(before, s[m[1]:], f.Unit); f.Subject == "" && len(list) > 0 && goesOnCounting.MatchString(before) {
			f.Subject = list[len(list)-1].Subject // 办理案件71件92人, 从11家增加到19家
		}
		list = append(list, f)
	}
	return list, when
}

// precedesDigit reports whether a number goes on from what stands before it: 7×24小时, or is that of a
// provision: 第10条, 民法典1036条.
func precedesDigit(before string) bool { return notCounted.MatchString(before) }

var notCounted = regexp.MustCompile(`(?:[×.\-第]|典|[^办]法|规定|解释|、\d+条?)$`)

// Speaker is somebody whom a report lets speak.
type Speaker struct{ Name, Office string }

const offices = `教授|研究员|律师|检察长|厅长|院长|庭长|主任|处长|局长|所长|部长|市长|司长|书记`

var (
	// says is how a report brings in who speaks: office, name, and that he or she says something.
	says = regexp.MustCompile(`([\p{Han}第][\p{Han}第、]{0,30}?(?:` + offices + `))(\p{Han}{2,3}?)(?:说|告诉|认为|指出|表示|介绍|强调)`)
	// by is who speaks and is introduced elsewhere: 据钱某介绍, 钱某是石桥区公安局的民警.
	by         = regexp.MustCompile(`据(\p{Han}{2,3})(?:介绍|说)`)
	introduced = regexp.MustCompile(`(?:^|[。\n])\s*(\p{Han}{2,3})是(\p{Han}{4,30}?)的?(民警|法官|检察官|律师|教授|工作人员)`)
	reporter   = regexp.MustCompile(`(?m)^[□ 　]*(?:本报(?:实习)?|本刊)(?:记者|通讯员)[ 　]*(\p{Han}{2,3}(?:[ 　、]+\p{Han}{2,3})*?)(?:[ 　]+摄)?\s*$`)
	// reporterAhead opens a report without a line of its own: 本报讯 记者甲某 实习生乙某 近日.
	reporterAhead = regexp.MustCompile(`(?m)^本报讯[ 　（(]*记者[ 　]*(\p{Han}{2,3})(?:[ 　、]+(?:实习生|通讯员)[ 　]*(\p{Han}{2,3}))?[ 　）)，,]`)
	// leadsTo is what stands before the office in its clause.
	leadsTo = regexp.MustCompile(`^.*(?:据|对此|的是|近日|日前|的)`)
)

// noName are words between an office and what somebody says that are nobody's name.
var noName = regexp.MustCompile(`^(?:多次|再次|一再|反复|首先|同时|曾经?|一直|进一步|明确|还|并|均|也)`)

// SpeakersOf lists those who speak in a report with the office that it first gives them, in its order.
func SpeakersOf(text string) []Speaker {
	var list []Speaker
	seen := map[string]bool{}
	for _, m := range says.FindAllStringSubmatch(text, -1) {
		if seen[m[2]] || noName.MatchString(m[2]) {
			continue
		}
		seen[m[2]] = true
		list = append(list, Speaker{Name: m[2], Office: strings.TrimLeft(leadsTo.ReplaceAllString(m[1], ""), "、")})
	}
	told := map[string]string{}
	for _, m := range introduced.FindAllStringSubmatch(text, -1) {
		told[m[1]] = m[2] + m[3]
	}
	for _, m := range by.FindAllStringSubmatch(text, -1) {
		if office := told[m[1]]; office != "" && !seen[m[1]] {
			seen[m[1]] = true
			list = append(list, Speaker{Name: m[1], Office: office})
		}
	}
	return list
}

// ReportersOf lists those who sign a report.
func ReportersOf(text string) []string {
	var list []string
	for _, m := range reporter.FindAllStringSubmatch(text, -1) {
		list = append(list, strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == '　' || r == '、' })...)
	}
	for _, m := range reporterAhead.FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
		if m[2] != "" {
			list = append(list, m[2])
		}
	}
	return list
}
