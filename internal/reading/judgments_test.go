package reading

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// answer is a judgment with what a reader found in it.
type answer struct {
	ID   string `json:"id"`
	Gold struct {
		Title      string   `json:"title"`
		CaseNumber string   `json:"case_number"`
		Court      string   `json:"court"`
		Kind       string   `json:"kind"`
		Document   string   `json:"document"`
		Instance   string   `json:"instance"`
		Date       string   `json:"date"`
		Cause      string   `json:"cause"`
		Charges    []string `json:"charges"`
		Parties    []struct {
			Role string `json:"role"`
			Name string `json:"name"`
		} `json:"parties"`
		Judges        []string `json:"judges"`
		Clerk         string   `json:"clerk"`
		Outcome       string   `json:"outcome"`
		Items         int      `json:"operative_items"`
		SentenceFirst string   `json:"sentence_first"`
		FineFirst     string   `json:"fine_first"`
		Basis         []string `json:"basis"`
		Reasoning     []string `json:"reasoning_cites"`
	} `json:"gold"`
}

// readAnswers reads the judgments of a file, and parses them.
func readAnswers(t *testing.T, path string) ([]answer, []*Result) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var answers []answer
	for line := range strings.Lines(string(data)) {
		var a answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	var parsed []*Result
	reader := &corpus.Reader{}
	err = corpus.Walk(t.Context(), []string{path}, corpus.Limits{}, func(f *corpus.File) error {
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

func texts(list []casefile.Field) []string {
	var s []string
	for _, f := range list {
		s = append(s, f.Text)
	}
	return s
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
		var gotParties, wantParties []string
		for _, p := range f.Parties {
			gotParties = append(gotParties, p.Role.Text+" "+p.Name.Text)
		}
		for _, p := range g.Parties {
			wantParties = append(wantParties, p.Role+" "+p.Name)
		}
		sentence, fine := "", ""
		for i, s := range f.Sentences {
			if i == 0 {
				sentence = s.Text.Text
			}
			if fine == "" {
				fine = s.Fine.Text
			}
		}
		check(a.ID, "case_number", f.Number.Text, g.CaseNumber)
		check(a.ID, "court", f.Court.Text, g.Court)
		check(a.ID, "kind", f.Kind, g.Kind)
		check(a.ID, "document", f.Document.Text, g.Document)
		check(a.ID, "instance", f.Instance, g.Instance)
		check(a.ID, "date", string(f.Date), g.Date)
		check(a.ID, "cause", f.Cause.Text, g.Cause)
		check(a.ID, "charges", strings.Join(texts(f.Charges), " "), strings.Join(g.Charges, " "))
		check(a.ID, "parties", strings.Join(gotParties, " | "), strings.Join(wantParties, " | "))
		check(a.ID, "judges", strings.Join(texts(f.Judges), " "), strings.Join(g.Judges, " "))
		check(a.ID, "clerk", f.Clerk.Text, g.Clerk)
		check(a.ID, "outcome", f.Outcome.Name, g.Outcome)
		check(a.ID, "items", fmt.Sprint(f.Items), fmt.Sprint(g.Items))
		check(a.ID, "sentence", sentence, g.SentenceFirst)
		check(a.ID, "fine", fine, g.FineFirst)
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
