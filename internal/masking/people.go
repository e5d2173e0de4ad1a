package masking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// person is somebody whom a text names, with what is known of who it is.
type person struct {
	name string
	// seen are the classes of the words that introduced the name.
	seen             [official + 1]int
	lawyer, noLawyer bool
	// told says that something stands behind the name that is told of people only, or that the title of a case has it.
	told     bool
	firm     bool    // a mark ends the name somewhere behind such a word
	alias    bool    // another name of somebody
	nickname bool    // an alias that does not look like a name
	learned  float32 // what the best of its places says by what was learned
	weighed  float32 // what all places say together, where one says less
	data     bool    // what is said behind the name is said of people only
}

// maxPeople bounds how many people of a text are hidden.
const maxPeople = 20_000

// finder collects the people of a view.
type finder struct {
	v      *textview.View
	c      string
	guard  guard
	left   []uint8 // how surely a name begins at a byte
	people map[string]*person
	list   []*person // in the order in which they appear
	counts *counts
	words  *gseanalysis.Segmenter // nil where the dictionary cannot be read
	pairs  *pairs                 // its words of two characters
	report bool                   // a report names officials and is told by others
	bound  bool                   // the paper binds who represents a body
	hidden bool                   // no paper, and its people were hidden before it came
	// criminal says that somebody is accused of a crime.
	criminal bool
	known    map[string]bool // bodies
	places   map[string]bool // strings that stand in names of places
	// companies are the two characters before each 公司, nil until somebody asks.
	companies map[string]bool
	looked    looked
	// behindRoles counts strings behind words that introduce people.
	behindRoles map[string]int
	model       *Model
	// answers is where answers are put that nobody keeps.
	answers []Answer
}

func newFinder(m *Model, v *textview.View, bodies []string) *finder {
	f := &finder{model: m, v: v, c: v.Text, guard: newGuard(v, bodies), left: make([]uint8, len(v.Text)+1), people: map[string]*person{},
		counts: &counts{text: v.Text}, known: map[string]bool{}, places: map[string]bool{}, looked: newLooked(len(v.Text))}
	for _, b := range bodies {
		f.known[b] = true
	}
	f.words, _ = gseanalysis.Load()
	f.pairs = wordPairs()
	return f
}

// person is the one with a name, made where it is not there.
func (f *finder) person(name string) *person {
	name = oneDot.Replace(name)
	p := f.people[name]
	if p == nil {
		p = &person{name: name}
		if len(f.list) < maxPeople {
			f.people[name] = p
			f.list = append(f.list, p)
		}
	}
	return p
}

// oneDot writes the dots between the parts of a name in one way.
var oneDot = strings.NewReplacer("•", "·", "．", "·", "‧", "·", "∙", "·", "・", "·")

// isHidden reports whether a name has been hidden already: 张某, 王某甲, 罗某1, 潘××.
func isHidden(name string) bool {
	if c := name[:min(1, len(name))]; c >= "A" && c < "X" { // Max
		return strings.ContainsAny(name, "*×某")
	}
	return hiddenMarks.in(name) || isPlaceholder(name)
}

// isPlaceholder reports whether a name stands for another: 张甲, 李乙1.
func isPlaceholder(name string) bool {
	_, size := utf8.DecodeRuneInString(name)
	stem, n := utf8.DecodeRuneInString(name[size:])
	number := name[size+n:]
	return n > 0 && strings.ContainsRune("甲乙丙丁戊己庚辛", stem) && len(number) < 2 && isDigits(number)
}

// hiddenAt is the length of a name at the start of a text that has been hidden already.
func hiddenAt(s string) int {
	n := surnameAt(s)
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s)
	}
	rest := s[n:]
	marks := rest
	for {
		r, size := utf8.DecodeRuneInString(marks)
		if size == 0 || !strings.ContainsRune("某×*XxＸｘ甲乙丙丁戊己庚辛", r) {
			break
		}
		marks = marks[size:]
	}
	if len(marks) == len(rest) {
		return 0
	}
	for {
		r, size := utf8.DecodeRuneInString(marks)
		if size == 0 || !strings.ContainsRune("甲乙丙丁戊己庚辛壬癸0123456789ABCDEFG", r) {
			break
		}
		marks = marks[size:]
	}
	return len(s) - len(marks)
}

// surnameAt is the length of the surname at the start of a text in bytes, of the rarer ones too.
func surnameAt(s string) int {
	n := personname.Surname(s)
	if n == 0 {
		n = personname.RareSurname(s)
	}
	return len(prefix(s, n))
}

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

// find collects the people whom words of the view introduce, who are told of as
// people are, and who stand where names stand.
func (f *finder) find() {
	f.criminal = strings.Contains(f.c, "被告人") || strings.Contains(f.c, "犯罪嫌疑人")
	f.introduced()
	f.described()
	f.relatives()
	f.aliases()
	f.quoted()
	f.calledOtherwise()
	f.dots()
	f.headings()
	f.speakers()
	f.addressees()
	f.courtesies()
	if f.report {
		if f.hidesSomebody() {
			f.countBehindRoles()
			f.unintroduced()
			f.around()
			f.weigh()
		}
		return
	}
	f.foreigners()
	f.minorities()
	f.told()
	f.women()
	f.countBehindRoles()
	f.unintroduced()
	f.inPlaces()
	f.neighbours()
	f.called()
	f.around()
	f.weigh()
}

// around collects those who are found by others who are known.
func (f *finder) around() {
	f.tables()
	f.beside()
	f.brackets()
	f.ofKin()
	f.takenFrom()
	f.couples()
	f.petNames()
	f.twins()
	f.misspelled()
}

// nameAt reads the name at a place behind a word that introduces one, notes it, and
// returns its end, 0 where none is there.
func (f *finder) nameAt(at int, in introducer, first bool) int {
	name := f.wholeAt(at)
	if name == "" {
		name = f.foreignAt(at, in)
	}
	whole := name != ""
	judge := ""
	if name == "" && in.class == official {
		judge = f.judgeAt(at)
		name = judge
	}
	if name == "" && in.class != weak {
		name = f.describedAt(at)
		whole = name != ""
	}
	if name == "" {
		least := needed
		if !first {
			least = neededInList
		}
		if in.class == party && first || in.class == official {
			least = neededOfParty
		}
		name = f.chosenAt(at, least, in.class != weak)
		if name != "" && in.class == party && first && f.goesOnTo(at, at+len(name)) {
			name = prefix(f.c[at:], utf8.RuneCountInString(name)+1)
		} else if name != "" && in.class != weak && f.boundary(at+len(name)) < 3 { // 林道乾宁，
			long := f.learnedAt(at, in, false)
			if len(long) > len(name) && in.class == head && f.speaks(at, at+len(long)) > f.speaks(at, at+len(name)) { // 郝运来委托
				name = long
			} else if len(long) > len(name) && f.boundary(at+len(long)) == 3 && (f.boundary(at+len(name)) <= 0 ||
				f.speaks(at, at+len(long)) > f.speaks(at, at+len(name))+2) {
				name = long
			}
		}
	}
	if name == "" {
		name = f.minorityAt(at, in)
	}
	if name == "" {
		name = f.listedAt(at, in, first)
	}
	if name == "" && (in.class == party || in.class == involved) {
		name = f.plainAt(at)
	}
	if name == "" && in.class != weak {
		name = f.learnedAt(at, in, first)
	}
	if name == "" {
		return 0
	}
	end := at + len(name)
	if in.class == weak {
		return end
	}
	if !whole && judge == "" && (f.namesNobody(at, end) || f.leansOn(at, end)) {
		return 0
	}
	if strings.HasPrefix(f.c[end:], "（化名）") {
		return end
	}
	p := f.person(name)
	p.data = p.data || whole
	f.note(p, at, end, in)
	return end
}

// judgeAt is the name of one in a list of judges in brackets, whatever it looks like: （审判人员：钟立平、柳如是、贺启明）.
func (f *finder) judgeAt(at int) string {
	before := lastBytes(f.c[:at], maxBracket)
	open := strings.LastIndex(before, "（")
	if open < 0 || !judgesIn.MatchString(before[open:]) {
		return ""
	}
	end := strings.IndexAny(textview.ClipBytes(f.c[at:], maxJudge), "、）")
	if end < 0 {
		return ""
	}
	name := f.c[at : at+end]
	if utf8.RuneCountInString(name) < 2 || surnameAt(name) == 0 || strings.TrimFunc(name, personname.IsHan) != "" {
		return ""
	}
	return name
}

// maxJudge bounds a name in it with what ends it, in bytes.
const maxJudge = 4*len("一") + len("、")

// judgesIn is the start of such a list, up to a name.
var judgesIn = regexp.MustCompile(`^（(?:生效裁判|裁判|本案)?(?:审判|合议庭)(?:人员|成员)：(?:\p{Han}{2,4}、)*$`)

// goesOnTo reports whether the name of a party has one character more than what looks like a name, since a
// mark stands behind that: 万岩妹耶，男.
func (f *finder) goesOnTo(at, end int) bool {
	r, size := utf8.DecodeRuneInString(f.c[end:])
	long := end + size
	return f.boundary(end) <= 0 && personname.IsHan(r) && f.boundary(long) == 3 && !f.isKnownWord(f.c[end-len("一"):long]) &&
		utf8.RuneCountInString(f.c[at:long]) == maxLearned && !f.guard.has(end, long, fixed|office) && len(f.list) < maxLong &&
		strings.Count(f.c, f.c[at:long]) > 1
}

// maxLong bounds how many people may be known when the text is looked through for a longer name.
const maxLong = 40

// wholeAt is the longest name at a place of those whom the heading names.
func (f *finder) wholeAt(at int) string {
	for n := 5; n >= 2; n-- {
		if name := prefix(f.c[at:], n); name != "" {
			if p := f.people[name]; p != nil && p.data && f.boundary(at+len(name)) > 0 {
				if long := prefix(f.c[at:], n+1); long != "" && f.boundary(at+len(name)) < 3 && f.boundary(at+len(long)) == 3 {
					return "" // 文武才，
				}
				return name
			}
		}
	}
	return ""
}

// note says of a person what a word that introduces the name says.
func (f *finder) note(p *person, at, end int, in introducer) {
	in.class = f.classBehind(end, in.class)
	p.firm = p.firm || f.boundary(end) == 3
	if in.class == titled && f.signs(at, end) {
		in.class = official
	}
	switch in.class {
	case titled:
		if f.report {
			in.class = head
		}
	case agent, defender:
		if f.isLawyer(end) {
			p.lawyer = true
		} else if f.isKin(end) {
			p.noLawyer = true
		}
	case official:
		f.guard.mark(at, end, office)
	case head:
		if f.bound {
			in.class = party
		}
	}
	p.seen[in.class]++
}

// signs reports whether a line has an office and a name and nothing else: 主任　孙公正.
func (f *finder) signs(at, end int) bool {
	_, office := introducers[f.c[f.v.LineStart(at):at]]
	return office && f.v.EndsLine(end)
}

// classBehind is the class of a person by what stands behind the name: 张三律师, 李四法官.
func (f *finder) classBehind(end int, c class) class {
	switch t := titles.At(f.c[end:]); {
	case t == "":
		return c
	case professions[t] && c != party:
		return official
	case f.report:
		return head
	}
	return c
}

// titles stand behind the names of those who keep them.
var titles = textview.NewWordSet("律师", "法官", "检察官", "检察员", "警官", "局长", "院长", "庭长", "所长", "教授", "记者", "审判员", "书记员", "审判长",
	"主任", "书记", "厅长", "部长", "副局长", "副院长", "副主任", "副教授", "副庭长", "仲裁员")

// professions are those of the titles whose holders keep their names wherever they act.
var professions = newWordList("律师 法官 检察官 检察员 审判员 书记员 审判长 仲裁员")
