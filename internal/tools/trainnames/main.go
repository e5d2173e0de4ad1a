// Command trainnames makes internal/masking/model.txt and the same compressed: what was
// learned of the places where names of people stand.
//
//	go run ./internal/tools/trainnames ../shared/cases
//	go run ./internal/tools/trainnames -heldout ../shared/cases
//
// It learns from the papers whose names a second hand marked, from written papers as far as
// the mask knows who is who in them, and from judgments of the folder whose people had been
// hidden: where 张某某 stands, a name that is made up is put. What only one text says
// is not kept. It prints how well papers are told that were not learned from, by leaving
// out a fifth of the marked ones at a time; with -heldout it writes nothing, masks each fifth by
// the model of the others and prints what is left of their names, as the test MarkedNames
// counts it, and where. Run it in the root of the repository.
package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/masking"
)

const outFile = "internal/masking/model.txt"

func main() {
	heldout := flag.Bool("heldout", false, "only measure how papers are masked that were not learned from")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: trainnames [-heldout] FOLDER")
	}
	if err := run(flag.Arg(0), *heldout); err != nil {
		log.Fatal(err)
	}
}

const folds = 5

func run(folder string, heldout bool) error {
	papers, err := markedPapers()
	if err != nil {
		return err
	}
	others, err := otherTexts(folder)
	if err != nil {
		return err
	}
	v := newVocabulary()
	var marked, again, rest [][]example
	for _, p := range papers {
		marked = append(marked, v.examples(p))
		again = append(again, v.examples(p, renamed))
	}
	for _, p := range others {
		if hiddenName.MatchString(p.Text) {
			rest = append(rest, v.examples(p, peopled))
		} else {
			rest = append(rest, v.examples(p))
		}
	}
	if heldout {
		return maskHeldOut(papers, v, func(fold int) *model { return learnWithout(fold, marked, again, rest, v) })
	}
	var sum tally
	for fold := range folds {
		var unknown [][]example
		for i, p := range marked {
			if i%folds == fold {
				unknown = append(unknown, p)
			}
		}
		sum.add(measure(learnWithout(fold, marked, again, rest, v), unknown))
	}
	sum.print()
	for i, p := range again {
		marked[i] = append(marked[i], p...)
	}
	return write(learn(slices.Concat(marked, rest), v), v)
}

// learnWithout learns from all but a fold of the marked papers.
func learnWithout(fold int, marked, again, rest [][]example, v *vocabulary) *model {
	var known [][]example
	for i, p := range marked {
		if i%folds != fold {
			known = append(known, slices.Concat(p, again[i]))
		}
	}
	return learn(slices.Concat(known, rest), v)
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
	name    string
	isName  bool
	answers []int32
}

// examples are those of a paper, of its variations where there is something that makes them.
func (v *vocabulary) examples(p paper, vary ...func(p paper, variant uint64) paper) []example {
	papers := []paper{p}
	for _, f := range vary {
		papers = papers[:0]
		for n := range uint64(variants) {
			papers = append(papers, f(p, n))
		}
	}
	var list []example
	for _, p := range papers {
		masking.Examples(p.Text, p.Hidden, p.Kept, func(e masking.Example) {
			x := example{name: e.Name, isName: e.IsName}
			for _, a := range e.Answers {
				x.answers = append(x.answers, v.number(a))
			}
			list = append(list, x)
		})
	}
	return list
}

// variants is how often a text is learned from, each time with other people.
const variants = 3

// format writes the weights that say something, one a line.
func format(m *model, v *vocabulary) []string {
	weights := map[masking.Answer]float64{}
	for i, w := range m.weights {
		if math.Abs(w) >= leastWeight {
			weights[v.answers[i]] = w
		}
	}
	lines := masking.Format(weights, m.bias)
	slices.Sort(lines)
	return lines
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
