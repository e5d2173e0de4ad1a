// Command trainmodel makes internal/ranking/model.bin, the ranking model that
// comes with the program, from laws and from questions with known answers:
//
//	go run ./internal/tools/trainmodel -trees ../shared/relevance/train-lawyerllama.jsonl ../shared/laws \
//		../shared/relevance/stard-train.jsonl ../shared/relevance/train-lexeval.jsonl
//
// It learns from own.jsonl beside it as well: everyday questions, written for this program.
// Files of questions behind the first are learned from but for every fifth of each, with which the
// result can be measured; of those behind -trees the embedding learns nothing. Rows of words start
// from words.bin, which wordvectors.py makes. It takes 25 minutes of one processor.
//
// With -add it learns nothing: questions of the files that are new, say another thing than
// their article and have their article in the collection are appended to own.jsonl.
//
// With -measure it writes no model but says how well questions are answered that were not
// learned from: by cross-validation, on every fifth question, which nothing is tuned on, and
// on those of the files behind -held. It fails where a figure falls more than a hundredth
// below those that -update wrote before. With -quick it learns less, in two
// minutes, and is measured on what is held back only: from every sixteenth of our own
// questions, the trees from a quarter and the embedding, of fewer numbers and pairs, from the
// rest, with one pass and one small forest instead of three. Its figures, which are worse, are
// in measured-quick.txt. Run it in the root of the repository.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

func main() {
	measure := flag.Bool("measure", false, "measure instead of writing a model")
	quick := flag.Bool("quick", false, "with -measure: learn less, and measure on what is held back only")
	update := flag.Bool("update", false, "with -measure: write the figures down")
	out := flag.String("out", "internal/ranking/model.bin", "the model's file")
	add := flag.Bool("add", false, "add the questions of the files to our own instead")
	held := flag.String("held", "", "with -measure: files, joined by commas, of questions that are asked and never learned from")
	trees := flag.String("trees", "", "files, joined by commas, of questions that only the trees learn from")
	if flag.Parse(); flag.NArg() < 2 || *quick && !*measure {
		log.Fatal("usage: trainmodel [-measure [-quick] [-update] [-held FILE]] [-trees FILE] [-out FILE] LAWS QUESTIONS.jsonl...")
	}
	o := options{laws: flag.Arg(0), questions: flag.Args()[1:], add: *add, held: splitFiles(*held), trees: splitFiles(*trees), out: *out,
		measure: *measure, quick: *quick, update: *update}
	if err := o.run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func splitFiles(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

type options struct {
	laws           string
	questions      []string // files; those of the first are consultations too
	held           []string
	trees          []string // files that only the trees learn from
	out            string
	measure, quick bool
	update, add    bool
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
	paths := []string{o.laws}
	if !o.add {
		paths = append(paths, o.questions[0])
	}
	if _, err := ingest.Run(ctx, ingest.Options{Store: store, Paths: paths, NoRanking: true}); err != nil {
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
	if _, err := docstream.Write(ctx, base, path, docstream.Keep{}); err != nil {
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
	if o.add {
		return s.add(ctx, o.questions)
	}
	for _, file := range slices.Concat(o.questions, []string{ownQuestions}, o.trees, o.held) {
		if err := s.readQuestions(ctx, file, o); err != nil {
			return err
		}
	}
	return s.teach(ctx, o)
}
