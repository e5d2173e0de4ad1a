package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// What tells an article without 第 from a count of 条.

// plainArticle reports whether an article without 第, behind which after stands, is one of
// the law that the line or a heading named. With a paragraph or an item it is no count of
// anything.
func (f *finder) plainArticle(refs []Ref, after string, below bool) bool {
	before := f.text[f.lineStart:f.at]
	first := refs[0]
	if last := refs[len(refs)-1].From; deepest(last) > levelArticle || last.Article.Sub > 0 {
		return true
	}
	short := f.shortLine == f.lineStart+1
	if !isDigit(f.text[f.at]) && first.From.Article.Main <= fewArticles {
		if shortSelfEnding(before) != "" {
			return !countsThings(after) // 解释六条后半句
		}
		return short && !countsThings(after) && f.partsSentence(before, after) // 十三条（一）；减半 十五条
	}
	guessed := before[len(before)-guessBefore(before, true):]
	if n, _, _ := otherText(before); n > 0 || seriesEnding(before) > 0 || instrumentEnding(guessed) != "" || beginsClauseWith(before) {
		return !countsThings(after)
	}
	if f.citedInLine(first.From.Article) && !isAmount(after) {
		return true
	}
	if first.From.Article.Main >= manyCounted && isDigit(f.text[f.at]) && leadOf(before) != noLead &&
		!isAmount(after) && !countsThings(after) {
		return true // 另501条保密
	}
	if tellsAge(before) && first.From.Article.Main > fewArticles && closesArticle(after) && !isAmount(after) {
		return true
	}
	closed := closesArticle(after)
	short = short || f.codeLine == f.lineStart+1
	if countsThings(after) {
		return false
	}
	if isAmount(after) {
		closed, short = false, false
	}
	if articleLeads.longest(before) != "" && !isAmount(after) {
		return true
	}
	switch leadOf(before) {
	case leadWord:
		return true
	case leadMark:
		if f.namesArticles() && isDigit(f.text[f.at]) && first.From.Article.Main > fewArticles && !isAmount(after) {
			return true // 单位要办手续，89条赔损失
		}
		return closed || short || listMark(strings.TrimRight(before, " ")) && first.From.Article.Main > fewArticles ||
			first.From.Article.Main > fewArticles && (below && goesOnWithVerb(after) || tellsRule(after)) ||
			!isAmount(after) && f.headsLine() || below && first.From.Article.Main > fewArticles && behindTopic(before)
	case leadStart:
		return closed || below && first.From.Article.Main > fewArticles && !isAmount(after)
	case leadGloss:
		return closed && (below || short || namesLaw(before) || f.headsLine()) || short && f.countsOn() ||
			below && first.From.Article.Main > fewArticles && goesOnWithVerb(after)
	case noLead: // 那才是133条交通肇事
		if strings.HasSuffix(before, "是") && first.From.Article.Main > fewArticles && f.namesArticles() && closed {
			return true // 依39条；例外是42条
		}
		return first.From.Article.Main >= manyCounted && strings.ContainsRune("是为成", lastRune(before)) && !isAmount(after)
	}
	return false
}

// namesArticles reports whether the mention before f.at, in its line, is of an article of a law with its word.
func (f *finder) namesArticles() bool {
	n := len(f.out.Mentions)
	if n > 1 && f.out.Mentions[n-1].Kind == KindLaw && !f.out.Mentions[n-1].OfContract {
		n-- // 53条民诉法；例外是77条
	}
	if n == 0 {
		return false
	}
	last := &f.out.Mentions[n-1]
	return last.Kind == KindProvision && last.LineStart == f.lineStart && !last.OfContract && strings.Contains(last.Span.Of(f.text), "条")
}

// manyCounted is more than people count with 条.
const manyCounted = 100

// citedInLine reports whether the line cited an article with a number before, which no count is then: 按38条被迫离职；写明38条理由.
func (f *finder) citedInLine(article statute.Number) bool {
	for i, n := len(f.out.Mentions)-1, 0; i >= 0 && n < maxContainers && f.out.Mentions[i].LineStart == f.lineStart; i, n = i-1, n+1 {
		m := &f.out.Mentions[i]
		if m.Kind == KindProvision && !m.OfContract && len(m.Refs) > 0 && m.Refs[0].From.Article == article && article.Main > fewArticles {
			return true
		}
	}
	return false
}

// beginsClauseWith reports whether the word for a norm named before is all that stands between a mark and the end of s: ，规定16条说.
func beginsClauseWith(s string) bool {
	word := shortSelfEnding(s)
	before := s[:len(s)-len(word)]
	return word != "" && (before == "" || strings.ContainsRune("，。；：！？（、", lastRune(before)) || endsBeforeShort(before))
}

// partsSentence reports whether a number of few articles stands where one of an article does in a
// line in which others stood: behind a mark or a space that parts it from a word, and alone.
func (f *finder) partsSentence(before, after string) bool {
	switch lead := leadOf(before); {
	case lead == leadMark:
		return strings.ContainsRune("；;", lastRune(before)) || closesArticle(after) || f.countsOn()
	case lead == leadGloss:
		return strings.HasSuffix(before, " ") && closesArticle(after)
	}
	return false
}

// countsOn reports whether the number of an article at f.at is the one behind that of the article that the
// line cited last: 刑法十九条讲 …，二十条讲.
func (f *finder) countsOn() bool {
	n, _ := itemAt(f.text[f.at:f.end])
	last := &f.out.Mentions[len(f.out.Mentions)-1]
	if last.LineStart != f.lineStart || len(last.Refs) == 0 {
		return false
	}
	of := last.Refs[len(last.Refs)-1]
	if !of.To.Article.IsZero() {
		return n == of.To.Article.Main+1
	}
	return n > 1 && n == of.From.Article.Main+1
}

// fewArticles is as many as people count with 条: 三条, 二十条.
const fewArticles = 20
