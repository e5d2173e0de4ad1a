package lawparse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// The number under which an act was issued.

func (p *parser) numberOf(meta string) string {
	var lines []string
	for line := range strings.Lines(meta) {
		if strings.ContainsAny(line, "号令告") { // the rest has no number
			lines = append(lines, line)
		}
	}
	for _, line := range lines {
		if !strings.ContainsAny(line, "〔[［（(【:：|】]") || !strings.Contains(line, "号") {
			continue
		}
		tight := squeeze(line)
		if wholeNumber.MatchString(tight) || oldNumber.MatchString(tight) {
			return normalizeNumber(tight)
		}
		if m := oldInLine.FindString(tight); m != "" && isFactsOnly(tight) {
			return normalizeNumber(m)
		}
		if m := numberInLine.FindString(tight); m != "" {
			return normalizeNumber(m)
		}
		if strings.ContainsAny(tight, ":：|】]") {
			if m := keyedNumber.FindStringSubmatch(tight); m != nil {
				if strings.Contains(m[1], "令") {
					return withoutRepublic(m[1])
				}
				return normalizeNumber(m[1])
			}
		}
	}
	for i, line := range lines { // 国务院令 and 第9号 on two lines of a cover, or on one
		tight := squeeze(line)
		if len(tight) > 150 || strings.HasPrefix(tight, "（") {
			continue
		}
		if i+1 < len(lines) && letterhead.MatchString(tight) && utf8.RuneCountInString(tight) < 40 {
			if next := strings.Trim(squeeze(lines[i+1]), "（）()"); bareNumber.MatchString(next) {
				return withoutRepublic(aboutWhat.ReplaceAllString(tight, "$1")) + next
			}
		}
		if p.isTitleWithMarks(tight) {
			continue
		}
		if utf8.RuneCountInString(tight) < 45 && letterheadNumber.MatchString(tight) && !strings.ContainsAny(tight, "，。《") {
			return withoutRepublic(afterDate(tight))
		}
	}
	best := ""
	for _, line := range lines {
		if !strings.Contains(line, "令") || !strings.Contains(line, "号") {
			continue
		}
		if p.isTitleWithMarks(squeeze(line)) {
			continue
		}
		all := order.FindAllString(line, -1)
		if all == nil {
			all = localOrder.FindAllString(line, -1)
		}
		if len(all) > 0 && (best == "" || strings.Contains(line, "公布")) {
			best = squeeze(afterDate(all[len(all)-1])) // of the last deed in a line
			if i := strings.LastIndex(best, "中华人民共和国"); i >= 0 {
				best = best[i+len("中华人民共和国"):]
			}
		}
	}
	for _, mark := range p.law.Header.Marks {
		if best == "" && (strings.Contains(mark, "令") && strings.HasSuffix(mark, "号") || docNumber.MatchString(mark)) {
			best = normalizeNumber(mark)
			if strings.Contains(mark, "令第") {
				best = mark
			}
		}
	}
	return best
}

// isTitleWithMarks reports whether a line is the title with the marks of a version behind
// it: 渡口法（主席令第二十一号） has its number in the mark.
func (p *parser) isTitleWithMarks(tight string) bool {
	h := &p.law.Header
	return len(h.Marks) > 0 && strings.HasPrefix(tight, squeeze(h.Title)) && strings.HasSuffix(tight, "）")
}

func withoutRepublic(s string) string { return strings.TrimPrefix(s, statute.Republic) }

// keyedNumber finds the number in 发文字号：国发〔2020〕1号.
var keyedNumber = regexp.MustCompile(`(?:文号|字号|编号)(?:[】\]][：:|]*|[：:|]+)([\p{Han}]{1,12}[〔\[［（(](?:19|20)\d\d[〕\]］）)]第?\d+号|` +
	`[\p{Han}]{2,20}令第?[\d〇零一二三四五六七八九十百]+号)`)

// afterDate takes off what a greedy match of an issuer swallowed: the end of
// the date before it.
func afterDate(s string) string {
	if i := strings.LastIndex(s, "日"); i >= 0 {
		return s[i+len("日"):]
	}
	return s
}

var numberBrackets = strings.NewReplacer("[", "〔", "]", "〕", "［", "〔", "］", "〕", "（", "〔", "）", "〕", "(", "〔", ")", "〕",
	"【", "〔", "】", "〕", "第", "")

func normalizeNumber(s string) string { return numberBrackets.Replace(squeeze(s)) }

// aboutWhat is what a letterhead says of its act, before the word for its kind: 某局关于发布某标准的公告.
var aboutWhat = regexp.MustCompile(`关于.+(公告|通告|令)$`)
