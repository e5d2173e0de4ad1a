// Command judging prepares and keeps the judgements of people on what rankings find.
//
// With -questions it writes a pool: the first ten provisions that each ranking (a file of fatiao
// run) and a plain BM25 over pairs of characters find for each question, in an order that tells
// nothing of ranks, as JSON Lines of qid, query, address, text. Pairs that -known has are left out.
//
//	go run ./internal/tools/judging -data DIR -questions FILE [-known FILE] RUN… > POOL
//
// With -merge it takes the grades of two people, and of a third for what they disagree on, prints
// how far they agree, and writes the judgements; or, where the third is missing, what is left to
// judge.
//
//	go run ./internal/tools/judging -merge FIRST SECOND [THIRD] > JUDGED
package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"slices"

	"github.com/fatiao/fatiao/internal/relevance"
)

func main() {
	data := flag.String("data", "", "a data folder")
	questions := flag.String("questions", "", "questions, as JSON Lines")
	known := flag.String("known", "", "judgements that are there")
	merge := flag.Bool("merge", false, "take the grades of two people and of a third")
	flag.Parse()
	var err error
	switch {
	case *merge && (flag.NArg() == 2 || flag.NArg() == 3):
		err = mergeGrades(flag.Args(), os.Stdout, os.Stderr)
	case !*merge && *data != "" && *questions != "":
		err = writePool(context.Background(), *data, *questions, *known, flag.Args(), os.Stdout)
	default:
		err = errors.New("usage: judging -data DIR -questions FILE [-known FILE] RUN…, or judging -merge FIRST SECOND [THIRD]")
	}
	if err != nil {
		log.Fatal(err)
	}
}

// pair is a question with a provision.
type pair struct{ question, address string }

// mergeGrades takes what two people agree on, and what a third says of the rest.
func mergeGrades(files []string, out, said io.Writer) error {
	var graders []relevance.Judgements
	for _, name := range files {
		j, err := readJudgements(name)
		if err != nil {
			return err
		}
		graders = append(graders, j)
	}
	first, second := graders[0], graders[1]
	a := relevance.Agree(first, second)
	fmt.Fprintf(said, "pairs %d, equal %.3f, kappa %.3f, weighted %.3f\n", a.Pairs, a.Same, a.Kappa, a.Weighted)
	merged := map[pair]relevance.Grade{}
	var apart []pair
	for id, list := range first {
		for address, grade := range list {
			at := pair{id, address}
			other, ok := second[id][address]
			switch {
			case ok && other == grade:
				merged[at] = grade
			case ok:
				apart = append(apart, at)
			}
		}
	}
	fmt.Fprintf(said, "left to a third: %d\n", len(apart))
	if len(graders) == 2 {
		merged = map[pair]relevance.Grade{} // nothing is settled before the third
		for _, at := range apart {
			merged[at] = relevance.Useless
		}
		return writeGrades(merged, out)
	}
	for _, at := range apart {
		grade, ok := graders[2][at.question][at.address]
		if !ok {
			return fmt.Errorf("the third has not judged %s %s", at.question, at.address)
		}
		merged[at] = grade
	}
	return writeGrades(merged, out)
}

func writeGrades(grades map[pair]relevance.Grade, out io.Writer) error {
	var pairs []pair
	for at := range grades {
		pairs = append(pairs, at)
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(x.question, y.question), cmp.Compare(x.address, y.address))
	})
	w := bufio.NewWriter(out)
	for _, at := range pairs {
		fmt.Fprintf(w, "%s 0 %s %d\n", at.question, at.address, grades[at])
	}
	return w.Flush()
}

func readJudgements(name string) (relevance.Judgements, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	j, err := relevance.ReadJudgements(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return j, nil
}
