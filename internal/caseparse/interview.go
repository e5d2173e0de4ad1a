package caseparse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Statement is an answer that somebody gave, as a press release reports it.
type Statement struct {
	Question Field
	Office   Field // of the speaker: 最高人民法院副院长
	Speaker  Field
	Answer   statute.Span // with the paragraphs that go on
}

var (
	// speaker begins an answer: 最高人民法院研究室副主任郭某：
	speaker = regexp.MustCompile(`^(?:答[:：]\s*)?(\p{Han}{2,40}?(?:副?院长|副?检察长|副?庭长|副?主任|副?厅长|副?局长|副?处长|副?部长|副?司长|副?科长|副?书记|副?会长|秘书长|负责人|发言人|专职委员|委员|教授))(\p{Han}{2,4}|\p{Han}{1,8}·\p{Han}{1,8})?[:：]`)
	asks    = regexp.MustCompile(`[?？]\s*$`)
)

// Statements reads questions with the answers of officials. An answer goes on to
// the next question or heading.
func (r *Report) Statements() []Statement {
	var list []Statement
	for _, p := range r.Passages {
		open := false
		for i, q := range p.Paragraphs {
			if m := speaker.FindStringSubmatchIndex(q.Text); m != nil {
				s := Statement{Office: part(q, m[2], m[3]), Answer: q.Span}
				if m[4] >= 0 {
					s.Speaker = part(q, m[4], m[5])
				}
				if i > 0 && asks.MatchString(p.Paragraphs[i-1].Text) {
					s.Question = Field{p.Paragraphs[i-1].Text, p.Paragraphs[i-1].Span}
				}
				list, open = append(list, s), true
				continue
			}
			if asks.MatchString(q.Text) || strings.HasPrefix(q.Text, "责任编辑") {
				open = false
			}
			if open {
				list[len(list)-1].Answer.End = q.Span.End
			}
		}
	}
	return list
}

// part is a piece of a paragraph.
func part(q Paragraph, from, to int) Field {
	return Field{q.Text[from:to], statute.Span{Start: q.Span.Start + from, End: q.Span.Start + to}}
}

// leastQuote is the length of the shortest quotation that is taken for the
// wording of something, in characters; shorter ones stress a word.
const leastQuote = 20

// Quotations are the longer stretches between “ and ”.
func (r *Report) Quotations() []Field {
	var list []Field
	for _, p := range r.Passages {
		for _, q := range p.Paragraphs {
			depth, start := 0, 0
			for i, c := range q.Text {
				switch c {
				case '“':
					if depth++; depth == 1 {
						start = i + len("“")
					}
				case '”':
					if depth--; depth == 0 && utf8.RuneCountInString(q.Text[start:i]) >= leastQuote {
						list = append(list, part(q, start, i))
					}
					depth = max(0, depth)
				}
			}
		}
	}
	return list
}
