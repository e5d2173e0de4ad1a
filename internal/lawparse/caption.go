package lawparse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

var (
	adoption  = regexp.MustCompile(`^[^，。；：]{8,60}会议(?:通过|批准|修订|修正)$`)
	datedLead = regexp.MustCompile(`^(?:[（(〔\[]\s*)?(?:根据|依据|经|于|自)?`)
	// oldNumber is the number of a document as it was written before: （86）国发90号.
	oldNumber = regexp.MustCompile(`^[（(〔\[［](?:19|20)?\d\d[）)〕\]］][\p{Han}]{1,10}第?\d+号$`)
	oldInLine = regexp.MustCompile(`[（(〔\[［](?:19|20)?\d\d[）)〕\]］][\p{Han}]{1,10}?第?\d+号`)
)

// undecorated takes off a line what stands around it for show: —…—, ※, 【…】.
func undecorated(t string) string {
	t = strings.Trim(strings.TrimSpace(t), spaces+"—–－-*＊※☆★●◆■▲△·")
	for _, pair := range [...][2]string{{"【", "】"}, {"［", "］"}, {"[", "]"}, {"<", ">"}, {"〈", "〉"}, {"〔", "〕"}, {"﹝", "﹞"}} {
		inner, ok := strings.CutPrefix(t, pair[0])
		if inner, end := strings.CutSuffix(inner, pair[1]); ok && end && !strings.Contains(inner, pair[0]) {
			return "（" + strings.TrimSpace(inner) + "）"
		}
	}
	return t
}

// isCaption reports whether a line says what happened to a law on which day: it begins
// with a date, perhaps behind a bracket or 根据, and has no other words before it.
func isCaption(t string) bool {
	t = undecorated(t)
	bracket := strings.HasPrefix(t, "（") || strings.HasPrefix(t, "(") || strings.HasPrefix(t, "〔")
	lead := t[len(datedLead.FindString(t)):]
	_, n := statute.DateAt(strings.TrimLeft(lead, spaces))
	if i := strings.IndexAny(t, "12"); n == 0 && !bracket && i > 0 && isOrgans(t[:i]) {
		_, n = statute.DateAt(t[i:]) // 国务院1986年9月15日发布
	}
	if n == 0 && !bracket && adoption.MatchString(t) {
		return true // 第九届…会议通过, without a day
	}
	if n == 0 && (!bracket || !strings.Contains(t, "年") && !strings.HasSuffix(t, "）") && !strings.HasSuffix(t, ")")) {
		return false
	}
	if _, l := itemAt(t); n == 0 && l.length > 0 {
		return false // （一）未经批准的
	}
	if utf8.RuneCountInString(t) > 2500 || eventKind(t) == EventOther || strings.HasSuffix(t, "：") {
		return false
	}
	for _, w := range [...]string{"制定本", "为了", "特制定", "如下", "提出", "审议了", "讨论了", "请示", "收悉"} {
		if strings.Contains(t, w) {
			return false
		}
	}
	if !bracket && strings.HasSuffix(t, "。") {
		// 2021年5月1日起施行的规定…。 is a sentence of a text.
		return strings.Contains(t, "会议") || strings.Contains(t, "公布") || strings.Contains(t, "令") || strings.Contains(t, "发布") ||
			strings.HasSuffix(t, "通过。") || strings.HasSuffix(t, "修正。") || strings.HasSuffix(t, "修订。") || strings.HasSuffix(t, "施行。")
	}
	return true
}

// captionEnd is where a caption in brackets ends that a line begins with, 0 for none.
func captionEnd(text string) int {
	if !strings.HasPrefix(text, "（") && !strings.HasPrefix(text, "(") {
		return 0
	}
	depth := 0
	for at, r := range text {
		switch r {
		case '（', '(':
			depth++
		case '）', ')':
			if depth--; depth == 0 {
				end := at + utf8.RuneLen(r)
				if isCaption(text[:end]) && len(text[:end]) > 30 {
					return end
				}
				return 0
			}
		}
	}
	return 0
}

// isDateOnly reports whether a line is a date and no more.
func isDateOnly(tight string) bool {
	tight = strings.Trim(tight, "（）()—–－-")
	if _, ok := plainDay(tight); ok {
		return true
	}
	_, n := statute.DateAt(tight)
	return n > 0 && n == len(tight)
}

// plainDay reads a day of digits alone: 19860915.
func plainDay(tight string) (statute.Date, bool) {
	if len(tight) != len("19860915") || !eightDigits.MatchString(tight) {
		return "", false
	}
	d, err := statute.ParseDate(tight[:4] + "-" + tight[4:6] + "-" + tight[6:])
	return d, err == nil
}

var (
	orderInLine = regexp.MustCompile(`(?:中华人民共和国)?[\p{Han}]{0,20}?(?:令|公告)?(?:第|〔\d{4}〕)[\d〇零一二三四五六七八九十百]+号`)
	monthOnly   = regexp.MustCompile(`(?:19|20)\d\d年(?:\d{1,2}月(?:份)?)?`)
	factVerbs   = regexp.MustCompile(`第[零〇一二三四五六七八九十百千\d]+次[\p{Han}]{0,8}会议|发布|公布|颁布|颁发|印发|批准|转发|` +
		`批转|修订|修正|修改|通过|施行|实施|生效|起|自|由|经|于|之日`)
	factMarks = strings.NewReplacer("（", "", "）", "", "(", "", ")", "", "【", "", "】", "", "[", "", "]", "", "［", "", "］", "",
		"〔", "", "〕", "",
		"<", "", ">", "", "—", "", "–", "", "－", "", "-", "", "*", "", "※", "", "，", "", ",", "", "、", "", "；", "")
)

// isFactsOnly reports whether nothing is in a line but a day, a number, organs and what
// they did: 国务院（1986年9月15日）, （国发〔2020〕5号　2020年5月28日）.
func isFactsOnly(tight string) bool {
	rest, ok := factsRest(tight)
	return ok && (rest == "" || isOrgans(rest))
}

// organsOfFacts are the organs in such a line.
func organsOfFacts(tight string) string {
	rest, _ := factsRest(tight)
	return rest
}

// factsRest is a line without days, numbers and what was done; ok says that it has a day.
func factsRest(tight string) (rest string, ok bool) {
	if len(tight) > 240 || !strings.ContainsAny(tight, "年-./．") {
		return "", false
	}
	if utf8.RuneCountInString(tight) > 80 || strings.ContainsAny(tight, "。：《》") {
		return "", false
	}
	rest = docNumber.ReplaceAllString(tight, "")
	rest = oldInLine.ReplaceAllString(rest, "")
	var b strings.Builder
	dates := 0
	for at := 0; at < len(rest); {
		if _, n := statute.DateAt(rest[at:]); n > 0 {
			dates++
			at += n
			continue
		}
		_, size := utf8.DecodeRuneInString(rest[at:])
		b.WriteString(rest[at : at+size])
		at += size
	}
	rest = monthOnly.ReplaceAllStringFunc(b.String(), func(string) string { dates++; return "" })
	if dates == 0 {
		return "", false
	}
	rest = factMarks.Replace(orderInLine.ReplaceAllString(rest, ""))
	return factVerbs.ReplaceAllString(rest, ""), true
}

// eventKind classifies what a header line says by the words in it. A session by itself
// adopted the text: 第1734次会议.
func eventKind(s string) EventKind {
	if kind := eventVerb(s); kind != EventOther || !strings.Contains(s, "次") || !session.MatchString(squeeze(s)) {
		return kind
	}
	return EventAdopted
}

// session is a session of an organ by its number.
var session = regexp.MustCompile(`第[零〇一二三四五六七八九十百千\d]+次[\p{Han}]{0,8}会议?`)

// eventVerb is eventKind for lines that say what was done. 通 过 is 通过.
func eventVerb(s string) EventKind {
	if strings.ContainsAny(s, spaces) {
		s = squeeze(s)
	}
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(s, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("修正", "修订", "修改", "修正案"):
		return EventAmended
	case has("通过", "签订", "签署", "订于", "签于", "缔结"): // of a treaty
		return EventAdopted
	case has("批准"):
		return EventApproved
	case has("公布", "发布", "颁布", "印发", "公告", "颁发", "发文", "成文"):
		return EventPromulgated
	case has("施行", "实施", "生效"):
		return EventEffective
	}
	return EventOther
}

// readsYear is the year of a caption that gives no day: 1986年9月国务院发布. "" where
// none does.
func readsYear(facts string) string {
	year := ""
	for line := range strings.Lines(facts) {
		if tight := squeeze(line); isFactsOnly(tight) {
			if m := monthOnly.FindString(tight); m != "" {
				year = max(year, m[:4])
			}
		}
	}
	return year
}
