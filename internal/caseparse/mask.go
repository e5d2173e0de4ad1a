package caseparse

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Mask hides who the people in a judgment are, as the supreme court asks of
// judgments that are published (法释〔2016〕19号): of the names of parties, victims,
// witnesses and relatives only the surname is left (羊某某), numbered where several
// would be called the same; addresses end at the county; numbers of identity
// cards, telephones, accounts and cars go. Judges, clerks, prosecutors, lawyers
// and bodies keep their names.
type Mask struct {
	names *strings.Replacer
	// Names are the names that are hidden, each with what stands for it.
	Names map[string]string
}

// NewMask finds the people in the text of a judgment.
func NewMask(text string) *Mask {
	m := &Mask{Names: map[string]string{}}
	j := &judgment{v: newView(text)}
	j.readHeading()
	j.readParties()
	p := &people{v: j.v, keep: map[string]bool{}, seen: map[string]bool{}}
	p.officials()
	for _, x := range j.Parties {
		name := newView(x.Name.Text).c
		switch behind := j.v.c[j.v.place(x.Name.Span.End):]; {
		case isPerson(name):
			p.add(name)
		case gender.MatchString(clipBytes(behind, maxToNumber)) && utf8.RuneCountInString(name) <= maxPersonName: // 普文学 is no school
			p.addPerson(name)
		default:
			p.bodies = append(p.bodies, name)
		}
	}
	p.find()
	m.stand(p.list, text)
	return m
}

// gender is what is said of a person behind the name.
var gender = regexp.MustCompile(`^(?:（[^（）]*）)?，(?:男|女)`)

// maxPersonName is the length of the longest name of a person, in characters.
const maxPersonName = 15

// Apply hides in a string what the mask hides.
func (m *Mask) Apply(s string) string {
	s = m.names.Replace(s)
	if longestNumber(s) >= leastNumber {
		s = identity.ReplaceAllString(s, "××")
		s = phone.ReplaceAllString(s, "${1}××")
		s = account.ReplaceAllString(s, "${1}××")
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		s = plate.ReplaceAllString(s, "$1×××××")
	}
	if strings.Contains(s, "@") {
		s = mail.ReplaceAllString(s, "××")
	}
	return hideHomes(s)
}

// leastNumber is the length of the shortest number that tells of somebody, in
// digits.
const leastNumber = 7

// longestNumber is the length of the longest run of digits, with what parts them in
// numbers of telephones and accounts.
func longestNumber(s string) int {
	longest, run := 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			run++
			longest = max(longest, run)
		case r == ' ' || r == '-' || r == '－':
		default:
			run = 0
		}
	}
	return longest
}

// hideHomes hides where people live.
func hideHomes(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexAny(s, "住户出现家暂租")
		if i < 0 {
			break
		}
		if m := home.FindStringSubmatchIndex(clipBytes(s[i:], maxHome)); m != nil && (!strings.HasPrefix(s[i:], "住所") || ofPerson(s[:i])) {
			b.WriteString(s[:i+m[5]])
			b.WriteString("××")
			s = s[i+m[1]:]
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		b.WriteString(s[:i+size])
		s = s[i+size:]
	}
	b.WriteString(s)
	return b.String()
}

// ofPerson reports whether the sentence that ends a text speaks of a man or woman:
// a body has its seat where it has.
func ofPerson(before string) bool {
	line := before[max(strings.LastIndex(before, "\n"), strings.LastIndex(before, "。"))+1:]
	return strings.Contains(line, "男") || strings.Contains(line, "女")
}

// maxHome bounds an address, in bytes.
const maxHome = 400

var (
	identity = regexp.MustCompile(`\b[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\b|\b[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}\b`)
	phone    = regexp.MustCompile(`(^|[^\d])(?:1[3-9]\d{9}|0\d{2,3}[-－]\d{7,8})\b`)
	account  = regexp.MustCompile(`((?:账号|帐号|卡号|账户|帐户|尾号|银行卡)[^\d\n，。]{0,12})\d[\d ]{8,24}\d`)
	plate    = regexp.MustCompile(`([京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵云藏陕甘青宁新][A-Z])[·•]?[A-Z0-9]{5,6}`)
	mail     = regexp.MustCompile(`[A-Za-z0-9._-]+@[A-Za-z0-9-]+\.[A-Za-z.]+`)
	// home is where somebody lives: behind the county, or the city where there is
	// none, an address names village, street and house.
	home = regexp.MustCompile(`^((?:现|家|暂|租)?住(?:址|所地|所|地址)?(?:为|在|于)?[：:]?|户籍(?:所在)?地(?:址)?(?:为|在)?[：:]?|户口所在地[：:]?|出生地[：:]?)` +
		`((?:` + strings.Join(provinceNames(), "|") + `)(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)?(?:\p{Han}{1,10}?(?:市|自治州|州|地区|盟))?(?:\p{Han}{1,10}?(?:县|区|旗|市))?|\p{Han}{2,6}?(?:市|县|区|州|盟|旗)(?:\p{Han}{1,8}?(?:县|区|市|旗))?)` +
		`[\p{Han}0-9０-９A-Za-z（）()#—\-－·]*?(?:村|组|号|室|楼|栋|幢|单元|屯|队|社区|小区|路|街|巷|弄|苑|园|镇|乡|街道|户|院|里|庄|寨|湾|委)[\p{Han}0-9０-９A-Za-z（）()#—\-－·]*`)
)

// people collects the people of a judgment.
type people struct {
	v    *view
	keep map[string]bool // who keeps the name
	seen map[string]bool
	list []string // in the order in which they appear
	// bodies are the parties that are no people.
	bodies []string
}

var (
	// lawyer is one who stands for a party by profession: 张三，某某律师事务所律师.
	lawyer = regexp.MustCompile(`(?:代理人|辩护人)：?((?:\p{Han}{2,4}、?)+)，[^。]{0,60}?(?:律师|法律工作者|法律服务|法律援助)`)
)

// persons are words that a name follows.
var persons = newWordSet("被害人", "受害人", "证人", "失主", "死者", "伤者", "同案人", "同案犯", "同伙", "法定代理人", "法定代表人", "负责人", "经营者", "投资人", "委托代理人", "委托诉讼代理人", "监护人", "诉讼代表人", "被告人", "原审被告人", "原审被告", "原审原告", "被告", "原告", "上诉人", "申请人", "第三人", "案外人", "借款人", "担保人", "保证人", "妻子", "丈夫", "儿子", "女儿", "父亲", "母亲", "之子", "之女", "之妻", "之夫", "其妻", "其夫", "其子", "其女", "其父", "其母", "哥哥", "弟弟", "姐姐", "妹妹", "婚生子", "婚生女", "长子", "次子", "长女", "次女", "朋友", "男友", "女友", "邻居", "同事", "民工", "工人", "员工", "驾驶员", "司机", "乘客", "取名", "女孩", "男孩", "公民")

// officials are words that the name of one follows who acts for the state.
var officialWords = newWordSet("检察员", "检察官", "检察长", "公诉人", "审判长", "审判员", "书记员", "法官助理", "民警", "人民陪审员", "执行员")

// officials are kept: lawyers, and those who act for the state.
func (p *people) officials() {
	c := p.v.c
	for _, m := range p.v.findAll(lawyer, 0, len(clipBytes(c, maxCounsel))) {
		for _, name := range strings.Split(c[m[2]:m[3]], "、") {
			p.keep[name] = true
		}
	}
	officialWords.each(c, func(_, end int) {
		for at := end; ; {
			n := surnameAt(c[at:])
			if n == 0 {
				return
			}
			short, long := prefix(c[at:], n+1), prefix(c[at:], n+2)
			for _, name := range [...]string{short, long} {
				if name != "" {
					p.keep[name] = true
				}
			}
			next, ok := strings.CutPrefix(c[at+len(short):], "、")
			if !ok {
				if next, ok = strings.CutPrefix(c[at+len(long):], "、"); !ok {
					return
				}
			}
			at = len(c) - len(next)
		}
	})
}

// maxCounsel is how far into a view counsel are named, in bytes.
const maxCounsel = 12_000

// add adds a name of a natural person that is not hidden yet.
func (p *people) add(name string) {
	if isPerson(name) {
		p.addPerson(name)
	}
}

func (p *people) addPerson(name string) {
	if p.seen[name] || p.keep[name] || utf8.RuneCountInString(name) < 2 || isHidden(name) {
		return
	}
	p.seen[name] = true
	p.list = append(p.list, name)
}

// isHidden reports whether a name has been hidden already: 张某, 王某甲, 罗某1, 潘××.
func isHidden(name string) bool { return strings.ContainsAny(name, "某×*Xx") }

// maxPeople bounds how many people of a judgment are hidden.
const maxPeople = 20_000

// find adds the people that words of the text introduce: 证人张三、李四.
func (p *people) find() {
	v := p.v
	persons.each(v.c, func(_, at int) {
		if strings.HasPrefix(v.c[at:], "（") {
			if m := bracketed.FindStringIndex(clipBytes(v.c[at:], maxSigned*2)); m != nil {
				at += m[1]
			}
		}
		at += len(v.c[at:]) - len(strings.TrimPrefix(v.c[at:], "："))
		for len(p.list) < maxPeople {
			name := p.nameAt(at)
			if name == "" {
				break
			}
			p.add(name)
			at += len(name)
			next, ok := strings.CutPrefix(v.c[at:], "、")
			if !ok {
				if next, ok = strings.CutPrefix(v.c[at:], "和"); !ok {
					break
				}
			}
			at = len(v.c) - len(next)
		}
	})
}

// bracketed is a bracket between a role and a name.
var bracketed = regexp.MustCompile(`^（[^（）]{1,20}）`)

// nameAt is the name at a place: a surname and one or two characters. How long it
// is, the other places tell where the same characters stand.
func (p *people) nameAt(at int) string {
	rest := p.v.c[at:]
	s := surnameAt(rest)
	if s == 0 {
		return ""
	}
	short := prefix(rest, s+1)
	long := prefix(rest, s+2)
	if short == "" || isHidden(short) || isHidden(long) && !p.seen[short] {
		return ""
	}
	for _, known := range [...]string{long, short} {
		if p.seen[known] || p.keep[known] {
			return known
		}
	}
	if notInNames(short) || !isPerson(short) {
		return ""
	}
	for _, b := range p.bodies {
		if strings.HasPrefix(rest, b) {
			return ""
		}
	}
	if m := body.FindString(clipBytes(rest, maxToNumber)); m != "" && !strings.ContainsFunc(m, func(r rune) bool { return strings.ContainsRune("向与和在因将被对从", r) }) {
		return "" // 被告金华市某某公司
	}
	if long == "" || notInNames(long) || !isPerson(long) {
		return short
	}
	all, longer := strings.Count(p.v.c, short), strings.Count(p.v.c, long)
	if longer == all && (all > 1 || !follows(long)) {
		return long
	}
	return short
}

// body is a name that begins with a place or ends as those of bodies do.
var body = regexp.MustCompile(`^(?:\p{Han}{1,6}(?:省|市|县|区|镇|乡|村)|\p{Han}{2,18}?(?:公司|银行|支行|法院|检察院|医院|学校|委员会|政府|合作社|事务所))`)

// prefix is the first n characters of s, "" where it has fewer or others than
// Chinese ones.
func prefix(s string, n int) string {
	at := 0
	for range n {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !isHan(r) {
			return ""
		}
		at += size
	}
	return s[:at]
}

// notInNames reports whether a string has characters that names do not have.
func notInNames(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ContainsAny(s[size:], "的了是在于与和及或因将被向对以到至为称不未已均系且而但并即也都就又还等所其此该本某有无没请求诉辩认提起收支付给应当要主")
}

// follows reports whether the last character of a string is one that often
// stands behind a name.
func follows(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("在的于与和因将被向对以到至为称从看听见承告述打持用驾发供陈证签骗借还欠购买卖送交取拿抢偷受死伤经同由让使来去说写收付租", r)
}

// stand gives each name what stands for it.
func (m *Mask) stand(names []string, text string) {
	taken := map[string][]string{}
	for _, n := range names {
		taken[hide(n)] = append(taken[hide(n)], n)
	}
	var pairs []string
	sort.SliceStable(names, func(a, b int) bool { return len(names[a]) > len(names[b]) })
	for _, n := range names {
		h := hide(n)
		same := taken[h]
		if len(same) > 1 || strings.Contains(text, h) {
			number := 1
			for same[number-1] != n {
				number++
			}
			for strings.Contains(text, h+strconv.Itoa(number)) {
				number += len(same)
			}
			h += strconv.Itoa(number)
		}
		m.Names[n] = h
		pairs = append(pairs, n, h)
		if spaced := strings.Join(strings.Split(n, ""), "　"); spaced != n {
			pairs = append(pairs, spaced, h)
		}
	}
	m.names = strings.NewReplacer(pairs...)
}

// hide leaves the surname: 羊双彪 is 羊某某. Of a name with dots the first character
// is left.
func hide(name string) string {
	keep := max(1, surnameAt(name))
	if strings.Contains(name, "·") {
		keep = 1
	}
	runes := []rune(name)
	if keep >= len(runes) {
		keep = 1
	}
	return string(runes[:keep]) + strings.Repeat("某", min(2, len(runes)-keep))
}
