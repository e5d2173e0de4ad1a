package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// place is a row of the list: a place in which a source reads otherwise than the text that is shown.
// It has nothing of the words.
type place struct {
	law, version, address string
	kind                  collation.Kind
	// length is how many characters lie between the first and the last that differ, in the longer of the
	// readings that are stored; of articles that only one has, how many these are.
	length int
	rule   collation.Rule
	shown  string // where the text that is shown lies
	other  string // where the other lies
	// verdict is what somebody who read both said of the text that is shown: right, wrong, unknown, or
	// form where only its form differs; - where nobody has read it.
	verdict string
}

// key names the place, whatever was said of it.
func (p place) key() string {
	return strings.Join([]string{p.law, p.version, p.address, string(p.kind), p.other}, "\t")
}

func (p place) row() string {
	rule := string(p.rule)
	if rule == "" {
		rule = "-"
	}
	return strings.Join([]string{p.law, p.version, p.address, string(p.kind), strconv.Itoa(p.length), rule, p.shown, p.other,
		p.verdict}, "\t")
}

// listHead are the columns of the list.
const listHead = "law\tversion\taddress\tkind\tlength\tchosen_by\tshown\tother\tverdict"

// unread is the verdict on what nobody has read.
const unread = "-"

// places lists where the sources of a data folder differ, with the verdicts that a list has. Paths are
// told from a folder on.
func places(ctx context.Context, store *generation.Store, root string, verdicts map[string]string) ([]place, error) {
	g, err := store.Current()
	if err != nil {
		return nil, err
	}
	base, err := kb.Open(ctx, g.KB())
	if err != nil {
		return nil, err
	}
	defer base.Close()
	versions, err := base.Versions(ctx)
	if err != nil {
		return nil, err
	}
	type text struct{ law, label string }
	rules, ids := map[text]collation.Rule{}, map[text]int64{}
	for _, v := range versions {
		rules[text{v.Law, v.Label}], ids[text{v.Law, v.Label}] = v.ChosenBy, v.ID
	}
	variants, err := base.AllVariants(ctx)
	if err != nil {
		return nil, err
	}
	var list []place
	for _, v := range variants {
		of := text{v.Law, v.Version}
		shown, err := base.ShownSources(ctx, ids[of])
		if err != nil {
			return nil, err
		}
		p := place{law: v.Law, version: v.Version, address: v.Address, kind: v.Kind, length: lengthOf(v.Variant), rule: rules[of],
			shown: foldersOf(shown, root), other: foldersOf(v.Sources, root)}
		if v.Through != "" {
			p.address += ".." + v.Through
		}
		if p.verdict = verdicts[p.key()]; p.verdict == "" {
			p.verdict = unread
		}
		if !v.Kind.IsOfLetters() {
			p.verdict = "form"
		}
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b place) int { return strings.Compare(a.row(), b.row()) })
	return list, nil
}

// lengthOf is how much differs; see place.length.
func lengthOf(v collation.Variant) int {
	if v.Kind == collation.Missing || v.Kind == collation.Extra {
		from, isFrom := statute.ParseNumber(v.Address)
		to, isTo := statute.ParseNumber(v.Through)
		if isFrom && isTo {
			return to.Main - from.Main + 1
		}
		return 1
	}
	here, there := []rune(v.Here), []rune(v.There)
	for len(here) > 0 && len(there) > 0 && here[0] == there[0] {
		here, there = here[1:], there[1:]
	}
	for len(here) > 0 && len(there) > 0 && here[len(here)-1] == there[len(there)-1] {
		here, there = here[:len(here)-1], there[:len(there)-1]
	}
	return max(len(here), len(there))
}

// foldersOf are the folders of a collection in which sources lie: laws, history/2018.
func foldersOf(sources []kb.Source, root string) string {
	var list []string
	for _, s := range sources {
		in, err := filepath.Rel(root, s.Path)
		if err != nil {
			in = s.Path
		}
		parts := strings.Split(filepath.ToSlash(in), "/")
		most := 1
		if parts[0] == "history" {
			most = 2
		}
		list = append(list, strings.Join(parts[:min(most, len(parts))], "/"))
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ",")
}

// readVerdicts reads what was said of places in a list; none where there is no file.
func readVerdicts(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	verdicts := map[string]string{}
	s := bufio.NewScanner(f)
	for s.Scan() {
		c := strings.Split(s.Text(), "\t")
		if len(c) == strings.Count(listHead, "\t")+1 && s.Text() != listHead {
			verdicts[place{law: c[0], version: c[1], address: c[2], kind: collation.Kind(c[3]), other: c[7]}.key()] = c[8]
		}
	}
	return verdicts, s.Err()
}

func printPlaces(out io.Writer, list []place) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, listHead)
	for _, p := range list {
		fmt.Fprintln(w, p.row())
	}
	return w.Flush()
}

// printList prints the list of a data folder that was ingested from the folders below root.
func printList(ctx context.Context, out io.Writer, data, root, before string) error {
	store, err := generation.OpenStore(data)
	if err != nil {
		return err
	}
	verdicts, err := readVerdicts(before)
	if err != nil {
		return err
	}
	if root, err = filepath.Abs(root); err != nil {
		return err
	}
	list, err := places(ctx, store, root, verdicts)
	if err != nil {
		return err
	}
	return printPlaces(out, list)
}
