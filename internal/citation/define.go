package citation

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Define reads the short names of laws that a text defines:
// 《全名》（以下简称《短名》）, 全名(以下简称短名), and for several titles
// （以下分别简称《甲》《乙》）. Later definitions of a name stand behind earlier ones.
func Define(text string, dict *Dictionary) []Alias {
	var found []Alias
	for at := 0; ; {
		i := strings.Index(text[at:], "称")
		if i < 0 {
			return found
		}
		mark := at + i
		at = mark + len("称")
		before := text[max(0, mark-maxTitle):mark]
		if !strings.HasSuffix(before, "简") && !strings.HasSuffix(before, "下") && !strings.HasSuffix(before, "统") {
			continue
		}
		open := max(strings.LastIndex(before, "（"), strings.LastIndex(before, "("))
		if open < 0 || strings.ContainsAny(before[open:], "。；\n") {
			continue
		}
		names := shortNames(text[at:min(len(text), at+maxTitle)])
		laws := namesEndingAt(strings.TrimRight(before[:open], " 　"), len(names), mark-len(before), dict)
		if len(laws) != len(names) {
			continue
		}
		for i, n := range names {
			found = append(found, Alias{Name: n, Law: laws[i]})
		}
	}
}

// maxShort bounds a short name, in characters.
const maxShort = 30

// shortNames reads the names behind 简称: one, or several in 《》.
func shortNames(s string) []string {
	s = strings.TrimLeft(s, "为：: “\"")
	if strings.HasPrefix(s, "《") {
		var names []string
		for strings.HasPrefix(s, "《") {
			end := strings.Index(s, "》")
			if end < 0 {
				break
			}
			names = append(names, s[len("《"):end])
			s = strings.TrimLeft(s[end+len("》"):], "、和及与，")
		}
		return names
	}
	end := strings.IndexAny(s, "）)，,。；、”\"\n或")
	if end <= 0 || utf8.RuneCountInString(s[:end]) > maxShort || utf8.RuneCountInString(s[:end]) < minName {
		return nil
	}
	return []string{s[:end]}
}

// namesEndingAt reads the last n names of laws in s, which end where s ends. s
// begins at offset in the text.
func namesEndingAt(s string, n, offset int, dict *Dictionary) []Name {
	if n == 0 {
		return nil
	}
	names := make([]Name, n)
	for i := n - 1; i >= 0; i-- {
		if start := titleEnding(s); start >= 0 {
			inner := s[start+len("《") : len(s)-len("》")]
			name := Name{Kind: ByTitle, Text: inner, Span: statute.Span{Start: offset + start, End: offset + len(s)}}
			if issued := issuersBefore(s[:start]); issued != "" && !startsWithIssuer(inner) {
				name.Text = issued + inner
				start -= len(issued)
			}
			if dict.longest(inner) != len(inner) && !isNorm(inner) {
				return nil
			}
			names[i] = name
			s = strings.TrimRight(s[:start], "、和及与， ")
			continue
		}
		start := knownEnding(s, dict)
		if start < 0 {
			return nil
		}
		names[i] = Name{Kind: ByName, Text: s[start:], Span: statute.Span{Start: offset + start, End: offset + len(s)}}
		s = strings.TrimRight(s[:start], "、和及与， ")
	}
	return names
}

// titleEnding returns where the title in 《》 begins that ends where s ends, or
// -1.
func titleEnding(s string) int {
	if !strings.HasSuffix(s, "》") {
		return -1
	}
	depth := 0
	for at := len(s); at > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
		switch r {
		case '》':
			depth++
		case '《':
			if depth--; depth == 0 {
				return at
			}
		case '\n':
			return -1
		}
	}
	return -1
}

// knownEnding returns where the longest known name begins that ends where s
// ends, or -1.
func knownEnding(s string, dict *Dictionary) int {
	best := -1
	for at, count := len(s), 0; at > 0 && count < 2*maxShort; count++ {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if strings.ContainsRune("。；，\n", r) {
			break
		}
		at -= size
		if n := dict.longest(s[at:]); n > 0 && at+n == len(s) {
			best = at
		}
	}
	return best
}
