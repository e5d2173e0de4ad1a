package lawnames

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// nicknames are the names by which judgments and lawyers call an interpretation
// of the supreme court or procuratorate: 民间借贷司法解释, 行政协议规定, 公司法解释
// （三）, 民诉法解释. They are made from its title alone, and from other nicknames
// in their usual form (审理民间借贷案件司法解释). A nickname that several titles
// give means all of them.
func nicknames(title string) []string {
	_, title = statute.SplitIssuers(statute.Key(title))
	title = strings.TrimPrefix(title, "关于")
	number := ""
	if m := trailingNumber.FindStringSubmatchIndex(title); m != nil {
		title, number = title[:m[0]], "（"+title[m[2]:m[3]]+"）"
	}
	kind := ""
	for _, k := range [...]string{"司法解释", "解释", "规定"} {
		if rest, ok := strings.CutSuffix(title, k); ok && utf8.RuneCountInString(rest) > 1 { // 公司法解释 is none of 公
			title, kind = rest, k
			break
		}
	}
	if kind == "" {
		return nil
	}
	var names []string
	for _, about := range aboutOf(title) {
		if n := utf8.RuneCountInString(about); n < 2 || n > maxNickname {
			continue
		}
		names = append(names, about+"司法解释"+number)
		if kind != "司法解释" {
			names = append(names, about+kind+number)
		}
	}
	return names
}

// isNickname tells nicknames from full titles, which mean only themselves.
func isNickname(name string) bool {
	issuers, rest := statute.SplitIssuers(statute.Key(name))
	return issuers == nil && !strings.HasPrefix(rest, "关于") && !strings.Contains(rest, "若干")
}

// maxNickname bounds what a nickname says an interpretation is about, in
// characters.
const maxNickname = 24

var (
	trailingNumber = regexp.MustCompile(`(?:（|之)?([一二三四五六七八九十]{1,3})）?$`)
	// fillers are words at the end of titles that nicknames leave out.
	fillers = regexp.MustCompile(`(?:的|若干|问题|有关|具体|应用法律|适用法律|法律适用|如何|几个)+$`)
	applied = regexp.MustCompile(`^(?:执行|适用)?《([^《》]+)》(.*)$`)
	handled = regexp.MustCompile(`^(?:人民法院)?(?:审理|办理)?(?:涉及)?(.+?)等?(?:的)?(?:民事|刑事|行政)*(?:纠纷)?(?:民事|刑事|行政)*案件$`)
)

// aboutOf returns what a title without its last word is about, in the forms
// that nicknames have.
func aboutOf(title string) []string {
	title = fillers.ReplaceAllString(title, "")
	if m := applied.FindStringSubmatch(title); m != nil {
		laws := lawNames(strings.TrimPrefix(m[1], statute.Republic))
		rest := strings.TrimPrefix(fillers.ReplaceAllString(m[2], ""), "有关")
		if rest == "" {
			return laws
		}
		about := []string{rest}
		for _, l := range laws {
			about = append(about, l+rest)
		}
		return about
	}
	if m := handled.FindStringSubmatch(title); m != nil {
		return []string{m[1]}
	}
	return []string{strings.TrimSuffix(title, "纠纷")}
}

// shortLaws are short forms of laws that stand in nicknames of interpretations.
var shortLaws = map[string]string{
	"民事诉讼法": "民诉法", "刑事诉讼法": "刑诉法", "行政诉讼法": "行诉法", "消费者权益保护法": "消法",
	"企业破产法": "破产法", "涉外民事关系法律适用法": "法律适用法", "农村土地承包法": "土地承包法",
}

func lawNames(law string) []string {
	if short, ok := shortLaws[law]; ok {
		return []string{law, short, strings.TrimSuffix(short, "法")}
	}
	return []string{law}
}
