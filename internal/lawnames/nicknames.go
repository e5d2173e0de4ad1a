package lawnames

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
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
		title, number = title[:m[0]], title[m[2]:m[3]]
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
		names = append(names, numbered(about+"司法解释", number)...)
		if kind != "司法解释" {
			names = append(names, numbered(about+kind, number)...)
		}
		if kind == "规定" && utf8.RuneCountInString(about) > 2 { // 公司法解释三 is 关于适用《公司法》若干问题的规定（三）
			names = append(names, numbered(about+"解释", number)...)
		}
		if number != "" && strings.HasSuffix(about, "法") { // 公司法解三, 公司法司解三
			names = append(append(names, numbered(about+"解", number)...), numbered(about+"司解", number)...)
		}
	}
	return names
}

// numbered is a name with the number of its part as people write it: 公司法解释（三）,
// which is 公司法解释三 too, 公司法解释3 and 公司法解释之三.
func numbered(name, number string) []string {
	if number == "" {
		return []string{name}
	}
	list := []string{name + "（" + number + "）", name + "之" + number}
	if n, ok := cnnum.Parse(number); ok {
		list = append(list, name+strconv.Itoa(n))
	}
	return list
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
	// ofCrime is a nickname that says more of its subject than the title's words tell: 盗窃罪司法解释, 走私犯罪解释.
	ofCrime = regexp.MustCompile(`^(.{2,}?)(?:罪|犯罪|犯罪案件|刑事案件|民事案件|纠纷案件|案件)((?:司法)?解释(?:（?[一二三四五六七八九十]）?)?|规定)$`)
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
		var about []string
		for _, r := range shortRests(rest) {
			about = append(about, r)
			for _, l := range laws {
				about = append(about, l+r)
			}
		}
		return about
	}
	if m := handled.FindStringSubmatch(title); m != nil {
		if strings.Contains(title, m[1]+"纠纷") {
			return []string{m[1], m[1] + "纠纷"}
		}
		return []string{m[1]}
	}
	return []string{strings.TrimSuffix(title, "纠纷")}
}

// shortRests are what an interpretation of a part of a law is about, as written and
// without the word for a part: 婚姻家庭编 and 婚姻家庭, 担保制度 and 担保.
func shortRests(rest string) []string {
	for _, w := range [...]string{"编", "制度"} {
		if short, ok := strings.CutSuffix(rest, w); ok && utf8.RuneCountInString(short) > 1 {
			return []string{rest, short}
		}
	}
	return []string{rest}
}

// shortLaws are short forms of laws that stand in nicknames of interpretations.
var shortLaws = map[string]string{
	"民事诉讼法": "民诉法", "刑事诉讼法": "刑诉法", "行政诉讼法": "行诉法", "消费者权益保护法": "消法", "反不正当竞争法": "反法",
	"企业破产法": "破产法", "涉外民事关系法律适用法": "法律适用法", "农村土地承包法": "土地承包法", "海事诉讼特别程序法": "海诉法",
}

func lawNames(law string) []string {
	short, ok := shortLaws[law]
	if !ok {
		return []string{law}
	}
	names := []string{law, short}
	if rest := strings.TrimSuffix(short, "法"); utf8.RuneCountInString(rest) > 1 {
		names = append(names, rest) // 民诉解释
	}
	return names
}

// shortIssuers stand before nicknames: 最高法民间借贷解释, 两高盗窃解释.
var shortIssuers = [...]string{"最高人民法院", "最高人民检察院", "最高院", "最高法院", "最高法", "最高检", "两高"}

// withoutShortIssuer takes an issuer off a nickname, "" where none stands there.
func withoutShortIssuer(name string) string {
	for _, issuer := range shortIssuers {
		if rest, ok := strings.CutPrefix(name, issuer); ok && rest != "" {
			return strings.TrimPrefix(rest, "的")
		}
	}
	return ""
}

// amendment is the title of an amendment of the criminal law, which has no short form of
// its own: 刑法修正案（十一）.
var amendment = regexp.MustCompile(`^刑法修正案（([一二三四五六七八九十]+)）$`)

// amendmentNames are the names of an amendment of the criminal law: 刑修（十一）, 刑修11,
// 刑法修正案11.
func amendmentNames(key string) []string {
	m := amendment.FindStringSubmatch(key)
	if m == nil {
		return nil
	}
	return slices.Concat(numbered("刑修", m[1]), numbered("刑修案", m[1]), numbered("刑法修正案", m[1])[1:])
}

// minutes is the title of the minutes of a meeting of courts.
var minutes = regexp.MustCompile(`^(?:第[一二三四五六七八九十]+次)?全国(?:部分)?法院(.+?)(?:工作)?(?:会议|座谈会)(?:（[^（）]*）)?纪要$`)

// minutesNames are the names of minutes: 金融审判纪要, 金融审判会议纪要, 金融审判工作会议纪要.
func minutesNames(key string) []string {
	_, rest := statute.SplitIssuers(key)
	m := minutes.FindStringSubmatch(rest)
	if m == nil || utf8.RuneCountInString(m[1]) < 2 {
		return nil
	}
	return []string{m[1] + "纪要", m[1] + "会议纪要", m[1] + "工作会议纪要"}
}
