package query

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/usererr"
)

// Translations are words that nobody writes laws in, with those of the law for them: English
// terms, and words of Cantonese in simplified characters. Unlike [Synonyms] they stand in for
// the words that were typed.
type Translations struct {
	from map[string][]string // in lower case
	most int                 // characters of the longest
}

// The files have a line for each word: the word, a tab, the words for it joined by 、.
var (
	//go:embed english.tsv
	englishFile string
	//go:embed cantonese.tsv
	cantoneseFile string
)

// LoadTranslations reads the translations that come with the program.
func LoadTranslations() (*Translations, error) { return readTranslations(englishFile + cantoneseFile) }

func readTranslations(file string) (*Translations, error) {
	t := &Translations{from: map[string][]string{}}
	n := 0
	for line := range strings.Lines(file) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		from, to, ok := strings.Cut(line, "\t")
		if !ok || from == "" || to == "" {
			return nil, usererr.Errorf("译名表第 %d 行应有两列：原文、法律用语（用、分开）", n)
		}
		t.from[from] = strings.Split(to, "、")
		t.most = max(t.most, utf8.RuneCountInString(from))
	}
	return t, nil
}

// Translate puts the words of the law for those of other languages in a text, the longest
// words first, and says which it did. A text without any is as it was.
func (t *Translations) Translate(text string) (translated string, done []Replacement) {
	runes := []rune(text)
	var out strings.Builder
	for at := 0; at < len(runes); {
		size, to := t.at(runes, at)
		if size == 0 {
			out.WriteRune(runes[at])
			at++
			continue
		}
		from := string(runes[at : at+size])
		if !slices.ContainsFunc(done, func(r Replacement) bool { return r.From == from }) {
			done = append(done, Replacement{from, to})
		}
		out.WriteString(strings.Join(to, " "))
		at += size
	}
	if done == nil {
		return text, nil
	}
	return out.String(), done
}

// at is the longest word that begins at a place, and what stands for it; 0 for none. A word
// in Latin letters is whole.
func (t *Translations) at(runes []rune, at int) (size int, to []string) {
	if isLatin(runes[at]) && at > 0 && isLatin(runes[at-1]) {
		return 0, nil
	}
	for size = min(t.most, len(runes)-at); size > 0; size-- {
		to, ok := t.from[strings.ToLower(string(runes[at:at+size]))]
		if !ok {
			continue
		}
		if end := at + size; isLatin(runes[end-1]) && end < len(runes) {
			if runes[end] == 's' && (end+1 == len(runes) || !isLatin(runes[end+1])) {
				return size + 1, to // the plural
			}
			if isLatin(runes[end]) {
				continue
			}
		}
		return size, to
	}
	return 0, nil
}

func isLatin(r rune) bool { return r < unicode.MaxLatin1 && unicode.IsLetter(r) }
