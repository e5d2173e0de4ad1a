package masking

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// told collects the people of whom something is told that is told of people only, by the
// words behind the name: 张三的证言, 李四（另案处理）.
func (f *finder) told() {
	at := func(end int) {
		for n := 0; n < maxItems && end > 0; n++ {
			start := f.nameBefore(end)
			if start < 0 {
				return
			}
			p := f.person(f.c[start:end])
			if f.guard.has(start, end, office) {
				return
			}
			p.told = true
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
	best := needed
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

// women collects those who are called by the surnames of husband and father.
func (f *finder) women() {
	if !strings.Contains(f.c, "氏") {
		return
	}
	for at := range f.c {
		if personname.Surname(f.c[at:]) > 0 && f.guard[at]&(fixed|held|entity|office) == 0 {
			f.womanAt(at)
		}
	}
}

// womanAt notes the name of a woman by the surnames of husband and father: 李叶氏.
func (f *finder) womanAt(at int) {
	name := prefix(f.c[at:], 3)
	if !strings.HasSuffix(name, "氏") || personname.Surname(name) != 1 || personname.Surname(name[len("一"):]) != 1 ||
		f.people[name] != nil {
		return
	}
	f.person(name).seen[involved]++
}

// inPlaces notes which names stand in names of places as well: 侯马市.
func (f *finder) inPlaces() {
	index := newNameIndex()
	for _, p := range f.list {
		index.add(p.name)
	}
	index.each(f.c, func(at, end int) {
		if next, _ := utf8.DecodeRuneInString(f.c[end:]); placeEnds.has(next) {
			f.places[f.c[at:end]] = true
		}
	})
}

// isWordy reports whether a name begins with a surname that other words begin with as well.
func isWordy(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return wordySurnames.has(r)
}

// hasFunction reports whether a name has a character behind the first that names hardly have.
func hasFunction(name string) bool {
	for _, r := range name[len("一"):] {
		if functionCharacters.has(r) && !personname.IsGiven(r) {
			return true
		}
	}
	return false
}

// nameIndex finds names by their first character.
type nameIndex struct {
	names   map[string]bool
	lengths map[rune][]int // in bytes, longest first
	// begins has a bit for the first characters, which others may share: most places of a text
	// begin no name.
	begins [16]uint64
}

func newNameIndex() *nameIndex {
	return &nameIndex{names: map[string]bool{}, lengths: map[rune][]int{}}
}

func (x *nameIndex) add(name string) {
	if x.names[name] {
		return
	}
	x.names[name] = true
	r, _ := utf8.DecodeRuneInString(name)
	x.begins[r>>6&15] |= 1 << (r & 63)
	if !slices.Contains(x.lengths[r], len(name)) {
		x.lengths[r] = append(x.lengths[r], len(name))
		slices.SortFunc(x.lengths[r], func(a, b int) int { return b - a })
	}
}

// lengthsOf are the lengths of the names that begin with a character, longest first.
func (x *nameIndex) lengthsOf(r rune) []int {
	if x.begins[r>>6&15]&(1<<(r&63)) == 0 {
		return nil
	}
	return x.lengths[r]
}

// at is the length of the longest name at the start of a text that begins with r.
func (x *nameIndex) at(s string, r rune) int {
	for _, n := range x.lengthsOf(r) {
		if n <= len(s) && x.names[s[:n]] {
			return n
		}
	}
	return 0
}

// each calls f with where the names stand in a text, of those that begin at one place the
// longest, and none inside of another.
func (x *nameIndex) each(text string, f func(at, end int)) {
	next := 0
	for at, r := range text {
		if at < next {
			continue
		}
		if n := x.at(text[at:], r); n > 0 {
			next = at + n
			f(at, next)
		}
	}
}
