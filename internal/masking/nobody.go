package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/textview"
)

// leansOn reports whether what stands behind a word that introduces names is words of the sentence, and not
// a name: 被申请人商业信誉, 劳动者仲裁和诉讼, 儿子张甲和配偶, 被执行人原有居住条件.
func (f *finder) leansOn(at, end int) bool {
	name := f.c[at:end]
	for _, joint := range [...]string{"和", "与", "及"} {
		rest, ok := strings.CutSuffix(name, joint)
		if ok && (isOrdinaryWord(rest) || isHidden(rest)) && f.boundary(end) < 3 {
			return true
		}
	}
	if f.permits(at, end) || name == "凌晨" && hour.MatchString(textview.ClipBytes(f.c[end:], maxNumber)) {
		return true
	}
	before, size := utf8.DecodeLastRuneInString(f.c[:at])
	if next, _ := utf8.DecodeRuneInString(f.c[end:]); openQuotes.has(before) && closeQuotes.has(next) {
		return formWords.At(name) == name && strings.HasSuffix(f.c[:at-size], "者") // 经营者“明知”的
	}
	if strings.HasSuffix(f.c[:at], "：") {
		return false
	}
	if ofRoles[name] && endsRoleWord(f.c[:at]) {
		return true
	}
	first := firstRune(name)
	rest := name[utf8.RuneLen(first):]
	switch b := f.boundary(end); {
	case b == 3:
		return false
	case strings.ContainsRune("才应", first) && modals.has(firstRune(rest)) && utf8.RuneCountInString(name) == 2,
		strings.ContainsRune("和与及", first) && isOrdinaryWord(rest):
		return true
	case b == 2:
		return false
	}
	return (isWordy(name) || surnameAt(name) == 0) && isOrdinaryWord(name) && !dictionaryNames()[name] && f.people[name] == nil
}

// ofRoles are what a party has or does, though they begin as names do: 债权人利益, 原告连续三年.
var ofRoles = newWordList("利益 权益 权利 权限 连续 连带 关系 相关 相互 资格 财产 身份")

// endsRoleWord reports whether a text ends with a word for a party, and nothing stands between.
func endsRoleWord(s string) bool {
	return strings.HasSuffix(s, "人") || strings.HasSuffix(s, "者") || strings.HasSuffix(s, "原告") || strings.HasSuffix(s, "被告") ||
		strings.HasSuffix(s, "方") || strings.HasSuffix(s, "股东")
}

// hour is said behind 凌晨.
var hour = regexp.MustCompile(`^(?:\d{1,2}|[一二三四五六])(?:点|时|：)`)

// modals stand behind 才 and 应 where they are no surnames.
var modals = charactersOf("可能会更先由予再须对按将在当以为")

// permits reports whether 许可 is what somebody gives and not who: 未经所有人许可.
func (f *finder) permits(at, end int) bool {
	if f.c[at:end] != "许可" {
		return false
	}
	s := lastBytes(f.c[:at], maxSentence)
	if i := strings.LastIndexAny(s, "，。；"); i >= 0 {
		s = s[i:]
	}
	return strings.Contains(s, "经") || strings.Contains(s, "得")
}

// organsBehind are what follows the name of a prefecture in the name of a body.
var organsBehind = textview.NewWordSet(strings.Fields(`中级 人民 公安 检察 法院 林业 农业 交通 卫生 应急 住房 水利 民政局 政府 委员 税务 市场 自治
监察 司法 财政 教育 民政`)...)

// noPersons nobody is called, though what was learned takes them for names: they begin with surnames, and the dictionary
// does not have most of them.
var noPersons = newWordList("代驾 老赖 周一 周二 周三 周四 周五 周六 周日 周末 车皮 车尾 司鉴 买方 卖方")

// placesOfA are places whose names begin as people are called: 阿鲁科尔沁旗.
var placesOfA = textview.NewWordSet(strings.Fields(`阿鲁科尔沁 科尔沁 鄂伦春自治 鄂温克族自治 阿荣旗
阿拉善 阿尔山 阿坝 阿克苏 阿克陶 阿克塞 阿合奇 阿瓦提 阿图什 阿勒泰 阿里地区 阿拉尔 阿城区 阿巴嘎 阿瓦 阿尔泰 小金县 小店区`)...)

// saysHiddenNames reports whether the people of a text were hidden before it came: then few are left whom no
// word introduces.
func saysHiddenNames(c string) bool {
	return strings.Count(c, "某") >= fewHidden && !strings.Contains(c, "×")
}

// fewHidden is how many characters for hidden ones such a text has at least.
const fewHidden = 6
