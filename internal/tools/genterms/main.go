// Command genterms makes the names and words that Fatiao knows from a
// collection of laws, as lists of titles and terms:
//
//	go run ./internal/tools/genterms ../shared/laws
//
// It writes internal/lawnames/titles.txt, the keys of laws, so that a citation of a
// law is recognised before that law is loaded; index/gseanalysis/legal.txt,
// the words that must not be cut apart: short titles, chapter headings, terms
// that laws define, and charges; and index/gseanalysis/words.txt, the part of gse's
// dictionary that these laws or everyday language use, beside the same packed, which the
// program embeds (index/gseanalysis/words.txt.zst); and internal/masking/names.txt, those of
// them that are names of people. Run it in the root of the repository.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: genterms FOLDER")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// charge is an entry of the lists of charges: 非法经营罪, behind its number or
// in a cell of a table.
var charge = regexp.MustCompile(`(?:^|[|．\s])(\p{Han}{1,18}罪)(?:[（|\s]|$)`)

// The longest of each that is kept whole, in characters.
const (
	maxTerm    = 8
	maxTitle   = 10
	maxCharge  = 16
	maxHeading = 5
)

func run(folder string) error {
	titles, terms := map[string]bool{}, map[string]bool{}
	var used wordCounter
	if err := used.load(); err != nil {
		return err
	}
	ctx := context.Background()
	reader := &corpus.Reader{}
	err := corpus.Walk(ctx, []string{folder}, corpus.Limits{}, func(f *corpus.File) error {
		if f.Rejected != nil || f.Skipped != "" || f.Category == "案例" {
			return nil
		}
		_, err := reader.Read(ctx, f, func(d *corpus.Document) error {
			used.read(d.Text)
			collect(lawparse.Parse(d.Text, lawparse.Hint{Title: d.Title, Date: d.Date, Category: d.Category}), titles, terms)
			return nil
		}, func(string, error) {})
		if err != nil && !errors.Is(err, corpus.ErrSkip) {
			log.Printf("%s: %v", f.Path, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := write("internal/lawnames/titles.txt",
		"Keys of laws, made by go run ./internal/tools/genterms from a collection of national law.", titles); err != nil {
		return err
	}
	if err := used.write("index/gseanalysis/words.txt"); err != nil {
		return err
	}
	names, err := used.names()
	if err != nil {
		return err
	}
	if err := write("internal/masking/names.txt", "Words of the dictionary of github.com/go-ego/gse (Apache-2.0) that it calls names of "+
		"people. Made by go run ./internal/tools/genterms from a collection of national law.", names); err != nil {
		return err
	}
	return write("index/gseanalysis/legal.txt",
		"Words that are not cut apart: short titles, headings, defined terms, charges. Made by go run ./internal/tools/genterms from a "+
			"collection of national law.", terms)
}

func collect(l *lawparse.Law, titles, terms map[string]bool) {
	key := l.Header.Key
	if !lawparse.IsTitle(key) || l.Header.Level == statute.LevelOther {
		return
	}
	titles[key] = true
	if utf8.RuneCountInString(key) <= maxTitle {
		add(terms, key, maxTitle)
	}
	for _, h := range l.Headings() {
		// 和, 与, 及 and 的 join words that are known by themselves.
		if title := l.Words(h); !strings.ContainsAny(title, "和与及的其") {
			add(terms, title, maxHeading)
		}
	}
	for _, d := range l.Definitions() {
		for _, t := range strings.Split(d.Term, "、") {
			add(terms, t, maxTerm)
		}
	}
	if strings.Contains(key, "罪名") {
		for _, m := range charge.FindAllStringSubmatch(l.Text, -1) {
			add(terms, m[1], maxCharge)
		}
	}
}

// add keeps words of Chinese characters of two to limit characters.
func add(set map[string]bool, s string, limit int) {
	if n := utf8.RuneCountInString(s); n < 2 || n > limit {
		return
	}
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return
		}
	}
	set[s] = true
}

func write(path, head string, set map[string]bool) error {
	lines := make([]string, 0, len(set))
	for s := range set {
		lines = append(lines, s)
	}
	sort.Strings(lines)
	// #nosec G306 -- a file of the repository, which everybody may read
	if err := os.WriteFile(path, []byte("# "+head+"\n"+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}
