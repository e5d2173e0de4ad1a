package caseparse

import (
	"regexp"
	"strings"
)

var (
	oneCase  = regexp.MustCompile(`一案`)
	inTitle  = regexp.MustCompile(`(\p{Han}[\p{Han}、（）]{1,40}?(?:纠纷|争议))(?:一审|二审|再审|申诉|执行|首次)`)
	charged  = regexp.MustCompile(`(?:指控|起诉|审理|公诉|以)[^。]{0,400}?(?:犯|涉嫌|构成|有)[^。]*`)
	someone  = regexp.MustCompile(`(?:（[^（）]{1,60}）)`)
	dispute  = regexp.MustCompile(`(?:因|为|关于|系)(\p{Han}[\p{Han}、]{1,24}?纠纷)`)
	lead     = regexp.MustCompile(`^(?:的|等|之间的?|双方|二人|两人|[二三四五六七八九十]+被告|因|诉|为|关于|与|和|及|、|，|：)+`)
	anyCrime = regexp.MustCompile(`^\p{Han}[\p{Han}、（）]{0,40}?罪`)
	noCrime  = regexp.MustCompile(`犯|被告|指控|其中|行为|认定|[了的]`)
	commits  = regexp.MustCompile(`犯|涉嫌|构成`)
)

// readCause reads the cause of a civil or administrative case: what stands between
// the last party and 一案 (原告甲与被告乙民间借贷纠纷一案), else what the title says.
func (j *judgment) readCause(intro int) {
	v := j.v
	if m := v.find(oneCase, intro, min(len(v.c), intro+maxIntro)); m != nil {
		from := intro
		if i := strings.LastIndex(v.c[intro:m[0]], "。"); i >= 0 {
			from = intro + i + len("。")
		}
		if start, end := j.causeIn(from, m[0]); start < end {
			j.Cause = v.field(start, end)
			return
		}
	}
	if m := v.find(inTitle, 0, j.head); m != nil {
		if start, end := j.causeIn(m[2], m[3]); start < end {
			j.Cause = v.field(start, end)
		}
	}
	if m := v.find(dispute, intro, min(len(v.c), intro+maxIntro)); m != nil && j.Cause.IsZero() {
		j.Cause = v.field(m[2], m[3])
	}
}

// causeIn takes the names of the parties and what joins them off the front of a
// cause.
func (j *judgment) causeIn(from, to int) (start, end int) {
	v := j.v
	start = from
	s := v.c[from:to]
	for _, p := range j.Parties {
		name := newView(p.Name.Text).c
		if i := strings.LastIndex(s, name); i >= 0 && name != "" {
			start = max(start, from+i+len(name))
		}
	}
	for _, m := range someone.FindAllStringIndex(s, -1) { // （以下简称甲公司）
		if from+m[1] > start && from+m[1] < to {
			start = from + m[1]
		}
	}
	if i := strings.LastIndex(v.c[start:to], "，"); i >= 0 {
		start += i + len("，")
	}
	start += len(lead.FindString(v.c[start:to]))
	if start == from || to-start > maxCause {
		return 0, 0 // no name was found: who knows where the cause begins
	}
	return start, to
}

// maxCause bounds a cause, in bytes of a view.
const maxCause = 120

// readCharges reads what the decision says a defendant is guilty of, from
// decision to its end, else what the accusation says: 指控被告人犯盗窃罪.
func (j *judgment) readCharges(intro, decision, end int) {
	if decision < end {
		j.Charges = j.chargesIn(decision, end)
	}
	if len(j.Charges) > 0 {
		return
	}
	v := j.v
	from := min(intro, len(v.c))
	for _, m := range v.findAll(charged, from, min(len(v.c), from+3*maxIntro)) {
		if j.Charges = j.chargesIn(m[0], m[1]); len(j.Charges) > 0 {
			return
		}
	}
	j.titleCharges()
}

// chargesIn reads all that is said to be committed.
func (j *judgment) chargesIn(from, to int) []Field {
	var list []Field
	for at := from; at < to; {
		m := j.v.find(commits, at, to)
		if m == nil {
			break
		}
		at = m[1]
		list = j.chargesAt(at, list)
	}
	return list
}

// chargesAt reads the names of crimes at a place, joined by 、 和 及, and adds those
// that are new.
func (j *judgment) chargesAt(at int, list []Field) []Field {
	for {
		name := j.crimes.At(j.v.c[at:])
		if name == "" {
			if name = anyCrime.FindString(j.v.c[at:]); name == "" || noCrime.MatchString(name) {
				return list
			}
		}
		f := j.v.field(at, at+len(name))
		known := false
		for _, c := range list {
			known = known || c.Text == f.Text
		}
		if !known {
			list = append(list, f)
		}
		at += len(name)
		rest := j.v.c[at:]
		next := strings.TrimPrefix(strings.TrimLeft(rest, "、和及"), "犯")
		if bare, ok := strings.CutPrefix(rest, "，"); ok && j.crimes.At(bare) != "" {
			next = bare
		}
		if len(next) == len(rest) {
			return list
		}
		at += len(rest) - len(next)
	}
}

// titleCharges reads the charges that a title names without 罪: 甲盗窃一审刑事判决书.
func (j *judgment) titleCharges() {
	title := j.v.c[:j.head]
	best, at := "", 0
	for _, c := range j.crimes.All() {
		name := strings.TrimSuffix(c.Name, "罪")
		if i := strings.Index(title, name); i >= 0 && len(name) > len(best) {
			best, at = name, i
		}
	}
	if best != "" {
		f := j.v.field(at, at+len(best))
		f.Text += "罪"
		if strings.HasPrefix(title[at+len(best):], "罪") {
			f = j.v.field(at, at+len(best)+len("罪"))
		}
		j.Charges = []Field{f}
	}
}
