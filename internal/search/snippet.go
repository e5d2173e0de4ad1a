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
	normal := make([]string, len(sentences))
	having := make([]int, len(marks)) // sentences that have each mark
	for i, s := range sentences {
		normal[i] = gseanalysis.Normalize(s) // character by character
		for k, m := range marks {
			if strings.Contains(normal[i], m) {
				having[k]++
			}
		}
	}
	best, most := 0, -1.0
	for i := range sentences {
		window := join(normal, i)
		says := 0.0
		for k, m := range marks {
			if strings.Contains(window, m) {
				says += float64(utf8.RuneCountInString(m)) * math.Log(1+float64(len(sentences))/float64(max(1, having[k])))
			}
		}
		if number && strings.ContainsAny(window, "0123456789") {
			says *= withNumber
		}
		if says > most || says == most && says > 0 {
			best, most = i, says // of equal ones the last: it begins with a mark
		}
	}
	return best
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
		if r == '\n' || strings.ContainsRune("。；！？", r) {
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
	var b strings.Builder
	n := 0
	for ; i < len(sentences); i++ {
		l := utf8.RuneCountInString(sentences[i])
		if n > 0 && n+l > snippetLength {
			break
		}
		b.WriteString(sentences[i])
		n += l
	}
	return b.String()
}
