package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// describedAt is the name at a place where what is said behind it is said of people: its
// sex, its birth. Any characters may be a name there.
func (f *finder) describedAt(at int) string {
	end := at
	for n := 0; n < maxPersonName; n++ {
		r, size := utf8.DecodeRuneInString(f.c[end:])
		if !personname.IsHan(r) && r != '·' && r != '•' && r != '．' || n > 0 && f.v.StartsLine(end) {
			break
		}
		end += size
	}
	name := f.c[at:end]
	if n := utf8.RuneCountInString(name); n < 2 || isHidden(name) || strings.HasPrefix(name, "公民") {
		return ""
	}
	behind := textview.ClipBytes(f.c[end:], maxBracket)
	kin := utf8.RuneCountInString(name) <= maxLearned && surnameAt(name) > 0 && parentOf.MatchString(behind)
	if !kin && !gender.MatchString(behind) || personname.IsBody(name) && utf8.RuneCountInString(name) > 4 {
		return ""
	}
	for _, r := range name {
		if strings.ContainsRune("的了是在被等们及", r) {
			return ""
		}
	}
	return name
}

// parentOf is said behind the name of who stands for a child: 连建业，系连城璧父亲.
var parentOf = regexp.MustCompile(`^，(?:系|是)[^，。；]{2,12}(?:父亲|母亲|之父|之母|祖父|祖母|爷爷|奶奶|外公|外婆)(?:，|。|；|$)`)

// described collects those of whom their sex and birth are told, wherever they stand between marks: 2.申报，男，1983年生。
func (f *finder) described() {
	c := f.c
	for _, sex := range [...]string{"，男", "，女"} {
		for i := 0; ; {
			j := strings.Index(c[i:], sex)
			if j < 0 {
				break
			}
			end := i + j
			i = end + len(sex)
			start, n := end, 0
			for n <= maxLearned && start > 0 && !f.v.StartsLine(start) {
				r, size := utf8.DecodeLastRuneInString(c[:start])
				if !personname.IsHan(r) {
					break
				}
				start -= size
				n++
			}
			name := c[start:end]
			if n < 2 || n > maxLearned || roleWords.At(name) != "" || f.guard.has(start, end, office) || f.describedAt(start) != name ||
				noName.In(name) || surnameAt(name) == 0 {
				continue
			}
			f.left[start] = 3
			p := f.person(name)
			p.data = true
			p.seen[involved]++
		}
	}
}

// minorityAt is a name of another people than the Han at a place: 巴特尔, 其木格.
func (f *finder) minorityAt(at int, in introducer) string {
	if in.class != party && in.class != involved {
		return ""
	}
	end := at
	for n := 0; n <= maxListed; n++ {
		r, size := utf8.DecodeRuneInString(f.c[end:])
		if !minorityCharacters.has(r) || n >= 2 && f.boundary(end) >= 2 {
			break
		}
		end += size
	}
	name := f.c[at:end]
	if n := utf8.RuneCountInString(name); n < 2 || f.boundary(end) < 2 || f.isKnownWord(name) || n == 2 && f.boundary(end) < 3 ||
		strings.ContainsAny(name, "一二三四") && n == 2 || n == 3 && isOrdinaryWord(prefix(name, 2)) {
		return ""
	}
	return name
}

// listedAt is a name that does not look like one: with a surname that we do not know, longer
// than others, or a word as well. Between marks that hold a name and nothing else it is one.
func (f *finder) listedAt(at int, in introducer, first bool) string {
	if in.class == weak || in.class == head || in.class == titled {
		return ""
	}
	end, n := at, 0
	for ; n <= maxListed; n++ {
		r, size := utf8.DecodeRuneInString(f.c[end:])
		if !personname.IsHan(r) || n > 0 && f.v.StartsLine(end) || n >= 2 && f.endsItem(end) {
			break
		}
		end += size
	}
	if n < 2 || n > maxListed {
		return ""
	}
	name := f.c[at:end]
	if isHidden(name) || personname.IsBody(name) && n > 3 || personname.Surname(name) == 0 && thingEnds.has(lastRune(name)) ||
		f.guard.has(at, end, fixed) || in.class != official && introducerWords.In(name) ||
		n > 2 && f.guard.has(at, end, entity) || noName.In(name) {
		return ""
	}
	if roleWords.At(name) != "" {
		return ""
	}
	surname := surnameAt(name) > 0
	switch next := f.c[end:]; {
	case first && !f.endsItem(end), first && in.class == official && (n > maxLearned || !strings.HasSuffix(f.c[:at], "：")):
		return ""
	case !first:
		listed := strings.HasPrefix(next, "等") || strings.HasPrefix(next, "（") || strings.HasPrefix(next, "和") ||
			strings.HasPrefix(next, "与") || strings.HasPrefix(next, "、") || in.class == official && strings.HasPrefix(next, "）")
		if testimony.At(next) == "" && (!listed || !strings.HasSuffix(f.c[:at], "、")) {
			return ""
		}
		if f.isKnownWord(name) && !surname || n > 2 && f.hasWord(name, surname) {
			return ""
		}
	case strings.HasSuffix(f.c[:at], "：") && (in.class == party || in.class == involved || in.class == official):
	case strings.HasPrefix(next, "、") || f.tellsBehind(end) || testimony.At(next) != "":
		if isOrdinaryWord(name) || n > 2 && f.hasWord(name, surname) || !surname && f.isKnownWord(name) {
			return ""
		}
	default:
		return ""
	}
	if !f.mayName(name, surname) {
		return ""
	}
	return name
}

// plainAt is a surname, be it a rare one, with two characters of given names behind a word that introduces
// people, where no word goes over its end: 弟弟淡小龙现任.
func (f *finder) plainAt(at int) string {
	name := prefix(f.c[at:], 3)
	if usual := personname.Surname(name); name == "" || usual == 2 || isWordy(name) || usual == 0 && personname.RareSurname(name) == 0 {
		return ""
	}
	end := at + len(name)
	last := end - len("一")
	b := f.boundary(end)
	switch {
	case f.kindAt(at) > 1, f.breaks(at, end), !f.mayBeItem(at, end), f.insideWord(at, end),
		b < 0, // goes on
		f.kindAt(at+len("一")) > 1, b < 2 && f.kindAt(last) > 0:
		return ""
	}
	given := 0
	for _, r := range name[len("一"):] {
		switch {
		case personname.IsGiven(r):
			given++
		case functionCharacters.has(r):
			return ""
		}
	}
	if given == 0 || given == 1 && (b < 2 || personname.Surname(name) == 0) {
		return ""
	}
	return name
}

// maxListed is the length of the longest name that a list holds and that has no dots, in characters.
const maxListed = 6

// endsItem reports whether an item of a list may end at a place.
func (f *finder) endsItem(end int) bool {
	r, _ := utf8.DecodeRuneInString(f.c[end:])
	return end >= len(f.c) || !personname.IsHan(r) || f.v.StartsLine(end) || testimony.At(f.c[end:]) != "" ||
		strings.HasPrefix(f.c[end:], "和") || strings.HasPrefix(f.c[end:], "及") || strings.HasPrefix(f.c[end:], "与") ||
		strings.HasPrefix(f.c[end:], "等")
}

// noName is found in what lists of people and things have beside people.
var noName = textview.NewWordSet(strings.Fields(`笔录 照片 证据 书证 物证 意见 材料 清单 报告 记录 情况 证明 陈述 供述 证言 辩解 说明 凭证 合同 协议
录像 视频 光盘 发票 单据 信息 鉴定 勘验 检查 身份 户籍 手机 现金 人民币 所有 本人 以及 其他 其它 等人
各自 双方 家属 家人 父母 子女 夫妻 群众 邻居 朋友 亲属 近亲属 对方 他人 某 两人 二人 三人 数人 多人
相关 有关 上述 前述 原审 一审 二审 案件 本案 事实 行为 犯罪 起诉 请求 公司 单位 政府 法院 检察 公安
派出所`)...)

// hasWord reports whether a string has a word of two characters, behind the surname.
func (f *finder) hasWord(s string, surname bool) bool {
	runes := []rune(s)
	if surname {
		runes = runes[1:]
	}
	for i := 0; i+1 < len(runes); i++ {
		if isOrdinaryWord(string(runes[i : i+2])) {
			return true
		}
	}
	return false
}

// mayName reports whether a string has no character that names do not have.
func (f *finder) mayName(name string, surname bool) bool {
	if hardCharacters.in(name) {
		return false
	}
	soft, given := 0, 0
	for _, r := range name[len("一"):] {
		switch {
		case personname.IsGiven(r):
			given++
		case functionCharacters.has(r):
			soft++
		}
	}
	if !surname {
		for _, r := range name[len("一"):] {
			if !personname.IsGiven(r) && !minorityCharacters.has(r) {
				return false
			}
		}
	}
	if n := utf8.RuneCountInString(name); n > 3 && surname && personname.Surname(name) == 1 && given+1 < n {
		return false
	}
	return soft == 0 || surname && given >= soft && given > 0
}

func (f *finder) isKnownWord(s string) bool { return f.words != nil && f.words.Known(s) }

// commonShare is the same for these.
const commonShare = -9.3

// usedShare is the logarithm of the share of running text from which on a word counts as used.
const usedShare = -12.1
