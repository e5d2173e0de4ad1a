package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// people collects the people of a judgment.
type people struct {
	v    *textview.View
	keep map[string]bool // who keeps the name
	seen map[string]bool
	list []string // in the order in which they appear
	// bodies are the parties that are no people.
	bodies []string
	counts *counts
}

// lawyer is one who stands for a party by profession: 张三，某某律师事务所律师.
var lawyer = regexp.MustCompile(`(?:代理人|辩护人)：?((?:\p{Han}{2,4}、?)+)，[^。]{0,60}?(?:律师|法律工作者|法律服务|法律援助)`)

// persons are words that a name follows.
var persons = textview.NewWordSet(
	"被害人", "受害人", "证人", "失主", "死者", "伤者", "同案人", "同案犯", "同伙", "法定代理人", "法定代表人", "负责人", "经营者", "投资人",
	"委托代理人", "委托诉讼代理人", "监护人", "诉讼代表人", "被告人", "原审被告人", "原审被告", "原审原告", "被告", "原告", "上诉人", "申请人",
	"第三人", "案外人", "借款人", "担保人", "保证人", "妻子", "丈夫", "儿子", "女儿", "父亲", "母亲", "之子", "之女", "之妻", "之夫",
	"其妻", "其夫", "其子", "其女", "其父", "其母", "哥哥", "弟弟", "姐姐", "妹妹", "婚生子", "婚生女", "长子", "次子", "长女", "次女",
	"朋友", "男友", "女友", "邻居", "同事", "民工", "工人", "员工", "驾驶员", "司机", "乘客", "取名", "女孩", "男孩", "公民",
)

// officials are words that the name of one follows who acts for the state.
var officialWords = textview.NewWordSet("检察员", "检察官", "检察长", "公诉人", "审判长", "审判员", "书记员", "法官助理", "民警", "人民陪审员", "执行员")

// officials are kept: lawyers, and those who act for the state.
func (p *people) officials() {
	c := p.v.Text
	for _, m := range p.v.FindAll(lawyer, 0, len(textview.ClipBytes(c, maxCounsel))) {
		for _, name := range strings.Split(c[m[2]:m[3]], "、") {
			p.keep[name] = true
		}
	}
	officialWords.Each(c, func(_, end int) {
		for at := end; ; {
			n := personname.Surname(c[at:])
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
	if personname.IsPerson(name) {
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
	persons.Each(v.Text, func(_, at int) {
		if strings.HasPrefix(v.Text[at:], "（") {
			if m := bracketed.FindStringIndex(textview.ClipBytes(v.Text[at:], maxBracket)); m != nil {
				at += m[1]
			}
		}
		at += len(v.Text[at:]) - len(strings.TrimPrefix(v.Text[at:], "："))
		for len(p.list) < maxPeople {
			name := p.nameAt(at)
			if name == "" {
				break
			}
			p.add(name)
			at += len(name)
			next, ok := strings.CutPrefix(v.Text[at:], "、")
			if !ok {
				if next, ok = strings.CutPrefix(v.Text[at:], "和"); !ok {
					break
				}
			}
			at = len(v.Text) - len(next)
		}
	})
}

// Bounds, in bytes of a view: of a bracket between a role and a name, and of the name of
// a body.
const (
	maxBracket = 96
	maxBody    = 60
)

// bracketed is a bracket between a role and a name.
var bracketed = regexp.MustCompile(`^（[^（）]{1,20}）`)

// nameAt is the name at a place: a surname and one or two characters. How long it
// is, the other places tell where the same characters stand.
func (p *people) nameAt(at int) string {
	rest := p.v.Text[at:]
	s := personname.Surname(rest)
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
	if notInNames(short) || !personname.IsPerson(short) {
		return ""
	}
	for _, b := range p.bodies {
		if strings.HasPrefix(rest, b) {
			return ""
		}
	}
	if m := body.FindString(textview.ClipBytes(rest, maxBody)); m != "" &&
		!strings.ContainsFunc(m, func(r rune) bool { return strings.ContainsRune("向与和在因将被对从", r) }) {
		return "" // 被告金华市某某公司
	}
	if long == "" || notInNames(long) || !personname.IsPerson(long) {
		return short
	}
	all, longer := p.counts.of(short), p.counts.of(long)
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
		if !personname.IsHan(r) {
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

// counts says how often a string that begins with a surname stands in a view. One
// string is counted by going through the text; where many are asked for, all that may
// be asked for are counted at once, since a text may name twenty thousand people.
type counts struct {
	text  string
	asked int
	table map[string]int
}

// manyCounts is how many strings are counted one by one.
const manyCounts = 100

func (c *counts) of(s string) int {
	if c.table == nil {
		if c.asked++; c.asked <= manyCounts {
			return strings.Count(c.text, s)
		}
		c.count()
	}
	return c.table[s]
}

// count counts the names that begin at each surname, as strings.Count does: what
// overlaps itself counts once.
func (c *counts) count() {
	c.table = map[string]int{}
	ends := map[string]int{}
	for at := range c.text {
		n := personname.Surname(c.text[at:])
		if n == 0 {
			continue
		}
		for _, length := range [...]int{n + 1, n + 2} {
			if s := prefix(c.text[at:], length); s != "" && ends[s] <= at {
				c.table[s]++
				ends[s] = at + len(s)
			}
		}
	}
}
