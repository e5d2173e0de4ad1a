package main

import (
	"context"
	"errors"
	"fmt"
	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// school is what is learned from.
type school struct {
	base      *kb.Base
	docs      *ranking.Builder
	today     statute.Date
	questions []relevance.Question
	examples  []ranking.Example
	sets      []set
}

// set are the questions of one file.
type set struct {
	name     string
	from, to int // places in the list of questions
}

// ownQuestions were written for this program.
const ownQuestions = "internal/tools/trainmodel/own.jsonl"

// quickStep is the share of our own questions that -quick learns from: one of so
// many.
const quickStep = 16

// The folds of the examples. When measuring, every fifth is held back.
const (
	folds     = 3
	heldEvery = 5
)

func (s *school) readQuestions(ctx context.Context, path string, o options) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("opening the questions: %w", err)
	}
	defer f.Close()
	questions, err := relevance.ReadQuestions(f)
	if err != nil {
		return err
	}
	if o.quick && path == ownQuestions {
		part := questions[:0]
		for i := 0; i < len(questions); i += quickStep {
			part = append(part, questions[i])
		}
		questions = part
	}
	name := strings.TrimSuffix(filepath.Base(path), ".jsonl")
	for i := range questions {
		questions[i].ID = fmt.Sprintf("%s-%d", name, i) // some files give two questions one name
	}
	s.sets = append(s.sets, set{name, len(s.questions), len(s.questions) + len(questions)})
	s.questions = append(s.questions, questions...)
	self, err := s.docs.Consultations()
	if err != nil {
		return err
	}
	for i, q := range questions {
		e := ranking.Example{Text: q.Text, Self: -1, Fold: i % folds}
		e.TreesOnly = slices.Contains(o.trees, path)
		switch at := i % heldEvery; {
		case slices.Contains(o.held, path), (o.measure || o.others(path)) && at == heldEvery-1:
			e.Fold = -1
		case o.quick:
			e.Fold = at / (heldEvery - 2) // the last that is left is for the trees
		}
		if doc, ok := self[q.Text]; ok {
			e.Self = doc
		}
		for _, same := range q.Gold {
			for i, a := range same {
				if doc, ok := s.answer(ctx, a); ok {
					e.Wanted = append(e.Wanted, doc)
					same[i] = strconv.Itoa(doc) // answers are compared by document
				}
			}
		}
		s.examples = append(s.examples, e)
	}
	return nil
}

// others reports whether a file of questions is neither our own nor the first.
func (o options) others(path string) bool {
	return slices.Contains(o.questions[1:], path) || slices.Contains(o.trees, path)
}

// answer finds the document with an address.
func (s *school) answer(ctx context.Context, address string) (int, bool) {
	a, err := statute.ParseAddress(address)
	if err != nil {
		return 0, false
	}
	place, err := s.base.Lookup(ctx, a, s.today)
	if err != nil || place.Unit == nil {
		log.Printf("%s is not in the collection", address)
		return 0, false
	}
	return s.docs.Find(searchdoc.ProvisionKey(place.Version.Law, place.Version.Label, place.Unit.Address))
}

// wordVectors are where the rows of the embedding start from; wordvectors.py makes them.
const wordVectors = "internal/tools/trainmodel/words.bin"

func readWordVectors() (*embedding.Start, error) {
	data, err := os.ReadFile(wordVectors)
	if err != nil {
		return nil, fmt.Errorf("opening the word vectors: %w", err)
	}
	return embedding.ParseStart(data)
}

func (s *school) teach(ctx context.Context, o options) error {
	versions, err := s.base.Versions(ctx)
	if err != nil {
		return err
	}
	inForce := map[searchdoc.Key]bool{}
	for _, v := range versions {
		status := v.StatusOn(s.today)
		inForce[searchdoc.VersionKey(v.Law, v.Label)] = status == statute.StatusInForce || status == statute.StatusUnverified
	}
	set := ranking.DefaultSettings()
	if set.Embedding.Start, err = readWordVectors(); err != nil {
		return err
	}
	start := time.Now()
	set.Log = func(format string, args ...any) {
		log.Printf("%4.0f s  %s", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
	if o.quick {
		set.Passes, set.Embedding.Dim, set.AnswerPairs, set.CitePairs = 1, 64, 4, 1
		set.Trees.Forests, set.Trees.Trees = 1, 60
	}
	t, err := ranking.NewTrainer(s.docs, func(version searchdoc.Key) bool { return inForce[version] }, set)
	if err != nil {
		return err
	}
	if o.measure && o.quick {
		held, err := t.MeasureHeld(ctx, s.examples)
		if err != nil {
			return err
		}
		figures := s.figures("held back", held)
		fmt.Print(figures)
		return compare(figures, o)
	}
	if o.measure {
		m, err := t.Measure(ctx, s.examples)
		if err != nil {
			return err
		}
		figures := s.figures("cross-validation", m.Crossed) + s.figures("held back", m.Held)
		fmt.Print(figures)
		return compare(figures, o)
	}
	m, err := t.Train(ctx, s.examples)
	if err != nil {
		return err
	}
	f, err := os.Create(o.out)
	if err != nil {
		return fmt.Errorf("making the model's file: %w", err)
	}
	return errors.Join(m.Write(f), f.Close())
}
