package judgment

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/textview"
)

// heading is the title of a judgment: …人民法院民事判决书.
var heading = regexp.MustCompile(`法院(?:赔偿委员会)?[#*]*` +
	`(刑事附带民事公益诉讼|刑事附带民事|民事公益诉讼|刑事|民事|行政赔偿|行政|执行|国家赔偿|司法救助|赔偿)?(判决书|裁定书|调解书|决定书|通知书)`)

// readHeading reads court, number, kind and instance, and returns where the text
// behind them begins.
func (j *Judgment) readHeading() {
	v := j.View
	head := v.Text[:min(len(v.Text), maxHead)]
	for !utf8.ValidString(head) {
		head = head[:len(head)-1]
	}
	m := heading.FindStringSubmatchIndex(head)
	after := 0
	if m != nil {
		start := courtStart(v, m[0])
		j.Court.Field = v.Field(start, m[0]+len("法院"))
		if m[2] >= 0 {
			j.Kind = v.Text[m[2]:m[3]]
		}
		j.Document = v.Field(m[4], m[5])
		j.head, after = start, m[1]
	}
	if n, ok := court.FirstNumber(v, after, min(len(v.Text), after+maxGap)); ok && (m == nil && !strings.Contains(v.Text[:n.Start], "。") ||
		m != nil && n.Start-after < maxToNumber) {
		j.Number, after = n.Number, n.End
	}
	j.body = after
	if j.Court.IsZero() {
		j.courtBelow()
	}
	if j.Document.IsZero() {
		if m := v.Find(titleOnly, 0, min(len(v.Text), maxToNumber)); m != nil && m[0] == 0 {
			if m[2] >= 0 {
				j.Kind = v.Text[m[2]:m[3]]
			}
			j.Document = v.Field(m[4], m[5])
			j.body = max(j.body, m[1])
		}
	}
	j.Kind = court.KindOf(j.Kind, j.Number.Type)
	j.Instance = court.InstanceOf(j.Number.Type)
	court.Describe(&j.Court, j.Number)
}

// titleOnly is the title of a judgment above which no court stands.
var titleOnly = regexp.MustCompile(`〔?(刑事附带民事|刑事|民事|行政|执行)?(判决书|裁定书|调解书|决定书)〕?`)

// courtBelow takes the court from a line of its own near the end, where papers have it
// whose head is lost, or whose seal says it.
func (j *Judgment) courtBelow() {
	v := j.View
	for _, from := range v.Lines(tailOf(v.Text), len(v.Text)) {
		if to := v.NextLine(from); courtName.MatchString(v.Text[from:to]) {
			j.Court.Field = v.Field(from, to)
		}
	}
}

// courtName is the name of a court and nothing else.
var courtName = regexp.MustCompile(`^(?:中华人民共和国)?\p{Han}{2,30}法院$`)

// The bytes of a view in which a heading begins, in which a number follows it,
// and in which one is looked for where there is no heading.
const (
	maxHead     = 1500
	maxToNumber = 60
	maxGap      = 300
)

// courtStart walks back from 法院 to where the name of the court begins: at the
// line, or behind a title that runs into it (…一审刑事判决书江苏省…人民法院).
func courtStart(v *textview.View, at int) int {
	for at > 0 && !v.StartsLine(at) {
		r, size := utf8.DecodeLastRuneInString(v.Text[:at])
		if !unicode.Is(unicode.Han, r) || r == '书' || r == '案' {
			break
		}
		at -= size
	}
	return at
}
