package news

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/court"
)

// Figure is a number that a report gives, with what it is a number of. What the report does not say is "".
type Figure struct {
	Number   string // 116.25万, as written
	Unit     string // 条
	Change   string // 同比上升60.2%
	Period   string // 今年前三季度
	Region   string // 贵州
	Subject  string // 新收案件: the words right before the number
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
	// subjectAhead are the words right before a number.
	subjectAhead = regexp.MustCompile(`([\p{Han}“”+]{2,18})$`)
	// subjectBegins is where the words before the number begin to say what it counts.
	subjectBegins = regexp.MustCompile(`^(?:.*(?:共|已|了|为|达|其中|截至|包括|全省法院|检察机关|部门|排除|设立|入驻|对辖区))?(.+?)(?:数|为|达|的|了)?$`)
	subjectBehind = regexp.MustCompile(`^(?:的)?(\p{Han}{2,24})`)
	brokenLine    = regexp.MustCompile(`([^。！？：”\n])\n+([^\n])`)
)

// FiguresOf lists the numbers of a report in its order, each with what it counts. Lines that a page breaks
// inside of a sentence are read as one.
func FiguresOf(text string) []Figure {
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
				figures[i].Region = place
			}
			list = append(list, figures...)
		}
	}
	return list
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
		if f.Subject = subjectOf(before); f.Subject == "" {
			if after := subjectBehind.FindStringSubmatch(s[m[1]:]); after != nil {
				f.Subject = after[1]
			}
		}
		list = append(list, f)
	}
	return list, when
}

// precedesDigit reports whether a number goes on from what stands before it: 7×24小时, or is that of a
// provision: 第10条, 民法典1036条.
func precedesDigit(before string) bool { return notCounted.MatchString(before) }

var notCounted = regexp.MustCompile(`(?:[×.\-第]|典|[^办]法|规定|解释|、\d+条?)$`)

// subjectOf is what the number behind some words counts.
func subjectOf(before string) string {
	m := subjectAhead.FindStringSubmatch(before)
	if m == nil {
		return ""
	}
	words := strings.TrimLeft(m[1], "年家件人")
	if s := subjectBegins.FindStringSubmatch(words); s != nil {
		return s[1]
	}
	return words
}

// Speaker is somebody whom a report lets speak.
type Speaker struct{ Name, Office string }

var (
	// says is how a report brings in who speaks: office, name, and that he or she says something.
	says = regexp.MustCompile(`([\p{Han}第]{2,24}?(?:教授|研究员|律师|检察长|厅长|院长|庭长|主任|处长|局长|所长|部长|市长|司长|书记))` +
		`(\p{Han}{2,3}?)(?:说|告诉|认为|指出|表示|介绍|强调)`)
	reporter = regexp.MustCompile(`(?:本报|本刊)?(?:记者|通讯员)[ 　]*(\p{Han}{2,3}(?:[ 　、]\p{Han}{2,3})*)\s*(?:$|\n)`)
	clause   = regexp.MustCompile(`^(?:.*(?:据|对此|的是|近日))?(.+)$`)
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
		list = append(list, Speaker{Name: m[2], Office: clause.FindStringSubmatch(m[1])[1]})
	}
	return list
}

// ReportersOf lists those who sign a report.
func ReportersOf(text string) []string {
	var list []string
	for _, m := range reporter.FindAllStringSubmatch(text, -1) {
		list = append(list, strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == '　' || r == '、' })...)
	}
	return list
}
