package masking

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// gender is what is said of a person behind the name.
var gender = regexp.MustCompile(`^(?:（[^（]*）)?(?:，|、)?(?:（[^（]*）)?(?:(?:性别：?)?(?:男|女)(?:，|。|、|；|性|\d|汉|生|）)|(?:19|20)\d{2}年\d{1,2}` +
	`月\d{1,2}日(?:出生|生)|生于(?:19|20)|公民身份|居民身份|身份证)`)

// maxPersonName is the length of the longest name of a person, in characters.
const maxPersonName = 15

// How much must speak for a name: behind a word that introduces parties, behind another,
// inside of a list.
const (
	neededOfParty = 3
	needed        = 3
	neededInList  = 3
)

// functionCharacters are characters that names do not have behind the surname, but for a few.
const functionCharacters = "遂仍亦曾时的了是在于与和及或因将被向对以到至为称不未已均系且而但并即也都就又还等所其此该本某有无没请求诉辩认提起收支付给应当要主从由经受把让叫她他它们你我后前上下内外中里个这那又同处则者各两二三"

// hardCharacters no name has.
const hardCharacters = "的了被将们及或她他它你我是给把让吗呢吧着啊这那很每另"

// wordySurnames are surnames that begin other words more often than names; what begins with
// one of the others that words begin with is a name where it has three characters.
const (
	wordySurnames = "查司于和时应成向从任解代计单方包公门连车房商党国常相管原关古干官有保全等支利别满乐占伍都自同后要行由通道部信步海上水花明平白东西南北元"
	mildSurnames  = "安家高金万黄马林石田温文华谢能云钱余许段毛项章曾何强易顾施史"
)

// candidate is a string that may be the name at a place.
type candidate struct {
	name  string
	score int
}

// chosenAt is the name at a place that most speaks for, "" where less than needed does.
func (f *finder) chosenAt(at int, least int, introduced bool) string {
	best := candidate{score: least - 1}
	for _, c := range f.candidatesAt(at, introduced) {
		if c.score > best.score {
			best = c
		}
	}
	return best.name
}

// candidatesAt are the names that may begin at a place: a surname and one or two characters.
func (f *finder) candidatesAt(at int, introduced bool) (out []candidate) {
	rest := f.c[at:]
	s := personname.Surname(rest)
	rare := s == 0
	if rare {
		if s = personname.RareSurname(rest); s == 0 {
			return nil
		}
	}
	var list []candidate
	for n := s + 1; n <= s+2; n++ {
		name := prefix(rest, n)
		if name == "" || isHidden(name) || f.breaks(at, at+len(name)) || f.guard.has(at, at+len(name), fixed) {
			break
		}
		if f.inCompany(at, at+len(name)) || f.left[at] == 3 && f.guard[at]&trade != 0 && at+len(name) < len(f.c) && f.guard[at+len(name)]&trade != 0 {
			continue
		}
		if roleWords.At(name) != "" {
			break
		}
		if score, ok := f.judge(name, s, rare, at+len(name)); ok {
			switch known := f.isOrdinary(name); {
			case !introduced || hasFunction(name) && f.boundary(at+len(name)) < 3:
			case known && (f.tellsBehind(at+len(name)) || testimony.At(f.c[at+len(name):]) != ""):
				score += 3
			case known:
			case !rare && !isWordy(name):
				score += n - s + 1
			case n == s+2 && f.allGiven(name, s) && !f.isKnownWord(name[len(prefix(name, s)):]):
				score += 2
			}
			list = append(list, candidate{name, score})
		}
	}
	if n := s + 3; introduced && len(list) == 2 { // 孔祥云鹤
		if name := prefix(rest, n); name != "" && f.boundary(at+len(name)) == 3 && f.allGiven(name, s) &&
			!f.guard.has(at, at+len(name), fixed) && !personname.IsWord(prefix(name, 2)) {
			defer func() { out = append(out, candidate{name, max(list[0].score, list[1].score) + 1}) }()
		}
	}
	if len(list) == 2 {
		short, long := f.counts.of(list[0].name), f.counts.of(list[1].name)
		if short == long && long > 1 {
			list[1].score += 2
			if long > 2 && introduced {
				list[1].score += 2
			}
		} else if long < short && f.boundary(at+len(list[1].name)) < 3 {
			list[1].score -= 2
		}
	}
	for i, c := range list {
		if p := f.people[c.name]; p != nil {
			list[i].score += 3
		}
	}
	return list
}

// allGiven reports whether all characters behind the surname are those of given names.
func (f *finder) allGiven(name string, s int) bool {
	for _, r := range name[len(prefix(name, s)):] {
		if !personname.IsGiven(r) || strings.ContainsRune(functionCharacters, r) {
			return false
		}
	}
	return true
}

// breaks reports whether a line of the text breaks inside of a stretch, where what stands
// before the break ends a sentence or a field.
func (f *finder) breaks(from, to int) bool {
	n := f.v.NextLine(from)
	return n < to && n > from && f.shortLine(from)
}

// shortLine reports whether the line that a place is in is one of a form and not of a text:
// 审判员张三.
func (f *finder) shortLine(at int) bool { return f.v.NextLine(at)-f.v.LineStart(at) < maxShortLine }

const maxShortLine = 90

// judge says how much speaks for a name that ends at a place; s is the length of its surname.
func (f *finder) judge(name string, s int, rare bool, end int) (score int, ok bool) {
	given := name[len(prefix(name, s)):]
	tight := f.boundary(end)
	if tight == -3 {
		f.places[name] = true
	}
	score = 2 * tight
	if !rare {
		score++
	}
	likely, soft := true, false
	for _, r := range given {
		if strings.ContainsRune(hardCharacters, r) {
			return 0, false
		}
		likely = likely && personname.IsGiven(r)
		soft = soft || strings.ContainsRune(functionCharacters, r)
	}
	if likely {
		score++
	} else {
		score--
	}
	if soft {
		score -= 4
		if likely {
			score += 3
		}
		if tight == 3 && len(given) > 3 {
			score += 2
		}
	}
	if rare && !likely {
		score -= 3
	}
	if r, _ := utf8.DecodeRuneInString(name); s == 1 && (rare || isWordy(name) || strings.ContainsRune(mildSurnames, r) && tight < 3) {
		score--
	}
	if f.isOrdinary(name) {
		score -= 5
	} else if len(given) > 3 && s == 1 && personname.IsWord(prefix(name, 2)) {
		score--
		if tight < 3 {
			score--
		}
		if !likely && tight < 3 {
			score -= 2
		}
	}
	if (rare || isWordy(name) && !likely) && s == 1 && len(given) > 3 && (f.isKnownWord(given) || isOrdinaryWord(prefix(name, 2)) || personname.IsWord(prefix(name, 2))) {
		score -= 3
	}
	if (rare || isWordy(name)) && thingEnds.MatchString(name) {
		score -= 4
	}
	if len(given) > 3 && !likely && f.isKnownWord(given) {
		score -= 3
	}
	return score, true
}

// isOrdinary reports whether a name is an ordinary word as well.
func (f *finder) isOrdinary(name string) bool { return personname.IsWord(name) }

// places are what follows the first characters of the names of places.
const placeEnds = "站省市县区镇乡村路街州国江河山湖庙庄寨屯湾岭桥港岛巷弄坝坪沟厂店"

// boundary says how well a name may end at a place: 3 before what no name has, 2 before
// words that follow names, 1 before characters that do, less before what goes on.
func (f *finder) boundary(end int) int {
	c := f.c
	if end >= len(c) || f.v.StartsLine(end) {
		return 3
	}
	r, size := utf8.DecodeRuneInString(c[end:])
	if !personname.IsHan(r) {
		return 3
	}
	if w := tellers.At(c[end:]); w != "" {
		return 3
	}
	if titles.At(c[end:]) != "" {
		return 2
	}
	if r == '二' || r == '一' || r == '〇' {
		if year.MatchString(textview.ClipBytes(c[end:], 15)) {
			return 3
		}
	}
	w := acts.At(c[end:])
	last, _ := utf8.DecodeLastRuneInString(c[:end])
	splits := f.isKnownWord(string(last) + string(r))
	switch {
	case utf8.RuneCountInString(w) >= 2:
		return 2
	case w != "" && !splits:
		return 2
	case w != "":
		return 1
	case introducerWords.At(c[end:]) != "":
		return 1
	case strings.ContainsRune(placeEnds, r):
		return -3
	case splits:
		return -1
	}
	if next := prefix(c[end:], 2); next != "" && f.isKnownWord(next) && size > 0 {
		return 1
	}
	return 0
}

var year = regexp.MustCompile(`^(?:二[〇OＯo0零]|一九)`)

// tellsBehind reports whether a bracket at a place says something of a person.
func (f *finder) tellsBehind(at int) bool {
	rest, ok := strings.CutPrefix(f.c[at:], "（")
	return ok && tellerBrackets.At(rest) != ""
}

// foreignAt is a name of a form of its own at a place: with dots, or in Latin letters.
func (f *finder) foreignAt(at int, in introducer) string {
	if m := dotted.FindString(textview.ClipBytes(f.c[at:], maxForeign)); m != "" {
		if end := f.dotEnd(at + len(m)); end > at+len(m) {
			return f.c[at:end]
		}
	}
	if in.class != party && in.class != involved {
		return ""
	}
	if m := latin.FindString(textview.ClipBytes(f.c[at:], maxForeign)); m != "" && !strings.HasPrefix(m, "XX") && !isHidden(m[:1]) &&
		len(m) > 3 && latinBehind.MatchString(textview.ClipBytes(f.c[at+len(m):], 30)) {
		return m
	}
	return ""
}

// maxForeign bounds a foreign name, in bytes of a view.
const maxForeign = 120

var (
	dotted      = regexp.MustCompile(`^\p{Han}{1,8}[·•．‧∙・]`)
	latin       = regexp.MustCompile(`^[A-Z][A-Za-z.'·\-]{2,38}`)
	latinBehind = regexp.MustCompile(`^(?:，|。|、|（|与|和|的|诉|犯|于|在|称|：|$)`)
)

// told collects the people of whom something is told that is told of people only, by the
// words behind the name: 张三的证言, 李四（另案处理）.
func (f *finder) told() {
	at := func(end int) {
		for end > 0 {
			start := f.nameBefore(end)
			if start < 0 {
				return
			}
			p := f.person(f.c[start:end])
			if f.guard.has(start, end, office) {
				return
			}
			p.score += 4
			p.best = max(p.best, 4)
			p.told = true
			p.places++
			end = start
			for _, joint := range [...]string{"、", "和", "与", "及"} {
				if strings.HasSuffix(f.c[:start], joint) {
					end = start - len(joint)
				}
			}
			if end == start {
				return
			}
			if strings.HasSuffix(f.c[:end], "）") {
				if i := strings.LastIndex(f.c[max(0, end-maxBracket):end], "（"); i >= 0 {
					end = max(0, end-maxBracket) + i
				}
			}
		}
	}
	tellers.Each(f.c, func(start, _ int) { at(start) })
	for i := 0; ; {
		j := strings.Index(f.c[i:], "（")
		if j < 0 {
			return
		}
		if f.tellsBehind(i + j) {
			at(i + j)
		}
		i += j + len("（")
	}
}

// nameBefore is where a name begins that ends at a place, -1 where none does.
func (f *finder) nameBefore(end int) int {
	start, at := -1, end
	best := needed - 1
	if known := f.knownBefore(end); known >= 0 {
		return known
	}
	for n := 1; n <= 4 && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(f.c[:at])
		if !personname.IsHan(r) {
			break
		}
		at -= size
		if n < 2 {
			continue
		}
		name := f.c[at:end]
		s := personname.Surname(name)
		rare := s == 0
		if rare {
			s = personname.RareSurname(name)
		}
		if s == 0 || n > s+2 || n <= s || isHidden(name) || roleWords.At(name) != "" || f.guard.has(at, end, fixed|entity) {
			continue
		}
		score, ok := f.judge(name, s, rare, end)
		if l := f.leftOf(at); l == 0 {
			score -= 3
		} else {
			score += l
		}
		if ok && score > best+1 {
			best, start = score, at
		}
	}
	return start
}

// knownBefore is where the longest name that is known begins of those that end at a place, -1
// where none does.
func (f *finder) knownBefore(end int) int {
	start := -1
	for n, at := 0, end; n < 4 && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(f.c[:at])
		if !personname.IsHan(r) {
			break
		}
		at -= size
		if f.people[f.c[at:end]] != nil && !isHidden(f.c[at:end]) {
			start = at
		}
	}
	return start
}

// leftOf says how well a name may begin at a place by what stands before it.
func (f *finder) leftOf(at int) int {
	if at == 0 || f.v.StartsLine(at) {
		return 1
	}
	r, _ := utf8.DecodeLastRuneInString(f.c[:at])
	switch {
	case r == '（':
		return 2
	case r >= '0' && r <= '9' || r == '%' || r == '％':
		return 0
	case !personname.IsHan(r):
		return 1
	}
	l := int(f.left[at])
	first, _ := utf8.DecodeRuneInString(f.c[at:])
	if l < 3 && l > 0 && f.isKnownWord(string(r)+string(first)) {
		return 0
	}
	return l
}

// mine collects the people who stand where names stand: who do something, to whom
// something is done, more than once.
func (f *finder) mine() {
	c := f.c
	index := newNameIndex()
	for _, p := range f.list {
		index.add(p.name)
	}
	for at := 0; at < len(c); {
		r, size := utf8.DecodeRuneInString(c[at:])
		next := at + size
		if n := index.at(c[at:], r); n > 0 {
			f.standsAt(at, at+n)
			at += n
			continue
		}
		if f.womanAt(at) {
			continue
		}
		if r > unicode.MaxLatin1 && f.guard[at]&(fixed|held|entity|office) == 0 && personname.Surname(c[at:]) > 0 {
			if l := f.leftOf(at); l > 0 {
				if end := f.mineAt(at, l, index); end > at {
					next = end
				}
			}
		}
		at = next
	}
	f.inPlaces(index)
}

// womanAt notes the name of a woman by the surnames of husband and father: 李叶氏.
func (f *finder) womanAt(at int) bool {
	name := prefix(f.c[at:], 3)
	if !strings.HasSuffix(name, "氏") || personname.Surname(name) != 1 || personname.Surname(name[len("一"):]) != 1 || f.people[name] != nil {
		return false
	}
	p := f.person(name)
	p.seen[involved]++
	return true
}

// inPlaces notes which names stand in names of places as well: 侯马市.
func (f *finder) inPlaces(index *nameIndex) {
	for at := 0; at < len(f.c); {
		r, size := utf8.DecodeRuneInString(f.c[at:])
		n := index.at(f.c[at:], r)
		if n == 0 {
			at += size
			continue
		}
		if next, _ := utf8.DecodeRuneInString(f.c[at+n:]); strings.ContainsRune(placeEnds, next) {
			f.places[f.c[at:at+n]] = true
		}
		at += n
	}
}

// standsAt adds to what speaks for a name what one of its places says.
func (f *finder) standsAt(at, end int) {
	if f.guard.has(at, end, fixed|held|entity|office) {
		return
	}
	p := f.people[f.c[at:end]]
	l, b := f.leftOf(at), min(2, f.boundary(end))
	if p == nil || l == 0 || b <= 0 || l+b < 3 {
		return
	}
	p.score += min(2, l) + b
	p.best = max(p.best, min(2, l)+b)
	p.places++
}

// isWordy reports whether a name begins with a surname that other words begin with as well.
func isWordy(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return strings.ContainsRune(wordySurnames, r)
}

// hasFunction reports whether a name has a character behind the first that names hardly have.
func hasFunction(name string) bool {
	for _, r := range name[len("一"):] {
		if strings.ContainsRune(functionCharacters, r) && !personname.IsGiven(r) {
			return true
		}
	}
	return false
}

// mineAt looks at one place; l says how well a name may begin there.
func (f *finder) mineAt(at, l int, index *nameIndex) (end int) {
	best := candidate{score: 3}
	right := 0
	for _, k := range f.candidatesAt(at, false) {
		stop := at + len(k.name)
		b := f.boundary(stop)
		if b <= 0 || f.guard.has(at, stop, held|entity|office) || f.isOrdinary(k.name) || hasFunction(k.name) ||
			isWordy(k.name) && personname.IsWord(prefix(k.name, 2)) {
			continue
		}
		if k.score > best.score {
			best, right = k, b
			if r, _ := utf8.DecodeRuneInString(f.c[stop:]); !personname.IsHan(r) {
				right = 1
			}
		}
	}
	if best.name == "" {
		return 0
	}
	if professions[titles.At(f.c[at+len(best.name):])] {
		f.person(best.name).seen[official]++
		return at + len(best.name)
	}
	if strings.HasSuffix(f.c[:at], "“") && strings.HasPrefix(f.c[at+len(best.name):], "”") {
		l, right = 2, 2
	}
	if l == 1 && right == 1 {
		return 0
	}
	p := f.person(best.name)
	index.add(p.name)
	p.score += l + right
	p.best = max(p.best, l+right)
	p.places++
	return at + len(best.name)
}

// nameIndex finds names by their first character.
type nameIndex struct {
	names   map[string]bool
	lengths map[rune][]int // in bytes, longest first
}

func newNameIndex() *nameIndex { return &nameIndex{map[string]bool{}, map[rune][]int{}} }

func (x *nameIndex) add(name string) {
	if x.names[name] {
		return
	}
	x.names[name] = true
	r, _ := utf8.DecodeRuneInString(name)
	if !slices.Contains(x.lengths[r], len(name)) {
		x.lengths[r] = append(x.lengths[r], len(name))
		slices.SortFunc(x.lengths[r], func(a, b int) int { return b - a })
	}
}

// at is the length of the longest name at the start of a text that begins with r.
func (x *nameIndex) at(s string, r rune) int {
	for _, n := range x.lengths[r] {
		if n <= len(s) && x.names[s[:n]] {
			return n
		}
	}
	return 0
}
