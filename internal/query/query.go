// Package query understands what a user typed: an address in any spelling
// (民法典1036, 《刑法》第287条之二, 人脸识别规定第10条第1款), words to look for, or
// a question, with what must and must not occur. It looks nothing up; which law a
// name means is the knowledge base's to say.
//
// [Parse] never fails: what is no operator is words. The language:
//
//	"不可抗力" “不可抗力”       to the letter; “ ” inside a sentence only stress, and in prose all marks
//	违约金 AND 定金, 违约金 OR 定金, NOT 定金, -定金, ( )
//	违约金 同条 定金, 违约金 同款 定金   both in one article, in one paragraph
//	违约*金                         * stands for up to 20 characters, ? for one
//	law:民法典 title:解释 court:法院 cause:案由 level:司法解释 status:现行有效
//	type:case date:2020..2021-06 issuer:国务院   filters, with Chinese names too: 法律：民法典
//	法官：姓名 律师： 律所： 当事人： 案号： 关联案号： 审级：二审 刑期：3年..10年 金额：10万..   of cases
//	事实：字词 理由：字词 裁判结果：字词   words in a part of a case
//
// Words beside each other only rank, unless there is an operator between words:
// then all must occur.
package query

import (
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/script"
)

// Query is what was understood.
type Query struct {
	Raw     string
	Ref     *Ref         // the string may name a law or a provision
	Further []Ref        // where it names several: those behind the first
	Text    string       // the words to rank by, those that must occur among them
	Must    *engine.Expr // what must hold of a result; nil: nothing
	Filters []Filter     // all must hold
	Idle    []string     // operators that join, close or name nothing: they are read as words or not at all
	// IsCaseNumber says that the query is the number of a case: its judgment is
	// wanted.
	IsCaseNumber bool
	// Mentions is what a text holds that mentions the document whose number the
	// query is; nil where it is none. It is for when no loaded document has that number.
	Mentions *engine.Expr
}

// Plain reports whether the query is words only: nothing must hold.
func (q Query) Plain() bool { return q.Must == nil && len(q.Filters) == 0 }

// String writes the query back as it was understood. Parsing that again gives
// the same.
func (q Query) String() string {
	var parts []string
	rest := q.Text
	if q.Must != nil {
		parts = append(parts, formatExpr(*q.Must))
		rest = without(rest, q.Must.Words())
	}
	if rest != "" {
		parts = append([]string{rest}, parts...)
	}
	for _, f := range q.Filters {
		parts = append(parts, f.String())
	}
	return strings.Join(parts, " ")
}

// MaxLength is the number of characters of a query that are read.
const MaxLength = 500

// Parse reads a user's string.
func Parse(s string) Query {
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, excerpt.Head(strings.ToValidUTF8(s, " "), MaxLength)))
	s = script.Simplified(strings.ReplaceAll(s, "＊", "*"))
	q := Query{Raw: s}
	if number, ok := caseNumber(s); ok {
		q.Must, q.Text, q.IsCaseNumber = number, s, true
		return q
	}
	p := &parser{tokens: lex(s), prose: isProse(s)}
	if p.boolean() { // as a Chinese keyboard writes them
		p.tokens = lex(halfWidth.Replace(s))
	}
	q.Idle = idle(s, p.tokens)
	p.takeFilters(&q)
	if !p.hasOperators() {
		named := s
		if len(q.Filters) > 0 {
			named = p.joined()
		}
		if list := parseList(named); list != nil {
			q.Ref, q.Further = &list[0], list[1:]
		} else {
			q.Ref = ParseRef(named)
		}
		q.Mentions, _ = documentNumber(named)
	}
	if q.Must, q.Text = p.parse(); q.Plain() {
		q.Text = strings.Join(strings.Fields(marks.Replace(s)), " ") // brackets stay where they are
	}
	return q
}

// halfWidth writes brackets and * of a Chinese keyboard as operators.
var halfWidth = strings.NewReplacer("（", " ( ", "）", " ) ", "＊", "*")

// marks are quotation marks that quote nothing.
var marks = strings.NewReplacer("“", " ", "”", " ", `"`, " ", "＂", " ", "「", " ", "」", " ")

// without takes the last occurrence of each word off a text of words.
func without(text string, gone []string) string {
	list := strings.Fields(text)
	for i := len(gone) - 1; i >= 0; i-- {
		for _, w := range reverse(strings.Fields(gone[i])) {
			for at := len(list) - 1; at >= 0; at-- {
				if list[at] == w {
					list = append(list[:at], list[at+1:]...)
					break
				}
			}
		}
	}
	return strings.Join(list, " ")
}

func reverse(list []string) []string {
	turned := make([]string, len(list))
	for i, s := range list {
		turned[len(list)-1-i] = s
	}
	return turned
}
