package masking

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// neighbours collects those who stand in a list beside somebody who is known: 涂水生、涂火根.
func (f *finder) neighbours() {
	index := newNameIndex()
	for _, p := range f.list {
		if f.hides(p) && !isWord(p.name) {
			index.add(p.name)
		}
	}
	index.each(f.c, func(at, end int) {
		if !f.guard.has(at, end, fixed|office|entity) {
			f.extend(end)
			f.before(at)
		}
	})
}

// extend reads the list that goes on behind a name.
func (f *finder) extend(end int) {
	for {
		end += f.bracketAt(end)
		rest, ok := strings.CutPrefix(f.c[end:], "、")
		if !ok {
			rest, ok = strings.CutPrefix(f.c[end:], "与")
		}
		if !ok {
			return
		}
		at := len(f.c) - len(rest)
		if f.left[at] == 3 || introducerWords.At(rest) != "" {
			return
		}
		f.left[at] = 3 // a list is read once, from wherever
		if end = f.nameAt(at, introducer{class: involved}, false); end == 0 {
			return
		}
	}
}

// before reads the items of a list before a name.
func (f *finder) before(at int) {
	for range maxBefore {
		if !strings.HasSuffix(f.c[:at], "、") {
			return
		}
		end := at - len("、")
		start := f.nameBefore(end)
		if start < 0 || f.guard.has(start, end, office|entity) {
			return
		}
		name := f.c[start:end]
		if f.people[name] == nil {
			f.person(name).seen[involved]++
		}
		at = start
	}
}

// maxBefore bounds how many items of a list are read backwards.
const maxBefore = 8

// dots collects names that have a dot between their parts, wherever they stand.
func (f *finder) dots() {
	for at := 0; ; {
		i := strings.IndexFunc(f.c[at:], isDot)
		if i < 0 {
			return
		}
		at += i
		_, size := utf8.DecodeRuneInString(f.c[at:])
		start := f.dotStart(at)
		end := f.dotEnd(at+size, maxParts)
		if start < at && end > at+size && !f.guard.has(start, end, fixed|office) && !f.isSlogan(start, at, at+size, end) {
			f.person(f.c[start:end]).seen[involved]++
		}
		at = max(at+size, end)
	}
}

// isSlogan reports whether a dot parts two words of what a plan or a campaign is called: “益心·益行”. Their first characters
// are alike, or it stands in quotation marks and nothing introduces it and a part of it is a word.
func (f *finder) isSlogan(start, dot, behind, end int) bool {
	if firstRune(f.c[start:]) == firstRune(f.c[behind:]) && dot-start == end-behind {
		return true
	}
	mark, _ := utf8.DecodeLastRuneInString(f.c[:start])
	next, _ := utf8.DecodeRuneInString(f.c[end:])
	return (openQuotes.has(mark) && closeQuotes.has(next) || mark == '《' && next == '》') && f.left[start] < 2 &&
		(isOrdinaryWord(f.c[start:dot]) || isOrdinaryWord(f.c[behind:end]))
}

// maxParts bounds the parts of a name with dots.
const maxParts = 5

// dotStart is where the part of a name before a dot begins.
func (f *finder) dotStart(at int) int {
	start := at
	for n := 0; n < maxGiven && start > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(f.c[:start])
		if !personname.IsHan(r) || f.left[start] > 0 && n > 0 || n > 0 && f.endsRole(start) ||
			noDotStart.has(r) && !minorityCharacters.has(r) {
			break
		}
		start -= size
	}
	return start
}

// endsRole reports whether a word that introduces parties and others ends at a place.
func (f *finder) endsRole(at int) bool {
	for _, w := range [...]string{"被告", "原告", "被告人", "证人", "害人", "上诉人", "申请人", "第三人", "死者"} {
		if strings.HasSuffix(f.c[:at], w) {
			return true
		}
	}
	return false
}

// dotEnd is where the part of a name behind a dot ends, with further parts.
func (f *finder) dotEnd(at, parts int) int {
	end := at
	for n := 0; n < maxGiven; n++ {
		r, size := utf8.DecodeRuneInString(f.c[end:])
		if isDot(r) && n > 0 && parts > 0 {
			return f.dotEnd(end+size, parts-1)
		}
		if !personname.IsHan(r) || n >= 2 && f.boundary(end) >= 1 || hardCharacters.has(r) ||
			noDotEnd.has(r) {
			break
		}
		end += size
	}
	return end
}

// called collects those who are called by 阿 or 小 and a character of their name: 阿坤.
func (f *finder) called() {
	c := f.c
	for at, r := range c {
		if r != '阿' && r != '小' || f.guard.has(at, at+len("阿"), fixed|entity|office) || placesOfA.At(c[at:]) != "" {
			continue
		}
		name := prefix(c[at:], 2)
		if name == "" || f.keepsName(name) || f.isKnownWord(name) || isWord(name) {
			continue
		}
		given, _ := utf8.DecodeRuneInString(name[len("阿"):])
		end := at + len(name)
		l, b := f.leftOf(at), f.boundary(end)
		if !personname.IsGiven(given) || l == 0 || b < 2 || r == '小' && l+b < 4 && strings.Count(c, name) < 2 {
			continue
		}
		if third := prefix(c[at:], 3); third != "" && f.isKnownWord(third) {
			continue
		}
		p := f.person(name)
		p.alias, p.nickname = true, true
	}
}

// foreigners collects names in Latin letters that stand in a bracket behind a name, or alone in
// words of capital letters.
func (f *finder) foreigners() {
	for i := 0; ; {
		j := strings.Index(f.c[i:], "（")
		if j < 0 {
			return
		}
		f.foreignerBefore(i + j)
		i += j + len("（")
		rest := textview.ClipBytes(f.c[i:], maxForeign)
		rest = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(rest, "英文名"), "外文名"), "：")
		at := i + len(textview.ClipBytes(f.c[i:], maxForeign)) - len(rest)
		m := latin.FindString(rest)
		if m == "" {
			if name := f.chosenAt(at, needed, true); name != "" && (strings.HasPrefix(f.c[at+len(name):], "）") ||
				strings.HasPrefix(f.c[at+len(name):], "，")) && personname.Surname(name) > 0 && utf8.RuneCountInString(name) > 2 &&
				!f.guard.has(at, at+len(name), entity|office) {
				f.person(name).seen[involved]++
			}
		}
		if len(m) < 6 || !strings.HasPrefix(rest[len(m):], "）") && !strings.HasPrefix(rest[len(m):], "，") || strings.ContainsAny(m,
			"0123456789") {
			continue
		}
		if r, _ := utf8.DecodeLastRuneInString(f.c[:i-len("（")]); !personname.IsHan(r) && r != '某' || !strings.Contains(f.v.Span(at,
			at+len(m)).Of(f.v.Source), " ") {
			continue
		}
		f.person(m).alias = true
	}
}

// foreignerBefore notes a name in Latin letters of whom a bracket tells the country: Marie Dubois（法国籍）; and its
// first part, by which somebody is called as well.
func (f *finder) foreignerBefore(open int) {
	bracket := textview.ClipBytes(f.c[open:], maxBracket)
	if end := strings.Index(bracket, "）"); end < 0 || !strings.Contains(bracket[:end], "籍") {
		return
	}
	start := open
	for start > 0 && open-start < maxForeign && isLatin(f.c[start-1]) {
		start--
	}
	name := f.c[start:open]
	if len(name) < 6 || latin.FindString(name) != name {
		return
	}
	f.person(name).alias = true
	if i := strings.IndexFunc(name[1:], unicode.IsUpper); i >= leastPart {
		f.person(name[:i+1]).alias = true
	}
}

// leastPart is the least length of a part of such a name that stands alone, without its first letter.
const leastPart = 3

func isLatin(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '.' || c == '-' || c == '\''
}

// item is a stretch of a list.
type item struct{ start, end int }

// closed reads a list whose end says that its items are people, whatever they look like:
// 证人石榴、黄桃和田七的证言. It reports whether there is one.
func (f *finder) closed(at int, in introducer) bool {
	var items []item
	c := f.c
	at += len(c[at:]) - len(strings.TrimPrefix(c[at:], "："))
	for len(items) < maxItems {
		if w := roleWords.At(c[at:]); w != "" {
			at += len(w)
		}
		end := at
		for n := 0; n < maxListed+2; n++ {
			r, size := utf8.DecodeRuneInString(c[end:])
			if !personname.IsHan(r) && !isDot(r) && !strings.ContainsRune("×*0123456789", r) || n >= 1 && f.closes(end) ||
				n >= 2 && (strings.HasPrefix(c[end:], "和") || strings.HasPrefix(c[end:], "及") || strings.HasPrefix(c[end:], "与") ||
					strings.HasPrefix(c[end:], "以及")) {
				break
			}
			end += size
		}
		if end == at {
			return false
		}
		items = append(items, item{at, end})
		end += f.bracketAt(end)
		if f.closes(end) {
			break
		}
		next := end
		for _, joint := range [...]string{"、", "以及", "和", "及", "与"} {
			if strings.HasPrefix(c[end:], joint) {
				next = end + len(joint)
				break
			}
		}
		if next == end {
			return false
		}
		at = next
	}
	if len(items) < 2 || len(items) == maxItems {
		return false
	}
	for _, x := range items {
		f.noteItem(x, in)
	}
	return true
}

// maxItems bounds a list.
const maxItems = 60

// closes reports whether the end of a list of people stands at a place.
func (f *finder) closes(at int) bool {
	if r, _ := utf8.DecodeRuneInString(f.c[at:]); !strings.ContainsRune("等的均分一证供作出到在知犯涉构", r) {
		return false
	}
	return listEnds.MatchString(textview.ClipBytes(f.c[at:], 60))
}

var listEnds = regexp.MustCompile(`^(?:等(?:[一二三四五六七八九十百\d]{1,3})?(?:名)?(?:人|证人|被害人|被告人|村民|等人)?(?:的|均|分别|在|出庭|$)|等人|的(?:证言|供述|陈述|辩` +
	`解|证词|口供|当庭|询问|讯问|辨认|指认|书面)|(?:均|分别|一致|均能)?(?:证实|证言|供述|证明|作证|出庭作证|到庭作证|在场|到场|知情)|犯\p{Han}|涉嫌|构成)`)

// thingEnds are what names of papers and things end in.
var thingEnds = charactersOf("书表单条证图款费品物册簿照卡函票据录")

// knownAt reports whether an item begins with the whole name of somebody who is known.
func (f *finder) knownAt(x item) bool {
	for n := 2; n < 5; n++ {
		if name := prefix(f.c[x.start:x.end], n); name != "" && len(name) < x.end-x.start && f.people[name] != nil &&
			functionCharacters.in(f.c[x.start+len(name):x.end]) {
			return true
		}
	}
	return false
}

// noteItem notes an item of such a list.
func (f *finder) noteItem(x item, in introducer) {
	name := f.c[x.start:x.end]
	n := utf8.RuneCountInString(name)
	if n < 2 || isHidden(name) || strings.ContainsAny(name, "0123456789") || noName.In(name) || personname.IsBody(name) &&
		n > 3 ||
		f.guard.has(x.start, x.end, fixed) || strings.ContainsAny(name, "的了被") || f.isKnownWord(name) && surnameAt(name) == 0 {
		return
	}
	usual := personname.Surname(name)
	if !strings.ContainsFunc(name, isDot) && (n > 3 && (f.hasWord(name, false) || usual == 1 && !f.allGiven(name, usual)) ||
		n == 3 && usual == 0 && f.hasWord(name, false) || n < 4 && thingEnds.has(lastRune(name)) && (usual == 0 || n == 3 &&
		!f.allGiven(name, usual)) || f.knownAt(x)) {
		return
	}
	f.left[x.start] = 3
	f.note(f.person(name), x.start, x.end, in)
}
