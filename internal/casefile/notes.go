package casefile

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Notes are what commentary and news reports have beside their passages. The
// knowledge base stores them as JSON under the names of the fields.
type Notes struct {
	Statements []Statement
	Quotations []Field    // the longer ones
	Figures    []Field    // of a news report: 4098件, 同比上升60.2%
	Reported   []Reported `json:"Told"` // of a news report; stored under the name that it had first
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
}

// Title is what the case is called: the first sentence of how it began.
func (r *Reported) Title() string {
	first, _, _ := strings.Cut(r.Brief.Text, "。")
	return Clip(first, maxReportedTitle)
}

// maxReportedTitle is the length of a title of a case that has none, in characters.
const maxReportedTitle = 36
