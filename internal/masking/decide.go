package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// hides reports whether a person is hidden. Who does nothing but represent a body, act for
// the state or stand for a party as a lawyer keeps the name (第十一条 of the rules); who is a
// party, a victim or a witness as well does not.
func (f *finder) hides(p *person) bool {
	if roleWords.At(p.name) == p.name {
		return false
	}
	if isHidden(p.name) || utf8.RuneCountInString(p.name) < 2 || isAddressedOfficial(p.name) ||
		p.seen[party]+p.seen[involved] == 0 && !p.alias && !p.data &&
			isAddressed(p.name) {
		return false
	}
	if f.places[p.name] && p.seen[party] == 0 && !p.alias && utf8.RuneCountInString(p.name) == 2 {
		return false
	}
	switch {
	case p.seen[party] > 0 || p.alias:
		return true
	case p.lawyer:
		return false
	case p.seen[involved] > 0:
		return true
	case p.seen[agent] > 0, p.seen[defender] > 0:
		return p.noLawyer
	case p.seen[head] > 0 || p.seen[official] > 0:
		return false
	case p.seen[titled] > 0:
		return true
	}
	return f.isLikely(p)
}

// isAddressed reports whether somebody is called by surname: 老常 is not, 常先生 is.
func isAddressed(name string) bool {
	n := max(1, personname.Surname(name))
	return addressed.Known(name[len(prefix(name, n)):])
}

// isAddressedOfficial reports whether somebody is called by surname and an office of the state.
func isAddressedOfficial(name string) bool {
	r, size := utf8.DecodeRuneInString(name)
	return surnameAt(string(r)) > 0 && offices.Known(name[size:])
}

var offices = newWordList("法官 检察官 警官 书记员 审判长 审判员")

// addressed are the words behind such a surname.
var addressed = newWordList(`先生 女士 小姐 太太 夫人 大姐 大哥 大妈 大爷 大叔 阿姨 老师 师傅 经理 医生 老板 总 父 母 妻 夫 子 女 家 氏 姓
法官 律师 警官 检察官 局长 院长 庭长 所长 教授 记者 主任 书记 校长 队长 村长 支书 科长 处长 镇长 乡长 县长 组长 班长 会计 大夫 护士 行长 总监 主管 司机 工 董 某`)

// isLikely reports whether enough speaks for a person whom no word introduces.
func (f *finder) isLikely(p *person) bool {
	least := f.enough(p.name)
	if f.report {
		least = max(least, ofReport)
	}
	if p.learned > least {
		return !f.beginsCompany(p)
	}
	s := personname.Surname(p.name)
	return p.told && s > 0 && (s > 1 || f.allGiven(p.name, s)) && !f.isOrdinary(p.name) && !f.places[p.name]
}

// beginsCompany reports whether a name of two characters is what a company of the text is called by: 秦大公司. The text is
// looked through once, since it may name twenty thousand people.
func (f *finder) beginsCompany(p *person) bool {
	if f.companies == nil {
		f.companies = map[string]bool{}
		for i := 0; ; {
			j := strings.Index(f.c[i:], "公司")
			if j < 0 {
				break
			}
			i += j
			f.companies[lastBytes(f.c[:i], 2*len("一"))] = true
			i += len("公司")
		}
	}
	return f.companies[p.name]
}

// enough is what must speak for a name by what was learned: more for a word, and more for what begins with no
// surname, or with one that begins words where a word follows.
func (f *finder) enough(name string) float32 {
	least := enoughLearned[f.wordKind(name)]
	if dictionaryNames()[name] {
		least = enoughLearned[0]
	}
	if f.hidden && !f.isUsual(name) {
		least += moreForWords
	}
	return least + f.moreFor(name)
}

// isUsual reports whether a name is made as most names are: a surname that many have, and two characters of given names.
func (f *finder) isUsual(name string) bool {
	for _, r := range name[utf8.RuneLen(firstRune(name)):] {
		if !personname.IsGiven(r) {
			return false
		}
	}
	return surnameKind(name) > 2 && utf8.RuneCountInString(name) == 3 && !isWordy(name) && f.wordKind(name) == 0
}

// moreFor is how much more must speak for a name by what words are made of.
func (f *finder) moreFor(name string) float32 {
	first := firstRune(name)
	rest := name[utf8.RuneLen(first):]
	long := utf8.RuneCountInString(rest) == 2
	kind := surnameKind(name)
	if kind == 0 && !minorityCharacters.has(first) && (!long || !f.allGiven(name, 1)) ||
		(kind < 3 || wordySurnames.has(first)) && long && f.isKnownWord(rest) {
		return moreForWords
	}
	return 0
}

// isSure reports whether a word introduced the person.
func (p *person) isSure() bool {
	return (p.seen[party] > 0 || p.seen[involved] > 0 || p.seen[titled] > 0 || p.alias || p.seen[agent] > 0 || p.learned > sureLearned) &&
		(!isWord(p.name) || p.data)
}

// reason says in Chinese why a name is hidden.
func (p *person) reason() string {
	switch {
	case p.seen[party] > 0:
		return "当事人姓名"
	case p.alias:
		return "曾用名、绰号"
	case p.seen[involved]+p.seen[titled] > 0:
		return "被害人、证人等的姓名"
	case p.seen[agent] > 0, p.seen[defender] > 0:
		return "代理人姓名（不是律师）"
	}
	return "文中提到的人的姓名"
}

// bindsHeads reports whether a paper binds those who represent a body.
func bindsHeads(c string) bool { return binding.MatchString(textview.ClipBytes(c, maxTitle)) }

var binding = regexp.MustCompile(`限制消费令|限制高消费令|拘留决定书|罚款决定书|限制出境决定书`)

// paperParties are the lines with which papers name who takes part.
var paperParties = regexp.MustCompile(`(?:被告人|被告|原告|上诉人|申请人|被申请人|犯罪嫌疑人|被不起诉人|罪犯|被处罚人|当事人|答辩人|具状人|起诉人|被执行人|申请执行人|被传唤人|被传人|证人|委托人|立遗` +
	`嘱人|被询问人|被讯问人|` +
	`甲方|乙方|姓名|第三人|投诉人|举报人|借款人|出借人|被限制人|被拘留人|承租人|出租人|受送达人|被继承人|债权人|债务人|劳动者)(?:（[^（）]{1,30}）)?(?:：|姓名)?[^，。；：]{2,24}(?:，|。|（|\n|性别|男|女|$)`)

// IsPaper reports whether a text is a paper that names who takes part in a case, and not a
// report: parties with what is said of people behind the name, or at the beginning of lines.
func IsPaper(v *textview.View) bool {
	lines := 0
	for _, at := range v.Lines(0, len(v.Text)) {
		line := textview.ClipBytes(v.Text[at:max(at, v.NextLine(at))], maxBracket)
		if m := paperParties.FindStringIndex(line); m != nil && m[0] == 0 {
			lines++
		}
		if lines >= 2 {
			return true
		}
	}
	if isExcerpt(v.Text) {
		return true
	}
	head := textview.ClipBytes(v.Text, maxPaperHead)
	return paperTitle.MatchString(textview.ClipBytes(head, maxTitle)) || personal.MatchString(head)
}

// isExcerpt reports whether a text without a head is part of a judgment or the record of a hearing: it has two phrases
// of such papers, or questions with answers, and no word of those who write about them.
func isExcerpt(c string) bool {
	if len(c) > maxExcerpt || writersWords.In(c) {
		return false
	}
	if strings.Count(c, "问：") >= 2 && strings.Count(c, "答：") >= 2 {
		return true
	}
	found := map[string]bool{}
	paperPhrases.Each(c, func(start, end int) { found[c[start:end]] = true })
	return len(found) > 1
}

// maxExcerpt bounds such a part, in bytes.
const maxExcerpt = 60_000

var (
	paperPhrases = textview.NewWordSet(strings.Fields(`经审理查明 本院查明 本院认为 公诉机关指控 经依法审查查明 诉称 辩称 判决如下 裁定如下 上述事实，有 供述 证言 供称
被害人陈述 上诉请求 诉讼请求 申请人称 本委认为 被告人 被告 原告 申诉人 被害人 犯罪嫌疑人 案外人`)...)
	writersWords = textview.NewWordSet(strings.Fields(`记者 本报 通讯员 笔者 作者 评析 评论 读者 专家 学者 教授 说法 提醒 典型意义 案例 本文 笔谈 解读 立法 司法解释 研究`)...)
)

const maxPaperHead = 9000

var (
	paperTitle = regexp.MustCompile(`起诉书|起诉状|答辩状|上诉状|申诉状|申诉书|自诉状|反诉状|判决书|裁定书|调解书|决定书|传票|裁决书|支付令|通知书|保护令|消费令|代理词|辩护词|法律意见书|笔录|证言|情况` +
		`说明|谅解书|协议书|保证书|遗嘱|授权委托书|申请书|借条|欠条|收条|举报信|控告书|报案材料|执行令|告知书|起诉意见书|建议书|公告|具结书|悔过书|检讨书|身份证明|离婚|送达回证|陈述书|意见书|案号`)
	personal = regexp.MustCompile(`，(?:男|女)，(?:\d{4}年|汉族|\d{1,3}岁|\p{Han}{1,4}族)|公民身份号码|身份证号`)
)

// bodiesOf are the parties of a paper that are no people.
func bodiesOf(v *textview.View) []string {
	var list []string
	for _, m := range v.FindAll(bodyParty, 0, len(textview.ClipBytes(v.Text, maxPaperHead))) {
		if name := v.Text[m[2]:m[3]]; isBodyName(name) {
			list = append(list, name)
		}
	}
	return list
}

// isBodyName reports whether a party is a body, and not a sentence that begins with a name.
func isBodyName(name string) bool {
	return utf8.RuneCountInString(name) > 3 && !strings.Contains(name, "、") &&
		personname.IsBody(strings.TrimSuffix(name, "）")) && !strings.ContainsAny(name, "诉被告向因将对从称")
}

var bodyParty = regexp.MustCompile(`(?:被告|原告|上诉人|申请人|被申请人|第三人|被执行人|申请执行人|当事人|被告单位|被处罚人|甲方|乙方)(?:（[^（）]{1,40}）)?：?(\p{Han}` +
	`[\p{Han}（）]{3,40}?)(?:，|。|（以下|（简称|住所)`)

// titled collects the people whom a title names.
func (f *finder) titled(title string) {
	v := textview.New(title)
	t := newFinder(f.model, v, nil)
	t.guard = newGuard(v, nil)
	t.find()
	for _, p := range t.list {
		if t.hides(p) {
			q := f.person(p.name)
			for i := range p.seen {
				q.seen[i] += p.seen[i]
			}
			q.alias = q.alias || p.alias
		}
	}
	for at := 0; at < len(v.Text); {
		name, ok := t.inTitle(at, at == 0 || v.StartsLine(at))
		if ok {
			f.person(name).told = true
			at += len(name)
			continue
		}
		_, size := utf8.DecodeRuneInString(v.Text[at:])
		at += size
	}
}

// headings collects the people whom the headings of cases name: 案例一：张三等人诈骗案.
func (f *finder) headings() {
	for _, at := range f.v.Lines(0, len(f.c)) {
		end := max(at, f.v.NextLine(at))
		if end-at > maxHeadline || !strings.HasSuffix(f.c[at:end], "案") {
			continue
		}
		at += len(ordinal.FindString(f.c[at:end]))
		for first := true; at < end; first = false {
			if name, ok := f.inTitle(at, first); ok {
				f.person(name).seen[involved]++
				at += len(name)
				continue
			}
			_, size := utf8.DecodeRuneInString(f.c[at:])
			at += size
		}
	}
}

// maxHeadline bounds the heading of a case, in bytes.
const maxHeadline = 180

// ordinal is the number of a heading.
var ordinal = regexp.MustCompile(`^(?:案例|案件)?(?:[一二三四五六七八九十]{1,3}|\d{1,3})?(?:、|：|．|\.|案例|（[^（）]{1,6}）)*`)

// hidesSomebody reports whether somebody of a report is hidden: then it tells of a case.
func (f *finder) hidesSomebody() bool {
	for _, p := range f.list {
		if p.seen[party]+p.seen[involved] > 0 && f.hides(p) {
			return true
		}
	}
	return false
}

// inTitle is a name at a place of a title: where that opens, behind 与, 诉 or 、, before those or a
// crime or a cause.
func (f *finder) inTitle(at int, opens bool) (string, bool) {
	for _, w := range [...]string{"、", "与", "诉", "和", "：", "_", "-", "—", "（", "《", "关于"} {
		opens = opens || strings.HasSuffix(f.c[:at], w)
	}
	if !opens || f.guard.has(at, min(len(f.c), at+3), fixed|entity) || personname.Surname(f.c[at:]) == 0 {
		return "", false
	}
	for n := 4; n >= 2; n-- {
		name := prefix(f.c[at:], n)
		if name == "" || f.guard.has(at, at+len(name), fixed) {
			continue
		}
		if s := personname.Surname(name); n > s+2 || isHidden(name) || isWord(name) {
			continue
		}
		rest := f.c[at+len(name):]
		closed := rest == "" || f.guard.has(at+len(name), at+len(name)+3, fixed)
		for _, w := range [...]string{"、", "与", "诉", "和", "等", "_", "-", "—", "）", "》", "案", "犯", "涉嫌", "不服", "申请"} {
			closed = closed || strings.HasPrefix(rest, w)
		}
		if closed {
			return name, true
		}
	}
	return "", false
}
