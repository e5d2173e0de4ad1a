package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// printVariants prints where sources differ from the texts that are shown as a table.
func printVariants(ctx context.Context, out io.Writer, base *kb.Base) error {
	list, err := base.AllVariants(ctx)
	if err != nil {
		return err
	}
	_, err = out.Write(export.VariantTSV(list))
	return err
}

// examineAsJSON is examine for programs: all lines of all notes, and what sources show beside
// each other.
func examineAsJSON(ctx context.Context, out io.Writer, all *search.Opened) error {
	check, err := checked(ctx, all)
	if err != nil {
		return err
	}
	notes, err := notesOn(ctx, all.Base, all.Graph, statute.Today(time.Now()))
	if err != nil {
		return err
	}
	variants, err := all.Base.AllVariants(ctx)
	if err != nil {
		return err
	}
	versions, err := all.Base.Versions(ctx)
	if err != nil {
		return err
	}
	j := wire.Doctor{Generation: all.Generation.Name, Rows: check.Rows, Indexed: check.Indexed, Problems: check.Problems,
		Notes: []wire.Note{}, Incomplete: []wire.IncompleteText{}, Variants: wire.NewVariants(variants)}
	if j.Problems == nil {
		j.Problems = []string{}
	}
	for _, n := range notes {
		j.Notes = append(j.Notes, wire.Note{Title: n.title, Lines: n.lines})
	}
	for _, v := range versions {
		if v.Incomplete {
			j.Incomplete = append(j.Incomplete, wire.NewIncompleteText(v))
		}
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(j); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	if len(check.Problems) > 0 {
		return inconsistent(check)
	}
	return nil
}

// incompleteLines has a line for each text that is not whole, with what tells it.
func incompleteLines(ctx context.Context, base *kb.Base) ([]string, error) {
	versions, err := base.Versions(ctx)
	var lines []string
	for _, v := range versions {
		if !v.Incomplete {
			continue
		}
		var said []string
		for _, l := range v.Lacks {
			said = append(said, l.Said)
		}
		lines = append(lines, statute.Address{Law: v.Law, Version: v.Label}.String()+"："+strings.Join(said, "；"))
	}
	slices.Sort(lines)
	return lines, err
}

// variantLines has a line for each place in which letters differ, and one that counts those in
// which only signs do.
func variantLines(ctx context.Context, base *kb.Base) ([]string, error) {
	variants, err := base.AllVariants(ctx)
	var lines []string
	signs := 0
	for _, v := range variants {
		if !v.Kind.IsOfLetters() {
			signs++
			continue
		}
		var sources []string
		for _, s := range v.Sources {
			sources = append(sources, s.Name())
		}
		lines = append(lines, fmt.Sprintf("%s %s（%s）：%s %s", statute.Address{Law: v.Law, Version: v.Version}, v.Place(), v.Kind.Chinese(),
			strings.Join(sources, "、"), v.Reading()))
	}
	if signs > 0 {
		lines = append(lines, fmt.Sprintf("只有标点、数字写法或分款不同的 %d 处，--collation 列出", signs))
	}
	return lines, err
}
