package news

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// handled is what organs do with what they count, which begins the name of a figure: 新收案件, 立案查处案件.
const handled = `新收|收案|立案|受理|审结|办结|办理|查处|破获|抓获|起诉|导入|化解|移送|涉及|追回|发放|救助|排查`

var (
	// subjectAhead are the words right before a number.
	subjectAhead = regexp.MustCompile(`([\p{Han}“”+、]{2,30})$`)
	// itemAhead is what a figure is called by the words right before it: from the word that says what was done.
	itemAhead = regexp.MustCompile(`(?:^|.*?)((?:平均)?(?:` + handled + `)(?:` + handled + `)*[\p{Han}、“”+]*)$`)
	// leadsIn stands before what a figure is called.
	leadsIn = regexp.MustCompile(`^.*(?:(?:^|[^公])共|已|了|(?:^|[^行认作])为|达到?|其中|截至|包括|法院|检察机关|部门|排除|入驻|辖区|其他)`)
	endsIn  = regexp.MustCompile(`(?:数|达|的|了|中|([^行])为)$`)
	// placed is the verb by which something is put somewhere, which is no part of what is counted.
	placed = regexp.MustCompile(`(?:安装|建立|设立|建成|增设|发现|走访|规定|制定|发布|包括|对辖区|其他|开展)(?:了|的)?$`)
	// noItem are words before a number that do not say what it counts.
	noItem = regexp.MustCompile(`^(?:的|第|约|近|超|超过|增加到|增至|上升到|下降到|降至|增加|减少|达到|共计|合计|其中|总计|每|多)?$|增加到$|增至$|降至$`)
	// countedBehind are units behind which the things stand: 35个服务站.
	countedBehind = map[string]bool{"个": true, "家": true, "处": true, "名": true, "份": true, "条": true, "起": true, "%": true}
	// thing is what stands behind a number with its unit, up to what happens to it.
	thing = regexp.MustCompile(`^(?:的)?([“”A-Za-z\p{Han}]{2,24})`)
	// happens is where a thing ends and the sentence goes on.
	happens = regexp.MustCompile(`(?:进行|开展|发现|认为|用过|已经|曾经|因为|实施|实行|提供|参加|接受|表示|反映|实现|完成|获得|受到|均|都|被|从)`)
	// from is what a figure has been in another year: 对接单位从2021年的11家.
	from = regexp.MustCompile(`(\p{Han}{2,10})从20\d\d年(?:\d{1,2}月)?的?$`)
	// goesOnCounting is what stands between two figures of one thing.
	goesOnCounting = regexp.MustCompile(`(?:件|起|家|个|名|人)(?:、)?$|(?:增加|增长|上升|下降|减少|降)(?:到|至)$`)
	// ofCases are kinds of cases whose word 案件 a list leaves to its last: 2个刑事、4个民事案件.
	ofCases = regexp.MustCompile(`^(?:刑事|民事|行政)$`)
)

// longestSubject bounds what a figure is called, in characters: more is half a sentence.
const longestSubject = 18

// subjectOf is what the number between two stretches of a sentence counts.
func subjectOf(before, after, unit string) string {
	if m := from.FindStringSubmatch(before); m != nil {
		return m[1]
	}
	words := ""
	if m := subjectAhead.FindStringSubmatch(before); m != nil {
		words = m[1]
	}
	if item := itemAhead.FindStringSubmatch(words); item != nil && !placed.MatchString(words) {
		return bounded(endsIn.ReplaceAllString(item[1], "$1"))
	}
	if countedBehind[unit] {
		if s := thingOf(after); s != "" {
			return s
		}
	}
	words = words[strings.LastIndex(words, "、")+1:]
	words = strings.TrimLeft(leadsIn.ReplaceAllString(endsIn.ReplaceAllString(words, "$1"), ""), "年家件人")
	if noItem.MatchString(words) || placed.MatchString(words) {
		return ""
	}
	return bounded(words)
}

// thingOf is the noun behind a number with its unit, "" where what stands there is none by its form.
func thingOf(after string) string {
	m := thing.FindStringSubmatch(after)
	if m == nil {
		return ""
	}
	s := m[1]
	if i := happens.FindStringIndex(s); i != nil {
		s = s[:i[0]]
	}
	s = endsIn.ReplaceAllString(s, "$1")
	if ofCases.MatchString(s) {
		s += "案件"
	}
	return bounded(s)
}

// vague is what names nothing that is counted, and what is said to the reader.
var vague = regexp.MustCompile(`^(?:等等|情况|问题|剩下)$|[你您我]`)

// bounded is a subject that is short enough to be one and says what is counted.
func bounded(s string) string {
	if n := utf8.RuneCountInString(s); n < 2 || n > longestSubject || vague.MatchString(s) {
		return ""
	}
	return strings.Trim(s, "、")
}
