package corpus

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// faqName is what files of questions and answers are called. Answers given to
// journalists (答记者问) explain a text and are commentary.
var faqName = regexp.MustCompile(`(?i)常见问题|问答|咨询|faq|问与答`)

// asks and answers begin the lines of a question and of its answer: 问：, 问题3：,
// Q2. ; 答：, A:.
var (
	asks    = regexp.MustCompile(`^(?:#+\s*|\*\*)?(?:问题?|Q)\s*[0-9一二三四五六七八九十]*\s*[:：.、]\s*`)
	answers = regexp.MustCompile(`^(?:\*\*)?(?:答案?|A)\s*[0-9一二三四五六七八九十]*\s*[:：.、]\s*(?:\*\*)?\s*`)
)

// minPairs is how many questions with answers make a list of them.
const minPairs = 2

// splitFAQ cuts a text of questions and answers into consultations; nil where
// it is none. What stands before the first question is left out.
func splitFAQ(f *File, title, text string) []*Document {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	about := title + " " + f.Name + " " + first
	if !faqName.MatchString(about) || strings.Contains(about, "记者") {
		return nil
	}
	var docs []*Document
	var question, answer []string
	inAnswer := false
	flush := func() {
		q, a := strings.TrimSpace(strings.Join(question, "")), strings.TrimSpace(strings.Join(answer, "\n"))
		if q != "" && a != "" {
			docs = append(docs, &Document{Kind: statute.DocConsultation, Form: "faq", Title: q, Category: f.Category, Text: q + "\n\n" + a})
		}
		question, answer, inAnswer = nil, nil, false
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case asks.MatchString(line):
			flush()
			question = append(question, strings.Trim(asks.ReplaceAllString(line, ""), "* "))
		case question != nil && answers.MatchString(line):
			inAnswer = true
			answer = append(answer, answers.ReplaceAllString(line, ""))
		case inAnswer:
			answer = append(answer, line)
		case question != nil:
			question = append(question, line)
		}
	}
	flush()
	if len(docs) < minPairs {
		return nil
	}
	return docs
}
