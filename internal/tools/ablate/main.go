// Command ablate says what each step of the ranking is worth: it asks the questions of all sets
// that the shipped model has not learned from, with one step left out at a time, and writes the
// figures with intervals that 95 of 100 samples of as many questions, drawn with replacement,
// fall into.
//
//	go run ./internal/tools/ablate DATA ../shared/relevance
//
// DATA is a data folder with the national collection, the other the questions of others; of
// those from which the model learned, every fifth was held back. It writes
// cmd/fatiao/testdata/relevance/ablation.txt. Run it in the root of the repository; it takes
// some minutes.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/local"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

const (
	testdata = "cmd/fatiao/testdata/relevance"
	written  = testdata + "/ablation.txt"
	listed   = 100 // provisions of each list
)

// variants are the ways to rank that are held against each other. The first is what ships.
var variants = []struct {
	name     string
	ablation ranking.Ablation
	change   func(*engine.Plan)
}{
	{"as shipped", ranking.Whole, nil},
	{"words alone (blend of five BM25)", ranking.WordsAlone, nil},
	{"closeness alone", ranking.ClosenessAlone, nil},
	{"words and closeness, added", ranking.BlendAlone, nil},
	{"first forest, not the second", ranking.FirstAlone, nil},
	{"300 by closeness instead of 2,000, no siblings", ranking.FewCandidates, nil},
	{"question not read (dates, people, facts, branch)", ranking.Whole, unread},
	{"no words of the law beside everyday ones", ranking.Whole, func(p *engine.Plan) { p.Also = nil }},
	{"neither of the two", ranking.Whole, func(p *engine.Plan) { p.Also = nil; unread(p) }},
}

func unread(p *engine.Plan) { p.Question = question.Question{Subject: p.Words} }

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: ablate DATA QUESTIONS")
	}
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, dir, others string) (err error) {
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
	sets, err := questionSets(others)
	if err != nil {
		return err
	}
	r := &ranker{service: opened.Service, engine: found}
	measured := make([][]sample, len(variants)) // by variant and set
	for i, v := range variants {
		for _, set := range sets {
			s := make(sample, 0, len(set))
			for _, q := range set {
				scores, err := r.scores(ctx, q, v.ablation, v.change)
				if err != nil {
					return err
				}
				s = append(s, scores)
			}
			measured[i] = append(measured[i], s)
		}
		log.Printf("%s: %d sets", v.name, len(sets))
	}
	// #nosec G306 -- a file of the repository, which everybody may read
	if err := os.WriteFile(written, []byte(report(measured)), 0o644); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

// questionSets are the questions that the shipped model has not learned from.
func questionSets(others string) (sets [][]relevance.Question, err error) {
	for _, f := range []struct {
		path  string
		fifth bool // every fifth of them
	}{
		{filepath.Join(testdata, "scenes.jsonl"), false}, {filepath.Join(testdata, "strangers.jsonl"), false},
		{filepath.Join(testdata, "strangers2.jsonl"), false}, {filepath.Join(others, "train-lexeval.jsonl"), true},
		{filepath.Join(others, "train-lawyerllama.jsonl"), true}, {"internal/tools/trainmodel/held.jsonl", true},
	} {
		file, err := os.Open(f.path)
		if err != nil {
			return nil, fmt.Errorf("opening questions: %w", err)
		}
		list, err := relevance.ReadQuestions(file)
		if err = errors.Join(err, file.Close()); err != nil {
			return nil, err
		}
		var set []relevance.Question
		for i, q := range list {
			if !f.fifth || i%5 == 4 {
				q.ID = strconv.Itoa(i)
				set = append(set, q)
			}
		}
		sets = append(sets, set)
	}
	return sets, nil
}

// ranker ranks articles for questions.
type ranker struct {
	service *search.Service
	engine  *local.Engine
}

// scores are those of one question.
func (r *ranker) scores(ctx context.Context, q relevance.Question, a ranking.Ablation, change func(*engine.Plan)) (
	relevance.Scores, error) {
	p, err := r.service.Plan(ctx, search.Request{Query: q.Text, Types: []string{searchdoc.Article.String()}})
	if err != nil {
		return relevance.Scores{}, fmt.Errorf("understanding %s: %w", q.Text, err)
	}
	if change != nil {
		change(p)
	}
	found, _, err := r.engine.Weigh(ctx, p, a)
	if err != nil {
		return relevance.Scores{}, err
	}
	run := relevance.Run{}
	seen := map[string]bool{}
	for _, x := range found {
		address := r.addressOf(x.Doc)
		if address != "" && !seen[address] && len(run[q.ID]) < listed {
			seen[address] = true
			run[q.ID] = append(run[q.ID], address)
		}
	}
	return relevance.Evaluate([]relevance.Question{q}, run).Mean, nil
}

// addressOf is the address of the article that a document is, "" for others.
func (r *ranker) addressOf(doc int) string {
	law, _, address, ok := r.engine.KeyOf(doc).Provision()
	if !ok || statute.IsDraft(law) {
		return ""
	}
	p, err := statute.ParseProvision(address)
	if err != nil || p.Article.IsZero() {
		return ""
	}
	return statute.Address{Law: law, Provision: p.AtArticle()}.String()
}
