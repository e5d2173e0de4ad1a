package citation

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// Define reads the short names of laws that a text defines:
// 《全名》（以下简称《短名》）, 全名(以下简称短名), for several titles
// （以下分别简称《甲》《乙》）, without brackets 《全名》以下称“短名”, 以下将《全名》称为“短名”,
// in brackets alone 《全名》（“短名”）, and the other way round “短名”指《全名》.
// Later definitions of a name stand behind earlier ones.
func Define(text string, dict *Dictionary) []Alias {
	var found []Alias
	for at := 0; ; {
		i := strings.Index(text[at:], "称")
		if i < 0 {
			break
		}
		mark := at + i
		at = mark + len("称")
		found = append(found, definedByWord(text, mark, dict)...)
	}
	found = append(found, definedInQuotes(text, dict)...)
	return append(found, definedAhead(text, dict)...)
}

// definedByWord reads the short names that the word 称 at a place defines.
func definedByWord(text string, mark int, dict *Dictionary) []Alias {
	before := text[max(0, mark-maxTitle):mark]
	called := strings.TrimSuffix(before, "简")
	if strings.HasSuffix(called, "》") { // 以下将《全名》称为“短名”
		return paired(shortNames(text[mark+len("称"):min(len(text), mark+maxTitle)]), called, mark-len(before), dict, true)
	}
	if called == before && !strings.HasSuffix(before, "下") && !strings.HasSuffix(before, "统") {
		return nil
	}
	open := max(strings.LastIndex(before, "（"), strings.LastIndex(before, "("))
	if open >= 0 && !strings.ContainsAny(before[open:], "。；\n") {
		names := shortNames(text[mark+len("称") : min(len(text), mark+maxTitle)])
		return paired(names, before[:open], mark-len(before), dict, false)
	}
	for _, w := range [...]string{"统", "简", "下", "以", "文"} { // 《全名》，以下简称
		before = strings.TrimSuffix(before, w)
	}
	if before = strings.TrimRight(before, "，, "); !strings.HasSuffix(before, "》") {
		return nil
	}
	names := shortNames(text[mark+len("称") : min(len(text), mark+maxTitle)])
	return paired(names, before, mark-len(text[max(0, mark-maxTitle):mark]), dict, false)
}

// paired gives short names to the laws that s, at an offset in the text, ends in. quoted says that they
// count only in quotation marks or 《》, as words of the sentence may stand there.
func paired(names []string, s string, offset int, dict *Dictionary, quoted bool) []Alias {
	laws := namesEndingAt(strings.TrimRight(s, " 　"), len(names), offset, dict)
	if len(laws) != len(names) || quoted && len(names) > 1 {
		return nil
	}
	found := make([]Alias, len(names))
	for i, n := range names {
		found[i] = Alias{Name: n, Law: laws[i]}
	}
	return found
}

// definedInQuotes reads short names that stand in quotation marks alone in brackets behind a title.
func definedInQuotes(text string, dict *Dictionary) (found []Alias) {
	for at := 0; ; {
		i := strings.Index(text[at:], "》")
		if i < 0 {
			return found
		}
		at += i + len("》")
		end, open := at, label.Open(text[at:])
		if open == 0 {
			continue
		}
		rest := strings.TrimPrefix(strings.TrimPrefix(text[at+open:], "即"), "下同")
		if quote := firstRune(rest); quote != '“' && quote != '"' {
			continue
		}
		_, quote := utf8.DecodeRuneInString(rest)
		at = len(text) - len(rest) + quote
		inner := text[at:min(len(text), at+maxShort*len("字"))]
		shut := strings.IndexAny(inner, "”\"")
		if shut < 0 {
			continue
		}
		_, size := utf8.DecodeRuneInString(inner[shut:])
		if name := strings.Trim(inner[:shut], "《》"); label.Close(inner[shut+size:]) > 0 && utf8.RuneCountInString(name) >= minName {
			begin := max(0, end-maxTitle)
			found = append(found, paired([]string{name}, text[begin:end], begin, dict, false)...)
		}
	}
}

// definedAhead reads short names before what they stand for: “短名”指《全名》, | 短名 | 指 | 《全名》 |.
func definedAhead(text string, dict *Dictionary) (found []Alias) {
	for at := 0; ; {
		i := strings.Index(text[at:], "指")
		if i < 0 {
			return found
		}
		i += at
		at = i + len("指")
		if !strings.ContainsRune("”》\"是系|｜ \t\u3000：:，,", lastRune(text[:i])) {
			continue
		}
		rest := strings.TrimLeft(text[at:min(len(text), at+maxTitle)], " |｜\t\u3000：:")
		titled := strings.HasPrefix(rest, "《") || startsWithIssuer(rest)
		name, spaced := nameAhead(text[max(0, i-maxNote):i])
		if name == "" || !titled && !spaced && dict.longest(rest) == 0 && versionAt(rest) == 0 {
			continue
		}
		if law, ok := nameStarting(rest, dict); ok {
			found = append(found, Alias{Name: name, Law: law})
		}
	}
}

// nameAhead is the short name in quotation marks or 《》, or alone in its cell or line, in which s ends. spaced
// says that it is such a cell.
func nameAhead(s string) (name string, spaced bool) {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "是"), "系")
	bare := strings.TrimRight(s, " |｜\t\u3000：:，,")
	for _, marks := range [...][2]string{{"“", "”"}, {"《", "》"}, {"\"", "\""}} {
		inner, ok := strings.CutSuffix(bare, marks[1])
		if i := strings.LastIndex(inner, marks[0]); ok && i >= 0 {
			if name = strings.Trim(inner[i+len(marks[0]):], "《》"); strings.HasSuffix(inner[:i], marks[1]) {
				return "", false // “甲”“乙”指
			}
		}
	}
	if name == "" && bare != s {
		i := strings.LastIndexAny(bare, "|｜\n")
		name, spaced = strings.TrimLeft(bare[i+1:], "｜ \t\u3000"), true
		if i < 0 {
			return "", false
		}
	}
	if n := utf8.RuneCountInString(name); n < minName || n > maxShort || strings.ContainsAny(name, "，。；：\n") {
		return "", false
	}
	return name, spaced
}

// nameStarting is the name of a law with which s begins, behind its version or its issuers.
func nameStarting(s string, dict *Dictionary) (Name, bool) {
	skip := versionAt(s)
	version := versionBefore(s[:skip])
	s = s[skip:]
	if end, ok := matchTitles(s, 0)[max(0, strings.Index(s[:min(len(s), maxNote)], "《"))]; ok {
		start := strings.Index(s, "《")
		if issued := issuersBefore(s[:start]); issued == strings.TrimSpace(s[:start]) {
			inner := s[start+len("《") : end-len("》")]
			if issued != "" && !startsWithIssuer(inner) {
				inner = issued + inner
			}
			return Name{Kind: ByTitle, Text: inner, Version: version}, dict.longest(inner) == len(inner) || isNorm(inner)
		}
	}
	n := dict.longest(s)
	return Name{Kind: ByName, Text: s[:n], Version: version}, n > 0
}

// versionAt is the length of 2023年修订的 and the like at the start of s.
func versionAt(s string) int {
	near := s[:min(len(s), maxLabel)]
	for _, w := range [...]string{"修订的", "修正的", "修订后的", "修正后的", "年版", "年"} {
		if i := strings.Index(near, w); i >= 0 && isYear(near[:min(4, len(near))]) {
			return i + len(w)
		}
	}
	return 0
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
