// Command likelihood makes internal/ranking/likelihood.txt: the weights by which it is judged
// which provisions answer a question, and whether anything does.
//
//	go run ./internal/tools/likelihood DATA
//
// DATA is a data folder with the national collection. Provisions are learned from what people
// judged, questions from those of others and our own that have an answer (short ones count
// five times, long ones not at all) beside questions that no law answers; most of them lie in
// testdata/relevance of cmd/fatiao. It prints what is kept and lost in five folds, of which the one that is measured
// was not learned from, and writes the weights of all. Run it in the root of the repository.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/engine/local"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

const (
	testdata = "cmd/fatiao/testdata/relevance"
	weights  = "internal/ranking/likelihood.txt"
	folds    = 5
	// Below these probabilities a provision, or everything, is taken for no answer. The first
	// keeps 99 of 100 of what decides among the first thirty; the second is low, since a question
	// that is wrongly told to have no answer costs more than a list that answers nothing.
	leastProvision = 0.13
	leastQuestion  = 0.03
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: likelihood DATA")
	}
	if err := run(context.Background(), os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, dir string) (err error) {
	store, err := generation.OpenStore(dir)
	if err != nil {
		return err
	}
	opened, err := search.OpenCurrent(ctx, store, time.Now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	found, ok := opened.Engine.(*local.Engine)
	if !ok {
		return errors.New("the engine is not the one inside of the program")
	}
	c := &collection{service: opened.Service, engine: found}
	provisions, err := c.judged(ctx)
	if err != nil {
		return err
	}
	questions, err := c.questions(ctx)
	if err != nil {
		return err
	}
	l := &ranking.Likelihood{LeastProvision: leastProvision, LeastQuestion: leastQuestion}
	if l.Provision, err = learn(provisions); err != nil {
		return err
	}
	if l.Question, err = learn(questions); err != nil {
		return err
	}
	if err := reportProvisions(provisions); err != nil {
		return err
	}
	if err := reportQuestions(questions); err != nil {
		return err
	}
	head := "# Made by internal/tools/likelihood; internal/ranking/likely.go says what the signs are.\n"
	// #nosec G306 -- a file of the repository, which everybody may read
	if err := os.WriteFile(weights, []byte(head+l.String()), 0o644); err != nil {
		return fmt.Errorf("writing the weights: %w", err)
	}
	return nil
}

// collection is what questions are asked of.
type collection struct {
	service *search.Service
	engine  *local.Engine
}

// weigh asks a question for provisions.
func (c *collection) weigh(ctx context.Context, text string) ([]ranking.Ranked, ranking.Signs, error) {
	p, err := c.service.Plan(ctx, search.Request{Query: text, Types: []string{"article"}})
	if err != nil {
		return nil, ranking.Signs{}, fmt.Errorf("understanding %s: %w", text, err)
	}
	if p.Words == "" || p.NamedOnly {
		return nil, ranking.Signs{}, nil
	}
	return c.engine.Weigh(ctx, p, ranking.Whole)
}

// judged are the provisions that people judged.
func (c *collection) judged(ctx context.Context) (list []lesson, err error) {
	f, err := os.Open(filepath.Join(testdata, "judged.txt"))
	if err != nil {
		return nil, fmt.Errorf("reading the judgements: %w", err)
	}
	judgements, err := relevance.ReadJudgements(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	asked, err := questionsIn(filepath.Join(testdata, "strangers2.jsonl"))
	if err != nil {
		return nil, err
	}
	n := 0
	for _, q := range asked {
		grades := judgements[q.ID]
		if grades == nil {
			continue
		}
		found, signs, err := c.weigh(ctx, q.Text)
		if err != nil {
			return nil, err
		}
		place := 0
		seen := map[string]bool{}
		for i, x := range found[:min(len(found), len(signs.Provisions))] {
			address := c.addressOf(x.Doc)
			if seen[address] {
				continue
			}
			seen[address] = true
			if place++; place > 100 {
				break
			}
			grade, ok := grades[address]
			if ok {
				list = append(list, lesson{signs: signs.Provisions[i], holds: grade >= relevance.Applies, grade: grade, place: place,
					fold: n % folds, weight: 1})
			}
		}
		n++
	}
	return list, nil
}

// addressOf is the address of the article that a document is or belongs to.
func (c *collection) addressOf(doc int) string {
	law, _, address, ok := c.engine.KeyOf(doc).Provision()
	if !ok {
		return ""
	}
	p, err := statute.ParseProvision(address)
	if err != nil {
		return ""
	}
	return statute.Address{Law: law, Provision: p.AtArticle()}.String()
}

// longest is how many characters a question has at most that is learned from; longer ones
// always have something that answers.
const longest = 30

// questions are those that have an answer, and those that no law answers.
func (c *collection) questions(ctx context.Context) (list []lesson, err error) {
	add := func(text string, holds bool, weight float64, held bool) error {
		_, signs, err := c.weigh(ctx, text)
		if err != nil || signs.Question == nil {
			return err
		}
		list = append(list, lesson{text: text, signs: signs.Question, holds: holds, weight: weight, fold: len(list) % folds, held: held})
		return nil
	}
	for _, file := range [...]string{filepath.Join(testdata, "everyday.jsonl"),
		filepath.Join(testdata, "everyday2.jsonl"), filepath.Join(testdata, "strangers2.jsonl"),
		"internal/tools/trainmodel/held.jsonl"} {
		asked, err := questionsIn(file)
		if err != nil {
			return nil, err
		}
		for _, q := range asked {
			n := len([]rune(q.Text))
			if n > longest {
				continue
			}
			if err := add(q.Text, true, 1+4*math.Round(float64(longest-n)/longest), false); err != nil {
				return nil, err
			}
		}
	}
	for _, file := range [...]struct {
		name   string
		holds  bool
		weight float64
	}{{"short.txt", true, 5}, {"nothing.txt", false, 8}} {
		lines, err := linesOf(filepath.Join(testdata, file.name))
		if err != nil {
			return nil, err
		}
		for i, line := range lines {
			if err := add(line, file.holds, file.weight, i%2 == 1); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// linesOf are the lines of a file that are no comments.
func linesOf(file string) (list []string, err error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading short questions: %w", err)
	}
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	return list, nil
}

func questionsIn(file string) ([]relevance.Question, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading questions: %w", err)
	}
	list, err := relevance.ReadQuestions(f)
	return list, errors.Join(err, f.Close())
}
