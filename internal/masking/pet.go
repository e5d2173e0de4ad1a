package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// petNames collects forms of the names of people who are known: 老欧 and 欧哥 of 欧长林, 小林, 阿林, 林林
// and 林姐, 长林哥.
func (f *finder) petNames() {
	p := f.petParts()
	if p == nil {
		return
	}
	found := map[string]bool{}
	for at, r := range f.c {
		for _, form := range p.formsAt(f.c[at:], r) {
			if !found[form] && f.isPetName(form, at) {
				found[form] = true
				f.nickname(form)
			}
		}
	}
}

// petParts are the parts of the names of people that such forms are made of.
type petParts struct {
	surnames, given characters
	whole           map[string]bool // surnames of two characters, and given names of two
}

// petParts are those of the people who are known, nil where there is none.
func (f *finder) petParts() *petParts {
	var p *petParts
	for _, x := range f.list {
		s := personSurname(x.name)
		runes := []rune(x.name)
		if !personname.IsHan(runes[0]) || len(runes) <= s || len(runes) > s+2 || x.nickname || !f.hides(x) {
			continue
		}
		if p == nil {
			p = &petParts{whole: map[string]bool{}}
		}
		if s == 1 {
			p.surnames.add(runes[0])
		} else {
			p.whole[string(runes[:s])] = true
		}
		for _, r := range runes[s:] {
			p.given.add(r)
		}
		if len(runes) == s+2 {
			p.whole[string(runes[s:])] = true
		}
	}
	return p
}

// formsAt are the forms at the beginning of a text that begins with r.
func (p *petParts) formsAt(s string, r rune) (forms []string) {
	if r < firstSingle {
		return nil
	}
	begins, surname, given := petStarts.has(r), p.surnames.has(r), p.given.has(r)
	first := utf8.RuneLen(r)
	second, size := utf8.DecodeRuneInString(s[first:])
	two := s[:first+size]
	switch {
	case begins && (p.given.has(second) || r != '大' && p.surnames.has(second)), given && second == r,
		(surname || given) && petEnds.has(second), given && petOwnEnds.has(second):
		forms = append(forms, two)
	}
	if third, more := utf8.DecodeRuneInString(s[len(two):]); petEnds.has(third) && p.whole[two] {
		forms = append(forms, two+s[len(two):len(two)+more])
	}
	return forms
}

var (
	petStarts  = charactersOf("老小阿大")
	petEnds    = charactersOf("哥姐叔嫂伯爷姨总")
	petOwnEnds = charactersOf("妹子仔儿")
)

// isPetName reports whether such a form calls somebody at a place.
func (f *finder) isPetName(form string, at int) bool {
	end := at + len(form)
	known := !dictionaryNames()[form] && (f.isKnownWord(form) && !isTwice(form) || isOrdinaryWord(form))
	if known || f.keepsName(form) || f.guard.has(at, end, fixed|office|entity) || f.insideWord(at, end) {
		return false
	}
	l, b := f.leftOf(at), f.boundary(end)
	if r, _ := utf8.DecodeLastRuneInString(f.c[:at]); !personname.IsHan(r) && l < 2 {
		l = 2
	}
	called := strings.ContainsRune("老阿小", firstRune(form))
	return isTwice(form) && l > 0 && b > ofPlace || l > 0 && b >= 1 || l >= 2 && b >= 0 || called && b >= 2
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
