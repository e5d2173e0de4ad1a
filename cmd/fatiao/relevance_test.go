package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// testRelevance ranks sets of questions without consultations and compares
// the figures with those in testdata/relevance: scenes, whose failures were looked
// at while our own training questions were written; questions of strangers, which
// other writers made without seeing the program and which nothing was tuned on, the second
// set by voices; every fifth of the facts of judgments and of the consultations of other
// collections, of which the others were learned from; and every fifth training question. The
// shipped model has learned from the last; those figures only show whether ranking changed. How
// well new questions of that kind are answered is measured by trainmodel.
func testRelevance(t *testing.T, data string) {
	all := openData(t, data)
	got := ""
	others := testlaw.Shared(t, "relevance")
	sets := []questionSet{{"scenes", questionsIn(t, "testdata", "relevance", "scenes.jsonl")},
		{"strangers", questionsIn(t, "testdata", "relevance", "strangers.jsonl")}}
	sets = append(sets, byVoice("strangers 2", questionsIn(t, "testdata", "relevance", "strangers2.jsonl"))...)
	sets = append(sets, questionSet{"every fifth facts of judgments", everyFifth(questionsIn(t, others, "train-lexeval.jsonl"))},
		questionSet{"every fifth consultation", everyFifth(questionsIn(t, others, "train-lawyerllama.jsonl"))},
		questionSet{"own, not learned from", everyFifth(questionsIn(t, "..", "..", "internal", "tools", "trainmodel", "held.jsonl"))},
		questionSet{"every fifth training question", everyFifth(realQuestions(t))})
	for _, set := range sets {
		r := measure(t, all.Service, set.questions)
		m := r.Mean
		got += fmt.Sprintf("%s: MRR@10 %.3f recall@10 %.3f recall@100 %.3f nDCG@10 %.3f\n", set.name, m.MRR, m.Recall[1], m.Recall[3],
			m.NDCG)
		if set.name == "strangers" {
			for _, q := range r.Worst(8) {
				t.Logf("%s %s %v: first right at %d", q.ID, q.Text, q.Gold, q.First)
			}
		}
	}
	got += judgedFigures(t, all.Service)
	t.Log("\n" + got)
	compareFigures(t, filepath.Join("testdata", "relevance", "figures.txt"), got)
}

// questionSet is a set of questions with its name in the figures.
type questionSet struct {
	name      string
	questions []relevance.Question
}

// byVoice cuts a set by the voices in which its questions are asked, in the order in which
// these come.
func byVoice(name string, questions []relevance.Question) []questionSet {
	var sets []questionSet
	for _, q := range questions {
		voice := name + ", " + q.Voice
		i := slices.IndexFunc(sets, func(s questionSet) bool { return s.name == voice })
		if i < 0 {
			i, sets = len(sets), append(sets, questionSet{name: voice})
		}
		sets[i].questions = append(sets[i].questions, q)
	}
	return sets
}

func everyFifth(questions []relevance.Question) (fifth []relevance.Question) {
	for i, q := range questions {
		if i%5 == 4 {
			fifth = append(fifth, q)
		}
	}
	return fifth
}

// questionsIn reads a file of questions. Some files give two questions one name: each gets
// its own.
func questionsIn(t *testing.T, path ...string) []relevance.Question {
	t.Helper()
	f, err := os.Open(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	questions, err := relevance.ReadQuestions(f)
	if err != nil {
		t.Fatal(err)
	}
	for i := range questions {
		questions[i].ID += "-" + strconv.Itoa(i)
	}
	return questions
}

// compareFigures compares figures with a golden file. They may differ by half a
// hundredth: which texts are in force depends on the day.
func compareFigures(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	was, is := strings.Fields(string(want)), strings.Fields(got)
	if len(was) != len(is) {
		t.Fatalf("the figures have another form than those in %s", file)
	}
	for i := range was {
		a, errA := strconv.ParseFloat(was[i], 64)
		b, errB := strconv.ParseFloat(is[i], 64)
		if errA != nil || errB != nil {
			if was[i] != is[i] {
				t.Errorf("%s has %s, this run %s", file, was[i], is[i])
			}
		} else if math.Abs(a-b) > 0.005 {
			t.Errorf("%s has %s, this run %s; see -update", file, was[i], is[i])
		}
	}
}

// judgedFigures are those of questions whose first results people judged (internal/tools/judging),
// beside the raw ones of the same questions.
func judgedFigures(t *testing.T, s *search.Service) string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "relevance", "judged.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	judgements, err := relevance.ReadJudgements(f)
	if err != nil {
		t.Fatal(err)
	}
	all, err := os.Open(filepath.Join("testdata", "relevance", "strangers2.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	questions, err := relevance.ReadQuestions(all)
	if err != nil {
		t.Fatal(err)
	}
	questions = slices.DeleteFunc(questions, func(q relevance.Question) bool { return judgements[q.ID] == nil })
	if len(questions) != len(judgements) {
		t.Fatalf("%d of %d judged questions are there", len(questions), len(judgements))
	}
	run := rankedBy(t, s, questions)
	g, raw := relevance.EvaluateGraded(run, judgements), relevance.Evaluate(questions, run).Mean
	return fmt.Sprintf("judged: P@1 %.3f success@5 %.3f nDCG@10 %.3f judged of the first ten %.3f raw MRR@10 %.3f nDCG@10 %.3f\n",
		g.PrecisionAt1, g.SuccessAt5, g.NDCG, g.Judged, raw.MRR, raw.NDCG)
}

func measure(t *testing.T, s *search.Service, questions []relevance.Question) relevance.Evaluation {
	t.Helper()
	return relevance.Evaluate(questions, rankedBy(t, s, questions))
}

func rankedBy(t *testing.T, s *search.Service, questions []relevance.Question) relevance.Run {
	t.Helper()
	run := relevance.Run{}
	for _, q := range questions {
		ranked, err := s.Rank(context.Background(), q.Text, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range ranked {
			run[q.ID] = append(run[q.ID], r.Address)
		}
	}
	return run
}
