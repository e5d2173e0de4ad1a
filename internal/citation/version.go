package citation

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// yearOf returns the year in a note such as （2005年修订） or （2013年）, or "".
func yearOf(s string) string {
	open := max(strings.LastIndex(s, "（"), strings.LastIndex(s, "("), 0)
	if open > 0 && (strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")")) {
		return yearOf(s[open:]) // 公司法（2018）
	}
	bare := strings.Trim(s, "（）()[]〔〕【】 　")
	for _, w := range [...]string{"版", "文本", "本", "年"} {
		bare = strings.TrimSuffix(bare, w)
	}
	if isYear(bare) {
		return bare
	}
	for at := 0; at+4 <= len(s); at++ {
		if year := s[at : at+4]; isYear(year) && (at == 0 || !isDigit(s[at-1])) && (at+4 == len(s) || !isDigit(s[at+4])) {
			for _, w := range [...]string{"修", "年版", "版", "公布", "制定"} {
				if strings.Contains(s[at+4:], w) {
					return year
				}
			}
			return ""
		}
	}
	return ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") && isDigit(s[2]) && isDigit(s[3])
}

// formerWords stand before the name of a law whose earlier text is meant.
var formerWords = [...]string{"修正前的", "修正前", "修订前的", "修订前", "修改前的", "修改前", "原", "旧"}

// maxVersion bounds what is looked at before a name for its version, in bytes.
const maxVersion = 180

// versionBefore reads what stands before the name of a law about its version:
// 修正前的, 2013年, 2001年修正的. It returns a year, "former" or "".
func versionBefore(s string) string {
	s = s[max(0, len(s)-maxVersion):]
	s = strings.TrimSuffix(s, statute.Republic)
	for _, w := range formerWords {
		if strings.HasSuffix(s, w) {
			return Former
		}
	}
	s = strings.TrimSuffix(s, "的")
	for _, w := range [...]string{"修正", "修订", "修改", "颁布", "公布", "制定", "通过"} {
		if t, ok := strings.CutSuffix(s, w); ok {
			if i := strings.LastIndex(t, "年"); i >= 4 && len(t)-i <= len("年12月31日") && isYear(t[i-4:i]) {
				return t[i-4 : i]
			}
			if i := strings.LastIndex(t, "《"); i >= 0 { // 经2011年《修正案》修正的
				if t = t[:i]; strings.HasSuffix(t, "年") && len(t) >= 7 && isYear(t[len(t)-7:len(t)-3]) {
					return t[len(t)-7 : len(t)-3]
				}
			}
			return ""
		}
	}
	t := s
	for _, w := range [...]string{"版", "年"} { // 2018年版公司法, 2018公司法
		t = strings.TrimSuffix(t, w)
	}
	if year := shortYear(s); year != "" { // 05年公司法
		return year
	}
	if len(t) >= 4 && isYear(t[len(t)-4:]) && (len(t) == 4 || !isDigit(t[len(t)-5]) && t[len(t)-5] != '-') {
		return t[len(t)-4:]
	}
	return ""
}

// shortYear is the year that 05年 or 93版 means in which s ends, "" where it is none.
func shortYear(s string) string {
	edition, isEdition := strings.CutSuffix(s, "版")
	t, ok := strings.CutSuffix(edition, "年")
	n := len(t)
	if !ok && !isEdition || n < 2 || !isDigit(t[n-1]) || !isDigit(t[n-2]) ||
		n > 2 && (isDigit(t[n-3]) || strings.ContainsRune("-—–.～至了满近约", lastRune(t[:n-2]))) {
		return ""
	}
	year := t[len(t)-2:]
	switch {
	case year >= "79":
		return "19" + year
	case year <= "29":
		return "20" + year
	}
	return ""
}

// Former is the version of a citation that means a text before the present
// one without saying of what year.
const Former = "former"

// lastDay is a day behind all others.
const lastDay = statute.Date("9999-12-31")

// ofPresent reports whether a text before a name says that it is of a law that is new.
func ofPresent(before string) bool {
	before = before[max(0, len(before)-maxLabel):]
	for _, w := range [...]string{"现在有", "现在的", "现在看", "新的", "新出的", "新出台的", "新发布的", "新施行的", "最新的", "最新", "今年的", "刚出的", "刚施行的", "现行的", "现行",
		"2025年的", "2025年"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

var (
	// dayInText is a day, a month or a year.
	dayInText = regexp.MustCompile(`(20\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?`)
	// sinceWhen is what stands before a name and says since when that text is in force.
	sinceWhen = regexp.MustCompile(`(?:(20\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?|去年|今年|本月|上月|上个月|刚刚|最近|日前|近日|新近)[^，。；\n]{0,24}` +
		`(?:施行|生效|实施|出台|公布|发布|起用)的?[《“]?$`)
)

// dayOf is the first day of what one of these found.
func dayOf(m []string) statute.Date {
	day := func(s string) string {
		if s == "" {
			return "01"
		}
		return ("0" + s)[len(s)-1:]
	}
	return statute.Date(m[1] + "-" + day(m[2]) + "-" + day(m[3]))
}

// byDayOfText are those of several laws that a name means by what the text says of its day: the words before the name say
// since when it holds, or the text speaks of a day on which no other bore the name.
func (r *resolver) byDayOfText(keys []string, n Name) []string {
	if n.Span.Start == 0 {
		return keys
	}
	newest := r.lookup.LawsNamed(n.Text, lastDay)
	if len(newest) != 1 {
		return keys
	}
	before := r.doc.Text[max(0, n.Span.Start-maxNameNote-maxLabel):n.Span.Start]
	if ofPresent(r.doc.Text[:n.Span.Start]) {
		return newest // 现在有劳动争议解释二
	}
	if m := sinceWhen.FindStringSubmatch(before); m != nil {
		if m[1] == "" {
			return newest
		}
		if on := r.lookup.LawsNamed(n.Text, dayOf(m)); len(on) == 1 {
			return on
		}
	}
	for _, m := range dayInText.FindAllStringSubmatch(r.doc.Text[:min(len(r.doc.Text), maxDays)], -1) {
		if on := r.lookup.LawsNamed(n.Text, dayOf(m)); len(on) == 1 && on[0] == newest[0] {
			return newest
		}
	}
	return keys
}

// maxDays bounds the text that is looked at for the days that it speaks of, in bytes.
const maxDays = 6000

// byTopicWords is the one of several laws with a name of whose statute or procedure alone the text speaks; where it speaks of
// none, that of civil procedure: 证据规定 in a text on contracts.
func (r *resolver) byTopicWords(keys []string) []string {
	text := r.doc.Text[:min(len(r.doc.Text), maxDays)]
	var of, civil []string
	for _, k := range keys {
		word := ""
		if titles := statute.QuotedTitles(k); len(titles) == 1 {
			word = strings.TrimPrefix(titles[0], statute.Republic)
		} else {
			for _, w := range [...]string{"行政诉讼", "刑事", "民事诉讼"} {
				if strings.Contains(k, w) {
					word = w
				}
			}
		}
		if word == "" {
			return keys
		}
		if word == "民事诉讼" {
			civil = []string{k}
		}
		if strings.Contains(text, word) {
			of = append(of, k)
		}
	}
	switch {
	case len(of) == 1:
		return of
	case len(of) == 0 && civil != nil:
		return civil
	}
	return keys
}

// formerEnds and presentEnds are words before a bare article that tell of which text of its law it is: 修订前的第28条, 现122条.
var (
	formerEnds  = newEndings([]string{"修订前的", "修订前", "修正前的", "修正前", "修改前的", "修改前", "修法前的", "修法前", "原为", "旧为", "原是", "原", "旧", "旧法"})
	presentEnds = newEndings([]string{"修订后的", "修订后", "修正后的", "修正后", "修改后的", "修改后", "修法后的", "修法后", "现行", "现为", "现是", "现在是", "现", "今为", "新",
		"改到", "移到", "移至", "挪到", "调整到", "调整为", "变为", "变成", "改为"})
	yearEnds = regexp.MustCompile(`((?:19|20)\d\d)年?(?:版|修[订正改]版?)的?$`)
)

// aged is the law of a bare article in the text that the words right before it name.
func (r *resolver) aged(w law, m *Mention) law {
	if m.Name.Kind != NoName || m.Base.Kind != NoBase || m.Linked || r.doc.Law != "" || r.doc.Amends || len(w.keys) != 1 ||
		highest(firstOf(m.Refs)) != levelArticle {
		return w
	}
	before := r.doc.Text[max(m.LineStart, m.Span.Start-maxLabel):m.Span.Start]
	last := lastRune(before)
	if !strings.ContainsRune("前为是原旧法后行现新版的订正改到至成", last) {
		return w
	}
	if year := yearEnds.FindStringSubmatch(before); year != nil {
		w.when, w.stated = When{Year: year[1], Day: r.doc.Day}, year[1]
		return w
	}
	if word := formerEnds.longest(before); word != "" && w.stated == "" {
		if ahead := lastRune(strings.TrimSuffix(before, word)); word != "原" || !strings.ContainsRune("草平高还", ahead) {
			w.when, w.stated = When{Former: true, Day: r.doc.Day}, Former
		}
	} else if word := presentEnds.longest(before); word != "" && w.stated != "" && !strings.HasSuffix(before, "全新") {
		w.when, w.stated = When{Day: r.doc.Day}, ""
	}
	return w
}
