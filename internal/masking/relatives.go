package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// relatives collects those whom a character for a relative introduces in a list of a family: 妻冯小玉、父郄老旺、弟郄长海.
// Two such items stand beside each other at least.
func (f *finder) relatives() {
	type named struct{ start, end int }
	var run []named
	flush := func() {
		for _, x := range run {
			if len(run) > 1 && f.mayBeItem(x.start, x.end) {
				f.left[x.start] = 3
				f.person(f.c[x.start:x.end]).seen[involved]++
			}
		}
		run = nil
	}
	last := -1
	for at, r := range f.c {
		if !kinCharacters.has(r) || at == 0 {
			continue
		}
		before, size := utf8.DecodeLastRuneInString(f.c[:at])
		if !strings.ContainsRune("、，：；（", before) {
			continue
		}
		start := at + utf8.RuneLen(r)
		end := f.itemEnd(start)
		if end < 0 {
			continue
		}
		if at-size != last {
			flush()
		}
		run = append(run, named{start, end})
		last = end + f.bracketAt(end)
	}
	flush()
}

// kinCharacters stand for relatives before names in lists.
var kinCharacters = charactersOf("父母妻夫子女兄弟姐妹侄媳婿孙祖嫂")

// itemEnd is the end of what may be a name and fills an item of a list from a place, -1 where none does. One that
// was hidden counts.
func (f *finder) itemEnd(at int) int {
	if n := hiddenAt(f.c[at:]); n > 0 {
		return at + n
	}
	for n := 2; n <= 4; n++ {
		name := prefix(f.c[at:], n)
		if name == "" {
			return -1
		}
		end := at + len(name)
		if r, _ := utf8.DecodeRuneInString(f.c[end:]); strings.ContainsRune("、，；。（）", r) {
			if surnameAt(name) == 0 || n > personname.Surname(name)+2 && personname.Surname(name) > 0 {
				return -1
			}
			return end
		}
	}
	return -1
}
