package citation

import (
	"strings"
)

// The law of a bare article that begins a sentence, where the law cited last stands aside: by the numbers of what was cited,
// by what the text says of that law, by what stands behind the article.

// byNumbers is the law that the text cited more than once, or in another line, with articles around the bare one, where w was
// cited once and far from it: 甲解释第四十三条、第一条；参照民法典第七百九十三条。至于优先权，第三十五条….
func (r *resolver) byNumbers(w law, i int, m *Mention) law {
	want, ofLast, least := m.Refs[0].From.Article.Main, 0, 2
	high := want >= highNumber
	rule := !r.isStatute(w) && !strings.HasSuffix(w.keys[0], "法典") // of few articles
	if m.Plain && !high && !rule || m.Before >= 0 && !m.Plain || r.beginsLine(m) {
		return law{}
	}
	if r.found.Mentions[r.last].LineStart != m.LineStart {
		least = 1 // one point of a list after another
	}
	count, near := map[string]int{}, map[string]law{}
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		of := &r.meanings[j]
		if len(of.provisions) == 0 || len(of.law.keys) != 1 || of.last.Article.IsZero() {
			continue
		}
		key, apart := of.law.keys[0], max(of.last.Article.Main-want, want-of.last.Article.Main)
		if key == w.keys[0] {
			last := of.last.Article.Main
			if ofLast++; ofLast > 1 && !high || apart < farApart || last < farFrom*want && want < farFrom*last {
				return law{}
			}
			continue
		}
		count[key]++
		if apart <= farNumbers {
			near[key] = of.law
		}
		if apart <= fewNumbers && rule && r.isStatute(of.law) {
			count[key]++ // 劳动合同法63条；派遣暂行规定4条；转正66条
		}
	}
	var found law
	for key, of := range near {
		if count[key] < least {
			continue
		}
		if found.known() {
			return law{}
		}
		found = of
	}
	return found
}

// fewNumbers is how near the article of a statute is that speaks for it against rules with few articles.
const fewNumbers = 5

// highNumber is a number of an article that few laws have: one far above all that w was cited by is hardly of it.
const highNumber = 300

// arrows stand between the articles of an older and a newer law in notes: 52(2)→154.
var arrows = [...]string{"→", "⇒", "->", "=>", "➡", "⟶"}

func afterArrow(s string) bool {
	s = strings.TrimRight(s, " \u3000")
	for _, w := range arrows {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func beforeArrow(s string) bool {
	s = strings.TrimLeft(s, " \u3000")
	for _, w := range arrows {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// ofArrow is the law on the side of an arrow on which a bare article stands, by the articles above that stood so:
// 合同法52(1)→民法典148；52(2)→154.
func (r *resolver) ofArrow(i int, m *Mention) law {
	if r.doc.Law != "" || m.Linked || m.Quote >= 0 || len(m.Refs) == 0 || highest(m.Refs[0].From) != levelArticle {
		return law{}
	}
	text := r.doc.Text
	right := afterArrow(text[m.LineStart:m.Span.Start])
	if !right && !beforeArrow(text[m.Span.End:]) {
		return law{}
	}
	var left, other law // of the nearest pair of articles of two laws
	for j, n := i-1, 0; j >= 0 && n < maxContainers; j, n = j-1, n+1 {
		of := &r.found.Mentions[j]
		if len(r.meanings[j].provisions) == 0 || len(r.meanings[j].law.keys) != 1 {
			continue
		}
		start := of.Span.Start
		if of.Name.Kind != NoName {
			start = min(start, of.Name.Span.Start)
		}
		switch {
		case !other.known() && afterArrow(text[of.LineStart:max(start, of.LineStart)]):
			other = r.meanings[j].law
		case !left.known() && beforeArrow(text[of.Span.End:]):
			left = r.meanings[j].law
		}
		if left.known() && other.known() {
			break
		}
	}
	switch {
	case !left.known() || !other.known() || left.keys[0] == other.keys[0]:
		return law{}
	case right:
		return other
	}
	return left
}

// besideOldLaw is the law that the text cited before the one that it then says is of the past:
// 民法典278条 …那是原物权法76条，2021年起不用了。应急走281条.
func (r *resolver) besideOldLaw(w law, i int, m *Mention) law {
	last := &r.found.Mentions[r.last]
	if m.Before >= 0 || w.stated != Former || last.Name.Kind == NoName {
		return law{}
	}
	between := r.doc.Text[last.Span.End:m.Span.Start]
	if end := strings.IndexAny(between, "。！\n"); end < 0 || !containsAny(between[:end], past[:]) {
		return law{}
	}
	for j, n := r.last-1, 0; j >= 0 && n < maxContainers; j, n = j-1, n+1 {
		if of := r.meanings[j].law; len(r.meanings[j].provisions) > 0 && len(of.keys) == 1 && of.keys[0] != w.keys[0] {
			return of
		}
	}
	return law{}
}

// past are words of a sentence on a law that is no longer in force.
var past = [...]string{"不用了", "不用它", "废止", "废除", "失效", "作废", "不再适用", "已被取代", "被取代", "被替代", "是老黄历", "过时", "早没了", "没有效力"}

// besideInstrument is the statute that a bare article is of, with whose instrument it is joined: 第4条＋司法解释（一）第8条.
func (r *resolver) besideInstrument(i int, m *Mention) law {
	after := r.doc.Text[m.Span.End:]
	rest := strings.TrimLeft(after, "＋+、和及与 ")
	if rest == after || len(after)-len(rest) > len("＋ ") {
		return law{}
	}
	for _, word := range [...]string{"司法解释", "解释", "实施条例", "实施细则"} {
		behind, ok := strings.CutPrefix(rest, word)
		if !ok {
			continue
		}
		n, size := itemAt(behind)
		for j, k := i-1, 0; j >= 0 && k < maxSame; j, k = j-1, k+1 {
			of := r.meanings[j].law
			if !r.isStatute(of) {
				continue
			}
			name := of.keys[0] + strings.TrimPrefix(word, "司法")
			if size > 0 && n > 0 && bracketed(behind) {
				name += behind[:size]
			}
			if keys := r.lookup.LawsNamed(name, r.doc.Day); len(keys) == 1 && keys[0] != of.keys[0] {
				return of
			}
		}
		break
	}
	return law{}
}

// statuteCitedLast is the statute whose article the text cited last before mention i, where it named no law since.
func (r *resolver) statuteCitedLast(i int) law {
	j := r.lastProvision(i)
	if r.doc.Law != "" || j < 0 || r.lastLaw-1 > j && r.meanings[r.lastLaw-1].law.known() {
		return law{}
	}
	if w := r.meanings[j].law; len(w.keys) == 1 && endsInWord(w.keys[0], "法") {
		return w
	}
	return law{}
}

// drafts are the words for a text that is not yet adopted.
var drafts = [...]string{"修订草案", "修正草案", "草案", "征求意见稿", "送审稿", "一审稿", "二审稿", "三审稿", "审议稿"}

func isDraft(word string) bool {
	for _, w := range drafts {
		if word == w {
			return true
		}
	}
	return false
}

// draftBefore is the law named last before mention i of which the text speaks as of a draft: 《某条例》修订草案 …，草案第八条.
func (r *resolver) draftBefore(i int) law {
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		m, w := &r.found.Mentions[j], r.meanings[j].law
		if len(w.keys) != 1 || m.Name.Kind == NoName {
			continue
		}
		end := max(m.Name.Span.End, m.LineStart)
		after := strings.TrimLeft(r.doc.Text[min(end, len(r.doc.Text)):], "（( ")
		for _, word := range drafts {
			if strings.HasPrefix(after, word) || strings.Contains(w.keys[0], word) {
				return w
			}
		}
	}
	return law{}
}
