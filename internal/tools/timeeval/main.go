// Command timeeval measures what the program says about time beside answers made by hand:
// from when to when a text is in force, its status, and which text answers for a day.
//
//	go run ./internal/tools/timeeval ../shared/time ../shared/laws ../shared/seeds ../shared/history
//
// It ingests the folders behind the first one, which has tables of days, of texts by day and of
// what articles became, and drafts. With -data it asks the data folder of the program
// instead. With -v it prints each answer that differs.
package main

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
)

// today is the day for which the answers were made.
const today statute.Date = "2026-11-29"

func main() {
	data := flag.String("data", "", "a data folder: asked as it is, or, with folders, that in which they are ingested and left")
	verbose := flag.Bool("v", false, "print what differs")
	flag.Parse()
	if flag.NArg() < 2 && *data == "" || flag.NArg() == 0 {
		log.Fatal("usage: timeeval [-v] ANSWERS FOLDER…, or timeeval [-v] -data DIR ANSWERS")
	}
	differing := io.Discard
	if *verbose {
		differing = os.Stdout
	}
	if err := run(context.Background(), *data, flag.Arg(0), flag.Args()[1:], differing); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, data, answers string, folders []string, differing io.Writer) (err error) {
	if data == "" {
		if data, err = os.MkdirTemp("", "fatiao-time-"); err != nil {
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
	return score(ctx, base, answers, differing)
}

// score compares the answers of a knowledge base with those made by hand.
func score(ctx context.Context, base *kb.Base, answers string, differing io.Writer) error {
	book := lawhistory.New(base)
	for _, part := range [...]struct {
		file  string
		score func(context.Context, *kb.Base, row, *scores) error
	}{{"register.tsv", scoreRegister}, {"asof.tsv", scoreDay}, {"concordance.tsv", scoreSuccessor(book)}} {
		rows, err := readRows(filepath.Join(answers, part.file))
		if err != nil {
			return err
		}
		s := &scores{differing: differing}
		for _, r := range rows {
			if err := part.score(ctx, base, r, s); err != nil {
				return err
			}
		}
		s.print(os.Stdout, part.file)
	}
	s := &scores{differing: differing}
	const drafts = "check.jsonl"
	if err := scoreDrafts(ctx, base, filepath.Join(answers, drafts), s); err != nil {
		return err
	}
	s.print(os.Stdout, drafts)
	return nil
}

// row is a line of a table by the names in its head.
type row map[string]string

func readRows(path string) ([]row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the answers: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	lines, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	rows := make([]row, 0, len(lines))
	for _, line := range lines[1:] {
		x := row{}
		for i, name := range lines[0] {
			x[name] = line[i]
		}
		rows = append(rows, x)
	}
	return rows, nil
}

// scores count right answers by what they are about.
type scores struct {
	differing io.Writer
	names     []string
	right     map[string]int
	of        map[string]int
}

func (s *scores) add(name string, right bool, what ...any) {
	if s.of == nil {
		s.right, s.of = map[string]int{}, map[string]int{}
	}
	if s.of[name] == 0 {
		s.names = append(s.names, name)
	}
	s.of[name]++
	if right {
		s.right[name]++
		return
	}
	fmt.Fprintln(s.differing, append([]any{name}, what...)...)
}

func (s *scores) print(w io.Writer, title string) {
	for _, n := range s.names {
		fmt.Fprintf(w, "%s\t%s\t%d of %d\t%.3f\n", title, n, s.right[n], s.of[n], float64(s.right[n])/float64(s.of[n]))
	}
}

// scoreRegister compares the days of one text. An unknown first day is right, and counted.
func scoreRegister(ctx context.Context, base *kb.Base, r row, s *scores) error {
	if r["confidence"] != "certain" {
		return nil
	}
	law, err := base.Law(ctx, r["key"])
	if errors.Is(err, kb.ErrNotFound) {
		s.add("loaded", false, r["key"])
		return nil
	}
	if err != nil {
		return err
	}
	v, ok := law.Version(r["text_date"])
	s.add("loaded", ok, r["key"], r["text_date"])
	if !ok {
		return nil
	}
	about := r["key"] + "@" + r["text_date"]
	if want := r["in_force_from"]; want != "?" && !strings.Contains(r["confidence"], "from unknown") {
		s.add("in_force_from", v.InForceFrom == "" || string(v.InForceFrom) == want, about, v.InForceFrom, v.FromSource, "want", want,
			r["evidence"])
		s.add("in_force_from is known", v.InForceFrom != "", about)
	}
	if want := r["in_force_to"]; want != "?" {
		s.add("in_force_to", string(v.InForceTo) == want, about, v.InForceTo, v.ToSource, "want", want, r["by"])
	}
	if want := r["status_2026-11-29"]; want != "?" {
		got := v.StatusOn(today).Chinese()
		s.add("status", got == want || strings.HasPrefix(want, "未见废止") && (got == "现行有效" || got == "未核实"), about, got, "want", want)
	}
	return nil
}

// scoreDay compares the text that answers for an article on a day.
func scoreDay(ctx context.Context, base *kb.Base, r row, s *scores) error {
	day := statute.Date(r["day"])
	a, err := statute.ParseAddress(r["law"] + "/" + r["article"])
	if err != nil {
		return fmt.Errorf("reading %s: %w", r["law"], err)
	}
	got := ""
	p, err := base.Lookup(ctx, a, day)
	var missing *kb.MissingError
	switch {
	case errors.As(err, &missing):
		got = "没有这一条"
	case err != nil:
		return err
	default:
		switch status := p.Version.StatusOn(day); {
		case p.StandsIn(day):
			got = "文本未收录"
		case status == statute.StatusNotYet:
			got = "尚未施行"
		case status == statute.StatusRepealed:
			got = "已废止"
		default:
			got = p.Version.Label
		}
	}
	right := false
	for want := range strings.SplitSeq(r["expected"], "|") {
		right = right || got == want
	}
	s.add("day", right, r["law"], r["article"], day, got, "want", r["expected"])
	return nil
}
