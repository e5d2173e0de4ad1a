package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// beside collects the items of lists in which somebody who is known stands, whatever words they are:
// 谷某某、计算, 向上和任意; and those of lists of people with amounts: 景色1.5万元、史册5000元.
func (f *finder) beside() {
	f.amounts()
	f.numberedItems()
	for range maxRounds {
		if !f.eachItem() {
			return
		}
	}
}

// maxRounds bounds how often lists are looked through for items beside those that were found.
const maxRounds = 3

// eachItem looks at the items before and behind each mark of a list, and reports whether one is somebody
// who was not known.
func (f *finder) eachItem() (found bool) {
	c := f.c
	found = f.joined()
	for i := 0; ; {
		j := strings.Index(c[i:], "、")
		if j < 0 {
			return found
		}
		end := i + j
		i = end + len("、")
		before, behind := f.somebodyBefore(end), f.somebodyBehind(i)
		if before != behind && f.listIntroducer(end).class >= agent { // who keeps the name
			continue
		}
		switch {
		case before && !behind:
			found = f.itemBehind(i) || found
		case behind && !before:
			found = f.itemBefore(end) || found
		}
	}
}

// joined looks behind words that join two people.
func (f *finder) joined() (found bool) {
	c := f.c
	for _, joint := range [...]string{"和", "与", "及"} {
		for i := 0; ; {
			j := strings.Index(c[i:], joint)
			if j < 0 {
				break
			}
			end := i + j
			i = end + len(joint)
			if f.actsBehind(i) && f.somebodyBefore(end) && f.listIntroducer(end).class < agent {
				found = f.itemBehind(i) || found
			}
		}
	}
	return found
}

// somebodyBefore reports whether the name of somebody ends at a place, or a bracket behind it.
func (f *finder) somebodyBefore(end int) bool {
	if strings.HasSuffix(f.c[:end], "）") {
		i := strings.LastIndex(f.c[max(0, end-maxBracket):end], "（")
		if i < 0 {
			return false
		}
		end = max(0, end-maxBracket) + i
	}
	if hiddenBefore(f.c[:end]) {
		return true
	}
	start := f.knownBefore(end)
	return start >= 0 && f.hides(f.people[f.c[start:end]]) && !f.guard.has(start, end, fixed|office)
}

// somebodyBehind reports whether the name of somebody begins at a place, or a word that introduces one.
func (f *finder) somebodyBehind(at int) bool {
	rest := f.c[at:]
	if mark, size := utf8.DecodeRuneInString(rest); openQuotes.has(mark) { // 苗小伟、“大头”
		rest = rest[size:]
		for n := maxNickname; n >= 2; n-- {
			if p := f.people[prefix(rest, n)]; p != nil && p.alias && f.hides(p) {
				return true
			}
		}
		return false
	}
	if w := roleWords.At(rest); w != "" && introducers[w].class != official {
		rest = rest[len(w):]
	}
	if hiddenAt(rest) > 0 {
		return true
	}
	for n := maxLearned; n >= 2; n-- {
		name := prefix(rest, n)
		if p := f.people[name]; name != "" && p != nil && f.hides(p) {
			return true
		}
	}
	return false
}

// itemBehind notes the item behind a mark of a list: from two to four characters that begin with a surname.
func (f *finder) itemBehind(at int) bool {
	if roleWords.At(f.c[at:]) != "" {
		return false
	}
	for n := 2; n <= maxLearned; n++ {
		name := prefix(f.c[at:], n)
		if name == "" || f.breaks(at, at+len(name)) {
			return false
		}
		if end := at + len(name); f.endsPerson(end) && f.mayBeItem(at, end) {
			f.left[at] = 3
			f.person(name).seen[involved]++
			return true
		}
	}
	return false
}

// itemBefore notes the item before a mark of a list.
func (f *finder) itemBefore(end int) bool {
	at := end
	for n := 1; n <= maxLearned && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(f.c[:at])
		if !personname.IsHan(r) {
			return false
		}
		at -= size
		if n < 2 || !f.opensPerson(at) || !f.mayBeItem(at, end) {
			continue
		}
		f.left[at] = 3
		f.person(f.c[at:end]).seen[involved]++
		return true
	}
	return false
}

// opensPerson reports whether an item that is a person may begin at a place.
func (f *finder) opensPerson(at int) bool {
	if at == 0 || f.v.StartsLine(at) || f.left[at] >= 2 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(f.c[:at])
	return strings.ContainsRune("、，。；：（“", r)
}

// endsPerson reports whether an item that is a person may end at a place.
func (f *finder) endsPerson(end int) bool {
	if f.v.EndsLine(end) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(f.c[end:])
	switch {
	case strings.ContainsRune("、，。；（）0123456789等", r):
		return true
	case strings.ContainsRune("和与及", r):
		next := end + utf8.RuneLen(r)
		return f.somebodyBehind(next) || f.actsBehind(next)
	case countedPeople.At(f.c[end:]) != "":
		return true
	}
	return f.doesBehind(end) >= 2 || strings.ContainsRune("曾均各", r)
}

// countedPeople count those whom a list names: 羊双彪、羊文亮两户.
var countedPeople = textview.NewWordSet("两户", "二户", "三户", "四户", "两家", "二家", "三家", "两人", "二人", "三人", "四人", "俩", "两名", "二名", "三名")

// actsBehind reports whether what may be a name stands at a place, and behind it what people do.
func (f *finder) actsBehind(at int) bool {
	for n := 2; n <= 3; n++ {
		if name := prefix(f.c[at:], n); name != "" && f.doesBehind(at+len(name)) >= 2 && f.mayBeItem(at, at+len(name)) {
			return true
		}
	}
	return false
}

// mayBeItem reports whether what stands from one place to another may be the name of somebody in a list of
// people, be it a word or not.
func (f *finder) mayBeItem(at, end int) bool {
	name := f.c[at:end]
	n := utf8.RuneCountInString(name)
	if f.keepsName(name) || !beginsName(name) || n > personSurname(name)+2 || isHidden(name) ||
		f.guard.has(at, end, fixed|office|held) || f.guard.has(at, end, entity) && n == 2 && formWords.At(name) == name ||
		noName.In(name) || roleWords.In(name) || hardCharacters.in(name) || f.namesNobody(at, end) || isAddressed(name) {
		return false
	}
	if last := lastRune(name); n == 3 && !personname.IsGiven(last) && acts.At(string(last)) != "" && !f.isKnownWord(name[len("一"):]) {
		return false // 秦凯送 in 秦凯送来
	}
	return !personname.IsBody(name) && !amountEnds.has(lastRune(name)) && !noItems[name] && !thingEnds.has(lastRune(name))
}

// keepsName reports whether somebody of a name is known who keeps it, or who is hidden anyway.
func (f *finder) keepsName(name string) bool {
	p := f.people[name]
	return p != nil && (f.hides(p) || p.seen[official]+p.seen[head]+p.seen[agent]+p.seen[defender] > 0)
}

// beginsName reports whether a string begins with a surname, be it one that stands for nothing but where
// names are listed.
func beginsName(s string) bool { return surnameAt(s) > 0 || listSurnames.has(firstRune(s)) }

// listSurnames are surnames that begin far more words than names.
var listSurnames = charactersOf("如脱秘印历初承未别台虫者是戈从过厉门支")

// personSurname is the number of characters of the surname of a name, of a rare one too.
func personSurname(name string) int { return max(1, personname.Surname(name)) }

var (
	// amountEnds end what sums are for, and no names.
	amountEnds = charactersOf("费款金息资价税用额车房地")
	// noItems stand beside people in lists and are none.
	noItems = newWordList(`安全 公章 印章 公共 车辆 房屋 房产 房子 车子 商店 时间 地点 原因 经过 金额 数额 利息 本金 和解 调解 家中 家里 单方 连带 共同 全部 应当 明确 常住 相识 相关 解除 解散 管理 经营
通过 利用 支付 成立 成为 成员 从事 于是 任何 任职 向其 包括 容留 帅哥 查封 查询 查明 查获 冷冻 冻结 殴打 易某 宣读 宣判 施工 施救 步行 相邻 石材 水电 水果 蓝色 白色 黑色 红色 黄色 金色 农用 农药 农具 牛羊 马匹 鱼塘 花木 雷管 米面 衣物 古玩 玉器 银行
平台 商铺 国家 集体 集团 公款 公证 公告 公示 公开 公安 司法 司机 司法局 党员 党委 国土 包工 包装 水利 水务 水泥 时任 幸存 边防 关系 门店 门市 门面 雇员 戴某 武器 毛毯`)
)
