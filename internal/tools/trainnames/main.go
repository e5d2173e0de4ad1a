// Command trainnames makes internal/masking/model.txt and the same compressed: what was
// learned of the places where names of people stand.
//
//	go run ./internal/tools/trainnames ../shared/cases ../shared/laws
//	go run ./internal/tools/trainnames -heldout ../shared/cases ../shared/laws
//
// It learns from the papers whose names a second hand marked, from written papers as far as
// the mask knows who is who in them, and from judgments of the folder whose people had been
// hidden: where 张某某 stands, a name that is made up is put. What only one text says
// is not kept. With -heldout it writes no model that ships, masks each fifth of the marked papers by
// a model that was learned from the others and prints what is left of their names, as the test
// MarkedNames counts it, and where. Run it in the root of the repository.
package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/masking"
)

const outFile = "internal/masking/model.txt"

func main() {
	heldout := flag.Bool("heldout", false, "only measure how papers are masked that were not learned from")
	kept := flag.String("models", "", "folder that keeps the models that -heldout learns, to measure rules by them")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("usage: trainnames [-heldout] CASES LAWS")
	}
	if err := run(flag.Arg(0), flag.Arg(1), *heldout, *kept); err != nil {
		log.Fatal(err)
	}
}

const folds = 5

func run(cases, laws string, heldout bool, kept string) error {
	papers, err := markedPapers()
	if err != nil {
		return err
	}
	l := &lessons{v: newVocabulary()}
	read := sync.OnceValue(func() error { return l.read(papers, cases, laws) })
	if heldout {
		models, err := heldModels(kept, func(fold int) (*model, error) {
			if err := read(); err != nil {
				return nil, err
			}
			return l.without(fold), nil
		}, l.v)
		if err == nil {
			maskHeldOut(papers, models)
		}
		return err
	}
	if err := read(); err != nil {
		return err
	}
	return write(l.all(), l.v)
}

// lessons are what is learned from.
type lessons struct {
	v                   *vocabulary
	marked, again, rest [][]example // marked papers, the same with other people, and other texts
}

func (l *lessons) read(papers []paper, cases, laws string) error {
	others, err := otherTexts(cases)
	if err != nil {
		return err
	}
	nobody, err := lawTexts(laws)
	if err != nil {
		return err
	}
	words, err := newLexicon()
	if err != nil {
		return err
	}
	for _, p := range slices.Concat(others, nobody) {
		words.addClauses(p.Text)
	}
	var texts []lesson
	for _, p := range papers {
		texts = append(texts, lesson{p, nil, &l.marked}, lesson{p, words.renamed, &l.again})
	}
	for _, p := range others {
		var vary func(paper, uint64) paper
		if hiddenName.MatchString(p.Text) {
			vary = words.peopled
		}
		texts = append(texts, lesson{p, vary, &l.rest})
	}
	for i := 0; i < len(nobody); i += learnedLaw {
		texts = append(texts, lesson{nobody[i], nil, &l.rest})
	}
	l.readAll(texts)
	return nil
}

// lesson is a text, of which variations are learned from where there is something that makes them.
type lesson struct {
	paper
	vary func(p paper, variant uint64) paper
	to   *[][]example
}

// readAll reads texts on all processors and numbers their answers in the order of the texts.
func (l *lessons) readAll(texts []lesson) {
	results := make([]chan []masking.Example, len(texts))
	for i := range texts {
		results[i] = make(chan []masking.Example, 1)
	}
	room := make(chan struct{}, readAhead)
	go func() {
		for i, t := range texts {
			room <- struct{}{}
			go func() { results[i] <- examplesOf(t) }()
		}
	}()
	for i, t := range texts {
		*t.to = append(*t.to, l.v.numbered(<-results[i]))
		<-room
	}
}

// readAhead is how many texts are read at a time.
const readAhead = 4

// learnedLaw says of how many laws one is learned from; the others give words in clauses.
const learnedLaw = 4

// all is a model that is learned from everything.
func (l *lessons) all() *model { return l.without(folds) }

// without learns from all but a fold of the marked papers.
func (l *lessons) without(fold int) *model {
	var texts [][]example
	for i, p := range l.marked {
		if i%folds != fold {
			texts = append(texts, slices.Concat(p, l.again[i]))
		}
	}
	texts = append(texts, l.rest...)
	m := learn(texts, l.v)
	known := make([][]example, len(texts))
	for i, t := range texts {
		for _, x := range t {
			if x.isKnown {
				known[i] = append(known[i], x)
			}
		}
	}
	m.known = learn(known, l.v)
	return m
}

// vocabulary numbers the answers.
type vocabulary struct {
	numbers map[masking.Answer]int32
	answers []masking.Answer
	long    []bool // answers of three characters
}

func newVocabulary() *vocabulary { return &vocabulary{numbers: map[masking.Answer]int32{}} }

func (v *vocabulary) number(a masking.Answer) int32 {
	n, ok := v.numbers[a]
	if !ok {
		n = int32(len(v.answers))
		v.numbers[a] = n
		v.answers = append(v.answers, a)
		v.long = append(v.long, a.IsLong())
	}
	return n
}

// example is a masking.Example with its answers as numbers.
type example struct {
	isName  bool
	isKnown bool
	answers []int32
}

// examplesOf are those of a text and of its variations.
func examplesOf(t lesson) (list []masking.Example) {
	papers := []paper{t.paper}
	if t.vary != nil {
		papers = papers[:0]
		for n := range uint64(variants) {
			papers = append(papers, t.vary(t.paper, n))
		}
	}
	for _, p := range papers {
		masking.Examples(p.Text, p.Hidden, p.Kept, func(e masking.Example) { list = append(list, e) })
	}
	return list
}

// numbered are examples with their answers as numbers.
func (v *vocabulary) numbered(list []masking.Example) []example {
	numbered := make([]example, len(list))
	for i, e := range list {
		x := example{isName: e.IsName, isKnown: e.IsKnown, answers: make([]int32, len(e.Answers))}
		for j, a := range e.Answers {
			x.answers[j] = v.number(a)
		}
		numbered[i] = x
	}
	return numbered
}

// variants is how often a text is learned from, each time with other people.
const variants = 3

// format writes the weights that say something, one a line.
func format(m *model, v *vocabulary) []string {
	lines := slices.Concat(masking.Format(heavy(m, v), m.bias+leaning, false), masking.Format(heavy(m.known, v), m.known.bias, true))
	slices.Sort(lines)
	return lines
}

// leaning is added to what speaks for a name anywhere: one that is left is a greater harm than a word that is hidden.
const leaning = 1

// heavy are the weights that say something.
func heavy(m *model, v *vocabulary) map[masking.Answer]float64 {
	weights := map[masking.Answer]float64{}
	for i, w := range m.weights {
		if math.Abs(w) >= leastWeight {
			weights[v.answers[i]] = w
		}
	}
	return weights
}

// write writes the model to its files.
func write(m *model, v *vocabulary) error {
	lines := format(m, v)
	fmt.Println(len(lines), "weights")
	text := heading + strings.Join(lines, "\n") + "\n"
	packed, err := gseanalysis.Pack(text)
	if err != nil {
		return err
	}
	if err := os.WriteFile(outFile+".zst", packed, 0o600); err != nil {
		return err
	}
	return os.WriteFile(outFile, []byte(text), 0o600)
}

const heading = "# What is learned of the places where names stand. Made by go run ./internal/tools/trainnames.\n"

// leastWeight is the least weight that is kept.
const leastWeight = 0.4
