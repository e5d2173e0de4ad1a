package judgment

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	fine = regexp.MustCompile(`罚金(?:计|共计|为)?((?:人民币)?[〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟\d.，]+万?元)`)
)

// readSentences reads the punishments of a decision.
func (j *Judgment) readSentences(start, end int) {
	v := j.View
	found := charge.Penalties(v.Text[start:end])
	committed, from := -1, start // where the last 犯 before a punishment stands
	var several []string         // the crimes since the last punishment for several
	for i, p := range found {
		at, words, behind := start+p.Start, start+p.From, start+p.To
		if c := lastCommitted(v.Text[from:max(from, words)]); c >= 0 {
			committed = from + c
		}
		from = at
		if j.isFormer(start, at, behind) {
			continue
		}
		upTo := end
		if i+1 < len(found) {
			upTo = start + found[i+1].Start
		}
		if p.Verb != "判处" && p.Verb != "决定执行" && p.Verb != "改判" && len(j.Sentences) == 0 && committed < 0 {
			continue
		}
		s := casefile.Sentence{Text: v.Field(words, behind), Total: p.Cumulative, Death: p.Death, Life: p.Life, Months: p.Months,
			Suspended: p.Suspended}
		if p.Probation[0] > 0 {
			f := v.Field(start+p.Probation[0], start+p.Probation[1])
			s.Text.Text += "，" + f.Text
			s.Text.Span.End = f.Span.End
		}
		if f := v.Find(fine, behind, upTo); f != nil {
			s.Fine = v.Field(f[2], f[3])
		}
		switch {
		case s.Total:
			s.Charge = strings.Join(several, "、")
			several = nil
		case committed >= 0:
			s.Charge = j.chargeNamed(committed + len("犯"))
		}
		if s.Charge == "" && !s.Total {
			s.Charge = j.punishedFor(start, at)
		}
		if n := len(j.Sentences); s.Charge == "" && n > 0 && !j.Sentences[n-1].Total {
			s.Charge = j.Sentences[n-1].Charge
		}
		if s.Charge == "" && len(j.Charges) == 1 {
			s.Charge = j.Charges[0].Text
		}
		if s.Charge != "" && !s.Total && !slices.Contains(several, s.Charge) {
			several = append(several, s.Charge)
		}
		j.Sentences = append(j.Sentences, s)
	}
	upTo := end
	if len(found) > 0 {
		upTo = start + found[0].Start
	}
	if m := v.Find(fine, start, upTo); m != nil && j.Kind == "刑事" { // a fine alone, of a body perhaps
		j.Sentences = append([]casefile.Sentence{{Fine: v.Field(m[2], m[3])}}, j.Sentences...)
	}
}

// lastCommitted is where the last 犯 of s stands that says what somebody committed, -1
// where none does: that of 侵犯公民个人信息罪 does not.
func lastCommitted(s string) int {
	for end := len(s); ; {
		i := strings.LastIndex(s[:end], "犯")
		if i < 0 || !notCommits.MatchString(s[max(0, i-len("侵")):i+len("犯")]) && !strings.HasPrefix(s[i:], "犯罪") {
			return i
		}
		end = i
	}
}

// chargeNamed is the name of the crime at a place, in the list or not, "" where there is
// none; of several crimes with one punishment, all of them.
func (j *Judgment) chargeNamed(at int) string {
	list, _ := j.chargesAt(at, nil)
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = f.Text
	}
	return strings.Join(names, "、")
}

// punishedFor is the crime that stands behind 以 before a punishment: 以盗窃罪判处.
func (j *Judgment) punishedFor(start, at int) string {
	before := j.View.Text[max(start, at-maxClause):at]
	for end := len(before); ; {
		i := strings.LastIndex(before[:end], "以")
		if i < 0 {
			return ""
		}
		if name := j.crimes.At(before[i+len("以"):]); name != "" {
			return name
		}
		end = i
	}
}

// formerWords stand before a punishment that was named earlier, with no more than a name
// or a number between.
var formerWords = [...]string{"原判", "前罪", "前判", "原审", "余刑", "尚未执行", "没有执行", "未执行", "曾", "罪被"}

// maxFormer bounds what stands between, in bytes of a view.
const maxFormer = 100

// maxClause bounds what is looked back at before a punishment, in bytes of a view.
const maxClause = 300

// isFormer reports whether a punishment, between two places, is one that an earlier
// judgment named: that which is revoked, or to which this decision adds.
func (j *Judgment) isFormer(start, at, end int) bool {
	before := j.View.Text[max(start, at-maxClause):at]
	if i := strings.LastIndexAny(before, "；。"); i >= 0 {
		before = strings.TrimLeft(before[i:], "；。")
	}
	if i := strings.LastIndex(before, "撤销"); i >= 0 && !behindRevoked.MatchString(before[i:]) {
		return true
	}
	for _, w := range formerWords {
		if i := strings.LastIndex(before, w); i >= 0 && len(before)-i < maxFormer && !strings.Contains(before[i:], "，") {
			return true
		}
	}
	behind := textview.ClipBytes(j.View.Text[end:], maxFormer)
	return (strings.Contains(behind, "部分") || strings.Contains(behind, "并罚") || strings.Contains(behind, "宣告")) &&
		formerBehind.MatchString(behind)
}

var (
	// behindRevoked is what stands between what is revoked and a new punishment.
	behindRevoked = regexp.MustCompile(`部分|的缓刑|缓刑[^，]{0,12}，|的执行|的宣告|，(?:被告|原审|上诉)|缓刑宣告`)
	// formerBehind stands behind a punishment that was named earlier.
	formerBehind = regexp.MustCompile(`^(?:，?(?:宣告)?缓刑[^，。；]{0,20})?的?(?:缓刑部分|缓刑宣告|刑罚(?:并罚|合并)|(?:实行)?数罪并罚|并罚|量刑部分)`)
)
