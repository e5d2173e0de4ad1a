// Command gencharges makes internal/charge/charges.txt, the names of crimes
// (罪名) with the articles that punish them, from the interpretations in which the
// supreme court and procuratorate fix those names:
//
//	go run ./internal/tools/gencharges ../shared/laws
//
// Later interpretations add names, and take earlier ones back (取消…罪名). Run it
// in the root of the repository.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"regexp"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/cnnum"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: gencharges FOLDER")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

const outFile = "internal/charge/charges.txt"

func run(folder string) error {
	texts := map[string]string{} // by date
	ctx := context.Background()
	reader := &corpus.Reader{}
	err := corpus.Walk(ctx, []string{folder}, corpus.Limits{}, func(f *corpus.File) error {
		m := fileName.FindStringSubmatch(f.Path)
		if m == nil || f.Rejected != nil || f.Skipped != "" {
			return nil
		}
		_, err := reader.Read(ctx, f, func(d *corpus.Document) error {
			texts[m[1]] += d.Text
			return nil
		}, func(string, error) {})
		return err
	})
	if err != nil {
		return err
	}
	dates := make([]string, 0, len(texts))
	for d := range texts {
		dates = append(dates, d)
	}
	sort.Strings(dates)
	l := &list{articles: map[string][]string{}, gone: map[string]bool{}}
	for _, d := range dates {
		l.read(texts[d])
	}
	return l.write()
}

var (
	fileName = regexp.MustCompile(`罪名的(?:意见|补充规定)[^/]*\((\d{4}-\d{2}-\d{2})\)\.md$`)
	// numbered is 1．背叛国家罪（第102条）, also where the number is lost.
	numbered = regexp.MustCompile(`(?:\d+[．.]|^|\s)\s*(\p{Han}[^．（）()\d\s]*罪)[（(](第\d+条[^）)]*)[）)]`)
	row      = regexp.MustCompile(`(?m)^\|([^|]*)\|([^|]*)\|\s*$`)
	gone     = regexp.MustCompile(`[（(]?取消(.*?罪)(?:罪名)?(?:[）)]|\s*$)`)
	oneName  = regexp.MustCompile(`[；;、和\s]*(.*?[^犯]罪)(?:[；;、和\s]|$)`)
	renamed  = regexp.MustCompile(`第([一二三四五六七八九十百零〇]+)条[^“]*罪名由“([^”]+罪)”修改为“([^”]+罪)”`)
	article  = regexp.MustCompile(`第([0-9一二三四五六七八九十百零〇]+)条(?:之([一二三四五六七八九十]))?`)
	ofOther  = regexp.MustCompile(`[（(]?《[^》]*（?[^》]*》[^）)|]*[）)]?`)
)

// list is what the interpretations say so far.
type list struct {
	articles map[string][]string // by name
	order    []string
	gone     map[string]bool
}

func (l *list) read(text string) {
	text = strings.ReplaceAll(text, "　", " ")
	for _, m := range numbered.FindAllStringSubmatch(text, -1) {
		l.add(m[1], articlesIn(m[2]))
	}
	var last []string
	for _, m := range row.FindAllStringSubmatch(text, -1) {
		at := articlesIn(ofOther.ReplaceAllString(m[1], ""))
		if len(at) == 0 {
			if strings.Contains(m[1], "《") {
				continue // a crime that a decision beside the code has
			}
			at = last
		}
		last = at
		for _, g := range gone.FindAllStringSubmatch(m[2], -1) {
			for _, name := range names(g[1]) {
				l.gone[name] = true
			}
		}
		for _, name := range names(gone.ReplaceAllString(m[2], " ")) {
			l.add(name, at)
		}
	}
	for _, m := range renamed.FindAllStringSubmatch(text, -1) {
		l.gone[m[2]] = true
		l.add(m[3], articlesIn("第"+m[1]+"条"))
	}
}

// names cuts a cell into names, which have commas of their own: a name ends where
// 罪 does, unless that is 犯罪 (掩饰、隐瞒犯罪所得、犯罪所得收益罪).
func names(cell string) []string {
	var list []string
	for _, m := range oneName.FindAllStringSubmatch(cell, -1) {
		list = append(list, strings.ReplaceAll(m[1], " ", ""))
	}
	return list
}

func articlesIn(s string) []string {
	var list []string
	for _, m := range article.FindAllStringSubmatch(s, -1) {
		n, _ := cnnum.Parse(m[1])
		a := fmt.Sprintf("刑法/%d", n)
		if m[2] != "" {
			sub, _ := cnnum.Parse(m[2])
			a += fmt.Sprintf("-%d", sub)
		}
		if len(list) == 0 || list[len(list)-1] != a {
			list = append(list, a)
		}
	}
	return list
}

func (l *list) add(name string, at []string) {
	if len(at) == 0 || name == "罪" {
		return
	}
	if l.articles[name] == nil {
		l.order = append(l.order, name)
	}
	l.articles[name] = at
	delete(l.gone, name)
}

func (l *list) write() error {
	var b strings.Builder
	b.WriteString("# Names of crimes with the articles that punish them, and 旧 where the name is no longer used.\n# Made by: go run " +
		"./internal/tools/gencharges ../shared/laws\n")
	for _, name := range l.order {
		b.WriteString(name + "\t" + strings.Join(l.articles[name], " "))
		if l.gone[name] {
			b.WriteString("\t旧")
		}
		b.WriteString("\n")
	}
	// #nosec G306 -- a file of the repository, which everybody may read
	if err := os.WriteFile(outFile, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("writing the names of crimes: %w", err)
	}
	return nil
}
