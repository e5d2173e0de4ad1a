package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// quoted collects those who are called by a word in quotation marks that nothing introduces as such:
// 经“老三”介绍, 找到“胖子”. What looks like such a word needs somebody who does something or to whom
// something is done; any other needs both.
func (f *finder) quoted() {
	c := f.c
	for open, r := range c {
		if !openQuotes.has(r) {
			continue
		}
		start := open + utf8.RuneLen(r)
		end := start
		for n := 0; n <= maxNickname; n++ {
			r, size := utf8.DecodeRuneInString(c[end:])
			if !personname.IsHan(r) {
				break
			}
			end += size
		}
		mark, size := utf8.DecodeRuneInString(c[end:])
		if end == start || !closeQuotes.has(mark) || f.guard.has(start, end, fixed|office|held) {
			continue
		}
		name := c[start:end]
		if p := f.people[name]; p != nil && p.alias || utf8.RuneCountInString(name) < 2 || isHidden(name) {
			continue
		}
		if !f.namesShop(end) && f.isNickname(name, open, end+size) {
			p := f.person(name)
			p.alias = true
			p.nickname = !looksLikeName(name)
			f.realNameAt(end + size)
		}
	}
}

// shopsBehind are what shops, games and goods are that have a name in quotation marks: “金嗓子”KTV.
var shopsBehind = textview.NewWordSet(strings.Fields("店 KTV 酒吧 超市 牌 商标 品牌 系列 游戏 软件 平台 小程序 " +
	"公众号 会所 网吧 餐厅 饭店 酒店 宾馆 首饰 山庄 农家乐 茶楼 公司 字样 炮 饮料 酒")...)

// maxShop is how far behind the marks they stand, in bytes.
const maxShop = 9

// callWords end before what somebody is called.
var callWords = newWordList("叫他 叫她 喊他 喊她 叫我 喊我 称他 称她 叫作 唤作")

// misspelled collects names in quotation marks in which one character is another than in the name of somebody
// who is known: “戚微微”补正为“戚薇薇”.
func (f *finder) misspelled() {
	type shape struct {
		surname rune
		length  int
	}
	names := map[shape][][]rune{}
	for _, p := range f.list {
		if runes := []rune(p.name); len(runes) == 3 && len(names) < maxPeople && f.hides(p) {
			s := shape{runes[0], len(runes)}
			if len(names[s]) < maxNamesakes {
				names[s] = append(names[s], runes)
			}
		}
	}
	if len(names) == 0 {
		return
	}
	for open, r := range f.c {
		if !openQuotes.has(r) {
			continue
		}
		start := open + utf8.RuneLen(r)
		name := prefix(f.c[start:], 3)
		if name == "" || f.keepsName(name) {
			continue
		}
		if mark, _ := utf8.DecodeRuneInString(f.c[start+len(name):]); !closeQuotes.has(mark) {
			continue
		}
		runes := []rune(name)
		for _, other := range names[shape{runes[0], len(runes)}] {
			if twice := runes[1] == runes[2] && other[1] == other[2]; twice || runes[1] == other[1] || runes[2] == other[2] {
				f.person(name).seen[involved]++
				break
			}
		}
	}
}

// maxNamesakes bounds how many people of a surname are compared.
const maxNamesakes = 30

// realNameAt reads who it is that is called so: “阿花”即玉罕花.
func (f *finder) realNameAt(at int) {
	if name := prefix(f.c[at:], 3); name != "" && f.boundary(at+len(name)) >= 2 && f.mayBeItem(at, at+len(name)) && surnameAt(name) > 0 &&
		f.kindAt(at) < 2 { // “阿花”支秀英（68岁）
		f.left[at] = 3
		f.person(name).seen[involved]++
		return
	}
	for _, w := range [...]string{"即", "就是", "真名", "本名", "大名", "真实姓名"} {
		if strings.HasPrefix(f.c[at:], w) {
			f.follow(at+len(w), introducer{class: involved, strength: 3})
			return
		}
	}
}

// maxNickname bounds a word by which somebody is called, in characters.
const maxNickname = 6

// isNickname reports whether a word in quotation marks from one place to another calls somebody.
func (f *finder) isNickname(name string, open, end int) bool {
	before := int(f.left[open])
	if in := f.introducerBefore(open); in.strength == 3 && !namings.Known(lastBytes(f.c[:open], len("名为"))) {
		before = 3
	}
	if strings.HasSuffix(f.c[:open], "、") && f.calledBefore(open-len("、")) || f.calledBefore(open) {
		before = 2
	}
	behind := f.doesBehind(f.lastCalled(end))
	told := callWords.Known(lastBytes(f.c[:open], len("叫他"))) && !isCommonWord(name)
	if told || calledAlone(name) || f.tellsBehind(end) && hiddenOrUnknown(f.c[end+len("（"):]) {
		return true
	}
	if usualNicknames[name] || nicknameShape(name) && !isOrdinaryWord(name) && !noNicknames[name] {
		return before >= 2 && (behind > 0 || usualNicknames[name]) || before == 3 ||
			behind >= 2 && (before > 0 || f.opensClause(open))
	}
	stands := before == 3
	if before == 2 && !isOrdinaryWord(name) {
		stands = f.dealsBefore(open) || f.joinsBefore(open)
	}
	return stands && behind >= 2 && !groupEnds.has(lastRune(name)) && !personname.IsBody(name) && !isCommonWord(name) && !noAlias[name] &&
		!hardCharacters.in(name) && introducerWords.At(name) != name
}

// dealsBefore reports whether a word of two characters and more stands before a place, behind which people
// stand, and not by what something is done: 找到“…”, but not 通过“…”支付.
func (f *finder) dealsBefore(at int) bool {
	for n, start := 0, at; n < longestIntroducer && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(f.c[:start])
		start -= size
		if _, ok := introducers[f.c[start:at]]; ok && n > 0 && f.c[start:at] != "通过" {
			return true
		}
	}
	return false
}

// namings end before what a person or a thing is called, and groupEnds what groups and shops are.
var (
	namings   = newWordList("名叫 名为 叫做 个叫 取名 自称")
	groupEnds = charactersOf("网群店号司台牌吧城厂社团队组版款级式")
)

// joinsBefore reports whether somebody and a word that joins people stand before a place.
func (f *finder) joinsBefore(at int) bool {
	for _, joint := range [...]string{"和", "与", "及", "、"} {
		if strings.HasSuffix(f.c[:at], joint) {
			return f.somebodyBefore(at - len(joint))
		}
	}
	return false
}

// calledAlone reports whether a word in quotation marks calls somebody wherever it stands: “阿七”, “红姐”.
func calledAlone(name string) bool {
	n := utf8.RuneCountInString(name)
	first := firstRune(name)
	return usualNicknames[name] && !ambiguousNicknames[name] || (!isOrdinaryWord(name) || dictionaryNames()[name]) &&
		!noNicknames[name] && (n == 2 && (first == '阿' || first == '老') ||
		n <= 3 && strings.ContainsRune("哥姐嫂婶伯叔爷", lastRune(name)))
}

// hiddenOrUnknown reports whether what a bracket says is a name that was hidden, or that the name is not known.
func hiddenOrUnknown(s string) bool {
	return hiddenAt(s) > 0 || strings.HasPrefix(s, "身份") || strings.HasPrefix(s, "真实")
}

// calledBefore reports whether what ends at a place is somebody in quotation marks.
func (f *finder) calledBefore(end int) bool {
	mark, size := utf8.DecodeLastRuneInString(f.c[:end])
	if !closeQuotes.has(mark) {
		return false
	}
	end -= size
	for start, n := end, 0; n <= maxNickname; n++ {
		r, size := utf8.DecodeLastRuneInString(f.c[:start])
		if openQuotes.has(r) {
			p := f.people[f.c[start:end]]
			return p != nil && p.alias
		}
		start -= size
	}
	return false
}

// lastCalled is where the last item ends of a list in quotation marks whose first ends at a place.
func (f *finder) lastCalled(end int) int {
	for range maxItems {
		rest := strings.TrimPrefix(f.c[end:], "、")
		mark, size := utf8.DecodeRuneInString(rest)
		if !openQuotes.has(mark) {
			return end
		}
		at := len(f.c) - len(rest) + size
		for n := 0; ; n++ {
			r, size := utf8.DecodeRuneInString(f.c[at:])
			if at += size; size == 0 || n > maxNickname {
				return end
			}
			if closeQuotes.has(r) {
				end = at
				break
			}
		}
	}
	return end
}

// opensClause reports whether a clause begins at a place.
func (f *finder) opensClause(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(f.c[:at])
	return at == 0 || f.v.StartsLine(at) || strings.ContainsRune("，。；：", r)
}

// doesBehind says how surely what stands behind a place is said of people: 2 what they do, 1 what may
// be something else.
func (f *finder) doesBehind(at int) int {
	rest := f.c[at:]
	switch w := acts.At(rest); {
	case tellers.At(rest) != "", f.tellsBehind(at), strings.HasPrefix(rest, "等人"),
		strings.HasPrefix(rest, "是谁"), strings.HasPrefix(rest, "是什么人"), utf8.RuneCountInString(w) >= 2:
		return 2
	case w != "" && strings.Contains("向将被称说打骑跑走去来让给把又便就先再遂均都曾", w):
		return 2
	case w != "", rest == "", strings.HasPrefix(rest, "、"), strings.HasPrefix(rest, "，"), strings.HasPrefix(rest, "。"):
		return 1
	}
	return 0
}

// nicknameShape reports whether a word has the form by which people are called: 阿强, 老三, 刀疤哥.
func nicknameShape(name string) bool {
	n := utf8.RuneCountInString(name)
	first, _ := utf8.DecodeRuneInString(name)
	return n <= 3 && (nicknameStarts.has(first) || nicknameEnds.has(lastRune(name))) ||
		n == 4 && first == '小' && nicknameEnds.has(lastRune(name))
}

// Quotation marks; a half-width one opens and closes.
var (
	openQuotes  = charactersOf(`“‘「『"`)
	closeQuotes = charactersOf(`”’」』"`)
)

var (
	nicknameStarts = charactersOf("老阿小大肥胖瘦黑")
	nicknameEnds   = charactersOf("哥姐弟妹叔伯爷婶嫂仔娃佬婆妞毛皮鬼胖爹少总疤")
	// usualNicknames are words as well.
	usualNicknames = newWordList(`胖子 小胡子 瘦子 大炮 鸡公 老鼠 酒罐 刺头 九指 麻子 眼镜 光头 刀疤 黑皮 大头 小头 大个 矮子 瘸子 拐子 秃子 哑巴 疯子 黑子 二子 毛子 猴子 耗子 黄毛 红毛 白毛
小个子 大个子 高个子 大嘴 老大 老二 老三 老四 老五 老六 老七 老八 老九 老幺 二哥 三哥 四哥 五哥 大哥 大姐 二姐 三姐 小胖 大胖 小黑 大黑 小白 胡子 大胡子 络腮胡 眼镜哥 眼镜男
石头 铁蛋 狗蛋 狗子 豆子 豆芽 斌子 强子 军子 伟子 辉子 刚子 波子 勇子 华子 亮子 超子 小四川 小湖南 小贵州 小东北 老东北 老四川 小河南 老河南 小山东 光头强`)
	// ambiguousNicknames are things as often.
	ambiguousNicknames = newWordList("眼镜 石头 大头 小头 豆芽 豆子 大炮 老鼠 猴子 耗子 胡子 酒罐 狗子 老大")
	// noNicknames look like some and call nobody.
	noNicknames = newWordList(`小产权 小额贷 老赖 老板 老人 小区 大额 小额 大学 小学 大爷 大妈 小贷 大修 小修 小时 老旧 老年 老公 老婆 小孩 阿里 黑社会 黑名单 大数据 小程序 黑恶 黑车 大棚 大病 小微 小三 大头针`)
)
