// Package question reads what a question asks: which of its words are its subject, whether
// it is the facts of a case, which branch of the law it is about, and what it wants to know.
//
// People paste indictments and tell stories. Their dates, sums, names, places and roles
// stand in the text of some law too (本法自2012年1月1日起施行, 公诉机关, 民警) and say nothing
// of what is asked. [Read] takes them out of the words that are looked up, and says which
// they were.
//
// Start with [Read]. noise.go finds what is no subject, branch.go the branch of the law,
// provision.go what an article has of what a question may ask for.
package question

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Question is what a question asks.
type Question struct {
	// Subject are the words that are looked up: the text without what is no subject, which
	// a space stands for. It is the text itself where next to nothing would be left.
	Subject string `json:"subject"`
	// Implied is what facts ask without saying it, "" for a question.
	Implied string `json:"implied,omitempty"`
	// Ignored is what was taken out, each once.
	Ignored []string `json:"ignored,omitempty"`
	// Facts says that the text tells what somebody did, as a court or an indictment does,
	// and does not ask about the law.
	Facts bool `json:"facts,omitempty"`
	// Branch is the branch of the law that the words show, if any.
	Branch Branch `json:"branch,omitempty"`
	// Asks is what the question wants to know.
	Asks Asked `json:"asks,omitempty"`
	// Everyday says that it has everyday words for which the law has others. Read does not know
	// them; who does may say so.
	Everyday bool `json:"everyday,omitempty"`
}

// Asked is a set of things that a question may want to know.
type Asked uint8

// What is asked for.
const (
	AsksStart      Asked = 1 << iota // from when a law is in force: 何时施行
	AsksAmount                       // a number: 几岁, 多少利息, 多久
	AsksOutcome                      // what follows: 怎么判, 能要回来吗, 要负什么责任
	AsksDefinition                   // what a word means: 什么是, 何为
	AsksPermission                   // whether something may be done: 可以吗, 合法吗
	AsksElse                         // what no law says: the weather, a dish, which is better, how to learn
)

// leastFacts is the length, in characters, from which a text with roles of a case is taken
// for facts.
const leastFacts = 30

// Read reads a question.
func Read(text string) Question {
	q := Question{Branch: branchOf(text)}
	for _, a := range asked {
		if a.pattern.MatchString(text) {
			q.Asks |= a.what
		}
	}
	length := utf8.RuneCountInString(text)
	q.Facts = length >= leastFacts && len(rolesOfCases.FindAllStringIndex(text, 2)) == 2 && !asksAtEnd.MatchString(text)
	noise := common
	if q.Facts {
		noise = inFacts
		q.Implied = implied[q.Branch]
	}
	rest := q.without(text, namesIn)
	for _, pattern := range noise {
		rest = q.without(rest, func(s string) [][]int { return pattern.FindAllStringIndex(s, -1) })
	}
	if q.Subject = strings.Join(strings.Fields(rest), " "); utf8.RuneCountInString(q.Subject) < leastSubject {
		q.Subject, q.Ignored = text, nil
	}
	return q
}

// without takes out of a text what find finds, and notes it.
func (q *Question) without(text string, find func(string) [][]int) string {
	var rest strings.Builder
	end := 0
	for _, at := range find(text) {
		rest.WriteString(text[end:at[0]] + " ")
		if s := strings.TrimSpace(text[at[0]:at[1]]); s != "" && !slices.Contains(q.Ignored, s) {
			q.Ignored = append(q.Ignored, s)
		}
		end = at[1]
	}
	return rest.String() + text[end:]
}

// leastSubject is the length, in characters, below which nothing is taken away.
const leastSubject = 4

// implied is what facts of a branch ask.
var implied = map[Branch]string{
	BranchCriminal: "构成什么罪，怎么判刑",
	BranchCivil:    "应当承担什么责任",
}
