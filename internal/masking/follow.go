package masking

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/textview"
)

// introduced collects the people whom words introduce.
func (f *finder) introduced() {
	introducerWords.Each(f.c, func(start, end int) {
		if f.guard.has(start, end, fixed) && !f.isRole(start, end) || f.kindOver(start) > 1 && f.kindOver(end) > 1 ||
			f.kindOver(start) > 0 && f.kindOver(end) == 3 { // 变电工程
			return
		}
		word := f.c[start:end]
		in := introducers[word]
		if in.class == weak {
			f.left[end] = max(f.left[end], uint8(in.strength))
			return
		}
		if f.report && in.class == agent {
			return
		}
		if f.report && in.class == head {
			in.class = official
		}
		if in.class == head && f.bound && f.ofApplicant(start) {
			in.class = official
		}
		if (word == "联系人" || word == "经办人") && f.signsFor(start, end) {
			in.class = head
		}
		if appraisers[word] && f.appraisesFor(start, end) {
			in.class = official
		}
		if in.class == head && word == "诉讼代表人" && f.standsForPeople(end) {
			in.class = party
		}
		f.follow(end, in)
	})
}

// ofApplicant reports whether a word that stands for the head of a body is said of the one who applied.
func (f *finder) ofApplicant(at int) bool {
	s := f.c[max(0, at-maxCounsel):at]
	own := strings.ReplaceAll(strings.ReplaceAll(s, "被申请人", "被执行人"), "申请执行人", "申请人")
	return strings.LastIndex(own, "申请人") > strings.LastIndex(own, "被执行人")
}

// appraisers give opinions for an institution.
var appraisers = newWordList("鉴定人 鉴定人员 司法鉴定人 法医 评估师 造价师")

// appraisesFor reports whether a word for an appraiser stands behind the institution for which somebody signs or speaks, or opens
// the line with which an opinion is signed: 青石司法鉴定所鉴定人孙公正. In criminal papers appraisers are hidden as witnesses
// are (第八条 of the rules).
func (f *finder) appraisesFor(start, end int) bool {
	if f.criminal {
		return false
	}
	before := strings.TrimSuffix(f.c[:start], "司法")
	if f.v.LineStart(start) == len(before) {
		return strings.HasPrefix(f.c[end:], "：") || f.shortLine(start)
	}
	for _, w := range [...]string{"指派", "委派", "指定", "的"} {
		before = strings.TrimSuffix(before, w)
	}
	for _, w := range [...]string{"鉴定所", "鉴定中心", "研究所", "研究院", "医院", "事务所", "评估公司", "有限公司", "机构", "检验所"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// isRole reports whether a fixed word introduces a name all the same: 被告人.
func (f *finder) isRole(start, end int) bool { return introducers[f.c[start:end]].class == party }

// follow reads the names behind a word that introduces them, to the end of their list.
func (f *finder) follow(at int, in introducer) {
	c := f.c
	if in.class == party {
		if n := len(numbered.FindString(textview.ClipBytes(c[at:], maxNumber))); n > 0 && f.describedAt(at+n) != "" {
			at += n
		}
	}
	if (in.class == party || in.class == involved) && f.closed(at, in) {
		return
	}
	for first := true; len(f.list) < maxPeople; first = false {
		if first {
			if n := f.bracketAt(at); n > 0 && !strings.HasPrefix(c[at:], "（以下") {
				at += n
			}
		}
		for _, lead := range [...]string{"分别为", "分别是", "依次为", "：", "、", "姓名：", "姓名", "自报", "（", "“", "名叫", "名为", "即", "系", "为"} {
			if first && strings.HasPrefix(c[at:], lead) && f.mayLead(lead, in.class) {
				at += len(lead)
			}
		}
		f.left[at] = 3
		end := f.nameAt(at, in, first)
		if end == 0 {
			if n := hiddenAt(c[at:]); n > 0 {
				end = at + n
			} else if b := f.bodyAt(at); b > 0 {
				end = at + b
			} else {
				return
			}
		}
		at = end + f.bracketAt(end)
		next := at
		for _, joint := range [...]string{"、", "和", "及", "与", "以及", "及其", "，"} {
			if strings.HasPrefix(c[at:], joint) {
				next = at + len(joint)
			}
		}
		if next == at || strings.HasPrefix(c[at:], "，") && !f.goesOn(next, in) || f.v.StartsLine(at) {
			return
		}
		at = next
	}
}

// mayLead reports whether such a word may stand between what introduces people of a class and the first name.
func (f *finder) mayLead(lead string, c class) bool {
	counsel := c == agent || c == defender
	switch lead {
	case "分别为", "分别是", "依次为":
		return counsel
	case "为", "系":
		return counsel || c == involved
	case "（":
		return c == party
	}
	return len(lead) > len("即") || lead == "：" || lead == "“"
}

// numbered is the number of a party: 被申请人一：
var numbered = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,2}|\d{1,2})：`)

// goesOn reports whether a list goes on behind a comma: with a name that a comma or the
// end of the list follows, as lists of counsel have it.
func (f *finder) goesOn(at int, in introducer) bool {
	if in.class != agent && in.class != defender && in.class != official {
		return false
	}
	end := f.nameAt(at, introducer{class: weak}, false)
	return end > 0 && (strings.HasPrefix(f.c[end:], "，") || strings.HasPrefix(f.c[end:], "、"))
}

// bodyAt is the length of a party that is no person at a place.
func (f *finder) bodyAt(at int) int {
	for b := range f.known {
		if strings.HasPrefix(f.c[at:], b) {
			return len(b)
		}
	}
	return 0
}

// bracketAt is the length of a bracket at a place, 0 where there is none that is short.
func (f *finder) bracketAt(at int) int {
	if !strings.HasPrefix(f.c[at:], "（") {
		return 0
	}
	i := strings.Index(textview.ClipBytes(f.c[at:], maxBracket), "）")
	if i < 0 {
		return 0
	}
	return i + len("）")
}

// Bounds, in bytes of a view: of a bracket behind a name or between a role and a name,
// and of what is said of counsel.
const (
	maxBracket = 180
	maxCounsel = 300
)
