package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/label"
)

// Articles in brackets that the only law of a text is cited by, and clauses of a contract that the text
// calls by their numbers alone.

// maxAnswer bounds the word before an article in brackets, in bytes: （答案：第二十条）.
const maxAnswer = 18

// contractsOrPapers are words of what has clauses of its own.
var contractsOrPapers = [...]string{"合同", "协议", "章程", "规约", "公约", "守则", "手册", "制度规定", "约定", "条款", "保单", "条约"}

// ofOnlyLaw is the only law that a text named before the first article that it cites, where that stands in
// brackets: 新修订的某法施行。…（第四十七条第一款）. A low number counts only where nothing was spoken of since
// that has clauses.
func (r *resolver) ofOnlyLaw(i int, m *Mention) law {
	if r.doc.Law != "" || r.last >= 0 || r.lastLaw == 0 || m.Quote >= 0 || len(m.Refs) == 0 || i >= maxSame {
		return law{}
	}
	w := r.meanings[r.lastLaw-1].law
	for j := range i {
		of := &r.meanings[j]
		if of.ofContract || r.found.Mentions[j].Kind == KindProvision || of.law.known() && of.law.keys[0] != w.keys[0] {
			return law{}
		}
	}
	named := &r.found.Mentions[r.lastLaw-1]
	between := r.doc.Text[min(named.Span.End, m.Span.Start):m.Span.Start]
	spokenOf := named.LineStart == m.LineStart && strings.Contains(between, "这部") // 法典施行。这部法典 …：第一百四十七条
	spokenOf = spokenOf || named.LineStart == m.LineStart && r.tellsOf(named, m) && !containsAny(between, contractsOrPapers[:])
	after := r.doc.Text[m.Span.End:]
	spokenOf = spokenOf || r.isStatute(w) && tellsRule(after) && !r.beginsLine(m) && !containsAny(between, contractsOrPapers[:])
	spokenOf = spokenOf || applies(r.doc.Text[m.LineStart:m.Span.Start]) && !containsAny(between, contractsOrPapers[:])
	if len(w.keys) != 1 || !spokenOf && !r.inBrackets(m) || len(between) > maxTopicText {
		return law{}
	}
	if firstOf(m.Refs).Article.Main <= maxClause {
		for _, word := range contractsOrPapers {
			if strings.Contains(between, word) {
				return law{}
			}
		}
	}
	return w
}

// tellsOf reports whether an article with its paragraph, or with a number that no clause has, stands in a text that tells of
// a law which its line named: 合同编通则解释回应了困惑。…，现在第六十六条第二款给了机会.
func (r *resolver) tellsOf(named, m *Mention) bool {
	name := strings.TrimRight(named.Name.Text, "》”")
	if series, _, ok := cutSeriesNumber(name); ok {
		name = series
	}
	p := firstOf(m.Refs)
	return (namesLaw(name) || strings.HasSuffix(name, "规定") || strings.HasSuffix(name, civilCode)) && !r.beginsLine(m) &&
		(deepest(p) > levelArticle || p.Article.Main > maxClause)
}

// inBrackets reports whether a mention is what a bracket begins with, behind 答案： or 见 or nothing, and
// is followed by no more than others of a list.
func (r *resolver) inBrackets(m *Mention) bool {
	before := r.doc.Text[max(m.LineStart, m.Span.Start-maxAnswer):m.Span.Start]
	open := max(strings.LastIndex(before, "（"), strings.LastIndex(before, "("))
	if open < 0 {
		return false
	}
	word := before[open+label.Open(before[open:]):]
	for _, lead := range [...]string{"答案", "依据", "参见", "详见", "见", "即", "：", ":"} {
		word = strings.TrimPrefix(word, lead)
	}
	after := r.doc.Text[m.Span.End:]
	return word == "" && (label.Close(after) > 0 || listAt(after) > 0)
}

// isClauseElsewhere reports whether a bare article has the number of a clause of a contract or a paper that
// the text names beside it, and of no article that it cited: 合同第十一条第2项 …⏎第十一条第2项以催告为条件;
// 那第三条怎么办，就是《管理规约》第三条.
func (r *resolver) isClauseElsewhere(i int, m *Mention) bool {
	if r.doc.Law != "" || m.Linked || m.Plain || m.Quote >= 0 || len(m.Refs) == 0 || highest(m.Refs[0].From) != levelArticle {
		return false
	}
	want := m.Refs[0].From.Article
	if want.Main > maxClause || applies(r.doc.Text[m.LineStart:m.Span.Start]) {
		return false
	}
	clause := false
	for j, n := i-1, 0; j >= 0 && n < maxSame && !clause; j, n = j-1, n+1 {
		for _, p := range r.meanings[j].provisions {
			if p.Article == want && p.Annex == 0 {
				return false
			}
		}
		of := &r.found.Mentions[j]
		own := r.meanings[j].ofContract || of.IsLabel && !r.meanings[j].law.known()
		clause = own && of.Kind == KindProvision && len(of.Refs) > 0 && of.Refs[0].From.Article == want
	}
	for j := i + 1; j < len(r.found.Mentions) && j <= i+maxContainers && !clause; j++ {
		of := &r.found.Mentions[j]
		if of.LineStart != m.LineStart {
			break
		}
		clause = of.OfContract && of.Kind == KindProvision && len(of.Refs) > 0 && of.Refs[0].From.Article == want &&
			isPaperOrContract(r.doc.Text[of.LineStart:of.Span.Start])
	}
	return clause
}

// isClauseAgain reports whether an article behind a comma and an article of a law with a higher number is the
// clause that the sentence named before: 保险条款第七条 …，依《保险法》第十七条，第七条不产生效力.
func (r *resolver) isClauseAgain(i int, m *Mention) bool {
	before := &r.found.Mentions[i-1]
	if r.doc.Law != "" || len(m.Refs) == 0 || len(before.Refs) == 0 || before.Span.End > m.Span.Start ||
		r.doc.Text[before.Span.End:m.Span.Start] != "，" || highest(m.Refs[0].From) != levelArticle {
		return false
	}
	want := m.Refs[0].From.Article
	if want.Main >= before.Refs[0].From.Article.Main {
		return false
	}
	for j, n := i-1, 0; j >= 0 && n < maxContainers; j, n = j-1, n+1 {
		of := &r.found.Mentions[j]
		if of.LineStart != m.LineStart {
			return false
		}
		if r.meanings[j].ofContract && len(of.Refs) > 0 && of.Refs[0].From.Article == want {
			return true
		}
	}
	return false
}

func isPaperOrContract(before string) bool { return isContract(before) || isPaper(before) }

// voids reports whether a clause of a contract is said to violate the article of a mention:
// 条款第17条违反第四十四条无效.
func (r *resolver) voids(m *Mention) bool {
	if !strings.HasSuffix(r.doc.Text[m.LineStart:m.Span.Start], "违反") {
		return false
	}
	after := strings.TrimLeft(r.doc.Text[m.Span.End:], "，")
	for _, word := range [...]string{"无效", "而无效", "应属无效", "应为无效", "应认定无效", "依法无效", "的强制性规定", "强制性规定"} {
		if strings.HasPrefix(after, word) {
			return true
		}
	}
	return false
}

// thatHas is the law that is carried over to an article, where it has such a number as far as is known; else the
// one that the line cited before which has it, or the civil code, where no other law has so many:
// 公司法57条 …，公司法解释四第8条 …。第110条; 婚姻家庭编解释（二）第七条 …，第1043条.
func (r *resolver) thatHas(w law, i int, m *Mention) law {
	if len(w.keys) != 1 || len(m.Refs) == 0 || highest(m.Refs[0].From) != levelArticle ||
		r.doc.Law != "" && (m.Refs[0].From.Article.Main <= manyArticles || !r.spoken[civilCode]) {
		return w
	}
	article := m.Refs[0].From.AtArticle()
	loaded := r.loaded(w)
	if loaded && r.has(w, article) {
		return w
	}
	for j, n := i-1, 0; loaded && j >= 0 && n < maxContainers && r.found.Mentions[j].LineStart == m.LineStart; j, n = j-1, n+1 {
		of := r.meanings[j].law
		if len(of.keys) == 1 && of.keys[0] != w.keys[0] && len(r.meanings[j].provisions) > 0 && r.loaded(of) && r.has(of, article) {
			return of
		}
	}
	if strings.HasSuffix(w.keys[0], "法典") || article.Article.Main <= r.mostArticles(w) {
		return w
	}
	for j, n := i-1, 0; j >= 0 && n < maxContainers; j, n = j-1, n+1 {
		if of := r.meanings[j].law; len(r.meanings[j].provisions) > 0 && r.isStatute(of) && of.keys[0] != w.keys[0] && r.has(of, article) &&
			(article.Article.Main <= r.mostArticles(of) || strings.HasSuffix(of.keys[0], "法典")) {
			return of // the statute that the paper is on: 公司法266条 …，某规定第2条 …“224条的程序”
		}
	}
	if keys := r.lookup.LawsNamed(civilCode, r.doc.Day); len(keys) == 1 {
		return law{keys: keys, when: When{Day: r.doc.Day}}
	}
	return w
}

// mostOfCourts is what no interpretation of the courts has.
const mostOfCourts = 660

// mostOfStatutes is what no statute has but the civil code: the criminal law has 452 articles.
const mostOfStatutes = 460

// mostOfPapers is what no paper of courts or the government has but those on a whole procedure.
const mostOfPapers = 140

// mostArticles is the number of an article above which a law that no text is loaded of is not meant: beside the
// civil code an interpretation has fewer than a statute may have.
func (r *resolver) mostArticles(w law) int {
	if key := w.keys[0]; (strings.HasPrefix(key, "最高人民") || strings.HasPrefix(key, "国务院关于")) && !strings.Contains(key, "诉讼法》") &&
		!strings.Contains(key, "诉讼规则") && !strings.Contains(key, "刑事诉讼") {
		return mostOfPapers
	}
	if r.isStatute(w) {
		return mostOfStatutes
	}
	if r.spoken[civilCode] && strings.HasPrefix(w.keys[0], "最高人民") {
		return mostOfCourts
	}
	return manyArticles
}
