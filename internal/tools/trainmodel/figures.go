package main

import (
	"fmt"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/relevance"
	"os"
	"strconv"
	"strings"
)

// figures measures answers, for each set a line without consultations and one with them.
func (s *school) figures(name string, answers []ranking.Answer) string {
	lines := ""
	for _, set := range s.sets {
		plain, consulted := relevance.Run{}, relevance.Run{}
		var asked []relevance.Question
		for _, a := range answers {
			if a.Example < set.from || a.Example >= set.to {
				continue
			}
			q := s.questions[a.Example]
			asked = append(asked, q)
			plain[q.ID], consulted[q.ID] = numbers(a.Plain), numbers(a.Consulted)
		}
		if len(asked) == 0 {
			continue
		}
		for _, r := range [...]struct {
			name string
			run  relevance.Run
		}{{"without consultations", plain}, {"with consultations", consulted}} {
			m := relevance.Evaluate(asked, r.run).Mean
			lines += fmt.Sprintf("%s, %s, %d questions, %s: MRR@10 %.4f recall@10 %.4f recall@100 %.4f nDCG@10 %.4f\n",
				name, set.name, len(asked), r.name, m.MRR, m.Recall[1], m.Recall[3], m.NDCG)
		}
	}
	return lines
}

// measuredFile has the figures of the model that ships, quickFile those of one
// that learned from fewer questions.
const (
	measuredFile = "internal/tools/trainmodel/measured.txt"
	quickFile    = "internal/tools/trainmodel/measured-quick.txt"
)

// allowance is how far a figure may fall: other machines round otherwise.
const allowance = 0.01

// compare compares figures with those of the model that ships.
func compare(figures string, o options) error {
	file := measuredFile
	if o.quick {
		file = quickFile
	}
	if o.update {
		// #nosec G306 -- a file of the repository, which everybody may read
		if err := os.WriteFile(file, []byte(figures), 0o644); err != nil {
			return fmt.Errorf("writing the figures: %w", err)
		}
		return nil
	}
	before, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading the figures of the model that ships, which -update writes: %w", err)
	}
	was, is := strings.Fields(string(before)), strings.Fields(figures)
	if len(was) != len(is) {
		return fmt.Errorf("the figures have another form than those in %s", file)
	}
	for i := range was {
		a, errA := strconv.ParseFloat(was[i], 64)
		b, errB := strconv.ParseFloat(is[i], 64)
		if errA == nil && errB == nil && b < a-allowance {
			return fmt.Errorf("a figure fell from %s to %s", was[i], is[i])
		}
	}
	return nil
}

// numbers names documents by their numbers.
func numbers(docs []int) []string {
	list := make([]string, len(docs))
	for i, d := range docs {
		list[i] = strconv.Itoa(d)
	}
	return list
}
