package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// classByPlace is the class of somebody by a word and by where it stands: who heads a body or acts for the state keeps
// the name; who works somewhere, and is told of, does not.
func (f *finder) classByPlace(word string, at int, c class) class {
	before := f.runeBefore(at)
	inSentence := personname.IsHan(before) || (before == '。' || before == '，') && word != "翻译"
	switch {
	case helpers[word] && inSentence && !strings.HasSuffix(f.c[:at], "责任") && !strings.HasSuffix(f.c[:at], "委员会"):
		return involved // 现场翻译顾小敏的邮件
	case word == "负责人" && personname.IsHan(before) && !ofBody.MatchString(lastBytes(f.c[:at], maxHead)):
		return titled // 网点负责人
	case (word == "联系人" || word == "经办人") && f.bound:
		return official
	case c == titled && (headTitles.At(word) == word || strings.HasPrefix(f.c[at+len(word):], "：")) && f.organBefore(at):
		return head // 派出所所长
	}
	return c
}

// ofBody ends what stands before the head of a body that is a party.
var ofBody = regexp.MustCompile(`(?:应诉|出庭|单位|机关|主要|公司|中心|会|站|厂|社)$`)

const maxHead = 12

// helpers are called so who do something for a paper, a talk or a quarrel, be they of an authority or not.
var helpers = newWordList("编辑 作者 翻译 调解员 主编 主持人 记者")

// headTitles are those who head an authority.
var headTitles = textview.NewWordSet(strings.Fields("局长 副局长 所长 副所长 庭长 副庭长 院长 副院长 主任")...)

// organBefore reports whether an authority, or the committee of a village, ends at a place.
func (f *finder) organBefore(at int) bool {
	before := strings.TrimSuffix(strings.TrimSuffix(f.c[:at], "，"), "（")
	for _, organ := range [...]string{"局", "派出所", "司法所", "法院", "法庭", "检察院"} {
		if strings.HasSuffix(before, organ) {
			return true
		}
	}
	return strings.HasSuffix(before, "委员会") && len(before) < at
}

// overRole reports whether a word for a relative goes over what may be a name: 曾祖母.
func (f *finder) overRole(at, end int) bool {
	w := roleWords.At(f.c[at:])
	return len(w) > end-at
}

// placeOfPeople reports whether what stands before a place begins the name of an autonomous county: 麻山苗族自治县.
func (f *finder) placeOfPeople(end int) bool {
	rest := textview.ClipBytes(f.c[end:], maxPeopleName)
	i := strings.Index(rest, "族")
	return i > 0 && utf8.RuneCountInString(rest[:i]) < 5 && peoplePlace.At(rest[i:]) != ""
}

const maxPeopleName = 30

var peoplePlace = textview.NewWordSet(strings.Fields("族自治 族乡 族镇 族区")...)
