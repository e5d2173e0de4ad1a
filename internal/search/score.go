package search

import (
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/statute"
)

// The weights of the ranking, chosen on the training questions.
const (
	k1         = 0.9 // how soon a repeated word stops counting
	b          = 0.4 // how much long texts are held back
	gramWeight = 0.5 // of a bigram beside a word
	titleMatch = 0.35
)

// prior is how much likelier an article of a level is wanted than one of a
// rule, all else equal.
func prior(key string, l statute.Level) float64 {
	if key == "民法典" {
		return 1.3
	}
	switch l {
	case statute.LevelStatute, statute.LevelConstitution:
		return 1.2
	case statute.LevelInterpretation:
		return 1.15
	case statute.LevelRegulation, statute.LevelSupervision:
		return 1.0
	}
	return 0.9
}

// rank scores the candidates by BM25 over words and bigrams, with document
// frequencies of the index, and sorts them. bleve's own scores are not used:
// its BM25 differs from the textbook in ways that cost a tenth of the quality.
func rank(list []*candidate, found *index.Candidates) {
	total := 0
	for _, c := range list {
		total += utf8.RuneCountInString(c.text)
	}
	average := float64(total)/float64(max(1, len(list))) + 1
	type weighted struct {
		index.Term
		idf float64
	}
	terms := make([]weighted, len(found.Terms))
	for i, t := range found.Terms {
		idf := math.Log(1 + (float64(found.Docs-t.Count)+0.5)/(float64(t.Count)+0.5))
		if t.Gram {
			idf *= gramWeight
		}
		terms[i] = weighted{t, idf}
	}
	for _, c := range list {
		text := strings.ToLower(c.text)
		length := float64(utf8.RuneCountInString(text)) / average
		for _, t := range terms {
			if tf := float64(strings.Count(text, t.Text)); tf > 0 {
				c.hit.Score += t.idf * tf * (k1 + 1) / (tf + k1*(1-b+b*length))
				if !t.Gram && utf8.RuneCountInString(t.Text) > 1 {
					c.hit.Why = append(c.hit.Why, t.Text)
				}
			}
			if strings.Contains(c.title, t.Text) {
				c.hit.Score += titleMatch * t.idf
			}
		}
		c.hit.Score *= prior(c.hit.law, c.hit.Level)
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].hit.Score != list[j].hit.Score {
			return list[i].hit.Score > list[j].hit.Score
		}
		return list[i].place < list[j].place
	})
}

// withPhrases keeps the candidates that have every phrase to the letter.
func withPhrases(list []*candidate, phrases []string) []*candidate {
	if len(phrases) == 0 {
		return list
	}
	kept := list[:0]
	for _, c := range list {
		text := strings.ReplaceAll(c.title+"\n"+c.text, "\n", "")
		all := true
		for _, p := range phrases {
			all = all && strings.Contains(text, p)
		}
		if all {
			kept = append(kept, c)
		}
	}
	return kept
}
