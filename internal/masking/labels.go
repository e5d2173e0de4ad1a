package masking

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// label says what stands for each name, and in which forms it is looked for. Who would be called as
// others are has a number (羊某某1), or a stem (羊某某甲) where one of those who are called so stands
// before a digit: of 羊某某15000元 nobody could say who had how much.
func (m *Mask) label(people []*person, f *finder) {
	text := f.v.Source
	same := map[string]int{}   // how many names leave the same
	number := map[string]int{} // of a name among these
	for _, p := range people {
		h := surnameOnly(p.name)
		same[h]++
		number[p.name] = same[h]
	}
	taken := map[string]bool{} // in the text already
	if strings.Contains(text, "某") {
		for h := range same {
			taken[h] = strings.ContainsRune(h, '某') && strings.Contains(text, h)
		}
	}
	counted := beforeDigits(people, f.c)
	if !isNumbered(same, taken) {
		counted = nil // 羊某某15000元 of the only one: nobody looks for a number there
	}
	for _, p := range people {
		h := surnameOnly(p.name)
		if same[h] > 1 || taken[h] || counted[h] {
			mark := strconv.Itoa
			if counted[h] {
				mark = stem
			}
			i := number[p.name]
			for taken[h] && strings.Contains(text, h+mark(i)) {
				i += same[h]
			}
			h += mark(i)
		}
		m.Names[p.name] = h
		m.forms.person(p, h)
	}
}

// isNumbered reports whether somebody of a text is called by a number.
func isNumbered(same map[string]int, taken map[string]bool) bool {
	for h, n := range same {
		if n > 1 || taken[h] {
			return true
		}
	}
	return false
}

// beforeDigits are the labels of those people of whom the whole name or the given one stands before
// a digit somewhere.
func beforeDigits(people []*person, c string) map[string]bool {
	index := newNameIndex()
	labels := map[string]string{}
	for _, p := range people {
		h := surnameOnly(p.name)
		given := p.name[len(prefix(p.name, max(1, personname.Surname(p.name)))):]
		for _, name := range [...]string{p.name, given} {
			if utf8.RuneCountInString(name) > 1 && labels[name] == "" {
				index.add(name)
				labels[name] = h
			}
		}
	}
	found := map[string]bool{}
	index.each(c, func(at, end int) {
		if end < len(c) && c[end] >= '0' && c[end] <= '9' {
			found[labels[c[at:end]]] = true
		}
	})
	return found
}

// stems number as 甲 is the first and 癸 the tenth; the eleventh is 甲甲.
const stems = "甲乙丙丁戊己庚辛壬癸"

// stem is a number in stems.
func stem(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 10 {
		at := (n - 1) % 10 * len("甲")
		s = stems[at:at+len("甲")] + s
	}
	return s
}

// surnameOnly leaves the surname: 羊双彪 is 羊某某. Of a name with dots the first character
// is left, of one in Latin letters the first letter.
func surnameOnly(name string) string {
	runes := []rune(name)
	if runes[0] < utf8.RuneSelf {
		return string(runes[:1])
	}
	keep := max(1, personname.Surname(name))
	if dotMarks.in(name) {
		keep = 1
	}
	if keep >= len(runes) {
		keep = 1
	}
	return string(runes[:keep]) + strings.Repeat("某", min(2, len(runes)-keep))
}
