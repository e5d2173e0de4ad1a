package amendment_test

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/amendment"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// frontMatter is what the collection writes above a text.
var frontMatter = regexp.MustCompile(`(?m)^(?:---|\[来源\].*)$`)

// The criminal code of 1997 with all amendments up to the twelfth is the code as it is
// published, but for signs and known misprints.
func TestCriminalCode(t *testing.T) {
	t.Parallel()
	read := func(path, title string) *lawparse.Law {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := lawparse.Original(frontMatter.ReplaceAllString(strings.ReplaceAll(string(data), "\r\n", "\n"), ""))
		return lawparse.Parse(text, lawparse.Hint{Title: title})
	}
	laws, history := testlaw.Shared(t, "laws"), testlaw.Shared(t, "history")
	old := filepath.Join(history, "older", "中华人民共和国刑法（1997年修订）.md")
	var texts []amendment.Dated
	for label, path := range map[string]string{"1997-03-14": old, "2023-12-29": filepath.Join(laws, "刑法", "刑法.md")} {
		texts = append(texts, amendment.Dated{Label: label, Text: amendment.NewText(read(path, "刑法"))})
	}
	slices.SortFunc(texts, func(a, b amendment.Dated) int { return cmp.Compare(a.Label, b.Label) })
	hand, err := amendment.ByHand()
	if err != nil {
		t.Fatal(err)
	}
	sources := slices.Clone(hand["刑法"])
	files, err := filepath.Glob(filepath.Join(laws, "刑法", "刑法修正案*.md"))
	if err != nil || len(files) != 12 {
		t.Fatalf("%d amendments, %v", len(files), err)
	}
	others, err := filepath.Glob(filepath.Join(history, "2026", "*惩治骗购外汇*.md"))
	if err != nil || len(others) != 1 {
		t.Fatalf("%d decisions of 1998, %v", len(others), err)
	}
	for _, path := range append(files, others...) {
		law := read(path, strings.TrimSuffix(filepath.Base(path), ".md"))
		i := amendment.Parse(law)
		if len(i.Operations) == 0 || len(i.Unread) > 0 {
			t.Errorf("%s: %d operations, not read: %v", path, len(i.Operations), i.Unread)
		}
		sources = append(sources, amendment.Source{Key: law.Header.Key, Label: law.Header.Label, Operations: i.Operations})
	}
	slices.SortFunc(sources, func(a, b amendment.Source) int { return cmp.Compare(a.Label, b.Label) })
	steps, err := amendment.Chain("刑法", texts, sources, []statute.Date{"1998-12-29", "2009-08-27"})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		for _, p := range s.Problems {
			t.Errorf("%s %s: %s", s.Source.Key, p.Operation.Clause, p.Reason)
		}
	}
	last := steps[len(steps)-1]
	if !last.IsProof() || last.After != "2023-12-29" {
		t.Errorf("the last step is no proof: after %s, %+v", last.After, last.Differences)
	}
}
