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
	if next := firstRune(f.c[end:]); toldOfRoles[name] && endsRoleWord(f.c[:at]) && !strings.ContainsRune("、，（", next) {
		return true // 被告方面未到庭, 申请人施工。
	}
	first := firstRune(name)
	rest := name[utf8.RuneLen(first):]
	switch b := f.boundary(end); {
	case b == 3:
		return false
	case strings.ContainsRune("才应", first) && modals.has(firstRune(rest)) && utf8.RuneCountInString(name) == 2,
		strings.ContainsRune("和与及", first) && isOrdinaryWord(rest):
		return true
	case f.goesOnInWords(at, end):
		return true
	case b == 2:
		return false
	}
	return (isWordy(name) || surnameAt(name) == 0) && isOrdinaryWord(name) && !dictionaryNames()[name] && f.people[name] == nil
}

// goesOnInWords reports whether a sentence goes on behind a word for its subject with words that begin as names do:
// 被告尚欠, 被告方面, 申请人施工, 被害人严重受伤. Whoever is called by such a word is described, or named before what ends a name.
func (f *finder) goesOnInWords(at, end int) bool {
	name := f.c[at:end]
	if !endsRoleWord(f.c[:at]) || f.people[name] != nil || dictionaryNames()[name] {
		return false
	}
	first := firstRune(name)
	pair := prefix(name, 2)
	switch n := utf8.RuneCountInString(name); {
	case n == 2 && strings.ContainsRune("尚未", first):
		return true
	case n == 2:
		return isCommonWord(name) || isOrdinaryWord(name) && f.boundary(end) < 2
	case n == 3 && isCommonWord(pair):
		next := f.c[end-len("一"):]
		return f.boundary(end) < 2 && f.isKnownWord(prefix(next, 2)) || isWord(name)
	}
	return false
}

// toldOfRoles are words with which a sentence goes on behind a word for its subject, though they begin as names do and what ends
// a name may follow.
var toldOfRoles = newWordList(`何况 何时 何必 何以 何地 何种 简直 宁愿 宁可 向来 向他 向其 常设 常驻 常规 安抚 安慰 安葬 安葬费 安置费 归纳 归来 储存 储量 修复 修养 揭露 揭开 封锁 施行
施展 施工 练习 巩固 崇拜 求得 凌辱 强行 强化 强烈 强劲 况且 全然 全部 全都 全力 全城 任意 任教 迟疑 依次 齐声 齐全 严格 严重 严厉 严峻 严肃 严谨 方便
方面 方才 方针 干净 干燥 许可 许多 高举 高呼 高声 高速 高度 高温 高校 高考 高效 高涨 高层 冷笑 幸好 公然 公约 零星 万一 万元 万余 万亩 游泳 游行 游牧
顾问 单方 单一 单纯 陆地 明日 明天 那日 那次 那边 边缘 边界 程度 程序 温度 焦点 范畴 纪律 念头 闻名 寻思 摆手 衣袖 衣裳 衣衫 关节 关头 路桥 林业 林立
农民 农田 农历 木材 木头 石油 石头 银行 银子 武器 卫生 储蓄 金融 金额 颜色 雷同 毛发 成果 文艺 文献 文件 别处 别墅 冷链 管道 门槛 门类 门洞 米粉 鱼种
牛奶 药品 章程 洪水 胡乱 厉声 谢谢 哈哈 景象 景观 尚欠 尚未 尚有 尚需 尚余 尚无 尚可 未按 未经 未能 未予 于心 于是 从未 从此 时常 时而 时许`)

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
