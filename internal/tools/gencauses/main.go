// Command gencauses makes internal/cause/causes.txt, the causes of action
// (案由) that a collection of laws and cases names:
//
//	go run ./internal/tools/gencauses ../shared/laws ../shared/cases
//
// A cause is what titles of interpretations say cases are about (审理民间借贷案件),
// what stands before 纠纷 in several texts, a contract that the civil code names,
// or what follows the parties in the title of a case. Run it in the root of the
// repository.
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
	"unicode/utf8"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/reading"
)

func main() {
	if len(os.Args) < 2 {
		log.Fatal("usage: gencauses FOLDER...")
	}
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

const outFile = "internal/cause/causes.txt"

var (
	inTitle  = regexp.MustCompile(`审理(?:涉及?)?([\p{Han}、]{2,16}?)(?:民事|行政)?(?:纠纷)?案件`)
	dispute  = regexp.MustCompile(`(?:^|[\s、，；：。“《（]|审理|涉及|属于|有关|因|对|的|和|及|或)(\p{Han}{2,14}?)纠纷`)
	contract = regexp.MustCompile(`(?m)^#+[\s　]*第\p{Han}+章[\s　]*([\p{Han}、]{2,12}合同)[\s　]*$`)
	// noCause is in strings that are sentences.
	noCause = regexp.MustCompile(`[的了在于以其该本各与将被由所等为是有可应之后前时等]|发生|产生|引起|有关|解决|处理|调解|人民|法院|当事|案件|民事|其他|一般|上述|下列|涉外|双方|提起|因|或者|以及|人与|请求|裁决|` +
		`审理|涉及|刑事|犯罪|相关|化解|矛盾|健全|结合|第三人|按照|民商事|^国农|金额|设计人|群体|^民间$|^经济$|^转让$|^抢劫$`)
)

func run(folders []string) error {
	counts := map[string]int{}
	const sure = 100
	ctx := context.Background()
	reader := &corpus.Reader{}
	err := corpus.Walk(ctx, folders, corpus.Limits{}, func(f *corpus.File) error {
		if f.Rejected != nil || f.Skipped != "" {
			return nil
		}
		_, err := reader.Read(ctx, f, func(d *corpus.Document) error {
			p := reading.Read(d)
			if p.Law == nil {
				if r := p.Publication; r.Facts != nil && r.Facts.Cause.Text != "" {
					counts[cause.Bare(r.Facts.Cause.Text)] += sure
				}
				return nil
			}
			for _, m := range inTitle.FindAllStringSubmatch(p.Title(), -1) {
				counts[m[1]] += sure
			}
			for _, m := range contract.FindAllStringSubmatch(d.Text, -1) {
				counts[m[1]] += sure
			}
			seen := map[string]bool{}
			for _, m := range dispute.FindAllStringSubmatch(d.Text, -1) {
				if !seen[m[1]] {
					seen[m[1]] = true
					counts[m[1]]++
				}
			}
			return nil
		}, func(string, error) {})
		if err != nil && !errors.Is(err, corpus.ErrSkip) {
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	var names []string
	for name, n := range counts {
		if n >= 2 && (!noCause.MatchString(name) || strings.HasSuffix(name, "与合同")) && utf8.RuneCountInString(name) >= 2 {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var b strings.Builder
	b.WriteString("# Causes of action, without 纠纷 at their end. " +
		"Made by: go run ./internal/tools/gencauses ../shared/laws ../shared/cases\n")
	for _, name := range names {
		b.WriteString(name + "\n")
	}
	// #nosec G306 -- a file of the repository, which everybody may read
	if err := os.WriteFile(outFile, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("writing the causes: %w", err)
	}
	return nil
}
