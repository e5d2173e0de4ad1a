package citation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// Articles without 第 whose law the text names behind them.

// namedBehindWord reads an article behind which a word on it and its law in brackets stand: 148条退一赔十（食品安全法）.
func (f *finder) namedBehindWord() bool {
	if f.inLaw || f.norm || f.insideNumber() {
		return false
	}
	refs, n := provisionAt(f.text[f.at:f.end], true)
	if n == 0 || highest(refs[0].From) != levelArticle || countsThings(f.text[f.at+n:f.end]) {
		return false
	}
	at, count := f.at+n, 0
	for count < maxGloss {
		r, size := utf8.DecodeRuneInString(f.text[at:f.end])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		at += size
		count++
	}
	name, ok := f.nameInBracket(at)
	if count == 0 || !ok || name.Kind == Same || name.NoLaw {
		return false
	}
	name.Span = statute.Span{Start: f.at, End: f.at}
	f.shortLine = f.lineStart + 1
	f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Name: name}, f.at, f.at+n)
	return true
}

// ofLawAhead reads an article before which the text named no law and behind which it names one, of which it cites another:
// 1楼：那就等于37条了⏎2楼：走某法38条.
func (f *finder) ofLawAhead() bool {
	if f.inLaw || f.norm || len(f.out.Mentions) > 0 || f.insideNumber() {
		return false
	}
	refs, n := provisionAt(f.text[f.at:f.end], true)
	before, after := f.text[f.lineStart:f.at], f.text[min(f.end, f.at+n):f.end]
	if n == 0 || highest(refs[0].From) != levelArticle || countsThings(after) || isAmount(after) || isPaperOrContract(before) ||
		!isDigit(f.text[f.at]) && deepest(refs[0].From) == levelArticle {
		return false
	}
	if name := f.onlyNamed(); name.Kind != NoName && (deepest(refs[0].From) > levelArticle ||
		isDigit(f.text[f.at]) && refs[0].From.Article.Main > fewArticles && leadOf(before) != noLead) && normWordEnding(before) == "" {
		name.Span = statute.Span{Start: f.at, End: f.at}
		f.shortLine = f.lineStart + 1
		f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Name: name}, f.at, f.at+n)
		return true
	}
	deep := deepest(refs[0].From) > levelArticle // no count: 14条2款3项
	led := articleLeads.longest(before) != "" || leadOf(before) == leadWord
	if !deep && (refs[0].From.Article.Main <= fewArticles || !led) || normWordEnding(before) != "" {
		return false
	}
	ahead := after[:min(len(after), maxAhead)]
	for at, r := range ahead {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		size := f.dict.longest(ahead[at:])
		if size == 0 || !namesLaw(ahead[at:at+size]) && !strings.HasSuffix(ahead[at:at+size], civilCode) {
			continue
		}
		rest := strings.TrimPrefix(ahead[at+size:], "》")
		if _, more := provisionAt(rest, true); more == 0 && (!deep || strings.Contains(ahead[:at], "\n")) || more > 0 && !led {
			return false
		}
		f.shortLine = f.lineStart + 1
		f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true,
			Name: Name{Kind: ByName, Text: ahead[at : at+size], Span: statute.Span{Start: f.at, End: f.at}}}, f.at, f.at+n)
		return true
	}
	return false
}

// onlyNamed is the only statute that a short text without contracts names, behind f.at: 1025条：…。民法典的.
func (f *finder) onlyNamed() Name {
	if !f.onlyLooked {
		f.only, f.onlyLooked = onlyStatute(f.text, f.dict), true
	}
	if f.only == "" {
		return Name{}
	}
	before, _, found := strings.Cut(f.text[f.at:], f.only)
	before = strings.TrimSuffix(before, "《")
	if !found || applies(before) || plainEndings.longest(before) != "" {
		return Name{} // 见312条，依某法处理
	}
	return Name{Kind: ByName, Text: f.only}
}

// onlyStatute is the only statute that a short text names which speaks of no contract; "" for other texts.
func onlyStatute(text string, dict *Dictionary) string {
	if len(text) > maxNotes {
		return ""
	}
	names := dict.Names(text)
	other := text
	for _, name := range names { // 劳动合同法 is no 合同
		other = strings.ReplaceAll(other, name, "")
	}
	if containsAny(other, contractsOrPapers[:]) {
		return ""
	}
	return nameOfAll(names)
}

// maxAhead bounds what is looked at for the law behind an article, in bytes.
const maxAhead = 400

// nameInBracket is the name of a law, or 前述规定 and the like, that stands alone in brackets at a place.
func (f *finder) nameInBracket(at int) (name Name, ok bool) {
	open := label.Open(f.text[at:f.end])
	if open == 0 {
		return Name{}, false
	}
	at += open
	for _, word := range [...]string{"以上", "均", "都", "皆", "为", "是", "指", "系", "属", "见", "出自", "即"} { // （均为民事诉讼法）
		if strings.HasPrefix(f.text[at:f.end], word) {
			at += len(word)
		}
	}
	rest := f.text[at:f.end]
	if end, titled := f.titles[at]; titled && end <= f.end {
		name = Name{Kind: ByTitle, Text: f.text[at+len("《") : end-len("》")]}
		name.NoLaw = noLaw(name.Text)
		rest = f.text[end:f.end]
	} else if n := f.longestName(rest); n > 0 {
		name, rest = Name{Kind: ByName, Text: rest[:n]}, rest[n:]
	} else if word, n := sameAt(rest); n > 0 {
		name, rest = Name{Kind: Same, Text: word}, rest[n:]
	}
	return name, name.Kind != NoName && label.Close(rest) > 0 && !strings.Contains(name.Text, "修正案") // by which it was changed
}

// namedLater is the law in brackets behind an article later in the line: 39条一项；没有就是87条（劳动合同法）.
func (f *finder) namedLater(at int) Name {
	line := f.text[at:min(f.end, at+maxNote)]
	if end := strings.IndexAny(line, "\n"); end >= 0 {
		line = line[:end]
	}
	for i, r := range line {
		if r != '（' && r != '(' {
			continue
		}
		if name, ok := f.nameInBracket(at + i); ok && name.Kind != Same && (i == 0 || strings.ContainsRune("条款项", lastRune(line[:i]))) {
			return name
		}
	}
	return Name{}
}

// longestBehindComma is the length of the name of a law that a comma and the end of the bracket around f.at stand beside.
func (f *finder) longestBehindComma(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if f.opener != '（' || r != '，' && r != ',' {
		return 0
	}
	n := f.longestName(s[size:])
	if n == 0 || label.Close(s[size+n:]) == 0 {
		return 0
	}
	return n
}

// said is what a text says of articles before it names their law: 48条、87条均指劳动合同法.
var said = regexp.MustCompile(`^[，,]?(?:以上)?(?:(?:两|三|四|各)条|条文)?(?:均|都|皆|全)?(?:指的?是?|为|是|系|属于|属|出自|来自|引自|见|在)?《?`)

// nameSaid is the law that a text says articles are of that end at a place.
func (f *finder) nameSaid(at int) (name Name, ok bool) {
	rest := f.text[at:min(f.end, at+maxNote)]
	if n := f.longestBehindComma(rest); n > 0 { // （第五十五条，个保法）
		_, comma := utf8.DecodeRuneInString(rest)
		return Name{Kind: ByName, Text: rest[comma : comma+n]}, true
	}
	if begin := strings.TrimLeft(rest, "，,"); begin == "" || !strings.ContainsRune("均都皆全指是为系属出来引以", firstRune(begin)) {
		return Name{}, false
	}
	words := said.FindString(rest)
	n := f.longestName(rest[len(words):])
	if words == "" || n == 0 {
		return Name{}, false
	}
	after := strings.TrimPrefix(rest[len(words)+n:], "》")
	all := strings.ContainsAny(words, "均都皆指")
	if of, ok := strings.CutPrefix(after, "的"); ok {
		after = of
	} else if !all {
		return Name{}, false // 第5条是民法典 …
	}
	for _, w := range [...]string{"规定", "条文", "法条"} {
		after = strings.TrimPrefix(after, w)
	}
	if after != "" && !strings.ContainsRune("）)。；，;,\n", firstRune(after)) {
		return Name{}, false
	}
	return Name{Kind: ByName, Text: rest[len(words) : len(words)+n]}, true
}

// nameInBrackets gives the provisions from mention first on, which nothing before them
// names, the law that stands in brackets behind them: 第二十条第三款（刑法）.
func (f *finder) nameInBrackets(first int) {
	m := &f.out.Mentions[first]
	named := m.Name.Kind != NoName && (m.Name.Kind != Same || m.Name.Instrument == "") // 其司法解释第二十五条（担保制度解释）
	if f.inLaw || named || m.Base.Kind != NoBase || m.Linked || m.IsLabel || highest(firstOf(m.Refs)) != levelArticle {
		return
	}
	name, ok := f.nameInBracket(f.at)
	if !ok {
		name, ok = f.nameSaid(f.at)
	}
	if !ok && m.Plain {
		name, ok = f.nameBehind(f.at)
	}
	if ok {
		name.Span = m.Span
		m.Name, m.BelowHeading = name, false
		m.OfContract = name.NoLaw
	}
}

// eitherOf is a question between two articles: 到底是263还是274？
var eitherOf = regexp.MustCompile(`^(\d{3,4})还是(\d{3,4})(?:[？?，,。！!；;]|$)`)

// numbersSaid reads numbers of which the text says that they are of a law: 记住30、38、85，都在劳动合同法里, and two of three digits
// between which it asks where it names one statute alone.
func (f *finder) numbersSaid() bool {
	if f.inLaw || f.norm || f.insideNumber() {
		return false
	}
	rest := f.text[f.at:f.end]
	refs, n := digitsAt(rest, f.circles())
	name, ok := Name{}, false
	switch m := eitherOf.FindStringSubmatchIndex(rest[:min(len(rest), maxLabel)]); {
	case m != nil && strings.HasSuffix(f.text[f.lineStart:f.at], "是"):
		name = f.onlyNamed()
		second, size := oneInDigits(rest[m[4]:], f.circles())
		refs, n, ok = append(refs[:1:1], second), m[4]+size, name.Kind != NoName
	case len(refs) > 1 && refs[0].From.Article.Main >= 10:
		words := insideOf.FindString(rest[n:])
		size := f.longestName(rest[n+len(words):])
		if words == "" || size == 0 {
			return false
		}
		after := strings.TrimPrefix(rest[n+len(words)+size:], "》")
		name, ok = Name{Kind: ByName, Text: rest[n+len(words):][:size]}, strings.HasPrefix(after, "里") || strings.HasPrefix(after, "中")
	}
	if !ok {
		return false
	}
	name.Span = statute.Span{Start: f.at, End: f.at}
	f.add(Mention{Kind: KindProvision, Refs: refs, Plain: true, Name: name, Span: statute.Span{Start: f.at, End: f.at + n}})
	f.at += n
	f.codeLine = f.lineStart + 1
	return true
}

// insideOf stands between such numbers and their law.
var insideOf = regexp.MustCompile(`^[，,]?(?:这?[两三四五几][条个])?(?:都|均|全都?|就)(?:写|藏|规定)?在《?`)

// nameBehind is the statute whose name stands right behind an article without 第 and before none of its own: 264条刑法.
func (f *finder) nameBehind(at int) (name Name, ok bool) {
	rest := f.text[at:f.end]
	n := f.longestName(rest)
	if n == 0 || !namesLaw(rest[:n]) && !strings.HasSuffix(rest[:n], civilCode) || trapped(rest[:n], rest[n:]) {
		return Name{}, false
	}
	if _, more := provisionAt(strings.TrimLeft(rest[n:], "》的 "), true); more > 0 || rest[n:] != "" && isDigit(rest[n]) {
		return Name{}, false
	}
	return Name{Kind: ByName, Text: rest[:n]}, true
}

// nameEndingLine is the law in brackets with which the line of f.at ends, where the line named none before: 预备 22 / 未遂 23（刑法）,
// 合理使用24条，法定许可25（著作权法2020）.
func (f *finder) nameEndingLine() Name {
	line := f.text[f.at:min(f.end, f.at+maxNote)]
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	line = strings.TrimRight(line, "。；; \u3000")
	open := max(strings.LastIndex(line, "（"), strings.LastIndex(line, "("))
	if open < 0 || label.Close(line[open:]) > 0 || !strings.HasSuffix(line, "）") && !strings.HasSuffix(line, ")") {
		return Name{}
	}
	inner := strings.TrimPrefix(line[open+label.Open(line[open:]):], "《")
	n := f.longestName(inner)
	if n == 0 || strings.Trim(inner[n:], "》）)0123456789年版修正订 ") != "" {
		return Name{}
	}
	return Name{Kind: ByName, Text: inner[:n], Version: yearOf(inner[n:]), Span: statute.Span{Start: f.at, End: f.at}}
}

// onlyAhead is the law that the mentions behind mention i name, where they name one alone.
func (r *resolver) onlyAhead(i int) law {
	name := Name{}
	for j, n := i+1, 0; j < len(r.found.Mentions) && n < maxSame; j, n = j+1, n+1 {
		of := &r.found.Mentions[j]
		switch {
		case of.Name.Kind != ByTitle && of.Name.Kind != ByName || of.OfContract:
		case name.Kind != NoName && name.Text != of.Name.Text:
			return law{}
		default:
			name = of.Name
		}
	}
	if name.Kind == NoName {
		return law{}
	}
	name.Version = ""
	return r.named(name, aliasOnly)
}
