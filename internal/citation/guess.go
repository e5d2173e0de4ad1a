package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// nameFor is the name of the law before a provision, known or guessed; article
// says that the provision is one.
func (f *finder) nameFor(start int, article bool) Name {
	if n := f.takeName(start); n.Kind != NoName {
		return n
	}
	before := f.text[f.lineStart:start]
	n := guessBefore(before, article)
	if n == 0 || isContract(before) {
		return Name{}
	}
	if w := normWordEnding(before); f.local != nil && f.local.longest(w) == len(w) {
		n = len(w) // 出现条例第四条, where the text defines 条例
	}
	span := statute.Span{Start: start - n, End: start}
	if f.before >= 0 && f.out.Mentions[f.before].Span.End > span.Start {
		return Name{}
	}
	return Name{Kind: ByGuess, Text: span.Of(f.text), Span: span, Version: versionBefore(f.text[f.lineStart:span.Start])}
}

// guessBefore reads a name that no dictionary has and that ends where a
// provision begins: 合同法第五十二条, 某某管理办法第三条. Words that are as often
// plain ones (通知第二项) count only before an article. It returns the length of
// the name in bytes.
func guessBefore(s string, article bool) int {
	ends := normWordEnding(s)
	least := 1
	switch ends {
	case "":
		return 0
	case "决定", "意见", "通知", "命令", "公告", "答复", "解答", "方案", "标准", "规范":
		if least = 2; !article {
			return 0
		}
	case "规定", "解释", "规则", "安排":
		least = 2
	}
	at, count := len(s)-len(ends), 0
	for count < maxGuess {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if size == 0 || !unicode.Is(unicode.Han, r) || endsInStop(s[:at]) {
			break
		}
		at -= size
		count++
	}
	if count < least {
		return 0
	}
	for _, w := range plainly {
		if least > 1 && s[at:] == w+ends {
			return 0
		}
	}
	return len(s) - at
}

// stops end a name without 《》 to the left.
var stops = [...]string{"依照", "依据", "根据", "按照", "违反", "适用", "执行", "参照", "遵照", "符合", "触犯", "援引", "以及", "或者", "关于", "属于", "构成",
	"及", "和", "与", "或", "由", "的", "了", "是", "为", "在", "对", "将", "经", "按", "有", "据", "照", "以", "其", "该", "本", "除", "把", "至", "所", "违", "用"}

// maxGuess bounds a name without 《》, in characters.
const maxGuess = 30

// plainly are words before 规定 and the like that make no name of it.
var plainly = [...]string{"相关", "其他", "上列", "下列", "现行", "法律", "法规", "特别", "一般", "具体", "原有", "此项", "同样"}

func endsInStop(s string) bool {
	for _, w := range stops {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
