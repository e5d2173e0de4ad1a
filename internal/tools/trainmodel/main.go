// Command trainmodel makes internal/ranking/model.bin, the ranking model that
// comes with the program, from laws and from questions with known answers:
//
//	go run ./internal/tools/trainmodel ../shared/laws ../shared/relevance/stard-train.jsonl
//
// It learns from own.jsonl beside it as well: everyday questions about one article
// each, written for this program. It takes about ten minutes on two cores. With -measure it writes no model but
// says how well questions are answered that were not learned from: by
// cross-validation, and on every fifth question, which nothing is tuned on. It
// fails where a figure falls more than a hundredth below those in measured.txt, which
// -update writes. With -quick it learns less, in a minute and a half, and is measured on
// what is held back only: from every fourth of our own questions, the trees from a quarter
// and the embedding, of fewer numbers and pairs, from the rest, with one pass and one small
// forest instead of three. Its figures, which are worse, are in measured-quick.txt. Run it
// in the root of the repository.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

func main() {
	measure := flag.Bool("measure", false, "measure instead of writing a model")
	quick := flag.Bool("quick", false, "with -measure: learn less, and measure on what is held back only")
	update := flag.Bool("update", false, "with -measure: write the figures to measured.txt")
	out := flag.String("out", "internal/ranking/model.bin", "the model's file")
	flag.Parse()
	if flag.NArg() != 2 || *quick && !*measure {
		log.Fatal("usage: trainmodel [-measure [-quick] [-update]] [-out FILE] LAWS QUESTIONS.jsonl")
	}
	o := options{laws: flag.Arg(0), questions: flag.Arg(1), out: *out, measure: *measure, quick: *quick, update: *update}
	if err := o.run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

type options struct {
	laws, questions, out string
	measure, quick       bool
	update               bool
}

func (o options) run(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "fatiao-train-")
	if err != nil {
		return fmt.Errorf("making a folder to work in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	store, err := generation.OpenStore(dir)
	if err != nil {
		return err
	}
	if _, err := ingest.Run(ctx, ingest.Options{Store: store, Paths: []string{o.laws, o.questions}, NoRanking: true}); err != nil {
		return err
	}
	g, err := store.Current()
	if err != nil {
		return err
	}
	base, err := kb.Open(ctx, g.KB())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, base.Close()) }()
	path := filepath.Join(dir, "documents")
	if _, err := docstream.Write(ctx, base, path); err != nil {
		return err
	}
	documents, err := searchdoc.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, documents.Close()) }()
	words, err := gseanalysis.Load()
	if err != nil {
		return err
	}
	b := ranking.NewBuilder(words, documents)
	if err := b.Collect(); err != nil {
		return err
	}
	s := &school{base: base, docs: b, today: statute.Today(time.Now())}
	for _, file := range [...]string{o.questions, ownQuestions} {
		if err := s.readQuestions(ctx, file, o); err != nil {
			return err
		}
	}
	return s.teach(ctx, o)
}

// school is what is learned from.
type school struct {
	base      *kb.Base
	docs      *ranking.Builder
	today     statute.Date
	questions []relevance.Question
	examples  []ranking.Example
	given     int // of the questions, those of the file that was named
}

// ownQuestions were written for this program.
const ownQuestions = "internal/tools/trainmodel/own.jsonl"

// quickStep is the share of our own questions that -quick learns from: one of so
// many.
const quickStep = 4

// The folds of the examples. When measuring, every fifth is held back.
const (
	folds     = 4
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
	if len(s.questions) == 0 {
		s.given = len(questions)
	} else if o.quick {
		part := questions[:0]
		for i := 0; i < len(questions); i += quickStep {
			part = append(part, questions[i])
		}
		questions = part
	}
	s.questions = append(s.questions, questions...)
	self, err := s.docs.Consultations()
	if err != nil {
		return err
	}
	for i, q := range questions {
		e := ranking.Example{Text: q.Text, Self: -1, Fold: i % folds}
		if o.measure {
			if e.Fold = i % heldEvery; e.Fold == folds {
				e.Fold = -1
			} else if o.quick {
				e.Fold /= folds - 1 // the last is for the trees
			}
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

// figures measures answers, a line without consultations and one with them.
func (s *school) figures(name string, answers []ranking.Answer) string {
	plain, consulted := relevance.Run{}, relevance.Run{}
	var given, own []relevance.Question
	for _, a := range answers {
		q := s.questions[a.Example]
		if a.Example < s.given {
			given = append(given, q)
		} else {
			own = append(own, q)
		}
		plain[q.ID], consulted[q.ID] = numbers(a.Plain), numbers(a.Consulted)
	}
	lines := ""
	for _, r := range [...]struct {
		name  string
		asked []relevance.Question
		run   relevance.Run
	}{{"without consultations", given, plain}, {"with consultations", given, consulted}, {"own, without consultations", own, plain},
		{"own, with consultations", own, consulted}} {
		m := relevance.Evaluate(r.asked, r.run).Mean
		lines += fmt.Sprintf("%s, %d questions, %s: MRR@10 %.4f recall@10 %.4f recall@100 %.4f nDCG@10 %.4f\n", name, len(r.asked), r.name,
			m.MRR, m.Recall[1], m.Recall[3], m.NDCG)
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
		return fmt.Errorf("reading the figures of the model that ships: %w", err)
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
