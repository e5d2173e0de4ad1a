package query

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/usererr"
)

// Replacement is an everyday word of a query with the words of the law for it.
type Replacement struct {
	From string
	To   []string
}

// Synonyms are everyday words with the words of the law for them.
type Synonyms struct {
	list []Replacement
}

// synonymsFile has a line for each everyday word: the word, a tab, the words of
// the law joined by 、, a tab, the reason.
//
//go:embed synonyms.tsv
var synonymsFile string

// LoadSynonyms reads the synonyms that come with the program.
func LoadSynonyms() (*Synonyms, error) { return readSynonyms(synonymsFile) }

func readSynonyms(file string) (*Synonyms, error) {
	var s Synonyms
	n := 0
	for line := range strings.Lines(file) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 || cells[0] == "" || cells[1] == "" || cells[2] == "" {
			return nil, usererr.Errorf("同义词表第 %d 行应有三列：日常用语、法律用语（用、分开）、理由", n)
		}
		s.list = append(s.list, Replacement{From: cells[0], To: strings.Split(cells[1], "、")})
	}
	return &s, nil
}

// Words are all everyday words, and all words of the law that stand for them.
func (s *Synonyms) Words() (everyday, legal []string) {
	for _, r := range s.list {
		everyday, legal = append(everyday, r.From), append(legal, r.To...)
	}
	return everyday, legal
}

// For returns the everyday words that text has and that are not said in the words of the law
// as well. A word counts where it is no part of a longer one: not of another everyday word
// (租房 in 公租房), nor of one of the words that text is cut into, of which each has its
// beginning and its end in bytes (养老 in 养老保险).
func (s *Synonyms) For(text string, words [][2]int) []Replacement {
	type place struct{ start, end int }
	var places []place
	var found []Replacement
	for _, r := range s.list {
		for at := 0; ; {
			i := strings.Index(text[at:], r.From)
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(r.From)
			if !slices.ContainsFunc(words, func(w [2]int) bool { return w[0] <= start && end <= w[1] && w[1]-w[0] > end-start }) {
				places, found = append(places, place{start, end}), append(found, r)
			}
			at = end
		}
	}
	var list []Replacement
	for i, r := range found {
		if slices.ContainsFunc(list, func(x Replacement) bool { return x.From == r.From }) ||
			slices.ContainsFunc(places, func(o place) bool {
				return o.start <= places[i].start && places[i].end <= o.end && o.end-o.start > places[i].end-places[i].start
			}) {
			continue
		}
		var to []string
		for _, w := range r.To {
			if !strings.Contains(text, w) {
				to = append(to, w)
			}
		}
		if len(to) > 0 {
			list = append(list, Replacement{r.From, to})
		}
	}
	return list
}
