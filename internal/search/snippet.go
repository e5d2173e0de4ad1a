package search

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// snippetLength is the length of a snippet, in characters.
const snippetLength = 130

// marks are the strings to mark, folded: what must occur, in a part of a case or anywhere, the words of the
// query, pairs of its characters, and legal words for everyday ones.
func (s *Service) marks(q query.Query, expanded []query.Replacement) []string {
	var list []string
	add := func(w string, least int) {
		if w = gseanalysis.Fold(w); utf8.RuneCountInString(w) >= least && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	for _, f := range q.Filters {
		if field, ok := engine.FieldNamed(f.Field); ok && field.Part != searchdoc.NoPart && !f.Not {
			for _, v := range cnnum.Spellings(f.Value) {
				add(v, 1)
			}
		}
	}
	if q.Must != nil {
		for _, w := range q.Must.Words() {
			for _, v := range cnnum.Spellings(w) {
				add(v, 1)
			}
		}
		return list
	}
	for _, r := range expanded {
		for _, w := range r.To {
			add(w, 2)
		}
	}
	topic := question.Topic(q.Text)
	for _, t := range s.words.Words(topic) {
		add(topic[t.Start:t.End], 2)
	}
	for _, t := range gseanalysis.Bigrams(topic) {
		add(topic[t.Start:t.End], 2)
	}
	return list
}

// Mark gives the places of words in a text, in code points. Each reaches from the beginning of a
// word to the end of one: of 民法 in 人民法院 all is marked.
func (s *Service) Mark(text string, words []string) [][2]int {
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = gseanalysis.Normalize(w)
	}
	return s.words.WholeWords(text, gseanalysis.Places(text, folded), true)
}

// cut chooses the part of text that says most of what the marks say, from a sentence start to a
// sentence end where that fits, and returns it with the places of the marks in code points. A
// mark says the more the longer it is and the fewer sentences have it: what the whole text is
// about stands in all of them. Where a number is asked for, a part with one is preferred.
func cut(text string, marks []string, number bool) (string, [][2]int) {
	sentences := split(text)
	if len(sentences) == 0 {
		return "", [][2]int{}
	}
	best := 0
	if utf8.RuneCountInString(text) > snippetLength { // not all of it fits
		best = telling(sentences, marks, number)
	}
	snippet, later := around(join(sentences, best), marks)
	if best > 0 || later {
		snippet = "……" + snippet
	}
	return snippet, gseanalysis.Places(snippet, marks)
}

// withNumber is how much more a part with a number says where one is asked for.
const withNumber = 1.3

// telling is the sentence from which a snippet says most of what the marks say.
func telling(sentences, marks []string, number bool) int {
	w := newWindows(sentences)
	says := make([]float64, len(sentences)) // the part from each sentence on
	for _, m := range marks {
		at, having := w.first(m)
		if having < 0 {
			continue
		}
		weight := float64(utf8.RuneCountInString(m)) * math.Log(1+float64(len(sentences))/float64(max(1, having)))
		for i, from := range at {
			if from+len(m) <= w.end[i] {
				says[i] += weight
			}
		}
	}
	best, most := 0, -1.0
	for i := range sentences {
		if number && strings.ContainsAny(w.text[w.start[i]:w.end[i]], "0123456789") {
			says[i] *= withNumber
		}
		if says[i] > most || says[i] == most && says[i] > 0 {
			best, most = i, says[i] // of equal ones the last: it begins with a mark
		}
	}
	return best
}

// windows are the parts of a text that are as long as a snippet, one from each sentence on.
type windows struct {
	text       string // all sentences, character by character as marks are compared
	start, end []int  // of the window from each sentence on
	at         []int  // what first gave
}

func newWindows(sentences []string) *windows {
	w := &windows{start: make([]int, len(sentences)+1), end: make([]int, len(sentences)), at: make([]int, len(sentences))}
	lengths := make([]int, len(sentences)) // in characters
	var b strings.Builder
	for i, s := range sentences {
		w.start[i] = b.Len()
		normal := gseanalysis.Normalize(s)
		lengths[i] = utf8.RuneCountInString(normal)
		b.WriteString(normal)
	}
	w.text = b.String()
	w.start[len(sentences)] = len(w.text)
	for i := range sentences {
		w.end[i] = w.start[i+fitting(lengths[i:])]
	}
	return w
}

// first is where a mark stands first behind the start of each window, and how many sentences have
// it; -1 where the text has it not. The next call overwrites the places.
func (w *windows) first(mark string) (at []int, having int) {
	next := strings.Index(w.text, mark)
	if next < 0 {
		return nil, -1
	}
	at = w.at
	for i := range at {
		if from := w.start[i]; next < from {
			if next = strings.Index(w.text[from:], mark); next < 0 {
				next = len(w.text) + 1 // nowhere from here on
			} else {
				next += from
			}
		}
		at[i] = next
		if next+len(mark) <= w.start[i+1] {
			having++
		}
	}
	return at, having
}

// lead is how much of a long sentence is kept before its first mark, in
// characters.
const lead = 40

// around cuts a sentence that is too long down to what stands around its first
// mark, from the beginning of a clause. later says that it does not begin with
// the sentence.
func around(s string, marks []string) (cut string, later bool) {
	runes := []rune(s)
	const most = 2 * snippetLength
	if len(runes) <= most {
		return s, false
	}
	start := 0
	if found := gseanalysis.Places(s, marks); len(found) > 0 && found[0][1] > most {
		start = max(0, found[0][0]-lead)
		for i := start; i < found[0][0]; i++ {
			if strings.ContainsRune("，：、,:", runes[i]) {
				start = i + 1
				break
			}
		}
	}
	end := min(len(runes), start+most)
	cut = string(runes[start:end])
	if end < len(runes) {
		cut += "……"
	}
	return cut, start > 0
}

func split(text string) []string {
	var sentences []string
	start := 0
	for at, r := range text {
		switch r {
		case '\n', '。', '；', '！', '？':
			end := at + utf8.RuneLen(r)
			if s := strings.TrimSpace(text[start:end]); s != "" {
				sentences = append(sentences, s)
			}
			start = end
		}
	}
	if s := strings.TrimSpace(text[start:]); s != "" {
		sentences = append(sentences, s)
	}
	return sentences
}

// join joins sentences from i on, as many as fit.
func join(sentences []string, i int) string {
	lengths := make([]int, 0, 8)
	for n := 0; i+len(lengths) < len(sentences) && n <= snippetLength; {
		l := utf8.RuneCountInString(sentences[i+len(lengths)])
		lengths = append(lengths, l)
		n += l
	}
	return strings.Join(sentences[i:i+fitting(lengths)], "")
}

// fitting is how many sentences of some lengths, in characters, fit into a snippet: one at least.
func fitting(lengths []int) int {
	n := 0
	for i, l := range lengths {
		if n > 0 && n+l > snippetLength {
			return i
		}
		n += l
	}
	return len(lengths)
}
