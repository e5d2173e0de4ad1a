package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// Numbers of articles without 第 that a word, a space, a colon or the name of a part stands between and the name of
// their law: 刑法的25条, 民法典合同编 577条, 公司法：34-37.

// behindConnector reads articles in digits at f.at behind a name and what may join the two.
func (f *finder) behindConnector() bool {
	if f.name.Kind == NoName || f.name.NoLaw || f.name.Span.End >= f.at || !isDigit(f.text[f.at]) || f.measures() {
		return false
	}
	between, rest := f.text[f.name.Span.End:f.at], f.text[f.at:f.end]
	colon := strings.HasSuffix(between, "：") || strings.HasSuffix(between, ":")
	if _, _, ok := gap(strings.TrimRight(between, "：:")); !ok {
		return false
	}
	if refs, n := provisionAt(rest, true); n > 0 && highest(refs[0].From) == levelArticle && !colon {
		if !f.joinsArticle(refs, between, rest[n:]) {
			return false
		}
		f.shortLine = f.lineStart + 1
		return f.provision(f.at, Base{}, f.at)
	}
	return f.listBehind(between)
}

// joinsArticle reports whether 25条 behind a name and what joins them is an article: with its paragraph, as one of a range
// or a list, or with a number that is no count.
func (f *finder) joinsArticle(refs []Ref, between, after string) bool {
	first, last := refs[0], refs[len(refs)-1]
	if deepest(last.From) > levelArticle || last.From.Article.Sub > 0 || first.To != (statute.Provision{}) || len(refs) > 1 {
		return true
	}
	if isAmount(after) || countsThings(after) {
		return false
	}
	few := first.From.Article.Main <= fewArticles
	if joined := strings.Trim(between, " \u3000") == "" || partNameAt(strings.TrimLeft(between, " \u3000")) != ""; few && !joined &&
		!strings.HasSuffix(f.name.Text, "解释") {
		return false // 民法典的3条
	}
	return closesArticle(after) || goesOnWithVerb(after) || tellsRule(after)
}

// listBehind reads a list or a range of articles without 条: 民诉法：52和56, 道交法 28-31.
func (f *finder) listBehind(between string) bool {
	rest := f.text[f.at:f.end]
	refs, n := digitsAt(rest, f.circles())
	if n == 0 || len(refs) < 2 && refs[0].To.Article.IsZero() || f.isLawName() == 0 || f.name.Kind != ByName && f.name.Kind != ByTitle {
		return false
	}
	if _, _, fromYear := gap(between); fromYear && isYear(rest[:min(len(rest), len("2005"))]) {
		return false
	}
	before := 0
	for _, ref := range refs {
		if ref.From.Article.Main < 10 || ref.From.Article.Main <= before {
			return false // 刑法：30分、20分
		}
		before = ref.From.Article.Main
	}
	if !endsGlossed(rest[n:]) && !strings.ContainsRune("”：；》】", firstRune(rest[n:])) {
		return false
	}
	f.codeLine = f.lineStart + 1
	name := f.name
	if colon := strings.TrimRight(between, "：:"); colon == between {
		name = f.takeName(f.at)
	} else if f.named >= 0 && f.named == len(f.out.Mentions)-1 && f.before == f.named {
		f.retract(f.named)
		f.named = -1
	}
	f.list(Mention{Kind: KindProvision, Name: name, Refs: refs}, f.at, f.at+n)
	return true
}

// ofLawEndingLine reads an article, or the number of one with a word on it, the first in a line at whose end its law stands.
func (f *finder) ofLawEndingLine() bool {
	refs, n := provisionAt(f.text[f.at:f.end], true)
	whole := n > 0 && highest(refs[0].From) == levelArticle &&
		!countsThings(f.text[f.at+n:f.end]) && leadOf(f.text[f.lineStart:f.at]) != noLead
	if !whole {
		if !f.glossed() {
			return false
		}
		refs, n = f.codeAt()
	}
	if n == 0 {
		return false
	}
	name := f.nameEndingLine()
	if name.Kind == NoName {
		return false
	}
	f.shortLine, f.codeLine = f.lineStart+1, f.lineStart+1
	f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Name: name}, f.at, f.at+n)
	return true
}

// measuresAt reports whether what stands at a place is a unit of days, sums and the like.
func (f *finder) measuresAt(at int) bool {
	return strings.ContainsRune("年月日元万亿号人名个时岁米亩%", firstRune(f.text[at:f.end]))
}

// aloneInBracket reports whether an article is all of the bracket at f.at: 只能选一个（588条）.
func (f *finder) aloneInBracket() bool {
	refs, n := provisionAt(f.text[f.at:f.end], true)
	return n > 0 && highest(refs[0].From) == levelArticle && refs[0].From.Article.Main > fewArticles &&
		openEnding(f.text[f.lineStart:f.at]) > 0 && label.Close(f.text[f.at+n:f.end]) > 0
}

// tellsAge reports whether s ends in words by which an article is of another text than the one spoken of: 现在是, 修订后的.
func tellsAge(s string) bool {
	return len(presentEnds.longest(s)) > len("新") && !strings.HasSuffix(s, "至") && !strings.HasSuffix(s, "到")
}
