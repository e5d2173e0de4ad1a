package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// minorities collects names of Tibetans, Mongols, Yi and others that are made of parts of names which we
// know: 索朗旺堆, 吉克木果. Parts alone are names where the text says that such people are in it.
func (f *finder) minorities() {
	told := peoples.In(f.c)
	dotted := map[string]bool{} // parts of names with dots
	for _, p := range f.list {
		if parts := strings.FieldsFunc(p.name, isDot); len(parts) > 1 {
			for _, part := range parts {
				dotted[part] = true
			}
		}
	}
	for at := 0; at < len(f.c); {
		r, size := utf8.DecodeRuneInString(f.c[at:])
		if !nameParts.Begins(r) || f.guard[at]&(fixed|office|entity) != 0 {
			at += size
			continue
		}
		end, parts := at, 0
		for parts < maxNameParts {
			part := nameParts.At(f.c[end:])
			if part == "" || f.guard.has(end, end+len(part), fixed|office|entity) {
				break
			}
			end += len(part)
			parts++
		}
		if parts == 0 {
			at += size
			continue
		}
		if name := f.c[at:end]; !dotted[name] && f.people[name] == nil && f.isOfMinority(at, end, parts, told) {
			f.note(f.person(f.c[at:end]), at, end, f.listIntroducer(at))
			at = end
			continue
		}
		at += size
	}
}

// partsOfName are the parts that a name is made of throughout, nil where it is not: 泽仁 and 多吉 of 泽仁多吉.
func partsOfName(name string) (parts []string) {
	for at := 0; at < len(name); {
		part := nameParts.At(name[at:])
		if part == "" {
			return nil
		}
		parts = append(parts, part)
		at += len(part)
	}
	return parts
}

// maxNameParts bounds how many parts a name is read from.
const maxNameParts = 5

// introducerBefore is the word that introduces a name at a place, one for whoever a case tells of where
// there is none.
func (f *finder) introducerBefore(at int) introducer {
	at -= len(f.c[:at]) - len(strings.TrimRight(f.c[:at], "：“"))
	for n, start := 0, at; n < longestIntroducer && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(f.c[:start])
		start -= size
		if in, ok := introducers[f.c[start:at]]; ok && in.class != weak {
			return in
		}
	}
	return introducer{class: involved}
}

// listIntroducer is the word that introduces the list in which an item stands at a place.
func (f *finder) listIntroducer(at int) introducer {
	for range maxBefore {
		in := f.introducerBefore(at)
		if in.strength > 0 {
			return in
		}
		r, size := utf8.DecodeLastRuneInString(f.c[:at])
		if r == '、' {
			at -= size
			continue
		}
		start := at
		for n := 0; n < maxPersonName && start > 0; n++ {
			r, size := utf8.DecodeLastRuneInString(f.c[:start])
			if !personname.IsHan(r) && !isDot(r) || n > 1 && f.left[start] == 3 {
				break
			}
			start -= size
		}
		if in := f.introducerBefore(start); in.strength > 0 {
			return in
		}
		if start == at || !strings.HasSuffix(f.c[:start], "、") {
			return introducer{class: involved}
		}
		at = start - len("、")
	}
	return introducer{class: involved}
}

// longestIntroducer is the length of the longest word that is looked for before a name, in characters.
const longestIntroducer = 8

// isOfMinority reports whether some parts of names from one place to another are a name.
func (f *finder) isOfMinority(at, end, parts int, told bool) bool {
	name := f.c[at:end]
	n := utf8.RuneCountInString(name)
	if n > maxListed+2 || f.insideWord(at, end) || f.namesNobody(at, end) || isHidden(name) {
		return false
	}
	l, b := f.leftOf(at), f.boundary(end)
	if parts > 1 || n > 2 {
		return (l > 0 || told) && (b > 0 || told && b == 0)
	}
	if next, _ := utf8.DecodeRuneInString(f.c[end:]); dotMarks.has(next) || !told || isOrdinaryWord(name) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(f.c[:at])
	return (l >= 2 || !personname.IsHan(before) && !dotMarks.has(before)) && b >= 2
}

// peoples are named in papers in which such names stand.
var peoples = textview.NewWordSet(strings.Fields(`藏族 彝族 蒙古族 维吾尔族 哈萨克族 柯尔克孜族 鄂温克族 羌族 傈僳族 土族 裕固族 门巴族 珞巴族 塔吉克族 达斡尔族 锡伯族 藏语 蒙古语 维吾尔语`)...)

// nameParts are parts of such names, and whole names of three characters and more.
var nameParts = textview.NewWordSet(strings.Fields(tibetanParts + " " + yiParts + " " + mongolNames + " " + turkicNames)...)

const (
	tibetanParts = `扎西 顿珠 索朗 旺堆 达瓦 卓玛 次仁 丹增 洛桑 格桑 梅朵 央金 拉姆 尼玛 白玛 强巴 曲珍 德吉 多吉 平措 边巴 普布 巴桑 米玛 其美 仁青 旦增 贡嘎 桑珠 罗布
益西 加措 嘉措 才让 卓嘎 措姆 曲扎 坚赞 赤列 欧珠 晋美 江村 阿旺 土登 班觉 格列 赤来 次旺 次旦 索南 扎巴 旦巴 仓决 白珍 拉巴 央宗 桑吉 南杰 朗杰 旺姆 旺久 旺扎 旺青 次央 群培 群宗 次珍
德庆 德央 拉珍 拉宗 卓拉 央吉 旺杰 仁增 仁次 仁真 多杰 扎拉 泽仁 泽让 泽郎 泽旺 四郎 四朗 降措 降央 拥忠 拥措 尕让 尕藏 完么 完德 才旦 才仁 才旺 才吉 卓尕 尕玛 更登 更尕 更藏
昂旺 昂扎 青措 青梅 旺修 桑杰 桑周 三木 罗追 洛追 洛绒 洛松 贡布 贡秋 公保 公布 官却 却吉 却藏 东周 东智 道吉 道杰 加布 加央 加羊 拉毛 拉加 切羊 仁钦 仁谦 丹巴 丹珠 丹真 丹曲 登巴 登珠
斯郎 斯塔 阿佳 巴珠 巴丹 边珍 曲吉 曲培 曲批 曲措 琼达 琼珍 琼拉 玉珍 玉措 央拉 措吉 措毛 卡卓 南卡 楞本 志玛 措毛 俄金 热旦 夏吾 东珠 当周 当智 当增 贡保 拉旦 南吉 杰布 卓么 关却 项欠 万玛 万德 华旦 华青 索尖 尖措 尖参 坚参`
	yiParts = `吉克 沙马 的日 木呷 曲比 尔古 阿牛 拉日 木果 阿木 伍呷 阿果 子莫 尔布 日布 史布 尔哈 阿苏 阿尔 阿的 勒格 且沙 吉木 吉伍 吉史 马海 马黑 安曲 俄木 俄底 阿约 麦吉 日火 吉拉
吉子 吉觉 吉巴 吉则 吉日 莫色 莫洛 金古 金曲 海来 海日 火补 布约 布史 布布 布哈 石一 色呷 色莫 拉马 拉铁 拉则 拉玛 立立 木乃 木牛 木加 木几 木沙 木基 有呷 有果 有古 日古 日沙 日黑 日格 日牛 尔呷 尔沙
尔夫 尔合 尔子 古沙 古哈 呷呷 呷日 牛牛 牛古 牛呷 子呷 子日 子黑 阿支 阿依 阿呷 阿芝 阿甲 阿力 阿合 达哈 达铁 达古 罗洪 罗吾 瓦扎 瓦其 瓦西 加拉 加日 乃保 克惹 克其 比布 约布 衣布 衣火 衣呷 说且
立克 伍牛 里克 哈马 苏呷 苏尔 甲巴 甲甲 甲木 洛古 洛乌 热科 热柯 什莫 补子 补约 杰古 机几 诺木 诺苏 史古 史聪 史洛 作一 作洛 者布 者铁 且里 且莫 依布 依火 比曲 比机 比尔`
	mongolNames = `巴特尔 乌日娜 那日苏 其其格 苏日娜 萨日娜 阿拉坦 额尔德尼 额尔敦 乌云其木格 其木格 斯琴 高娃 娜仁花 娜仁 通拉嘎 托娅 乌兰 乌力吉 乌恩其 巴雅尔 宝音 朝鲁 朝克图 呼格吉勒 呼和 哈斯 布和 布仁 吉日嘎拉 吉雅
孟根 孟和 敖日格乐 敖特根 苏和 苏德 莫日根 特木尔 铁木尔 图雅 萨仁 阿古拉 阿木古楞 白音 斯日古楞 达来 达日罕 格日勒 格日乐 毕力格 毕力格图 恩和 照日格图 金花 塔娜 塔拉 乌仁 乌尼尔 牧仁 青格勒 道尔吉
查干 那仁 那顺 巴图 巴根 海日罕 胡日查 满都拉 满达 山丹 诺敏 伊德尔 旭日 宝鲁尔 宝力道 宝乐尔 陶格陶 达楞 斯勤 图门 浩毕斯 苏亚拉 嘎拉 赛罕 白音那 赛音 乌音嘎 阿茹娜 阿如罕 娜日苏 娜布其`
	turkicNames = `买买提 艾买提 艾合买提 阿卜杜 阿不都 阿布都 吾买尔 吐尔逊 吐尔洪 玉苏甫 玉素甫 依明 依米提 艾力 艾山 艾海提 肉孜 热合曼 热依木 卡德尔 卡迪尔 木合塔尔 木拉提 努尔 努尔买买提 帕提古丽 帕尔哈提 塔依尔 克里木
阿依古丽 阿依夏木 阿依努尔 玛依努尔 玛依拉 古丽 古丽娜尔 古力 巴哈尔 巴哈古丽 热娜 热孜亚 热孜万 热汗古丽 茹仙 茹鲜古丽 祖丽胡玛尔 祖热姆 迪丽努尔 迪力夏提 迪里夏提 阿曼古丽 阿尔孜古丽 哈力克 哈斯木 亚森 亚库甫 尼亚孜 伊力哈木 伊敏 库尔班江 加依娜
沙吾提 沙塔尔 赛买提 斯马义 司马义 苏来曼 铁力瓦尔迪 吐逊江 托合提 瓦力斯 西尔艾力 叶尔肯 叶尔江 巴合提 别克 加尔肯 哈那提 库尔班 阿合买提 阿扎提 阿迪力 阿力木 阿不力孜 阿不来提 艾尔肯 艾则孜 海拉提 江阿古丽`
)
