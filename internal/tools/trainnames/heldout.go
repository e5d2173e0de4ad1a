package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/masking"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// maskHeldOut masks each marked paper by a model that was not learned from it, and prints what
// is left of its names, by file.
func maskHeldOut(papers []paper, v *vocabulary, without func(fold int) *model) error {
	var sums [len(markedFiles)]masking.Tally
	for fold := range folds {
		m := masking.ParseModel(strings.Join(format(without(fold), v), "\n"))
		for i, p := range papers {
			if i%folds == fold {
				sums[p.set].Add(&p.Marked, shown(m, p.Text))
			}
		}
	}
	for set, sum := range sums {
		for _, fault := range sum.Faults {
			fmt.Println(fault)
		}
		fmt.Printf("%s: %v\n", filepath.Base(markedFiles[set]), &sum)
	}
	return nil
}

// shown is a text as it is read, without the people that a model finds.
func shown(m *masking.Model, text string) string {
	var b strings.Builder
	for _, r := range reading.ReadAll(&corpus.Document{Text: text}, reading.Named) {
		switch {
		case r.Kind == statute.DocLaw:
			b.WriteString(r.Text)
		case judgment.Is(r.Text):
			b.WriteString(m.New(judgment.Read(r.Text)).Text())
		default:
			b.WriteString(m.Of(r.Text, r.Kind == statute.DocCase).Text())
		}
		b.WriteString("\n")
	}
	return b.String()
}
