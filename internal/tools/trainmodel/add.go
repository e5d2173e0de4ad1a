package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/statute"
)

// The limits beyond which a question teaches nothing but the words of its article, or those
// of another question. Shares are of its pairs of characters.
const (
	mostOfArticle  = 0.6  // may stand in the article
	mostOfQuestion = 0.55 // may be shared with another question about the same article, of the pairs of both
	longestCopy    = 16   // characters that may be those of the article in one go
	leastPairs     = 3    // that a question must have
)

// written is a line of own.jsonl.
type written struct {
	ID    string     `json:"qid"`
	Text  string     `json:"query"`
	Gold  [][]string `json:"gold"`
	Voice string     `json:"voice,omitempty"`
}

// add appends the questions of files to own.jsonl, but for those whose article is not in
// the collection, that copy its wording, or that are nearly another question.
func (s *school) add(ctx context.Context, files []string) error {
	f, err := os.Open(ownQuestions)
	if err != nil {
		return fmt.Errorf("opening our own questions: %w", err)
	}
	defer f.Close()
	questions, err := relevance.ReadQuestions(f)
	if err != nil {
		return err
	}
	known := map[string][]map[string]bool{} // pairs of characters of the questions about an address
	for _, q := range questions {
		for _, same := range q.Gold {
			known[same[0]] = append(known[same[0]], pairsOf(q.Text))
		}
	}
	out, err := os.OpenFile(ownQuestions, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("opening our own questions: %w", err)
	}
	defer out.Close()
	last := len(questions)
	for _, name := range files {
		list, err := readWritten(name)
		if err != nil {
			return err
		}
		dropped := map[string]int{}
		for _, w := range list {
			if why := s.refuse(ctx, &w, known); why != "" {
				dropped[why]++
				continue
			}
			last++
			w.ID = fmt.Sprintf("own%d", last)
			line, err := json.Marshal(w)
			if err != nil {
				return fmt.Errorf("writing a question: %w", err)
			}
			if _, err := fmt.Fprintf(out, "%s\n", line); err != nil {
				return fmt.Errorf("writing a question: %w", err)
			}
		}
		log.Printf("%s: %d questions, dropped: %v", name, len(list), dropped)
	}
	return nil
}

func readWritten(name string) ([]written, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening questions: %w", err)
	}
	defer f.Close()
	var list []written
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var w written
		if err := json.Unmarshal(lines.Bytes(), &w); err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		list = append(list, w)
	}
	return list, nil
}

// refuse says why a question is not added, "" where it is: its golds are then those that
// are in the collection, and it is among the known ones.
func (s *school) refuse(ctx context.Context, w *written, known map[string][]map[string]bool) string {
	pairs := pairsOf(w.Text)
	if len(pairs) < leastPairs {
		return "short"
	}
	w.Gold = slices.DeleteFunc(w.Gold, func(same []string) bool {
		return len(same) == 0 || !slices.ContainsFunc(same, func(a string) bool { return s.text(ctx, a) != "" })
	})
	if len(w.Gold) == 0 {
		return "not in the collection"
	}
	first := w.Gold[0][0]
	text := gseanalysis.Fold(s.text(ctx, first))
	if share(pairs, pairsOf(text)) > mostOfArticle || copies(gseanalysis.Fold(w.Text), text) {
		return "words of the article"
	}
	for _, other := range known[first] {
		both := share(pairs, other) * float64(len(pairs))
		if both/(float64(len(pairs)+len(other))-both) > mostOfQuestion {
			return "like another"
		}
	}
	for _, same := range w.Gold {
		known[same[0]] = append(known[same[0]], pairs)
	}
	return ""
}

// text is that of the provision with an address, "" where there is none.
func (s *school) text(ctx context.Context, address string) string {
	a, err := statute.ParseAddress(address)
	if err != nil {
		return ""
	}
	place, err := s.base.Lookup(ctx, a, s.today)
	if err != nil || place.Unit == nil {
		return ""
	}
	return place.Unit.Text()
}

func pairsOf(text string) map[string]bool {
	pairs := map[string]bool{}
	for _, t := range gseanalysis.Bigrams(text) {
		pairs[t.Term] = true
	}
	return pairs
}

// share is the part of some pairs that are among others.
func share(pairs, others map[string]bool) float64 {
	n := 0
	for p := range pairs {
		if others[p] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(pairs)))
}

// copies reports whether a question has a long piece of a text.
func copies(question, text string) bool {
	r := []rune(question)
	for i := 0; i+longestCopy <= len(r); i++ {
		if strings.Contains(text, string(r[i:i+longestCopy])) {
			return true
		}
	}
	return false
}
