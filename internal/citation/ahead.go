package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	if n == 0 || highest(refs[0].From) != levelArticle || countsThings(after) || isAmount(after) || isPaperOrContract(before) {
		return false
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

// maxAhead bounds what is looked at for the law behind an article, in bytes.
const maxAhead = 400
