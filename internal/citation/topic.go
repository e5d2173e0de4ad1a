package citation

import (
	"strings"
	"unicode/utf8"
)

// Which of the laws that a text cites a bare article in a later line is of, where the one cited last stood aside: the law of
// the same article above, the one on which the text is by its first line, the one whose next article it is.

// namedAhead are the keys of the only law of a kind whose title stands behind mention i in a text that is no law:
// 《解释》第五条 …（《关于办理某某案件的解释》）.
func (r *resolver) namedAhead(word string, i int) []string {
	if r.doc.Law != "" || i < 0 {
		return nil
	}
	var found []string
	for j := i + 1; j < len(r.found.Mentions) && j <= i+maxSame; j++ {
		n := r.found.Mentions[j].Name
		if n.Kind != ByTitle || n.NoLaw || !strings.HasSuffix(bareKey(n.Text), word) || len(n.Text) <= len("《")+len(word)+len("》") {
			continue
		}
		keys := r.filedAs(n)
		if len(keys) == 0 {
			keys = []string{r.unknown(n.Text)}
		}
		if len(keys) != 1 || found != nil && found[0] != keys[0] {
			return nil
		}
		found = keys
	}
	return found
}

// withArticle is the only one of several laws of a name that has the article of a mention, as far as is known.
func (r *resolver) withArticle(w law, m *Mention) law {
	p := firstOf(m.Refs)
	if len(w.keys) < 2 || highest(p) != levelArticle {
		return w
	}
	var having []string
	for _, key := range w.keys {
		if r.has(law{keys: []string{key}, when: w.when}, p.AtArticle()) {
			having = append(having, key)
		}
	}
	if len(having) == 1 {
		w.keys = having
	}
	return w
}

// citedAbove is the law of an article with a high number that a line not far above cited, where another law was cited since:
// 食品安全法第148条第2款 …⏎Q2⏎A：看148条2款.
func (r *resolver) citedAbove(i int, m *Mention) law {
	if r.doc.Law != "" || m.Linked || m.Quote >= 0 || r.last < 0 || len(m.Refs) == 0 || highest(m.Refs[0].From) != levelArticle {
		return law{}
	}
	want := m.Refs[0].From.Article
	if want.Main < surelyAgain {
		return law{}
	}
	var found law
	for j, n := i-1, 0; j >= 0 && n < maxContainers; j, n = j-1, n+1 {
		of := &r.meanings[j]
		for _, p := range of.provisions {
			if p.Article != want || p.Annex > 0 || len(of.law.keys) != 1 {
				continue
			}
			if found.known() && found.keys[0] != of.law.keys[0] {
				return law{} // two laws have it
			}
			found = of.law
		}
	}
	return found
}

// beside is the law that is carried over to a bare article, or the one that the text rather means.
func (r *resolver) beside(w law, i int, m *Mention) law {
	if r.doc.Law != "" || len(w.keys) != 1 || m.Linked || m.Quote >= 0 || len(m.Refs) == 0 || highest(m.Refs[0].From) != levelArticle {
		return w
	}
	if other := r.nextOf(w, i, m); other.known() {
		return other
	}
	if other := r.besideNumber(w, i, m); other.known() {
		return other
	}
	if other := r.ofFirstLine(w, i, m); other.known() {
		return other
	}
	if other := r.besideOldLaw(w, i, m); other.known() {
		return other
	}
	if other := r.besideInstrument(i, m); other.known() {
		return other
	}
	if other := r.byNumbers(w, i, m); other.known() {
		return other
	}
	return w
}

// farApart is the distance between two articles of one law that a text hardly cites side by side.
const farApart = 50

// nextOf is the law whose article right before the bare one the text cited, where w is named again behind it in the sentence
// and cited by numbers far from it: 甲解释第六条…，依民法典第1066条。第七条认为…，依民法典第153条无效.
func (r *resolver) nextOf(w law, i int, m *Mention) law {
	again := false
	for j := i + 1; j < len(r.found.Mentions) && j <= i+2 && !again; j++ {
		after := &r.found.Mentions[j]
		if after.LineStart != m.LineStart || strings.Contains(r.doc.Text[m.Span.End:max(after.Span.Start, m.Span.End)], "。") {
			break
		}
		keys := []string(nil)
		if after.Name.Kind == ByName || after.Name.Kind == ByTitle {
			keys = r.filedAs(after.Name)
		}
		again = len(keys) == 1 && keys[0] == w.keys[0]
	}
	if !again {
		return law{}
	}
	want := m.Refs[0].From.Article.Main
	var found law
	for j, n := i-1, 0; j >= 0 && n < maxContainers; j, n = j-1, n+1 {
		of := &r.meanings[j]
		if len(of.provisions) == 0 || len(of.law.keys) != 1 {
			continue
		}
		last := of.last.Article.Main
		switch {
		case of.law.keys[0] != w.keys[0] && !found.known() && (last == want-1 || last == want):
			found = of.law
		case of.law.keys[0] == w.keys[0] && max(last-want, want-last) < farApart:
			return law{}
		}
	}
	return found
}

// farNumbers is how far from all articles of w another law's must be that lies beside the number.
const farNumbers = 10

// besideNumber is the law of which articles around a number without 第 were cited above, where w was cited by others far
// from it: 1楼：劳动合同法38条，补偿46条⏎2楼：现在有劳动争议解释二第19条⏎3楼：变成37条了.
func (r *resolver) besideNumber(w law, i int, m *Mention) law {
	if !m.Plain || r.found.Mentions[r.last].LineStart == m.LineStart || !strings.HasPrefix(w.keys[0], "最高人民") {
		return law{}
	}
	want, near := m.Refs[0].From.Article.Main, 0
	var found law
	for j, n := i-1, 0; j >= 0 && n < maxContainers; j, n = j-1, n+1 {
		of := &r.meanings[j]
		if len(of.provisions) == 0 || len(of.law.keys) != 1 {
			continue
		}
		apart := max(of.last.Article.Main-want, want-of.last.Article.Main)
		switch {
		case of.law.keys[0] == w.keys[0] && apart <= farNumbers:
			return law{}
		case of.law.keys[0] != w.keys[0] && apart <= farNumbers && (!found.known() || found.keys[0] == of.law.keys[0]):
			found = of.law
			near++
		}
	}
	if near < 2 {
		return law{}
	}
	return found
}

// maxFirstLine bounds a first line that says what a text is on, in bytes.
const maxFirstLine = 120

// ofFirstLine is the statute on whose subject the first line says that the text is, where w is an interpretation on another:
// 破产申报小贴士⏎企业破产法第46条，别再引旧案，担保解释第22条已统一。⏎依据是第109条.
func (r *resolver) ofFirstLine(w law, i int, m *Mention) law {
	text := strings.TrimLeft(r.doc.Text, "\n")
	first, _, ok := strings.Cut(text[:min(len(text), maxFirstLine)], "\n")
	if !ok || m.LineStart == r.found.Mentions[r.last].LineStart || !strings.HasPrefix(w.keys[0], "最高人民") ||
		r.found.Mentions[0].LineStart <= len(r.doc.Text)-len(text) {
		return law{}
	}
	for _, w := range [...]string{"有限公司", "责任公司", "集团公司", "分公司", "贵公司", "我公司", "某公司"} {
		first = strings.ReplaceAll(first, w, "") // 致：某某有限公司
	}
	var found law
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		of := r.meanings[j].law
		if len(of.keys) != 1 || len(r.meanings[j].provisions) == 0 {
			continue
		}
		if stem := subjectStem(of.keys[0]); stem != "" && strings.Contains(first, stem) && !strings.Contains(w.keys[0], stem) {
			if found.known() && found.keys[0] != of.keys[0] {
				return law{}
			}
			found = of
		}
	}
	return found
}

// subjectStem is what the title of a statute says it is on, its last two characters before 法: 破产 of 企业破产法; "" for others.
func subjectStem(key string) string {
	stem, ok := strings.CutSuffix(key, "法")
	if !ok || strings.HasSuffix(key, "办法") || utf8.RuneCountInString(stem) < 2 {
		return ""
	}
	_, last := utf8.DecodeLastRuneInString(stem)
	_, before := utf8.DecodeLastRuneInString(stem[:len(stem)-last])
	return stem[len(stem)-last-before:]
}
