package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/personname"
)

// question is what is asked about a place where a name may stand. What an answer speaks for
// or against a name is learned (model.go).
type question uint8

const (
	before1 question = iota + 1 // the character before
	before2                     // the two before
	before3
	opening // what the words before say
	behind1 // the character behind
	behind2 // the two behind
	behind3
	closing       // what the words behind say
	first         // the first character
	inside        // each character behind the first
	last          // the last
	shape         // length, surname, and whether it is a word
	given         // how many of the characters are those of given names
	seams         // whether words go over the ends
	halves        // whether its parts are words
	repeated      // how often the text has it
	listed        // whether it stands in a list, beside people who are known
	enclosed      // the characters before and behind
	shapedBefore  // the shape with what stands before
	shapedBehind  // the shape with what stands behind
	fit           // surname, given characters, and which words go through it or over its ends
	framed        // the shape with what the words before and behind say
	frequency     // how often running text has it
	elsewhere     // whether it stands elsewhere behind a word that introduces people
	questions     = iota + 1
	lineEdge      = '\n' // stands for the beginning or the end of a line
	bitsOfRune    = 16
	bitsOfAnswers = 3 * bitsOfRune
)

// Answer is a question with its answer: up to three characters or small numbers.
type Answer uint64

func answered(q question, runes ...rune) Answer {
	a := Answer(q) << bitsOfAnswers
	for i, r := range runes {
		a |= Answer(uint16(r)) << (bitsOfRune * i) // #nosec G115 -- what is cut off is told apart badly, no more
	}
	return a
}

// beginning answers what is asked of the place where a name may begin.
func (f *finder) beginning(at int, list []Answer) []Answer {
	r1 := f.runeBefore(at)
	list = append(list, answered(before1, r1), answered(opening, '0'+rune(f.left[at])))
	if r1 == lineEdge {
		return list
	}
	at -= utf8.RuneLen(r1)
	r2 := f.runeBefore(at)
	if list = append(list, answered(before2, r2, r1)); r2 == lineEdge {
		return list
	}
	return append(list, answered(before3, f.runeBefore(at-utf8.RuneLen(r2)), r2, r1))
}

// runeBefore is the character before a place, lineEdge where a line begins.
func (f *finder) runeBefore(at int) rune {
	if at == 0 || f.v.StartsLine(at) {
		return lineEdge
	}
	r, _ := utf8.DecodeLastRuneInString(f.c[:at])
	return r
}

// runeBehind is the character behind a place, lineEdge where a line ends.
func (f *finder) runeBehind(at int) rune {
	if f.v.EndsLine(at) {
		return lineEdge
	}
	r, _ := utf8.DecodeRuneInString(f.c[at:])
	return r
}

// ending answers what is asked of the place where a name may end.
func (f *finder) ending(end int, list []Answer) []Answer {
	r1 := f.runeBehind(end)
	list = append(list, answered(behind1, r1), answered(closing, f.closing(end)))
	if r1 == lineEdge {
		return list
	}
	end += utf8.RuneLen(r1)
	r2 := f.runeBehind(end)
	if list = append(list, answered(behind2, r1, r2)); r2 == lineEdge {
		return list
	}
	return append(list, answered(behind3, r1, r2, f.runeBehind(end+utf8.RuneLen(r2))))
}

func (f *finder) closing(end int) rune { return rune('0' + 3 + f.boundary(end)) }

// between answers what is asked of n characters that may be a name.
func (f *finder) between(at, end, n int, list []Answer) []Answer {
	name := f.c[at:end]
	r, size := utf8.DecodeRuneInString(name)
	list = append(list, answered(first, r))
	givens, final := 0, 0
	for i, r := range name {
		if i == 0 {
			continue
		}
		list = append(list, answered(inside, r))
		if personname.IsGiven(r) {
			givens++
		}
		final = i
	}
	r, _ = utf8.DecodeRuneInString(name[final:])
	before, behind := f.runeBefore(at), f.runeBehind(end)
	whole := f.kindAt(at)
	if n > 2 {
		whole = f.wordKind(name)
	}
	surname := surnameKind(name)
	form := rune('0' + surname*12 + (n-2)*4 + whole)
	list = append(list, answered(last, r), answered(shape, form), answered(given, rune('0'+givens*4+n-2)),
		answered(repeated, '0'+rune(min(f.counts.of(name), 4)), form), answered(listed, f.neighbourhood(at, end)),
		answered(enclosed, before, behind), answered(shapedBefore, form, '0'+rune(f.left[at]), before),
		answered(shapedBehind, form, f.closing(end), behind), answered(framed, form, '0'+rune(f.left[at]), f.closing(end)),
		answered(frequency, f.frequencyOf(name, whole), rune('0'+surname*4+n-2)))
	if others := f.introducedElsewhere(at, name); others > 0 {
		list = append(list, answered(elsewhere, '0'+others, form))
	}
	begins, ends := 0, 0
	if before != lineEdge {
		begins = f.kindOver(at)
	}
	if behind != lineEdge {
		ends = f.kindAt(at + final)
	}
	list = append(list, answered(seams, rune('0'+begins*4+ends)))
	words := bit(begins > 1, 1) + bit(ends > 1, 2)
	if n > 2 {
		rest := at + size
		if n == maxLearned {
			rest = at + len(prefix(name, 2))
		}
		one, two := f.kindAt(at), f.kindAt(rest)
		list = append(list, answered(halves, rune('0'+(n-3)*16+one*4+two)))
		words += bit(one > 1, 4) + bit(two > 1, 8)
	} else {
		words += bit(whole > 1, 4)
	}
	return append(list, answered(fit, rune('0'+surname*12+(n-2)*4+givens), '0'+words))
}

// frequencyOf says how often running text has a word of a kind, in steps of e.
func (f *finder) frequencyOf(s string, kind int) rune {
	if kind == 0 {
		return '0'
	}
	share, _ := f.words.LogProb(s)
	return '1' + rune(min(max(-share-leastFrequent, 0), 12))
}

// leastFrequent is the least that is told apart.
const leastFrequent = 6

// introducedElsewhere is how often a string stands elsewhere behind a word that introduces people: 0, 1 or 2.
func (f *finder) introducedElsewhere(at int, s string) rune {
	n := f.behindRoles[s]
	if f.left[at] == 3 {
		n--
	}
	return rune(min(max(n, 0), 2))
}

// countBehindRoles counts what stands behind words that introduce people, up to the length of a name.
func (f *finder) countBehindRoles() {
	f.behindRoles = map[string]int{}
	for at, l := range f.left {
		if l != 3 {
			continue
		}
		for n := 2; n <= maxLearned; n++ {
			s := prefix(f.c[at:], n)
			if s == "" {
				break
			}
			f.behindRoles[s]++
		}
	}
}

// bit is a number where something is so.
func bit(is bool, n rune) rune {
	if is {
		return n
	}
	return 0
}

// surnameKind says whether a name begins with a surname: 0 not, 1 with a rare one, 2 with one
// that many people have, 3 with one of those that most have, 4 with one of two characters.
func surnameKind(name string) int {
	switch n := personname.Surname(name); n {
	case 2:
		return 4
	case 1:
		if r, _ := utf8.DecodeRuneInString(name); personname.IsFrequent(r) {
			return 3
		}
		return 2
	}
	return personname.RareSurname(name)
}

// wordKind says how much of a word a string is: 0 none, 1 a word that texts hardly use, 2 one
// they use, 3 one they are full of.
func (f *finder) wordKind(s string) int {
	if f.words == nil {
		return 0
	}
	return wordKind(f.words, s)
}

func wordKind(words *gseanalysis.Segmenter, s string) int {
	has, ok := words.LogProb(s)
	switch {
	case !ok:
		return 0
	case has > commonShare:
		return 3
	case has > usedShare:
		return 2
	}
	return 1
}

// neighbourhood says whether what stands from one place to another is an item of a list, and
// whether the items beside it are people who are known.
func (f *finder) neighbourhood(at, end int) rune {
	n := '0'
	if to := at - len("、"); strings.HasSuffix(f.c[:at], "、") {
		n++
		if f.knownBefore(to) >= 0 || hiddenBefore(f.c[:to]) {
			n++
		}
	}
	if rest, ok := strings.CutPrefix(f.c[end:], "、"); ok {
		n += 3
		if f.knownBehind(rest) || hiddenAt(rest) > 0 {
			n += 3
		}
	}
	return n
}

// hiddenBefore reports whether a text ends with a name that was hidden already.
func hiddenBefore(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, "0123456789甲乙丙丁"), "某")
}

// knownBehind reports whether a text begins with the name of somebody who is known.
func (f *finder) knownBehind(s string) bool {
	for n := 2; n <= maxLearned; n++ {
		if name := prefix(s, n); name != "" && f.people[name] != nil {
			return true
		}
	}
	return false
}
