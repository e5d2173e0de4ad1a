package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// aliasWords stand before another name of somebody.
var aliasWords = textview.NewWordSet(strings.Fields(`曾用名 化名 绰号 别名 又名 又称 亦名 外号 诨号 自报名 自报姓名 自报 小名 乳名 原名 本名 真名 真实姓名 花名 笔名 书名 全名 学名 正名 俗名 误写为 写作 登记为 下称 本姓 昵称 网名 人称
账号“ 帐号“ 用户名“ 用户“ 网友“ 回帖者“ 发帖人“ 微信“ 主播“ 账号名“ 艺名 法名 微信名 微信昵称 QQ昵称 英文名 中文名 别称 江湖人称 曾用 曾名 化名为 代号`)...)

// aliasEnds end another name.
var aliasEnds = charactersOf(`，。、；：（）“”‘’「」『』"《》？！`)

// maxAlias bounds another name, in characters.
const maxAlias = 10

// aliases collects other names of people: 曾用名羊文良, 绰号“阿伟”、“伟哥”.
func (f *finder) aliases() {
	c := f.c
	aliasWords.Each(c, func(start, at int) {
		if f.guard.has(start, at, fixed) {
			return
		}
		at -= len(c[start:at]) - len(strings.TrimSuffix(c[start:at], "“"))
		for _, lead := range [...]string{"：", "叫做", "叫", "为", "系", "是", "名", "分别为"} {
			if strings.HasPrefix(c[at:], lead) {
				at += len(lead)
			}
		}
		for {
			name, end := f.aliasAt(at, c[start:at] == "自报" || strings.HasPrefix(c[start:], "曾用") || strings.HasPrefix(c[start:], "原名"))
			if name == "" {
				return
			}
			p := f.person(name)
			p.alias = true
			p.nickname = p.nickname || !looksLikeName(name)
			f.left[at] = 3
			if mark, _ := utf8.DecodeLastRuneInString(c[:end]); closeQuotes.has(mark) && strings.HasPrefix(c[end:], "的") {
				f.nameAt(end+len("的"), introducer{class: involved, strength: 3}, true) // 绰号“阿伟”的羊文良
			}
			next := end
			for _, joint := range [...]string{"、", "和", "及", "，又名", "或"} {
				if strings.HasPrefix(c[end:], joint) {
					next = end + len(joint)
				}
			}
			if mark, _ := utf8.DecodeRuneInString(c[end:]); next == end && !openQuotes.has(mark) {
				return
			}
			at = next
		}
	})
}

// aliasAt is another name at a place, in quotation marks or up to the next mark, and its end.
func (f *finder) aliasAt(at int, formal bool) (name string, end int) {
	c := f.c
	mark, size := utf8.DecodeRuneInString(c[at:])
	inQuotes := openQuotes.has(mark)
	if inQuotes {
		at += size
	}
	if m := latin.FindString(textview.ClipBytes(c[at:], maxForeign)); m != "" && strings.HasSuffix(c[:at], "文名") && !isHidden(m[:1]) {
		return m, at + len(m)
	}
	stop, n := at, 0
	for ; n <= maxAlias; n++ {
		r, size := utf8.DecodeRuneInString(c[stop:])
		if size == 0 || aliasEnds.has(r) || n > 0 && f.v.StartsLine(stop) {
			break
		}
		stop += size
	}
	name, end = c[at:stop], stop
	if personname.IsBody(name) { // 下称闵江区民政局
		return "", 0
	}
	if inQuotes {
		mark, size := utf8.DecodeRuneInString(c[stop:])
		if !closeQuotes.has(mark) {
			return "", 0
		}
		end += size
	} else if n > maxAlias || !personname.IsPerson(name) && !formal {
		if name = f.chosenAt(at, neededOfParty, true); name == "" {
			return "", 0
		}
		end = at + len(name)
		n = utf8.RuneCountInString(name)
	} else if n > 3 && !strings.Contains(name, "·") {
		if short := f.chosenAt(at, neededOfParty, true); short != "" {
			name, end, n = short, at+len(short), utf8.RuneCountInString(short)
		}
	}
	if n < 2 || isHidden(name) || !inQuotes && strings.ContainsAny(name, "的是在") || introducerWords.At(name) == name || noAlias[name] {
		return "", 0
	}
	return name, end
}

// looksLikeName reports whether a string is a surname and one or two characters.
func looksLikeName(name string) bool {
	n := utf8.RuneCountInString(name)
	s := personname.Surname(name)
	return s > 0 && n > s && n <= s+2 && !isWord(name) || strings.Contains(name, "·")
}

// noAlias are words that stand where other names do and are none.
var noAlias = newWordList("微信 支付宝 不详 不明 姓名 名称 身份 身份证 手机号 无 同上 待查 化名 本人 真名 银行卡 手机 电话")
