package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/masking"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// maskHeldOut masks each marked paper by a model that was not learned from it, and prints what
// is left of its names, by file.
func maskHeldOut(papers []paper, models []*masking.Model) {
	var sums [len(markedFiles)]masking.Tally
	for i, p := range papers {
		sums[p.set].Add(&p.Marked, shown(models[i%folds], p.Text))
	}
	var all masking.Tally
	for set, sum := range sums {
		for _, fault := range sum.Faults {
			fmt.Println(fault)
		}
		fmt.Printf("%s: %v\n", filepath.Base(markedFiles[set]), &sum)
		all.Names += sum.Names
		all.NamesLeft += sum.NamesLeft
		all.Particulars += sum.Particulars
		all.ParticularsLeft += sum.ParticularsLeft
		all.Kept += sum.Kept
		all.Changed += sum.Changed
	}
	fmt.Printf("all: %v\n", &all)
}

// heldModels are the models of all folds but one each. A folder that is named keeps them, so that rules can be
// measured without learning again.
func heldModels(folder string, without func(fold int) (*model, error), v *vocabulary) ([]*masking.Model, error) {
	models := make([]*masking.Model, folds)
	errs := make([]error, folds)
	var wg sync.WaitGroup
	room := make(chan struct{}, learnedAtOnce)
	for fold := range folds {
		wg.Go(func() {
			room <- struct{}{}
			path := filepath.Join(folder, fmt.Sprintf("fold%d.txt", fold))
			models[fold], errs[fold] = heldModel(path, folder != "", func() (*model, error) { return without(fold) }, v)
			<-room
		})
	}
	wg.Wait()
	return models, errors.Join(errs...)
}

// learnedAtOnce is how many models are learned at a time.
const learnedAtOnce = 2

// heldModel is the model of a file, or the one that is learned where there is none.
func heldModel(path string, kept bool, learned func() (*model, error), v *vocabulary) (*masking.Model, error) {
	if kept {
		if text, err := os.ReadFile(path); err == nil { // #nosec G304 -- named by whoever measures
			return masking.ParseModel(string(text)), nil
		}
	}
	m, err := learned()
	if err != nil {
		return nil, err
	}
	text := strings.Join(format(m, v), "\n") + "\n"
	if kept {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	return masking.ParseModel(text), nil
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
