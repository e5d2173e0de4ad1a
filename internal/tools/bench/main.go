//go:build unix

// Command bench measures what the program costs, beside engines that do less, in one run: bringing
// in the national laws and invented judgments, a small change, starting, and each kind of request.
//
//	go run ./internal/tools/bench [-shared ../shared] [-sizes 2000,20000] [-data DIR] [-out FILE]
//
// It builds fatiao and runs it as a user does, and reads the processor time and the memory of each
// command; requests are asked in process. SQLite's FTS5 over pairs of characters and bleve over
// the words of package gseanalysis index and find the same articles. Only ratios of one run mean
// something on another machine, and processor time where other work runs beside. Where there are
// several sizes, the exponent with which a cost grows is fitted. With -before, another build of
// fatiao does the same commands in turn.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
)

// options say what is measured.
type options struct {
	shared string
	sizes  []int  // judgments
	data   string // a data folder with the national laws; "" ingests them
	before string // another program to compare with
	out    string
	n      int // requests of each kind
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func readOptions(args []string) (o options, err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&o.shared, "shared", "../shared", "folder of the real collection")
	sizes := flags.String("sizes", "2000", "how many judgments, with commas between several numbers")
	flags.StringVar(&o.data, "data", "", "data folder with the national laws; they are ingested where there is none")
	flags.StringVar(&o.before, "before", "", "another build of fatiao, which does the same commands in turn")
	flags.StringVar(&o.out, "out", "", "file for the figures, as JSON")
	flags.IntVar(&o.n, "n", 200, "requests of each kind")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for _, s := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n <= 0 {
			return o, fmt.Errorf("%q is no number of judgments", s)
		}
		o.sizes = append(o.sizes, n)
	}
	if o.n <= 0 {
		return o, errors.New("at least one request")
	}
	return o, nil
}

func run(ctx context.Context, args []string, out io.Writer) (err error) {
	o, err := readOptions(args)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "fatiao-bench")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	program := filepath.Join(dir, "fatiao")
	// #nosec G204 -- compiles this program
	if text, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/fatiao").CombinedOutput(); err != nil {
		return fmt.Errorf("compiling the program: %w\n%s", err, text)
	}
	b := &bench{options: o, dir: dir, out: out, programs: map[string]string{"": program}}
	if o.before != "" {
		b.programs["before: "] = o.before
	}
	if err := b.measure(ctx); err != nil {
		return err
	}
	b.print()
	return b.write()
}
