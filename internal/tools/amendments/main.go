// Command amendments shows what the program reads of amending instruments and what comes of
// it: for each law that an instrument changes the operations that were read, the sentences
// that look like operations and were not, and whether the text before with these operations
// is the text that was published:
//
//	go run ./internal/tools/amendments ../shared/laws ../shared/history
//
// With -data it asks a data folder. With -v it prints what was not read, could not be applied
// and differs.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/amendment"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

func main() {
	ctx := context.Background()
	only := flag.String("only", "", "")
	flag.Parse()
	store, err := generation.OpenStore(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	g, err := store.Current()
	if err != nil {
		log.Fatal(err)
	}
	base, err := kb.Open(ctx, g.KB())
	if err != nil {
		log.Fatal(err)
	}
	type doc struct {
		key, label, from, text, title, events string
		law                                   *lawparse.Law
	}
	docs, err := kb.List(ctx, base, "reading", func(scan kb.Scan) (d doc, err error) {
		err = scan(&d.key, &d.label, &d.from, &d.text, &d.title)
		return d, err
	}, `SELECT l.key, v.label, v.begins, d.text, d.title FROM version v JOIN law l ON l.id=v.law_id JOIN version_document vd ON vd.version_id=v.id AND vd.role='text' JOIN document d ON d.id=vd.document_id`)
	if err != nil {
		log.Fatal(err)
	}
	byKey := map[string][]*doc{}
	for i := range docs {
		byKey[docs[i].key] = append(byKey[docs[i].key], &docs[i])
	}
	about := map[string][]amendment.Source{}
	total, unread := 0, 0
	for i := range docs {
		d := &docs[i]
		if !strings.Contains(d.key, "修") && !strings.HasSuffix(d.key, "决定") {
			continue
		}
		law := lawparse.Parse(d.text, lawparse.Hint{Title: d.title})
		ins := amendment.Parse(law)
		if !law.Amending && len(ins.Operations) == 0 {
			continue
		}
		n := len(ins.Operations)
		total += n
		unread += len(ins.Unread)
		fmt.Printf("%s@%s\t%d\t%d\n", d.key, d.label, n, len(ins.Unread))
		for _, u := range ins.Unread {
			fmt.Printf("   ? %s %s\n", u.Clause, u.Source)
		}
		if *only != "" && strings.Contains(d.key, *only) {
			for _, o := range ins.Operations {
				fmt.Printf("   %s %s %v -> %v %s [%s] %s\n", o.Clause, o.Kind, o.At, o.To, o.Unit, strings.Join(o.Text, "/"), o.Source)
			}
		}
		for _, name := range ins.Laws() {
			target := name
			if name == "" {
				if a := law.Amends(); len(a) > 0 {
					target = a[0]
				}
			}
			if byKey[target] == nil {
				for k := range byKey {
					if _, rest := statute.SplitIssuers(k); rest == target {
						target = k
					}
				}
			}
			about[target] = append(about[target], amendment.Source{Key: d.key, Label: d.label, Operations: ins.Of(name)})
		}
	}
	fmt.Println(total, unread)
	var keys []string
	for k := range about {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if *only != "" && !strings.Contains(k, *only) {
			continue
		}
		s := about[k]
		hand, err := amendment.ByHand()
		if err != nil {
			log.Fatal(err)
		}
		s = append(s, hand[k]...)
		sort.Slice(s, func(i, j int) bool { return s[i].Label < s[j].Label })
		var texts []amendment.Version
		var amended []statute.Date
		for _, d := range byKey[k] {
			law := lawparse.Parse(d.text, lawparse.Hint{Title: d.title})
			texts = append(texts, amendment.Version{Label: d.label, Text: amendment.NewText(law)})
			for _, e := range law.Header.Events {
				if e.Kind == lawparse.EventAmended {
					amended = append(amended, e.Date)
				}
			}
		}
		sort.Slice(texts, func(i, j int) bool { return statute.CompareLabels(texts[i].Label, texts[j].Label) < 0 })
		steps, err := amendment.Chain(k, texts, s, amended)
		if err != nil {
			log.Fatal(err)
		}
		for _, st := range steps {
			fmt.Printf("== %s: %s (%d ops) before %s after %s proof %t problems %d diff %d\n", k, st.Source.Key, len(st.Source.Operations), st.Before, st.After, st.IsProof(), len(st.Problems), len(st.Differences))
			for _, p := range st.Problems {
				fmt.Printf("   ! %s %s  %s\n", p.Operation.Clause, p.Reason, p.Operation.Source)
			}
			for _, d := range st.Differences {
				fmt.Printf("   %s %s\n      made %s\n      publ %s\n", d.Class, d.Place, d.Made, d.Published)
			}
		}
	}
	_ = os.Stdout
}
