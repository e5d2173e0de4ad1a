package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// titleEnds maps where a 《 stands to where its 》 ends.
type titleEnds map[int]int

// maxTitle bounds a title, in bytes.
const maxTitle = 600

// matchTitles finds the pairs of 《 and 》 in text from a place on, nested ones
// too. A title does not go over the end of a line.
func matchTitles(text string, from int) titleEnds {
	const open, shut = "《", "》"
	var ends titleEnds
	var stack []int
	for at := from; at < len(text); at++ {
		switch text[at] {
		case '\n':
			stack = stack[:0]
		case open[0]:
			switch {
			case strings.HasPrefix(text[at:], open):
				stack = append(stack, at)
			case strings.HasPrefix(text[at:], shut) && len(stack) > 0:
				start := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				if end := at + len(shut); end-start <= maxTitle {
					if ends == nil {
						ends = titleEnds{}
					}
					ends[start] = end
				}
			}
		}
	}
	return ends
}

// title reads 《…》 at f.at, with what makes a longer name of it: 《公司法》司法解释（三）.
func (f *finder) title() bool {
	end, ok := f.titles[f.at]
	if !ok || end > f.end {
		return false
	}
	inner := f.text[f.at+len("《") : end-len("》")]
	name := Name{Kind: ByTitle, Text: inner, Span: statute.Span{Start: f.at, End: end}, Version: versionBefore(f.text[f.lineStart:f.at])}
	if n := f.longestName(f.text[f.at+len("《") : f.end]); f.at+len("《")+n > end {
		name.Span.End = f.at + len("《") + n
		name.Text = f.text[f.at+len("《") : name.Span.End]
	} else if issued := issuersBefore(f.text[f.lineStart:f.at]); issued != "" && !startsWithIssuer(inner) {
		name.Text = issued + inner
		name.Span.Start -= len(issued)
	}
	if v := yearOf(inner); v != "" && name.Version == "" {
		name.Version = v
	}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name, Agreed: !isNorm(name.Text) && isContract(inner)}))
	f.at = name.Span.End
	return true
}

func (f *finder) setName(n Name, mention int) { f.name, f.named = n, mention }

// longestName is the length of the longest known name at the start of s.
func (f *finder) longestName(s string) int {
	n := f.dict.longest(s)
	if f.local != nil {
		n = max(n, f.local.longest(s))
	}
	return n
}

// places end the names of regions, whose own regulations have names that end
// in those of national ones: 某省物业管理条例.
const places = "省市区县州盟旗"

// knownName reads a name of a law without 《》.
func (f *finder) knownName() bool {
	rest := f.text[f.at:f.end]
	n := f.longestName(rest)
	if n == 0 || trapped(rest[:n], rest[n:]) {
		return false
	}
	before := f.text[f.lineStart:f.at]
	last, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune(places, last) && !strings.HasSuffix(before, "特别行政区") {
		return false
	}
	if _, word := normWordAt(rest[:n]); word == n && f.dict.longest(rest) != n && unicode.Is(unicode.Han, last) && !endsInStop(before) {
		return false // 条例, a name that the text defines, inside 管理条例
	}
	start := f.at
	if strings.HasSuffix(before, statute.Republic) {
		start -= len(statute.Republic)
	}
	name := Name{Kind: ByName, Text: rest[:n], Span: statute.Span{Start: start, End: f.at + n}, Version: versionBefore(before)}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at += n
	return true
}
