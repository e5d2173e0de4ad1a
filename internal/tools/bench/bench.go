//go:build unix

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// bench measures and keeps the figures.
type bench struct {
	options
	dir      string
	out      io.Writer
	programs map[string]string // the program, and the one to compare it with, by what their figures are called
	Commands map[string]used
	Requests map[string]cost
	// Grown are the exponents with which costs grow with the number of judgments.
	Grown map[string]float64
}

func (b *bench) measure(ctx context.Context) error {
	b.Commands, b.Requests, b.Grown = map[string]used{}, map[string]cost{}, map[string]float64{}
	if err := b.laws(ctx); err != nil {
		return err
	}
	questions, err := readQuestions(b.shared)
	if err != nil {
		return err
	}
	articles, err := b.ask(ctx, b.data, "", questions, true)
	if err != nil {
		return err
	}
	for _, n := range b.sizes {
		if err := b.judgments(ctx, n, articles, questions); err != nil {
			return err
		}
	}
	b.fit()
	return nil
}

// each runs a command with every program. Its folder is one for each.
func (b *bench) each(ctx context.Context, what string, data func(program string) string, args ...string) error {
	for _, name := range slices.Sorted(maps.Keys(b.programs)) {
		u, err := command(ctx, b.programs[name], slices.Concat(args[:1], []string{"--data", data(name)}, args[1:])...)
		if err != nil {
			return err
		}
		b.Commands[name+what] = u
		fmt.Fprintf(b.out, "%-48s cpu %7.2f s  wall %7.2f s  %5.0f MB\n", name+what, u.CPU, u.Wall, u.Memory)
	}
	return nil
}

// laws ingests the national laws and changes ten of them, unless they are there.
func (b *bench) laws(ctx context.Context) error {
	if b.data != "" {
		return nil
	}
	laws := filepath.Join(b.dir, "laws")
	if err := os.CopyFS(laws, os.DirFS(filepath.Join(b.shared, "laws"))); err != nil {
		return err
	}
	folder := func(program string) string { return filepath.Join(b.dir, "data-"+strings.TrimSuffix(program, ": ")) }
	if err := b.each(ctx, "ingest laws", folder, "ingest", laws); err != nil {
		return err
	}
	if err := os.RemoveAll(laws); err != nil {
		return err
	}
	if err := changedLaws(filepath.Join(b.shared, "laws"), laws, 10); err != nil {
		return err
	}
	b.data = folder("")
	return b.each(ctx, "ingest ten changed laws", folder, "ingest", laws)
}

// judgments ingests n judgments into a copy of the folder with the laws, then ten more, and asks.
func (b *bench) judgments(ctx context.Context, n int, articles []article, questions []relevance.Question) error {
	j, err := newJudgments(articles, 71)
	if err != nil {
		return err
	}
	many, few := filepath.Join(b.dir, "many.jsonl"), filepath.Join(b.dir, "few.jsonl")
	size, err := j.write(many, 0, n)
	if err != nil {
		return err
	}
	if _, err := j.write(few, n, n+10); err != nil {
		return err
	}
	folder := func(program string) string {
		return filepath.Join(b.dir, fmt.Sprintf("data-%d-%s", n, strings.TrimSuffix(program, ": ")))
	}
	for name := range b.programs {
		if err := os.CopyFS(folder(name), os.DirFS(b.data)); err != nil {
			return err
		}
	}
	if err := b.each(ctx, fmt.Sprintf("ingest %d judgments", n), folder, "ingest", many); err != nil {
		return err
	}
	if err := b.each(ctx, fmt.Sprintf("ingest ten more than %d judgments", n), folder, "ingest", few); err != nil {
		return err
	}
	onDisk, err := sizeOf(folder(""))
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "%d judgments of %d MB; the folder with two generations has %d MB\n", n, size>>20, onDisk>>20)
	_, err = b.ask(ctx, folder(""), fmt.Sprintf(", %d judgments", n), questions, false)
	for name := range b.programs {
		err = errors.Join(err, os.RemoveAll(folder(name)))
	}
	return err
}

// ask opens a folder and asks each kind of request, of the peers as well where they are wanted.
func (b *bench) ask(ctx context.Context, data, behind string, questions []relevance.Question, peers bool) (list []article, err error) {
	before, err := processorTime()
	if err != nil {
		return nil, err
	}
	start := time.Now()
	o, err := openService(ctx, data)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	if _, err := o.Service.Search(ctx, search.Request{Query: questions[0].Text}); err != nil {
		return nil, err
	}
	after, err := processorTime()
	if err != nil {
		return nil, err
	}
	b.Requests["open and answer the first question"+behind] = cost{N: 1, P50: ms(time.Since(start)), P95: ms(time.Since(start)),
		CPU: ms(after - before)}
	if list, err = articlesOf(ctx, o.Base, statute.Today(time.Now())); err != nil {
		return nil, err
	}
	all := workloads(o.Service, list, questions)
	if peers {
		beside, closeAll, err := b.peers(ctx, list, questions)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, closeAll()) }()
		all = append(all, beside...)
	}
	for _, w := range all {
		if b.Requests[w.name+behind], err = measure(ctx, b.n, w.ask); err != nil {
			return nil, fmt.Errorf("asking for %s: %w", w.name, err)
		}
	}
	return list, nil
}

// peers are the workloads of the other engines.
func (b *bench) peers(ctx context.Context, articles []article, questions []relevance.Question) (
	list []workload, closeAll func() error, err error) {
	sqlite, err := newSQLite(ctx, b.dir, articles)
	if err != nil {
		return nil, nil, fmt.Errorf("indexing with SQLite: %w", err)
	}
	plain, err := newBleve(b.dir, articles)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("indexing with bleve: %w", err), sqlite.close())
	}
	phrases := phrasesOf(articles)
	for _, p := range []peer{sqlite, plain} {
		list = append(list,
			workload{"phrase, " + p.name, func(ctx context.Context, i int) error { return p.phrase(ctx, phrases[i%len(phrases)]) }},
			workload{"and, " + p.name, func(ctx context.Context, i int) error {
				first, second := pairAt(phrases, articles, i)
				return p.both(ctx, first, second)
			}},
			workload{"question, " + p.name, func(ctx context.Context, i int) error {
				return p.words(ctx, questions[i%len(questions)].Text)
			}})
	}
	return list, func() error { return errors.Join(sqlite.close(), plain.close()) }, nil
}

// fit fits how costs grow between the smallest and the largest number of judgments.
func (b *bench) fit() {
	least, most := slices.Min(b.sizes), slices.Max(b.sizes)
	if least == most {
		return
	}
	grown := func(what string, x, y float64) {
		if x > 0 && y > 0 {
			b.Grown[what] = math.Log(y/x) / math.Log(float64(most)/float64(least))
		}
	}
	ingest := func(n int) float64 { return b.Commands[fmt.Sprintf("ingest %d judgments", n)].CPU }
	grown("ingest", ingest(least), ingest(most))
	for name, c := range b.Requests {
		if what, ok := strings.CutSuffix(name, fmt.Sprintf(", %d judgments", least)); ok {
			grown(what, c.CPU, b.Requests[fmt.Sprintf("%s, %d judgments", what, most)].CPU)
		}
	}
}

// print prints the requests, with how many times the cost of a peer that does the same is.
func (b *bench) print() {
	for _, name := range slices.Sorted(maps.Keys(b.Requests)) {
		fmt.Fprintf(b.out, "%-48s %v", name, b.Requests[name])
		for _, p := range [...]string{"SQLite", "bleve"} {
			if other, ok := b.Requests[name+", "+p]; ok && other.CPU > 0 {
				fmt.Fprintf(b.out, "  %.1f times %s", b.Requests[name].CPU/other.CPU, p)
			}
		}
		fmt.Fprintln(b.out)
	}
	for _, name := range slices.Sorted(maps.Keys(b.Grown)) {
		fmt.Fprintf(b.out, "%-48s grows with the power %.2f of judgments\n", name, b.Grown[name])
	}
}

// write writes the figures into a file.
func (b *bench) write() error {
	if b.options.out == "" {
		return nil
	}
	text, err := json.MarshalIndent(map[string]any{"commands": b.Commands, "requests": b.Requests, "grown": b.Grown}, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(b.options.out, append(text, '\n'), 0o600)
}
