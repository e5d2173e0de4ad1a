package citation

import (
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// What tells the law of a bare article beside the law that was cited last: the same article
// cited before, the item of the list above, the word with which the sentence begins.

// mainOf is the law of mention j for an article in a line below it: where the line of j
// first cited the statute which that law interprets, the statute.
func (r *resolver) mainOf(j int, m *Mention) law {
	w := r.meanings[j].law
	line := r.found.Mentions[j].LineStart
	if line == m.LineStart || len(w.keys) != 1 {
		return w
	}
	for k, n := j-1, 0; k >= 0 && n < maxContainers && r.found.Mentions[k].LineStart == line; k, n = k-1, n+1 {
		of := r.meanings[k].law
		if len(of.keys) == 1 && len(r.meanings[k].provisions) > 0 && strings.Contains(w.keys[0], of.keys[0]+"》") {
			return of
		}
	}
	return w
}

// denials stand before a law that a text sets aside: 不适用行政诉讼法第34条.
var denials = newEndings([]string{"不适用", "不再适用", "不得适用", "无需适用", "而非", "并非", "不是", "不援引", "不引", "不走", "别走", "不看", "不同于", "区别于"})

// notAside is the last mention up to j, in its line, of a law that the text does not set
// aside; j itself where there is none.
func (r *resolver) notAside(j int) int {
	for k, n := j, 0; k >= 0 && n < maxContainers && r.found.Mentions[k].LineStart == r.found.Mentions[j].LineStart; k, n = k-1, n+1 {
		m := &r.found.Mentions[k]
		start := m.Span.Start
		if m.Name.Kind != NoName {
			start = min(start, m.Name.Span.Start)
		}
		if len(r.meanings[k].provisions) > 0 && denials.longest(r.doc.Text[m.LineStart:max(start, m.LineStart)]) == "" {
			return k
		}
	}
	return j
}

// citedAgain is the law of an article that the line has cited before, where a contract or
// a paper was spoken of since: 刑法第67条 …，“通告”第三条应与第67条一并理解.
func (r *resolver) citedAgain(i int, m *Mention) law {
	if m.Linked || len(m.Refs) == 0 {
		return law{}
	}
	want := firstOf(m.Refs).Article
	for j, n := i-1, 0; j >= 0 && n < maxContainers && r.found.Mentions[j].LineStart == m.LineStart; j, n = j-1, n+1 {
		for _, p := range r.meanings[j].provisions {
			if p.Article == want && p.Annex == 0 {
				return r.meanings[j].law
			}
		}
	}
	return law{}
}

// surelyAgain is the lowest number of an article that is taken for the same where a line
// cites it twice and another law was cited between: other laws seldom have so many.
const surelyAgain = 45

// citedBefore is the law of an article that its line has cited before, where another law
// was cited since that has hardly so many: 刑法第383条 …；解释第2条 …，适用第383条第3款. contract
// says that it was a clause of a contract or a paper, which no law has had since:
// 《员工手册》第十七条 …《劳动合同法》第三十九条 …，第十七条从未公示.
func (r *resolver) citedBefore(i int, m *Mention) (w law, contract bool) {
	if r.doc.Law != "" || m.Linked || m.Plain || m.Quote >= 0 || len(m.Refs) == 0 || highest(m.Refs[0].From) != levelArticle {
		return law{}, false
	}
	want, nearest := m.Refs[0].From.Article, law{}
	for j, n := i-1, 0; j >= 0 && n < maxContainers && r.found.Mentions[j].LineStart == m.LineStart; j, n = j-1, n+1 {
		of := &r.meanings[j]
		if of.ofContract {
			for _, ref := range r.found.Mentions[j].Refs {
				if ref.From.Article == want {
					return law{}, true
				}
			}
			continue
		}
		for _, p := range of.provisions {
			if p.Article != want || p.Annex > 0 {
				continue
			}
			if nearest.known() && want.Main < surelyAgain {
				return law{}, false
			}
			return of.law, false
		}
		if of.law.known() && len(of.provisions) == 0 {
			return law{}, false // another law was named since
		}
		if len(of.provisions) > 0 {
			nearest = of.law
		}
	}
	return law{}, false
}

// ofItemAbove is the law of an article in digits in an item of a list whose item above
// cited a law: the one that it cited first, as what follows there is beside it.
func (r *resolver) ofItemAbove(i int, m *Mention) law {
	if i == 0 || r.last < 0 || r.doc.Law != "" {
		return law{}
	}
	above := r.found.Mentions[r.last].LineStart
	if above == m.LineStart || !m.Listed && !r.isParallel(m, above) {
		return law{}
	}
	w := r.meanings[r.last].law
	for j, n := r.last-1, 0; j >= 0 && n < maxContainers && r.found.Mentions[j].LineStart == above; j, n = j-1, n+1 {
		if len(r.meanings[j].provisions) > 0 {
			w = r.meanings[j].law
		}
	}
	return w
}

// isParallel reports whether an article begins an item of a list right behind its bullet, with its text
// behind it, and the article of a law the item above, which no contract is named in:
// 👉民法典第1245条：…⏎👉第1246条：…, 1. 《个保法》第5条 —— …⏎2. 第13条 —— ….
func (r *resolver) isParallel(m *Mention, above int) bool {
	text := r.doc.Text
	if above > m.LineStart || strings.Count(text[above:m.LineStart], "\n") > 1 && bulletAt(text[above:]) == "" ||
		!sameBullets(text, m.LineStart, above) || !afterBullet(text[m.LineStart:m.Span.Start]) ||
		!endsSubject(text[m.Span.End:]) || len(m.Refs) == 0 {
		return false
	}
	last := &r.found.Mentions[r.last]
	begin := last.Span.Start
	if last.Name.Kind != NoName {
		begin = min(begin, last.Name.Span.Start)
	}
	return begin >= above && afterBullet(text[above:begin]) && endsSubject(text[last.Span.End:]) &&
		len(last.Refs) > 0 && last.Refs[0].From.Article.Main < m.Refs[0].From.Article.Main
}

// endsSubject reports whether what stands behind an article sets it apart from what is told of it: a colon, a dash, a space or the
// end of the line.
func endsSubject(after string) bool {
	r := firstRune(after)
	return after == "" || label.Colon(after) > 0 || r == '—' || r == '–' || r == '-' || r == '→' || r == '|' || unicode.IsSpace(r)
}

// ofSentenceBefore is the law that the sentence before named as a whole, in the same line, for an
// article with which the next begins: 《某条例》对此作了规定。其中，第四十三条 ….
func (r *resolver) ofSentenceBefore(i int, m *Mention) law {
	if r.doc.Law != "" || m.Before >= 0 || r.lastLaw == 0 || r.lastLaw-1 < r.last || r.meanings[i-1].ofContract {
		return law{}
	}
	named := &r.found.Mentions[r.lastLaw-1]
	if named.Kind != KindLaw || named.LineStart != m.LineStart || named.Depth > m.Depth || named.Span.End > m.Span.Start {
		return law{}
	}
	between := r.doc.Text[named.Span.End:m.Span.Start]
	at := strings.LastIndex(between, "。")
	if at < 0 || len(between) > maxSentence {
		return law{}
	}
	if begin := strings.TrimLeft(between[at+len("。"):], " \u3000"); begin != "其中，" && begin != "其中" && (begin != "" || r.last >= 0) {
		return law{}
	}
	for j, n := r.lastLaw-2, 0; j >= 0 && n < maxContainers && r.found.Mentions[j].LineStart == m.LineStart; j, n = j-1, n+1 {
		if w := r.meanings[j].law; w.known() && w.keys[0] != r.meanings[r.lastLaw-1].law.keys[0] && strings.Count(between, "。") > 1 {
			return law{}
		}
	}
	return r.meanings[r.lastLaw-1].law
}

// ofItemWithContract is the law of an article in an item of a list whose item above cited a law and,
// behind it, a clause of a contract.
func (r *resolver) ofItemWithContract(i int, m *Mention) law {
	if i == 0 || r.last < 0 || !r.meanings[i-1].ofContract || r.doc.Law != "" || r.beginsLine(m) {
		return law{}
	}
	above := r.found.Mentions[i-1].LineStart
	if above == m.LineStart || r.found.Mentions[r.last].LineStart != above || !sameBullets(r.doc.Text, m.LineStart, above) {
		return law{}
	}
	for j := r.last - 1; j >= 0 && r.found.Mentions[j].LineStart == above; j-- {
		if r.meanings[j].ofContract {
			return law{} // which of them the item is about, nothing tells
		}
	}
	return r.meanings[r.last].law
}

// The bounds of what a text that calls its law by its kind alone is looked through for its topic.
const (
	maxTopicText = 600 // bytes
	maxTopicName = 8   // characters
)

// ofTopic is the only law of a kind that is named by what the text began with: 条例第三十三条 behind
// 政府信息公开申请 is of 政府信息公开条例. Of several the one with the longest name counts.
func (r *resolver) ofTopic(i int, word string) law {
	if w, ok := r.topics[word]; ok {
		return w
	}
	text := []rune(r.doc.Text[:min(r.found.Mentions[i].Span.Start, maxTopicText)])
	best, keys := 1, []string(nil)
	for from := range text {
		for n := 1; n <= maxTopicName && from+n <= len(text) && unicode.Is(unicode.Han, text[from+n-1]); n++ {
			if n < max(2, best) {
				continue
			}
			named := r.lookup.LawsNamed(string(text[from:from+n])+word, r.doc.Day)
			switch {
			case len(named) != 1 || !strings.HasSuffix(bareKey(named[0]), word):
			case n > best:
				best, keys = n, named
			case keys == nil || keys[0] != named[0]:
				keys = nil // two of them
			}
		}
	}
	var w law
	if len(keys) == 1 {
		w = law{keys: keys, when: When{Day: r.doc.Day}}
	}
	r.topics[word] = w
	return w
}

// ofCourts is the paper of organs of justice that a text calls by its kind alone: the one named before, or that on the topic
// with which the text begins.
func (r *resolver) ofCourts(word string, i int) law {
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		if w := r.meanings[j].law; len(w.keys) == 1 && strings.HasPrefix(w.keys[0], "最高人民") && strings.HasSuffix(bareKey(w.keys[0]), word) {
			return w
		}
	}
	return r.ofTopic(i, word)
}

// ofNotes is the law of a number in notes that the law cited last is not: the one that the line named
// since, 征管法：退还51, that of the same article cited in the line before, or below a line that cites
// the interpretation of a statute, the statute where § stands: 行诉解释133⏎§46.
func (r *resolver) ofNotes(i int, m *Mention) law {
	last := &r.found.Mentions[r.last]
	if m.Plain && r.lastLaw-1 > r.last {
		named, of := &r.found.Mentions[r.lastLaw-1], &r.meanings[r.lastLaw-1]
		if named.LineStart == m.LineStart && named.Depth <= m.Depth && !of.ofContract {
			return of.law
		}
	}
	w := r.meanings[r.last].law
	if m.Plain && last.LineStart == m.LineStart && last.Depth > m.Depth {
		for j, n := r.last-1, 0; j >= 0 && n < maxContainers && r.found.Mentions[j].LineStart == m.LineStart; j, n = j-1, n+1 {
			if len(r.meanings[j].provisions) > 0 && r.found.Mentions[j].Depth <= m.Depth {
				return r.meanings[j].law // 刑法266条 …（诈骗解释第一条）。是不是287条之二
			}
		}
	}
	if last.LineStart != m.LineStart && strings.HasPrefix(m.Span.Of(r.doc.Text), "§") && len(w.keys) == 1 {
		if of := r.interpretedOf(w); r.spoken[of.keys[0]] {
			return of
		}
	}
	return law{}
}

// maxSentence bounds what is looked at of a sentence before an article, in bytes.
const maxSentence = 240

// subjectOfSentence is the law of which a sentence speaks that begins with the word for
// its kind: 条例共八条，第三条 …. ok is false where it begins otherwise.
func (r *resolver) subjectOfSentence(i int, m *Mention) (w law, ok bool) {
	before := r.doc.Text[max(m.LineStart, m.Span.Start-maxSentence):m.Span.Start]
	at := strings.LastIndex(before, "。")
	if at < 0 || r.doc.Law != "" || m.Before >= 0 {
		return law{}, false
	}
	for _, word := range [...]string{"条例", "办法", "细则", "纪要", "公约", "意见", "解释"} {
		if rest, found := strings.CutPrefix(before[at+len("。"):], word); found && rest != "" {
			return r.same(word, i), true
		}
	}
	return law{}, false
}

// endsInWord reports whether a name ends in the word for its kind: 办法 is no 法.
func endsInWord(name, word string) bool {
	return strings.HasSuffix(name, word) && (word != "法" || !strings.HasSuffix(name, "办法")) ||
		word == "法" && strings.HasSuffix(name, "法典")
}

// interpretationOf is the interpretation on the whole of a statute, which notes call 解释 below its name.
func (r *resolver) interpretationOf(key string) law {
	for _, name := range [...]string{"最高人民法院关于适用《" + key + "》的解释", key + "解释", key + "司法解释"} {
		if keys := r.lookup.LawsNamed(name, r.doc.Day); len(keys) == 1 && keys[0] != key {
			return law{keys: keys, when: When{Day: r.doc.Day}}
		}
	}
	return law{}
}

// goesOnBelow reports whether a line begins with a later article as the one right above it does with its law before it:
// 《某法》第42条 责任⏎第59条 处罚.
func (r *resolver) goesOnBelow(m *Mention, p statute.Provision) bool {
	if r.last < 0 || r.doc.Amends || r.doc.Contract {
		return false
	}
	above := &r.found.Mentions[r.last]
	start := above.Span.Start
	if above.Name.Kind != NoName {
		start = min(start, above.Name.Span.Start)
	}
	begins := strings.Trim(r.doc.Text[min(above.LineStart, start):start], besideMarks+"《") == ""
	return begins && m.Line == above.Line+1 && above.Quote < 0 && r.meanings[r.last].last.Article.Less(p.Article) &&
		spacesAt(r.doc.Text[above.Span.End:]) > 0
}
