package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// petNames collects forms of the names of people who are known: 老欧 and 欧哥 of 欧长林, 小林, 阿林, 林林 and 林姐.
func (f *finder) petNames() {
	index := newNameIndex()
	n := 0
	for _, p := range f.list {
		s := personSurname(p.name)
		if n < maxPets && personname.IsHan(firstRune(p.name)) && s < utf8.RuneCountInString(p.name) && !p.nickname && f.hides(p) {
			n++
			for _, form := range petForms([]rune(p.name), s) {
				if !f.keepsName(form) {
					index.add(form)
				}
			}
		}
	}
	if n == 0 {
		return
	}
	found := map[string]bool{}
	index.each(f.c, func(at, end int) {
		form := f.c[at:end]
		if found[form] || f.guard.has(at, end, fixed|office|entity) || f.isKnownWord(form) && !isTwice(form) && !dictionaryNames()[form] ||
			isOrdinaryWord(form) && !dictionaryNames()[form] || f.insideWord(at, end) {
			return
		}
		l, b := f.leftOf(at), f.boundary(end)
		r, _ := utf8.DecodeLastRuneInString(f.c[:at])
		if !personname.IsHan(r) && l < 2 {
			l = 2
		}
		called := strings.ContainsRune("老阿小", firstRune(form))
		if isTwice(form) && l > 0 && b > ofPlace || l > 0 && b >= 1 || l >= 2 && b >= 0 || called && b >= 2 {
			found[form] = true
			f.nickname(form)
		}
	})
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// maxPets bounds how many people of a text are looked for in such forms.
const maxPets = 300

// petForms are the forms of a name with s characters of surname.
func petForms(name []rune, s int) []string {
	surname, given := string(name[:s]), name[s:]
	forms := []string{"老" + surname, "小" + surname, "阿" + surname}
	for _, end := range [...]string{"哥", "姐", "总", "叔", "嫂", "伯", "爷", "姨", "老板", "老大", "胖子", "老师傅"} {
		forms = append(forms, surname+end)
	}
	for _, r := range given {
		g := string(r)
		forms = append(forms, "小"+g, "阿"+g, "大"+g, g+g, g+"哥", g+"姐", g+"妹", g+"叔", g+"嫂", g+"子", g+"仔", g+"儿")
	}
	if len(given) > 1 {
		g := string(given)
		forms = append(forms, g+"哥", g+"姐", g+"叔", g+"婶")
	}
	return forms
}
