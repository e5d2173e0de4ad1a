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

func startsWithIssuer(title string) bool {
	for _, name := range issuers {
		if strings.HasPrefix(title, name) {
			return true
		}
	}
	return false
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

// notSelf are characters before 本 that make another word of it: 基本法.
const notSelf = "基根资成版文日样范剧课脚标正副抄印刻译底母亏股账血书读原"

// selfOrSame reads 本法 and 该法.
func (f *finder) selfOrSame() bool {
	rest, before := f.text[f.at:f.end], f.text[f.lineStart:f.at]
	last, _ := utf8.DecodeLastRuneInString(before)
	if n := selfAt(rest); n > 0 && !strings.ContainsRune(notSelf, last) {
		f.setName(Name{Kind: Own, Text: rest[:n], Span: statute.Span{Start: f.at, End: f.at + n}}, -1)
		f.at += n
		return true
	}
	if word, n := sameAt(rest); n > 0 && !strings.ContainsRune("应合不共相如", last) {
		f.setName(Name{Kind: Same, Text: word, Span: statute.Span{Start: f.at, End: f.at + n}}, -1)
		f.at += n
		return true
	}
	return false
}

// notRelative are characters before 前, 上, 同 and 该 that make other words of
// them: 目前, 以上, 合同, 应该.
var notRelative = map[rune]string{'前': "目提空眼面", '上': "以网线路海水之", '同': "合不共相如等", '该': "应", '本': notSelf}

// relative reads 本条, 前款, 该项 and the levels behind them.
func (f *finder) relative() bool {
	rest := f.text[f.at:f.end]
	b, n := relativeAt(rest)
	if n == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(f.text[f.lineStart:f.at])
	if strings.ContainsRune(notRelative[first], last) {
		return false
	}
	after := rest[n:]
	switch {
	case b.Kind == This && b.Level <= levelSection:
		refs, _ := provisionAt(after, false)
		if locates := len(refs) > 0 && highest(refs[0].From) == levelArticle || strings.HasPrefix(after, "各该条") || strings.HasPrefix(after, "各条"); locates {
			f.setName(Name{Kind: Own, Text: rest[:n], Span: statute.Span{Start: f.at, End: f.at + n}}, -1)
			f.at += n
			return true
		}
	case (b.Kind == That || b.Kind == This && b.Level == levelItem) && b.Level != levelArticle:
		if !speaksOfRule(after) {
			return false
		}
	case b.Kind == Prior && strings.HasPrefix(rest, "上") && b.Level == levelItem:
		return false
	}
	return f.provision(f.at, b, f.at+n)
}

// speaksOfRule reports whether what follows shows that 该款 or 该项 means a
// provision and not a sum or a matter.
func speaksOfRule(after string) bool {
	for _, w := range [...]string{"规定", "的规定", "之规定", "所列", "所称", "所指", "所规定", "第", "（", "(", "其他", "情形", "中的", "以外"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// order reads 国务院令第712号.
func (f *finder) order() bool {
	start, end := orderAt(f.text[:f.end], f.at)
	if end == 0 || start < f.lineStart {
		return false
	}
	f.number(start, end)
	return true
}

// documentNumber reads 法释〔2021〕15号 at its bracket.
func (f *finder) documentNumber() bool {
	start, end := documentNumberAt(f.text[f.lineStart:f.end], f.at-f.lineStart)
	if end == 0 {
		return false
	}
	f.number(start+f.lineStart, end+f.lineStart)
	return true
}

// number adds the law that a document number names. A number behind a title,
// in brackets, says the same again.
func (f *finder) number(start, end int) {
	if len(f.scopes) > 0 && f.opener == '（' {
		if outer := f.scopes[len(f.scopes)-1]; outer.name.Kind == ByTitle && strings.Trim(f.text[outer.name.Span.End:start], "（( 　") == "" {
			f.at = end
			return
		}
	}
	name := Name{Kind: ByNumber, Text: f.text[start:end], Span: statute.Span{Start: start, End: end}}
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	f.at = end
}

func (f *finder) caseID() bool {
	n := caseIDAt(f.text[f.at:f.end])
	if n == 0 {
		return false
	}
	f.add(Mention{Kind: KindCase, Span: statute.Span{Start: f.at, End: f.at + n}})
	f.at += n
	return true
}

// bareNumber reads 1036条 and 1035、1036等规定 right behind the name of a law.
func (f *finder) bareNumber() bool {
	if f.name.Span.End != f.at || f.name.Kind == NoName {
		return false
	}
	rest := f.text[f.at:f.end]
	if refs, n := provisionAt(rest, true); n > 0 && highest(refs[0].From) == levelArticle {
		return f.provision(f.at, Base{}, f.at)
	}
	var refs []Ref
	at := 0
	for len(refs) < maxNumbers {
		n, size := atomAt(rest[at:])
		if size == 0 || !isDigit(rest[at]) || n < 1 {
			return false
		}
		at += size
		refs = append(refs, Ref{From: statute.Provision{Article: statute.Number{Main: n}}})
		if !strings.HasPrefix(rest[at:], "、") {
			break
		}
		at += len("、")
	}
	for _, w := range [...]string{"等规定", "等条", "规定", "的规定"} {
		if strings.HasPrefix(rest[at:], w) {
			f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + at}, Name: f.takeName(f.at), Refs: refs})
			f.at += at
			return true
		}
	}
	return false
}

// annex reads 附件三, or 附件 right behind the name of a law.
func (f *finder) annex() bool {
	rest, ok := strings.CutPrefix(f.text[f.at:f.end], statute.AnnexPrefix)
	if !ok {
		return false
	}
	end := f.at + len(statute.AnnexPrefix)
	n, size := numeralAt(rest)
	linked := f.joined(f.at)
	name := Name{}
	if _, _, adjacent := gap(f.text[min(f.name.Span.End, f.at):f.at]); adjacent && f.name.Kind != NoName && f.name.Span.End <= f.at {
		name = f.takeName(f.at)
	}
	switch {
	case size > 0 && n > 0 && n < 100 && !strings.HasPrefix(rest[size:], "并"): // 附件一并报送
		if !f.inLaw && !linked && name.Kind == NoName {
			return false
		}
		end += size
	case size == 0 && name.Kind != NoName && speaksOfRule(rest):
		n = 1
	default:
		return false
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: end}, Name: name, Refs: []Ref{{From: statute.Provision{Annex: n}}}, Linked: linked})
	f.at = end
	return true
}

// joined reports whether only words of a list stand between the last mention
// of the sentence and a place.
func (f *finder) joined(at int) bool {
	if f.before < 0 {
		return false
	}
	between := f.text[f.out.Mentions[f.before].Span.End:at]
	return between != "" && listAt(between) == len(between)
}

// namedPart reads 刑法分则 where no chapter follows.
func (f *finder) namedPart() bool {
	rest := f.text[f.at:f.end]
	part := partNameAt(rest)
	if part != "分则" || f.name.Span.End != f.at || f.name.Kind == NoName || !strings.HasPrefix(rest[len(part):], "规定") && !strings.HasPrefix(rest[len(part):], "的") && !strings.HasPrefix(rest[len(part):], "关于") {
		return false
	}
	f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: f.at, End: f.at + len(part)}, Name: f.takeName(f.at), Refs: []Ref{{From: statute.Provision{Named: part}}}})
	f.at += len(part)
	return true
}
