package masking

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

// Replacement is something that the mask hides.
type Replacement struct {
	Span   statute.Span // in the text before
	After  string
	Reason string // in Chinese
}

// The reasons of replacements.
const (
	reasonIdentity = "证件号码"
	reasonPhone    = "电话号码"
	reasonAccount  = "账号"
	reasonTitle    = "权属证书编号"
	reasonOnline   = "网络账号"
	reasonPlate    = "车牌号码"
	reasonMail     = "电子邮箱"
	reasonPassport = "证件号码" // #nosec G101 -- says what a number is
	reasonFrame    = "车辆识别号"
	reasonHome     = "住址"
)

func replacement(start, end int, after, reason string) Replacement {
	return Replacement{statute.Span{Start: start, End: end}, after, reason}
}

// inView is a replacement of what stands from one place of a view to another.
func inView(v *textview.View, start, end int, after, reason string) Replacement {
	return Replacement{v.Span(start, end), after, reason}
}

// form is a way in which a person is named.
type form struct {
	with   string // what stands for it
	reason string
	// loose forms are words as well, or parts of names: they count only where a name stands.
	loose bool
	// given says that it is the given name of somebody.
	given bool
	// quoted says that a loose form counts only in quotation marks or introduced.
	quoted bool
	// weighed is what all places together say of somebody who was found by that, else 0.
	weighed float32
	// kept says that the name stays.
	kept bool
	// sure says that there is no doubt of the person.
	sure bool
}

// forms are all ways in which the people of a text are named.
type forms struct {
	byText map[string]form
	texts  *nameIndex // the same by first character
	// torn are names of three characters by the first and the last, for those in which a mark stands
	// for the one between.
	torn map[[2]rune]form
	// given are names of three characters by what follows the surname.
	given map[string]form
	parts *nameIndex // the same by first character
}

func newForms() *forms {
	return &forms{byText: map[string]form{}, texts: newNameIndex(), torn: map[[2]rune]form{}, given: map[string]form{},
		parts: newNameIndex()}
}

func (m *forms) add(text string, f form) {
	if _, ok := m.byText[text]; ok {
		return
	}
	m.byText[text] = f
	m.texts.add(text)
}

// names finds the names of people in a text that was looked through.
func (m *forms) names(f *finder) []Replacement {
	var list []Replacement
	c := f.c
	for at := 0; at < len(c); {
		r, size := utf8.DecodeRuneInString(c[at:])
		with, end := m.at(f, at, r)
		if end == 0 {
			at += size
			continue
		}
		if end < 0 { // somebody who keeps the name
			at = -end
			continue
		}
		list = append(list, inView(f.v, at, end, with.with, with.reason))
		at = end
	}
	return list
}

// at is the longest form at a place that may be replaced, and its end.
func (m *forms) at(f *finder, at int, r rune) (with form, end int) {
	for _, n := range m.texts.lengthsOf(r) {
		if at+n > len(f.c) {
			continue
		}
		with, ok := m.byText[f.c[at:at+n]]
		if !ok || !m.mayStand(f, at, at+n, with) {
			continue
		}
		if with.kept {
			return form{}, -(at + n)
		}
		return with, at + n
	}
	return m.damaged(f, at, r)
}

// mayStand reports whether what stands from one place to another is a name there.
func (m *forms) mayStand(f *finder, at, end int, with form) bool {
	if placesOfA.At(f.c[at:]) != "" || f.guard.has(at, end, fixed|office) || f.guard.has(at, end, held) && !with.sure {
		return false
	}
	if end-at == 2*len("一") && f.left[at] < 3 && (strings.HasPrefix(f.c[end:], "市") || strings.HasPrefix(f.c[end:], "县")) {
		return false // 文昌市
	}
	if !with.sure && (f.breaks(at, end) || f.boundary(end) == ofPlace) || f.inCompany(at, end) || f.endsDivision(end) {
		return false
	}
	return !with.loose || f.isNamed(at, end, with.quoted) && !f.isWordHere(at, end, with.weighed) || with.given && f.callsGiven(at, end)
}

// callsGiven reports whether a given name that is a word as well opens a clause or is dealt with, where no word goes over
// its ends: 荷花 in 失手将荷花推入水库.
func (f *finder) callsGiven(at, end int) bool {
	if f.kindOver(at) > 0 || f.kindOver(end) > 0 || f.wordKind(f.c[at:end]) > 2 || f.insideWord(at, end) || noPersons[f.c[at:end]] ||
		f.guard.has(at, end, entity|trade) {
		return false
	}
	stands := f.opensClause(at) && f.boundary(end) >= 0 || f.left[at] > 0 && f.boundary(end) > 0
	return stands && f.saysName(at, end) > leastSaysGiven
}

// leastSaysGiven must not speak more for the word where a given name may stand.
const leastSaysGiven = -2.5

// isWordHere reports whether a place says much less for a name than all places of the text together, by which somebody was
// found: 陆续 in 陆续收到, where somebody is called 陆续.
func (f *finder) isWordHere(at, end int, most float32) bool {
	return most > 0 && f.left[at] < 2 && tellers.At(f.c[end:]) == "" && f.wordKind(f.c[at:end]) > 1 && f.speaks(at, end) < most-ofWord
}

// endsDivision reports whether a place that ends a name of a part of the country stands before the name of an
// organ: 区 in 泰山区检察院.
func (f *finder) endsDivision(end int) bool {
	r, size := utf8.DecodeRuneInString(f.c[end:])
	return divisionEnds.has(r) && organsBehind.At(f.c[end+size:]) != ""
}

// inCompany reports whether a name stands inside of the name of a company: 羊小双餐饮店.
func (f *finder) inCompany(at, end int) bool {
	return f.left[at] != 3 && f.isPartOfCompany(at, end)
}

// isPartOfCompany reports whether the name of a company goes on behind what may be a name.
func (f *finder) isPartOfCompany(at, end int) bool {
	if end >= len(f.c) || f.guard[end]&trade == 0 || !f.guard.has(at, end, trade) || acts.At(f.c[end:]) != "" ||
		companyActs.At(f.c[end:]) != "" || tellers.At(f.c[end:]) != "" {
		return false
	}
	stop := end
	for stop < len(f.c) && f.guard[stop]&trade != 0 {
		stop++
	}
	return !ofSentence.in(ofCompany.Replace(f.c[end:stop]))
}

// companyActs are what somebody does to a company: 羊小双保证公司没有债务.
var companyActs = textview.NewWordSet(strings.Fields("保证 承诺 转让 控制 成立 设立 担任 出任 收购 注册 接管")...)

// ofCompany takes out of the name of a company what would look like the words of a sentence.
var ofCompany = strings.NewReplacer("有限", "", "经营", "", "处理", "", "支付", "", "应用", "", "同创", "")

// isNamed reports whether a name stands from one place to another, and not a word: it is
// introduced, told of or quoted, or what was learned of such places says so.
func (f *finder) isNamed(at, end int, quoted bool) bool {
	if f.left[at] == 3 || tellers.At(f.c[end:]) != "" || f.tellsBehind(end) {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(f.c[:at])
	next, _ := utf8.DecodeRuneInString(f.c[end:])
	if openQuotes.has(r) && closeQuotes.has(next) {
		return true
	}
	if quoted {
		return f.speaks(at, end) > leastQuoted
	}
	word := f.c[at:end]
	least := leastOfKnown[f.wordKind(word)]
	if moreWords[word] || formWords.At(word) == word {
		least = leastOfForm
	}
	if f.insideWord(at, end) { // 代理 in 委托代理人
		return false
	}
	says := f.saysName(at, end)
	return says > 0 && f.speaks(at, end) > least || says > leastSays && f.wordKind(word) < 3 && f.actsAlone(at, end)
}

// leastSays must not speak more for the word where somebody is called so, and does something.
const leastSays = -1.5

// actsAlone reports whether what stands from one place to another opens a clause, or is dealt with, and does something:
// 新华当天报警.
func (f *finder) actsAlone(at, end int) bool {
	if f.doesBehind(end) < 2 && f.boundary(end) < 2 || f.kindOver(at) > 0 || f.kindOver(end) > 0 {
		return false
	}
	return f.opensClause(at) || f.left[at] >= 2
}

// damaged is a name at a place in which one character is wrong or missing, or of which
// only the part behind the surname stands there.
func (m *forms) damaged(f *finder, at int, r rune) (with form, end int) {
	c := f.c
	second, n := utf8.DecodeRuneInString(c[at+utf8.RuneLen(r):])
	if n == 0 {
		return form{}, 0
	}
	after := at + utf8.RuneLen(r) + n
	if isMark(second) {
		third, size := utf8.DecodeRuneInString(c[after:])
		if with, ok := m.torn[[2]rune{r, third}]; ok && m.mayStand(f, at, after+size, with) {
			return with, after + size
		}
	}
	if len(m.given) == 0 || !personname.IsHan(r) {
		return form{}, 0
	}
	if with, end := m.givenAt(f, at); end > 0 {
		return with, end
	}
	from := at + utf8.RuneLen(r) // another surname than the person has: 芊双彪
	if f.left[at] != 3 {
		return form{}, 0
	}
	for n := 3; n >= 2; n-- {
		if given := prefix(c[from:], n); given != "" {
			if with, ok := m.given[given]; ok && m.mayStand(f, at, from+len(given), with) {
				return with, from + len(given)
			}
		}
	}
	return form{}, 0
}

// givenAt is the longest given name at a place that stands for a person there.
func (m *forms) givenAt(f *finder, at int) (with form, end int) {
	r, _ := utf8.DecodeRuneInString(f.c[at:])
	for _, n := range m.parts.lengthsOf(r) {
		if at+n > len(f.c) {
			continue
		}
		given := f.c[at : at+n]
		with, ok := m.given[given]
		if !ok || !m.mayStand(f, at, at+len(given), with) {
			continue
		}
		if !with.loose && (f.ownsSurname(at) || f.isKnownWord(given) && !f.isNamed(at, at+len(given), false)) {
			continue
		}
		return with, at + len(given)
	}
	return form{}, 0
}

// maxGiven is the length of the longest given name that may stand alone, in characters.
const maxGiven = 6

// ownsSurname reports whether a surname stands before a given name, of whoever else it is.
func (f *finder) ownsSurname(at int) bool {
	if f.left[at] > 0 || at >= 2*len("一") && f.kindOver(at-len("一")) > 1 { // 支付心怡
		return false
	}
	r, size := utf8.DecodeLastRuneInString(f.c[:at])
	return personname.Surname(f.c[at-size:]) > 0 && !wordySurnames.has(r)
}

// isMark reports whether a character stands for one that was lost.
func isMark(r rune) bool {
	return lostMarks.has(r)
}

// replacements finds all that is hidden in a text, in order and without overlaps.
func (m *Mask) replacements(f *finder) []Replacement {
	list := slices.Concat(numbers(f.v.Source), coded(f.v.Source), homes(f.v))
	if m.forms != nil {
		list = append(list, m.forms.names(f)...)
	}
	slices.SortStableFunc(list, func(a, b Replacement) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		return b.Span.End - a.Span.End
	})
	kept := list[:0]
	end := 0
	for _, r := range list {
		if r.Span.Start < end || r.Span.Len() == 0 {
			continue
		}
		if from := f.v.Place(r.Span.Start); f.guard.has(from, f.v.Place(r.Span.End), fixed) && r.Reason != reasonHome {
			continue
		}
		kept = append(kept, r)
		end = r.Span.End
	}
	return kept
}
