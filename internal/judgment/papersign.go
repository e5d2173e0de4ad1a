package judgment

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

var (
	// anyDate is a date in Chinese or Arabic numerals.
	anyDate = regexp.MustCompile(`(?:二[〇O0o一二三四五六七八九]{3}|一九[〇O0o一二三四五六七八九]{2}|(?:19|20)\d{2})年(?:[元〇一二三四五六七八九十]{1,3}|` +
		`\d{1,2})月(?:[〇一二三四五六七八九十]{1,3}|\d{1,2})日`)
	// arbitrator is the office of one who signs an award.
	arbitrator = regexp.MustCompile(`(首席仲裁员|独任仲裁员|仲裁员|审判长|审判员|执行员|(?:记录人|书记员|办案秘书|仲裁秘书))：?(\p{Han}[\p{Han}·]{1,11}?)$`)
	// pleaded is what a prosecutor says in the end that somebody is guilty of.
	pleaded   = regexp.MustCompile(`(?:应当|应|拟|建议)(?:分别)?以([^。；]{2,80}?罪)[^。；]{0,12}追究`)
	accusedOf = regexp.MustCompile(`(?:涉嫌|构成|犯|以)[^。；]{2,60}?罪`)
)

// readPaperDate reads the day of a paper: the last date on a line of its own, else the
// last of all near its end.
func (j *Judgment) readPaperDate() {
	v := j.View
	from := max(j.body, tailOf(v.Text))
	var last []int
	alone := false
	for _, m := range v.FindAll(anyDate, from, len(v.Text)) {
		is := v.EndsLine(m[1]) && (v.StartsLine(m[0]) || len(v.Text[v.LineStart(m[0]):m[0]]) <= len("具状人：某某某年月日日期"))
		if alone && !is {
			continue
		}
		if is || j.paper != nil && len(v.Text)-m[1] < maxToNumber*3 {
			last, alone = m, is
		}
	}
	if last == nil {
		return
	}
	day, _ := statute.DateAt(zeros.Replace(v.Text[last[0]:last[1]]))
	if day == "" {
		return
	}
	j.Date, j.DateSpan = day, v.Span(last[0], last[1])
}

// tailOf is where the end of a paper begins, in which its date stands.
func tailOf(s string) int {
	at := max(0, len(s)-maxPaperTail)
	for at < len(s) && s[at]&0xC0 == 0x80 {
		at++
	}
	return at
}

// maxPaperTail bounds the end of a paper, in bytes of a view.
const maxPaperTail = 1500

var (
	// panel is who sits in the court, as notices say it in a sentence.
	panel = regexp.MustCompile(`(?:审判长|审判员|人民陪审员|陪审员)(?:为|：)?((?:\p{Han}{2,4}?|` +
		`\p{Han}{2,8}·\p{Han}{2,8})(?:、(?:\p{Han}{2,4}?))*?)(?:担任|组成|独任|适用|，|。|；|、(?:审判|人民|代理|陪审))`)
	handledBy     = regexp.MustCompile(`(?:承办法官|承办人|主审法官)：(\p{Han}{2,4}?)(?:联系|电话|，|。|$)`)
	panelSentence = regexp.MustCompile(`[^。]{0,200}(?:合议庭|独任)[^。]{0,200}。`)
	panelClerk    = regexp.MustCompile(`书记员(?:为|：)?(\p{Han}{2,6}?)(?:。|，|；|（|$|担任|负责)`)
)

// readPanel reads the judges and the clerk whom a notice names in a sentence.
func (j *Judgment) readPanel() {
	v := j.View
	if len(j.Judges) > 0 || j.Tier != casefile.TierOrdinary {
		return
	}
	if m := v.Find(handledBy, j.body, len(v.Text)); m != nil && isSigner(v.Text[m[2]:m[3]]) {
		j.Judges = append(j.Judges, v.Field(m[2], m[3]))
		return
	}
	s := v.Find(panelSentence, j.body, len(v.Text))
	if s == nil {
		return
	}
	for at := s[0]; at < s[1]; {
		m := v.Find(panel, at, s[1])
		if m == nil {
			break
		}
		from := m[2]
		for _, n := range strings.Split(v.Text[m[2]:m[3]], "、") {
			f := v.Field(from, from+len(n))
			if isSigner(n) && !slices.ContainsFunc(j.Judges, func(x casefile.Field) bool { return x.Text == f.Text }) {
				j.Judges = append(j.Judges, f)
			}
			from += len(n) + len("、")
		}
		at = m[3]
	}
	if m := v.Find(panelClerk, s[0], min(len(v.Text), s[1]+maxToNumber*2)); m != nil && j.Clerk.IsZero() {
		j.Clerk = v.Field(m[2], m[3])
	}
}

// readArbitrators reads who signs an award, or another paper that a court does not sign
// as it signs judgments.
func (j *Judgment) readArbitrators() {
	v := j.View
	for _, from := range v.Lines(max(j.body, tailOf(v.Text)), len(v.Text)) {
		to := v.NextLine(from)
		m := arbitrator.FindStringSubmatchIndex(v.Text[from:to])
		if m == nil || !isSigner(v.Text[from+m[4]:from+m[5]]) {
			continue
		}
		name := v.Field(from+m[4], from+m[5])
		switch office := v.Text[from+m[2] : from+m[3]]; {
		case strings.HasSuffix(office, "员") && !strings.HasPrefix(office, "书记") || office == "审判长":
			j.Judges = append(j.Judges, name)
		case j.Clerk.IsZero():
			j.Clerk = name
		}
	}
}

// readPaperCharges reads what somebody is accused of: as the prosecutor says it in the
// end, else as he says it first.
func (j *Judgment) readPaperCharges() {
	v := j.View
	found := v.FindAll(pleaded, j.body, len(v.Text))
	for _, m := range found {
		list, _ := j.chargesAt(m[2], nil)
		for _, f := range list {
			j.addCharge(f)
		}
	}
	if len(j.Charges) > 0 {
		return
	}
	for _, m := range v.FindAll(accusedOf, j.body, len(v.Text)) {
		for _, f := range j.chargesIn(m[0], m[1]) {
			j.addCharge(f)
		}
		for _, lead := range [...]string{"以", "涉嫌", "构成"} {
			if rest, ok := strings.CutPrefix(v.Text[m[0]:m[1]], lead); ok && len(j.Charges) == 0 && j.crimes.At(rest) != "" {
				list, _ := j.chargesAt(m[0]+len(lead), nil)
				for _, f := range list {
					j.addCharge(f)
				}
			}
		}
		if len(j.Charges) > 0 {
			return
		}
	}
}

func (j *Judgment) addCharge(f casefile.Field) {
	for _, c := range j.Charges {
		if c.Text == f.Text {
			return
		}
	}
	j.Charges = append(j.Charges, f)
}
