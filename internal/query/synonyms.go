package query

import (
	_ "embed"
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

// For returns the everyday words that text has and that are not said in the
// words of the law as well.
func (s *Synonyms) For(text string) []Replacement {
	var found []Replacement
	for _, r := range s.list {
		if !strings.Contains(text, r.From) {
			continue
		}
		var to []string
		for _, w := range r.To {
			if !strings.Contains(text, w) {
				to = append(to, w)
			}
		}
		if len(to) > 0 {
			found = append(found, Replacement{r.From, to})
		}
	}
	return found
}
