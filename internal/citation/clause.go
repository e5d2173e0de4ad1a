package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clauses of a contract under review, called by their numbers alone between articles of laws:
// 合同第5条违反民法典第506条；第6条触碰民法典第497条.

// maxClause is the highest number of such a clause, and farFrom how many times as high the number of
// an article of the law is at least that it could be taken for.
const (
	maxClause = 60
	farFrom   = 5
)

// isNextClause reports whether a bare article with which a clause of a sentence, a line or a bracket
// begins is one of the contract that is reviewed: its number goes on from the clause named before, or the
// text is of a contract and the law cited last is cited by numbers far above.
func (r *resolver) isNextClause(i int, m *Mention) bool {
	if r.doc.Law != "" || m.Linked || len(m.Refs) == 0 || highest(m.Refs[0].From) != levelArticle || i == 0 {
		return false
	}
	n := m.Refs[0].From.Article.Main
	before := strings.TrimSuffix(strings.TrimRight(r.doc.Text[m.LineStart:m.Span.Start], " \u3000"), "原") // （原第15条）
	item := before[clauseStart(before):]
	listed := item != before && item != "" && afterBullet(item) // 1. 第三条…；2. 第七条
	begins := before == "" || listed ||
		strings.ContainsRune("；。;（(：:", lastRune(before)) || afterBullet(before)
	led := applies(before) || strings.HasSuffix(before, "依") || strings.HasSuffix(before, "按")
	if n > maxClause || m.Refs[0].From.Article.Sub > 0 || !begins && !led {
		return false
	}
	article, clause := 0, 0
	for j, k := i-1, 0; j >= 0 && k < maxContainers && article == 0; j, k = j-1, k+1 {
		of := &r.found.Mentions[j]
		if r.meanings[j].ofContract && clause == 0 && len(of.Refs) > 0 {
			clause = firstOf(of.Refs).Article.Main
		} else if len(r.meanings[j].provisions) > 0 {
			article = r.meanings[j].provisions[0].Article.Main
		}
	}
	same := r.found.Mentions[i-1].LineStart == m.LineStart
	if !same && article > n && afterLabel(before) && r.reviewsContract() {
		return true // 批注2：第11条
	}
	if same && listed && r.reviewsContract() {
		return true
	}
	if article < farFrom*n {
		return false
	}
	for j, k := i-1, 0; strings.HasSuffix(r.doc.Text[m.LineStart:m.Span.Start], "（原") && j >= 0 && k < maxContainers; j, k = j-1, k+1 {
		if r.meanings[j].ofContract {
			return true // 违约责任（原合同第12条）…⏎争议解决（原第15条）
		}
	}
	if same && clause == 0 { // the clause may be named before the law
		for j, k := i-1, 0; j >= 0 && k < maxContainers && r.found.Mentions[j].LineStart == m.LineStart; j, k = j-1, k+1 {
			if r.meanings[j].ofContract && len(r.found.Mentions[j].Refs) > 0 {
				clause = firstOf(r.found.Mentions[j].Refs).Article.Main
				break
			}
		}
	}
	if clause > 0 && n > clause || same && begins && r.reviewsContract() {
		return true
	}
	return !same && begins && r.reviewsContract()
}

// clauseStart is where the last clause of s begins.
func clauseStart(s string) int {
	near := s[max(0, len(s)-maxLabel):] // a line may be a whole text
	i := max(strings.LastIndex(near, "；"), strings.LastIndex(near, "。"))
	if i < 0 {
		return 0
	}
	return len(s) - len(near) + i + len("；")
}

// afterLabel reports whether s, the start of a line, is the label of one of a list: 批注2：, 3.
func afterLabel(s string) bool {
	bare := strings.TrimRight(s, "：:、.．) ）")
	return afterBullet(s) || bare != s && len(bare) <= maxLabel && endsInNumeral(bare) &&
		strings.IndexFunc(bare, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) < 0
}

func endsInNumeral(s string) bool {
	last := lastRune(s)
	return last < utf8.RuneSelf && unicode.IsDigit(last) || strings.ContainsRune("一二三四五六七八九十", last)
}

// isBeyondClauses reports whether an article has a number that no clause has, as the one cited last has,
// in the line or the list in which a clause stood right before: it goes on with that law.
func (r *resolver) isBeyondClauses(i int, m *Mention) bool {
	before := &r.found.Mentions[i-1]
	if before.Kind == KindLaw && before.Name.NoLaw && len(m.Refs) > 0 && m.Refs[0].From.Article.Main > maxClause && r.last >= 0 &&
		r.meanings[r.last].last.Article.Main > maxClause && applies(r.doc.Text[m.LineStart:m.Span.Start]) {
		return r.found.Mentions[r.last].LineStart == m.LineStart // 依民法典第563条解除《采购合同》，并依照第566条
	}
	if len(m.Refs) == 0 || m.Refs[0].From.Article.Main <= maxClause || before.Name.Kind != NoName || r.beginsLine(m) || r.last < 0 ||
		len(before.Refs) == 0 || firstOf(before.Refs).Article.Main > maxClause || r.meanings[r.last].last.Article.Main <= maxClause {
		return false
	}
	if before.LineStart == m.LineStart {
		return r.found.Mentions[r.last].Segment == m.Segment
	}
	return sameBullets(r.doc.Text, m.LineStart, before.LineStart)
}

// maxReview bounds what is looked at for the subject of a review, in bytes.
const maxReview = 240

// reviewsContract reports whether a text begins as one about a contract.
func (r *resolver) reviewsContract() bool {
	head := r.doc.Text[:min(len(r.doc.Text), maxReview)]
	for _, w := range [...]string{"合同审查", "合同要点", "审查清单", "审查意见", "合同核查", "协议核查", "审合同", "合同审核", "合同条款", "条款核对", "合同清单",
		"协议审查", "合同审阅", "协议审阅", "审阅批注", "合同修改", "协议修改", "合同检查"} {
		if strings.Contains(head, w) {
			return true
		}
	}
	return false
}
