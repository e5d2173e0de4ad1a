package masking

import "unicode/utf8"

// characters is a set of characters below 65,536: a bit for each.
type characters [1 << 10]uint64

func charactersOf(lists ...string) *characters {
	c := &characters{}
	for _, list := range lists {
		for _, r := range list {
			c.add(r)
		}
	}
	return c
}

func (c *characters) add(r rune) {
	if r < 1<<16 {
		c[r>>6] |= 1 << (r & 63)
	}
}

// has reports whether a character is one of the set.
func (c *characters) has(r rune) bool { return r < 1<<16 && c[r>>6]&(1<<(r&63)) != 0 }

// in reports whether a string has one of the set.
func (c *characters) in(s string) bool {
	for _, r := range s {
		if c.has(r) {
			return true
		}
	}
	return false
}

// lastRune is the last character of a string.
func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// functionList and minorityList are the characters of functionCharacters and
// minorityCharacters.
const (
	functionList = "遂仍亦曾时的了是在于与和及或因将被向对以到至为称不未已均系且而但并即也都就又还等所其此该本某有无没请求诉辩认提起收支付给应当要主从由经受把让叫她他它们你我后前上下内外中里个这那又同处则者各两二三"
	minorityList = "扎丕岩依娜玉罕叫温波尼玛次旺仁增多吉卓央金拉姆格桑达娃边巴平措顿珠才让加洛旦嘎木其尔不都买提古丽汗江别克热阿卜杜努沙艾合麦萨吾迪力孜比赛艳蓝呼和乌云巴特图雅斯日那顺高娃苏伦宝音毕力更登塔莫四二三"
)

var (
	// functionCharacters are characters that names do not have behind the surname, but for a few.
	functionCharacters = charactersOf(functionList)
	// hardCharacters no name has.
	hardCharacters = charactersOf("的了被将们及或她他它你我是给把让吗呢吧着啊这那很每另")
	// minorityCharacters are those that names of other peoples than the Han are written with in Chinese.
	minorityCharacters = charactersOf(minorityList)
	// wordySurnames are surnames that begin other words more often than names; what begins with
	// one of the others that words begin with is a name where it has three characters.
	wordySurnames = charactersOf("查司于和时应成向从任解代计单方包公门连车房商党国常相管原关古干官有保全等支利别满乐占伍都自同后要行由通道部信步海上水花明平白东西南北元")
	mildSurnames  = charactersOf("安家高金万黄马林石田温文华谢能云钱余许段毛项章曾何强易顾施史")
	// placeEnds are what follows the first characters of the names of places.
	placeEnds = charactersOf("站省市县区旗盟镇乡村路街州国江河山湖庙庄寨屯湾岭桥港岛巷弄坝坪沟厂店")
	// divisionEnds end the names of parts of the country.
	divisionEnds = charactersOf("省市县区旗州盟乡镇")
	// hiddenMarks stand in names that were hidden already.
	hiddenMarks = charactersOf("某×*XxＸｘ")
	// dotMarks stand between the parts of a name.
	dotMarks = charactersOf("·•．‧∙・")
	// lostMarks stand for a character that was lost.
	lostMarks = charactersOf("□■◇◆△▲？?*＊_＿�●〇○◎☆★[]【】〔〕.·")
	// noDotStart end what stands before the first part of a name with dots.
	noDotStart = charactersOf(functionList, "人员证")
	// noDotEnd stand behind the last.
	noDotEnd = charactersOf("在于与和及因向称")
	// ofSentence are not part of the name of a company.
	ofSentence = charactersOf(functionList, "戴代表借买卖签驾打找送租入股投")
	// beforeBody end what stands before the name of a body.
	beforeBody = charactersOf("的在与和向由对将把被给及为是系到至于从因经让叫告人称说")
)
