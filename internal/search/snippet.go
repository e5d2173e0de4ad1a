package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/query"
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
	for _, t := range s.words.Words(q.Text) {
		add(q.Text[t.Start:t.End], 2)
	}
	for _, t := range gseanalysis.Bigrams(q.Text) {
		add(q.Text[t.Start:t.End], 2)
	}
	return list
}

// cut chooses the part of text with most marks, from a sentence start to a
// sentence end where that fits, and returns it with the places of the marks
// in code points.
func cut(text string, marks []string) (string, [][2]int) {
	sentences := split(text)
	best, bestHits := 0, -1
	for i := range sentences {
		if i > 0 && utf8.RuneCountInString(text) <= snippetLength {
			break // all of it fits
		}
		hits := 0
		window := gseanalysis.Normalize(join(sentences, i))
		for _, m := range marks {
			if strings.Contains(window, m) {
				hits += utf8.RuneCountInString(m)
			}
		}
		if hits > bestHits || hits == bestHits && hits > 0 {
			best, bestHits = i, hits // of equal ones the last: it begins with a mark
		}
	}
	if len(sentences) == 0 {
		return "", [][2]int{}
	}
	snippet, later := around(join(sentences, best), marks)
	if best > 0 || later {
		snippet = "……" + snippet
	}
	return snippet, gseanalysis.Places(snippet, marks)
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
