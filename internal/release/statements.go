package release

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
)

var (
	// speaker begins an answer: 最高人民法院研究室副主任郭某：
	speaker = regexp.MustCompile(`^(?:答[:：]\s*)?(\p{Han}{2,40}?(?:副?院长|副?检察长|副?庭长|副?主任|副?厅长|副?局长|副?处长|副?部长|副?司长|副?科长|副?书记|副?会长|秘书长|负责人|` +
		`发言人|专职委员|委员|教授))(\p{Han}{2,4}|\p{Han}{1,8}·\p{Han}{1,8})?[:：]`)
	asks = regexp.MustCompile(`[?？]\s*$`)
)

// Statements reads questions with the answers of officials. An answer goes on to
// the next question or heading.
func Statements(r *casefile.Publication) []casefile.Statement {
	var list []casefile.Statement
	for _, p := range r.Passages {
		open := false
		for i, q := range p.Paragraphs {
			if m := speaker.FindStringSubmatchIndex(q.Text); m != nil {
				s := casefile.Statement{Office: q.Field(m[2], m[3]), Answer: q.Span}
				if m[4] >= 0 {
					s.Speaker = q.Field(m[4], m[5])
				}
				if i > 0 && asks.MatchString(p.Paragraphs[i-1].Text) {
					s.Question = casefile.Field(p.Paragraphs[i-1])
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

// leastQuote is the length of the shortest quotation that is taken for the
// wording of something, in characters; shorter ones stress a word.
const leastQuote = 20

// Quotations are the stretches between “ and ” that are long enough for the wording of
// something.
func Quotations(r *casefile.Publication) []casefile.Field {
	var list []casefile.Field
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
						list = append(list, q.Field(start, i))
					}
					depth = max(0, depth)
				}
			}
		}
	}
	return list
}
