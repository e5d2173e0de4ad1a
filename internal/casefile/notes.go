package casefile

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Notes are what commentary and news reports have beside their passages. The
// knowledge base stores them as JSON under the names of the fields.
type Notes struct {
	Statements []Statement
	Quotations []Field    // the longer ones
	Figures    []Field    // of a news report: 4098件, 同比上升60.2%
	Reported   []Reported `json:"Told"` // of a news report; stored under the name that it had first

	Publisher string   // who issued it, as a line of the head says
	Published string   // when, as that line says: 2021-07-28 18:21
	Paper     string   // the newspaper that a report is from, as its page names it
	Printed   Day      // when that was printed, by what the page says
	Reporters []string // who signs a report
}

// Day is a day with how it is known.
type Day struct {
	Date     statute.Date // "" where nothing tells it
	Inferred bool         // from what is told there, since nobody wrote it
}

// Statement is an answer that somebody gave, as a press release reports it.
type Statement struct {
	Question Field
	Office   Field // of the speaker: 最高人民法院副院长
	Speaker  Field
	Answer   statute.Span // with the paragraphs that go on
}

// Reported is a case that a news report tells.
type Reported struct {
	Place   Field // 吉林省长春市南关区
	Organ   Field // 南关区人民检察院
	Date    Field // as the report gives it: 今年初, 2021年8月
	Brief   Field // how it began
	Outcome Field
	Figures []Field // 5000余人次, 15家
	Span    statute.Span
	Heading string // what the report calls it, with its place; "" where it has no name
	Kind    string // 刑事, 民事, 检察公益诉讼; "" where the report does not say it
}

// Title is what the case is called, or else how the account of it begins, up to the end of a clause.
func (r *Reported) Title() string {
	if r.Heading != "" {
		return r.Heading
	}
	first, _, _ := strings.Cut(r.Brief.Text, "。")
	if utf8.RuneCountInString(first) > maxReportedTitle {
		short := string([]rune(first)[:maxReportedTitle])
		if i := strings.LastIndexAny(short, "，,；;"); utf8.RuneCountInString(short[:max(i, 0)]) >= maxReportedTitle/3 {
			return short[:i]
		}
	}
	return Clip(first, maxReportedTitle)
}

// organBodies are what organs are called in short, with their whole names.
var organBodies = [...][2]string{{"人民检察院", "人民检察院"}, {"检察院", "人民检察院"}, {"高级人民法院", "高级人民法院"}, {"高级法院", "高级人民法院"},
	{"中级人民法院", "中级人民法院"}, {"中级法院", "中级人民法院"}, {"人民法院", "人民法院"}, {"法院", "人民法院"}}

// OrganName is the whole name of the organ, as far as the report tells its place: 浙江省云溪市石桥区人民检察院
// for 石桥区检察院.
func (r *Reported) OrganName() string {
	for _, body := range organBodies {
		place, ok := strings.CutSuffix(r.Organ.Text, body[0])
		if !ok || strings.HasSuffix(place, "某") {
			continue
		}
		if strings.HasSuffix(r.Place.Text, place) {
			place = r.Place.Text
		}
		return place + body[1]
	}
	return r.Organ.Text
}

// maxReportedTitle is the length of a title of a case that has none, in characters.
const maxReportedTitle = 36
