// Command amendments shows what the program reads of amending instruments and what comes of
// them: for each law that an instrument changes how many operations were read, and whether the
// text before with these operations is the text that was published. At its end it counts the
// sentences that look like operations and were not understood.
//
//	go run ./internal/tools/amendments ../shared/laws ../shared/seeds ../shared/history
//
// With -data it asks a data folder instead. With -v it prints these sentences, the operations
// that could not be done, and every difference.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
)

func main() {
	data := flag.String("data", "", "a data folder that is asked as it is")
	verbose := flag.Bool("v", false, "print what was not read, could not be done and differs")
	flag.Parse()
	if (flag.NArg() == 0) == (*data == "") {
		log.Fatal("usage: amendments [-v] FOLDER…, or amendments [-v] -data DIR")
	}
	details := io.Discard
	if *verbose {
		details = os.Stdout
	}
	if err := run(context.Background(), *data, flag.Args(), os.Stdout, details); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, data string, folders []string, out, details io.Writer) (err error) {
	if data == "" {
		if data, err = os.MkdirTemp("", "fatiao-amendments-"); err != nil {
			return fmt.Errorf("making a folder to work in: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	}
	store, err := generation.OpenStore(data)
	if err != nil {
		return err
	}
	if len(folders) > 0 {
		if _, err := ingest.Run(ctx, ingest.Options{Store: store, Paths: folders, NoRanking: true}); err != nil {
			return err
		}
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
	if err := printResults(ctx, base, out, details); err != nil {
		return err
	}
	return printReading(ctx, base, out, details)
}

// printResults prints a line for each law and instrument.
func printResults(ctx context.Context, base *kb.Base, out, details io.Writer) error {
	all, err := base.AllAmendings(ctx)
	if err != nil {
		return err
	}
	count := map[kb.Outcome]int{}
	fmt.Fprintln(out, "law\tinstrument\tday\toperations\tbefore\tafter\toutcome\tnot done\twords\tmisprints\tsigns")
	for _, a := range all {
		count[a.Outcome]++
		classes := map[string]int{}
		for _, d := range a.Differences {
			classes[d.Class]++
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%d\t%s\t%s\t%s\t%d\t%d\t%d\t%d\n", a.Law, a.Instrument, a.Label, len(a.Operations), a.Before, a.After,
			a.Outcome, len(a.Problems), classes["words"]+classes["missing"], classes["misprint"], classes["punctuation"])
		for _, p := range a.Problems {
			fmt.Fprintf(details, "  not done\t%s\n", p)
		}
		for _, d := range a.Differences {
			fmt.Fprintf(details, "  %s\t%s\t%s\t%s\n", d.Class, d.Place, d.Made, d.Published)
		}
	}
	fmt.Fprintf(out, "proof %d, differs %d, computed %d, unapplied %d\n", count[kb.OutcomeProof], count[kb.OutcomeDiffers],
		count[kb.OutcomeComputed], count[kb.OutcomeUnapplied])
	return nil
}

// printReading prints how far instruments were read.
func printReading(ctx context.Context, base *kb.Base, out, details io.Writer) error {
	read, err := base.ReadInstruments(ctx)
	if err != nil {
		return err
	}
	operations, unread := 0, 0
	for _, r := range read {
		operations += r.Operations
		unread += len(r.Unread)
		for _, s := range r.Unread {
			fmt.Fprintf(details, "  not read\t%s@%s\t%s\n", r.Key, r.Label, s)
		}
	}
	fmt.Fprintf(out, "%d instruments: %d operations read, %d sentences not\n", len(read), operations, unread)
	return nil
}
