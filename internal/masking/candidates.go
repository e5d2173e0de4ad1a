package masking

import (
	"regexp"
	"strings"
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
		if f.inCompany(at, at+len(name)) || f.left[at] == 3 && f.guard[at]&trade != 0 && at+len(name) < len(f.c) &&
			f.guard[at+len(name)]&trade != 0 {
			continue
		}
		if roleWords.At(name) != "" {
			break
		}
		if score, ok := f.judge(name, s, rare, at+len(name)); ok {
			if introduced && (rare || isWordy(name)) && s == 1 && (!f.allGiven(name, s) || n == 3 && isWord(prefix(name, 2))) {
				score -= 3
			}
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
			!f.guard.has(at, at+len(name), fixed) && !isWord(prefix(name, 2)) {
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
	if len(list) == 2 && f.boundary(at+len(list[0].name)) < 3 && f.boundary(at+len(list[1].name)) == 3 {
		list[1].score++
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
		if !personname.IsGiven(r) || functionCharacters.has(r) {
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
	if tight == ofPlace {
		f.places[name] = true
	}
	score = 2 * tight
	if !rare {
		score++
	}
	likely, soft := true, false
	for _, r := range given {
		if hardCharacters.has(r) {
			return 0, false
		}
		likely = likely && personname.IsGiven(r)
		soft = soft || functionCharacters.has(r)
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
	if r, _ := utf8.DecodeRuneInString(name); s == 1 && (rare || isWordy(name) || mildSurnames.has(r) && tight < 3) {
		score--
	}
	if f.isOrdinary(name) {
		score -= 5
	} else if len(given) > 3 && s == 1 && isWord(prefix(name, 2)) {
		score--
		if tight < 3 {
			score--
		}
		if !likely && tight < 3 {
			score -= 2
		}
	}
	if (rare || isWordy(name) && !likely) && s == 1 && len(given) > 3 && (f.isKnownWord(given) || isOrdinaryWord(prefix(name, 2)) ||
		isWord(prefix(name, 2))) {
		score -= 3
	}
	if (rare || isWordy(name)) && thingEnds.has(lastRune(name)) {
		score -= 4
	}
	if len(given) > 3 && !likely && f.isKnownWord(given) {
		score -= 3
	}
	return score, true
}

// isOrdinary reports whether a name is an ordinary word as well.
func (f *finder) isOrdinary(name string) bool { return isWord(name) }

// ofPlace is the boundary before what ends names of places.
const ofPlace = -3

// boundaryAt says how well a name may end at a place: 3 before what no name has, 2 before
// words that follow names, 1 before characters that do, less before what goes on.
func (f *finder) boundaryAt(end int) int {
	c := f.c
	if end >= len(c) || f.v.StartsLine(end) {
		return 3
	}
	r, _ := utf8.DecodeRuneInString(c[end:])
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
	splits := f.kindOver(end) > 0
	switch {
	case utf8.RuneCountInString(w) >= 2:
		return 2
	case w != "" && !splits:
		return 2
	case w != "":
		return 1
	case introducerWords.At(c[end:]) != "":
		return 1
	case placeEnds.has(r):
		return ofPlace
	case splits:
		return -1
	}
	if f.kindAt(end) > 0 {
		return 1
	}
	return 0
}

var year = regexp.MustCompile(`^(?:二[〇OＯo0零]|一九)`)

// age is how old somebody is.
var age = regexp.MustCompile(`^约?\d{1,3}岁`)

const maxAge = 12

// tellsBehind reports whether a bracket at a place says something of a person.
func (f *finder) tellsBehind(at int) bool {
	rest, ok := strings.CutPrefix(f.c[at:], "（")
	return ok && (tellerBrackets.At(rest) != "" || age.MatchString(textview.ClipBytes(rest, maxAge)))
}

// foreignAt is a name of a form of its own at a place: with dots, or in Latin letters.
func (f *finder) foreignAt(at int, in introducer) string {
	if roleWords.At(f.c[at:]) != "" {
		return ""
	}
	if m := dotted.FindString(textview.ClipBytes(f.c[at:], maxForeign)); m != "" {
		if end := f.dotEnd(at+len(m), maxParts); end > at+len(m) {
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
