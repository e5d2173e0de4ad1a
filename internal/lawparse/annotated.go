package lawparse

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
)

// Original undoes what editors changed in a text and tell in braces: {原条文：…},
// {原条款：…}, {刑法修正案（六）增加此条}. What is left is the text of which its title and
// caption speak; all other notes in braces go. ok is false for texts that have no such notes.
func Original(text string) (original string, ok bool) {
	if strings.Count(text, "{原") < leastNotes {
		return text, false
	}
	var out []string
	article := &annotated{}
	for _, line := range strings.SplitAfter(joinNotes(text), "\n") {
		if label := annotatedLabel.FindString(line); label != "" {
			out = append(out, article.lines()...)
			article = &annotated{label: label}
			line = line[len(label):]
		} else if article.label != "" && annotatedHeading.MatchString(line) {
			out = append(out, article.lines()...)
			article = &annotated{}
		}
		article.read(line)
	}
	return strings.Join(append(out, article.lines()...), ""), true
}

// leastNotes is how many notes on former wording a text has at least.
const leastNotes = 3

var (
	annotatedLabel   = regexp.MustCompile(`^第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?[ 　]*`)
	annotatedHeading = regexp.MustCompile(`^[ 　]*第[一二三四五六七八九十百]+[编章节][ 　]`)
	annotatedNote    = regexp.MustCompile(`\{[^{}]*\}`)
	formerWording    = regexp.MustCompile(`^\{原(?:条文|条款|第([一二三四五六七八九十]+)[款项])：`)
	formerLabel      = regexp.MustCompile(`^\{原为(（[一二三四五六七八九十]+）)项\}$`)
	numberedParas    = regexp.MustCompile(`第([一二三四五六七八九十]+)款`)
	annotatedItem    = regexp.MustCompile(`^（[一二三四五六七八九十]+）`)
)

// noteBreak stands for the end of a line inside of a note.
const noteBreak = "\x00"

// joinNotes puts each note on one line.
func joinNotes(text string) string {
	return annotatedNote.ReplaceAllStringFunc(text, func(note string) string { return strings.ReplaceAll(note, "\n", noteBreak) })
}

// annotated is an article with its notes.
type annotated struct {
	label  string
	parts  []annotatedPart
	former []string // the whole article as it was, by the last note that has it
	added  bool
	marked []int // paragraphs that the last note counts, by number
}

// annotatedPart is a line of an article.
type annotatedPart struct {
	text string
	gone bool
}

// read reads a line without the label of its article.
func (a *annotated) read(line string) {
	words := annotatedNote.ReplaceAllString(line, "")
	if a.label == "" || strings.TrimSpace(words) != "" || !strings.Contains(line, "{") {
		a.parts = append(a.parts, annotatedPart{text: words})
	}
	for _, note := range annotatedNote.FindAllString(line, -1) {
		a.note(note)
	}
}

func (a *annotated) note(note string) {
	last := a.lastLine()
	former := formerWording.FindString(note)
	switch {
	case last < 0:
	case strings.HasPrefix(former, "{原条文"):
		a.former = formerLines(note, former)
	case former != "":
		a.replace(formerLines(note, former), last)
	case formerLabel.MatchString(note):
		label := formerLabel.FindStringSubmatch(note)[1]
		a.parts[last].text = annotatedItem.ReplaceAllString(a.parts[last].text, label)
	case strings.HasSuffix(note, "增加此条}"):
		a.added = true
	case strings.HasSuffix(note, "增加此项}"):
		a.parts[last].gone = true
	case strings.HasSuffix(note, "增加此款}"):
		a.drop(a.paragraph(last), last)
	case strings.Contains(note, "增加第"):
		a.marked = a.marked[:0]
		for _, m := range numberedParas.FindAllStringSubmatch(note, -1) {
			if n, ok := cnnum.Parse(m[1]); ok {
				a.marked = append(a.marked, n)
			}
		}
		if !strings.Contains(note, "修改") { // else their former wording follows
			for i := range a.parts {
				if slices.Contains(a.marked, a.numberOf(i)) {
					a.parts[i].gone = true
				}
			}
		}
	}
}

// formerLines are the lines that a note quotes.
func formerLines(note, lead string) []string {
	return strings.Split(strings.TrimSuffix(note[len(lead):], "}"), noteBreak)
}

// replace gives what stands before a note its former wording: an item, a paragraph with its
// items, or the paragraphs that the note before counted.
func (a *annotated) replace(former []string, last int) {
	from := a.paragraph(last)
	if annotatedItem.MatchString(former[0]) {
		from = last
	}
	for _, line := range former[1:] { // as many paragraphs as it tells
		if from > 0 && !annotatedItem.MatchString(line) {
			from = a.paragraph(from - 1)
		}
	}
	for i := range a.parts {
		if len(a.marked) > 0 && a.numberOf(i) == a.marked[0] {
			from = min(from, i)
		}
	}
	a.drop(from, last)
	for _, line := range former {
		a.parts = append(a.parts, annotatedPart{text: line + "\n\n"})
	}
	a.marked = nil
}

func (a *annotated) drop(from, last int) {
	for i := from; i <= last; i++ {
		a.parts[i].gone = true
	}
}

// lastLine is the index of the last line with words, -1 for none.
func (a *annotated) lastLine() int {
	for i := len(a.parts) - 1; i >= 0; i-- {
		if strings.TrimSpace(a.parts[i].text) != "" {
			return i
		}
	}
	return -1
}

// paragraph is the index of the line with which the paragraph of a line begins.
func (a *annotated) paragraph(at int) int {
	for at > 0 && (annotatedItem.MatchString(a.parts[at].text) || strings.TrimSpace(a.parts[at].text) == "") {
		at--
	}
	return at
}

// numberOf is the number of the paragraph that a line is of.
func (a *annotated) numberOf(at int) int {
	n := 0
	for _, p := range a.parts[:at+1] {
		if strings.TrimSpace(p.text) != "" && !annotatedItem.MatchString(p.text) {
			n++
		}
	}
	return n
}

// lines are those of the article as it was, none where it was added later.
func (a *annotated) lines() []string {
	if a.added {
		return nil
	}
	var out []string
	if a.former != nil {
		for _, line := range a.former {
			out = append(out, line+"\n")
		}
		out = append(out, "\n")
	} else {
		for _, p := range a.parts {
			if !p.gone {
				out = append(out, p.text)
			}
		}
	}
	for a.label != "" && len(out) > 1 && strings.TrimSpace(out[0]) == "" {
		out = out[1:]
	}
	if a.label != "" && len(out) > 0 {
		out[0] = a.label + out[0]
	}
	return out
}
