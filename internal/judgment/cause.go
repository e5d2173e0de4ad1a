package judgment

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	oneCase = regexp.MustCompile(`一案`)
	inTitle = regexp.MustCompile(`(\p{Han}[\p{Han}、（）]{1,40}?(?:纠纷|争议))(?:一审|二审|再审|申诉|执行|首次)`)
	charged = regexp.MustCompile(`(?:指控|起诉|审理|公诉|以)[^。]{0,400}?(?:犯|涉嫌|构成|有)[^。]*`)
	someone = regexp.MustCompile(`(?:（[^（）]{1,60}）)`)
	dispute = regexp.MustCompile(`(?:因|为|关于|系)(\p{Han}[\p{Han}、]{1,24}?纠纷)`)
	lead    = regexp.MustCompile(`^(?:的|等|之间的?|双方|二人|两人|[二三四五六七八九十]+被告|因|诉|为|关于|与|和|及|、|，|：)+`)
	// shortName is the end of what a body is called for short.
	shortName = regexp.MustCompile(`^.*(?:公司|银行|支行|分行|合作社|委员会|政府|医院|学校|中心|局|厂|店)`)
	// anyCrime is the name of a crime that the list does not have.
	anyCrime = regexp.MustCompile(`^(\p{Han}[\p{Han}、（）]{0,40}?[^犯]罪)(?:[，。；、和及一（]|$)`)
	noCrime  = regexp.MustCompile(`犯|认罪|悔罪|某|判处|刑罚|之罪|应当|被告|指控|其中|行为|认定|[了的]`)
	commits  = regexp.MustCompile(`犯|涉嫌|构成`)
)

// readCause reads the cause of a civil or administrative case: what stands between
// the last party and 一案 (原告甲与被告乙民间借贷纠纷一案), else what the title says.
func (j *Judgment) readCause(intro int) {
	v := j.View
	if m := v.Find(oneCase, intro, min(len(v.Text), intro+maxIntro)); m != nil {
		from := intro
		if i := strings.LastIndex(v.Text[intro:m[0]], "。"); i >= 0 {
			from = intro + i + len("。")
		}
		if start, end := j.causeIn(from, m[0]); start < end && v.Text[start:end] != j.Kind {
			if k := cause.AtEnd(v.Text[start:end]); k > 0 && roleInside.MatchString(v.Text[start:start+k]) { // 二审上诉人某某买卖合同纠纷
				start += k
			}
			j.Cause = v.Field(start, end)
			return
		}
	}
	if m := v.Find(inTitle, 0, j.head); m != nil {
		if start, end := j.causeIn(m[2], m[3]); start < end {
			j.Cause = v.Field(start, end)
		}
	}
	if !j.Cause.IsZero() {
		return
	}
	if j.causeField() {
		return
	}
	if m := v.Find(oneCaseOf, intro, min(len(v.Text), intro+maxIntro)); m != nil {
		if k := cause.AtEnd(v.Text[m[2]:m[3]]); k > 0 && j.Kind != "国家赔偿" {
			j.Cause = v.Field(m[2]+k, m[3])
			return
		}
	}
	if m := v.Find(dispute, intro, min(len(v.Text), intro+maxIntro)); m != nil && j.Cause.IsZero() {
		j.Cause = v.Field(m[2], m[3])
	}
}

// roleInside is in what stands before a cause and is none of it.
var roleInside = regexp.MustCompile(`(?:上诉人|原告|被告|第三人|申请人|保证人)`)

// causeIn takes the names of the parties and what joins them off the front of a
// cause.
func (j *Judgment) causeIn(from, to int) (start, end int) {
	v := j.View
	start = from
	s := v.Text[from:to]
	for _, p := range j.Parties {
		name := textview.New(p.Name.Text).Text
		if i := strings.LastIndex(s, name); i >= 0 && name != "" {
			start = max(start, from+i+len(name))
		}
	}
	for _, m := range someone.FindAllStringIndex(s, -1) { // （以下简称甲公司）
		if from+m[1] > start && from+m[1] < to {
			start = from + m[1]
		}
	}
	if i := strings.LastIndex(v.Text[start:to], "，"); i >= 0 {
		start += i + len("，")
	}
	for _, m := range shortName.FindAllStringIndex(v.Text[start:to], -1) { // 甲公司、乙保险公司
		if start+m[1] < to-len("合同") && !strings.HasPrefix(v.Text[start+m[1]:], "信息公开") {
			start += m[1]
			break
		}
	}
	start += len(lead.FindString(v.Text[start:to]))
	if start == from || to-start > maxCause {
		return 0, 0 // no name was found: who knows where the cause begins
	}
	return start, to
}

// decidedBelow is what the court below decided, as a court of appeal tells it.
var decidedBelow = regexp.MustCompile(`(?:判决|判处)(?:如下)?：[^宣]{1,900}`)

// maxCause bounds a cause, in bytes of a view.
const maxCause = 120

// readCharges reads what the decision says a defendant is guilty of, from
// decision to its end, else what the accusation says: 指控被告人犯盗窃罪.
func (j *Judgment) readCharges(intro, decision, end int) {
	if decision < end && j.Instance != "刑罚变更" {
		j.Charges = j.chargesIn(decision, end)
	}
	v := j.View
	if m := v.Find(decidedBelow, intro, decision); len(j.Charges) == 0 && decision < end && m != nil { // and is left as it was
		j.Charges = j.chargesIn(m[0], m[1])
	}
	if len(j.Charges) == 0 && decision < end && strings.Contains(j.Number.Type, "刑核") {
		for _, m := range v.FindAll(sentencedFor, decision, end) {
			j.Charges, _ = j.chargesAt(m[1], j.Charges)
		}
	}
	if len(j.Charges) > 0 {
		return
	}
	from := min(intro, len(v.Text))
	if j.Instance == "刑罚变更" { // of what was decided long ago
		j.Charges = j.chargesIn(j.body, min(len(v.Text), j.body+3*maxIntro))
		return
	}
	for _, m := range v.FindAll(charged, from, min(len(v.Text), from+3*maxIntro)) {
		if j.Charges = j.chargesIn(m[0], m[1]); len(j.Charges) > 0 {
			return
		}
	}
	j.titleCharges()
}

// sentencedFor stands before the crime in the review of a death sentence: 以故意杀人罪判处死刑.
var sentencedFor = regexp.MustCompile(`以|犯`)

// chargesIn reads all that is said to be committed.
func (j *Judgment) chargesIn(from, to int) []casefile.Field {
	var list []casefile.Field
	for at := from; at < to; {
		m := j.View.Find(commits, at, to)
		if m == nil {
			break
		}
		at = m[1]
		if strings.HasPrefix(j.View.Text[at:], "罪") || notCommits.MatchString(j.View.Text[max(0, m[0]-len("侵")):m[1]]) {
			continue // 犯罪所得, 侵犯公民个人信息罪
		}
		var behind int
		list, behind = j.chargesAt(at, list)
		at = max(at, behind)
	}
	return list
}

// notCommits ends in 犯 and says of nobody that he committed something.
var notCommits = regexp.MustCompile(`^[侵罪共主从累惯初偶冒]犯$`)

// chargesAt reads the names of crimes at a place, joined by 、 和 及, and adds those
// that are new. It returns where the last one ends.
func (j *Judgment) chargesAt(at int, list []casefile.Field) ([]casefile.Field, int) {
	end := at
	for {
		name := j.crimes.At(j.View.Text[at:])
		if name == "" {
			name = j.crimes.PartAt(j.View.Text[at:])
		}
		if name == "" {
			m := anyCrime.FindStringSubmatch(j.View.Text[at:])
			if m == nil || noCrime.MatchString(strings.ReplaceAll(m[1], "犯罪", "")) {
				return list, end
			}
			name = m[1]
		}
		f := j.View.Field(at, at+len(name))
		if !slices.ContainsFunc(list, func(c casefile.Field) bool { return c.Text == f.Text }) {
			list = append(list, f)
		}
		at += len(name)
		end = at
		rest := j.View.Text[at:]
		next := strings.TrimPrefix(strings.TrimLeft(rest, "、和及"), "犯")
		if bare, ok := strings.CutPrefix(rest, "，"); ok && j.crimes.At(bare) != "" {
			next = bare
		}
		if len(next) == len(rest) {
			return list, end
		}
		at += len(rest) - len(next)
	}
}

// titleCharges reads the charges that a title names without 罪: 甲盗窃一审刑事判决书.
func (j *Judgment) titleCharges() {
	title := j.View.Text[:j.head]
	best, at := "", 0
	for _, c := range j.crimes.All() {
		name := strings.TrimSuffix(c.Name, "罪")
		if i := strings.Index(title, name); i >= 0 && len(name) > len(best) {
			best, at = name, i
		}
	}
	if best != "" {
		f := j.View.Field(at, at+len(best))
		f.Text += "罪"
		if strings.HasPrefix(title[at+len(best):], "罪") {
			f = j.View.Field(at, at+len(best)+len("罪"))
		}
		j.Charges = []casefile.Field{f}
	}
}
