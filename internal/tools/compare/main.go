// Command compare shows that two builds of fatiao give the same results: it lets
// both ingest the real collection and compares the dump of the data folder, the
// runs over the training questions, the citations of the annotated paragraphs,
// and answers of the API and the pages, byte for byte.
//
//	go run ./internal/tools/compare [-shared ../shared] [-work DIR] OLD NEW
//
// What OLD gives is kept in DIR/old and used again as long as its file does not
// change. It ends with 1 where something differs. Elapsed times and the checksums
// in names of assets are left out of the comparison.
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
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

var errDifferent = errors.New("the results differ")

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	shared := flags.String("shared", "../shared", "folder of the real collection")
	work := flags.String("work", filepath.Join(os.TempDir(), "fatiao-compare"), "folder for what both builds give")
	shown := flags.Int("shown", 3, "differing lines shown of each part")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return errors.New("usage: compare [flags] OLD NEW")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	before := build{program: flags.Arg(0), dir: filepath.Join(*work, "old"), shared: *shared}
	after := build{program: flags.Arg(1), dir: filepath.Join(*work, "new"), shared: *shared}
	if err := before.record(ctx, ""); err != nil {
		return fmt.Errorf("results of %s: %w", before.program, err)
	}
	// What is asked comes from the runs of the old build, so that both are asked the same.
	if err := after.record(ctx, before.dir); err != nil {
		return fmt.Errorf("results of %s: %w", after.program, err)
	}
	same := true
	for _, part := range parts {
		equal, err := compareFiles(out, part, filepath.Join(before.dir, part), filepath.Join(after.dir, part), *shown)
		if err != nil {
			return fmt.Errorf("comparing %s: %w", part, err)
		}
		same = same && equal
	}
	if !same {
		return errDifferent
	}
	return nil
}

// parts are the files in which a build's results are recorded.
var parts = []string{"dump.txt", "run.txt", "cites.jsonl", "answers.txt"}

// build is one program and the folder where its results are.
type build struct {
	program string
	dir     string // DIR/data is its data folder
	shared  string
}

func (b build) data() string { return filepath.Join(b.dir, "data") }

// stamp tells whether recorded results are those of this program on this day: what
// is in force depends on the day.
func (b build) stamp() (string, error) {
	info, err := os.Stat(b.program)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d %d %s\n", info.Size(), info.ModTime().UnixNano(), time.Now().Format(time.DateOnly)), nil
}

// record writes the results of the program unless they are there. asked is the
// folder with the runs from which the questions to the API are made, its own if empty.
func (b build) record(ctx context.Context, asked string) error {
	stamp, err := b.stamp()
	if err != nil {
		return err
	}
	stampFile := filepath.Join(b.dir, "stamp")
	if have, err := os.ReadFile(stampFile); err == nil && string(have) == stamp {
		return nil
	}
	if err := os.RemoveAll(b.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(b.dir, 0o750); err != nil {
		return err
	}
	shared := func(path string) string { return filepath.Join(b.shared, filepath.FromSlash(path)) }
	for _, c := range []struct {
		output string
		args   []string
	}{
		{"ingest.txt", []string{"ingest", shared("laws"), shared("seeds"), shared("cases/whole.jsonl"), shared("cases/judgments.jsonl")}},
		{"dump.txt", []string{"dump"}},
		{"run.txt", []string{"run", "--queries", shared("relevance/stard-train.jsonl")}},
		{"cites.jsonl", []string{"cite", "--batch", shared("citations/dev.jsonl")}},
	} {
		if err := b.command(ctx, c.output, c.args...); err != nil {
			return err
		}
	}
	if asked == "" {
		asked = b.dir
	}
	requests, err := requestsFrom(asked, b.shared)
	if err != nil {
		return err
	}
	if err := b.answers(ctx, requests); err != nil {
		return err
	}
	return os.WriteFile(stampFile, []byte(stamp), 0o600)
}

// command runs the program on its data folder and keeps what it prints.
func (b build) command(ctx context.Context, output string, args ...string) (err error) {
	f, err := os.Create(filepath.Join(b.dir, output))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	c := exec.CommandContext(ctx, b.program, append(args, "--data", b.data())...) // #nosec G204 -- the program that is compared
	c.Stdout, c.Stderr = f, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("fatiao %s: %w", args[0], err)
	}
	return nil
}
