package reading

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/testjudgment"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// readAnswers reads the judgments of a file, and parses them.
func readAnswers(t *testing.T, path string) ([]testjudgment.Judgment, []*Result) {
	t.Helper()
	answers := testjudgment.Read(t, path)
	var parsed []*Result
	reader := &corpus.Reader{}
	err := corpus.Walk(t.Context(), []string{path}, corpus.Limits{}, func(f *corpus.File) error {
		_, err := reader.Read(t.Context(), f, func(d *corpus.Document) error {
			parsed = append(parsed, Read(d))
			return nil
		}, func(path string, why error) { t.Errorf("%s: %v", path, why) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(parsed) != len(answers) {
		t.Fatalf("%d documents, %d answers", len(parsed), len(answers))
	}
	return answers, parsed
}

// scoreJudgments compares what is read with the answers, field by field.
func scoreJudgments(t *testing.T, path string, least map[string]float64) {
	answers, parsed := readAnswers(t, path)
	unloaded, err := citegraph.NewUnloaded()
	if err != nil {
		t.Fatal(err)
	}
	right, all := map[string]int{}, map[string]int{}
	var fields []string
	check := func(id, field, got, want string) {
		if all[field] == 0 {
			fields = append(fields, field)
		}
		all[field]++
		if got == want {
			right[field]++
		} else {
			t.Logf("%s: %s is %q; want %q", id, field, got, want)
		}
	}
	for i, a := range answers {
		g, f := a.Gold, parsed[i].Publication.Facts
		if f == nil {
			t.Errorf("%s is read as no judgment", a.ID)
			continue
		}
		for _, v := range testjudgment.Compare(f, &g) {
			check(a.ID, v.Field, v.Got, v.Want)
		}
		cites, err := unloaded.Cite(t.Context(), parsed[i].Citable())
		if err != nil {
			t.Fatal(err)
		}
		check(a.ID, "basis", strings.Join(ProvisionsIn(cites, f.Basis), " "), strings.Join(g.Basis, " "))
		check(a.ID, "reasoning", strings.Join(ProvisionsIn(cites, f.Reasoning), " "), strings.Join(g.Reasoning, " "))
	}
	for _, f := range fields {
		share := float64(right[f]) / float64(all[f])
		t.Logf("%-12s %d of %d", f, right[f], all[f])
		if share < least[f] {
			t.Errorf("%s: %.2f right; want at least %.2f", f, share, least[f])
		}
	}
}

// least is how much must be right of each field.
var least = map[string]float64{"case_number": 0.97, "court": 0.97, "date": 0.97, "kind": 0.97, "document": 0.97, "instance": 0.97,
	"charges": 0.97, "cause": 0.97, "parties": 0.93,
	"outcome": 0.93, "sentence": 0.93, "fine": 0.93, "judges": 0.93, "clerk": 0.93, "items": 0.93, "basis": 0.93, "reasoning": 0.93}

func TestSharedJudgments(t *testing.T) {
	scoreJudgments(t, filepath.Join(testlaw.Shared(t, "cases"), "whole.jsonl"), least)
}

// Judgments written for this test, of thirty kinds.
func TestWrittenJudgments(t *testing.T) {
	scoreJudgments(t, filepath.Join("..", "judgment", "testdata", "judgments.jsonl"), least)
}

// Judgments of another writer, who had not seen the parser.
func TestStrangersJudgments(t *testing.T) {
	scoreJudgments(t, filepath.Join("..", "judgment", "testdata", "judgments2.jsonl"), least)
}
