package lawparse

import (
	"iter"
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

var (
	// clauseOfForce is a clause that says from when a text is in force.
	clauseOfForce = regexp.MustCompile(`本[\p{Han}]{1,8}自[^。；]{2,40}?(?:起|后)?[^。；]{0,6}(?:施行|实施|生效)|施行(?:日期|时间)由[^。；]{2,40}(?:规定|确定|公布)`)
	// withAnotherLaw is such a clause that only the text of another law answers.
	withAnotherLaw = regexp.MustCompile(`[自从与][^。；《]{0,4}《[^》。；]{2,40}》[^。；]{0,4}(?:施行|实施|生效|公布)?之日起?(?:同时)?(?:施行|实施|生效)`)
	// withPublication is such a clause that the date of publication answers.
	withPublication = regexp.MustCompile(`(?:(?:自|从|于)(?:本[\p{Han}]{1,4}|修订|修正)?|本[\p{Han}]{1,6})(?:公布|颁布|发布|印发|颁发|颁行|签发|签署|下发|公告|发文|登报)` +
		`(?:之日|日|之时|后)?起?(?:即|正式|开始)?(?:施行|实施|生效|执行|试行)|自即日起`)
	// withAdoption is one that the day of adoption or approval answers.
	withAdoption = regexp.MustCompile(`(?:自|从|于)(通过|批准)(?:之日|日|之时)?起?(?:开始)?(?:施行|实施|生效|执行)`)
)

// unreadEffective says where a text tells from when it is in force and the day cannot be
// told from that: 自公布之日起三十日后施行, 自2021年13月1日起施行. The day is left open, not
// guessed.
func (p *parser) unreadEffective() {
	h := &p.law.Header
	if h.Effective != "" {
		return
	}
	units := p.law.Articles()
	if len(units) == 0 {
		return
	}
	for i := len(units) - 1; i >= 0 && i >= len(units)-3; i-- {
		text := squeeze(units[i].Span.Of(p.text))
		if !strings.Contains(text, "施行") && !strings.Contains(text, "实施") && !strings.Contains(text, "生效") {
			continue
		}
		clause := clauseOfForce.FindString(text)
		if another := withAnotherLaw.FindString(text); another != "" {
			clause = another
		} else if clause == "" || strings.Contains(clause, "《") {
			continue
		}
		if withPublication.MatchString(clause) || withAdoption.MatchString(clause) {
			return
		}
		h.EffectiveUnread = true
		p.diagnose("effective_unread", "“"+clause+"”算不出具体日期，施行日期留空", units[i].Span)
		return
	}
}

// onPublication is the day from which a text is in force that says 自公布之日起施行: that on
// which it was published, which may be days after its adoption. It is "" where no such
// day stands in the header behind that of the text.
func (p *parser) onPublication(meta string) statute.Date {
	h := &p.law.Header
	label := statute.Date("")
	if !statute.IsUndated(h.Label) {
		label = statute.Date(h.Label)
	}
	how := p.clauseOfPublication(meta)
	if how == nil {
		return ""
	}
	var published, other statute.Date
	first := func(have, d statute.Date) statute.Date {
		if d >= label && (have == "" || d < have) {
			return d
		}
		return have
	}
	for _, e := range h.Events {
		switch {
		case e.Kind == EventPromulgated && how == withPublication, e.Kind == EventApproved && how == withAdoption:
			published = first(published, e.Date)
		case e.Kind == EventOther && how == withPublication && e.Text == "" && e.Date.Since(label) <= maxToCover:
			other = first(other, e.Date) // under the order
		}
	}
	if published != "" {
		return published
	}
	return other
}

// maxToCover is how long after its adoption the order of a law is signed, in days.
const maxToCover = 60

// clauseOfPublication finds the clause by which the text is in force from its publication
// or its adoption, in the last units or in the header. It returns how that is written.
func (p *parser) clauseOfPublication(meta string) *regexp.Regexp {
	units := p.unitsOfForce()
	for i := len(units) - 1; i >= 0 && i >= len(units)-4; i-- {
		text := squeeze(units[i].Span.Of(p.text)) // 起 施 行
		if !speaksOfForce(text) {
			continue
		}
		for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return r == '。' || r == '；' }) {
			if !speaksOfForce(sentence) {
				continue
			}
			for _, how := range [...]*regexp.Regexp{withPublication, withAdoption} {
				if loc := how.FindStringIndex(sentence); loc != nil && !strings.Contains(sentence[:loc[0]], "《") {
					return how
				}
			}
		}
	}
	if speaksOfForce(squeezeLines(meta)) && withPublication.MatchString(squeezeLines(meta)) {
		return withPublication
	}
	return nil
}

// speaksOfForce reports whether a text may say from when it is in force.
func speaksOfForce(s string) bool {
	for _, w := range [...]string{"施行", "实施", "生效", "执行", "试行", "即日"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// coverDay is the day under the cover of a notice whose title is that of the whole text:
// it stands among the organs, before what is carried.
func (p *parser) coverDay() statute.Date {
	if !isCarrier(p.law.Header.Title) {
		return ""
	}
	for i := p.body; i < p.frontEnd(); i++ {
		t := squeeze(p.segments[i].text(p.text))
		if !isDateOnly(t) && !isFactsOnly(t) {
			continue
		}
		for at := range t {
			if d, n := statute.DateAt(t[at:]); n > 0 {
				return d
			}
		}
	}
	return ""
}

// closingLabel is the date under the text, for one whose header has none.
func (p *parser) closingLabel() string {
	label := statute.Undated
	for _, n := range p.law.Root.Children {
		if n.Kind != statute.KindClosing {
			continue
		}
		if d, size := statute.DateAt(strings.TrimSpace(n.Span.Of(p.text))); size > 0 {
			label = string(d)
		}
	}
	return label
}

// unitsOfForce are the units the last of which may say from when the text is in force.
func (p *parser) unitsOfForce() []*Node {
	units := p.law.Articles()
	if len(units) == 0 {
		units = p.law.Clauses()
	}
	if len(units) == 0 {
		units = p.law.Root.Children
	}
	return units
}

// effectiveFromText reads 本法自2021年1月1日起施行 in the last units.
func (p *parser) effectiveFromText() statute.Date {
	units := p.unitsOfForce()
	for i := len(units) - 1; i >= 0 && i >= len(units)-4; i-- {
		if d := effectiveIn(squeeze(units[i].Span.Of(p.text))); d != "" { // 自 2020 年 9 月 1 日 起 施 行
			return d
		}
	}
	return ""
}

// daysOfForce are what stands behind the words before the day from which a text is in force: 自, 从, 本法于, 本法.
func daysOfForce(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := 0; at < len(s); at++ {
			if c := s[at]; c != "自"[0] && c != "从"[0] && c != "本"[0] {
				continue
			}
			rest := s[at:]
			behind, ok := strings.CutPrefix(rest, "自")
			if !ok {
				behind, ok = strings.CutPrefix(rest, "从")
			}
			if !ok {
				behind, ok = behindSelf(rest)
			}
			if ok && !yield(behind) {
				return
			}
		}
	}
}

// behindSelf is what stands behind 本法, 本条例于 and the like at the start of s.
func behindSelf(s string) (behind string, ok bool) {
	rest, ok := strings.CutPrefix(s, "本")
	if !ok {
		return "", false
	}
	for _, w := range [...]string{"法", "条例", "规定", "办法", "解释", "细则", "规则", "规范", "规章", "决定", "标准", "规程", "章程", "意见"} {
		if behind, ok := strings.CutPrefix(rest, w); ok {
			return strings.TrimPrefix(strings.TrimPrefix(behind, "定于"), "于"), true
		}
	}
	return "", false
}

func effectiveIn(s string) statute.Date {
	if !speaksOfForce(s) {
		return ""
	}
	for behind := range daysOfForce(s) {
		day := strings.TrimLeft(behind, spaces)
		d, n := statute.DateAt(day)
		if n == 0 {
			continue
		}
		rest := strings.TrimLeft(day[n:], spaces)
		for _, w := range [...]string{"零时", "零点", "起", "开始"} {
			rest = strings.TrimLeft(strings.TrimPrefix(rest, w), spaces)
		}
		for _, w := range [...]string{"施行", "实施", "生效", "执行", "试行"} {
			if after, ok := strings.CutPrefix(rest, w); ok && !strings.HasPrefix(after, "的") {
				return d
			}
		}
	}
	return ""
}
