// Command layouts measures how completely laws are read. It reads all files of the
// given folders as an ingest does and prints, for each folder, how many of the articles
// that a plain look at the lines finds are in the tree, and how many files have gaps,
// glued labels, no date or no level:
//
//	go run ./internal/tools/layouts ../shared/history/* ../shared/laws
//
// With -v it names the files that a reader of the table would ask about.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/reading"
)

func main() {
	verbose := flag.Bool("v", false, "name the files that are counted as a fault")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: layouts [-v] FOLDER…")
	}
	names := io.Discard
	if *verbose {
		names = os.Stdout
	}
	var tables []*table
	for _, folder := range flag.Args() {
		t := &table{folder: folder}
		if err := t.measure(names); err != nil {
			log.Fatal(err)
		}
		tables = append(tables, t)
	}
	printTables(os.Stdout, tables)
}

// measure reads the documents of the folder.
func (t *table) measure(names io.Writer) error {
	ctx := context.Background()
	reader := &corpus.Reader{}
	unreadable := func(path string, why error) {
		t.unreadable++
		fmt.Fprintf(names, "unreadable\t%s\t%v\n", path, why)
	}
	return corpus.Walk(ctx, []string{t.folder}, corpus.Limits{}, func(f *corpus.File) error {
		if f.Rejected != nil {
			unreadable(f.Path, f.Rejected)
			return nil
		}
		if f.Skipped != "" {
			return nil
		}
		_, err := reader.Read(ctx, f, func(d *corpus.Document) error {
			for _, r := range reading.ReadAll(d, reading.Named) {
				t.add(look(f.Path, r), names)
			}
			return nil
		}, unreadable)
		var problem *corpus.Problem
		if errors.As(err, &problem) {
			unreadable(f.Path, problem)
			return nil
		}
		if errors.Is(err, corpus.ErrSkip) {
			return nil
		}
		return err
	})
}
