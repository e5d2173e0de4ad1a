package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// brackets collects those whom a bracket calls otherwise: “光头”（过武）, 静静（即司徒某甲）, 廖某某（静姐）.
func (f *finder) brackets() {
	for i := 0; ; {
		j := strings.Index(f.c[i:], "（")
		if j < 0 {
			return
		}
		open := i + j
		i = open + len("（")
		start := i + len(realName.At(f.c[i:]))
		end := start
		for n := 0; n <= maxNickname; n++ {
			r, size := utf8.DecodeRuneInString(f.c[end:])
			if !personname.IsHan(r) && (n == 0 || r < '0' || r > '9') {
				break
			}
			end += size
		}
		if end > start {
			f.bracket(open, start, end, start > i)
		}
	}
}

// realName introduces how somebody is really called.
var realName = textview.NewWordSet(strings.Fields("本名 真名 真实姓名 大名 实名 原名 即 就是 学名 书名 姓名 真实姓名为 真名为 本名叫 即为")...)

// bracket looks at a bracket in which a name may stand from one place to another; told says that words
// say so.
func (f *finder) bracket(open, start, end int, told bool) {
	next, _ := utf8.DecodeRuneInString(f.c[end:])
	if next != '）' && next != '，' && next != '；' {
		return
	}
	inner := f.c[start:end]
	before := f.calledAt(open)
	somebody := hiddenAt(inner) == len(inner) || f.isSomebody(inner)
	switch {
	case somebody && !before.empty():
		name := f.c[before.start:before.end]
		if before.quoted || nicknameShape(name) || usualNicknames[name] || isTwice(name) || told {
			f.left[before.start] = 3
			f.nickname(name)
		}
	case next != '）' || tellerBrackets.At(inner) != "" && !told:
	case before.quoted && f.isAlias(f.c[before.start:before.end]) && f.mayBeCalled(inner):
		f.left[start] = 3
		f.person(inner).seen[involved]++
	case (before.quoted || !before.empty() && usualNicknames[f.c[before.start:before.end]]) && f.mayBeItem(start, end):
		f.left[start], f.left[before.start] = 3, 3
		f.person(inner).seen[involved]++
		f.nickname(f.c[before.start:before.end])
	case f.somebodyBefore(open):
		n := utf8.RuneCountInString(inner)
		first, _ := utf8.DecodeRuneInString(inner)
		known := f.c[max(0, open-len("某某某")):open]
		if n <= 3 && (nicknameShape(inner) && !isOrdinaryWord(inner) || usualNicknames[inner]) {
			f.nickname(inner)
		} else if strings.ContainsRune(known, '某') && strings.ContainsRune(known, first) && f.mayBeItem(start, end) {
			f.person(inner).seen[involved]++
		}
	}
}

// isAlias reports whether somebody is called by a word.
func (f *finder) isAlias(word string) bool { return f.people[word] != nil && f.people[word].alias }

// mayBeCalled reports whether what a bracket says behind a nickname may be the name, of another people than the Han
// too: “秃子”（斗尕）.
func (f *finder) mayBeCalled(inner string) bool {
	n := utf8.RuneCountInString(inner)
	return n >= 2 && n <= 4 && !isOrdinaryWord(inner) && !f.isKnownWord(inner) && !f.keepsName(inner) &&
		!roleWords.In(inner) && !noName.In(inner) && !hardCharacters.in(inner)
}

// isSomebody reports whether a string is the name of somebody who is hidden.
func (f *finder) isSomebody(name string) bool {
	p := f.people[name]
	return p != nil && f.hides(p)
}

// nickname notes a word by which somebody is called.
func (f *finder) nickname(name string) {
	if utf8.RuneCountInString(name) < 2 || isHidden(name) || roleWords.At(name) == name || noNicknames[name] {
		return
	}
	if p := f.people[name]; p != nil && p.seen != [len(p.seen)]int{} {
		return
	}
	p := f.person(name)
	p.alias = true
	p.nickname = !looksLikeName(name)
}

// calling is a stretch that calls somebody.
type calling struct {
	item
	quoted bool
}

func (c calling) empty() bool { return c.start == c.end }

// calledAt is what calls somebody and ends at a place: in quotation marks, or two or three
// characters behind a place where a name may begin.
func (f *finder) calledAt(end int) calling {
	r, size := utf8.DecodeLastRuneInString(f.c[:end])
	quoted := closeQuotes.has(r)
	stop := end
	if quoted {
		stop -= size
	}
	at := stop
	for n := 1; n <= maxNickname && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(f.c[:at])
		if quoted && openQuotes.has(r) {
			return calling{item{at, stop}, true}
		}
		if !personname.IsHan(r) {
			break
		}
		at -= size
		if !quoted && n >= 2 && n <= 3 && (f.opensPerson(at) || f.leftOf(at) >= 2) {
			return calling{item: item{at, stop}}
		}
	}
	return calling{}
}

// isTwice reports whether a string is a character twice: 静静.
func isTwice(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	second, rest := utf8.DecodeRuneInString(s[size:])
	return size > 1 && r == second && len(s) == size+rest
}
